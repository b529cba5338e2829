/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-request.h"

/* The message with reasons must be out before the first period is over (Art.
 * 12 (3) DSGVO): on the day to which its end moves it still is. */
static NwExtension
extension_of (NwCalendar *calendar, const NwRequestFacts *facts)
{
  NwDay first = nw_eu_months (calendar, facts->lands, facts->received, facts->months);

  if (facts->extended == NW_NO_DAY || first == NW_NO_DAY)
    return NW_EXTENSION_NONE;
  if (facts->extended > first)
    return NW_EXTENSION_LATE;
  return facts->has_reason ? NW_EXTENSION_VALID : NW_EXTENSION_WITHOUT_REASON;
}

/* Days from the question about the identity to the answer: the day of the
 * answer counts again. */
static int
pause_days (const NwRequestFacts *facts, NwDay on)
{
  NwDay to = facts->paused_to != NW_NO_DAY ? facts->paused_to : on;

  return facts->paused_from != NW_NO_DAY ? MAX (to - facts->paused_from, 0) : 0;
}

/**
 * nw_request_due:
 * @on: today; a pause that goes on ends there
 *
 * When a data subject must have an answer (Art. 12 (3) DSGVO, Regulation
 * 1182/71 Art. 3). A pause moves nothing: whether it suspends the period is
 * contested.
 */
NwRequestDue
nw_request_due (NwCalendar *calendar, const NwRequestFacts *facts, NwDay on)
{
  NwRequestDue due = { .extension = NW_EXTENSION_NONE, .plan = NW_NO_DAY, .legal = NW_NO_DAY, .with_pause = NW_NO_DAY };
  int months;

  if (facts->months < 0)
    return due;
  due.extension = extension_of (calendar, facts);
  months = due.extension == NW_EXTENSION_VALID ? facts->extended_months : facts->months;
  if (months < 0)
    return due;
  due.plan = nw_add_months (facts->received, months);
  due.legal = nw_moved_to_working_day (calendar, facts->lands, due.plan);
  due.pause_days = pause_days (facts, on);
  if (facts->paused_from != NW_NO_DAY && due.plan != NW_NO_DAY)
    due.with_pause = nw_moved_to_working_day (calendar, facts->lands, due.plan + due.pause_days);
  return due;
}

/**
 * nw_request_timely:
 * @settled: whether it is known to be answered, be it not known when
 *
 * Returns: yes or no when it was answered, no when the last day is over
 *   without an answer, else unknown: what is open is not in time yet
 */
NwTimely
nw_request_timely (NwDay legal, NwDay answered, gboolean settled, NwDay on)
{
  if (legal == NW_NO_DAY)
    return NW_TIMELY_UNKNOWN;
  if (answered != NW_NO_DAY)
    return answered <= legal ? NW_TIMELY_YES : NW_TIMELY_NO;
  return !settled && on > legal ? NW_TIMELY_NO : NW_TIMELY_UNKNOWN;
}
