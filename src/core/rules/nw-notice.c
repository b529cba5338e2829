/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-notice.h"

#include "nw-notice-private.h"
#include "nw-period.h"

/* Everything while one contract is worked out. */
typedef struct
{
  const NwTerms         *terms;
  const NwNoticeFigures *figures;
  NwCalendar            *calendar;
  NwDay                  today;
  NwTermEnds             ends;
  gboolean               has_minimum;
} Work;

static NwDay
term_end (const NwTerms *terms, gint64 months)
{
  if (months == NW_UNKNOWN)
    return NW_NO_DAY;
  return terms->starts_by_event ? nw_term_end_event (terms->starts_on, (int) months) : nw_term_end_day (terms->starts_on, (int) months);
}

/* What the contract says about its initial and its minimum term. */
static void
find_terms (Work *work, NwNotice *out)
{
  const NwTerms *terms = work->terms;
  NwDay by_months = term_end (terms, terms->initial_months);

  if (terms->initial_months == NW_UNKNOWN)
    by_months = term_end (terms, terms->minimum_months);
  out->term_end = terms->ends_on != NW_NO_DAY ? terms->ends_on : by_months;
  out->terms_differ = terms->ends_on != NW_NO_DAY && by_months != NW_NO_DAY && by_months != terms->ends_on;
  if (terms->minimum_months != NW_UNKNOWN)
    work->has_minimum = terms->minimum_months > 0;
  else
    work->has_minimum = terms->ends_on != NW_NO_DAY || terms->initial_months > 0;
  if (!work->has_minimum)
    out->minimum_end = terms->starts_on;
  else
    out->minimum_end = terms->minimum_months != NW_UNKNOWN ? term_end (terms, terms->minimum_months) : out->term_end;
}

/* Why the end of the initial term is unknown. */
static guint
lacks_of_term (const NwTerms *terms)
{
  gint64 months = terms->initial_months != NW_UNKNOWN ? terms->initial_months : terms->minimum_months;

  return (months == NW_UNKNOWN || months == 0 ? NW_LACKS_TERM : 0)
         | (terms->starts_on == NW_NO_DAY ? NW_LACKS_START : 0);
}

/* "From the first end on" needs to know the first end, if only that it is at
 * once. */
static gboolean
says_first_end (const NwTerms *terms)
{
  return terms->minimum_months != NW_UNKNOWN || terms->initial_months != NW_UNKNOWN || terms->ends_on != NW_NO_DAY;
}

/* Which ends there are; FALSE if something they need is unknown. */
static gboolean
find_ends (Work *work, NwNotice *out)
{
  const NwTerms *terms = work->terms;
  gboolean by_term = out->kind == NW_END_TERM, known;
  guint lacks = 0;

  work->ends = (NwTermEnds){ out->kind, terms->starts_on, out->term_end, out->minimum_end, terms->renewal_months };
  if (out->kind == NW_END_UNKNOWN)
    lacks |= NW_LACKS_END_KIND;
  if (by_term && out->term_end == NW_NO_DAY)
    lacks |= lacks_of_term (terms);
  if (out->kind == NW_END_FIRST_THEN_ANY && !says_first_end (terms))
    lacks |= NW_LACKS_TERM;
  known = (out->minimum_end != NW_NO_DAY || (by_term && !work->has_minimum)) && (out->term_end != NW_NO_DAY || !by_term);
  if (terms->starts_on == NW_NO_DAY && (!known || out->kind == NW_END_CONTRACT_YEAR))
    lacks |= NW_LACKS_START;
  out->lacks |= lacks;
  return lacks == 0 && known;
}

static gboolean
is_notice_known (Work *work, NwNotice *out)
{
  NwNoticeLaw law = nw_notice_law (work->terms);
  guint lacks = 0;

  if (law != NW_NOTICE_AGREED)
    lacks |= nw_notice_law_figure (work->figures, law) == NW_UNKNOWN ? NW_LACKS_FIGURE : 0;
  else if (work->terms->notice_value == NW_UNKNOWN)
    lacks |= NW_LACKS_NOTICE_VALUE;
  if (law == NW_NOTICE_AGREED && work->terms->notice_unit == NW_NOTICE_UNIT_UNKNOWN)
    lacks |= NW_LACKS_NOTICE_UNIT;
  out->lacks |= lacks;
  return lacks == 0;
}

