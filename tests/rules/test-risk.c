/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* Scores and bands of risks, and who may accept one. */

static const NwRiskBands bands = { 4, 9, 16 };
static const char *const impacts[] = { "c", "i", "a", "legal", "money" };

static gint64
factor (Vectors *v, guint i, const char *column)
{
  return strcmp (vectors_get (v, i, column), "x") == 0 ? NW_UNKNOWN : vectors_number (v, i, column);
}

static void
test_scores (void)
{
  g_autoptr (Vectors) v = vectors_load ("risk");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      gint64 rated[G_N_ELEMENTS (impacts)], gross;

      for (guint k = 0; k < G_N_ELEMENTS (impacts); k++)
        rated[k] = factor (v, i, impacts[k]);
      gross = nw_risk_score (factor (v, i, "likelihood"), nw_risk_worst (rated, G_N_ELEMENTS (rated)));
      g_assert_cmpint (gross, ==, vectors_number (v, i, "gross"));
      g_assert_cmpstr (nw_risk_band_name (nw_risk_band (gross, &bands)) ?: "-", ==, vectors_get (v, i, "band"));
    }
}

/* The bands written out score by score. */
static void
test_bands (void)
{
  static const char *const by_score = "LLLLMMMMMHHHHHHHVVVVVVVVV";
  static const char *const names[] = { NULL, "low", "medium", "high", "very_high" };

  for (gint64 score = 1; score <= 25; score++)
    g_assert_cmpstr (nw_risk_band_name (nw_risk_band (score, &bands)), ==, names[strchr ("?LMHV", by_score[score - 1]) - "?LMHV"]);
  for (guint i = 0; i < 3; i++)
    {
      NwRiskBands some = bands;

      *(gint64 *[]){ &some.low, &some.medium, &some.high }[i] = NW_UNKNOWN;
      g_assert_cmpint (nw_risk_band (1, &some), ==, NW_BAND_UNKNOWN);
    }
}

/* Dots in a square are counted, for the impact that is worst. */
static void
test_scores_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      gint64 rated[5], dots = 0, likelihood = g_test_rand_int_range (0, 6);
      gboolean row_used[6] = { FALSE }, any = FALSE;

      for (guint i = 0; i < 5; i++)
        {
          rated[i] = g_test_rand_int_range (0, 6);
          for (gint64 k = 1; k <= rated[i]; k++)
            any = row_used[k] = TRUE;
          if (rated[i] == 0)
            rated[i] = NW_UNKNOWN;
        }
      for (guint k = 1; k <= 5; k++)
        for (gint64 l = 1; row_used[k] && l <= likelihood; l++)
          dots++;
      g_assert_cmpint (nw_risk_score (likelihood > 0 ? likelihood : NW_UNKNOWN, nw_risk_worst (rated, 5)), ==,
                       any && likelihood > 0 ? dots : NW_UNKNOWN);
    }
}

static gint64
person (Vectors *v, guint i, const char *column)
{
  return vectors_number (v, i, column);
}

static void
test_acceptance (void)
{
  g_autoptr (Vectors) v = vectors_load ("risk_acceptance");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwRiskAcceptance a = { .on = vectors_day (v, i, "accepted_on"), .by = person (v, i, "by"), .owner = person (v, i, "owner") };

      a.until = nw_due_after_months (a.on, 12);
      assert_day (a.until, vectors_day (v, i, "until"), "acceptance until");
      g_assert_cmpint (nw_risk_is_accepted (&a, vectors_day (v, i, "on")), ==, strcmp (vectors_get (v, i, "accepted"), "yes") == 0);
    }
}

/* Every day of the acceptance is walked through. */
static void
test_acceptance_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwDay from = random_day ("2024-01-01", "2026-12-31"), until = from + g_test_rand_int_range (0, 60);
      NwDay on = from + g_test_rand_int_range (-10, 80);
      NwRiskAcceptance a = { from, until, g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 3) };
      gboolean within = FALSE, signed_by_owner = (a.by == 1 && a.owner == 1) || (a.by == 2 && a.owner == 2);

      for (NwDay d = from; d <= until; d++)
        within |= d == on;
      g_assert_cmpint (nw_risk_is_accepted (&a, on), ==, within && signed_by_owner);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/risk/scores", test_scores);
  g_test_add_func ("/risk/bands", test_bands);
  g_test_add_func ("/risk/scores-random", test_scores_random);
  g_test_add_func ("/risk/acceptance", test_acceptance);
  g_test_add_func ("/risk/acceptance-random", test_acceptance_random);
  return g_test_run ();
}
