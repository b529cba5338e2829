/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

static const char *const codes[] = { "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH" };

static gboolean
one_of (const char *code, const char *list)
{
  return strstr (list, code) != NULL;
}

/* Easter by the golden number and the Sunday after the paschal full moon, as
 * Clavius tabulated it. */
static NwDay
brute_easter (int year)
{
  int golden = year % 19 + 1, century = year / 100 + 1;
  int skipped_leaps = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
  int epact = (11 * golden + 20 + moon - skipped_leaps) % 30;
  NwDay full;

  if ((epact == 25 && golden > 11) || epact == 24)
    epact++;
  full = nw_day_new (year, 3, 1) + (epact <= 23 ? 43 : 73) - epact;
  do
    full++;
  while (((full % 7) + 7) % 7 != 3); /* 1970-01-04 was a Sunday */
  return full;
}

static void
test_easter (void)
{
  g_autoptr (Vectors) v = vectors_load ("calendar-easter");

  for (guint i = 0; i < vectors_rows (v); i++)
    assert_day (nw_easter ((int) vectors_number (v, i, "year")), vectors_day (v, i, "easter"), "Easter");
  for (int year = 1600; year <= 2999; year++)
    assert_day (nw_easter (year), brute_easter (year), "Easter");
}

/* The law of each Land, Land by Land, for the years since 1990. */
static gboolean
brute_moving (const char *code, int year, NwDay day)
{
  NwDay easter = brute_easter (year), advent = nw_day_new (year, 12, 24);

  if (day == easter - 2 || day == easter + 1 || day == easter + 39 || day == easter + 50)
    return TRUE;
  if (day == easter || day == easter + 49)
    return one_of (code, "BB");
  if (day == easter + 60)
    return one_of (code, "BW BY HE NW RP SL");
  /* Eleven days before the first of the four Sundays of Advent. */
  while (((advent % 7) + 7) % 7 != 3)
    advent--;
  return day == advent - 21 - 11 && (year <= 1994 || one_of (code, "SN"));
}

static gboolean
brute_fixed (const char *code, int year, int date)
{
  if (one_of (code, "BE") && ((date == 508 && (year == 2020 || year == 2025)) || (date == 617 && year == 2028)))
    return TRUE;
  switch (date)
    {
    case 101: case 501: case 1003: case 1225: case 1226:
      return TRUE;
    case 106:
      return one_of (code, "BW BY ST");
    case 308:
      return (one_of (code, "BE") && year >= 2019) || (one_of (code, "MV") && year >= 2023);
    case 815:
      return one_of (code, "SL");
    case 920:
      return one_of (code, "TH") && year >= 2019;
    case 1031:
      return year == 2017 || one_of (code, "BB MV SN ST TH") || (year > 2017 && one_of (code, "HB HH NI SH"));
    case 1101:
      return one_of (code, "BW BY NW RP SL");
    default:
      return FALSE;
    }
}

static gboolean
brute_holiday (const char *code, NwDay day)
{
  int year, month, mday;

  nw_day_split (day, &year, &month, &mday);
  return brute_fixed (code, year, month * 100 + mday) || brute_moving (code, year, day);
}

static void
test_working_days_brute (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay day = random_day ("1990-01-01", "2110-12-31");
      gboolean anywhere = FALSE;
      int weekday = ((day + 3) % 7 + 7) % 7;

      for (guint l = 0; l < G_N_ELEMENTS (codes); l++)
        {
          gboolean holiday = brute_holiday (codes[l], day);
          NwLands land = nw_land (codes[l]);

          anywhere |= holiday;
          g_assert_cmpint (nw_calendar_is_werktag (calendar, day, land), ==, weekday < 6 && !holiday);
          g_assert_cmpint (nw_calendar_is_arbeitstag (calendar, day, land), ==, weekday < 5 && !holiday);
          g_assert_cmpint (nw_calendar_name (calendar, day, land) != NULL, ==, holiday);
        }
      g_assert_cmpint (nw_calendar_is_werktag (calendar, day, NW_ALL_LANDS), ==, weekday < 6 && !anywhere);
    }
}

