/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/**
 * NwExitStep:
 * @days: how long it takes; %NW_UNKNOWN, which counts 0
 * @after: ids of the steps that must be done before it; others than the plan's own do not count
 */
typedef struct
{
  gint64        id, days;
  const gint64 *after;
  guint         n_after;
} NwExitStep;

typedef enum
{
  NW_PATH_KNOWN,
  NW_PATH_EMPTY,
  NW_PATH_NO_DAYS, /* no step says how long it takes */
  NW_PATH_CYCLE,   /* steps wait for each other */
} NwPathState;

NwPathState nw_exit_longest_path (const NwExitStep *steps, guint n, gint64 *days, GArray *path);
gint64      nw_exit_assured_days (NwDay on, NwDay last_day, gint64 transition_days, gint64 retrieval_days);

/* The twelve lines of data/catalogues/exit_items.psv. */
#define NW_N_EXIT_ITEMS 12

typedef enum
{
  NW_EXIT_APPROVED = 0, /* E01 */
  NW_EXIT_RETURN = 2,   /* E03 */
  NW_EXIT_TESTED = 3,   /* E04 */
  NW_EXIT_ASSURED = 7,  /* E08 */
} NwExitItem;

#define NW_EXIT_NOT_APPLICABLE (-1)

/**
 * NwExitMark:
 * @score: 0 to 100, %NW_EXIT_NOT_APPLICABLE, or %NW_UNKNOWN for "not reviewed", which counts 0
 * @stale: what it was judged by is older than the cycle
 */
typedef struct
{
  gint64   score;
  gboolean stale;
} NwExitMark;

/**
 * NwExitFigures:
 * @weight: of the items
 * @stale_percent: what a stale mark still counts
 * @cap_plan: highest score of a vendor of tier 1 or 2 without a plan (E01 = 0)
 * @cap_return: highest score without a clause on the return of data (E03 = 0)
 * @cap_assured: highest score at tier 1 when the time does not suffice (E08 = 0)
 * @from: score from which a plan is ready, mostly ready, partly ready
 */
typedef struct
{
  gint64 weight[NW_N_EXIT_ITEMS];
  gint64 stale_percent;
  gint64 cap_plan, cap_return, cap_assured;
  gint64 from[3];
} NwExitFigures;

NwFraction  nw_exit_score (const NwExitMark *items, int tier, const NwExitFigures *figures);
const char *nw_exit_band  (NwFraction score, const NwExitFigures *figures);

G_END_DECLS
