/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-ical.h"

#include "../rules/nw-agenda-names.h"
#include "nw-document.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

/* Deadlines as an iCalendar (RFC 5545). An event keeps its UID when its day
 * moves, so that reading the file again moves it in the calendar too. */

#define UID_DOMAIN "nachweis"

/* Kinds of which one record may have several at a time: their day tells them
 * apart. */
static const char *const several[] = { "surveillance_audit" };

/* Alarms are that long before; the longest are for what needs preparation. */
typedef struct
{
  guint days, hours;
} Lead;

#define MAX_LEADS 4
static const struct
{
  const char *kind;
  Lead        leads[MAX_LEADS];
} alarms[] = {
  { "notice_last_receipt", { { 90, 0 }, { 60, 0 }, { 30, 0 }, { 7, 0 } } },
  { "notice_safe_day",     { { 90, 0 }, { 60, 0 }, { 30, 0 }, { 7, 0 } } },
  { "notice_internal_day", { { 30, 0 }, { 7, 0 } } },
  { "option_last_day",     { { 90, 0 }, { 30, 0 }, { 7, 0 } } },
  { "certificate_expiry",  { { 180, 0 }, { 90, 0 }, { 30, 0 } } },
  { "surveillance_audit",  { { 180, 0 }, { 90, 0 }, { 30, 0 } } },
  { "recertification",     { { 180, 0 }, { 90, 0 }, { 30, 0 } } },
};
static const Lead hour_leads[MAX_LEADS] = { { 0, 24 }, { 0, 12 }, { 0, 2 } };
static const Lead legal_leads[MAX_LEADS] = { { 30, 0 }, { 7, 0 }, { 1, 0 } };
static const Lead own_leads[MAX_LEADS] = { { 7, 0 } };

static const Lead *
leads_of (const NwDeadline *deadline)
{
  for (guint i = 0; i < G_N_ELEMENTS (alarms); i++)
    if (strcmp (alarms[i].kind, deadline->kind) == 0)
      return alarms[i].leads;
  return deadline->at != NW_UNKNOWN ? hour_leads : deadline->legal ? legal_leads : own_leads;
}

static struct icaltimetype
ical_day (NwDay day)
{
  struct icaltimetype time = icaltime_null_date ();

  nw_day_split (day, &time.year, &time.month, &time.day);
  return time;
}

static struct icaltimetype
ical_instant (gint64 seconds)
{
  return icaltime_from_timet_with_zone ((time_t) seconds, 0, icaltimezone_get_utc_timezone ());
}

static char *
make_uid (const NwDeadline *deadline)
{
  g_autofree char *uuid = nw_uuid_format (deadline->subject.uuid);
  g_autofree char *day = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (several); i++)
    if (strcmp (several[i], deadline->kind) == 0)
      day = nw_day_format (deadline->date);
  return g_strconcat (uuid, "-", deadline->kind, day != NULL ? "-" : "", day != NULL ? day : "", "@" UID_DOMAIN, NULL);
}

/* A UID twice would make one event of two. */
static char *
unique_uid (const NwDeadline *deadline, GHashTable *seen)
{
  g_autofree char *uid = make_uid (deadline);

  for (guint i = 2; g_hash_table_contains (seen, uid); i++)
    {
      g_autofree char *base = make_uid (deadline);

      g_free (uid);
      uid = g_strdup_printf ("%u-%s", i, base);
    }
  g_hash_table_add (seen, g_strdup (uid));
  return g_steal_pointer (&uid);
}

static char *
summarise (const NwDeadline *deadline)
{
  const char *title = deadline->subject.title;
  g_autofree char *text = strcmp (title, deadline->subject.code) != 0
                              ? g_strdup_printf ("%s – %s (%s)", deadline->what, title, deadline->subject.code)
                              : g_strdup_printf ("%s – %s", deadline->what, title);

  return deadline->level == NW_LEVEL_MISSED ? g_strdup_printf (_("Overdue: %s"), text) : g_steal_pointer (&text);
}

static char *
describe (const NwDeadline *deadline)
{
  GString *text = g_string_new (NULL);
  g_autofree char *at = deadline->at != NW_UNKNOWN ? nw_say_instant (deadline->at) : nw_say_weekday (deadline->date);

  g_string_append_printf (text, "%s: %s\n", nw_deadline_label (deadline->kind), at);
  if (deadline->reason != NULL)
    g_string_append_printf (text, "%s\n", deadline->reason);
  g_string_append_printf (text, "%s %s", nw_entity_label (deadline->entity), deadline->subject.code);
  if (strcmp (deadline->subject.title, deadline->subject.code) != 0)
    g_string_append_printf (text, " · %s", deadline->subject.title);
  g_string_append_printf (text, "\n%s: %s\n", _("Responsible"), deadline->subject.person_name ?: "—");
  g_string_append (text, nw_say_verify ());
  return g_string_free (text, FALSE);
}

/* 1 is the highest, 9 the lowest. */
static int
priority_of (NwLevel level)
{
  static const int priorities[] = { 1, 2, 5, 6, 9 };

  return priorities[level];
}

