/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-list-page-private.h"

#include "nw-column.h"
#include "nw-kind-info.h"

#include <glib/gi18n.h>

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwListPage, nw_list_page, ADW_TYPE_BIN)

static void
update_title (NwListPage *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint total = nw_list_get_total (self->list);
  g_autofree char *text = NULL;

  if (shown == total)
    text = g_strdup_printf (ngettext ("%u record", "%u records", total), total);
  else
    text = g_strdup_printf (_("%u of %u"), shown, total);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), nw_entity_label_plural (self->entity));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), text);
}

static gboolean
may_create (NwListPage *self)
{
  return !(self->entity->flags & NW_SINGLE) || nw_list_get_total (self->list) == 0;
}

static void
update_stack (NwListPage *self)
{
  gboolean none = nw_list_get_total (self->list) == 0;
  gboolean hidden = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), none ? "empty" : hidden ? "nothing" : "table");
  gtk_widget_set_visible (self->new_button, may_create (self));
  gtk_widget_set_visible (self->filter_bar, !none);
}

static void
items_changed_cb (NwListPage *self)
{
  update_title (self);
  update_stack (self);
}

static void
selection_cb (NwListPage *self)
{
  g_autoptr (NwRecord) record = nw_list_page_dup_selected (self);

  if (record != NULL && !self->setting_up)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, record);
}

static void
activate_cb (NwListPage *self, guint position)
{
  g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (NW_IS_RECORD (record))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, record);
}

static void
filter_changed_cb (NwListPage *self)
{
  if (self->list != NULL)
    nw_list_set_filter (self->list, gtk_editable_get_text (GTK_EDITABLE (self->filter)));
}

static void
filter_activate_cb (NwListPage *self)
{
  gtk_widget_grab_focus (self->view);
}

static void
sorter_changed_cb (NwListPage *self)
{
  if (!self->setting_up && self->list != NULL)
    nw_list_page_save_order (self);
}

static void
show_deleted_cb (NwListPage *self, GParamSpec *pspec, GtkCheckButton *check)
{
  if (self->list != NULL)
    nw_list_set_show_deleted (self->list, gtk_check_button_get_active (check));
}

static void
clear_scope_cb (NwListPage *self)
{
  nw_list_page_show (self, self->entity, NULL, 0);
}

static void
popup_at (NwListPage *self, double x, double y)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };
  g_autoptr (NwRecord) record = nw_list_page_dup_selected (self);

  if (record == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

/* Selects the row under the pointer: the nearest cell knows its record. */
static void
select_at (NwListPage *self, double x, double y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; hit != NULL && hit != GTK_WIDGET (self); hit = gtk_widget_get_parent (hit))
    {
      GtkListItem *item = g_object_get_data (G_OBJECT (hit), "nw-item");

      if (item == NULL)
        item = gtk_widget_get_first_child (hit) != NULL
                   ? g_object_get_data (G_OBJECT (gtk_widget_get_first_child (hit)), "nw-item")
                   : NULL;
      if (item != NULL)
        {
          gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
          return;
        }
    }
}

static void
secondary_click_cb (NwListPage *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GtkWidget *from = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  double page_x, page_y;

  if (!gtk_widget_translate_coordinates (from, GTK_WIDGET (self), x, y, &page_x, &page_y))
    return;
  select_at (self, page_x, page_y);
  popup_at (self, page_x, page_y);
}

static void
popup_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwListPage *self = NW_LIST_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus != NULL && gtk_widget_compute_bounds (focus, widget, &bounds))
    popup_at (self, bounds.origin.x + 24, bounds.origin.y + bounds.size.height / 2);
}

static gboolean
fit_cb (gpointer data)
{
  NwListPage *self = data;

  self->fit_id = 0;
  nw_list_page_fit_columns (self);
  return G_SOURCE_REMOVE;
}

/* The width is not known before the view has been drawn. */
static void
width_changed_cb (NwListPage *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
nw_list_page_dispose (GObject *object)
{
  NwListPage *self = NW_LIST_PAGE (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->fields, g_array_unref);
  G_OBJECT_CLASS (nw_list_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NwListPage, header);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, back);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, history_buttons);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, title);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, filter);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, scope);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, scope_label);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, view);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, selection);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, show_deleted);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, columns);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, menu);
  gtk_widget_class_bind_template_child (widget_class, NwListPage, context_menu);
}

