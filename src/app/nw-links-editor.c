/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"
#include "nw-picker.h"

#include <glib/gi18n.h>

/* References to several records: a line for each, and a picker to add one. */
#define NW_TYPE_LINKS_EDITOR (nw_links_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwLinksEditor, nw_links_editor, NW, LINKS_EDITOR, NwEditor)

struct _NwLinksEditor
{
  NwEditor parent_instance;

  GtkWidget *lines;
  GtkWidget *none;
  GtkWidget *add;
  GtkWidget *picker;
};

G_DEFINE_FINAL_TYPE (NwLinksEditor, nw_links_editor, NW_TYPE_EDITOR)

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GArray *
get_ids (NwLinksEditor *self)
{
  const char *text = nw_value_get_text (nw_editor_get_value (NW_EDITOR (self)));

  return nw_ids_parse (text != NULL ? text : "");
}

static void
set_ids (NwLinksEditor *self, GArray *ids)
{
  g_auto (NwValue) value = NW_VALUE_NONE;

  g_array_sort (ids, compare_ids);
  if (ids->len > 0)
    value = nw_value_take (nw_ids_join (ids));
  nw_editor_set_value (NW_EDITOR (self), &value);
}

static void
picked_cb (NwLinksEditor *self, gint64 id)
{
  g_autoptr (GArray) ids = get_ids (self);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  g_array_append_val (ids, id);
  set_ids (self, ids);
}

static gint64
id_of (GtkWidget *button)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (button), "nw-id");
}

static void
remove_cb (GtkWidget *button, NwLinksEditor *self)
{
  g_autoptr (GArray) ids = get_ids (self);
  gint64 id = id_of (button);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        g_array_remove_index (ids, i);
        break;
      }
  gtk_widget_grab_focus (self->add);
  set_ids (self, ids);
}

static void
jump_cb (GtkWidget *button, NwLinksEditor *self)
{
  nw_editor_jump (NW_EDITOR (self), id_of (button));
}

static void
wire (NwLinksEditor *self, GtkBuilder *builder, const char *name, gint64 id, GCallback callback)
{
  GObject *button = gtk_builder_get_object (builder, name);

  g_object_set_data_full (button, "nw-id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
}

static void
add_line (NwLinksEditor *self, gint64 id)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/de/nachweis/Nachweis/ui/nw-link-line.ui");
  NwSession *session = nw_editing_get_session (nw_editor_get_editing (NW_EDITOR (self)));
  const NwEntity *target = nw_editor_get_field (NW_EDITOR (self))->target;
  g_autoptr (NwRecord) record = nw_session_get_record (session, target, id);
  const char *title = record != NULL ? nw_record_get_title (record) : _("(missing)");
  const char *code = record != NULL ? nw_record_get_code (record) : "";
  g_autofree char *removes = g_strdup_printf (_("Remove %s"), title);
  GObject *remove = gtk_builder_get_object (builder, "remove");

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), title);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "code")), g_strcmp0 (title, code) == 0 ? "" : code);
  gtk_widget_set_tooltip_text (GTK_WIDGET (remove), removes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, removes, -1);
  wire (self, builder, "remove", id, G_CALLBACK (remove_cb));
  wire (self, builder, "jump", id, G_CALLBACK (jump_cb));
  gtk_box_append (GTK_BOX (self->lines), GTK_WIDGET (gtk_builder_get_object (builder, "line")));
}

static void
nw_links_editor_setup (NwEditor *editor)
{
  NwLinksEditor *self = NW_LINKS_EDITOR (editor);

  self->picker = nw_picker_new (nw_editor_get_field (editor)->target);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add), self->picker);
}

static void
nw_links_editor_update (NwEditor *editor)
{
  NwLinksEditor *self = NW_LINKS_EDITOR (editor);
  g_autoptr (GArray) ids = get_ids (self);
  GtkWidget *line;

  nw_picker_set_session (NW_PICKER (self->picker), nw_editing_get_session (nw_editor_get_editing (editor)));
  while ((line = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), line);
  for (guint i = 0; i < ids->len; i++)
    add_line (self, g_array_index (ids, gint64, i));
  gtk_widget_set_visible (self->none, ids->len == 0);
}

static GtkWidget *
nw_links_editor_get_control (NwEditor *editor)
{
  return NW_LINKS_EDITOR (editor)->add;
}

static void
nw_links_editor_class_init (NwLinksEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  editor_class->setup = nw_links_editor_setup;
  editor_class->update = nw_links_editor_update;
  editor_class->get_control = nw_links_editor_get_control;

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-links-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NwLinksEditor, lines);
  gtk_widget_class_bind_template_child (widget_class, NwLinksEditor, none);
  gtk_widget_class_bind_template_child (widget_class, NwLinksEditor, add);
}

static void
nw_links_editor_init (NwLinksEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (nw_editor_get_suffix (NW_EDITOR (self))), self->add);
}
