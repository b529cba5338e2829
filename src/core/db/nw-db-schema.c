/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-jail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In order of name: a migrated register holds the same tables in another order. */
static const char list_sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                               " ORDER BY type, name, tbl_name, sql";

typedef sqlite3_stmt Owned;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Owned, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)

/*
 * nw_db_schema_create:
 *
 * Runs the texts of @schema.  The caller owns the transaction.
 */
gboolean
nw_db_schema_create (sqlite3 *handle, const char *path, const char *const *schema, GError **error)
{
  for (guint i = 0; schema[i] != NULL; i++)
    {
      int rc = sqlite3_exec (handle, schema[i], NULL, NULL, NULL);

      if (rc != SQLITE_OK)
        return nw_db_refuse_sqlite (error, path, handle, rc);
    }

  return TRUE;
}

/*
 * nw_db_ask:
 * @sql: a question with one whole number as its answer
 */
gboolean
nw_db_ask (sqlite3 *handle, const char *path, const char *sql, gint64 *out, GError **error)
{
  g_autoptr (Owned) stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc != SQLITE_ROW)
    return nw_db_refuse_sqlite (error, path, handle, rc);

  *out = sqlite3_column_int64 (stmt, 0);

  return TRUE;
}

static gboolean
same_row (sqlite3_stmt *a, sqlite3_stmt *b)
{
  for (int i = 0; i < sqlite3_column_count (a); i++)
    {
      const void *left = sqlite3_column_blob (a, i);
      const void *right = sqlite3_column_blob (b, i);
      int size = sqlite3_column_bytes (a, i);

      if (sqlite3_column_type (a, i) != sqlite3_column_type (b, i)
          || size != sqlite3_column_bytes (b, i)
          || (size > 0 && memcmp (left, right, (gsize) size) != 0))
        return FALSE;
    }

  return TRUE;
}

/* Returns: SQLITE_DONE if both lists are equal, SQLITE_ROW with the first row that is not */
static int
first_difference (sqlite3_stmt *actual, sqlite3_stmt *expected, char **name)
{
  int rc, other;

  do
    {
      rc = sqlite3_step (actual);
      other = sqlite3_step (expected);
    }
  while (rc == SQLITE_ROW && other == SQLITE_ROW && same_row (actual, expected));

  if (rc == SQLITE_ROW || (rc == SQLITE_DONE && other == SQLITE_ROW))
    {
      const char *text = (const char *) sqlite3_column_text (rc == SQLITE_ROW ? actual : expected, 1);

      *name = g_strescape (text != NULL ? text : "", NULL);
      return SQLITE_ROW;
    }

  return rc == SQLITE_DONE ? other : rc;
}

static gboolean
compare (NwDb *db, sqlite3 *model, GError **error)
{
  g_autoptr (Owned) actual = NULL;
  g_autoptr (Owned) expected = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  int rc = sqlite3_prepare_v2 (db->handle, list_sql, -1, &actual, NULL);

  if (rc != SQLITE_OK)
    return nw_db_refuse_sqlite (error, db->path, db->handle, rc);
  rc = sqlite3_prepare_v2 (model, list_sql, -1, &expected, NULL);
  if (rc != SQLITE_OK)
    return nw_db_refuse_sqlite (error, db->path, model, rc);

  rc = first_difference (actual, expected, &name);
  if (rc == SQLITE_DONE)
    return TRUE;
  if (rc != SQLITE_ROW)
    return nw_db_refuse_sqlite (error, db->path, db->handle, rc);

  text = g_strdup_printf (_("the tables are not those of this version, first at “%.60s”: restore a backup, or open it with the program that wrote it"), name);

  return nw_db_refuse (error, NW_DB_ERROR_SCHEMA, db->path, text);
}

/*
 * nw_db_schema_pin:
 *
 * Compares every row of sqlite_schema with what @db's schema texts make of an
 * empty database, the shadow tables of full-text search included.  After that
 * the file can hold no trigger, view, generated column or index of a stranger.
 */
gboolean
nw_db_schema_pin (NwDb *db, GError **error)
{
  g_autoptr (sqlite3) model = NULL;
  int rc = sqlite3_open_v2 (":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NW_JAIL_NAME);

  if (rc != SQLITE_OK)
    return nw_db_refuse_sqlite (error, db->path, model, rc);

  return nw_db_harden (model, db->path, FALSE, error)
         && nw_db_schema_create (model, db->path, (const char *const *) db->schema, error)
         && compare (db, model, error)
         && nw_db_ask (db->handle, db->path, "PRAGMA schema_version", &db->cookie, error);
}
