/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-help.h"

#include "nw-app.h"
#include "nw-create-dialog.h"

#include <execinfo.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static NwApp *app;
static char *folder;

/* GTK loads icons in threads of its own. In GTK 4.8 a thread that drops an icon
 * last, because its widget went meanwhile, races with the next search for the
 * same icon; tests, which open and close windows all the time, meet that. So
 * every step ends when no icon is being loaded: when all threads for tasks
 * meet here. */
#define N_TASK_THREADS 10

/* The status by which again.sh knows that the fault is not the program's. */
#define RUN_AGAIN 75

static GMutex meeting;
static GCond arrival;
static guint n_arrived;

static void
meet_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  g_mutex_lock (&meeting);
  n_arrived++;
  g_cond_broadcast (&arrival);
  while (n_arrived < N_TASK_THREADS && g_cond_wait_until (&arrival, &meeting, end))
    ;
  g_mutex_unlock (&meeting);
  g_task_return_boolean (task, TRUE);
}

static void
met_cb (GObject *source, GAsyncResult *result, gpointer n_left)
{
  --*(guint *) n_left;
}

static void
wait_for_icons (void)
{
  guint n_left = N_TASK_THREADS;

  n_arrived = 0;
  for (guint i = 0; i < N_TASK_THREADS; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, met_cb, &n_left);

      g_task_run_in_thread (task, meet_thread);
    }
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Lets the program do what it has to do, drawing included. */
void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 30 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  wait_for_icons ();
}

GtkWidget *
find_type (GtkWidget *root, GType type, const char *name)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (name == NULL || g_strcmp0 (gtk_widget_get_name (root), name) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

NwFormPage *
form_page (Fixture *f)
{
  return NW_FORM_PAGE (find_type (GTK_WIDGET (f->window), NW_TYPE_FORM_PAGE, NULL));
}

NwListPage *
list_page (Fixture *f)
{
  return NW_LIST_PAGE (find_type (GTK_WIDGET (f->window), NW_TYPE_LIST_PAGE, NULL));
}

guint
n_rows (Fixture *f)
{
  return g_list_model_get_n_items (nw_list_page_get_model (list_page (f)));
}

void
activate (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
  settle ();
}

static void
remove_folder (void)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* The same race within one step, while a window opens, cannot be waited out.
 * The stack tells it from an object of ours that ended too early; what comes
 * after it would be undefined, so the run ends and is made again. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  void *frames[16];
  int n = backtrace (frames, G_N_ELEMENTS (frames));
  char **names = backtrace_symbols (frames, n);

  for (int i = 0; names != NULL && i < n; i++)
    if (strstr (message, "object_already_finalized") != NULL && strstr (names[i], "(gtk_icon_theme_lookup_icon+") != NULL)
      {
        remove_folder ();
        _exit (RUN_AGAIN);
      }
  free (names);
  return TRUE;
}

/* Returns: (transfer full): the path of @name in the folder that goes with the tests */
char *
test_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Returns: (transfer none): a window on the screen, without a register */
NwWindow *
new_window (void)
{
  NwWindow *window = NW_WINDOW (nw_window_new (GTK_APPLICATION (app)));

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
set_up (Fixture *f, gconstpointer unused)
{
  const NwInitOptions options = { .organisation = "Muster GmbH", .land = "BE", .actor = "Anna Weber" };
  g_autofree char *path = test_path ("test.nachweis");
  g_autoptr (GError) error = NULL;
  NwStore *store;

  g_test_log_set_fatal_handler (is_fatal, NULL);
  g_remove (path);
  store = nw_register_init (path, &options, &error);
  g_assert_no_error (error);
  g_object_unref (store);

  f->window = new_window ();
  g_assert_true (nw_window_open (f->window, path));
  f->session = g_object_ref (nw_window_get_session (f->window));
  settle ();
}

void
tear_down (Fixture *f, gconstpointer unused)
{
  GObject *session = G_OBJECT (f->session);

  gtk_window_close (GTK_WINDOW (f->window));
  g_object_add_weak_pointer (session, (gpointer *) &f->session);
  g_object_unref (session);
  for (guint i = 0; i < 100 && f->session != NULL; i++)
    settle ();
  g_assert_null (f->session);
}

/* Types @text into a text of one line, as a person does, and presses Enter;
 * in a dialog Enter would already create the record. */
void
type_text (NwFieldRow *row, const char *text)
{
  GtkWidget *control = nw_editor_get_control (nw_field_row_get_editor (row));

  g_assert_true (GTK_IS_ENTRY (control));
  gtk_editable_set_text (GTK_EDITABLE (control), text);
  if (NW_IS_CREATE_DIALOG (gtk_widget_get_root (control)))
    nw_editor_flush (nw_field_row_get_editor (row));
  else
    g_signal_emit_by_name (control, "activate");
  settle ();
}

gint64
make_vendor (Fixture *f, const char *name)
{
  g_autoptr (NwEditing) editing = nw_editing_new_for_kind (f->session, &nw_vendor);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (nw_editing_set_text (editing, (guint) nw_entity_field_index (&nw_vendor, "name"), name));
  id = nw_editing_create (editing, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

int
run_window_tests (int argc, char **argv, void (*add) (void))
{
  int status;

  folder = g_dir_make_tmp ("nachweis-window-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  nw_language_init ("en");
  app = g_object_new (NW_TYPE_APP, "application-id", NW_APP_ID, "flags", G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN, NULL);
  g_assert_true (g_application_register (G_APPLICATION (app), NULL, NULL));

  add ();
  status = g_test_run ();
  g_object_unref (app);
  remove_folder ();
  return status;
}
