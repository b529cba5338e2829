/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* A register with a contract, and SLA-0001 of it: 99.9 % in the month, 24x7. */
static NwRecord *
make_sla (Register *r)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "Hosting", "starts_on", "2025-01-01",
                                        "currency", "EUR", NULL);

  return make (r->store, &nw_sla, "contract", "C-0001", "name", "Availability", "metric", "availability", "target", "99.9", "unit", "%",
               "window", "month", "monthly_fee", "1000.00", "claim_days", "30", "monthly_cap_percent", "50", "yearly_cap_percent", "15",
               "chronic_kind", "n_of_m", "chronic_n", "3", "chronic_m", "6", NULL);
}

static void
make_bands (Register *r)
{
  static const char *const bands[][2] = { { "99.9", "0" }, { "99.5", "5" }, { "99", "10" }, { "95", "25" }, { "0", "50" } };

  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    g_object_unref (make (r->store, &nw_credit_band, "sla", "SLA-0001", "from_percent", bands[i][0], "credit_percent", bands[i][1], NULL));
}

static NwRecord *
measure (Register *r, const char *period, const char *field, const char *value)
{
  return make (r->store, &nw_sla_measurement, "sla", "SLA-0001", "period", period, field, value, NULL);
}

static void
measured (Register *r, const char *period, const char *field, const char *value)
{
  g_object_unref (measure (r, period, field, value));
}

static NwRecord *
out (Register *r, const char *begins, const char *ends, const char *excluded)
{
  if (ends == NULL)
    return make (r->store, &nw_outage, "sla", "SLA-0001", "begins_at", begins, "excluded", excluded, NULL);
  return make (r->store, &nw_outage, "sla", "SLA-0001", "begins_at", begins, "ends_at", ends, "excluded", excluded, NULL);
}

static void
set_day (Register *r, const char *iso)
{
  nw_store_set_day (r->store, day (iso));
}

/* The gaps or deadlines of a register, one per line: kind, code of the record,
 * day; but for who answers, which is looked at where owners are. */
static char *
gaps_text (Register *r)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      if (strcmp (gap->rule, "owner_missing") != 0
          && (gap->entity == &nw_sla || gap->entity == &nw_sla_measurement || gap->entity == &nw_outage))
        g_string_append_printf (text, "%s %s %s\n", gap->rule, gap->entity->name, nw_level_name (gap->level));
    }
  return g_strdup (text->str);
}

static char *
deadlines_text (Register *r)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) deadlines = nw_store_deadlines (r->store, NW_NO_DAY, day ("2030-01-01"), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const NwDeadline *deadline = deadlines->pdata[i];
      g_autofree char *date = nw_day_format (deadline->date);

      if (deadline->entity == &nw_sla || deadline->entity == &nw_sla_measurement)
        g_string_append_printf (text, "%s %s %s\n", date, deadline->kind, deadline->entity->name);
    }
  return g_strdup (text->str);
}

static void
assert_gaps (Register *r, const char *wanted)
{
  g_autofree char *text = gaps_text (r);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_deadlines (Register *r, const char *wanted)
{
  g_autofree char *text = deadlines_text (r);

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_reason (Register *r, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  const NwExplanation *why = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  if (why == NULL || strstr (why->text, part) == NULL)
    g_error ("%s is explained by “%s”, which lacks “%s”", field, why != NULL ? why->text : "nothing", part);
}

static void
test_minutes (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "down_minutes", "41");

  make_bands (r);
  set_day (r, "2026-03-15");
  /* 40 320 minutes of February by the calendar: 40.32 may be lost. */
  assert_text (r->store, m, "result", "minor");
  assert_text (r->store, m, "overrun", "1.017");
  assert_text (r->store, m, "counted_value", "99.898");
  assert_text (r->store, m, "counted_base", "40320");
  assert_text (r->store, m, "credit", "50.00");
  assert_text (r->store, m, "claim_by", "2026-03-30");
  assert_text (r->store, sla, "last_value", "99.898");
  assert_text (r->store, sla, "last_result", "minor");
  assert_text (r->store, sla, "last_window", "2026-02");
  assert_text (r->store, sla, "met_12_months", "0/1");
  assert_text (r->store, sla, "chronic", "false");
  assert_text (r->store, sla, "credit_open", "50.00");
  assert_reason (r, m, "result", "41 min of 40,320 min service time lost, 40.32 min allowed at 99.9 %");
  assert_reason (r, m, "credit", "5 % of the monthly fee of 1,000.00 EUR by the band from 99.5 %");
  assert_deadlines (r, "2026-03-30 credit_claim sla_measurement\n");
  edit_good (r->store, m, "base_minutes", "43200");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, sla, "last_result", "met");
  assert_text (r->store, sla, "credit_open", "0.00");
  edit_good (r->store, sla, "target", "99.95");
  assert_text (r->store, m, "result", "major");
  assert_text (r->store, sla, "met_12_months", "0/1");
  edit_good (r->store, m, "claimed_on", "2026-03-10");
  assert_deadlines (r, "");
  assert_sound (r->store);
}

