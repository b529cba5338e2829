/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <gmp.h>
#include <string.h>

/* A cell as a number of @digits after the point; %NW_UNKNOWN for "-". */
static gint64
scaled_cell (Vectors *v, guint row, const char *column, int digits)
{
  NwFraction value = nw_fraction_parse (vectors_get (v, row, column));

  if (strcmp (vectors_get (v, row, column), "-") == 0)
    return NW_UNKNOWN;
  for (int i = 0; i < digits; i++)
    value = nw_fraction_mul (value, nw_fraction (10, 1));
  g_assert_cmpint (value.d, ==, 1);
  return value.n;
}

static void
assert_cell (Vectors *v, guint row, const char *column, int digits, gint64 got)
{
  if (*vectors_get (v, row, column) != '\0' && got != scaled_cell (v, row, column, digits))
    g_error ("%s: %s is %" G_GINT64_FORMAT, vectors_get (v, row, "id"), column, got);
}

static void
test_flows (void)
{
  static const char *const states[] = { "unknown", "value", "none", "ambiguous" };
  g_autoptr (Vectors) v = vectors_load ("finance");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_autoptr (GArray) flows = nw_flows_parse (vectors_get (v, i, "flows"));
      const NwFlow *flow = flows != NULL ? &g_array_index (flows, NwFlow, 0) : NULL;
      NwFraction rate = nw_fraction_parse (vectors_get (v, i, "rate"));
      guint n = flows != NULL ? flows->len : 0;
      gint64 irr;

      g_assert_cmpstr (states[nw_irr (flow, n, &irr)], ==, vectors_get (v, i, "state"));
      assert_cell (v, i, "irr", 4, irr);
      assert_cell (v, i, "npv", 2, nw_npv (flow, n, rate));
      assert_cell (v, i, "payback", 3, nw_payback (flow, n, nw_fraction (0, 1)));
      assert_cell (v, i, "discounted", 3, nw_payback (flow, n, rate));
    }
}

static void
test_parse (void)
{
  static const char *const bad[] = { "", ";", "1", "1:", ":5", "x:5", "-1:5", "1000:5", "1:5;", "1:0.001", "1:5,0", "1:1e3" };
  g_autoptr (GArray) good = nw_flows_parse ("0:-12.50;999:3");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (nw_flows_parse (bad[i]));
  g_assert_null (nw_flows_parse (NULL));
  g_assert_cmpuint (good->len, ==, 2);
  g_assert_cmpint (g_array_index (good, NwFlow, 0).cents, ==, -1250);
  g_assert_cmpint (g_array_index (good, NwFlow, 1).year, ==, 999);
  g_assert_cmpint (g_array_index (good, NwFlow, 1).cents, ==, 300);
}

/* Several flows of a year add up; what cannot be is unknown. */
static void
test_odd_flows (void)
{
  const NwFlow twice[] = { { 1, 30 }, { 0, -100 }, { 1, 120 } };
  const NwFlow bad[][1] = { { { -1, 5 } }, { { NW_FLOW_YEAR_MAX + 1, 5 } }, { { 0, NW_UNKNOWN } } };
  gint64 irr;

  g_assert_cmpint (nw_npv (twice, 3, nw_fraction (0, 1)), ==, 50);
  g_assert_cmpint (nw_irr (twice, 3, &irr), ==, NW_IRR_VALUE);
  g_assert_cmpint (irr, ==, 500000);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (nw_npv (bad[i], 1, nw_fraction (0, 1)), ==, NW_UNKNOWN);
      g_assert_cmpint (nw_payback (bad[i], 1, nw_fraction (0, 1)), ==, NW_UNKNOWN);
      g_assert_cmpint (nw_irr (bad[i], 1, &irr), ==, NW_IRR_UNKNOWN);
    }
}

