/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

/* The price of each unit from @from to @to, both inclusive, counted from 1
 * (a tier from 0 means the same); an unknown @to: without end. */
typedef struct
{
  gint64 from, to;
  gint64 unit_price; /* cents */
} NwPriceTier;

/* Why a list of tiers gives no price. */
typedef enum
{
  NW_TIERS_GOOD,
  NW_TIERS_NONE,      /* there are no tiers, or no units are known */
  NW_TIERS_UNKNOWN,   /* a beginning or a price is missing */
  NW_TIERS_START,     /* the first does not begin at the first unit */
  NW_TIERS_BACKWARDS, /* a tier ends before it begins */
  NW_TIERS_GAP,       /* units between two tiers have no price */
  NW_TIERS_OVERLAP,   /* units have two prices */
  NW_TIERS_BEYOND,    /* more units than the last tier has */
  NW_TIERS_TOO_LARGE, /* more than can be written */
} NwTierFault;

/* @cap_percent, @floor_percent: by which the price may change at most, at
 * least; unknown: no limit */
typedef struct
{
  NwFraction base;
  NwFraction cap_percent, floor_percent;
} NwIndexClause;

typedef enum
{
  NW_INDEX_FREE,
  NW_INDEX_CAPPED,
  NW_INDEX_FLOORED,
} NwIndexLimit;

NwTierFault nw_price_tiers_check (const NwPriceTier *tiers, guint n, guint *which);
NwTierFault nw_price_graduated   (const NwPriceTier *tiers, guint n, gint64 units, gint64 *cents);
NwTierFault nw_price_volume      (const NwPriceTier *tiers, guint n, gint64 units, gint64 *cents);

NwFraction  nw_index_parse       (const char *text);
gint64      nw_indexed_price     (gint64 cents, const NwIndexClause *clause, NwFraction index_now, NwIndexLimit *limit);

G_END_DECLS