static void
test_outages (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "down_minutes", "10");
  g_autoptr (NwRecord) first = out (r, "2026-02-10T09:00:00Z", "2026-02-10T10:00:00Z", "no");
  g_autoptr (NwRecord) second = out (r, "2026-02-10T09:30:00Z", "2026-02-10T10:30:00Z", "no");

  set_day (r, "2026-03-05");
  assert_text (r->store, m, "counted_down", "90");
  assert_text (r->store, m, "result", "major");
  assert_reason (r, m, "result", "90 min of 40,320 min");
  assert_reason (r, m, "credit", "no credit bands");
  assert_gaps (r, "sla_measurement_differs sla_measurement yellow\n");
  edit_good (r->store, first, "excluded", "maintenance");
  assert_text (r->store, m, "counted_down", "30");
  assert_text (r->store, m, "counted_base", "40320");
  assert_text (r->store, m, "result", "met");
  assert_gaps (r, "sla_measurement_differs sla_measurement yellow\noutage_no_reason outage yellow\n");
  edit_good (r->store, sla, "exclusion_mode", "shrink");
  assert_text (r->store, m, "counted_base", "40260");
  assert_reason (r, m, "result", "60 min of agreed exclusions");
  edit_good (r->store, second, "ends_at", "2026-02-10T10:30:20Z");
  assert_text (r->store, m, "counted_down", "31");
  assert_reason (r, m, "result", "30 min 20 s of");
}

/* Outages of other months leave the minutes of this one alone. */
static void
test_precedence (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "value", "99.95");
  g_autoptr (NwRecord) o = NULL;

  set_day (r, "2026-03-05");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, m, "overrun", "0.5");
  assert_reason (r, m, "result", "99.95 % measured, at least 99.9 % promised: met");
  edit_good (r->store, m, "value", "99.89999");
  assert_text (r->store, m, "counted_value", "99.899");
  assert_text (r->store, m, "result", "minor");
  assert_text (r->store, m, "overrun", "1");
  edit_good (r->store, m, "base_minutes", "43200");
  assert_text (r->store, m, "result", "minor");
  edit_good (r->store, m, "down_minutes", "43");
  assert_text (r->store, m, "result", "met");
  o = out (r, "2026-01-10T09:00:00Z", "2026-01-10T10:00:00Z", "no");
  assert_text (r->store, m, "counted_down", "43");
  edit_good (r->store, o, "ends_at", "2026-02-01T00:30:00Z");
  assert_text (r->store, m, "counted_down", "90");
  assert_text (r->store, m, "result", "major");
}

/* No figures are no data; a base alone says that somebody looked, and means
 * something where outages are recorded. */
static void
test_no_data (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "remark", "nothing heard");
  g_autoptr (NwRecord) o = NULL;

  set_day (r, "2026-03-05");
  assert_text (r->store, m, "result", "no_data");
  assert_text (r->store, m, "overrun", "");
  assert_text (r->store, m, "credit", "");
  assert_text (r->store, m, "claim_by", "");
  assert_text (r->store, sla, "last_result", "no_data");
  assert_text (r->store, sla, "met_12_months", "");
  assert_text (r->store, sla, "chronic", "");
  assert_reason (r, m, "result", "no data is a finding");
  edit_good (r->store, m, "base_minutes", "40320");
  assert_text (r->store, m, "result", "no_data");
  o = out (r, "2026-01-10T09:00:00Z", "2026-01-10T10:00:00Z", "no");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, m, "counted_value", "100");
}

