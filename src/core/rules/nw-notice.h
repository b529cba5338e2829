/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-calendar.h"
#include "nw-term-ends.h"

G_BEGIN_DECLS

/* Terms and notice of contracts (BGB §§ 186-193, 130). 0 is unknown; the
 * others are in the order of the choices of the contract's fields. */
typedef enum
{
  NW_RENEWAL_UNKNOWN,
  NW_RENEWAL_NONE,
  NW_RENEWAL_AUTO,
  NW_RENEWAL_EVERGREEN,
  NW_RENEWAL_OPTION,
} NwRenewal;

typedef enum
{
  NW_NOTICE_UNIT_UNKNOWN,
  NW_NOTICE_DAYS,
  NW_NOTICE_WEEKS,
  NW_NOTICE_MONTHS,
  NW_NOTICE_ARBEITSTAGE,
  NW_NOTICE_WERKTAGE,
} NwNoticeUnit;

/* "With a notice of n to the end" counts on from the receipt, "n before the
 * end at the latest" back from the end. Unknown counts back: that day is never
 * the later one. */
typedef enum
{
  NW_NOTICE_MODE_UNKNOWN,
  NW_NOTICE_FORWARD,
  NW_NOTICE_BACKWARD,
} NwNoticeMode;

/* What the law says where a contract without term agrees on no notice period. */
typedef enum
{
  NW_NOTICE_AGREED,
  NW_NOTICE_ROOMS,         /* BGB § 580a (2) */
  NW_NOTICE_MONTHLY_PAY,   /* BGB § 621 no. 3 */
  NW_NOTICE_QUARTERLY_PAY, /* BGB § 621 no. 4 */
} NwNoticeLaw;

typedef enum
{
  NW_NOTICE_LEVEL_UNKNOWN,
  NW_NOTICE_MISSED,
  NW_NOTICE_RED,
  NW_NOTICE_AMBER,
  NW_NOTICE_YELLOW,
  NW_NOTICE_GREEN,
  NW_NOTICE_NO_DEADLINE,
  NW_NOTICE_ENDED,
} NwNoticeLevel;

/* What a result lacks; one bit each. */
typedef enum
{
  NW_LACKS_RENEWAL        = 1 << 0,
  NW_LACKS_START          = 1 << 1,
  NW_LACKS_TERM           = 1 << 2,
  NW_LACKS_RENEWAL_MONTHS = 1 << 3,
  NW_LACKS_NOTICE_VALUE   = 1 << 4,
  NW_LACKS_NOTICE_UNIT    = 1 << 5,
  NW_LACKS_END_KIND       = 1 << 6,
  NW_LACKS_FIGURE         = 1 << 7,
} NwNoticeLacks;

/* Legal figures and thresholds; %NW_UNKNOWN where nobody knows them. */
typedef struct
{
  gint64 warn_days[3];   /* before the last day of receipt, the longest first */
  gint64 dispatch_days;  /* Arbeitstage before the safe day */
  gint64 rooms_werktag;  /* of a quarter, to end with the next (BGB § 580a (2)) */
  gint64 service_day;    /* of a month, to end with it (BGB § 621 no. 3) */
  gint64 service_weeks;  /* before the end of a quarter (BGB § 621 no. 4) */
} NwNoticeFigures;

/**
 * NwTerms:
 * @starts_by_event: the start is the day of an event, which does not count (BGB § 187 (1))
 * @ends_on: end of the initial term; wins over @initial_months
 * @minimum_months: else the initial term is the minimum, else there is none
 * @law: which rule of law stands in for @notice_value if that is unknown
 * @lands: where notice is received: a holiday in any of them is none there
 * @lead_days: that we want to be ready before the last day of receipt
 * @received_on: when a notice of termination was received
 *
 * What a contract says about its end. Numbers are %NW_UNKNOWN, days
 * %NW_NO_DAY if it is silent.
 */
