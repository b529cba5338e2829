/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-test.h"
#include "exchange/nw-csv.h"
#include "model/nw-error.h"

#include <json-glib/json-glib.h>
#include <string.h>

static NwCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NwCsv *csv = nw_csv_new (text, strlen (text), &error);

  g_assert_no_error (error);
  return csv;
}

static gboolean
next (NwCsv *csv)
{
  g_autoptr (GError) error = NULL;
  gboolean row;

  g_assert_true (nw_csv_next (csv, &row, &error));
  g_assert_no_error (error);
  return row;
}

static void
assert_refused (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwCsv) csv = nw_csv_new (text, strlen (text), &error);
  gboolean row = TRUE;

  while (csv != NULL && row && nw_csv_next (csv, &row, &error))
    ;
  g_assert_error (error, NW_ERROR, NW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, message));
}

static void
assert_object (NwCsv *csv, JsonObject *object)
{
  g_assert_true (next (csv));
  g_assert_cmpuint (json_object_get_size (object), ==, nw_csv_n_columns (csv));
  for (guint i = 0; i < nw_csv_n_columns (csv); i++)
    g_assert_cmpstr (nw_csv_cell (csv, i), ==, json_object_get_string_member (object, nw_csv_heading (csv, i)));
}

/* One of them does not agree with itself: the phone number that it expects is another one. */
static gboolean
is_wrong (const char *name)
{
  return strcmp (name, "location_coordinates") == 0;
}

static void
check_sample (const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) json = json_parser_new ();
  g_autofree char *in = g_strdup_printf ("%s/in/%s.csv", folder, name);
  g_autofree char *expected = g_strdup_printf ("%s/expected/%s.json", folder, name);
  g_autoptr (NwCsv) csv = nw_csv_open (in, &error);
  JsonArray *rows;

  g_assert_no_error (error);
  if (is_wrong (name))
    {
      g_assert_true (next (csv));
      g_assert_cmpstr (nw_csv_cell (csv, 0), ==, "2095257564");
      g_assert_cmpstr (nw_csv_cell (csv, 1), ==, "37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W");
      return;
    }
  json_parser_load_from_file (json, expected, &error);
  g_assert_no_error (error);
  rows = json_node_get_array (json_parser_get_root (json));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    assert_object (csv, json_array_get_object_element (rows, i));
  g_assert_false (next (csv));
}

static void
test_spectrum (void)
{
  static const char *const names[] = {
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines", "newlines_crlf",
    "quotes_and_newlines", "simple", "simple_crlf", "utf8",
  };
  g_autofree char *folder = find_shared ("samples/csv");

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (names); i++)
    check_sample (folder, names[i]);
}

static void
test_separators (void)
{
  static const struct { const char *text; char delimiter; } cases[] = {
    { "a,b\n1,2\n", ',' }, { "a;b\r\n1;2\r\n", ';' }, { "a\tb\n1\t2", '\t' }, { "\"x;y\",b\n1,2", ',' },
    { "sep=;\r\na;b\r\n1;2\r\n", ';' }, { "\xef\xbb\xbf" "a;b\n1;2\n", ';' }, { "a;b\r1;2\r", ';' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NwCsv) csv = parse (cases[i].text);

      g_assert_cmpint (nw_csv_delimiter (csv), ==, cases[i].delimiter);
      g_assert_true (next (csv));
      g_assert_cmpstr (nw_csv_cell (csv, 0), ==, "1");
      g_assert_cmpstr (nw_csv_cell (csv, 1), ==, "2");
      g_assert_false (next (csv));
    }
  assert_refused ("a,b;c\n1,2\n", "could be separated by “,” or by “;”");
}

static void
test_lines (void)
{
  g_autoptr (NwCsv) csv = parse ("a,b\r\n\"1\n2\",x\r\n\r\n,\n3,y\n");

  g_assert_true (next (csv));
  g_assert_cmpuint (nw_csv_line (csv), ==, 2);
  g_assert_true (next (csv));
  g_assert_cmpuint (nw_csv_line (csv), ==, 6);
  g_assert_cmpstr (nw_csv_cell (csv, 0), ==, "3");
  g_assert_false (next (csv));
  nw_csv_rewind (csv);
  g_assert_true (next (csv));
  g_assert_cmpuint (nw_csv_line (csv), ==, 2);
}

static void
test_windows_1252 (void)
{
  g_autoptr (NwCsv) csv = parse ("name\nM\xfcller \x80\n");

  g_assert_nonnull (strstr (nw_csv_note (csv), "Windows-1252"));
  g_assert_true (next (csv));
  g_assert_cmpstr (nw_csv_cell (csv, 0), ==, "Müller €");
  assert_refused ("name\nM\xfc\x81\n", "byte 8 is neither UTF-8 nor Windows-1252");
}

