/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-period.h"

static gboolean
in_calendar (NwDay day)
{
  return day >= nw_day_new (NW_YEAR_MIN, 1, 1) && day <= nw_day_new (NW_YEAR_MAX, 12, 31);
}

/**
 * nw_term_end_day:
 * @start: the first day of the term, which counts (BGB § 187 (2))
 *
 * Returns: the last day of a term of @months: the day before the one with the
 *   number of @start, the month's last day if there is none (§ 188 (2), (3))
 */
NwDay
nw_term_end_day (NwDay start, int months)
{
  int year, month, mday;
  NwDay first;

  if (start == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (start, &year, &month, &mday);
  /* The day before the first of a month is the last of the month before. */
  first = nw_add_months (start - (mday - 1), mday == 1 ? months - 1 : months);
  if (first == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (first, &year, &month, &(int){ 0 });
  return first + (mday == 1 ? nw_days_in_month (year, month) : MIN (mday - 1, nw_days_in_month (year, month))) - 1;
}

/**
 * nw_term_end_event:
 * @event: the day of what starts the term, which does not count (BGB § 187 (1))
 *
 * Returns: the last day of a term of @months: the day with the same number,
 *   the month's last day if there is none (§ 188 (2), (3))
 */
NwDay
nw_term_end_event (NwDay event, int months)
{
  return nw_add_months (event, months);
}

static gboolean
counts (NwCalendar *calendar, NwLands lands, NwDay day, gboolean saturday_counts)
{
  return saturday_counts ? nw_calendar_is_werktag (calendar, day, lands) : nw_calendar_is_arbeitstag (calendar, day, lands);
}

/**
 * nw_working_days_after:
 * @lands: a holiday in any of them does not count
 * @n: may be negative: as many before @from
 * @saturday_counts: Werktage rather than Arbeitstage
 *
 * Returns: the @n-th working day after @from, which does not count itself
 *   (BGB § 187 (1)); @from for 0
 */
NwDay
nw_working_days_after (NwCalendar *calendar, NwLands lands, NwDay from, int n, gboolean saturday_counts)
{
  int step = n < 0 ? -1 : 1;
  NwDay day = from;

  while (n != 0 && in_calendar (day))
    {
      day += step;
      if (counts (calendar, lands, day, saturday_counts))
        n -= step;
    }
  return in_calendar (day) ? day : NW_NO_DAY;
}

/* The last Arbeitstag that is not after @day. */
NwDay
nw_last_arbeitstag (NwCalendar *calendar, NwLands lands, NwDay day)
{
  while (in_calendar (day) && !nw_calendar_is_arbeitstag (calendar, day, lands))
    day--;
  return in_calendar (day) ? day : NW_NO_DAY;
}

/* The first Arbeitstag that is not before @day. */
NwDay
nw_next_arbeitstag (NwCalendar *calendar, NwLands lands, NwDay day)
{
  while (in_calendar (day) && !nw_calendar_is_arbeitstag (calendar, day, lands))
    day++;
  return in_calendar (day) ? day : NW_NO_DAY;
}
