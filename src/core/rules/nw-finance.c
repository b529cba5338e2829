/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-finance.h"

#include "../model/nw-value.h"
#include "nw-rational.h"

#include <string.h>

/* Rates are looked for in steps of half of the last digit that is told, a
 * millionth: so what is found is rounded rightly, not rounded twice. */
#define HALF_STEPS 2000000

/* Rates above -99 % and up to this many times the investment in a year. */
#define RATE_LOW (-99 * (HALF_STEPS / 100))
#define RATE_HIGH (G_GINT64_CONSTANT (100000000) * HALF_STEPS)

/* Flows by year, without holes; the last is not 0 unless all are. */
typedef struct
{
  mpz_t *flow;
  guint  length, first; /* @first: of those that are not 0 */
} Series;

static void
series_clear (Series *self)
{
  for (guint i = 0; i < self->length; i++)
    mpz_clear (self->flow[i]);
  g_clear_pointer (&self->flow, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Series, series_clear)

static gboolean
flows_known (const NwFlow *flows, guint n)
{
  for (guint i = 0; i < n; i++)
    if (flows[i].year < 0 || flows[i].year > NW_FLOW_YEAR_MAX || flows[i].cents == NW_UNKNOWN)
      return FALSE;
  return n > 0;
}

/* Several flows of one year add up. */
static gboolean
series_fill (Series *self, const NwFlow *flows, guint n)
{
  mpz_t cents;

  if (!flows_known (flows, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    self->length = MAX (self->length, (guint) flows[i].year + 1);
  self->flow = g_new (mpz_t, self->length);
  for (guint i = 0; i < self->length; i++)
    mpz_init (self->flow[i]);
  mpz_init (cents);
  for (guint i = 0; i < n; i++)
    {
      nw_whole_set (cents, flows[i].cents);
      mpz_add (self->flow[flows[i].year], self->flow[flows[i].year], cents);
    }
  mpz_clear (cents);
  while (self->length > 1 && mpz_sgn (self->flow[self->length - 1]) == 0)
    mpz_clear (self->flow[--self->length]);
  while (self->first < self->length - 1 && mpz_sgn (self->flow[self->first]) == 0)
    self->first++;
  return TRUE;
}

/* What the flows up to @year have grown to when each year makes p/q of it; as
 * a whole number, @scale times too large. */
typedef struct
{
  mpz_t p, q, sum, scale;
  guint year;
} Walk;

static void
walk_begin (Walk *self)
{
  mpz_inits (self->p, self->q, self->sum, NULL);
  mpz_init_set_ui (self->scale, 1);
  self->year = 0;
}

static void
walk_clear (Walk *self)
{
  mpz_clears (self->p, self->q, self->sum, self->scale, NULL);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* Grows by @rate_percent, which must be above -100. */
static void
walk_at_rate (Walk *self, NwFraction rate_percent)
{
  mpz_t rate;

  mpz_init (rate);
  nw_whole_set (rate, rate_percent.n);
  nw_whole_set (self->q, rate_percent.d);
  mpz_mul_ui (self->q, self->q, 100);
  mpz_add (self->p, self->q, rate);
  mpz_clear (rate);
}

static void
walk_year (Walk *self, const mpz_t flow)
{
  if (self->year++ > 0)
    {
      mpz_mul (self->sum, self->sum, self->p);
      mpz_mul (self->scale, self->scale, self->q);
    }
  mpz_addmul (self->sum, flow, self->scale);
}

static gboolean
rate_holds (NwFraction rate_percent)
{
  return nw_fraction_known (rate_percent) && nw_fraction_compare (rate_percent, nw_fraction (-100, 1)) > 0;
}

/**
 * nw_flows_parse:
 * @text: (nullable): as in the register: `0:-100000.00;1:30000.00`
 *
 * Returns: (transfer full) (nullable): an array of #NwFlow; %NULL where the
 *   text is none
 */
GArray *
nw_flows_parse (const char *text)
{
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (NwFlow));
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ";", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *colon = strchr (words[i], ':');
      NwFraction amount = colon != NULL ? nw_fraction_parse (colon + 1) : NW_NO_FRACTION;
      NwFraction cents = nw_fraction_mul (amount, nw_fraction (100, 1));
      guint64 year;
      NwFlow flow;

      if (colon == NULL || cents.d != 1)
        return NULL;
      *colon = '\0';
      if (!g_ascii_string_to_unsigned (words[i], 10, 0, NW_FLOW_YEAR_MAX, &year, NULL))
        return NULL;
      flow = (NwFlow){ (gint) year, cents.n };
      g_array_append_val (flows, flow);
    }
  return flows->len > 0 ? g_steal_pointer (&flows) : NULL;
}

/**
 * nw_npv:
 * @rate_percent: above -100
 *
 * Net present value: what all flows are worth in year 0 when money earns the
 * rate. Years without a flow count as 0.
 *
 * Returns: cents, rounded once, half away from zero; %NW_UNKNOWN without
 *   flows or rate, and where it does not fit
 */
gint64
nw_npv (const NwFlow *flows, guint n, NwFraction rate_percent)
{
  g_auto (Series) series = { 0 };
  g_auto (Walk) walk;

  walk_begin (&walk);
  if (!rate_holds (rate_percent) || !series_fill (&series, flows, n))
    return NW_UNKNOWN;
  walk_at_rate (&walk, rate_percent);
  for (guint t = 0; t < series.length; t++)
    walk_year (&walk, series.flow[t]);
  /* (sum / q^T) / (p/q)^T */
  mpz_pow_ui (walk.scale, walk.p, series.length - 1);
  return nw_quotient_round (walk.sum, walk.scale, 0);
}

/**
 * nw_payback:
 * @rate_percent: by which flows are discounted, above -100; 0 for the plain payback
 *
 * The years, counted from year 0, after which what was saved makes good for
 * what was paid: in the first year, from the first flow on, at whose end the
 * sum is not below 0. Inside the year the flow is taken to come evenly.
 *
 * Returns: thousandths of a year; 0 when the first flow is a gain;
 *   %NW_UNKNOWN when that never happens, or without flows or rate
 */
gint64
nw_payback (const NwFlow *flows, guint n, NwFraction rate_percent)
{
  g_auto (Series) series = { 0 };
  g_auto (Walk) walk;

  walk_begin (&walk);
  if (!rate_holds (rate_percent) || !series_fill (&series, flows, n))
    return NW_UNKNOWN;
  walk_at_rate (&walk, rate_percent);
  for (guint t = 0; t <= series.first; t++)
    walk_year (&walk, series.flow[t]);
  if (mpz_sgn (walk.sum) >= 0)
    return 0;
  for (guint t = series.first + 1; t < series.length; t++)
    {
      mpz_t owed, flow;
      gint64 part;

      mpz_init (owed);
      mpz_init (flow);
      mpz_mul (owed, walk.sum, walk.p);
      mpz_neg (owed, owed);
      walk_year (&walk, series.flow[t]);
      mpz_mul (flow, series.flow[t], walk.scale);
      part = mpz_sgn (walk.sum) >= 0 ? nw_quotient_round (owed, flow, 3) : NW_UNKNOWN;
      mpz_clear (owed);
      mpz_clear (flow);
      if (part != NW_UNKNOWN)
        return (gint64) (t - 1) * 1000 + part;
    }
  return NW_UNKNOWN;
}

static guint
sign_changes (const Series *series)
{
  guint changes = 0;
  int last = mpz_sgn (series->flow[series->first]);

  for (guint t = series->first; t < series->length; t++)
    {
      int sign = mpz_sgn (series->flow[t]);

      changes += sign != 0 && sign != last;
      last = sign != 0 ? sign : last;
    }
  return changes;
}

/* The sign of the value at a rate of @half of our steps. */
static int
sign_at (const Series *series, gint64 half)
{
  g_auto (Walk) walk;

  walk_begin (&walk);
  mpz_set_ui (walk.q, HALF_STEPS);
  nw_whole_set (walk.p, HALF_STEPS + half);
  for (guint t = series->first; t < series->length; t++)
    walk_year (&walk, series->flow[t]);
  return mpz_sgn (walk.sum);
}

/* Half steps as whole ones, half away from zero. */
static gint64
whole_steps (gint64 half)
{
  return (half + (half % 2 == 0 ? 0 : half > 0 ? 1 : -1)) / 2;
}

/**
 * nw_irr:
 * @irr: (out): ten-thousandths of a percent, half away from zero; %NW_UNKNOWN
 *   unless the state is %NW_IRR_VALUE
 *
 * Internal rate of return: the rate above -99 % at which the net present
 * value is 0. With one change of sign among the flows there is at most one
 * (Descartes); with more there may be several and none is told.
 */
NwIrrState
nw_irr (const NwFlow *flows, guint n, gint64 *irr)
{
  g_auto (Series) series = { 0 };
  gint64 low = RATE_LOW, high = RATE_HIGH;
  guint changes;
  int below;

  *irr = NW_UNKNOWN;
  if (!series_fill (&series, flows, n))
    return NW_IRR_UNKNOWN;
  changes = sign_changes (&series);
  if (changes != 1)
    return changes == 0 ? NW_IRR_NONE : NW_IRR_AMBIGUOUS;
  below = mpz_sgn (series.flow[series.length - 1]);
  if (sign_at (&series, low) != below || sign_at (&series, high) == below)
    return NW_IRR_NONE;
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (sign_at (&series, middle) == below)
        low = middle;
      else
        high = middle;
    }
  /* Between low and high, or just high: the even one of the two is the
   * nearest whole step, unless it is just high. */
  *irr = sign_at (&series, high) == 0 || high % 2 == 0 ? whole_steps (high) : low / 2;
  return NW_IRR_VALUE;
}

static gboolean
costs_known (const NwCost *costs, guint n, guint years)
{
  NwFraction least = nw_fraction (-100, 1);

  for (guint i = 0; i < n; i++)
    {
      NwFraction growth = costs[i].growth_percent;

      if (costs[i].cents == NW_UNKNOWN)
        return FALSE;
      if (costs[i].kind == NW_COST_YEARLY && years > 1 && (!nw_fraction_known (growth) || nw_fraction_compare (growth, least) < 0))
        return FALSE;
    }
  return n > 0 && years > 0 && years <= NW_COST_YEARS_MAX;
}

/* 1 + a percentage, or 1 when it is unknown and nobody needs it. */
static void
set_factor (mpq_t out, NwFraction percent)
{
  mpq_t one, hundred;

  mpq_inits (one, hundred, NULL);
  mpq_set_ui (one, 1, 1);
  mpq_set_ui (hundred, 100, 1);
  if (nw_fraction_known (percent))
    nw_rational_set (out, percent);
  mpq_div (out, out, hundred);
  mpq_add (out, out, one);
  mpq_clears (one, hundred, NULL);
}

/* Adds what @cost is worth now to @sum. */
static void
add_cost (mpq_t sum, const NwCost *cost, guint years, NwFraction rate_percent)
{
  mpq_t amount, growth, discount;

  mpq_inits (amount, growth, discount, NULL);
  nw_rational_set (amount, nw_fraction (cost->cents, 1));
  set_factor (growth, cost->growth_percent);
  set_factor (discount, rate_percent);
  if (cost->kind == NW_COST_ONE_OFF)
    mpq_add (sum, sum, amount);
  for (guint t = 1; t <= years && cost->kind != NW_COST_ONE_OFF; t++)
    {
      mpq_div (amount, amount, discount);
      if (cost->kind == NW_COST_YEARLY || t == years)
        mpq_add (sum, sum, amount);
      if (cost->kind == NW_COST_YEARLY)
        mpq_mul (amount, amount, growth);
    }
  mpq_clears (amount, growth, discount, NULL);
}

/**
 * nw_tco:
 * @years: 1 to %NW_COST_YEARS_MAX
 * @rate_percent: above -100; 0 for the nominal cost
 *
 * Total cost of ownership over @years: what is paid once now, each yearly
 * cost with its growth at the end of its year, and the cost of leaving at
 * the end of the last.
 *
 * Returns: cents, rounded once; %NW_UNKNOWN when there is no cost, one is
 *   unknown, or the growth of a yearly one is
 */
gint64
nw_tco (const NwCost *costs, guint n, guint years, NwFraction rate_percent)
{
  mpq_t sum;
  gint64 cents;

  if (!rate_holds (rate_percent) || !costs_known (costs, n, years))
    return NW_UNKNOWN;
  mpq_init (sum);
  for (guint i = 0; i < n; i++)
    add_cost (sum, &costs[i], years, rate_percent);
  cents = nw_rational_round (sum, 0);
  mpq_clear (sum);
  return cents;
}
