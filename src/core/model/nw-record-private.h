/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../entities/nw-entities.h"
#include "nw-record.h"

G_BEGIN_DECLS

GType     nw_record_register_gtype (const NwEntity *entity);
NwRecord *nw_record_new            (const NwEntity *entity, gint64 id, const guint8 uuid[16]) G_GNUC_WARN_UNUSED_RESULT;
void      nw_record_load           (NwRecord *self, gint64 revision, gboolean deleted, const NwValue *cells);
void      nw_record_recompute      (NwRecord *self, const NwValue *cells);

/* Fills the computed cells of a record that somebody asks for one of them. */
typedef void (*NwRecordComplete) (NwRecord *self, NwValue *cells, gpointer data);
void      nw_record_set_pending    (NwRecord *self, NwRecordComplete complete, gpointer data);
gboolean  nw_record_is_pending     (NwRecord *self);

G_END_DECLS
