/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"
#include "nw-period.h"

G_BEGIN_DECLS

/**
 * NwClockState:
 * @NW_CLOCK_NONE: this clock does not run
 * @NW_CLOCK_UNKNOWN: whether or since when it runs is not known
 * @NW_CLOCK_OPEN: nothing done, its day is not over
 * @NW_CLOCK_MET: done in time
 * @NW_CLOCK_LATE: done after its end
 * @NW_CLOCK_MISSED: nothing done, its day is over
 */
typedef enum
{
  NW_CLOCK_NONE,
  NW_CLOCK_UNKNOWN,
  NW_CLOCK_OPEN,
  NW_CLOCK_MET,
  NW_CLOCK_LATE,
  NW_CLOCK_MISSED,
} NwClockState;

/* What one incident can start. */
typedef enum
{
  NW_CLOCK_ART33,        /* report to the supervisory authority, Art. 33 (1) DSGVO */
  NW_CLOCK_ART34,        /* message to the persons, Art. 34 (1) DSGVO: no fixed end */
  NW_CLOCK_NIS2_EARLY,   /* early warning, BSIG § 32 */
  NW_CLOCK_NIS2_REPORT,
  NW_CLOCK_NIS2_FINAL,
  NW_N_CLOCKS,
} NwClockKind;

/* Yes, no, or nobody has looked. */
typedef enum
{
  NW_ANSWER_UNKNOWN,
  NW_ANSWER_NO,
  NW_ANSWER_YES,
} NwAnswer;

/**
 * NwClockFacts:
 * @breach: whether a report to the authority is due: personal data and not known to be without risk
 * @high_risk: whether the persons have to be told
 * @nis2: whether the incident is significant
 * @aware: UTC seconds of reasonable certainty, as all instants; %NW_UNKNOWN
 * @done: when each was done
 * @breach_hours: of Art. 33 (1), as the other figures %NW_UNKNOWN if nobody knows it
 */
typedef struct
{
  NwAnswer breach, high_risk, nis2;
  gint64   aware;
  gint64   done[NW_N_CLOCKS];
  gint64   breach_hours, early_hours, report_hours, final_months;
} NwClockFacts;

typedef struct
{
  NwClockState state;
  gint64       due; /* %NW_UNKNOWN: none or unknown */
} NwClock;

void        nw_clocks_run       (const NwClockFacts *facts, NwDay on, NwClock clocks[NW_N_CLOCKS]);
char       *nw_clocks_format    (const NwClock clocks[NW_N_CLOCKS]);
const char *nw_clock_name       (NwClockKind kind);
const char *nw_clock_state_name (NwClockState state);

gint64   nw_final_report_due (gint64 report_sent, gint64 months);
gint64   nw_minutes_between  (gint64 from, gint64 to);
gboolean nw_in_order         (const gint64 *instants, guint n);

/**
 * NwIncidentTimes:
 *
 * UTC seconds; %NW_UNKNOWN what is not known.
 */
typedef struct
{
  gint64 occurred, detected, remediated;
} NwIncidentTimes;

/**
 * NwMeanTime:
 * @mean: exact, in minutes; unknown if none was used
 * @used: how many it was computed from
 * @excluded: how many lack a stamp
 * @open: how many are detected and not remediated yet
 */
typedef struct
{
  NwFraction mean, median;
  guint      used, excluded, open;
} NwMeanTime;

NwMeanTime nw_mean_time              (const gint64 *minutes, guint n);
NwMeanTime nw_mean_time_to_detect    (const NwIncidentTimes *times, guint n);
NwMeanTime nw_mean_time_to_remediate (const NwIncidentTimes *times, guint n);

G_END_DECLS
