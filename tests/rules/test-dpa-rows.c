/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include "nw-dpa-rows.h"

#include <string.h>

/* Agreements on processing through a register. */

static void
set_items (Register *r, const char *dpa, const char *states)
{
  static const char *const names[] = { ['0'] = "not_reviewed", ['f'] = "fulfilled", ['p'] = "partial", ['m'] = "missing", ['-'] = "not_applicable" };
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; states[i] != '\0'; i++)
    {
      g_autofree char *code = g_strdup_printf ("%s/V%02u", dpa, i + 1);
      NwRecord *record = nw_store_find (r->store, &nw_dpa_item, code, &error);

      g_assert_no_error (error);
      g_ptr_array_add (records, record);
      set_text (r->store, nw_change_edit (change, record), record, "state", names[(guint8) states[i]]);
    }
  g_assert_true (commit (r->store, change, &error));
  g_assert_no_error (error);
}

static void
set_item (Register *r, const char *code, const char *state)
{
  g_autoptr (NwRecord) record = nw_store_find (r->store, &nw_dpa_item, code, NULL);

  edit_good (r->store, record, "state", state);
}

#define ALL_GOOD "ffffffffffffffffffff--ffffff"

/* An agreement that nothing is wrong with. */
static NwRecord *
good_dpa (Register *r)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "country", "DE", "parent_country", "DE", "impact", "1",
                                      "data_sensitivity", "1", "access_level", "0", "replaceability", "1", "regulatory_weight", "0",
                                      "spend_share", "2", NULL);
  g_autoptr (NwRecord) activity = make (r->store, &nw_processing_activity, "title", "Payroll", NULL);
  NwRecord *dpa = make (r->store, &nw_dpa, "vendor", "V-0001", "title", "AVV", "our_role", "controller", "status", "in_control",
                        "signed_on", "2025-01-10", "service_starts_on", "2025-02-01", "special_categories", "false",
                        "breach_notice_hours", "24", "objection_days", "30", "toms_dated_on", "2025-01-01", "last_control_on", "2025-12-01",
                        "processing", "VVT-0001", NULL);

  set_items (r, "AVV-0001", ALL_GOOD);
  return dpa;
}

static NwRecord *
good_recipient (Register *r, const char *country)
{
  return make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Beta", "address", "Road 1", "contact", "x", "country", country,
               "parent_country", "DE", "instrument", "none", NULL);
}

static void
test_binding (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  g_autoptr (NwRecord) recipient = NULL;

  assert_text (r->store, dpa, "completeness", "100");
  assert_text (r->store, dpa, "verdict", "complete");
  assert_text (r->store, dpa, "flags", "");
  assert_text (r->store, dpa, "risk_level", "none");
  set_item (r, "AVV-0001/V18", "partial");
  assert_text (r->store, dpa, "completeness", "97");
  assert_text (r->store, dpa, "verdict", "incomplete");
  set_item (r, "AVV-0001/V18", "fulfilled");
  set_item (r, "AVV-0001/V21", "fulfilled");
  set_item (r, "AVV-0001/V22", "missing");
  assert_text (r->store, dpa, "completeness", "100");
  recipient = good_recipient (r, "US");
  edit_good (r->store, recipient, "instrument", "scc");
  assert_text (r->store, dpa, "completeness", "95");
  assert_text (r->store, dpa, "verdict", "incomplete");
  edit_good (r->store, recipient, "country", "CH");
  assert_text (r->store, dpa, "completeness", "100");
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, recipient, "country", "");
  assert_text (r->store, dpa, "completeness", "100");
  assert_text (r->store, dpa, "verdict", "unreviewed");
  set_item (r, "AVV-0001/V18", "partial");
  assert_text (r->store, dpa, "completeness", "97");
  assert_text (r->store, dpa, "verdict", "incomplete");
  set_item (r, "AVV-0001/V18", "fulfilled");
  set_item (r, "AVV-0001/V05", "");
  assert_text (r->store, dpa, "completeness", "95");
  assert_text (r->store, dpa, "verdict", "unreviewed");
  set_item (r, "AVV-0001/V05", "fulfilled");
  g_assert_true (mark (r->store, recipient, NW_MARK_DELETE, NULL));
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, vendor, "country", "");
  assert_text (r->store, dpa, "verdict", "complete");
  assert_reason (r, dpa, "verdict", "Unknown is the country of a recipient, of the vendor or of a service");
  edit_good (r->store, vendor, "country", "IN");
  assert_text (r->store, dpa, "verdict", "incomplete");
}

