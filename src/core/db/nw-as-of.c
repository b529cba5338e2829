/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "../rules/nw-calendar.h"
#include "nw-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The register as it stood at the end of a day: a private copy in which every
 * record that was touched later is set back to what the history says of it.
 * What was erased since then stays unknown. */

/* One record that was touched after the day. */
typedef struct
{
  const NwEntity *entity;
  guint8          uuid[16];
  gint64          id;
  NwValue        *cells;
  gint64          revision; /* 0: it did not exist yet */
  gint64          last_seq;
  gboolean        deleted;
} Past;

typedef struct
{
  NwStore      *copy;
  GHashTable   *touched; /* uuid → Past */
  gint64        last;    /* the last entry of the day */
  sqlite3_stmt *opening;
} Rewind;

static void
free_past (gpointer data)
{
  Past *past = data;

  nw_cells_free (past->entity, past->cells);
  g_free (past);
}

static guint
uuid_hash (gconstpointer uuid)
{
  guint hash;

  memcpy (&hash, (const guint8 *) uuid + 8, sizeof hash);
  return hash;
}

static gboolean
uuid_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 16) == 0;
}

/* What the history calls @item's kind, if this program knows it. */
static const NwEntity *
entity_of (const NwNwh1Item *item)
{
  g_autofree char *table = g_strndup (item->table, item->table_length);

  return nw_entity_find (table);
}

static void
note_touched (Rewind *self, const NwNwh1Item *item)
{
  const NwEntity *entity = entity_of (item);
  Past *past;

  if (entity == NULL || g_hash_table_contains (self->touched, item->row))
    return;
  past = g_new0 (Past, 1);
  past->entity = entity;
  memcpy (past->uuid, item->row, 16);
  past->id = nw_store_find_uuid (self->copy, entity, past->uuid);
  past->cells = nw_cells_new (entity);
  g_hash_table_insert (self->touched, past->uuid, past);
}

/* Calls @func for every item of one entry. */
static void
each_item (Rewind *self, sqlite3_stmt *entry, void (*func) (Rewind *self, const NwNwh1Item *item))
{
  const guint8 *body = sqlite3_column_blob (entry, 1);
  NwNwh1Reader reader = { body, body + sqlite3_column_bytes (entry, 1) };
  NwNwh1Head head;
  NwNwh1Item item;

  if (nw_nwh1_read_head (&reader, &head))
    for (guint i = 0; i < head.n_items && nw_nwh1_read_item (&reader, &item); i++)
      func (self, &item);
}

static gint64
time_of (sqlite3_stmt *entry)
{
  const guint8 *body = sqlite3_column_blob (entry, 1);
  NwNwh1Reader reader = { body, body + sqlite3_column_bytes (entry, 1) };
  NwNwh1Head head;

  return nw_nwh1_read_head (&reader, &head) ? head.time_us : G_MININT64;
}

/* Finds the last entry of the day, and every record touched after it. */
static gboolean
find_touched (Rewind *self, gint64 end_us, GError **error)
{
  g_autoptr (sqlite3_stmt) entries = nw_db_prepare (self->copy->db, "SELECT seq, body FROM log_entry ORDER BY seq DESC", error);
  gboolean row = TRUE;

  if (entries == NULL)
    return FALSE;
  while (nw_db_step (self->copy->db, entries, &row, error))
    {
      if (!row)
        return nw_refuse (error, _("the register is younger than that day: choose a later one"));
      if (time_of (entries) < end_us)
        {
          self->last = sqlite3_column_int64 (entries, 0);
          return TRUE;
        }
      each_item (self, entries, note_touched);
    }
  return FALSE;
}

static gint64
id_of_text (Rewind *self, const NwField *field, const char *text)
{
  guint8 uuid[16];

  return nw_uuid_parse (text, uuid) ? nw_store_find_uuid (self->copy, field->target, uuid) : 0;
}

static char *
ids_of_text (Rewind *self, const NwField *field, const char *text)
{
  g_auto (GStrv) uuids = g_strsplit (text, ";", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      gint64 id = id_of_text (self, field, uuids[i]);

      if (id != 0)
        g_array_append_val (ids, id);
    }
  return nw_ids_join (ids);
}

