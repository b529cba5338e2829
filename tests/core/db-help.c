/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-help.h"

#include <glib/gstdio.h>

const char *const test_schema[] = {
  "CREATE TABLE log_entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL CHECK (length (hash) = 32)) STRICT",
  "CREATE TABLE log_opening (seq INTEGER NOT NULL, idx INTEGER NOT NULL, salt BLOB NOT NULL CHECK (length (salt) = 32),"
  " type INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (seq, idx)) STRICT, WITHOUT ROWID",
  "CREATE TABLE vendor (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT, parent INTEGER REFERENCES vendor (id), count INTEGER NOT NULL DEFAULT 0) STRICT",
  "CREATE INDEX vendor_name ON vendor (name)",
  "CREATE VIRTUAL TABLE search USING fts5(title, body, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')",
  NULL
};

NwDb *
open_it (const char *path, NwDbFlags flags, GError **error)
{
  return nw_db_open (path, flags, test_schema, VERSION, NW_DB_APPLICATION_ID, error);
}

NwDb *
open_good (const char *path, NwDbFlags flags)
{
  g_autoptr (GError) error = NULL;
  NwDb *db = open_it (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);

  return db;
}

/* The number that @sql asks for, and so an end to its read lock. */
gint64
ask (NwDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (db, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (nw_db_step (db, stmt, &row, &error));
  g_assert_no_error (error);
  g_assert_true (row);

  return sqlite3_column_int64 (stmt, 0);
}

char *
in_folder (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = NULL;

  (void) data;
  f->folder = g_dir_make_tmp ("nw-db-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = in_folder (f, "good.nachweis");
  db = open_good (f->path, NW_DB_CREATE);
  g_assert_true (nw_db_begin (db, &error));
  nw_db_exec (db, "INSERT INTO vendor (id, code, name) VALUES (1, 'V-1', 'Alpha'), (2, 'V-2', 'Beta');"
                  "INSERT INTO log_entry VALUES (1, x'00', zeroblob (32));"
                  "INSERT INTO log_opening VALUES (1, 0, zeroblob (32), 1, x'41');"
                  "INSERT INTO search (rowid, title, body) VALUES (1, 'Müller', 'Straße')", &error);
  g_assert_no_error (error);
  g_assert_true (nw_db_commit (db, &error));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  g_chmod (f->folder, 0700);
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

void
write_file (const char *path, const void *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) size, &error);
  g_assert_no_error (error);
}

/* Does what any other program could: the default VFS, nothing hardened. */
void
run_stock (const char *path, const char *sql)
{
  g_autofree char *message = NULL;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}
