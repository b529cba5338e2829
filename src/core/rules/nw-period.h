/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-calendar.h"

G_BEGIN_DECLS

/* Periods of the German Civil Code (BGB §§ 186-193) over civil days. All give
 * %NW_NO_DAY for an unknown day and beyond the calendar. */
NwDay nw_term_end_day   (NwDay start, int months);
NwDay nw_term_end_event (NwDay event, int months);

/* Arbeitstage: Monday to Friday; Werktage: Monday to Saturday; neither on a
 * holiday of one of @lands. */
NwDay nw_working_days_after (NwCalendar *calendar, NwLands lands, NwDay from, int n, gboolean saturday_counts);
NwDay nw_last_arbeitstag    (NwCalendar *calendar, NwLands lands, NwDay day);
NwDay nw_next_arbeitstag    (NwCalendar *calendar, NwLands lands, NwDay day);

G_END_DECLS
