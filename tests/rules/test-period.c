/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

static void
test_terms (void)
{
  g_autoptr (Vectors) v = vectors_load ("period-terms");

  for (guint i = 0; i < vectors_rows (v); i++)
    assert_day (nw_term_end_day (vectors_day (v, i, "start"), (int) vectors_number (v, i, "months")), vectors_day (v, i, "last"),
                vectors_get (v, i, "start"));
}

static void
split (NwDay date, int *month_index, int *mday)
{
  int year, month;

  nw_day_split (date, &year, &month, mday);
  *month_index = year * 12 + month;
}

/* Walks day by day until the number comes up in the wanted month, or the month
 * is over. */
static NwDay
same_number (NwDay from, int months, int number)
{
  int first, wanted, index, mday;
  NwDay day = from;

  split (from, &first, &mday);
  wanted = first + months;
  for (;; day += months < 0 ? -1 : 1)
    {
      split (day, &index, &mday);
      if (index == wanted && mday == 1)
        break;
    }
  for (;; day++)
    {
      int next, next_mday;

      split (day, &index, &mday);
      split (day + 1, &next, &next_mday);
      if (mday == number || next != wanted)
        return day;
    }
}

static void
test_terms_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay start = random_day ("1990-01-01", "2110-12-31");
      int months = g_test_rand_int_range (1, 61), index, mday;
      NwDay wanted;

      split (start, &index, &mday);
      wanted = mday == 1 ? same_number (start, months, 1) - 1 : same_number (start, months, mday - 1);
      assert_day (nw_term_end_day (start, months), wanted, "term from a day");
      assert_day (nw_term_end_event (start, months), same_number (start, months, mday), "term from an event");
      assert_day (nw_add_months (start, -months), same_number (start, -months, mday), "months back");
    }
}

static gboolean
brute_works (NwCalendar *calendar, NwLands lands, NwDay day, gboolean saturday_counts)
{
  g_autoptr (GDate) date = g_date_new_julian ((guint32) (day + 719163));
  GDateWeekday weekday = g_date_get_weekday (date);

  return weekday != G_DATE_SUNDAY && (saturday_counts || weekday != G_DATE_SATURDAY) && !(nw_calendar_holiday_in (calendar, day) & lands);
}

/* Counts the working days of the span that the rule found. */
static void
test_working_days_brute (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay from = random_day ("1995-01-01", "2105-12-31"), got;
      NwLands lands = g_test_rand_bit () ? NW_ALL_LANDS : 1u << g_test_rand_int_range (0, 16);
      gboolean saturday_counts = g_test_rand_bit ();
      int n = g_test_rand_int_range (-40, 41), counted = 0;

      got = nw_working_days_after (calendar, lands, from, n, saturday_counts);
      g_assert_true (n == 0 ? got == from : brute_works (calendar, lands, got, saturday_counts));
      for (NwDay day = MIN (from + 1, got); day <= MAX (from - 1, got); day++)
        counted += day != from && brute_works (calendar, lands, day, saturday_counts);
      g_assert_cmpint (counted, ==, ABS (n));
    }
}

static void
test_nearest_brute (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay day = random_day ("1995-01-01", "2105-12-31");
      NwDay last = nw_last_arbeitstag (calendar, NW_ALL_LANDS, day), next = nw_next_arbeitstag (calendar, NW_ALL_LANDS, day);

      g_assert_true (last <= day && day <= next);
      for (NwDay d = last; d <= next; d++)
        g_assert_true (brute_works (calendar, NW_ALL_LANDS, d, FALSE) == (d == last || d == next));
    }
}

/* K22 and K23 of the contracts, counted forward; and where the calendar ends. */
static void
test_working_days (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwLands berlin = nw_land ("BE");

  assert_day (nw_working_days_after (calendar, berlin, day ("2026-05-14"), 10, FALSE), day ("2026-05-29"), "10 Arbeitstage");
  assert_day (nw_working_days_after (calendar, berlin, day ("2026-05-18"), 10, TRUE), day ("2026-05-30"), "10 Werktage");
  assert_day (nw_working_days_after (calendar, NW_ALL_LANDS, day ("2026-03-31"), 3, TRUE), day ("2026-04-04"), "third Werktag of Q2");
  assert_day (nw_last_arbeitstag (calendar, NW_ALL_LANDS, day ("2026-04-06")), day ("2026-04-02"), "before Easter");
  assert_day (nw_next_arbeitstag (calendar, berlin, day ("2026-04-03")), day ("2026-04-07"), "after Easter");
  assert_day (nw_working_days_after (calendar, berlin, NW_NO_DAY, 3, TRUE), NW_NO_DAY, "unknown");
  assert_day (nw_working_days_after (calendar, berlin, day ("9999-12-30"), 5, TRUE), NW_NO_DAY, "beyond the end");
  assert_day (nw_working_days_after (calendar, berlin, day ("1600-01-03"), -5, TRUE), NW_NO_DAY, "before the beginning");
  assert_day (nw_last_arbeitstag (calendar, berlin, NW_NO_DAY), NW_NO_DAY, "unknown");
  assert_day (nw_next_arbeitstag (calendar, berlin, NW_NO_DAY), NW_NO_DAY, "unknown");
}

