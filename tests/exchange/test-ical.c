/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../core/core-help.h"

#include <libical/ical.h>
#include <string.h>

/* Calendars are read back by libical, and their bytes are looked at. */

static NwDeadline *
deadline (GPtrArray *list, const NwEntity *entity, const char *kind, const char *day, const char *title)
{
  NwDeadline *self = g_new0 (NwDeadline, 1);
  NwDay on = nw_day_new (2026, 3, 15);

  *self = (NwDeadline){ .date = nw_day_parse (day), .at = NW_UNKNOWN, .kind = kind, .entity = entity, .id = 7,
                        .what = g_strdup ("Give notice"), .reason = g_strdup ("Because; of this, and \\ that\nand more"), .legal = TRUE, .refs = 1 };
  self->level = nw_level_of_days (self->date - on);
  memset (self->subject.uuid, 0x41 + (int) list->len, 16);
  self->subject.code = g_strdup ("C-0007");
  self->subject.title = g_strdup (title);
  self->subject.person_name = g_strdup ("Änne Müller");
  g_ptr_array_add (list, self);
  return self;
}

static char *
write_calendar (Register *r, GPtrArray *list)
{
  g_autoptr (GError) error = NULL;
  char *text = nw_ical_write (r->store, list, &error);

  g_assert_no_error (error);
  return text;
}

static icalcomponent *
read_calendar (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  return calendar;
}

static icalcomponent *
first_event (icalcomponent *calendar)
{
  return icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
}

/* Every line ends in CRLF, has at most 75 octets, and begins no character in
 * the middle. */
static void
assert_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint n = g_strv_length (lines);

  g_assert_cmpuint (n, >, 5);
  g_assert_cmpstr (lines[n - 1], ==, "");
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static const char *
text_of_property (icalcomponent *component, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (component, kind);

  return property != NULL ? icalproperty_get_value_as_string (property) : NULL;
}

static void
test_all_day (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "Muster, Söhne; & Co", NULL);
  g_autoptr (GPtrArray) list = nw_deadlines_new ();
  g_autofree char *text = NULL;
  icalcomponent *calendar, *event;

  deadline (list, &nw_contract, "notice_last_receipt", "2028-02-29", "Größter; Vertrag, der \\ je geschlossen wurde: 契約 für alle Zeiten und noch ein wenig länger");
  text = write_calendar (r, list);
  assert_lines (text);
  g_assert_nonnull (strstr (text, "\r\nDTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"));
  g_assert_nonnull (strstr (text, "\r\nDTSTAMP:20260315T000000Z\r\n"));
  g_assert_nonnull (strstr (text, "\r\nX-WR-CALNAME:Deadlines Muster"));
  g_assert_nonnull (strstr (text, "\r\nNAME:Deadlines Muster\\, Söhne\\; & Co\r\n"));
  g_assert_null (strstr (text, "METHOD"));
  calendar = read_calendar (text);
  event = first_event (calendar);
  g_assert_cmpstr (icalcomponent_get_summary (event), ==,
                   "Give notice – Größter; Vertrag, der \\ je geschlossen wurde: 契約 für alle Zeiten und noch ein wenig länger (C-0007)");
  g_assert_nonnull (strstr (icalcomponent_get_description (event), "Because; of this, and \\ that\nand more\n"));
  g_assert_nonnull (strstr (icalcomponent_get_description (event), "Änne Müller"));
  g_assert_true (g_str_has_suffix (icalcomponent_get_description (event), "computed – please verify"));
  g_assert_cmpstr (icalcomponent_get_uid (event), ==, "41414141-4141-4141-4141-414141414141-notice_last_receipt@nachweis");
  g_assert_cmpstr (text_of_property (event, ICAL_TRANSP_PROPERTY), ==, "TRANSPARENT");
  g_assert_cmpstr (text_of_property (event, ICAL_STATUS_PROPERTY), ==, "CONFIRMED");
  g_assert_cmpstr (text_of_property (event, ICAL_CLASS_PROPERTY), ==, "PRIVATE");
  g_assert_cmpstr (text_of_property (event, ICAL_CATEGORIES_PROPERTY), ==, "Last day for notice to be received");
  g_assert_cmpint (icalcomponent_count_components (event, ICAL_VALARM_COMPONENT), ==, 4);
  g_assert_nonnull (strstr (text, "\r\nTRIGGER:-P90D\r\n"));
  icalcomponent_free (calendar);
}

/* Periods in hours are instants in UTC; records of data protection are for
 * few eyes. */
static void
test_instant (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = nw_deadlines_new ();
  NwDeadline *breach = deadline (list, &nw_incident, "breach_report", "2026-06-08", "Laptop");
  g_autofree char *text = NULL;
  icalcomponent *calendar;

  breach->at = 1780929000; /* 2026-06-08T14:30:00Z */
  text = write_calendar (r, list);
  assert_lines (text);
  g_assert_nonnull (strstr (text, "\r\nDTSTART:20260608T143000Z\r\n"));
  g_assert_nonnull (strstr (text, "\r\nTRIGGER:-PT12H\r\n"));
  g_assert_null (strstr (text, "DTEND"));
  calendar = read_calendar (text);
  g_assert_cmpstr (text_of_property (first_event (calendar), ICAL_CLASS_PROPERTY), ==, "CONFIDENTIAL");
  icalcomponent_free (calendar);
}