/* What a service of the vendor names counts too, unless a recipient covers it. */
static void
test_services (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) service = make (r->store, &nw_service, "vendor", "V-0001", "name", "S", "personal_data", "normal",
                                       "hosting_country", "DE", NULL);
  g_autoptr (NwRecord) recipient = NULL;

  set_item (r, "AVV-0001/V21", "fulfilled");
  set_item (r, "AVV-0001/V22", "missing");
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, service, "access_countries", "US");
  assert_text (r->store, dpa, "verdict", "incomplete");
  edit_good (r->store, service, "access_countries", "CH");
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, service, "access_countries", "US");
  recipient = good_recipient (r, "US");
  edit_good (r->store, recipient, "dpf_until", "2026-12-31");
  edit_good (r->store, recipient, "dpf_active", "true");
  assert_text (r->store, dpa, "verdict", "complete");
  g_assert_true (mark (r->store, recipient, NW_MARK_DELETE, NULL));
  assert_text (r->store, dpa, "verdict", "incomplete");
  edit_good (r->store, service, "personal_data", "none");
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, service, "personal_data", "special");
  edit_good (r->store, service, "access_countries", "");
  edit_good (r->store, service, "hosting_country", "");
  assert_text (r->store, dpa, "verdict", "complete");
  edit_good (r->store, service, "deployment", "public_cloud");
  assert_text (r->store, dpa, "verdict", "complete");
  assert_reason (r, dpa, "completeness", "Unknown is the country");
}

/* What is unknown of the vendor and of our role does not change the vectors. */
static void
test_vectors (Register *r, gconstpointer unused)
{
  static const struct
  {
    const char *states, *completeness, *verdict;
    gboolean    abroad;
  } cases[] = {
    { "ffffffffffffffffffff00000000", "100", "complete", FALSE },   { "fffffffffffffffffpff00000000", "97", "incomplete", FALSE },
    { "000fffffffmpffffffff00000000", "77", "unreviewed", FALSE },  { "fffffffffffffffffffffm000000", "95", "incomplete", TRUE },
    { "fffffffffffffffpffffff000000", "97", "incomplete", TRUE },
  };
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", "title", "AVV", NULL);
  g_autoptr (NwRecord) recipient = NULL;

  assert_text (r->store, dpa, "completeness", "0");
  assert_text (r->store, dpa, "verdict", "unreviewed");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].abroad && recipient == NULL)
        recipient = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Beta", "country", "US", "instrument", "scc", NULL);
      set_items (r, "AVV-0001", cases[i].states);
      assert_text (r->store, dpa, "completeness", cases[i].completeness);
      assert_text (r->store, dpa, "verdict", cases[i].verdict);
    }
  /* The country is known, and whether anything carries the transfer is not. */
  edit_good (r->store, recipient, "instrument", "");
  set_items (r, "AVV-0001", "ffffffffffffffffffffff000000");
  assert_text (r->store, recipient, "verdict", "");
  assert_text (r->store, dpa, "completeness", "100");
  assert_text (r->store, dpa, "verdict", "unreviewed");
  assert_reason (r, dpa, "verdict", "cannot be judged");
  assert_gap_reason (r, "dpa_unreviewed", "Every item is fulfilled");
}

