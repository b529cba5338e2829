/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* list and search. */

#define R "r.nachweis"

static void
fill (Bench *b)
{
  OK (b, "add", R, "person", "name=Ärmel", "roles=cto;isb", "code=P-1");
  OK (b, "add", R, "vendor", "code=V-1", "name=Größe GmbH", "country=DE", "impact=4", "owner=P-1", "last_review=2026-01-31", "tags=alt;neu");
  OK (b, "add", R, "vendor", "code=V-2", "name=Zwei AG", "country=AT", "impact=2", "last_review=2025-06-30", "city=Straßburg");
  OK (b, "add", R, "vendor", "code=V-3", "name=Ohne", "outsourcing=true");
  OK (b, "add", R, "contract", "code=C-1", "vendor=V-1", "title=Eins", "annual_value=1000.50");
  OK (b, "add", R, "contract", "code=C-2", "vendor=V-2", "title=Zwei", "annual_value=-5");
  OK (b, "add", R, "incident", "code=I-1", "title=Alt", "occurred_at=2025-12-31T23:00:00Z");
  OK (b, "add", R, "evidence", "code=E-1", "title=Abgelaufen", "valid_until=2026-01-31");
  OK (b, "add", R, "evidence", "code=E-2", "title=Gültig", "valid_until=2036-01-31");
}

typedef struct
{
  const char *kind, *where, *codes;
} Question;

static void
test_where (Bench *b, gconstpointer unused)
{
  static const Question questions[] = {
    { "vendor", "country = DE", "V-1" },
    { "vendor", "country=DE", "V-1" },
    { "vendor", "country != DE", "V-2 V-3" },
    { "vendor", "country is empty", "V-3" },
    { "vendor", "country is set", "V-1 V-2" },
    { "vendor", "country =", "V-3" },
    { "vendor", "country !=", "V-1 V-2" },
    { "vendor", "impact < 4", "V-2" },
    { "vendor", "impact <= 4", "V-1 V-2" },
    { "vendor", "impact > 2", "V-1" },
    { "vendor", "impact >= 2", "V-1 V-2" },
    { "vendor", "last_review < 2026-01-01", "V-2" },
    { "vendor", "last_review >= 2026-01-31", "V-1" },
    { "vendor", "name ~ gmbh", "V-1" },
    { "vendor", "name ~ GRÖSSE", "V-1" },
    { "vendor", "owner = P-1", "V-1" },
    { "vendor", "owner != P-1", "V-2 V-3" },
    { "vendor", "outsourcing = true", "V-3" },
    { "vendor", "tags ~ neu", "V-1" },
    { "contract", "vendor = V-2", "C-2" },
    { "contract", "annual_value = 1000.5", "C-1" },
    { "contract", "annual_value < 0", "C-2" },
    { "person", "roles ~ isb", "P-1" },
    { "person", "roles = isb;cto", "P-1" },
    { "person", "roles = isb", "" },
    { "incident", "occurred_at < 2026-01-01T00:00:00+01:00", "" },
    { "incident", "occurred_at < 2026-01-01T00:00:01+01:00", "I-1" },
    { "evidence", "state = expired", "E-1" },
    { "evidence", "state != expired", "E-2" },
  };

  fill (b);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_auto (GStrv) codes = g_strsplit (questions[i].codes, " ", -1);
      g_autofree char *joined = g_strjoinv ("\r\n", codes);
      g_autofree char *expected = g_strdup_printf ("code\r\n%s%s", joined, *joined != '\0' ? "\r\n" : "");

      OK (b, "list", R, questions[i].kind, "--where", questions[i].where, "--fields", "code", "--format", "csv", "--on", "2026-06-30");
      if (strcmp (b->out, expected) != 0)
        g_error ("%s: %s", questions[i].where, b->out);
    }
}

static void
test_where_several (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "list", R, "vendor", "--where", "country is set", "--where", "impact < 4", "--fields", "code", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code\r\nV-2\r\n");
}

static void
test_computed_on_a_day (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "list", R, "evidence", "--where", "state = expired", "--fields", "code", "--format", "csv", "--on", "2026-01-31");
  g_assert_cmpstr (b->out, ==, "code\r\n");
  OK (b, "list", R, "evidence", "--where", "state = expired", "--fields", "code", "--format", "csv", "--on", "2026-02-01");
  g_assert_cmpstr (b->out, ==, "code\r\nE-1\r\n");
}

static void
test_where_refused (Bench *b, gconstpointer unused)
{
  FAILS (b, 2, "write FIELD OP VALUE", "list", R, "vendor", "--where", "name");
  FAILS (b, 2, "write FIELD OP VALUE", "list", R, "vendor", "--where", "name is full");
  FAILS (b, 2, "no field “nonsense”", "list", R, "vendor", "--where", "nonsense = 1");
  FAILS (b, 2, "no field “”", "list", R, "vendor", "--where", "");
  FAILS (b, 2, "not a number", "list", R, "vendor", "--where", "impact = many");
  FAILS (b, 2, "not a number", "list", R, "vendor", "--where", "impact == 3");
  FAILS (b, 2, "a value is missing", "list", R, "vendor", "--where", "impact >");
  FAILS (b, 2, "a value is missing", "list", R, "vendor", "--where", "name ~ ");
  FAILS (b, 2, "calendar", "list", R, "vendor", "--where", "last_review < 2026-02-30");
  FAILS (b, 2, "is not one of", "list", R, "evidence", "--where", "state = nonsense");
}