/* Unknown stays unknown, and says what is missing. */
static void
test_unknown (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "down_minutes", "10");

  set_day (r, "2026-03-05");
  edit_good (r->store, sla, "target", "");
  assert_text (r->store, m, "result", "");
  assert_text (r->store, sla, "last_result", "");
  assert_text (r->store, sla, "met_12_months", "");
  assert_reason (r, m, "result", "the target of the SLA is missing");
  assert_gaps (r, "sla_no_target sla amber\n");
  edit_good (r->store, sla, "target", "27");
  edit_good (r->store, sla, "metric", "custom");
  edit_good (r->store, m, "value", "26");
  assert_text (r->store, m, "result", "");
  assert_reason (r, m, "result", "whether higher or lower is better is missing");
  edit_good (r->store, sla, "direction", "lower");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, m, "counted_value", "26");
  assert_text (r->store, m, "counted_down", "");
  assert_text (r->store, sla, "last_value", "26");
  assert_reason (r, m, "credit", "credit bands are about percentages");
  edit_good (r->store, sla, "unit", "°C");
  edit_good (r->store, sla, "direction", "higher");
  assert_text (r->store, m, "result", "minor");
  assert_text (r->store, m, "overrun", "1.038");
}

/* S14: first responses within 30 minutes, 19 of 20 tickets; the limit may be
 * what the unit is about, the value is a share. */
static void
test_share_within (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "value", "95");

  make_bands (r);
  set_day (r, "2026-03-05");
  edit_good (r->store, sla, "metric", "first_response");
  edit_good (r->store, sla, "target", "95");
  edit_good (r->store, sla, "unit", "min");
  edit_good (r->store, m, "value", "90");
  assert_text (r->store, m, "result", "met");
  edit_good (r->store, sla, "aggregation", "share_within");
  assert_text (r->store, m, "result", "major");
  assert_text (r->store, m, "overrun", "2");
  assert_text (r->store, m, "credit", "500.00");
  assert_reason (r, m, "result", "90 % measured, at least 95 % promised");
  edit_good (r->store, m, "value", "95");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, m, "overrun", "1");
  edit_good (r->store, sla, "metric", "share_within");
  edit_good (r->store, sla, "aggregation", "value");
  edit_good (r->store, m, "value", "92.5");
  assert_text (r->store, m, "result", "minor");
  assert_text (r->store, m, "overrun", "1.5");
  edit_good (r->store, sla, "direction", "lower");
  assert_text (r->store, m, "result", "met");
  assert_text (r->store, m, "overrun", "0.974");
}

/* S20: the band alone decides, whether a target is met, missed or missing. */
static void
test_bands_alone (Register *r, gconstpointer unused)
{
  static const char *const targets[] = { "99.9", "99", "" };
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "value", "99.5");

  make_bands (r);
  set_day (r, "2026-03-05");
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      edit_good (r->store, sla, "target", targets[i]);
      assert_text (r->store, m, "credit", "50.00");
      assert_text (r->store, m, "claim_by", "2026-03-30");
      assert_text (r->store, sla, "credit_open", "50.00");
      assert_reason (r, m, "credit", "5 % of the monthly fee of 1,000.00 EUR by the band from 99.5 %");
    }
  assert_deadlines (r, "2026-03-30 credit_claim sla_measurement\n");
  edit_good (r->store, m, "value", "99.9");
  assert_text (r->store, m, "credit", "0.00");
  assert_text (r->store, m, "claim_by", "");
}

/* A claim is open until it is granted; what nobody claimed in time is lost. */
static void
test_credit_open (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "value", "99.2");

  make_bands (r);
  set_day (r, "2026-03-30");
  assert_text (r->store, sla, "credit_open", "100.00");
  set_day (r, "2026-03-31");
  assert_text (r->store, sla, "credit_open", "0.00");
  edit_good (r->store, m, "claimed_on", "2026-03-30");
  assert_text (r->store, sla, "credit_open", "100.00");
  set_day (r, "2026-09-01");
  assert_text (r->store, sla, "credit_open", "100.00");
  edit_good (r->store, m, "granted", "60");
  assert_text (r->store, sla, "credit_open", "40.00");
  edit_good (r->store, m, "granted", "120");
  assert_text (r->store, sla, "credit_open", "0.00");
  edit_good (r->store, m, "granted", "0");
  edit_good (r->store, m, "claimed_on", "2026-09-02");
  assert_text (r->store, sla, "credit_open", "0.00");
  edit_good (r->store, sla, "claim_days", "");
  assert_text (r->store, sla, "credit_open", "100.00");
}

