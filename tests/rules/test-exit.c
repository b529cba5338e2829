/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* The rules about leaving a vendor: known answers, and against slow second
 * ways to reach the same. */

static const NwExitFigures exits = {
  .weight = { 15, 10, 12, 12, 10, 6, 8, 8, 6, 5, 4, 4 }, .stale_percent = 50,
  .cap_plan = 40, .cap_return = 50, .cap_assured = 60, .from = { 80, 60, 40 },
};
static void
assert_score (NwFraction got, int digits, const char *wanted)
{
  g_autofree char *text = nw_fraction_format (got, digits, NW_ROUND_HALF_AWAY);

  g_assert_cmpstr (text != NULL ? text : "-", ==, wanted);
}

static gint64
mark_of (const char *text)
{
  return strcmp (text, "n") == 0 ? NW_EXIT_NOT_APPLICABLE : strcmp (text, "?") == 0 ? NW_UNKNOWN : g_ascii_strtoll (text, NULL, 10);
}

static void
test_exit_vectors (void)
{
  g_autoptr (Vectors) vectors = vectors_load ("exit-score");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      g_auto (GStrv) scores = g_strsplit (vectors_get (vectors, i, "scores"), " ", -1);
      NwExitMark items[NW_N_EXIT_ITEMS];
      NwFraction score;
      const char *band;

      g_test_message ("%s", vectors_get (vectors, i, "id"));
      g_assert_cmpuint (g_strv_length (scores), ==, NW_N_EXIT_ITEMS);
      for (guint k = 0; k < NW_N_EXIT_ITEMS; k++)
        {
          g_autofree char *name = g_strdup_printf ("E%02u", k + 1);

          items[k] = (NwExitMark){ mark_of (scores[k]), strstr (vectors_get (vectors, i, "stale"), name) != NULL };
        }
      score = nw_exit_score (items, (int) vectors_number (vectors, i, "tier"), &exits);
      band = nw_exit_band (score, &exits);
      assert_score (score, 1, vectors_get (vectors, i, "score"));
      g_assert_cmpstr (band != NULL ? band : "-", ==, vectors_get (vectors, i, "band"));
    }
}

/* The second way: half points, so that a stale mark stays a whole number. */
static void
test_exit_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwExitMark items[NW_N_EXIT_ITEMS];
      gint64 half_points = 0, weights = 0, cap = 100;
      int tier = g_test_rand_int_range (1, 5);
      NwFraction got;

      for (guint k = 0; k < NW_N_EXIT_ITEMS; k++)
        {
          int dice = g_test_rand_int_range (0, 12);

          items[k].stale = g_test_rand_int_range (0, 4) == 0;
          items[k].score = dice == 0 ? NW_EXIT_NOT_APPLICABLE : dice == 1 ? NW_UNKNOWN : dice == 2 ? 0 : g_test_rand_int_range (0, 101);
          weights += dice == 0 ? 0 : exits.weight[k];
          half_points += dice < 2 ? 0 : exits.weight[k] * items[k].score * (items[k].stale ? 1 : 2);
          if (dice == 0 || (dice > 1 && items[k].score != 0))
            continue;
          if (k == 0 && tier < 3)
            cap = MIN (cap, 40);
          if (k == 2)
            cap = MIN (cap, 50);
          if (k == 7 && tier == 1)
            cap = MIN (cap, 60);
        }
      got = nw_exit_score (items, tier, &exits);
      g_assert_true (nw_fraction_known (got) == (weights > 0));
      if (weights > 0 && half_points > 2 * weights * cap)
        g_assert_true (got.n == cap && got.d == 1);
      else if (weights > 0)
        g_assert_true (got.n * 2 * weights == half_points * got.d);
    }
}

/* The second way: walk every path from @step to the end of the plan. */
static gint64
walk (const NwExitStep *steps, guint n, guint step)
{
  gint64 longest = 0;

  for (guint i = 0; i < n; i++)
    for (guint a = 0; a < steps[i].n_after; a++)
      if (steps[i].after[a] == steps[step].id)
        longest = MAX (longest, walk (steps, n, i));
  return (steps[step].days == NW_UNKNOWN ? 0 : steps[step].days) + longest;
}

#define STEPS_MAX 9

