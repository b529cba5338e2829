/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* import and export of CSV. */

#define R "r.nachweis"

static void
assert_names (Bench *b, const char *expected)
{
  OK (b, "list", R, "vendor", "--fields", "code,name", "--format", "csv");
  g_assert_cmpstr (b->out, ==, expected);
}

static void
test_new_changed_unchanged (Bench *b, gconstpointer unused)
{
  bench_write (b, "a.csv", "code,name,country\nV-1,Eins,DE\nV-2,Zwei,AT\n", -1);
  OK (b, "import", R, "a.csv", "--as", "vendor");
  g_assert_cmpstr (b->out, ==, "new: 2, changed: 0, unchanged: 0, refused: 0\n");
  bench_write (b, "a.csv", "code,name\nV-1,Eins\nV-2,Anders\nV-3,Drei\n", -1);
  OK (b, "import", R, "a.csv", "--as", "vendor", "--dry-run");
  g_assert_cmpstr (b->out, ==,
                   "2\tunchanged\tvendor\tV-1\n3\tchanged\tvendor\tV-2\n4\tnew\tvendor\tV-3\n"
                   "new: 1, changed: 1, unchanged: 1, refused: 0 (dry run: nothing was changed)\n");
  assert_names (b, "code,name\r\nV-1,Eins\r\nV-2,Zwei\r\n");
  OK (b, "import", R, "a.csv", "--as", "vendor");
  g_assert_cmpstr (b->out, ==, "new: 1, changed: 1, unchanged: 1, refused: 0\n");
  OK (b, "show", R, "vendor", "V-2", "--format", "json");
  assert_contains (b->out, "\"country\": \"AT\"");
}

static void
test_codes_are_given (Bench *b, gconstpointer unused)
{
  bench_write (b, "a.csv", "name\nEins\nZwei\n", -1);
  OK (b, "import", R, "a.csv", "--as", "vendor");
  assert_names (b, "code,name\r\nV-0001,Eins\r\nV-0002,Zwei\r\n");
}

static void
test_spreadsheets_of_people (Bench *b, gconstpointer unused)
{
  bench_write (b, "bom.csv", "\xef\xbb\xbf" "code;name;city\r\nV-1;\"Semi;kolon\";Köln\r\n", -1);
  OK (b, "import", R, "bom.csv", "--as", "vendor");
  bench_write (b, "ansi.csv", "code;name\nV-2;Gr\xf6\xdf" "e\n", -1);
  bench_run (b, WORDS ("import", R, "ansi.csv", "--as", "vendor"));
  g_assert_cmpint (b->status, ==, 0);
  assert_contains (b->err, "Windows-1252");
  bench_write (b, "quotes.csv", "code,name,remarks\nV-3,\"a \"\"b\"\", c\",\"two\nlines\"\n", -1);
  OK (b, "import", R, "quotes.csv", "--as", "vendor");
  assert_names (b, "code,name\r\nV-1,\"Semi;kolon\"\r\nV-2,Größe\r\nV-3,\"a \"\"b\"\", c\"\r\n");
}

static char *
german_label (Bench *b, const char *kind, const char *field)
{
  g_autofree char *start = g_strdup_printf ("{\"name\": \"%s\"", field);
  const char *at;

  OK (b, "kinds", kind, "--format", "json");
  at = strstr (strstr (b->out, start), "\"label_de\": \"") + strlen ("\"label_de\": \"");
  return g_strndup (at, strcspn (at, "\""));
}

static void
test_german_headings_and_forms (Bench *b, gconstpointer unused)
{
  g_autofree char *value = german_label (b, "contract", "annual_value");
  g_autofree char *signed_on = german_label (b, "contract", "signed_on");
  g_autofree char *text = g_strdup_printf ("code;vendor;title;%s;%s\n"
                                           "C-1;V-1;T;1.234,50;31.12.2026\nC-2;V-1;T;-0,5;1.2.2026\nC-3;V-1;T;1234.5;2026-12-31\n"
                                           "C-4;V-1;T;1.234.567;\nC-5;V-1;T;12,34;\n", value, signed_on);

  OK (b, "add", R, "vendor", "code=V-1", "name=V");
  bench_write (b, "g.csv", text, -1);
  OK (b, "import", R, "g.csv", "--as", "contract");
  OK (b, "list", R, "contract", "--fields", "code,annual_value,signed_on", "--format", "csv");
  g_assert_cmpstr (b->out, ==,
                   "code,annual_value,signed_on\r\nC-1,1234.50,2026-12-31\r\nC-2,-0.50,2026-02-01\r\nC-3,1234.50,2026-12-31\r\n"
                   "C-4,1234567.00,\r\nC-5,12.34,\r\n");
}