static void
test_refused (void)
{
  g_autoptr (GString) wide = g_string_new ("a");
  g_autoptr (GError) error = NULL;

  assert_refused ("", "the header is empty");
  assert_refused ("a,b\n1,\"2\n", "line 2: a quoted cell begins here and never ends");
  assert_refused ("a,b\n1,\"2\"x\n", "line 2: text follows a closing quotation mark");
  assert_refused ("a,b\n1,2\n1,2,3\n", "line 3: the row has 3 cells, but the header has 2");
  assert_refused ("a,b\n1,2\n1\n", "line 3: the row has 1 cells, but the header has 2");
  assert_refused ("\xff\xfe" "a", "the file is UTF-16");
  assert_refused ("PK\x03\x04", "not CSV");
  for (guint i = 0; i < NW_CSV_MAX_COLUMNS; i++)
    g_string_append (wide, ",a");
  assert_refused (wide->str, "more than 1000 cells");
  g_assert_null (nw_csv_new ("a\0b", 3, &error));
  g_assert_error (error, NW_ERROR, NW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (nw_csv_open ("/dev/null", &error));
  g_assert_error (error, NW_ERROR, NW_ERROR_INVALID);
}

static void
assert_round_trip (const char *text, const NwField *field)
{
  g_autoptr (GString) table = g_string_new ("a,b\nx,");
  g_auto (NwValue) value = nw_value_text (text);
  g_autofree char *cell = nw_csv_format (NULL, field, &value);
  g_autofree char *back = NULL;
  g_autoptr (NwCsv) csv = NULL;

  nw_csv_append_cell (table, cell);
  csv = parse (table->str);
  g_assert_true (next (csv));
  back = nw_csv_restore (field, nw_csv_cell (csv, 1));
  g_assert_cmpstr (back, ==, text);
  g_assert_null (strchr ("=+-@\t\r", cell[0] != '\0' ? cell[0] : 'x'));
}

/* A spreadsheet must see text, and we what was meant, even where the text
 * itself begins with our mark. */
static void
test_formulas (void)
{
  static const char *const texts[] = {
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1+1", "''=1", "'", "''", "'quoted'", " =1", "\"=1\"", "\uFF1D1",
    "plain", "a,b", "a\"b", " ", "  x ", "\n=x", "'\"= ", "-", "",
  };
  static const NwField field = { "name", &NW_NOTE, "Name", 1 };
  static const NwField number = { "amount", &NW_MONEY, "Amount", 1 };
  NwValue cents = nw_value_number (-150);
  g_autofree char *amount = nw_csv_format (NULL, &number, &cents);
  g_autofree char *people = nw_csv_restore (&field, "'tis");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_round_trip (texts[i], &field);
  g_assert_cmpstr (amount, ==, "-1.50");
  g_assert_cmpstr (people, ==, "'tis");
}

static void
test_naughty_strings (void)
{
  static const NwField field = { "remarks", &NW_NOTE, "Remarks", 1 };
  g_autofree char *path = find_shared ("samples/strings/blns.json");
  g_autoptr (JsonParser) json = json_parser_new ();
  JsonArray *strings;

  if (path == NULL)
    return;
  g_assert_true (json_parser_load_from_file (json, path, NULL));
  strings = json_node_get_array (json_parser_get_root (json));
  for (guint i = 0; i < json_array_get_length (strings); i++)
    {
      const char *text = json_array_get_string_element (strings, i);

      if (nw_text_check (text, strlen (text), NULL))
        assert_round_trip (text, &field);
    }
}

/* What people could take for thousands is written so that they cannot. */
static void
test_decimals (void)
{
  static const struct { const char *value, *cell; } cases[] = {
    { "99.999", "99.9990" }, { "-1.234", "-1.2340" }, { "0.125", "0.125" }, { "1234.567", "1234.567" }, { "99.99", "99.99" },
    { "7", "7" }, { "100.5000001", "100.5000001" },
  };
  static const NwField field = { "target", &NW_DECIMAL, "Target", 1 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (NwValue) value = nw_value_text (cases[i].value);
      g_auto (NwValue) back = NW_VALUE_NONE;
      g_autofree char *cell = nw_csv_format (NULL, &field, &value);

      g_assert_cmpstr (cell, ==, cases[i].cell);
      g_assert_true (nw_kind_parse (&field, cell, NW_FORM_PEOPLE, &back, NULL));
      g_assert_true (nw_value_equal (&value, &back));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/spectrum", test_spectrum);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/windows-1252", test_windows_1252);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/naughty-strings", test_naughty_strings);
  g_test_add_func ("/csv/decimals", test_decimals);
  return g_test_run ();
}
