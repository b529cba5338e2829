/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-output-private.h"

#include "../model/nw-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* What SQLite and the program keep beside a register. */
static const char *const sidecars[] = { "", "-journal", "-wal", "-shm" };

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, NW_ERROR, NW_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
is_same_file (const struct stat *a, const char *path)
{
  struct stat b;

  return lstat (path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static gboolean
is_same_folder (const char *a, const char *b)
{
  g_autofree char *folder_a = g_path_get_dirname (a);
  g_autofree char *folder_b = g_path_get_dirname (b);
  struct stat status;

  return stat (folder_a, &status) == 0 && is_same_file (&status, folder_b);
}

/* By name, for a sidecar need not exist yet; the files themselves are never
 * opened, because closing one would drop SQLite's lock on it. */
static gboolean
is_named_like_register (const char *path, const char *register_path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *own = g_path_get_basename (register_path);
  g_autofree char *lock = g_strdup_printf (".~lock.%s#", own);

  if (!is_same_folder (path, register_path))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sidecars); i++)
    {
      g_autofree char *sidecar = g_strconcat (own, sidecars[i], NULL);

      if (strcmp (name, sidecar) == 0)
        return TRUE;
    }
  return strcmp (name, lock) == 0;
}

static gboolean
belongs_to_some_register (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (sidecars); i++)
    {
      g_autofree char *ending = g_strconcat (".nachweis", sidecars[i], NULL);

      if (g_str_has_suffix (path, ending))
        return TRUE;
    }
  return FALSE;
}

/*
 * Refuses a target that must not be replaced.
 *
 * @register_path: (nullable): the open register, whatever its name
 */
gboolean
nw_output_check_target (const char *path, const char *register_path, GError **error)
{
  struct stat status;
  gboolean exists = lstat (path, &status) == 0;

  if (register_path != NULL
      && (is_named_like_register (path, register_path) || (exists && is_same_file (&status, register_path))))
    return refuse (error, _("this is the register itself or a file of it: choose another name"));
  if (belongs_to_some_register (path))
    return refuse (error, _("this is the name of a register: choose another name"));
  if (!exists)
    return TRUE;
  if (S_ISLNK (status.st_mode))
    return refuse (error, _("this is a symbolic link: choose the file that it points to"));
  if (!S_ISREG (status.st_mode))
    return refuse (error, _("this is not an ordinary file: choose another name"));
  if (status.st_nlink > 1)
    return refuse (error, _("this file has more than one name (hard links): choose another name"));
  return TRUE;
}
