/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

/* One day after the other. */
static void
test_stale_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay checked = random_day ("2020-01-01", "2105-12-31"), on = checked + g_test_rand_int_range (-10, 400);
      int days = g_test_rand_int_range (0, 365), left = days;

      for (NwDay day = checked; day < on; day++)
        left--;
      g_assert_cmpint (nw_legal_stale (checked, days, on), ==, left < 0 ? NW_ANSWER_YES : NW_ANSWER_NO);
      g_assert_cmpint (nw_legal_stale (checked, days, nw_legal_check_due (checked, days)), ==, NW_ANSWER_NO);
      g_assert_cmpint (nw_legal_stale (checked, days, nw_legal_check_due (checked, days) + 1), ==, NW_ANSWER_YES);
    }
}

static void
test_stale (void)
{
  g_assert_cmpint (nw_legal_stale (NW_NO_DAY, 180, day ("2026-01-01")), ==, NW_ANSWER_YES);
  g_assert_cmpint (nw_legal_stale (NW_NO_DAY, NW_UNKNOWN, day ("2026-01-01")), ==, NW_ANSWER_YES);
  g_assert_cmpint (nw_legal_stale (day ("2026-01-01"), NW_UNKNOWN, day ("2026-01-01")), ==, NW_ANSWER_UNKNOWN);
  g_assert_cmpint (nw_legal_stale (day ("2026-06-30"), 180, day ("2026-12-27")), ==, NW_ANSWER_NO);
  g_assert_cmpint (nw_legal_stale (day ("2026-06-30"), 180, day ("2026-12-28")), ==, NW_ANSWER_YES);
  assert_day (nw_legal_check_due (NW_NO_DAY, 180), NW_NO_DAY, "never checked");
  assert_day (nw_legal_check_due (day ("2026-06-30"), NW_UNKNOWN), NW_NO_DAY, "no figure");
}

/* The formula of the duty, term by term. */
static NwAnswer
brute_dpo (const NwDpoFacts *f)
{
  gboolean many_known = f->headcount != NW_UNKNOWN && f->threshold != NW_UNKNOWN;
  gboolean many = many_known && f->headcount >= f->threshold;
  gboolean all_clear = f->activities > 0 && f->dpia_yes + f->dpia_unknown + f->special == 0;

  if (f->dpia_yes > 0 || many)
    return NW_ANSWER_YES;
  return many_known && all_clear ? NW_ANSWER_NO : NW_ANSWER_UNKNOWN;
}

static void
test_dpo (void)
{
  guint seen[3] = { 0 };

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDpoFacts f = { .headcount = g_test_rand_int_range (0, 4) > 0 ? g_test_rand_int_range (0, 40) : NW_UNKNOWN,
                       .threshold = g_test_rand_int_range (0, 8) > 0 ? 20 : NW_UNKNOWN, .activities = (guint) g_test_rand_int_range (0, 3) };
      NwAnswer got;

      if (f.activities > 0 && g_test_rand_bit ())
        f.dpia_yes = (guint) g_test_rand_int_range (0, (int) f.activities + 1);
      if (f.activities > f.dpia_yes && g_test_rand_bit ())
        f.dpia_unknown = (guint) g_test_rand_int_range (0, (int) (f.activities - f.dpia_yes) + 1);
      if (f.activities > 0 && g_test_rand_bit ())
        f.special = (guint) g_test_rand_int_range (0, (int) f.activities + 1);
      got = nw_dpo_answer (nw_dpo_why (&f));
      g_assert_cmpint (got, ==, brute_dpo (&f));
      seen[got]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 100);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/organisation/stale", test_stale);
  g_test_add_func ("/organisation/stale-brute", test_stale_brute);
  g_test_add_func ("/organisation/dpo", test_dpo);
  return g_test_run ();
}
