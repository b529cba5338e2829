/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-picker.h"

#include "nw-list.h"

#include <glib/gi18n.h>

struct _NwPicker
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *view;

  /* Owned references */
  NwSession          *session;
  NwList             *list;
  GtkSingleSelection *selection;

  const NwEntity *entity;
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwPicker, nw_picker, GTK_TYPE_POPOVER)

static void
pick (NwPicker *self, guint position)
{
  g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (!NW_IS_RECORD (record))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, nw_record_get_id (NW_RECORD (record)));
}

static void
activate_cb (NwPicker *self, guint position)
{
  pick (self, position);
}

static void
entry_activate_cb (NwPicker *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    pick (self, position);
}

static void
update_stack (NwPicker *self)
{
  gboolean empty = self->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "list");
}

static void
search_changed_cb (NwPicker *self)
{
  if (self->list == NULL)
    return;
  nw_list_set_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  update_stack (self);
}

/* Down leads from the entry into the list, as in every other picker. */
static gboolean
key_pressed_cb (NwPicker *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (self->view);
  return GDK_EVENT_STOP;
}

static void
setup_cb (NwPicker *self, GtkListItem *item)
{
  GtkBuilder *builder = gtk_builder_new_from_resource ("/de/nachweis/Nachweis/ui/nw-picker-item.ui");
  GObject *box = gtk_builder_get_object (builder, "item");

  g_object_set_data (box, "title", gtk_builder_get_object (builder, "title"));
  g_object_set_data (box, "code", gtk_builder_get_object (builder, "code"));
  gtk_list_item_set_child (item, GTK_WIDGET (box));
  g_object_unref (builder);
}

static void
bind_cb (NwPicker *self, GtkListItem *item)
{
  GObject *box = G_OBJECT (gtk_list_item_get_child (item));
  GObject *record = gtk_list_item_get_item (item);
  const char *code, *title;

  if (!NW_IS_RECORD (record))
    return;
  code = nw_record_get_code (NW_RECORD (record));
  title = nw_record_get_title (NW_RECORD (record));
  gtk_label_set_text (g_object_get_data (box, "title"), title);
  gtk_label_set_text (g_object_get_data (box, "code"), code);
  gtk_widget_set_visible (g_object_get_data (box, "code"), g_strcmp0 (code, title) != 0);
}

/* Looks for words in code, title and the texts that lists show. */
static GArray *
search_fields (const NwEntity *entity)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;
  const NwField *all = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (i == NW_FIELD_CODE || all[i].flags & NW_TITLE || (all[i].flags & NW_COLUMN && all[i].kind == &NW_TEXT))
      g_array_append_val (fields, i);
  return fields;
}

static void
make_list (NwPicker *self)
{
  g_autoptr (GArray) fields = search_fields (self->entity);
  int title = nw_entity_title_index (self->entity);

  self->list = nw_list_new (self->session, self->entity);
  nw_list_set_fields (self->list, fields);
  nw_list_set_sort (self->list, title >= 0 ? (guint) title : NW_FIELD_CODE, FALSE);
  nw_list_load (self->list);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
}

static void
nw_picker_map (GtkWidget *widget)
{
  NwPicker *self = NW_PICKER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->session != NULL)
    make_list (self);
  update_stack (self);
  GTK_WIDGET_CLASS (nw_picker_parent_class)->map (widget);
  gtk_widget_grab_focus (self->entry);
}

/* A closed picker holds no list, or every form would follow every commit. */
static void
nw_picker_unmap (GtkWidget *widget)
{
  NwPicker *self = NW_PICKER (widget);

  GTK_WIDGET_CLASS (nw_picker_parent_class)->unmap (widget);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->list);
}

static void
nw_picker_dispose (GObject *object)
{
  NwPicker *self = NW_PICKER (object);

  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nw_picker_parent_class)->dispose (object);
}

static void
nw_picker_class_init (NwPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_picker_dispose;
  widget_class->map = nw_picker_map;
  widget_class->unmap = nw_picker_unmap;
  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, NwPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, NwPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, NwPicker, view);
  gtk_widget_class_bind_template_child (widget_class, NwPicker, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
nw_picker_init (NwPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), self->view);
}

GtkWidget *
nw_picker_new (const NwEntity *entity)
{
  NwPicker *self = g_object_new (NW_TYPE_PICKER, NULL);

  self->entity = entity;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nw_entity_label_plural (entity), -1);
  return GTK_WIDGET (self);
}

void
nw_picker_set_session (NwPicker *self, NwSession *session)
{
  g_set_object (&self->session, session);
}
