/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* The rules of contracts through a register. */

static void
test_vectors (Register *r, gconstpointer unused)
{
  static const char *const pairs[][2] = {
    { "next_end", "end" }, { "last_receipt", "last" }, { "safe_day", "safe" }, { "next_term_starts", "next_term" }, { "warn_90", "warn_90" },
    { "warn_60", "warn_60" }, { "warn_30", "warn_30" }, { "missed_end", "missed" },
  };
  g_autoptr (Vectors) vectors = vectors_load ("notice");
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      g_autoptr (NwRecord) contract = make (
        r->store, &nw_contract, "vendor", "V-0001", "starts_on", vectors_get (vectors, i, "start"),
        "start_mode", strcmp (vectors_get (vectors, i, "event"), "yes") == 0 ? "event" : "day",
        "initial_term_months", vectors_get (vectors, i, "months"), "renewal", vectors_get (vectors, i, "renewal"),
        "renewal_months", vectors_get (vectors, i, "renewal_months"), "notice_value", vectors_get (vectors, i, "notice"),
        "notice_unit", vectors_get (vectors, i, "unit"), "notice_mode", vectors_get (vectors, i, "mode"),
        "end_kind", vectors_get (vectors, i, "kind"), "recipient_land", vectors_get (vectors, i, "land"), NULL);

      nw_store_set_day (r->store, vectors_day (vectors, i, "today"));
      for (guint k = 0; k < G_N_ELEMENTS (pairs); k++)
        {
          const char *wanted = vectors_get (vectors, i, pairs[k][1]);

          assert_text (r->store, contract, pairs[k][0], strcmp (wanted, "-") == 0 ? "" : wanted);
        }
    }
}

static NwRecord *
standard (Register *r)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);

  return make (r->store, &nw_contract, "vendor", "V-0001", "title", "Hosting", "starts_on", "2026-01-04", "initial_term_months", "12",
               "renewal", "auto", "renewal_months", "12", "notice_value", "3", "notice_unit", "months", "notice_mode", "forward",
               "internal_lead_days", "30", NULL);
}

static void
assert_reason (Register *r, NwRecord *record, const char *field, const char *wanted)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  const NwExplanation *reason = nw_reasons_of (reasons, field_of (&nw_contract, field));

  if (reason == NULL || strstr (reason->text, wanted) == NULL)
    g_error ("%s: “%s” is not said in “%s”", field, wanted, reason != NULL ? reason->text : "");
}

static void
test_values (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);

  assert_text (r->store, contract, "last_receipt", "2026-10-03");
  assert_text (r->store, contract, "safe_day", "2026-10-02");
  assert_text (r->store, contract, "dispatch_by", "2026-09-25");
  assert_text (r->store, contract, "internal_day", "2026-09-03");
  assert_text (r->store, contract, "days_left", "202");
  assert_text (r->store, contract, "level", "green");
  assert_text (r->store, contract, "switch_notice_end", "");
  assert_reason (r, contract, "last_receipt", "End of term 2027-01-03; 3 months' notice; to be received by 2026-10-03 (§§ 187, 188 BGB);"
                                              " safe until Fri 2026-10-02; 2026-10-03 is a Saturday and German Unity Day");
  nw_store_set_day (r->store, day ("2026-10-04"));
  assert_text (r->store, contract, "next_end", "2028-01-03");
  assert_text (r->store, contract, "missed_end", "2027-01-03");
  assert_reason (r, contract, "missed_end", "too late for 2027-01-03: notice would have had to be received by 2026-10-03");
  edit_good (r->store, contract, "notice_received_on", "2026-10-04");
  assert_text (r->store, contract, "ended_on", "2028-01-03");
  assert_text (r->store, contract, "level", "ended");
  assert_text (r->store, contract, "last_receipt", "");
  assert_reason (r, contract, "ended_on", "notice received on 2026-10-04 ends the contract on 2028-01-03");
}

/* A live record follows the figures and holidays that it was computed with. */
static void
test_live (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);
  g_autoptr (NwRecord) figure = make (r->store, &nw_legal_parameter, "key", "contract.warn_info_days", "value", "120", NULL);
  g_autoptr (NwRecord) holiday = NULL;

  assert_text (r->store, contract, "warn_90", "2026-06-05");
  assert_text (r->store, contract, "safe_day", "2026-10-02");
  holiday = make (r->store, &nw_holiday, "date", "2026-10-02", "land", "BY", "name_de", "Ortsfest", NULL);
  assert_text (r->store, contract, "safe_day", "2026-10-01");
  edit_good (r->store, contract, "recipient_land", "BE");
  assert_text (r->store, contract, "safe_day", "2026-10-02");
  edit_good (r->store, figure, "value", "100");
  assert_text (r->store, contract, "warn_90", "2026-06-25");
  edit_good (r->store, contract, "notice_value", "1");
  assert_text (r->store, contract, "last_receipt", "2026-12-03");
}