/* S22: four months at 50 %, the yearly cap is 15 % of 12 000; a new year begins anew. */
static void
test_yearly_cap (Register *r, gconstpointer unused)
{
  static const struct { const char *period, *credit; } months[] = {
    { "2025-12", "500.00" }, { "2025-03", "500.00" }, { "2025-04", "500.00" }, { "2025-01", "500.00" }, { "2026-01", "500.00" },
  };
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  make_bands (r);
  set_day (r, "2026-02-10");
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    g_ptr_array_add (records, measure (r, months[i].period, "value", "94.9"));
  for (guint i = 1; i < G_N_ELEMENTS (months); i++)
    assert_text (r->store, records->pdata[i], "credit", months[i].credit);
  assert_text (r->store, records->pdata[0], "credit", "300.00");
  assert_reason (r, records->pdata[0], "credit", "the yearly cap leaves 300.00 EUR");
  assert_text (r->store, sla, "credit_open", "500.00");
  edit_good (r->store, records->pdata[1], "value", "99.95");
  assert_text (r->store, records->pdata[0], "credit", "500.00");
  edit_good (r->store, sla, "yearly_cap_percent", "5");
  assert_text (r->store, records->pdata[2], "credit", "100.00");
  assert_text (r->store, records->pdata[0], "credit", "0.00");
  assert_text (r->store, records->pdata[0], "claim_by", "");
}

/* The day decides what has ended: nothing of the future counts. */
static void
test_day (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = NULL;

  measured (r, "2026-01", "down_minutes", "0");
  measured (r, "2026-03", "down_minutes", "0");
  m = measure (r, "2026-02", "down_minutes", "1000");
  set_day (r, "2026-02-27");
  assert_text (r->store, m, "result", "critical");
  assert_text (r->store, m, "claim_by", "2026-03-30");
  assert_text (r->store, sla, "last_window", "2026-01");
  assert_text (r->store, sla, "last_result", "met");
  set_day (r, "2026-02-28");
  assert_text (r->store, m, "result", "critical");
  assert_text (r->store, sla, "last_window", "2026-02");
  assert_text (r->store, sla, "last_result", "critical");
  assert_text (r->store, sla, "met_12_months", "1/2");
  assert_gaps (r, "sla_breach_critical sla amber\n");
  set_day (r, "2026-03-31");
  assert_text (r->store, sla, "last_result", "met");
  assert_text (r->store, sla, "met_12_months", "2/3");
  assert_gaps (r, "credit_lost sla_measurement yellow\n");
  /* A report may take fifteen days; then there is no data. */
  set_day (r, "2026-05-14");
  assert_text (r->store, sla, "last_window", "2026-03");
  set_day (r, "2026-05-15");
  assert_text (r->store, sla, "last_window", "2026-04");
  assert_text (r->store, sla, "last_result", "no_data");
  assert_text (r->store, sla, "last_value", "100");
  assert_reason (r, sla, "last_value", "2026-03");
  assert_reason (r, sla, "last_result", "2026-04 ended on 2026-04-30 and has no measurement");
  assert_gaps (r, "sla_no_data sla amber\ncredit_lost sla_measurement yellow\n");
  set_day (r, "2027-03-01");
  assert_text (r->store, sla, "met_12_months", "1/1");
}

