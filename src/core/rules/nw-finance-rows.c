/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-finance-rows.h"

#include "nw-finance.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The figure by which later costs are discounted. */
#define DISCOUNT "finance.discount_percent"

static const NwFraction no_rate = { 0, 1 };

/* Fields of a contract by the years that they look ahead. */
static const struct
{
  guint       years;
  const char *nominal, *present;
} spans[] = { { 3, "tco_3", "tco_3_pv" }, { 4, "tco_4", "tco_4_pv" }, { 5, "tco_5", "tco_5_pv" } };

static const NwFlow *
first_flow (GArray *flows)
{
  return flows != NULL ? &g_array_index (flows, NwFlow, 0) : NULL;
}

static char *
decimal (gint64 number, gint64 scale, int digits)
{
  return number != NW_UNKNOWN ? nw_fraction_format (nw_fraction (number, scale), digits, NW_ROUND_HALF_AWAY) : NULL;
}

void
nw_derive_business_case (const NwRow *row, NwContext *context, NwDerived *out)
{
  static const char *const states[] = { NULL, "value", "none", "ambiguous" };
  g_autoptr (GArray) flows = nw_flows_parse (nw_row_text (row, "flows"));
  NwFraction rate = nw_fraction_parse (nw_row_text (row, "rate_percent"));
  const NwFlow *flow = first_flow (flows);
  guint n = flows != NULL ? flows->len : 0;
  gint64 irr;

  nw_put_text (out, "irr_state", states[nw_irr (flow, n, &irr)]);
  nw_put_take (out, "irr", decimal (irr, 10000, 4));
  nw_put_number (out, "npv", nw_npv (flow, n, rate));
  nw_put_take (out, "payback_years", decimal (nw_payback (flow, n, no_rate), 1000, 3));
  nw_put_take (out, "discounted_payback_years", decimal (nw_payback (flow, n, rate), 1000, 3));
}

/* A cell as a person reads it. */
static char *
say_cell (const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);

  return nw_value_is_set (&row->cells[index]) ? nw_kind_display (nw_entity_get_field (row->entity, (guint) index), &row->cells[index])
                                              : g_strdup ("—");
}

static char *
say_percent (const char *decimal_text)
{
  const NwValue value = { .tag = NW_TAG_TEXT, { .text = (char *) decimal_text } };
  const NwField field = { .name = "percent", .kind = &NW_PERCENT };

  return nw_kind_display (&field, &value);
}

/* Why nothing that needs the rate is known, or NULL. */
static const char *
rate_problem (const NwRow *row)
{
  NwFraction rate = nw_fraction_parse (nw_row_text (row, "rate_percent"));

  if (!nw_fraction_known (rate))
    return _("unknown: the discount rate is missing");
  if (nw_fraction_compare (rate, nw_fraction (-100, 1)) <= 0)
    return _("unknown: the discount rate must be above −100 %");
  return NULL;
}

static void
explain_value (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRow *contract = nw_context_ref (context, row, "contract");
  g_autofree char *rate = say_cell (row, "rate_percent");
  g_autofree char *value = nw_say_money (nw_row_number (row, "npv"), contract != NULL ? nw_row_text (contract, "currency") : NULL);

  if (rate_problem (row) != NULL)
    nw_reasons_add (reasons, "npv", FALSE, "%s", rate_problem (row));
  else if (!nw_row_has (row, "npv"))
    nw_reasons_add (reasons, "npv", FALSE, "%s", _("unknown: the value is larger than can be written"));
  else
    nw_reasons_add (reasons, "npv", FALSE,
                    _("All cash flows, each divided by (1 + %s) to the power of its year, are worth %s in year 0: above 0 the case earns more than that rate."),
                    rate, value);
}

static void
explain_rate (const NwRow *row, NwReasons *reasons)
{
  g_autofree char *irr = say_cell (row, "irr");

  if (nw_row_is (row, "irr_state", "value"))
    nw_reasons_add (reasons, "irr", FALSE, _("At %s a year the net present value is 0: the flows change sign once, so there is no other such rate."), irr);
  else if (nw_row_is (row, "irr_state", "ambiguous"))
    nw_reasons_add (reasons, "irr", FALSE, "%s",
                    _("ambiguous: the flows change sign more than once, so several rates can bring the net present value to 0 and none is shown."));
  else
    nw_reasons_add (reasons, "irr", FALSE, "%s",
                    _("no value: the flows never change sign, or no rate above −99 % brings the net present value to 0."));
  nw_reasons_add (reasons, "irr_state", FALSE, "%s", nw_reasons_of (reasons, (guint) nw_entity_field_index (row->entity, "irr"))->text);
}

