/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-exit.h"

#include "../model/nw-value.h"
#include "nw-vendor.h"

#define OPEN (-1)

static guint
index_of (const NwExitStep *steps, guint n, gint64 id)
{
  guint i = 0;

  while (i < n && steps[i].id != id)
    i++;
  return i;
}

/* When step @i is done at the earliest, and which step it waited for last;
 * FALSE while one that it waits for has no end yet. */
static gboolean
finish (const NwExitStep *steps, guint n, guint i, gint64 *end, guint *waited)
{
  gint64 begin = 0;

  waited[i] = n;
  for (guint a = 0; a < steps[i].n_after; a++)
    {
      guint before = index_of (steps, n, steps[i].after[a]);

      if (before == n)
        continue;
      if (end[before] == OPEN)
        return FALSE;
      if (waited[i] == n || end[before] > begin)
        {
          begin = end[before];
          waited[i] = before;
        }
    }
  end[i] = begin + (steps[i].days != NW_UNKNOWN ? steps[i].days : 0);
  return TRUE;
}

/* Each round ends every step whose predecessors have ended; a round without
 * any is the end, or a cycle. */
static gboolean
finish_all (const NwExitStep *steps, guint n, gint64 *end, guint *waited)
{
  guint done = 0, before;

  do
    {
      before = done;
      for (guint i = 0; i < n; i++)
        done += end[i] == OPEN && finish (steps, n, i, end, waited);
    }
  while (done > before);
  return done == n;
}

/**
 * nw_exit_longest_path:
 * @days: (out): what the plan takes from the first step to the end of the last,
 *   when everything runs side by side that does not wait for another; steps
 *   that say no days count 0, as long as one says some
 * @path: (nullable): of guint; takes the indexes of the steps on the longest path, in order
 */
NwPathState
nw_exit_longest_path (const NwExitStep *steps, guint n, gint64 *days, GArray *path)
{
  g_autofree gint64 *end = g_new (gint64, n + 1);
  g_autofree guint *waited = g_new0 (guint, n + 1);
  guint last = 0, open = 0;

  for (guint i = 0; i < n; i++)
    {
      open += steps[i].days == NW_UNKNOWN;
      end[i] = OPEN;
    }
  if (open == n)
    return n == 0 ? NW_PATH_EMPTY : NW_PATH_NO_DAYS;
  if (!finish_all (steps, n, end, waited))
    return NW_PATH_CYCLE;
  for (guint i = 0; i < n; i++)
    if (end[i] > end[last])
      last = i;
  *days = end[last];
  for (guint i = last; path != NULL && i != n; i = waited[i])
    g_array_prepend_val (path, i);
  return NW_PATH_KNOWN;
}

/**
 * nw_exit_assured_days:
 * @last_day: of service, if notice were received on @on
 * @transition_days: agreed after that day; %NW_UNKNOWN: none
 * @retrieval_days: agreed after that; %NW_UNKNOWN: none
 *
 * Returns: days from @on to the end of them all, 0 when that is over; or %NW_UNKNOWN
 */
gint64
nw_exit_assured_days (NwDay on, NwDay last_day, gint64 transition_days, gint64 retrieval_days)
{
  gint64 days;

  if (last_day == NW_NO_DAY)
    return NW_UNKNOWN;
  days = (gint64) last_day - on;
  days += transition_days != NW_UNKNOWN ? transition_days : 0;
  days += retrieval_days != NW_UNKNOWN ? retrieval_days : 0;
  return MAX (days, 0);
}

static gboolean
is_nothing (const NwExitMark *mark)
{
  return mark->score == 0 || mark->score == NW_UNKNOWN;
}

static gint64
cap_of (const NwExitMark *items, int tier, const NwExitFigures *figures)
{
  gint64 cap = 100;

  if (tier <= NW_TIER_HIGH && is_nothing (&items[NW_EXIT_APPROVED]))
    cap = MIN (cap, figures->cap_plan);
  if (is_nothing (&items[NW_EXIT_RETURN]))
    cap = MIN (cap, figures->cap_return);
  if (tier == 1 && is_nothing (&items[NW_EXIT_ASSURED]))
    cap = MIN (cap, figures->cap_assured);
  return cap;
}

static NwFraction
score_at (const NwExitMark *items, int tier, const NwExitFigures *figures)
{
  gint64 sum = 0, weights = 0;
  NwFraction score, cap = nw_fraction (cap_of (items, tier, figures), 1);

  for (guint i = 0; i < NW_N_EXIT_ITEMS; i++)
    {
      if (items[i].score == NW_EXIT_NOT_APPLICABLE)
        continue;
      weights += figures->weight[i];
      if (items[i].score != NW_UNKNOWN)
        sum += figures->weight[i] * items[i].score * (items[i].stale ? figures->stale_percent : 100);
    }
  score = nw_fraction (sum, 100 * weights);
  return nw_fraction_known (score) && nw_fraction_compare (score, cap) > 0 ? cap : score;
}

/**
 * nw_exit_score:
 * @items: E01 to E12
 * @tier: of the vendor; 0 for "unknown": then the score is known only if it is the same for every tier
 *
 * The exit-readiness score (ERS): the weighted mean of what applies, and no
 * more than the caps allow.
 *
 * Returns: 0 to 100; unknown if nothing applies
 */
NwFraction
nw_exit_score (const NwExitMark *items, int tier, const NwExitFigures *figures)
{
  NwFraction score = score_at (items, tier != 0 ? tier : 1, figures);

  for (int other = 2; tier == 0 && other <= NW_N_TIERS && nw_fraction_known (score); other++)
    if (nw_fraction_compare (score, score_at (items, other, figures)) != 0)
      score = NW_NO_FRACTION;
  return score;
}

/* Returns: (nullable): the choice of exit_plan.band */
const char *
nw_exit_band (NwFraction score, const NwExitFigures *figures)
{
  static const char *const bands[] = { "ready", "mostly", "partly", "not_ready" };
  guint i = 0;

  if (!nw_fraction_known (score))
    return NULL;
  while (i < G_N_ELEMENTS (figures->from) && nw_fraction_compare (score, nw_fraction (figures->from[i], 1)) < 0)
    i++;
  return bands[i];
}
