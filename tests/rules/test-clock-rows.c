/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* Requests, incidents, certificates and legal figures in a register. */

/* Why @field of @record is what it is; it must say @part. */
static void
assert_reason (Register *r, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
  const NwExplanation *why = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  g_assert_nonnull (why);
  if (strstr (why->text, part) == NULL)
    g_error ("%s: “%s” does not say “%s”", field, why->text, part);
}

/* The days of all deadlines of that kind, in their order; "" if there is none. */
static void
assert_due (Register *r, const char *kind, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, day ("1990-01-01"), day ("2999-12-31"), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];
      g_autofree char *date = nw_day_format (deadline->date);

      if (strcmp (deadline->kind, kind) == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", date);
      g_assert_true (deadline->what != NULL && *deadline->what != '\0');
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

/* The names of all gaps of @record, in their order. */
static void
assert_gaps (Register *r, NwRecord *record, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_gaps (r->store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwGap *gap = list->pdata[i];

      if (gap->entity == nw_record_get_entity (record) && gap->id == nw_record_get_id (record))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", gap->rule);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_request (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2027-02-08", NULL);
  g_autoptr (NwRecord) organisation = NULL;

  nw_store_set_day (r->store, day ("2027-02-10"));
  assert_text (r->store, request, "plan_due", "2027-03-08");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  assert_text (r->store, request, "in_time", "");
  /* 8 March moves the day only where it is known to be a holiday. */
  organisation = make (r->store, &nw_organisation, "name", "We", "land", "BE", NULL);
  assert_text (r->store, request, "legal_due", "2027-03-09");
  assert_reason (r, request, "legal_due", "Tue 2027-03-09");
  assert_reason (r, request, "in_time", "not answered yet");
  edit_good (r->store, organisation, "land", "none");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  edit_good (r->store, organisation, "land", "BY");
  assert_text (r->store, request, "legal_due", "2027-03-08");
  assert_due (r, "request_due", "2027-03-08");
  assert_gaps (r, request, "");
}

/* A day that the register adds, for one Land or for all. */
static void
test_request_holiday (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", "land", "BY", NULL);
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2025-07-08", NULL);
  g_autoptr (NwRecord) city = make (r->store, &nw_holiday, "land", "BY", "date", "2025-08-08", "name_de", "Friedensfest", NULL);
  g_autoptr (GError) error = NULL;

  assert_text (r->store, request, "plan_due", "2025-08-08");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, city, "land", "BE");
  assert_text (r->store, request, "legal_due", "2025-08-08");
  edit_good (r->store, city, "land", "none");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, city, "land", "");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  edit_good (r->store, organisation, "country", "AT");
  assert_text (r->store, request, "legal_due", "2025-08-08");
  edit_good (r->store, organisation, "country", "DE");
  assert_text (r->store, request, "legal_due", "2025-08-11");
  g_assert_true (mark (r->store, city, NW_MARK_DELETE, &error));
  assert_text (r->store, request, "legal_due", "2025-08-08");
}

static void
test_request_course (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) organisation = make (r->store, &nw_organisation, "name", "We", "land", "BE", NULL);
  g_autoptr (NwRecord) request = make (r->store, &nw_request, "received_on", "2026-03-05", NULL);

  nw_store_set_day (r->store, day ("2026-04-07"));
  assert_text (r->store, request, "in_time", "");
  assert_due (r, "request_due", "2026-04-07");
  nw_store_set_day (r->store, day ("2026-04-08"));
  assert_text (r->store, request, "in_time", "false");
  assert_gaps (r, request, "request_overdue");
  edit_good (r->store, request, "extended_on", "2026-03-30");
  assert_text (r->store, request, "legal_due", "2026-04-07");
  assert_reason (r, request, "legal_due", "reasons are missing");
  assert_gaps (r, request, "request_overdue request_extension_void");
  edit_good (r->store, request, "extension_reason", "Many systems");
  assert_text (r->store, request, "legal_due", "2026-06-05");
  assert_text (r->store, request, "in_time", "");
  assert_gaps (r, request, "");
  edit_good (r->store, request, "paused_from", "2026-03-10");
  edit_good (r->store, request, "paused_to", "2026-03-13");
  assert_text (r->store, request, "legal_due", "2026-06-05");
  assert_reason (r, request, "legal_due", "Mon 2026-06-08");
  edit_good (r->store, request, "outcome", "refused");
  assert_text (r->store, request, "in_time", "");
  assert_gaps (r, request, "request_refusal_reason request_answer_day");
  edit_good (r->store, request, "answered_on", "2026-06-05");
  assert_text (r->store, request, "in_time", "true");
  edit_good (r->store, request, "answered_on", "2026-06-06");
  assert_text (r->store, request, "in_time", "false");
  assert_reason (r, request, "in_time", "2026-06-06");
  assert_due (r, "request_due", "");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/clock-rows/request", test_request);
  REGISTER ("/clock-rows/request-holiday", test_request_holiday);
  REGISTER ("/clock-rows/request-course", test_request_course);
  return g_test_run ();
}
