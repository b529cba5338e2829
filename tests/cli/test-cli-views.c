/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

#include "nw-core.h"

/* deadlines, gaps and kpis; reasons in show. */

#define R "r.nachweis"

/* A contract of which notice must be received by 30 September 2026. */
static void
fill (Bench *b)
{
  OK (b, "add", R, "person", "name=Ärmel, \"Anna\"", "code=P-1");
  OK (b, "add", R, "vendor", "code=V-1", "name=Größe GmbH", "owner=P-1");
  OK (b, "add", R, "contract", "code=C-1", "vendor=V-1", "title==Eins; zwei", "starts_on=2024-01-01", "initial_term_months=24",
      "renewal=auto", "renewal_months=12", "notice_value=3", "notice_unit=months", "notice_mode=backward", "end_kind=term",
      "internal_lead_days=30", "owner=P-1");
}

#define NOTICE "deadlines", R, "--kind", "notice_last_receipt", "--on", "2026-07-01"

static void
test_deadline (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, NOTICE, "--within", "91", "--format", "json");
  assert_contains (b->out, "[\n {\"date\": \"2026-09-30\", \"at\": null, \"kind\": \"notice_last_receipt\", \"record_kind\": \"contract\", "
                           "\"record\": \"C-1\", \"title\": \"=Eins; zwei\", \"what\": \"");
  assert_contains (b->out, "\", \"level\": \"green\", \"person\": \"P-1\", \"person_name\": \"Ärmel, \\\"Anna\\\"\", \"days_left\": 91, "
                           "\"legal\": true, \"reason\": \"");
  assert_contains (b->out, "\"}\n]\n");
  OK (b, NOTICE, "--within", "91", "--format", "csv");
  g_assert_true (g_str_has_prefix (b->out, "date,at,kind,record_kind,record,title,what,level,person,person_name,days_left,legal,reason\r\n"
                                           "2026-09-30,,notice_last_receipt,contract,C-1,\"'=Eins; zwei\","));
  OK (b, NOTICE, "--within", "91");
  assert_contains (b->out, "Wed 2026-09-30");
  assert_contains (b->out, "C-1 =Eins; zwei");
  assert_contains (b->out, "§ set by law or contract: computed – please verify\n");
  OK (b, NOTICE, "--within", "91", "--lang", "de");
  assert_contains (b->out, " 30.09.2026");
}

static void
test_within (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, NOTICE, "--within", "90", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  OK (b, NOTICE, "--within", "90", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "date,at,kind,record_kind,record,title,what,level,person,person_name,days_left,legal,reason\r\n");
  OK (b, NOTICE, "--within", "90");
  g_assert_cmpstr (b->out, ==, "Nothing is overdue or due within 90 days.\n");
  OK (b, NOTICE, "--within", "1");
  g_assert_cmpstr (b->out, ==, "Nothing is overdue or due within 1 day.\n");
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2026-07-02", "--format", "json");
  assert_contains (b->out, "\"days_left\": 90,");
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2026-09-30", "--within", "0", "--format", "json");
  assert_contains (b->out, "\"level\": \"red\"");
}

/* Without a limit everything is shown, however far away, in every format. */
static void
test_no_limit (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2020-01-01", "--format", "json");
  assert_contains (b->out, "{\"date\": \"2025-09-30\"");
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2020-01-01", "--format", "csv");
  assert_contains (b->out, "\r\n2025-09-30,");
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2020-01-01", "--format", "ics");
  assert_contains (b->out, "DTSTART;VALUE=DATE:20250930");
  OK (b, "deadlines", R, "--kind", "notice_last_receipt", "--on", "2020-01-01", "--fail-within", "7");
  assert_contains (b->out, "2025-09-30");
  OK (b, "deadlines", R, "--kind", "dpa_control", "--on", "2020-01-01");
  g_assert_cmpstr (b->out, ==, "Nothing is overdue or due.\n");
}

static void
test_fail_within (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, NOTICE, "--fail-within", "90");
  bench_run (b, WORDS (NOTICE, "--within", "90", "--fail-within", "91", "--format", "json"));
  g_assert_cmpint (b->status, ==, 1);
  g_assert_cmpstr (b->err, ==, "");
  /* What is told stays within --within. */
  g_assert_cmpstr (b->out, ==, "[]\n");
  bench_run (b, WORDS ("deadlines", R, "--kind", "notice_internal_day", "--on", "2026-09-29", "--fail-within", "0"));
  g_assert_cmpint (b->status, ==, 1);
  OK (b, "deadlines", R, "--kind", "task", "--on", "2026-09-29", "--fail-within", "0");
}

static void
test_kinds (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "deadlines", R, "--kind", "contract", "--kind", "task_due", "--on", "2026-07-01", "--within", "91", "--format", "json");
  assert_contains (b->out, "\"kind\": \"notice_last_receipt\"");
  assert_contains (b->out, "\"kind\": \"notice_internal_day\"");
  OK (b, "deadlines", R, "--kind", "vendor", "--kind", "task_due", "--on", "2026-07-01", "--within", "91", "--format", "json");
  assert_lacks (b->out, "notice_last_receipt");
}

