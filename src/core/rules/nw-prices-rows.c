/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-prices-rows.h"

#include <glib/gi18n-lib.h>

/**
 * nw_price_tiers_of:
 * @contract: a row of contracts
 *
 * Returns: (transfer full): an array of #NwPriceTier, in the order of the
 *   contract's price tiers
 */
GArray *
nw_price_tiers_of (NwContext *context, gint64 contract)
{
  GPtrArray *rows = nw_context_children (context, &nw_price_tier, "contract", contract);
  GArray *tiers = g_array_new (FALSE, FALSE, sizeof (NwPriceTier));

  for (guint i = 0; i < rows->len; i++)
    {
      NwPriceTier tier = { nw_row_number (rows->pdata[i], "from_unit"), nw_row_number (rows->pdata[i], "to_unit"),
                           nw_row_number (rows->pdata[i], "unit_price") };

      g_array_append_val (tiers, tier);
    }
  return tiers;
}

/* One sentence for a person, or NULL for good tiers. */
const char *
nw_say_tier_fault (NwTierFault fault)
{
  static const char *const texts[] = {
    [NW_TIERS_GOOD] = NULL,
    [NW_TIERS_NONE] = N_("unknown: price tiers or the number of units are missing"),
    [NW_TIERS_UNKNOWN] = N_("unknown: the first unit or the unit price of a tier is missing"),
    [NW_TIERS_START] = N_("unknown: the first tier does not begin at unit 1"),
    [NW_TIERS_BACKWARDS] = N_("unknown: a tier ends before it begins"),
    [NW_TIERS_GAP] = N_("unknown: units between two tiers have no price"),
    [NW_TIERS_OVERLAP] = N_("unknown: units are in two tiers"),
    [NW_TIERS_BEYOND] = N_("unknown: there are more units than the last tier has"),
    [NW_TIERS_TOO_LARGE] = N_("unknown: the price is larger than can be written"),
  };

  return texts[fault] != NULL ? _(texts[fault]) : NULL;
}

static const char *
remedy (NwTierFault fault)
{
  if (fault == NW_TIERS_UNKNOWN)
    return _("Fill in the first unit and the unit price");
  if (fault == NW_TIERS_START)
    return _("Let the first price tier begin at unit 1");
  return _("Let this price tier begin at the unit after the one before ends");
}

void
nw_lack_price_tier (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gint64 contract = nw_row_number (row, "contract");
  GPtrArray *rows = nw_context_children (context, &nw_price_tier, "contract", contract);
  g_autoptr (GArray) tiers = nw_price_tiers_of (context, contract);
  guint which = 0;
  NwTierFault fault = nw_price_tiers_check (&g_array_index (tiers, NwPriceTier, 0), tiers->len, &which);

  if (fault != NW_TIERS_GOOD && which < rows->len && ((const NwRow *) rows->pdata[which])->id == row->id)
    nw_gaps_add (gaps, row, "price_tier_gap", NW_LEVEL_AMBER, nw_say_tier_fault (fault), remedy (fault));
}
