/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-help.h"

/* A second, slow implementation of terms and notice. It goes from day to day
 * and from term to term as the definitions say, and shares nothing with the
 * rule but the days of the calendar and the public holidays. */

typedef struct
{
  NwDay         next_end, last_receipt, safe_day, dispatch_by, next_term_starts, internal_day, warn[3], missed_end, ended_on;
  gint64        days_left;
  NwNoticeLevel level;
} Slow;

static inline int
slow_month_day (NwDay day, int *year, int *month)
{
  int mday;

  nw_day_split (day, year, month, &mday);
  return mday;
}

static inline NwDay
slow_shift (NwDay day, int months)
{
  int year, month, mday = slow_month_day (day, &year, &month);

  for (int i = 0; i < months; i++)
    month == 12 ? (year++, month = 1) : month++;
  for (int i = 0; i > months; i--)
    month == 1 ? (year--, month = 12) : month--;
  while (nw_day_new (year, month, mday) == NW_NO_DAY)
    mday--;
  return nw_day_new (year, month, mday);
}

/* The day before the one with the same number; the last of the month if it has none. */
static inline NwDay
slow_term (NwDay start, int months, gboolean by_event)
{
  int year, month, wanted = slow_month_day (start, &year, &month);
  NwDay same = slow_shift (start, months);

  if (by_event)
    return same;
  return slow_month_day (same, &year, &month) == wanted ? same - 1 : same;
}

static inline gboolean
slow_works (NwCalendar *calendar, NwLands lands, NwDay day, gboolean saturday)
{
  int weekday = ((day % 7) + 7 + 3) % 7; /* 1970-01-01 was a Thursday */

  return (weekday < 5 || (weekday == 5 && saturday)) && !(nw_calendar_holiday_in (calendar, day) & lands);
}

/* end(R) */
static inline NwDay
slow_end (const NwTerms *terms, NwCalendar *calendar, NwDay received)
{
  NwDay day = received;

  if (terms->notice_unit == NW_NOTICE_DAYS || terms->notice_unit == NW_NOTICE_WEEKS)
    return (NwDay) (day + terms->notice_value * (terms->notice_unit == NW_NOTICE_WEEKS ? 7 : 1));
  if (terms->notice_unit == NW_NOTICE_MONTHS)
    return slow_shift (day, (int) terms->notice_value);
  for (gint64 left = terms->notice_value; left > 0;)
    left -= slow_works (calendar, terms->lands, ++day, terms->notice_unit == NW_NOTICE_WERKTAGE);
  return day;
}

static inline gboolean
slow_counts_back (const NwTerms *terms)
{
  return terms->notice_unit == NW_NOTICE_MONTHS && terms->notice_mode != NW_NOTICE_FORWARD;
}

/* L(E) */
static inline NwDay
slow_last (const NwTerms *terms, NwCalendar *calendar, NwDay end)
{
  NwDay day = end;

  if (slow_counts_back (terms))
    return slow_shift (end + 1, (int) -terms->notice_value) - 1;
  while (slow_end (terms, calendar, day) > end)
    day--;
  return day;
}

static inline gboolean
slow_is_last_of (NwDay day, int months)
{
  int year, month, next_year, next_month;

  slow_month_day (day, &year, &month);
  slow_month_day (day + 1, &next_year, &next_month);
  return month != next_month && month % months == 0;
}

static inline NwEndKind
slow_kind (const NwTerms *terms)
{
  if (terms->renewal == NW_RENEWAL_AUTO && terms->end_kind == NW_END_UNKNOWN)
    return NW_END_TERM;
  return terms->end_kind;
}

static inline NwDay
slow_initial (const NwTerms *terms)
{
  gint64 months = terms->initial_months == NW_UNKNOWN ? terms->minimum_months : terms->initial_months;

  if (terms->ends_on != NW_NO_DAY)
    return terms->ends_on;
  if (terms->starts_on == NW_NO_DAY || months == NW_UNKNOWN)
    return NW_NO_DAY;
  return slow_term (terms->starts_on, (int) months, terms->starts_by_event);
}