static void
test_refused (Bench *b, gconstpointer unused)
{
  FAILS (b, 2, "“nonsense” is no kind of deadline or record: choose from notice_last_receipt, ", "deadlines", R, "--kind", "nonsense");
  FAILS (b, 2, "--within -1", "deadlines", R, "--within", "-1");
  FAILS (b, 2, "--within 36526", "deadlines", R, "--within", "36526");
  FAILS (b, 2, "--fail-within -2", "deadlines", R, "--fail-within", "-2");
  FAILS (b, 2, "--within", "deadlines", R, "--within", "many");
  FAILS (b, 2, "choose from table, csv, json, ics", "deadlines", R, "--format", "xml");
  FAILS (b, 2, "choose from table, csv, json", "gaps", R, "--format", "ics");
  FAILS (b, 2, "choose from table, csv, json", "kpis", R, "--format", "ics");
  FAILS (b, 2, "calendar", "deadlines", R, "--on", "2026-02-30");
  FAILS (b, 2, "deadlines takes", "deadlines");
  FAILS (b, 3, "nonsense", "gaps", R, "--framework", "nonsense");
  FAILS (b, 4, "none.nachweis", "deadlines", "none.nachweis");
  FAILS (b, 4, "none.nachweis", "gaps", "none.nachweis");
  FAILS (b, 4, "none.nachweis", "kpis", "none.nachweis");
}

