/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-record-private.h"
#include "nw-facts.h"
#include "nw-db.h"
#include "nw-log.h"
#include "nw-sql.h"
#include "nw-store.h"

G_BEGIN_DECLS

/* The tree over the history as far as this computer has seen it. */
typedef struct
{
  NwNwh1Tree tree;
  guint8     last[NW_NWH1_HASH]; /* hash of its last entry */
} NwLeaves;

struct _NwStore
{
  GObject     parent_instance;

  NwDb       *db;
  GHashTable *records;      /* key of entity and id → borrowed NwRecord */
  GHashTable *names;        /* key → NwName, the last ones resolved */
  GHashTable *promised;     /* key → uuid of records that this transaction will create */
  NwContext   context;
  NwFacts    *facts;
  guint       bulk_cursors; /* that are open and compute */
  GPtrArray  *views[2];     /* what the views found, by kind; see nw-views.c */
  GPtrArray  *merged[2];    /* all of that in order, or NULL */
  NwLog       log;
  NwLeaves    leaves;
  guint64     leaves_saved; /* how many the file beside the heads has */
  GArray     *numbered;     /* last number given to a code of each kind in this transaction */
  char       *warning;      /* what a person should know of the file */
  GArray     *reserved;     /* next id of each kind inside a transaction */
  gint64      data_version;
  gint64      clock_us;     /* 0: the real clock */
  gboolean    in_batch;
  gboolean    batch_failed; /* only nw_store_cancel() helps now */
  gboolean    bring;
  gboolean    read_only;
  gboolean    is_snapshot;
  char       *checkpoint;   /* of a snapshot: the one known when it was taken */
};

typedef struct
{
  char  *code;
  guint8 uuid[16];
} NwName;

guint64  nw_store_key           (const NwEntity *entity, gint64 id);
NwRecord *nw_store_peek         (NwStore *self, const NwEntity *entity, gint64 id);
void     nw_store_forget_names  (NwStore *self);
void     nw_store_forget_name   (NwStore *self, const NwEntity *entity, gint64 id);
gboolean nw_store_uuid_of       (NwStore *self, const NwEntity *entity, gint64 id, guint8 uuid[16]);
const char *nw_store_login_name (void);
gint64   nw_store_now           (NwStore *self);
char    *nw_store_checkpoint     (NwStore *self);
void     nw_store_random        (NwStore *self, guint8 *bytes, gsize length);
gboolean nw_store_load_row      (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, gint64 *revision,
                                 gboolean *deleted, guint8 uuid[16], gboolean *found, GError **error);
gboolean nw_store_load_links    (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, GError **error);
gboolean nw_store_compute       (NwStore *self, const NwEntity *entity, gint64 id, NwValue *cells, GError **error);
void     nw_store_recompute     (NwStore *self, NwRecord *record);
void     nw_store_recompute_all (NwStore *self);
void     nw_store_read_columns  (const NwSql *sql, sqlite3_stmt *stmt, NwValue *cells);
void     nw_store_bind          (sqlite3_stmt *stmt, int index, const NwValue *value);
gboolean nw_store_reload_all    (NwStore *self, GError **error);
void     nw_store_emit_committed (NwStore *self, NwChange *change);
NwNwh1Type nw_store_proof_value (NwStore *self, const NwField *field, const NwValue *value, GByteArray *bytes);

void     nw_views_forget  (NwStore *self, const NwEntity *changed);
NwStore *nw_store_adopt   (NwDb *db);
gboolean nw_migrate       (const char *path, guint from, char **kept, GError **error);

NwValue *nw_cells_new  (const NwEntity *entity);
void     nw_cells_free (const NwEntity *entity, NwValue *cells);

gint64   nw_search_key     (const NwEntity *entity, gint64 id);
void     nw_search_text    (const NwEntity *entity, const NwValue *cells, GString *title, GString *body);
void     nw_heads_save     (NwStore *self);

gboolean nw_search_merge   (NwStore *self, gboolean all, GError **error);

/* Text index, kept in the transaction of the edit. */
gboolean nw_search_replace (NwStore *self, const NwEntity *entity, gint64 id, const NwValue *before, gboolean was,
                            const NwValue *after, gboolean is, GError **error);

G_END_DECLS
