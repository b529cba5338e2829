/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-list-page.h"
#include "nw-list.h"

G_BEGIN_DECLS

struct _NwListPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget          *header;
  GtkWidget          *back;
  GtkWidget          *history_buttons;
  GtkWidget          *new_button;
  GtkWidget          *title;
  GtkWidget          *filter_bar;
  GtkWidget          *filter;
  GtkWidget          *scope;
  GtkWidget          *scope_label;
  GtkWidget          *stack;
  GtkWidget          *empty;
  GtkWidget          *scroller;
  GtkWidget          *view;
  GtkSingleSelection *selection;
  GtkWidget          *show_deleted;
  GtkWidget          *columns;
  GtkWidget          *menu;
  GtkWidget          *context_menu;

  /* Owned references */
  NwSession *session;
  NwList    *list;
  GArray    *fields; /* of the columns, in order */

  const NwEntity *entity;
  int             scope_field;
  gint64          scope_target;
  gboolean        setting_up;
  guint           fit_id;
};

void nw_list_page_load_columns (NwListPage *self);
void nw_list_page_fill_chooser (NwListPage *self);
void nw_list_page_fit_columns  (NwListPage *self);
void nw_list_page_save_order   (NwListPage *self);
void nw_list_page_load_order   (NwListPage *self);

G_END_DECLS