static void
test_calendar (Bench *b, gconstpointer unused)
{
  g_autofree char *first = NULL;

  fill (b);
  OK (b, NOTICE, "--within", "91", "--format", "ics");
  g_assert_true (g_str_has_prefix (b->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (b->out, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  assert_contains (b->out, "DTSTART;VALUE=DATE:20260930\r\nDTEND;VALUE=DATE:20261001\r\n");
  assert_contains (b->out, "-notice_last_receipt@nachweis\r\n");
  assert_contains (b->out, "please verify");
  first = g_strdup (b->out);
  OK (b, NOTICE, "--within", "91", "--format", "ics");
  g_assert_cmpstr (b->out, ==, first);
}

/* A register without anything has nothing to say, and says it well. */
static void
test_empty (Bench *b, gconstpointer unused)
{
  OK (b, "init", "empty.nachweis", "--organisation", "X", "--catalogues", "");
  OK (b, "deadlines", "empty.nachweis", "--on", "2026-07-01", "--within", "7", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  OK (b, "deadlines", "empty.nachweis", "--on", "2026-07-01", "--within", "7", "--format", "ics", "--fail-within", "7");
  assert_lacks (b->out, "VEVENT");
  OK (b, "gaps", "empty.nachweis", "--on", "2026-07-01", "--format", "csv");
  g_assert_true (g_str_has_prefix (b->out, "rule,level,record_kind,record,title,what,reason,person,person_name\r\n"));
  OK (b, "kpis", "empty.nachweis", "--on", "2026-07-01", "--format", "json");
  assert_contains (b->out, "{\"id\": \"KP01\", \"title\": \"Controls implemented\", \"value\": null, \"unit\": \"percent\", \"numerator\": \"0\", "
                           "\"denominator\": \"0\", \"target\": \"90\", \"direction\": \"H\", \"met\": null, \"trend\": null, \"previous\": null, \"previous_on\": null, \"unknown\": 0, "
                           "\"detail\": \"\", \"as_of\": \"2026-07-01\"}");
  assert_lacks (b->out, "\"met\": true");
}

static void
test_gaps (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "add", R, "contract", "code=C-2", "vendor=V-1", "title=Ohne");
  OK (b, "gaps", R, "--on", "2026-07-01", "--format", "json");
  assert_contains (b->out, "{\"rule\": \"contract_owner\", \"level\": \"amber\", \"record_kind\": \"contract\", \"record\": \"C-2\", "
                           "\"title\": \"Ohne\", \"what\": \"");
  OK (b, "gaps", R, "--on", "2026-07-01");
  assert_contains (b->out, "C-2 Ohne");
  assert_contains (b->out, "\nObstacle: ");
  /* A contract is nothing that the data protection authority asks for. */
  OK (b, "gaps", R, "--on", "2026-07-01", "--framework", "dsgvo", "--format", "json");
  assert_lacks (b->out, "\"contract_owner\"");
}

static void
test_kpis (Bench *b, gconstpointer unused)
{
  g_auto (GStrv) lines = NULL;

  OK (b, "add", R, "training", "topic=A", "due_persons=8", "valid_persons=7");
  OK (b, "kpis", R, "--on", "2026-07-01", "--format", "csv");
  lines = g_strsplit (b->out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 32);
  g_assert_cmpstr (lines[0], ==, "id,title,value,unit,numerator,denominator,target,direction,met,trend,previous,previous_on,unknown,detail,as_of");
  g_assert_cmpstr (lines[28], ==, "KP28,Training rate,87.5,percent,7,8,95,H,false,,,,0,,2026-07-01");
  OK (b, "kpis", R, "--lang", "de");
  assert_contains (b->out, "87,5\302\240%");
  /* A target of the register goes before that of the program. */
  OK (b, "add", R, "legal_parameter", "key=kpi.KP28.target", "value=87.5", "valid_from=2026-01-01");
  OK (b, "kpis", R, "--on", "2026-07-01", "--format", "csv");
  assert_contains (b->out, "KP28,Training rate,87.5,percent,7,8,87.5,H,true,,,,0,,2026-07-01");
}

/* The line of KP28 on the day so many days from today, without its day. */
static char *
training_rate (Bench *b, int days)
{
  g_autofree char *day = nw_day_format (nw_day_today () + days);
  g_auto (GStrv) lines = NULL;

  OK (b, "kpis", R, "--on", day, "--format", "csv");
  lines = g_strsplit (b->out, "\r\n", -1);
  *strrchr (lines[28], ',') = '\0';
  return g_strdup (lines[28]);
}

/* A key figure is compared with the register as it stood a month before. */
static void
test_trend (Bench *b, gconstpointer unused)
{
  g_autofree char *young = NULL, *later = NULL, *then = nw_day_format (nw_add_months (nw_day_today () + 40, -1)), *wanted = NULL;

  OK (b, "add", R, "training", "topic=A", "due_persons=8", "valid_persons=7", "code=T");
  young = training_rate (b, 0);
  g_assert_cmpstr (young, ==, "KP28,Training rate,87.5,percent,7,8,95,H,false,,,,0,");
  later = training_rate (b, 40);
  wanted = g_strdup_printf ("KP28,Training rate,87.5,percent,7,8,95,H,false,same,87.5,%s,0,", then);
  g_assert_cmpstr (later, ==, wanted);
  OK (b, "kpis", R, "--on", "2099-01-01", "--lang", "de");
  assert_contains (b->out, "= unverändert");
}

static void
test_reasons (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "show", R, "contract", "C-1", "--on", "2026-07-01");
  assert_contains (b->out, "\nWhy\n");
  assert_contains (b->out, "  Last day of receipt §: ");
  assert_contains (b->out, "  § set by law or contract: computed – please verify\n");
  OK (b, "show", R, "contract", "C-1", "--on", "2026-07-01", "--format", "json");
  assert_contains (b->out, "\"last_receipt\": \"2026-09-30\"");
  assert_contains (b->out, ", \"reasons\": {");
  g_assert_true (g_str_has_suffix (b->out, "\"}}\n"));
  OK (b, "show", R, "person", "P-1", "--format", "json");
  assert_contains (b->out, ", \"reasons\": {}}\n");
  OK (b, "show", R, "person", "P-1");
  assert_lacks (b->out, "Why");
}

/* Computed fields are fields wherever a person looks. */
static void
test_computed_everywhere (Bench *b, gconstpointer unused)
{
  g_autofree char *csv = NULL;

  fill (b);
  OK (b, "list", R, "contract", "--where", "last_receipt = 2026-09-30", "--sort", "-last_receipt", "--fields", "code,last_receipt",
      "--format", "csv", "--on", "2026-07-01");
  g_assert_cmpstr (b->out, ==, "code,last_receipt\r\nC-1,2026-09-30\r\n");
  OK (b, "list", R, "contract", "--fields", "code,last_receipt", "--on", "2026-07-01");
  assert_contains (b->out, "2026-09-30");
  OK (b, "list", R, "contract", "--format", "json", "--on", "2026-07-01");
  assert_contains (b->out, "\"last_receipt\": \"2026-09-30\"");
  OK (b, "show", R, "contract", "C-1", "--on", "2026-07-01");
  assert_contains (b->out, "2026-09-30");
  OK (b, "show", R, "contract", "C-1", "--on", "2026-07-01", "--format", "xml");
  assert_contains (b->out, "<last-receipt>2026-09-30</last-receipt>");
  OK (b, "export", R, "contract", "--output", "c.csv", "--on", "2026-07-01");
  csv = bench_read (b, "c.csv", NULL);
  assert_contains (csv, ",2026-09-30,");
}

static const Case cases[] = {
  { "deadline", test_deadline },
  { "within", test_within },
  { "no-limit", test_no_limit },
  { "fail-within", test_fail_within },
  { "kinds", test_kinds },
  { "refused", test_refused },
  { "calendar", test_calendar },
  { "empty", test_empty },
  { "gaps", test_gaps },
  { "kpis", test_kpis }, { "trend", test_trend },
  { "reasons", test_reasons },
  { "computed-everywhere", test_computed_everywhere },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-views", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
