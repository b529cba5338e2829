/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notice-slow.h"

#include <string.h>

/* Notice by law, the way out by the Data Act, and what holds for all results. */

static const NwNoticeFigures figures = {
  .warn_days = { 90, 60, 30 }, .dispatch_days = 5, .rooms_werktag = 3, .service_day = 15, .service_weeks = 6,
};

static NwTerms
lawful (NwNoticeLaw law)
{
  return (NwTerms){
    .starts_on = day ("1995-01-01"), .initial_months = NW_UNKNOWN, .ends_on = NW_NO_DAY, .minimum_months = NW_UNKNOWN,
    .renewal = NW_RENEWAL_EVERGREEN, .renewal_months = NW_UNKNOWN, .notice_value = NW_UNKNOWN, .law = law,
    .lands = NW_ALL_LANDS, .lead_days = NW_UNKNOWN, .received_on = NW_NO_DAY,
  };
}

static NwTerms
agreed (NwRenewal renewal, const char *start, gint64 months, gint64 renewal_months, gint64 notice, NwNoticeUnit unit)
{
  NwTerms terms = lawful (NW_NOTICE_AGREED);

  terms.renewal = renewal;
  terms.starts_on = start != NULL ? day (start) : NW_NO_DAY;
  terms.initial_months = months;
  terms.renewal_months = renewal_months;
  terms.notice_value = notice;
  terms.notice_unit = unit;
  return terms;
}

static void
test_laws (void)
{
  static const char *const names[] = { "", "rooms", "monthly", "quarterly" };
  g_autoptr (Vectors) vectors = vectors_load ("notice-laws");
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwNoticeLaw law = NW_NOTICE_AGREED;
      NwTerms terms;
      NwNotice got;

      while (strcmp (names[law], vectors_get (vectors, i, "law")) != 0)
        law++;
      terms = lawful (law);
      terms.lands = nw_land (*vectors_get (vectors, i, "land") != '\0' ? vectors_get (vectors, i, "land") : NULL);
      got = nw_notice (&terms, &figures, calendar, vectors_day (vectors, i, "last"));
      assert_day (got.next_end, vectors_day (vectors, i, "end"), "end by law");
      assert_day (got.last_receipt, vectors_day (vectors, i, "last"), "last receipt by law");
      assert_day (got.safe_day, vectors_day (vectors, i, "safe"), "safe day by law");
      got = nw_notice (&terms, &figures, calendar, vectors_day (vectors, i, "received"));
      assert_day (got.next_end, vectors_day (vectors, i, "reaches"), "end of notice by law");
    }
}

/* The day that the rules give for @end, counted on fingers. */
static NwDay
slow_last_by_law (NwNoticeLaw law, NwCalendar *calendar, NwLands lands, NwDay end)
{
  int year, month, left = 3;
  NwDay first = end;

  slow_month_day (end, &year, &month);
  if (law == NW_NOTICE_MONTHLY_PAY)
    return nw_day_new (year, month, 15);
  if (law == NW_NOTICE_QUARTERLY_PAY)
    return end - 42;
  while (!slow_is_last_of (first - 1, 3)) /* the first day of the quarter */
    first--;
  for (first--; !slow_is_last_of (first - 1, 3);) /* of the one before it */
    first--;
  for (first--; left > 0;)
    left -= slow_works (calendar, lands, ++first, TRUE);
  return first;
}

static void
test_laws_against_days (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwNoticeLaw law = (NwNoticeLaw) g_test_rand_int_range (NW_NOTICE_ROOMS, NW_NOTICE_QUARTERLY_PAY + 1);
      NwTerms terms = lawful (law);
      NwDay today = random_day ("1996-01-01", "2110-12-31"), end = today;
      NwNotice got;

      terms.lands = g_test_rand_int_range (0, 2) ? NW_ALL_LANDS : 1u << g_test_rand_int_range (0, 16);
      got = nw_notice (&terms, &figures, calendar, today);
      while (!slow_is_last_of (end, law == NW_NOTICE_MONTHLY_PAY ? 1 : 3) || slow_last_by_law (law, calendar, terms.lands, end) < today)
        end++;
      assert_day (got.next_end, end, "end by law");
      assert_day (got.last_receipt, slow_last_by_law (law, calendar, terms.lands, end), "last receipt by law");
    }
}

