/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-view-page.h"

#include "nw-view-line.h"

#include <glib/gi18n.h>

struct _NwViewPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *header;
  GtkWidget *back;
  GtkWidget *title;
  GtkWidget *filter;
  GtkWidget *within;
  GtkWidget *overdue;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkWidget *empty;
  GtkWidget *verify;

  GListStore *lines; /* of NwViewLine, all of the view */
  GListStore *shown; /* those that the filter lets through */
  NwSession  *session;
  NwView      view;
  guint       idle_id;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwViewPage, nw_view_page, ADW_TYPE_BIN)

/* What each view is called, and what it says when there is nothing to show. */
static const struct
{
  const char *label, *icon, *empty, *hint;
} views[NW_N_VIEWS] = {
  [NW_VIEW_DEADLINES] = { N_("Deadlines"), "alarm-symbolic", N_("Nothing Is Due"),
                          N_("No date of a contract, review, request or audit lies in this period.") },
  [NW_VIEW_GAPS] = { N_("Gaps"), "dialog-question-symbolic", N_("No Gaps"),
                     N_("Nothing in this register would keep the next audit from passing.") },
  [NW_VIEW_KPIS] = { N_("Key Figures"), "view-list-symbolic", N_("No Key Figures"), N_("There is nothing to count yet.") },
};

/* How far the list of deadlines looks ahead, in the order of the choices. */
static const int horizons[] = { 30, 90, 180, 365 };

const char *
nw_view_label (NwView view)
{
  return _(views[view].label);
}

const char *
nw_view_icon (NwView view)
{
  return views[view].icon;
}

static void
nw_view_page_dispose (GObject *object)
{
  NwViewPage *self = NW_VIEW_PAGE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->lines);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (nw_view_page_parent_class)->dispose (object);
}

static void
update_title (NwViewPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), nw_view_label (self->view));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), count);
}

static void
apply_filter (NwViewPage *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->filter)), -1);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " \t", -1);
  g_autoptr (GPtrArray) passing = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  gboolean overdue = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->overdue));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwViewLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      if (nw_view_line_matches (line, words) && (overdue || !line->overdue))
        g_ptr_array_add (passing, g_steal_pointer (&line));
    }
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), passing->pdata, passing->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n == 0 ? "empty" : passing->len == 0 ? "nothing" : "lines");
  update_title (self);
}

/* Beside what they were, as soon as that is known. */
static GPtrArray *
find_kpis (NwViewPage *self, GError **error)
{
  GPtrArray *kpis = nw_store_kpis (nw_session_get_store (self->session), error);
  GPtrArray *earlier = nw_session_get_earlier (self->session);

  if (kpis != NULL && earlier != NULL)
    nw_kpis_compare (kpis, earlier);
  return kpis;
}

static GPtrArray *
find (NwViewPage *self, GError **error)
{
  NwStore *store = nw_session_get_store (self->session);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->within));

  if (self->view == NW_VIEW_KPIS)
    return find_kpis (self, error);
  if (self->view == NW_VIEW_GAPS)
    return nw_store_gaps (store, error);
  return nw_store_deadlines (store, NW_NO_DAY, nw_store_get_day (store) + horizons[MIN (chosen, G_N_ELEMENTS (horizons) - 1)], error);
}

static NwViewLine *
make_line (NwViewPage *self, gpointer found)
{
  if (self->view == NW_VIEW_KPIS)
    return nw_view_line_of_kpi (found);
  return self->view == NW_VIEW_GAPS ? nw_view_line_of_gap (found) : nw_view_line_of_deadline (self->session, found);
}

static void
reload (NwViewPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_list_store_remove_all (self->lines);
  if (self->session == NULL || self->view == NW_VIEW_NONE)
    return;
  found = find (self, &error);
  if (found == NULL)
    {
      adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("This Could Not Be Computed"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _(views[self->view].empty));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _(views[self->view].hint));
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (NwViewLine) line = make_line (self, found->pdata[i]);

      g_list_store_append (self->lines, line);
    }
  apply_filter (self);
}

