/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include <string.h>

/* Vendors, assessments, exit plans and renewal reviews in a register. */

static NwRecord *
vendor_of_tier_1 (Register *r)
{
  return make (r->store, &nw_vendor, "name", "Alpha", "status", "active", "impact", "4", "data_sensitivity", "3", "access_level", "3",
               "replaceability", "3", "regulatory_weight", "2", "spend_share", "1", NULL);
}

static NwRecord *
find (Register *r, const NwEntity *entity, const char *code)
{
  g_autoptr (GError) error = NULL;
  NwRecord *record = nw_store_find (r->store, entity, code, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_explained (Register *r, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  NwRow row = nw_record_get_row (record);
  const NwExplanation *explanation = nw_reasons_of (reasons, field_of (row.entity, field));

  g_assert_nonnull (explanation);
  if (strstr (explanation->text, part) == NULL)
    g_error ("%s: “%s” lacks “%s”", field, explanation->text, part);
}

static guint
count_gaps (Register *r, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    n += strcmp (((const NwGap *) gaps->pdata[i])->rule, rule) == 0;
  return n;
}

/* The day of the one deadline of @kind, or NW_NO_DAY. */
static NwDay
deadline (Register *r, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, NW_NO_DAY, G_MAXINT32, &error);
  NwDay found = NW_NO_DAY;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *entry = list->pdata[i];

      if (strcmp (entry->kind, kind) != 0)
        continue;
      g_assert_cmpint (found, ==, NW_NO_DAY);
      found = entry->date;
    }
  return found;
}

static void
test_tier (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) figure = NULL;

  assert_text (r->store, vendor, "tier_score", "75.00");
  assert_text (r->store, vendor, "tier", "1");
  assert_explained (r, vendor, "tier", "tier 1 from 75");
  edit_good (r->store, vendor, "spend_share", "");
  assert_text (r->store, vendor, "tier_score", "");
  assert_text (r->store, vendor, "tier", "");
  assert_explained (r, vendor, "tier_score", "Share of spend");
  g_assert_cmpuint (count_gaps (r, "vendor_tier_unknown"), ==, 1);
  edit_good (r->store, vendor, "tier_override", "3");
  assert_text (r->store, vendor, "tier", "3");
  g_assert_cmpuint (count_gaps (r, "vendor_tier_unknown"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "vendor_tier_reason"), ==, 1);
  edit_good (r->store, vendor, "tier_reason", "Second source");
  g_assert_cmpuint (count_gaps (r, "vendor_tier_reason"), ==, 0);
  edit_good (r->store, vendor, "tier_override", "");
  edit_good (r->store, vendor, "spend_share", "0");
  assert_text (r->store, vendor, "tier", "1");
  assert_explained (r, vendor, "tier", "although the score is 72.50");
  /* A limit is a figure, and the company's own comes first. */
  figure = make (r->store, &nw_legal_parameter, "key", "vendor.tier1_impact", "value", "5", NULL);
  assert_text (r->store, vendor, "tier", "2");
  edit_good (r->store, figure, "value", "unknown");
  assert_text (r->store, vendor, "tier", "");
}

static void
test_review (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) assessment = NULL;

  assert_text (r->store, vendor, "next_review", "");
  g_assert_cmpuint (count_gaps (r, "vendor_never_reviewed"), ==, 1);
  edit_good (r->store, vendor, "last_review", "2025-08-31");
  assert_text (r->store, vendor, "next_review", "2026-02-28");
  g_assert_cmpuint (count_gaps (r, "vendor_review_overdue"), ==, 1);
  assert_day (deadline (r, "vendor_review"), day ("2026-02-28"), "review");
  assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-01-10", NULL);
  assert_text (r->store, vendor, "next_review", "2026-02-28");
  edit_good (r->store, assessment, "status", "final");
  assert_text (r->store, vendor, "next_review", "2026-07-10");
  g_assert_cmpuint (count_gaps (r, "vendor_review_overdue"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "assessment_incomplete"), ==, 1);
  edit_good (r->store, vendor, "status", "ended");
  assert_text (r->store, vendor, "next_review", "");
  g_assert_cmpuint (count_gaps (r, "vendor_owner"), ==, 0);
}

