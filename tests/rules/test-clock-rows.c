/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* Requests, incidents, certificates and legal figures in a register. */

/* Why @field of @record is what it is; it must say @part. */
static void
assert_reason (Register *r, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  const NwExplanation *why = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  g_assert_nonnull (why);
  if (strstr (why->text, part) == NULL)
    g_error ("%s: “%s” does not say “%s”", field, why->text, part);
}

/* The days of all deadlines of that kind, in their order; "" if there is none. */
static void
assert_due (Register *r, const char *kind, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, day ("1990-01-01"), day ("2999-12-31"), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];
      g_autofree char *date = nw_day_format (deadline->date);

      if (strcmp (deadline->kind, kind) == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", date);
      g_assert_true (deadline->what != NULL && *deadline->what != '\0');
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of all gaps of @record, sorted, but for who answers for it, which
 * is looked at where owners are. */
static void
assert_gaps (Register *r, NwRecord *record, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_gaps (r->store, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwGap *gap = list->pdata[i];

      if (gap->entity == nw_record_get_entity (record) && gap->id == nw_record_get_id (record) && strcmp (gap->rule, "owner_missing") != 0)
        g_ptr_array_add (names, (gpointer) gap->rule);
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (" ", (char **) names->pdata);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_request (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2027-02-08", NULL);
  g_autoptr (NwRecord) organisation = NULL;

  nw_store_set_day (r->store, day ("2027-02-10"));
  assert_text (r->store, request, "plan_due", "2027-03-08");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  assert_text (r->store, request, "in_time", "");
  /* 8 March moves the day only where it is known to be a holiday. */
  organisation = make (r->store, &nw_organisation, "name", "We", "land", "BE", NULL);
  assert_text (r->store, request, "legal_due", "2027-03-09");
  assert_reason (r, request, "legal_due", "Tue 2027-03-09");
  assert_reason (r, request, "in_time", "not answered yet");
  edit_good (r->store, organisation, "land", "none");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  edit_good (r->store, organisation, "land", "BY");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  assert_due (r, "request_due", "2027-03-08");
  assert_gaps (r, request, "");
}

/* A day that the register adds, for one Land or for all. */
static void
test_request_holiday (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", "land", "BY", NULL);
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2025-07-08", NULL);
  g_autoptr (NwRecord) city = make (r->store, &nw_holiday, "land", "BY", "date", "2025-08-08", "name_de", "Friedensfest", NULL);
  g_autoptr (GError) error = NULL;

  assert_text (r->store, request, "plan_due", "2025-08-08");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, city, "land", "BE");
  assert_text (r->store, request, "legal_due", "2025-08-08");
  edit_good (r->store, city, "land", "none");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, city, "land", "");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, organisation, "country", "AT");
  assert_text (r->store, request, "legal_due", "2025-08-08");
  edit_good (r->store, organisation, "country", "DE");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  g_assert_true (mark (r->store, city, NW_MARK_DELETE, &error));
  assert_text (r->store, request, "legal_due", "2025-08-08");
}

static void
test_request_course (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", "land", "BE", NULL);
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2026-03-05", NULL);

  nw_store_set_day (r->store, day ("2026-04-07"));
  assert_text (r->store, request, "in_time", "");
  assert_due (r, "request_due", "2026-04-07");
  nw_store_set_day (r->store, day ("2026-04-08"));
  assert_text (r->store, request, "in_time", "false");
  assert_gaps (r, request, "request_overdue");
  edit_good (r->store, request, "extended_on", "2026-03-30");
  assert_text (r->store, request, "legal_due", "2026-04-07");
  assert_reason (r, request, "legal_due", "reasons are missing");
  assert_gaps (r, request, "request_extension_void request_overdue");
  edit_good (r->store, request, "extension_reason", "Many systems");
  assert_text (r->store, request, "legal_due", "2026-06-05");
  assert_text (r->store, request, "in_time", "");
  assert_gaps (r, request, "");
  edit_good (r->store, request, "paused_from", "2026-03-10");
  edit_good (r->store, request, "paused_to", "2026-03-13");
  assert_text (r->store, request, "legal_due", "2026-06-05");
  assert_reason (r, request, "legal_due", "Mon 2026-06-08");
  edit_good (r->store, request, "outcome", "refused");
  assert_text (r->store, request, "in_time", "");
  assert_gaps (r, request, "request_answer_day request_refusal_reason");
  edit_good (r->store, request, "answered_on", "2026-06-05");
  assert_text (r->store, request, "in_time", "true");
  edit_good (r->store, request, "answered_on", "2026-06-06");
  assert_text (r->store, request, "in_time", "false");
  assert_reason (r, request, "in_time", "2026-06-06");
  assert_due (r, "request_due", "");
}

