/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-field-row.h"

#include <glib/gi18n.h>

struct _NwFieldRow
{
  AdwPreferencesRow parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *slot;
  GtkWidget *reason;
  GtkWidget *error;
  GtkWidget *error_box;

  /* Borrowed */
  NwEditor *editor;

  /* Owned references */
  NwEditing *editing;
  gulong     changed_id;
};

G_DEFINE_FINAL_TYPE (NwFieldRow, nw_field_row, ADW_TYPE_PREFERENCES_ROW)

static void
disconnect (NwFieldRow *self)
{
  if (self->editing != NULL)
    g_clear_signal_handler (&self->changed_id, self->editing);
  g_clear_object (&self->editing);
}

static void
nw_field_row_dispose (GObject *object)
{
  disconnect (NW_FIELD_ROW (object));
  G_OBJECT_CLASS (nw_field_row_parent_class)->dispose (object);
}

static void
pressed_cb (NwFieldRow *self)
{
  gtk_widget_grab_focus (nw_editor_get_control (self->editor));
}

static void
nw_field_row_class_init (NwFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_field_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, box);
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, title);
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, slot);
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, reason);
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, error);
  gtk_widget_class_bind_template_child (widget_class, NwFieldRow, error_box);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
nw_field_row_init (NwFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_error (NwFieldRow *self)
{
  const char *error = nw_editing_get_error (self->editing, nw_editor_get_index (self->editor));
  GtkAccessible *control = GTK_ACCESSIBLE (nw_editor_get_control (self->editor));

  gtk_label_set_text (GTK_LABEL (self->error), error != NULL ? error : "");
  gtk_widget_set_visible (self->error_box, error != NULL);
  gtk_accessible_update_state (control, GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
editing_changed_cb (NwFieldRow *self, guint field)
{
  if (field != nw_editor_get_index (self->editor))
    return;
  nw_editor_update (self->editor);
  update_error (self);
}

static char *
make_title (const NwField *field)
{
  if (field->flags & NW_REQUIRED)
    /* Translators: name of a field that must not be empty */
    return g_strdup_printf (_("%s (required)"), nw_field_label (field));
  return g_strdup (nw_field_label (field));
}

/* Returns: (transfer floating): the row of field @index of @entity */
GtkWidget *
nw_field_row_new (const NwEntity *entity, guint index)
{
  NwFieldRow *self = g_object_new (NW_TYPE_FIELD_ROW, NULL);
  const NwField *field = nw_entity_get_field (entity, index);
  g_autofree char *title = make_title (field);
  GtkWidget *control;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_widget_set_name (GTK_WIDGET (self), field->name);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  self->editor = nw_editor_new (entity, index);
  adw_bin_set_child (ADW_BIN (self->slot), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (self->box), nw_editor_get_suffix (self->editor));

  control = nw_editor_get_control (self->editor);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->reason, self->error, NULL, -1);
  return GTK_WIDGET (self);
}

/* @editing: (nullable): what the row edits from now on */
void
nw_field_row_set_editing (NwFieldRow *self, NwEditing *editing)
{
  g_return_if_fail (NW_IS_FIELD_ROW (self));

  nw_editor_flush (self->editor);
  disconnect (self);
  nw_editor_set_editing (self->editor, editing);
  if (editing == NULL)
    return;
  self->editing = g_object_ref (editing);
  self->changed_id = g_signal_connect_object (editing, "changed", G_CALLBACK (editing_changed_cb), self,
                                              G_CONNECT_SWAPPED);
  update_error (self);
}

/* @reason: (nullable): why the value is what it is */
void
nw_field_row_set_reason (NwFieldRow *self, const char *reason)
{
  gtk_label_set_text (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);
}

/* Returns: (nullable): the reason that the row shows */
const char *
nw_field_row_get_reason (NwFieldRow *self)
{
  return gtk_widget_get_visible (self->reason) ? gtk_label_get_text (GTK_LABEL (self->reason)) : NULL;
}

NwEditor *
nw_field_row_get_editor (NwFieldRow *self)
{
  return self->editor;
}

/* Returns: (nullable): the error text that the row shows */
const char *
nw_field_row_get_error (NwFieldRow *self)
{
  return gtk_widget_get_visible (self->error_box) ? gtk_label_get_text (GTK_LABEL (self->error)) : NULL;
}
