/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-window-private.h"

#include "nw-recent.h"
#include "nw-state.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (NwWindow, nw_window, ADW_TYPE_APPLICATION_WINDOW)

static void
save_size (NwWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  nw_state_set_int ("window", "width", width);
  nw_state_set_int ("window", "height", height);
  nw_state_set_boolean ("window", "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static gboolean
nw_window_close_request (GtkWindow *window)
{
  NwWindow *self = NW_WINDOW (window);

  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  save_size (self);
  nw_state_flush ();
  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  return GTK_WINDOW_CLASS (nw_window_parent_class)->close_request (window);
}

static void
nw_window_dispose (GObject *object)
{
  NwWindow *self = NW_WINDOW (object);

  if (self->session != NULL)
    nw_window_set_session (self, NULL);
  g_clear_object (&self->job);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (nw_window_parent_class)->dispose (object);
}

static void
folded_cb (NwWindow *self)
{
  nw_window_update_folding (self);
}

/* A person who comes back wants to see what others wrote meanwhile. */
static void
active_cb (NwWindow *self)
{
  if (self->session != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    nw_session_poll (self->session);
}

static void
open_recent_cb (NwWindow *self, const char *path)
{
  nw_window_open (self, path);
}

static void
kind_chosen_cb (NwWindow *self, const NwEntity *entity)
{
  nw_window_leave_search (self);
  nw_window_show_kind (self, entity, NULL, 0);
}

static void
view_chosen_cb (NwWindow *self, guint view)
{
  nw_window_leave_search (self);
  nw_window_show_view (self, (NwView) view);
}

static void
record_activated_cb (NwWindow *self, NwRecord *record)
{
  nw_window_leave_search (self);
  nw_window_show_record (self, record);
  if (adw_leaflet_get_folded (ADW_LEAFLET (self->inner)))
    gtk_widget_child_focus (self->form_page, GTK_DIR_TAB_FORWARD);
}

/* With the form beside the table, the form follows the selection. */
static void
record_selected_cb (NwWindow *self, NwRecord *record)
{
  if (gtk_widget_get_visible (self->form_page) && !adw_leaflet_get_folded (ADW_LEAFLET (self->inner)))
    nw_form_page_show (NW_FORM_PAGE (self->form_page), record);
  nw_window_update_actions (self);
}

static void
search_toggled_cb (NwWindow *self)
{
  gboolean wanted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_toggle));

  if (wanted != nw_window_is_searching (self))
    gtk_widget_activate_action (GTK_WIDGET (self), wanted ? "win.search" : "win.back", NULL);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, start);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, navigation_header);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, navigation_title);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, form_separator);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, form_page);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, search_page);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, view_page);
  gtk_widget_class_bind_template_child (widget_class, NwWindow, search_toggle);
}

static void
nw_window_class_init (NwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nw_window_close_request;
  g_type_ensure (NW_TYPE_START_PAGE);
  g_type_ensure (NW_TYPE_SIDEBAR);
  g_type_ensure (NW_TYPE_LIST_PAGE);
  g_type_ensure (NW_TYPE_FORM_PAGE);
  g_type_ensure (NW_TYPE_SEARCH_PAGE);
  g_type_ensure (NW_TYPE_VIEW_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_recent_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  nw_window_install_actions (widget_class);
  nw_window_install_navigation (widget_class);
  nw_window_install_jobs (widget_class);
}

static void
nw_window_init (NwWindow *self)
{
  self->places = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), nw_state_get_int ("window", "width", 1200),
                               nw_state_get_int ("window", "height", 780));
  if (nw_state_get_boolean ("window", "maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  nw_window_update_actions (self);
}

/* Returns: (transfer none): a window that shows the start page */
GtkWidget *
nw_window_new (GtkApplication *app)
{
  return g_object_new (NW_TYPE_WINDOW, "application", app, NULL);
}

static void
journal_cb (NwWindow *self)
{
  nw_window_update_actions (self);
}

static void
connect_session (NwWindow *self)
{
  g_signal_connect_object (nw_session_get_journal (self->session), "notify", G_CALLBACK (journal_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (nw_window_update_actions), self, G_CONNECT_SWAPPED);
}

/* @session: (nullable): %NULL goes back to the start page */
void
nw_window_set_session (NwWindow *self, NwSession *session)
{
  g_autofree char *name = NULL;

  nw_window_clear_places (self);
  nw_form_page_set_session (NW_FORM_PAGE (self->form_page), session);
  nw_list_page_set_session (NW_LIST_PAGE (self->list_page), session);
  nw_search_page_set_session (NW_SEARCH_PAGE (self->search_page), session);
  nw_view_page_set_session (NW_VIEW_PAGE (self->view_page), session);
  nw_sidebar_set_session (NW_SIDEBAR (self->sidebar), session);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  connect_session (self);
  name = nw_session_dup_name (session);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->navigation_title), name);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "register");
}

static void
show_first_kind (NwWindow *self)
{
  g_autofree char *name = nw_state_dup_string ("window", "kind");
  const NwEntity *entity = name != NULL ? nw_entity_find (name) : NULL;

  nw_window_show_kind (self, entity != NULL ? entity : &nw_vendor, NULL, 0);
  nw_window_clear_places (self);
  nw_window_update_folding (self);
  nw_window_update_actions (self);
  if (nw_store_get_warning (nw_session_get_store (self->session)) != NULL)
    nw_window_tell (self, _("This Register Needs a Look"), nw_store_get_warning (nw_session_get_store (self->session)));
}

static void
tell_missing (NwWindow *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *body = g_strdup_printf (_("“%s” is no longer at its place. It may have been moved, renamed or be on a drive that is not connected. Open it from where it is now."), name);

  nw_recent_forget (path);
  nw_window_tell (self, _("The Register Was Not Found"), body);
}

/**
 * nw_window_open:
 *
 * Opens the register at @path, or says in a dialog why not.
 */
gboolean
nw_window_open (NwWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwSession) session = NULL;

  g_return_val_if_fail (NW_IS_WINDOW (self), FALSE);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      tell_missing (self, path);
      return FALSE;
    }
  session = nw_session_open (path, &error);
  if (session == NULL)
    {
      nw_window_tell (self, _("The Register Cannot Be Opened"), error->message);
      return FALSE;
    }
  nw_recent_remember (path);
  nw_window_set_session (self, session);
  show_first_kind (self);
  return TRUE;
}

/* Returns: (transfer none) (nullable): %NULL while the start page is shown */
NwSession *
nw_window_get_session (NwWindow *self)
{
  return self->session;
}

/* Returns: (nullable): the file that is open here */
const char *
nw_window_get_path (NwWindow *self)
{
  return self->session != NULL ? nw_session_get_path (self->session) : NULL;
}

void
nw_window_toast (NwWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), adw_toast_new (escaped));
}

/* Says in a dialog what happened and what to do. */
void
nw_window_tell (NwWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
