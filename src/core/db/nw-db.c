/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <glib/gi18n-lib.h>

/**
 * nw_db_handle:
 *
 * Returns: (transfer none): the connection, for files in db/ only; what is
 *   prepared on it directly escapes the cache, not the authorizer
 */
sqlite3 *
nw_db_handle (NwDb *db)
{
  return db->handle;
}

/**
 * nw_db_path:
 *
 * Returns: (transfer none): absolute name of the register; a snapshot gives
 *   that of the register it was taken from
 */
const char *
nw_db_path (NwDb *db)
{
  return db->path;
}

/**
 * nw_db_is_foreign:
 *
 * Returns: whether the register was opened as one of unknown origin, because
 *   the caller said so or because others may write to it
 */
gboolean
nw_db_is_foreign (NwDb *db)
{
  return db->foreign;
}

/**
 * nw_db_warning:
 *
 * Returns: (nullable): a sentence to show after opening
 */
const char *
nw_db_warning (NwDb *db)
{
  if (!db->open_to_others)
    return NULL;

  return _("Other users of this computer may write to this register: take their permission away, then compare it with a backup.");
}

/**
 * nw_db_prepare:
 * @sql: one statement with numbered parameters; never holds a value, so that
 *   the number of different texts, all of which are kept, stays small
 *
 * Returns: (transfer none): the statement, without bindings; it stays valid
 *   until @db is closed or the same text is prepared again.  `g_autoptr`
 *   resets it at the end of the scope, which also ends its read lock.
 */
sqlite3_stmt *
nw_db_prepare (NwDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc;

  g_return_val_if_fail (db != NULL && sql != NULL, NULL);

  stmt = g_hash_table_lookup (db->statements, sql);
  if (stmt != NULL)
    {
      nw_db_done (stmt);
      return stmt;
    }

  db->text = sql;
  rc = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  db->text = NULL;
  if (rc == SQLITE_OK && stmt != NULL)
    {
      g_hash_table_insert (db->statements, g_strdup (sql), stmt);
      return stmt;
    }

  nw_db_refuse_sqlite (error, db->path, db->handle, rc == SQLITE_OK ? SQLITE_MISUSE : rc);

  return NULL;
}

/**
 * nw_db_done:
 *
 * Gives a statement back: ends its read lock and forgets what was bound.
 */
void
nw_db_done (sqlite3_stmt *stmt)
{
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}

/**
 * nw_db_exec:
 * @sql: one or more statements whose rows, if any, nobody wants
 */
gboolean
nw_db_exec (NwDb *db, const char *sql, GError **error)
{
  int rc;

  g_return_val_if_fail (db != NULL && sql != NULL, FALSE);

  if (!nw_db_continue (db, error))
    return FALSE;

  db->text = sql;
  rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  db->text = NULL;

  return rc == SQLITE_OK || nw_db_refuse_sqlite (error, db->path, db->handle, rc);
}

/**
 * nw_db_step:
 * @row: (out): whether there is a row to read
 *
 * Returns: %TRUE, or %FALSE with an NW_DB_ERROR; then @stmt is reset
 */
gboolean
nw_db_step (NwDb *db, sqlite3_stmt *stmt, gboolean *row, GError **error)
{
  int rc;

  g_return_val_if_fail (db != NULL && stmt != NULL && row != NULL, FALSE);

  *row = FALSE;
  if (!nw_db_continue (db, error))
    {
      sqlite3_reset (stmt);
      return FALSE;
    }

  db->text = sqlite3_sql (stmt);   /* SQLite may compile it again */
  rc = sqlite3_step (stmt);
  db->text = NULL;
  *row = rc == SQLITE_ROW;
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    return TRUE;

  nw_db_refuse_sqlite (error, db->path, db->handle, rc);
  sqlite3_reset (stmt);

  return FALSE;
}

/**
 * nw_db_run:
 * @stmt: a statement that gives no rows
 *
 * Runs @stmt to its end and gives it back; its bindings stay.
 */
gboolean
nw_db_run (NwDb *db, sqlite3_stmt *stmt, GError **error)
{
  gboolean row;

  if (!nw_db_step (db, stmt, &row, error))
    return FALSE;

  sqlite3_reset (stmt);

  return !row || nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_MISUSE);
}

