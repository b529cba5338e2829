/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_LIST_PAGE (nw_list_page_get_type ())
G_DECLARE_FINAL_TYPE (NwListPage, nw_list_page, NW, LIST_PAGE, AdwBin)

/* The table of one kind. Signals: "activated" (NwRecord *) when a person opens
 * a row, "selected" (NwRecord *) when the selection moved to another row. */
void            nw_list_page_set_session  (NwListPage *self, NwSession *session);
void            nw_list_page_show         (NwListPage *self, const NwEntity *entity, const char *field, gint64 target);
const NwEntity *nw_list_page_get_entity   (NwListPage *self);
GListModel     *nw_list_page_get_model    (NwListPage *self);
gboolean        nw_list_page_get_scope    (NwListPage *self, const char **field, gint64 *target);
NwRecord       *nw_list_page_dup_selected (NwListPage *self);
void            nw_list_page_select       (NwListPage *self, gint64 id);
void            nw_list_page_set_folded   (NwListPage *self, gboolean folded, gboolean alone);
void            nw_list_page_focus_filter (NwListPage *self);
void            nw_list_page_focus_table  (NwListPage *self);

G_END_DECLS
