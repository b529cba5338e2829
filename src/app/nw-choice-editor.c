/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

#include <glib/gi18n.h>

/* One of a few: the field's choices, or yes and no. Position 0 is unknown. */
#define NW_TYPE_CHOICE_EDITOR (nw_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwChoiceEditor, nw_choice_editor, NW, CHOICE_EDITOR, NwEditor)

struct _NwChoiceEditor
{
  NwEditor parent_instance;

  GtkWidget *drop_down;
};

G_DEFINE_FINAL_TYPE (NwChoiceEditor, nw_choice_editor, NW_TYPE_EDITOR)

static NwValue
value_at (const NwField *field, guint position)
{
  if (position == 0 || position == GTK_INVALID_LIST_POSITION)
    return NW_VALUE_NONE;
  if (field->kind == &NW_BOOL)
    return nw_value_number (position == 1);
  return nw_value_text (field->choices[position - 1].name);
}

static guint
position_of (const NwField *field, const NwValue *value)
{
  if (!nw_value_is_set (value))
    return 0;
  if (field->kind == &NW_BOOL)
    return value->number != 0 ? 1 : 2;
  for (guint i = 0; field->choices[i].name != NULL; i++)
    if (strcmp (field->choices[i].name, value->text) == 0)
      return i + 1;
  return 0;
}

static void
selected_cb (NwChoiceEditor *self)
{
  const NwField *field = nw_editor_get_field (NW_EDITOR (self));
  g_auto (NwValue) value = value_at (field, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down)));

  nw_editor_set_value (NW_EDITOR (self), &value);
}

static GtkStringList *
make_strings (const NwField *field)
{
  GtkStringList *strings = gtk_string_list_new (NULL);

  gtk_string_list_append (strings, "—");
  if (field->kind == &NW_BOOL)
    {
      gtk_string_list_append (strings, C_("truth", "yes"));
      gtk_string_list_append (strings, C_("truth", "no"));
      return strings;
    }
  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    gtk_string_list_append (strings, nw_choice_label (choice));
  return strings;
}

static void
nw_choice_editor_setup (NwEditor *editor)
{
  NwChoiceEditor *self = NW_CHOICE_EDITOR (editor);
  g_autoptr (GtkStringList) strings = make_strings (nw_editor_get_field (editor));

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (strings));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

static void
nw_choice_editor_update (NwEditor *editor)
{
  NwChoiceEditor *self = NW_CHOICE_EDITOR (editor);

  g_signal_handlers_block_by_func (self->drop_down, selected_cb, self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down),
                              position_of (nw_editor_get_field (editor), nw_editor_get_value (editor)));
  g_signal_handlers_unblock_by_func (self->drop_down, selected_cb, self);
}

static GtkWidget *
nw_choice_editor_get_control (NwEditor *editor)
{
  return NW_CHOICE_EDITOR (editor)->drop_down;
}

static void
nw_choice_editor_class_init (NwChoiceEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);

  editor_class->setup = nw_choice_editor_setup;
  editor_class->update = nw_choice_editor_update;
  editor_class->get_control = nw_choice_editor_get_control;
}

static void
nw_choice_editor_init (NwChoiceEditor *self)
{
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  gtk_widget_add_css_class (self->drop_down, "in-field");
  adw_bin_set_child (ADW_BIN (self), self->drop_down);
}
