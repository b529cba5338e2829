/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>

static gboolean
copy_pages (NwDb *from, NwDb *to, GError **error)
{
  sqlite3_backup *backup;
  int rc;

  /* The backup would hold what may still be undone. */
  if (!sqlite3_get_autocommit (from->handle))
    return nw_db_refuse (error, NW_DB_ERROR_BUSY, from->path,
                         _("a change is not finished: finish it, then copy the register"));

  backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  if (backup == NULL)
    return nw_db_refuse_sqlite (error, to->path, to->handle, sqlite3_errcode (to->handle));

  rc = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);

  return rc == SQLITE_DONE || nw_db_refuse_sqlite (error, to->path, to->handle, rc);
}

static NwDb *
sibling (NwDb *db, const char *path)
{
  return nw_db_new (path, (const char *const *) db->schema, db->version, db->application_id);
}

/* A copy in a temporary file that has no name and goes with the connection. */
static NwDb *
copy_private (NwDb *db, const char *pragma, GError **error)
{
  g_autoptr (NwDb) copy = sibling (db, db->path);

  if (!nw_db_connect (copy, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)
      || !copy_pages (db, copy, error)
      || !nw_db_exec (copy, pragma, error))
    return NULL;

  return g_steal_pointer (&copy);
}

/**
 * nw_db_snapshot:
 *
 * Copies the register into a temporary file that has no name and goes with the
 * connection, so that a long reader does not hold up those who write.
 *
 * Returns: (transfer full): a connection that only reads, for use in any one
 *   thread, or %NULL with @error
 */
NwDb *
nw_db_snapshot (NwDb *db, GError **error)
{
  NwDb *copy;

  g_return_val_if_fail (db != NULL, NULL);

  copy = copy_private (db, "PRAGMA query_only = ON", error);
  if (copy == NULL)
    return NULL;
  copy->read_only = TRUE;
  nw_db_guard (copy);

  return copy;
}

/**
 * nw_db_scratch:
 *
 * Like nw_db_snapshot(), but its rows can be set back to what they were; no
 * reference is checked meanwhile, and nothing of it reaches the register.
 */
NwDb *
nw_db_scratch (NwDb *db, GError **error)
{
  NwDb *copy;

  g_return_val_if_fail (db != NULL, NULL);

  copy = copy_private (db, "PRAGMA foreign_keys = OFF", error);
  if (copy != NULL)
    nw_db_guard (copy);

  return copy;
}

static gboolean
write_copy (NwDb *db, const char *partial, GError **error)
{
  g_autoptr (NwDb) copy = sibling (db, partial);

  copy->claim = nw_db_claim (partial, FALSE, error);

  return copy->claim != NULL
         && nw_db_connect (copy, partial, SQLITE_OPEN_READWRITE, error)
         && copy_pages (db, copy, error);
}

static gboolean
verify_copy (NwDb *db, const char *partial, GError **error)
{
  g_autoptr (NwDb) copy = nw_db_open (partial, NW_DB_READ_ONLY | NW_DB_FOREIGN,
                                      (const char *const *) db->schema, db->version, db->application_id, error);

  return copy != NULL;
}

static gboolean
sync_file (const char *path, GError **error)
{
  NW_AUTO_FD fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd >= 0 && fsync (fd) == 0)
    return TRUE;

  return nw_db_refuse_errno (error, path, _("the copy cannot be written to the disk: check the disk"), errno);
}

/* Where the file system cannot rename without overwriting, an empty file of ours keeps the place. */
static gboolean
rename_new (const char *from, const char *to, GError **error)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno == EEXIST)
    return nw_db_touch (to, error);   /* tells that it exists */
  if (errno != EINVAL && errno != ENOSYS)
    return nw_db_refuse_errno (error, to, _("the copy cannot get its name: check the permissions of the folder"), errno);
  if (!nw_db_touch (to, error))
    return FALSE;
  if (rename (from, to) == 0)
    return TRUE;

  nw_db_refuse_errno (error, to, _("the copy cannot get its name: check the permissions of the folder"), errno);
  unlink (to);

  return FALSE;
}

static gboolean
make_partial (const char *target, char *partial, GError **error)
{
  NW_AUTO_FD fd = -1;

  if (g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return nw_db_refuse (error, NW_DB_ERROR_EXISTS, target,
                         _("the file exists already, and nothing is overwritten: choose another name"));

  fd = mkostemp (partial, O_CLOEXEC);   /* readable by the owner alone */

  return fd >= 0 || nw_db_refuse_errno (error, target, _("the copy cannot be made: check the permissions of the folder"), errno);
}

/**
 * nw_db_backup:
 * @target: name of the copy, which must not exist
 *
 * Copies the register while it is in use, and opens and checks the copy before
 * it gets its name.  When this returns %TRUE, the copy survives a power cut.
 *
 * Returns: %TRUE, or %FALSE with NW_DB_ERROR_EXISTS or another reason; then
 *   nothing is left behind
 */
gboolean
nw_db_backup (NwDb *db, const char *target, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *partial = NULL;

  g_return_val_if_fail (db != NULL && target != NULL, FALSE);

  name = nw_db_canonical (target, error);
  if (name == NULL)
    return FALSE;

  partial = g_strconcat (name, ".partial-XXXXXX", NULL);
  if (!make_partial (name, partial, error))
    return FALSE;
  if (write_copy (db, partial, error)
      && verify_copy (db, partial, error)
      && sync_file (partial, error)
      && rename_new (partial, name, error))
    return nw_db_sync_folder (name, error);

  unlink (partial);

  return FALSE;
}
