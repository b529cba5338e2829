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

/**
 * NwKpi:
 * @id: "KP01"
 * @title: in the person's language
 * @unit: "percent", "count", "days", "minutes", "per_month", "EUR", "score" or "index"
 * @direction: 'H' higher is better, 'L' lower is better, '-' neither
 * @value, @numerator, @denominator: decimals; %NULL is "no data"
 * @target: (nullable): decimal
 * @unknown: how many records could not be judged; with any, a key figure is never met
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
  char        *detail;
  NwDay        as_of;
} NwKpi;

GPtrArray  *nw_kpis       (NwContext *context);
const char *nw_kpi_met_name (NwKpiVerdict met);
char       *nw_kpi_say    (const NwKpi *kpi, const char *number);

G_END_DECLS
