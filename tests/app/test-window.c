/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-help.h"

#include "nw-create-dialog.h"
#include "nw-list.h"
#include "nw-search-page.h"
#include "nw-sidebar.h"
#include "nw-state.h"

#include <glib/gstdio.h>
#include <string.h>

/* Tries texts until the field takes one: each kind of value has its form. */
static void
type_something (NwFieldRow *row)
{
  static const char *const texts[] = { "Probe", "3", "2026-04-01", "DE", "EUR", "2026-04", "https://example.com/", "a@example.com",
                                       "2026-04-01 10:00", "09:30", "V01", "XC01", "E01", "P01", "SEC01", "0:100" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      type_text (row, texts[i]);
      if (nw_field_row_get_error (row) == NULL)
        return;
    }
  g_error ("%s takes nothing: %s", gtk_widget_get_name (GTK_WIDGET (row)), nw_field_row_get_error (row));
}

static gint64 make_record (Fixture *f, const NwEntity *entity);

/* Fills one row of a form through the widget that it shows. */
static void
fill_row (Fixture *f, NwFieldRow *row)
{
  NwEditor *editor = nw_field_row_get_editor (row);
  GtkWidget *control = nw_editor_get_control (editor);
  const NwField *field = nw_editor_get_field (editor);

  if (nw_value_is_set (nw_editor_get_value (editor)))
    return;
  if (GTK_IS_ENTRY (control))
    type_something (row);
  else if (GTK_IS_DROP_DOWN (control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (control), 1);
  else if (field->kind == &NW_REF)
    g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (control)), "picked",
                           make_record (f, field->target));
  else if (GTK_IS_TEXT_VIEW (control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), "Probe", -1);
  settle ();
}

static void
fill_rows (Fixture *f, GtkWidget *root)
{
  if (NW_IS_FIELD_ROW (root))
    {
      fill_row (f, NW_FIELD_ROW (root));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    fill_rows (f, child);
}

static void
created_cb (NwCreateDialog *dialog, gint64 id, gint64 *created)
{
  *created = id;
}

/* The kind whose new records bring all there can be of @entity, or NULL. */
static const NwEntity *
bringer_of (const NwEntity *entity)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    for (guint b = 0; b < G_N_ELEMENTS (entities[i]->brings); b++)
      if (entities[i]->brings[b] == entity)
        return entities[i];
  return NULL;
}

static gint64
first_id (Fixture *f, const NwEntity *entity)
{
  g_autoptr (NwList) list = nw_list_new (f->session, entity);
  g_autoptr (NwRecord) record = NULL;

  nw_list_load (list);
  record = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_nonnull (record);
  return nw_record_get_id (record);
}

/* Makes a record through the dialog that a person would fill. */
static gint64
make_record (Fixture *f, const NwEntity *entity)
{
  GtkWidget *dialog;
  gint64 id = 0;

  if (entity->flags & NW_SINGLE)
    return first_id (f, entity);
  if (bringer_of (entity) != NULL)
    {
      make_record (f, bringer_of (entity));
      return first_id (f, entity);
    }
  dialog = nw_create_dialog_new (GTK_WINDOW (f->window), f->session, entity);
  g_signal_connect (dialog, "created", G_CALLBACK (created_cb), &id);
  gtk_window_present (GTK_WINDOW (dialog));
  fill_rows (f, dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.create", NULL));
  settle ();
  if (id == 0)
    g_error ("%s was not created", entity->name);
  return id;
}

static NwFieldRow *
find_row (Fixture *f, const NwEntity *entity, gboolean (*wanted) (const NwField *field, guint index))
{
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    if (wanted (nw_entity_get_field (entity, i), i))
      return nw_field_form_get_row (nw_form_page_get_form (form_page (f)), i);
  return NULL;
}

static gboolean
is_plain_text (const NwField *field, guint index)
{
  return field->kind == &NW_TEXT && !field->computed && field->check == NULL && index != NW_FIELD_CODE;
}

static gboolean
is_date (const NwField *field, guint index)
{
  return field->kind == &NW_DATE && !field->computed;
}

static gboolean
is_number (const NwField *field, guint index)
{
  return !field->computed && (field->kind == &NW_INT || field->kind == &NW_MONEY || field->kind == &NW_DECIMAL);
}

static char *
dup_shown (NwFieldRow *row)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (nw_editor_get_control (nw_field_row_get_editor (row)))));
}