/* What is agreed goes before the law, and the law is for open-ended contracts. */
static void
test_law_stands_back (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwTerms terms = agreed (NW_RENEWAL_EVERGREEN, "2025-01-01", 0, NW_UNKNOWN, 1, NW_NOTICE_MONTHS);
  NwNotice got;

  terms.law = NW_NOTICE_ROOMS;
  terms.end_kind = NW_END_MONTH;
  got = nw_notice (&terms, &figures, calendar, day ("2026-04-04"));
  assert_day (got.next_end, day ("2026-05-31"), "agreed");
  /* Notice in months was agreed, if not how many. */
  terms.notice_value = NW_UNKNOWN;
  got = nw_notice (&terms, &figures, calendar, day ("2026-04-04"));
  assert_day (got.next_end, NW_NO_DAY, "agreed, but unknown");
  terms.notice_unit = NW_NOTICE_UNIT_UNKNOWN;
  got = nw_notice (&terms, &figures, calendar, day ("2026-04-04"));
  assert_day (got.next_end, day ("2026-09-30"), "by law");
  terms.minimum_months = 36;
  got = nw_notice (&terms, &figures, calendar, day ("2026-04-04"));
  assert_day (got.next_end, day ("2027-12-31"), "by law after the minimum term");
  terms.renewal = NW_RENEWAL_AUTO;
  got = nw_notice (&terms, &figures, calendar, day ("2026-04-04"));
  assert_day (got.next_end, NW_NO_DAY, "automatic renewal");
  g_assert_cmpuint (got.lacks, ==, (NW_LACKS_NOTICE_VALUE | NW_LACKS_NOTICE_UNIT));
}

static void
test_switch (void)
{
  g_autoptr (Vectors) vectors = vectors_load ("switch");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwSwitch got = nw_switch (vectors_day (vectors, i, "received"), vectors_number (vectors, i, "months"),
                                vectors_number (vectors, i, "transition"), vectors_number (vectors, i, "retrieval"));

      assert_day (got.notice_end, vectors_day (vectors, i, "notice_end"), "end of notice");
      assert_day (got.transition_end, vectors_day (vectors, i, "transition_end"), "end of transition");
      assert_day (got.retrieval_end, vectors_day (vectors, i, "retrieval_end"), "end of retrieval");
    }
}

/* One result of each kind, for decisions that no vector shows. */
static void
test_decisions (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwTerms terms = agreed (NW_RENEWAL_NONE, "2024-01-01", 24, NW_UNKNOWN, 3, NW_NOTICE_MONTHS);
  NwNotice got = nw_notice (&terms, &figures, calendar, day ("2025-12-31"));

  assert_day (got.next_end, day ("2025-12-31"), "fixed term on its last day");
  assert_day (got.last_receipt, NW_NO_DAY, "fixed term has no notice");
  g_assert_cmpint (got.days_left, ==, 0);
  g_assert_cmpint (got.level, ==, NW_NOTICE_RED);
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.next_end, NW_NO_DAY, "fixed term is over");
  assert_day (got.ended_on, day ("2025-12-31"), "fixed term ended");
  g_assert_cmpint (got.level, ==, NW_NOTICE_ENDED);
  terms.starts_on = NW_NO_DAY;
  terms.ends_on = day ("2026-06-30");
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.warn[2], day ("2026-05-31"), "fixed term without start");

  terms = agreed (NW_RENEWAL_OPTION, "2024-07-01", 36, 12, 3, NW_NOTICE_MONTHS);
  got = nw_notice (&terms, &figures, calendar, day ("2027-04-10"));
  assert_day (got.next_end, day ("2027-06-30"), "missed option");
  assert_day (got.last_receipt, day ("2027-03-31"), "missed option");
  g_assert_cmpint (got.days_left, ==, -10);
  g_assert_cmpint (got.level, ==, NW_NOTICE_MISSED);
  got = nw_notice (&terms, &figures, calendar, day ("2027-07-01"));
  assert_day (got.ended_on, day ("2027-06-30"), "option over");
}

