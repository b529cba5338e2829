/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_CREATE_DIALOG (nw_create_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NwCreateDialog, nw_create_dialog, NW, CREATE_DIALOG, AdwWindow)

/* Asks what a new record cannot do without. Signal "created" (gint64 id). */
GtkWidget *nw_create_dialog_new     (GtkWindow *parent, NwSession *session, const NwEntity *entity);
void       nw_create_dialog_set_ref (NwCreateDialog *self, const char *field, gint64 target);

G_END_DECLS