/* B1 in a register: what was asked, done, done late. */
static void
test_incident_breach (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) incident = make (r->store, &nw_incident, "title", "Lost laptop", NULL);

  nw_store_set_day (r->store, day ("2026-06-08"));
  assert_text (r->store, incident, "clocks", "art33:unknown");
  assert_text (r->store, incident, "authority_due", "");
  assert_reason (r, incident, "authority_due", "whether personal data");
  assert_gaps (r, incident, "incident_personal_data");
  edit_good (r->store, incident, "personal_data", "true");
  assert_reason (r, incident, "authority_due", "awareness is missing");
  assert_gaps (r, incident, "incident_awareness incident_risk_not_assessed");
  edit_good (r->store, incident, "detected_at", "2026-06-05T14:00:00Z");
  assert_text (r->store, incident, "authority_due", "");
  edit_good (r->store, incident, "aware_at", "2026-06-05T14:30:00Z");
  assert_text (r->store, incident, "authority_due", "2026-06-08T14:30:00Z");
  assert_text (r->store, incident, "clocks", "art33:open");
  assert_reason (r, incident, "authority_due", "Mon 2026-06-08 16:30 CEST");
  assert_reason (r, incident, "authority_due", "Mon 2026-06-08 17:00 CEST");
  assert_due (r, "breach_report", "2026-06-08");
  nw_store_set_day (r->store, day ("2026-06-09"));
  assert_text (r->store, incident, "clocks", "art33:missed");
  assert_gaps (r, incident, "breach_late_reason breach_not_reported incident_risk_not_assessed");
  edit_good (r->store, incident, "risk_to_persons", "none");
  assert_text (r->store, incident, "authority_due", "");
  assert_text (r->store, incident, "clocks", "");
  assert_gaps (r, incident, "breach_no_report_reason");
  assert_due (r, "breach_report", "");
  edit_good (r->store, incident, "risk_to_persons", "high");
  edit_good (r->store, incident, "authority_reported_at", "2026-06-08T14:30:01Z");
  assert_text (r->store, incident, "clocks", "art33:late;art34:open");
  assert_gaps (r, incident, "breach_late_reason breach_persons_not_informed");
  edit_good (r->store, incident, "authority_reported_at", "2026-06-08T14:30:00Z");
  edit_good (r->store, incident, "persons_informed_at", "2026-06-08T14:30:00Z");
  assert_text (r->store, incident, "clocks", "art33:met;art34:met");
  assert_gaps (r, incident, "");
  assert_due (r, "breach_report", "");
  edit_good (r->store, incident, "aware_at", "2026-06-05T13:59:00Z");
  assert_gaps (r, incident, "breach_late_reason incident_clock_order");
}