static void
test_received (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwTerms terms = agreed (NW_RENEWAL_AUTO, "2025-01-01", 12, 12, 3, NW_NOTICE_MONTHS);
  NwNotice got;

  terms.received_on = day ("2025-09-30");
  got = nw_notice (&terms, &figures, calendar, day ("2025-12-31"));
  assert_day (got.ended_on, day ("2025-12-31"), "in time");
  assert_day (got.next_end, day ("2025-12-31"), "in time");
  assert_day (got.next_term_starts, NW_NO_DAY, "no term follows");
  assert_day (got.last_receipt, NW_NO_DAY, "nothing to receive");
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.next_end, NW_NO_DAY, "over");
  terms.received_on = day ("2025-10-01");
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.ended_on, day ("2026-12-31"), "too late for the first end");
  terms.received_on = day ("2024-11-11");
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.ended_on, day ("2025-12-31"), "before the start");
  terms.renewal_months = NW_UNKNOWN;
  terms.received_on = day ("2025-10-01");
  got = nw_notice (&terms, &figures, calendar, day ("2025-11-01"));
  assert_day (got.ended_on, NW_NO_DAY, "length of the renewal unknown");
  g_assert_cmpuint (got.lacks, ==, NW_LACKS_RENEWAL_MONTHS);
  g_assert_cmpint (got.level, ==, NW_NOTICE_LEVEL_UNKNOWN);
}

static void
assert_lacks (NwTerms terms, guint wanted, const char *next_end)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwNotice got = nw_notice (&terms, &figures, calendar, day ("2026-01-10"));

  g_assert_cmpuint (got.lacks, ==, wanted);
  assert_day (got.next_end, next_end != NULL ? day (next_end) : NW_NO_DAY, "next end");
  assert_day (got.last_receipt, NW_NO_DAY, "last receipt");
  g_assert_cmpint (got.level, ==, NW_NOTICE_LEVEL_UNKNOWN);
}

static void
test_unknown (void)
{
  NwTerms terms = agreed (NW_RENEWAL_AUTO, "2025-03-01", 12, 12, 1, NW_NOTICE_MONTHS), other = terms;

  other.renewal = NW_RENEWAL_UNKNOWN;
  assert_lacks (other, NW_LACKS_RENEWAL, "2026-02-28");
  other.starts_on = day ("2024-03-01");
  assert_lacks (other, NW_LACKS_RENEWAL, NULL);
  other = terms, other.starts_on = NW_NO_DAY;
  assert_lacks (other, NW_LACKS_START, NULL);
  other = terms, other.initial_months = NW_UNKNOWN;
  assert_lacks (other, NW_LACKS_TERM, NULL);
  other = terms, other.notice_value = NW_UNKNOWN;
  assert_lacks (other, NW_LACKS_NOTICE_VALUE, "2026-02-28");
  other = terms, other.notice_unit = NW_NOTICE_UNIT_UNKNOWN;
  assert_lacks (other, NW_LACKS_NOTICE_UNIT, "2026-02-28");
  other.renewal = NW_RENEWAL_OPTION;
  assert_lacks (other, NW_LACKS_NOTICE_UNIT, "2026-02-28");
  other = terms, other.initial_months = 1, other.renewal_months = NW_UNKNOWN;
  assert_lacks (other, NW_LACKS_RENEWAL_MONTHS, NULL);
  other = terms, other.renewal = NW_RENEWAL_EVERGREEN;
  assert_lacks (other, NW_LACKS_END_KIND, NULL);
  other.end_kind = NW_END_MONTH, other.starts_on = NW_NO_DAY, other.initial_months = NW_UNKNOWN;
  assert_lacks (other, NW_LACKS_START, NULL);
  other.notice_value = NW_UNKNOWN, other.end_kind = NW_END_UNKNOWN;
  assert_lacks (other, NW_LACKS_START | NW_LACKS_NOTICE_VALUE | NW_LACKS_END_KIND, NULL);
  other = terms, other.starts_on = NW_NO_DAY, other.initial_months = NW_UNKNOWN;
  assert_lacks (other, NW_LACKS_START | NW_LACKS_TERM, NULL);
  other.renewal = NW_RENEWAL_NONE;
  assert_lacks (other, NW_LACKS_START | NW_LACKS_TERM, NULL);
  other = terms, other.starts_on = day ("9999-06-01");
  assert_lacks (other, 0, NULL);
  other = terms, other.renewal = NW_RENEWAL_NONE, other.initial_months = 0;
  assert_lacks (other, NW_LACKS_TERM, NULL);
}