NwNoticeLevel
nw_notice_level (const NwNoticeFigures *figures, gint64 days_left)
{
  static const NwNoticeLevel levels[] = { NW_NOTICE_YELLOW, NW_NOTICE_AMBER, NW_NOTICE_RED };
  NwNoticeLevel level = NW_NOTICE_GREEN;

  if (days_left == NW_UNKNOWN)
    return NW_NOTICE_LEVEL_UNKNOWN;
  if (days_left < 0)
    return NW_NOTICE_MISSED;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (figures->warn_days[i] == NW_UNKNOWN)
      return NW_NOTICE_LEVEL_UNKNOWN;
    else if (days_left <= figures->warn_days[i])
      level = levels[i];
  return level;
}

/* Warnings before @day, which is what has to be kept in sight. */
static void
count_down (Work *work, NwNotice *out, NwDay day)
{
  for (guint i = 0; i < G_N_ELEMENTS (out->warn); i++)
    out->warn[i] = work->figures->warn_days[i] != NW_UNKNOWN ? nw_notice_plus (day, -work->figures->warn_days[i]) : NW_NO_DAY;
  out->days_left = (gint64) day - work->today;
  out->level = nw_notice_level (work->figures, out->days_left);
}

static void
set_receipt (Work *work, NwNotice *out, NwDay last)
{
  const NwTerms *terms = work->terms;

  if (last == NW_NO_DAY)
    return;
  out->last_receipt = last;
  out->safe_day = nw_last_arbeitstag (work->calendar, terms->lands, last);
  if (out->safe_day != NW_NO_DAY && work->figures->dispatch_days != NW_UNKNOWN)
    out->dispatch_by = nw_working_days_after (work->calendar, terms->lands, out->safe_day, (int) -work->figures->dispatch_days, FALSE);
  if (terms->lead_days != NW_UNKNOWN)
    out->internal_day = nw_notice_plus (last, -terms->lead_days);
  count_down (work, out, last);
}

static void
set_next (NwNotice *out, NwDay end)
{
  out->next_end = end;
  out->next_term_starts = nw_notice_plus (end, 1);
}

static void
set_ended (Work *work, NwNotice *out, NwDay end)
{
  out->ended_on = end;
  out->terminated = work->terms->received_on != NW_NO_DAY;
  out->next_end = end >= work->today ? end : NW_NO_DAY;
  out->level = NW_NOTICE_ENDED;
}

/* A fixed term: it ends by itself, or unless we exercise an option. */
static void
find_fixed (Work *work, NwNotice *out)
{
  const NwTerms *terms = work->terms;
  NwDay end = out->term_end;

  if (end == NW_NO_DAY || (terms->ends_on == NW_NO_DAY && lacks_of_term (terms) != 0))
    {
      out->lacks |= lacks_of_term (terms);
      return;
    }
  if (terms->received_on != NW_NO_DAY || end < work->today)
    {
      set_ended (work, out, end);
      return;
    }
  set_next (out, end);
  if (terms->renewal == NW_RENEWAL_NONE)
    count_down (work, out, end);
  else if (is_notice_known (work, out))
    set_receipt (work, out, nw_notice_last_receipt (terms, work->figures, work->calendar, end));
}

static gboolean
is_any (NwNotice *out)
{
  return out->kind == NW_END_ANY || out->kind == NW_END_FIRST_THEN_ANY;
}

/* The first end that notice received on @received reaches. */
static NwDay
first_end (Work *work, NwNotice *out, NwDay received)
{
  NwDay reach = nw_notice_reach (work->terms, work->figures, work->calendar, received), open;

  if (reach == NW_NO_DAY || !is_any (out))
    return nw_term_ends_from (&work->ends, reach);
  open = nw_notice_runs_until (work->terms, work->calendar, received);
  return reach <= out->minimum_end ? out->minimum_end : open > out->minimum_end ? open : reach;
}

/* Notice is possible today, and no day is better than the next one. */
static void
set_open (Work *work, NwNotice *out)
{
  out->earliest_end = out->next_end;
  set_receipt (work, out, work->today);
  out->dispatch_by = out->internal_day = NW_NO_DAY;
  out->days_left = NW_UNKNOWN;
  out->level = NW_NOTICE_NO_DEADLINE;
}

