/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "nw-commit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One door for every write: validate, change rows, prove it in the history,
 * keep the text index, commit, and only then tell anybody. */

static NwLogReason
log_reason (NwStore *self, const NwReason *reason)
{
  return (NwLogReason){
    .kind = (guint8) reason->kind,
    .time_us = nw_store_now (self),
    .actor = reason->actor != NULL && *reason->actor != '\0' ? reason->actor : nw_store_login_name (),
    .why = reason->why,
  };
}

/* The one record of a kind that is there once is the same in every register. */
static void
make_uuid (NwStore *self, const NwEntity *entity, guint8 uuid[16])
{
  if (entity->flags & NW_SINGLE)
    {
      nw_uuid_of_name (entity->name, "", uuid);
      if (nw_store_find_uuid (self, entity, uuid) == 0)
        return;
    }
  nw_uuid_make (self, uuid);
}

/**
 * nw_store_reserve_id:
 *
 * @uuid: (nullable): the uuid it will have; %NULL makes one
 *
 * Inside nw_store_begin() … nw_store_end(): the id that a record will have
 * which is created later by nw_change_create_as(). Others may refer to it.
 */
gint64
nw_store_reserve_id (NwStore *self, const NwEntity *entity, const guint8 *uuid)
{
  guint64 key;
  guint8 made[16];
  gint64 *next;

  if (self->reserved->len <= entity->number)
    g_array_set_size (self->reserved, entity->number + 1);
  next = &g_array_index (self->reserved, gint64, entity->number);
  if (*next == 0)
    {
      g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, nw_sql_get (entity)->max_id, NULL);
      gboolean row = FALSE;

      if (stmt != NULL && nw_db_step (self->db, stmt, &row, NULL) && row)
        *next = sqlite3_column_int64 (stmt, 0);
    }
  key = nw_store_key (entity, ++*next);
  if (uuid == NULL)
    make_uuid (self, entity, made);
  g_hash_table_insert (self->promised, g_memdup2 (&key, sizeof key), g_memdup2 (uuid != NULL ? uuid : made, 16));
  return *next;
}

/* Gives every new record its id first, so that the rows of one change may
 * refer to each other in any order. */
static void
assign_ids (NwStore *self, NwChange *change, GHashTable *ids)
{
  static const guint8 none[16];

  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      NwChangeRow *row = nw_change_get_row (change, i);

      if (row->revision != 0)
        continue;
      if (row->id < 0)
        {
          gint64 id = nw_store_reserve_id (self, row->entity, memcmp (row->uuid, none, 16) != 0 ? row->uuid : NULL);

          g_hash_table_insert (ids, g_memdup2 (&row->id, sizeof row->id), g_memdup2 (&id, sizeof id));
          row->id = id;
        }
      nw_store_uuid_of (self, row->entity, row->id, row->uuid);
    }
}

static gint64
final_id (GHashTable *ids, gint64 id)
{
  const gint64 *found = id < 0 ? g_hash_table_lookup (ids, &id) : NULL;

  return found != NULL ? *found : id;
}

static void
fix_references (NwChangeRow *row, GHashTable *ids)
{
  for (guint i = 0; i < row->edits->len; i++)
    {
      NwEdit *edit = &g_array_index (row->edits, NwEdit, i);
      const NwField *field = nw_entity_get_field (row->entity, edit->field);

      if (field->kind == &NW_REF && edit->after.tag == NW_TAG_NUMBER)
        edit->after.number = final_id (ids, edit->after.number);
      if (field->kind == &NW_LINKS && edit->after.tag == NW_TAG_TEXT)
        {
          g_autoptr (GArray) targets = nw_ids_parse (edit->after.text);

          for (guint t = 0; t < targets->len; t++)
            g_array_index (targets, gint64, t) = final_id (ids, g_array_index (targets, gint64, t));
          nw_value_clear (&edit->after);
          edit->after = nw_value_take (nw_ids_join (targets));
        }
    }
}

static gboolean
apply (NwStore *self, NwChange *change, const NwReason *reason, GError **error)
{
  NwLogReason log = log_reason (self, reason);

  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      NwChangeRow *row = nw_change_get_row (change, i);

      if (!nw_commit_row (self, row, error))
        return FALSE;
      if (nw_log_is_full (&self->log) && !nw_log_write (&self->log, &log, error))
        return FALSE;
    }
  return self->log.items->len == 0 || nw_log_write (&self->log, &log, error);
}

static gboolean
prepare (NwStore *self, NwChange *change, GHashTable *ids, GError **error)
{
  /* What a row takes along may take along rows of its own. */
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    if (!nw_commit_parts (self, change, i, error))
      return FALSE;
  assign_ids (self, change, ids);
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    fix_references (nw_change_get_row (change, i), ids);
  return TRUE;
}

/* Says what a changed row is and was related to. */
static void
touch (NwStore *self, const NwChangeRow *row)
{
  NwValue *cells = nw_cells_new (row->entity);
  gint64 revision;
  gboolean deleted, found;
  guint8 uuid[16];

  nw_facts_touch (self->facts, row->entity, row->id);
  for (guint i = 0; i < row->edits->len; i++)
    {
      const NwEdit *edit = &g_array_index (row->edits, NwEdit, i);

      if (nw_field_is_reference (nw_entity_get_field (row->entity, edit->field)))
        nw_facts_touch_reference (self->facts, row->entity, edit->field, &edit->before);
    }
  if (nw_store_load_row (self, row->entity, row->id, cells, &revision, &deleted, uuid, &found, NULL) && found)
    for (guint i = 0; i < nw_entity_n_fields (row->entity); i++)
      if (nw_field_is_reference (nw_entity_get_field (row->entity, i)))
        nw_facts_touch_reference (self->facts, row->entity, i, &cells[i]);
  nw_cells_free (row->entity, cells);
}

