/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-verify-private.h"

#include <glib/gi18n-lib.h>

/* Last part of verify: the text index. SQLite cannot compare an index without
 * content with anything, so its tables are copied into a database of their
 * own, beside the words that the records have now; there it can. */

static const char *const make_sql =
    "CREATE TABLE words (id INTEGER PRIMARY KEY, title TEXT, body TEXT);"
    "CREATE VIRTUAL TABLE search USING fts5 (title, body, content='words', content_rowid='id', " NW_SQL_SEARCH ");"
    "DELETE FROM search_data; DELETE FROM search_idx; DELETE FROM search_docsize";

/* The shadow tables of FTS5, whose form is fixed by its file format. */
static const struct
{
  const char *select, *insert;
} shadows[] = {
  { "SELECT id, block FROM search_data", "INSERT INTO search_data (id, block) VALUES (?1, ?2)" },
  { "SELECT segid, term, pgno FROM search_idx", "INSERT INTO search_idx (segid, term, pgno) VALUES (?1, ?2, ?3)" },
  { "SELECT id, sz FROM search_docsize", "INSERT INTO search_docsize (id, sz) VALUES (?1, ?2)" },
};

static NwDb *
open_copy (NwVerify *self, GError **error)
{
  NwDb *db = self->store->db;
  g_autoptr (NwDb) copy = nw_db_new (db->path, (const char *const *) db->schema, db->version, db->application_id);

  if (!nw_db_connect (copy, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error))
    return NULL;
  sqlite3_db_config (copy->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  return nw_db_exec (copy, make_sql, error) ? g_steal_pointer (&copy) : NULL;
}

static gboolean
copy_table (NwDb *from, NwDb *to, const char *select, const char *insert, GError **error)
{
  g_autoptr (sqlite3_stmt) source = nw_db_prepare (from, select, error);
  g_autoptr (sqlite3_stmt) target = source != NULL ? nw_db_prepare (to, insert, error) : NULL;
  gboolean row = TRUE;

  while (target != NULL && row)
    {
      if (!nw_db_step (from, source, &row, error))
        return FALSE;
      for (int i = 0; row && i < sqlite3_column_count (source); i++)
        sqlite3_bind_value (target, i + 1, sqlite3_column_value (source, i));
      if (row && !nw_db_run (to, target, error))
        return FALSE;
    }
  return target != NULL;
}

static gboolean
add_words (NwDb *copy, const NwRow *row, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (copy, "INSERT INTO words (id, title, body) VALUES (?1, ?2, ?3)", error);
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);

  if (stmt == NULL)
    return FALSE;
  nw_search_text (row->entity, row->cells, title, body);
  sqlite3_bind_int64 (stmt, 1, nw_search_key (row->entity, row->id));
  sqlite3_bind_text (stmt, 2, title->str, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, body->str, -1, SQLITE_STATIC);
  return nw_db_run (copy, stmt, error);
}

static gboolean
add_kind (NwVerify *self, NwDb *copy, const NwEntity *entity, GCancellable *cancellable, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, entity, NW_CURSOR_BY_ID, error);
  gboolean row = TRUE;

  while (cursor != NULL && row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (row && !add_words (copy, nw_cursor_row (cursor), error))
        return FALSE;
    }
  return cursor != NULL;
}

static gboolean
fill (NwVerify *self, NwDb *copy, GCancellable *cancellable, GError **error)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  if (!nw_db_exec (copy, "BEGIN", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (shadows); i++)
    if (!copy_table (self->store->db, copy, shadows[i].select, shadows[i].insert, error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_kind (self, copy, entities[i], cancellable, error))
      return FALSE;
  return nw_db_exec (copy, "COMMIT", error);
}

/* Settings that the program never makes would change what is found. */
static gboolean
has_plain_settings (NwVerify *self, GError **error)
{
  gint64 settings = 0;

  return nw_db_ask (self->store->db->handle, self->store->db->path,
                    "SELECT coalesce (sum (CASE WHEN k = 'version' AND v = 4 THEN 1 ELSE 100 END), 0) FROM search_config", &settings, error)
         && settings == 1;
}

/* Words and places, of every record and no other, must be those that the
 * records have now. */
gboolean
nw_verify_search (NwVerify *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (NwDb) copy = open_copy (self, error);
  g_autoptr (GError) damage = NULL;

  if (copy == NULL)
    return FALSE;
  if (fill (self, copy, cancellable, &damage) && has_plain_settings (self, &damage)
      && nw_db_exec (copy, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", &damage))
    return TRUE;
  if (g_error_matches (damage, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }
  nw_verify_fault (self, 0, -1, FALSE, _("the search index does not hold the words of the records: %s"),
                   damage != NULL ? damage->message : _("its settings were changed"));
  return TRUE;
}
