/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-store.h"

G_BEGIN_DECLS

/**
 * NwHistoryLine:
 * @field: name of the field; "@deleted" and "@record" have their own meaning
 * @before: (nullable): text as interface.md writes it, %NULL for unknown
 * @erased: its value was erased; @after is %NULL
 *
 * One field that one entry of the history changed.
 */
typedef struct
{
  gint64          seq;
  NwEntryKind     kind;
  gint64          time_us;
  const char     *actor, *why;
  const NwEntity *entity; /* NULL for a kind that this program does not know */
  const char     *code;
  const char     *field;
  const char     *before, *after;
  gboolean        erased;
} NwHistoryLine;

typedef void (*NwHistoryFunc) (const NwHistoryLine *line, gpointer data);

/* One fault that verify found: which entry and item, and what. */
typedef struct
{
  gint64   seq;  /* 0: not about one entry */
  gint64   item; /* -1: not about one item */
  gboolean warning;
  char    *message;
} NwFault;

typedef struct
{
  GPtrArray *faults; /* of NwFault */
  gint64     entries, items, records, files;
  gint64     seq;
  char      *head; /* hex */
} NwVerdict;

gboolean   nw_store_history   (NwStore *self, const NwEntity *entity, const guint8 *uuid, gint64 from_us, gint64 to_us,
                               NwHistoryFunc func, gpointer data, GError **error);
char      *nw_store_head      (NwStore *self, gint64 *seq, GError **error);
char      *nw_store_log_id    (NwStore *self, GError **error);
NwVerdict *nw_store_verify    (NwStore *self, const char *known_head, GCancellable *cancellable, GError **error);
void       nw_verdict_free    (NwVerdict *verdict);
gboolean   nw_store_erase     (NwStore *self, NwRecord *record, guint field, const NwReason *reason, GError **error);
gboolean   nw_store_checkpoint_matches (NwStore *self, char **message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwVerdict, nw_verdict_free)

G_END_DECLS