static void
test_hosting (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) first = make (r->store, &nw_service, "vendor", "V-0001", "name", "A", "hosting_country", "IE", NULL);
  g_autoptr (NwRecord) second = make (r->store, &nw_service, "vendor", "V-0001", "name", "B", "hosting_country", "DE", NULL);
  g_autoptr (NwRecord) third = make (r->store, &nw_service, "vendor", "V-0001", "name", "C", "hosting_country", "IE", NULL);

  assert_text (r->store, vendor, "hosting", "DE;IE");
  edit_good (r->store, second, "hosting_country", "");
  assert_text (r->store, vendor, "hosting", "IE");
  assert_explained (r, vendor, "hosting", "1 of 3");
  g_assert_cmpuint (count_gaps (r, "service_hosting_unknown"), ==, 0);
  edit_good (r->store, second, "personal_data", "special");
  g_assert_cmpuint (count_gaps (r, "service_hosting_unknown"), ==, 1);
}

static void
test_spend (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) first = NULL;
  g_autoptr (NwRecord) second = NULL;

  assert_text (r->store, vendor, "annual_spend", "");
  first = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2025-01-01", "currency", "EUR", "annual_value", "1000.50", NULL);
  assert_text (r->store, vendor, "annual_spend", "1000.50");
  second = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2025-01-01", "currency", "EUR", "annual_value", "2", NULL);
  assert_text (r->store, vendor, "annual_spend", "1002.50");
  edit_good (r->store, second, "annual_value", "");
  assert_text (r->store, vendor, "annual_spend", "");
  assert_explained (r, vendor, "annual_spend", "1 of 2");
  edit_good (r->store, second, "starts_on", "2026-04-01");
  assert_text (r->store, vendor, "annual_spend", "1000.50");
  edit_good (r->store, second, "annual_value", "3");
  edit_good (r->store, second, "starts_on", "2026-03-01");
  assert_text (r->store, vendor, "annual_spend", "1003.50");
  edit_good (r->store, second, "currency", "USD");
  assert_text (r->store, vendor, "annual_spend", "");
  assert_explained (r, vendor, "annual_spend", "several currencies");
}

/* A holiday moves the end of the contract, and so what the vendor costs. */
static void
test_spend_through (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2025-01-01", "renewal", "evergreen",
                                        "end_kind", "any", "notice_value", "1", "notice_unit", "arbeitstage", "notice_mode", "forward",
                                        "recipient_land", "BY", "currency", "EUR", "annual_value", "5", "notice_received_on", "2026-03-12", NULL);
  g_autoptr (NwRecord) holiday = NULL;

  assert_text (r->store, vendor, "annual_spend", "0.00");
  holiday = make (r->store, &nw_holiday, "land", "BY", "date", "2026-03-13", NULL);
  assert_text (r->store, contract, "ended_on", "2026-03-16");
  assert_text (r->store, vendor, "annual_spend", "5.00");
}

/* Gives every question of an assessment the same answer. */
static void
answer_all_of (Register *r, const char *assessment, const char *score)
{
  static const struct
  {
    const char *domain;
    guint       n;
  } domains[] = { { "SEC", 10 }, { "PRI", 5 }, { "PER", 3 }, { "EXI", 2 }, { "FIN", 3 }, { "CST", 2 } };

  for (guint d = 0; d < G_N_ELEMENTS (domains); d++)
    for (guint i = 1; i <= domains[d].n; i++)
      {
        g_autofree char *code = g_strdup_printf ("%s/%s%02u", assessment, domains[d].domain, i);
        g_autoptr (NwRecord) answer = find (r, &nw_answer, code);

        edit_good (r->store, answer, "score", score);
      }
}

static void
answer_all (Register *r, const char *score)
{
  answer_all_of (r, "VA-0001", score);
}

