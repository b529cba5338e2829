/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-window.h"

G_BEGIN_DECLS

#define NW_TYPE_NEW_DIALOG (nw_new_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NwNewDialog, nw_new_dialog, NW, NEW_DIALOG, AdwWindow)

/* Asks what a new register needs, then lets @window make and show it. */
GtkWidget *nw_new_dialog_new (NwWindow *window);

G_END_DECLS