static void
test_incident_nis2 (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", NULL);
  g_autoptr (NwRecord) incident = make (r->store, &nw_incident, "title", "Outage", "personal_data", "false", "aware_at", "2026-06-05T14:30:00Z", NULL);

  nw_store_set_day (r->store, day ("2026-06-07"));
  assert_text (r->store, incident, "clocks", "");
  edit_good (r->store, organisation, "nis2_status", "important");
  assert_text (r->store, incident, "clocks", "nis2_early:unknown;nis2_report:unknown;nis2_final:unknown");
  assert_gaps (r, incident, "incident_nis2_not_checked");
  edit_good (r->store, incident, "nis2_significant", "yes");
  assert_text (r->store, incident, "nis2_early_due", "2026-06-06T14:30:00Z");
  assert_text (r->store, incident, "nis2_report_due", "2026-06-08T14:30:00Z");
  assert_text (r->store, incident, "nis2_final_due", "");
  assert_reason (r, incident, "nis2_final_due", "begins when");
  assert_text (r->store, incident, "clocks", "nis2_early:missed;nis2_report:open;nis2_final:open");
  assert_due (r, "nis2_early_warning", "2026-06-06");
  assert_due (r, "nis2_report", "2026-06-08");
  assert_due (r, "nis2_final_report", "");
  assert_gaps (r, incident, "nis2_not_reported");
  edit_good (r->store, incident, "nis2_early_at", "2026-06-06T10:00:00Z");
  edit_good (r->store, incident, "nis2_report_at", "2026-06-08T10:00:00Z");
  assert_text (r->store, incident, "nis2_final_due", "2026-07-08T21:59:59Z");
  assert_text (r->store, incident, "clocks", "nis2_early:met;nis2_report:met;nis2_final:open");
  assert_due (r, "nis2_report", "");
  assert_due (r, "nis2_final_report", "2026-07-08");
  edit_good (r->store, incident, "nis2_final_at", "2026-07-08T21:59:59Z");
  assert_text (r->store, incident, "clocks", "nis2_early:met;nis2_report:met;nis2_final:met");
  assert_due (r, "nis2_final_report", "");
}

static void
test_incident_times (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) incident = make (r->store, &nw_incident, "title", "Outage", "detected_at", "2026-06-05T10:00:59Z", NULL);

  assert_text (r->store, incident, "ttd_minutes", "");
  assert_text (r->store, incident, "ttr_minutes", "");
  assert_reason (r, incident, "ttd_minutes", "occurrence");
  edit_good (r->store, incident, "occurred_at", "2026-06-05T08:00:00Z");
  edit_good (r->store, incident, "remediated_at", "2026-06-05T18:00:59Z");
  assert_text (r->store, incident, "ttd_minutes", "120");
  assert_text (r->store, incident, "ttr_minutes", "480");
}

/* A figure that the register changes counts from the day that it says. */
static void
test_incident_figure (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) incident = make (r->store, &nw_incident, "title", "Leak", "personal_data", "true", "aware_at", "2026-06-05T14:30:00Z", NULL);
  g_autoptr (NwRecord) old = make (r->store, &nw_legal_parameter, "key", "gdpr.breach_hours", "value", "72", "valid_from", "2018-05-25", NULL);
  g_autoptr (NwRecord) figure = make (r->store, &nw_legal_parameter, "key", "gdpr.breach_hours", "value", "96", "valid_from", "2026-06-06", NULL);

  assert_text (r->store, incident, "authority_due", "2026-06-08T14:30:00Z");
  edit_good (r->store, figure, "valid_from", "2026-06-05");
  assert_text (r->store, incident, "authority_due", "2026-06-09T14:30:00Z");
  edit_good (r->store, figure, "value", "soon");
  assert_text (r->store, incident, "authority_due", "");
  assert_reason (r, incident, "authority_due", "not in force");
}

