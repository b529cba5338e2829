/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-history.h"
#include "nw-store-private.h"

#include "../model/nw-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

/* A few thousand names are enough for any list; more are looked up again. */
#define NAMES_MAX 20000

G_DEFINE_FINAL_TYPE (NwStore, nw_store, G_TYPE_OBJECT)

enum
{
  COMMITTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Ids stay far below 2^56: one number names a row of any kind. */
guint64
nw_store_key (const NwEntity *entity, gint64 id)
{
  return (guint64) entity->number << 56 | (guint64) id;
}

static void
record_gone_cb (gpointer data, GObject *where)
{
  NwStore *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == (gpointer) where)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static void
unwatch_record (gpointer key, gpointer value, gpointer data)
{
  nw_record_set_pending (value, NULL, NULL);
  g_object_weak_unref (value, record_gone_cb, data);
}

static void
free_name (gpointer data)
{
  NwName *name = data;

  g_free (name->code);
  g_free (name);
}

static void
nw_store_finalize (GObject *object)
{
  NwStore *self = NW_STORE (object);

  nw_heads_save (self);
  g_hash_table_foreach (self->records, unwatch_record, self);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->promised);
  g_array_unref (self->reserved);
  g_array_unref (self->numbered);
  g_free (self->warning);
  g_free (self->checkpoint);
  nw_log_clear (&self->log);
  nw_views_forget (self, NULL);
  nw_facts_free (self->facts);
  if (self->in_batch)
    nw_db_rollback (self->db);
  g_clear_pointer (&self->db, nw_db_close);
  G_OBJECT_CLASS (nw_store_parent_class)->finalize (object);
}

