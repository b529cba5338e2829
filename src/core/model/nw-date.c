/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-date.h"

#include <string.h>

#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)

int
nw_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  g_return_val_if_fail (month >= 1 && month <= 12, 0);
  return month == 2 && leap ? 29 : days[month - 1];
}

/**
 * nw_day_new:
 *
 * Returns: the day, or %NW_NO_DAY when the calendar has no such day or the
 *   year is outside %NW_YEAR_MIN … %NW_YEAR_MAX
 */
NwDay
nw_day_new (int year, int month, int day)
{
  if (year < NW_YEAR_MIN || year > NW_YEAR_MAX || month < 1 || month > 12)
    return NW_NO_DAY;
  if (day < 1 || day > nw_days_in_month (year, month))
    return NW_NO_DAY;

  /* Counted from 1 March, so that the leap day is the last of its year. */
  int y = month > 2 ? year : year - 1;
  int era = y / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4
         - year_of_era / 100 + day_of_year - 719468;
}

void
nw_day_split (NwDay day, int *year, int *month, int *mday)
{
  int z = day + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;

  *mday = doy - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = yoe + era * 400 + (*month <= 2);
}

int
nw_day_year (NwDay day)
{
  int year, month, mday;

  nw_day_split (day, &year, &month, &mday);
  return year;
}

/* Reads exactly @digits digits and moves on; FALSE at anything else. */
static gboolean
read_digits (const char **text, int digits, int *number)
{
  *number = 0;
  for (int i = 0; i < digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **text, char wanted)
{
  if (**text != wanted)
    return FALSE;
  (*text)++;
  return TRUE;
}

static NwDay
read_day (const char **text)
{
  int year, month, day;

  if (!read_digits (text, 4, &year) || !read_char (text, '-')
      || !read_digits (text, 2, &month) || !read_char (text, '-')
      || !read_digits (text, 2, &day))
    return NW_NO_DAY;
  return nw_day_new (year, month, day);
}

/**
 * nw_day_parse:
 * @iso: (nullable): exactly `YYYY-MM-DD`
 *
 * Returns: the day, or %NW_NO_DAY when @iso is not that or does not exist
 */
NwDay
nw_day_parse (const char *iso)
{
  NwDay day;

  if (iso == NULL)
    return NW_NO_DAY;
  day = read_day (&iso);
  return *iso == '\0' ? day : NW_NO_DAY;
}

/* Returns: (transfer full): `YYYY-MM-DD` */
char *
nw_day_format (NwDay day)
{
  int year, month, mday;

  nw_day_split (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

/* The local civil date now. */
NwDay
nw_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return nw_day_new (g_date_time_get_year (now), g_date_time_get_month (now),
                     g_date_time_get_day_of_month (now));
}

static gboolean
read_offset (const char **text, int *minutes)
{
  int sign, hours, mins;

  *minutes = 0;
  if (read_char (text, 'Z'))
    return TRUE;
  if (**text != '+' && **text != '-')
    return FALSE;
  sign = *(*text)++ == '-' ? -1 : 1;
  if (!read_digits (text, 2, &hours) || !read_char (text, ':')
      || !read_digits (text, 2, &mins) || hours > 14 || mins > 59)
    return FALSE;
  *minutes = sign * (hours * 60 + mins);
  return TRUE;
}

/* An offset may lead out of the years that can be written. */
static gboolean
is_in_calendar (gint64 seconds)
{
  return seconds >= nw_day_new (NW_YEAR_MIN, 1, 1) * SECONDS_PER_DAY
         && seconds < (nw_day_new (NW_YEAR_MAX, 12, 31) + 1) * SECONDS_PER_DAY;
}

/**
 * nw_instant_parse:
 * @iso: (nullable): `2026-12-31T23:59:59Z`, the seconds may be left out, an
 *   offset such as `+01:00` may stand for `Z`; a zone must be there
 * @seconds: (out): UTC seconds since 1970
 *
 * Returns: %FALSE when @iso is not an instant
 */
gboolean
nw_instant_parse (const char *iso, gint64 *seconds)
{
  int hour, minute, second = 0, offset;
  NwDay day;

  if (iso == NULL || (day = read_day (&iso)) == NW_NO_DAY || !read_char (&iso, 'T'))
    return FALSE;
  if (!read_digits (&iso, 2, &hour) || !read_char (&iso, ':') || !read_digits (&iso, 2, &minute))
    return FALSE;
  if (*iso == ':' && (!read_char (&iso, ':') || !read_digits (&iso, 2, &second)))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 59 || !read_offset (&iso, &offset) || *iso != '\0')
    return FALSE;

  *seconds = day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset * 60;
  return is_in_calendar (*seconds);
}

/* Returns: (transfer full): `YYYY-MM-DDTHH:MM:SSZ` */
char *
nw_instant_format (gint64 seconds)
{
  gint64 day = seconds / SECONDS_PER_DAY - (seconds % SECONDS_PER_DAY < 0);
  int rest = (int) (seconds - day * SECONDS_PER_DAY);
  g_autofree char *date = nw_day_format ((NwDay) day);

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, rest / 3600, rest / 60 % 60, rest % 60);
}
