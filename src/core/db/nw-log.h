/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-db.h"
#include "nw-nwh1.h"

G_BEGIN_DECLS

/**
 * NwLog:
 *
 * The end of the history chain, and the entry that is being written. Items
 * are gathered until nw_log_write() puts them into one or more entries inside
 * the transaction of the edit.
 */
typedef struct
{
  NwDb      *db;
  guint8     log_id[16];
  guint64    seq;
  guint8     head[NW_NWH1_HASH];
  GPtrArray *items;
  gboolean   loaded;
  guint8     seed[NW_NWH1_HASH]; /* of a reproducible register, else zeros */
  gboolean   seeded;
  guint64    drawn;
} NwLog;

/* The kind of an entry is that of nw-store.h. */
typedef struct
{
  guint8      kind;
  gint64      time_us;
  const char *actor, *why;
} NwLogReason;

void     nw_log_init     (NwLog *self, NwDb *db);
void     nw_log_clear    (NwLog *self);
gboolean nw_log_load     (NwLog *self, GError **error);
gboolean nw_log_start    (NwLog *self, const NwLogReason *reason, GError **error);
void     nw_log_add      (NwLog *self, const char *table, const guint8 row[16], const char *field, NwNwh1Type type, const GByteArray *value);
void     nw_log_erase    (NwLog *self, const char *table, const guint8 row[16], const char *field, guint64 ref, const guint8 commitment[NW_NWH1_HASH]);
gboolean nw_log_is_full  (NwLog *self);
gboolean nw_log_write    (NwLog *self, const NwLogReason *reason, GError **error);
void     nw_log_forget   (NwLog *self);
void     nw_log_random   (NwLog *self, guint8 *bytes, gsize length);

G_END_DECLS
