/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-period.h"

#include "../model/nw-value.h"

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

/* What each #NwTimeUnit is made of; the last two depend on holidays. */
static const struct
{
  int days, months;
} units[] = {
  [NW_UNIT_DAYS] = { 1, 0 },
  [NW_UNIT_WEEKS] = { 7, 0 },
  [NW_UNIT_HALF_MONTHS] = { 15, 0 },
  [NW_UNIT_MONTHS] = { 0, 1 },
  [NW_UNIT_QUARTERS] = { 0, 3 },
  [NW_UNIT_HALF_YEARS] = { 0, 6 },
  [NW_UNIT_YEARS] = { 0, 12 },
};

static NwDay
add_days (NwDay day, gint64 days)
{
  gint64 sum = (gint64) day + days;

  return day != NW_NO_DAY && sum > G_MININT32 && sum <= G_MAXINT32 && in_calendar ((NwDay) sum) ? (NwDay) sum : NW_NO_DAY;
}

/**
 * nw_time_after:
 * @calendar: (nullable): only needed for working days
 * @event: does not count itself (BGB § 187 (1))
 * @n: at most a few thousand
 *
 * Returns: the last day of a period of @n times @unit (BGB §§ 188, 189)
 */
NwDay
nw_time_after (NwCalendar *calendar, NwLands lands, NwDay event, int n, NwTimeUnit unit)
{
  if (unit >= NW_UNIT_ARBEITSTAGE)
    return nw_working_days_after (calendar, lands, event, n, unit == NW_UNIT_WERKTAGE);
  return units[unit].months > 0 ? nw_add_months (event, n * units[unit].months) : add_days (event, (gint64) n * units[unit].days);
}

/* The last day of a period of @months and a half: the 15 days are counted last
 * (BGB § 189 (2)). */
NwDay
nw_months_and_half (NwDay event, int months)
{
  return add_days (nw_add_months (event, months), units[NW_UNIT_HALF_MONTHS].days);
}

/* How many days a period has that need not run in one piece: a month has 30,
 * a year 365 (BGB § 191). */
gint64
nw_scattered_days (int years, int months)
{
  return (gint64) years * 365 + (gint64) months * 30;
}

/* The 1st, the 15th or the last day of the month of @day (BGB § 192). */
NwDay
nw_month_part (NwDay day, NwMonthPart part)
{
  int year, month, mday;

  if (day == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (day, &year, &month, &mday);
  return nw_day_new (year, month, part == NW_MONTH_BEGINNING ? 1 : part == NW_MONTH_MIDDLE ? 15 : nw_days_in_month (year, month));
}

/**
 * nw_moved_to_working_day:
 * @lands: a day moves as a holiday only if it is one in each of them, so that
 *   who is not sure of the Land gets the earliest day; 0: only weekends move
 *
 * To where a last day moves that is a Saturday, a Sunday or a holiday: by BGB
 * § 193, which is never true of a period of notice, for information only; and
 * by Regulation 1182/71 Art. 3 (4).
 *
 * Returns: the next working day; @day itself if it is one
 */
NwDay
nw_moved_to_working_day (NwCalendar *calendar, NwLands lands, NwDay day)
{
  while (in_calendar (day)
         && (nw_weekday (day) >= NW_SATURDAY || (lands != 0 && (nw_calendar_holiday_in (calendar, day) & lands) == lands)))
    day++;
  return in_calendar (day) ? day : NW_NO_DAY;
}

/**
 * nw_eu_months:
 * @event: the day of what starts the period, which does not count
 * @lands: as for nw_moved_to_working_day()
 *
 * Returns: the last day of a period of @months (Regulation 1182/71 Art. 3 (1),
 *   (2) c, (4)); without moving it is nw_add_months()
 */
NwDay
nw_eu_months (NwCalendar *calendar, NwLands lands, NwDay event, int months)
{
  return nw_moved_to_working_day (calendar, lands, nw_add_months (event, months));
}

/* The instant @hours after @event, to the second: nothing moves it, whatever
 * weekends, holidays and changes of the clocks lie between. */
gint64
nw_eu_hours (gint64 event, gint64 hours)
{
  return event != NW_UNKNOWN && hours != NW_UNKNOWN ? event + hours * 3600 : NW_UNKNOWN;
}

/* The same counted from the next full hour, as Regulation 1182/71 Art. 3 (1)
 * may be read: the hour of the event does not count. */
gint64
nw_eu_full_hours (gint64 event, gint64 hours)
{
  gint64 in_hour = event != NW_UNKNOWN ? (event % 3600 + 3600) % 3600 : 0;

  return event != NW_UNKNOWN ? nw_eu_hours (event - in_hour + 3600, hours) : NW_UNKNOWN;
}
