/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sla-rows.h"

#include "nw-contract-rows.h"
#include "nw-sla-series.h"

#include <glib/gi18n-lib.h>

static char *
say_decimal (const char *decimal)
{
  const NwValue value = { .tag = NW_TAG_TEXT, { .text = (char *) decimal } };
  const NwField field = { .name = "value", .kind = &NW_DECIMAL };

  return decimal != NULL ? nw_kind_display (&field, &value) : g_strdup ("—");
}

static char *
say_fraction (NwFraction value, NwRounding rounding)
{
  g_autofree char *text = nw_sla_text (value, rounding);

  return say_decimal (text);
}

/* Exactly: seconds are told where there are any. */
static char *
say_minutes (gint64 seconds)
{
  g_autofree char *minutes = say_fraction (nw_fraction (seconds / 60, 1), NW_ROUND_DOWN);

  if (seconds % 60 != 0)
    return g_strdup_printf (_("%s min %d s"), minutes, (int) (seconds % 60));
  return g_strdup_printf (_("%s min"), minutes);
}

static char *
say_allowed (const NwSlaTerms *terms, gint64 base)
{
  g_autofree char *minutes = say_fraction (nw_fraction_div (nw_sla_allowed (&terms->target, base), nw_fraction (60, 1)),
                                           NW_ROUND_DOWN);

  return g_strdup_printf (_("%s min"), minutes);
}

static const char *
say_result (NwSlaResult result)
{
  const NwField *field = nw_entity_get_field (&nw_sla_measurement, (guint) nw_entity_field_index (&nw_sla_measurement, "result"));
  const char *name = nw_sla_result_name (result);

  for (const NwChoice *choice = field->choices; name != NULL && choice->name != NULL; choice++)
    if (g_strcmp0 (choice->name, name) == 0)
      return nw_choice_label (choice);
  return _("unknown");
}

static const char *
currency_of (const NwSlaTerms *terms)
{
  const NwRow *contract = nw_context_ref (terms->context, terms->sla, "contract");

  return contract != NULL ? nw_contract_currency (contract, terms->context) : NULL;
}

/* Where the minutes come from, as the end of a sentence. */
static char *
say_basis (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  g_autofree char *excluded = say_minutes (window->excluded);

  if (window->basis == NW_SLA_BY_MINUTES)
    return g_strdup (_("by the minutes that were measured"));
  if (window->excluded == 0)
    return g_strdup (_("by the outages in the register, which overlap only once"));
  if (terms->shrink)
    return g_strdup_printf (_("by the outages in the register; %s of agreed exclusions are neither lost nor part of the base"),
                            excluded);
  return g_strdup_printf (_("by the outages in the register; %s of agreed exclusions are not lost and stay in the base"), excluded);
}

static char *
say_time (const NwSlaTerms *terms, const NwSlaWindow *window, const char *name)
{
  g_autofree char *down = say_minutes (window->down), *base = say_minutes (window->base);
  g_autofree char *target = say_fraction (terms->target.target, NW_ROUND_DOWN), *value = say_fraction (window->value, NW_ROUND_DOWN);
  g_autofree char *allowed = say_allowed (terms, window->base), *basis = say_basis (terms, window);

  return g_strdup_printf (_("%s: %s of %s service time lost, %s allowed at %s %%; availability %s %% (rounded down): %s, %s"),
                          name, down, base, allowed, target, value, say_result (window->verdict.result), basis);
}

static char *
say_value (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  g_autofree char *value = say_decimal (nw_row_text (window->row, "value"));
  g_autofree char *target = say_decimal (nw_row_text (terms->sla, "target"));
  const char *unit = terms->banded ? "%" : nw_row_text (terms->sla, "unit") ?: "";
  const char *result = say_result (window->verdict.result), *name = nw_row_text (window->row, "period");

  if (terms->target.better == NW_BETTER_LOWER)
    return g_strdup_printf (_("%s: %s %s measured, at most %s %s promised: %s"), name, value, unit, target, unit, result);
  return g_strdup_printf (_("%s: %s %s measured, at least %s %s promised: %s"), name, value, unit, target, unit, result);
}

/* One sentence on a window that ended. */
static char *
say_window (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  const char *name = nw_row_text (window->row, "period");

  if (window->verdict.result == NW_SLA_NO_DATA)
    return g_strdup_printf (_("%s: no outages, minutes or value are recorded: no data is a finding, not a success"), name);
  if (terms->target.target.d == 0)
    return g_strdup_printf (_("%s: unknown: the target of the SLA is missing"), name);
  if (terms->target.better == NW_BETTER_UNKNOWN)
    return g_strdup_printf (_("%s: unknown: whether higher or lower is better is missing in the SLA"), name);
  if (window->verdict.result == NW_SLA_UNKNOWN)
    return g_strdup_printf (_("%s: unknown: a breach, but the figures sla.minor_up_to and sla.major_up_to are missing"), name);
  return window->basis == NW_SLA_BY_VALUE ? say_value (terms, window) : say_time (terms, window, name);
}

