/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"
#include "nw-reasons.h"

#include "nw-concentration.h"
#include "nw-contract-rows.h"
#include "nw-recurrence.h"
#include "nw-risk-rows.h"
#include "nw-span.h"
#include "nw-vendor.h"

#include <glib/gi18n-lib.h>

/* Key figures of vendors, contracts, risks, trainings and policies (KP19 to KP30). */

/* A window that nobody measured is no data; it is never met. */
void
nw_kpi_sla_windows_met (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_sla_measurement);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];

      if (!nw_kpi_in_period (context, nw_span_end_of (nw_row_text (row, "period"))))
        continue;
      if (!nw_row_has (row, "result") || nw_row_is (row, "result", "no_data"))
        unknown++;
      else
        of++;
      n += nw_row_is (row, "result", "met");
    }
  nw_kpi_share (out, n, of);
  nw_kpi_note_period (context, out);
  nw_kpi_unknown (out, unknown, _("windows without data"));
}

static const NwRow *
contract_of (NwContext *context, const NwRow *measurement)
{
  const NwRow *sla = nw_context_ref (context, measurement, "sla");

  return sla != NULL ? nw_context_ref (context, sla, "contract") : NULL;
}

static gboolean
is_euro (const NwRow *contract, NwContext *context)
{
  const char *currency = contract != NULL ? nw_contract_currency (contract, context) : NULL;

  return currency == NULL || g_str_equal (currency, "EUR");
}

static NwFraction
euros (gint64 cents)
{
  return nw_fraction (cents, 100);
}

/* A credit that nobody granted has not been recovered, for whatever reason. */
void
nw_kpi_credits_recovered (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_sla_measurement);
  gint64 granted = 0, claimable = 0, foreign = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 credit = nw_row_number (rows->pdata[i], "credit"), got = nw_row_number (rows->pdata[i], "granted");

      if (!nw_kpi_in_period (context, nw_span_end_of (nw_row_text (rows->pdata[i], "period"))) || credit == NW_UNKNOWN || credit <= 0)
        continue;
      if (!is_euro (contract_of (context, rows->pdata[i]), context))
        {
          foreign++;
          continue;
        }
      claimable += credit;
      granted += got != NW_UNKNOWN ? got : 0;
    }
  nw_kpi_share (out, granted, claimable);
  out->numerator = euros (granted);
  out->denominator = euros (claimable);
  nw_kpi_note_period (context, out);
  nw_kpi_unknown (out, foreign, _("credits in other currencies, not counted"));
}

/* A day that was let go by on purpose was not missed. */
void
nw_kpi_missed_notices (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_contract);
  gint64 n = 0, of = 0, renewed = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gboolean missed = nw_row_has (rows->pdata[i], "missed_end");
      gboolean on_purpose = missed && nw_contract_goes_on_by_decision (rows->pdata[i], context, nw_row_day (rows->pdata[i], "missed_end"));

      if (nw_row_is (rows->pdata[i], "level", "ended"))
        continue;
      of++;
      unknown += !nw_row_has (rows->pdata[i], "level");
      n += missed && !on_purpose;
      renewed += on_purpose;
    }
  nw_kpi_count (out, n, of);
  if (renewed > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("renewed by decision"), renewed);
  nw_kpi_unknown (out, unknown, _("contracts of which the end is not known"));
}

void
nw_kpi_renewals_in_time (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_renewal_review);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      NwDay due = nw_row_day (row, "due_on"), decided = nw_row_day (row, "decided_on");

      unknown += due == NW_NO_DAY;
      if (!nw_kpi_in_period (context, due))
        continue;
      of++;
      n += decided != NW_NO_DAY && decided <= due && nw_row_has (row, "decision") && !nw_row_is (row, "decision", "open");
    }
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unknown, _("without a due date"));
}