static void
test_assessment (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-03-01", "status", "final", NULL);
  g_autoptr (NwRecord) knock = NULL;
  g_autoptr (NwRecord) other = NULL;
  g_autoptr (NwRecord) plain = NULL;

  assert_text (r->store, assessment, "score", "");
  assert_text (r->store, assessment, "knocked_out", "");
  assert_explained (r, assessment, "score", "(25)");
  answer_all (r, "75");
  assert_text (r->store, assessment, "score", "75.00");
  assert_text (r->store, assessment, "score_per", "75.00");
  assert_text (r->store, assessment, "grade", "B");
  assert_text (r->store, assessment, "knocked_out", "false");
  assert_text (r->store, vendor, "score", "75.00");
  knock = find (r, &nw_answer, "VA-0001/SEC02");
  plain = find (r, &nw_answer, "VA-0001/SEC03");
  edit_good (r->store, plain, "score", "0");
  assert_text (r->store, assessment, "score_sec", "67.50");
  assert_text (r->store, assessment, "score", "73.13");
  edit_good (r->store, knock, "score", "25");
  assert_text (r->store, assessment, "score", "49.00");
  assert_text (r->store, assessment, "knocked_out", "true");
  assert_text (r->store, vendor, "grade", "D");
  g_assert_cmpuint (count_gaps (r, "vendor_knocked_out"), ==, 1);
  assert_explained (r, assessment, "knocked_out", "SEC02");
  /* What is missing is not counted, and there is no grade without it. */
  edit_good (r->store, knock, "score", "unanswered");
  assert_text (r->store, assessment, "score_sec", "66.67");
  assert_text (r->store, assessment, "score", "72.92");
  assert_text (r->store, assessment, "grade", "");
  assert_text (r->store, vendor, "score", "72.92");
  assert_explained (r, vendor, "score", "which is incomplete");
  assert_text (r->store, vendor, "grade", "");
  assert_text (r->store, assessment, "knocked_out", "");
  assert_explained (r, assessment, "score", "Incomplete: questions without an answer (1): SEC02");
  assert_explained (r, assessment, "knocked_out", "without an answer: 1");
  other = find (r, &nw_answer, "VA-0001/SEC07");
  edit_good (r->store, other, "score", "25");
  assert_text (r->store, assessment, "knocked_out", "true");
  assert_text (r->store, assessment, "score", "49.00");
  assert_text (r->store, assessment, "grade", "");
  answer_all (r, "not_applicable");
  assert_text (r->store, assessment, "score", "");
  assert_explained (r, assessment, "score", "no question applies");
}

/* The newest that is final and not of the future counts, complete or not. */
static void
test_newest (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) first = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-01-01", "status", "final", NULL);
  g_autoptr (NwRecord) second = NULL;

  answer_all (r, "100");
  assert_text (r->store, vendor, "score", "100.00");
  second = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-03-16", "status", "final", NULL);
  assert_text (r->store, vendor, "score", "100.00");
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_text (r->store, vendor, "score", "");
  edit_good (r->store, second, "status", "draft");
  assert_text (r->store, vendor, "score", "100.00");
}

/* EXI01 is the exit score, whatever was answered. */
static void
test_computed_answer (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-03-01", NULL);
  g_autoptr (NwRecord) plan = NULL;
  g_autoptr (NwRecord) item = NULL;

  answer_all (r, "100");
  assert_text (r->store, assessment, "score_exi", "100.00");
  plan = make (r->store, &nw_exit_plan, "title", "Plan", "vendor", "V-0001", NULL);
  assert_text (r->store, plan, "score", "0.0");
  assert_text (r->store, assessment, "score_exi", "50.00");
  assert_explained (r, assessment, "score_exi", "0.0");
  item = find (r, &nw_exit_item, "EX-0001/E03");
  edit_good (r->store, item, "score", "100");
  assert_text (r->store, plan, "score", "12.0");
  assert_text (r->store, assessment, "score_exi", "56.00");
}

static void
rate_items (Register *r, const char *const *scores, const char *dated_on)
{
  for (guint i = 0; i < NW_N_EXIT_ITEMS; i++)
    {
      g_autofree char *code = g_strdup_printf ("EX-0001/E%02u", i + 1);
      g_autoptr (NwRecord) item = find (r, &nw_exit_item, code);

      edit_good (r->store, item, "score", scores[i]);
      edit_good (r->store, item, "dated_on", dated_on);
    }
}

/* The vectors of the brief with scores alone: what nobody dated is not old. */
static void
test_exit_undated (Register *r, gconstpointer unused)
{
  static const struct
  {
    const char *tier, *score, *scores[NW_N_EXIT_ITEMS];
  } cases[] = {
    { "1", "78.5", { "100", "50", "100", "50", "100", "100", "75", "100", "50", "50", "25", "100" } },
    { "1", "40.0", { "0", "50", "100", "50", "100", "100", "75", "100", "50", "50", "25", "100" } },
    { "3", "100.0", { "100", "100", "100", "100", "100", "100", "100", "100", "not_applicable", "100", "100", "100" } },
    { "2", "50.0", { "100", "50", "0", "50", "100", "100", "75", "100", "50", "50", "25", "100" } },
    { "4", "63.5", { "0", "50", "100", "50", "100", "100", "75", "100", "50", "50", "25", "100" } },
  };
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) plan = make (r->store, &nw_exit_plan, "title", "Plan", "vendor", "V-0001", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      edit_good (r->store, vendor, "tier_override", cases[i].tier);
      rate_items (r, cases[i].scores, "");
      assert_text (r->store, plan, "score", cases[i].score);
    }
  assert_explained (r, plan, "score", "of an unknown date and counted in full: 1;");
  rate_items (r, cases[0].scores, "");
  assert_explained (r, plan, "score", "of an unknown date and counted in full: 2;");
  edit_good (r->store, plan, "approved_on", "2020-01-01");
  assert_explained (r, plan, "score", "counted 50 %: 1; of an unknown date and counted in full: 1;");
}

