/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Properties that hold for all numbers and days, not for chosen ones. */

typedef struct
{
  __int128 scaled; /* in units of 10^-15 */
  char    *canonical;
} Sample;

/* A decimal of at most 15 digits, often close to its neighbour. */
static Sample
random_decimal (GRand *rand)
{
  guint whole = g_rand_int_range (rand, 1, 15), places = g_rand_int_range (rand, 0, 16 - whole);
  g_autoptr (GString) text = g_string_new (g_rand_boolean (rand) ? "-" : "");
  Sample sample = { 0 };

  for (guint i = 0; i < whole + places; i++)
    {
      guint digit = g_rand_int_range (rand, 0, 4) != 0 ? g_rand_int_range (rand, 0, 2) : g_rand_int_range (rand, 0, 10);

      if (i == whole)
        g_string_append_c (text, '.');
      g_string_append_c (text, '0' + digit);
      sample.scaled = sample.scaled * 10 + digit;
    }
  for (guint i = places; i < 15; i++)
    sample.scaled *= 10;
  if (text->str[0] == '-')
    sample.scaled = -sample.scaled;
  if (!nw_decimal_parse (text->str, NW_FORM_MACHINE, &sample.canonical, NULL))
    g_error ("“%s” was refused", text->str);
  return sample;
}

static void
test_decimals (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 10000; i++)
    {
      Sample a = random_decimal (rand), b = random_decimal (rand);
      int wanted = (a.scaled > b.scaled) - (a.scaled < b.scaled);

      if (nw_decimal_compare (a.canonical, b.canonical) != wanted)
        g_error ("%s and %s: seed %u", a.canonical, b.canonical, seed);
      g_assert_cmpint (nw_decimal_compare (b.canonical, a.canonical), ==, -wanted);
      g_assert_cmpint (strcmp (a.canonical, b.canonical) == 0, ==, wanted == 0);
      g_free (a.canonical);
      g_free (b.canonical);
    }
}

/* Every amount of cents comes back from its own stable and displayed text. */
static void
test_money (void)
{
  static const NwField field = { "m", &NW_MONEY };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 10000; i++)
    {
      gint64 limit = G_GINT64_CONSTANT (999999999999999) >> g_rand_int_range (rand, 0, 40);
      gint64 cents = (gint64) ((((guint64) g_rand_int (rand) << 32) | g_rand_int (rand)) % (guint64) (2 * limit + 1)) - limit;
      NwValue value = nw_value_number (cents);
      g_autofree char *stable = nw_kind_format (&field, &value);
      g_autofree char *shown = nw_kind_display (&field, &value);
      NwValue one, two;

      g_assert_true (nw_kind_parse (&field, stable, NW_FORM_MACHINE, &one, NULL));
      g_assert_cmpint (one.number, ==, cents);
      g_assert_true (nw_kind_parse (&field, shown, NW_FORM_PEOPLE, &two, NULL));
      g_assert_cmpint (two.number, ==, cents);
    }
}

/* Every day of 800 years, against GDate. */
static void
test_days (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1600);
  guint32 epoch;
  guint days = 0;

  g_date_set_dmy (date, 1, 1, 1970);
  epoch = g_date_get_julian (date);
  for (g_date_set_dmy (date, 1, 1, 1600); g_date_get_year (date) <= 2400; g_date_add_days (date, 1), days++)
    {
      NwDay day = nw_day_new (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
      g_autofree char *text = nw_day_format (day);
      int year, month, mday;

      g_assert_cmpint (day, ==, (int) g_date_get_julian (date) - (int) epoch);
      nw_day_split (day, &year, &month, &mday);
      g_assert_cmpint (year, ==, g_date_get_year (date));
      g_assert_cmpint (month, ==, g_date_get_month (date));
      g_assert_cmpint (mday, ==, g_date_get_day (date));
      g_assert_cmpint (nw_day_parse (text), ==, day);
    }
  g_test_message ("%u days", days);
}

/* Of all days that could be written, exactly those exist that GDate knows. */
static void
test_existing_days (void)
{
  for (int year = 1600; year <= 2400; year++)
    for (int month = 0; month <= 13; month++)
      for (int day = 0; day <= 32; day++)
        g_assert_cmpint (nw_day_new (year, month, day) != NW_NO_DAY, ==,
                         month >= 1 && month <= 12 && day >= 1 && g_date_valid_dmy (day, month, year));
  g_assert_cmpint (nw_day_new (NW_YEAR_MIN - 1, 12, 31), ==, NW_NO_DAY);
  g_assert_cmpint (nw_day_new (NW_YEAR_MAX + 1, 1, 1), ==, NW_NO_DAY);
  g_assert_cmpint (nw_day_new (NW_YEAR_MAX, 12, 31) - nw_day_new (NW_YEAR_MIN, 1, 1), ==, 3068036);
}