/* A typed text is stored, undone, and done again. */
static void
check_typing (Fixture *f, NwRecord *record)
{
  NwFieldRow *row = find_row (f, nw_record_get_entity (record), is_plain_text);
  g_autofree char *before = NULL;
  guint field;

  if (row == NULL)
    return;
  field = nw_editor_get_index (nw_field_row_get_editor (row));
  before = dup_shown (row);
  type_text (row, "Größenänderung");
  g_assert_null (nw_field_row_get_error (row));
  g_assert_cmpstr (nw_value_get_text (nw_record_get_cell (record, field)), ==, "Größenänderung");
  activate (f, "win.undo");
  g_assert_cmpstr (nw_value_get_text (nw_record_get_cell (record, field)) ?: "", ==, before);
  activate (f, "win.redo");
  g_assert_cmpstr (nw_value_get_text (nw_record_get_cell (record, field)), ==, "Größenänderung");
}

/* What is not valid stays in its field with the reason, and is not stored. */
static void
check_error (Fixture *f, NwRecord *record)
{
  NwFieldRow *row = find_row (f, nw_record_get_entity (record), is_date) ?: find_row (f, nw_record_get_entity (record), is_number);
  g_auto (NwValue) before = NW_VALUE_NONE;
  g_autofree char *shown = NULL;
  guint field;

  if (row == NULL)
    return;
  field = nw_editor_get_index (nw_field_row_get_editor (row));
  before = nw_value_copy (nw_record_get_cell (record, field));
  shown = dup_shown (row);
  type_text (row, "31.02.2026");
  g_assert_nonnull (nw_field_row_get_error (row));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_true (nw_value_equal (nw_record_get_cell (record, field), &before));
  type_text (row, shown);
  g_assert_null (nw_field_row_get_error (row));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
}

static void
check_deletion (Fixture *f, NwRecord *record)
{
  guint before = n_rows (f);

  g_assert_true (nw_form_page_get_record (form_page (f)) == record);
  activate (f, "win.delete-record");
  g_assert_true (nw_form_page_get_record (form_page (f)) == record);
  g_assert_true (nw_record_is_deleted (record));
  g_assert_cmpuint (n_rows (f), ==, before - 1);
  activate (f, "win.restore-record");
  g_assert_false (nw_record_is_deleted (record));
  g_assert_cmpuint (n_rows (f), ==, before);
}

static void
check_kind (Fixture *f, const NwEntity *entity)
{
  g_autoptr (NwRecord) record = NULL;
  guint before;
  gint64 id;

  nw_window_show_kind (f->window, entity, NULL, 0);
  settle ();
  g_assert_true (nw_list_page_get_entity (list_page (f)) == entity);
  before = n_rows (f);
  id = make_record (f, entity);
  if (!(entity->flags & NW_SINGLE))
    g_assert_cmpuint (n_rows (f), >, before);

  record = nw_session_get_record (f->session, entity, id);
  g_assert_nonnull (record);
  nw_window_show_record (f->window, record);
  settle ();
  g_assert_true (nw_form_page_get_record (form_page (f)) == record);
  check_typing (f, record);
  check_error (f, record);
  if (!(entity->flags & NW_SINGLE))
    check_deletion (f, record);
}

static void
test_every_kind (Fixture *f, gconstpointer unused)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", entities[i]->name);
      check_kind (f, entities[i]);
    }
}