static void
test_sort (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "list", R, "vendor", "--sort", "-impact", "--fields", "code", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code\r\nV-1\r\nV-2\r\nV-3\r\n");
  OK (b, "list", R, "contract", "--sort", "annual_value", "--fields", "code", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code\r\nC-2\r\nC-1\r\n");
  OK (b, "list", R, "vendor", "--sort", "outsourcing, -name", "--fields", "code", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code\r\nV-3\r\nV-2\r\nV-1\r\n");
  FAILS (b, 2, "no field “nonsense”", "list", R, "vendor", "--sort", "nonsense");
}

static void
test_fields_and_limit (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "list", R, "vendor", "--fields", "name, code", "--limit", "1", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "name,code\r\nGröße GmbH,V-1\r\n");
  OK (b, "list", R, "vendor", "--limit", "0", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  FAILS (b, 2, "--fields is empty", "list", R, "vendor", "--fields", "");
  FAILS (b, 2, "no field “nonsense”", "list", R, "vendor", "--fields", "code,nonsense");
  FAILS (b, 2, "--limit -3", "list", R, "vendor", "--limit", "-3");
  FAILS (b, 2, "--limit", "list", R, "vendor", "--limit", "many");
}

static void
test_formats (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "list", R, "contract", "--where", "code = C-1", "--fields", "code,vendor,annual_value,evidence,signed_on", "--format", "json");
  assert_contains (b->out, "\"code\": \"C-1\", \"vendor\": \"V-1\", \"annual_value\": \"1000.50\", \"evidence\": [], \"signed_on\": null}\n]\n");
  OK (b, "list", R, "contract", "--where", "code = C-1", "--fields", "code,annual_value", "--lang", "de");
  assert_contains (b->out, "1.000,50");
  OK (b, "list", R, "contract", "--where", "code = C-1", "--fields", "code,annual_value", "--lang", "de", "--format", "csv");
  g_assert_cmpstr (b->out, ==, "code,annual_value\r\nC-1,1000.50\r\n");
}

static gboolean
finds (Bench *b, const char *words, const char *code)
{
  g_autofree char *quoted = g_strdup_printf ("\"code\": \"%s\"", code);

  OK (b, "search", R, "--format", "json", "--", words);
  return strstr (b->out, quoted) != NULL;
}

static void
test_search (Bench *b, gconstpointer unused)
{
  static const char *const found[] = { "Größe", "groesse", "GRÖSSE", "grö", "gross", "\"Größe GmbH\"", "GmbH größe", "V-1" };

  fill (b);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    if (!finds (b, found[i], "V-1"))
      g_error ("%s does not find it: %s", found[i], b->out);
  g_assert_true (finds (b, "strassburg", "V-2"));
  g_assert_true (finds (b, "Straßb", "V-2"));
  g_assert_false (finds (b, "Größe nirgends", "V-1"));
  OK (b, "search", R, "Größe", "GmbH");
  assert_contains (b->out, "V-1");
}

/* Whatever is typed is words, never the language of the index. */
static void
test_search_is_no_language (Bench *b, gconstpointer unused)
{
  static const char *const words[] = {
    "Größe OR Ohne", "Größe AND GmbH", "NOT Ohne", "NEAR(Größe GmbH)", "*", "-", "\"", "'", "(", ")", "name:Größe",
    "^Größe", "{a b}", "a + b", "", " ", "%", "\xff", "; DROP TABLE vendor", "日本",
  };

  fill (b);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    OK (b, "search", R, "--format", "json", "--", words[i]);
  g_assert_false (finds (b, "Größe OR Ohne", "V-3"));
}

static void
test_search_follows_changes (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "set", R, "vendor", "V-1", "name=Anders");
  g_assert_false (finds (b, "Größe", "V-1"));
  g_assert_true (finds (b, "anders", "V-1"));
  OK (b, "remove", R, "vendor", "V-1");
  g_assert_false (finds (b, "anders", "V-1"));
  OK (b, "restore", R, "vendor", "V-1");
  g_assert_true (finds (b, "anders", "V-1"));
}

static void
test_search_options (Bench *b, gconstpointer unused)
{
  fill (b);
  OK (b, "search", R, "zwei", "--limit", "1", "--format", "json");
  g_assert_cmpuint (g_strstr_len (b->out, -1, "},") == NULL, ==, TRUE);
  OK (b, "search", R, "zwei", "--limit", "0", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  FAILS (b, 2, "--limit -1", "search", R, "zwei", "--limit", "-1");
  FAILS (b, 2, "choose from table, json", "search", R, "zwei", "--format", "csv");
  FAILS (b, 2, "search takes", "search", R);
}

static const Case cases[] = {
  { "where", test_where },
  { "where-several", test_where_several },
  { "computed-on-a-day", test_computed_on_a_day },
  { "where-refused", test_where_refused },
  { "sort", test_sort },
  { "fields-and-limit", test_fields_and_limit },
  { "formats", test_formats },
  { "search", test_search },
  { "search-is-no-language", test_search_is_no_language },
  { "search-follows-changes", test_search_follows_changes },
  { "search-options", test_search_options },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-list", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
