/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-date.h"
#include "nw-kind-private.h"
#include "nw-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
no_such_day (const char *text, NwForm form, GError **error)
{
  return nw_refuse (error, _("“%s” is not a day of the calendar: write it as %s"), text,
                    form == NW_FORM_PEOPLE && nw_language () == NW_LANGUAGE_GERMAN ? "31.12.2026" : "2026-12-31");
}

/* Reads one number of @least to @most digits; sscanf() would take signs and
 * blanks as well. */
static gboolean
read_number (const char **text, gsize least, gsize most, int *number)
{
  gsize digits = strspn (*text, "0123456789");

  if (digits < least || digits > most)
    return FALSE;
  *number = (int) g_ascii_strtoll (*text, NULL, 10);
  *text += digits;
  return TRUE;
}

static gboolean
read_sign (const char **text, char sign)
{
  if (**text != sign)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* Two numbers of one or two digits and a year of four, so that no century is
 * guessed. */
static gboolean
read_three (const char *text, char sign, int *first, int *second, int *year)
{
  return read_number (&text, 1, 2, first) && read_sign (&text, sign) && read_number (&text, 1, 2, second)
         && read_sign (&text, sign) && read_number (&text, 4, 4, year) && *text == '\0';
}

/* "31.12.2026" */
static gboolean
parse_german_date (const char *text, NwDay *day)
{
  int d, m, y;

  if (!read_three (text, '.', &d, &m, &y))
    return FALSE;
  *day = nw_day_new (y, m, d);
  return TRUE;
}

/* "03/04/2026" is 3 April or March 4th: both readings are named. */
static gboolean
refuse_slashes (const char *text, GError **error)
{
  int a, b, y;
  NwDay first, second;

  if (!read_three (text, '/', &a, &b, &y))
    return no_such_day (text, NW_FORM_PEOPLE, error);
  first = nw_day_new (y, b, a);
  second = nw_day_new (y, a, b);
  if (first == NW_NO_DAY || second == NW_NO_DAY || first == second)
    return no_such_day (text, NW_FORM_PEOPLE, error);

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
    return no_such_day (text, form, error);
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

/* German time everywhere, as the rules count it: what is read and shown must
 * not depend on where the computer stands. */
static GTimeZone *
german_time (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, GPOINTER_TO_SIZE (g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3")));
  return GSIZE_TO_POINTER (once);
}

static GDateTime *
german_clock (gint64 seconds)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);

  return utc != NULL ? g_date_time_to_timezone (utc, german_time ()) : NULL;
}

/* "23:59", and behind a blank, where it is needed, its offset. */
static gboolean
parse_clock (const char *text, int *hour, int *minute, const char **offset)
{
  if (!read_number (&text, 1, 2, hour) || !read_sign (&text, ':') || !read_number (&text, 2, 2, minute))
    return FALSE;
  *offset = *text == ' ' ? text + 1 : NULL;
  return *hour <= 23 && *minute <= 59 && (*text == '\0' || *text == ' ');
}

/* Wall time in Germany: "31.12.2026 23:59" or "2026-12-31 23:59";
 * @told says whether it was written with its offset. */
static gboolean
parse_local_instant (const char *text, gint64 *seconds, gboolean *told, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autoptr (GDateTime) time = NULL;
  const char *offset;
  int year, month, mday, hour, minute;
  NwDay day = nw_day_parse (parts[0]);

  if (day == NW_NO_DAY && !parse_german_date (parts[0], &day))
    return FALSE;
  if (day == NW_NO_DAY || parts[1] == NULL || !parse_clock (parts[1], &hour, &minute, &offset))
    return FALSE;
  *told = offset != NULL;
  if (*told)
    {
      g_autofree char *date = nw_day_format (day);
      g_autofree char *iso = g_strdup_printf ("%sT%02d:%02d%s", date, hour, minute, offset);

      return nw_instant_parse (iso, seconds);
    }
  nw_day_split (day, &year, &month, &mday);
  time = g_date_time_new (german_time (), year, month, mday, hour, minute, 0);
  if (time == NULL || g_date_time_get_hour (time) != hour)
    return nw_refuse (error, _("the clock never showed “%s”: it was put forward that night"), text);
  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

/* The hour that a clock shows twice in autumn must be told apart by offset. */
static gboolean
is_repeated_hour (gint64 seconds)
{
  g_autoptr (GDateTime) at = german_clock (seconds);
  g_autoptr (GDateTime) later = german_clock (seconds + 3600);
  g_autoptr (GDateTime) earlier = german_clock (seconds - 3600);

  if (at == NULL || later == NULL || earlier == NULL)
    return FALSE;
  return g_date_time_get_hour (at) == g_date_time_get_hour (later)
         || g_date_time_get_hour (at) == g_date_time_get_hour (earlier);
}

static gboolean
parse_instant (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean told = FALSE;
  gint64 seconds;

  if (!nw_instant_parse (text, &seconds))
    {
      if (form != NW_FORM_PEOPLE || !parse_local_instant (text, &seconds, &told, &local))
        return local != NULL
                   ? nw_refuse (error, "%s", local->message)
                   : nw_refuse (error, _("“%s” is not a time: write it as 2026-12-31T23:59:59Z or with an offset such as +01:00"), text);
      if (!told && is_repeated_hour (seconds))
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

/* The repeated hour carries its offset: two different times must not look the
 * same. What no clock can show any more is shown as it is stored. */
static char *
display_instant (const NwField *field, const NwValue *value)
{
  g_autoptr (GDateTime) time = german_clock (value->number);
  g_autofree char *format = NULL;

  if (time == NULL)
    return nw_instant_format (value->number);
  format = g_strconcat (nw_language () == NW_LANGUAGE_GERMAN ? "%d.%m.%Y %H:%M" : "%Y-%m-%d %H:%M",
                        is_repeated_hour (value->number) ? " %:z" : NULL, NULL);
  return g_date_time_format (time, format);
}

const NwKind NW_DATE = { "date", NW_TAG_TEXT, parse_date, NULL, display_date, NULL };
const NwKind NW_INSTANT = { "instant", NW_TAG_NUMBER, parse_instant, format_instant, display_instant, NULL };