static char *
list_holidays (NwCalendar *calendar, int year, NwLands land, guint *count)
{
  GString *list = g_string_new (NULL);

  *count = 0;
  for (NwDay day = nw_day_new (year, 1, 1); day <= nw_day_new (year, 12, 31); day++)
    {
      g_autofree char *text = nw_day_format (day);

      if (!(nw_calendar_holiday_in (calendar, day) & land))
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", text + strlen ("2026-"));
      (*count)++;
    }
  return g_string_free (list, FALSE);
}

static void
test_holidays (void)
{
  g_autoptr (Vectors) v = vectors_load ("calendar-holidays");
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  g_assert_cmpuint (vectors_rows (v), ==, 6 * 16);
  for (guint i = 0; i < vectors_rows (v); i++)
    {
      guint count;
      g_autofree char *got = list_holidays (calendar, (int) vectors_number (v, i, "year"), nw_land (vectors_get (v, i, "land")), &count);

      g_test_message ("%s %s", vectors_get (v, i, "land"), vectors_get (v, i, "year"));
      g_assert_cmpstr (got, ==, vectors_get (v, i, "days"));
      g_assert_cmpuint (count, ==, vectors_number (v, i, "count"));
    }
}

static void
assert_name (NwCalendar *calendar, Vectors *v, guint row, const char *language)
{
  const char *wanted = vectors_get (v, row, language);
  const char *got = nw_calendar_name (calendar, vectors_day (v, row, "date"), nw_land (vectors_get (v, row, "land")));

  g_test_message ("%s %s", vectors_get (v, row, "land"), vectors_get (v, row, "date"));
  g_assert_cmpstr (got, ==, *wanted != '\0' ? wanted : NULL);
}

static void
test_names (void)
{
  g_autoptr (Vectors) v = vectors_load ("calendar-names");
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      assert_name (calendar, v, i, "en");
      nw_language_init ("de");
      assert_name (calendar, v, i, "de");
      nw_language_init ("en");
    }
}

/* A city's day, and a one-off day of every Land. */
static void
test_extra (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwDay feast = day ("2026-08-08"), once = day ("2026-09-15");

  g_assert_true (nw_calendar_is_werktag (calendar, feast, NW_ALL_LANDS));
  nw_calendar_add (calendar, nw_land ("BY"), feast, "Peace Festival", "Friedensfest");
  nw_calendar_add (calendar, nw_land ("none"), once, "Once", "Einmal");
  nw_calendar_add (calendar, nw_land (NULL), NW_NO_DAY, "Never", "Nie");
  g_assert_false (nw_calendar_is_werktag (calendar, feast, nw_land ("BY")));
  g_assert_false (nw_calendar_is_werktag (calendar, feast, NW_ALL_LANDS));
  g_assert_true (nw_calendar_is_werktag (calendar, feast, nw_land ("BE")));
  g_assert_true (nw_calendar_is_werktag (calendar, day ("2027-08-09"), nw_land ("BY")));
  g_assert_cmpstr (nw_calendar_name (calendar, feast, nw_land ("BY")), ==, "Peace Festival");
  g_assert_null (nw_calendar_name (calendar, feast, nw_land ("BE")));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_false (nw_calendar_is_arbeitstag (calendar, once, nw_land (codes[i])));
}

