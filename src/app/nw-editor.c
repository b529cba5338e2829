/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

typedef struct
{
  const NwEntity *entity;
  guint           index;
  NwEditing      *editing;
  GtkWidget      *suffix;
} NwEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NwEditor, nw_editor, ADW_TYPE_BIN)

static void
nw_editor_dispose (GObject *object)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (NW_EDITOR (object));

  g_clear_object (&priv->editing);
  g_clear_object (&priv->suffix);
  G_OBJECT_CLASS (nw_editor_parent_class)->dispose (object);
}

static void
nw_editor_class_init (NwEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nw_editor_dispose;
}

static void
nw_editor_init (NwEditor *self)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  priv->suffix = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3));
  gtk_widget_set_valign (priv->suffix, GTK_ALIGN_CENTER);
}

static GType
type_for (const NwField *field)
{
  const NwKind *kind = field->kind;

  if (!nw_field_is_typed (field))
    return nw_computed_editor_get_type ();
  if (kind == &NW_NOTE)
    return nw_note_editor_get_type ();
  if (kind == &NW_DATE)
    return nw_date_editor_get_type ();
  if (kind == &NW_CHOICE || kind == &NW_BOOL)
    return nw_choice_editor_get_type ();
  if (kind == &NW_SET)
    return nw_set_editor_get_type ();
  if (kind == &NW_REF)
    return nw_ref_editor_get_type ();
  if (kind == &NW_LINKS)
    return nw_links_editor_get_type ();
  return nw_text_editor_get_type ();
}

/* Returns: (transfer floating): the editor for field @index of @entity */
NwEditor *
nw_editor_new (const NwEntity *entity, guint index)
{
  NwEditor *self = g_object_new (type_for (nw_entity_get_field (entity, index)), NULL);
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  priv->entity = entity;
  priv->index = index;
  if (NW_EDITOR_GET_CLASS (self)->setup != NULL)
    NW_EDITOR_GET_CLASS (self)->setup (self);
  return self;
}

/* Returns: (transfer none) (nullable) */
NwEditing *
nw_editor_get_editing (NwEditor *self)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  return priv->editing;
}

/* @editing: (nullable): of the entity that the editor was made for */
void
nw_editor_set_editing (NwEditor *self, NwEditing *editing)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  g_return_if_fail (NW_IS_EDITOR (self));

  nw_editor_flush (self);
  if (g_set_object (&priv->editing, editing) && editing != NULL)
    nw_editor_update (self);
}

const NwField *
nw_editor_get_field (NwEditor *self)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  return nw_entity_get_field (priv->entity, priv->index);
}

guint
nw_editor_get_index (NwEditor *self)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  return priv->index;
}

GtkWidget *
nw_editor_get_control (NwEditor *self)
{
  return NW_EDITOR_GET_CLASS (self)->get_control (self);
}

/* Returns: (transfer none): the box of buttons to the right of the field */
GtkWidget *
nw_editor_get_suffix (NwEditor *self)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  return priv->suffix;
}

/* Returns: (transfer none): a new flat button beside the field */
GtkWidget *
nw_editor_add_button (NwEditor *self, const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_box_append (GTK_BOX (nw_editor_get_suffix (self)), button);
  return button;
}

void
nw_editor_update (NwEditor *self)
{
  NW_EDITOR_GET_CLASS (self)->update (self);
}

const NwValue *
nw_editor_get_value (NwEditor *self)
{
  return nw_editing_get_value (nw_editor_get_editing (self), nw_editor_get_index (self));
}

/* Hands over what was typed, before the form turns to something else. */
void
nw_editor_flush (NwEditor *self)
{
  if (nw_editor_get_editing (self) != NULL && NW_EDITOR_GET_CLASS (self)->flush != NULL)
    NW_EDITOR_GET_CLASS (self)->flush (self);
}

/* Shows what would follow from @text, which is being typed. */
void
nw_editor_preview (NwEditor *self, const char *text)
{
  NwEditorPrivate *priv = nw_editor_get_instance_private (self);

  if (priv->editing != NULL && priv->entity->derive != NULL)
    nw_editing_preview (priv->editing, priv->index, text);
}

/* Sets what the person chose, unless it is there already. */
void
nw_editor_set_value (NwEditor *self, const NwValue *value)
{
  NwEditing *editing = nw_editor_get_editing (self);
  guint index = nw_editor_get_index (self);

  if (editing != NULL
      && (!nw_value_equal (nw_editor_get_value (self), value) || nw_editing_get_error (editing, index) != NULL))
    nw_editing_set_value (editing, index, value);
}

/* A menu button centres its child: as a value, it begins where others do. */
void
nw_editor_fill_button (GtkWidget *button)
{
  GtkWidget *child = gtk_menu_button_get_child (GTK_MENU_BUTTON (button));

  gtk_widget_set_halign (gtk_widget_get_parent (child), GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (child, TRUE);
}

/* Shows the form of the record that the field refers to. */
void
nw_editor_jump (NwEditor *self, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "(sx)", nw_editor_get_field (self)->target->name, id);
}