/* A plan without a cycle, its steps in any order. */
static guint
random_plan (NwExitStep *steps, gint64 after[][STEPS_MAX + 1])
{
  guint n = (guint) g_test_rand_int_range (1, STEPS_MAX + 1);

  for (guint i = 0; i < n; i++)
    {
      steps[i] = (NwExitStep){ 100 + i, g_test_rand_int_range (0, 30), after[i], 0 };
      for (guint before = 0; before < i; before++)
        if (g_test_rand_int_range (0, 3) == 0)
          after[i][steps[i].n_after++] = 100 + before;
      if (g_test_rand_int_range (0, 5) == 0)
        after[i][steps[i].n_after++] = 4711;
      if (i > 0 && g_test_rand_int_range (0, 4) == 0)
        steps[i].days = NW_UNKNOWN;
    }
  for (guint i = n - 1; i > 0; i--)
    {
      guint other = (guint) g_test_rand_int_range (0, (gint) i + 1);
      NwExitStep kept = steps[i];

      steps[i] = steps[other];
      steps[other] = kept;
    }
  return n;
}

static void
test_path_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      gint64 after[STEPS_MAX][STEPS_MAX + 1], got = -1, wanted = 0, along = 0;
      NwExitStep steps[STEPS_MAX];
      guint n = random_plan (steps, after);
      g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint i = 0; i < n; i++)
        wanted = MAX (wanted, walk (steps, n, i));
      g_assert_cmpint (nw_exit_longest_path (steps, n, &got, path), ==, NW_PATH_KNOWN);
      g_assert_cmpint (got, ==, wanted);
      for (guint i = 0; i < path->len; i++)
        along += MAX (steps[g_array_index (path, guint, i)].days, 0);
      g_assert_cmpint (along, ==, wanted);
    }
}

static void
test_path_unknown (void)
{
  static const gint64 one[] = { 1 }, two[] = { 2 }, three[] = { 3 };
  gint64 days = -1;
  const NwExitStep self[] = { { 1, 5, one, 1 } };
  const NwExitStep ring[] = { { 1, 0, three, 1 }, { 2, 0, one, 1 }, { 3, 0, two, 1 } };
  const NwExitStep open[] = { { 1, NW_UNKNOWN, NULL, 0 }, { 2, NW_UNKNOWN, one, 1 } };
  const NwExitStep zero[] = { { 1, 0, NULL, 0 } };

  g_assert_cmpint (nw_exit_longest_path (NULL, 0, &days, NULL), ==, NW_PATH_EMPTY);
  g_assert_cmpint (nw_exit_longest_path (self, 1, &days, NULL), ==, NW_PATH_CYCLE);
  g_assert_cmpint (nw_exit_longest_path (ring, 3, &days, NULL), ==, NW_PATH_CYCLE);
  g_assert_cmpint (nw_exit_longest_path (open, 2, &days, NULL), ==, NW_PATH_NO_DAYS);
  g_assert_cmpint (days, ==, -1);
  g_assert_cmpint (nw_exit_longest_path (zero, 1, &days, NULL), ==, NW_PATH_KNOWN);
  g_assert_cmpint (days, ==, 0);
}

static void
test_assured (void)
{
  NwDay on = day ("2026-03-15");

  g_assert_cmpint (nw_exit_assured_days (on, day ("2026-12-31"), 90, 30), ==, 291 + 120);
  g_assert_cmpint (nw_exit_assured_days (on, day ("2026-12-31"), NW_UNKNOWN, NW_UNKNOWN), ==, 291);
  g_assert_cmpint (nw_exit_assured_days (on, day ("2026-03-05"), 30, 0), ==, 20);
  g_assert_cmpint (nw_exit_assured_days (on, day ("2025-03-05"), 30, 0), ==, 0);
  g_assert_cmpint (nw_exit_assured_days (on, on, 0, 0), ==, 0);
  g_assert_cmpint (nw_exit_assured_days (on, NW_NO_DAY, 30, 30), ==, NW_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/exit/vectors", test_exit_vectors);
  g_test_add_func ("/exit/random", test_exit_random);
  g_test_add_func ("/exit/path-random", test_path_random);
  g_test_add_func ("/exit/path-unknown", test_path_unknown);
  g_test_add_func ("/exit/assured", test_assured);
  return g_test_run ();
}