/* The clock never takes an end back, and a deadline never lies behind it. */
static void
test_properties (void)
{
  static const NwNoticeUnit units[] = { NW_NOTICE_DAYS, NW_NOTICE_WEEKS, NW_NOTICE_MONTHS, NW_NOTICE_ARBEITSTAGE, NW_NOTICE_WERKTAGE };
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < RANDOM_CASES / 10; i++)
    {
      NwTerms terms = agreed (g_test_rand_int_range (0, 2) ? NW_RENEWAL_AUTO : NW_RENEWAL_EVERGREEN, "2025-01-01",
                              g_test_rand_int_range (0, 37), g_test_rand_int_range (1, 37), g_test_rand_int_range (0, 40),
                              units[g_test_rand_int_range (0, G_N_ELEMENTS (units))]);
      NwDay before = NW_NO_DAY;

      terms.starts_on = random_day ("1995-01-01", "2099-12-31");
      terms.end_kind = (NwEndKind) g_test_rand_int_range (NW_END_TERM, NW_END_FIRST_THEN_ANY + 1);
      terms.notice_mode = (NwNoticeMode) g_test_rand_int_range (0, 3);
      for (NwDay today = terms.starts_on - 100, last = today + 1000; today < last; today += g_test_rand_int_range (1, 9))
        {
          NwNotice got = nw_notice (&terms, &figures, calendar, today), later;

          g_assert_cmpint (got.next_end, >=, MAX (before, today));
          g_assert_cmpint (got.next_end, >=, got.minimum_end);
          g_assert_cmpint (got.last_receipt, >=, today);
          g_assert_cmpint (got.last_receipt, <=, got.next_end);
          g_assert_true (got.safe_day <= got.last_receipt && got.dispatch_by < got.safe_day);
          g_assert_true (got.missed_end == NW_NO_DAY || (got.missed_end >= today && got.missed_end < got.next_end));
          later = nw_notice (&terms, &figures, calendar, got.last_receipt);
          g_assert_cmpint (later.next_end, ==, got.next_end);
          before = got.next_end;
        }
    }
}

