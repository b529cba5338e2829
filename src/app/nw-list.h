/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

G_BEGIN_DECLS

#define NW_TYPE_LIST (nw_list_get_type ())
G_DECLARE_FINAL_TYPE (NwList, nw_list, NW, LIST, GObject)

/**
 * The records of one kind, sorted and filtered, as a GListModel of NwRecord.
 *
 * Only ids and sort keys are held; a record is loaded when a view asks for it.
 * A commit moves, adds or removes the rows it touched and no others. Set it up
 * first, then call nw_list_load(); afterwards every setter takes effect at once.
 */
NwList         *nw_list_new              (NwSession *session, const NwEntity *entity);
void            nw_list_load             (NwList *self);
const NwEntity *nw_list_get_entity       (NwList *self);
guint           nw_list_get_total        (NwList *self);
guint           nw_list_find             (NwList *self, gint64 id);
void            nw_list_set_filter       (NwList *self, const char *words);
void            nw_list_set_fields       (NwList *self, GArray *fields);
void            nw_list_set_sort         (NwList *self, guint field, gboolean descending);
void            nw_list_set_show_deleted (NwList *self, gboolean show);
void            nw_list_set_scope        (NwList *self, int field, gint64 target);

G_END_DECLS