/* Computes again what the rows that changed, and no others, make different. */
static void
recompute (NwStore *self, NwChange *change)
{
  g_autoptr (GHashTable) affected = NULL;
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      touch (self, nw_change_get_row (change, i));
      nw_views_forget (self, nw_change_get_row (change, i)->entity);
    }
  affected = nw_facts_affected (self->facts);
  if (affected == NULL)
    {
      nw_store_recompute_all (self);
      return;
    }
  g_hash_table_iter_init (&iter, affected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      NwRecord *live = g_hash_table_lookup (self->records, key);

      if (live != NULL)
        nw_store_recompute (self, live);
    }
}

/* Live objects follow the file; others are none the wiser until they ask. */
static void
publish (NwStore *self, NwChange *change)
{
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      NwChangeRow *row = nw_change_get_row (change, i);
      NwRecord *live = nw_store_peek (self, row->entity, row->id);

      if (live != NULL)
        nw_commit_reload (self, live);
    }
  recompute (self, change);
  nw_store_emit_committed (self, change);
}

static gboolean
refuse_failed_batch (NwStore *self, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED,
               _("%s: something was refused before, so nothing of this transaction is kept: begin again"), nw_db_path (self->db));
  return FALSE;
}

static gboolean
refuse_read_only (NwStore *self, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, _("%s: the register is open for reading only: open it for writing first"),
               nw_db_path (self->db));
  return FALSE;
}

static void
clear_reserved (NwStore *self)
{
  g_array_set_size (self->reserved, 0);
  g_array_set_size (self->numbered, 0);
  g_hash_table_remove_all (self->promised);
  nw_store_forget_names (self);
}

/**
 * nw_store_begin:
 *
 * Begins one transaction of many commits. Ends in nw_store_end() or
 * nw_store_cancel(); after a refused commit both of them forget it all.
 */
gboolean
nw_store_begin (NwStore *self, GError **error)
{
  g_return_val_if_fail (!self->in_batch, FALSE);

  if (self->read_only)
    return refuse_read_only (self, error);
  if (!nw_db_begin (self->db, error))
    return FALSE;
  clear_reserved (self);
  nw_log_forget (&self->log);
  self->in_batch = TRUE;
  self->batch_failed = FALSE;
  return TRUE;
}

/* Writes the head that this computer has seen last, beside the register. That
 * others committed meanwhile is for nw_store_refresh() to find out. */
static gboolean
finish (NwStore *self, GError **error)
{
  if (!nw_db_commit (self->db, error))
    return FALSE;
  nw_heads_note (self);
  return TRUE;
}

/**
 * nw_store_end:
 *
 * Returns: %TRUE, or %FALSE: then nothing since nw_store_begin() is kept
 */
gboolean
nw_store_end (NwStore *self, GError **error)
{
  g_return_val_if_fail (self->in_batch, FALSE);

  if (self->batch_failed)
    {
      nw_store_cancel (self);
      return refuse_failed_batch (self, error);
    }
  if (!finish (self, error))
    {
      nw_store_cancel (self);
      return FALSE;
    }
  self->in_batch = FALSE;
  clear_reserved (self);
  self->data_version = nw_db_data_version (self->db);
  if (!nw_store_reload_all (self, error))
    return FALSE;
  nw_store_emit_committed (self, NULL);
  return TRUE;
}

/* Forgets everything since nw_store_begin(); what was read meanwhile is read
 * again. */
void
nw_store_cancel (NwStore *self)
{
  g_return_if_fail (self->in_batch);

  self->in_batch = FALSE;
  nw_db_rollback (self->db);
  nw_log_forget (&self->log);
  clear_reserved (self);
  nw_store_reload_all (self, NULL);
}

/* Inside a batch the transaction is the caller's. */
static gboolean
commit_in_batch (NwStore *self, NwChange *change, const NwReason *reason, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  if (self->batch_failed)
    return refuse_failed_batch (self, error);
  self->batch_failed = !prepare (self, change, ids, error) || !apply (self, change, reason, error);
  return !self->batch_failed;
}

static gboolean
commit_alone (NwStore *self, NwChange *change, const NwReason *reason, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  if (!nw_db_begin (self->db, error))
    return FALSE;
  clear_reserved (self);
  nw_log_forget (&self->log);
  if (prepare (self, change, ids, error) && apply (self, change, reason, error) && finish (self, error))
    {
      clear_reserved (self);
      return TRUE;
    }
  nw_db_rollback (self->db);
  nw_log_forget (&self->log);
  clear_reserved (self);
  return FALSE;
}

/**
 * nw_store_commit:
 * @change: gets the ids of what it creates; one that was refused is of no
 *   further use
 * @reason: who and why, shown in the history
 *
 * Writes @change and its history in one transaction. New records get their
 * ids, uuids and codes here. Records are updated, and so notify, only after
 * the commit succeeded.
 *
 * Returns: %TRUE, or %FALSE: %NW_DB_ERROR_STALE if a record moved on
 *   meanwhile, %NW_ERROR_INVALID if a value or record is refused
 */
gboolean
nw_store_commit (NwStore *self, NwChange *change, const NwReason *reason, GError **error)
{
  g_return_val_if_fail (NW_IS_STORE (self), FALSE);

  if (self->read_only)
    return refuse_read_only (self, error);
  if (nw_change_is_empty (change))
    return TRUE;
  if (self->in_batch)
    return commit_in_batch (self, change, reason, error);
  if (!commit_alone (self, change, reason, error))
    return FALSE;
  publish (self, change);
  return TRUE;
}
