/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* add, set, remove, restore, link, unlink, show, attach, extract. */

#define R "r.nachweis"

static void
test_add (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=Größe & Söhne", "country=DE", "remarks=a=b=c");
  g_assert_cmpstr (b->out, ==, "V-0001\n");
  OK (b, "add", R, "vendor", "code=ACME", "name=Zweite");
  g_assert_cmpstr (b->out, ==, "ACME\n");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"name\": \"Größe & Söhne\"");
  assert_contains (b->out, "\"remarks\": \"a=b=c\"");
  assert_contains (b->out, "\"city\": null");
}

/* Blanks say nothing, whichever way they come in. */
static void
test_blank (Bench *b, gconstpointer unused)
{
  g_autofree char *text = NULL;

  OK (b, "add", R, "vendor", "name=Eins", "city=x", "remarks=  ");
  OK (b, "set", R, "vendor", "V-0001", "city= \t");
  bench_write (b, "v.csv", "code,name,city,remarks\nV-2,Zwei,  ,\" \n\"\n", -1);
  OK (b, "import", R, "v.csv", "--as", "vendor");
  OK (b, "list", R, "vendor", "--fields", "code,city,remarks", "--format", "json");
  assert_contains (b->out, "\"city\": null, \"remarks\": null");
  assert_lacks (b->out, "\"  \"");
  FAILS (b, 3, "must not be empty", "add", R, "vendor", "name=  ");
  OK (b, "export", R, "vendor", "--output", "out.csv");
  text = bench_read (b, "out.csv", NULL);
  assert_lacks (text, ",  ,");
}

typedef struct
{
  const char *kind, *pair, *message;
  int         status;
} Refusal;

/* One bad pair each; the rest of the record is in order. */
static void
test_bad_values (Bench *b, gconstpointer unused)
{
  static const Refusal refusals[] = {
    { "vendor", "country=XX", "ISO 3166-1", 3 },
    { "vendor", "website=foo", "web address", 3 },
    { "vendor", "contact_email=foo", "e-mail address", 3 },
    { "vendor", "vendor_kind=nonsense", "is not one of: cloud", 3 },
    { "vendor", "impact=5", "is outside 0 to 4", 3 },
    { "vendor", "impact=1.5", "whole number", 3 },
    { "vendor", "outsourcing=ja", "neither true nor false", 3 },
    { "vendor", "last_review=2026-02-30", "not a day of the calendar", 3 },
    { "vendor", "last_review=31.12.2026", "write it as 2026-12-31", 3 },
    { "vendor", "owner=P-9999", "no person with the code “P-9999”", 3 },
    { "vendor", "tier=1", "is computed", 3 },
    { "vendor", "city=two\nlines", "line break", 3 },
    { "vendor", "city=\xff", "UTF-8", 3 },
    { "vendor", "city=\x01", "U+0001", 3 },
    { "vendor", "code=a;b", "no semicolon", 3 },
    { "vendor", "nonsense=1", "kinds vendor lists them", 2 },
    { "vendor", "uuid=1", "kinds vendor lists them", 2 },
    { "vendor", "name", "FIELD=VALUE", 2 },
    { "vendor", "=x", "no field “”", 2 },
    { "person", "roles=cto;nonsense", "is not one of: cto", 3 },
    { "nonsense", "name=x", "no kind “nonsense”", 2 },
  };
  g_autofree char *before = bench_hash (b, R);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    FAILS (b, refusals[i].status, refusals[i].message, "add", R, refusals[i].kind, "name=X", refusals[i].pair);
  FAILS (b, 3, "must not be empty", "add", R, "vendor", "country=DE");
  FAILS (b, 3, "exactly one", "add", R, "organisation", "name=second");
  FAILS (b, 3, "put them in order", "add", R, "person", "name=X", "active_from=2026-05-01", "active_to=2026-01-01");
  after = bench_hash (b, R);
  g_assert_cmpstr (before, ==, after);
}

