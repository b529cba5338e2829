/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* What people and files write, and what becomes of it. */

static const NwChoice colours[] = { { "red", "Status" }, { "dark_blue", "Organisation" }, { NULL, NULL } };
static const NwField text_field = { "t", &NW_TEXT }, note_field = { "n", &NW_NOTE }, int_field = { "i", &NW_INT },
                     small_field = { "s", &NW_INT, .min = 1, .max = 5 }, money_field = { "m", &NW_MONEY },
                     decimal_field = { "d", &NW_DECIMAL }, weight_field = { "w", &NW_DECIMAL, .min = 0, .max = 1000 },
                     percent_field = { "p", &NW_PERCENT, .check = nw_check_percent }, bool_field = { "b", &NW_BOOL },
                     date_field = { "d", &NW_DATE }, instant_field = { "x", &NW_INSTANT },
                     minutes_field = { "c", &NW_MINUTES, .min = 0, .max = 1440 }, country_field = { "l", &NW_COUNTRY },
                     countries_field = { "k", &NW_COUNTRIES }, url_field = { "u", &NW_URL }, email_field = { "e", &NW_EMAIL },
                     choice_field = { "f", &NW_CHOICE, .choices = colours }, set_field = { "g", &NW_SET, .choices = colours },
                     tags_field = { "a", &NW_TAGS }, hash_field = { "h", &NW_HASH }, flows_field = { "v", &NW_FLOWS },
                     currency_field = { "currency", &NW_TEXT, .check = nw_check_form },
                     period_field = { "period", &NW_TEXT, .check = nw_check_form };

