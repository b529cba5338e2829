/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nw-db-error-quark, nw_db_error)

/* Extended codes first: the first row that fits is taken. */
static const struct
{
  int         rc;
  NwDbError   code;
  const char *sentence;
} meanings[] = {
  { SQLITE_READONLY_DBMOVED, NW_DB_ERROR_MOVED,
    N_("the file was renamed or replaced while it was open: save a copy, then open the right file") },
  { SQLITE_READONLY_ROLLBACK, NW_DB_ERROR_SIDECAR,
    N_("an interrupted change waits to be undone: open the register once for writing") },
  { SQLITE_BUSY, NW_DB_ERROR_IN_USE,
    N_("another program is writing to the register: wait a moment or close it there, then try again") },
  { SQLITE_LOCKED, NW_DB_ERROR_BUSY,
    N_("another part of this program is using the register: try again in a moment") },
  { SQLITE_NOTADB, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this is not a register: choose a file that this program has made") },
  { SQLITE_CORRUPT, NW_DB_ERROR_DAMAGED,
    N_("the register is damaged: restore a backup") },
  { SQLITE_SCHEMA, NW_DB_ERROR_SCHEMA,
    N_("the tables were changed meanwhile: close the register and open it again") },
  { SQLITE_FULL, NW_DB_ERROR_SYSTEM,
    N_("the disk is full: make room, then try again") },
  { SQLITE_READONLY, NW_DB_ERROR_SYSTEM,
    N_("the register cannot be written: check the permissions of the file and its folder") },
  { SQLITE_PERM, NW_DB_ERROR_SYSTEM,
    N_("the register cannot be used: check the permissions of the file and its folder") },
  { SQLITE_CANTOPEN, NW_DB_ERROR_SYSTEM,
    N_("the register or its journal cannot be opened: check the permissions of the file and its folder") },
  { SQLITE_IOERR, NW_DB_ERROR_SYSTEM,
    N_("reading or writing failed: check the disk or the network connection, then try again") },
  { SQLITE_NOMEM, NW_DB_ERROR_SYSTEM,
    N_("memory is exhausted: close other programs, then try again") },
  { SQLITE_AUTH, NW_DB_ERROR_REFUSED,
    N_("this change is not allowed in a register: undo it and report a fault of the program") },
  { SQLITE_CONSTRAINT, NW_DB_ERROR_REFUSED,
    N_("a value breaks a rule of its table: correct it and try again") },
  { SQLITE_INTERRUPT, NW_DB_ERROR_INTERRUPTED,
    N_("interrupted, and nothing was changed: start again when you like") },
  { SQLITE_TOOBIG, NW_DB_ERROR_REFUSED,
    N_("a value is too big: shorten it and try again") },
};

static const char *
describe (int rc, NwDbError *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].rc == rc || meanings[i].rc == (rc & 0xff))
      {
        *code = meanings[i].code;
        return _(meanings[i].sentence);
      }

  *code = NW_DB_ERROR_REFUSED;
  return _("the database does not accept a statement: undo the change and report a fault of the program");
}

/*
 * nw_db_refuse:
 * @sentence: already translated: what is wrong, a colon, what to do
 *
 * Sets @error to "PATH: SENTENCE", the form in which messages reach people.
 *
 * Returns: %FALSE, so that callers can return it
 */
gboolean
nw_db_refuse (GError **error, NwDbError code, const char *path, const char *sentence)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, NW_DB_ERROR, (int) code, "%s: %s", name, sentence);

  return FALSE;
}

/*
 * nw_db_refuse_errno:
 *
 * The same for a system call that failed with @errsv.  A file that is not
 * there is NW_DB_ERROR_MISSING, everything else NW_DB_ERROR_SYSTEM.
 */
gboolean
nw_db_refuse_errno (GError **error, const char *path, const char *sentence, int errsv)
{
  g_autofree char *text = NULL;

  if (errsv == ENOENT || errsv == ENOTDIR)
    return nw_db_refuse (error, NW_DB_ERROR_MISSING, path,
                         _("there is no such file or folder: check the name"));

  text = g_strdup_printf ("%s (%s)", sentence, g_strerror (errsv));

  return nw_db_refuse (error, NW_DB_ERROR_SYSTEM, path, text);
}

/*
 * nw_db_refuse_sqlite:
 * @handle: (nullable): gives the details, if the failing call left any
 *
 * The same for a result code of SQLite.
 */
gboolean
nw_db_refuse_sqlite (GError **error, const char *path, sqlite3 *handle, int rc)
{
  NwDbError code;
  const char *sentence = describe (rc, &code);
  gboolean told = handle != NULL && (sqlite3_errcode (handle) & 0xff) == (rc & 0xff);
  g_autofree char *text = g_strdup_printf ("%s (%s)", sentence, told ? sqlite3_errmsg (handle) : sqlite3_errstr (rc));

  return nw_db_refuse (error, code, path, text);
}
