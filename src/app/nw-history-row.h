/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_HISTORY_ROW (nw_history_row_get_type ())
G_DECLARE_FINAL_TYPE (NwHistoryRow, nw_history_row, NW, HISTORY_ROW, AdwExpanderRow)

/* Who changed a record, when and how; read only when it is opened. */
void nw_history_row_set_record (NwHistoryRow *self, NwSession *session, NwRecord *record);

G_END_DECLS