/* No end came out of it: because nobody knows how long a renewal lasts? */
static void
note_lost_renewal (Work *work, NwNotice *out)
{
  if (out->next_end == NW_NO_DAY && out->kind == NW_END_TERM && work->terms->renewal_months == NW_UNKNOWN)
    out->lacks |= NW_LACKS_RENEWAL_MONTHS;
}

/* The nearest end ahead that notice reaches no more. */
static NwDay
missed_end (Work *work, NwNotice *out, NwDay end)
{
  NwDay coming = nw_term_ends_from (&work->ends, work->today);

  if (work->terms->renewal != NW_RENEWAL_AUTO || coming == NW_NO_DAY || (end != NW_NO_DAY && coming >= end))
    return NW_NO_DAY;
  return !is_any (out) || (out->kind == NW_END_FIRST_THEN_ANY && coming == out->minimum_end) ? coming : NW_NO_DAY;
}

static void
find_next (Work *work, NwNotice *out)
{
  NwDay end = first_end (work, out, work->today);

  out->missed_end = missed_end (work, out, end);
  if (end == NW_NO_DAY)
    {
      note_lost_renewal (work, out);
      return;
    }
  set_next (out, end);
  if (is_any (out) && end > out->minimum_end)
    set_open (work, out);
  else
    set_receipt (work, out, nw_notice_last_receipt (work->terms, work->figures, work->calendar, end));
}

/* A contract that goes on until somebody terminates it. */
static void
find_running (Work *work, NwNotice *out)
{
  const NwTerms *terms = work->terms;
  gboolean notice_known = is_notice_known (work, out);
  NwDay end;

  if (!find_ends (work, out))
    return;
  if (!notice_known)
    {
      if (terms->renewal == NW_RENEWAL_AUTO && out->kind == NW_END_TERM && terms->received_on == NW_NO_DAY)
        set_next (out, nw_term_ends_from (&work->ends, work->today));
      note_lost_renewal (work, out);
      return;
    }
  if (terms->received_on == NW_NO_DAY)
    {
      find_next (work, out);
      return;
    }
  end = first_end (work, out, terms->received_on);
  if (end != NW_NO_DAY)
    set_ended (work, out, end);
  else
    note_lost_renewal (work, out);
}

/* Whether it goes on afterwards nobody knows, but its term ends some day. */
static void
find_first (Work *work, NwNotice *out)
{
  out->lacks |= NW_LACKS_RENEWAL;
  if (out->term_end >= work->today)
    out->next_end = out->term_end;
}

static NwEndKind
kind_of (const NwTerms *terms)
{
  NwNoticeLaw law = nw_notice_law (terms);

  if (law != NW_NOTICE_AGREED)
    return law == NW_NOTICE_MONTHLY_PAY ? NW_END_MONTH : NW_END_QUARTER;
  if (terms->renewal == NW_RENEWAL_NONE || terms->renewal == NW_RENEWAL_OPTION)
    return NW_END_TERM;
  return terms->end_kind == NW_END_UNKNOWN && terms->renewal == NW_RENEWAL_AUTO ? NW_END_TERM : terms->end_kind;
}

/**
 * nw_notice:
 * @today: the day that counts as today
 *
 * Returns: when the contract ends next and what that takes
 */
NwNotice
nw_notice (const NwTerms *terms, const NwNoticeFigures *figures, NwCalendar *calendar, NwDay today)
{
  Work work = { .terms = terms, .figures = figures, .calendar = calendar, .today = today };
  NwNotice out = {
    .next_end = NW_NO_DAY, .last_receipt = NW_NO_DAY, .safe_day = NW_NO_DAY, .dispatch_by = NW_NO_DAY, .next_term_starts = NW_NO_DAY,
    .internal_day = NW_NO_DAY, .warn = { NW_NO_DAY, NW_NO_DAY, NW_NO_DAY }, .missed_end = NW_NO_DAY, .ended_on = NW_NO_DAY,
    .earliest_end = NW_NO_DAY, .days_left = NW_UNKNOWN, .kind = kind_of (terms), .mode = nw_notice_mode (terms),
  };

  find_terms (&work, &out);
  if (terms->renewal == NW_RENEWAL_UNKNOWN)
    find_first (&work, &out);
  else if (terms->renewal == NW_RENEWAL_NONE || terms->renewal == NW_RENEWAL_OPTION)
    find_fixed (&work, &out);
  else
    find_running (&work, &out);
  return out;
}