static void
nw_store_class_init (NwStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_store_finalize;

  /**
   * NwStore::committed:
   * @change: (nullable): the #NwChange that was committed; %NULL when so much
   *   changed (import, another process) that views should look at all again
   */
  signals[COMMITTED] = g_signal_new ("committed", NW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nw_store_init (NwStore *self)
{
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_name);
  self->promised = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->numbered = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->reserved = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->facts = nw_facts_new (self);
  self->context = (NwContext){ .on = nw_day_today (), .facts = self->facts, .klass = &nw_facts_class };
  self->bring = TRUE;
}

void
nw_store_emit_committed (NwStore *self, NwChange *change)
{
  g_signal_emit (self, signals[COMMITTED], 0, change);
}

/* Takes over an open connection. */
NwStore *
nw_store_adopt (NwDb *db)
{
  NwStore *self = g_object_new (NW_TYPE_STORE, NULL);

  self->db = db;
  nw_log_init (&self->log, db);
  self->data_version = nw_db_data_version (db);
  return self;
}

static NwDb *
open_db (const char *path, NwDbFlags flags, GError **error)
{
  g_auto (GStrv) schema = nw_sql_schema (NW_SCHEMA_VERSION);

  nw_db_init ();
  return nw_db_open (path, flags, (const char *const *) schema, NW_SCHEMA_VERSION, NW_DB_APPLICATION_ID, error);
}

/* The name a person has on this computer. */
const char *
nw_store_login_name (void)
{
  const char *real = g_get_real_name ();

  return real != NULL && *real != '\0' && strcmp (real, "Unknown") != 0 ? real : g_get_user_name ();
}

static gboolean
write_genesis (NwStore *self, const NwReason *reason, GError **error)
{
  NwLogReason log = { NW_ENTRY_GENESIS, nw_store_now (self), reason->actor ?: nw_store_login_name (), reason->why };

  if (!nw_db_begin (self->db, error))
    return FALSE;
  if (nw_log_start (&self->log, &log, error) && nw_db_commit (self->db, error))
    return TRUE;
  nw_db_rollback (self->db);
  return FALSE;
}

/* Takes @self, whose file is not kept without the entry that begins its history. */
static NwStore *
begin_history (NwStore *self, const NwReason *reason, GError **error)
{
  g_autofree char *path = g_strdup (nw_store_get_path (self));

  if (write_genesis (self, reason, error))
    return self;
  g_object_unref (self);
  g_unlink (path);
  return NULL;
}

/**
 * nw_store_create:
 * @path: must not exist yet
 * @reason: who makes it; a seed and a clock may be set only afterwards
 *
 * Returns: (transfer full): an empty register with the first history entry
 */
NwStore *
nw_store_create (const char *path, const NwReason *reason, GError **error)
{
  NwDb *db = open_db (path, NW_DB_CREATE, error);
  g_autoptr (NwStore) self = NULL;

  if (db == NULL)
    return NULL;
  self = nw_store_adopt (db);
  return begin_history (g_steal_pointer (&self), reason, error);
}

/**
 * nw_store_create_seeded:
 * @seed: from which every id and salt is drawn
 * @time_us: time of the first entry
 *
 * Like nw_store_create(), for a register that comes out the same each time.
 * Its salts protect nothing: only for made-up data.
 */
NwStore *
nw_store_create_seeded (const char *path, const NwReason *reason, const char *seed, gint64 time_us, GError **error)
{
  NwDb *db = open_db (path, NW_DB_CREATE, error);
  g_autoptr (NwStore) self = NULL;

  if (db == NULL)
    return NULL;
  self = nw_store_adopt (db);
  self->log.seeded = TRUE;
  nw_nwh1_hash (self->log.seed, (const guint8 *) seed, strlen (seed));
  self->clock_us = time_us;
  return begin_history (g_steal_pointer (&self), reason, error);
}

static void look_at_anchor (NwStore *self);

/**
 * nw_store_open:
 *
 * Opens a register through all checks of a hostile file. What must be said
 * but does not forbid opening is in nw_store_get_warning().
 */
NwStore *
nw_store_open (const char *path, NwStoreFlags flags, GError **error)
{
  NwDbHeader header;
  NwDb *db;
  NwStore *self;

  nw_db_init ();
  if (nw_db_peek (path, NW_SCHEMA_VERSION, &header, NULL) && header.user_version < NW_SCHEMA_VERSION
      && !nw_migrate (path, (guint) header.user_version, NULL, error))
    return NULL;
  db = open_db (path, flags & NW_STORE_READ_ONLY ? NW_DB_READ_ONLY : 0, error);
  if (db == NULL)
    return NULL;
  self = nw_store_adopt (db);
  self->read_only = (flags & NW_STORE_READ_ONLY) != 0;
  look_at_anchor (self);
  return self;
}

/**
 * nw_store_snapshot:
 *
 * Returns: (transfer full): a private read-only copy of the register as it is
 *   now, for long work in another thread; it never holds a writer up
 */
NwStore *
nw_store_snapshot (NwStore *self, GError **error)
{
  /* First, for what is committed in between is newer than the checkpoint. */
  g_autofree char *checkpoint = nw_store_checkpoint (self);
  NwDb *db = nw_db_snapshot (self->db, error);
  NwStore *copy;

  if (db == NULL)
    return NULL;
  copy = nw_store_adopt (db);
  copy->read_only = copy->is_snapshot = TRUE;
  copy->checkpoint = g_steal_pointer (&checkpoint);
  copy->context.on = self->context.on;
  return copy;
}

const char *
nw_store_get_path (NwStore *self)
{
  return nw_db_path (self->db);
}

/* Compares the register with what this computer has seen of it before. */
static void
look_at_anchor (NwStore *self)
{
  g_autofree char *anchor = NULL;
  const char *file = nw_db_warning (self->db);

  nw_store_checkpoint_matches (self, &anchor);
  self->warning = file != NULL && anchor != NULL ? g_strconcat (file, "\n", anchor, NULL) : g_strdup (file ?: anchor);
}

/* What a person should know of the file, or NULL. */
const char *
nw_store_get_warning (NwStore *self)
{
  return self->warning;
}

/* Returns: (transfer full): the SQL of the schema that this program writes */
char **
nw_store_schema (void)
{
  return nw_sql_schema (NW_SCHEMA_VERSION);
}

/* The day that counts as today for every computed value. */
void
nw_store_set_day (NwStore *self, NwDay on)
{
  self->context.on = on;
  nw_store_recompute_all (self);
}

NwDay
nw_store_get_day (NwStore *self)
{
  return self->context.on;
}

/* History times are taken from @time_us instead of the clock; 0 ends that. */
void
nw_store_set_clock (NwStore *self, gint64 time_us)
{
  self->clock_us = time_us;
}

/* Whether new records bring the rows of their catalogues; imports that hold
 * those rows themselves switch it off. */
void
nw_store_set_bring (NwStore *self, gboolean bring)
{
  self->bring = bring;
}

gint64
nw_store_now (NwStore *self)
{
  return self->clock_us != 0 ? self->clock_us : g_get_real_time ();
}

void
nw_store_random (NwStore *self, guint8 *bytes, gsize length)
{
  nw_log_random (&self->log, bytes, length);
}

/* The live object of a row, or NULL if nobody holds it. */
NwRecord *
nw_store_peek (NwStore *self, const NwEntity *entity, gint64 id)
{
  guint64 key = nw_store_key (entity, id);

  return g_hash_table_lookup (self->records, &key);
}

/* Fills the computed cells. */
gboolean
nw_store_compute (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, GError **error)
{
  return nw_facts_derive (self->facts, &self->context, entity, id, cells, error);
}

/* Whether computed fields of @entity, as far as any were computed yet, depend
 * on records of @changed. */
gboolean
nw_store_computes_from (NwStore *self, const NwEntity *entity, const NwEntity *changed)
{
  return nw_facts_reads (self->facts, entity, changed);
}

static void
complete_cb (NwRecord *record, NwValue *cells, gpointer store)
{
  nw_store_compute (store, nw_record_get_entity (record), nw_record_get_id (record), cells, NULL);
}

/* Brings the computed cells of one live record up to date, if anybody ever
 * looked at them. */
void
nw_store_recompute (NwStore *self, NwRecord *record)
{
  g_autoptr (NwRecord) held = g_object_ref (record);
  const NwEntity *entity = nw_record_get_entity (record);
  guint n = nw_entity_n_fields (entity);
  NwValue *cells;

  if (nw_record_is_pending (record))
    return;
  cells = nw_cells_new (entity);
  for (guint i = 0; i < n; i++)
    cells[i] = nw_value_copy (nw_record_get_cell (record, i));
  nw_store_compute (self, entity, nw_record_get_id (record), cells, NULL);
  nw_record_recompute (record, cells);
  nw_cells_free (entity, cells);
}

/* Returns: (transfer full): every live record. While one is changed, views may
 * let go of others: all are held until the work is done. */
static GPtrArray *
hold_records (NwStore *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (held, g_object_ref (record));
  return held;
}

/* Brings the computed cells of every live record up to date. */
void
nw_store_recompute_all (NwStore *self)
{
  g_autoptr (GPtrArray) records = hold_records (self);

  nw_views_forget (self, NULL);
  nw_facts_forget (self->facts);
  for (guint i = 0; i < records->len; i++)
    nw_store_recompute (self, records->pdata[i]);
}

static void
remember (NwStore *self, NwRecord *record)
{
  guint64 *key = g_new (guint64, 1);

  *key = nw_store_key (nw_record_get_entity (record), nw_record_get_id (record));
  g_hash_table_insert (self->records, key, record);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, self);
}