static void
test_edges (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  g_assert_cmpint (nw_weekday (day ("1970-01-01")), ==, NW_THURSDAY);
  g_assert_cmpint (nw_weekday (day ("1600-01-01")), ==, NW_SATURDAY);
  g_assert_cmpint (nw_calendar_holiday_in (calendar, day ("9999-12-25")), ==, NW_ALL_LANDS);
  g_assert_cmpint (nw_calendar_holiday_in (calendar, day ("1600-01-01")), ==, NW_ALL_LANDS);
  g_assert_cmpint (nw_calendar_holiday_in (calendar, NW_NO_DAY), ==, 0);
  assert_day (nw_add_months (day ("2096-02-29"), 48), day ("2100-02-28"), "2100 is no leap year");
  assert_day (nw_add_months (day ("2100-02-28"), 1), day ("2100-03-28"), "after February 2100");
  g_assert_cmpint (day ("2100-03-01") - day ("2100-02-28"), ==, 1);
  assert_day (nw_add_months (NW_NO_DAY, 3), NW_NO_DAY, "unknown");
  assert_day (nw_add_months (day ("2026-01-01"), G_MAXINT), NW_NO_DAY, "beyond the calendar");
  assert_day (nw_add_months (day ("2026-01-01"), G_MININT), NW_NO_DAY, "before the calendar");
  g_assert_cmpint (nw_land ("XX"), ==, NW_ALL_LANDS);
}

static void
assert_offset (GTimeZone *zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  if (nw_berlin_offset (seconds) != g_time_zone_get_offset (zone, interval))
    g_error ("the offset at %" G_GINT64_FORMAT " is %d, wanted %d", seconds, nw_berlin_offset (seconds), g_time_zone_get_offset (zone, interval));
}

static void
assert_wall (GTimeZone *zone, gint64 seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) wall = g_date_time_to_timezone (utc, zone);
  NwDay day = nw_day_new (g_date_time_get_year (wall), g_date_time_get_month (wall), g_date_time_get_day_of_month (wall));
  int of_day = g_date_time_get_hour (wall) * 3600 + g_date_time_get_minute (wall) * 60 + g_date_time_get_second (wall);
  gint64 back = nw_berlin_instant (day, of_day);

  assert_day (nw_berlin_day (seconds), day, "the civil day");
  /* In the repeated hour the first of the two is taken. */
  g_assert_true (back == seconds || (back == seconds - 3600 && nw_berlin_offset (back) != nw_berlin_offset (seconds)));
}

static void
test_berlin (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 from = (gint64) day ("1996-01-01") * 86400;
  int span = day ("2100-01-01") - day ("1996-01-01");

  if (zone == NULL)
    {
      g_test_skip ("the zone Europe/Berlin is not installed");
      return;
    }
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 seconds = from + (gint64) g_test_rand_int_range (0, span) * 86400 + g_test_rand_int_range (0, 86400);

      assert_offset (zone, seconds);
      assert_wall (zone, seconds);
    }
}

/* Each change of the clocks, a second before and at it. */
static void
test_berlin_changes (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  for (int year = 1996; zone != NULL && year < 2100; year++)
    for (int month = 3; month <= 10; month += 7)
      for (int mday = 25; mday <= 31; mday++)
        {
          gint64 change = (gint64) nw_day_new (year, month, mday) * 86400 + 3600;

          assert_offset (zone, change - 1);
          assert_offset (zone, change);
          assert_wall (zone, change);
        }
  g_assert_cmpint (nw_berlin_instant (day ("2026-03-29"), 9000), ==, (gint64) day ("2026-03-29") * 86400 + 5400);
  g_assert_cmpint (nw_berlin_instant (day ("2026-10-25"), 9000), ==, (gint64) day ("2026-10-25") * 86400 + 1800);
  assert_day (nw_berlin_day (-1), day ("1970-01-01"), "before 1970");
  assert_day (nw_berlin_day (-3601), day ("1969-12-31"), "before 1970");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/calendar/easter", test_easter);
  g_test_add_func ("/calendar/holidays", test_holidays);
  g_test_add_func ("/calendar/names", test_names);
  g_test_add_func ("/calendar/working-days-brute", test_working_days_brute);
  g_test_add_func ("/calendar/extra", test_extra);
  g_test_add_func ("/calendar/edges", test_edges);
  g_test_add_func ("/calendar/berlin", test_berlin);
  g_test_add_func ("/calendar/berlin-changes", test_berlin_changes);
  return g_test_run ();
}
