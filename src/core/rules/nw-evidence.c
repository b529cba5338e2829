/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-evidence.h"

#include "../model/nw-value.h"
#include "nw-recurrence.h"

/**
 * nw_evidence_valid_until:
 * @valid_until: the day written on it, or %NW_NO_DAY
 * @cycle_months: its own cycle or the default one; or %NW_UNKNOWN
 *
 * Returns: the last day on which it proves anything: the written day, else
 *   the day it was collected plus its cycle, else %NW_NO_DAY for "unknown"
 */
NwDay
nw_evidence_valid_until (NwDay collected, NwDay valid_until, gint64 cycle_months)
{
  return valid_until != NW_NO_DAY ? valid_until : nw_due_after_months (collected, cycle_months);
}

/**
 * nw_evidence_state:
 * @until: from nw_evidence_valid_until()
 * @expiring_days: how many days before its end it counts as expiring; unknown
 *   makes all that is valid expiring, so that somebody looks at it
 */
NwEvidenceState
nw_evidence_state (NwDay until, NwDay on, gint64 expiring_days)
{
  if (until == NW_NO_DAY)
    return NW_EVIDENCE_NO_PERIOD;
  if (until < on)
    return NW_EVIDENCE_EXPIRED;
  return expiring_days == NW_UNKNOWN || (gint64) until - on <= expiring_days ? NW_EVIDENCE_EXPIRING : NW_EVIDENCE_VALID;
}

/* The choice of the field "state". */
const char *
nw_evidence_state_name (NwEvidenceState state)
{
  static const char *const names[] = { "no_period", "expired", "expiring", "valid" };

  return names[state];
}

gboolean
nw_evidence_is_valid (NwEvidenceState state)
{
  return state == NW_EVIDENCE_VALID || state == NW_EVIDENCE_EXPIRING;
}

/**
 * nw_evidence_covers:
 * @period_from: first day that it reports on, or %NW_NO_DAY
 * @period_to: last day that it reports on, or %NW_NO_DAY
 * @collected: stands in for both with @valid_until where no period is written
 * @from: first day that is asked for
 * @to: last day that is asked for, inclusive
 *
 * Returns: how much of the days asked for it speaks for; unknown where that
 *   depends on a day that is not known
 */
NwCovers
nw_evidence_covers (NwDay period_from, NwDay period_to, NwDay collected, NwDay valid_until, NwDay from, NwDay to)
{
  gboolean has_period = period_from != NW_NO_DAY || period_to != NW_NO_DAY;
  NwDay begin = has_period ? period_from : collected, end = has_period ? period_to : valid_until;
  gboolean begins = begin != NW_NO_DAY, ends = end != NW_NO_DAY;

  if (from == NW_NO_DAY || to == NW_NO_DAY || to < from)
    return NW_COVERS_UNKNOWN;
  if ((begins && begin > to) || (ends && end < from) || (begins && ends && begin > end))
    return NW_COVERS_NOT;
  if (begins && ends)
    return begin <= from && end >= to ? NW_COVERS_FULLY : NW_COVERS_PARTLY;
  if (from == to && (begin == from || end == to))
    return NW_COVERS_FULLY;
  /* It begins or ends inside: some is covered, and some is not. */
  if ((begins && begin > from) || (ends && end < to))
    return NW_COVERS_PARTLY;
  return NW_COVERS_UNKNOWN;
}
