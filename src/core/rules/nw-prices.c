/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-prices.h"

#include "../model/nw-kind.h"
#include "nw-rational.h"

__extension__ typedef __int128 Wide;

typedef struct
{
  NwPriceTier tier;
  guint       index; /* in the list that was given */
} Sorted;

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a, *right = b;

  if (left->tier.from != right->tier.from)
    return left->tier.from < right->tier.from ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static Sorted *
sort_tiers (const NwPriceTier *tiers, guint n)
{
  Sorted *sorted = g_new (Sorted, n);

  for (guint i = 0; i < n; i++)
    sorted[i] = (Sorted){ tiers[i], i };
  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_from);
  return sorted;
}

static NwTierFault
check_tier (const NwPriceTier *before, const NwPriceTier *tier)
{
  if (tier->from == NW_UNKNOWN || tier->unit_price == NW_UNKNOWN)
    return NW_TIERS_UNKNOWN;
  if (tier->to != NW_UNKNOWN && tier->to < tier->from)
    return NW_TIERS_BACKWARDS;
  if (before == NULL)
    return tier->from == 0 || tier->from == 1 ? NW_TIERS_GOOD : NW_TIERS_START;
  if (before->to == NW_UNKNOWN || tier->from <= before->to)
    return NW_TIERS_OVERLAP;
  return tier->from - 1 > before->to ? NW_TIERS_GAP : NW_TIERS_GOOD;
}

static NwTierFault
check_sorted (const Sorted *sorted, guint n, guint *which)
{
  for (guint i = 0; i < n; i++)
    {
      NwTierFault fault = check_tier (i > 0 ? &sorted[i - 1].tier : NULL, &sorted[i].tier);

      *which = sorted[i].index;
      if (fault != NW_TIERS_GOOD)
        return fault;
    }
  return n > 0 ? NW_TIERS_GOOD : NW_TIERS_NONE;
}

/**
 * nw_price_tiers_check:
 * @tiers: in any order
 * @which: (out): the first tier, by its beginning, that does not fit
 *
 * Returns: whether each unit has exactly one price, up to the last tier
 */
NwTierFault
nw_price_tiers_check (const NwPriceTier *tiers, guint n, guint *which)
{
  g_autofree Sorted *sorted = sort_tiers (tiers, n);

  return check_sorted (sorted, n, which);
}

static NwTierFault
put_cents (Wide sum, gint64 *cents)
{
  if (sum > G_MAXINT64 || sum < -G_MAXINT64)
    return NW_TIERS_TOO_LARGE;
  *cents = (gint64) sum;
  return NW_TIERS_GOOD;
}

/* How many of @units fall into @tier. */
static gint64
units_in (const NwPriceTier *tier, gint64 units)
{
  gint64 from = MAX (tier->from, 1);
  gint64 to = tier->to == NW_UNKNOWN ? units : MIN (tier->to, units);

  return to >= from ? to - from + 1 : 0;
}

static NwTierFault
price (const NwPriceTier *tiers, guint n, gint64 units, gboolean volume, gint64 *cents)
{
  g_autofree Sorted *sorted = sort_tiers (tiers, n);
  guint which = 0;
  NwTierFault fault = check_sorted (sorted, n, &which);
  gint64 covered = 0;
  Wide sum = 0;

  *cents = NW_UNKNOWN;
  if (fault != NW_TIERS_GOOD)
    return fault;
  if (units == NW_UNKNOWN || units < 0)
    return NW_TIERS_NONE;
  for (guint i = 0; i < n; i++)
    {
      const NwPriceTier *tier = &sorted[i].tier;
      gint64 in = units_in (tier, units);

      covered += in;
      if (volume && in > 0)
        sum = (Wide) units * tier->unit_price;
      else if (!volume && __builtin_add_overflow (sum, (Wide) in * tier->unit_price, &sum))
        return NW_TIERS_TOO_LARGE;
    }
  return covered == units ? put_cents (sum, cents) : NW_TIERS_BEYOND;
}

