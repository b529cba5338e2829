/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-window-private.h"

#include "nw-new-dialog.h"
#include "nw-recent.h"

#include <glib/gi18n.h>

/* What a thread works on; it owns all of it. */
typedef struct
{
  NwStore      *store;
  char         *path;
  char         *organisation;
  char         *land;
  NwInitOptions options;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->path);
  g_free (job->organisation);
  g_free (job->land);
  g_free (job);
}

static void
job_response_cb (NwWindow *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (self->job);
}

/* Shows a spinner until end_job(), with a way to stop the work. */
static void
begin_job (NwWindow *self, const char *heading)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), spinner);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  self->job = g_cancellable_new ();
  self->job_dialog = GTK_WINDOW (dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (job_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  nw_window_update_actions (self);
}

/* Returns: whether the person still wants to hear of it */
static gboolean
end_job (NwWindow *self)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->job);

  g_clear_object (&self->job);
  if (!cancelled)
    gtk_window_destroy (self->job_dialog);
  self->job_dialog = NULL;
  nw_window_update_actions (self);
  return !cancelled && gtk_window_get_application (GTK_WINDOW (self)) != NULL;
}

static Job *
new_snapshot_job (NwWindow *self)
{
  g_autoptr (GError) error = NULL;
  Job *job = g_new0 (Job, 1);

  nw_form_page_flush (NW_FORM_PAGE (self->form_page));
  job->store = nw_store_snapshot (nw_session_get_store (self->session), &error);
  if (job->store != NULL)
    return job;
  nw_window_tell (self, _("The Register Cannot Be Read"), error->message);
  free_job (job);
  return NULL;
}

/* The window is the callback's and not the task's: a thread that drops the task
 * last would else drop the window too, and widgets end in the main thread only. */
static GTask *
new_task (NwWindow *self, GCancellable *cancellable, GAsyncReadyCallback done_cb)
{
  return g_task_new (NULL, cancellable, done_cb, g_object_ref (self));
}

static void
verify_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  NwVerdict *verdict = nw_store_verify (job->store, NULL, cancellable, &error);

  if (verdict != NULL)
    g_task_return_pointer (task, verdict, (GDestroyNotify) nw_verdict_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static char *
describe_verdict (NwVerdict *verdict)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < verdict->faults->len && i < 12; i++)
    g_string_append_printf (text, "• %s\n", ((NwFault *) g_ptr_array_index (verdict->faults, i))->message);
  if (verdict->faults->len > 12)
    g_string_append_printf (text, "… %u\n", verdict->faults->len);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_printf (text, _("Checked: %d history entries with %d changes, %d records, %d files."),
                          (int) verdict->entries, (int) verdict->items, (int) verdict->records, (int) verdict->files);
  if (verdict->head != NULL)
    g_string_append_printf (text, "\n\n%s\n%s", _("Head of the history, to be noted outside of the register:"), verdict->head);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_faults (NwVerdict *verdict)
{
  for (guint i = 0; i < verdict->faults->len; i++)
    if (!((NwFault *) g_ptr_array_index (verdict->faults, i))->warning)
      return TRUE;
  return FALSE;
}

static void
verify_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NwVerdict) verdict = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = verdict != NULL ? describe_verdict (verdict) : NULL;

  if (!end_job (self))
    return;
  if (verdict == NULL)
    nw_window_tell (self, _("The Register Cannot Be Verified"), error->message);
  else
    nw_window_tell (self, has_faults (verdict) ? _("The Register Has Faults") : _("Everything Is in Order"), text);
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  Job *job = new_snapshot_job (self);
  g_autoptr (GTask) task = NULL;

  if (job == NULL)
    return;
  begin_job (self, _("Verifying the Register"));
  task = new_task (self, self->job, verify_done_cb);
  g_task_set_source_tag (task, verify_action);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, verify_thread);
}

