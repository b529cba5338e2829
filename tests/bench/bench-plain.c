/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <string.h>

/* The limits: what SQLite itself needs for the same rows, without values that
 * are checked, history, text index or anything else. */

static void
must_sqlite (sqlite3 *db, gboolean good)
{
  g_autoptr (GError) error = NULL;

  if (!good)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sqlite3_errmsg (db));
  bench_must (good, error);
}

/* @writes: with the journal and the care that the library takes */
sqlite3 *
bench_plain_open (const char *path, gboolean writes)
{
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (path, &db, writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY, NULL);

  must_sqlite (db, rc == SQLITE_OK);
  if (writes)
    bench_plain_run (db, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;"
                         " PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
  return db;
}

void
bench_plain_run (sqlite3 *db, const char *sql)
{
  must_sqlite (db, sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  must_sqlite (db, sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK);
  return stmt;
}

/* Returns: (transfer full): the tables that hold records and their links */
static GPtrArray *
live_tables (void)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  guint n_entities, n;
  const NwEntity *const *entities = nw_registry (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    {
      const NwField *fields = nw_entity_get_fields (entities[e], &n);

      g_ptr_array_add (tables, g_strdup (entities[e]->name));
      for (guint i = 0; i < n; i++)
        if (fields[i].kind == &NW_LINKS && nw_field_is_stored (&fields[i]))
          g_ptr_array_add (tables, g_strconcat (entities[e]->name, "__", fields[i].name, NULL));
    }
  return tables;
}

static void
step_all (sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *stmt = prepare (db, sql);

  while (sqlite3_step (stmt) == SQLITE_ROW)
    continue;
  sqlite3_finalize (stmt);
}

/* Steps over every row that an export writes. */
double
bench_plain_scan (Bench *bench)
{
  g_autoptr (GPtrArray) tables = live_tables ();
  sqlite3 *db = bench_plain_open (bench->plain, FALSE);
  double begin = bench_now ();

  for (guint i = 0; i < tables->len; i++)
    step_all (db, tables->pdata[i]);
  begin = bench_now () - begin;
  sqlite3_close (db);
  return begin;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db, const char *table, int columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" VALUES (?", table);
  for (int i = 1; i < columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return prepare (db, sql->str);
}

/* Seconds of the inserts alone: where the rows come from does not count. */
static double
insert_all (sqlite3 *from, sqlite3 *to, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *rows = prepare (from, sql);
  int columns = sqlite3_column_count (rows);
  sqlite3_stmt *insert = prepare_insert (to, table, columns);
  double seconds = 0;

  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      double begin = bench_now ();

      for (int i = 0; i < columns; i++)
        sqlite3_bind_value (insert, i + 1, sqlite3_column_value (rows, i));
      must_sqlite (to, sqlite3_step (insert) == SQLITE_DONE);
      sqlite3_reset (insert);
      seconds += bench_now () - begin;
    }
  sqlite3_finalize (rows);
  sqlite3_finalize (insert);
  return seconds;
}

/* The records in one transaction, with all indexes. */
double
bench_plain_bulk (Bench *bench)
{
  g_autofree char *path = bench_file (bench, "bulk.sqlite");
  g_autoptr (GPtrArray) tables = live_tables ();
  g_auto (GStrv) schema = nw_store_schema ();
  sqlite3 *from = bench_plain_open (bench->plain, FALSE);
  sqlite3 *to = bench_plain_open (path, TRUE);
  double seconds = 0, begin;

  for (guint i = 0; schema[i] != NULL; i++)
    bench_plain_run (to, schema[i]);
  bench_plain_run (to, "BEGIN");
  for (guint i = 0; i < tables->len; i++)
    seconds += insert_all (from, to, tables->pdata[i]);
  begin = bench_now ();
  bench_plain_run (to, "COMMIT");
  seconds += bench_now () - begin;
  sqlite3_close (from);
  sqlite3_close (to);
  g_unlink (path);
  return seconds;
}

/* Returns: (transfer full) (nullable): a condition over all texts of a kind */
static char *
like_condition (const NwEntity *entity)
{
  GString *sql = g_string_new (NULL);
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (nw_field_is_stored (&fields[i]) && (fields[i].kind == &NW_TEXT || fields[i].kind == &NW_NOTE))
      g_string_append_printf (sql, "%s\"%s\" LIKE ?1", sql->len > 0 ? " OR " : "", fields[i].name);
  return g_string_free (sql, sql->len == 0);
}

static void
find_like (sqlite3 *db, const NwEntity *entity, const char *pattern)
{
  g_autofree char *condition = like_condition (entity);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM \"%s\" WHERE %s", entity->name, condition);
  sqlite3_stmt *stmt = prepare (db, sql);

  sqlite3_bind_text (stmt, 1, pattern, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    continue;
  sqlite3_finalize (stmt);
}

/* A scan of all texts for @word. */
double
bench_plain_like (sqlite3 *db, const char *word)
{
  g_autofree char *pattern = g_strdup_printf ("%%%s%%", word);
  guint n;
  const NwEntity *const *entities = nw_registry (&n);
  double begin = bench_now ();

  for (guint i = 0; i < n; i++)
    find_like (db, entities[i], pattern);
  return bench_now () - begin;
}

static void
hash_all (sqlite3 *db, struct sha256_ctx *sha256, const char *sql)
{
  sqlite3_stmt *stmt = prepare (db, sql);

  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        const void *bytes = sqlite3_column_blob (stmt, i);

        if (bytes != NULL)
          sha256_update (sha256, (size_t) sqlite3_column_bytes (stmt, i), bytes);
      }
  sqlite3_finalize (stmt);
}

/* One SHA-256 over every byte of the history, read from the same tables. */
double
bench_plain_hash (Bench *bench)
{
  guint8 digest[SHA256_DIGEST_SIZE];
  struct sha256_ctx sha256;
  sqlite3 *db = bench_plain_open (bench->plain, FALSE);
  double begin = bench_now ();

  sha256_init (&sha256);
  hash_all (db, &sha256, "SELECT body FROM log_entry ORDER BY seq");
  hash_all (db, &sha256, "SELECT salt, value FROM log_opening ORDER BY seq, idx");
  sha256_digest (&sha256, sizeof digest, digest);
  begin = bench_now () - begin;
  sqlite3_close (db);
  return begin;
}

/* Returns: (transfer full): the columns of the table of a kind, for a SELECT */
char *
bench_plain_columns (const NwEntity *entity)
{
  GString *sql = g_string_new (NULL);
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (nw_field_is_stored (&fields[i]) && fields[i].kind != &NW_LINKS)
      g_string_append_printf (sql, "%s\"%s\"", sql->len > 0 ? ", " : "", fields[i].name);
  return g_string_free (sql, FALSE);
}
