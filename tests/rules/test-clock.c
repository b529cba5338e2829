/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

static gint64
instant (const char *iso)
{
  gint64 seconds;

  if (!nw_instant_parse (iso, &seconds))
    g_error ("“%s” is no instant", iso);
  return seconds;
}

static void
test_breach (void)
{
  g_autoptr (Vectors) v = vectors_load ("clock-breach");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      gint64 aware = instant (vectors_get (v, i, "aware"));

      g_assert_cmpint (nw_eu_hours (aware, 72), ==, instant (vectors_get (v, i, "strict")));
      g_assert_cmpint (nw_eu_full_hours (aware, 72), ==, instant (vectors_get (v, i, "full_hour")));
    }
}

static void
test_final (void)
{
  g_autoptr (Vectors) v = vectors_load ("clock-final");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      gint64 due = nw_final_report_due (instant (vectors_get (v, i, "sent")), vectors_number (v, i, "months"));

      assert_day (nw_berlin_day (due), vectors_day (v, i, "last"), vectors_get (v, i, "sent"));
      assert_day (nw_berlin_day (due + 1), vectors_day (v, i, "last") + 1, "a second later");
    }
  g_assert_cmpint (nw_final_report_due (NW_UNKNOWN, 1), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_final_report_due (0, NW_UNKNOWN), ==, NW_UNKNOWN);
}

static gint64
some_instant (gint64 around)
{
  return g_test_rand_int_range (0, 3) == 0 ? NW_UNKNOWN : around + g_test_rand_int_range (0, 10 * 86400);
}

static const char *
brute_hours (NwAnswer runs, gint64 aware, gint64 hours, gint64 done, NwDay on)
{
  NwDay last;

  if (runs == NW_ANSWER_NO)
    return "none";
  if (runs == NW_ANSWER_UNKNOWN || aware == NW_UNKNOWN)
    return "unknown";
  if (done != NW_UNKNOWN)
    return done - aware > hours * 3600 ? "late" : "met";
  last = nw_berlin_day (aware + hours * 3600);
  return on > last ? "missed" : "open";
}

/* Seconds are counted up until the day in Germany has come and gone. */
static const char *
brute_final (const NwClockFacts *f, NwDay on)
{
  gint64 sent = f->done[NW_CLOCK_NIS2_REPORT], done = f->done[NW_CLOCK_NIS2_FINAL];
  int year, month, mday, y, m, d;
  NwDay last;

  if (f->nis2 == NW_ANSWER_NO)
    return "none";
  if (f->nis2 == NW_ANSWER_UNKNOWN)
    return "unknown";
  if (sent == NW_UNKNOWN)
    return done == NW_UNKNOWN ? "open" : "unknown";
  nw_day_split (nw_berlin_day (sent), &year, &month, &mday);
  for (last = nw_berlin_day (sent) + 28;; last++)
    {
      nw_day_split (last, &y, &m, &d);
      if (d == mday || d == nw_days_in_month (y, m))
        if (m == month % 12 + 1)
          break;
    }
  if (done != NW_UNKNOWN)
    return nw_berlin_day (done) > last ? "late" : "met";
  return on > last ? "missed" : "open";
}

static void
test_states_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 aware = (gint64) random_day ("2019-01-01", "2105-12-31") * 86400 + g_test_rand_int_range (0, 86400);
      NwDay on = (NwDay) (aware / 86400) + g_test_rand_int_range (0, 50);
      NwClockFacts f = { .breach = g_test_rand_int_range (0, 3), .high_risk = g_test_rand_int_range (0, 3), .nis2 = g_test_rand_int_range (0, 3),
                         .aware = g_test_rand_int_range (0, 8) > 0 ? aware : NW_UNKNOWN,
                         .breach_hours = 72, .early_hours = 24, .report_hours = 72, .final_months = 1 };
      NwClock clocks[NW_N_CLOCKS];
      const char *wanted[NW_N_CLOCKS];

      for (guint c = 0; c < NW_N_CLOCKS; c++)
        f.done[c] = some_instant (c == NW_CLOCK_NIS2_FINAL ? aware + 28 * 86400 : aware);
      /* The last second, and those around it. */
      if (g_test_rand_int_range (0, 4) == 0)
        f.done[NW_CLOCK_ART33] = aware + 72 * 3600 + g_test_rand_int_range (-1, 2);
      wanted[NW_CLOCK_ART33] = brute_hours (f.breach, f.aware, 72, f.done[NW_CLOCK_ART33], on);
      wanted[NW_CLOCK_NIS2_EARLY] = brute_hours (f.nis2, f.aware, 24, f.done[NW_CLOCK_NIS2_EARLY], on);
      wanted[NW_CLOCK_NIS2_REPORT] = brute_hours (f.nis2, f.aware, 72, f.done[NW_CLOCK_NIS2_REPORT], on);
      wanted[NW_CLOCK_NIS2_FINAL] = brute_final (&f, on);
      wanted[NW_CLOCK_ART34] = f.high_risk == NW_ANSWER_UNKNOWN ? "unknown" : f.high_risk == NW_ANSWER_NO ? "none"
                               : f.done[NW_CLOCK_ART34] != NW_UNKNOWN ? "met" : "open";
      nw_clocks_run (&f, on, clocks);
      for (guint c = 0; c < NW_N_CLOCKS; c++)
        {
          g_assert_cmpstr (nw_clock_state_name (clocks[c].state), ==, wanted[c]);
          if (clocks[c].state == NW_CLOCK_NONE || clocks[c].state == NW_CLOCK_UNKNOWN)
            g_assert_cmpint (clocks[c].due, ==, NW_UNKNOWN);
        }
    }
}