/* The opposite of nw_store_proof_value(). */
static NwValue
value_of_proof (Rewind *self, const NwField *field, int type, const guint8 *data, gsize length)
{
  g_autofree char *text = type == NW_NWH1_TEXT ? g_strndup ((const char *) data, length) : NULL;
  gint64 id;

  if (type == NW_NWH1_BYTES)
    return nw_value_take (nw_hex (data, length));
  if (type == NW_NWH1_INTEGER)
    return nw_value_number (nw_nwh1_integer (data, length));
  if (text == NULL)
    return NW_VALUE_NONE;
  if (field->kind == &NW_LINKS)
    return nw_value_take (ids_of_text (self, field, text));
  if (field->kind != &NW_REF)
    return nw_value_take (g_steal_pointer (&text));
  id = id_of_text (self, field, text);
  return id != 0 ? nw_value_number (id) : NW_VALUE_NONE;
}

static void
set_cell (Rewind *self, Past *past, const char *name, gsize length, int type, const guint8 *data, gsize size)
{
  g_autofree char *field = g_strndup (name, length);
  int index = nw_entity_field_index (past->entity, field);
  g_auto (NwValue) value = NW_VALUE_NONE;

  if (strcmp (field, "@deleted") == 0)
    past->deleted = type == NW_NWH1_INTEGER && nw_nwh1_integer (data, size) != 0;
  if (index < 0)
    return;
  value = value_of_proof (self, nw_entity_get_field (past->entity, (guint) index), type, data, size);
  nw_value_assign (&past->cells[index], &value);
}

static void
set_record (Rewind *self, Past *past, const guint8 *data, gsize size)
{
  NwNwh1Reader reader = { data, data + size };
  const guint8 *field, *value;
  guint32 field_length, value_length;
  guint8 type;

  while (nw_nwh1_read_bytes (&reader, &field, &field_length) && nw_nwh1_read_u8 (&reader, &type)
         && nw_nwh1_read_bytes (&reader, &value, &value_length))
    set_cell (self, past, (const char *) field, field_length, type, value, value_length);
}

/* An opening that is gone was erased: its value is unknown, then as now. */
static gboolean
replay_item (Rewind *self, Past *past, gint64 seq, guint index, const NwNwh1Item *item, GError **error)
{
  const guint8 *data;
  gboolean found = FALSE;
  int type;

  past->revision += seq != past->last_seq;
  past->last_seq = seq;
  sqlite3_reset (self->opening);
  sqlite3_bind_int64 (self->opening, 1, seq);
  sqlite3_bind_int64 (self->opening, 2, index);
  if (item->op == NW_NWH1_SET && !nw_db_step (self->copy->db, self->opening, &found, error))
    return FALSE;
  type = found ? sqlite3_column_int (self->opening, 0) : NW_NWH1_NULL;
  data = found ? sqlite3_column_blob (self->opening, 1) : NULL;
  if (type == NW_NWH1_RECORD)
    set_record (self, past, data, (gsize) sqlite3_column_bytes (self->opening, 1));
  else
    set_cell (self, past, item->field, item->field_length, type, data, found ? (gsize) sqlite3_column_bytes (self->opening, 1) : 0);
  return TRUE;
}

static gboolean
replay_entry (Rewind *self, sqlite3_stmt *entry, GError **error)
{
  const guint8 *body = sqlite3_column_blob (entry, 1);
  NwNwh1Reader reader = { body, body + sqlite3_column_bytes (entry, 1) };
  NwNwh1Head head;
  NwNwh1Item item;

  if (!nw_nwh1_read_head (&reader, &head))
    return TRUE;
  for (guint i = 0; i < head.n_items && nw_nwh1_read_item (&reader, &item); i++)
    {
      Past *past = g_hash_table_lookup (self->touched, item.row);

      if (past != NULL && !replay_item (self, past, sqlite3_column_int64 (entry, 0), i, &item, error))
        return FALSE;
    }
  return TRUE;
}

