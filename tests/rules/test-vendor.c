/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

static const NwTierFigures tiers = {
  .weight = { 30, 20, 15, 15, 10, 10 }, .from = { 75, 50, 25 },
  .first_impact = 4, .first_replace = 3, .second_data = 4, .second_access = 4,
};

static void
test_tier_vectors (void)
{
  static const char *const columns[] = { "impact", "data", "access", "replace", "regulation", "spend" };
  g_autoptr (Vectors) vectors = vectors_load ("vendor-tier");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwVendorFactors factors;
      g_autofree char *score = NULL;

      g_test_message ("%s", vectors_get (vectors, i, "id"));
      for (guint f = 0; f < NW_N_FACTORS; f++)
        factors.value[f] = vectors_number (vectors, i, columns[f]);
      score = nw_fraction_format (nw_vendor_tier_score (&factors, &tiers), 2, NW_ROUND_HALF_AWAY);
      g_assert_cmpstr (score, ==, vectors_get (vectors, i, "score"));
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, vectors_number (vectors, i, "tier"));
    }
}

/* Every one of the 15 625 combinations, against points counted in quarters. */
static void
test_tier_all (void)
{
  NwVendorFactors factors;

  for (guint code = 0; code < 15625; code++)
    {
      int a = code % 5, b = code / 5 % 5, c = code / 25 % 5, d = code / 125 % 5, e = code / 625 % 5, f = code / 3125;
      int quarters = 30 * a + 20 * b + 15 * c + 15 * d + 10 * e + 10 * f;
      int wanted = quarters < 100 ? 4 : quarters < 200 ? 3 : quarters < 300 ? 2 : 1;

      if ((b == 4 || c == 4) && wanted > 2)
        wanted = 2;
      if (a == 4 && (d == 3 || d == 4))
        wanted = 1;
      factors = (NwVendorFactors){ { a, b, c, d, e, f } };
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, wanted);
    }
}

/* One unknown factor, and nobody knows. */
static void
test_tier_unknown (void)
{
  for (guint i = 0; i < NW_N_FACTORS; i++)
    {
      NwVendorFactors factors = { { 4, 4, 4, 4, 4, 4 } };

      factors.value[i] = NW_UNKNOWN;
      g_assert_false (nw_fraction_known (nw_vendor_tier_score (&factors, &tiers)));
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/vendor/tier/vectors", test_tier_vectors);
  g_test_add_func ("/vendor/tier/all", test_tier_all);
  g_test_add_func ("/vendor/tier/unknown", test_tier_unknown);
  return g_test_run ();
}