/* One edit of an agreement that nothing is wrong with, and what comes of it. */
static const struct
{
  const char *kind, *field, *value, *flags, *risk;
} edits[] = {
  { "dpa", "status", "requested", "", "none" },                        /* signed by its date */
  { "dpa", "service_starts_on", "2025-01-09", "F02", "high" },
  { "dpa", "service_starts_on", "2025-01-10", "", "none" },
  { "V01", "state", "missing", "F03", "high" },
  { "V01", "state", "partial", "", "none" },
  { "V11", "state", "missing", "F03", "critical" },
  { "V18", "state", "missing", "F03;F12", "critical" },
  { "V18", "state", "partial", "F13", "low" },
  { "V23", "state", "missing", "", "none" },
  { "dpa", "scc_version", "2010/87/EU", "F06", "critical" },
  { "dpa", "scc_version", "2001/497", "F06", "critical" },
  { "dpa", "scc_version", "2004/915", "F06", "critical" },
  { "dpa", "scc_version", "2021/914", "", "none" },
  { "dpa", "toms_dated_on", "", "F08", "high" },
  { "dpa", "toms_dated_on", "2023-03-14", "F08", "medium" },
  { "dpa", "toms_dated_on", "2023-03-15", "", "none" },
  { "V24", "state", "missing", "F09", "medium" },
  { "dpa", "last_control_on", "2023-03-14", "F09;F10", "medium" },     /* tier 4 */
  { "dpa", "last_control_on", "2023-03-15", "F09", "medium" },         /* the list is of 2025-01-10 */
  { "dpa", "last_control_on", "2025-03-15", "", "none" },
  { "dpa", "breach_notice_hours", "49", "F11", "medium" },
  { "dpa", "breach_notice_hours", "48", "", "none" },
  { "dpa", "breach_notice_hours", "", "", "none" },                    /* V25 says that there is a duty */
  { "V26", "state", "partial", "F14", "medium" },
  { "V26", "state", "missing", "F14", "medium" },
  { "dpa", "ended_on", "2026-02-12", "F15", "high" },
  { "dpa", "ended_on", "2026-02-13", "", "none" },
  { "dpa", "tags", "F16", "F16", "high" },
  { "dpa", "tags", "F12", "F12", "high" },
  { "dpa", "tags", "F13", "F13", "low" },
  { "dpa", "processing", "", "F17", "medium" },
  { "dpa", "our_role", "joint", "F18", "high" },
  { "dpa", "our_role", "", "F18", "high" },
  { "dpa", "our_role", "processor", "", "none" },
  { "dpa", "tags", "F18", "F18", "high" },
  { "dpa", "objection_days", "13", "F19", "low" },
  { "dpa", "objection_days", "14", "", "none" },
  { "vendor", "parent_country", "US", "F20", "medium" },
  { "vendor", "parent_country", "FR", "", "none" },
};

static NwRecord *
record_of (Register *r, const char *kind)
{
  g_autofree char *item = g_strconcat ("AVV-0001/", kind, NULL);

  if (strcmp (kind, "dpa") == 0)
    return nw_store_find (r->store, &nw_dpa, "AVV-0001", NULL);
  if (strcmp (kind, "vendor") == 0)
    return nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  return nw_store_find (r->store, &nw_dpa_item, item, NULL);
}

static void
test_flags (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (NwRecord) record = record_of (r, edits[i].kind);
      g_autofree char *before = text_of (r->store, record, edits[i].field);

      edit_good (r->store, record, edits[i].field, edits[i].value);
      g_test_message ("%s %s = %s", edits[i].kind, edits[i].field, edits[i].value);
      assert_text (r->store, dpa, "flags", edits[i].flags);
      assert_text (r->store, dpa, "risk_level", edits[i].risk);
      edit_good (r->store, record, edits[i].field, before);
      assert_text (r->store, dpa, "flags", "");
    }
}

/* Which content is grave, a figure says. */
static void
test_grave (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) figure = make (r->store, &nw_legal_parameter, "key", "dpa.grave_items", "value", "V01 V28", NULL);

  set_item (r, "AVV-0001/V11", "missing");
  assert_text (r->store, dpa, "flags", "F03");
  assert_text (r->store, dpa, "risk_level", "high");
  set_item (r, "AVV-0001/V01", "missing");
  assert_text (r->store, dpa, "risk_level", "critical");
  edit_good (r->store, figure, "value", "V02");
  assert_text (r->store, dpa, "risk_level", "high");
}

/* Flags that need more than one field. */
static void
test_flags_more (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) activity = nw_store_find (r->store, &nw_processing_activity, "VVT-0001", NULL);

  edit_good (r->store, dpa, "status", "in_review");
  edit_good (r->store, dpa, "signed_on", "");
  assert_text (r->store, dpa, "flags", "F01");
  assert_text (r->store, dpa, "risk_level", "critical");
  edit_good (r->store, dpa, "status", "");
  assert_text (r->store, dpa, "flags", "F01");
  edit_good (r->store, dpa, "service_starts_on", "2026-03-16");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, dpa, "breach_notice_hours", "");
  edit_good (r->store, dpa, "breach_notice_wording", "without undue delay");
  assert_text (r->store, dpa, "flags", "F11");
  assert_text (r->store, dpa, "risk_level", "low");
  edit_good (r->store, dpa, "breach_notice_wording", "");
  assert_text (r->store, dpa, "flags", "");
  set_item (r, "AVV-0001/V25", "not_reviewed");
  assert_text (r->store, dpa, "flags", "F11");
  assert_text (r->store, dpa, "risk_level", "medium");
  set_item (r, "AVV-0001/V25", "missing");
  assert_text (r->store, dpa, "risk_level", "medium");
  set_item (r, "AVV-0001/V25", "partial");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, dpa, "breach_notice_hours", "24");
  edit_good (r->store, dpa, "special_categories", "true");
  set_item (r, "AVV-0001/V11", "partial");
  assert_text (r->store, dpa, "flags", "F16");
  edit_good (r->store, dpa, "tags", "T08");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, dpa, "tags", "");
  edit_good (r->store, dpa, "special_categories", "");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, activity, "special_categories", "true");
  assert_text (r->store, dpa, "flags", "F16");
  edit_good (r->store, dpa, "processing", "");
  assert_text (r->store, dpa, "flags", "F17");
  edit_good (r->store, activity, "dpas", "AVV-0001");
  assert_text (r->store, dpa, "flags", "F16");
}

