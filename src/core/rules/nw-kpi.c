/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"

#include "../model/nw-language.h"
#include "../model/nw-psv.h"
#include "nw-numbers.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Key figures KP01 to KP30. The shipped table says what each is called, its
 * unit, direction and target; a row kpi.KP01.target among the legal parameters
 * of a register goes before the shipped target. */

static const struct
{
  const char *id;
  NwKpiRule   rule;
} rules[] = {
  { "KP01", nw_kpi_controls_implemented }, { "KP02", nw_kpi_controls_verified },  { "KP03", nw_kpi_soa_issues },
  { "KP04", nw_kpi_valid_evidence },       { "KP05", nw_kpi_gdpr },               { "KP06", nw_kpi_audit_coverage },
  { "KP07", nw_kpi_open_findings },        { "KP08", nw_kpi_overdue_actions },    { "KP09", nw_kpi_days_to_close },
  { "KP10", nw_kpi_repeat_findings },      { "KP11", nw_kpi_complete_dpas },      { "KP12", nw_kpi_critical_flags },
  { "KP13", nw_kpi_unlawful_transfers },   { "KP14", nw_kpi_requests_in_time },   { "KP15", nw_kpi_breaches_in_time },
  { "KP16", nw_kpi_time_to_detect },       { "KP17", nw_kpi_time_to_remediate },  { "KP18", nw_kpi_incidents_per_month },
  { "KP19", nw_kpi_sla_windows_met },      { "KP20", nw_kpi_credits_recovered },  { "KP21", nw_kpi_missed_notices },
  { "KP22", nw_kpi_renewals_in_time },     { "KP23", nw_kpi_value_for_renewal },  { "KP24", nw_kpi_vendors_in_cycle },
  { "KP25", nw_kpi_exit_readiness },       { "KP26", nw_kpi_concentration },      { "KP27", nw_kpi_risks_above_appetite },
  { "KP28", nw_kpi_training_rate },        { "KP29", nw_kpi_overdue_policies },   { "KP30", nw_kpi_vendor_stability },
};

/* Digits after the point. */
static const struct
{
  const char *name;
  int         digits;
} units[] = {
  { "percent", 1 }, { "count", 0 }, { "days", 1 }, { "minutes", 0 }, { "per_month", 2 }, { "EUR", 2 }, { "score", 1 }, { "index", 0 },
};

void
nw_kpi_share (NwKpiResult *out, gint64 n, gint64 of)
{
  out->numerator = nw_fraction (n, 1);
  out->denominator = nw_fraction (of, 1);
  out->value = of > 0 ? nw_fraction_div (nw_fraction_mul (out->numerator, nw_fraction (100, 1)), out->denominator) : NW_NO_FRACTION;
}

void
nw_kpi_count (NwKpiResult *out, gint64 n, gint64 of)
{
  out->numerator = nw_fraction (n, 1);
  out->denominator = nw_fraction (of, 1);
  out->value = of > 0 ? out->numerator : NW_NO_FRACTION;
}

void
nw_kpi_mean (NwKpiResult *out, GArray *numbers)
{
  out->value = nw_numbers_mean ((const gint64 *) numbers->data, numbers->len);
  out->denominator = nw_fraction (numbers->len, 1);
  out->numerator = numbers->len > 0 ? nw_fraction_mul (out->value, out->denominator) : nw_fraction (0, 1);
}

void
nw_kpi_note (NwKpiResult *out, const char *format, ...)
{
  va_list args;

  if (out->detail->len > 0)
    g_string_append (out->detail, "; ");
  va_start (args, format);
  g_string_append_vprintf (out->detail, format, args);
  va_end (args);
}

void
nw_kpi_unknown (NwKpiResult *out, gint64 n, const char *what)
{
  if (n <= 0)
    return;
  out->unknown += n;
  nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, what, n);
}

/* First day of the period that ends on the day of the context. */
NwDay
nw_kpi_period_begin (NwContext *context)
{
  gint64 months = nw_figure (context, "kpi.period_months", context->on);

  return months != NW_UNKNOWN ? nw_add_months (context->on, -(int) months) + 1 : NW_NO_DAY;
}

gboolean
nw_kpi_in_period (NwContext *context, NwDay day)
{
  NwDay begin = nw_kpi_period_begin (context);

  return day != NW_NO_DAY && begin != NW_NO_DAY && day >= begin && day <= context->on;
}

/* Says how far back the figure looks. */
void
nw_kpi_note_period (NwContext *context, NwKpiResult *out)
{
  gint64 months = nw_figure (context, "kpi.period_months", context->on);

  if (months != NW_UNKNOWN)
    nw_kpi_note (out, ngettext ("last %d month", "last %d months", (gulong) months), (int) months);
}

GPtrArray *
nw_kpi_all (NwContext *context, const NwEntity *entity)
{
  GPtrArray *rows = nw_context_all (context, entity);

  for (guint i = 0; i < rows->len; i++)
    nw_context_derived (context, rows->pdata[i]);
  return rows;
}

