/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Second half of verify: what the history says must be what the register
 * holds, in both directions, and every evidence file must be what it was. */

static const char *
code_of (const NwRow *row)
{
  return nw_value_get_text (&row->cells[NW_FIELD_CODE]) ?: "?";
}

static void
compare_value (NwVerify *self, const NwRow *row, const guint8 uuid[16], const char *field, int type, const guint8 *value, gsize length)
{
  NwPlace key = { .table = g_intern_string (row->entity->name), .field = g_intern_string (field) };
  const NwPlace *place;
  guint8 digest[16];

  memcpy (key.row, uuid, 16);
  place = g_hash_table_lookup (self->places, &key);
  if (place == NULL && type == NW_NWH1_NULL)
    return;
  nw_verify_digest (digest, type, value, length);
  if (place == NULL)
    nw_verify_fault (self, 0, -1, FALSE, _("%s %s: field %s has a value that the history never set"), row->entity->name, code_of (row), field);
  else if (memcmp (place->digest, digest, sizeof digest) != 0)
    nw_verify_fault (self, 0, -1, FALSE, _("%s %s: field %s is not what the history says: it was changed past the program"),
                     row->entity->name, code_of (row), field);
  g_hash_table_remove (self->places, &key);
}

static void
compare_deleted (NwVerify *self, const NwRow *row, const guint8 uuid[16], gboolean deleted)
{
  NwPlace key = { .table = g_intern_string (row->entity->name), .field = g_intern_string ("@deleted") };
  g_autoptr (GByteArray) mark = g_byte_array_new ();

  memcpy (key.row, uuid, 16);
  if (!deleted && !g_hash_table_contains (self->places, &key))
    return;
  nw_nwh1_put_integer (mark, deleted);
  compare_value (self, row, uuid, "@deleted", NW_NWH1_INTEGER, mark->data, mark->len);
}

static void
compare_row (NwVerify *self, NwCursor *cursor)
{
  const NwRow *row = nw_cursor_row (cursor);
  const guint8 *uuid = nw_cursor_uuid (cursor);
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);
  guint revisions = GPOINTER_TO_UINT (g_hash_table_lookup (self->revisions, uuid));

  self->verdict->records++;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GByteArray) bytes = NULL;
      NwNwh1Type type;

      if (!nw_field_is_stored (&fields[i]))
        continue;
      bytes = g_byte_array_new ();
      type = nw_store_proof_value (self->store, &fields[i], &row->cells[i], bytes);
      compare_value (self, row, uuid, fields[i].name, type, bytes->data, bytes->len);
    }
  compare_deleted (self, row, uuid, nw_cursor_deleted (cursor));
  if (nw_cursor_revision (cursor) != revisions)
    nw_verify_fault (self, 0, -1, FALSE, _("%s %s: it has revision %" PRId64 ", but the history changed it %u times"),
                     row->entity->name, code_of (row), nw_cursor_revision (cursor), revisions);
}

static gboolean
compare_kind (NwVerify *self, const NwEntity *entity, GCancellable *cancellable, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, entity, NW_CURSOR_BY_ID | NW_CURSOR_DELETED, error);
  gboolean row = TRUE;

  if (cursor == NULL)
    return FALSE;
  while (row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (row)
        compare_row (self, cursor);
    }
  return TRUE;
}

static void
report_left (NwVerify *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const NwPlace *place = key;
      g_autofree char *uuid = nw_uuid_format (place->row);

      if (!place->is_null)
        nw_verify_fault (self, 0, -1, FALSE, _("%s %s: the history set field %s, but the register does not hold it"), place->table, uuid,
                         place->field);
    }
}

/* The derived index of entries by record. */
static gboolean
compare_touches (NwVerify *self, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->store->db, "SELECT row, seq FROM log_touch", error);
  gint64 touches = 0;
  guint64 sum = 0;
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (row)
    {
      if (!nw_db_step (self->store->db, stmt, &row, error))
        return FALSE;
      if (!row || sqlite3_column_bytes (stmt, 0) != 16)
        continue;
      touches++;
      sum += nw_verify_touch (sqlite3_column_blob (stmt, 0), sqlite3_column_int64 (stmt, 1));
    }
  if (touches != self->touches || sum != self->touch_sum)
    nw_verify_fault (self, 0, -1, FALSE, _("the index of the history by record is not what the history says"));
  return TRUE;
}

