/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

void nw_json_append_string (GString *json, const char *text);
void nw_json_append_value  (GString *json, NwStore *store, const NwField *field, const NwValue *value);
void nw_json_append_row    (GString *json, NwStore *store, const NwRow *row, const guint8 uuid[16], gint64 revision, gboolean deleted,
                            const guint *fields, guint n);

G_END_DECLS
