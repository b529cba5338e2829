/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-period.h"

G_BEGIN_DECLS

/**
 * NwExtension:
 * @NW_EXTENSION_LATE: told after the first period was over
 * @NW_EXTENSION_WITHOUT_REASON: told in time, but without a reason
 * @NW_EXTENSION_VALID: the longer period holds
 */
typedef enum
{
  NW_EXTENSION_NONE,
  NW_EXTENSION_LATE,
  NW_EXTENSION_WITHOUT_REASON,
  NW_EXTENSION_VALID,
} NwExtension;

/**
 * NwRequestFacts:
 * @lands: where the answer is given; see nw_moved_to_working_day()
 * @months, @extended_months: both counted from @received; negative: unknown
 * @paused_to: %NW_NO_DAY while the pause goes on
 *
 * Days that are not known are %NW_NO_DAY.
 */
typedef struct
{
  NwLands  lands;
  int      months, extended_months;
  NwDay    received, extended;
  NwDay    paused_from, paused_to;
  gboolean has_reason;
} NwRequestFacts;

/**
 * NwRequestDue:
 * @plan: the last day to plan with, which nothing moved
 * @legal: the last day by law
 * @with_pause: what @legal would be if the pause counted; %NW_NO_DAY without one
 * @pause_days: days from its beginning to its end or to today
 */
typedef struct
{
  NwExtension extension;
  NwDay       plan, legal;
  NwDay       with_pause;
  int         pause_days;
} NwRequestDue;

/* What is known about something with a last day. */
typedef enum
{
  NW_TIMELY_UNKNOWN,
  NW_TIMELY_YES,
  NW_TIMELY_NO,
} NwTimely;

NwRequestDue nw_request_due    (NwCalendar *calendar, const NwRequestFacts *facts, NwDay on);
NwTimely     nw_request_timely (NwDay legal, NwDay answered, gboolean settled, NwDay on);

G_END_DECLS