/* The worst that a register can hold is answered within a second or so. */
static void
test_hostile (void)
{
  g_autofree NwFlow *flows = g_new (NwFlow, NW_FLOW_YEAR_MAX + 1);
  gint64 began = g_get_monotonic_time (), irr;

  for (gint i = 0; i <= NW_FLOW_YEAR_MAX; i++)
    flows[i] = (NwFlow){ i, i < 500 ? -G_GINT64_CONSTANT (99999999999999999) + i : G_GINT64_CONSTANT (99999999999999997) - i };
  g_assert_cmpint (nw_irr (flows, NW_FLOW_YEAR_MAX + 1, &irr), ==, NW_IRR_VALUE);
  nw_npv (flows, NW_FLOW_YEAR_MAX + 1, nw_fraction_parse ("1.23456789012345"));
  nw_npv (flows, NW_FLOW_YEAR_MAX + 1, nw_fraction_parse ("-99.9999999999999"));
  nw_payback (flows, NW_FLOW_YEAR_MAX + 1, nw_fraction_parse ("1.23456789012345"));
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - began) / 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
}

static guint
random_flows (NwFlow *flows, guint max)
{
  guint n = (guint) g_test_rand_int_range (1, (gint) max + 1);
  gboolean usual = g_test_rand_int_range (0, 3) > 0;

  for (guint i = 0; i < n; i++)
    flows[i] = (NwFlow){ usual ? (gint) i : g_test_rand_int_range (0, (gint) max),
                         usual && i == 0 ? -g_test_rand_int_range (1, 5000000)
                                         : g_test_rand_int_range (usual ? 0 : -2000000, 2000000) };
  return n;
}

/* Horner from the last year backwards in whole numbers of 60 digits after the
 * point, each division cut off: the error stays below 10^-20 for ten years
 * above -95 %. Returns FALSE when that leaves the cent open. */
static gboolean
slow_npv (const NwFlow *flows, guint n, gint64 hundredths, gint64 *cents)
{
  mpz_t value, one, rest;
  gboolean sure;

  mpz_inits (value, one, rest, NULL);
  mpz_ui_pow_ui (one, 10, 60);
  for (gint year = 20; year >= 0; year--)
    {
      for (guint i = 0; i < n; i++)
        if (flows[i].year == year && flows[i].cents >= 0)
          mpz_addmul_ui (value, one, (unsigned long) flows[i].cents);
        else if (flows[i].year == year)
          mpz_submul_ui (value, one, (unsigned long) -flows[i].cents);
      if (year > 0)
        {
          mpz_mul_ui (value, value, 10000);
          mpz_tdiv_q_ui (value, value, (unsigned long) (10000 + hundredths));
        }
    }
  *cents = mpz_sgn (value) < 0 ? -1 : 1;
  mpz_abs (value, value);
  mpz_tdiv_qr (value, rest, value, one);
  /* twice the rest against one: nearer to a half than 10^-20? */
  mpz_mul_ui (rest, rest, 2);
  mpz_sub (rest, rest, one);
  sure = mpz_sizeinbase (rest, 10) > 40;
  *cents *= (gint64) mpz_get_ui (value) + (mpz_sgn (rest) > 0);
  mpz_clears (value, one, rest, NULL);
  return sure;
}

static void
test_npv_slowly (void)
{
  guint sure = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwFlow flows[10];
      guint n = random_flows (flows, 10);
      gint64 hundredths = g_test_rand_int_range (-9500, 20000), wanted;

      if (slow_npv (flows, n, hundredths, &wanted))
        {
          g_assert_cmpint (nw_npv (flows, n, nw_fraction (hundredths, 100)), ==, wanted);
          sure++;
        }
    }
  g_assert_cmpuint (sure, >, RANDOM_CASES * 9 / 10);
}

