/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../rules/nw-reasons.h"
#include "nw-store.h"

G_BEGIN_DECLS

/* What would follow if one field of a record had another value. */
typedef struct _NwPreview NwPreview;

NwPreview     *nw_store_preview       (NwStore *store, NwRecord *record, guint field, const NwValue *value) G_GNUC_WARN_UNUSED_RESULT;
void           nw_preview_free        (NwPreview *self);
const NwValue *nw_preview_get_cell    (NwPreview *self, guint field);
NwReasons     *nw_preview_explain     (NwPreview *self, NwStore *store) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwPreview, nw_preview_free)

G_END_DECLS
