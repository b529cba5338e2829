/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-import.h"

G_BEGIN_DECLS

/*
 * What every import shares: values meet records, and what differs is
 * committed, many records to one entry of the history.
 */
typedef struct
{
  NwStore        *store;
  const NwReason *reason;
  NwImportReport *report;
  guint           size;    /* records in one commit */
  NwChange       *change;
  GPtrArray      *fresh;   /* NwImportRow of rows of @change, NULL where it has its code */
  guint           last_line;
  NwImportVerdict last_verdict;
  char           *last_code;
  const NwEntity *last_entity;
  gboolean        stopped; /* the store refused something: nothing more can be committed */
  GError         *failure; /* ... and this is what it said, unless the row that caused it was found */
} NwImportBatch;

/* One record as a file has it. @cells begin as what the register has. */
typedef struct
{
  const NwEntity *entity;
  guint           line;
  const char     *code;
  NwRecord       *record; /* NULL: a new one */
  gint64          id;     /* of a new one: reserved, or 0 */
  const guint8   *uuid;   /* of a new one: given, or NULL */
  NwMark          mark;
  NwValue        *cells;
} NwImportItem;

void     nw_import_batch_init   (NwImportBatch *self, NwStore *store, const NwReason *reason, NwImportReport *report, guint size);
void     nw_import_batch_clear  (NwImportBatch *self);
gboolean nw_import_batch_commit (NwImportBatch *self);
gboolean nw_import_batch_add    (NwImportBatch *self, NwImportItem *item);
NwImportReport *nw_import_batch_end (NwImportBatch *self, gboolean dry_run, GError **error);

void     nw_import_item_init    (NwImportItem *self, const NwEntity *entity, guint line, const char *code, NwRecord *record);
void     nw_import_item_clear   (NwImportItem *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwImportBatch, nw_import_batch_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwImportItem, nw_import_item_clear)

G_END_DECLS