/* Seconds come back from their text, at whatever offset they are written. */
static void
test_instants (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 first, last;

  g_test_message ("seed %u", seed);
  g_assert_true (nw_instant_parse ("1600-01-02T00:00:00Z", &first));
  g_assert_true (nw_instant_parse ("9999-12-30T23:59:59Z", &last));
  for (guint i = 0; i < 10000; i++)
    {
      gint64 wanted = first + (gint64) (g_rand_double (rand) * (double) (last - first)), got;
      int offset = g_rand_int_range (rand, -14 * 60, 14 * 60 + 1);
      g_autofree char *utc = nw_instant_format (wanted);
      g_autofree char *moved = nw_instant_format (wanted + offset * 60);
      g_autofree char *local = g_strdup_printf ("%.19s%c%02d:%02d", moved, offset < 0 ? '-' : '+', ABS (offset) / 60, ABS (offset) % 60);

      g_assert_true (nw_instant_parse (utc, &got));
      g_assert_cmpint (got, ==, wanted);
      g_assert_true (nw_instant_parse (local, &got));
      g_assert_cmpint (got, ==, wanted);
    }
}

/* The order of choices is that of their table; unknown comes before all. */
static void
test_compare (void)
{
  static const NwChoice sizes[] = { { "small", "s" }, { "medium", "m" }, { "large", "l" }, { NULL, NULL } };
  static const NwField choice = { "c", &NW_CHOICE, .choices = sizes }, integer = { "i", &NW_INT }, date = { "d", &NW_DATE };
  g_auto (NwValue) small = nw_value_text ("small"), large = nw_value_text ("large"), none = NW_VALUE_NONE;
  g_auto (NwValue) early = nw_value_text ("0999-12-31"), late = nw_value_text ("2026-01-01");
  NwValue nine = nw_value_number (9), ten = nw_value_number (10);

  g_assert_cmpint (nw_kind_compare (&choice, &small, &large), <, 0);
  g_assert_cmpint (nw_kind_compare (&integer, &nine, &ten), <, 0);
  g_assert_cmpint (nw_kind_compare (&integer, &none, &nine), <, 0);
  g_assert_cmpint (nw_kind_compare (&integer, &none, &none), ==, 0);
  g_assert_cmpint (nw_kind_compare (&date, &early, &late), <, 0);
}

/* Link cells: ascending, without doubles, and safe against nonsense. */
static void
test_ids (void)
{
  static const struct { const char *in, *out; } rows[] = {
    { "3;1;2;1", "1;2;3" }, { "10;9", "9;10" }, { "", NULL }, { NULL, NULL }, { "5", "5" }, { "x", NULL }, { "-2;4", "-2;4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) ids = nw_ids_parse (rows[i].in);
      g_autofree char *text = nw_ids_join (ids);

      g_assert_cmpstr (text, ==, rows[i].out);
    }
}

static void
test_uuids (void)
{
  static const char *const bad[] = {
    "", "00112233-4455-6677-8899-aabbccddee", "00112233-4455-6677-8899-aabbccddeeff0", "0011223344556677-8899-aabb-ccddeeff--",
    "g0112233-4455-6677-8899-aabbccddeeff", "00112233_4455_6677_8899_aabbccddeeff",
  };
  guint8 uuid[16];
  g_autofree char *text = NULL;

  g_assert_true (nw_uuid_parse ("00112233-4455-6677-8899-AABBCCDDEEFF", uuid));
  text = nw_uuid_format (uuid);
  g_assert_cmpstr (text, ==, "00112233-4455-6677-8899-aabbccddeeff");
  g_assert_false (nw_uuid_parse (NULL, uuid));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (nw_uuid_parse (bad[i], uuid));
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/numbers/decimals", test_decimals);
  g_test_add_func ("/numbers/money", test_money);
  g_test_add_func ("/numbers/days", test_days);
  g_test_add_func ("/numbers/existing-days", test_existing_days);
  g_test_add_func ("/numbers/instants", test_instants);
  g_test_add_func ("/numbers/compare", test_compare);
  g_test_add_func ("/numbers/ids", test_ids);
  g_test_add_func ("/numbers/uuids", test_uuids);
  return g_test_run ();
}
