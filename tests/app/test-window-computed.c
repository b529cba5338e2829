/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-help.h"

#include "nw-view-line.h"
#include "nw-view-page.h"

#include <string.h>

static NwFieldRow *
row_of (Fixture *f, const char *field)
{
  return NW_FIELD_ROW (find_type (GTK_WIDGET (nw_form_page_get_form (form_page (f))), NW_TYPE_FIELD_ROW, field));
}

/* A contract whose notice must be received by 2026-09-30. */
static NwRecord *
make_contract (Fixture *f)
{
  static const char *const values[][2] = {
    { "title", "Hosting" }, { "starts_on", "2025-01-01" }, { "initial_term_months", "12" }, { "renewal", "auto" },
    { "renewal_months", "12" }, { "notice_value", "3" }, { "notice_unit", "months" },
  };
  NwStore *store = nw_session_get_store (f->session);
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, &nw_contract, NULL);
  const NwReason reason = { NW_ENTRY_EDIT, "Anna Weber", NULL };
  g_autoptr (GError) error = NULL;

  make_vendor (f, "Alpha AG");
  nw_store_set_day (store, nw_day_parse ("2026-09-01"));
  nw_store_set_text (store, row, NULL, "vendor", "V-0001", NW_FORM_MACHINE, &error);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    nw_store_set_text (store, row, NULL, values[i][0], values[i][1], NW_FORM_MACHINE, &error);
  g_assert_no_error (error);
  g_assert_true (nw_store_commit (store, change, &reason, &error));
  settle ();
  return nw_session_get_record (f->session, &nw_contract, row->id);
}

/* The form says when, and why; both follow what is typed. */
static void
test_reasons (Fixture *f, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make_contract (f);
  NwFieldRow *last;

  nw_window_show_record (f->window, record);
  settle ();
  last = row_of (f, "last_receipt");
  g_assert_cmpstr (nw_value_get_text (nw_record_get (record, "last_receipt")), ==, "2026-09-30");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-09-30"));
  type_text (row_of (f, "notice_value"), "1");
  g_assert_cmpstr (nw_value_get_text (nw_record_get (record, "last_receipt")), ==, "2026-11-30");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-11-30"));
  type_text (row_of (f, "notice_value"), "");
  g_assert_false (nw_value_is_set (nw_record_get (record, "last_receipt")));
}

/* What is typed shows at once what would follow, says that it is not stored,
 * and is gone when it is taken back. */
static void
test_preview (Fixture *f, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make_contract (f);
  GtkWidget *control, *group;
  NwFieldRow *last;
  GtkEditable *shown;

  nw_window_show_record (f->window, record);
  settle ();
  last = row_of (f, "last_receipt");
  control = nw_editor_get_control (nw_field_row_get_editor (row_of (f, "notice_value")));
  shown = GTK_EDITABLE (control);
  group = gtk_widget_get_ancestor (GTK_WIDGET (last), ADW_TYPE_PREFERENCES_GROUP);

  gtk_editable_set_text (shown, "1");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-11-30"));
  g_assert_nonnull (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), "Preview"));
  g_assert_cmpstr (nw_value_get_text (nw_record_get (record, "last_receipt")), ==, "2026-09-30");
  gtk_editable_set_text (shown, "one");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-09-30"));
  gtk_editable_set_text (shown, "2");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-10-31"));
  gtk_editable_set_text (shown, "3");
  g_assert_nonnull (strstr (nw_field_row_get_reason (last), "2026-09-30"));
  g_assert_null (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), "Preview"));

  type_text (row_of (f, "notice_value"), "1");
  g_assert_cmpstr (nw_value_get_text (nw_record_get (record, "last_receipt")), ==, "2026-11-30");
  g_assert_null (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), "Preview"));
}

static guint
n_lines (NwViewPage *page)
{
  return g_list_model_get_n_items (nw_view_page_get_model (page));
}

/* The page lists what falls due, follows edits, and leads to the record. */
static void
test_views (Fixture *f, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make_contract (f);
  NwViewPage *page = NW_VIEW_PAGE (find_type (GTK_WIDGET (f->window), NW_TYPE_VIEW_PAGE, NULL));
  guint before;

  nw_window_show_view (f->window, NW_VIEW_DEADLINES);
  settle ();
  before = n_lines (page);
  g_assert_cmpuint (before, >, 0);
  g_signal_emit_by_name (find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW, "lines"), "activate", 0);
  settle ();
  g_assert_nonnull (nw_form_page_get_record (form_page (f)));
  activate (f, "win.back");
  g_assert_cmpint (nw_view_page_get_view (page), ==, NW_VIEW_DEADLINES);
  g_assert_true (nw_session_mark (f->session, record, NW_MARK_DELETE, NULL));
  for (guint i = 0; i < 100 && n_lines (page) == before; i++)
    settle ();
  g_assert_cmpuint (n_lines (page), <, before);
  nw_window_show_view (f->window, NW_VIEW_GAPS);
  settle ();
  g_assert_cmpint (nw_view_page_get_view (page), ==, NW_VIEW_GAPS);
  nw_window_show_view (f->window, NW_VIEW_KPIS);
  settle ();
  g_assert_cmpuint (n_lines (page), ==, 30);
}

static gboolean
says (NwViewPage *page, const char *text)
{
  for (guint i = 0; i < n_lines (page); i++)
    {
      g_autoptr (NwViewLine) line = g_list_model_get_item (nw_view_page_get_model (page), i);

      if (strstr (line->about, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What key figures were a month ago comes from a thread, and stands beside
 * them when it is there. */
static void
test_trend (Fixture *f, gconstpointer unused)
{
  NwViewPage *page = NW_VIEW_PAGE (find_type (GTK_WIDGET (f->window), NW_TYPE_VIEW_PAGE, NULL));

  nw_store_set_day (nw_session_get_store (f->session), nw_day_today () + 40);
  nw_window_show_view (f->window, NW_VIEW_KPIS);
  g_assert_false (says (page, "unchanged"));
  for (guint i = 0; i < 1000 && !says (page, "unchanged"); i++)
    settle ();
  g_assert_true (says (page, "unchanged"));
}

static void
add_tests (void)
{
  ADD ("reasons", test_reasons);
  ADD ("preview", test_preview);
  ADD ("views", test_views);
  ADD ("trend", test_trend);
}

int
main (int argc, char **argv)
{
  return run_window_tests (argc, argv, add_tests);
}
