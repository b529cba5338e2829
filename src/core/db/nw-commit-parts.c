/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-kind-private.h"
#include "../model/nw-language.h"
#include "../model/nw-psv.h"
#include "nw-commit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts belong to their parent: they come with it where a catalogue lists
 * them, and a deletion mark on it covers them. */

static void
set_text (NwChangeRow *row, const char *field, const char *text)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwValue none = NW_VALUE_NONE;
  g_auto (NwValue) value = nw_value_text (text);

  if (index >= 0)
    nw_change_row_set (row, (guint) index, &none, &value);
}

/* What nobody has looked at yet says so. */
static void
set_unreviewed (NwChangeRow *row)
{
  static const char *const words[] = { "not_reviewed", "unanswered" };
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  for (guint i = 0; i < n; i++)
    for (const NwChoice *c = fields[i].choices; c != NULL && c->name != NULL; c++)
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        if (strcmp (c->name, words[w]) == 0)
          set_text (row, fields[i].name, words[w]);
}

static void
bring (NwChange *change, gint64 parent, const NwEntity *entity)
{
  g_autoptr (NwPsv) catalogue = nw_psv_load (entity->catalogue);
  guint title = (guint) nw_entity_field_index (entity, "title");
  const NwValue none = NW_VALUE_NONE;
  const NwValue owner = nw_value_number (parent);

  for (guint i = 0; i < nw_psv_rows (catalogue); i++)
    {
      NwChangeRow *row = nw_change_create (change, entity, NULL);

      nw_change_row_set (row, (guint) nw_entity_parent_index (entity), &none, &owner);
      set_text (row, entity->code_item, nw_psv_get (catalogue, i, "id"));
      if (nw_field_is_stored (nw_entity_get_field (entity, title)))
        set_text (row, "title", nw_language_between (nw_language (), nw_psv_get (catalogue, i, "en"), nw_psv_get (catalogue, i, "de")));
      set_unreviewed (row);
    }
}

/* Whether the entry sets the deletion mark of @uuid. */
static gboolean
marks (const guint8 *body, gsize length, const guint8 uuid[16])
{
  NwNwh1Reader reader = { body, body + length };
  NwNwh1Head head;
  NwNwh1Item item;

  if (!nw_nwh1_read_head (&reader, &head))
    return FALSE;
  for (guint i = 0; i < head.n_items && nw_nwh1_read_item (&reader, &item); i++)
    if (memcmp (item.row, uuid, 16) == 0 && item.field_length == strlen ("@deleted") && memcmp (item.field, "@deleted", item.field_length) == 0)
      return TRUE;
  return FALSE;
}

/* The entry in which the record with @uuid was deleted; 0 if there is none. */
static gboolean
find_deletion (NwStore *self, const guint8 uuid[16], gint64 *seq, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT e.seq, e.body FROM log_touch AS t JOIN log_entry AS e ON e.seq = t.seq"
                                                           " WHERE t.row = ?1 ORDER BY t.seq DESC", error);
  gboolean row = TRUE;

  *seq = 0;
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, uuid, 16, SQLITE_STATIC);
  while (row && *seq == 0)
    {
      if (!nw_db_step (self->db, stmt, &row, error))
        return FALSE;
      if (row && marks (sqlite3_column_blob (stmt, 1), (gsize) sqlite3_column_bytes (stmt, 1), uuid))
        *seq = sqlite3_column_int64 (stmt, 0);
    }
  return TRUE;
}

static gboolean
is_touched (NwStore *self, const guint8 uuid[16], gint64 seq, gboolean *touched, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT 1 FROM log_touch WHERE row = ?1 AND seq = ?2", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, uuid, 16, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, seq);
  return nw_db_step (self->db, stmt, touched, error);
}

/* All parts go with their parent; only those that went with it come back with
 * it, not what was deleted before. */
static gboolean
mark_part (NwStore *self, NwChange *change, const NwEntity *entity, gint64 parent, NwMark mark, gint64 deletion, GError **error)
{
  const NwField *field = nw_entity_get_field (entity, (guint) nw_entity_parent_index (entity));
  g_autoptr (GArray) ids = mark == NW_MARK_DELETE ? nw_store_referring (self, entity, field->name, parent, error)
                                                  : nw_store_referring_deleted (self, entity, field->name, parent, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (NwRecord) record = nw_store_get (self, entity, g_array_index (ids, gint64, i), error);
      gboolean wanted = TRUE;

      if (record == NULL || (mark == NW_MARK_RESTORE && !is_touched (self, nw_record_get_uuid (record), deletion, &wanted, error)))
        return FALSE;
      if (wanted)
        nw_change_row_mark (nw_change_edit (change, record), mark);
    }
  return TRUE;
}

static gboolean
mark_parts (NwStore *self, NwChange *change, const NwEntity *entity, gint64 id, const guint8 uuid[16], NwMark mark, GError **error)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);
  gint64 deletion = 0;

  if (mark == NW_MARK_RESTORE && !find_deletion (self, uuid, &deletion, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (entities[i]->flags & NW_PART
        && nw_entity_get_field (entities[i], (guint) nw_entity_parent_index (entities[i]))->target == entity
        && !mark_part (self, change, entities[i], id, mark, deletion, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_restored_too (NwChange *change, NwRecord *record)
{
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      const NwChangeRow *row = nw_change_get_row (change, i);

      if (row->entity == nw_record_get_entity (record) && row->id == nw_record_get_id (record))
        return row->mark == NW_MARK_RESTORE;
    }
  return FALSE;
}

/* A part cannot be there without what it is part of. */
static gboolean
check_parent (NwStore *self, NwChange *change, const NwChangeRow *row, GError **error)
{
  const NwField *field = nw_entity_get_field (row->entity, (guint) nw_entity_parent_index (row->entity));
  g_autoptr (NwRecord) part = nw_store_get (self, row->entity, row->id, error);
  gint64 id = part != NULL ? nw_value_get_number (nw_record_get (part, field->name)) : NW_UNKNOWN;
  g_autoptr (NwRecord) parent = id != NW_UNKNOWN ? nw_store_get (self, field->target, id, error) : NULL;

  if (part == NULL || (id != NW_UNKNOWN && parent == NULL))
    return FALSE;
  return parent == NULL || !nw_record_is_deleted (parent) || is_restored_too (change, parent)
         || nw_refuse (error, _("%s %s belongs to %s, which is deleted: restore that first"), row->entity->name, nw_record_get_code (part),
                       nw_record_get_code (parent));
}

/* Adds to @change what its row @index takes along. */
gboolean
nw_commit_parts (NwStore *self, NwChange *change, guint index, GError **error)
{
  const NwChangeRow *row = nw_change_get_row (change, index);

  if (row->revision != 0 && row->mark == NW_MARK_RESTORE && row->entity->flags & NW_PART && !check_parent (self, change, row, error))
    return FALSE;
  if (row->revision != 0)
    return row->mark == NW_MARK_KEEP || mark_parts (self, change, row->entity, row->id, row->uuid, row->mark, error);
  for (guint i = 0; self->bring && row->entity->brings[i] != NULL; i++)
    bring (change, row->id, row->entity->brings[i]);
  return TRUE;
}