/* What was entered is judged at once; outages alone when the window has ended. */
static void
test_running_window (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "remark", "nothing yet");
  g_autoptr (NwRecord) o = NULL;

  make_bands (r);
  set_day (r, "2026-02-20");
  assert_text (r->store, m, "result", "no_data");
  o = out (r, "2026-02-10T09:00:00Z", "2026-02-10T11:00:00Z", "no");
  assert_text (r->store, m, "result", "");
  assert_text (r->store, m, "credit", "");
  assert_reason (r, m, "result", "the window ends on 2026-02-28");
  set_day (r, "2026-02-28");
  assert_text (r->store, m, "result", "major");
  set_day (r, "2026-02-09");
  assert_text (r->store, m, "result", "no_data");
  edit_good (r->store, m, "value", "99.95");
  assert_text (r->store, m, "result", "met");
  edit_good (r->store, m, "value", "");
  edit_good (r->store, m, "base_minutes", "40320");
  edit_good (r->store, m, "down_minutes", "50");
  assert_text (r->store, m, "result", "minor");
  assert_text (r->store, m, "overrun", "1.24");
  assert_text (r->store, m, "credit", "50.00");
  assert_text (r->store, m, "claim_by", "2026-03-30");
  assert_text (r->store, sla, "credit_open", "0.00");
}

/* A contract that ended by notice needs no measurements after its end. */
static void
test_ended_contract (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) contract = nw_store_find (r->store, &nw_contract, "C-0001", NULL);

  measured (r, "2025-05", "down_minutes", "0");
  set_day (r, "2025-09-01");
  assert_gaps (r, "sla_no_data sla amber\n");
  edit_good (r->store, contract, "initial_term_months", "6");
  edit_good (r->store, contract, "renewal", "auto");
  edit_good (r->store, contract, "renewal_months", "12");
  edit_good (r->store, contract, "notice_value", "1");
  edit_good (r->store, contract, "notice_unit", "months");
  edit_good (r->store, contract, "notice_mode", "forward");
  edit_good (r->store, contract, "end_kind", "term");
  edit_good (r->store, contract, "notice_sent_on", "2025-04-01");
  edit_good (r->store, contract, "notice_received_on", "2025-04-02");
  assert_text (r->store, contract, "ended_on", "2025-06-30");
  assert_gaps (r, "sla_no_data sla amber\n");
  measured (r, "2025-06", "down_minutes", "0");
  assert_gaps (r, "");
}

/* Without any measurement data is missing from the first whole window of the contract on. */
static void
test_never_measured (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) contract = nw_store_find (r->store, &nw_contract, "C-0001", NULL);

  set_day (r, "2025-02-14");
  assert_text (r->store, sla, "last_result", "no_data");
  assert_text (r->store, sla, "last_window", "");
  assert_text (r->store, sla, "last_value", "");
  assert_reason (r, sla, "last_result", "no window was measured");
  assert_gaps (r, "");
  set_day (r, "2025-02-15");
  assert_text (r->store, sla, "last_result", "no_data");
  assert_gaps (r, "sla_no_data sla amber\n");
  edit_good (r->store, contract, "starts_on", "2025-01-02");
  assert_text (r->store, sla, "last_window", "");
  assert_gaps (r, "");
  measured (r, "2025-01", "down_minutes", "0");
  edit_good (r->store, contract, "renewal", "none");
  edit_good (r->store, contract, "ends_on", "2025-02-27");
  set_day (r, "2025-08-01");
  assert_text (r->store, sla, "last_window", "2025-01");
  assert_gaps (r, "");
}

static void
test_chronic (Register *r, gconstpointer unused)
{
  static const char *const down[] = { "100", "0", "100", "0", "100", "0" };
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) contract = nw_store_find (r->store, &nw_contract, "C-0001", NULL);

  edit_good (r->store, sla, "claim_days", "");
  for (guint i = 0; i < G_N_ELEMENTS (down); i++)
    {
      g_autofree char *period = g_strdup_printf ("2025-%02u", i + 1);

      measured (r, period, "down_minutes", down[i]);
    }
  set_day (r, "2025-05-30");
  assert_text (r->store, sla, "chronic", "false");
  assert_text (r->store, sla, "chronic_on", "");
  set_day (r, "2025-05-31");
  assert_text (r->store, sla, "chronic", "true");
  assert_text (r->store, sla, "chronic_on", "2025-05-31");
  assert_reason (r, sla, "chronic", "3 breaches in 6 windows, as of 2025-05-31 (rule: 3)");
  assert_gaps (r, "sla_chronic sla amber\n");
  assert_deadlines (r, "2025-06-14 sla_chronic sla\n");
  set_day (r, "2025-07-01");
  assert_text (r->store, sla, "chronic", "true");
  edit_good (r->store, contract, "notice_sent_on", "2025-06-10");
  assert_deadlines (r, "");
  assert_gaps (r, "");
  edit_good (r->store, sla, "chronic_m", "5");
  assert_text (r->store, sla, "chronic", "false");
  assert_text (r->store, sla, "chronic_on", "2025-05-31");
  edit_good (r->store, sla, "chronic_kind", "below_floor");
  assert_text (r->store, sla, "chronic", "");
  edit_good (r->store, sla, "chronic_floor", "99.78");
  assert_text (r->store, sla, "chronic_on", "2025-05-31");
  edit_good (r->store, sla, "chronic_kind", "none");
  assert_text (r->store, sla, "chronic", "false");
}

