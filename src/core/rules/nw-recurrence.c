/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-recurrence.h"

#include "../model/nw-value.h"
#include "nw-calendar.h"

/* An age of the calendar, in months and in days: longer periods are typing errors. */
#define MONTHS_MAX (12 * NW_YEAR_MAX)
#define DAYS_MAX (366 * NW_YEAR_MAX)

/**
 * nw_due_after_months:
 * @last: when it was done, or %NW_NO_DAY
 * @months: or %NW_UNKNOWN
 *
 * Returns: the day by which it is due again; %NW_NO_DAY when either is unknown
 */
NwDay
nw_due_after_months (NwDay last, gint64 months)
{
  gboolean known = last != NW_NO_DAY && months != NW_UNKNOWN && ABS (months) < MONTHS_MAX;

  return known ? nw_add_months (last, (int) months) : NW_NO_DAY;
}

/* Like nw_due_after_months() by days. */
NwDay
nw_due_after_days (NwDay last, gint64 days)
{
  gint64 due;

  if (last == NW_NO_DAY || days == NW_UNKNOWN || ABS (days) > DAYS_MAX)
    return NW_NO_DAY;
  due = (gint64) last + days;
  return due >= nw_day_new (NW_YEAR_MIN, 1, 1) && due <= nw_day_new (NW_YEAR_MAX, 12, 31) ? (NwDay) due : NW_NO_DAY;
}

/* Whether @on is after the last day for it; an unknown day cannot be missed. */
gboolean
nw_is_late (NwDay due, NwDay on)
{
  return due != NW_NO_DAY && on > due;
}

/**
 * nw_training_rate:
 * @valid_persons: who have a valid training of those who need it, or %NW_UNKNOWN
 * @due_persons: who need it, or %NW_UNKNOWN
 *
 * Returns: in percent, 0 to 100; unknown when it is due for nobody, and when
 *   more persons have it than need it
 */
NwFraction
nw_training_rate (gint64 valid_persons, gint64 due_persons)
{
  if (valid_persons == NW_UNKNOWN || due_persons == NW_UNKNOWN || valid_persons < 0 || valid_persons > due_persons)
    return NW_NO_FRACTION;
  return nw_fraction_mul (nw_fraction (valid_persons, due_persons), nw_fraction (100, 1));
}
