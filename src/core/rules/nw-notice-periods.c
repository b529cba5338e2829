/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-notice-private.h"
#include "nw-period.h"

/* How long notice runs: from its receipt to an end, and from an end back to
 * the last day on which it can be received. Longer notice never reaches an
 * earlier end, so that both can be had without trying out days. */

#define MONTHS_OF_QUARTER 3

/* The day that many days later, or NW_NO_DAY outside the calendar and for
 * an unknown number. */
NwDay
nw_notice_plus (NwDay day, gint64 days)
{
  const gint64 first = nw_day_new (NW_YEAR_MIN, 1, 1), last = nw_day_new (NW_YEAR_MAX, 12, 31);

  if (day == NW_NO_DAY || days < first - day || days > last - day)
    return NW_NO_DAY;
  return (NwDay) (day + days);
}

/* The law stands back behind what the contract says. */
NwNoticeLaw
nw_notice_law (const NwTerms *terms)
{
  gboolean applies = terms->renewal == NW_RENEWAL_EVERGREEN && terms->notice_value == NW_UNKNOWN
                     && terms->notice_unit == NW_NOTICE_UNIT_UNKNOWN;

  return applies ? terms->law : NW_NOTICE_AGREED;
}

gint64
nw_notice_law_figure (const NwNoticeFigures *figures, NwNoticeLaw law)
{
  switch (law)
    {
    case NW_NOTICE_ROOMS:
      return figures->rooms_werktag;
    case NW_NOTICE_MONTHLY_PAY:
      return figures->service_day;
    case NW_NOTICE_QUARTERLY_PAY:
      return figures->service_weeks;
    case NW_NOTICE_AGREED: default:
      return NW_UNKNOWN;
    }
}

NwNoticeMode
nw_notice_mode (const NwTerms *terms)
{
  return terms->notice_mode == NW_NOTICE_MODE_UNKNOWN ? NW_NOTICE_BACKWARD : terms->notice_mode;
}

/**
 * nw_notice_runs_until:
 * @received: the day of receipt, which does not count (BGB § 187 (1))
 *
 * Returns: the last day of the notice period (BGB § 188 (2), (3))
 */
NwDay
nw_notice_runs_until (const NwTerms *terms, NwCalendar *calendar, NwDay received)
{
  gint64 n = terms->notice_value;

  if (received == NW_NO_DAY || n == NW_UNKNOWN)
    return NW_NO_DAY;
  switch (terms->notice_unit)
    {
    case NW_NOTICE_DAYS:
      return nw_notice_plus (received, n);
    case NW_NOTICE_WEEKS:
      return nw_notice_plus (received, 7 * n);
    case NW_NOTICE_MONTHS:
      return nw_add_months (received, (int) n);
    case NW_NOTICE_ARBEITSTAGE: case NW_NOTICE_WERKTAGE:
      return nw_working_days_after (calendar, terms->lands, received, (int) n, terms->notice_unit == NW_NOTICE_WERKTAGE);
    case NW_NOTICE_UNIT_UNKNOWN: default:
      return NW_NO_DAY;
    }
}

/* Whether notice received on @received ends by @end; at the end of the
 * calendar it reaches no day at all, which is not "early enough". */
static gboolean
is_in_time (NwDay received, int months, NwDay end)
{
  NwDay reached = nw_add_months (received, months);

  return reached != NW_NO_DAY && reached <= end;
}

/* Counted back in months from the day after @end, or on from the receipt: then
 * the last days of a month may all lead to the same end. */
static NwDay
last_by_months (NwDay end, int months, NwNoticeMode mode)
{
  NwDay last;

  /* The last day of the calendar has no day after it, but ends a month. */
  if (mode == NW_NOTICE_BACKWARD && nw_notice_plus (end, 1) == NW_NO_DAY)
    return nw_add_months (end, -months);
  if (mode == NW_NOTICE_BACKWARD)
    return nw_notice_plus (nw_add_months (nw_notice_plus (end, 1), -months), -1);
  last = nw_notice_plus (nw_add_months (end, -months), -3);
  while (last != NW_NO_DAY && is_in_time (last + 1, months, end))
    last++;
  return last;
}

static NwDay
last_by_law (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwNoticeLaw law, NwDay end)
{
  gint64 n = nw_notice_law_figure (figures, law);

  if (n == NW_UNKNOWN)
    return NW_NO_DAY;
  if (law == NW_NOTICE_ROOMS)
    return nw_rooms_last_receipt (calendar, terms->lands, (int) n, end);
  return law == NW_NOTICE_MONTHLY_PAY ? nw_service_last_receipt ((int) n, end) : nw_notice_plus (end, -7 * n);
}

/**
 * nw_notice_last_receipt:
 *
 * Returns: the last day on which notice for @end can be received
 */
