/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* What the program says of itself, wrong usage, and init. */

static void
test_version (Bench *b, gconstpointer unused)
{
  OK (b, "--version");
  g_assert_true (g_str_has_prefix (b->out, "nachweisctl "));
}

static void
test_help (Bench *b, gconstpointer unused)
{
  static const char *const commands[] = {
    "init", "kinds", "add", "set", "remove", "restore", "link", "unlink", "show", "list", "search",
    "attach", "extract", "import", "export", "report", "check", "history", "verify", "backup", "schema",
  };

  OK (b, "--help");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    assert_contains (b->out, commands[i]);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strconcat ("nachweisctl [OPTION…] ", commands[i], NULL);

      OK (b, "help", commands[i]);
      assert_contains (b->out, usage);
      OK (b, commands[i], "--help");
      assert_contains (b->out, usage);
    }
}

static void
test_common_options_in_help (Bench *b, gconstpointer unused)
{
  OK (b, "help", "list");
  assert_contains (b->out, "--on=DAY");
  assert_contains (b->out, "--lang=LANGUAGE");
  assert_contains (b->out, "--actor=NAME");
  assert_contains (b->out, "--why=TEXT");
}

static void
test_wrong_usage (Bench *b, gconstpointer unused)
{
  FAILS (b, 2, "a command is missing", NULL);
  g_assert_cmpstr (b->out, ==, "");
  FAILS (b, 2, "no command “foo”", "foo");
  FAILS (b, 2, "no command “foo”", "help", "foo");
  FAILS (b, 2, "list takes: REGISTER KIND", "list", "r.nachweis");
  FAILS (b, 2, "list takes: REGISTER KIND", "list", "r.nachweis", "vendor", "more");
  FAILS (b, 2, "nachweisctl help list", "list", "r.nachweis", "vendor", "--nonsense");
  FAILS (b, 2, "no kind “nonsense”", "list", "r.nachweis", "nonsense");
  FAILS (b, 2, "not a day of the calendar", "list", "r.nachweis", "vendor", "--on", "2026-02-30");
  FAILS (b, 2, "choose de or en", "list", "r.nachweis", "vendor", "--lang", "fr");
  FAILS (b, 2, "choose from table, csv, json", "list", "r.nachweis", "vendor", "--format", "xml");
}

static void
test_language (Bench *b, gconstpointer unused)
{
  g_autofree char *english = NULL;

  OK (b, "kinds", "vendor", "--format", "json", "--lang", "en");
  english = g_strdup (b->out);
  OK (b, "kinds", "vendor", "--format", "json", "--lang", "de");
  g_assert_cmpstr (b->out, ==, english);
  OK (b, "--help", "--lang", "de");
  assert_contains (b->out, "Register");
}

static void
test_locale_without_umlauts (Bench *b, gconstpointer unused)
{
  OK (b, "add", "r.nachweis", "vendor", "code=V-1", "name=Größe");
  bench_shell (b, "LC_ALL=C $NACHWEISCTL show r.nachweis vendor V-1");
  assert_contains (b->out, "Größe");
  bench_shell (b, "LC_ALL=C $NACHWEISCTL show r.nachweis vendor V-2");
  assert_contains (b->err, "“V-2”");
}

static void
test_kinds (Bench *b, gconstpointer unused)
{
  OK (b, "kinds", "vendor");
  assert_contains (b->out, "vendor_kind");
  assert_contains (b->out, "cloud,software,hosting");
  OK (b, "kinds", "contract", "--format", "json");
  assert_contains (b->out, "{\"name\": \"annual_value\", \"type\": \"money\"");
  assert_contains (b->out, "\"required\": true");
  FAILS (b, 2, "no kind “vendors”", "kinds", "vendors");
}

