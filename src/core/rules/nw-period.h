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

/**
 * NwTimeUnit:
 * @NW_UNIT_ARBEITSTAGE: Monday to Friday without holidays
 * @NW_UNIT_WERKTAGE: Monday to Saturday without holidays
 *
 * In what a period is counted; the parts of years and months are those of
 * BGB § 189.
 */
typedef enum
{
  NW_UNIT_DAYS,
  NW_UNIT_WEEKS,
  NW_UNIT_HALF_MONTHS,
  NW_UNIT_MONTHS,
  NW_UNIT_QUARTERS,
  NW_UNIT_HALF_YEARS,
  NW_UNIT_YEARS,
  NW_UNIT_ARBEITSTAGE,
  NW_UNIT_WERKTAGE,
} NwTimeUnit;

/* What a contract calls the beginning, the middle and the end of a month. */
typedef enum
{
  NW_MONTH_BEGINNING,
  NW_MONTH_MIDDLE,
  NW_MONTH_END,
} NwMonthPart;

NwDay  nw_time_after          (NwCalendar *calendar, NwLands lands, NwDay event, int n, NwTimeUnit unit);
NwDay  nw_months_and_half     (NwDay event, int months);
gint64 nw_scattered_days      (int years, int months);
NwDay  nw_month_part          (NwDay day, NwMonthPart part);
NwDay  nw_moved_to_working_day (NwCalendar *calendar, NwLands lands, NwDay day);

/* Periods of European law (Regulation (EEC, Euratom) 1182/71). */
NwDay  nw_eu_months (NwCalendar *calendar, NwLands lands, NwDay event, int months);
gint64 nw_eu_hours           (gint64 event, gint64 hours);
gint64 nw_eu_full_hours      (gint64 event, gint64 hours);

G_END_DECLS
