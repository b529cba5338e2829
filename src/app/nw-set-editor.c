/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

#include <glib/gi18n.h>

/* Several of a few: a button that says which, and a list of check buttons. */
#define NW_TYPE_SET_EDITOR (nw_set_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwSetEditor, nw_set_editor, NW, SET_EDITOR, NwEditor)

struct _NwSetEditor
{
  NwEditor parent_instance;

  GtkWidget *button;
  GtkWidget *label;
  GPtrArray *checks; /* of GtkCheckButton, in the order of the choices */
};

G_DEFINE_FINAL_TYPE (NwSetEditor, nw_set_editor, NW_TYPE_EDITOR)

static void
nw_set_editor_finalize (GObject *object)
{
  g_ptr_array_unref (NW_SET_EDITOR (object)->checks);
  G_OBJECT_CLASS (nw_set_editor_parent_class)->finalize (object);
}

static void
toggled_cb (NwSetEditor *self)
{
  const NwChoice *choices = nw_editor_get_field (NW_EDITOR (self))->choices;
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (NwValue) value = NW_VALUE_NONE;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ";" : "", choices[i].name);
  if (names->len > 0)
    value = nw_value_text (names->str);
  nw_editor_set_value (NW_EDITOR (self), &value);
}

static GtkWidget *
make_checks (NwSetEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (const NwChoice *choice = nw_editor_get_field (NW_EDITOR (self))->choices; choice->name != NULL; choice++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (nw_choice_label (choice));

      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), check);
      g_ptr_array_add (self->checks, check);
    }
  return box;
}

static void
nw_set_editor_setup (NwEditor *editor)
{
  NwSetEditor *self = NW_SET_EDITOR (editor);
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), make_checks (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
}

static gboolean
contains (const char *set, const char *name)
{
  g_auto (GStrv) names = g_strsplit (set != NULL ? set : "", ";", -1);

  return g_strv_contains ((const char *const *) names, name);
}

static void
nw_set_editor_update (NwEditor *editor)
{
  NwSetEditor *self = NW_SET_EDITOR (editor);
  const NwField *field = nw_editor_get_field (editor);
  const NwValue *value = nw_editor_get_value (editor);
  g_autofree char *text = nw_kind_display (field, value);

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);

      g_signal_handlers_block_by_func (check, toggled_cb, self);
      gtk_check_button_set_active (check, contains (nw_value_get_text (value), field->choices[i].name));
      g_signal_handlers_unblock_by_func (check, toggled_cb, self);
    }
  gtk_label_set_text (GTK_LABEL (self->label), *text != '\0' ? text : "—");
}

static GtkWidget *
nw_set_editor_get_control (NwEditor *editor)
{
  return NW_SET_EDITOR (editor)->button;
}

static void
nw_set_editor_class_init (NwSetEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nw_set_editor_finalize;
  editor_class->setup = nw_set_editor_setup;
  editor_class->update = nw_set_editor_update;
  editor_class->get_control = nw_set_editor_get_control;

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-set-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NwSetEditor, button);
  gtk_widget_class_bind_template_child (widget_class, NwSetEditor, label);
}

static void
nw_set_editor_init (NwSetEditor *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  nw_editor_fill_button (self->button);
}