static void
add (icalcomponent *component, icalproperty *property)
{
  icalcomponent_add_property (component, property);
}

static void
add_time (icalcomponent *event, const NwDeadline *deadline)
{
  if (deadline->at != NW_UNKNOWN)
    {
      add (event, icalproperty_new_dtstart (ical_instant (deadline->at)));
      return;
    }
  add (event, icalproperty_new_dtstart (ical_day (deadline->date)));
  add (event, icalproperty_new_dtend (ical_day (deadline->date + 1)));
}

static void
add_alarm (icalcomponent *event, const Lead *lead, const char *summary)
{
  struct icaltriggertype trigger = { .time = icaltime_null_time () };
  icalcomponent *alarm = icalcomponent_new_valarm ();

  trigger.duration.is_neg = lead->days > 0 || lead->hours > 0;
  trigger.duration.days = lead->days;
  trigger.duration.hours = lead->hours;
  add (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  add (alarm, icalproperty_new_description (summary));
  add (alarm, icalproperty_new_trigger (trigger));
  icalcomponent_add_component (event, alarm);
}

/* Only alarms that are still to come: a calendar would ring all others at
 * once. What is so near that all lie behind gets a last one. */
static void
add_alarms (icalcomponent *event, const NwDeadline *deadline, NwDay on, const char *summary)
{
  static const Lead day_before = { 1, 0 }, at_once = { 0, 0 };
  const Lead *leads = leads_of (deadline);
  gboolean any = FALSE;

  for (guint i = 0; i < MAX_LEADS && (leads[i].days > 0 || leads[i].hours > 0); i++)
    if (deadline->date - (NwDay) (leads[i].days + leads[i].hours / 24) >= on)
      {
        add_alarm (event, &leads[i], summary);
        any = TRUE;
      }
  if (!any && deadline->date >= on)
    add_alarm (event, deadline->date > on ? &day_before : &at_once, summary);
}

static icalcomponent *
make_event (const NwDeadline *deadline, NwDay on, GHashTable *seen)
{
  icalcomponent *event = icalcomponent_new_vevent ();
  g_autofree char *uid = unique_uid (deadline, seen);
  g_autofree char *summary = summarise (deadline);
  g_autofree char *description = describe (deadline);
  gboolean sensitive = deadline->entity->group == NW_GROUP_PRIVACY;

  add (event, icalproperty_new_uid (uid));
  add (event, icalproperty_new_dtstamp (ical_instant ((gint64) on * 86400)));
  add_time (event, deadline);
  /* Whoever computes later knows better. */
  add (event, icalproperty_new_sequence (MAX (0, on - nw_day_new (2020, 1, 1))));
  add (event, icalproperty_new_summary (summary));
  add (event, icalproperty_new_description (description));
  add (event, icalproperty_new_categories (nw_deadline_label (deadline->kind)));
  add (event, icalproperty_new_categories (nw_level_label (deadline->level)));
  add (event, icalproperty_new_priority (priority_of (deadline->level)));
  add (event, icalproperty_new_class (sensitive ? ICAL_CLASS_CONFIDENTIAL : ICAL_CLASS_PRIVATE));
  add (event, icalproperty_new_status (ICAL_STATUS_CONFIRMED));
  add (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  add_alarms (event, deadline, on, summary);
  return event;
}

static icalcomponent *
make_calendar (const char *organisation)
{
  icalcomponent *calendar = icalcomponent_new_vcalendar ();
  g_autofree char *name = g_strdup_printf (_("Deadlines %s"), organisation);
  icalproperty *x_name = icalproperty_new_x (name);

  icalproperty_set_x_name (x_name, "X-WR-CALNAME");
  add (calendar, icalproperty_new_version ("2.0"));
  add (calendar, icalproperty_new_prodid ("-//Nachweis//nachweis " NW_VERSION "//EN"));
  add (calendar, icalproperty_new_calscale ("GREGORIAN"));
  add (calendar, icalproperty_new_name (name));
  add (calendar, x_name);
  return calendar;
}

/**
 * nw_ical_write:
 * @deadlines: of #NwDeadline, of @store on its day
 *
 * All-day events, and instants in UTC for periods in hours. The same register,
 * day and language give the same bytes.
 *
 * Returns: (transfer full): an iCalendar
 */
char *
nw_ical_write (NwStore *store, GPtrArray *deadlines, GError **error)
{
  g_autofree char *organisation = nw_document_organisation (store, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  icalcomponent *calendar;
  g_autofree char *result = NULL;
  char *text;

  if (organisation == NULL)
    return NULL;
  calendar = make_calendar (organisation);
  for (guint i = 0; i < deadlines->len; i++)
    icalcomponent_add_component (calendar, make_event (deadlines->pdata[i], nw_store_get_day (store), seen));
  text = icalcomponent_as_ical_string_r (calendar);
  result = g_strdup (text);
  free (text);
  icalcomponent_free (calendar);
  return g_steal_pointer (&result);
}
