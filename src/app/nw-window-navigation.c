/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-window-private.h"

#include "nw-state.h"

#include <glib/gi18n.h>

/* A place that a person was at: a list, perhaps of what refers to one record,
 * and the record that was open beside it. */
typedef struct
{
  NwView          view; /* instead of a list */
  const NwEntity *entity;
  const char     *field;
  gint64          target;
  const NwEntity *record_entity;
  gint64          record_id;
} Place;

#define PLACES_MAX 50

gboolean
nw_window_is_searching (NwWindow *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->content)) == self->search_page;
}

static gboolean
is_viewing (NwWindow *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->content)) == self->view_page;
}

static gboolean
has_form (NwWindow *self)
{
  return gtk_widget_get_visible (self->form_page);
}

static void
remember_place (NwWindow *self)
{
  NwListPage *list = NW_LIST_PAGE (self->list_page);
  NwRecord *record = nw_form_page_get_record (NW_FORM_PAGE (self->form_page));
  Place *place;

  if (nw_list_page_get_entity (list) == NULL && !is_viewing (self))
    return;
  if (self->places->len == PLACES_MAX)
    g_ptr_array_remove_index (self->places, 0);
  place = g_new0 (Place, 1);
  g_ptr_array_add (self->places, place);
  if (is_viewing (self))
    {
      place->view = nw_view_page_get_view (NW_VIEW_PAGE (self->view_page));
      return;
    }
  place->entity = nw_list_page_get_entity (list);
  if (!nw_list_page_get_scope (list, &place->field, &place->target))
    place->field = NULL;
  if (has_form (self) && record != NULL)
    {
      place->record_entity = nw_record_get_entity (record);
      place->record_id = nw_record_get_id (record);
    }
}

void
nw_window_clear_places (NwWindow *self)
{
  g_ptr_array_set_size (self->places, 0);
}

/* Which bars carry the window's buttons follows from what is visible. */
void
nw_window_update_folding (NwWindow *self)
{
  gboolean outer = adw_leaflet_get_folded (ADW_LEAFLET (self->outer));
  gboolean inner = adw_leaflet_get_folded (ADW_LEAFLET (self->inner));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->navigation_header), outer);
  nw_list_page_set_folded (NW_LIST_PAGE (self->list_page), outer, inner || !has_form (self));
  nw_form_page_set_folded (NW_FORM_PAGE (self->form_page), inner);
  nw_view_page_set_folded (NW_VIEW_PAGE (self->view_page), outer);
}

static void
set_form_visible (NwWindow *self, gboolean visible)
{
  gtk_widget_set_visible (self->form_page, visible);
  gtk_widget_set_visible (self->form_separator, visible);
  if (visible)
    adw_leaflet_set_visible_child (ADW_LEAFLET (self->inner), self->form_page);
  else
    adw_leaflet_set_visible_child (ADW_LEAFLET (self->inner), self->list_page);
  nw_window_update_folding (self);
}

static void
display_list (NwWindow *self, const NwEntity *entity, const char *field, gint64 target)
{
  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  nw_form_page_show (NW_FORM_PAGE (self->form_page), NULL);
  set_form_visible (self, FALSE);
  gtk_stack_set_visible_child (GTK_STACK (self->content), self->inner);
  nw_list_page_show (NW_LIST_PAGE (self->list_page), entity, field, target);
  nw_sidebar_select (NW_SIDEBAR (self->sidebar), entity);
  nw_state_set_string ("window", "kind", entity->name);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), self->content);
}

/* A leaflet takes the focus to the page it shows. Beside the table, the form
 * must leave it where it was, so that the arrow keys go on from row to row. */
static void
show_form_keeping_focus (NwWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, self->list_page);

  set_form_visible (self, TRUE);
  if (in_list && !adw_leaflet_get_folded (ADW_LEAFLET (self->inner)))
    gtk_widget_grab_focus (focus);
}

static void
display_view (NwWindow *self, NwView view)
{
  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  nw_sidebar_select_view (NW_SIDEBAR (self->sidebar), view);
  gtk_stack_set_visible_child (GTK_STACK (self->content), self->view_page);
  nw_view_page_show (NW_VIEW_PAGE (self->view_page), view);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), self->content);
}

/* Shows what is seen across all kinds. */
void
nw_window_show_view (NwWindow *self, NwView view)
{
  g_return_if_fail (NW_IS_WINDOW (self));

  remember_place (self);
  display_view (self, view);
  nw_window_update_actions (self);
}

static void
display_record (NwWindow *self, NwRecord *record)
{
  nw_form_page_show (NW_FORM_PAGE (self->form_page), record);
  if (nw_record_get_entity (record) == nw_list_page_get_entity (NW_LIST_PAGE (self->list_page)))
    nw_list_page_select (NW_LIST_PAGE (self->list_page), nw_record_get_id (record));
  show_form_keeping_focus (self);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), self->content);
}

