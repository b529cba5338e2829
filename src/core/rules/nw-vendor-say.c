/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>

static const char *
label_of (const NwRow *row, const char *field)
{
  return nw_field_label (nw_entity_get_field (row->entity, (guint) nw_entity_field_index (row->entity, field)));
}

/* "Business impact 4 (weight 30), …", and NULL when one is missing. */
static char *
say_factors (const NwRow *row, const NwTierFigures *figures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NW_N_FACTORS; i++)
    {
      const char *field = nw_vendor_factor_fields[i];

      if (!nw_row_has (row, field))
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_printf (text, i > 0 ? ", " : "");
      g_string_append_printf (text, _("%s %d (weight %d)"), label_of (row, field), (int) nw_row_number (row, field), (int) figures->weight[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
say_missing_factors (const NwRow *row)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < NW_N_FACTORS; i++)
    if (!nw_row_has (row, nw_vendor_factor_fields[i]))
      g_ptr_array_add (names, (gpointer) label_of (row, nw_vendor_factor_fields[i]));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
explain_computed_tier (const NwRow *row, const NwTierFigures *figures, NwReasons *reasons)
{
  NwVendorFactors factors = nw_vendor_factors_of_row (row);
  g_autofree char *score = nw_say_decimal (nw_row_text (row, "tier_score"));
  int tier = nw_vendor_tier (&factors, figures);
  NwFraction points = nw_vendor_tier_score (&factors, figures);
  gboolean raised = tier < NW_N_TIERS && nw_fraction_compare (points, nw_fraction (figures->from[tier - 1], 1)) < 0;

  if (raised && tier == 1)
    nw_reasons_add (reasons, "tier", FALSE, _("Tier 1 although the score is %s: business impact from %d and hard to replace from %d."), score,
                    (int) figures->first_impact, (int) figures->first_replace);
  else if (raised)
    nw_reasons_add (reasons, "tier", FALSE, _("Tier 2 although the score is %s: data sensitivity from %d or access level from %d."), score,
                    (int) figures->second_data, (int) figures->second_access);
  else
    nw_reasons_add (reasons, "tier", FALSE, _("Score %s: tier 1 from %d, tier 2 from %d, tier 3 from %d, else tier 4."), score,
                    (int) figures->from[0], (int) figures->from[1], (int) figures->from[2]);
}

static void
explain_tier (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwTierFigures figures;
  gboolean known = nw_vendor_tier_figures (context, &figures);
  g_autofree char *factors = known ? say_factors (row, &figures) : NULL;
  g_autofree char *missing = say_missing_factors (row);

  if (factors != NULL)
    nw_reasons_add (reasons, "tier_score", FALSE, _("Weighted, 4 counts 100: %s."), factors);
  else
    nw_reasons_add (reasons, "tier_score", FALSE, _("Unknown: missing are %s."), *missing != '\0' ? missing : _("weights or limits of the tiers"));
  if (nw_row_has (row, "tier_override"))
    nw_reasons_add (reasons, "tier", FALSE, _("Set by a person: %s"), nw_row_text (row, "tier_reason") ?: _("no reason is noted."));
  else if (factors != NULL)
    explain_computed_tier (row, &figures, reasons);
  else
    nw_reasons_add (reasons, "tier", FALSE, _("Unknown: the tier score is unknown and no tier was set by hand."));
}

/* Since when, in which cycle. */
char *
nw_vendor_say_review (const NwRow *row, NwContext *context)
{
  int tier = nw_vendor_tier_of_row (row, context);
  gint64 months = nw_tier_figure (context, "vendor.review_months", tier);
  NwDay last = nw_vendor_last_review (row, context);
  g_autofree char *day = nw_say_day (last);

  if (nw_row_is (row, "status", "ended"))
    return g_strdup (_("None: the relation has ended."));
  if (last == NW_NO_DAY)
    return g_strdup (_("Unknown: the vendor was never reviewed."));
  if (months == NW_UNKNOWN)
    return g_strdup (_("Unknown: the tier of the vendor is unknown."));
  return g_strdup_printf (_("Last reviewed on %s; tier %d is reviewed every %d months."), day, tier, (int) months);
}

static void
explain_review (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *text = nw_vendor_say_review (row, context);

  nw_reasons_add (reasons, "next_review", FALSE, "%s", text);
}

static void
explain_score (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRow *newest = nw_vendor_assessment_newest (context, row->id);
  g_autofree char *day = newest != NULL ? nw_say_day (nw_row_day (newest, "assessed_on")) : NULL;

  if (newest == NULL)
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: there is no final assessment with a date."));
  else if (nw_row_has (row, "grade"))
    nw_reasons_add (reasons, "score", FALSE, _("From the final assessment %s of %s."), nw_row_text (newest, "code"), day);
  else if (nw_row_has (row, "score"))
    nw_reasons_add (reasons, "score", FALSE, _("From what is answered of the final assessment %s of %s, which is incomplete: there is no grade."),
                    nw_row_text (newest, "code"), day);
  else
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: the newest final assessment, %s of %s, is incomplete."), nw_row_text (newest, "code"), day);
}

static void
explain_hosting (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  GPtrArray *services = nw_context_children (context, &nw_service, "vendor", row->id);
  guint silent = 0;

  for (guint i = 0; i < services->len; i++)
    silent += !nw_row_has (services->pdata[i], "hosting_country");
  if (services->len == 0)
    nw_reasons_add (reasons, "hosting", FALSE, _("Unknown: no service of the vendor is recorded."));
  else if (silent == 0)
    nw_reasons_add (reasons, "hosting", FALSE, _("From the services of the vendor (%u)."), services->len);
  else
    nw_reasons_add (reasons, "hosting", FALSE, _("Not complete: %u of %u services do not say where they are hosted."), silent, services->len);
}

static void
explain_spend (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwVendorSpend spend = nw_vendor_spend (row, context);
  g_autofree char *sum = nw_say_money (spend.sum, spend.currency);

  if (spend.contracts == 0)
    nw_reasons_add (reasons, "annual_spend", FALSE, _("Unknown: no contract of the vendor is recorded."));
  else if (spend.mixed)
    nw_reasons_add (reasons, "annual_spend", FALSE, _("Unknown: the running contracts (%u) are in several currencies."), spend.running);
  else if (spend.open > 0)
    nw_reasons_add (reasons, "annual_spend", FALSE, _("Unknown: %u of %u running contracts have no annual value; the others come to %s."),
                    spend.open, spend.running, sum);
  else
    nw_reasons_add (reasons, "annual_spend", FALSE, _("Running contracts: %u; together %s a year."), spend.running, sum);
}

void
nw_explain_vendor (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  explain_tier (row, context, reasons);
  explain_review (row, context, reasons);
  explain_score (row, context, reasons);
  explain_hosting (row, context, reasons);
  explain_spend (row, context, reasons);
}
