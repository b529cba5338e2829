/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkColumnViewColumn *nw_column_new       (NwSession *session, const NwEntity *entity, guint field);
guint                nw_column_get_field (GtkColumnViewColumn *column);
gboolean             nw_column_ask_order (GtkSorter *sorter, guint *field, gboolean *descending);
guint                nw_column_get_chars (const NwField *field);

G_END_DECLS
