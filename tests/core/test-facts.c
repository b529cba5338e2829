/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include "nw-store-private.h"

/* What the rules learn of the register, and what is computed again when. */

static NwRecord *
requirement (Register *r, const char *framework, const char *reference, const char *assessable)
{
  return make (r->store, &nw_requirement, "framework", framework, "reference", reference, "assessable", assessable, NULL);
}

static guint64
computed (Register *r)
{
  return nw_facts_get_n_derived (r->store->facts);
}

static void
test_children (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = make (r->store, &nw_framework, "name", "A", "code", "F1", NULL);
  g_autoptr (NwRecord) second = make (r->store, &nw_framework, "name", "B", "code", "F2", NULL);
  g_autoptr (NwRecord) one = requirement (r, "F1", "1", "true");
  g_autoptr (NwRecord) two = requirement (r, "F1", "2", "false");
  g_autoptr (GError) error = NULL;

  assert_text (r->store, first, "requirements", "2");
  assert_text (r->store, first, "assessable_requirements", "1");
  assert_text (r->store, second, "requirements", "0");
  edit_good (r->store, two, "framework", "F2");
  assert_text (r->store, first, "requirements", "1");
  assert_text (r->store, second, "requirements", "1");
  edit_good (r->store, two, "assessable", "true");
  assert_text (r->store, second, "assessable_requirements", "1");
  g_assert_true (mark (r->store, two, NW_MARK_DELETE, &error));
  assert_text (r->store, second, "requirements", "0");
  g_assert_true (mark (r->store, two, NW_MARK_RESTORE, &error));
  assert_text (r->store, second, "requirements", "1");
}

/* An edit computes what depends on it and no more. */
static void
test_only_dependents (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) frameworks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NwRecord) one = NULL;
  guint64 before;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *code = g_strdup_printf ("F%u", i);

      g_ptr_array_add (frameworks, make (r->store, &nw_framework, "name", code, "code", code, NULL));
    }
  one = requirement (r, "F7", "1", "true");
  /* Nobody has looked yet, so nothing was computed. */
  g_assert_cmpuint (computed (r), ==, 0);
  for (guint i = 0; i < 50; i++)
    assert_text (r->store, frameworks->pdata[i], "requirements", i == 7 ? "1" : "0");
  g_assert_cmpuint (computed (r), ==, 50);
  before = computed (r);
  edit_good (r->store, one, "assessable", "false");
  /* The requirement itself has nothing to compute; its framework has. */
  g_assert_cmpuint (computed (r) - before, ==, 1);
  assert_text (r->store, frameworks->pdata[7], "assessable_requirements", "0");
  before = computed (r);
  edit_good (r->store, frameworks->pdata[3], "name", "other");
  g_assert_cmpuint (computed (r) - before, ==, 1);
}

static char *
listed (Register *r, const char *field)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (r->store, &nw_framework, NW_CURSOR_COMPUTED, NULL);
  GString *text = g_string_new (NULL);
  gboolean row = FALSE;

  while (nw_cursor_next (cursor, &row, NULL) && row)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", nw_row_number (nw_cursor_row (cursor), field));
  return g_string_free (text, FALSE);
}

/* In bulk, across blocks of parents, the same comes out as one by one. */
static void
test_bulk (Register *r, gconstpointer unused)
{
  GString *wanted = g_string_new (NULL);
  g_autofree char *bulk = NULL;
  g_autoptr (NwRecord) last = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *code = g_strdup_printf ("F%03u", i);
      g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "name", code, "code", code, NULL);

      for (guint k = 0; k < i % 4; k++)
        {
          g_autofree char *reference = g_strdup_printf ("%u", k);
          g_autoptr (NwRecord) child = requirement (r, code, reference, "true");
        }
      g_string_append_printf (wanted, "%u ", i % 4);
    }
  bulk = listed (r, "requirements");
  g_assert_cmpstr (bulk, ==, wanted->str);
  last = nw_store_find (r->store, &nw_framework, "F599", NULL);
  assert_text (r->store, last, "requirements", "3");
  g_assert_true (nw_store_computes_from (r->store, &nw_framework, &nw_requirement));
  g_assert_false (nw_store_computes_from (r->store, &nw_framework, &nw_vendor));
  g_string_free (wanted, TRUE);
}

/* A figure of the register beats the shipped one, in its time only. */
static void
test_figures (Register *r, gconstpointer unused)
{
  NwContext *context = &r->store->context;
  g_autoptr (NwRecord) old = NULL, late = NULL;

  g_assert_cmpint (nw_figure (context, "gdpr.breach_hours", 20000), ==, 72);
  g_assert_cmpint (nw_figure (context, "no.such", 20000), ==, NW_UNKNOWN);
  old = make (r->store, &nw_legal_parameter, "key", "gdpr.breach_hours", "value", "72", "valid_from", "2018-05-25", "valid_to", "2026-12-31", NULL);
  late = make (r->store, &nw_legal_parameter, "key", "gdpr.breach_hours", "value", "96", "valid_from", "2027-01-01", NULL);
  g_assert_cmpint (nw_figure (context, "gdpr.breach_hours", nw_day_parse ("2026-12-31")), ==, 72);
  g_assert_cmpint (nw_figure (context, "gdpr.breach_hours", nw_day_parse ("2027-01-01")), ==, 96);
  g_assert_cmpint (nw_figure (context, "gdpr.breach_hours", nw_day_parse ("2010-01-01")), ==, NW_UNKNOWN);
  edit_good (r->store, late, "value", "48");
  g_assert_cmpint (nw_figure (context, "gdpr.breach_hours", nw_day_parse ("2027-01-01")), ==, 48);
}

static void
test_calendar (Register *r, gconstpointer unused)
{
  NwContext *context = &r->store->context;
  NwDay peace = nw_day_parse ("2026-08-08");
  g_autoptr (NwRecord) holiday = NULL;

  g_assert_cmpuint (nw_calendar_holiday_in (nw_context_calendar (context), peace), ==, 0);
  holiday = make (r->store, &nw_holiday, "land", "BY", "date", "2026-08-08", "name_de", "Friedensfest", NULL);
  g_assert_cmpuint (nw_calendar_holiday_in (nw_context_calendar (context), peace), ==, nw_land ("BY"));
  edit_good (r->store, holiday, "land", "");
  g_assert_cmpuint (nw_calendar_holiday_in (nw_context_calendar (context), peace), ==, NW_ALL_LANDS);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/facts/children", test_children);
  REGISTER ("/facts/only-dependents", test_only_dependents);
  REGISTER ("/facts/bulk", test_bulk);
  REGISTER ("/facts/figures", test_figures);
  REGISTER ("/facts/calendar", test_calendar);
  return g_test_run ();
}