/* The known answer for an own certificate, year by year. */
static void
test_certificate_cycle (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) own = make (r->store, &nw_certificate, "standard", "iso27001_2022", "issued_on", "2026-02-16", NULL);
  g_autoptr (NwRecord) audit = NULL;
  g_autoptr (NwRecord) again = NULL;
  g_autoptr (NwRecord) newer = NULL;

  assert_text (r->store, own, "state", "valid");
  assert_text (r->store, own, "proves_until", "2029-02-15");
  assert_text (r->store, own, "next_surveillance", "2027-02-16");
  assert_text (r->store, own, "recertification_from", "2028-08-15");
  assert_text (r->store, own, "next_warning", "2026-08-20");
  assert_due (r, "surveillance_audit", "2027-02-16");
  assert_due (r, "recertification", "2028-08-15");
  assert_due (r, "certificate_expiry", "2029-02-15");
  assert_gaps (r, own, "");
  nw_store_set_day (r->store, day ("2027-03-01"));
  assert_due (r, "surveillance_audit", "2027-02-16");
  assert_gaps (r, own, "surveillance_overdue");
  audit = make (r->store, &nw_audit, "title", "S1", "kind", "surveillance", "starts_on", "2027-01-18", "ends_on", "2027-01-20", NULL);
  assert_text (r->store, own, "next_surveillance", "2027-02-16");
  edit_good (r->store, audit, "status", "closed");
  assert_text (r->store, own, "next_surveillance", "2028-12-31");
  assert_gaps (r, own, "");
  assert_reason (r, own, "next_surveillance", "2028-12-31");
  nw_store_set_day (r->store, day ("2028-09-01"));
  assert_due (r, "recertification", "2028-08-15");
  again = make (r->store, &nw_audit, "title", "R", "kind", "recertification", "starts_on", "2028-11-02", NULL);
  assert_due (r, "recertification", "");
  nw_store_set_day (r->store, day ("2029-02-16"));
  assert_text (r->store, own, "state", "expired");
  assert_reason (r, own, "state", "2029-08-15");
  assert_gaps (r, own, "certificate_expired");
  newer = make (r->store, &nw_certificate, "standard", "iso27001_2022", "issued_on", "2029-02-10", NULL);
  assert_gaps (r, own, "");
  assert_due (r, "certificate_expiry", "2032-02-09");
}

static void
test_certificate_vendor (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) report = make (r->store, &nw_certificate, "vendor", "V-0001", "standard", "soc2_type2", NULL);

  nw_store_set_day (r->store, day ("2026-04-01"));
  assert_text (r->store, report, "state", "");
  assert_gaps (r, report, "certificate_incomplete");
  assert_due (r, "certificate_expiry", "");
  edit_good (r->store, report, "period_to", "2025-12-31");
  assert_text (r->store, report, "state", "gap");
  assert_text (r->store, report, "next_surveillance", "");
  assert_gaps (r, report, "certificate_gap");
  assert_due (r, "certificate_expiry", "2026-03-31");
  edit_good (r->store, report, "bridge_letter_until", "2026-06-30");
  assert_text (r->store, report, "state", "valid");
  assert_due (r, "certificate_expiry", "2026-06-30");
  assert_reason (r, report, "state", "2026-06-30");
  edit_good (r->store, report, "qualified", "true");
  assert_gaps (r, report, "certificate_qualified");
  edit_good (r->store, report, "standard", "soc2_type1");
  assert_text (r->store, report, "proves_until", "2026-12-31");
  edit_good (r->store, report, "standard", "iso27001_2013");
  assert_text (r->store, report, "state", "withdrawn_standard");
  assert_reason (r, report, "state", "2025-10-31");
  edit_good (r->store, report, "issued_on", "");
  edit_good (r->store, report, "standard", "iso27001_2022");
  assert_text (r->store, report, "state", "");
  /* A certificate holds three years, whoever has it; only our own has audits
   * that we would have to plan. */
  edit_good (r->store, report, "issued_on", "2024-01-01");
  assert_text (r->store, report, "state", "valid");
  assert_text (r->store, report, "proves_until", "2026-12-31");
  assert_text (r->store, report, "next_surveillance", "");
  edit_good (r->store, report, "valid_until", "2026-04-01");
  assert_text (r->store, report, "state", "valid");
  assert_due (r, "certificate_expiry", "2026-04-01");
  edit_good (r->store, vendor, "status", "ended");
  assert_due (r, "certificate_expiry", "");
  assert_gaps (r, report, "");
}