static void
test_exit_score (Register *r, gconstpointer unused)
{
  static const char *const scores[] = { "100", "50", "100", "50", "100", "100", "75", "100", "50", "50", "25", "100" };
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) plan = make (r->store, &nw_exit_plan, "title", "Plan", "contract", "C-0001", NULL);
  g_autoptr (NwRecord) test = NULL;
  g_autoptr (NwRecord) first = NULL;

  rate_items (r, scores, "2025-03-15");
  assert_text (r->store, plan, "score", "78.5");
  assert_text (r->store, plan, "band", "mostly");
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_text (r->store, plan, "score", "68.0");
  edit_good (r->store, plan, "approved_on", "2026-01-01");
  assert_text (r->store, plan, "score", "75.5");
  test = make (r->store, &nw_exit_test, "exit_plan", "EX-0001", "kind", "restore", "tested_on", "2026-02-01", "result", "passed", NULL);
  assert_text (r->store, plan, "score", "78.5");
  assert_text (r->store, test, "next_due", "2027-02-01");
  assert_day (deadline (r, "exit_test"), day ("2027-02-01"), "test");
  edit_good (r->store, test, "result", "failed");
  assert_text (r->store, plan, "score", "75.5");
  assert_text (r->store, test, "next_due", "2027-02-01");
  assert_explained (r, test, "next_due", "failed");
  g_assert_cmpuint (count_gaps (r, "exit_test_failed"), ==, 1);
  edit_good (r->store, test, "tested_on", "2026-04-01");
  assert_text (r->store, test, "next_due", "2027-04-01");
  assert_day (deadline (r, "exit_test"), day ("2026-04-01"), "planned test");
  first = find (r, &nw_exit_item, "EX-0001/E01");
  edit_good (r->store, first, "score", "0");
  assert_text (r->store, plan, "score", "40.0");
  /* Nobody knows the tier: it would cap the score, and sets the cycle. */
  edit_good (r->store, vendor, "impact", "");
  assert_text (r->store, plan, "score", "");
  assert_text (r->store, plan, "band", "");
  assert_explained (r, plan, "score", "tier of the vendor is unknown");
  edit_good (r->store, vendor, "tier_override", "4");
  assert_text (r->store, plan, "score", "63.5");
}

static void
set_step (Register *r, const char *step, const char *days, const char *after)
{
  g_autofree char *code = g_strdup_printf ("EX-0001/%s", step);
  g_autoptr (NwRecord) record = find (r, &nw_exit_step, code);

  edit_good (r->store, record, "days", days);
  edit_good (r->store, record, "depends_on", after);
}

static void
test_exit_days (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", "starts_on", "2025-01-01",
                                        "initial_term_months", "12", "renewal", "auto", "renewal_months", "12", "notice_value", "3",
                                        "notice_unit", "months", "notice_mode", "backward", "end_kind", "term", NULL);
  g_autoptr (NwRecord) plan = make (r->store, &nw_exit_plan, "title", "Plan", "contract", "C-0001", NULL);
  g_autoptr (NwRecord) clause = NULL;
  g_autofree char *end = text_of (r->store, contract, "next_end");
  g_autofree char *assured = NULL;
  g_autofree char *gap = NULL;
  NwDay last = nw_day_parse (end);
  int bare;

  g_assert_cmpstr (end, ==, "2026-12-31");
  assert_text (r->store, plan, "plan_days", "");
  assert_explained (r, plan, "plan_days", "no step says how many days");
  set_step (r, "P02", "25", "");
  assert_text (r->store, plan, "plan_days", "25");
  assert_explained (r, plan, "plan_days", "P02. 11 steps say no days and count 0.");
  g_assert_cmpuint (count_gaps (r, "exit_plan_days_unknown"), ==, 1);
  for (guint i = 1; i <= 12; i++)
    {
      g_autofree char *step = g_strdup_printf ("P%02u", i);

      set_step (r, step, "10", "");
    }
  assert_text (r->store, plan, "plan_days", "10");
  g_assert_cmpuint (count_gaps (r, "exit_plan_days_unknown"), ==, 0);
  set_step (r, "P06", "300", "EX-0001/P03");
  set_step (r, "P03", "40", "EX-0001/P01");
  set_step (r, "P07", "90", "EX-0001/P02;EX-0001/P06");
  assert_text (r->store, plan, "plan_days", "440");
  assert_explained (r, plan, "plan_days", "P01 → P03 → P06 → P07");
  clause = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC09", "state", "agreed", "days", "7", NULL);
  bare = last - day ("2026-03-15");
  assured = g_strdup_printf ("%d", bare + 7);
  assert_text (r->store, plan, "assured_days", assured);
  edit_good (r->store, plan, "transition_days", "30");
  edit_good (r->store, plan, "retrieval_days", "20");
  gap = g_strdup_printf ("%d", 440 - bare - 50);
  assert_text (r->store, plan, "gap_days", gap);
  g_assert_cmpuint (count_gaps (r, "exit_gap"), ==, 440 > bare + 50);
  assert_explained (r, plan, "assured_days", "then 30 days of transition and 20 of retrieval");
}