/**
 * nw_price_graduated:
 * @units: 0 or more
 * @cents: (out): the price; %NW_UNKNOWN unless the tiers are good
 *
 * Each unit at the price of the tier it falls into (Staffelpreis).
 */
NwTierFault
nw_price_graduated (const NwPriceTier *tiers, guint n, gint64 units, gint64 *cents)
{
  return price (tiers, n, units, FALSE, cents);
}

/**
 * nw_price_volume:
 * @units: 0 or more
 * @cents: (out): the price; %NW_UNKNOWN unless the tiers are good
 *
 * All units at the price of the tier that the last one falls into.
 */
NwTierFault
nw_price_volume (const NwPriceTier *tiers, guint n, gint64 units, gint64 *cents)
{
  return price (tiers, n, units, TRUE, cents);
}

/**
 * nw_index_parse:
 * @text: (nullable): as somebody wrote it: `117.4` or `117,4`
 *
 * Returns: the index; unknown for other texts and those that can be read in
 *   two ways
 */
NwFraction
nw_index_parse (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *canonical = NULL;

  if (*trimmed == '\0' || !nw_decimal_parse (trimmed, NW_FORM_PEOPLE, &canonical, NULL))
    return NW_NO_FRACTION;
  return nw_fraction_parse (canonical);
}

/* factor = 1 + percent / 100 */
static void
set_limit (mpq_t factor, NwFraction percent)
{
  nw_rational_set (factor, percent);
  mpz_mul_ui (mpq_denref (factor), mpq_denref (factor), 100);
  mpz_add (mpq_numref (factor), mpq_numref (factor), mpq_denref (factor));
  mpq_canonicalize (factor);
}

static NwIndexLimit
keep_within (mpq_t factor, const NwIndexClause *clause)
{
  NwIndexLimit limit = NW_INDEX_FREE;
  mpq_t edge;

  mpq_init (edge);
  if (nw_fraction_known (clause->cap_percent))
    {
      set_limit (edge, clause->cap_percent);
      if (mpq_cmp (factor, edge) > 0)
        {
          mpq_set (factor, edge);
          limit = NW_INDEX_CAPPED;
        }
    }
  if (nw_fraction_known (clause->floor_percent))
    {
      set_limit (edge, clause->floor_percent);
      if (mpq_cmp (factor, edge) < 0)
        {
          mpq_set (factor, edge);
          limit = NW_INDEX_FLOORED;
        }
    }
  mpq_clear (edge);
  return limit;
}

static gboolean
is_positive (NwFraction a)
{
  return nw_fraction_known (a) && a.n > 0;
}

static gboolean
clause_holds (const NwIndexClause *clause)
{
  return is_positive (clause->base)
         && (!nw_fraction_known (clause->cap_percent) || !nw_fraction_known (clause->floor_percent)
             || nw_fraction_compare (clause->floor_percent, clause->cap_percent) <= 0);
}

/**
 * nw_indexed_price:
 * @cents: the price when the index stood at its base
 * @limit: (out) (nullable): whether cap or floor decided
 *
 * The price × index now / base, within cap and floor. Whether such a clause
 * holds at all is another question (PrKG §§ 1–7).
 *
 * Returns: cents, half away from zero; %NW_UNKNOWN when price or index is, or
 *   the floor is above the cap
 */
gint64
nw_indexed_price (gint64 cents, const NwIndexClause *clause, NwFraction index_now, NwIndexLimit *limit)
{
  NwIndexLimit reached;
  mpq_t factor, other;
  gint64 result;

  if (cents == NW_UNKNOWN || !is_positive (index_now) || !clause_holds (clause))
    return NW_UNKNOWN;
  mpq_inits (factor, other, NULL);
  nw_rational_set (factor, index_now);
  nw_rational_set (other, clause->base);
  mpq_div (factor, factor, other);
  reached = keep_within (factor, clause);
  nw_rational_set (other, nw_fraction (cents, 1));
  mpq_mul (factor, factor, other);
  result = nw_rational_round (factor, 0);
  mpq_clears (factor, other, NULL);
  if (limit != NULL)
    *limit = reached;
  return result;
}
