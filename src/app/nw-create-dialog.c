/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-create-dialog.h"

#include "nw-field-row.h"

#include <glib/gi18n.h>

struct _NwCreateDialog
{
  AdwWindow parent_instance;

  GtkWidget *title;
  GtkWidget *group;
  GtkWidget *error_bar;
  GtkWidget *error;

  NwEditing *editing;
  GPtrArray *rows; /* of NwFieldRow, borrowed */
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwCreateDialog, nw_create_dialog, ADW_TYPE_WINDOW)

static void
nw_create_dialog_dispose (GObject *object)
{
  NwCreateDialog *self = NW_CREATE_DIALOG (object);

  g_clear_object (&self->editing);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nw_create_dialog_parent_class)->dispose (object);
}

static void
focus_first_error (NwCreateDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NwFieldRow *row = g_ptr_array_index (self->rows, i);

      if (nw_field_row_get_error (row) == NULL)
        continue;
      gtk_widget_grab_focus (nw_editor_get_control (nw_field_row_get_editor (row)));
      return;
    }
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwCreateDialog *self = NW_CREATE_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  gint64 id;

  for (guint i = 0; i < self->rows->len; i++)
    nw_editor_flush (nw_field_row_get_editor (g_ptr_array_index (self->rows, i)));
  id = nw_editing_create (self->editing, &error);
  gtk_widget_set_visible (self->error_bar, error != NULL);
  if (error != NULL)
    gtk_label_set_text (GTK_LABEL (self->error), error->message);
  if (id <= 0)
    {
      focus_first_error (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
nw_create_dialog_class_init (NwCreateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_create_dialog_dispose;
  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-create-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NwCreateDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NwCreateDialog, group);
  gtk_widget_class_bind_template_child (widget_class, NwCreateDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, NwCreateDialog, error);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.create", NULL);
}

static void
nw_create_dialog_init (NwCreateDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_row (NwCreateDialog *self, const NwEntity *entity, guint index)
{
  GtkWidget *row = nw_field_row_new (entity, index);
  GtkWidget *control = nw_editor_get_control (nw_field_row_get_editor (NW_FIELD_ROW (row)));

  /* Only here: a window without a default widget would activate any button. */
  if (GTK_IS_ENTRY (control))
    gtk_entry_set_activates_default (GTK_ENTRY (control), TRUE);
  nw_field_row_set_editing (NW_FIELD_ROW (row), self->editing);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
  g_ptr_array_add (self->rows, row);
}

/* Required fields and the title; kinds with neither ask their columns. */
static void
add_rows (NwCreateDialog *self, const NwEntity *entity)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (!fields[i].computed && i != NW_FIELD_CODE && fields[i].flags & (NW_REQUIRED | NW_TITLE))
      add_row (self, entity, i);
  for (guint i = 0; self->rows->len == 0 && i < n; i++)
    if (!fields[i].computed && i != NW_FIELD_CODE && fields[i].flags & NW_COLUMN)
      add_row (self, entity, i);
}

/* The cursor waits in the first field that is still empty. */
static void
focus_first_empty (NwCreateDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NwEditor *editor = nw_field_row_get_editor (g_ptr_array_index (self->rows, i));

      if (nw_value_is_set (nw_editor_get_value (editor)))
        continue;
      gtk_window_set_focus (GTK_WINDOW (self), nw_editor_get_control (editor));
      return;
    }
}

/* Returns: (transfer full): a dialog for a new record of @entity */
GtkWidget *
nw_create_dialog_new (GtkWindow *parent, NwSession *session, const NwEntity *entity)
{
  NwCreateDialog *self = g_object_new (NW_TYPE_CREATE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = g_strdup_printf (_("New: %s"), nw_entity_label (entity));

  self->editing = nw_editing_new_for_kind (session, entity);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  add_rows (self, entity);
  focus_first_empty (self);
  return GTK_WIDGET (self);
}

/* Fills the reference from which the person came. */
void
nw_create_dialog_set_ref (NwCreateDialog *self, const char *field, gint64 target)
{
  const NwEntity *entity = nw_editing_get_entity (self->editing);
  int index = nw_entity_field_index (entity, field);
  g_auto (NwValue) value = NW_VALUE_NONE;

  g_return_if_fail (index >= 0);

  if (nw_entity_get_field (entity, (guint) index)->kind == &NW_LINKS)
    value = nw_value_take (g_strdup_printf ("%" G_GINT64_FORMAT, target));
  else
    value = nw_value_number (target);
  nw_editing_set_value (self->editing, (guint) index, &value);
  focus_first_empty (self);
}
