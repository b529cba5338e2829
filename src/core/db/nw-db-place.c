/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

/* File systems whose locks and syncs cannot be relied on: NFS, SMB, CIFS, SMB2, FUSE, 9P. */
static const guint32 remote_types[] = {
  0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x65735546, 0x01021997,
};

/**
 * nw_db_is_remote:
 * @path: a register, which need not exist
 *
 * Returns: whether its folder lies on a network file system, where only one
 *   program at a time may work with a register
 */
gboolean
nw_db_is_remote (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (remote_types); i++)
    if (remote_types[i] == (guint32) info.f_type)
      return TRUE;

  return FALSE;
}

static gboolean
is_sidecar_name (const char *name)
{
  return g_str_has_suffix (name, "-journal") || g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-shm");
}

/*
 * nw_db_canonical:
 *
 * Resolves the folder of @path, not the file itself: that one must not be a
 * link.  The result is absolute, so SQLite cannot take it for a URI.
 *
 * Returns: (transfer full): the name for SQLite, or %NULL with @error
 */
char *
nw_db_canonical (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  char real[PATH_MAX];

  if (g_ascii_strncasecmp (path, "file:", 5) == 0)
    nw_db_refuse (error, NW_DB_ERROR_REFUSED, path, _("this is an address, not the name of a file: give the plain name"));
  else if (*path == '\0' || strpbrk (base, "/\n") != NULL || g_str_equal (base, ".") || g_str_equal (base, ".."))
    nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path, _("this is not the name of a file: choose a register"));
  else if (is_sidecar_name (base))
    nw_db_refuse (error, NW_DB_ERROR_REFUSED, path, _("the database needs such names for itself: choose another name"));
  else if (realpath (folder, real) == NULL)
    nw_db_refuse_errno (error, path, _("the folder cannot be reached: check its permissions"), errno);
  else
    return g_build_filename (real, base, NULL);

  return NULL;
}

/*
 * nw_db_folder_check:
 *
 * Every change makes and deletes a journal beside the register.
 *
 * Returns: whether that is possible
 */
gboolean
nw_db_folder_check (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0)
    return TRUE;

  return nw_db_refuse_errno (error, path, _("nothing can be written in its folder: copy the register to a folder of your own, or open it read-only"), errno);
}

/*
 * nw_db_touch:
 *
 * Makes an empty file that only its owner can read; the journal will inherit
 * that.  SQLite alone would follow the umask and take an existing file.
 */
gboolean
nw_db_touch (const char *path, GError **error)
{
  NW_AUTO_FD fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    return TRUE;
  if (errno == EEXIST)
    return nw_db_refuse (error, NW_DB_ERROR_EXISTS, path, _("the file exists already, and nothing is overwritten: choose another name"));

  return nw_db_refuse_errno (error, path, _("the file cannot be made: check the permissions of the folder"), errno);
}

/*
 * nw_db_sync_folder:
 *
 * Makes the name of @path durable, after it was made or renamed.
 */
gboolean
nw_db_sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  NW_AUTO_FD fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Some file systems cannot sync a folder and say so: that is no failure of ours. */
  if (fd >= 0 && (fsync (fd) == 0 || errno == EINVAL))
    return TRUE;

  return nw_db_refuse_errno (error, path, _("the folder cannot be written to the disk: check the disk"), errno);
}
