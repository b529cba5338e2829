/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-calendar.h"

#include "../model/nw-language.h"
#include "../model/nw-psv.h"

#include <stdlib.h>
#include <string.h>

#define DAYS 366
#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)

typedef struct
{
  NwLands     lands;
  NwDay       day;
  const char *english, *german;
} Holiday;

struct _NwCalendar
{
  NwPsv   *rules;
  GArray  *extra;                                  /* of Holiday, with texts of its own */
  NwLands *years[NW_YEAR_MAX - NW_YEAR_MIN + 1];   /* made at first use: Länder of each day from 1 January */
};

static const char *const lands[] = { "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH" };

/**
 * nw_land:
 * @code: (nullable): two letters
 *
 * Returns: the Land as a set of one; every Land when it is not known or is
 *   none of them, for then a day counts as a working day only where it is one
 *   everywhere
 */
NwLands
nw_land (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (lands); i++)
    if (strcmp (lands[i], code) == 0)
      return 1u << i;
  return NW_ALL_LANDS;
}

NwWeekday
nw_weekday (NwDay day)
{
  return (NwWeekday) (((day + 3) % 7 + 7) % 7);
}

/* Easter Sunday of the Gregorian calendar, by Meeus. */
NwDay
nw_easter (int year)
{
  int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

  return nw_day_new (year, n / 31, n % 31 + 1);
}

/**
 * nw_add_months:
 * @months: may be negative
 *
 * Moves by whole months; a day that the month lacks becomes its last day
 * (BGB § 188 (3)).
 *
 * Returns: the day, or %NW_NO_DAY for an unknown day and outside the calendar
 */
NwDay
nw_add_months (NwDay day, int months)
{
  int year, month, mday;
  gint64 index;

  if (day == NW_NO_DAY)
    return NW_NO_DAY;
  nw_day_split (day, &year, &month, &mday);
  index = (gint64) year * 12 + month - 1 + months;
  if (index < NW_YEAR_MIN * 12 || index >= (NW_YEAR_MAX + 1) * 12)
    return NW_NO_DAY;
  year = (int) (index / 12);
  month = (int) (index % 12) + 1;
  return nw_day_new (year, month, MIN (mday, nw_days_in_month (year, month)));
}

/* The Wednesday before 23 November. */
static NwDay
repentance (int year)
{
  NwDay day = nw_day_new (year, 11, 22);

  return day - ((int) nw_weekday (day) - NW_WEDNESDAY + 7) % 7;
}

/* The day that @rule gives in @year: `12-25`, `easter-2` or `repentance`. */
static NwDay
rule_day (const char *rule, int year)
{
  if (g_str_has_prefix (rule, "easter"))
    return nw_easter (year) + atoi (rule + strlen ("easter"));
  if (strcmp (rule, "repentance") == 0)
    return repentance (year);
  return nw_day_new (year, atoi (rule), atoi (rule + 3));
}

static gboolean
in_force (NwPsv *rules, guint row, int year)
{
  const char *from = nw_psv_get (rules, row, "from");
  const char *to = nw_psv_get (rules, row, "to");

  return (*from == '\0' || year >= atoi (from)) && (*to == '\0' || year <= atoi (to));
}

static NwLands
read_lands (const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text, " ", -1);
  NwLands set = 0;

  if (strcmp (text, "*") == 0)
    return NW_ALL_LANDS;
  for (guint i = 0; codes[i] != NULL; i++)
    set |= nw_land (codes[i]);
  return set;
}

static NwLands *
get_year (NwCalendar *self, int year)
{
  NwLands **table = &self->years[year - NW_YEAR_MIN];
  NwDay first = nw_day_new (year, 1, 1);

  if (*table != NULL)
    return *table;
  *table = g_new0 (NwLands, DAYS);
  for (guint i = 0; i < nw_psv_rows (self->rules); i++)
    if (in_force (self->rules, i, year))
      (*table)[rule_day (nw_psv_get (self->rules, i, "rule"), year) - first] |= read_lands (nw_psv_get (self->rules, i, "lands"));
  for (guint i = 0; i < self->extra->len; i++)
    {
      const Holiday *extra = &g_array_index (self->extra, Holiday, i);

      if (nw_day_year (extra->day) == year)
        (*table)[extra->day - first] |= extra->lands;
    }
  return *table;
}

/* Returns: (transfer full): a calendar with the shipped rules alone */
NwCalendar *
nw_calendar_new (void)
{
  NwCalendar *self = g_new0 (NwCalendar, 1);

  self->rules = nw_psv_load ("holidays");
  self->extra = g_array_new (FALSE, FALSE, sizeof (Holiday));
  return self;
}