static inline gboolean
slow_has_minimum (const NwTerms *terms)
{
  if (terms->minimum_months != NW_UNKNOWN)
    return terms->minimum_months != 0;
  return terms->ends_on != NW_NO_DAY || (terms->initial_months != NW_UNKNOWN && terms->initial_months != 0);
}

static inline NwDay
slow_minimum (const NwTerms *terms)
{
  if (!slow_has_minimum (terms))
    return terms->starts_on;
  if (terms->minimum_months == NW_UNKNOWN)
    return slow_initial (terms);
  return terms->starts_on == NW_NO_DAY ? NW_NO_DAY : slow_term (terms->starts_on, (int) terms->minimum_months, terms->starts_by_event);
}

/* The first end after @after, or NW_NO_DAY if it is unknown. */
static inline NwDay
slow_next_end (const NwTerms *terms, NwDay after)
{
  static const int months[] = { 0, 0, 1, 3, 6, 12 };
  NwEndKind kind = slow_kind (terms);
  NwDay minimum = slow_minimum (terms), day;

  if (kind == NW_END_TERM)
    for (day = slow_initial (terms); day <= after || (minimum != NW_NO_DAY && day < minimum);)
      {
        if (terms->renewal_months == NW_UNKNOWN)
          return NW_NO_DAY;
        day = slow_term (day + 1, (int) terms->renewal_months, FALSE);
      }
  else if (kind == NW_END_CONTRACT_YEAR)
    for (int years = 1; (day = slow_term (terms->starts_on, 12 * years, FALSE)) <= after || day < minimum; years++)
      ;
  else
    for (day = MAX (after + 1, minimum); !slow_is_last_of (day, months[kind]);)
      day++;
  return day;
}

static inline gboolean
slow_knows_ends (const NwTerms *terms)
{
  NwEndKind kind = slow_kind (terms);

  if (kind == NW_END_UNKNOWN || (kind == NW_END_CONTRACT_YEAR && terms->starts_on == NW_NO_DAY))
    return FALSE;
  if (kind == NW_END_TERM)
    return slow_initial (terms) != NW_NO_DAY && (!slow_has_minimum (terms) || slow_minimum (terms) != NW_NO_DAY);
  return slow_minimum (terms) != NW_NO_DAY;
}

/* The first end that notice received on @received reaches; whether any later
 * day would do as well comes in @open. */
static inline NwDay
slow_reached (const NwTerms *terms, NwCalendar *calendar, NwDay received, gboolean *open)
{
  NwEndKind kind = slow_kind (terms);
  NwDay minimum = slow_minimum (terms), end = slow_end (terms, calendar, received);

  *open = FALSE;
  if (kind == NW_END_ANY && minimum == NW_NO_DAY)
    {
      *open = TRUE;
      return end;
    }
  if (kind == NW_END_ANY || kind == NW_END_FIRST_THEN_ANY)
    {
      *open = slow_last (terms, calendar, minimum) < received;
      if (slow_last (terms, calendar, minimum) >= received)
        return minimum;
      if (end > minimum)
        return end;
      for (end = minimum + 1; slow_last (terms, calendar, end) < received;)
        end++;
      return end;
    }
  for (end = slow_next_end (terms, NW_NO_DAY + 1); end != NW_NO_DAY && slow_last (terms, calendar, end) < received;)
    end = slow_next_end (terms, end);
  return end;
}

static inline void
slow_count_down (Slow *out, NwDay day, NwDay today)
{
  static const int before[] = { 90, 60, 30 };

  for (guint i = 0; i < 3; i++)
    out->warn[i] = day - before[i];
  out->days_left = day - today;
  out->level = day < today ? NW_NOTICE_MISSED : day <= today + 30 ? NW_NOTICE_RED : day <= today + 60 ? NW_NOTICE_AMBER
               : day <= today + 90 ? NW_NOTICE_YELLOW : NW_NOTICE_GREEN;
}

static inline void
slow_receipt (Slow *out, const NwTerms *terms, NwCalendar *calendar, NwDay last, NwDay today)
{
  NwDay day = last;

  out->last_receipt = last;
  while (!slow_works (calendar, terms->lands, day, FALSE))
    day--;
  out->safe_day = day;
  for (int left = 5; left > 0;)
    left -= slow_works (calendar, terms->lands, --day, FALSE);
  out->dispatch_by = day;
  if (terms->lead_days != NW_UNKNOWN)
    out->internal_day = last - (int) terms->lead_days;
  slow_count_down (out, last, today);
}