static void
test_english_labels (Bench *b, gconstpointer unused)
{
  bench_write (b, "a.csv", "Code,Name,Country\nV-1,A,DE\n", -1);
  OK (b, "import", R, "a.csv", "--as", "vendor");
  assert_names (b, "code,name\r\nV-1,A\r\n");
}

typedef struct
{
  const char *kind, *text, *message;
} Refusal;

static const Refusal refusals[] = {
  { "vendor", "code,name,nonsense\nV-1,A,b\n", "the column “nonsense” is unknown" },
  { "vendor", "code,name,name\nV-1,A,b\n", "name" },
  { "vendor", "code,name\nV-1,A\nV-1,B\n", "bad.csv:3: vendor V-1: code: “V-1”: this code is also on line 2" },
  { "vendor", "code,name,country\nV-1,A,DE\nV-2,B,XX\n", "bad.csv:3: vendor V-2: country: “XX”" },
  { "vendor", "code,name\nV-1,\n", "must not be empty" },
  { "vendor", "", "the header is empty" },
  { "vendor", "code,name\nV-1,\"open\n", "never ends" },
  { "vendor", "code,name\nV-1,a,b,c\n", "4 cells" },
  { "vendor", "code,name,owner\nV-1,A,P-9\n", "no person with the code “P-9”" },
  { "vendor", "code,name,last_review\nV-1,A,30.02.2026\n", "not a day of the calendar" },
  { "vendor", "code,name,last_review\nV-1,A,03/04/2026\n", "can be read as 2026-04-03 or as 2026-03-04" },
  { "contract", "code;vendor;title;annual_value\nC-1;V-0;T;1.234\n", "can be read as 1234 or as 1.234" },
  { "contract", "code;vendor;title;annual_value\nC-1;V-0;T;1,234\n", "can be read as 1234 or as 1.234" },
  { "contract", "code;vendor;title;annual_value\nC-1;V-0;T;-1.234,50 €\n", "“-1.234,50 €” is not a number" },
  { "contract", "code;vendor;title;annual_value\nC-1;V-0;T;12.34.56\n", "not a number" },
};

/* One bad row refuses the whole file, and the register stays byte for byte. */
static void
test_refused (Bench *b, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL;

  OK (b, "add", R, "vendor", "code=V-0", "name=There");
  before = bench_hash (b, R);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      bench_write (b, "bad.csv", refusals[i].text, -1);
      FAILS (b, 3, refusals[i].message, "import", R, "bad.csv", "--as", refusals[i].kind);
    }
  bench_write (b, "bad.csv", "code,name\nV-1,a\0b\n", 19);
  FAILS (b, 3, "NUL", "import", R, "bad.csv", "--as", "vendor");
  after = bench_hash (b, R);
  g_assert_cmpstr (before, ==, after);
}

static void
test_every_fault_is_named (Bench *b, gconstpointer unused)
{
  bench_write (b, "bad.csv", "code,name,country\nV-1,A,XX\nV-2,,DE\nV-3,C,DE\n", -1);
  FAILS (b, 3, "bad.csv:2: vendor V-1: country", "import", R, "bad.csv", "--as", "vendor");
  assert_contains (b->err, "bad.csv:3: vendor V-2: name");
  assert_contains (b->out, "new: 1, changed: 0, unchanged: 0, refused: 2 (nothing was changed)");
  bench_run (b, WORDS ("import", R, "bad.csv", "--as", "vendor", "--dry-run", "--format", "json"));
  g_assert_cmpint (b->status, ==, 3);
  assert_contains (b->out, "{\"new\": 1, \"changed\": 0, \"unchanged\": 0, \"refused\": 2, \"done\": false");
  assert_contains (b->out, "{\"line\": 2, \"verdict\": \"refused\", \"kind\": \"vendor\", \"code\": \"V-1\", \"field\": \"country\", \"value\": \"XX\"");
}