/* Days by German law are no promise under another. */
static void
test_governing_law (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);
  static const char *const german[] = { "", "DE", "Deutsches Recht", "Germany", "Recht der Bundesrepublik Deutschland" };

  for (guint i = 0; i < G_N_ELEMENTS (german); i++)
    {
      g_autoptr (NwReasons) reasons = NULL;

      edit_good (r->store, contract, "governing_law", german[i]);
      reasons = nw_store_explain (r->store, contract);
      g_assert_null (strstr (nw_reasons_of (reasons, field_of (&nw_contract, "last_receipt"))->text, "another law"));
    }
  edit_good (r->store, contract, "governing_law", "Texas");
  assert_reason (r, contract, "last_receipt", "the contract names another law (Texas): this is computed by German law");
}

static void
test_unknown (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);

  edit_good (r->store, contract, "notice_value", "");
  assert_text (r->store, contract, "next_end", "2027-01-03");
  assert_text (r->store, contract, "last_receipt", "");
  assert_text (r->store, contract, "level", "");
  assert_reason (r, contract, "last_receipt", "unknown: “Notice period” is missing");
  edit_good (r->store, contract, "notice_value", "3");
  edit_good (r->store, contract, "notice_mode", "");
  assert_reason (r, contract, "last_receipt", "counted back from the end: that day is never the later one");
  edit_good (r->store, contract, "ends_on", "2026-12-31");
  assert_text (r->store, contract, "next_end", "2026-12-31");
  assert_reason (r, contract, "next_end", "ends on another day");
  edit_good (r->store, contract, "renewal", "");
  assert_text (r->store, contract, "next_end", "2026-12-31");
  assert_text (r->store, contract, "next_term_starts", "");
  assert_text (r->store, contract, "level", "");
  assert_reason (r, contract, "next_end", "unknown: “Renewal” is missing");
}

/* What contracts leave open is read so that no day comes too late. */
static void
test_readings (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) any = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2025-10-30", "minimum_term_months", "6",
                                   "renewal", "evergreen", "end_kind", "any", "notice_value", "2", "notice_unit", "months",
                                   "notice_mode", "backward", NULL);
  g_autoptr (NwRecord) minimum = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2025-01-01", "minimum_term_months", "24",
                                       "renewal", "auto", "renewal_months", "12", "notice_value", "3", "notice_unit", "months", NULL);
  g_autoptr (NwRecord) fixed = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2024-01-01", "initial_term_months", "24",
                                     "renewal", "none", NULL);
  g_autoptr (NwRecord) rooms = make (r->store, &nw_contract, "vendor", "V-0001", "contract_type", "colocation", "starts_on", "2025-01-01",
                                     "renewal", "evergreen", "end_kind", "any", NULL);

  nw_store_set_day (r->store, day ("2026-01-01"));
  /* Any day, but not before the minimum term, and that end is counted back. */
  assert_text (r->store, any, "next_end", "2026-04-29");
  assert_text (r->store, any, "last_receipt", "2026-02-27");
  /* Before it began: the first end is its start, with a last day of its own. */
  edit_good (r->store, any, "minimum_term_months", "");
  edit_good (r->store, any, "starts_on", "2027-01-01");
  assert_text (r->store, any, "next_end", "2027-01-01");
  assert_text (r->store, any, "last_receipt", "2026-11-01");
  /* A minimum term alone is the term. */
  assert_text (r->store, minimum, "next_end", "2026-12-31");
  assert_text (r->store, minimum, "last_receipt", "2026-09-30");
  /* Over, but nobody gave notice. */
  assert_text (r->store, fixed, "level", "ended");
  assert_text (r->store, fixed, "ended_on", "");
  edit_good (r->store, fixed, "notice_received_on", "2025-06-01");
  assert_text (r->store, fixed, "ended_on", "2025-12-31");
  /* Notice for any day was agreed, if not how long: § 580a BGB stands back. */
  assert_text (r->store, rooms, "next_end", "");
  edit_good (r->store, rooms, "end_kind", "quarter");
  assert_text (r->store, rooms, "next_end", "2026-06-30");
  edit_good (r->store, rooms, "notice_unit", "months");
  assert_text (r->store, rooms, "last_receipt", "");
}