gboolean
nw_verify_live (NwVerify *self, GCancellable *cancellable, GError **error)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (!compare_kind (self, entities[i], cancellable, error))
      return FALSE;
  report_left (self);
  return compare_touches (self, error);
}

static gboolean
check_file (NwVerify *self, const guint8 *hash, GError **error)
{
  g_autofree char *hex = nw_hex (hash, NW_NWH1_HASH);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = nw_store_get_file (self->store, hex, &local);

  self->verdict->files++;
  if (bytes == NULL)
    nw_verify_fault (self, 0, -1, FALSE, "%s", local->message);
  return TRUE;
}

/* Evidence that names a file small enough to be kept must have it. */
static gboolean
check_evidence (NwVerify *self, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->store->db,
      "SELECT code, sha256, coalesce (size, 0) FROM evidence WHERE sha256 IS NOT NULL"
      " AND lower (sha256) NOT IN (SELECT lower (hex (sha256)) FROM blob_file)", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (row)
    {
      if (!nw_db_step (self->store->db, stmt, &row, error))
        return FALSE;
      if (row && sqlite3_column_int64 (stmt, 2) <= NW_FILE_MAX)
        nw_verify_fault (self, 0, -1, FALSE, _("evidence %s: its file %s is not in the register"), sqlite3_column_text (stmt, 0),
                         sqlite3_column_text (stmt, 1));
    }
  return TRUE;
}

gboolean
nw_verify_files (NwVerify *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->store->db, "SELECT sha256 FROM blob_file ORDER BY sha256", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  while (row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !nw_db_step (self->store->db, stmt, &row, error))
        return FALSE;
      if (row && !check_file (self, sqlite3_column_blob (stmt, 0), error))
        return FALSE;
    }
  return check_evidence (self, error);
}

static void
check_anchors (NwVerify *self)
{
  g_autofree char *message = NULL;

  if (self->wanted_head != NULL && !self->head_found)
    nw_verify_fault (self, 0, -1, FALSE,
                     _("TRUNCATED or FORKED: no history entry has the head %s that was noted earlier: this is an older copy, or its history was rewritten"),
                     self->wanted_head);
  if (!nw_store_checkpoint_matches (self->store, &message))
    nw_verify_fault (self, 0, -1, FALSE, "%s", message);
}

/**
 * nw_store_verify:
 * @known_head: (nullable): a head noted earlier, in hexadecimal
 *
 * Checks everything that can be checked: the database, references, every
 * entry of the history and every opening, that replaying it gives exactly
 * the live records, the evidence files, the text index, and all known heads.
 *
 * Returns: (transfer full): what was found; %NULL only if it could not look
 */
NwVerdict *
nw_store_verify (NwStore *self, const char *known_head, GCancellable *cancellable, GError **error)
{
  /* One moment for all parts of it, and nobody has to wait meanwhile. */
  g_autoptr (NwStore) moment = self->is_snapshot ? g_object_ref (self) : nw_store_snapshot (self, error);
  g_auto (NwVerify) verify = { 0 };
  g_autoptr (GError) damage = NULL;

  if (moment == NULL)
    return NULL;
  nw_verify_init (&verify, moment, known_head);
  if (!nw_db_check (moment->db, TRUE, &damage))
    nw_verify_fault (&verify, 0, -1, FALSE, "%s", damage->message);
  if (!nw_verify_chain (&verify, cancellable, error) || !nw_verify_live (&verify, cancellable, error)
      || !nw_verify_files (&verify, cancellable, error) || !nw_verify_search (&verify, cancellable, error))
    return NULL;
  check_anchors (&verify);
  verify.verdict->head = nw_hex (verify.prev, NW_NWH1_HASH);
  return g_steal_pointer (&verify.verdict);
}
