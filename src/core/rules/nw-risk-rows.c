/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-risk-rows.h"

#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>

static gint64
gross_of (const NwRow *row)
{
  const gint64 impacts[] = {
    nw_row_number (row, "impact_c"), nw_row_number (row, "impact_i"), nw_row_number (row, "impact_a"),
    nw_row_number (row, "impact_legal"), nw_row_number (row, "impact_money"),
  };

  return nw_risk_score (nw_row_number (row, "likelihood"), nw_risk_worst (impacts, G_N_ELEMENTS (impacts)));
}

static gint64
score_of (const NwRow *row, const char *likelihood, const char *impact)
{
  return nw_risk_score (nw_row_number (row, likelihood), nw_row_number (row, impact));
}

/* As it is today: the current score, before measures the gross one. */
gint64
nw_risk_score_of_row (const NwRow *risk)
{
  gint64 current = score_of (risk, "current_likelihood", "current_impact");

  return current != NW_UNKNOWN ? current : gross_of (risk);
}

static NwRiskAcceptance
acceptance_of (const NwRow *row, NwContext *context)
{
  NwDay on = nw_row_day (row, "accepted_on");

  return (NwRiskAcceptance){
    .on = on, .until = nw_due_after_months (on, nw_figure (context, "risk.acceptance_months", context->on)),
    .by = nw_row_number (row, "accepted_by"), .owner = nw_row_number (row, "owner"),
  };
}

/* Whether its owner accepts it today, dated and not expired. */
gboolean
nw_risk_row_is_accepted (const NwRow *risk, NwContext *context)
{
  NwRiskAcceptance acceptance = acceptance_of (risk, context);

  return nw_risk_is_accepted (&acceptance, context->on);
}

static NwRiskBands
bands_of (NwContext *context)
{
  return (NwRiskBands){
    .low = nw_figure (context, "risk.band_low", context->on),
    .medium = nw_figure (context, "risk.band_medium", context->on),
    .high = nw_figure (context, "risk.band_high", context->on),
  };
}

void
nw_derive_risk (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRiskBands bands = bands_of (context);
  gint64 score = nw_risk_score_of_row (row), appetite = nw_figure (context, "risk.appetite", context->on);

  nw_put_number (out, "gross", gross_of (row));
  nw_put_number (out, "current", score_of (row, "current_likelihood", "current_impact"));
  nw_put_number (out, "residual", score_of (row, "target_likelihood", "target_impact"));
  nw_put_text (out, "band", nw_risk_band_name (nw_risk_band (score, &bands)));
  nw_put_day (out, "acceptance_until", acceptance_of (row, context).until);
  if (score != NW_UNKNOWN && appetite != NW_UNKNOWN)
    nw_put_bool (out, "above_appetite", score > appetite);
}

static void
explain_product (const NwRow *row, const char *field, const char *likelihood, gint64 impact, NwReasons *reasons)
{
  gint64 factor = nw_row_number (row, likelihood);

  if (factor == NW_UNKNOWN || impact == NW_UNKNOWN)
    nw_reasons_add (reasons, field, FALSE, "%s", factor == NW_UNKNOWN ? _("unknown: the likelihood is not rated") : _("unknown: the impact is not rated"));
  else
    nw_reasons_add (reasons, field, FALSE, _("likelihood %d × impact %d"), (int) factor, (int) impact);
}

static void
explain_acceptance (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwRiskAcceptance acceptance = acceptance_of (row, context);
  g_autofree char *on = nw_say_day (acceptance.on);

  if (acceptance.on == NW_NO_DAY)
    nw_reasons_add (reasons, "acceptance_until", FALSE, _("unknown: nobody has accepted it"));
  else if (!nw_risk_is_signed (&acceptance))
    nw_reasons_add (reasons, "acceptance_until", FALSE,
                    _("accepted on %s, but not signed by the owner of the risk (ISO/IEC 27001, 6.1.3 f): it does not count"), on);
  else
    nw_reasons_add (reasons, "acceptance_until", FALSE, ngettext ("accepted by its owner on %s, for %d month", "accepted by its owner on %s, for %d months",
                              (gulong) nw_figure (context, "risk.acceptance_months", context->on)),
                    on, (int) nw_figure (context, "risk.acceptance_months", context->on));
}

void
nw_explain_risk (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRiskBands bands = bands_of (context);
  gint64 gross = gross_of (row), likelihood = nw_row_number (row, "likelihood"), score = nw_risk_score_of_row (row);
  gint64 impact = gross != NW_UNKNOWN && likelihood != 0 ? gross / likelihood : NW_UNKNOWN;

  if (gross != NW_UNKNOWN)
    nw_reasons_add (reasons, "gross", FALSE, _("likelihood %d × impact %d, the largest that was rated"), (int) likelihood,
                    (int) impact);
  else
    nw_reasons_add (reasons, "gross", FALSE, "%s", likelihood == NW_UNKNOWN ? _("unknown: the likelihood is not rated") : _("unknown: no impact is rated"));
  explain_product (row, "current", "current_likelihood", nw_row_number (row, "current_impact"), reasons);
  explain_product (row, "residual", "target_likelihood", nw_row_number (row, "target_impact"), reasons);
  if (score == NW_UNKNOWN)
    {
      nw_reasons_add (reasons, "band", FALSE, _("unknown: the risk is not rated"));
      nw_reasons_add (reasons, "above_appetite", FALSE, _("unknown: the risk is not rated"));
    }
  else
    {
      nw_reasons_add (reasons, "band", FALSE, _("score %d of 25; low up to %d, medium up to %d, high up to %d"), (int) score,
                      (int) bands.low,
                      (int) bands.medium, (int) bands.high);
      nw_reasons_add (reasons, "above_appetite", FALSE, _("score %d, appetite %d"), (int) score,
                      (int) nw_figure (context, "risk.appetite", context->on));
    }
  explain_acceptance (row, context, reasons);
}