static void
test_legal_parameter (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) figure = make (r->store, &nw_legal_parameter, "key", "own.figure", "value", "1", NULL);
  g_autoptr (NwRecord) limit = NULL;

  assert_text (r->store, figure, "stale", "true");
  assert_gaps (r, figure, "legal_figure_stale");
  edit_good (r->store, figure, "checked_on", "2025-09-16");
  assert_text (r->store, figure, "stale", "false");
  assert_due (r, "legal_figure_check", "2026-03-15");
  assert_gaps (r, figure, "");
  edit_good (r->store, figure, "checked_on", "2025-09-15");
  assert_text (r->store, figure, "stale", "true");
  assert_gaps (r, figure, "legal_figure_stale");
  limit = make (r->store, &nw_legal_parameter, "key", "legal.stale_days", "value", "365", "checked_on", "2026-03-01", NULL);
  assert_text (r->store, figure, "stale", "false");
  assert_reason (r, figure, "stale", "365");
  edit_good (r->store, limit, "value", "later");
  assert_text (r->store, figure, "stale", "");
  edit_good (r->store, figure, "checked_on", "");
  assert_text (r->store, figure, "stale", "true");
  edit_good (r->store, figure, "valid_to", "2026-03-14");
  assert_gaps (r, figure, "");
}

/* Sixty figures checked on one day are one line, not sixty. */
static void
test_legal_parameters_together (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = make (r->store, &nw_legal_parameter, "key", "a", "value", "1", "checked_on", "2025-01-01", NULL);
  g_autoptr (NwRecord) second = make (r->store, &nw_legal_parameter, "key", "b", "value", "1", "checked_on", "2025-01-01", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_legal_parameter, "key", "c", "value", "1", "checked_on", "2025-01-02", NULL);
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GError) error = NULL;

  assert_gaps (r, first, "legal_figure_stale");
  assert_gaps (r, second, "");
  assert_gaps (r, other, "legal_figure_stale");
  gaps = nw_store_gaps (r->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((NwGap *) gaps->pdata[0])->what, ==, "Check 2 figures against their sources and record the day");
  edit_good (r->store, first, "checked_on", "2026-03-01");
  assert_gaps (r, second, "legal_figure_stale");
}

static void
test_dpo (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", NULL);
  g_autoptr (NwRecord) activity = NULL;
  g_autoptr (NwRecord) person = NULL;

  assert_text (r->store, organisation, "dpo_needed", "");
  assert_reason (r, organisation, "dpo_needed", "headcount is missing");
  edit_good (r->store, organisation, "headcount", "20");
  assert_text (r->store, organisation, "dpo_needed", "true");
  assert_reason (r, organisation, "dpo_needed", "as a precaution");
  assert_gaps (r, organisation, "dpo_missing");
  edit_good (r->store, organisation, "headcount", "19");
  assert_text (r->store, organisation, "dpo_needed", "");
  activity = make (r->store, &nw_processing_activity, "title", "Payroll", "special_categories", "false", NULL);
  assert_reason (r, organisation, "dpo_needed", "nobody checked");
  assert_gaps (r, organisation, "dpo_not_checked");
  edit_good (r->store, activity, "dpia_needed", "no");
  assert_text (r->store, organisation, "dpo_needed", "false");
  assert_gaps (r, organisation, "");
  edit_good (r->store, activity, "special_categories", "true");
  assert_text (r->store, organisation, "dpo_needed", "");
  edit_good (r->store, activity, "dpia_needed", "yes");
  assert_text (r->store, organisation, "dpo_needed", "true");
  person = make (r->store, &nw_person, "name", "Bea", "roles", "staff;dsb", NULL);
  assert_gaps (r, organisation, "");
  edit_good (r->store, person, "active_to", "2026-03-14");
  assert_gaps (r, organisation, "dpo_missing");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/clock-rows/request", test_request);
  REGISTER ("/clock-rows/request-holiday", test_request_holiday);
  REGISTER ("/clock-rows/request-course", test_request_course);
  REGISTER ("/clock-rows/incident-breach", test_incident_breach);
  REGISTER ("/clock-rows/incident-nis2", test_incident_nis2);
  REGISTER ("/clock-rows/incident-times", test_incident_times);
  REGISTER ("/clock-rows/incident-figure", test_incident_figure);
  REGISTER ("/clock-rows/certificate-cycle", test_certificate_cycle);
  REGISTER ("/clock-rows/certificate-vendor", test_certificate_vendor);
  REGISTER ("/clock-rows/legal-parameter", test_legal_parameter);
  REGISTER ("/clock-rows/legal-parameters-together", test_legal_parameters_together);
  REGISTER ("/clock-rows/dpo", test_dpo);
  return g_test_run ();
}
