/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notice-slow.h"

#include <string.h>

static const NwNoticeFigures figures = {
  .warn_days = { 90, 60, 30 }, .dispatch_days = 5, .rooms_werktag = 3, .service_day = 15, .service_weeks = 6,
};
static const NwTerms silent = {
  .starts_on = NW_NO_DAY, .initial_months = NW_UNKNOWN, .ends_on = NW_NO_DAY, .minimum_months = NW_UNKNOWN, .renewal_months = NW_UNKNOWN,
  .notice_value = NW_UNKNOWN, .lands = NW_ALL_LANDS, .lead_days = NW_UNKNOWN, .received_on = NW_NO_DAY,
};

/* 1 + the index of the choice @name of a contract's field, 0 when it is empty. */
static int
choice (const char *field, const char *name)
{
  const NwChoice *choices = nw_entity_get_field (&nw_contract, field_of (&nw_contract, field))->choices;

  for (int i = 0; *name != '\0'; i++)
    if (strcmp (choices[i].name, name) == 0)
      return i + 1;
  return 0;
}

static NwTerms
read_terms (Vectors *vectors, guint i)
{
  NwTerms terms = silent;

  terms.starts_on = vectors_day (vectors, i, "start");
  terms.starts_by_event = strcmp (vectors_get (vectors, i, "event"), "yes") == 0;
  terms.initial_months = vectors_number (vectors, i, "months");
  terms.renewal = (NwRenewal) choice ("renewal", vectors_get (vectors, i, "renewal"));
  terms.renewal_months = vectors_number (vectors, i, "renewal_months");
  terms.notice_value = vectors_number (vectors, i, "notice");
  terms.notice_unit = (NwNoticeUnit) choice ("notice_unit", vectors_get (vectors, i, "unit"));
  terms.notice_mode = (NwNoticeMode) choice ("notice_mode", vectors_get (vectors, i, "mode"));
  terms.end_kind = (NwEndKind) choice ("end_kind", vectors_get (vectors, i, "kind"));
  terms.lands = nw_land (*vectors_get (vectors, i, "land") != '\0' ? vectors_get (vectors, i, "land") : NULL);
  return terms;
}

static void
assert_vector (Vectors *vectors, guint i, const NwNotice *got)
{
  static const char *const weekdays[] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };
  const char *id = vectors_get (vectors, i, "id");

  g_test_message ("%s", id);
  assert_day (got->next_end, vectors_day (vectors, i, "end"), "end");
  assert_day (got->last_receipt, vectors_day (vectors, i, "last"), "last receipt");
  assert_day (got->safe_day, vectors_day (vectors, i, "safe"), "safe");
  assert_day (got->next_term_starts, vectors_day (vectors, i, "next_term"), "next term");
  assert_day (got->warn[0], vectors_day (vectors, i, "warn_90"), "warning at 90");
  assert_day (got->warn[1], vectors_day (vectors, i, "warn_60"), "warning at 60");
  assert_day (got->warn[2], vectors_day (vectors, i, "warn_30"), "warning at 30");
  assert_day (got->missed_end, vectors_day (vectors, i, "missed"), "missed");
  if (got->last_receipt != NW_NO_DAY)
    g_assert_cmpstr (weekdays[nw_weekday (got->last_receipt)], ==, vectors_get (vectors, i, "weekday"));
  g_assert_cmpuint (got->lacks, ==, 0);
}

static void
test_vectors (void)
{
  g_autoptr (Vectors) vectors = vectors_load ("notice");
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  g_assert_cmpuint (vectors_rows (vectors), ==, 34);
  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwTerms terms = read_terms (vectors, i);
      NwNotice got = nw_notice (&terms, &figures, calendar, vectors_day (vectors, i, "today"));

      assert_vector (vectors, i, &got);
      g_assert_cmpint (got.level == NW_NOTICE_NO_DEADLINE, ==, strcmp (vectors_get (vectors, i, "id"), "K33") == 0);
    }
}

static int
one_of (int a, int b)
{
  return g_test_rand_int_range (0, 2) ? a : b;
}

static gint64
maybe (int from, int to)
{
  return g_test_rand_int_range (0, 12) == 0 ? NW_UNKNOWN : g_test_rand_int_range (from, to);
}

static gint64
random_value (NwNoticeUnit unit)
{
  static const int most[] = { 7, 120, 20, 7, 30, 30 };

  return maybe (0, most[unit]);
}

/* One day in three is moved to where months differ: their last days and first. */
static NwDay
near_month_end (NwDay random)
{
  if (g_test_rand_int_range (0, 3) != 0)
    return random;
  while (!slow_is_last_of (random, 1))
    random++;
  return random + g_test_rand_int_range (-3, 3);
}