static void
test_bad_amounts (Bench *b, gconstpointer unused)
{
  static const char *const bad[][2] = {
    { "annual_value=1.234,50", "not a number" }, { "annual_value=1e5", "not a number" },          { "annual_value=1.234", "two digits" },
    { "annual_value=--1", "not a number" },      { "annual_value=1,5", "not a number" },          { "annual_value= 1", "not a number" },
    { "annual_value=.5", "not a number" },       { "annual_value=99999999999999999", "15 digits" },
  };

  OK (b, "add", R, "vendor", "name=X");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    FAILS (b, 3, bad[i][1], "add", R, "contract", "vendor=V-0001", "title=T", bad[i][0]);
  FAILS (b, 3, "no vendor with the code “V-9”", "add", R, "contract", "vendor=V-9", "title=T");
}

static void
test_every_type (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "person", "name=P", "roles=isb;cto", "email=a@b.example", "tags=x;y", "active_from=2026-01-31");
  OK (b, "add", R, "vendor", "name=V", "website=https://v.example", "outsourcing=true", "impact=4", "owner=P-0001");
  OK (b, "add", R, "contract", "vendor=V-0001", "title=T", "annual_value=-1234.5", "index_cap_percent=2.50");
  OK (b, "add", R, "incident", "title=I", "occurred_at=2026-12-31T23:59:59+02:00");
  OK (b, "show", R, "person", "P-0001", "--format", "json");
  assert_contains (b->out, "\"roles\": [\"cto\", \"isb\"]");
  assert_contains (b->out, "\"tags\": [\"x\", \"y\"]");
  assert_contains (b->out, "\"active_from\": \"2026-01-31\"");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"outsourcing\": true");
  assert_contains (b->out, "\"impact\": 4");
  assert_contains (b->out, "\"owner\": \"P-0001\"");
  OK (b, "show", R, "contract", "C-0001", "--format", "json");
  assert_contains (b->out, "\"annual_value\": \"-1234.50\"");
  assert_contains (b->out, "\"index_cap_percent\": \"2.5\"");
  OK (b, "show", R, "incident", "INC-0001", "--format", "json");
  assert_contains (b->out, "\"occurred_at\": \"2026-12-31T21:59:59Z\"");
}

static void
test_set (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=Alt", "country=DE");
  OK (b, "set", R, "vendor", "V-0001", "name=Neu", "country=", "code=V-7");
  OK (b, "show", R, "vendor", "V-7", "--format", "json");
  assert_contains (b->out, "\"name\": \"Neu\"");
  assert_contains (b->out, "\"country\": null");
  FAILS (b, 3, "nachweisctl: r.nachweis: there is no vendor with the code “V-0001”", "set", R, "vendor", "V-0001", "name=x");
  FAILS (b, 3, "must not be empty", "set", R, "vendor", "V-7", "name=");
  FAILS (b, 2, "set takes", "set", R, "vendor", "V-7");
  OK (b, "add", R, "vendor", "name=Zweite", "code=V-8");
  FAILS (b, 3, "V-7", "set", R, "vendor", "V-8", "code=V-7");
}

static void
test_all_or_nothing (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=Alt");
  FAILS (b, 3, "ISO 3166-1", "set", R, "vendor", "V-0001", "name=Neu", "country=XX");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"name\": \"Alt\"");
}

/* What a parent brings is there already, and is a closed list. */
static void
test_brought (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=X");
  OK (b, "add", R, "dpa", "vendor=V-0001", "title=AVV");
  FAILS (b, 3, "exists already: change it with “set dpa_item AVV-0001/V01”", "add", R, "dpa_item", "dpa=AVV-0001", "item=V01");
  FAILS (b, 3, "choose from V01 to V28", "add", R, "dpa_item", "dpa=AVV-0001", "item=V29");
  FAILS (b, 3, "always applies", "set", R, "dpa_item", "AVV-0001/V01", "state=not_applicable");
}