static char *
deadline (Register *r, const char *kind)
{
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, NW_NO_DAY, day ("2099-12-31"), NULL);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (((NwDeadline *) list->pdata[i])->kind, kind) == 0)
      return nw_day_format (((NwDeadline *) list->pdata[i])->date);
  return g_strdup ("");
}

static void
assert_deadline (Register *r, const char *kind, const char *wanted)
{
  g_autofree char *got = deadline (r, kind);

  g_assert_cmpstr (got, ==, wanted);
}

/* The contract ends, and nobody entered an end of the agreement. */
static void
test_contract_end (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", "starts_on", "2025-01-01", "ends_on",
                                        "2026-02-12", "renewal", "none", NULL);

  assert_text (r->store, contract, "level", "ended");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, dpa, "contract", "C-0001");
  assert_text (r->store, dpa, "flags", "F15");
  assert_deadline (r, "dpa_deletion_confirmation", "2026-03-14");
  edit_good (r->store, contract, "ends_on", "2026-02-13");
  assert_text (r->store, dpa, "flags", "");
  edit_good (r->store, dpa, "ended_on", "2026-01-01");
  assert_text (r->store, dpa, "flags", "F15");
  edit_good (r->store, dpa, "deletion_confirmed_on", "2026-03-15");
  assert_text (r->store, dpa, "flags", "");
}

static void
test_tree (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) recipient = good_recipient (r, "US");

  assert_text (r->store, recipient, "verdict", "illegal");
  assert_text (r->store, dpa, "flags", "F04");
  edit_good (r->store, recipient, "dpf_active", "false");
  edit_good (r->store, recipient, "instrument", "adequacy");
  assert_text (r->store, dpa, "flags", "F04;F05");
  edit_good (r->store, recipient, "instrument", "scc");
  edit_good (r->store, recipient, "scc_module", "2");
  edit_good (r->store, recipient, "annexes_complete", "true");
  assert_text (r->store, dpa, "flags", "F04;F07");
  edit_good (r->store, recipient, "tia_on", "2025-01-01");
  edit_good (r->store, recipient, "tia_result", "ok");
  assert_text (r->store, dpa, "flags", "");
  nw_store_set_day (r->store, day ("2027-01-02"));
  assert_text (r->store, dpa, "flags", "F04;F07;F09");
  nw_store_set_day (r->store, day ("2026-03-15"));
  edit_good (r->store, recipient, "country", "FR");
  edit_good (r->store, recipient, "parent_country", "US");
  assert_text (r->store, dpa, "flags", "F20");
}

/* A notice that waits weighs more when the time to object runs out. */
static void
test_notice (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) notice = make (r->store, &nw_recipient_change, "dpa", "AVV-0001", "announced_on", "2026-03-01", "text", "new", "decision",
                                      "open", NULL);
  g_autoptr (NwReasons) reasons = NULL;

  assert_text (r->store, notice, "objection_until", "2026-03-31");
  assert_text (r->store, dpa, "flags", "F09");
  assert_text (r->store, dpa, "risk_level", "medium");
  nw_store_set_day (r->store, day ("2026-03-23"));
  assert_text (r->store, dpa, "risk_level", "medium");
  nw_store_set_day (r->store, day ("2026-03-24"));
  assert_text (r->store, dpa, "risk_level", "high");
  edit_good (r->store, dpa, "objection_days", "");
  assert_text (r->store, notice, "objection_until", "");
  assert_text (r->store, dpa, "risk_level", "medium");
  edit_good (r->store, dpa, "objection_days", "14");
  assert_text (r->store, notice, "objection_until", "2026-03-15");
  assert_text (r->store, dpa, "risk_level", "high");
  reasons = nw_store_explain (r->store, notice);
  g_assert_nonnull (strstr (nw_reasons_of (reasons, field_of (&nw_recipient_change, "objection_until"))->text, "BGB § 187(1)"));
  edit_good (r->store, notice, "decision", "accepted");
  assert_text (r->store, dpa, "flags", "");
}