static void
test_exit_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) order = make (r->store, &nw_contract, "vendor", "V-0001", "title", "Call-off", "parent", "C-0001", NULL);
  g_autoptr (NwRecord) secret = make (r->store, &nw_contract, "vendor", "V-0001", "title", "NDA", "contract_type", "nda", NULL);
  g_autoptr (NwRecord) plan = NULL;
  g_autoptr (NwRecord) clause = NULL, second = NULL;

  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 2);
  g_assert_cmpuint (count_gaps (r, "exit_clauses_unreviewed"), ==, 1);
  plan = make (r->store, &nw_exit_plan, "title", "Plan", "contract", "C-0001", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "exit_plan_not_approved"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "exit_test_missing"), ==, 1);
  clause = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC04", "state", "missing", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_clauses_unreviewed"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "exit_clause_missing"), ==, 1);
  assert_explained (r, clause, "title", "§ 119 InsO");
  /* All that a contract lacks is one line, which names them. */
  second = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC02", "state", "missing", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_clause_missing"), ==, 1);
  assert_gap_reason (r, "exit_clause_missing", "XC04 Insolvency of the vendor (such a clause may be void, § 119 InsO: have it checked);"
                                               " XC02 Termination for cause");
  edit_good (r->store, second, "state", "agreed");
  edit_good (r->store, clause, "state", "agreed");
  g_assert_cmpuint (count_gaps (r, "exit_clause_missing"), ==, 0);
  edit_good (r->store, clause, "state", "");
  g_assert_cmpuint (count_gaps (r, "exit_clause_unreviewed"), ==, 1);
  edit_good (r->store, vendor, "tier_override", "3");
  g_assert_cmpuint (count_gaps (r, "exit_clause_unreviewed"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "exit_test_missing"), ==, 0);
}

/* A vendor without a contract that runs, and a framework with call-offs. */
static void
test_plan_missing (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) plan = NULL;
  g_autoptr (NwRecord) secret = NULL;
  g_autoptr (NwRecord) frame = NULL;
  g_autoptr (NwRecord) order = NULL;

  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 1);
  secret = make (r->store, &nw_contract, "vendor", "V-0001", "title", "NDA", "contract_type", "nda", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 1);
  edit_good (r->store, vendor, "tier_override", "3");
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 0);
  edit_good (r->store, vendor, "tier_override", "2");
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 1);
  plan = make (r->store, &nw_exit_plan, "title", "Plan", "vendor", "V-0001", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 0);
  frame = make (r->store, &nw_contract, "vendor", "V-0001", "title", "Frame", "contract_type", "framework", NULL);
  order = make (r->store, &nw_contract, "vendor", "V-0001", "title", "Call-off", "contract_type", "call_off", "parent", "C-0002", NULL);
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 0);
  edit_good (r->store, plan, "vendor", "");
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 2);
  edit_good (r->store, plan, "contract", "C-0003");
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 0);
  edit_good (r->store, frame, "contract_type", "saas");
  g_assert_cmpuint (count_gaps (r, "exit_plan_missing"), ==, 1);
}