#define MACHINE NW_FORM_MACHINE
#define PEOPLE NW_FORM_PEOPLE
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* @stable: the stable text that comes of it. */
static const struct
{
  const NwField *field;
  NwForm         form;
  const char    *text, *stable;
} good[] = {
  { &text_field, MACHINE, "Größe 𝄞 <&>\t=1", "Größe 𝄞 <&>\t=1" }, { &text_field, MACHINE, " a ", " a " },
  { &text_field, MACHINE, "", "" }, { &text_field, MACHINE, " \t", "" }, { &text_field, PEOPLE, "\u00a0 ", "" },
  { &note_field, MACHINE, " \r\n \n", "" }, { &note_field, PEOPLE, "\n x", "\n x" }, { &note_field, MACHINE, "a\nb\r\nc", "a\nb\r\nc" },
  { &int_field, MACHINE, "0", "0" }, { &int_field, MACHINE, "-0", "0" }, { &int_field, MACHINE, "007", "7" },
  { &int_field, MACHINE, "1.0", "1" }, { &int_field, MACHINE, "999999999999999", "999999999999999" },
  { &int_field, MACHINE, "-999999999999999", "-999999999999999" }, { &int_field, MACHINE, "−5", "-5" },
  { &int_field, PEOPLE, "1.234.567", "1234567" }, { &int_field, PEOPLE, "1,234,567", "1234567" },
  { &small_field, MACHINE, "1", "1" }, { &small_field, MACHINE, "5", "5" },
  { &money_field, MACHINE, "1234.5", "1234.50" }, { &money_field, MACHINE, "-0.01", "-0.01" }, { &money_field, MACHINE, "-0.00", "0.00" },
  { &money_field, MACHINE, "1.100", "1.10" }, { &money_field, PEOPLE, "1.234,50", "1234.50" }, { &money_field, PEOPLE, "1,234.50", "1234.50" },
  { &money_field, PEOPLE, "1234,5", "1234.50" }, { &money_field, PEOPLE, "−1.234.567,89", "-1234567.89" },
  { &money_field, PEOPLE, "12.345.678", "12345678.00" }, { &money_field, MACHINE, "999999999999999", "999999999999999.00" },
  { &money_field, MACHINE, "9999999999999.99", "9999999999999.99" },
  { &decimal_field, MACHINE, "00099.99500", "99.995" }, { &decimal_field, MACHINE, "-0.0", "0" }, { &decimal_field, MACHINE, "0.00000000000001", "0.00000000000001" },
  { &decimal_field, PEOPLE, "0,500", "0.5" }, { &decimal_field, PEOPLE, "0.500", "0.5" }, { &decimal_field, PEOPLE, "1234,567", "1234.567" },
  { &decimal_field, PEOPLE, "1.234,567", "1234.567" }, { &decimal_field, PEOPLE, "99,95", "99.95" }, { &decimal_field, PEOPLE, "1,2345", "1.2345" },
  { &weight_field, MACHINE, "0", "0" }, { &weight_field, MACHINE, "1000", "1000" }, { &weight_field, MACHINE, "999.999999999999", "999.999999999999" },
  { &percent_field, MACHINE, "0", "0" }, { &percent_field, MACHINE, "100", "100" }, { &percent_field, MACHINE, "100.00", "100" },
  { &bool_field, MACHINE, "true", "true" }, { &bool_field, MACHINE, "false", "false" }, { &bool_field, PEOPLE, "ja", "true" },
  { &bool_field, PEOPLE, "Nein", "false" }, { &bool_field, PEOPLE, "WAHR", "true" }, { &bool_field, PEOPLE, "yes", "true" },
  { &date_field, MACHINE, "2026-12-31", "2026-12-31" }, { &date_field, MACHINE, "2024-02-29", "2024-02-29" },
  { &date_field, MACHINE, "2000-02-29", "2000-02-29" }, { &date_field, MACHINE, "1600-01-01", "1600-01-01" },
  { &date_field, MACHINE, "9999-12-31", "9999-12-31" }, { &date_field, PEOPLE, "31.12.2026", "2026-12-31" },
  { &date_field, PEOPLE, "1.2.2026", "2026-02-01" }, { &date_field, PEOPLE, "2026-02-01", "2026-02-01" },
  { &instant_field, MACHINE, "2026-12-31T23:59:59Z", "2026-12-31T23:59:59Z" }, { &instant_field, MACHINE, "2026-12-31T23:59Z", "2026-12-31T23:59:00Z" },
  { &instant_field, MACHINE, "2027-01-01T00:59:59+01:00", "2026-12-31T23:59:59Z" }, { &instant_field, MACHINE, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
  { &instant_field, MACHINE, "2026-01-01T00:00:00-12:30", "2026-01-01T12:30:00Z" }, { &instant_field, MACHINE, "2040-01-19T03:14:08Z", "2040-01-19T03:14:08Z" },
  { &instant_field, PEOPLE, "31.12.2026 23:59", "2026-12-31T22:59:00Z" }, { &instant_field, PEOPLE, "2026-07-01 12:00", "2026-07-01T10:00:00Z" },
  { &instant_field, PEOPLE, "29.03.2026 01:59", "2026-03-29T00:59:00Z" }, { &instant_field, PEOPLE, "29.03.2026 03:00", "2026-03-29T01:00:00Z" },
  { &instant_field, PEOPLE, "25.10.2026 01:59", "2026-10-24T23:59:00Z" }, { &instant_field, PEOPLE, "25.10.2026 03:00", "2026-10-25T02:00:00Z" },
  { &instant_field, PEOPLE, "2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z" }, { &instant_field, PEOPLE, "25.10.2026 02:30 +02:00", "2026-10-25T00:30:00Z" },
  { &minutes_field, MACHINE, "0", "0" }, { &minutes_field, MACHINE, "1440", "1440" }, { &minutes_field, MACHINE, "09:00", "540" },
  { &minutes_field, MACHINE, "24:00", "1440" }, { &minutes_field, PEOPLE, "9:05", "545" },
  { &country_field, MACHINE, "DE", "DE" }, { &country_field, PEOPLE, "de", "DE" }, { &countries_field, MACHINE, "US;DE; DE;AT", "AT;DE;US" },
  { &url_field, MACHINE, "https://example.com/a?b#c", "https://example.com/a?b#c" }, { &url_field, MACHINE, "http://müller.example", "http://müller.example" },
  { &email_field, MACHINE, "a@b.de", "a@b.de" }, { &choice_field, MACHINE, "dark_blue", "dark_blue" }, { &choice_field, PEOPLE, "organisation", "dark_blue" },
  { &choice_field, PEOPLE, "STATUS", "red" }, { &set_field, MACHINE, "dark_blue;red;red", "red;dark_blue" }, { &set_field, MACHINE, ";", "" },
  { &tags_field, MACHINE, "b; a ;b", "a;b" }, { &hash_field, MACHINE, HASH, HASH }, { &flows_field, MACHINE, "0:-100;1:30.5;12:7", "0:-100.00;1:30.50;12:7.00" },
  { &flows_field, PEOPLE, "0:-1.000,50;1:2", "0:-1000.50;1:2.00" }, { &currency_field, MACHINE, "EUR", "EUR" },
  { &period_field, MACHINE, "2026", "2026" }, { &period_field, MACHINE, "2026-Q4", "2026-Q4" }, { &period_field, MACHINE, "2026-12", "2026-12" },
};

/* @part: what the message must say. */
static const struct
{
  const NwField *field;
  NwForm         form;
  const char    *text, *part;
} bad[] = {
  { &text_field, MACHINE, "a\nb", "line break" }, { &text_field, MACHINE, "a\x01", "U+0001" }, { &text_field, MACHINE, "a\xff", "byte 2" },
  { &text_field, MACHINE, "\xed\xa0\x80", "byte 1" }, { &text_field, MACHINE, "\xef\xbf\xbe", "U+FFFE" },
  { &int_field, MACHINE, "1000000000000000", "15 digits" }, { &int_field, MACHINE, "1.5", "whole number" }, { &int_field, MACHINE, "1e3", "not a number" },
  { &int_field, MACHINE, "+1", "not a number" }, { &int_field, MACHINE, " 1", "not a number" }, { &int_field, MACHINE, "--1", "not a number" },
  { &int_field, MACHINE, "0x10", "not a number" }, { &int_field, MACHINE, "1.", "not a number" }, { &int_field, MACHINE, "-", "not a number" },
  { &int_field, MACHINE, "1,000", "not a number" }, { &int_field, MACHINE, "٣", "not a number" }, { &int_field, PEOPLE, "1.234", "1234 or as 1.234" },
  { &small_field, MACHINE, "0", "1 to 5" }, { &small_field, MACHINE, "6", "1 to 5" }, { &small_field, MACHINE, "-1", "1 to 5" },
  { &money_field, MACHINE, "1.005", "two digits" }, { &money_field, MACHINE, "1.234,50", "not a number" }, { &money_field, PEOPLE, "1,234", "1234 or as 1.234" },
  { &money_field, PEOPLE, "1.234", "1234 or as 1.234" }, { &money_field, PEOPLE, "-12.500", "12500 or as 12.500" }, { &money_field, PEOPLE, "1.23.45", "not a number" },
  { &money_field, PEOPLE, "1,23,45", "not a number" }, { &money_field, PEOPLE, "1.2345,67", "not a number" }, { &money_field, PEOPLE, "1 €", "not a number" },
  { &money_field, MACHINE, "1000000000000000", "15 digits" }, { &decimal_field, MACHINE, "0.0000000000000001", "15 digits" },
  { &decimal_field, MACHINE, "1,5", "not a number" }, { &decimal_field, MACHINE, ".5", "not a number" }, { &decimal_field, MACHINE, "NaN", "not a number" },
  { &decimal_field, MACHINE, "1.2.3", "not a number" }, { &weight_field, MACHINE, "-0.01", "0 to 1000" }, { &weight_field, MACHINE, "1000.01", "0 to 1000" },
  { &percent_field, MACHINE, "100.01", "0 to 100" }, { &percent_field, MACHINE, "-1", "0 to 100" }, { &percent_field, MACHINE, "5%", "not a number" },
  { &bool_field, MACHINE, "ja", "neither true nor false" }, { &bool_field, MACHINE, "TRUE", "neither" }, { &bool_field, MACHINE, "1", "neither" },
  { &date_field, MACHINE, "2026-02-30", "calendar" }, { &date_field, MACHINE, "2025-02-29", "calendar" }, { &date_field, MACHINE, "1900-02-29", "calendar" },
  { &date_field, MACHINE, "2026-13-01", "calendar" }, { &date_field, MACHINE, "2026-00-10", "calendar" }, { &date_field, MACHINE, "2026-1-1", "calendar" },
  { &date_field, MACHINE, "31.12.2026", "calendar" }, { &date_field, MACHINE, "2026-12-31 ", "calendar" }, { &date_field, MACHINE, "1599-12-31", "calendar" },
  { &date_field, MACHINE, "10000-01-01", "calendar" }, { &date_field, PEOPLE, "03/04/2026", "2026-04-03 or as 2026-03-04" }, { &date_field, PEOPLE, "13/04/2026", "calendar" },
  { &date_field, PEOPLE, "31.12.26", "calendar" }, { &date_field, PEOPLE, "30.02.2026", "calendar" }, { &date_field, PEOPLE, "+1.2.2026", "calendar" },
  { &date_field, PEOPLE, "1.-2.2026", "calendar" }, { &date_field, PEOPLE, "1. 2.+202", "calendar" }, { &date_field, PEOPLE, "0.1.2026", "calendar" }, { &date_field, PEOPLE, "heute", "calendar" },
  { &instant_field, MACHINE, "2026-12-31T23:59:59", "not a time" }, { &instant_field, MACHINE, "2026-12-31T24:00:00Z", "not a time" },
  { &instant_field, MACHINE, "2026-12-31T23:59:60Z", "not a time" }, { &instant_field, MACHINE, "2026-12-31 23:59:59Z", "not a time" },
  { &instant_field, MACHINE, "2026-12-31T23:59:59+15:00", "not a time" }, { &instant_field, MACHINE, "2026-12-31T23:59:59+01", "not a time" },
  { &instant_field, MACHINE, "1600-01-01T00:00:00+01:00", "not a time" }, { &instant_field, MACHINE, "9999-12-31T23:59:59-01:00", "not a time" },
  { &instant_field, MACHINE, "31.12.2026 23:59", "not a time" }, { &instant_field, PEOPLE, "29.03.2026 02:30", "put forward" },
  { &instant_field, PEOPLE, "29.03.2026 02:00", "put forward" }, { &instant_field, PEOPLE, "25.10.2026 02:00", "twice" }, { &instant_field, PEOPLE, "25.10.2026 02:59", "twice" },
  { &instant_field, PEOPLE, "01.01.2026 25:00", "not a time" }, { &instant_field, PEOPLE, "01.01.2026 23:60", "not a time" },
  { &instant_field, PEOPLE, "01.01.2026 -1:30", "not a time" }, { &instant_field, PEOPLE, "01.01.2026", "not a time" },
  { &minutes_field, MACHINE, "1441", "0 to 1440" }, { &minutes_field, MACHINE, "24:01", "0 to 1440" }, { &minutes_field, MACHINE, "09:60", "not a time" },
  { &minutes_field, MACHINE, "9:5", "not a time" }, { &minutes_field, MACHINE, ":05", "not a time" }, { &minutes_field, MACHINE, "-1", "0 to 1440" },
  { &country_field, MACHINE, "de", "ISO 3166" }, { &country_field, MACHINE, "UK", "ISO 3166" }, { &country_field, MACHINE, "EU", "ISO 3166" },
  { &country_field, MACHINE, "DEU", "ISO 3166" }, { &country_field, PEOPLE, "Deutschland", "ISO 3166" }, { &countries_field, MACHINE, "DE;XX", "“XX”" },
  { &url_field, MACHINE, "javascript:alert(1)", "web address" }, { &url_field, MACHINE, "https://", "web address" }, { &url_field, MACHINE, "example.com", "web address" },
  { &url_field, MACHINE, "ftp://example.com", "web address" }, { &url_field, MACHINE, "file:///etc/passwd", "web address" }, { &email_field, MACHINE, "a@b", "e-mail" },
  { &email_field, MACHINE, "a b@c.de", "e-mail" }, { &email_field, MACHINE, "@b.de", "e-mail" }, { &email_field, MACHINE, "a@@b.de", "e-mail" },
  { &choice_field, MACHINE, "Red", "red, dark_blue" }, { &choice_field, PEOPLE, "green", "red, dark_blue" }, { &set_field, MACHINE, "red;green", "“green”" },
  { &tags_field, MACHINE, "a\nb", "line break" }, { &hash_field, MACHINE, "0123", "64 digits" }, { &flows_field, MACHINE, "1:5;1:6", "ascend" },
  { &flows_field, MACHINE, "2:5;1:6", "ascend" }, { &flows_field, MACHINE, "5", "cash flow" }, { &flows_field, MACHINE, "1:", "not a number" }, { &flows_field, MACHINE, "x:1", "cash flow" },
  { &flows_field, MACHINE, "1000:1", "cash flow" }, { &currency_field, MACHINE, "eur", "EUR" }, { &currency_field, MACHINE, "EUR\n", "line break" },
  { &period_field, MACHINE, "2026-13", "2026-04" }, { &period_field, MACHINE, "2026-Q5", "2026-04" },
};

static guint failures;

/* Tells of every row that is wrong, not only of the first. */
G_GNUC_PRINTF (1, 2)
static void
fail (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s", text);
  failures++;
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto (NwValue) value = NW_VALUE_NONE, again = NW_VALUE_NONE;
      g_autoptr (GError) error = NULL;
      g_autofree char *stable = NULL;

      nw_kind_parse (good[i].field, good[i].text, good[i].form, &value, &error);
      stable = nw_kind_format (good[i].field, &value);
      if (error != NULL || strcmp (stable, good[i].stable) != 0)
        fail ("“%s”: %s, wanted %s", good[i].text, error != NULL ? error->message : stable, good[i].stable);
      else if (!nw_kind_parse (good[i].field, stable, MACHINE, &again, NULL) || !nw_value_equal (&value, &again))
        fail ("“%s”: its stable text %s means another value", good[i].text, stable);
    }
  g_test_message ("%u accepted forms", (guint) G_N_ELEMENTS (good));
  g_assert_cmpuint (failures, ==, 0);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (NwValue) value = NW_VALUE_NONE;
      g_autoptr (GError) error = NULL;

      if (nw_kind_parse (bad[i].field, bad[i].text, bad[i].form, &value, &error))
        fail ("“%s” was taken as a %s", bad[i].text, bad[i].field->kind->name);
      else if (!g_error_matches (error, NW_ERROR, NW_ERROR_INVALID) || strstr (error->message, bad[i].part) == NULL)
        fail ("“%s”: %s, wanted “%s”", bad[i].text, error->message, bad[i].part);
      if (nw_value_is_set (&value))
        fail ("“%s”: refused, but there is a value", bad[i].text);
    }
  g_test_message ("%u refused forms", (guint) G_N_ELEMENTS (bad));
  g_assert_cmpuint (failures, ==, 0);
}

