/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

static NwLands
lands_of (const char *code)
{
  return strcmp (code, "-") == 0 ? 0 : nw_land (code);
}

static void
test_vectors (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  g_autoptr (Vectors) v = vectors_load ("request");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      const NwRequestFacts facts = {
        .lands = lands_of (vectors_get (v, i, "land")), .months = 1, .extended_months = 3,
        .received = vectors_day (v, i, "received"), .extended = vectors_day (v, i, "extended"),
        .paused_from = NW_NO_DAY, .paused_to = NW_NO_DAY,
        .has_reason = strcmp (vectors_get (v, i, "reason"), "yes") == 0,
      };
      NwRequestDue due = nw_request_due (calendar, &facts, day ("2026-07-01"));

      assert_day (due.plan, vectors_day (v, i, "plan"), vectors_get (v, i, "id"));
      assert_day (due.legal, vectors_day (v, i, "legal"), vectors_get (v, i, "id"));
      g_assert_cmpint (due.extension, ==, vectors_number (v, i, "extension"));
      g_assert_true (due.with_pause == NW_NO_DAY);
    }
}

/* Goes through the days until the month is over on a working day. */
static NwDay
brute_last (NwCalendar *calendar, NwLands land, NwDay received, int months, gboolean moved)
{
  int year, month, mday, last_year, last_month, last_mday;
  NwDay last = received + 27 * months;

  nw_day_split (received, &year, &month, &mday);
  month += months;
  year += (month - 1) / 12;
  month = (month - 1) % 12 + 1;
  for (;; last++)
    {
      nw_day_split (last, &last_year, &last_month, &last_mday);
      if (last_year == year && last_month == month && (last_mday == mday || last_mday == nw_days_in_month (year, month)))
        break;
    }
  while (moved && !nw_calendar_is_arbeitstag (calendar, last, land))
    last++;
  return last;
}

static void
test_brute (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  guint seen[4] = { 0 };

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay received = random_day ("2018-05-25", "2109-12-31"), first, on = received + g_test_rand_int_range (0, 200);
      NwRequestFacts facts = { .lands = 1u << g_test_rand_int_range (0, 16), .months = 1, .extended_months = 3, .received = received,
                               .extended = received + g_test_rand_int_range (0, 60), .paused_from = NW_NO_DAY, .paused_to = NW_NO_DAY,
                               .has_reason = g_test_rand_int_range (0, 4) > 0 };
      NwRequestDue due;
      NwExtension wanted = NW_EXTENSION_NONE;
      int months, pause;

      if (g_test_rand_bit ())
        facts.extended = NW_NO_DAY;
      if (g_test_rand_bit ())
        facts.paused_from = received + g_test_rand_int_range (0, 20);
      if (facts.paused_from != NW_NO_DAY && g_test_rand_bit ())
        facts.paused_to = facts.paused_from + g_test_rand_int_range (0, 20);
      first = brute_last (calendar, facts.lands, received, 1, TRUE);
      if (facts.extended != NW_NO_DAY)
        wanted = facts.extended > first ? NW_EXTENSION_LATE : facts.has_reason ? NW_EXTENSION_VALID : NW_EXTENSION_WITHOUT_REASON;
      months = wanted == NW_EXTENSION_VALID ? 3 : 1;
      due = nw_request_due (calendar, &facts, on);
      g_assert_cmpint (due.extension, ==, wanted);
      seen[wanted]++;
      assert_day (due.plan, brute_last (calendar, facts.lands, received, months, FALSE), "plan");
      assert_day (due.legal, brute_last (calendar, facts.lands, received, months, TRUE), "legal");
      if (facts.paused_from == NW_NO_DAY)
        {
          assert_day (due.with_pause, NW_NO_DAY, "no pause");
          continue;
        }
      pause = (facts.paused_to != NW_NO_DAY ? facts.paused_to : on) - facts.paused_from;
      first = due.plan + (pause > 0 ? pause : 0);
      while (!nw_calendar_is_arbeitstag (calendar, first, facts.lands))
        first++;
      assert_day (due.with_pause, first, "with the pause");
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 100);
}

static void
test_timely (void)
{
  NwDay legal = day ("2026-04-07");

  g_assert_cmpint (nw_request_timely (legal, legal, TRUE, legal + 50), ==, NW_TIMELY_YES);
  g_assert_cmpint (nw_request_timely (legal, legal + 1, TRUE, legal + 50), ==, NW_TIMELY_NO);
  g_assert_cmpint (nw_request_timely (legal, NW_NO_DAY, FALSE, legal), ==, NW_TIMELY_UNKNOWN);
  g_assert_cmpint (nw_request_timely (legal, NW_NO_DAY, FALSE, legal + 1), ==, NW_TIMELY_NO);
  g_assert_cmpint (nw_request_timely (legal, NW_NO_DAY, TRUE, legal + 1), ==, NW_TIMELY_UNKNOWN);
  g_assert_cmpint (nw_request_timely (NW_NO_DAY, legal, TRUE, legal), ==, NW_TIMELY_UNKNOWN);
}

static void
test_unknown (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwRequestFacts facts = { .lands = NW_ALL_LANDS, .months = -1, .extended_months = 3, .received = day ("2026-03-05"), .extended = NW_NO_DAY,
                           .paused_from = NW_NO_DAY, .paused_to = NW_NO_DAY };

  assert_day (nw_request_due (calendar, &facts, day ("2026-04-01")).legal, NW_NO_DAY, "months unknown");
  facts.months = 1;
  facts.received = NW_NO_DAY;
  facts.paused_from = day ("2026-03-06");
  assert_day (nw_request_due (calendar, &facts, day ("2026-04-01")).legal, NW_NO_DAY, "receipt unknown");
  assert_day (nw_request_due (calendar, &facts, day ("2026-04-01")).with_pause, NW_NO_DAY, "receipt unknown");
  facts.received = day ("2026-03-05");
  facts.extended = day ("2026-03-06");
  facts.has_reason = TRUE;
  facts.extended_months = -1;
  assert_day (nw_request_due (calendar, &facts, day ("2026-04-01")).plan, NW_NO_DAY, "extended months unknown");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/request/vectors", test_vectors);
  g_test_add_func ("/request/brute", test_brute);
  g_test_add_func ("/request/timely", test_timely);
  g_test_add_func ("/request/unknown", test_unknown);
  return g_test_run ();
}