static NwRecord *
load (NwStore *self, const NwEntity *entity, gint64 id, GError **error)
{
  NwValue *cells = nw_cells_new (entity);
  g_autoptr (NwRecord) record = NULL;
  gint64 revision = 0;
  gboolean deleted = FALSE, found = FALSE;
  guint8 uuid[16];

  if (!nw_store_load_row (self, entity, id, cells, &revision, &deleted, uuid, &found, error))
    found = FALSE;
  else if (!found)
    g_set_error (error, NW_ERROR, NW_ERROR_NOT_FOUND, _("there is no %s with row id %" PRId64), entity->name, id);
  if (found)
    {
      record = nw_record_new (entity, id, uuid);
      nw_record_load (record, revision, deleted, cells);
      if (entity->derive != NULL)
        nw_record_set_pending (record, complete_cb, self);
      remember (self, record);
    }
  nw_cells_free (entity, cells);
  return g_steal_pointer (&record);
}

/**
 * nw_store_get:
 *
 * Returns: (transfer full): the one object of that row, deleted or not; %NULL
 *   with %NW_ERROR_NOT_FOUND when there is none
 */
NwRecord *
nw_store_get (NwStore *self, const NwEntity *entity, gint64 id, GError **error)
{
  NwRecord *record;

  g_return_val_if_fail (NW_IS_STORE (self), NULL);

  record = nw_store_peek (self, entity, id);
  return record != NULL ? g_object_ref (record) : load (self, entity, id, error);
}

