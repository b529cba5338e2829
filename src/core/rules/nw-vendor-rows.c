/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include "nw-contract-rows.h"

#include <string.h>

/* The figure @name for @tier; %NW_UNKNOWN if the tier is. */
gint64
nw_tier_figure (NwContext *context, const char *name, int tier)
{
  g_autofree char *key = g_strdup_printf ("%s_tier%d", name, tier);

  return tier > 0 ? nw_figure (context, key, context->on) : NW_UNKNOWN;
}

/* How bad it is when a vendor of @tier lacks something. */
NwLevel
nw_tier_level (int tier)
{
  static const NwLevel levels[] = { NW_LEVEL_AMBER, NW_LEVEL_RED, NW_LEVEL_AMBER, NW_LEVEL_YELLOW, NW_LEVEL_YELLOW };

  return levels[tier];
}

/* Days before the last day of notice from which a contract is looked at; when
 * nobody knows the tier, the earlier. */
gint64
nw_renewal_open_days (int tier, NwContext *context)
{
  return nw_figure (context, tier <= NW_TIER_HIGH ? "renewal.opens_days_high" : "renewal.opens_days", context->on);
}

/* Whether @contract has begun and has not ended. */
gboolean
nw_contract_runs (const NwRow *contract, NwContext *context)
{
  const NwRow *row = nw_context_derived (context, contract);
  NwDay starts = nw_row_day (row, "starts_on"), ended = nw_row_day (row, "ended_on");

  if (starts != NW_NO_DAY && starts > context->on)
    return FALSE;
  if (ended != NW_NO_DAY)
    return ended >= context->on;
  return !nw_row_is (row, "level", "ended");
}

/* The last day to act on the next end of @contract: that of notice, or of a
 * fixed term its end. A contract that can be left on any day has none. */
NwDay
nw_contract_last_day_to_act (const NwRow *contract, NwContext *context)
{
  const NwRow *row = nw_context_derived (context, contract);
  NwDay receipt = nw_row_day (row, "last_receipt");

  if (!nw_row_has (row, "days_left"))
    return NW_NO_DAY;
  return receipt != NW_NO_DAY ? receipt : nw_row_day (row, "next_end");
}

/* The day that is noted, or that of the newest final assessment if it is later. */
NwDay
nw_vendor_last_review (const NwRow *vendor, NwContext *context)
{
  const NwRow *newest = nw_vendor_assessment_newest (context, vendor->id);
  NwDay noted = nw_row_day (vendor, "last_review");
  NwDay assessed = newest != NULL ? nw_row_day (newest, "assessed_on") : NW_NO_DAY;

  return MAX (noted, assessed);
}

static void
spend_add (NwVendorSpend *self, const NwRow *contract, NwContext *context)
{
  gint64 value = nw_row_number (contract, "annual_value");
  const char *currency = nw_contract_currency (contract, context);

  if (self->running++ == 0)
    self->currency = currency;
  else if (g_strcmp0 (self->currency, currency) != 0)
    self->mixed = TRUE;
  if (value == NW_UNKNOWN || __builtin_add_overflow (self->sum, value, &self->sum))
    self->open++;
}

/* What a year of the running contracts of @vendor costs. */
NwVendorSpend
nw_vendor_spend (const NwRow *vendor, NwContext *context)
{
  GPtrArray *contracts = nw_context_children (context, &nw_contract, "vendor", vendor->id);
  NwVendorSpend spend = { .contracts = contracts->len };

  for (guint i = 0; i < contracts->len; i++)
    if (nw_contract_runs (contracts->pdata[i], context))
      spend_add (&spend, contracts->pdata[i], context);
  return spend;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
put_hosting (const NwRow *row, NwContext *context, NwDerived *out)
{
  GPtrArray *services = nw_context_children (context, &nw_service, "vendor", row->id);
  g_autoptr (GPtrArray) countries = g_ptr_array_new ();

  for (guint i = 0; i < services->len; i++)
    {
      const char *country = nw_row_text (services->pdata[i], "hosting_country");

      if (country != NULL && !g_ptr_array_find_with_equal_func (countries, country, g_str_equal, NULL))
        g_ptr_array_add (countries, (gpointer) country);
    }
  g_ptr_array_sort (countries, compare_texts);
  nw_put_tags (out, "hosting", countries);
}

static void
put_score (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRow *newest = nw_vendor_assessment_newest (context, row->id);
  g_autoptr (NwRated) rated = newest != NULL ? nw_rated_new (newest, context) : NULL;

  if (rated == NULL || !rated->known)
    return;
  nw_put_take (out, "score", nw_fraction_format (rated->grading.score, 2, NW_ROUND_HALF_AWAY));
  nw_put_text (out, "grade", nw_rated_grade (rated));
}

void
nw_derive_vendor (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwVendorFactors factors = nw_vendor_factors_of_row (row);
  NwVendorSpend spend = nw_vendor_spend (row, context);
  int tier = nw_vendor_tier_of_row (row, context);
  NwTierFigures figures;

  if (nw_vendor_tier_figures (context, &figures))
    nw_put_take (out, "tier_score", nw_fraction_format (nw_vendor_tier_score (&factors, &figures), 2, NW_ROUND_HALF_AWAY));
  nw_put_number (out, "tier", tier > 0 ? tier : NW_UNKNOWN);
  if (!nw_row_is (row, "status", "ended"))
    nw_put_day (out, "next_review", nw_vendor_review_day (nw_vendor_last_review (row, context),
                                                          nw_tier_figure (context, "vendor.review_months", tier)));
  if (spend.contracts > 0 && spend.open == 0 && !spend.mixed)
    nw_put_number (out, "annual_spend", spend.sum);
  put_hosting (row, context, out);
  put_score (row, context, out);
}