static void
test_renewal (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) clause = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC01", "state", "agreed", NULL);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-03-01", "status", "final", NULL);
  g_autoptr (NwRecord) review = make (r->store, &nw_renewal_review, "contract", "C-0001", "opened_on", "2026-03-01",
                                      "alternative_exists", "true", "price_change_points", "2", NULL);
  g_autoptr (NwRecord) answer = NULL;
  g_autoptr (NwRecord) first = NULL;
  g_autoptr (NwRecord) second = NULL;

  assert_text (r->store, review, "proposal", "");
  assert_explained (r, review, "proposal", "no final assessment with answers");
  answer_all (r, "100");
  assert_text (r->store, review, "proposal", "renew");
  assert_explained (r, review, "proposal", "Nothing speaks against it");
  assert_explained (r, review, "proposal", "Not checked: whether the law forbids to go on; it counts as no.");
  edit_good (r->store, review, "legal_block", "false");
  edit_good (r->store, review, "price_change_points", "");
  assert_text (r->store, review, "proposal", "renew");
  assert_explained (r, review, "proposal", "Not checked: how the price moves");
  answer = find (r, &nw_answer, "VA-0001/FIN01");
  edit_good (r->store, answer, "score", "unanswered");
  assert_text (r->store, review, "proposal", "renew");
  assert_explained (r, review, "proposal", "The assessment VA-0001 is incomplete: 1 question");
  edit_good (r->store, answer, "score", "100");
  edit_good (r->store, review, "price_change_points", "5.01");
  assert_text (r->store, review, "proposal", "renegotiate");
  assert_explained (r, review, "proposal", "5.01 points");
  edit_good (r->store, review, "price_change_points", "5");
  edit_good (r->store, clause, "state", "missing");
  assert_text (r->store, review, "proposal", "renegotiate");
  assert_explained (r, review, "proposal", "clause XC01 is missing");
  edit_good (r->store, clause, "state", "partly");
  assert_text (r->store, review, "proposal", "renegotiate");
  assert_explained (r, review, "proposal", "clause XC01 is agreed only in part");
  edit_good (r->store, clause, "state", "not_reviewed");
  assert_text (r->store, review, "proposal", "renew");
  assert_explained (r, review, "proposal", "Not checked: the contract for clauses for leaving");
  edit_good (r->store, clause, "state", "agreed");
  first = make (r->store, &nw_finding, "title", "A", "kind", "major", "vendor", "V-0001", "contract", "C-0001", NULL);
  assert_text (r->store, review, "proposal", "renew");
  second = make (r->store, &nw_finding, "title", "B", "kind", "major", "vendor", "V-0001", NULL);
  assert_text (r->store, review, "proposal", "renegotiate");
  assert_explained (r, review, "proposal", "2 major findings");
  edit_good (r->store, second, "state", "closed");
  assert_text (r->store, review, "proposal", "renew");
  edit_good (r->store, review, "legal_block", "true");
  assert_text (r->store, review, "proposal", "exit");
  assert_explained (r, review, "proposal", "bridge term");
}

/* One of R1 to R9 for a vendor whose tier nobody rated. The answers give a score
 * in the band of V; what is 0 is left empty, for empty counts as no and as 0. */
static NwRecord *
make_case (Register *r, Vectors *v, guint i)
{
  gint64 score = vectors_number (v, i, "score");
  const char *answers = score >= 75 ? "100" : score >= 55 ? "75" : score >= 40 ? "50" : "25", *price = vectors_get (v, i, "price");
  g_autofree char *vendor = g_strdup_printf ("V-%04u", i + 1), *contract = g_strdup_printf ("C-%04u", i + 1);
  g_autofree char *assessment = g_strdup_printf ("VA-%04u", i + 1), *sla = g_strdup_printf ("SLA-%04u", i + 1);

  g_object_unref (make (r->store, &nw_vendor, "name", vendor, NULL));
  g_object_unref (make (r->store, &nw_contract, "vendor", vendor, "title", "C", NULL));
  g_object_unref (make (r->store, &nw_vendor_assessment, "vendor", vendor, "assessed_on", "2026-03-01", "status", "final", NULL));
  answer_all_of (r, assessment, answers);
  g_object_unref (make (r->store, &nw_exit_plan, "title", "Plan", "contract", contract, NULL));
  for (guint e = 1; e <= NW_N_EXIT_ITEMS; e++)
    {
      g_autofree char *code = g_strdup_printf ("EX-%04u/E%02u", i + 1, e);
      g_autoptr (NwRecord) item = find (r, &nw_exit_item, code);

      edit_good (r->store, item, "score", vectors_get (v, i, "exit"));
      edit_good (r->store, item, "dated_on", "2026-03-01");
    }
  g_object_unref (make (r->store, &nw_sla, "contract", contract, "name", "A", "metric", "availability", "target", "99.9", "window",
                        "month", "chronic_kind", "n_in_row", "chronic_n", "1", NULL));
  if (vectors_number (v, i, "chronic") == 1)
    g_object_unref (make (r->store, &nw_sla_measurement, "sla", sla, "period", "2026-02", "value", "99", NULL));
  if (vectors_number (v, i, "gap") == 1)
    g_object_unref (make (r->store, &nw_exit_clause, "contract", contract, "clause", "XC01", "state", "missing", NULL));
  return make (r->store, &nw_renewal_review, "contract", contract, "opened_on", "2026-03-02",
               "price_change_points", strcmp (price, "0") == 0 ? "" : price,
               "legal_block", vectors_number (v, i, "legal") == 1 ? "true" : "",
               "alternative_exists", vectors_number (v, i, "alternative") == 1 ? "true" : "", NULL);
}