static gint64
find_by (NwStore *self, const char *sql, const NwEntity *entity, const void *key, int length)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, sql, NULL);
  gboolean row = FALSE;

  if (stmt == NULL)
    return 0;
  if (length == 16)
    sqlite3_bind_blob (stmt, 1, key, 16, SQLITE_STATIC);
  else
    sqlite3_bind_text (stmt, 1, key, -1, SQLITE_STATIC);
  return nw_db_step (self->db, stmt, &row, NULL) && row ? sqlite3_column_int64 (stmt, 0) : 0;
}

/* Row id of the record with @code, deleted or not; 0 when there is none. */
gint64
nw_store_find_id (NwStore *self, const NwEntity *entity, const char *code)
{
  return find_by (self, nw_sql_get (entity)->find_code, entity, code, -1);
}

gint64
nw_store_find_uuid (NwStore *self, const NwEntity *entity, const guint8 uuid[16])
{
  return find_by (self, nw_sql_get (entity)->find_uuid, entity, uuid, 16);
}

NwRecord *
nw_store_find (NwStore *self, const NwEntity *entity, const char *code, GError **error)
{
  gint64 id = nw_store_find_id (self, entity, code);

  if (id != 0)
    return nw_store_get (self, entity, id, error);
  g_set_error (error, NW_ERROR, NW_ERROR_NOT_FOUND, _("there is no %s with the code “%s”: list %s shows the codes"), entity->name,
               code, entity->name);
  return NULL;
}

/* Number of records that are not deleted. */
gint64
nw_store_count (NwStore *self, const NwEntity *entity)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, nw_sql_get (entity)->count, NULL);
  gboolean row = FALSE;

  return stmt != NULL && nw_db_step (self->db, stmt, &row, NULL) && row ? sqlite3_column_int64 (stmt, 0) : 0;
}