static void
test_laws (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) rooms = make (r->store, &nw_contract, "vendor", "V-0001", "contract_type", "colocation", "starts_on", "2025-01-01",
                                     "renewal", "evergreen", NULL);
  g_autoptr (NwRecord) service = make (r->store, &nw_contract, "vendor", "V-0001", "contract_type", "consulting", "starts_on", "2025-01-01",
                                       "renewal", "evergreen", NULL);
  g_autoptr (NwRecord) phone = make (r->store, &nw_contract, "vendor", "V-0001", "contract_type", "telecom", "starts_on", "2024-01-01",
                                     "initial_term_months", "24", "renewal", "auto", "renewal_months", "12", "notice_value", "3",
                                     "notice_unit", "months", "notice_mode", "forward", NULL);

  nw_store_set_day (r->store, day ("2026-04-04"));
  assert_text (r->store, rooms, "next_end", "2026-09-30");
  assert_text (r->store, rooms, "last_receipt", "2026-04-04");
  assert_text (r->store, rooms, "safe_day", "2026-04-02");
  assert_reason (r, rooms, "last_receipt", "no notice period is agreed");
  assert_reason (r, rooms, "last_receipt", "§ 580a(2) BGB");
  assert_text (r->store, service, "next_end", "");
  assert_reason (r, service, "last_receipt", "unknown: “Notice period”, “Unit of the notice period”, “Can end at” are missing");
  assert_reason (r, service, "last_receipt", "with monthly pay notice would have to be received by 2026-04-15 for 2026-04-30");
  assert_reason (r, service, "last_receipt", "with pay by the quarter or longer by 2026-05-19 for 2026-06-30");
  assert_text (r->store, phone, "next_end", "2026-12-31");
  assert_reason (r, phone, "next_end", "§ 56(3) TKG lets every end user leave after the initial term with 1 month's notice: by 2026-05-04");
}

static void
test_switch (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);

  nw_store_set_day (r->store, day ("2026-01-15"));
  edit_good (r->store, contract, "data_act", "applies");
  assert_text (r->store, contract, "switch_notice_end", "2026-03-15");
  assert_text (r->store, contract, "switch_transition_end", "2026-04-14");
  assert_text (r->store, contract, "switch_retrieval_end", "2026-05-14");
  assert_reason (r, contract, "switch_notice_end", "at most at cost");
  nw_store_set_day (r->store, day ("2025-12-31"));
  assert_text (r->store, contract, "switch_notice_end", "2026-02-28");
  assert_text (r->store, contract, "switch_transition_end", "2026-03-30");
  assert_text (r->store, contract, "switch_retrieval_end", "2026-04-29");
  nw_store_set_day (r->store, day ("2027-01-12"));
  edit_good (r->store, contract, "starts_on", "2027-01-04");
  assert_reason (r, contract, "switch_notice_end", "no switching charges");
  edit_good (r->store, contract, "data_act", "partly");
  assert_text (r->store, contract, "switch_notice_end", "2027-03-12");
  edit_good (r->store, contract, "data_act", "exempt");
  assert_text (r->store, contract, "switch_notice_end", "");
  assert_reason (r, contract, "switch_notice_end", "Art. 31");
}

/* What falls due, as "kind day" in order of days; reviews of the vendor's
 * contracts are not the contract's own. */
static void
assert_due (Register *r, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, NW_NO_DAY, day ("2100-01-01"), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];
      g_autofree char *when = nw_day_format (deadline->date);

      if (deadline->entity == &nw_contract && strcmp (deadline->kind, "renewal_review_opens") != 0)
        g_string_append_printf (text, "%s%s %s%s", text->len > 0 ? ", " : "", deadline->kind, when, deadline->legal ? "!" : "");
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_due (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);

  assert_due (r, "notice_internal_day 2026-09-03, notice_safe_day 2026-10-02, notice_last_receipt 2026-10-03!");
  edit_good (r->store, contract, "notice_sent_on", "2026-09-25");
  assert_due (r, "notice_confirmation 2026-10-02, notice_safe_day 2026-10-02, notice_last_receipt 2026-10-03!");
  edit_good (r->store, contract, "notice_received_on", "2026-09-28");
  assert_due (r, "notice_confirmation 2026-10-12, contract_end 2027-01-03!");
  edit_good (r->store, contract, "notice_confirmed_on", "2026-10-01");
  assert_due (r, "contract_end 2027-01-03!");
  nw_store_set_day (r->store, day ("2027-01-04"));
  assert_due (r, "");
}

/* 2026-10-02 is a Friday, 2026-10-03 the day of German unity. */
static void
test_due_once (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);
  g_autoptr (GPtrArray) list = NULL;
  guint found = 0;

  edit_good (r->store, contract, "starts_on", "2026-01-03");
  edit_good (r->store, contract, "ends_on", "2027-01-02");
  assert_due (r, "notice_internal_day 2026-09-02, notice_last_receipt 2026-10-02!");
  list = nw_store_deadlines (r->store, NW_NO_DAY, day ("2100-01-01"), NULL);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];

      if (strcmp (deadline->kind, "notice_last_receipt") != 0)
        continue;
      found++;
      g_assert_true (g_str_has_suffix (deadline->reason, "; the last day is a working day, and so the safe day too"));
    }
  g_assert_cmpuint (found, ==, 1);
}

