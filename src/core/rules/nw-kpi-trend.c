/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi.h"

#include "nw-fraction.h"
#include "nw-period.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Key figures beside what they were: the earlier ones come from the register
 * as its history knows it, not from copies that somebody would have to keep. */

/* Returns: the day to compare with, %NW_NO_DAY if nobody says how far back */
NwDay
nw_kpi_earlier (NwContext *context)
{
  gint64 months = nw_figure (context, "kpi.trend_months", context->on);

  return months != NW_UNKNOWN ? nw_add_months (context->on, -(int) months) : NW_NO_DAY;
}

static const NwKpi *
find (GPtrArray *kpis, const char *id)
{
  for (guint i = 0; i < kpis->len; i++)
    if (strcmp (((const NwKpi *) kpis->pdata[i])->id, id) == 0)
      return kpis->pdata[i];
  return NULL;
}

/**
 * nw_kpis_compare:
 * @kpis: of today
 * @earlier: of an earlier day
 *
 * Notes in each of @kpis what it was then.
 */
void
nw_kpis_compare (GPtrArray *kpis, GPtrArray *earlier)
{
  for (guint i = 0; i < kpis->len; i++)
    {
      NwKpi *kpi = kpis->pdata[i];
      const NwKpi *then = find (earlier, kpi->id);

      if (then == NULL)
        continue;
      g_free (kpi->previous);
      kpi->previous = g_strdup (then->value);
      kpi->previous_on = then->as_of;
    }
}

/* As the values are shown: a change that nobody can see is none. */
NwTrend
nw_kpi_trend (const NwKpi *kpi)
{
  NwFraction now = nw_fraction_parse (kpi->value), then = nw_fraction_parse (kpi->previous);
  int order;

  if (!nw_fraction_known (now) || !nw_fraction_known (then))
    return NW_TREND_UNKNOWN;
  order = nw_fraction_compare (now, then);
  return order < 0 ? NW_TREND_DOWN : order > 0 ? NW_TREND_UP : NW_TREND_SAME;
}

/* Stable name of a trend; %NULL when there is nothing to compare. */
const char *
nw_kpi_trend_name (NwTrend trend)
{
  static const char *const names[] = { NULL, "down", "same", "up" };

  return names[trend];
}

/* %NW_KPI_MET: better than before, %NW_KPI_MISSED: worse. */
NwKpiVerdict
nw_kpi_improved (const NwKpi *kpi)
{
  NwTrend trend = nw_kpi_trend (kpi);

  if (trend == NW_TREND_UNKNOWN || trend == NW_TREND_SAME || kpi->direction == '-')
    return NW_KPI_UNKNOWN;
  return (trend == NW_TREND_UP) == (kpi->direction == 'H') ? NW_KPI_MET : NW_KPI_MISSED;
}

/* Returns: (transfer full): "▲ from 71.0 %, better"; "" when nobody knows */
char *
nw_kpi_say_trend (const NwKpi *kpi)
{
  NwTrend trend = nw_kpi_trend (kpi);
  NwKpiVerdict improved = nw_kpi_improved (kpi);
  g_autofree char *then = NULL;

  if (trend == NW_TREND_UNKNOWN)
    return g_strdup ("");
  if (trend == NW_TREND_SAME)
    /* Translators: a key figure against a month ago */
    return g_strdup_printf ("= %s", _("unchanged"));
  then = nw_kpi_say (kpi, kpi->previous);
  if (improved == NW_KPI_UNKNOWN)
    /* Translators: "▲ from 71.0 %": a key figure against a month ago */
    return g_strdup_printf (_("%s from %s"), trend == NW_TREND_UP ? "▲" : "▼", then);
  /* Translators: "▲ from 71.0 %, better": a key figure against a month ago */
  return g_strdup_printf (_("%s from %s, %s"), trend == NW_TREND_UP ? "▲" : "▼", then,
                          improved == NW_KPI_MET ? _("better") : _("worse"));
}