static gboolean
reload_cb (gpointer data)
{
  NwViewPage *self = data;

  self->idle_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

/* Many commits in a row are followed once, when the page can be seen. */
static void
queue_reload (NwViewPage *self)
{
  if (self->idle_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle_id = g_idle_add (reload_cb, self);
}

static void
earlier_read_cb (NwViewPage *self)
{
  if (self->view == NW_VIEW_KPIS)
    queue_reload (self);
}

static void
filter_changed_cb (NwViewPage *self)
{
  if (self->view != NW_VIEW_NONE)
    apply_filter (self);
}

static void
within_changed_cb (NwViewPage *self)
{
  queue_reload (self);
}

static void
line_activated_cb (NwViewPage *self, guint position)
{
  g_autoptr (NwViewLine) line = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  g_autoptr (NwRecord) record = line != NULL && line->entity != NULL ? nw_session_get_record (self->session, line->entity, line->id) : NULL;

  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, record);
}

static void
nw_view_page_class_init (NwViewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_view_page_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, NW_TYPE_RECORD);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-view-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, header);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, back);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, title);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, filter);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, within);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, list);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NwViewPage, verify);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, within_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_activated_cb);
}

static GtkWidget *
part (GtkListItem *item, const char *name)
{
  return g_object_get_data (G_OBJECT (item), name);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  static const char *const names[] = { "mark", "note", "text", "about", "reason" };
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/de/nachweis/Nachweis/ui/nw-view-line.ui");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_set_data (G_OBJECT (item), names[i], gtk_builder_get_object (builder, names[i]));
  gtk_list_item_set_child (item, GTK_WIDGET (gtk_builder_get_object (builder, "line")));
}

static void
set_part (GtkListItem *item, const char *name, const char *text)
{
  gtk_label_set_text (GTK_LABEL (part (item, name)), text);
  gtk_widget_set_visible (part (item, name), *text != '\0');
}

/* A screen reader reads the row, which has no name by itself. */
static void
name_row (GtkListItem *item, NwViewLine *line)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));
  g_autofree char *name = g_strjoin (", ", line->mark, line->note, line->text, line->about, *line->reason != '\0' ? line->reason : NULL, NULL);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  NwViewLine *line = gtk_list_item_get_item (item);
  const char *const classes[] = { "mark", line->style, NULL };

  set_part (item, "mark", line->mark);
  set_part (item, "note", line->note);
  set_part (item, "text", line->text);
  set_part (item, "about", line->about);
  set_part (item, "reason", line->reason);
  name_row (item, line);
  gtk_widget_set_css_classes (part (item, "mark"), (const char **) (*line->style != '\0' ? classes : (const char *const[]){ "mark", NULL }));
}

static void
nw_view_page_init (NwViewPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_list_store_new (NW_TYPE_VIEW_LINE);
  self->shown = g_list_store_new (NW_TYPE_VIEW_LINE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
}

/* @session: (nullable) */
void
nw_view_page_set_session (NwViewPage *self, NwSession *session)
{
  g_return_if_fail (NW_IS_VIEW_PAGE (self));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, queue_reload, self);
      g_signal_handlers_disconnect_by_func (self->session, earlier_read_cb, self);
    }
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_set_object (&self->session, session);
  g_list_store_remove_all (self->lines);
  g_list_store_remove_all (self->shown);
  self->view = NW_VIEW_NONE;
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "earlier-read", G_CALLBACK (earlier_read_cb), self, G_CONNECT_SWAPPED);
}

void
nw_view_page_show (NwViewPage *self, NwView view)
{
  g_return_if_fail (NW_IS_VIEW_PAGE (self) && view > NW_VIEW_NONE && view < NW_N_VIEWS);

  if (view != self->view)
    {
      self->view = NW_VIEW_NONE;
      gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
    }
  self->view = view;
  gtk_widget_set_visible (self->within, view == NW_VIEW_DEADLINES);
  gtk_widget_set_visible (self->overdue, view == NW_VIEW_DEADLINES);
  gtk_widget_set_visible (self->verify, view == NW_VIEW_DEADLINES);
  gtk_label_set_text (GTK_LABEL (self->verify), nw_say_verify ());
  reload (self);
}

/* Puts the cursor into the filter of the lines. */
void
nw_view_page_focus_filter (NwViewPage *self)
{
  gtk_widget_grab_focus (self->filter);
}

NwView
nw_view_page_get_view (NwViewPage *self)
{
  return self->view;
}

/* Returns: (transfer none): the #NwViewLine objects that are shown */
GListModel *
nw_view_page_get_model (NwViewPage *self)
{
  return G_LIST_MODEL (self->shown);
}

/* Folded, the page stands alone and its button leads back to the navigation. */
void
nw_view_page_set_folded (NwViewPage *self, gboolean folded)
{
  gtk_widget_set_visible (self->back, folded);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), folded);
}
