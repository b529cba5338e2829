/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

/* The last year that a cash flow can be in, counted from 0. */
#define NW_FLOW_YEAR_MAX 999

/* The longest time over which costs are added up. */
#define NW_COST_YEARS_MAX 100

/* What is paid (below 0) or saved at the end of a year; year 0 is today. */
typedef struct
{
  gint   year;
  gint64 cents;
} NwFlow;

typedef enum
{
  NW_IRR_UNKNOWN,   /* there are no flows */
  NW_IRR_VALUE,
  NW_IRR_NONE,      /* no rate brings the value to 0 */
  NW_IRR_AMBIGUOUS, /* several might */
} NwIrrState;

typedef enum
{
  NW_COST_ONE_OFF, /* now */
  NW_COST_YEARLY,  /* at the end of each year */
  NW_COST_EXIT,    /* at the end of the last year */
} NwCostKind;

/* @growth_percent: by which a yearly cost is higher each year than the year before */
typedef struct
{
  NwCostKind kind;
  gint64     cents;
  NwFraction growth_percent;
} NwCost;

GArray    *nw_flows_parse (const char *text);
gint64     nw_npv         (const NwFlow *flows, guint n, NwFraction rate_percent);
NwIrrState nw_irr         (const NwFlow *flows, guint n, gint64 *irr);
gint64     nw_payback     (const NwFlow *flows, guint n, NwFraction rate_percent);
gint64     nw_tco         (const NwCost *costs, guint n, guint years, NwFraction rate_percent);

G_END_DECLS