static void
nw_list_page_class_init (NwListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_list_page_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, NW_TYPE_RECORD);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, NW_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-list-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_deleted_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.delete-selected", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "menu.popup", NULL);
}

static void
nw_list_page_init (NwListPage *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->scope_field = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self, G_CONNECT_SWAPPED);
}

/* @session: (nullable) */
void
nw_list_page_set_session (NwListPage *self, NwSession *session)
{
  g_return_if_fail (NW_IS_LIST_PAGE (self));

  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->list);
  g_set_object (&self->session, session);
  self->entity = NULL;
}

static void
show_scope (NwListPage *self, const char *field, gint64 target)
{
  g_autofree char *text = NULL;
  g_autoptr (NwRecord) record = NULL;

  self->scope_field = field != NULL ? nw_entity_field_index (self->entity, field) : -1;
  self->scope_target = target;
  nw_list_set_scope (self->list, self->scope_field, target);
  gtk_widget_set_visible (self->scope, self->scope_field >= 0);
  if (self->scope_field < 0)
    return;
  record = nw_session_get_record (self->session, nw_entity_get_field (self->entity, self->scope_field)->target, target);
  text = g_strdup_printf ("%s: %s", nw_field_label (nw_entity_get_field (self->entity, self->scope_field)),
                          record != NULL ? nw_record_get_title (record) : _("(missing)"));
  gtk_label_set_text (GTK_LABEL (self->scope_label), text);
}

static void
show_empty_text (NwListPage *self)
{
  g_autofree char *title = g_strdup_printf (_("No %s yet"), nw_entity_label_plural (self->entity));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), nw_kind_icon (self->entity));
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), nw_kind_hint (self->entity));
}

static void
show_kind (NwListPage *self, const NwEntity *entity)
{
  self->entity = entity;
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  g_clear_object (&self->list);
  self->list = nw_list_new (self->session, entity);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nw_entity_label_plural (entity), -1);
  nw_list_set_show_deleted (self->list, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->show_deleted)));
  nw_list_page_load_columns (self);
  nw_list_page_load_order (self);
  nw_list_set_fields (self->list, self->fields);
  nw_list_page_fill_chooser (self);
  show_empty_text (self);
}

/**
 * nw_list_page_show:
 * @field: (nullable): only records whose reference @field names @target
 *
 * Shows the records of @entity.
 */
void
nw_list_page_show (NwListPage *self, const NwEntity *entity, const char *field, gint64 target)
{
  g_return_if_fail (NW_IS_LIST_PAGE (self));

  self->setting_up = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  show_kind (self, entity);
  show_scope (self, field, target);
  nw_list_load (self->list);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  items_changed_cb (self);
  nw_list_page_fit_columns (self);
  self->setting_up = FALSE;
}

const NwEntity *
nw_list_page_get_entity (NwListPage *self)
{
  return self->entity;
}

/* Returns: (transfer none) (nullable) */
GListModel *
nw_list_page_get_model (NwListPage *self)
{
  return G_LIST_MODEL (self->list);
}

gboolean
nw_list_page_get_scope (NwListPage *self, const char **field, gint64 *target)
{
  if (self->scope_field < 0)
    return FALSE;
  *field = nw_entity_get_field (self->entity, self->scope_field)->name;
  *target = self->scope_target;
  return TRUE;
}

/* Returns: (transfer full) (nullable) */
NwRecord *
nw_list_page_dup_selected (NwListPage *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return NW_IS_RECORD (item) ? g_object_ref (item) : NULL;
}

/* Selects the row of a record and brings it into view, without opening it. */
void
nw_list_page_select (NwListPage *self, gint64 id)
{
  guint position = self->list != NULL ? nw_list_find (self->list, id) : G_MAXUINT;
  GtkWidget *rows = gtk_widget_get_last_child (self->view);

  if (position == G_MAXUINT)
    return;
  self->setting_up = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->setting_up = FALSE;
  /* GTK 4.8 has no gtk_column_view_scroll_to(); its list knows this action. */
  gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

/* @alone: no form stands beside the table */
void
nw_list_page_set_folded (NwListPage *self, gboolean folded, gboolean alone)
{
  gtk_widget_set_visible (self->back, folded);
  gtk_widget_set_visible (self->history_buttons, !folded);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), folded);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), alone);
}

void
nw_list_page_focus_filter (NwListPage *self)
{
  gtk_widget_grab_focus (self->filter);
}

void
nw_list_page_focus_table (NwListPage *self)
{
  gtk_widget_grab_focus (self->view);
}