/* Renewals that began long ago, and the ends of the calendar. */
static void
test_limits (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  NwTerms terms = agreed (NW_RENEWAL_AUTO, "1600-01-31", 1, 1, 14, NW_NOTICE_DAYS);
  NwNotice got = nw_notice (&terms, &figures, calendar, day ("2100-02-10"));

  assert_day (got.next_end, day ("2100-02-28"), "after 6000 renewals");
  terms = agreed (NW_RENEWAL_AUTO, "2024-02-29", 48, 48, 1, NW_NOTICE_MONTHS);
  got = nw_notice (&terms, &figures, calendar, day ("2099-01-01"));
  assert_day (got.next_end, day ("2100-02-28"), "from leap day to leap day");
  got = nw_notice (&terms, &figures, calendar, day ("2101-01-01"));
  assert_day (got.next_end, day ("2104-02-29"), "no leap day in 2100");
  terms = agreed (NW_RENEWAL_AUTO, "9998-06-01", 12, 12, 12, NW_NOTICE_MONTHS);
  got = nw_notice (&terms, &figures, calendar, day ("9999-12-31"));
  assert_day (got.next_end, NW_NO_DAY, "beyond the calendar");
  assert_day (got.last_receipt, NW_NO_DAY, "beyond the calendar");
  terms = agreed (NW_RENEWAL_NONE, "1600-01-01", 1, NW_UNKNOWN, NW_UNKNOWN, NW_NOTICE_UNIT_UNKNOWN);
  got = nw_notice (&terms, &figures, calendar, day ("1600-01-01"));
  assert_day (got.warn[0], NW_NO_DAY, "before the calendar");
  terms = agreed (NW_RENEWAL_EVERGREEN, "2020-01-01", 1200, 1200, 10000, NW_NOTICE_ARBEITSTAGE);
  terms.end_kind = NW_END_YEAR;
  got = nw_notice (&terms, &figures, calendar, day ("2026-01-01"));
  assert_day (got.next_end, day ("2119-12-31"), "a hundred years");
}

static void
test_speed (void)
{
  enum { CONTRACTS = 10000 };
  g_autofree NwTerms *terms = g_new (NwTerms, CONTRACTS);
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  static const NwNoticeUnit units[] = { NW_NOTICE_DAYS, NW_NOTICE_WEEKS, NW_NOTICE_MONTHS, NW_NOTICE_ARBEITSTAGE, NW_NOTICE_WERKTAGE };
  NwDay today = day ("2026-07-15");
  gint64 began, took;
  guint known = 0;

  for (guint i = 0; i < CONTRACTS; i++)
    {
      terms[i] = agreed ((NwRenewal) g_test_rand_int_range (NW_RENEWAL_NONE, NW_RENEWAL_OPTION + 1), "2025-01-01",
                         g_test_rand_int_range (1, 61), g_test_rand_int_range (1, 37), g_test_rand_int_range (0, 31),
                         units[g_test_rand_int_range (0, G_N_ELEMENTS (units))]);
      terms[i].starts_on = random_day ("1985-01-01", "2027-12-31");
      terms[i].end_kind = (NwEndKind) g_test_rand_int_range (NW_END_TERM, NW_END_FIRST_THEN_ANY + 1);
      terms[i].lead_days = 14;
    }
  began = g_get_monotonic_time ();
  for (guint i = 0; i < CONTRACTS; i++)
    known += nw_notice (&terms[i], &figures, calendar, today).level != NW_NOTICE_LEVEL_UNKNOWN;
  took = g_get_monotonic_time () - began;
  g_test_message ("%d contracts in %" G_GINT64_FORMAT " µs", CONTRACTS, took);
  g_assert_cmpuint (known, ==, CONTRACTS);
  g_assert_cmpint (took, <, G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/notice-laws/vectors", test_laws);
  g_test_add_func ("/notice-laws/against-days", test_laws_against_days);
  g_test_add_func ("/notice-laws/stands-back", test_law_stands_back);
  g_test_add_func ("/notice-laws/switch", test_switch);
  g_test_add_func ("/notice-laws/decisions", test_decisions);
  g_test_add_func ("/notice-laws/received", test_received);
  g_test_add_func ("/notice-laws/unknown", test_unknown);
  g_test_add_func ("/notice-laws/properties", test_properties);
  g_test_add_func ("/notice-laws/limits", test_limits);
  g_test_add_func ("/notice-laws/speed", test_speed);
  return g_test_run ();
}
