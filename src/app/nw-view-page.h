/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is seen across all kinds. */
typedef enum
{
  NW_VIEW_NONE,
  NW_VIEW_DEADLINES,
  NW_VIEW_GAPS,
  NW_VIEW_KPIS,
  NW_N_VIEWS,
} NwView;

#define NW_TYPE_VIEW_PAGE (nw_view_page_get_type ())
G_DECLARE_FINAL_TYPE (NwViewPage, nw_view_page, NW, VIEW_PAGE, AdwBin)

/* Signal "activated" (NwRecord): a person wants to see what a line is about. */
void        nw_view_page_set_session (NwViewPage *self, NwSession *session);
void        nw_view_page_show        (NwViewPage *self, NwView view);
void        nw_view_page_focus_filter (NwViewPage *self);
NwView      nw_view_page_get_view    (NwViewPage *self);
GListModel *nw_view_page_get_model   (NwViewPage *self);
void        nw_view_page_set_folded  (NwViewPage *self, gboolean folded);
const char *nw_view_label            (NwView view);
const char *nw_view_icon             (NwView view);

G_END_DECLS