/* The first year after @from in which the plain sum falls below 0; -1 if none. */
static int
falls_again (GArray *flows)
{
  gboolean good = FALSE;
  __int128 sum = 0;

  for (guint i = 0; i < flows->len; i++)
    {
      const NwFlow *flow = &g_array_index (flows, NwFlow, i);

      sum += flow->cents;
      if (good && sum < 0)
        return flow->year;
      good = good || (sum >= 0 && flow->cents != 0);
    }
  return -1;
}

static void
explain_payback (const NwRow *row, GArray *flows, NwReasons *reasons)
{
  g_autofree char *years = say_cell (row, "payback_years");
  int again = falls_again (flows);

  if (!nw_row_has (row, "payback_years"))
    nw_reasons_add (reasons, "payback_years", FALSE, "%s", _("never: the sum of the flows stays below 0."));
  else if (again >= 0)
    nw_reasons_add (reasons, "payback_years", FALSE,
                    _("After %s years the sum of the flows reaches 0 for the first time, taken evenly inside the year; it falls below 0 again in year %d."),
                    years, again);
  else
    nw_reasons_add (reasons, "payback_years", FALSE, _("After %s years the sum of the flows reaches 0, taken evenly inside the year."), years);
}

static void
explain_discounted (const NwRow *row, NwReasons *reasons)
{
  g_autofree char *years = say_cell (row, "discounted_payback_years");
  g_autofree char *rate = say_cell (row, "rate_percent");

  if (rate_problem (row) != NULL)
    nw_reasons_add (reasons, "discounted_payback_years", FALSE, "%s", rate_problem (row));
  else if (!nw_row_has (row, "discounted_payback_years"))
    nw_reasons_add (reasons, "discounted_payback_years", FALSE, _("never: the sum of the flows, discounted at %s a year, stays below 0."), rate);
  else
    nw_reasons_add (reasons, "discounted_payback_years", FALSE,
                    _("After %s years the sum of the flows, discounted at %s a year, reaches 0 for the first time, taken evenly inside the year."), years, rate);
}

void
nw_explain_business_case (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  static const char *const all[] = { "npv", "irr", "irr_state", "payback_years", "discounted_payback_years" };
  g_autoptr (GArray) flows = nw_flows_parse (nw_row_text (row, "flows"));

  if (flows == NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (all); i++)
        nw_reasons_add (reasons, all[i], FALSE, "%s", _("unknown: the cash flows are missing"));
      return;
    }
  explain_value (row, context, reasons);
  explain_rate (row, reasons);
  explain_payback (row, flows, reasons);
  explain_discounted (row, reasons);
}

static GPtrArray *
cost_lines (const NwRow *contract, NwContext *context)
{
  return nw_context_children (context, &nw_cost_line, "contract", contract->id);
}

/* A line of a kind that nobody said has no known amount either; one whose
 * growth nobody said stays the same. */
static NwCost
read_cost (const NwRow *line)
{
  static const char *const kinds[] = { [NW_COST_ONE_OFF] = "one_off", [NW_COST_YEARLY] = "yearly", [NW_COST_EXIT] = "exit" };
  NwCost cost = { NW_COST_ONE_OFF, NW_UNKNOWN, nw_fraction_parse (nw_row_text (line, "growth_percent") ?: "0") };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (nw_row_is (line, "kind", kinds[i]))
      {
        cost.kind = (NwCostKind) i;
        cost.cents = nw_row_number (line, "amount");
      }
  return cost;
}

static GArray *
read_costs (GPtrArray *lines)
{
  GArray *costs = g_array_new (FALSE, FALSE, sizeof (NwCost));

  for (guint i = 0; i < lines->len; i++)
    {
      NwCost cost = read_cost (lines->pdata[i]);

      g_array_append_val (costs, cost);
    }
  return costs;
}

