/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

typedef enum
{
  NW_KPI_UNKNOWN = -1, /* no data, no target, or too much is unknown to say */
  NW_KPI_MISSED,
  NW_KPI_MET,
} NwKpiVerdict;

/* Where a key figure moved; whether that is good is for its direction to say. */
typedef enum
{
  NW_TREND_UNKNOWN,
  NW_TREND_DOWN,
  NW_TREND_SAME,
  NW_TREND_UP,
} NwTrend;

/**
 * NwKpi:
 * @id: "KP01"
 * @title: in the person's language
 * @unit: "percent", "count", "days", "minutes", "per_month", "EUR", "score" or "index"
 * @direction: 'H' higher is better, 'L' lower is better, '-' neither
 * @value, @numerator, @denominator: decimals; %NULL is "no data"
 * @target: (nullable): decimal
 * @unknown: how many records could not be judged; with any, a key figure is never met
 * @previous: (nullable): the value that nw_kpis_compare() found earlier
 * @previous_on: the day of that; %NW_NO_DAY without any
 * @detail: what a reader must know beside the value; "" if nothing
 *
 * A key figure on a day. What is unknown is never counted as good.
 */
typedef struct
{
  const char  *id, *title, *unit;
  char         direction;
  char        *value, *numerator, *denominator, *target;
  gint64       unknown;
  NwKpiVerdict met;
  char        *previous;
  NwDay        previous_on;
  char        *detail;
  NwDay        as_of;
} NwKpi;

GPtrArray  *nw_kpis       (NwContext *context);
const char *nw_kpi_met_name (NwKpiVerdict met);
char       *nw_kpi_say    (const NwKpi *kpi, const char *number);
NwDay       nw_kpi_earlier     (NwContext *context);
void        nw_kpis_compare    (GPtrArray *kpis, GPtrArray *earlier);
NwTrend     nw_kpi_trend       (const NwKpi *kpi);
const char *nw_kpi_trend_name  (NwTrend trend);
NwKpiVerdict nw_kpi_improved   (const NwKpi *kpi);
char       *nw_kpi_say_trend   (const NwKpi *kpi);

G_END_DECLS