/* Whether the treatment has brought the risk to where it should be. */
static gboolean
is_treated (const NwRow *row)
{
  gint64 current = nw_row_number (row, "current"), residual = nw_row_number (row, "residual");

  return current != NW_UNKNOWN && residual != NW_UNKNOWN && current <= residual;
}

void
nw_due_risk (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *accepted = nw_say_day (nw_row_day (row, "accepted_on"));
  g_autofree char *reason = g_strdup_printf (_("accepted on %s"), accepted);

  nw_agenda_add (agenda, row, "risk_review", nw_row_day (row, "next_review"), FALSE,
                 _("the next review that was set; every risk is assessed again once a year"), _("Assess this risk again"));
  if (!is_treated (row))
    nw_agenda_add (agenda, row, "risk_treatment_due", nw_row_day (row, "treatment_due"), FALSE,
                   _("the current risk is not yet what the treatment aims at"),
                     _("Finish the treatment and rate the current risk"));
  if (nw_row_number (row, "above_appetite") != 0)
    nw_agenda_add (agenda, row, "risk_acceptance_expiry", nw_row_day (row, "acceptance_until"), FALSE, reason,
                   _("Accept the risk again, or treat it"));
}

/* A plan or actions, unless it was decided to bear the risk. */
static gboolean
has_treatment (const NwRow *row, NwContext *context)
{
  return !nw_row_is (row, "treatment", "retain")
         && (nw_row_has (row, "treatment_plan") || nw_context_children (context, &nw_action, "risk", row->id)->len > 0);
}

static void
lack_score (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gint64 score = nw_risk_score_of_row (row), current = nw_row_number (row, "current"), residual = nw_row_number (row, "residual");
  g_autofree char *reason = g_strdup_printf (_("score %d, appetite %d"), (int) score,
                                             (int) nw_figure (context, "risk.appetite", context->on));

  if (score == NW_UNKNOWN)
    nw_gaps_add (gaps, row, "risk_unrated", NW_LEVEL_AMBER, _("likelihood or impact is missing"), _("Rate the risk"));
  else if (nw_row_yes (row, "above_appetite") && !has_treatment (row, context) && !nw_risk_row_is_accepted (row, context))
    nw_gaps_add (gaps, row, "risk_above_appetite", NW_LEVEL_RED, reason, _("Plan a treatment, or have the owner accept the risk"));
  if (current != NW_UNKNOWN && residual != NW_UNKNOWN && residual > current)
    nw_gaps_add (gaps, row, "risk_residual_higher", NW_LEVEL_AMBER, _("the risk that is aimed at is higher than the current one"),
                 _("Correct the rating"));
}

static void
lack_treatment (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autoptr (GPtrArray) controls = nw_linked_rows (context, row, "controls");
  NwDay due = nw_row_day (row, "treatment_due");
  g_autofree char *day = nw_say_day (due);
  g_autofree char *reason = g_strdup_printf (_("the treatment was due on %s"), day);

  if (nw_row_has (row, "treatment") && !nw_row_is (row, "treatment", "retain") && controls->len == 0)
    nw_gaps_add (gaps, row, "risk_without_controls", NW_LEVEL_AMBER, _("its treatment names no control"),
                 _("Link the controls that treat it"));
  if (nw_is_late (due, context->on) && !is_treated (row))
    nw_gaps_add (gaps, row, "risk_treatment_overdue", NW_LEVEL_AMBER, reason, _("Finish the treatment and rate the current risk"));
}

static void
lack_acceptance (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwRiskAcceptance acceptance = acceptance_of (row, context);
  g_autofree char *day = nw_say_day (acceptance.until);
  g_autofree char *reason = g_strdup_printf (_("the acceptance ended on %s"), day);

  if ((acceptance.on != NW_NO_DAY || nw_row_has (row, "accepted_by")) && !nw_risk_is_signed (&acceptance))
    nw_gaps_add (gaps, row, "risk_acceptance_unsigned", NW_LEVEL_AMBER,
                 _("only the owner of a risk can accept it (ISO/IEC 27001, 6.1.3 f)"),
                 _("Have the owner accept it"));
  if (nw_row_yes (row, "above_appetite") && nw_is_late (acceptance.until, context->on))
    nw_gaps_add (gaps, row, "risk_acceptance_expired", NW_LEVEL_AMBER, reason, _("Have the owner accept it again, or treat it"));
}

void
nw_lack_risk (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  lack_score (row, context, gaps);
  lack_treatment (row, context, gaps);
  lack_acceptance (row, context, gaps);
  nw_lack_owner (row, gaps);
  nw_lack_late_review (row, context, gaps, "next_review");
  if (!nw_row_has (row, "next_review"))
    nw_gaps_add (gaps, row, "review_missing", NW_LEVEL_YELLOW, _("every risk is assessed again once a year"),
                 _("Set the next review"));
}
