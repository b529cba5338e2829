/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

static void
assert_formats (const char *decimal, int digits, NwRounding rounding, const char *wanted)
{
  g_autofree char *got = nw_fraction_format (nw_fraction_parse (decimal), digits, rounding);

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_rounding (void)
{
  assert_formats ("0.125", 2, NW_ROUND_HALF_AWAY, "0.13");
  assert_formats ("-0.125", 2, NW_ROUND_HALF_AWAY, "-0.13");
  assert_formats ("0.1249", 2, NW_ROUND_HALF_AWAY, "0.12");
  assert_formats ("-0.125", 2, NW_ROUND_DOWN, "-0.13");
  assert_formats ("99.8999", 3, NW_ROUND_DOWN, "99.899");
  assert_formats ("-0.4", 0, NW_ROUND_HALF_AWAY, "0");
  assert_formats ("7", 1, NW_ROUND_DOWN, "7.0");
}

static void
test_unknown (void)
{
  static const char *const bad[] = { "", "-", ".", "1e3", "1,5", " 1", "1.2.3", "1234567890123456789" };
  NwFraction half = nw_fraction (1, 2);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (nw_fraction_known (nw_fraction_parse (bad[i])));
  g_assert_false (nw_fraction_known (nw_fraction_parse (NULL)));
  g_assert_false (nw_fraction_known (nw_fraction_div (half, nw_fraction (0, 1))));
  g_assert_false (nw_fraction_known (nw_fraction_add (half, NW_NO_FRACTION)));
  g_assert_false (nw_fraction_known (nw_fraction_mul (NW_NO_FRACTION, half)));
  g_assert_false (nw_fraction_known (nw_fraction_mul (nw_fraction (G_MAXINT64, 1), nw_fraction (2, 1))));
  g_assert_null (nw_fraction_format (NW_NO_FRACTION, 2, NW_ROUND_DOWN));
}

/* Fractions against machine numbers that are small enough to be exact. */
static void
test_against_integers (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 a = g_test_rand_int_range (-9999, 9999), b = g_test_rand_int_range (1, 9999);
      gint64 c = g_test_rand_int_range (-9999, 9999), d = g_test_rand_int_range (1, 9999);
      NwFraction x = nw_fraction (a, b), y = nw_fraction (c, d);
      NwFraction sum = nw_fraction_add (x, y), product = nw_fraction_mul (x, y);

      g_assert_true (sum.n * b * d == (a * d + c * b) * sum.d);
      g_assert_true (product.n * b * d == a * c * product.d);
      g_assert_cmpint (nw_fraction_compare (x, y), ==, a * d < c * b ? -1 : a * d > c * b);
      g_assert_true (nw_fraction_round (x, NW_ROUND_DOWN) * b <= a);
      g_assert_true ((nw_fraction_round (x, NW_ROUND_DOWN) + 1) * b > a);
      g_assert_cmpint (ABS (2 * (nw_fraction_round (x, NW_ROUND_HALF_AWAY) * b - a)), <=, b);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/fractions/rounding", test_rounding);
  g_test_add_func ("/fractions/unknown", test_unknown);
  g_test_add_func ("/fractions/against-integers", test_against_integers);
  return g_test_run ();
}
