/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

static gint64
instant_of (const char *text)
{
  g_autofree char *date = g_strndup (text, 10);

  return nw_berlin_instant (day (date), (atoi (text + 11) * 60 + atoi (text + 14)) * 60);
}

static NwOutage
read_outage (const char *text)
{
  gboolean excluded = *text == '!';
  const char *begin = text + (excluded ? 1 : 0);

  return (NwOutage){ instant_of (begin), instant_of (strchr (begin, '/') + 1), excluded };
}

static void
test_vectors (void)
{
  g_autoptr (Vectors) v = vectors_load ("sla-window");
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwSpan window = nw_span_parse (nw_span_kind (vectors_get (v, i, "kind")), vectors_get (v, i, "period"));
      const char *land = vectors_get (v, i, "land"), *mask = vectors_get (v, i, "weekdays");
      NwService service = { 0, (int) vectors_number (v, i, "from"), (int) vectors_number (v, i, "to"), *land != '\0'
                            ? nw_land (land) : 0, calendar };
      g_auto (GStrv) texts = g_strsplit (vectors_get (v, i, "outages"), " ", -1);
      NwOutage outages[4];
      NwDowntime got;
      gint64 base;
      guint n = 0;

      for (int d = 0; d < 7; d++)
        service.weekdays |= (guint8) ((mask[d] == '1') << d);
      for (; texts[n] != NULL && *texts[n] != '\0'; n++)
        outages[n] = read_outage (texts[n]);
      got = nw_downtime (&service, window, outages, n);
      base = nw_service_minutes (&service, window) * 60 - (strcmp (vectors_get (v, i, "mode"), "shrink") == 0 ? got.excluded : 0);
      if (base != vectors_number (v, i, "base") * 60 || got.down != vectors_number (v, i, "down") * 60)
        g_error ("%s: base %" G_GINT64_FORMAT " s, down %" G_GINT64_FORMAT " s", vectors_get (v, i, "id"), base, got.down);
    }
}

/* A ticket of Friday 16:00, solved on Monday 11:00: 180 service minutes. */
static void
test_ticket (void)
{
  NwService service = { 0x1f, 540, 1020, 0, NULL };

  g_assert_cmpint (nw_service_seconds (&service, instant_of ("2026-06-05T16:00"), instant_of ("2026-06-08T11:00")), ==, 180 * 60);
  g_assert_cmpint (nw_service_seconds (&service, instant_of ("2026-06-08T11:00"), instant_of ("2026-06-05T16:00")), ==, 0);
}

static void
assert_window (const char *kind, const char *period, const char *from, const char *to)
{
  NwSpanKind k = nw_span_kind (kind);
  NwSpan window = nw_span_parse (k, period);
  g_autofree char *name = NULL;

  if (from == NULL)
    {
      g_assert_cmpint (window.from, ==, NW_NO_DAY);
      return;
    }
  name = nw_span_name (k, window);
  g_assert_cmpstr (name, ==, period);
  assert_day (window.from, day (from), period);
  assert_day (window.to, day (to), period);
}

static void
test_names (void)
{
  static const char *const bad[] = { NULL, "", "2026-00", "2026-13", "2026-1", "2026-", "26-01", "2026_01", "2026-Q1", "2026",
                                     "0999-01", "2026-4x", "2026-01-01" };

  assert_window ("month", "2028-02", "2028-02-01", "2028-02-29");
  assert_window ("month", "2100-02", "2100-02-01", "2100-02-28");
  assert_window ("month", "9999-12", "9999-12-01", "9999-12-31");
  assert_window ("quarter", "2026-Q1", "2026-01-01", "2026-03-31");
  assert_window ("quarter", "2026-Q4", "2026-10-01", "2026-12-31");
  assert_window ("quarter", "2026-Q5", NULL, NULL);
  assert_window ("quarter", "2026-Q0", NULL, NULL);
  assert_window ("year", "2026", "2026-01-01", "2026-12-31");
  assert_window ("year", "1599", NULL, NULL);
  assert_window ("rolling_30_days", "2026-03", "2026-03-02", "2026-03-31");
  assert_window ("rolling_30_days", "2026-02", "2026-01-30", "2026-02-28");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_window ("month", bad[i], NULL, NULL);
  g_assert_cmpint (nw_span_parse (NW_SPAN_UNKNOWN, "2026").from, ==, NW_NO_DAY);
}