static void
explain_overrun (const NwSlaTerms *terms, const NwSlaWindow *window, NwReasons *reasons)
{
  if (window->verdict.overrun == NW_UNKNOWN)
    return;
  if (window->basis != NW_SLA_BY_VALUE)
    nw_reasons_add (reasons, "overrun", FALSE, _("lost minutes ÷ allowed minutes; above 1 it is a breach"));
  else if (terms->target.share)
    nw_reasons_add (reasons, "overrun", FALSE, _("(100 − value) ÷ (100 − target); above 1 it is a breach"));
  else if (terms->target.better == NW_BETTER_LOWER)
    nw_reasons_add (reasons, "overrun", FALSE, _("value ÷ target; above 1 it is a breach"));
  else
    nw_reasons_add (reasons, "overrun", FALSE, _("target ÷ value; above 1 it is a breach"));
}

static void
explain_unknown_credit (const NwSlaTerms *terms, const NwSlaWindow *window, NwReasons *reasons)
{
  if (window->stray)
    nw_reasons_add (reasons, "credit", TRUE, _("unknown: %s is not a window of this SLA"), nw_row_text (window->row, "period"));
  else if (!terms->banded)
    nw_reasons_add (reasons, "credit", TRUE, _("unknown: credit bands are about percentages, and this is none"));
  else if (terms->credit.n_bands == 0)
    nw_reasons_add (reasons, "credit", TRUE, _("unknown: the SLA has no credit bands"));
  else if (terms->credit.fee == NW_UNKNOWN)
    nw_reasons_add (reasons, "credit", TRUE, _("unknown: the monthly fee is missing"));
  else if (window->value.d > 0)
    nw_reasons_add (reasons, "credit", TRUE, _("unknown: no credit band reaches down to this value"));
}

static char *
say_caps (const NwSlaTerms *terms, gint64 by_band, gint64 in_window, gint64 left)
{
  gboolean yearly = left != NW_UNKNOWN && left < in_window;
  g_autofree char *cap = nw_say_money (yearly ? left : in_window, currency_of (terms));

  if (yearly)
    return g_strdup_printf (_("; the yearly cap leaves %s"), cap);
  return in_window < by_band ? g_strdup_printf (_("; the monthly cap is %s"), cap) : g_strdup ("");
}

static void
explain_credit (const NwSlaTerms *terms, const NwSlaWindow *window, NwReasons *reasons)
{
  const NwCreditBand *band = nw_credit_band_of (&terms->credit, window->value);
  g_autofree char *fee = NULL, *from = NULL, *percent = NULL, *caps = NULL;

  if (window->credit == NW_UNKNOWN)
    explain_unknown_credit (terms, window, reasons);
  if (window->credit == NW_UNKNOWN || band == NULL)
    return;
  fee = nw_say_money (terms->credit.fee, currency_of (terms));
  from = say_fraction (band->from, NW_ROUND_DOWN);
  percent = say_fraction (band->credit, NW_ROUND_DOWN);
  caps = say_caps (terms, nw_credit_part (terms->credit.fee, band->credit), window->credit, nw_sla_year_left (terms, window));
  if (nw_fraction_compare (band->from, window->value) > 0)
    nw_reasons_add (reasons, "credit", TRUE,
                    _("%s %% of the monthly fee of %s: the lowest band, below which the contract names none%s"), percent, fee, caps);
  else
    nw_reasons_add (reasons, "credit", TRUE,
                    _("%s %% of the monthly fee of %s by the band from %s %%%s"), percent, fee, from, caps);
}

static void
explain_claim_by (const NwSlaTerms *terms, const NwSlaWindow *window, const NwRow *row, NwReasons *reasons)
{
  g_autofree char *end = nw_say_day (window->window.to);
  gint64 days = nw_row_number (terms->sla, "claim_days");

  if (nw_row_has (row, "claim_by"))
    nw_reasons_add (reasons, "claim_by", TRUE, _("end of the window on %s plus %d days to claim"), end, (int) days);
  else if (nw_sla_is_owed (window) && days == NW_UNKNOWN)
    nw_reasons_add (reasons, "claim_by", TRUE, _("unknown: the days to claim are missing in the SLA"));
}

void
nw_explain_sla_measurement (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRow *sla = nw_context_ref (context, row, "sla");
  g_auto (NwSlaTerms) terms = { 0 };
  g_autofree char *text = NULL, *end = NULL;
  NwSlaWindow window;

  if (sla == NULL)
    return;
  nw_sla_terms_init (&terms, sla, context);
  if (!nw_sla_measure (&terms, row, &window))
    {
      nw_reasons_add (reasons, "result", TRUE, _("unknown: %s names no window"), nw_row_text (row, "period"));
      return;
    }
  end = nw_say_day (window.window.to);
  if (window.open)
    {
      nw_reasons_add (reasons, "result", TRUE, _("open: only outages are recorded, and the window ends on %s"), end);
      return;
    }
  text = say_window (&terms, &window);
  nw_reasons_add (reasons, "result", TRUE, "%s", text);
  explain_overrun (&terms, &window, reasons);
  explain_credit (&terms, &window, reasons);
  explain_claim_by (&terms, &window, row, reasons);
}