/**
 * nw_db_data_version:
 *
 * Returns: a number that changes when another connection has committed, or -1
 *   if it cannot be read
 */
gint64
nw_db_data_version (NwDb *db)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  if (!nw_db_ask (db->handle, db->path, "PRAGMA data_version", &version, &error))
    return -1;

  return version;
}

static gboolean
refuse_unknown (NwDb *db, int rc, GError **error)
{
  g_autofree char *text = g_strdup_printf (_("the last change may or may not have been saved: close the register, open it again and look (%s)"),
                                           sqlite3_errstr (rc));

  return nw_db_refuse (error, NW_DB_ERROR_UNKNOWN_STATE, db->path, text);
}

static gboolean
check_still_ours (NwDb *db, GError **error)
{
  int moved = 0;

  if (db->unknown != SQLITE_OK)
    return refuse_unknown (db, db->unknown, error);
  if (db->read_only)
    return nw_db_refuse (error, NW_DB_ERROR_REFUSED, db->path,
                         _("the register is open for reading only: open it for writing to change it"));

  sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved)
    return nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_READONLY_DBMOVED);

  return TRUE;
}

/* A newer program may have migrated the register while this one had it open. */
static gboolean
check_same_schema (NwDb *db, GError **error)
{
  gint64 cookie;

  if (!nw_db_ask (db->handle, db->path, "PRAGMA schema_version", &cookie, error))
    return FALSE;

  return cookie == db->cookie || nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_SCHEMA);
}

/**
 * nw_db_begin:
 *
 * Starts a transaction and takes the write lock, waiting up to five seconds.
 *
 * Returns: %TRUE, or %FALSE with NW_DB_ERROR_IN_USE, NW_DB_ERROR_MOVED,
 *   NW_DB_ERROR_SCHEMA, NW_DB_ERROR_REFUSED or NW_DB_ERROR_UNKNOWN_STATE
 */
gboolean
nw_db_begin (NwDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (sqlite3_get_autocommit (db->handle), FALSE);

  if (!check_still_ours (db, error) || !nw_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (check_same_schema (db, error))
    return TRUE;

  nw_db_rollback (db);

  return FALSE;
}

/* Before anything is written: the transaction stands, and can be undone for certain. */
static gboolean
fails_cleanly (NwDb *db, int rc)
{
  int primary = rc & 0xff;

  return !sqlite3_get_autocommit (db->handle) && (primary == SQLITE_BUSY || primary == SQLITE_CONSTRAINT);
}

/**
 * nw_db_commit:
 *
 * Makes the transaction durable.
 *
 * If another program kept reading or a foreign key has no target, everything
 * is undone and the error says so.  After any other failure nobody knows what
 * is in the file: close @db, open it again and look.
 *
 * Returns: %TRUE, or %FALSE with NW_DB_ERROR_IN_USE, NW_DB_ERROR_REFUSED or
 *   NW_DB_ERROR_UNKNOWN_STATE
 */
gboolean
nw_db_commit (NwDb *db, GError **error)
{
  int rc;

  g_return_val_if_fail (db != NULL, FALSE);

  if (sqlite3_get_autocommit (db->handle))
    return nw_db_refuse (error, NW_DB_ERROR_REFUSED, db->path,
                         _("the change was undone after a failure: try again"));

  db->ending = TRUE;
  rc = sqlite3_exec (db->handle, "COMMIT", NULL, NULL, NULL);
  db->ending = FALSE;
  if (rc == SQLITE_OK)
    return !(db->allow & NW_DB_ALLOW_SCHEMA)
           || nw_db_ask (db->handle, db->path, "PRAGMA schema_version", &db->cookie, error);

  if (fails_cleanly (db, rc))
    {
      nw_db_refuse_sqlite (error, db->path, db->handle, rc);
      nw_db_rollback (db);
      return FALSE;
    }

  db->unknown = rc;

  return refuse_unknown (db, rc, error);
}

/**
 * nw_db_rollback:
 *
 * Undoes the transaction, if there still is one.
 */
void
nw_db_rollback (NwDb *db)
{
  g_return_if_fail (db != NULL);

  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}