/* Windows follow each other without gap, and hold their days. */
static void
test_random_windows (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwSpanKind kind = (NwSpanKind) g_test_rand_int_range (NW_SPAN_MONTH, NW_SPAN_ROLLING);
      NwDay d = random_day ("1990-01-01", "2110-12-31");
      NwSpan window = nw_span_at (kind, d), next = nw_span_next (kind, window), again;
      g_autofree char *name = nw_span_name (kind, window);

      again = nw_span_parse (kind, name);
      g_assert_true (window.from <= d && d <= window.to && next.from == window.to + 1);
      g_assert_true (again.from == window.from && again.to == window.to);
      g_assert_true (nw_span_guess (name) == kind);
    }
}

/* The newest that has ended, against a walk backwards over the days. */
static void
test_random_ended (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwSpanKind kind = (NwSpanKind) g_test_rand_int_range (NW_SPAN_MONTH, NW_SPAN_ROLLING + 1);
      NwDay on = random_day ("1999-12-01", "2101-03-31"), last = on;
      int step = kind == NW_SPAN_QUARTER ? 3 : kind == NW_SPAN_YEAR ? 12 : 1, year, month, mday;
      NwSpan window = nw_span_ended (kind, on);

      for (;; last--)
        {
          nw_day_split (last + 1, &year, &month, &mday);
          if (mday == 1 && (month - 1) % step == 0)
            break;
        }
      assert_day (window.to, last, "last day");
      assert_day (window.from, kind == NW_SPAN_ROLLING ? last - 29 : nw_add_months (last + 1, -step), "first day");
    }
}

/* What follows looks at each minute by itself. It has its own rule for clocks:
 * a table of the changes of the years that are tried. */
static const struct
{
  const char *date;
  gboolean    summer;
} changes[] = { { "2024-03-31", TRUE }, { "2024-10-27", FALSE }, { "2025-03-30", TRUE }, { "2025-10-26", FALSE },
                { "2026-03-29", TRUE }, { "2026-10-25", FALSE }, { "2027-03-28", TRUE }, { "2027-10-31", FALSE } };

/* Minutes that clocks are ahead of UTC, by minute since 1970. */
static gint64
ahead (gint64 minute)
{
  static gint64 when[G_N_ELEMENTS (changes)];
  gboolean summer = FALSE;

  if (when[0] == 0)
    for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
      when[i] = (gint64) day (changes[i].date) * 1440 + 60;
  for (guint i = 0; i < G_N_ELEMENTS (changes) && minute >= when[i]; i++)
    summer = changes[i].summer;
  return summer ? 120 : 60;
}

typedef struct
{
  gint64 base, down, excluded;
} Minutes;

/* Walks through one civil day minute by minute, from its first to its last. */
static void
walk_day (const NwService *service, gboolean serves, NwDay d, const NwOutage *outages, guint n, Minutes *sum)
{
  gint64 minute = (gint64) d * 1440 - 240, served = 0, down = 0, excluded = 0, nominal = service->to - service->from;
  gboolean opened = FALSE, closed = FALSE;

  while (minute + ahead (minute) < (gint64) d * 1440)
    minute++;
  for (; minute + ahead (minute) < (gint64) (d + 1) * 1440; minute++)
    {
      gint64 shown = minute + ahead (minute) - (gint64) d * 1440;
      gboolean out = FALSE, ex = FALSE;

      opened = opened || shown >= service->from;
      closed = closed || shown >= service->to;
      if (!opened || closed)
        continue;
      served++;
      for (guint i = 0; i < n; i++)
        if (outages[i].begin <= minute * 60 && outages[i].end > minute * 60)
          *(outages[i].excluded ? &ex : &out) = TRUE;
      down += out && !ex;
      excluded += ex;
    }
  if (!serves)
    return;
  sum->base += nominal;
  sum->down += down > 0 && down == served ? nominal : MIN (down, nominal);
  sum->excluded += excluded > 0 && excluded == served ? nominal : MIN (excluded, nominal);
}

static NwService
random_service (NwCalendar *calendar)
{
  gboolean whole = g_test_rand_int_range (0, 4) == 0, early = g_test_rand_int_range (0, 3) == 0;
  int from = whole ? 0 : g_test_rand_int_range (0, early ? 200 : 1440);
  int to = whole ? 1440 : g_test_rand_int_range (from, early ? 300 : 1441);

  return (NwService){ (guint8) g_test_rand_int_range (0, 128), from, to, g_test_rand_int_range (0, 2) == 0 ? nw_land ("BY") : 0,
                      calendar };
}

