/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-clock.h"

#include "../model/nw-value.h"
#include "nw-numbers.h"

#define SECONDS_PER_DAY 86400

static const char *const clock_names[NW_N_CLOCKS] = { "art33", "art34", "nis2_early", "nis2_report", "nis2_final" };
static const char *const state_names[] = { "none", "unknown", "open", "met", "late", "missed" };

/* The stable name of a clock, as in the computed field “clocks”. */
const char *
nw_clock_name (NwClockKind kind)
{
  return clock_names[kind];
}

const char *
nw_clock_state_name (NwClockState state)
{
  return state_names[state];
}

/**
 * nw_final_report_due:
 * @report_sent: when the 72-hour report went out
 *
 * Returns: the last second, in Germany, of the day on which the period of
 *   @months ends (BSIG § 32; BGB § 188 (2)); no working day moves it
 */
gint64
nw_final_report_due (gint64 report_sent, gint64 months)
{
  NwDay last;

  if (report_sent == NW_UNKNOWN || months < 0 || months > G_MAXINT16)
    return NW_UNKNOWN;
  last = nw_add_months (nw_berlin_day (report_sent), (int) months);
  return last != NW_NO_DAY ? nw_berlin_instant (last, SECONDS_PER_DAY - 1) : NW_UNKNOWN;
}

/* On its last day a clock is open till midnight in Germany: rules know the day
 * but not the hour. */
static NwClock
run (NwAnswer runs, gint64 due, gint64 done, NwDay on)
{
  NwClock clock = { NW_CLOCK_NONE, NW_UNKNOWN };

  if (runs == NW_ANSWER_NO)
    return clock;
  clock.state = NW_CLOCK_UNKNOWN;
  if (runs == NW_ANSWER_UNKNOWN || due == NW_UNKNOWN)
    return clock;
  clock.due = due;
  if (done != NW_UNKNOWN)
    clock.state = done <= due ? NW_CLOCK_MET : NW_CLOCK_LATE;
  else
    clock.state = nw_berlin_day (due) < on ? NW_CLOCK_MISSED : NW_CLOCK_OPEN;
  return clock;
}

/* Art. 34 says "without undue delay": it ends when it is done. */
static NwClock
run_art34 (NwAnswer runs, gint64 done)
{
  static const NwClockState states[] = { NW_CLOCK_UNKNOWN, NW_CLOCK_NONE, NW_CLOCK_OPEN };
  NwClock clock = { states[runs], NW_UNKNOWN };

  if (runs == NW_ANSWER_YES && done != NW_UNKNOWN)
    clock.state = NW_CLOCK_MET;
  return clock;
}

/* The final report is due after the report was sent; until then it is open
 * without an end. */
static NwClock
run_final (const NwClockFacts *facts, NwDay on)
{
  gint64 sent = facts->done[NW_CLOCK_NIS2_REPORT];
  NwClock clock = run (facts->nis2, nw_final_report_due (sent, facts->final_months), facts->done[NW_CLOCK_NIS2_FINAL], on);

  if (facts->nis2 == NW_ANSWER_YES && sent == NW_UNKNOWN && facts->done[NW_CLOCK_NIS2_FINAL] == NW_UNKNOWN)
    clock.state = NW_CLOCK_OPEN;
  return clock;
}

/**
 * nw_clocks_run:
 * @on: today in Germany
 *
 * Runs all clocks of an incident: the hours in UTC from awareness, so that
 * changes of the clocks take nothing away and add nothing.
 */
void
nw_clocks_run (const NwClockFacts *facts, NwDay on, NwClock clocks[NW_N_CLOCKS])
{
  const gint64 hours[] = { [NW_CLOCK_ART33] = facts->breach_hours, [NW_CLOCK_NIS2_EARLY] = facts->early_hours,
                           [NW_CLOCK_NIS2_REPORT] = facts->report_hours };
  const NwAnswer runs[] = { [NW_CLOCK_ART33] = facts->breach, [NW_CLOCK_NIS2_EARLY] = facts->nis2, [NW_CLOCK_NIS2_REPORT] = facts->nis2 };

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    clocks[i] = i == NW_CLOCK_ART34 ? run_art34 (facts->high_risk, facts->done[i])
                                    : run (runs[i], nw_eu_hours (facts->aware, hours[i]), facts->done[i], on);
  clocks[NW_CLOCK_NIS2_FINAL] = run_final (facts, on);
}

/* Returns: (transfer full): `art33:open;nis2_early:met` of all that run or may
 *   run; "" if none does */
char *
nw_clocks_format (const NwClock clocks[NW_N_CLOCKS])
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NW_N_CLOCKS; i++)
    if (clocks[i].state != NW_CLOCK_NONE)
      g_string_append_printf (text, "%s%s:%s", text->len > 0 ? ";" : "", clock_names[i], state_names[clocks[i].state]);
  return g_string_free (text, FALSE);
}

/* Whole minutes that passed; unknown if a stamp is, or time would run back. */
gint64
nw_minutes_between (gint64 from, gint64 to)
{
  return from != NW_UNKNOWN && to != NW_UNKNOWN && to >= from ? (to - from) / 60 : NW_UNKNOWN;
}

/* Whether those of @instants that are known do not run back. */
gboolean
nw_in_order (const gint64 *instants, guint n)
{
  gint64 last = NW_UNKNOWN;

  for (guint i = 0; i < n; i++)
    {
      if (instants[i] != NW_UNKNOWN && last != NW_UNKNOWN && instants[i] < last)
        return FALSE;
      last = instants[i] != NW_UNKNOWN ? instants[i] : last;
    }
  return TRUE;
}

/**
 * nw_mean_time:
 * @minutes: (array length=n): %NW_UNKNOWN is excluded
 *
 * Returns: mean and median of what is known, exactly
 */
NwMeanTime
nw_mean_time (const gint64 *minutes, guint n)
{
  NwMeanTime result = { nw_numbers_mean (minutes, n), nw_numbers_median (minutes, n), 0, 0, 0 };

  for (guint i = 0; i < n; i++)
    result.used += minutes[i] != NW_UNKNOWN;
  result.excluded = n - result.used;
  return result;
}

/* The mean time to detect (MTTD): from the occurrence to the detection. */
NwMeanTime
nw_mean_time_to_detect (const NwIncidentTimes *times, guint n)
{
  g_autofree gint64 *minutes = g_new (gint64, n + 1);

  for (guint i = 0; i < n; i++)
    minutes[i] = nw_minutes_between (times[i].occurred, times[i].detected);
  return nw_mean_time (minutes, n);
}

/* The mean time to remediate (MTTR): from the detection to the remedy. What is
 * still open is told apart from what lacks a stamp. */
NwMeanTime
nw_mean_time_to_remediate (const NwIncidentTimes *times, guint n)
{
  g_autofree gint64 *minutes = g_new (gint64, n + 1);
  NwMeanTime result;
  guint open = 0;

  for (guint i = 0; i < n; i++)
    {
      minutes[i] = nw_minutes_between (times[i].detected, times[i].remediated);
      open += times[i].detected != NW_UNKNOWN && times[i].remediated == NW_UNKNOWN;
    }
  result = nw_mean_time (minutes, n);
  result.open = open;
  result.excluded -= open;
  return result;
}