typedef struct
{
  NwDay        starts_on;
  gboolean     starts_by_event;
  gint64       initial_months;
  NwDay        ends_on;
  gint64       minimum_months;
  NwRenewal    renewal;
  gint64       renewal_months;
  gint64       notice_value;
  NwNoticeUnit notice_unit;
  NwNoticeMode notice_mode;
  NwEndKind    end_kind;
  NwNoticeLaw  law;
  NwLands      lands;
  gint64       lead_days;
  NwDay        received_on;
} NwTerms;

/**
 * NwNotice:
 * @next_end: the first end that notice received today still reaches; of a
 *   fixed term its end; of a terminated contract the end while it lies ahead
 * @last_receipt: last day on which notice for @next_end can be received, or on
 *   which our option can be exercised; today if notice is possible on any day
 * @safe_day: the last Arbeitstag up to @last_receipt
 * @dispatch_by: some Arbeitstage before @safe_day
 * @next_term_starts: the day after @next_end, unless the contract was terminated
 * @warn: days before @last_receipt, of a fixed term before its end
 * @missed_end: the nearest end of an automatic renewal that lies ahead and
 *   that notice reaches no more; it is not moved by BGB § 193
 * @ended_on: the end of a contract that was terminated or is over
 * @terminated: by a notice that was received
 * @earliest_end: @next_end where notice is possible on any day
 * @days_left: to @last_receipt, of a fixed term to its end; negative for an
 *   option that was not exercised in time; unknown where there is no deadline
 * @term_end: last day of the initial term
 * @minimum_end: no ordinary end lies before it
 * @kind, @mode: as they were used
 * @lacks: the unknown inputs because of which something is unknown
 * @terms_differ: the initial term in months and @ends_on contradict each other
 *
 * Decisions where contracts and law leave room:
 * - Without an end kind, automatic renewals, options and fixed terms end with
 *   the term; for open-ended contracts it stays unknown. Without a renewal
 *   everything but the end of the term does.
 * - Fixed terms and options end with their term, whatever else is filled in.
 *   Notice of termination does not change that.
 * - Where notice is possible on any day it ends the contract at end(R),
 *   whatever the mode, but not before the minimum term, nor before the start;
 *   notice for that first end still has its last day.
 * - A minimum term alone is the initial term too. Without knowing whether it
 *   renews, a contract still ends its term some day.
 * - Contract years end the day before the number of the start, also when
 *   that was an event.
 * - A last day on a Sunday or holiday stays: BGB § 193 does not apply to
 *   notice (BGH III ZR 172/04), and for options it is only mentioned.
 */
typedef struct
{
  NwDay         next_end, last_receipt, safe_day, dispatch_by, next_term_starts, internal_day;
  NwDay         warn[3];
  NwDay         missed_end, ended_on, earliest_end;
  gint64        days_left;
  NwNoticeLevel level;
  NwDay         term_end, minimum_end;
  NwEndKind     kind;
  NwNoticeMode  mode;
  guint         lacks;
  gboolean      terms_differ, terminated;
} NwNotice;

NwNotice      nw_notice              (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay today);
NwDay         nw_notice_runs_until   (const NwTerms *terms, NwCalendar *calendar, NwDay received);
NwDay         nw_notice_last_receipt (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay end);
NwNoticeLevel nw_notice_level        (const NwNoticeFigures *figures, gint64 days_left);

/* Notice by law for open-ended contracts: last day of receipt for the end of a
 * quarter or month, and the end that a notice reaches. */
NwDay nw_rooms_last_receipt   (NwCalendar *calendar, NwLands lands, int werktag, NwDay quarter_end);
NwDay nw_rooms_end            (NwCalendar *calendar, NwLands lands, int werktag, NwDay received);
NwDay nw_service_last_receipt (int day, NwDay month_end);
NwDay nw_service_end          (int day, NwDay received);

/**
 * NwSwitch:
 *
 * How a data processing service can be left by Regulation (EU) 2023/2854
 * Art. 25, beside ordinary notice: end of the notice, of the transition, and
 * of the time in which data can be fetched.
 */
typedef struct
{
  NwDay notice_end, transition_end, retrieval_end;
} NwSwitch;

NwSwitch nw_switch (NwDay received, gint64 notice_months, gint64 transition_days, gint64 retrieval_days);

G_END_DECLS
