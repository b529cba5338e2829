/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "nw-commit-private.h"
#include "nw-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Erasure (Art. 17 DSGVO): the openings of a field are destroyed in every
 * entry, so that its values cannot be known any more, while the chain of
 * commitments stays whole. */

typedef struct
{
  gint64 seq, idx;
  guint8 commitment[NW_NWH1_HASH];
} Erased;

/* The items of (row, field) in one entry that still have an opening. */
static void
find_items (gint64 seq, const guint8 *body, gsize length, const guint8 row[16], const char *field, GArray *found)
{
  NwNwh1Reader reader = { body, body + length };
  NwNwh1Head head;
  NwNwh1Item item;

  if (!nw_nwh1_read_head (&reader, &head))
    return;
  for (guint i = 0; i < head.n_items && nw_nwh1_read_item (&reader, &item); i++)
    if (item.op == NW_NWH1_SET && memcmp (item.row, row, 16) == 0 && item.field_length == strlen (field)
        && memcmp (item.field, field, item.field_length) == 0)
      {
        Erased erased = { seq, i };

        memcpy (erased.commitment, item.commitment, NW_NWH1_HASH);
        g_array_append_val (found, erased);
      }
}

static GArray *
find_all (NwStore *self, const guint8 row[16], const char *field, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT e.seq, e.body FROM log_touch AS t JOIN log_entry AS e ON e.seq = t.seq"
                                                           " WHERE t.row = ?1 ORDER BY t.seq", error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Erased));
  gboolean more = TRUE;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_blob (stmt, 1, row, 16, SQLITE_STATIC);
  while (more)
    {
      if (!nw_db_step (self->db, stmt, &more, error))
        return NULL;
      if (more)
        find_items (sqlite3_column_int64 (stmt, 0), sqlite3_column_blob (stmt, 1), (gsize) sqlite3_column_bytes (stmt, 1), row, field, found);
    }
  return g_steal_pointer (&found);
}

/* @gone: whether the opening was still there. */
static gboolean
destroy_opening (NwStore *self, const Erased *erased, gboolean *gone, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "DELETE FROM log_opening WHERE seq = ?1 AND idx = ?2", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, erased->seq);
  sqlite3_bind_int64 (stmt, 2, erased->idx);
  if (!nw_db_run (self->db, stmt, error))
    return FALSE;
  *gone = sqlite3_changes64 (nw_db_handle (self->db)) > 0;
  return TRUE;
}

static gboolean
refuse_stale (NwRecord *record, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_STALE,
               _("%s %s was changed by somebody else meanwhile: look at it again, then repeat the change"),
               nw_record_get_entity (record)->name, nw_record_get_code (record));
  return FALSE;
}

/* The live cell goes without a SET of its own: the ERASE items speak for it. */
static gboolean
clear_cell (NwStore *self, NwRecord *record, guint field, GError **error)
{
  const NwEntity *entity = nw_record_get_entity (record);
  const NwSql *sql = nw_sql_get (entity);
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql->update, error);
  NwRow row = nw_record_get_row (record);
  NwValue *after;
  gboolean good;

  if (stmt == NULL)
    return FALSE;
  after = nw_cells_new (entity);
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    if (i != field)
      after[i] = nw_value_copy (&row.cells[i]);
  sqlite3_bind_int64 (stmt, 1, row.id);
  sqlite3_bind_int64 (stmt, 2, nw_record_get_revision (record));
  sqlite3_bind_int64 (stmt, 3, nw_record_get_revision (record) + 1);
  sqlite3_bind_int64 (stmt, 4, nw_record_is_deleted (record));
  for (guint i = 0; i < sql->columns->len; i++)
    nw_store_bind (stmt, (int) i + 5, &after[g_array_index (sql->columns, guint, i)]);
  good = nw_db_run (self->db, stmt, error)
         && (sqlite3_changes64 (nw_db_handle (self->db)) == 1 || refuse_stale (record, error))
         && nw_search_replace (self, entity, row.id, row.cells, !nw_record_is_deleted (record), after, !nw_record_is_deleted (record), error);
  nw_cells_free (entity, after);
  return good;
}

/* Destroys what can be opened still; the items that say so are gathered. */
static gboolean
destroy_all (NwStore *self, NwRecord *record, const char *field, GError **error)
{
  const guint8 *uuid = nw_record_get_uuid (record);
  g_autoptr (GArray) found = find_all (self, uuid, field, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const Erased *erased = &g_array_index (found, Erased, i);
      gboolean gone;

      if (!destroy_opening (self, erased, &gone, error))
        return FALSE;
      if (gone)
        nw_log_erase (&self->log, nw_record_get_entity (record)->name, uuid, field, (guint64) erased->seq, erased->commitment);
    }
  return found != NULL;
}

/* Where nothing was ever set, or all of it is erased already, nothing happens:
 * an entry that erases nothing would not count as a change of the record. */
static gboolean
erase_all (NwStore *self, NwRecord *record, guint field, const NwReason *reason, GError **error)
{
  NwLogReason log = { NW_ENTRY_ERASURE, nw_store_now (self), reason->actor ?: nw_store_login_name (), NULL };

  if (!destroy_all (self, record, nw_entity_get_field (nw_record_get_entity (record), field)->name, error))
    return FALSE;
  return self->log.items->len == 0
         || (clear_cell (self, record, field, error) && nw_log_write (&self->log, &log, error)
             && nw_db_exec (self->db, "INSERT INTO search (search) VALUES ('optimize')", error));
}

/**
 * nw_store_erase:
 * @field: a text field that need not be filled
 *
 * Makes every value that @field of @record ever had unknowable: live cell,
 * history and search index, in one transaction. Kinds that enter the history
 * as whole records hold no personal data and are refused.
 */
gboolean
nw_store_erase (NwStore *self, NwRecord *record, guint field, const NwReason *reason, GError **error)
{
  const NwEntity *entity = nw_record_get_entity (record);
  const NwField *f = nw_entity_get_field (entity, field);
  gboolean good;

  if (entity->flags & NW_BULK || !nw_field_is_stored (f) || f->flags & NW_REQUIRED || field == NW_FIELD_CODE || f->kind == &NW_LINKS)
    return nw_refuse (error, _("%s: field %s cannot be erased: replace its value instead"), entity->name, f->name);
  if (self->in_batch)
    {
      g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_BUSY, _("%s: a change is not finished: finish it, then erase"), nw_db_path (self->db));
      return FALSE;
    }
  if (!nw_db_begin (self->db, error))
    return FALSE;
  nw_log_forget (&self->log);
  nw_db_allow (self->db, NW_DB_ALLOW_ERASE);
  good = erase_all (self, record, field, reason, error) && nw_db_commit (self->db, error);
  nw_db_allow (self->db, NW_DB_ALLOW_NONE);
  if (!good)
    {
      nw_db_rollback (self->db);
      nw_log_forget (&self->log);
      return FALSE;
    }
  nw_heads_note (self);
  nw_commit_reload (self, record);
  nw_store_recompute_all (self);
  nw_store_emit_committed (self, NULL);
  return TRUE;
}