/* What each touched record was at the end of the day. */
static gboolean
replay (Rewind *self, GError **error)
{
  g_autoptr (sqlite3_stmt) entries = nw_db_prepare (self->copy->db, "SELECT seq, body FROM log_entry WHERE seq <= ?1 ORDER BY seq", error);
  g_autoptr (sqlite3_stmt) opening = nw_db_prepare (self->copy->db, "SELECT type, value FROM log_opening WHERE seq = ?1 AND idx = ?2", error);
  gboolean row = TRUE;

  if (entries == NULL || opening == NULL)
    return FALSE;
  self->opening = opening;
  sqlite3_bind_int64 (entries, 1, self->last);
  while (nw_db_step (self->copy->db, entries, &row, error))
    {
      if (!row)
        return TRUE;
      if (!replay_entry (self, entries, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
run (Rewind *self, const char *text, gint64 a, gint64 b, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->copy->db, text, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, a);
  if (b != 0)
    sqlite3_bind_int64 (stmt, 2, b);
  return nw_db_run (self->copy->db, stmt, error);
}

/* All go before any comes back: two may have had each other's code. */
static gboolean
take_away (Rewind *self, const Past *past, GError **error)
{
  const NwSql *sql = nw_sql_get (past->entity);

  for (guint i = 0; i < sql->links->len; i++)
    {
      g_autofree char *clear = nw_sql_link_clear (past->entity, nw_entity_get_field (past->entity, g_array_index (sql->links, guint, i)));

      if (!run (self, clear, past->id, 0, error))
        return FALSE;
    }
  return run (self, sql->remove, past->id, 0, error);
}

static gboolean
put_links (Rewind *self, const Past *past, const NwSql *sql, GError **error)
{
  for (guint i = 0; i < sql->links->len; i++)
    {
      guint index = g_array_index (sql->links, guint, i);
      g_autofree char *insert = nw_sql_link_insert (past->entity, nw_entity_get_field (past->entity, index));
      g_autoptr (GArray) ids = nw_ids_parse (nw_value_get_text (&past->cells[index]));

      for (guint t = 0; t < ids->len; t++)
        if (!run (self, insert, past->id, g_array_index (ids, gint64, t), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
put_back (Rewind *self, const Past *past, GError **error)
{
  const NwSql *sql = nw_sql_get (past->entity);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (past->revision == 0)
    return TRUE;
  stmt = nw_db_prepare (self->copy->db, sql->insert, error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, past->id);
  sqlite3_bind_blob (stmt, 2, past->uuid, 16, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, past->revision);
  sqlite3_bind_int64 (stmt, 4, past->deleted);
  for (guint i = 0; i < sql->columns->len; i++)
    nw_store_bind (stmt, (int) i + 5, &past->cells[g_array_index (sql->columns, guint, i)]);
  return nw_db_run (self->copy->db, stmt, error) && put_links (self, past, sql, error);
}

static gboolean
for_each_touched (Rewind *self, gboolean (*func) (Rewind *self, const Past *past, GError **error), GError **error)
{
  GHashTableIter iter;
  gpointer past;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, NULL, &past))
    if (((Past *) past)->id != 0 && !func (self, past, error))
      return FALSE;
  return TRUE;
}

/* One transaction for speed. A copy that fails half-way is thrown away. */
static gboolean
write_past (Rewind *self, GError **error)
{
  NwDb *db = self->copy->db;

  return nw_db_exec (db, "BEGIN", error) && for_each_touched (self, take_away, error) && for_each_touched (self, put_back, error)
         && nw_db_exec (db, "COMMIT", error);
}

/**
 * nw_store_as_of:
 * @day: a civil day in Germany; it counts as today in the copy
 *
 * The register as it stood at the end of @day. Its text index still is that
 * of today.
 *
 * Returns: (transfer full): a private copy to be read only, or %NULL with
 *   %NW_ERROR_INVALID if the register is younger than @day
 */
NwStore *
nw_store_as_of (NwStore *self, NwDay day, GError **error)
{
  NwDb *db;
  g_autoptr (NwStore) copy = NULL;
  g_autoptr (GHashTable) touched = g_hash_table_new_full (uuid_hash, uuid_equal, NULL, free_past);
  Rewind rewind = { .touched = touched };

  g_return_val_if_fail (NW_IS_STORE (self), NULL);

  db = nw_db_scratch (self->db, error);
  if (db == NULL)
    return NULL;
  copy = nw_store_adopt (db);
  copy->is_snapshot = TRUE;
  copy->context.on = day;
  rewind.copy = copy;
  if (!find_touched (&rewind, nw_berlin_instant (day + 1, 0) * G_USEC_PER_SEC, error) || !replay (&rewind, error)
      || !write_past (&rewind, error))
    return NULL;
  copy->read_only = TRUE;
  nw_store_forget_names (copy);
  return g_steal_pointer (&copy);
}