/* A figure that is no number would make results unknown without a word. */
static void
test_legal_figures (Bench *b, gconstpointer unused)
{
  static const char *const bad[] = { "value=abc", "value=-5", "value=1,5", "value=1.5", "value=1 month" };

  OK (b, "add", R, "legal_parameter", "code=L", "key=own.months", "value=3", "unit=months");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    FAILS (b, 3, "a figure in months is a whole number", "set", R, "legal_parameter", "L", bad[i]);
  OK (b, "set", R, "legal_parameter", "L", "value=0");
  OK (b, "set", R, "legal_parameter", "L", "value=1.5", "unit=percent");
  FAILS (b, 3, "a figure in percent is a number", "set", R, "legal_parameter", "L", "value=1,5");
  OK (b, "set", R, "legal_parameter", "L", "value=none", "unit=rule");
  OK (b, "set", R, "legal_parameter", "L", "value=");
}

static void
test_remove (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=X");
  OK (b, "remove", R, "vendor", "V-0001");
  OK (b, "list", R, "vendor", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  OK (b, "list", R, "vendor", "--deleted", "--format", "json");
  assert_contains (b->out, "\"deleted\": true");
  FAILS (b, 0, "deleted already", "remove", R, "vendor", "V-0001");
  FAILS (b, 3, "code is taken", "add", R, "vendor", "code=V-0001", "name=Y");
  OK (b, "restore", R, "vendor", "V-0001");
  FAILS (b, 0, "is not deleted", "restore", R, "vendor", "V-0001");
  OK (b, "show", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"deleted\": false");
  FAILS (b, 3, "no vendor with the code “V-9”", "remove", R, "vendor", "V-9");
}

static void
test_links (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "evidence", "title=A");
  OK (b, "add", R, "evidence", "title=B");
  OK (b, "add", R, "audit", "title=T");
  OK (b, "link", R, "audit", "AU-0001", "evidence", "EV-0001", "EV-0002", "EV-0001");
  OK (b, "show", R, "audit", "AU-0001", "--format", "json");
  assert_contains (b->out, "\"evidence\": [\"EV-0001\", \"EV-0002\"]");
  OK (b, "unlink", R, "audit", "AU-0001", "evidence", "EV-0001");
  OK (b, "show", R, "audit", "AU-0001", "--format", "json");
  assert_contains (b->out, "\"evidence\": [\"EV-0002\"]");
  OK (b, "show", R, "evidence", "EV-0002");
  assert_contains (b->out, "AU-0001");
  FAILS (b, 2, "no list of references “title”", "link", R, "audit", "AU-0001", "title", "EV-0001");
  FAILS (b, 3, "“EV-9”", "link", R, "audit", "AU-0001", "evidence", "EV-0001", "EV-9");
  OK (b, "set", R, "audit", "AU-0001", "evidence=EV-0001;EV-0002");
  OK (b, "set", R, "audit", "AU-0001", "evidence=");
  OK (b, "show", R, "audit", "AU-0001", "--format", "json");
  assert_contains (b->out, "\"evidence\": []");
}

static void
test_show (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=A&B", "remarks=two\nlines");
  OK (b, "show", R, "vendor", "V-0001");
  assert_contains (b->out, "Vendor V-0001");
  OK (b, "show", R, "vendor", "V-0001", "--format", "xml");
  assert_contains (b->out, "<name>A&amp;B</name>");
  FAILS (b, 1, "no vendor with the code “V-9”", "show", R, "vendor", "V-9");
  FAILS (b, 2, "choose from text, json, xml", "show", R, "vendor", "V-0001", "--format", "csv");
}