/* Where it is most likely to go wrong: changes of clocks, ends of months, holidays. */
static NwDay
random_place (void)
{
  static const char *const places[] = { "2024-02-27", "2025-12-24", "2026-04-02", "2026-12-29", "2027-05-06", "2024-12-30" };
  guint which = (guint) g_test_rand_int_range (0, 3);

  if (which == 0)
    return day (changes[g_test_rand_int_range (0, G_N_ELEMENTS (changes))].date) - g_test_rand_int_range (0, 3);
  if (which == 1)
    return day (places[g_test_rand_int_range (0, G_N_ELEMENTS (places))]) + g_test_rand_int_range (-2, 3);
  return random_day ("2024-01-01", "2027-12-20");
}

static void
test_random_downtime (void)
{
  g_autoptr (NwCalendar) calendar = nw_calendar_new ();
  guint cut = 0, with_down = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwService service = random_service (calendar);
      NwSpan window = { random_place (), 0 };
      NwOutage outages[5];
      guint n = (guint) g_test_rand_int_range (0, 6);
      Minutes wanted = { 0 };
      NwDowntime got;

      window.to = window.from + g_test_rand_int_range (0, 4);
      for (guint j = 0; j < n; j++)
        {
          gint64 begin = ((gint64) window.from - 1) * 1440 + g_test_rand_int_range (0, 6 * 1440);
          gint64 length = g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (0, 4000) : g_test_rand_int_range (0, 400);

          outages[j] = (NwOutage){ begin * 60, (begin + length) * 60, g_test_rand_int_range (0, 3) == 0 };
        }
      for (NwDay d = window.from; d <= window.to; d++)
        {
          gboolean holiday = service.lands != 0 && nw_calendar_name (calendar, d, service.lands) != NULL;

          walk_day (&service, !holiday && (service.weekdays >> ((d + 3) % 7) & 1) != 0, d, outages, n, &wanted);
        }
      got = nw_downtime (&service, window, outages, n);
      g_assert_cmpint (nw_service_minutes (&service, window), ==, wanted.base);
      g_assert_cmpint (got.down, ==, wanted.down * 60);
      g_assert_cmpint (got.excluded, ==, wanted.excluded * 60);
      with_down += wanted.down > 0;
      cut += wanted.excluded > 0 && wanted.down > 0;
    }
  g_assert_cmpuint (with_down, >, RANDOM_CASES / 10);
  g_assert_cmpuint (cut, >, RANDOM_CASES / 50);
}

/* Seconds are neither lost nor rounded. */
static void
test_seconds (void)
{
  NwService service = { NW_EVERY_DAY, 0, 1440, 0, NULL };
  gint64 noon = instant_of ("2026-04-10T12:00");
  NwOutage outages[] = { { noon, noon + 1, FALSE }, { noon + 1, noon + 31, FALSE }, { noon + 60, noon + 89, FALSE }, { noon + 80,
                                                                                                                       noon + 85,
                                                                                                                         TRUE },
                         { noon + 100, noon + 100, FALSE } };
  NwDowntime got = nw_downtime (&service, nw_span_parse (NW_SPAN_MONTH, "2026-04"), outages, G_N_ELEMENTS (outages));

  g_assert_cmpint (got.down, ==, 31 + 24);
  g_assert_cmpint (got.excluded, ==, 5);
  g_assert_true (got.any);
  got = nw_downtime (&service, nw_span_parse (NW_SPAN_MONTH, "2026-05"), outages, G_N_ELEMENTS (outages));
  g_assert_false (got.any);
}

/* A long outage in a calendar of weekdays against whole days counted one by one. */
static void
test_random_years (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwService service = { (guint8) g_test_rand_int_range (0, 128), 480, 1080, 0, NULL };
      NwSpan window = { random_day ("2096-01-01", "2104-12-31"), 0 };
      gint64 days = 0;

      window.to = window.from + g_test_rand_int_range (-1, 400);
      for (NwDay d = window.from; d <= window.to; d++)
        days += service.weekdays >> nw_weekday (d) & 1;
      g_assert_cmpint (nw_service_minutes (&service, window), ==, days * 600);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/span/vectors", test_vectors);
  g_test_add_func ("/span/ticket", test_ticket);
  g_test_add_func ("/span/names", test_names);
  g_test_add_func ("/span/random-windows", test_random_windows);
  g_test_add_func ("/span/random-ended", test_random_ended);
  g_test_add_func ("/span/random-downtime", test_random_downtime);
  g_test_add_func ("/span/seconds", test_seconds);
  g_test_add_func ("/span/random-years", test_random_years);
  return g_test_run ();
}
