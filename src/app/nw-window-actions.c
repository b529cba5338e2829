/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-window-private.h"

#include "nw-create-dialog.h"

#include <glib/gi18n.h>

/* The record that an action means: the one in the form if it has the focus,
 * else the selected row. */
static NwRecord *
dup_current (NwWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  NwRecord *open = nw_form_page_get_record (NW_FORM_PAGE (self->form_page));

  if (open != NULL && gtk_widget_get_visible (self->form_page)
      && (adw_leaflet_get_folded (ADW_LEAFLET (self->inner))
          || (focus != NULL && gtk_widget_is_ancestor (focus, self->form_page))))
    return g_object_ref (open);
  return nw_list_page_dup_selected (NW_LIST_PAGE (self->list_page));
}

/* One place decides what can be done now. */
void
nw_window_update_actions (NwWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  NwJournal *journal = self->session != NULL ? nw_session_get_journal (self->session) : NULL;
  g_autoptr (NwRecord) selected = journal != NULL ? nw_list_page_dup_selected (NW_LIST_PAGE (self->list_page)) : NULL;
  gboolean deleted = selected != NULL && nw_record_is_deleted (selected);
  const NwEntity *entity = nw_list_page_get_entity (NW_LIST_PAGE (self->list_page));
  gboolean single = entity != NULL && entity->flags & NW_SINGLE;
  gboolean open = journal != NULL;

  gtk_widget_action_set_enabled (widget, "win.undo", open && nw_journal_can_undo (journal));
  gtk_widget_action_set_enabled (widget, "win.redo", open && nw_journal_can_redo (journal));
  gtk_widget_action_set_enabled (widget, "win.search", open);
  gtk_widget_action_set_enabled (widget, "win.filter", open);
  gtk_widget_action_set_enabled (widget, "win.nth-kind", open);
  gtk_widget_action_set_enabled (widget, "win.verify", open && self->job == NULL);
  gtk_widget_action_set_enabled (widget, "win.backup", open && self->job == NULL);
  gtk_widget_action_set_enabled (widget, "win.new-record",
                                 open && entity != NULL
                                     && (!single || nw_store_count (nw_session_get_store (self->session), entity) == 0));
  gtk_widget_action_set_enabled (widget, "win.open-selected", selected != NULL);
  gtk_widget_action_set_enabled (widget, "win.copy-selected", selected != NULL);
  gtk_widget_action_set_enabled (widget, "win.delete-selected", selected != NULL && !deleted && !single);
  gtk_widget_action_set_enabled (widget, "win.restore-selected", selected != NULL && deleted);
}

static void
step (NwWindow *self, gboolean undo)
{
  NwJournal *journal = nw_session_get_journal (self->session);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  if (undo ? !nw_journal_can_undo (journal) : !nw_journal_can_redo (journal))
    return;
  label = g_strdup (undo ? nw_journal_undo_label (journal) : nw_journal_redo_label (journal));
  if (!(undo ? nw_journal_undo (journal, &error) : nw_journal_redo (journal, &error)))
    {
      nw_window_tell (self, undo ? _("This Cannot Be Undone") : _("This Cannot Be Redone"), error->message);
      return;
    }
  text = g_strdup_printf (undo ? _("Undone: %s") : _("Redone: %s"), label != NULL ? label : "");
  nw_window_toast (self, text);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (NW_WINDOW (widget), TRUE);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (NW_WINDOW (widget), FALSE);
}

static void
created_cb (NwCreateDialog *dialog, gint64 id, NwWindow *self)
{
  const NwEntity *entity = g_object_get_data (G_OBJECT (dialog), "nw-entity");

  nw_window_open_id (self, entity, id);
}

/**
 * nw_window_new_record:
 * @field: (nullable): a reference to fill with @target
 *
 * Asks for what a new record of @entity needs, then opens its form.
 */
void
nw_window_new_record (NwWindow *self, const NwEntity *entity, const char *field, gint64 target)
{
  GtkWidget *dialog = nw_create_dialog_new (GTK_WINDOW (self), self->session, entity);

  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  if (field != NULL)
    nw_create_dialog_set_ref (NW_CREATE_DIALOG (dialog), field, target);
  g_object_set_data (G_OBJECT (dialog), "nw-entity", (gpointer) entity);
  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* In a list of what refers to a record, a new one refers to it too. */
static void
new_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  NwListPage *list = NW_LIST_PAGE (self->list_page);
  const char *field = NULL;
  gint64 target = 0;

  nw_list_page_get_scope (list, &field, &target);
  nw_window_new_record (self, nw_list_page_get_entity (list), field, target);
}