static void
test_usage (Bench *b, gconstpointer unused)
{
  bench_write (b, "a.csv", "code,name\nV-1,A\n", -1);
  FAILS (b, 2, "needs --as KIND", "import", R, "a.csv");
  FAILS (b, 2, "no kind “nonsense”", "import", R, "a.csv", "--as", "nonsense");
  FAILS (b, 2, "choose from text, json", "import", R, "a.csv", "--as", "vendor", "--format", "csv");
  FAILS (b, 5, "nachweisctl: none.csv: ", "import", R, "none.csv", "--as", "vendor");
  FAILS (b, 2, "--output", "export", R, "vendor");
  FAILS (b, 2, ".csv", "export", R, "vendor", "--output", "a.xml");
  FAILS (b, 2, ".xml", "export", R, "--output", "a.csv");
  FAILS (b, 5, "no/a.csv", "export", R, "vendor", "--output", "no/a.csv");
}

/* Texts that a spreadsheet, a shell or a reader of CSV could take for more. */
static const char *const nasty[] = {
  "group_name==1+1", "group_name=+x", "group_name=-x", "group_name=@y", "group_name=\tx", "group_name='=1", "group_name='x",
  "group_name='", "group_name=＝1", "group_name= =1", "group_name=\"=1", "group_name=#x", "group_name=a\"b", "group_name=a;b",
  "group_name=a,b", "group_name= lead ", "group_name=1.234", "group_name=true", "remarks=a\nb", "remarks=a\r\nb\r\n", "remarks=\n=1", "tags==a;-b",
};

/* A file that was exported says what the program computes; that is no news. */
static void
import_exported (Bench *b, const char *into, const char *file)
{
  bench_run (b, WORDS ("import", into, file, "--as", "vendor"));
  g_assert_cmpint (b->status, ==, 0);
  assert_contains (b->err, ": The columns tier_score, tier, ");
  assert_contains (b->err, " are computed by the program and were ignored\n");
}

static void
test_round_trip (Bench *b, gconstpointer unused)
{
  g_autofree char *first = NULL, *second = NULL, *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    OK (b, "add", R, "vendor", "name=n", nasty[i]);
  OK (b, "export", R, "vendor", "--output", "1.csv");
  OK (b, "init", "new.nachweis", "--organisation", "X", "--catalogues", "");
  import_exported (b, "new.nachweis", "1.csv");
  OK (b, "export", "new.nachweis", "vendor", "--output", "2.csv");
  first = bench_hash (b, "1.csv");
  second = bench_hash (b, "2.csv");
  g_assert_cmpstr (first, ==, second);
  import_exported (b, R, "2.csv");
  assert_contains (b->out, "new: 0, changed: 0, unchanged: 22, refused: 0");
  text = bench_read (b, "1.csv", NULL);
  assert_contains (text, ",n,'=1+1,");
  assert_contains (text, ",n,''=1,");
  assert_lacks (text, ",=");
  assert_lacks (text, ",@");
}

/* RFC 4180, in a file and on the screen. */
static void
test_line_ends (Bench *b, gconstpointer unused)
{
  g_autofree char *text = NULL;

  OK (b, "add", R, "vendor", "name=A");
  OK (b, "export", R, "vendor", "--output", "a.csv");
  text = bench_read (b, "a.csv", NULL);
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  OK (b, "history", R, "vendor", "V-0001", "--format", "csv");
  assert_contains (b->out, "time,seq,actor,kind,code,field,before,after,why\r\n");
}

static void
test_history_is_no_formula (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name==1+1");
  OK (b, "history", R, "vendor", "V-0001", "--format", "csv");
  assert_contains (b->out, ",name,,'=1+1,");
}

static const Case cases[] = {
  { "new-changed-unchanged", test_new_changed_unchanged },
  { "codes-are-given", test_codes_are_given },
  { "spreadsheets-of-people", test_spreadsheets_of_people },
  { "german-headings-and-forms", test_german_headings_and_forms },
  { "english-labels", test_english_labels },
  { "refused", test_refused },
  { "every-fault-is-named", test_every_fault_is_named },
  { "usage", test_usage },
  { "round-trip", test_round_trip },
  { "line-ends", test_line_ends },
  { "history-is-no-formula", test_history_is_no_formula },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-csv", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