static void
explain_last (NwSlaSeries *series, NwReasons *reasons)
{
  const NwSlaWindow *last;
  NwSpan window = nw_sla_last_window (series, &last);
  g_autofree char *name = NULL, *end = NULL, *text = NULL;

  if (window.from == NW_NO_DAY)
    {
      nw_reasons_add (reasons, "last_result", TRUE, _("no window was measured: no data is a finding, not a success"));
      return;
    }
  name = nw_span_name (series->terms.kind, window);
  end = nw_say_day (window.to);
  if (last != NULL)
    text = say_window (&series->terms, last);
  else
    text = g_strdup_printf (_("%s ended on %s and has no measurement: no data is a finding, not a success"), name, end);
  nw_reasons_add (reasons, "last_result", TRUE, "%s", text);
}

/* Of which window the last value is. */
static void
explain_last_value (NwSlaSeries *series, NwReasons *reasons)
{
  const NwSlaWindow *measured = nw_sla_last_measured (series);

  if (measured != NULL)
    nw_reasons_add (reasons, "last_value", FALSE, _("of %s, the newest window that has ended and was measured"),
                    nw_row_text (measured->row, "period"));
}

/* The rule was met. */
static void
explain_trigger (const NwSlaTerms *terms, const NwSlaChronic *chronic, NwReasons *reasons)
{
  const NwChronicRule *rule = &terms->chronic;
  g_autofree char *on = nw_say_day (chronic->on), *floor = say_decimal (nw_row_text (terms->sla, "chronic_floor"));

  if (rule->kind == NW_CHRONIC_N_OF_M)
    nw_reasons_add (reasons, "chronic", TRUE,
                    _("%u breaches in %d windows, as of %s (rule: %d): check the special right of termination (§ 314 BGB)"),
                    chronic->hits, (int) rule->m, on, (int) rule->n);
  else if (rule->kind == NW_CHRONIC_N_IN_ROW)
    nw_reasons_add (reasons, "chronic", TRUE,
                    _("%u breaches in a row, as of %s (rule: %d): check the special right of termination (§ 314 BGB)"),
                    chronic->hits, on, (int) rule->n);
  else
    nw_reasons_add (reasons, "chronic", TRUE,
                    _("a value beyond the floor of %s in the window that ended on %s: check the special right of termination (§ 314 BGB)"),
                    floor, on);
}

static void
explain_chronic (NwSlaSeries *series, NwReasons *reasons)
{
  const NwChronicRule *rule = &series->terms.chronic;
  NwSlaChronic chronic = nw_sla_chronic (series);
  g_autofree char *on = nw_say_day (chronic.on);

  if (rule->kind == NW_CHRONIC_NONE)
    nw_reasons_add (reasons, "chronic", TRUE, _("the contract has no rule on chronic breaches"));
  else if (!nw_chronic_complete (rule))
    nw_reasons_add (reasons, "chronic", TRUE, _("unknown: the chronic rule is incomplete"));
  else if (!chronic.known)
    nw_reasons_add (reasons, "chronic", TRUE, _("unknown: no window has data"));
  else if (chronic.holds)
    explain_trigger (&series->terms, &chronic, reasons);
  else if (chronic.on == NW_NO_DAY)
    nw_reasons_add (reasons, "chronic", TRUE, _("no window has met the rule of the contract"));
  else
    nw_reasons_add (reasons, "chronic", TRUE, _("the rule was last met on %s, and no longer is"), on);
}

static void
explain_running (NwSlaSeries *series, NwReasons *reasons)
{
  gint64 percent = nw_figure (series->terms.context, "sla.at_risk_percent", series->terms.context->on);
  g_autofree char *down = NULL, *allowed = NULL, *end = NULL;
  NwSlaWindow window;

  if (!nw_sla_running (&series->terms, &window) || percent == NW_UNKNOWN)
    return;
  down = say_minutes (window.down);
  allowed = say_allowed (&series->terms, window.base);
  end = nw_say_day (window.window.to);
  nw_reasons_add (reasons, "at_risk", FALSE,
                  _("%s lost so far in the window that ends on %s, %s allowed; at risk from %d %% of them"),
                  down, end, allowed, (int) percent);
}

void
nw_explain_sla (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autoptr (NwSlaSeries) series = nw_sla_series_new (row, context);
  guint met, measured;

  explain_last (series, reasons);
  explain_last_value (series, reasons);
  nw_sla_met_in_year (series, &met, &measured);
  if (measured > 0)
    nw_reasons_add (reasons, "met_12_months", FALSE,
                    _("%u of %u windows that ended in the last twelve months and have data were met"), met, measured);
  else
    nw_reasons_add (reasons, "met_12_months", FALSE, _("unknown: no window that ended in the last twelve months has data"));
  explain_chronic (series, reasons);
  if (nw_row_has (row, "credit_open"))
    nw_reasons_add (reasons, "credit_open", TRUE,
                    _("credits without what was granted of them; one that nobody claimed in time is not among them"));
  else
    nw_reasons_add (reasons, "credit_open", TRUE,
                    _("unknown: monthly fee or credit bands are missing, or the metric is no percentage"));
  explain_running (series, reasons);
}