static void
test_due_fixed (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);

  edit_good (r->store, contract, "renewal", "none");
  assert_due (r, "contract_end 2027-01-03!");
  edit_good (r->store, contract, "renewal", "option");
  assert_due (r, "notice_internal_day 2026-09-03, notice_safe_day 2026-10-02, option_last_day 2026-10-03!");
  assert_reason (r, contract, "last_receipt", "§ 193 BGB may help on to the next working day, which is not relied on");
  nw_store_set_day (r->store, day ("2026-10-10"));
  assert_text (r->store, contract, "days_left", "-7");
  assert_text (r->store, contract, "level", "missed");
  assert_due (r, "notice_internal_day 2026-09-03, notice_safe_day 2026-10-02, option_last_day 2026-10-03!, contract_end 2027-01-03!");
  edit_good (r->store, contract, "renewal", "evergreen");
  edit_good (r->store, contract, "initial_term_months", "");
  edit_good (r->store, contract, "end_kind", "any");
  assert_text (r->store, contract, "next_end", "2027-01-10");
  assert_text (r->store, contract, "level", "none");
  assert_due (r, "");
}

/* The gaps of contracts, as "rule level". */
static void
assert_gaps (Register *r, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_gaps (r->store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwGap *gap = list->pdata[i];

      if (gap->entity == &nw_contract)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", gap->rule, nw_level_name (gap->level));
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static gboolean
is_missed (Register *r)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  gboolean missed = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    missed |= strcmp (((NwGap *) gaps->pdata[i])->rule, "contract_notice_missed") == 0;
  return missed;
}

/* A day for notice that was let go by on purpose was not missed; a decision
 * after it, or for the term before, does not count. */
static void
test_gap_by_decision (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);
  g_autoptr (NwRecord) review = make (r->store, &nw_renewal_review, "contract", nw_record_get_code (contract), "decision", "renew", NULL);

  nw_store_set_day (r->store, day ("2026-10-04"));
  g_assert_true (is_missed (r));
  edit_good (r->store, review, "decided_on", "2026-10-03");
  g_assert_false (is_missed (r));
  edit_good (r->store, review, "decided_on", "2026-10-04");
  g_assert_true (is_missed (r));
  edit_good (r->store, review, "decided_on", "2025-10-04");
  g_assert_false (is_missed (r));
  edit_good (r->store, review, "decided_on", "2025-10-03");
  g_assert_true (is_missed (r));
  edit_good (r->store, review, "decided_on", "2026-09-01");
  edit_good (r->store, review, "decision", "exit");
  g_assert_true (is_missed (r));
}

static void
test_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) contract = standard (r);
  g_autoptr (NwRecord) person = make (r->store, &nw_person, "name", "Anna", NULL);
  g_autofree char *code = g_strdup (nw_record_get_code (person));

  assert_gaps (r, "contract_owner amber");
  edit_good (r->store, contract, "owner", code);
  assert_gaps (r, "");
  nw_store_set_day (r->store, day ("2026-10-04"));
  assert_gaps (r, "contract_notice_missed amber");
  edit_good (r->store, contract, "notice_unit", "");
  assert_gaps (r, "contract_notice_unknown amber");
  edit_good (r->store, contract, "renewal", "");
  assert_gaps (r, "contract_notice_unknown yellow");
  edit_good (r->store, contract, "renewal", "none");
  edit_good (r->store, contract, "notice_sent_on", "2026-10-04");
  assert_gaps (r, "contract_notice_unproven amber");
  edit_good (r->store, contract, "notice_received_on", "2026-10-05");
  assert_gaps (r, "contract_notice_unproven yellow");
  nw_store_set_day (r->store, day ("2027-01-04"));
  assert_gaps (r, "");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/contract/vectors", test_vectors);
  REGISTER ("/contract/values", test_values);
  REGISTER ("/contract/live", test_live);
  REGISTER ("/contract/governing-law", test_governing_law);
  REGISTER ("/contract/unknown", test_unknown);
  REGISTER ("/contract/readings", test_readings);
  REGISTER ("/contract/laws", test_laws);
  REGISTER ("/contract/switch", test_switch);
  REGISTER ("/contract/due", test_due);
  REGISTER ("/contract/due-once", test_due_once);
  REGISTER ("/contract/due-fixed", test_due_fixed);
  REGISTER ("/contract/gaps", test_gaps);
  REGISTER ("/contract/gap-by-decision", test_gap_by_decision);
  return g_test_run ();
}