static GArray *
referring (NwStore *self, const NwEntity *entity, const char *field, gint64 target, gboolean deleted, GError **error)
{
  int index = nw_entity_field_index (entity, field);
  g_autofree char *text = nw_sql_referring (entity, nw_entity_get_field (entity, (guint) index), deleted);
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, text, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, target);
  while (row)
    {
      gint64 id;

      if (!nw_db_step (self->db, stmt, &row, error))
        return NULL;
      id = row ? sqlite3_column_int64 (stmt, 0) : 0;
      if (row)
        g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/**
 * nw_store_referring:
 * @field: a field of @entity that holds references
 *
 * Returns: (transfer full): ids (#gint64) of the records of @entity, not
 *   deleted, whose @field names row @target
 */
GArray *
nw_store_referring (NwStore *self, const NwEntity *entity, const char *field, gint64 target, GError **error)
{
  return referring (self, entity, field, target, FALSE, error);
}

/* The same for records that carry the deletion mark. */
GArray *
nw_store_referring_deleted (NwStore *self, const NwEntity *entity, const char *field, gint64 target, GError **error)
{
  return referring (self, entity, field, target, TRUE, error);
}

void
nw_store_forget_names (NwStore *self)
{
  g_hash_table_remove_all (self->names);
}

void
nw_store_forget_name (NwStore *self, const NwEntity *entity, gint64 id)
{
  guint64 key = nw_store_key (entity, id);

  g_hash_table_remove (self->names, &key);
}

/**
 * nw_store_resolve:
 * @code: (out) (optional) (transfer none): valid until the next call
 * @uuid: (out) (optional) (transfer none): valid until the next call
 *
 * What a reference is called, in the register and for ever.
 */
gboolean
nw_store_resolve (NwStore *self, const NwEntity *entity, gint64 id, const char **code, const guint8 **uuid)
{
  guint64 key = nw_store_key (entity, id);
  NwName *name = g_hash_table_lookup (self->names, &key);

  if (name == NULL)
    {
      g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, nw_sql_get (entity)->resolve, NULL);
      gboolean row = FALSE;

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, id);
      if (!nw_db_step (self->db, stmt, &row, NULL) || !row)
        return FALSE;
      if (g_hash_table_size (self->names) > NAMES_MAX)
        nw_store_forget_names (self);
      name = g_new0 (NwName, 1);
      name->code = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      memcpy (name->uuid, sqlite3_column_blob (stmt, 1), 16);
      g_hash_table_insert (self->names, g_memdup2 (&key, sizeof key), name);
    }
  if (code != NULL)
    *code = name->code;
  if (uuid != NULL)
    *uuid = name->uuid;
  return TRUE;
}

/* The uuid of a record that is there or that this transaction will create. */
gboolean
nw_store_uuid_of (NwStore *self, const NwEntity *entity, gint64 id, guint8 uuid[16])
{
  guint64 key = nw_store_key (entity, id);
  const guint8 *found = g_hash_table_lookup (self->promised, &key);

  if (found == NULL && !nw_store_resolve (self, entity, id, NULL, &found))
    return FALSE;
  memcpy (uuid, found, 16);
  return TRUE;
}

/* Reads every live record again. */
gboolean
nw_store_reload_all (NwStore *self, GError **error)
{
  g_autoptr (GPtrArray) records = hold_records (self);
  gboolean good = TRUE;

  nw_store_forget_names (self);
  for (guint i = 0; i < records->len && good; i++)
    {
      NwRecord *record = records->pdata[i];
      const NwEntity *entity = nw_record_get_entity (record);
      NwValue *cells = nw_cells_new (entity);
      gint64 revision = 0;
      gboolean deleted = FALSE, found = FALSE;
      guint8 uuid[16];

      good = nw_store_load_row (self, entity, nw_record_get_id (record), cells, &revision, &deleted, uuid, &found, error);
      if (good && found)
        nw_record_load (record, revision, deleted, cells);
      nw_cells_free (entity, cells);
    }
  nw_store_recompute_all (self);
  return good;
}

/**
 * nw_store_refresh:
 *
 * Looks whether another process has committed, and if so brings every live
 * record up to date and emits "committed" with %NULL.
 *
 * Returns: whether anything was looked at again
 */
gboolean
nw_store_refresh (NwStore *self)
{
  gint64 version = nw_db_data_version (self->db);

  if (version == self->data_version || self->in_batch)
    return FALSE;
  self->data_version = version;
  if (!nw_store_reload_all (self, NULL))
    return FALSE;
  nw_store_emit_committed (self, NULL);
  return TRUE;
}