static guint
count_gaps (Register *r, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    n += strcmp (((NwGap *) gaps->pdata[i])->rule, rule) == 0;
  return n;
}

static void
test_deadlines (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  g_autoptr (NwRecord) recipient = good_recipient (r, "US");
  g_autoptr (NwRecord) notice = make (r->store, &nw_recipient_change, "dpa", "AVV-0001", "announced_on", "2026-03-01", "text", "new", NULL);

  assert_deadline (r, "dpa_control", "2028-12-01");
  edit_good (r->store, vendor, "tier_override", "2");
  edit_good (r->store, vendor, "tier_reason", "x");
  assert_deadline (r, "dpa_control", "2027-12-01");
  edit_good (r->store, dpa, "last_control_on", "");
  assert_deadline (r, "dpa_control", "2027-01-10");
  edit_good (r->store, vendor, "tier_override", "");
  edit_good (r->store, vendor, "impact", "");
  assert_deadline (r, "dpa_control", "2026-01-10");
  assert_deadline (r, "objection_end", "2026-03-31");
  assert_deadline (r, "tia_renewal", "");
  edit_good (r->store, recipient, "instrument", "bcr");
  edit_good (r->store, recipient, "tia_on", "2024-02-29");
  edit_good (r->store, recipient, "tia_result", "ok");
  assert_deadline (r, "tia_renewal", "2026-02-28");
  edit_good (r->store, recipient, "dpf_active", "true");
  edit_good (r->store, recipient, "dpf_until", "2026-12-31");
  assert_deadline (r, "dpf_recertification", "2026-12-31");
  edit_good (r->store, recipient, "country", "GB");
  edit_good (r->store, recipient, "instrument", "adequacy");
  assert_deadline (r, "adequacy_end", "2031-12-27");
  assert_deadline (r, "dpa_deletion_confirmation", "");
  edit_good (r->store, dpa, "ended_on", "2026-02-01");
  assert_deadline (r, "dpa_deletion_confirmation", "2026-03-03");
  assert_deadline (r, "dpa_control", "");
  assert_deadline (r, "adequacy_end", "");
  assert_deadline (r, "objection_end", "");
  edit_good (r->store, dpa, "deletion_confirmed_on", "2026-02-20");
  assert_deadline (r, "dpa_deletion_confirmation", "");
}

static void
test_gaps (Register *r, gconstpointer unused)
{
  static const char *const rules[] = { "dpa_incomplete", "dpa_unreviewed", "dpa_F03", "dpa_F08", "dpa_unknown",
                                       "dpa_contradiction", "transfer_unrecorded", "dpa_F01" };
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) service = make (r->store, &nw_service, "vendor", "V-0001", "name", "S", "personal_data", "normal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_cmpuint (count_gaps (r, rules[i]), ==, 0);
  set_item (r, "AVV-0001/V12", "missing");
  edit_good (r->store, dpa, "toms_dated_on", "");
  g_assert_cmpuint (count_gaps (r, "dpa_incomplete"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "dpa_F03"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "dpa_F08"), ==, 1);
  set_item (r, "AVV-0001/V12", "not_reviewed");
  g_assert_cmpuint (count_gaps (r, "dpa_unreviewed"), ==, 1);
  edit_good (r->store, dpa, "service_starts_on", "");
  g_assert_cmpuint (count_gaps (r, "dpa_unknown"), ==, 1);
  edit_good (r->store, service, "access_countries", "IN");
  g_assert_cmpuint (count_gaps (r, "dpa_contradiction"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "transfer_unrecorded"), ==, 1);
  edit_good (r->store, dpa, "ended_on", "2026-03-01");
  g_assert_cmpuint (count_gaps (r, "dpa_F01"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "dpa_unreviewed"), ==, 0);
  edit_good (r->store, service, "personal_data", "none");
  g_assert_cmpuint (count_gaps (r, "dpa_F01"), ==, 0);
  edit_good (r->store, service, "personal_data", "");
  g_assert_cmpuint (count_gaps (r, "personal_data_unknown"), ==, 1);
}

