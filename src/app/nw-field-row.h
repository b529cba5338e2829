/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-editor.h"

G_BEGIN_DECLS

#define NW_TYPE_FIELD_ROW (nw_field_row_get_type ())
G_DECLARE_FINAL_TYPE (NwFieldRow, nw_field_row, NW, FIELD_ROW, AdwPreferencesRow)

/* One field in a form: its name, its editor, and under it what is wrong. */
GtkWidget  *nw_field_row_new         (const NwEntity *entity, guint index);
void        nw_field_row_set_editing (NwFieldRow *self, NwEditing *editing);
void        nw_field_row_set_reason  (NwFieldRow *self, const char *reason);
const char *nw_field_row_get_reason  (NwFieldRow *self);
NwEditor   *nw_field_row_get_editor  (NwFieldRow *self);
const char *nw_field_row_get_error   (NwFieldRow *self);

G_END_DECLS
