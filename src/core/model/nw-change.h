/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-record.h"

G_BEGIN_DECLS

typedef struct
{
  guint   field;
  NwValue before, after;
} NwEdit;

typedef enum
{
  NW_MARK_KEEP,
  NW_MARK_DELETE,
  NW_MARK_RESTORE,
} NwMark;

/**
 * NwChangeRow:
 * @id: row id; below 0 for a record that this change creates. Such an id may
 *   be used as a reference anywhere in the same change
 * @revision: what the record must still have when the change is committed
 * @edits: array of #NwEdit, ascending by field, stored fields only
 */
typedef struct
{
  const NwEntity *entity;
  gint64          id;
  gint64          revision;
  guint8          uuid[16];
  NwMark          mark;
  GArray         *edits;
} NwChangeRow;

typedef struct _NwChange NwChange;

NwChange    *nw_change_new     (void);
void         nw_change_free    (NwChange *self);
guint        nw_change_n_rows  (NwChange *self);
NwChangeRow *nw_change_get_row (NwChange *self, guint index);
gboolean     nw_change_is_empty (NwChange *self);
NwChangeRow *nw_change_create  (NwChange *self, const NwEntity *entity, const guint8 *uuid);
NwChangeRow *nw_change_create_as (NwChange *self, const NwEntity *entity, const guint8 *uuid, gint64 id);
NwChangeRow *nw_change_edit    (NwChange *self, NwRecord *record);
NwChange    *nw_change_inverse (NwChange *self);

void nw_change_row_set  (NwChangeRow *row, guint field, const NwValue *before, const NwValue *after);
void nw_change_row_mark (NwChangeRow *row, NwMark mark);
const NwEdit *nw_change_row_find (const NwChangeRow *row, guint field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwChange, nw_change_free)

G_END_DECLS