static void
test_format (void)
{
  NwClock clocks[NW_N_CLOCKS] = { { NW_CLOCK_OPEN, 1 }, { NW_CLOCK_NONE, NW_UNKNOWN }, { NW_CLOCK_MET, 1 }, { NW_CLOCK_LATE, 1 }, { NW_CLOCK_MISSED, 1 } };
  g_autofree char *some = nw_clocks_format (clocks);
  g_autofree char *none = NULL;

  g_assert_cmpstr (some, ==, "art33:open;nis2_early:met;nis2_report:late;nis2_final:missed");
  for (guint i = 0; i < NW_N_CLOCKS; i++)
    clocks[i].state = NW_CLOCK_NONE;
  none = nw_clocks_format (clocks);
  g_assert_cmpstr (none, ==, "");
}

static void
assert_fraction (NwFraction got, gint64 n, gint64 d)
{
  g_assert_cmpint (got.n, ==, n);
  g_assert_cmpint (got.d, ==, d);
}

static void
test_mean (void)
{
  const gint64 hour = 3600;
  const NwIncidentTimes three[] = {
    { 8 * hour, 10 * hour, 18 * hour },
    { 0, 24 * hour, 36 * hour },
    { NW_UNKNOWN, 5 * hour, NW_UNKNOWN },
  };
  NwMeanTime detect = nw_mean_time_to_detect (three, 3), remediate = nw_mean_time_to_remediate (three, 3), none = nw_mean_time (NULL, 0);
  const gint64 odd[] = { 7, NW_UNKNOWN, 1, 3 }, even[] = { 4, 1 };

  assert_fraction (detect.mean, 780, 1);
  assert_fraction (detect.median, 780, 1);
  g_assert_true (detect.used == 2 && detect.excluded == 1 && detect.open == 0);
  assert_fraction (remediate.mean, 600, 1);
  assert_fraction (remediate.median, 600, 1);
  g_assert_true (remediate.used == 2 && remediate.excluded == 0 && remediate.open == 1);
  g_assert_false (nw_fraction_known (none.mean) || nw_fraction_known (none.median) || none.used + none.excluded + none.open > 0);
  assert_fraction (nw_mean_time (odd, 4).mean, 11, 3);
  assert_fraction (nw_mean_time (odd, 4).median, 3, 1);
  assert_fraction (nw_mean_time (even, 2).median, 5, 2);
}

/* The median has as many above it as below. */
static void
test_mean_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 minutes[12], sum = 0;
      guint n = (guint) g_test_rand_int_range (0, 13), used = 0, below = 0, above = 0;
      NwMeanTime got;

      for (guint m = 0; m < n; m++)
        {
          minutes[m] = g_test_rand_int_range (0, 5) == 0 ? NW_UNKNOWN : g_test_rand_int_range (0, 20);
          used += minutes[m] != NW_UNKNOWN;
          sum += minutes[m] != NW_UNKNOWN ? minutes[m] : 0;
        }
      got = nw_mean_time (minutes, n);
      g_assert_cmpuint (got.used, ==, used);
      g_assert_cmpuint (got.excluded, ==, n - used);
      if (used == 0)
        {
          g_assert_false (nw_fraction_known (got.mean));
          continue;
        }
      g_assert_cmpint (got.mean.n * used, ==, sum * got.mean.d);
      for (guint m = 0; m < n; m++)
        {
          below += minutes[m] != NW_UNKNOWN && minutes[m] * got.median.d < got.median.n;
          above += minutes[m] != NW_UNKNOWN && minutes[m] * got.median.d > got.median.n;
        }
      g_assert_true (2 * below <= used && 2 * above <= used);
    }
}

static void
test_order (void)
{
  const gint64 good[] = { NW_UNKNOWN, 5, NW_UNKNOWN, 5, 9 }, bad[] = { 5, NW_UNKNOWN, 4 };

  g_assert_true (nw_in_order (good, 5));
  g_assert_false (nw_in_order (bad, 3));
  g_assert_true (nw_in_order (NULL, 0));
  g_assert_cmpint (nw_minutes_between (0, 119), ==, 1);
  g_assert_cmpint (nw_minutes_between (60, 59), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_minutes_between (NW_UNKNOWN, 59), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_minutes_between (-61, -1), ==, 1);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/clock/breach", test_breach);
  g_test_add_func ("/clock/final", test_final);
  g_test_add_func ("/clock/states-brute", test_states_brute);
  g_test_add_func ("/clock/format", test_format);
  g_test_add_func ("/clock/mean", test_mean);
  g_test_add_func ("/clock/mean-brute", test_mean_brute);
  g_test_add_func ("/clock/order", test_order);
  return g_test_run ();
}