/* A dialog that lacks what is required says so beside the field. */
static void
test_create_refuses_empty (Fixture *f, gconstpointer unused)
{
  GtkWidget *dialog = nw_create_dialog_new (GTK_WINDOW (f->window), f->session, &nw_vendor);
  NwFieldRow *row;

  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.create", NULL));
  settle ();
  row = NW_FIELD_ROW (find_type (dialog, NW_TYPE_FIELD_ROW, "name"));
  g_assert_nonnull (nw_field_row_get_error (row));
  g_assert_cmpint (nw_store_count (nw_session_get_store (f->session), &nw_vendor), ==, 0);
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
}

typedef struct
{
  guint calls, removed, added;
} Seen;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Seen *seen)
{
  seen->calls++;
  seen->removed += removed;
  seen->added += added;
}

static const char *
title_at (NwList *list, guint position)
{
  g_autoptr (NwRecord) record = g_list_model_get_item (G_LIST_MODEL (list), position);

  return nw_record_get_title (record);
}

/* One edit moves one row; all others stay where they are. */
static void
test_list_moves_one_row (Fixture *f, gconstpointer unused)
{
  guint name = (guint) nw_entity_field_index (&nw_vendor, "name");
  g_autoptr (NwList) list = nw_list_new (f->session, &nw_vendor);
  g_autoptr (NwRecord) record = NULL;
  g_autoptr (NwEditing) editing = NULL;
  Seen seen = { 0 };

  record = nw_session_get_record (f->session, &nw_vendor, make_vendor (f, "Anton"));
  make_vendor (f, "Berta");
  make_vendor (f, "Cäsar");
  nw_list_set_sort (list, name, FALSE);
  nw_list_load (list);
  g_assert_cmpstr (title_at (list, 0), ==, "Anton");

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &seen);
  editing = nw_editing_new_for_record (f->session, record);
  g_assert_true (nw_editing_set_text (editing, name, "Anja"));
  g_assert_cmpuint (seen.calls, ==, 0);
  g_assert_true (nw_editing_set_text (editing, name, "Dora"));
  g_assert_cmpuint (seen.removed, ==, 1);
  g_assert_cmpuint (seen.added, ==, 1);
  g_assert_cmpstr (title_at (list, 2), ==, "Dora");
}

static void
test_list_filters (Fixture *f, gconstpointer unused)
{
  guint name = (guint) nw_entity_field_index (&nw_vendor, "name");
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (NwList) list = nw_list_new (f->session, &nw_vendor);

  make_vendor (f, "Müller Rechenzentrum");
  make_vendor (f, "Schmidt Druck");
  g_array_append_val (fields, name);
  nw_list_set_fields (list, fields);
  nw_list_load (list);
  nw_list_set_filter (list, "MÜLLER rech");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpuint (nw_list_get_total (list), ==, 2);
  nw_list_set_filter (list, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

/* What refers to a record leads to a list of just those, and back again. */
static void
test_related_and_back (Fixture *f, gconstpointer unused)
{
  gint64 vendor = make_vendor (f, "Alpha AG");
  const char *field;
  gint64 target;

  make_record (f, &nw_contract);
  nw_window_show_kind (f->window, &nw_vendor, NULL, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-related", "(ssx)", "contract", "vendor", vendor));
  settle ();
  g_assert_true (nw_list_page_get_entity (list_page (f)) == &nw_contract);
  g_assert_true (nw_list_page_get_scope (list_page (f), &field, &target));
  g_assert_cmpint (target, ==, vendor);
  g_assert_cmpuint (n_rows (f), ==, 0);
  activate (f, "win.back");
  g_assert_true (nw_list_page_get_entity (list_page (f)) == &nw_vendor);
}

static void
test_search_finds_all_kinds (Fixture *f, gconstpointer unused)
{
  NwSearchPage *page;

  make_vendor (f, "Überlandwerk Süd");
  activate (f, "win.search");
  page = NW_SEARCH_PAGE (find_type (GTK_WIDGET (f->window), NW_TYPE_SEARCH_PAGE, NULL));
  nw_search_page_search (page, "überland");
  settle ();
  g_assert_nonnull (find_type (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, NULL));
  activate (f, "win.back");
}

/* Column header clicks order the rows by the kind of value. */
static void
test_sort_by_header (Fixture *f, gconstpointer unused)
{
  GtkWidget *view;
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (NwRecord) first = NULL;

  make_vendor (f, "Zeta");
  make_vendor (f, "Alpha");
  nw_window_show_kind (f->window, &nw_vendor, NULL, 0);
  settle ();
  view = find_type (GTK_WIDGET (list_page (f)), GTK_TYPE_COLUMN_VIEW, NULL);
  column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), 1);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column, GTK_SORT_ASCENDING);
  first = g_list_model_get_item (nw_list_page_get_model (list_page (f)), 0);
  g_assert_cmpstr (nw_record_get_title (first), ==, "Alpha");
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column, GTK_SORT_DESCENDING);
  g_clear_object (&first);
  first = g_list_model_get_item (nw_list_page_get_model (list_page (f)), 0);
  g_assert_cmpstr (nw_record_get_title (first), ==, "Zeta");
}