/* Half a month, a quarter and so on, and the parts of a month. */
static void
test_spans (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  g_autoptr (Vectors) v = vectors_load ("period-spans");

  for (guint i = 0; i < vectors_rows (v); i++)
    assert_day (nw_time_after (calendar, nw_land (vectors_get (v, i, "land")), vectors_day (v, i, "event"), (int) vectors_number (v, i, "n"),
                               (NwTimeUnit) vectors_number (v, i, "span")),
                vectors_day (v, i, "last"), vectors_get (v, i, "event"));
  assert_day (nw_months_and_half (day ("2026-01-31"), 1), day ("2026-03-15"), "a month and a half");
  assert_day (nw_months_and_half (NW_NO_DAY, 1), NW_NO_DAY, "unknown");
  g_assert_cmpint (nw_scattered_days (1, 2), ==, 425);
  assert_day (nw_month_part (day ("2026-02-20"), NW_MONTH_BEGINNING), day ("2026-02-01"), "beginning");
  assert_day (nw_month_part (day ("2026-02-20"), NW_MONTH_MIDDLE), day ("2026-02-15"), "middle");
  assert_day (nw_month_part (day ("2100-02-20"), NW_MONTH_END), day ("2100-02-28"), "end");
  assert_day (nw_month_part (NW_NO_DAY, NW_MONTH_END), NW_NO_DAY, "unknown");
}

static void
test_spans_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay event = random_day ("1990-01-01", "2110-12-31");
      int n = g_test_rand_int_range (1, 12), index, mday;

      split (event, &index, &mday);
      assert_day (nw_time_after (NULL, 0, event, n, NW_UNIT_WEEKS), event + n * 7, "weeks");
      assert_day (nw_time_after (NULL, 0, event, n, NW_UNIT_QUARTERS), same_number (event, n * 3, mday), "quarters");
      assert_day (nw_time_after (NULL, 0, event, n, NW_UNIT_HALF_YEARS), same_number (event, n * 6, mday), "half years");
      assert_day (nw_month_part (event, NW_MONTH_END), same_number (event - mday + 1, 0, 31), "the end of the month");
    }
}

/* Whether nobody in one of @lands works on that day. */
static gboolean
rests_everywhere (NwCalendar *calendar, NwLands lands, NwDay day)
{
  gboolean all = lands != 0;

  for (guint land = 0; land < 16; land++)
    if (lands & 1u << land && brute_works (calendar, 1u << land, day, FALSE))
      all = FALSE;
  return all || !brute_works (calendar, 0, day, FALSE);
}

static void
test_moved_brute (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay event = random_day ("1995-01-01", "2105-12-31");
      NwLands lands = (NwLands) g_test_rand_int_range (0, 1 << 16);
      int months = g_test_rand_int_range (1, 4), index, mday;
      NwDay got = nw_eu_months (calendar, lands, event, months), wanted;

      split (event, &index, &mday);
      for (wanted = same_number (event, months, mday); rests_everywhere (calendar, lands, wanted); wanted++)
        ;
      assert_day (got, wanted, "months of European law");
      /* Who knows the Land never has less time than who does not. */
      g_assert_cmpint (nw_eu_months (calendar, NW_ALL_LANDS, event, months), <=, nw_eu_months (calendar, nw_land ("BY"), event, months));
    }
  assert_day (nw_moved_to_working_day (calendar, nw_land ("BE"), day ("2027-03-08")), day ("2027-03-09"), "8 March in Berlin");
  assert_day (nw_moved_to_working_day (calendar, NW_ALL_LANDS, day ("2027-03-08")), day ("2027-03-08"), "8 March somewhere");
  assert_day (nw_moved_to_working_day (calendar, 0, day ("2026-12-25")), day ("2026-12-25"), "Christmas without holidays");
  assert_day (nw_moved_to_working_day (calendar, 0, NW_NO_DAY), NW_NO_DAY, "unknown");
}

/* Hours, minute by minute. */
static void
test_hours_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 event = (gint64) random_day ("1960-01-01", "2099-12-31") * 86400 + g_test_rand_int_range (0, 86400), full = event + 1;
      gint64 hours = g_test_rand_int_range (1, 100);

      while (full % 3600 != 0)
        full++;
      g_assert_cmpint (nw_eu_hours (event, hours) - event, ==, hours * 60 * 60);
      g_assert_cmpint (nw_eu_full_hours (event, hours) - full, ==, hours * 60 * 60);
    }
  g_assert_cmpint (nw_eu_hours (NW_UNKNOWN, 72), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_eu_hours (0, NW_UNKNOWN), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_eu_full_hours (NW_UNKNOWN, 72), ==, NW_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/period/terms", test_terms);
  g_test_add_func ("/period/terms-brute", test_terms_brute);
  g_test_add_func ("/period/working-days", test_working_days);
  g_test_add_func ("/period/working-days-brute", test_working_days_brute);
  g_test_add_func ("/period/nearest-brute", test_nearest_brute);
  g_test_add_func ("/period/spans", test_spans);
  g_test_add_func ("/period/spans-brute", test_spans_brute);
  g_test_add_func ("/period/moved-brute", test_moved_brute);
  g_test_add_func ("/period/hours-brute", test_hours_brute);
  return g_test_run ();
}