static void
test_renewal_vectors (Register *r, gconstpointer unused)
{
  g_autoptr (Vectors) v = vectors_load ("vendor-renewal");
  guint n = 0;

  for (guint i = 0; i < vectors_rows (v) && *vectors_get (v, i, "id") == 'R'; i++, n++)
    {
      g_autoptr (NwRecord) review = make_case (r, v, i);
      const char *with = vectors_get (v, i, "with");

      g_test_message ("%s", vectors_get (v, i, "id"));
      assert_text (r->store, review, "proposal", vectors_get (v, i, "proposal"));
      if (strcmp (with, "-") != 0)
        assert_explained (r, review, "proposal", strcmp (with, "short") == 0 ? "for a short term" : "with a bridge term");
    }
  g_assert_cmpuint (n, ==, 9);
}

/* The day to decide stays that of the end the review was opened for. */
static void
test_renewal_due (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", "starts_on", "2025-01-01",
                                        "initial_term_months", "12", "renewal", "auto", "renewal_months", "12", "notice_value", "3",
                                        "notice_unit", "months", "notice_mode", "backward", "end_kind", "term", NULL);
  g_autoptr (NwRecord) review = NULL;

  assert_text (r->store, contract, "last_receipt", "2026-09-30");
  assert_day (deadline (r, "renewal_review_opens"), day ("2026-04-03"), "opens");
  edit_good (r->store, vendor, "tier_override", "3");
  assert_day (deadline (r, "renewal_review_opens"), day ("2026-06-02"), "opens at tier 3");
  review = make (r->store, &nw_renewal_review, "contract", "C-0001", "opened_on", "2026-03-15", NULL);
  assert_day (deadline (r, "renewal_review_opens"), NW_NO_DAY, "is open");
  assert_text (r->store, review, "due_on", "2026-08-31");
  assert_day (deadline (r, "renewal_decision"), day ("2026-08-31"), "decision");
  g_assert_cmpuint (count_gaps (r, "renewal_decision_late"), ==, 0);
  nw_store_set_day (r->store, day ("2026-11-01"));
  assert_text (r->store, contract, "next_end", "2027-12-31");
  assert_text (r->store, review, "due_on", "2026-08-31");
  g_assert_cmpuint (count_gaps (r, "renewal_decision_late"), ==, 1);
  edit_good (r->store, review, "decision", "renew");
  g_assert_cmpuint (count_gaps (r, "renewal_decision_late"), ==, 0);
  assert_day (deadline (r, "renewal_decision"), NW_NO_DAY, "decided");
  /* One day of notice at any time: nothing to decide by. */
  edit_good (r->store, contract, "renewal", "evergreen");
  edit_good (r->store, contract, "end_kind", "any");
  edit_good (r->store, contract, "minimum_term_months", "0");
  assert_text (r->store, review, "due_on", "");
}

/* What can end every month has no one renewal to be reviewed. */
static void
test_renewal_never_ending (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "tier_override", "3", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", "starts_on", "2025-01-01", "renewal", "evergreen",
                                        "end_kind", "month", "notice_value", "1", "notice_unit", "months", NULL);

  assert_day (deadline (r, "renewal_review_opens"), NW_NO_DAY, "every month");
  edit_good (r->store, contract, "end_kind", "quarter");
  assert_day (deadline (r, "renewal_review_opens"), NW_NO_DAY, "every quarter");
  edit_good (r->store, contract, "end_kind", "half_year");
  assert_day (deadline (r, "renewal_review_opens"), day ("2026-05-31") - 120, "every half year");
  edit_good (r->store, contract, "end_kind", "year");
  assert_day (deadline (r, "renewal_review_opens"), day ("2026-11-30") - 120, "every year");
}