static inline void
slow_over (Slow *out, NwDay end, NwDay today)
{
  out->ended_on = end;
  out->next_end = today <= end ? end : NW_NO_DAY;
  out->level = NW_NOTICE_ENDED;
}

static inline void
slow_fixed (Slow *out, const NwTerms *terms, NwCalendar *calendar, NwDay today)
{
  NwDay end = slow_initial (terms);

  if (end == NW_NO_DAY
      || (terms->ends_on == NW_NO_DAY && (terms->initial_months == 0 || (terms->initial_months == NW_UNKNOWN && terms->minimum_months == 0))))
    return;
  if (terms->received_on != NW_NO_DAY || today > end)
    {
      slow_over (out, end, today);
      return;
    }
  out->next_end = end;
  out->next_term_starts = end + 1;
  if (terms->renewal == NW_RENEWAL_NONE)
    slow_count_down (out, end, today);
  else if (terms->notice_value != NW_UNKNOWN && terms->notice_unit != NW_NOTICE_UNIT_UNKNOWN)
    slow_receipt (out, terms, calendar, slow_last (terms, calendar, end), today);
}

static inline void
slow_running (Slow *out, const NwTerms *terms, NwCalendar *calendar, NwDay today)
{
  gboolean open, terminated = terms->received_on != NW_NO_DAY;
  NwEndKind kind = slow_kind (terms);
  NwDay coming = NW_NO_DAY, end;

  if (!slow_knows_ends (terms))
    return;
  if (kind == NW_END_FIRST_THEN_ANY && terms->minimum_months == NW_UNKNOWN && terms->initial_months == NW_UNKNOWN
      && terms->ends_on == NW_NO_DAY)
    return;
  if (kind < NW_END_ANY)
    coming = slow_next_end (terms, today - 1);
  else if (kind == NW_END_FIRST_THEN_ANY && slow_minimum (terms) >= today)
    coming = slow_minimum (terms);
  if (terms->notice_value == NW_UNKNOWN || terms->notice_unit == NW_NOTICE_UNIT_UNKNOWN)
    {
      if (terms->renewal == NW_RENEWAL_AUTO && kind == NW_END_TERM && !terminated && coming != NW_NO_DAY)
        out->next_term_starts = (out->next_end = coming) + 1;
      return;
    }
  end = slow_reached (terms, calendar, terminated ? terms->received_on : today, &open);
  if (terminated)
    {
      if (end != NW_NO_DAY)
        slow_over (out, end, today);
      return;
    }
  if (terms->renewal == NW_RENEWAL_AUTO && coming != NW_NO_DAY && slow_last (terms, calendar, coming) < today)
    out->missed_end = coming;
  if (end == NW_NO_DAY)
    return;
  out->next_end = end;
  out->next_term_starts = end + 1;
  slow_receipt (out, terms, calendar, open ? today : slow_last (terms, calendar, end), today);
  if (open)
    {
      out->days_left = NW_UNKNOWN;
      out->level = NW_NOTICE_NO_DEADLINE;
      out->dispatch_by = out->internal_day = NW_NO_DAY;
    }
}

static inline Slow
slow_notice (const NwTerms *terms, NwCalendar *calendar, NwDay today)
{
  Slow out = { NW_NO_DAY, NW_NO_DAY, NW_NO_DAY, NW_NO_DAY, NW_NO_DAY, NW_NO_DAY, { NW_NO_DAY, NW_NO_DAY, NW_NO_DAY },
               NW_NO_DAY, NW_NO_DAY, NW_UNKNOWN, NW_NOTICE_LEVEL_UNKNOWN };

  if (terms->renewal == NW_RENEWAL_NONE || terms->renewal == NW_RENEWAL_OPTION)
    slow_fixed (&out, terms, calendar, today);
  else if (terms->renewal != NW_RENEWAL_UNKNOWN)
    slow_running (&out, terms, calendar, today);
  else if (slow_initial (terms) != NW_NO_DAY && today <= slow_initial (terms))
    out.next_end = slow_initial (terms);
  return out;
}
