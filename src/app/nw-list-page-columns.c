/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-list-page-private.h"

#include "nw-column.h"
#include "nw-state.h"

#include <glib/gi18n.h>

/* About the width of one character and the space around a cell, in pixels. */
#define CHAR_WIDTH 8
#define CELL_PADDING 18

static gboolean
has_field (GArray *fields, guint field)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_array_index (fields, guint, i) == field)
      return TRUE;
  return FALSE;
}

/* First what a record is called, then what the program knows of it, then what
 * people entered: that they know. */
static void
add_default_fields (NwListPage *self)
{
  guint n, names;
  const NwField *fields = nw_entity_get_fields (self->entity, &n);
  int title = nw_entity_title_index (self->entity);

  names = title >= 0 ? (guint) title + 1 : NW_FIELD_CODE + 1;
  for (guint i = 0; i < names; i++)
    if (fields[i].flags & NW_COLUMN)
      g_array_append_val (self->fields, i);
  for (guint computed = 2; computed-- > 0;)
    for (guint i = names; i < n; i++)
      if (fields[i].flags & NW_COLUMN && fields[i].computed == (gboolean) computed)
        g_array_append_val (self->fields, i);
}

static void
load_fields (NwListPage *self)
{
  g_autofree char *text = nw_state_dup_string (self->entity->name, "columns");
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ";", -1);

  g_array_set_size (self->fields, 0);
  for (guint i = 0; names[i] != NULL; i++)
    {
      int index = *names[i] != '\0' ? nw_entity_field_index (self->entity, names[i]) : -1;
      guint field = (guint) index;

      if (index >= 0 && !has_field (self->fields, field))
        g_array_append_val (self->fields, field);
    }
  if (self->fields->len == 0)
    add_default_fields (self);
}

static void
save_fields (NwListPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ";" : "",
                            nw_entity_get_field (self->entity, g_array_index (self->fields, guint, i))->name);
  nw_state_set_string (self->entity->name, "columns", text->str);
}

static void
remove_columns (NwListPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
    }
}

static void
make_columns (NwListPage *self)
{
  remove_columns (self);
  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = nw_column_new (self->session, self->entity,
                                                              g_array_index (self->fields, guint, i));

      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
    }
}

/* Makes the columns that the person chose for this kind, or the usual ones. */
void
nw_list_page_load_columns (NwListPage *self)
{
  load_fields (self);
  make_columns (self);
}

static void
field_toggled_cb (GtkCheckButton *check, NwListPage *self)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "nw-field"));
  gboolean wanted = gtk_check_button_get_active (check);
  guint i = 0;

  while (i < self->fields->len && g_array_index (self->fields, guint, i) != field)
    i++;
  if (wanted)
    g_array_append_val (self->fields, field);
  else if (i < self->fields->len && self->fields->len > 1)
    g_array_remove_index (self->fields, i);
  else
    gtk_check_button_set_active (check, TRUE);

  save_fields (self);
  self->setting_up = TRUE;
  make_columns (self);
  nw_list_page_load_order (self);
  self->setting_up = FALSE;
  nw_list_set_fields (self->list, self->fields);
  nw_list_page_fit_columns (self);
}

/* Fills the column chooser with a check button for every field of the kind. */
void
nw_list_page_fill_chooser (NwListPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->columns)) != NULL)
    gtk_box_remove (GTK_BOX (self->columns), child);
  for (guint i = 0; i < nw_entity_n_fields (self->entity); i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (nw_field_label (nw_entity_get_field (self->entity, i)));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), has_field (self->fields, i));
      g_object_set_data (G_OBJECT (check), "nw-field", GUINT_TO_POINTER (i));
      g_signal_connect (check, "toggled", G_CALLBACK (field_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->columns), check);
    }
}

static int
column_width (NwListPage *self, GtkColumnViewColumn *column)
{
  const NwField *field = nw_entity_get_field (self->entity, nw_column_get_field (column));
  int chars = MIN ((int) nw_column_get_chars (field), 12);

  chars = MAX (chars, (int) g_utf8_strlen (gtk_column_view_column_get_title (column), -1) + 1);
  return chars * CHAR_WIDTH + CELL_PADDING;
}

/* A narrow table keeps what identifies a record and drops what does not fit;
 * the code goes first, because the title says more. */
void
nw_list_page_fit_columns (NwListPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  int room = gtk_widget_get_width (GTK_WIDGET (self));
  int title = self->entity != NULL ? nw_entity_title_index (self->entity) : -1;
  int used = title >= 0 ? 14 * CHAR_WIDTH + CELL_PADDING : 0;
  gboolean narrow = room < 600;

  for (guint i = 0; room > 0 && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean is_title = (int) nw_column_get_field (column) == title;

      if (!is_title)
        used += column_width (self, column);
      gtk_column_view_column_set_visible (column, !narrow || is_title || used <= room || (title < 0 && i == 0));
    }
  /* Columns that go leave the view where nothing is drawn any more. */
  if (narrow)
    gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* Remembers which column orders the rows of this kind. */
void
nw_list_page_save_order (NwListPage *self)
{
  guint field = NW_FIELD_CODE;
  gboolean descending = FALSE;
  g_autofree char *text = NULL;

  nw_column_ask_order (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), &field, &descending);
  text = g_strconcat (descending ? "-" : "", nw_entity_get_field (self->entity, field)->name, NULL);
  nw_state_set_string (self->entity->name, "sort", text);
  nw_list_set_sort (self->list, field, descending);
}

/* Orders the rows as they were when the person last saw this kind. */
void
nw_list_page_load_order (NwListPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  g_autofree char *text = nw_state_dup_string (self->entity->name, "sort");
  gboolean descending = text != NULL && *text == '-';
  int index = text != NULL ? nw_entity_field_index (self->entity, text + descending) : NW_FIELD_CODE;
  guint field = index >= 0 ? (guint) index : NW_FIELD_CODE;

  nw_list_set_sort (self->list, field, descending);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (nw_column_get_field (column) == field)
        gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}