/**
 * nw_window_show_kind:
 * @field: (nullable): show only records whose reference @field names @target
 */
void
nw_window_show_kind (NwWindow *self, const NwEntity *entity, const char *field, gint64 target)
{
  g_return_if_fail (NW_IS_WINDOW (self));

  remember_place (self);
  display_list (self, entity, field, target);
  nw_window_update_actions (self);
}

/* Shows the form of @record; its list too, if another kind's was shown. */
void
nw_window_show_record (NwWindow *self, NwRecord *record)
{
  const NwEntity *entity = nw_record_get_entity (record);

  g_return_if_fail (NW_IS_WINDOW (self));

  remember_place (self);
  if (nw_list_page_get_entity (NW_LIST_PAGE (self->list_page)) != entity || is_viewing (self))
    display_list (self, entity, NULL, 0);
  display_record (self, record);
  nw_window_update_actions (self);
}

void
nw_window_open_id (NwWindow *self, const NwEntity *entity, gint64 id)
{
  g_autoptr (NwRecord) record = nw_session_get_record (self->session, entity, id);

  if (record != NULL)
    nw_window_show_record (self, record);
  else
    nw_window_toast (self, _("This record no longer exists"));
}

void
nw_window_close_record (NwWindow *self)
{
  nw_form_page_show (NW_FORM_PAGE (self->form_page), NULL);
  set_form_visible (self, FALSE);
  nw_list_page_focus_table (NW_LIST_PAGE (self->list_page));
  nw_window_update_actions (self);
}

void
nw_window_leave_search (NwWindow *self)
{
  if (nw_window_is_searching (self))
    gtk_stack_set_visible_child (GTK_STACK (self->content), self->inner);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_toggle), FALSE);
}

static void
return_to (NwWindow *self, const Place *place)
{
  g_autoptr (NwRecord) record = NULL;

  if (place->view != NW_VIEW_NONE)
    {
      display_view (self, place->view);
      return;
    }
  display_list (self, place->entity, place->field, place->target);
  if (place->record_entity == NULL)
    return;
  record = nw_session_get_record (self->session, place->record_entity, place->record_id);
  if (record != NULL)
    display_record (self, record);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);

  if (nw_window_is_searching (self))
    nw_window_leave_search (self);
  else if (self->places->len > 0)
    {
      g_autofree Place *place = g_ptr_array_steal_index (self->places, self->places->len - 1);

      return_to (self, place);
    }
  else
    adw_leaflet_navigate (ADW_LEAFLET (self->outer), ADW_NAVIGATION_DIRECTION_BACK);
  nw_window_update_actions (self);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);

  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  gtk_stack_set_visible_child (GTK_STACK (self->content), self->search_page);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_toggle), TRUE);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->outer), self->content);
  nw_search_page_start (NW_SEARCH_PAGE (self->search_page));
  nw_window_update_actions (self);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);

  nw_window_leave_search (self);
  if (nw_view_page_get_view (NW_VIEW_PAGE (self->view_page)) != NW_VIEW_NONE && gtk_widget_get_mapped (self->view_page))
    nw_view_page_focus_filter (NW_VIEW_PAGE (self->view_page));
  else
    nw_list_page_focus_filter (NW_LIST_PAGE (self->list_page));
}

static void
close_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nw_window_close_record (NW_WINDOW (widget));
}

static void
show_navigation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (NW_WINDOW (widget)->outer), NW_WINDOW (widget)->navigation);
}

static void
nth_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  const NwEntity *entity = nw_sidebar_get_nth (NW_SIDEBAR (self->sidebar), g_variant_get_uint32 (parameter));

  if (entity == NULL || self->session == NULL)
    return;
  nw_window_leave_search (self);
  nw_window_show_kind (self, entity, NULL, 0);
}

static void
open_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &kind, &id);
  nw_window_open_id (NW_WINDOW (widget), nw_entity_find (kind), id);
}

static void
open_related_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind, *field;
  gint64 id;

  g_variant_get (parameter, "(&s&sx)", &kind, &field, &id);
  nw_window_show_kind (NW_WINDOW (widget), nw_entity_find (kind), field, id);
}

void
nw_window_install_navigation (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.close-record", NULL, close_record_action);
  gtk_widget_class_install_action (widget_class, "win.show-navigation", NULL, show_navigation_action);
  gtk_widget_class_install_action (widget_class, "win.nth-kind", "u", nth_kind_action);
  gtk_widget_class_install_action (widget_class, "win.open-record", "(sx)", open_record_action);
  gtk_widget_class_install_action (widget_class, "win.open-related", "(ssx)", open_related_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.filter", NULL);
  for (guint i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_CONTROL_MASK, "win.nth-kind", "u", i);
}