/* What was decided stays beside what was proposed then. */
static void
test_renewal_decided (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) clause = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC01", "state", "agreed", NULL);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-02-01", "status", "final", NULL);
  g_autoptr (NwRecord) later = NULL;
  g_autoptr (NwRecord) person = make (r->store, &nw_person, "name", "Anna", NULL);
  g_autoptr (NwRecord) review = make (r->store, &nw_renewal_review, "contract", "C-0001", "price_change_points", "0", "legal_block", "false",
                                      "prepared_by", "P-0001", NULL);

  answer_all (r, "100");
  later = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-03-10", "status", "final", NULL);
  assert_text (r->store, vendor, "score", "");
  assert_text (r->store, review, "proposal", "");
  /* The assessment of today was not there when it was decided. */
  edit_good (r->store, review, "decided_on", "2026-03-01");
  edit_good (r->store, review, "decision", "renew");
  assert_text (r->store, review, "decided_proposal", "renew");
  assert_text (r->store, review, "proposal", "renew");
  assert_explained (r, review, "proposal", "Kept as it was when it was decided: Nothing speaks against it: score 100.00");
  /* Computed as of another day, nothing of today has changed. */
  assert_text (r->store, vendor, "score", "");
  g_assert_cmpuint (count_gaps (r, "renewal_unsigned"), ==, 1);
  edit_good (r->store, review, "decided_by", "P-0001");
  g_assert_cmpuint (count_gaps (r, "renewal_unsigned"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "renewal_four_eyes"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "renewal_deviation_unexplained"), ==, 0);
  edit_good (r->store, review, "decision", "exit");
  g_assert_cmpuint (count_gaps (r, "renewal_deviation_unexplained"), ==, 1);
  edit_good (r->store, review, "deviation_reason", "Strategy");
  g_assert_cmpuint (count_gaps (r, "renewal_deviation_unexplained"), ==, 0);
}

/* Facts go on; what was decided on does not. */
static void
test_renewal_kept (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = vendor_of_tier_1 (r);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) clause = make (r->store, &nw_exit_clause, "contract", "C-0001", "clause", "XC01", "state", "agreed", NULL);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", "assessed_on", "2026-02-01", "status", "final", NULL);
  g_autoptr (NwRecord) review = make (r->store, &nw_renewal_review, "contract", "C-0001", NULL);
  g_autofree char *reasons = NULL;
  g_autoptr (GError) error = NULL;

  answer_all (r, "100");
  assert_text (r->store, review, "decided_proposal", "");
  g_assert_false (edit (r->store, review, "decided_proposal", "exit", &error));
  assert_invalid (&error, "it cannot be changed");
  edit_good (r->store, review, "decision", "renew");
  reasons = text_of (r->store, review, "proposal_reasons");
  assert_text (r->store, review, "decided_reasons", reasons);
  edit_good (r->store, clause, "state", "missing");
  assert_text (r->store, review, "proposal", "renew");
  assert_text (r->store, review, "proposal_reasons", reasons);
  /* Taken back, it is open to the facts again. */
  edit_good (r->store, review, "decision", "open");
  assert_text (r->store, review, "decided_reasons", "");
  assert_text (r->store, review, "proposal", "renegotiate");
  edit_good (r->store, review, "decision", "renegotiate");
  assert_text (r->store, review, "decided_proposal", "renegotiate");
  assert_sound (r->store);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/vendor-rows/tier", test_tier);
  REGISTER ("/vendor-rows/review", test_review);
  REGISTER ("/vendor-rows/hosting", test_hosting);
  REGISTER ("/vendor-rows/spend", test_spend);
  REGISTER ("/vendor-rows/spend-through", test_spend_through);
  REGISTER ("/vendor-rows/assessment", test_assessment);
  REGISTER ("/vendor-rows/newest", test_newest);
  REGISTER ("/vendor-rows/computed-answer", test_computed_answer);
  REGISTER ("/vendor-rows/exit-undated", test_exit_undated);
  REGISTER ("/vendor-rows/exit-score", test_exit_score);
  REGISTER ("/vendor-rows/exit-days", test_exit_days);
  REGISTER ("/vendor-rows/exit-gaps", test_exit_gaps);
  REGISTER ("/vendor-rows/plan-missing", test_plan_missing);
  REGISTER ("/vendor-rows/renewal", test_renewal);
  REGISTER ("/vendor-rows/renewal-vectors", test_renewal_vectors);
  REGISTER ("/vendor-rows/renewal-due", test_renewal_due);
  REGISTER ("/vendor-rows/renewal-never-ending", test_renewal_never_ending);
  REGISTER ("/vendor-rows/renewal-decided", test_renewal_decided);
  REGISTER ("/vendor-rows/renewal-kept", test_renewal_kept);
  return g_test_run ();
}
