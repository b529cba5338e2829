/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-field-row.h"

G_BEGIN_DECLS

#define NW_TYPE_FIELD_FORM (nw_field_form_get_type ())
G_DECLARE_FINAL_TYPE (NwFieldForm, nw_field_form, NW, FIELD_FORM, AdwBin)

/* The rows of all fields of one kind. It is made once and shows one record
 * after another, because making fifty rows takes longer than filling them. */
GtkWidget  *nw_field_form_new         (const NwEntity *entity);
void        nw_field_form_set_editing (NwFieldForm *self, NwEditing *editing);
void        nw_field_form_flush       (NwFieldForm *self);
const char *nw_field_form_get_summary (NwFieldForm *self);
void        nw_field_form_refresh     (NwFieldForm *self);
NwFieldRow *nw_field_form_get_row     (NwFieldForm *self, guint index);
void        nw_field_form_focus       (NwFieldForm *self, guint index);

G_END_DECLS
