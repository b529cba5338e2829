/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-blobs.h"
#include "nw-history.h"
#include "nw-store-private.h"

G_BEGIN_DECLS

/* Where a value lives, and a digest of the last one the history set there. */
typedef struct
{
  const char *table, *field; /* interned */
  guint8      row[16];
  guint8      digest[16];
  gboolean    is_null;
} NwPlace;

typedef struct
{
  NwStore      *store;
  NwVerdict    *verdict;
  guint         n_faults, n_warnings;
  GHashTable   *places;    /* set of NwPlace */
  GHashTable   *missing;   /* items without opening → commitment */
  GHashTable   *revisions; /* row → number of entries that touch it */
  sqlite3_stmt *openings;
  gboolean      has_opening;
  guint8        prev[NW_NWH1_HASH], log_id[16];
  gint64        time_us;
  const char   *wanted_head;
  gboolean      head_found;
  gint64        touches;
  guint64       touch_sum;
} NwVerify;

void     nw_verify_init   (NwVerify *self, NwStore *store, const char *wanted_head);
void     nw_verify_clear  (NwVerify *self);
gboolean nw_verify_chain  (NwVerify *self, GCancellable *cancellable, GError **error);
gboolean nw_verify_live   (NwVerify *self, GCancellable *cancellable, GError **error);
gboolean nw_verify_search (NwVerify *self, GCancellable *cancellable, GError **error);
gboolean nw_verify_files  (NwVerify *self, GCancellable *cancellable, GError **error);

G_GNUC_PRINTF (5, 6)
void     nw_verify_fault  (NwVerify *self, gint64 seq, gint64 item, gboolean warning, const char *format, ...);
void     nw_verify_digest (guint8 digest[16], int type, const guint8 *value, gsize length);
guint64  nw_verify_touch  (const guint8 row[16], gint64 seq);
guint    nw_verify_row_hash  (gconstpointer row);
gboolean nw_verify_row_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwVerify, nw_verify_clear)

G_END_DECLS
