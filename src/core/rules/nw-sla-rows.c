/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sla-rows.h"

#include "nw-sla-series.h"

static char *
value_text (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  if (window->basis == NW_SLA_BY_VALUE && !terms->is_time)
    return g_strdup (nw_row_text (window->row, "value"));
  return nw_sla_text (window->value, NW_ROUND_DOWN);
}

/* Whole minutes of service; a minute that began is lost. */
static void
put_minutes (NwDerived *out, const char *base_field, const char *down_field, const NwSlaWindow *window)
{
  if (base_field != NULL && window->base != NW_UNKNOWN)
    nw_put_number (out, base_field, window->base / 60);
  if (window->down != NW_UNKNOWN)
    nw_put_number (out, down_field, (window->down + 59) / 60);
}

void
nw_derive_sla_measurement (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRow *sla = nw_context_ref (context, row, "sla");
  g_auto (NwSlaTerms) terms = { 0 };
  NwSlaWindow window;

  if (sla == NULL)
    return;
  nw_sla_terms_init (&terms, sla, context);
  if (!nw_sla_measure (&terms, row, &window) || window.open)
    return;
  if (window.credit != NW_UNKNOWN && window.credit > 0)
    {
      gint64 left = nw_sla_year_left (&terms, &window);

      window.credit = nw_credit_take (window.credit, &left);
    }
  nw_put_text (out, "result", nw_sla_result_name (window.verdict.result));
  if (window.verdict.overrun != NW_UNKNOWN)
    nw_put_take (out, "overrun", nw_sla_text (nw_fraction (window.verdict.overrun, 1000), NW_ROUND_DOWN));
  nw_put_number (out, "credit", window.credit);
  nw_put_day (out, "claim_by", window.credit != 0 ? window.claim_by : NW_NO_DAY);
  nw_put_take (out, "counted_value", value_text (&terms, &window));
  put_minutes (out, "counted_base", "counted_down", &window);
}

/* The value is that of the newest window that has one: it is still what is
 * known, also while the result says that a newer window lacks data. */
static void
derive_last (NwSlaSeries *series, NwDerived *out)
{
  const NwSlaWindow *last, *measured = nw_sla_last_measured (series);
  NwSpan window = nw_sla_last_window (series, &last);

  if (window.from != NW_NO_DAY)
    nw_put_take (out, "last_window", nw_span_name (series->terms.kind, window));
  nw_put_text (out, "last_result", nw_sla_result_name (last != NULL ? last->verdict.result : NW_SLA_NO_DATA));
  if (measured != NULL)
    nw_put_take (out, "last_value", value_text (&series->terms, measured));
}

static void
derive_running (NwSlaSeries *series, NwDerived *out)
{
  NwContext *context = series->terms.context;
  gint64 percent = nw_figure (context, "sla.at_risk_percent", context->on);
  NwSlaWindow window;
  NwFraction allowed;

  if (!nw_sla_running (&series->terms, &window))
    return;
  put_minutes (out, NULL, "down_so_far", &window);
  allowed = nw_sla_allowed (&series->terms.target, window.base);
  nw_put_take (out, "allowed_minutes", nw_sla_text (nw_fraction_div (allowed, nw_fraction (60, 1)), NW_ROUND_DOWN));
  if (nw_fraction_known (allowed) && percent != NW_UNKNOWN)
    nw_put_bool (out, "at_risk", nw_sla_at_risk (&series->terms.target, window.base, window.down, percent));
}

void
nw_derive_sla (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (NwSlaSeries) series = nw_sla_series_new (row, context);
  NwSlaChronic chronic;
  guint met, measured;

  derive_last (series, out);
  nw_sla_met_in_year (series, &met, &measured);
  if (measured > 0)
    nw_put_take (out, "met_12_months", g_strdup_printf ("%u/%u", met, measured));
  chronic = nw_sla_chronic (series);
  if (chronic.known)
    nw_put_bool (out, "chronic", chronic.holds);
  nw_put_day (out, "chronic_on", chronic.on);
  nw_put_number (out, "credit_open", nw_sla_credit_open (series));
  derive_running (series, out);
}