static NwTerms
random_terms (void)
{
  static const NwNoticeUnit units[] = { NW_NOTICE_DAYS, NW_NOTICE_WEEKS, NW_NOTICE_MONTHS, NW_NOTICE_MONTHS, NW_NOTICE_MONTHS,
                                        NW_NOTICE_ARBEITSTAGE, NW_NOTICE_WERKTAGE };
  static const int lengths[] = { 0, 1, 1, 2, 3, 6, 12, 12, 12, 24, 36, 48, 60, 17 };
  static const int renewals[] = { 1, 1, 2, 3, 4, 6, 12, 12, 12, 16, 24, 36, 48, 7 };
  NwTerms terms = silent;

  terms.starts_on = maybe (0, 2) == NW_UNKNOWN ? NW_NO_DAY : near_month_end (random_day ("1995-01-01", "2099-12-31"));
  terms.starts_by_event = one_of (FALSE, TRUE);
  terms.initial_months = maybe (0, 2) == NW_UNKNOWN ? NW_UNKNOWN : lengths[g_test_rand_int_range (0, G_N_ELEMENTS (lengths))];
  if (g_test_rand_int_range (0, 5) == 0)
    terms.ends_on = (terms.starts_on != NW_NO_DAY ? terms.starts_on : random_day ("1995-01-01", "2099-12-31")) + g_test_rand_int_range (0, 1500);
  if (g_test_rand_int_range (0, 5) == 0)
    terms.minimum_months = g_test_rand_int_range (0, 50);
  terms.renewal = (NwRenewal) g_test_rand_int_range (g_test_rand_int_range (0, 8) == 0 ? 0 : 1, 5);
  terms.renewal_months = maybe (0, 2) == NW_UNKNOWN ? NW_UNKNOWN : renewals[g_test_rand_int_range (0, G_N_ELEMENTS (renewals))];
  terms.notice_unit = maybe (0, 2) == NW_UNKNOWN ? NW_NOTICE_UNIT_UNKNOWN : units[g_test_rand_int_range (0, G_N_ELEMENTS (units))];
  terms.notice_value = random_value (terms.notice_unit);
  terms.notice_mode = (NwNoticeMode) g_test_rand_int_range (0, 3);
  terms.end_kind = (NwEndKind) (terms.renewal == NW_RENEWAL_AUTO ? one_of (NW_END_TERM, g_test_rand_int_range (0, 9)) : g_test_rand_int_range (0, 9));
  terms.lands = one_of (NW_ALL_LANDS, 1 << g_test_rand_int_range (0, 16));
  terms.lead_days = maybe (0, 60);
  return terms;
}

/* Around the life of the contract, and often near its first ends. */
static NwDay
random_today (const NwTerms *terms)
{
  NwDay start = terms->starts_on != NW_NO_DAY ? terms->starts_on : terms->ends_on;

  if (start == NW_NO_DAY || g_test_rand_int_range (0, 4) == 0)
    return near_month_end (random_day ("1995-01-01", "2125-12-31"));
  return near_month_end (start + g_test_rand_int_range (-200, one_of (1500, 9000)));
}

/* One time in three a day on which everything hangs: the last for notice, and
 * its neighbours. */
static NwDay
decisive_day (const NwTerms *terms, NwCalendar *calendar, NwDay today)
{
  NwNotice notice = nw_notice (terms, &figures, calendar, today);

  if (notice.last_receipt == NW_NO_DAY || g_test_rand_int_range (0, 3) != 0)
    return today;
  return notice.last_receipt + g_test_rand_int_range (-1, 3);
}

static void
assert_same (const NwNotice *got, const Slow *wanted)
{
  assert_day (got->next_end, wanted->next_end, "end");
  assert_day (got->last_receipt, wanted->last_receipt, "last receipt");
  assert_day (got->safe_day, wanted->safe_day, "safe");
  assert_day (got->dispatch_by, wanted->dispatch_by, "dispatch");
  assert_day (got->next_term_starts, wanted->next_term_starts, "next term");
  assert_day (got->internal_day, wanted->internal_day, "internal");
  for (guint i = 0; i < 3; i++)
    assert_day (got->warn[i], wanted->warn[i], "warning");
  assert_day (got->missed_end, wanted->missed_end, "missed");
  assert_day (got->ended_on, wanted->ended_on, "ended");
  g_assert_cmpint (got->days_left, ==, wanted->days_left);
  g_assert_cmpint (got->level, ==, wanted->level);
}