static void
new_related_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind, *field;
  gint64 id;

  g_variant_get (parameter, "(&s&sx)", &kind, &field, &id);
  nw_window_new_record (NW_WINDOW (widget), nw_entity_find (kind), field, id);
}

static void
mark (NwWindow *self, NwRecord *record, NwMark how)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!nw_session_mark (self->session, record, how, &error))
    {
      nw_window_tell (self, _("The Change Was Not Saved"), error->message);
      return;
    }
  text = g_strdup_printf (how == NW_MARK_DELETE ? _("“%s” deleted") : _("“%s” restored"), nw_record_get_title (record));
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  if (how == NW_MARK_DELETE)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.restore-deleted");
      adw_toast_set_action_target (toast, "(sx)", nw_record_get_entity (record)->name, nw_record_get_id (record));
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

/* The toast takes back its own deletion, whatever was done after it. */
static void
restore_deleted_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  g_autoptr (NwRecord) record = NULL;
  const char *kind;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &kind, &id);
  record = nw_session_get_record (self->session, nw_entity_find (kind), id);
  if (record != NULL && nw_record_is_deleted (record))
    mark (self, record, NW_MARK_RESTORE);
}

static void
mark_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  g_autoptr (NwRecord) record = nw_list_page_dup_selected (NW_LIST_PAGE (self->list_page));

  if (record != NULL)
    mark (self, record, g_str_equal (name, "win.delete-selected") ? NW_MARK_DELETE : NW_MARK_RESTORE);
}

static void
mark_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  NwRecord *open = nw_form_page_get_record (NW_FORM_PAGE (self->form_page));
  g_autoptr (NwRecord) record = open != NULL ? g_object_ref (open) : NULL;

  if (record == NULL)
    return;
  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  mark (self, record, g_str_equal (name, "win.delete-record") ? NW_MARK_DELETE : NW_MARK_RESTORE);
}

static void
open_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  g_autoptr (NwRecord) record = nw_list_page_dup_selected (NW_LIST_PAGE (self->list_page));

  if (record != NULL)
    nw_window_show_record (self, record);
}

/* A row that a spreadsheet understands: names, then values, by tabs. */
static void
copy_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  g_autoptr (NwRecord) record = nw_list_page_dup_selected (NW_LIST_PAGE (self->list_page));
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; record != NULL && i < nw_entity_n_fields (nw_record_get_entity (record)); i++)
    {
      g_autofree char *text = nw_session_display (self->session, record, i);

      if (*text == '\0')
        continue;
      g_strdelimit (text, "\t\r\n", ' ');
      g_string_append_printf (names, "%s%s", names->len > 0 ? "\t" : "",
                              nw_field_label (nw_entity_get_field (nw_record_get_entity (record), i)));
      g_string_append_printf (values, "%s%s", values->len > 0 ? "\t" : "", text);
    }
  g_string_append_printf (names, "\n%s\n", values->str);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), names->str);
  nw_window_toast (self, _("Row copied"));
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  g_autoptr (NwRecord) record = self->session != NULL ? dup_current (self) : NULL;

  if (record == NULL)
    return;
  if (record != nw_form_page_get_record (NW_FORM_PAGE (self->form_page)))
    nw_window_show_record (self, record);
  nw_form_page_rename (NW_FORM_PAGE (self->form_page));
}

void
nw_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.new-record", NULL, new_record_action);
  gtk_widget_class_install_action (widget_class, "win.new-related", "(ssx)", new_related_action);
  gtk_widget_class_install_action (widget_class, "win.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "win.open-selected", NULL, open_selected_action);
  gtk_widget_class_install_action (widget_class, "win.copy-selected", NULL, copy_selected_action);
  gtk_widget_class_install_action (widget_class, "win.delete-selected", NULL, mark_selected_action);
  gtk_widget_class_install_action (widget_class, "win.restore-selected", NULL, mark_selected_action);
  gtk_widget_class_install_action (widget_class, "win.delete-record", NULL, mark_record_action);
  gtk_widget_class_install_action (widget_class, "win.restore-record", NULL, mark_record_action);
  gtk_widget_class_install_action (widget_class, "win.restore-deleted", "(sx)", restore_deleted_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.rename", NULL);
}
