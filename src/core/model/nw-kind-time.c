/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-date.h"
#include "nw-kind-private.h"
#include "nw-language.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static gboolean
no_such_day (const char *text, GError **error)
{
  return nw_refuse (error, _("“%s” is not a day of the calendar: write it as 2026-12-31"), text);
}

/* "31.12.2026"; years need four digits, so that no century is guessed. */
static gboolean
parse_german_date (const char *text, NwDay *day)
{
  int d, m, y, used = 0;

  if (sscanf (text, "%2d.%2d.%4d%n", &d, &m, &y, &used) != 3 || text[used] != '\0' || y < 1000)
    return FALSE;
  *day = nw_day_new (y, m, d);
  return TRUE;
}

/* "03/04/2026" is 3 April or March 4th: both readings are named. */
static gboolean
refuse_slashes (const char *text, GError **error)
{
  int a, b, y, used = 0;
  NwDay first, second;

  if (sscanf (text, "%2d/%2d/%4d%n", &a, &b, &y, &used) != 3 || text[used] != '\0' || y < 1000)
    return no_such_day (text, error);
  first = nw_day_new (y, b, a);
  second = nw_day_new (y, a, b);
  if (first == NW_NO_DAY || second == NW_NO_DAY || first == second)
    return no_such_day (text, error);

  g_autofree char *x = nw_day_format (first);
  g_autofree char *z = nw_day_format (second);
  return nw_refuse (error, _("“%s” can be read as %s or as %s: write the day in one of these forms"), text, x, z);
}

static gboolean
parse_date (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  NwDay day = nw_day_parse (text);

  if (day == NW_NO_DAY && form == NW_FORM_PEOPLE && !parse_german_date (text, &day) && strchr (text, '/') != NULL)
    return refuse_slashes (text, error);
  if (day == NW_NO_DAY)
    return no_such_day (text, error);
  *value = nw_value_take (nw_day_format (day));
  return TRUE;
}

static char *
display_date (const NwField *field, const NwValue *value)
{
  int year, month, day;

  if (nw_language () != NW_LANGUAGE_GERMAN)
    return g_strdup (value->text);
  nw_day_split (nw_day_parse (value->text), &year, &month, &day);
  return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
}

/* Wall time at the person's place: "31.12.2026 23:59" or "2026-12-31 23:59". */
static gboolean
parse_local_instant (const char *text, gint64 *seconds, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  int year, month, mday, hour, minute, used = 0;
  NwDay day = nw_day_parse (parts[0]);

  if (day == NW_NO_DAY && !parse_german_date (parts[0], &day))
    return FALSE;
  if (day == NW_NO_DAY || parts[1] == NULL || sscanf (parts[1], "%2d:%2d%n", &hour, &minute, &used) != 2 || parts[1][used] != '\0')
    return FALSE;
  nw_day_split (day, &year, &month, &mday);
  time = g_date_time_new (zone, year, month, mday, hour, minute, 0);
  if (time == NULL || g_date_time_get_hour (time) != hour)
    return nw_refuse (error, _("the clock never showed “%s”: it was put forward that night"), text);
  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

/* The hour that a clock shows twice in autumn must be told apart by offset. */
static gboolean
is_repeated_hour (gint64 seconds)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) later = g_date_time_new_from_unix_local (seconds + 3600);
  g_autoptr (GDateTime) earlier = g_date_time_new_from_unix_local (seconds - 3600);

  return g_date_time_get_hour (at) == g_date_time_get_hour (later)
         || g_date_time_get_hour (at) == g_date_time_get_hour (earlier);
}

static gboolean
parse_instant (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 seconds;

  if (!nw_instant_parse (text, &seconds))
    {
      if (form != NW_FORM_PEOPLE || !parse_local_instant (text, &seconds, &local))
        return local != NULL
                   ? nw_refuse (error, "%s", local->message)
                   : nw_refuse (error, _("“%s” is not a time: write it as 2026-12-31T23:59:59Z or with an offset such as +01:00"), text);
      if (is_repeated_hour (seconds))
        return nw_refuse (error, _("the clock showed “%s” twice: write it with its offset, such as 2026-10-25T02:30+01:00"), text);
    }
  *value = nw_value_number (seconds);
  return TRUE;
}

static char *
format_instant (const NwValue *value)
{
  return nw_instant_format (value->number);
}

static char *
display_instant (const NwField *field, const NwValue *value)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (value->number);

  return g_date_time_format (time, nw_language () == NW_LANGUAGE_GERMAN ? "%d.%m.%Y %H:%M" : "%Y-%m-%d %H:%M");
}

const NwKind NW_DATE = { "date", NW_TAG_TEXT, parse_date, NULL, display_date, NULL };
const NwKind NW_INSTANT = { "instant", NW_TAG_NUMBER, parse_instant, format_instant, display_instant, NULL };
