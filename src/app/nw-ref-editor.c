/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"
#include "nw-picker.h"

#include <glib/gi18n.h>

/* A reference to one record: what it is called, a picker to choose another,
 * and buttons to clear it and to go there. */
#define NW_TYPE_REF_EDITOR (nw_ref_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwRefEditor, nw_ref_editor, NW, REF_EDITOR, NwEditor)

struct _NwRefEditor
{
  NwEditor parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *clear;
  GtkWidget *jump;
  GtkWidget *picker;
};

G_DEFINE_FINAL_TYPE (NwRefEditor, nw_ref_editor, NW_TYPE_EDITOR)

static void
picked_cb (NwRefEditor *self, gint64 id)
{
  const NwValue value = nw_value_number (id);

  nw_editor_set_value (NW_EDITOR (self), &value);
}

static void
clear_cb (NwRefEditor *self)
{
  const NwValue none = NW_VALUE_NONE;

  nw_editor_set_value (NW_EDITOR (self), &none);
  gtk_widget_grab_focus (self->button);
}

static void
jump_cb (NwRefEditor *self)
{
  const NwValue *value = nw_editor_get_value (NW_EDITOR (self));

  if (nw_value_is_set (value))
    nw_editor_jump (NW_EDITOR (self), value->number);
}

static void
nw_ref_editor_setup (NwEditor *editor)
{
  NwRefEditor *self = NW_REF_EDITOR (editor);

  self->picker = nw_picker_new (nw_editor_get_field (editor)->target);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->picker);
}

static char *
describe (NwSession *session, const NwEntity *target, const NwValue *value)
{
  g_autoptr (NwRecord) record = NULL;

  if (!nw_value_is_set (value))
    return g_strdup ("—");
  record = nw_session_get_record (session, target, value->number);
  if (record == NULL)
    return g_strdup (_("(missing)"));
  return g_strdup (nw_record_get_title (record));
}

static void
nw_ref_editor_update (NwEditor *editor)
{
  NwRefEditor *self = NW_REF_EDITOR (editor);
  NwEditing *editing = nw_editor_get_editing (editor);
  const NwValue *value = nw_editor_get_value (editor);
  g_autofree char *text = describe (nw_editing_get_session (editing), nw_editor_get_field (editor)->target, value);

  nw_picker_set_session (NW_PICKER (self->picker), nw_editing_get_session (editing));
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->clear, nw_value_is_set (value));
  gtk_widget_set_visible (self->jump, nw_value_is_set (value) && nw_editing_get_record (editing) != NULL);
}

static GtkWidget *
nw_ref_editor_get_control (NwEditor *editor)
{
  return NW_REF_EDITOR (editor)->button;
}

static void
nw_ref_editor_class_init (NwRefEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  editor_class->setup = nw_ref_editor_setup;
  editor_class->update = nw_ref_editor_update;
  editor_class->get_control = nw_ref_editor_get_control;

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-ref-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NwRefEditor, button);
  gtk_widget_class_bind_template_child (widget_class, NwRefEditor, label);
}

static void
nw_ref_editor_init (NwRefEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nw_editor_fill_button (self->button);
  self->clear = nw_editor_add_button (NW_EDITOR (self), "edit-clear-symbolic", _("Clear"));
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  self->jump = nw_editor_add_button (NW_EDITOR (self), "go-jump-symbolic", _("Go to This Record"));
  g_signal_connect_object (self->jump, "clicked", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
}
