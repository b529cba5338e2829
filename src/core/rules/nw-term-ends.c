/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-term-ends.h"

#include "nw-period.h"

/* Renewals after which every mix of months and leap years has come by: the
 * calendar repeats after 4800 months, and only renewals by multiples of 16
 * months meet February in leap years alone. */
#define RENEWALS_MAX 300

/* A month as one number, so that months can be added. */
static int
month_of (NwDay day, int *mday)
{
  int year, month;

  nw_day_split (day, &year, &month, mday);
  return year * 12 + month - 1;
}

static int
days_in (int month)
{
  return nw_days_in_month (month / 12, month % 12 + 1);
}

/* The day @mday of @month, or its last one. */
static NwDay
day_in (gint64 month, int mday)
{
  if (month < NW_YEAR_MIN * 12 || month >= (NW_YEAR_MAX + 1) * 12)
    return NW_NO_DAY;
  return nw_day_new ((int) month / 12, (int) month % 12 + 1, MIN (mday, days_in ((int) month)));
}

/* The last day of the calendar period of @months that @day lies in. */
static NwDay
period_end (NwDay day, int months)
{
  int month = month_of (day, &(int){ 0 });

  return day_in (month - month % months + months - 1, 31);
}

/* Whether the term has ended on the last day of a month by its renewal number
 * @renewal or earlier: from then on it always does, for the next term begins
 * on the first (BGB § 188 (2)). */
static gboolean
is_at_month_end (int month, int mday, gint64 step, gint64 renewal)
{
  if (mday < 28)
    return FALSE;
  for (gint64 k = 0; k <= MIN (renewal, RENEWALS_MAX); k++)
    if (days_in ((int) (month + k * step)) <= mday)
      return TRUE;
  return FALSE;
}

/* The last day of the term after @renewal renewals. Each is a period of its
 * own that begins on the day after the last end, so that an end keeps its
 * number of the month until a month lacks the day after it. */
static NwDay
renewed_end (const NwTermEnds *self, gint64 renewal)
{
  int mday, month = month_of (self->term_end, &mday);
  gint64 last = month + renewal * self->renewal_months;

  if (last >= (NW_YEAR_MAX + 1) * 12)
    return NW_NO_DAY;
  return day_in (last, is_at_month_end (month, mday, self->renewal_months, renewal) ? 31 : mday);
}

static NwDay
term_from (const NwTermEnds *self, NwDay day)
{
  gint64 renewal;
  NwDay end;

  if (day <= self->term_end)
    return self->term_end;
  if (self->renewal_months == NW_UNKNOWN || self->renewal_months < 1)
    return NW_NO_DAY;
  /* The number of the first renewal that ends in the month of @day or later. */
  renewal = month_of (day, &(int){ 0 }) - month_of (self->term_end, &(int){ 0 });
  renewal = (renewal + self->renewal_months - 1) / self->renewal_months;
  end = renewed_end (self, renewal);
  return end == NW_NO_DAY || end >= day ? end : renewed_end (self, renewal + 1);
}

static NwDay
contract_year_from (const NwTermEnds *self, NwDay day)
{
  int years = (month_of (day, &(int){ 0 }) - month_of (self->start, &(int){ 0 })) / 12;
  NwDay end = NW_NO_DAY;

  for (years = MAX (years, 1); end < day; years++)
    if ((end = nw_term_end_day (self->start, 12 * years)) == NW_NO_DAY)
      break;
  return end;
}

/**
 * nw_term_ends_from:
 *
 * Returns: the first day on which the contract can end that is not before
 *   @day; %NW_NO_DAY when it cannot be told or lies beyond the calendar
 */
NwDay
nw_term_ends_from (const NwTermEnds *self, NwDay day)
{
  static const int months[] = { [NW_END_MONTH] = 1, [NW_END_QUARTER] = 3, [NW_END_HALF_YEAR] = 6, [NW_END_YEAR] = 12 };
  NwDay from = MAX (day, self->minimum);

  if (day == NW_NO_DAY || day > nw_day_new (NW_YEAR_MAX, 12, 31))
    return NW_NO_DAY;
  switch (self->kind)
    {
    case NW_END_TERM:
      return term_from (self, from);
    case NW_END_CONTRACT_YEAR:
      return contract_year_from (self, from);
    case NW_END_MONTH: case NW_END_QUARTER: case NW_END_HALF_YEAR: case NW_END_YEAR:
      return period_end (from, months[self->kind]);
    case NW_END_ANY: case NW_END_FIRST_THEN_ANY:
      return from;
    case NW_END_UNKNOWN: default:
      return NW_NO_DAY;
    }
}
