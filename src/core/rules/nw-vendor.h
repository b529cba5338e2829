/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/* What makes a vendor critical; each 0 to 4, or %NW_UNKNOWN. */
typedef enum
{
  NW_FACTOR_IMPACT,
  NW_FACTOR_DATA,
  NW_FACTOR_ACCESS,
  NW_FACTOR_REPLACE,
  NW_FACTOR_REGULATION,
  NW_FACTOR_SPEND,
  NW_N_FACTORS,
} NwFactor;

#define NW_FACTOR_MAX 4
#define NW_N_TIERS 4

/* Tiers up to this one are those on which the company depends. */
#define NW_TIER_HIGH 2

typedef struct
{
  gint64 value[NW_N_FACTORS];
} NwVendorFactors;

/**
 * NwTierFigures:
 * @weight: of each factor
 * @from: score (0 to 100) from which a vendor is of tier 1, 2, 3
 * @first_impact: with @first_replace: from which the vendor is of tier 1 whatever the score
 * @second_data: from which it is at least of tier 2; so it is from @second_access
 */
typedef struct
{
  gint64 weight[NW_N_FACTORS];
  gint64 from[NW_N_TIERS - 1];
  gint64 first_impact, first_replace;
  gint64 second_data, second_access;
} NwTierFigures;

extern const char *const nw_vendor_factor_fields[NW_N_FACTORS];

NwFraction nw_vendor_tier_score (const NwVendorFactors *factors, const NwTierFigures *figures);
int        nw_vendor_tier       (const NwVendorFactors *factors, const NwTierFigures *figures);

/* How many of the vendors on which the company depends are graded A or B. */
typedef struct
{
  guint stable, all;
} NwStability;

void       nw_stability_count   (NwStability *self, int tier, const char *grade);
NwFraction nw_stability_percent (const NwStability *self);

NwDay nw_vendor_review_day (NwDay last_review, gint64 cycle_months);

gboolean        nw_vendor_tier_figures  (NwContext *context, NwTierFigures *figures);
NwVendorFactors nw_vendor_factors_of_row (const NwRow *vendor);
gboolean        nw_vendor_in_use        (const NwRow *vendor);
int             nw_vendor_tier_of_row    (const NwRow *vendor, NwContext *context);

G_END_DECLS
