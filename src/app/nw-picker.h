/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_PICKER (nw_picker_get_type ())
G_DECLARE_FINAL_TYPE (NwPicker, nw_picker, NW, PICKER, GtkPopover)

/* A popover that finds a record of one kind by code or title. Signal "picked"
 * (gint64 id). The records are read when it opens. */
GtkWidget *nw_picker_new         (const NwEntity *entity);
void       nw_picker_set_session (NwPicker *self, NwSession *session);

G_END_DECLS