static void
describe (const NwTerms *terms, NwDay today)
{
  g_autofree char *start = terms->starts_on != NW_NO_DAY ? nw_day_format (terms->starts_on) : NULL;
  g_autofree char *end = terms->ends_on != NW_NO_DAY ? nw_day_format (terms->ends_on) : NULL;
  g_autofree char *received = terms->received_on != NW_NO_DAY ? nw_day_format (terms->received_on) : NULL;
  g_autofree char *now = nw_day_format (today);

  g_test_message ("start %s%s, %" G_GINT64_FORMAT " months, ends %s, minimum %" G_GINT64_FORMAT ", renewal %d of %" G_GINT64_FORMAT
                  ", notice %" G_GINT64_FORMAT " unit %d mode %d, kind %d, lands %x, received %s, today %s",
                  start, terms->starts_by_event ? " by event" : "", terms->initial_months, end, terms->minimum_months, terms->renewal,
                  terms->renewal_months, terms->notice_value, terms->notice_unit, terms->notice_mode, terms->end_kind, terms->lands,
                  received, now);
}

static void
test_against_days (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  guint levels[NW_NOTICE_ENDED + 1] = { 0 };

  for (guint i = 0; i < 2 * RANDOM_CASES; i++)
    {
      NwTerms terms = random_terms ();
      NwDay today = random_today (&terms);

      today = decisive_day (&terms, calendar, today);
      if (g_test_rand_int_range (0, 6) == 0)
        terms.received_on = decisive_day (&terms, calendar, random_today (&terms));

      NwNotice got = nw_notice (&terms, &figures, calendar, today);
      Slow wanted = slow_notice (&terms, calendar, today);

      if (got.next_end != wanted.next_end || got.last_receipt != wanted.last_receipt || got.ended_on != wanted.ended_on
          || got.level != wanted.level || got.missed_end != wanted.missed_end)
        describe (&terms, today);
      assert_same (&got, &wanted);
      g_assert_cmpint (got.next_end == NW_NO_DAY && got.ended_on == NW_NO_DAY ? got.lacks != 0 : TRUE, ==, TRUE);
      levels[got.level]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_assert_cmpuint (levels[i], >, 0);
}

/* Terms that begin at the end of a month, on the days on which notice is just
 * in time or just too late: where the ways to count part. */
static void
test_month_ends (void)
{
  static const int months[] = { 1, 2, 3, 6 };
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (NwDay start = day ("2023-01-29"); start < day ("2028-03-01"); start++)
    for (guint i = 0; i < 12 * G_N_ELEMENTS (months) && (slow_is_last_of (start, 1) || slow_is_last_of (start + 1, 1)); i++)
      {
        NwTerms terms = silent;

        terms.starts_on = start;
        terms.renewal = NW_RENEWAL_AUTO;
        terms.initial_months = terms.renewal_months = 12;
        terms.notice_unit = NW_NOTICE_MONTHS;
        terms.notice_value = months[i / 12];
        terms.notice_mode = (NwNoticeMode) (i % 3);

        NwDay today = slow_last (&terms, calendar, slow_initial (&terms)) + (int) (i % 12 / 3) - 1;
        NwNotice got = nw_notice (&terms, &figures, calendar, today);
        Slow wanted = slow_notice (&terms, calendar, today);

        assert_same (&got, &wanted);
      }
}

/* Counted back, forward, and the way that comes to mind first. */
static void
test_modes (void)
{
  static const int months[] = { 1, 2, 3, 6, 12 };
  guint cases = 0, differ = 0, naive_wrong = 0;

  for (NwDay end = day ("2023-01-01"); end < day ("2023-01-01") + 9 * 365; end++)
    for (guint i = 0; i < G_N_ELEMENTS (months); i++, cases++)
      {
        NwTerms terms = silent;

        terms.renewal = NW_RENEWAL_AUTO;
        terms.notice_value = months[i];
        terms.notice_unit = NW_NOTICE_MONTHS;
        terms.notice_mode = NW_NOTICE_FORWARD;
        NwDay forward = nw_notice_last_receipt (&terms, &figures, NULL, end);
        g_assert_cmpint (forward, ==, slow_last (&terms, NULL, end));
        terms.notice_mode = one_of (NW_NOTICE_BACKWARD, NW_NOTICE_MODE_UNKNOWN);
        NwDay backward = nw_notice_last_receipt (&terms, &figures, NULL, end);

        g_assert_cmpint (backward, <=, forward);
        differ += backward != forward;
        naive_wrong += slow_shift (end, -months[i]) != forward;
      }
  g_assert_cmpuint (cases, ==, 16425);
  g_assert_cmpuint (differ, ==, 198);
  g_assert_cmpuint (naive_wrong, ==, 146);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/notice/vectors", test_vectors);
  g_test_add_func ("/notice/against-days", test_against_days);
  g_test_add_func ("/notice/month-ends", test_month_ends);
  g_test_add_func ("/notice/modes", test_modes);
  return g_test_run ();
}