/* The last m windows are those of the calendar: a month without data is one of
 * them, whether it has a record or not. */
static void
test_chronic_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);

  measured (r, "2025-01", "down_minutes", "100");
  measured (r, "2025-03", "remark", "nothing heard");
  measured (r, "2025-06", "down_minutes", "100");
  measured (r, "2025-07", "down_minutes", "100");
  set_day (r, "2025-07-31");
  assert_text (r->store, sla, "chronic", "false");
  assert_text (r->store, sla, "chronic_on", "");
  edit_good (r->store, sla, "chronic_m", "7");
  assert_text (r->store, sla, "chronic", "true");
  assert_text (r->store, sla, "chronic_on", "2025-07-31");
  /* August is due from 15 September on and pushes January out. */
  set_day (r, "2025-09-14");
  assert_text (r->store, sla, "chronic", "true");
  set_day (r, "2025-09-15");
  assert_text (r->store, sla, "chronic", "false");
  assert_text (r->store, sla, "chronic_on", "2025-07-31");
  edit_good (r->store, sla, "chronic_kind", "n_in_row");
  assert_text (r->store, sla, "chronic", "true");
}

/* S25: the right does not vanish with the next good month before it can be exercised. */
static void
test_floor (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);

  edit_good (r->store, sla, "chronic_kind", "below_floor");
  edit_good (r->store, sla, "chronic_floor", "95");
  measured (r, "2026-02", "value", "94.99");
  set_day (r, "2026-02-28");
  assert_text (r->store, sla, "chronic", "true");
  assert_reason (r, sla, "chronic", "beyond the floor of 95");
  measured (r, "2026-03", "value", "100");
  set_day (r, "2026-03-14");
  assert_text (r->store, sla, "chronic", "true");
  set_day (r, "2026-03-31");
  assert_text (r->store, sla, "chronic", "false");
}

static void
test_at_risk (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) o = NULL;

  set_day (r, "2026-04-15");
  assert_text (r->store, sla, "at_risk", "");
  o = out (r, "2026-04-10T09:00:00Z", "2026-04-10T09:32:00Z", "no");
  assert_text (r->store, sla, "down_so_far", "32");
  assert_text (r->store, sla, "allowed_minutes", "43.2");
  assert_text (r->store, sla, "at_risk", "false");
  edit_good (r->store, o, "ends_at", "2026-04-10T09:33:00Z");
  assert_text (r->store, sla, "at_risk", "true");
  assert_reason (r, sla, "at_risk", "33 min lost so far in the window that ends on 2026-04-30, 43.2 min allowed");
  set_day (r, "2026-04-09");
  assert_text (r->store, sla, "at_risk", "");
  set_day (r, "2026-05-01");
  assert_text (r->store, sla, "down_so_far", "0");
  assert_text (r->store, sla, "at_risk", "false");
}

/* Still out: counted to the end of the day, in Germany. */
static void
test_open_outage (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) o = out (r, "2026-04-10T20:00:00Z", NULL, "no");

  set_day (r, "2026-04-10");
  assert_text (r->store, sla, "down_so_far", "120");
  assert_gaps (r, "sla_no_data sla amber\n");
  set_day (r, "2026-04-18");
  assert_text (r->store, sla, "down_so_far", "11640");
  assert_gaps (r, "sla_no_data sla amber\noutage_open outage yellow\n");
  edit_good (r->store, o, "ends_at", "2026-04-10T20:10:00Z");
  assert_text (r->store, sla, "down_so_far", "10");
}