void
nw_kpi_value_for_renewal (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_contract);
  gint64 days = nw_figure (context, "kpi.renewal_days", context->on), sum = 0, n = 0, unvalued = 0, foreign = 0, unknown = 0;

  for (guint i = 0; i < rows->len && days != NW_UNKNOWN; i++)
    {
      NwDay last = nw_row_day (rows->pdata[i], "last_receipt");
      gint64 value = nw_row_number (rows->pdata[i], "annual_value");

      unknown += !nw_row_has (rows->pdata[i], "level");
      if (last == NW_NO_DAY || last < context->on || last > context->on + days || nw_row_is (rows->pdata[i], "level", "ended"))
        continue;
      n++;
      foreign += value != NW_UNKNOWN && !is_euro (rows->pdata[i], context);
      unvalued += value == NW_UNKNOWN;
      sum += value != NW_UNKNOWN && is_euro (rows->pdata[i], context) ? value : 0;
    }
  if (rows->len == 0)
    return;
  out->value = out->numerator = euros (sum);
  nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("contracts"), n);
  nw_kpi_unknown (out, unknown, _("contracts of which the end is not known"));
  nw_kpi_unknown (out, unvalued, _("without a value"));
  nw_kpi_unknown (out, foreign, _("in other currencies, not counted"));
}

void
nw_kpi_vendors_in_cycle (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_vendor);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      NwDay next = nw_row_day (rows->pdata[i], "next_review");

      if (!nw_vendor_in_use (rows->pdata[i]))
        continue;
      of++;
      n += next != NW_NO_DAY && next >= context->on && nw_row_has (rows->pdata[i], "last_review");
      unknown += next == NW_NO_DAY;
    }
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unknown, _("next review unknown"));
}

/* A decimal in tenths, so that a mean of them is exact. */
static gint64
tenths (const char *decimal)
{
  NwFraction score = nw_fraction_mul (nw_fraction_parse (decimal), nw_fraction (10, 1));

  return nw_fraction_known (score) ? nw_fraction_round (score, NW_ROUND_HALF_AWAY) : NW_UNKNOWN;
}

/* The best plan of the vendor; without any it is not ready at all. */
static gint64
readiness_of (NwContext *context, const NwRow *vendor, gint64 *without)
{
  GPtrArray *plans = nw_context_children (context, &nw_exit_plan, "vendor", vendor->id);
  gint64 best = NW_UNKNOWN;

  for (guint i = 0; i < plans->len; i++)
    {
      gint64 score = tenths (nw_row_text (nw_context_derived (context, plans->pdata[i]), "score"));

      best = best == NW_UNKNOWN || (score != NW_UNKNOWN && score > best) ? score : best;
    }
  *without += plans->len == 0;
  return plans->len == 0 ? 0 : best;
}

void
nw_kpi_exit_readiness (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_vendor);
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 without = 0, unknown = 0, lowest = G_MAXINT64;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 tier = nw_row_number (rows->pdata[i], "tier"), score;

      if (!nw_vendor_in_use (rows->pdata[i]) || (tier != NW_UNKNOWN && tier != 1))
        continue;
      score = tier == 1 ? readiness_of (context, rows->pdata[i], &without) : NW_UNKNOWN;
      unknown += score == NW_UNKNOWN;
      if (score == NW_UNKNOWN)
        continue;
      g_array_append_val (scores, score);
      lowest = MIN (lowest, score);
    }
  nw_kpi_mean (out, scores);
  out->numerator = nw_fraction_div (out->numerator, nw_fraction (10, 1));
  out->value = nw_fraction_div (out->value, nw_fraction (10, 1));
  if (scores->len > 0)
    {
      g_autofree char *minimum = nw_say_fraction (nw_fraction (lowest, 10), 1);

      nw_kpi_note (out, _("minimum %s"), minimum);
    }
  if (without > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("without an exit plan, counted as 0"), without);
  nw_kpi_unknown (out, unknown, _("tier or score unknown"));
}