/* The event is the same when its day moves, so that reading the file again
 * moves it; two events are never one. */
static void
test_uids (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = nw_deadlines_new (), after = nw_deadlines_new (), twice = nw_deadlines_new ();
  g_autofree char *first = NULL, *second = NULL, *both = NULL, *uid = NULL;
  icalcomponent *calendar;

  deadline (before, &nw_contract, "contract_end", "2026-05-31", "Eins");
  deadline (after, &nw_contract, "contract_end", "2027-05-31", "Eins");
  first = write_calendar (r, before);
  second = write_calendar (r, after);
  calendar = read_calendar (first);
  uid = g_strdup (icalcomponent_get_uid (first_event (calendar)));
  icalcomponent_free (calendar);
  calendar = read_calendar (second);
  g_assert_cmpstr (icalcomponent_get_uid (first_event (calendar)), ==, uid);
  icalcomponent_free (calendar);

  deadline (twice, &nw_contract, "contract_end", "2026-05-31", "Eins");
  memset (deadline (twice, &nw_contract, "contract_end", "2026-06-30", "Eins")->subject.uuid, 0x41, 16);
  both = write_calendar (r, twice);
  calendar = read_calendar (both);
  g_assert_cmpstr (icalcomponent_get_uid (first_event (calendar)), ==, uid);
  g_assert_cmpstr (icalcomponent_get_uid (icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT)), !=, uid);
  icalcomponent_free (calendar);
}

/* What has gone by rings no more, but what is near rings once at least. */
static void
test_alarms (Register *r, gconstpointer unused)
{
  static const struct { const char *day; int alarms; const char *last; } cases[] = {
    { "2026-06-13", 4, "-P7D" }, { "2026-06-12", 3, "-P7D" }, { "2026-05-14", 3, "-P7D" }, { "2026-05-13", 2, "-P7D" },
    { "2026-04-13", 1, "-P7D" }, { "2026-03-22", 1, "-P7D" }, { "2026-03-21", 1, "-P1D" }, { "2026-03-16", 1, "-P1D" },
    { "2026-03-15", 1, "PT0S" }, { "2026-03-14", 0, "" }, { "2026-03-01", 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = nw_deadlines_new ();
      g_autofree char *text = NULL, *last = NULL;
      icalcomponent *calendar;

      deadline (list, &nw_contract, "notice_last_receipt", cases[i].day, "Eins");
      text = write_calendar (r, list);
      calendar = read_calendar (text);
      g_assert_cmpint (icalcomponent_count_components (first_event (calendar), ICAL_VALARM_COMPONENT), ==, cases[i].alarms);
      last = g_strdup_printf ("TRIGGER:%s\r\n", cases[i].last);
      g_assert_true (cases[i].alarms == 0 || strstr (text, last) != NULL);
      icalcomponent_free (calendar);
    }
}

static void
test_overdue (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = nw_deadlines_new ();
  g_autofree char *text = NULL;

  deadline (list, &nw_contract, "contract_end", "2026-03-14", "Eins");
  text = write_calendar (r, list);
  g_assert_nonnull (strstr (text, "\r\nSUMMARY:Overdue: Give notice"));
  g_assert_nonnull (strstr (text, "\r\nPRIORITY:1\r\n"));
}

static void
test_empty (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = nw_deadlines_new ();
  g_autofree char *text = write_calendar (r, list), *again = write_calendar (r, list);
  icalcomponent *calendar = read_calendar (text);

  g_assert_null (first_event (calendar));
  g_assert_cmpstr (text, ==, again);
  icalcomponent_free (calendar);
}

/* Whatever stands in a text comes back. */
static void
test_texts_come_back (Register *r, gconstpointer unused)
{
  static const char *const pieces[] = { "a", " ", ",", ";", "\\", "\n", "ä", "契", "😀", "\"", ":", "\\n", "=" };

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GPtrArray) list = nw_deadlines_new ();
      g_autoptr (GString) title = g_string_new ("x");
      g_autofree char *text = NULL, *wanted = NULL;
      icalcomponent *calendar;

      for (int n = g_test_rand_int_range (0, 120); n > 0; n--)
        g_string_append (title, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      deadline (list, &nw_contract, "contract_end", "2026-05-31", title->str);
      text = write_calendar (r, list);
      assert_lines (text);
      calendar = read_calendar (text);
      wanted = g_strdup_printf ("Give notice – %s (C-0007)", title->str);
      g_assert_cmpstr (icalcomponent_get_summary (first_event (calendar)), ==, wanted);
      icalcomponent_free (calendar);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/ical/all-day", test_all_day);
  REGISTER ("/ical/instant", test_instant);
  REGISTER ("/ical/uids", test_uids);
  REGISTER ("/ical/alarms", test_alarms);
  REGISTER ("/ical/overdue", test_overdue);
  REGISTER ("/ical/empty", test_empty);
  REGISTER ("/ical/texts-come-back", test_texts_come_back);
  return g_test_run ();
}