/* Medium flags of an agreement are one line of the lowest level. */
static void
test_medium_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwRecord) vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  g_autoptr (GPtrArray) gaps = NULL;
  guint found = 0;

  edit_good (r->store, vendor, "parent_country", "US");
  edit_good (r->store, dpa, "objection_days", "13");
  assert_text (r->store, dpa, "flags", "F19;F20");
  g_assert_cmpuint (count_gaps (r, "dpa_flags"), ==, 0);
  edit_good (r->store, dpa, "toms_dated_on", "2023-03-14");
  edit_good (r->store, dpa, "processing", "");
  assert_text (r->store, dpa, "flags", "F08;F17;F19;F20");
  assert_gap_reason (r, "dpa_flags", "F17: DPA without an entry in the records of processing");
  gaps = nw_store_gaps (r->store, NULL);
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      if (strcmp (gap->rule, "dpa_flags") != 0)
        continue;
      found++;
      g_assert_cmpint (gap->level, ==, NW_LEVEL_YELLOW);
      g_assert_nonnull (strstr (gap->reason, "F08: "));
      g_assert_null (strstr (gap->reason, "F19"));
      g_assert_null (strstr (gap->reason, "F20"));
    }
  g_assert_cmpuint (found, ==, 1);
  /* High: a gap of its own, and not here. */
  edit_good (r->store, dpa, "toms_dated_on", "");
  g_assert_cmpuint (count_gaps (r, "dpa_F08"), ==, 1);
  edit_good (r->store, dpa, "processing", "VVT-0001");
  g_assert_cmpuint (count_gaps (r, "dpa_flags"), ==, 0);
}

static const char *
reason (NwReasons *reasons, const char *field)
{
  return nw_reasons_of (reasons, field_of (&nw_dpa, field))->text;
}

static void
test_reasons (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = good_dpa (r);
  g_autoptr (NwReasons) good = nw_store_explain (r->store, dpa), bad = NULL, german = NULL;
  g_autoptr (NwRecord) recipient = NULL;

  g_assert_cmpstr (reason (good, "flags"), ==, "No flag is set.");
  g_assert_nonnull (strstr (reason (good, "completeness"), "20 of 20 items fulfilled"));
  recipient = good_recipient (r, "IN");
  set_item (r, "AVV-0001/V11", "missing");
  set_item (r, "AVV-0001/V12", "partial");
  set_item (r, "AVV-0001/V03", "not_reviewed");
  edit_good (r->store, dpa, "scc_module", "2");
  edit_good (r->store, dpa, "service_starts_on", "2024-12-01");
  bad = nw_store_explain (r->store, dpa);
  g_assert_nonnull (strstr (reason (bad, "verdict"), "Missing: V11, V21, V22. Partial: V12. Not reviewed: V03."));
  g_assert_nonnull (strstr (reason (bad, "verdict"), "by reference"));
  g_assert_nonnull (strstr (reason (bad, "flags"), "F02 (high): Service began before the DPA was concluded – the service began on 2024-12-01"));
  g_assert_nonnull (strstr (reason (bad, "flags"), "F04 (critical): "));
  g_assert_nonnull (strstr (reason (bad, "flags"), "Beta (IN) (Art. 44 GDPR)."));
  g_assert_nonnull (strstr (reason (bad, "risk_level"), "critical"));
  nw_language_init ("de");
  german = nw_store_explain (r->store, dpa);
  nw_language_init ("en");
  g_assert_nonnull (strstr (reason (german, "flags"), "Leistungsbeginn vor AVV-Abschluss"));
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/dpa/binding", test_binding);
  REGISTER ("/dpa/vectors-in-register", test_vectors);
  REGISTER ("/dpa/services", test_services);
  REGISTER ("/dpa/flags", test_flags);
  REGISTER ("/dpa/grave", test_grave);
  REGISTER ("/dpa/flags-more", test_flags_more);
  REGISTER ("/dpa/contract-end", test_contract_end);
  REGISTER ("/dpa/tree", test_tree);
  REGISTER ("/dpa/notice", test_notice);
  REGISTER ("/dpa/deadlines", test_deadlines);
  REGISTER ("/dpa/gaps", test_gaps);
  REGISTER ("/dpa/medium-gaps", test_medium_gaps);
  REGISTER ("/dpa/reasons", test_reasons);
  return g_test_run ();
}
