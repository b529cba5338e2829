/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor.h"

/* In the order of NwFactor. */
const char *const nw_vendor_factor_fields[NW_N_FACTORS] = {
  "impact", "data_sensitivity", "access_level", "replaceability", "regulatory_weight", "spend_share",
};

static gboolean
all_known (const gint64 *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == NW_UNKNOWN)
      return FALSE;
  return TRUE;
}

/**
 * nw_vendor_tier_score:
 *
 * Returns: 0 to 100: the weighted mean of the factors, where 4 counts 100;
 *   unknown as soon as one factor is
 */
NwFraction
nw_vendor_tier_score (const NwVendorFactors *factors, const NwTierFigures *figures)
{
  gint64 sum = 0, weights = 0;

  if (!all_known (factors->value, NW_N_FACTORS))
    return NW_NO_FRACTION;
  for (guint i = 0; i < NW_N_FACTORS; i++)
    {
      sum += figures->weight[i] * factors->value[i];
      weights += figures->weight[i];
    }
  return nw_fraction (100 * sum, NW_FACTOR_MAX * weights);
}

/* The least critical tier that the vendor may have whatever its score is. */
static int
lowest_tier (const NwVendorFactors *factors, const NwTierFigures *figures)
{
  const gint64 *value = factors->value;

  if (value[NW_FACTOR_IMPACT] >= figures->first_impact && value[NW_FACTOR_REPLACE] >= figures->first_replace)
    return 1;
  if (value[NW_FACTOR_DATA] >= figures->second_data || value[NW_FACTOR_ACCESS] >= figures->second_access)
    return 2;
  return NW_N_TIERS;
}

/**
 * nw_vendor_tier:
 *
 * The tier by score. The rules about single factors only raise it: a high
 * score stays what it is.
 *
 * Returns: 1, the most critical, to 4; 0 when a factor is unknown
 */
int
nw_vendor_tier (const NwVendorFactors *factors, const NwTierFigures *figures)
{
  NwFraction score = nw_vendor_tier_score (factors, figures);
  int tier = 1;

  if (!nw_fraction_known (score))
    return 0;
  while (tier < NW_N_TIERS && nw_fraction_compare (score, nw_fraction (figures->from[tier - 1], 1)) < 0)
    tier++;
  return MIN (tier, lowest_tier (factors, figures));
}

/**
 * nw_stability_count:
 * @tier: 0 for "unknown": a vendor that nobody rated may be critical, but
 *   counts only once it is known to be
 * @grade: (nullable): %NULL for "unknown", which is not stable
 *
 * Counts one vendor towards KP30.
 */
void
nw_stability_count (NwStability *self, int tier, const char *grade)
{
  if (tier < 1 || tier > NW_TIER_HIGH)
    return;
  self->all++;
  self->stable += grade != NULL && (*grade == 'A' || *grade == 'B');
}

/* Unknown when there is no such vendor: no data. */
NwFraction
nw_stability_percent (const NwStability *self)
{
  return nw_fraction (100 * (gint64) self->stable, self->all);
}

/* The day by which the vendor has to be looked at again, or %NW_NO_DAY. */
NwDay
nw_vendor_review_day (NwDay last_review, gint64 cycle_months)
{
  return last_review != NW_NO_DAY && cycle_months != NW_UNKNOWN ? nw_add_months (last_review, (int) cycle_months) : NW_NO_DAY;
}

/* FALSE when one of the figures is unknown today. */
gboolean
nw_vendor_tier_figures (NwContext *context, NwTierFigures *figures)
{
  static const char *const weights[NW_N_FACTORS] = {
    "vendor.weight_impact", "vendor.weight_data", "vendor.weight_access",
    "vendor.weight_replace", "vendor.weight_regulation", "vendor.weight_spend",
  };
  static const char *const from[NW_N_TIERS - 1] = { "vendor.tier1_from", "vendor.tier2_from", "vendor.tier3_from" };

  for (guint i = 0; i < NW_N_FACTORS; i++)
    figures->weight[i] = nw_figure (context, weights[i], context->on);
  for (guint i = 0; i < NW_N_TIERS - 1; i++)
    figures->from[i] = nw_figure (context, from[i], context->on);
  figures->first_impact = nw_figure (context, "vendor.tier1_impact", context->on);
  figures->first_replace = nw_figure (context, "vendor.tier1_replace", context->on);
  figures->second_data = nw_figure (context, "vendor.tier2_data", context->on);
  figures->second_access = nw_figure (context, "vendor.tier2_access", context->on);
  return all_known (figures->weight, NW_N_FACTORS) && all_known (figures->from, NW_N_TIERS - 1)
         && figures->first_impact != NW_UNKNOWN && figures->first_replace != NW_UNKNOWN
         && figures->second_data != NW_UNKNOWN && figures->second_access != NW_UNKNOWN;
}

NwVendorFactors
nw_vendor_factors_of_row (const NwRow *vendor)
{
  NwVendorFactors factors;

  for (guint i = 0; i < NW_N_FACTORS; i++)
    factors.value[i] = nw_row_number (vendor, nw_vendor_factor_fields[i]);
  return factors;
}

/* Neither a candidate nor one that we left. One whose status nobody set is in
 * use: leaving it out would look better than it may be. */
gboolean
nw_vendor_in_use (const NwRow *vendor)
{
  return !nw_row_is (vendor, "status", "candidate") && !nw_row_is (vendor, "status", "ended");
}

/**
 * nw_vendor_tier_of_row:
 *
 * Reads nothing but stored facts of @vendor, so that every rule may ask. A
 * tier that a person set wins, also when it is lower than the computed one.
 *
 * Returns: 1 to 4; 0 for "unknown"
 */
int
nw_vendor_tier_of_row (const NwRow *vendor, NwContext *context)
{
  NwVendorFactors factors = nw_vendor_factors_of_row (vendor);
  gint64 by_hand = nw_row_number (vendor, "tier_override");
  NwTierFigures figures;

  if (by_hand != NW_UNKNOWN)
    return (int) by_hand;
  return nw_vendor_tier_figures (context, &figures) ? nw_vendor_tier (&factors, &figures) : 0;
}
