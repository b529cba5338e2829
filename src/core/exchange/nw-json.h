/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

/* JSON as the command line writes it: keys are names of fields, in their order. */
void nw_json_append_string (GString *json, const char *text);
void nw_json_append_value  (GString *json, NwStore *store, const NwField *field, const NwValue *value);
void nw_json_append_row    (GString *json, NwStore *store, const NwRow *row, const guint *fields, guint n, guint indent);

G_END_DECLS