/**
 * nw_derive_contract_cost:
 *
 * Fills what a contract costs over years, as written and as worth today, from
 * its cost lines.
 */
void
nw_derive_contract_cost (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (GArray) costs = read_costs (cost_lines (row, context));
  const NwCost *cost = &g_array_index (costs, NwCost, 0);
  NwFraction rate = costs->len > 0 ? nw_fraction_parse (nw_figure_text (context, DISCOUNT, context->on)) : NW_NO_FRACTION;

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      nw_put_number (out, spans[i].nominal, nw_tco (cost, costs->len, spans[i].years, no_rate));
      nw_put_number (out, spans[i].present, nw_tco (cost, costs->len, spans[i].years, rate));
    }
}

/* What keeps the cost unknown, or NULL. */
static char *
cost_problem (GPtrArray *lines)
{
  if (lines->len == 0)
    return g_strdup (_("unknown: the contract has no cost lines"));
  for (guint i = 0; i < lines->len; i++)
    {
      const NwRow *line = lines->pdata[i];
      const char *label = nw_row_text (line, "label");
      NwCost cost = read_cost (line);

      if (!nw_row_has (line, "kind"))
        return g_strdup_printf (_("unknown: the kind of the cost line “%s” is missing"), label);
      if (cost.cents == NW_UNKNOWN)
        return g_strdup_printf (_("unknown: the amount of the cost line “%s” is missing"), label);
    }
  return NULL;
}

/* A price that follows an index may be void by law, and grows as nobody knows. */
static char *
index_hint (const NwRow *contract)
{
  g_autofree char *cap = say_cell (contract, "index_cap_percent");

  if (!nw_row_has (contract, "index_base"))
    return g_strdup ("");
  if (!nw_row_has (contract, "index_cap_percent"))
    return g_strdup_printf (_(" The price follows an index (base %s, without a cap), which is not in this figure; § 1 PrKG may forbid automatic index clauses: have it checked."),
                            nw_row_text (contract, "index_base"));
  return g_strdup_printf (_(" The price follows an index (base %s, cap %s), which is not in this figure; § 1 PrKG may forbid automatic index clauses: have it checked."),
                          nw_row_text (contract, "index_base"), cap);
}

static void
explain_span (const NwRow *row, NwContext *context, guint i, guint lines, NwReasons *reasons)
{
  g_autofree char *hint = index_hint (row);
  const char *rate_text = nw_figure_text (context, DISCOUNT, context->on);
  g_autofree char *rate = nw_fraction_known (nw_fraction_parse (rate_text)) ? say_percent (rate_text) : NULL;
  const char *too_large = _("unknown: the sum is larger than can be written, or a line shrinks by more than 100 %");

  if (nw_row_has (row, spans[i].nominal))
    nw_reasons_add (reasons, spans[i].nominal, FALSE,
                    ngettext ("%u cost line: one-off costs at once, yearly costs with their growth for %u years, and the cost of leaving at the end of year %u.%s",
                              "%u cost lines: one-off costs at once, yearly costs with their growth for %u years, and the cost of leaving at the end of year %u.%s",
                              lines), lines, spans[i].years, spans[i].years, hint);
  else
    nw_reasons_add (reasons, spans[i].nominal, FALSE, "%s", too_large);
  if (rate == NULL)
    nw_reasons_add (reasons, spans[i].present, FALSE, _("unknown: the legal figure %s is no number on this day"), DISCOUNT);
  else if (nw_row_has (row, spans[i].present))
    nw_reasons_add (reasons, spans[i].present, FALSE,
                    _("The cost over %u years, discounted at %s a year (figure %s); yearly costs count at the end of their year.%s"),
                    spans[i].years, rate, DISCOUNT, hint);
  else
    nw_reasons_add (reasons, spans[i].present, FALSE, "%s", too_large);
}

void
nw_explain_contract_cost (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  GPtrArray *lines = cost_lines (row, context);
  g_autofree char *problem = cost_problem (lines);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (problem == NULL)
      explain_span (row, context, i, lines->len, reasons);
    else
      {
        nw_reasons_add (reasons, spans[i].nominal, FALSE, "%s", problem);
        nw_reasons_add (reasons, spans[i].present, FALSE, "%s", problem);
      }
}
