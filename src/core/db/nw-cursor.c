/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-store-private.h"

#include <string.h>

struct _NwCursor
{
  NwStore      *store; /* borrowed */
  const NwSql  *sql;
  NwCursorFlags flags;
  sqlite3_stmt *stmt;
  NwValue      *cells;
  NwRow         row;
};

NwValue *
nw_cells_new (const NwEntity *entity)
{
  return g_new0 (NwValue, nw_entity_n_fields (entity));
}

static void
clear_cells (const NwEntity *entity, NwValue *cells)
{
  guint n = nw_entity_n_fields (entity);

  for (guint i = 0; i < n; i++)
    nw_value_clear (&cells[i]);
}

void
nw_cells_free (const NwEntity *entity, NwValue *cells)
{
  if (cells == NULL)
    return;
  clear_cells (entity, cells);
  g_free (cells);
}

/* Column 4 and on are the fields that the row itself holds. */
void
nw_store_read_columns (const NwSql *sql, sqlite3_stmt *stmt, NwValue *cells)
{
  for (guint i = 0; i < sql->columns->len; i++)
    {
      int column = (int) i + 4;
      NwValue *cell = &cells[g_array_index (sql->columns, guint, i)];
      int type = sqlite3_column_type (stmt, column);

      if (type == SQLITE_INTEGER)
        *cell = nw_value_number (sqlite3_column_int64 (stmt, column));
      else if (type == SQLITE_TEXT)
        *cell = nw_value_text ((const char *) sqlite3_column_text (stmt, column));
    }
}

static gboolean
load_link (NwStore *self, const char *sql, gint64 id, NwValue *cell, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql, error);
  g_autoptr (GArray) ids = NULL;
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, id);
  while (nw_db_step (self->db, stmt, &row, error))
    {
      gint64 target;

      if (!row)
        {
          /* Most lists are empty. */
          *cell = ids != NULL ? nw_value_take (nw_ids_join (ids)) : NW_VALUE_NONE;
          return TRUE;
        }
      if (ids == NULL)
        ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      target = sqlite3_column_int64 (stmt, 0);
      g_array_append_val (ids, target);
    }
  return FALSE;
}

/* Fills the cells of lists of references. */
gboolean
nw_store_load_links (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, GError **error)
{
  const NwSql *sql = nw_sql_get (entity);

  for (guint i = 0; i < sql->links->len; i++)
    if (!load_link (self, sql->link_load->pdata[i], id, &cells[g_array_index (sql->links, guint, i)], error))
      return FALSE;
  return TRUE;
}

/* Reads one row with its links, without computed fields. */
gboolean
nw_store_load_row (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, gint64 *revision, gboolean *deleted,
                   guint8 uuid[16], gboolean *found, GError **error)
{
  const NwSql *sql = nw_sql_get (entity);
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql->load_by_id, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, id);
  if (!nw_db_step (self->db, stmt, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  memcpy (uuid, sqlite3_column_blob (stmt, 1), 16);
  *revision = sqlite3_column_int64 (stmt, 2);
  *deleted = sqlite3_column_int (stmt, 3) != 0;
  nw_store_read_columns (sql, stmt, cells);
  return nw_store_load_links (self, entity, id, cells, error);
}

static char *
cursor_sql (const NwSql *sql, NwCursorFlags flags)
{
  const char *text = flags & NW_CURSOR_BY_UUID ? sql->load_by_uuid_order
                     : flags & NW_CURSOR_BY_ID ? sql->load_by_id_order
                                               : sql->load_by_code_order;
  const char *order;

  if (flags & NW_CURSOR_DELETED)
    return g_strdup (text);
  order = strstr (text, " ORDER BY ");
  g_autofree char *head = g_strndup (text, order - text);
  return g_strconcat (head, " WHERE deleted = 0", order, NULL);
}

/**
 * nw_store_cursor:
 *
 * Walks over the rows of one kind without making objects of them. Several
 * cursors may be open; nothing may be committed while one is.
 *
 * Returns: (transfer full)
 */
NwCursor *
nw_store_cursor (NwStore *self, const NwEntity *entity, NwCursorFlags flags, GError **error)
{
  g_autoptr (NwCursor) cursor = g_new0 (NwCursor, 1);
  g_autofree char *text = NULL;

  g_return_val_if_fail (NW_IS_STORE (self), NULL);

  if (flags & NW_CURSOR_COMPUTED && self->bulk_cursors++ == 0)
    nw_facts_set_bulk (self->facts, TRUE);
  cursor->store = self;
  cursor->sql = nw_sql_get (entity);
  cursor->flags = flags;
  cursor->cells = nw_cells_new (entity);
  cursor->row = (NwRow){ entity, 0, cursor->cells };
  text = cursor_sql (cursor->sql, flags);
  if (sqlite3_prepare_v2 (nw_db_handle (self->db), text, -1, &cursor->stmt, NULL) == SQLITE_OK)
    return g_steal_pointer (&cursor);

  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM, "%s: %s", nw_db_path (self->db), sqlite3_errmsg (nw_db_handle (self->db)));
  return NULL;
}

void
nw_cursor_free (NwCursor *self)
{
  sqlite3_finalize (self->stmt);
  nw_cells_free (self->sql->entity, self->cells);
  if (self->flags & NW_CURSOR_COMPUTED && --self->store->bulk_cursors == 0)
    nw_facts_set_bulk (self->store->facts, FALSE);
  g_free (self);
}

/* Moves on; @row says whether there is one more. */
gboolean
nw_cursor_next (NwCursor *self, gboolean *row, GError **error)
{
  const NwEntity *entity = self->sql->entity;

  clear_cells (entity, self->cells);
  if (!nw_db_step (self->store->db, self->stmt, row, error))
    return FALSE;
  if (!*row)
    return TRUE;

  self->row.id = sqlite3_column_int64 (self->stmt, 0);
  nw_store_read_columns (self->sql, self->stmt, self->cells);
  if (!nw_store_load_links (self->store, entity, self->row.id, self->cells, error))
    return FALSE;
  return !(self->flags & NW_CURSOR_COMPUTED) || nw_store_compute (self->store, entity, self->row.id, self->cells, error);
}

const NwRow *
nw_cursor_row (NwCursor *self)
{
  return &self->row;
}

const guint8 *
nw_cursor_uuid (NwCursor *self)
{
  return sqlite3_column_blob (self->stmt, 1);
}

gint64
nw_cursor_revision (NwCursor *self)
{
  return sqlite3_column_int64 (self->stmt, 2);
}

gboolean
nw_cursor_deleted (NwCursor *self)
{
  return sqlite3_column_int (self->stmt, 3) != 0;
}