void
nw_calendar_free (NwCalendar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->years); i++)
    g_free (self->years[i]);
  for (guint i = 0; i < self->extra->len; i++)
    {
      g_free ((char *) g_array_index (self->extra, Holiday, i).english);
      g_free ((char *) g_array_index (self->extra, Holiday, i).german);
    }
  g_array_unref (self->extra);
  nw_psv_free (self->rules);
  g_free (self);
}

/**
 * nw_calendar_add:
 *
 * Adds one day that the rules do not give: a municipality's or a one-off day.
 */
void
nw_calendar_add (NwCalendar *self, NwLands set, NwDay day, const char *english, const char *german)
{
  Holiday extra = { set, day, NULL, NULL };

  if (day == NW_NO_DAY)
    return;
  extra.english = g_strdup (english);
  extra.german = g_strdup (german);
  g_array_append_val (self->extra, extra);
  g_clear_pointer (&self->years[nw_day_year (day) - NW_YEAR_MIN], g_free);
}

/* The Länder in which @day is a public holiday. */
NwLands
nw_calendar_holiday_in (NwCalendar *self, NwDay day)
{
  int year = nw_day_year (day);

  if (year < NW_YEAR_MIN || year > NW_YEAR_MAX)
    return 0;
  return get_year (self, year)[day - nw_day_new (year, 1, 1)];
}

/* What the holiday on @day in one of @set is called, in the language of the
 * program; NULL if there is none. */
const char *
nw_calendar_name (NwCalendar *self, NwDay day, NwLands set)
{
  int year = nw_day_year (day);

  for (guint i = 0; i < self->extra->len; i++)
    {
      const Holiday *extra = &g_array_index (self->extra, Holiday, i);

      if (extra->day == day && extra->lands & set)
        return nw_language_between (nw_language (), extra->english, extra->german);
    }
  for (guint i = 0; i < nw_psv_rows (self->rules); i++)
    if (in_force (self->rules, i, year) && rule_day (nw_psv_get (self->rules, i, "rule"), year) == day
        && read_lands (nw_psv_get (self->rules, i, "lands")) & set)
      return nw_language_between (nw_language (), nw_psv_get (self->rules, i, "en"), nw_psv_get (self->rules, i, "de"));
  return NULL;
}

/**
 * nw_calendar_is_werktag:
 * @set: a holiday in any of these Länder is none
 *
 * Returns: whether @day is one of Monday to Saturday and no holiday
 */
gboolean
nw_calendar_is_werktag (NwCalendar *self, NwDay day, NwLands set)
{
  return nw_weekday (day) != NW_SUNDAY && (nw_calendar_holiday_in (self, day) & set) == 0;
}

/* Like nw_calendar_is_werktag(), Monday to Friday. */
gboolean
nw_calendar_is_arbeitstag (NwCalendar *self, NwDay day, NwLands set)
{
  return nw_weekday (day) < NW_SATURDAY && (nw_calendar_holiday_in (self, day) & set) == 0;
}

/* 01:00 UTC of the last Sunday of @month. */
static gint64
last_sunday (int year, int month)
{
  NwDay day = nw_day_new (year, month, 31);

  day -= ((int) nw_weekday (day) + 1) % 7;
  return (gint64) day * SECONDS_PER_DAY + 3600;
}

/**
 * nw_berlin_offset:
 *
 * The rule of Directive 2000/84/EC, and of the years since 1996 before it; the
 * program needs no table of time zones for it, and gives the same everywhere.
 *
 * Returns: seconds that clocks in Germany are ahead of UTC
 */
int
nw_berlin_offset (gint64 seconds)
{
  NwDay day = (NwDay) ((seconds - (seconds % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY) / SECONDS_PER_DAY);
  int year = nw_day_year (day);

  return seconds >= last_sunday (year, 3) && seconds < last_sunday (year, 10) ? 7200 : 3600;
}

/* The civil date in Germany at that instant. */
NwDay
nw_berlin_day (gint64 seconds)
{
  gint64 local = seconds + nw_berlin_offset (seconds);

  return (NwDay) ((local - (local % SECONDS_PER_DAY + SECONDS_PER_DAY) % SECONDS_PER_DAY) / SECONDS_PER_DAY);
}

/**
 * nw_berlin_instant:
 * @seconds_of_day: what clocks in Germany show, in seconds since midnight
 *
 * Returns: the instant; of the two in the repeated hour of autumn the first,
 *   in the hour that is left out in spring the one an hour later on the clock
 */
gint64
nw_berlin_instant (NwDay day, int seconds_of_day)
{
  gint64 local = (gint64) day * SECONDS_PER_DAY + seconds_of_day;
  gint64 summer = local - 7200;

  return nw_berlin_offset (summer) == 7200 ? summer : local - 3600;
}