/* The sign of the value at a rate of @r / @d, year by year. */
static int
slow_sign (const NwFlow *flows, guint n, gint64 r, gint64 d)
{
  mpq_t sum, term, factor;
  int sign;

  mpq_inits (sum, term, factor, NULL);
  mpq_set_si (factor, (long) d, (unsigned long) (d + r));
  mpq_canonicalize (factor);
  for (guint i = 0; i < n; i++)
    {
      mpq_set_si (term, (long) flows[i].cents, 1);
      for (gint t = 0; t < flows[i].year; t++)
        mpq_mul (term, term, factor);
      mpq_add (sum, sum, term);
    }
  sign = mpq_sgn (sum);
  mpq_clears (sum, term, factor, NULL);
  return sign;
}

/* The signs of the yearly sums, + and -, without doubles: "-+" is an
 * investment that is followed by gains. */
static char *
slow_signs (const NwFlow *flows, guint n)
{
  GString *signs = g_string_new (NULL);

  for (gint year = 0; year < 20; year++)
    {
      gint64 sum = 0;

      for (guint i = 0; i < n; i++)
        sum += flows[i].year == year ? flows[i].cents : 0;
      if (sum != 0 && (signs->len == 0 || signs->str[signs->len - 1] != (sum < 0 ? '-' : '+')))
        g_string_append_c (signs, sum < 0 ? '-' : '+');
    }
  return g_string_free (signs, FALSE);
}

static void
test_irr_slowly (void)
{
  guint found = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwFlow flows[8];
      guint n = random_flows (flows, 8);
      g_autofree char *signs = slow_signs (flows, n);
      gint64 irr;
      NwIrrState state = nw_irr (flows, n, &irr);

      if (strlen (signs) != 2)
        {
          g_assert_cmpint (state, ==, strlen (signs) > 2 ? NW_IRR_AMBIGUOUS : NW_IRR_NONE);
          g_assert_cmpint (irr, ==, NW_UNKNOWN);
          continue;
        }
      if (state == NW_IRR_NONE)
        {
          g_assert_true (slow_sign (flows, n, -99, 100) * (signs[1] == '+' ? 1 : -1) <= 0
                         || slow_sign (flows, n, 100000000, 1) * (signs[0] == '+' ? 1 : -1) < 0);
          continue;
        }
      g_assert_cmpint (state, ==, NW_IRR_VALUE);
      g_assert_cmpint (slow_sign (flows, n, 2 * irr - 1, 2000000) * slow_sign (flows, n, 2 * irr + 1, 2000000), <=, 0);
      found++;
    }
  g_assert_cmpuint (found, >, RANDOM_CASES / 2);
}

__extension__ typedef __int128 Wide;

static Wide
power (gint64 base, gint exponent)
{
  return exponent > 0 ? base * power (base, exponent - 1) : 1;
}

/* Steps through the years by halves of a thousandth. All amounts are brought
 * to year @n by whole numbers. */
static gint64
slow_payback (const NwFlow *flows, gint n, gint64 percent)
{
  Wide owed = -flows[0].cents * power (100 + percent, n);

  if (owed <= 0)
    return 0;
  for (gint t = 1; t < n; t++)
    {
      Wide flow = flows[t].cents * power (100, t) * power (100 + percent, n - t);

      for (gint half = 0; flow >= owed && half <= 2000; half++)
        if (flow * half >= owed * 2000)
          /* Crossed in the half step before; just on an odd one it goes up. */
          return (t - 1) * 1000 + (half % 2 == 0 || flow * half == owed * 2000 ? (half + 1) / 2 : half / 2);
      owed -= flow;
    }
  return NW_UNKNOWN;
}

static void
test_payback_slowly (void)
{
  guint never = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwFlow flows[7];
      gint n = g_test_rand_int_range (1, 8);
      gint64 percent = g_test_rand_int_range (-60, 120), wanted;

      for (gint t = 0; t < n; t++)
        flows[t] = (NwFlow){ t, t == 0 ? g_test_rand_int_range (-5000, 50) : g_test_rand_int_range (-1000, 3000) };
      if (flows[0].cents == 0)
        continue;
      wanted = slow_payback (flows, n, percent);
      g_assert_cmpint (nw_payback (flows, (guint) n, nw_fraction (percent, 1)), ==, wanted);
      never += wanted == NW_UNKNOWN;
    }
  g_assert_cmpuint (never, >, RANDOM_CASES / 100);
}

