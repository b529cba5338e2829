/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-service.h"

#define DAY_SECONDS 86400

static gboolean
serves_on (const NwService *service, NwDay day)
{
  return (service->weekdays >> nw_weekday (day) & 1) != 0
         && (service->lands == 0 || (nw_calendar_holiday_in (service->calendar, day) & service->lands) == 0);
}

/**
 * nw_service_minutes:
 *
 * Returns: the nominal service minutes of @window: days with service times
 *   minutes of such a day; for 24x7 days × 1440
 */
gint64
nw_service_minutes (const NwService *service, NwSpan window)
{
  gint64 days = (gint64) window.to - window.from + 1, served = 0;
  int minutes = service->to - service->from;

  if (minutes <= 0 || days <= 0)
    return 0;
  if (service->lands != 0)
    {
      for (NwDay day = window.from; day <= window.to; day++)
        served += serves_on (service, day);
      return served * minutes;
    }
  for (int i = 0; i < 7; i++)
    if (service->weekdays >> i & 1)
      served += days / 7 + ((i - (int) nw_weekday (window.from) + 7) % 7 < days % 7);
  return served * minutes;
}

/* When clocks show @minute of @day: the first time in autumn; the instant of
 * the change where spring leaves it out. */
static gint64
clock_shows (NwDay day, int minute)
{
  gint64 instant = nw_berlin_instant (day, minute * 60);
  gint64 wanted = (gint64) day * DAY_SECONDS + minute * 60;

  return instant + nw_berlin_offset (instant) != wanted ? instant - minute % 60 * 60 : instant;
}

/* Adds up service seconds day by day: time that has passed, but never more
 * than the nominal length of a day, and all of it when the whole of the day's
 * service is covered. So a day of 23 hours can be lost in full, and one of 25
 * cannot be lost more than once. */
typedef struct
{
  const NwService *service;
  NwDay            day;
  gint64           opens, closes; /* of @day */
  gint64           passed;        /* of @day */
  gint64           sum;           /* of the days before */
} Tally;

static void
close_day (Tally *tally)
{
  gint64 nominal = (tally->service->to - tally->service->from) * G_GINT64_CONSTANT (60);

  if (tally->passed > 0)
    tally->sum += tally->passed >= tally->closes - tally->opens ? nominal : MIN (tally->passed, nominal);
  tally->passed = 0;
}

static void
open_day (Tally *tally, NwDay day)
{
  close_day (tally);
  tally->day = day;
  tally->opens = tally->closes = 0;
  if (!serves_on (tally->service, day))
    return;
  tally->opens = clock_shows (day, tally->service->from);
  tally->closes = tally->service->to < 1440 ? clock_shows (day, tally->service->to) : nw_berlin_instant (day + 1, 0);
}

/* Intervals come in order and do not overlap. */
static void
add_interval (Tally *tally, gint64 begin, gint64 end)
{
  NwDay last;

  if (begin >= end)
    return;
  last = nw_berlin_day (end - 1);
  for (NwDay day = nw_berlin_day (begin); day <= last; day++)
    {
      if (day != tally->day)
        open_day (tally, day);
      tally->passed += MAX (MIN (end, tally->closes) - MAX (begin, tally->opens), 0);
    }
}

/**
 * nw_service_seconds:
 *
 * Returns: the service time between two instants. It is the time that passes,
 *   so that an outage of four hours has four hours, whatever clocks do; only a
 *   day whose service it covers whole counts its nominal length.
 */
gint64
nw_service_seconds (const NwService *service, gint64 begin, gint64 end)
{
  Tally tally = { .service = service, .day = NW_NO_DAY };

  add_interval (&tally, begin, end);
  close_day (&tally);
  return tally.sum;
}

static int
compare_begin (gconstpointer a, gconstpointer b)
{
  const NwOutage *left = a, *right = b;

  return left->begin < right->begin ? -1 : left->begin > right->begin;
}

/* The union of those of one sort, clipped to the window, in order. */
static GArray *
merge (NwSpan window, const NwOutage *outages, guint n, gboolean excluded)
{
  gint64 first = nw_berlin_instant (window.from, 0), last = nw_berlin_instant (window.to + 1, 0);
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (NwOutage));
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    {
      NwOutage clipped = { MAX (outages[i].begin, first), MIN (outages[i].end, last), excluded };

      if (!outages[i].excluded == !excluded && clipped.begin < clipped.end)
        g_array_append_val (merged, clipped);
    }
  g_array_sort (merged, compare_begin);
  for (guint i = 0; i < merged->len; i++)
    {
      const NwOutage *next = &g_array_index (merged, NwOutage, i);
      NwOutage *last_kept = kept > 0 ? &g_array_index (merged, NwOutage, kept - 1) : NULL;

      if (last_kept != NULL && next->begin <= last_kept->end)
        last_kept->end = MAX (last_kept->end, next->end);
      else
        g_array_index (merged, NwOutage, kept++) = *next;
    }
  g_array_set_size (merged, kept);
  return merged;
}

static gint64
sum_of (const NwService *service, GArray *intervals)
{
  Tally tally = { .service = service, .day = NW_NO_DAY };

  for (guint i = 0; i < intervals->len; i++)
    add_interval (&tally, g_array_index (intervals, NwOutage, i).begin, g_array_index (intervals, NwOutage, i).end);
  close_day (&tally);
  return tally.sum;
}

/* What of @down lies outside @excluded; both merged. */
static gint64
sum_outside (const NwService *service, GArray *down, GArray *excluded)
{
  Tally tally = { .service = service, .day = NW_NO_DAY };
  guint next = 0;

  for (guint i = 0; i < down->len; i++)
    {
      gint64 begin = g_array_index (down, NwOutage, i).begin, end = g_array_index (down, NwOutage, i).end;

      for (; next < excluded->len && g_array_index (excluded, NwOutage, next).begin < end; next++)
        {
          const NwOutage *hole = &g_array_index (excluded, NwOutage, next);

          add_interval (&tally, begin, MIN (hole->begin, end));
          begin = MAX (begin, hole->end);
          if (hole->end > end)
            break; /* it may reach into the one after */
        }
      add_interval (&tally, begin, end);
    }
  close_day (&tally);
  return tally.sum;
}

/**
 * nw_downtime:
 * @outages: in any order; they may overlap
 *
 * Service time of @window that is lost: the union of the outages without what
 * is excluded, inside the service calendar.
 */
NwDowntime
nw_downtime (const NwService *service, NwSpan window, const NwOutage *outages, guint n)
{
  g_autoptr (GArray) down = merge (window, outages, n, FALSE);
  g_autoptr (GArray) excluded = merge (window, outages, n, TRUE);

  return (NwDowntime){ sum_outside (service, down, excluded), sum_of (service, excluded), down->len + excluded->len > 0 };
}