static void
test_attach (Bench *b, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  gsize length;

  bench_write (b, "proof.bin", "a\0b\xff", 4);
  OK (b, "add", R, "audit", "title=T");
  OK (b, "attach", R, "audit", "AU-0001", "proof.bin", "--title", "Nachweis", "--collected-on", "2026-01-31");
  g_assert_cmpstr (b->out, ==, "EV-0001\n");
  OK (b, "show", R, "evidence", "EV-0001", "--format", "json");
  assert_contains (b->out, "\"file_name\": \"proof.bin\"");
  assert_contains (b->out, "\"collected_on\": \"2026-01-31\"");
  assert_contains (b->out, "\"size\": 4");
  OK (b, "show", R, "audit", "AU-0001", "--format", "json");
  assert_contains (b->out, "\"evidence\": [\"EV-0001\"]");
  OK (b, "extract", R, "evidence", "EV-0001", "--output", "again.bin");
  bytes = bench_read (b, "again.bin", &length);
  g_assert_cmpmem (bytes, length, "a\0b\xff", 4);
  OK (b, "attach", R, "audit", "AU-0001", "proof.bin", "--on", "2026-06-30");
  OK (b, "show", R, "evidence", "EV-0002", "--format", "json");
  assert_contains (b->out, "\"collected_on\": \"2026-06-30\"");
}

static void
test_attach_refused (Bench *b, gconstpointer unused)
{
  g_autofree char *before = NULL, *after = NULL;

  OK (b, "add", R, "audit", "title=T");
  OK (b, "add", R, "evidence", "title=E");
  bench_write (b, "proof", "x", 1);
  before = bench_hash (b, R);
  bench_shell (b, "ln -s proof link; mkfifo pipe; truncate -s 70000000 big");
  FAILS (b, 5, "nothing", "attach", R, "audit", "AU-0001", "nothing");
  FAILS (b, 3, "not a regular file", "attach", R, "audit", "AU-0001", ".");
  FAILS (b, 3, "not a regular file", "attach", R, "audit", "AU-0001", "pipe");
  FAILS (b, 3, "this is a link", "attach", R, "audit", "AU-0001", "link");
  FAILS (b, 3, "64 MiB", "attach", R, "audit", "AU-0001", "big");
  FAILS (b, 3, "calendar", "attach", R, "audit", "AU-0001", "proof", "--collected-on", "2026-02-30");
  FAILS (b, 2, "takes no evidence", "attach", R, "organisation", "ORG-0001", "proof");
  FAILS (b, 3, "“AU-9”", "attach", R, "audit", "AU-9", "proof");
  FAILS (b, 2, "--output", "extract", R, "evidence", "EV-0001");
  FAILS (b, 1, "has no file", "extract", R, "evidence", "EV-0001", "--output", "x");
  FAILS (b, 2, "only evidence", "extract", R, "audit", "AU-0001", "--output", "x");
  after = bench_hash (b, R);
  g_assert_cmpstr (before, ==, after);
}

static void
test_extract_refused (Bench *b, gconstpointer unused)
{
  g_autofree char *kept = NULL;

  OK (b, "add", R, "audit", "title=T");
  bench_write (b, "proof", "x", 1);
  OK (b, "attach", R, "audit", "AU-0001", "proof");
  bench_write (b, "there", "mine", 4);
  FAILS (b, 3, "exists already", "extract", R, "evidence", "EV-0001", "--output", "there");
  FAILS (b, 3, "exists already", "extract", R, "evidence", "EV-0001", "--output", R);
  FAILS (b, 5, "no/such/file", "extract", R, "evidence", "EV-0001", "--output", "no/such/file");
  kept = bench_read (b, "there", NULL);
  g_assert_cmpstr (kept, ==, "mine");
}

static const Case cases[] = {
  { "add", test_add },
  { "blank", test_blank },
  { "bad-values", test_bad_values },
  { "bad-amounts", test_bad_amounts },
  { "every-type", test_every_type },
  { "set", test_set },
  { "all-or-nothing", test_all_or_nothing },
  { "brought", test_brought },
  { "legal-figures", test_legal_figures },
  { "remove", test_remove },
  { "links", test_links },
  { "show", test_show },
  { "attach", test_attach },
  { "attach-refused", test_attach_refused },
  { "extract-refused", test_extract_refused },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-records", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