/* The longest text that is taken, and one byte more. */
static void
test_lengths (void)
{
  static const struct { const NwField *field; gsize limit; } limits[] = {
    { &text_field, 4096 }, { &note_field, 1 << 20 }, { &tags_field, 4096 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    for (gsize length = limits[i].limit - 1; length <= limits[i].limit + 1; length++)
      {
        g_autofree char *text = g_strnfill (length, 'x');
        g_auto (NwValue) value = NW_VALUE_NONE;
        g_autoptr (GError) error = NULL;

        g_assert_cmpint (nw_kind_parse (limits[i].field, text, MACHINE, &value, &error), ==, length <= limits[i].limit);
        if (length > limits[i].limit)
          assert_invalid (&error, "longer than");
      }
}

static void
assert_display (const NwField *field, const char *text, const char *wanted)
{
  g_auto (NwValue) value = NW_VALUE_NONE, again = NW_VALUE_NONE;
  g_autoptr (GError) error = NULL;
  g_autofree char *display = NULL;

  nw_kind_parse (field, text, MACHINE, &value, &error);
  g_assert_no_error (error);
  display = nw_kind_display (field, &value);
  g_assert_cmpstr (display, ==, wanted);
  if (field->kind == &NW_MONEY || field->kind == &NW_DATE || field->kind == &NW_INSTANT)
    {
      g_assert_true (nw_kind_parse (field, display, PEOPLE, &again, &error));
      g_assert_true (nw_value_equal (&value, &again));
    }
}

/* Words need the catalogue of translations; dates and amounts do not. */
static gboolean
is_translated (void)
{
  return strcmp (nw_german ("Vendor"), "Vendor") != 0;
}

static void
test_display (void)
{
  static const struct { const NwField *field; const char *text, *english, *german; } rows[] = {
    { &money_field, "1234567.5", "1,234,567.50", "1.234.567,50" }, { &money_field, "-0.05", "−0.05", "−0,05" }, { &money_field, "-1000", "−1,000.00", "−1.000,00" },
    { &decimal_field, "1234.567", "1,234.567", "1.234,567" }, { &decimal_field, "0.5", "0.5", "0,5" }, { &percent_field, "99.95", "99.95\u202f%", "99,95\u202f%" },
    { &date_field, "2026-02-01", "2026-02-01", "01.02.2026" }, { &bool_field, "true", "yes", "ja" }, { &bool_field, "false", "no", "nein" },
    { &instant_field, "2026-12-31T22:59:00Z", "2026-12-31 23:59", "31.12.2026 23:59" }, { &instant_field, "2026-07-01T10:00:00Z", "2026-07-01 12:00", "01.07.2026 12:00" },
    { &instant_field, "2026-10-25T00:30:00Z", "2026-10-25 02:30 +02:00", "25.10.2026 02:30 +02:00" },
    { &instant_field, "2026-10-25T01:30:00Z", "2026-10-25 02:30 +01:00", "25.10.2026 02:30 +01:00" },
    { &countries_field, "DE;AT", "AT, DE", "AT, DE" }, { &text_field, "", "", "" }, { &int_field, "-5", "-5", "-5" },
  };

  /* German first: GLib decides once, at the first text, whether to translate. */
  for (int german = 1; german >= 0; german--)
    {
      nw_language_init (german ? "de" : "en");
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (!german || rows[i].field != &bool_field || is_translated ())
          assert_display (rows[i].field, rows[i].text, german ? rows[i].german : rows[i].english);
    }
  nw_language_init ("en");
}

/* The last instants of the calendar have no local form everywhere, but a text. */
static void
test_display_edges (void)
{
  static const char *const edges[] = { "9999-12-31T23:59:59Z", "1600-01-01T00:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_auto (NwValue) value = NW_VALUE_NONE;
      g_autofree char *display = NULL;

      g_assert_true (nw_kind_parse (&instant_field, edges[i], MACHINE, &value, NULL));
      display = nw_kind_display (&instant_field, &value);
      g_assert_nonnull (display);
      g_assert_cmpstr (display, !=, "");
    }
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/values/accepted", test_good);
  g_test_add_func ("/values/refused", test_bad);
  g_test_add_func ("/values/lengths", test_lengths);
  g_test_add_func ("/values/display", test_display);
  g_test_add_func ("/values/display-edges", test_display_edges);
  return g_test_run ();
}