static void
backup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  if (nw_store_backup (job->store, job->path, &error))
    g_task_return_pointer (task, g_strdup (job->path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
backup_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (!end_job (self))
    return;
  if (path == NULL)
    {
      nw_window_tell (self, _("The Backup Failed"), error->message);
      return;
    }
  text = g_strdup_printf (_("A checked copy of the register is at\n%s"), path);
  nw_window_tell (self, _("The Backup Is Done"), text);
}

static void
backup_chosen_cb (GtkFileChooserNative *chooser, int response, NwWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (response != GTK_RESPONSE_ACCEPT || file == NULL || (job = new_snapshot_job (self)) == NULL)
    return;
  job->path = g_file_get_path (file);
  begin_job (self, _("Making a Backup"));
  task = new_task (self, NULL, backup_done_cb);
  g_task_set_source_tag (task, backup_chosen_cb);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, backup_thread);
}

static void
show_chooser (NwWindow *self, GtkFileChooserNative *chooser, GCallback callback)
{
  g_signal_connect_object (chooser, "response", callback, self, 0);
  /* The dialog lives as long as the window or until the next one is shown. */
  g_object_set_data_full (G_OBJECT (self), "nw-chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
backup_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Back Up the Register"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autofree char *name_of = nw_session_dup_name (self->session);
  g_autofree char *day = nw_day_format (nw_day_today ());
  g_autofree char *file = g_strdup_printf ("%s %s.nachweis", name_of, day);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  show_chooser (self, chooser, G_CALLBACK (backup_chosen_cb));
}

static void
create_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_register_init (job->path, &job->options, &error);

  if (store != NULL)
    g_task_return_pointer (task, g_strdup (job->path), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
create_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NwWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  /* A closed window has no application any more. */
  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), self->session != NULL ? "register" : "start");
  if (path != NULL)
    nw_window_open (self, path);
  else
    nw_window_tell (self, _("The Register Was Not Created"), error->message);
}

/**
 * nw_window_create:
 *
 * Makes a register at @path in a thread, then opens it here.
 */
void
nw_window_create (NwWindow *self, const char *path, const NwInitOptions *options)
{
  g_autoptr (GTask) task = new_task (self, NULL, create_done_cb);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->organisation = g_strdup (options->organisation);
  job->land = g_strdup (options->land);
  job->options = *options;
  job->options.organisation = job->organisation;
  job->options.land = job->land;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->busy),
                             options->sample ? _("Preparing the Sample…") : _("Creating the Register…"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "busy");
  g_task_set_source_tag (task, nw_window_create);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, create_thread);
}

/* A window that shows a register keeps it: others open beside it. */
static NwWindow *
free_window (NwWindow *self)
{
  GtkWidget *window;

  if (self->session == NULL)
    return self;
  window = nw_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (GTK_WINDOW (window));
  return NW_WINDOW (window);
}

static void
new_register_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (nw_new_dialog_new (free_window (NW_WINDOW (widget)))));
}

static void
open_chosen_cb (GtkFileChooserNative *chooser, int response, NwWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    g_application_open (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), &file, 1, "");
}

static void
open_register_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = NW_WINDOW (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a Register"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Registers"));
  gtk_file_filter_add_suffix (filter, "nachweis");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  show_chooser (self, chooser, G_CALLBACK (open_chosen_cb));
}

/* The sample is made once and kept, so that what a person tries stays. */
static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwWindow *self = free_window (NW_WINDOW (widget));
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "nachweis", NULL);
  g_autofree char *file = g_strconcat (_("Sample"), ".nachweis", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  const NwInitOptions options = { .iso27001 = TRUE, .dsgvo = TRUE, .nist_csf = TRUE, .sample = TRUE };

  g_mkdir_with_parents (folder, 0700);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    nw_window_open (self, path);
  else
    nw_window_create (self, path, &options);
}

void
nw_window_install_jobs (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, backup_action);
  gtk_widget_class_install_action (widget_class, "win.new-register", NULL, new_register_action);
  gtk_widget_class_install_action (widget_class, "win.open-register", NULL, open_register_action);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open-register", NULL);
}
