/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-view-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_WINDOW (nw_window_get_type ())
G_DECLARE_FINAL_TYPE (NwWindow, nw_window, NW, WINDOW, AdwApplicationWindow)

GtkWidget  *nw_window_new         (GtkApplication *app);
gboolean    nw_window_open        (NwWindow *self, const char *path);
void        nw_window_create      (NwWindow *self, const char *path, const NwInitOptions *options);
NwSession  *nw_window_get_session (NwWindow *self);
const char *nw_window_get_path    (NwWindow *self);
void        nw_window_show_kind   (NwWindow *self, const NwEntity *entity, const char *field, gint64 target);
void        nw_window_show_view   (NwWindow *self, NwView view);
void        nw_window_show_record (NwWindow *self, NwRecord *record);
void        nw_window_toast       (NwWindow *self, const char *text);
void        nw_window_tell        (NwWindow *self, const char *heading, const char *body);

G_END_DECLS
