/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-state.h"

#define SAVE_SECONDS 2

static GKeyFile *state;
static guint save_id;

static char *
state_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "nachweis", "window.ini", NULL);
}

static GKeyFile *
get_state (void)
{
  g_autofree char *path = NULL;

  if (state != NULL)
    return state;
  path = state_path ();
  state = g_key_file_new ();
  g_key_file_load_from_file (state, path, G_KEY_FILE_NONE, NULL);
  return state;
}

/* Writes what is remembered now. A full disk costs only the window's size. */
void
nw_state_flush (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = state_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_clear_handle_id (&save_id, g_source_remove);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (get_state (), path, &error))
    g_info ("%s: %s", path, error->message);
}

static gboolean
save_cb (gpointer data)
{
  save_id = 0;
  nw_state_flush ();
  return G_SOURCE_REMOVE;
}

static void
queue_save (void)
{
  if (save_id == 0)
    save_id = g_timeout_add_seconds (SAVE_SECONDS, save_cb, NULL);
}

int
nw_state_get_int (const char *group, const char *key, int fallback)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (get_state (), group, key, &error);

  return error == NULL ? value : fallback;
}

gboolean
nw_state_get_boolean (const char *group, const char *key, gboolean fallback)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (get_state (), group, key, &error);

  return error == NULL ? value : fallback;
}

/* Returns: (transfer full) (nullable) */
char *
nw_state_dup_string (const char *group, const char *key)
{
  return g_key_file_get_string (get_state (), group, key, NULL);
}

void
nw_state_set_int (const char *group, const char *key, int value)
{
  g_key_file_set_integer (get_state (), group, key, value);
  queue_save ();
}

void
nw_state_set_boolean (const char *group, const char *key, gboolean value)
{
  g_key_file_set_boolean (get_state (), group, key, value);
  queue_save ();
}

/* @value: (nullable): %NULL forgets the key */
void
nw_state_set_string (const char *group, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (get_state (), group, key, value);
  else
    g_key_file_remove_key (get_state (), group, key, NULL);
  queue_save ();
}
