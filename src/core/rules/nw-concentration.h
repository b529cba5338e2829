/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/**
 * NwShares:
 * @total: cents
 * @hhi: Herfindahl-Hirschman index: the sum of the squared shares in percent, in hundredths of a point
 * @top1, @top5: share of the largest, of the five largest, in hundredths of a percent
 * @high: 1 when the index is above the limit, else 0
 *
 * How unevenly an amount is spread. All %NW_UNKNOWN when one amount is
 * unknown or below 0, or there is nothing to share.
 */
typedef struct
{
  gint64 total, hhi, top1, top5, high;
} NwShares;

/* What is known of each vendor, of its services, and of the recipients in the
 * sub-processor trees of its agreements. Texts are borrowed and may be %NULL. */
typedef struct
{
  gint64      id;
  const char *name, *group, *country;
  int         tier;  /* 1 to 4; 0: unknown */
  gint64      spend; /* cents a year, or %NW_UNKNOWN */
} NwSpreadVendor;

typedef struct
{
  gint64      vendor; /* id of one of the vendors */
  const char *name, *country;
} NwSpreadPlace;

/**
 * NwSpreadPart:
 * @name: as it was written first; %NULL: of these, nobody knows the group, country or region
 * @country: that belongs to the name, or %NULL
 * @vendors: (element-type gint64): ids, ascending
 * @important: how many of them are of tier 1 or 2
 * @services, @first_services: of these vendors, and of those of tier 1 alone; of a region: those that run there
 * @spend: cents of these vendors, of groups and countries; else, or if one is unknown, %NW_UNKNOWN
 * @share: of the spend of all vendors; of a node: @important of all important vendors
 */
typedef struct
{
  char      *name, *country;
  GArray    *vendors;
  guint      important, services, first_services;
  gint64     spend;
  NwFraction share;
} NwSpreadPart;

/**
 * NwConcentration:
 * @important: vendors of tier 1 or 2
 * @tier_unknown, @spend_unknown: vendors of which that is not known
 * @spend_foreign: vendors of which the spend is not, or not all, in the
 *   currency of the organisation, and so cannot be added to that of others
 * @spend: by vendor; unknown as long as one is
 * @known_spend: the same of those vendors alone whose spend is known and in the
 *   currency of the organisation
 * @group_spend: by group; unknown as long as the spend of one vendor is
 * @groups, @countries, @regions: (element-type NwSpreadPart): most spend first, then most services of tier 1
 * @nodes: (element-type NwSpreadPart): recipients that vendors depend on, most important vendors first
 * @max_dependence: the largest share of the important vendors that one node has;
 *   unknown without nodes and important vendors, and as long as a tier is
 */
typedef struct
{
  guint      vendors, important, tier_unknown, spend_unknown, spend_foreign;
  NwShares   spend, known_spend, group_spend;
  GPtrArray *groups, *countries, *regions, *nodes;
  NwFraction max_dependence;
} NwConcentration;

NwShares         nw_shares             (const gint64 *amounts, guint n, gint64 high_above);
char            *nw_spread_identity    (const char *name, const char *country);
NwConcentration *nw_concentration_new  (GArray *vendors, GArray *services, GArray *nodes, gint64 high_above);
void             nw_concentration_free (NwConcentration *self);

/* Of the vendors that are active on the day of @context. */
NwConcentration *nw_concentration      (NwContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwConcentration, nw_concentration_free)

G_END_DECLS
