/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-view-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_SIDEBAR (nw_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (NwSidebar, nw_sidebar, NW, SIDEBAR, AdwBin)

/* The views, and the kinds by group with counts. Signals "kind-chosen"
 * (pointer NwEntity) and "view-chosen" (guint NwView). */
void            nw_sidebar_set_session (NwSidebar *self, NwSession *session);
void            nw_sidebar_select      (NwSidebar *self, const NwEntity *entity);
void            nw_sidebar_select_view (NwSidebar *self, NwView view);
const NwEntity *nw_sidebar_get_nth     (NwSidebar *self, guint n);

G_END_DECLS