/* What depends on the same sub-processor fails together. */
static void
note_dependence (const NwConcentration *concentration, NwKpiResult *out)
{
  g_autofree char *share = NULL;
  const NwSpreadPart *node;

  if (!nw_fraction_known (concentration->max_dependence) || concentration->nodes->len == 0)
    return;
  node = concentration->nodes->pdata[0];
  share = nw_say_fraction (nw_fraction_mul (concentration->max_dependence, nw_fraction (100, 1)), 1);
  nw_kpi_note (out, _("%s %% of the tier 1 and 2 vendors depend on %s"), share, node->name != NULL ? node->name : "—");
}

/* Of the spend that is known and in the currency of the organisation; the rest
 * would make every known share smaller, so that nobody can say what is high. */
void
nw_kpi_concentration (NwContext *context, NwKpiResult *out)
{
  g_autoptr (NwConcentration) concentration = nw_concentration (context);
  const NwShares *shares = &concentration->known_spend;

  if (shares->hhi != NW_UNKNOWN)
    {
      g_autofree char *top = nw_say_fraction (nw_fraction (shares->top1, 100), 1);

      out->value = nw_fraction (shares->hhi, 100);
      nw_kpi_note (out, _("largest share %s %%"), top);
    }
  note_dependence (concentration, out);
  out->unsure = concentration->spend_foreign + concentration->spend_unknown > 0;
  nw_kpi_unknown (out, concentration->spend_foreign, _("vendors with spend in other currencies, not counted"));
  nw_kpi_unknown (out, concentration->spend_unknown, _("vendors of unknown spend"));
  nw_kpi_unknown (out, concentration->tier_unknown, _("tier unknown"));
}

void
nw_kpi_risks_above_appetite (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_risk);
  gint64 n = 0, accepted = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gboolean above = nw_row_yes (rows->pdata[i], "above_appetite");
      gboolean valid = above && nw_risk_row_is_accepted (rows->pdata[i], context);

      unknown += !nw_row_has (rows->pdata[i], "above_appetite");
      accepted += valid;
      n += above && !valid;
    }
  nw_kpi_count (out, n, rows->len);
  if (accepted > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("above, but accepted"), accepted);
  nw_kpi_unknown (out, unknown, _("risks without a score"));
}

/* More valid persons than due ones are a slip of the pen, not a surplus. */
void
nw_kpi_training_rate (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_training);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 due = nw_row_number (rows->pdata[i], "due_persons"), valid = nw_row_number (rows->pdata[i], "valid_persons");

      unknown += due == NW_UNKNOWN || valid == NW_UNKNOWN;
      of += due != NW_UNKNOWN ? due : 0;
      n += due != NW_UNKNOWN && valid != NW_UNKNOWN ? MIN (due, valid) : 0;
    }
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unknown, _("trainings without numbers"));
}

/* A policy without a day for its review has the default cycle. */
void
nw_kpi_overdue_policies (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_policy);
  gint64 n = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      NwDay next = nw_row_day (rows->pdata[i], "effective_review");

      n += nw_is_late (next, context->on);
      unknown += next == NW_NO_DAY;
    }
  nw_kpi_count (out, n, rows->len);
  nw_kpi_unknown (out, unknown, _("next review unknown"));
}

void
nw_kpi_vendor_stability (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_vendor);
  gint64 ungraded = 0, unknown = 0;
  NwStability count = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 tier = nw_row_number (rows->pdata[i], "tier");

      if (!nw_vendor_in_use (rows->pdata[i]))
        continue;
      unknown += tier == NW_UNKNOWN;
      ungraded += tier != NW_UNKNOWN && tier <= NW_TIER_HIGH && !nw_row_has (rows->pdata[i], "grade");
      nw_stability_count (&count, tier != NW_UNKNOWN ? (int) tier : 0, nw_row_text (rows->pdata[i], "grade"));
    }
  nw_kpi_share (out, count.stable, count.all);
  out->value = nw_stability_percent (&count);
  if (ungraded > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("without a grade"), ungraded);
  nw_kpi_unknown (out, unknown, _("tier unknown"));
}