/* "y 60000 5" */
static NwCost
parse_cost (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  NwFraction cents = nw_fraction_mul (nw_fraction_parse (words[1]), nw_fraction (100, 1));

  return (NwCost){ *text == 'o' ? NW_COST_ONE_OFF : *text == 'y' ? NW_COST_YEARLY : NW_COST_EXIT,
                   cents.d == 1 ? cents.n : NW_UNKNOWN, *text == 'y' ? nw_fraction_parse (words[2]) : NW_NO_FRACTION };
}

static void
test_tco (void)
{
  g_autoptr (Vectors) v = vectors_load ("finance-tco");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) words = g_strsplit (vectors_get (v, i, "costs"), ";", -1);
      NwFraction rate = nw_fraction_parse (vectors_get (v, i, "rate"));
      guint years = (guint) vectors_number (v, i, "years"), n = g_strv_length (words);
      NwCost costs[4];

      for (guint c = 0; c < n; c++)
        costs[c] = parse_cost (words[c]);
      assert_cell (v, i, "nominal", 2, nw_tco (costs, n, years, nw_fraction (0, 1)));
      assert_cell (v, i, "present", 2, nw_tco (costs, n, years, rate));
    }
}

/* Everything over (100 + rate)^years: one division at the end. */
static gint64
slow_tco (const NwCost *costs, guint n, gint years, gint64 rate)
{
  Wide sum = 0, unit = power (100 + rate, years);

  for (guint i = 0; i < n; i++)
    if (costs[i].kind == NW_COST_ONE_OFF)
      sum += costs[i].cents * unit;
    else if (costs[i].kind == NW_COST_EXIT)
      sum += costs[i].cents * power (100, years);
    else
      for (gint t = 1; t <= years; t++)
        sum += costs[i].cents * power (100 + costs[i].growth_percent.n, t - 1) * 100 * power (100 + rate, years - t);
  return (gint64) (sum < 0 ? -((-sum * 2 + unit) / (unit * 2)) : (sum * 2 + unit) / (unit * 2));
}

static void
test_tco_slowly (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      guint n = (guint) g_test_rand_int_range (1, 7);
      gint years = g_test_rand_int_range (1, 7);
      gint64 rate = g_test_rand_int_range (-50, 60);
      NwCost costs[6];

      for (guint c = 0; c < n; c++)
        costs[c] = (NwCost){ (NwCostKind) g_test_rand_int_range (0, 3), g_test_rand_int_range (-10000, 9999999),
                             nw_fraction (g_test_rand_int_range (-100, 101), 1) };
      g_assert_cmpint (nw_tco (costs, n, (guint) years, nw_fraction (rate, 1)), ==, slow_tco (costs, n, years, rate));
      g_assert_cmpint (nw_tco (costs, n, (guint) years, nw_fraction (0, 1)), ==, slow_tco (costs, n, years, 0));
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/finance/flows", test_flows);
  g_test_add_func ("/finance/parse", test_parse);
  g_test_add_func ("/finance/odd-flows", test_odd_flows);
  g_test_add_func ("/finance/hostile", test_hostile);
  g_test_add_func ("/finance/npv-slowly", test_npv_slowly);
  g_test_add_func ("/finance/irr-slowly", test_irr_slowly);
  g_test_add_func ("/finance/payback-slowly", test_payback_slowly);
  g_test_add_func ("/finance/tco", test_tco);
  g_test_add_func ("/finance/tco-slowly", test_tco_slowly);
  return g_test_run ();
}
