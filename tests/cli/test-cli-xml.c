/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* XML: export, import, report, check; OSCAL catalogues. */

#define R "r.nachweis"

/* Without what says which history it came from, and the digest over that. */
static char *
masked (Bench *b, const char *name)
{
  g_autofree char *text = bench_read (b, name, NULL);
  g_autoptr (GRegex) regex = g_regex_new (" history-(log|seq|head)=\"[^\"]*\"|<digest .*</digest>", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

/* @other holds what the register of @name was exported from. */
static void
assert_same_register (Bench *b, const char *document, const char *other)
{
  g_autofree char *first = NULL, *second = NULL;

  OK (b, "export", other, "--output", "again.xml");
  first = masked (b, document);
  second = masked (b, "again.xml");
  g_assert_true (strcmp (first, second) == 0);
  OK (b, "verify", other);
}

static void
fill (Bench *b)
{
  bench_write (b, "proof.pdf", "bytes of a file", -1);
  OK (b, "add", R, "person", "name=Ärmel", "roles=cto;isb");
  OK (b, "add", R, "vendor", "name=Größe <&> \"GmbH\"", "remarks=two\nlines", "owner=P-0001");
  OK (b, "add", R, "vendor", "name=Gone");
  OK (b, "add", R, "contract", "vendor=V-0001", "title=T", "annual_value=-0.05");
  OK (b, "remove", R, "vendor", "V-0002");
  OK (b, "attach", R, "contract", "C-0001", "proof.pdf");
  OK (b, "set", R, "organisation", "ORG-0001", "sector=IT");
  OK (b, "set", R, "assessment", "dsgvo:G01", "status=partial", "implementation=Halb");
}

static void
test_into_fresh_register (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "export", R, "--output", "r.xml");
  OK (b, "init", "new.nachweis", "--organisation", "Somebody else", "--catalogues", "dsgvo");
  OK (b, "import", "new.nachweis", "r.xml");
  assert_same_register (b, "r.xml", "new.nachweis");
  OK (b, "extract", "new.nachweis", "evidence", "EV-0001", "--output", "proof.again");
}

static void
test_into_register_without_catalogues (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "export", R, "--output", "r.xml");
  OK (b, "init", "new.nachweis", "--organisation", "X", "--catalogues", "");
  OK (b, "import", "new.nachweis", "r.xml");
  assert_same_register (b, "r.xml", "new.nachweis");
}

static void
test_sample_into_fresh_register (Bench *b, gconstpointer unused)
{
  OK (b, "init", "sample.nachweis", "--organisation", "X", "--sample");
  OK (b, "export", "sample.nachweis", "--output", "s.xml");
  OK (b, "check", "s.xml");
  OK (b, "init", "new.nachweis", "--organisation", "X");
  OK (b, "import", "new.nachweis", "s.xml");
  assert_same_register (b, "s.xml", "new.nachweis");
  OK (b, "import", "sample.nachweis", "s.xml");
  assert_contains (b->out, "new: 0, changed: 0,");
}

static void
test_merge (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "export", R, "--output", "r.xml");
  OK (b, "set", R, "vendor", "V-0001", "city=Bonn", "name=Later");
  OK (b, "add", R, "vendor", "name=Only here", "code=V-9");
  OK (b, "import", R, "r.xml", "--dry-run");
  assert_contains (b->out, "changed: 1,");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"Later\"");
  OK (b, "import", R, "r.xml");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"city\": null");
  OK (b, "show", R, "vendor", "V-9");
}

/* Changes the document by an expression of sed. */
static void
spoil (Bench *b, const char *expression)
{
  g_autofree char *command = g_strdup_printf ("sed '%s' r.xml > bad.xml", expression);

  bench_shell (b, command);
  g_assert_cmpint (b->status, ==, 0);
}

static void
test_import_refused (Bench *b, gconstpointer unused)
{
  static const struct { const char *expression; int status; } spoilt[] = {
    { "s/two/ten/", 1 },
    { "s/<name>Gone</<name>Went</", 1 },
    { "s/urn:nachweis:register:1/urn:nachweis:register:9/", 3 },
    { "s/<vendor /<vender /", 3 },
    { "$d", 3 },
    { "1s/^/<!DOCTYPE x [<!ENTITY a \"b\">]>/", 3 },
    { "s/<digest .*<.digest>//", 3 },
    { "1s/^/garbage/", 3 },
  };
  g_autofree char *before = NULL, *after = NULL;

  fill (b);
  OK (b, "export", R, "--output", "r.xml");
  OK (b, "set", R, "vendor", "V-0001", "name=Later");
  before = bench_hash (b, R);
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      spoil (b, spoilt[i].expression);
      FAILS (b, spoilt[i].status, "nachweisctl: bad.xml: ", "import", R, "bad.xml");
    }
  bench_shell (b, "mkfifo pipe");
  FAILS (b, 5, "pipe", "import", R, "pipe");
  FAILS (b, 5, "none.xml", "import", R, "none.xml");
  FAILS (b, 2, "leave out --as", "import", R, "r.xml", "--as", "vendor");
  after = bench_hash (b, R);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export_target (Bench *b, gconstpointer unused)
{
  g_autofree char *listing = NULL;

  bench_shell (b, "cp r.nachweis other.xml; ln -s nowhere link.xml; mkdir folder.xml");
  FAILS (b, 5, "no/r.xml", "export", R, "--output", "no/r.xml");
  bench_run (b, WORDS ("export", R, "--output", "folder.xml"));
  g_assert_cmpint (b->status, !=, 0);
  bench_run (b, WORDS ("export", R, "--output", "link.xml"));
  g_assert_cmpint (b->status, !=, 0);
  bench_run (b, WORDS ("report", R, "--kind", "soa", "--output", R));
  g_assert_cmpint (b->status, !=, 0);
  OK (b, "verify", R);
  listing = bench_listing (b);
  g_assert_cmpstr (listing, ==, "folder.xml link.xml other.xml r.nachweis ");
}

