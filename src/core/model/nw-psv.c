/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-psv.h"

#include <gio/gio.h>
#include <string.h>

struct _NwPsv
{
  char     **header;
  GPtrArray *rows; /* of char ** */
};

/**
 * nw_psv_load:
 * @name: of a shipped catalogue, without its ending
 *
 * Returns: (transfer full): the table; a missing or ragged one is a fault of
 *   the program, not of the person, and ends it
 */
NwPsv *
nw_psv_load (const char *name)
{
  g_autofree char *path = g_strconcat ("/nachweis/catalogues/", name, ".psv", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;
  NwPsv *self = g_new0 (NwPsv, 1);

  g_assert (bytes != NULL);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  self->header = g_strsplit (lines[0], "|", -1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      char **row;

      if (*lines[i] == '\0')
        continue;
      row = g_strsplit (lines[i], "|", -1);
      g_assert (g_strv_length (row) == g_strv_length (self->header));
      g_ptr_array_add (self->rows, row);
    }
  return self;
}

/* Like nw_psv_load(), but (transfer none): kept for whoever asks again, from
 * any thread. */
NwPsv *
nw_psv_shared (const char *name)
{
  static GHashTable *kept;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  NwPsv *self;

  if (kept == NULL)
    kept = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (kept, name);
  if (self == NULL)
    {
      self = nw_psv_load (name);
      g_hash_table_insert (kept, g_strdup (name), self);
    }
  return self;
}

void
nw_psv_free (NwPsv *self)
{
  g_strfreev (self->header);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
nw_psv_rows (NwPsv *self)
{
  return self->rows->len;
}

const char *
nw_psv_get (NwPsv *self, guint row, const char *column)
{
  for (guint i = 0; self->header[i] != NULL; i++)
    if (strcmp (self->header[i], column) == 0)
      return ((char **) self->rows->pdata[row])[i];
  g_return_val_if_reached ("");
}
