/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-history.h"
#include "nw-store-private.h"

#include <string.h>

/* What the history says in words: each entry's items, opened, with the value
 * that stood there before. */
typedef struct
{
  NwStore       *store;
  const guint8  *only; /* uuid, or NULL */
  gint64         from_us, to_us;
  GHashTable    *last; /* place → text */
  NwHistoryFunc  func;
  gpointer       data;
  NwHistoryLine  line;
  char          *actor, *why;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_hash_table_unref (walk->last);
  g_free (walk->actor);
  g_free (walk->why);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static char *
reference_text (NwStore *store, const NwEntity *target, const char *text)
{
  g_auto (GStrv) uuids = g_strsplit (text, ";", -1);
  GString *codes = g_string_new (NULL);

  for (guint i = 0; uuids[i] != NULL; i++)
    {
      guint8 uuid[16];
      const char *code = uuids[i];
      gint64 id = nw_uuid_parse (uuids[i], uuid) ? nw_store_find_uuid (store, target, uuid) : 0;

      if (id != 0)
        nw_store_resolve (store, target, id, &code, NULL);
      g_string_append_printf (codes, "%s%s", i > 0 ? ";" : "", code);
    }
  return g_string_free (codes, FALSE);
}

/* The stable text of a proved value; NULL for unknown. */
static char *
value_text (Walk *walk, const NwField *field, int type, const guint8 *data, gsize length)
{
  if (type == NW_NWH1_TEXT)
    {
      g_autofree char *text = g_strndup ((const char *) data, length);

      return field != NULL && nw_field_is_reference (field) ? reference_text (walk->store, field->target, text) : g_steal_pointer (&text);
    }
  if (type == NW_NWH1_INTEGER)
    {
      NwValue value = nw_value_number (nw_nwh1_integer (data, length));

      return field != NULL ? nw_kind_format (field, &value) : g_strdup_printf ("%" G_GINT64_FORMAT, value.number);
    }
  return type == NW_NWH1_BYTES ? nw_hex (data, length) : NULL;
}

static char *
place (const guint8 row[16], const char *field)
{
  g_autofree char *hex = nw_hex (row, 16);

  return g_strconcat (hex, field, NULL);
}

static void
tell (Walk *walk, const guint8 row[16], const char *name, char *after, gboolean erased)
{
  char *key = place (row, name);
  gint64 time = walk->line.time_us;

  walk->line.field = name;
  walk->line.before = g_hash_table_lookup (walk->last, key);
  walk->line.after = after;
  walk->line.erased = erased;
  if (time >= walk->from_us && time <= walk->to_us)
    walk->func (&walk->line, walk->data);
  g_hash_table_insert (walk->last, key, after);
}

static const NwField *
find_field (const NwEntity *entity, const char *name)
{
  int index = entity != NULL ? nw_entity_field_index (entity, name) : -1;

  return index >= 0 ? nw_entity_get_field (entity, (guint) index) : NULL;
}

/* A whole record in one item: one line per field. */
static void
tell_record (Walk *walk, const guint8 row[16], const guint8 *data, gsize length)
{
  NwNwh1Reader reader = { data, data + length };
  const guint8 *field, *value;
  guint32 field_length, value_length;
  guint8 type;

  while (nw_nwh1_read_bytes (&reader, &field, &field_length) && nw_nwh1_read_u8 (&reader, &type)
         && nw_nwh1_read_bytes (&reader, &value, &value_length))
    {
      g_autofree char *name = g_strndup ((const char *) field, field_length);

      tell (walk, row, name, value_text (walk, find_field (walk->line.entity, name), type, value, value_length), FALSE);
    }
}

static void
set_record (Walk *walk, const NwNwh1Item *item)
{
  g_autofree char *table = g_strndup (item->table, item->table_length);
  gint64 id;

  walk->line.entity = nw_entity_find (table);
  walk->line.code = NULL;
  id = walk->line.entity != NULL ? nw_store_find_uuid (walk->store, walk->line.entity, item->row) : 0;
  if (id != 0)
    nw_store_resolve (walk->store, walk->line.entity, id, &walk->line.code, NULL);
}

static void
tell_item (Walk *walk, const NwNwh1Item *item, sqlite3_stmt *opening)
{
  g_autofree char *name = g_strndup (item->field, item->field_length);
  const guint8 *data = opening != NULL ? sqlite3_column_blob (opening, 2) : NULL;
  gsize length = opening != NULL ? (gsize) sqlite3_column_bytes (opening, 2) : 0;
  int type = opening != NULL ? sqlite3_column_int (opening, 1) : NW_NWH1_NULL;

  set_record (walk, item);
  if (type == NW_NWH1_RECORD)
    tell_record (walk, item->row, data, length);
  else
    tell (walk, item->row, name, value_text (walk, find_field (walk->line.entity, name), type, data, length),
          opening == NULL || item->op == NW_NWH1_ERASE);
}

/* Steps to the opening of item @index, if it is still there. */
static gboolean
find_opening (Walk *walk, sqlite3_stmt *openings, gboolean *row, guint index, GError **error)
{
  while (*row && sqlite3_column_int64 (openings, 0) < index)
    if (!nw_db_step (walk->store->db, openings, row, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_wanted (const Walk *walk, const NwNwh1Item *item)
{
  return item->table_length > 0 && item->table[0] != '@' && (walk->only == NULL || memcmp (item->row, walk->only, 16) == 0);
}

static void
note_who (Walk *walk, const NwNwh1Item *item, sqlite3_stmt *opening)
{
  char **slot = item->field_length == 5 && memcmp (item->field, "actor", 5) == 0    ? &walk->actor
                : item->field_length == 6 && memcmp (item->field, "reason", 6) == 0 ? &walk->why
                                                                                    : NULL;

  if (slot == NULL || opening == NULL)
    return;
  g_free (*slot);
  *slot = g_strndup (sqlite3_column_blob (opening, 2), (gsize) sqlite3_column_bytes (opening, 2));
}

/* "@log" sorts before every kind, so who and why are known before what. */
static gboolean
walk_entry (Walk *walk, gint64 seq, const guint8 *body, gsize length, GError **error)
{
  g_autoptr (sqlite3_stmt) openings = nw_db_prepare (walk->store->db, "SELECT idx, type, value FROM log_opening WHERE seq = ?1 ORDER BY idx", error);
  NwNwh1Reader reader = { body, body + length };
  NwNwh1Head head;
  NwNwh1Item item;
  gboolean row = TRUE;

  if (openings == NULL || !nw_nwh1_read_head (&reader, &head))
    return openings != NULL;
  g_clear_pointer (&walk->actor, g_free);
  g_clear_pointer (&walk->why, g_free);
  sqlite3_bind_int64 (openings, 1, seq);
  if (!nw_db_step (walk->store->db, openings, &row, error))
    return FALSE;
  for (guint i = 0; i < head.n_items && nw_nwh1_read_item (&reader, &item); i++)
    {
      sqlite3_stmt *opening;

      if (!find_opening (walk, openings, &row, i, error))
        return FALSE;
      opening = row && sqlite3_column_int64 (openings, 0) == i ? openings : NULL;
      note_who (walk, &item, opening);
      walk->line = (NwHistoryLine){ .seq = seq, .kind = head.kind, .time_us = head.time_us, .actor = walk->actor, .why = walk->why };
      if (is_wanted (walk, &item))
        tell_item (walk, &item, opening);
    }
  return TRUE;
}

/**
 * nw_store_history:
 * @entity: (nullable): unused without @uuid
 * @uuid: (nullable): only this record
 * @from_us: only from this time on, in microseconds UTC; likewise @to_us
 *
 * Tells every changed field in the order in which it changed. The line is
 * valid during the call of @func only.
 */
gboolean
nw_store_history (NwStore *self, const NwEntity *entity, const guint8 *uuid, gint64 from_us, gint64 to_us, NwHistoryFunc func,
                  gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db,
      uuid != NULL ? "SELECT e.seq, e.body FROM log_touch AS t JOIN log_entry AS e ON e.seq = t.seq WHERE t.row = ?1 ORDER BY t.seq"
                   : "SELECT seq, body FROM log_entry ORDER BY seq", error);
  g_auto (Walk) walk = { .store = self, .only = uuid, .from_us = from_us, .to_us = to_us, .func = func, .data = data };
  gboolean row = TRUE;

  walk.last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (stmt == NULL)
    return FALSE;
  if (uuid != NULL)
    sqlite3_bind_blob (stmt, 1, uuid, 16, SQLITE_STATIC);
  while (row)
    {
      if (!nw_db_step (self->db, stmt, &row, error))
        return FALSE;
      if (row && !walk_entry (&walk, sqlite3_column_int64 (stmt, 0), sqlite3_column_blob (stmt, 1), (gsize) sqlite3_column_bytes (stmt, 1), error))
        return FALSE;
    }
  return TRUE;
}