/* What was typed is kept when the window closes over it. */
static void
test_close_keeps_typing (Fixture *f, gconstpointer unused)
{
  gint64 id = make_vendor (f, "Vorher");
  g_autoptr (NwRecord) record = nw_session_get_record (f->session, &nw_vendor, id);
  guint name = (guint) nw_entity_field_index (&nw_vendor, "name");
  NwFieldRow *row;

  nw_window_show_record (f->window, record);
  settle ();
  row = nw_field_form_get_row (nw_form_page_get_form (form_page (f)), name);
  gtk_editable_set_text (GTK_EDITABLE (nw_editor_get_control (nw_field_row_get_editor (row))), "Nachher");
  nw_form_page_flush (form_page (f));
  g_assert_cmpstr (nw_record_get_title (record), ==, "Nachher");
}

static void
test_missing_file (Fixture *f, gconstpointer unused)
{
  g_assert_false (nw_window_open (f->window, "/nowhere/gone.nachweis"));
  settle ();
  g_assert_nonnull (nw_window_get_session (f->window));
}

/* A window closed while its thread still works is neither shown nor touched again. */
static void
test_close_while_creating (Fixture *f, gconstpointer unused)
{
  const NwInitOptions options = { .organisation = "Muster GmbH", .land = "BE", .actor = "Anna Weber" };
  g_autofree char *path = test_path ("closed.nachweis");
  NwWindow *window = new_window ();

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  settle ();
  nw_window_create (window, path, &options);
  gtk_window_close (GTK_WINDOW (window));
  for (guint i = 0; i < 200 && window != NULL; i++)
    settle ();
  g_assert_null (window);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_remove (path);
}

/* Widths down to that of a telephone fold the panes and break nothing. */
static void
test_narrow (Fixture *f, gconstpointer unused)
{
  gint64 id = make_vendor (f, "Schmal GmbH");
  int minimum;

  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  settle ();
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 412);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-record", "(sx)", "vendor", id));
  settle ();
  activate (f, "win.close-record");
  activate (f, "win.show-navigation");
}

static void
add_tests (void)
{
  ADD ("every-kind", test_every_kind);
  ADD ("create-refuses-empty", test_create_refuses_empty);
  ADD ("close-while-creating", test_close_while_creating);
  ADD ("list/moves-one-row", test_list_moves_one_row);
  ADD ("list/filters", test_list_filters);
  ADD ("list/sort-by-header", test_sort_by_header);
  ADD ("related-and-back", test_related_and_back);
  ADD ("search-finds-all-kinds", test_search_finds_all_kinds);
  ADD ("close-keeps-typing", test_close_keeps_typing);
  ADD ("missing-file", test_missing_file);
  ADD ("narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return run_window_tests (argc, argv, add_tests);
}
