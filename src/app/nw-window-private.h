/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-form-page.h"
#include "nw-list-page.h"
#include "nw-search-page.h"
#include "nw-sidebar.h"
#include "nw-start-page.h"
#include "nw-view-page.h"
#include "nw-window.h"

G_BEGIN_DECLS

struct _NwWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  GtkWidget *toasts;
  GtkWidget *pages;
  GtkWidget *start;
  GtkWidget *busy;
  GtkWidget *outer;
  GtkWidget *navigation;
  GtkWidget *navigation_header;
  GtkWidget *navigation_title;
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkWidget *inner;
  GtkWidget *list_page;
  GtkWidget *form_separator;
  GtkWidget *form_page;
  GtkWidget *search_page;
  GtkWidget *view_page;
  GtkWidget *search_toggle;

  /* Owned references */
  NwSession    *session;
  GPtrArray    *places; /* where win.back leads to */
  GCancellable *job;
  GtkWindow    *job_dialog;
};

void nw_window_install_actions        (GtkWidgetClass *widget_class);
void nw_window_install_navigation     (GtkWidgetClass *widget_class);
void nw_window_install_jobs           (GtkWidgetClass *widget_class);
void nw_window_update_actions         (NwWindow *self);
void nw_window_update_folding         (NwWindow *self);
void nw_window_set_session            (NwWindow *self, NwSession *session);
void nw_window_open_id                (NwWindow *self, const NwEntity *entity, gint64 id);
void nw_window_close_record           (NwWindow *self);
void nw_window_leave_search           (NwWindow *self);
void nw_window_clear_places           (NwWindow *self);
void nw_window_new_record             (NwWindow *self, const NwEntity *entity, const char *field, gint64 target);
gboolean nw_window_is_searching       (NwWindow *self);

G_END_DECLS