static void
test_stray (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2025-Q4", "value", "99");

  set_day (r, "2026-01-05");
  make_bands (r);
  assert_text (r->store, m, "result", "critical");
  assert_text (r->store, m, "credit", "");
  assert_reason (r, m, "credit", "2025-Q4 is not a window of this SLA");
  edit_good (r->store, sla, "window", "quarter");
  assert_text (r->store, sla, "last_window", "2025-Q4");
  assert_text (r->store, m, "credit", "100.00");
  edit_good (r->store, sla, "window", "");
  assert_text (r->store, sla, "last_window", "2025-Q4");
  edit_good (r->store, sla, "window", "year");
  assert_text (r->store, sla, "last_window", "");
  assert_text (r->store, sla, "last_result", "no_data");
}

/* 8x5 with the holidays of a Land, S12: May 2026 has 18 days in Berlin. */
static void
test_calendar (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-05", "down_minutes", "8");
  g_autoptr (NwRecord) holiday = NULL;

  set_day (r, "2026-06-01");
  edit_good (r->store, sla, "calendar_days", "mo;tu;we;th;fr");
  edit_good (r->store, sla, "calendar_from", "540");
  edit_good (r->store, sla, "calendar_to", "1020");
  assert_text (r->store, m, "counted_base", "10080");
  edit_good (r->store, sla, "calendar_land", "none");
  assert_text (r->store, m, "counted_base", "10080");
  edit_good (r->store, sla, "calendar_land", "BE");
  assert_text (r->store, m, "counted_base", "8640");
  assert_text (r->store, m, "overrun", "0.926");
  assert_text (r->store, m, "result", "met");
  holiday = make (r->store, &nw_holiday, "land", "BE", "date", "2026-05-08", "name_de", "Tag", NULL);
  assert_text (r->store, m, "counted_base", "8160");
  assert_text (r->store, m, "overrun", "0.98");
}

/* A figure of the register goes before the shipped one. */
static void
test_figures (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) sla = make_sla (r);
  g_autoptr (NwRecord) m = measure (r, "2026-02", "down_minutes", "50");
  g_autoptr (NwRecord) figure = NULL;

  set_day (r, "2026-03-05");
  assert_text (r->store, m, "result", "minor");
  figure = make (r->store, &nw_legal_parameter, "key", "sla.minor_up_to", "value", "1.2", "valid_from", "2024-01-01", NULL);
  assert_text (r->store, m, "result", "major");
  edit_good (r->store, figure, "valid_from", "2027-01-01");
  assert_text (r->store, m, "result", "");
  assert_reason (r, m, "result", "sla.minor_up_to");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/sla-rows/minutes", test_minutes);
  REGISTER ("/sla-rows/outages", test_outages);
  REGISTER ("/sla-rows/precedence", test_precedence);
  REGISTER ("/sla-rows/no-data", test_no_data);
  REGISTER ("/sla-rows/unknown", test_unknown);
  REGISTER ("/sla-rows/share-within", test_share_within);
  REGISTER ("/sla-rows/bands-alone", test_bands_alone);
  REGISTER ("/sla-rows/credit-open", test_credit_open);
  REGISTER ("/sla-rows/yearly-cap", test_yearly_cap);
  REGISTER ("/sla-rows/day", test_day);
  REGISTER ("/sla-rows/running-window", test_running_window);
  REGISTER ("/sla-rows/ended-contract", test_ended_contract);
  REGISTER ("/sla-rows/never-measured", test_never_measured);
  REGISTER ("/sla-rows/chronic", test_chronic);
  REGISTER ("/sla-rows/chronic-gaps", test_chronic_gaps);
  REGISTER ("/sla-rows/floor", test_floor);
  REGISTER ("/sla-rows/at-risk", test_at_risk);
  REGISTER ("/sla-rows/open-outage", test_open_outage);
  REGISTER ("/sla-rows/stray", test_stray);
  REGISTER ("/sla-rows/calendar", test_calendar);
  REGISTER ("/sla-rows/figures", test_figures);
  return g_test_run ();
}