static void
test_report (Bench *b, gconstpointer unused)
{
  static const char *const kinds[] = { "iso-audit", "soa" };

  OK (b, "init", "sample.nachweis", "--organisation", "X", "--sample");
  bench_shell (b, "$NACHWEISCTL schema report > p.xsd");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *first = NULL, *second = NULL;

      OK (b, "report", "sample.nachweis", "--kind", kinds[i], "--format", "xml", "--output", "1.xml", "--on", "2026-06-30", "--lang", "de");
      assert_contains (b->out, "SHA-256");
      OK (b, "report", "sample.nachweis", "--kind", kinds[i], "--output", "2.xml", "--on", "2026-06-30", "--lang", "de");
      first = bench_hash (b, "1.xml");
      second = bench_hash (b, "2.xml");
      g_assert_cmpstr (first, ==, second);
      OK (b, "check", "1.xml");
      assert_contains (b->out, "OK: ");
      bench_shell (b, "xmllint --noout --schema p.xsd 1.xml && xmllint --c14n 1.xml | cmp - 1.xml");
      g_assert_cmpint (b->status, ==, 0);
    }
}

static void
test_report_usage (Bench *b, gconstpointer unused)
{
  FAILS (b, 2, "--kind KIND and --output FILE", "report", R, "--kind", "soa");
  FAILS (b, 2, "--kind KIND and --output FILE", "report", R, "--output", "x.xml");
  FAILS (b, 2, "no report “nonsense”", "report", R, "--kind", "nonsense", "--output", "x.xml");
  FAILS (b, 2, "choose from xml", "report", R, "--kind", "soa", "--format", "docx", "--output", "x.xml");
  FAILS (b, 2, "is not a period", "report", R, "--kind", "iso-audit", "--period", "2026-12-31..2026-01-01", "--output", "x.xml");
  FAILS (b, 3, "no framework with the code “nonsense”", "report", R, "--kind", "soa", "--framework", "nonsense", "--output", "x.xml");
  FAILS (b, 5, "no/x.xml", "report", R, "--kind", "soa", "--framework", "dsgvo", "--output", "no/x.xml");
  g_assert_false (bench_has (b, "x.xml"));
}

/* Whatever byte of the content is another one, the answer is no. */
static void
test_check_finds_every_byte (Bench *b, gconstpointer unused)
{
  g_autofree char *text = NULL;
  gsize length;

  OK (b, "report", R, "--kind", "soa", "--framework", "dsgvo", "--output", "r.xml");
  text = bench_read (b, "r.xml", &length);
  for (gsize at = 1; at < length; at += length / 97)
    {
      char byte = text[at];

      text[at] = byte == 'x' ? 'y' : 'x';
      bench_write (b, "bad.xml", text, (gssize) length);
      text[at] = byte;
      FAILS (b, 1, "nachweisctl: bad.xml: ", "check", "bad.xml");
    }
}

static void
test_check (Bench *b, gconstpointer unused)
{
  OK (b, "report", R, "--kind", "soa", "--framework", "dsgvo", "--output", "r.xml");
  bench_shell (b, "xmllint --c14n r.xml > same.xml; xmllint --format r.xml > other.xml; head -c 3000 r.xml > half.xml; : > empty.xml");
  OK (b, "check", "same.xml");
  FAILS (b, 1, "not what was written", "check", "other.xml");
  FAILS (b, 1, "half.xml", "check", "half.xml");
  FAILS (b, 1, "empty.xml", "check", "empty.xml");
  FAILS (b, 1, "no report", "check", R);
  FAILS (b, 5, "none.xml", "check", "none.xml");
  FAILS (b, 2, "check takes", "check");
}

static void
test_oscal (Bench *b, gconstpointer unused)
{
  g_autofree char *file = g_build_filename (SHARED_DIR, "oscal", "catalogues", "NIST_SP-800-53_rev5_2020_catalog.xml", NULL);

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no catalogue here");
      return;
    }
  bench_run (b, WORDS ("import", R, file, "--dry-run"));
  g_assert_cmpint (b->status, ==, 0);
  assert_contains (b->out, "dry run");
  bench_run (b, WORDS ("import", R, file));
  g_assert_cmpint (b->status, ==, 0);
  OK (b, "search", R, "least privilege", "--format", "json");
  assert_contains (b->out, "\"kind\": \"requirement\"");
  OK (b, "verify", R);
}

static const Case cases[] = {
  { "into-fresh-register", test_into_fresh_register },
  { "into-register-without-catalogues", test_into_register_without_catalogues },
  { "sample-into-fresh-register", test_sample_into_fresh_register },
  { "merge", test_merge },
  { "import-refused", test_import_refused },
  { "export-target", test_export_target },
  { "report", test_report },
  { "report-usage", test_report_usage },
  { "check-finds-every-byte", test_check_finds_every_byte },
  { "check", test_check },
  { "oscal", test_oscal },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-xml", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