static void
free_kpi (gpointer data)
{
  NwKpi *kpi = data;

  g_free (kpi->value);
  g_free (kpi->numerator);
  g_free (kpi->denominator);
  g_free (kpi->target);
  g_free (kpi->previous);
  g_free (kpi->detail);
  g_free (kpi);
}

static int
digits_of (const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].name, unit) == 0)
      return units[i].digits;
  g_error ("there is no unit %s", unit);
}

/* As few digits as say it all; NULL when it is unknown. */
static char *
write_exact (NwFraction a)
{
  for (int digits = 0; nw_fraction_known (a) && digits < 2; digits++)
    {
      g_autofree char *text = nw_fraction_format (a, digits, NW_ROUND_HALF_AWAY);

      if (nw_fraction_compare (nw_fraction_parse (text), a) == 0)
        return g_steal_pointer (&text);
    }
  return nw_fraction_format (a, 2, NW_ROUND_HALF_AWAY);
}

/* The target as the register has it, else as shipped. */
static NwFraction
target_of (NwContext *context, const char *id, const char *shipped)
{
  g_autofree char *key = g_strdup_printf ("kpi.%s.target", id);
  const char *own = nw_figure_text (context, key, context->on);

  return nw_fraction_parse (own != NULL ? own : *shipped != '\0' ? shipped : NULL);
}

static NwKpiVerdict
judge (char direction, const NwKpiResult *result, NwFraction target)
{
  gboolean reached;

  if (!nw_fraction_known (result->value) || !nw_fraction_known (target) || direction == '-' || result->unsure)
    return NW_KPI_UNKNOWN;
  reached = direction == 'H' ? nw_fraction_compare (result->value, target) >= 0 : nw_fraction_compare (result->value, target) <= 0;
  if (!reached)
    return NW_KPI_MISSED;
  return result->unknown > 0 ? NW_KPI_UNKNOWN : NW_KPI_MET;
}

static NwKpi *
make (NwContext *context, guint index, NwPsv *table)
{
  NwKpiResult result = { NW_NO_FRACTION, NW_NO_FRACTION, NW_NO_FRACTION, 0, g_string_new (NULL), FALSE };
  NwFraction target = target_of (context, rules[index].id, nw_psv_get (table, index, "target"));
  NwKpi *kpi = g_new0 (NwKpi, 1);

  g_assert (strcmp (nw_psv_get (table, index, "id"), rules[index].id) == 0);
  rules[index].rule (context, &result);
  kpi->id = rules[index].id;
  kpi->title = g_intern_string (nw_language_between (nw_language (), nw_psv_get (table, index, "en"), nw_psv_get (table, index, "de")));
  kpi->unit = g_intern_string (nw_psv_get (table, index, "unit"));
  kpi->direction = *nw_psv_get (table, index, "direction");
  kpi->value = nw_fraction_format (result.value, digits_of (kpi->unit), NW_ROUND_HALF_AWAY);
  kpi->numerator = write_exact (result.numerator);
  kpi->denominator = write_exact (result.denominator);
  kpi->target = write_exact (target);
  kpi->unknown = result.unknown;
  kpi->met = judge (kpi->direction, &result, target);
  kpi->as_of = context->on;
  kpi->previous_on = NW_NO_DAY;
  kpi->detail = g_string_free (result.detail, FALSE);
  return kpi;
}

/**
 * nw_kpis:
 *
 * Returns: (transfer full): an array of #NwKpi in the order of their ids
 */
GPtrArray *
nw_kpis (NwContext *context)
{
  g_autoptr (NwPsv) table = nw_psv_load ("kpi");
  GPtrArray *list = g_ptr_array_new_with_free_func (free_kpi);

  g_assert (nw_psv_rows (table) == G_N_ELEMENTS (rules));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_ptr_array_add (list, make (context, i, table));
  return list;
}

/* Stable name of a verdict; %NULL when nobody can say. */
const char *
nw_kpi_met_name (NwKpiVerdict met)
{
  return met == NW_KPI_UNKNOWN ? NULL : met == NW_KPI_MET ? "true" : "false";
}

/* @number with its unit, as people write it; "no data" where there is none. */
char *
nw_kpi_say (const NwKpi *kpi, const char *number)
{
  g_autofree char *text = nw_say_decimal (number);

  if (number == NULL)
    return g_strdup (_("no data"));
  if (strcmp (kpi->unit, "EUR") == 0)
    return nw_say_money (nw_fraction_round (nw_fraction_mul (nw_fraction_parse (number), nw_fraction (100, 1)), NW_ROUND_HALF_AWAY), "EUR");
  if (strcmp (kpi->unit, "percent") == 0)
    return g_strconcat (text, "\302\240%", NULL);
  if (strcmp (kpi->unit, "days") == 0)
    return g_strconcat (text, " ", _("days"), NULL);
  if (strcmp (kpi->unit, "minutes") == 0)
    return g_strconcat (text, " ", _("minutes"), NULL);
  if (strcmp (kpi->unit, "per_month") == 0)
    return g_strconcat (text, " ", _("per month"), NULL);
  return g_steal_pointer (&text);
}