NwDay
nw_notice_last_receipt (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay end)
{
  NwNoticeLaw law = nw_notice_law (terms);
  gint64 n = terms->notice_value;
  gboolean saturday = terms->notice_unit == NW_NOTICE_WERKTAGE;

  if (end == NW_NO_DAY || (law == NW_NOTICE_AGREED && n == NW_UNKNOWN))
    return NW_NO_DAY;
  if (law != NW_NOTICE_AGREED)
    return last_by_law (terms, figures, calendar, law, end);
  switch (terms->notice_unit)
    {
    case NW_NOTICE_DAYS:
      return nw_notice_plus (end, -n);
    case NW_NOTICE_WEEKS:
      return nw_notice_plus (end, -7 * n);
    case NW_NOTICE_MONTHS:
      return last_by_months (end, (int) n, nw_notice_mode (terms));
    case NW_NOTICE_ARBEITSTAGE: case NW_NOTICE_WERKTAGE:
      return nw_notice_plus (nw_working_days_after (calendar, terms->lands, end + 1, (int) -n, saturday), -1);
    case NW_NOTICE_UNIT_UNKNOWN: default:
      return NW_NO_DAY;
    }
}

/* The least day for which the last day of receipt is not before @received. */
NwDay
nw_notice_reach (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay received)
{
  NwNoticeLaw law = nw_notice_law (terms);
  gint64 n = nw_notice_law_figure (figures, law);

  if (law == NW_NOTICE_ROOMS)
    return nw_rooms_end (calendar, terms->lands, (int) n, received);
  if (law == NW_NOTICE_MONTHLY_PAY)
    return nw_service_end ((int) n, received);
  if (law == NW_NOTICE_QUARTERLY_PAY)
    return nw_notice_plus (received, 7 * n);
  if (terms->notice_unit == NW_NOTICE_MONTHS && nw_notice_mode (terms) == NW_NOTICE_BACKWARD)
    return nw_term_end_day (nw_notice_plus (received, 1), (int) terms->notice_value);
  return nw_notice_runs_until (terms, calendar, received);
}

/* The first day of the quarter that @day lies in, or of one @quarters later. */
static NwDay
quarter_start (NwDay day, int quarters)
{
  int year, month, mday;

  if (day == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (day, &year, &month, &mday);
  return nw_add_months (day - (mday - 1), quarters * MONTHS_OF_QUARTER - (month - 1) % MONTHS_OF_QUARTER);
}

static NwDay
werktag_of_quarter (NwCalendar *calendar, NwLands lands, int werktag, NwDay start)
{
  return start != NW_NO_DAY ? nw_working_days_after (calendar, lands, start - 1, werktag, TRUE) : NW_NO_DAY;
}

/**
 * nw_rooms_last_receipt:
 * @werktag: which Werktag of a quarter; Saturdays count (BGH VIII ZR 206/04)
 * @quarter_end: end of a quarter
 *
 * Returns: the last day for notice of a lease of business rooms: in the
 *   quarter before (BGB § 580a (2))
 */
NwDay
nw_rooms_last_receipt (NwCalendar *calendar, NwLands lands, int werktag, NwDay quarter_end)
{
  return werktag_of_quarter (calendar, lands, werktag, quarter_start (quarter_end, -1));
}

/* The end of the quarter to which notice received on @received ends the lease. */
NwDay
nw_rooms_end (NwCalendar *calendar, NwLands lands, int werktag, NwDay received)
{
  NwDay last = werktag_of_quarter (calendar, lands, werktag, quarter_start (received, 0));

  if (last == NW_NO_DAY)
    return NW_NO_DAY;
  return nw_notice_plus (quarter_start (received, received <= last ? 2 : 3), -1);
}

/**
 * nw_service_last_receipt:
 * @day: of the month
 * @month_end: end of a month
 *
 * Returns: the last day for notice of a service contract with monthly pay (BGB § 621 no. 3)
 */
NwDay
nw_service_last_receipt (int day, NwDay month_end)
{
  int year, month, mday;

  if (month_end == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (month_end, &year, &month, &mday);
  return month_end - mday + MIN (day, mday);
}

/* The end of the month to which notice received on @received ends the service. */
NwDay
nw_service_end (int day, NwDay received)
{
  int year, month, mday;

  if (received == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (received, &year, &month, &mday);
  return nw_notice_plus (nw_add_months (received - (mday - 1), mday <= day ? 1 : 2), -1);
}

/**
 * nw_switch:
 * @received: the day on which the provider receives the notice
 *
 * Returns: the days of the change, each unknown if what it needs is
 */
NwSwitch
nw_switch (NwDay received, gint64 notice_months, gint64 transition_days, gint64 retrieval_days)
{
  NwSwitch out = { NW_NO_DAY, NW_NO_DAY, NW_NO_DAY };

  if (notice_months != NW_UNKNOWN)
    out.notice_end = nw_add_months (received, (int) notice_months);
  out.transition_end = nw_notice_plus (out.notice_end, transition_days);
  out.retrieval_end = nw_notice_plus (out.transition_end, retrieval_days);
  return out;
}
