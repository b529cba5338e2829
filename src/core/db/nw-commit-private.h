/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-store-private.h"

G_BEGIN_DECLS

gboolean nw_commit_row    (NwStore *self, NwChangeRow *row, GError **error);
gboolean nw_commit_parts  (NwStore *self, NwChange *change, guint index, GError **error);
gboolean nw_commit_check_limits (NwStore *self, const NwEntity *entity, const NwValue *before, const NwValue *after, guint *field,
                                 char **message, GError **error);
gboolean nw_commit_keep   (NwStore *self, const NwEntity *entity, gint64 id, const NwValue *before, NwValue *after, GError **error);
void     nw_commit_reload (NwStore *self, NwRecord *record);
void     nw_uuid_make     (NwStore *self, guint8 uuid[16]);
void     nw_heads_note    (NwStore *self);

G_END_DECLS
