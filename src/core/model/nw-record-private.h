/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../entities/nw-entities.h"
#include "nw-record.h"

G_BEGIN_DECLS

GType     nw_record_register_gtype (const NwEntity *entity);
NwRecord *nw_record_new            (const NwEntity *entity, gint64 id, const guint8 uuid[16]) G_GNUC_WARN_UNUSED_RESULT;
void      nw_record_load           (NwRecord *self, gint64 revision, gboolean deleted, const NwValue *cells);
void      nw_record_recompute      (NwRecord *self, const NwValue *cells);

G_END_DECLS
