/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-app.h"

#include "nw-state.h"
#include "nw-window.h"

#include <glib/gi18n.h>

struct _NwApp
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (NwApp, nw_app, ADW_TYPE_APPLICATION)

static void
nw_app_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    window = GTK_WINDOW (nw_window_new (GTK_APPLICATION (app)));
  gtk_window_present (window);
}

/* The window that shows @path, else one that shows nothing yet. */
static NwWindow *
find_window (GApplication *app, const char *path)
{
  NwWindow *empty = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l != NULL; l = l->next)
    {
      if (!NW_IS_WINDOW (l->data))
        continue;
      if (g_strcmp0 (nw_window_get_path (l->data), path) == 0)
        return l->data;
      if (nw_window_get_path (l->data) == NULL && empty == NULL)
        empty = l->data;
    }
  return empty;
}

static void
open_file (GApplication *app, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  NwWindow *window = find_window (app, path);

  if (window == NULL)
    window = NW_WINDOW (nw_window_new (GTK_APPLICATION (app)));
  gtk_window_present (GTK_WINDOW (window));
  if (path == NULL)
    nw_window_tell (window, _("The Register Cannot Be Opened"),
                    _("It is not a file on this computer. Copy it here first, then open the copy."));
  else if (nw_window_get_path (window) == NULL)
    nw_window_open (window, path);
}

static void
nw_app_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (app, files[i]);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  adw_show_about_window (gtk_application_get_active_window (app),
                         "application-name", "Nachweis",
                         "application-icon", NW_APP_ID,
                         "version", NW_VERSION,
                         "developer-name", _("The Nachweis contributors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("A register of requirements, evidence, vendors, contracts and data protection, with every change on record."),
                         NULL);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer app)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (app));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
set_accels (GtkApplication *app)
{
  static const struct { const char *action; const char *accels[3]; } table[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (app, table[i].action, table[i].accels);
}

static void
nw_app_startup (GApplication *app)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };

  G_APPLICATION_CLASS (nw_app_parent_class)->startup (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  set_accels (GTK_APPLICATION (app));
  gtk_window_set_default_icon_name (NW_APP_ID);
}

static void
nw_app_shutdown (GApplication *app)
{
  nw_state_flush ();
  G_APPLICATION_CLASS (nw_app_parent_class)->shutdown (app);
}

static void
nw_app_class_init (NwAppClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  app_class->activate = nw_app_activate;
  app_class->open = nw_app_open;
  app_class->startup = nw_app_startup;
  app_class->shutdown = nw_app_shutdown;
}

static void
nw_app_init (NwApp *self)
{
}

/* Returns: (transfer full): the program */
NwApp *
nw_app_new (void)
{
  return g_object_new (NW_TYPE_APP, "application-id", NW_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
