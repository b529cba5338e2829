/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-search-page.h"

#include "nw-kind-info.h"

#include <glib/gi18n.h>

#define HITS_MAX 200

struct _NwSearchPage
{
  AdwBin parent_instance;

  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *more;
  GtkWidget *error;

  NwSession *session;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwSearchPage, nw_search_page, ADW_TYPE_BIN)

static void
nw_search_page_dispose (GObject *object)
{
  g_clear_object (&NW_SEARCH_PAGE (object)->session);
  G_OBJECT_CLASS (nw_search_page_parent_class)->dispose (object);
}

static NwRecord *
record_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "nw-record");
}

static void
row_activated_cb (NwSearchPage *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, record_of (row));
}

/* Enter opens the best hit without a detour through the list. */
static void
entry_activate_cb (NwSearchPage *self)
{
  GtkListBoxRow *row;

  nw_search_page_search (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (NwSearchPage *self, guint keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
search_changed_cb (NwSearchPage *self)
{
  nw_search_page_search (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const NwEntity *entity = nw_record_get_entity (record_of (row));
  GtkWidget *label;

  if (before != NULL && nw_record_get_entity (record_of (before)) == entity)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (nw_entity_label_plural (entity));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_widget_add_css_class (label, "heading");
  gtk_list_box_row_set_header (row, label);
}

static void
nw_search_page_class_init (NwSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_search_page_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, NW_TYPE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NwSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, NwSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NwSearchPage, list);
  gtk_widget_class_bind_template_child (widget_class, NwSearchPage, more);
  gtk_widget_class_bind_template_child (widget_class, NwSearchPage, error);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
nw_search_page_init (NwSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), header_cb, NULL, NULL);
}

/* @session: (nullable) */
void
nw_search_page_set_session (NwSearchPage *self, NwSession *session)
{
  g_return_if_fail (NW_IS_SEARCH_PAGE (self));

  g_set_object (&self->session, session);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  nw_search_page_search (self, "");
}

void
nw_search_page_start (NwSearchPage *self)
{
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
add_hit (NwSearchPage *self, const NwHit *hit)
{
  g_autoptr (NwRecord) record = nw_session_get_record (self->session, hit->entity, hit->id);
  GtkWidget *row;

  if (record == NULL)
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), nw_record_get_title (record));
  if (g_strcmp0 (nw_record_get_title (record), nw_record_get_code (record)) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), nw_record_get_code (record));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (nw_kind_icon (hit->entity)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "nw-record", g_object_ref (record), g_object_unref);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* Hits come best first; kinds are shown in the order of their best hit. */
static void
add_hits (NwSearchPage *self, GArray *hits)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const NwEntity *entity = g_array_index (hits, NwHit, i).entity;

      if (!g_hash_table_add (done, (gpointer) entity))
        continue;
      for (guint j = i; j < hits->len; j++)
        if (g_array_index (hits, NwHit, j).entity == entity)
          add_hit (self, &g_array_index (hits, NwHit, j));
    }
}

/* Shows what @words find; "" empties the page. */
void
nw_search_page_search (NwSearchPage *self, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (words));
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  if (*stripped == '\0' || self->session == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "start");
      return;
    }
  hits = nw_store_search (nw_session_get_store (self->session), stripped, NULL, HITS_MAX, &error);
  if (hits == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->error), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "error");
      return;
    }
  add_hits (self, hits);
  gtk_widget_set_visible (self->more, hits->len == HITS_MAX);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), hits->len > 0 ? "hits" : "nothing");
}
