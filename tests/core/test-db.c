/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-help.h"
#include "nw-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *program;

static void
assert_private (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
assert_refused (NwDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (nw_db_exec (db, sql, &error))
    g_error ("allowed: %s", sql);
  if (!g_error_matches (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED))
    g_error ("%s: %s", sql, error->message);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

static void
test_created (Fixture *f, gconstpointer unused)
{
  static const struct { const char *sql; const char *value; } expected[] = {
    { "PRAGMA application_id", "1314342227" }, { "PRAGMA user_version", "1" }, { "PRAGMA page_size", "4096" },
    { "PRAGMA encoding", "UTF-8" }, { "PRAGMA auto_vacuum", "0" }, { "PRAGMA journal_mode", "delete" },
    { "PRAGMA synchronous", "3" }, { "PRAGMA secure_delete", "1" }, { "PRAGMA foreign_keys", "1" },
    { "PRAGMA mmap_size", "0" }, { "PRAGMA cell_size_check", "1" }, { "PRAGMA trusted_schema", "0" },
    { "PRAGMA temp_store", "2" }, { "PRAGMA busy_timeout", "5000" }, { "PRAGMA locking_mode", "normal" },
  };
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  assert_private (f->path);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  sqlite3_set_authorizer (nw_db_handle (db), NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      sqlite3_stmt *stmt = nw_db_prepare (db, expected[i].sql, NULL);

      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      g_assert_cmpstr ((const char *) sqlite3_column_text (stmt, 0), ==, expected[i].value);
      nw_db_done (stmt);
    }
  g_assert_false (nw_db_is_foreign (db));
  g_assert_null (nw_db_warning (db));
  g_assert_cmpstr (nw_db_path (db), ==, f->path);
}

static void
test_create_never_overwrites (Fixture *f, gconstpointer unused)
{
  static const char *const broken[] = { "CREATE TABLE a (b) STRICT", NULL };
  g_autofree char *path = in_folder (f, "new.nachweis");
  g_autofree char *link = in_folder (f, "link.nachweis");
  g_autofree char *wal = in_folder (f, "new.nachweis-journal");
  g_autoptr (GError) error = NULL;

  (void) unused;
  g_assert_null (open_it (f->path, NW_DB_CREATE, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS);
  g_clear_error (&error);

  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_null (open_it (link, NW_DB_CREATE, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS);
  g_clear_error (&error);

  g_assert_null (nw_db_open (path, NW_DB_CREATE, broken, 1, NW_DB_APPLICATION_ID, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  write_file (wal, "", 0);
  g_chmod (wal, 0600);
  nw_db_close (open_good (path, NW_DB_CREATE));
  nw_db_close (open_good (f->path, 0));
}

static void
test_backup (Fixture *f, gconstpointer unused)
{
  g_autofree char *target = in_folder (f, "copy.nachweis");
  g_autofree char *nowhere = in_folder (f, "none/copy.nachweis");
  g_autofree char *journal = g_strconcat (f->path, "-journal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);
  g_autoptr (NwDb) copy = NULL;

  (void) unused;
  g_assert_true (nw_db_backup (db, target, &error));
  g_assert_no_error (error);
  assert_private (target);
  g_assert_cmpuint (count_files (f->folder), ==, 2);

  g_assert_false (nw_db_backup (db, target, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (nw_db_backup (db, f->path, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (nw_db_backup (db, journal, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (nw_db_backup (db, nowhere, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_MISSING);
  g_assert_cmpuint (count_files (f->folder), ==, 2);

  copy = open_good (target, NW_DB_FOREIGN);
  g_assert_cmpint (ask (copy, "SELECT count(*) FROM vendor"), ==, 2);
  g_assert_cmpint (ask (copy, "SELECT count(*) FROM search WHERE search MATCH 'mull*'"), ==, 1);
}

static void
test_backup_of_unfinished (Fixture *f, gconstpointer unused)
{
  g_autofree char *target = in_folder (f, "copy.nachweis");
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_false (nw_db_backup (db, target, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_BUSY);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  nw_db_rollback (db);
}

static void
test_snapshot (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);
  g_autoptr (NwDb) snapshot = nw_db_snapshot (db, &error);

  (void) unused;
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_true (nw_db_exec (db, "UPDATE vendor SET name = 'Gamma' WHERE id = 1", NULL));
  g_assert_true (nw_db_commit (db, NULL));
  g_assert_cmpint (ask (snapshot, "SELECT count(*) FROM vendor WHERE name = 'Alpha'"), ==, 1);
  g_assert_cmpint (ask (snapshot, "SELECT count(*) FROM search WHERE search MATCH 'stras*'"), ==, 0);
  g_assert_cmpint (ask (snapshot, "SELECT count(*) FROM search WHERE search MATCH 'müller'"), ==, 1);
  g_assert_true (nw_db_check (snapshot, TRUE, &error));
  g_assert_false (nw_db_begin (snapshot, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  assert_refused (snapshot, "UPDATE vendor SET name = 'x'");
  assert_refused (snapshot, "PRAGMA query_only = OFF");
}

static void
test_twice_in_process (Fixture *f, gconstpointer unused)
{
  g_autofree char *other = in_folder (f, "other.nachweis");
  g_autoptr (GError) error = NULL;
  NwDbHeader header;
  NwDb *db = open_good (f->path, 0);

  (void) unused;
  g_assert_null (open_it (f->path, 0, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (nw_db_peek (f->path, 1, &header, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_clear_error (&error);

  nw_db_close (open_good (f->path, NW_DB_READ_ONLY));
  nw_db_close (db);
  nw_db_close (open_good (f->path, 0));

  db = open_good (f->path, 0);
  g_assert_cmpint (link (f->path, other), ==, 0);
  for (int flags = 0; flags <= NW_DB_READ_ONLY; flags += NW_DB_READ_ONLY)
    {
      g_assert_null (open_it (other, (NwDbFlags) flags, &error));
      g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
      g_clear_error (&error);
    }
  nw_db_close (db);

  g_assert_null (open_it (other, 0, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  nw_db_close (open_good (other, NW_DB_READ_ONLY));
}

static void
test_moved (Fixture *f, gconstpointer unused)
{
  g_autofree char *other = in_folder (f, "other.nachweis");
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  g_assert_cmpint (g_rename (f->path, other), ==, 0);
  g_assert_false (nw_db_begin (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_MOVED);
  g_clear_error (&error);
  g_assert_null (open_it (other, 0, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);

  g_assert_cmpint (g_rename (other, f->path), ==, 0);
  g_assert_true (nw_db_begin (db, NULL));
  nw_db_rollback (db);
}

static void
test_statements (Fixture *f, gconstpointer unused)
{
  static const char sql[] = "SELECT name FROM vendor WHERE id >= ?1 ORDER BY id";
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);
  sqlite3_stmt *stmt = nw_db_prepare (db, sql, &error);
  gboolean row;

  (void) unused;
  sqlite3_bind_int64 (stmt, 1, 1);
  g_assert_true (nw_db_step (db, stmt, &row, &error));
  g_assert_true (row);
  g_assert_true (nw_db_prepare (db, sql, &error) == stmt);
  g_assert_true (nw_db_step (db, stmt, &row, &error));   /* the binding is gone */
  g_assert_false (row);

  g_assert_null (nw_db_prepare (db, "SELECT nothing FROM vendor", &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (nw_db_prepare (db, "", &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_clear_error (&error);

  stmt = nw_db_prepare (db, "INSERT INTO vendor (code) VALUES (?1)", &error);
  sqlite3_bind_text (stmt, 1, "V-1", -1, SQLITE_STATIC);
  g_assert_false (nw_db_run (db, stmt, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_clear_error (&error);
  stmt = nw_db_prepare (db, "SELECT 1", &error);
  g_assert_false (nw_db_run (db, stmt, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
}

static void
test_commit_keeps_references (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_true (nw_db_exec (db, "PRAGMA defer_foreign_keys = ON; UPDATE vendor SET parent = 77 WHERE id = 1", &error));
  g_assert_false (nw_db_commit (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (nw_db_commit (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM vendor WHERE parent IS NOT NULL"), ==, 0);
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_true (nw_db_commit (db, NULL));
}

static void
test_guard (Fixture *f, gconstpointer unused)
{
  static const char *const denied[] = {
    "ATTACH ':memory:' AS a", "DETACH main", "VACUUM", "ANALYZE", "REINDEX",
    "CREATE TABLE a (b)", "CREATE TEMP TABLE a (b)", "CREATE INDEX a ON vendor (count)", "CREATE VIEW a AS SELECT 1",
    "CREATE TEMP VIEW a AS SELECT 1", "CREATE TRIGGER a AFTER INSERT ON vendor BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER a AFTER INSERT ON vendor BEGIN SELECT 1; END", "CREATE VIRTUAL TABLE a USING fts5(b)",
    "DROP TABLE vendor", "DROP TABLE search", "DROP INDEX vendor_name", "ALTER TABLE vendor RENAME TO seller",
    "ALTER TABLE vendor ADD COLUMN a", "INSERT INTO sqlite_schema VALUES (1, 2, 3, 4, 5)", "UPDATE sqlite_schema SET sql = ''",
    "DELETE FROM sqlite_schema", "DELETE FROM search_data", "UPDATE log_entry SET body = x'01'", "DELETE FROM log_entry",
    "DELETE FROM LOG_ENTRY WHERE seq = 1", "INSERT OR REPLACE INTO log_entry VALUES (1, x'00', zeroblob (32))",
    "REPLACE INTO log_entry VALUES (1, x'00', zeroblob (32))", "DELETE FROM log_opening", "UPDATE log_opening SET value = x'00'",
    "INSERT INTO log_entry VALUES (1, x'00', zeroblob (32)) ON CONFLICT DO UPDATE SET body = x'02'",
    "INSERT OR REPLACE INTO log_opening VALUES (1, 0, zeroblob (32), 1, x'41')",
    "PRAGMA writable_schema = ON", "PRAGMA journal_mode = OFF", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF",
    "PRAGMA user_version = 9", "PRAGMA application_id = 9", "PRAGMA foreign_keys = OFF", "PRAGMA schema_version = 9",
    "PRAGMA temp_store_directory = '/tmp'", "PRAGMA trusted_schema = ON", "PRAGMA secure_delete = OFF", "PRAGMA optimize",
    "SELECT load_extension ('x')", "SELECT randomblob (9)", "SELECT json ('{}')", "SELECT fts3_tokenizer ('simple')",
    "SELECT * FROM json_each ('[]')", "SELECT * FROM dbstat", "SELECT * FROM pragma_table_info ('vendor')", "SELECT \"text\"",
  };
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  for (guint i = 0; i < G_N_ELEMENTS (denied); i++)
    assert_refused (db, denied[i]);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM log_entry, log_opening"), ==, 1);
}

static void
test_guard_erase (Fixture *f, gconstpointer unused)
{
  static const char sql[] = "DELETE FROM log_opening WHERE seq = 1";
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);
  sqlite3_stmt *stmt;

  (void) unused;
  nw_db_allow (db, NW_DB_ALLOW_ERASE);
  stmt = nw_db_prepare (db, sql, &error);
  g_assert_true (nw_db_run (db, stmt, &error));
  assert_refused (db, "DELETE FROM log_entry");
  assert_refused (db, "UPDATE log_opening SET value = x'00'");
  assert_refused (db, "DROP TABLE log_opening");

  /* A statement kept from then does not keep the permission. */
  nw_db_allow (db, NW_DB_ALLOW_NONE);
  stmt = nw_db_prepare (db, sql, &error);
  g_assert_no_error (error);
  g_assert_false (nw_db_run (db, stmt, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED);
}

static void
test_guard_schema (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  nw_db_allow (db, NW_DB_ALLOW_SCHEMA);
  g_assert_true (nw_db_begin (db, &error));
  nw_db_exec (db, "ALTER TABLE vendor ADD COLUMN country TEXT; ALTER TABLE vendor RENAME COLUMN name TO title;"
                  "ALTER TABLE vendor DROP COLUMN country; CREATE TABLE extra (a) STRICT", NULL);
  nw_db_exec (db, "CREATE TABLE extra (a TEXT) STRICT; DROP TABLE search; PRAGMA user_version = 2;"
                  "CREATE VIRTUAL TABLE search USING fts5(title, content='')", &error);
  g_assert_no_error (error);
  assert_refused (db, "DROP TABLE log_entry");
  assert_refused (db, "CREATE VIEW a AS SELECT 1");
  g_assert_true (nw_db_commit (db, &error));
  nw_db_allow (db, NW_DB_ALLOW_NONE);
  g_assert_true (nw_db_begin (db, &error));
  g_assert_true (nw_db_exec (db, "INSERT INTO search (rowid, title) VALUES (1, 'x'); INSERT INTO extra VALUES ('y')", &error));
  g_assert_true (nw_db_commit (db, &error));
}

static void
test_migrated_meanwhile (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);

  (void) unused;
  run_stock (f->path, "CREATE TABLE extra (a)");
  g_assert_false (nw_db_begin (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_SCHEMA);
  g_assert_true (sqlite3_get_autocommit (nw_db_handle (db)));
}

static void
test_others_may_write (Fixture *f, gconstpointer unused)
{
  g_autoptr (NwDb) db = NULL;

  (void) unused;
  g_chmod (f->path, 0620);
  db = open_good (f->path, 0);
  g_assert_true (nw_db_is_foreign (db));
  g_assert_nonnull (nw_db_warning (db));
}

/* Modes do not bind root, so become somebody else for a moment. */
static void
refuse_as_nobody (const char *path, NwDbFlags flags, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean root = geteuid () == 0;
  NwDb *db;

  g_assert_true (!root || seteuid (65534) == 0);
  db = open_it (path, flags, &error);
  g_clear_pointer (&db, nw_db_close);
  g_assert_true (!root || seteuid (0) == 0);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, NW_DB_ERROR, code);
}

static void
test_permissions (Fixture *f, gconstpointer unused)
{
  g_autofree char *new = in_folder (f, "new.nachweis");

  (void) unused;
  g_chmod (f->folder, 0555);
  g_chmod (f->path, 0444);
  refuse_as_nobody (f->path, NW_DB_READ_ONLY, -1);
  refuse_as_nobody (f->path, 0, NW_DB_ERROR_SYSTEM);
  refuse_as_nobody (new, NW_DB_CREATE, NW_DB_ERROR_SYSTEM);

  g_chmod (f->folder, 0777);
  refuse_as_nobody (f->path, 0, NW_DB_ERROR_SYSTEM);
  g_chmod (f->path, 0000);
  refuse_as_nobody (f->path, 0, NW_DB_ERROR_SYSTEM);
  refuse_as_nobody (f->path, NW_DB_READ_ONLY, NW_DB_ERROR_SYSTEM);
  g_assert_false (g_file_test (new, G_FILE_TEST_EXISTS));

  g_chmod (f->folder, 0700);
  g_chmod (f->path, 0600);
  nw_db_close (open_good (f->path, 0));
}

static GSubprocess *
start (const char *mode, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                         program, mode, path, NULL);

  g_assert_no_error (error);

  return child;
}

static void
test_two_writers (Fixture *f, gconstpointer unused)
{
  GSubprocess *children[4];
  g_autoptr (NwDb) db = NULL;

  (void) unused;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    children[i] = start ("--worker", f->path);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_assert_true (g_subprocess_wait_check (children[i], NULL, NULL));
      g_object_unref (children[i]);
    }
  db = open_good (f->path, NW_DB_FOREIGN);
  g_assert_cmpint (ask (db, "SELECT count FROM vendor WHERE id = 1"), ==, 200);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM log_entry"), ==, 201);
}

static void
test_in_use_elsewhere (Fixture *f, gconstpointer unused)
{
  g_autoptr (GSubprocess) child = start ("--hold", f->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = NULL;
  char ready;

  (void) unused;
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &ready, 1, NULL, NULL), ==, 1);
  db = open_good (f->path, 0);   /* a writer that has not committed does not keep readers out */
  g_assert_false (nw_db_begin (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  g_assert_true (nw_db_begin (db, NULL));
  nw_db_rollback (db);
}

/* Somebody in the middle of COMMIT: not even the header may be read. */
static void
test_excluded (Fixture *f, gconstpointer unused)
{
  g_autoptr (GSubprocess) child = start ("--exclude", f->path);
  g_autoptr (GError) error = NULL;
  NwDbHeader header;
  char ready;

  (void) unused;
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &ready, 1, NULL, NULL), ==, 1);
  g_assert_false (nw_db_peek (f->path, VERSION, &header, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  g_assert_true (nw_db_peek (f->path, VERSION, &header, NULL));
}

/* A reader elsewhere blocks COMMIT: that is known, and undone. */
static void
test_commit_blocked (Fixture *f, gconstpointer unused)
{
  g_autoptr (GSubprocess) child = start ("--read", f->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_good (f->path, 0);
  gint64 version = nw_db_data_version (db);
  char ready;

  (void) unused;
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &ready, 1, NULL, NULL), ==, 1);
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_true (nw_db_exec (db, "UPDATE vendor SET name = 'lost'", NULL));
  g_assert_false (nw_db_commit (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  g_assert_cmpint (ask (db, "SELECT count(*) FROM vendor WHERE name = 'lost'"), ==, 0);
  g_assert_cmpint (nw_db_data_version (db), ==, version);
  run_stock (f->path, "UPDATE vendor SET count = 7");
  g_assert_cmpint (nw_db_data_version (db), !=, version);
}

/* A quota that is reached in the middle of COMMIT. */
static void
test_commit_fails (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NwDb *db = open_good (f->path, 0);
  struct rlimit old, small;
  gboolean done;

  (void) unused;
  g_assert_true (nw_db_begin (db, NULL));
  g_assert_true (nw_db_exec (db, "INSERT INTO log_entry VALUES (2, zeroblob (500000), zeroblob (32))", NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = (struct rlimit) { 100000, old.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  done = nw_db_commit (db, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_false (done);
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_UNKNOWN_STATE);
  g_clear_error (&error);
  g_assert_false (nw_db_begin (db, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_UNKNOWN_STATE);
  nw_db_close (db);

  db = open_good (f->path, NW_DB_FOREIGN);
  g_assert_cmpint (ask (db, "SELECT max (seq) FROM log_entry"), ==, 1);
  nw_db_close (db);
}

/* Every commit that was acknowledged before the blow is there after it. */
static void
test_killed (Fixture *f, gconstpointer unused)
{
  char acks[1024];

  (void) unused;
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GSubprocess) child = start ("--forever", f->path);
      GInputStream *output = g_subprocess_get_stdout_pipe (child);
      g_autoptr (NwDb) db = NULL;
      gint64 acked = 0;
      gssize got;

      g_assert_cmpint (g_input_stream_read (output, acks, 1, NULL, NULL), ==, 1);
      g_usleep (i * 3331);
      g_subprocess_force_exit (child);
      while ((got = g_input_stream_read (output, acks, sizeof acks, NULL, NULL)) > 0)
        acked += got;
      g_assert_true (g_subprocess_wait (child, NULL, NULL));

      db = open_good (f->path, NW_DB_FOREIGN);
      g_assert_cmpint (ask (db, "SELECT count FROM vendor WHERE id = 1"), >=, acked + 1);
      g_assert_cmpint (ask (db, "SELECT count FROM vendor WHERE id = 1"), ==, ask (db, "SELECT max (seq) - 1 FROM log_entry"));
    }
}

static void
test_lock_file (Fixture *f, gconstpointer unused)
{
  g_autofree char *name = in_folder (f, ".~lock.good.nachweis#");
  g_autofree char *gone = g_strdup_printf ("%s\n2147483646\nsomebody\n2026-01-01T00:00:00Z\n", g_get_host_name ());
  g_autoptr (GError) error = NULL;
  NwLock *lock = nw_lock_take (f->path, &error);

  (void) unused;
  g_assert_no_error (error);
  assert_private (name);
  g_assert_null (nw_lock_take (f->path, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_clear_error (&error);
  nw_lock_free (lock);
  g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));

  write_file (name, "elsewhere\n2147483646\nsomebody\n2026-01-01T00:00:00Z\n", (gsize) strlen ("elsewhere\n2147483646\nsomebody\n2026-01-01T00:00:00Z\n"));
  g_assert_null (nw_lock_take (f->path, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "elsewhere"));
  g_clear_error (&error);
  g_assert_true (nw_lock_break (f->path, &error));
  g_assert_true (nw_lock_break (f->path, &error));

  write_file (name, gone, strlen (gone));
  nw_lock_free (nw_lock_take (f->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (name, G_FILE_TEST_EXISTS));
  g_assert_false (nw_db_is_remote (f->path));
}

static int
work (const char *path, guint times, gboolean tell)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_it (path, 0, &error);

  for (guint i = 0; db != NULL && i < times; i++)
    if (!nw_db_begin (db, &error)
        || !nw_db_exec (db, "UPDATE vendor SET count = count + 1 WHERE id = 1;"
                            "INSERT INTO log_entry SELECT max (seq) + 1, x'00', zeroblob (32) FROM log_entry", &error)
        || !nw_db_commit (db, &error)
        || (tell && write (STDOUT_FILENO, "a", 1) != 1))
      break;
  if (error != NULL)
    g_printerr ("%s\n", error->message);

  return error != NULL;
}

static int
hold (const char *path, const char *begin)
{
  g_autoptr (NwDb) db = open_it (path, 0, NULL);
  sqlite3_stmt *stmt = db != NULL ? nw_db_prepare (db, "SELECT id FROM vendor", NULL) : NULL;
  char end;

  if (stmt == NULL || (begin != NULL ? !nw_db_exec (db, begin, NULL) : sqlite3_step (stmt) != SQLITE_ROW))
    return 1;
  g_print ("r");
  while (read (STDIN_FILENO, &end, 1) > 0)
    continue;

  return 0;
}

int
main (int argc, char **argv)
{
  nw_db_init ();
  if (argc == 3 && g_str_equal (argv[1], "--worker"))
    return work (argv[2], 50, FALSE);
  if (argc == 3 && g_str_equal (argv[1], "--forever"))
    return work (argv[2], G_MAXUINT, TRUE);
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2], "BEGIN IMMEDIATE");
  if (argc == 3 && g_str_equal (argv[1], "--exclude"))
    return hold (argv[2], "BEGIN EXCLUSIVE");
  if (argc == 3 && g_str_equal (argv[1], "--read"))
    return hold (argv[2], NULL);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  TEST ("/db/created", test_created);
  TEST ("/db/create-never-overwrites", test_create_never_overwrites);
  TEST ("/db/backup", test_backup);
  TEST ("/db/backup-of-unfinished", test_backup_of_unfinished);
  TEST ("/db/snapshot", test_snapshot);
  TEST ("/db/twice-in-process", test_twice_in_process);
  TEST ("/db/moved", test_moved);
  TEST ("/db/statements", test_statements);
  TEST ("/db/commit-keeps-references", test_commit_keeps_references);
  TEST ("/db/guard", test_guard);
  TEST ("/db/guard-erase", test_guard_erase);
  TEST ("/db/guard-schema", test_guard_schema);
  TEST ("/db/migrated-meanwhile", test_migrated_meanwhile);
  TEST ("/db/others-may-write", test_others_may_write);
  TEST ("/db/permissions", test_permissions);
  TEST ("/db/two-writers", test_two_writers);
  TEST ("/db/in-use-elsewhere", test_in_use_elsewhere);
  TEST ("/db/excluded", test_excluded);
  TEST ("/db/commit-blocked", test_commit_blocked);
  TEST ("/db/commit-fails", test_commit_fails);
  TEST ("/db/killed", test_killed);
  TEST ("/db/lock-file", test_lock_file);
  add_hostile ();

  return g_test_run ();
}
