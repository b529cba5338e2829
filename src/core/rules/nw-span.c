/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-span.h"

#include <stdlib.h>
#include <string.h>

#define ROLLING_DAYS 30

static const struct
{
  const char *choice;
  int         months; /* between the ends of two windows */
} kinds[] = { { NULL, 0 }, { "month", 1 }, { "quarter", 3 }, { "year", 12 }, { "rolling_30_days", 1 } };

/* @choice may be %NULL. */
NwSpanKind
nw_span_kind (const char *choice)
{
  for (guint i = NW_SPAN_MONTH; choice != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (choice, kinds[i].choice) == 0)
      return (NwSpanKind) i;
  return NW_SPAN_UNKNOWN;
}

/* What the form of a name tells: a rolling window is named like a month. */
NwSpanKind
nw_span_guess (const char *period)
{
  switch (period != NULL ? strlen (period) : 0)
    {
    case 4:
      return NW_SPAN_YEAR;
    case 7:
      return period[5] == 'Q' ? NW_SPAN_QUARTER : NW_SPAN_MONTH;
    default:
      return NW_SPAN_UNKNOWN;
    }
}

/* The window of @kind in whose months @month of @year lies. */
static NwSpan
window_of (NwSpanKind kind, int year, int month)
{
  int months = kinds[kind].months;
  int last = months > 0 ? (month - 1) / months * months + months : 0;
  NwDay to;

  if (months == 0 || year < NW_YEAR_MIN || year > NW_YEAR_MAX)
    return NW_NO_SPAN;
  to = nw_day_new (year, last, nw_days_in_month (year, last));
  if (kind == NW_SPAN_ROLLING)
    return (NwSpan){ to - ROLLING_DAYS + 1, to };
  return (NwSpan){ nw_day_new (year, last - months + 1, 1), to };
}

static gboolean
read_number (const char *text, guint digits, int *number)
{
  *number = 0;
  for (guint i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/**
 * nw_span_parse:
 * @period: (nullable): `2026-04`, `2026-Q1` or `2026`
 *
 * A rolling window of 30 days is named after the month with whose last day it
 * ends: `2026-03` are the days from 2 to 31 March.
 *
 * Returns: the window; none when @period is no name of a window of @kind
 */
NwSpan
nw_span_parse (NwSpanKind kind, const char *period)
{
  NwSpanKind form = nw_span_guess (period);
  int year, part = 1;

  if (form == NW_SPAN_UNKNOWN || form != (kind == NW_SPAN_ROLLING ? NW_SPAN_MONTH : kind) || !read_number (period, 4, &year))
    return NW_NO_SPAN;
  if (form != NW_SPAN_YEAR && period[4] != '-')
    return NW_NO_SPAN;
  if (form == NW_SPAN_MONTH && !read_number (period + 5, 2, &part))
    return NW_NO_SPAN;
  if (form == NW_SPAN_QUARTER && !read_number (period + 6, 1, &part))
    return NW_NO_SPAN;
  if (part < 1 || part > 12 / kinds[form].months)
    return NW_NO_SPAN;
  return window_of (kind, year, part * kinds[form].months);
}

/* The last day of what @period (nullable) names; that of a rolling window is
 * the one of the month. */
NwDay
nw_span_end_of (const char *period)
{
  return nw_span_parse (nw_span_guess (period), period).to;
}

/* The window that runs on @day; a rolling one ends with it. */
NwSpan
nw_span_at (NwSpanKind kind, NwDay day)
{
  int year, month, mday;

  if (kind == NW_SPAN_ROLLING)
    return (NwSpan){ day - ROLLING_DAYS + 1, day };
  nw_day_split (day, &year, &month, &mday);
  return window_of (kind, year, month);
}

/* The newest window that has a name and ended on @on or before. */
NwSpan
nw_span_ended (NwSpanKind kind, NwDay on)
{
  int year, month, mday, months = kinds[kind].months;
  NwSpan window;

  nw_day_split (on, &year, &month, &mday);
  window = window_of (kind, year, month);
  if (window.from == NW_NO_DAY || window.to <= on)
    return window;
  month = (month - 1) / months * months;
  return month > 0 ? window_of (kind, year, month) : window_of (kind, year - 1, 12);
}

/* The one after a window that has a name. */
NwSpan
nw_span_next (NwSpanKind kind, NwSpan window)
{
  int year, month, mday;

  nw_day_split (window.to + 1, &year, &month, &mday);
  return window_of (kind, year, month);
}

/* The number of a window that has a name: the next one has the next number. */
gint64
nw_span_number (NwSpanKind kind, NwSpan window)
{
  int year, month, mday;

  if (kinds[kind].months == 0 || window.to == NW_NO_DAY)
    return 0;
  nw_day_split (window.to, &year, &month, &mday);
  return ((gint64) year * 12 + month - 1) / kinds[kind].months;
}

/* Returns: (transfer full): what nw_span_parse() reads */
char *
nw_span_name (NwSpanKind kind, NwSpan window)
{
  int year, month, mday;

  nw_day_split (window.to, &year, &month, &mday);
  if (kind == NW_SPAN_YEAR)
    return g_strdup_printf ("%04d", year);
  if (kind == NW_SPAN_QUARTER)
    return g_strdup_printf ("%04d-Q%d", year, (month + 2) / 3);
  return g_strdup_printf ("%04d-%02d", year, month);
}
