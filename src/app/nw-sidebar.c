/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sidebar.h"

#include "nw-kind-info.h"
#include "nw-state.h"

#include <glib/gi18n.h>

struct _NwSidebar
{
  AdwBin parent_instance;

  GtkWidget *list;

  NwSession *session;
  guint      idle_id;
  gboolean   open[NW_N_GROUPS]; /* whether the group shows its parts */
};

enum
{
  SIGNAL_KIND_CHOSEN,
  SIGNAL_VIEW_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwSidebar, nw_sidebar, ADW_TYPE_BIN)

static const NwEntity *
entity_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "nw-entity");
}

static NwGroup
group_of (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "nw-group"));
}

static NwView
view_of (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "nw-view"));
}

static void
nw_sidebar_dispose (GObject *object)
{
  NwSidebar *self = NW_SIDEBAR (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nw_sidebar_parent_class)->dispose (object);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  NwSidebar *self = data;
  const NwEntity *entity = entity_of (row);

  return entity == NULL || !(entity->flags & NW_PART) || self->open[entity->group];
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  GtkWidget *label;

  if (view_of (row) != NW_VIEW_NONE || (before != NULL && group_of (before) == group_of (row)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (nw_group_label (group_of (row)));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "group-title");
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
toggle_parts (NwSidebar *self, GtkListBoxRow *row)
{
  NwGroup group = group_of (row);
  g_autofree char *key = g_strdup_printf ("parts-%u", group);

  self->open[group] = !self->open[group];
  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (row), "nw-arrow"),
                                self->open[group] ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, self->open[group], -1);
  nw_state_set_boolean ("sidebar", key, self->open[group]);
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
row_activated_cb (NwSidebar *self, GtkListBoxRow *row)
{
  const NwEntity *entity = entity_of (row);

  if (entity != NULL)
    g_signal_emit (self, signals[SIGNAL_KIND_CHOSEN], 0, entity);
  else if (view_of (row) != NW_VIEW_NONE)
    g_signal_emit (self, signals[SIGNAL_VIEW_CHOSEN], 0, (guint) view_of (row));
  else
    toggle_parts (self, row);
}

static void
nw_sidebar_class_init (NwSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_sidebar_dispose;
  signals[SIGNAL_KIND_CHOSEN] = g_signal_new ("kind-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_VIEW_CHOSEN] = g_signal_new ("view-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, NwSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static GtkListBoxRow *
append_row (NwSidebar *self, const char *icon, const char *title, NwGroup group)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/de/nachweis/Nachweis/ui/nw-sidebar-row.ui");
  GObject *row = gtk_builder_get_object (builder, "row");

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")), icon);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), title);
  g_object_set_data (row, "nw-arrow", gtk_builder_get_object (builder, "icon"));
  g_object_set_data (row, "nw-count", gtk_builder_get_object (builder, "count"));
  g_object_set_data (row, "nw-group", GUINT_TO_POINTER (group));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  return GTK_LIST_BOX_ROW (row);
}

static guint
append_kinds (NwSidebar *self, NwGroup group, gboolean parts)
{
  guint n, appended = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkListBoxRow *row;

      if (entities[i]->group != group || ((entities[i]->flags & NW_PART) != 0) != parts)
        continue;
      row = append_row (self, nw_kind_icon (entities[i]), nw_entity_label_plural (entities[i]), group);
      gtk_widget_set_name (GTK_WIDGET (row), entities[i]->name);
      g_object_set_data (G_OBJECT (row), "nw-entity", (gpointer) entities[i]);
      if (parts)
        gtk_widget_add_css_class (GTK_WIDGET (row), "part");
      appended++;
    }
  return appended;
}

static gboolean
has_parts (NwGroup group)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->group == group && entities[i]->flags & NW_PART)
      return TRUE;
  return FALSE;
}

static void
append_group (NwSidebar *self, NwGroup group)
{
  g_autofree char *key = g_strdup_printf ("parts-%u", group);
  GtkListBoxRow *toggle;

  append_kinds (self, group, FALSE);
  if (!has_parts (group))
    return;
  self->open[group] = nw_state_get_boolean ("sidebar", key, FALSE);
  toggle = append_row (self, self->open[group] ? "pan-down-symbolic" : "pan-end-symbolic", _("Details"), group);
  gtk_list_box_row_set_selectable (toggle, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (toggle), "details");
  gtk_accessible_update_state (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_STATE_EXPANDED, self->open[group], -1);
  append_kinds (self, group, TRUE);
}

/* Views come before all groups, in one that no kind is of. */
static void
append_views (NwSidebar *self)
{
  for (guint view = NW_VIEW_NONE + 1; view < NW_N_VIEWS; view++)
    {
      GtkListBoxRow *row = append_row (self, nw_view_icon (view), nw_view_label (view), NW_N_GROUPS);

      g_object_set_data (G_OBJECT (row), "nw-view", GUINT_TO_POINTER (view));
    }
}

static void
nw_sidebar_init (NwSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  append_views (self);
  for (guint group = 0; group < NW_N_GROUPS; group++)
    append_group (self, group);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, NULL, NULL);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
}

static GtkListBoxRow *
nth_row (NwSidebar *self, int i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);
}

static gboolean
count_cb (gpointer data)
{
  NwSidebar *self = data;
  GtkListBoxRow *row;

  self->idle_id = 0;
  for (int i = 0; (row = nth_row (self, i)) != NULL; i++)
    {
      const NwEntity *entity = entity_of (row);
      gint64 count = entity != NULL ? nw_store_count (nw_session_get_store (self->session), entity) : 0;
      g_autofree char *text = count > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, count) : g_strdup ("");

      gtk_label_set_text (g_object_get_data (G_OBJECT (row), "nw-count"), text);
    }
  return G_SOURCE_REMOVE;
}

/* Counting waits until the program is idle, so that many commits count once. */
static void
queue_count (NwSidebar *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 10, count_cb, self, NULL);
}

void
nw_sidebar_set_session (NwSidebar *self, NwSession *session)
{
  g_return_if_fail (NW_IS_SIDEBAR (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, queue_count, self);
  g_set_object (&self->session, session);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (queue_count), self, G_CONNECT_SWAPPED);
  queue_count (self);
}

/* Selects the row of @entity, opening the group's parts where it is one. */
void
nw_sidebar_select (NwSidebar *self, const NwEntity *entity)
{
  GtkListBoxRow *row, *toggle = NULL;

  for (int i = 0; (row = nth_row (self, i)) != NULL; i++)
    {
      if (entity_of (row) == NULL && group_of (row) == entity->group)
        toggle = row;
      if (entity_of (row) != entity)
        continue;
      if (entity->flags & NW_PART && !self->open[entity->group])
        toggle_parts (self, toggle);
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
      return;
    }
}

void
nw_sidebar_select_view (NwSidebar *self, NwView view)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = nth_row (self, i)) != NULL; i++)
    if (view_of (row) == view)
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

/* The @n-th kind that is no part, for the keyboard; %NULL if there are less. */
const NwEntity *
nw_sidebar_get_nth (NwSidebar *self, guint n)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = nth_row (self, i)) != NULL; i++)
    if (entity_of (row) != NULL && !(entity_of (row)->flags & NW_PART) && n-- == 0)
      return entity_of (row);
  return NULL;
}