static void
test_init (Bench *b, gconstpointer unused)
{
  g_autofree char *listing = NULL;
  g_auto (GStrv) rows = NULL;

  OK (b, "init", "new.nachweis", "--organisation", "Prüf & Söhne", "--land", "BE", "--actor", "Ada");
  OK (b, "show", "new.nachweis", "organisation", "ORG-0001", "--format", "json");
  assert_contains (b->out, "\"name\": \"Prüf & Söhne\"");
  assert_contains (b->out, "\"land\": \"BE\"");
  OK (b, "list", "new.nachweis", "framework", "--fields", "code", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code\r\ndsgvo\r\niso27001\r\nnist-csf\r\ntom\r\n");
  OK (b, "list", "new.nachweis", "requirement", "--where", "framework = iso27001", "--fields", "code", "--format", "csv");
  rows = g_strsplit (b->out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 1 + 123 + 1);
  OK (b, "history", "new.nachweis", "--format", "json");
  assert_contains (b->out, "\"actor\": \"Ada\"");
  listing = bench_listing (b);
  g_assert_cmpstr (listing, ==, "new.nachweis r.nachweis ");
}

static void
test_init_without_catalogues (Bench *b, gconstpointer unused)
{
  OK (b, "init", "new.nachweis", "--organisation", "X", "--catalogues", "");
  OK (b, "list", "new.nachweis", "framework", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  OK (b, "verify", "new.nachweis");
}

static void
test_init_refused (Bench *b, gconstpointer unused)
{
  g_autofree char *before = bench_hash (b, "r.nachweis");
  g_autofree char *after = NULL;

  FAILS (b, 3, "nachweisctl: r.nachweis: the file exists already", "init", "r.nachweis", "--organisation", "X");
  FAILS (b, 2, "--organisation", "init", "new.nachweis");
  FAILS (b, 2, "no built-in catalogue “foo”", "init", "new.nachweis", "--organisation", "X", "--catalogues", "foo");
  FAILS (b, 3, "is not one of", "init", "new.nachweis", "--organisation", "X", "--land", "XX");
  FAILS (b, 3, "must not be empty", "init", "new.nachweis", "--organisation", "");
  FAILS (b, 5, "no such file or folder", "init", "no/such/new.nachweis", "--organisation", "X");
  g_assert_false (bench_has (b, "new.nachweis"));
  after = bench_hash (b, "r.nachweis");
  g_assert_cmpstr (before, ==, after);
}

static void
test_cannot_be_opened (Bench *b, gconstpointer unused)
{
  bench_write (b, "text.nachweis", "this is no register, only some text in a file", -1);
  bench_write (b, "empty.nachweis", "", 0);
  FAILS (b, 4, "nachweisctl: none.nachweis: there is no such file", "list", "none.nachweis", "vendor");
  FAILS (b, 4, "nachweisctl: text.nachweis: this is not a register", "list", "text.nachweis", "vendor");
  FAILS (b, 4, "nachweisctl: empty.nachweis: the file is empty", "add", "empty.nachweis", "vendor", "name=x");
  FAILS (b, 4, "nachweisctl: .: ", "verify", ".");
}

static void
test_newer_register (Bench *b, gconstpointer unused)
{
  gsize length;
  g_autofree char *bytes = bench_read (b, "r.nachweis", &length);

  bytes[63] = 99; /* user_version, big-endian at 60 */
  bench_write (b, "newer.nachweis", bytes, (gssize) length);
  FAILS (b, 4, "newer", "list", "newer.nachweis", "vendor");
}

static void
test_output_cannot_be_written (Bench *b, gconstpointer unused)
{
  static const char *const commands[] = {
    "kinds", "kinds --format json", "schema", "--help", "list r.nachweis requirement", "list r.nachweis requirement --format json",
    "show r.nachweis organisation ORG-0001", "show r.nachweis organisation ORG-0001 --format xml", "verify r.nachweis", "history r.nachweis",
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("$NACHWEISCTL %s > /dev/full", commands[i]);

      bench_shell (b, line);
      g_assert_cmpint (b->status, ==, 5);
      assert_contains (b->err, "nachweisctl: ");
    }
}

static void
test_reader_goes_away (Bench *b, gconstpointer unused)
{
  bench_shell (b, "$NACHWEISCTL list r.nachweis requirement --format json | head -c 10");
  g_assert_cmpstr (b->err, ==, "");
}

static void
test_schema (Bench *b, gconstpointer unused)
{
  OK (b, "schema");
  assert_contains (b->out, "targetNamespace=\"urn:nachweis:register:1\"");
  OK (b, "schema", "report");
  assert_contains (b->out, "targetNamespace=\"urn:nachweis:report:1\"");
  bench_shell (b, "for s in register report; do $NACHWEISCTL schema $s > s.xsd && xmllint --noout s.xsd || exit 9; done");
  g_assert_cmpint (b->status, ==, 0);
  OK (b, "schema", "--format", "sql");
  assert_contains (b->out, "CREATE TABLE \"vendor\"");
  OK (b, "schema", "--format", "json");
  assert_contains (b->out, "\"kind\": \"vendor\"");
  FAILS (b, 2, "choose from xsd, sql, json", "schema", "--format", "yaml");
  FAILS (b, 2, "schema report", "schema", "nonsense");
}

static const Case cases[] = {
  { "version", test_version },
  { "help", test_help },
  { "common-options-in-help", test_common_options_in_help },
  { "wrong-usage", test_wrong_usage },
  { "language", test_language },
  { "locale-without-umlauts", test_locale_without_umlauts },
  { "kinds", test_kinds },
  { "init", test_init },
  { "init-without-catalogues", test_init_without_catalogues },
  { "init-refused", test_init_refused },
  { "cannot-be-opened", test_cannot_be_opened },
  { "newer-register", test_newer_register },
  { "output-cannot-be-written", test_output_cannot_be_written },
  { "reader-goes-away", test_reader_goes_away },
  { "schema", test_schema },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
