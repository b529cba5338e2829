/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-field-row.h"
#include "nw-form-page.h"
#include "nw-list-page.h"
#include "nw-window.h"

/* What all window tests share: a window that shows a register of its own, and
 * the ways in which a person uses it. */

typedef struct
{
  NwWindow  *window;
  NwSession *session;
} Fixture;

#define ADD(path_, test_) g_test_add ("/app/" path_, Fixture, NULL, set_up, test_, tear_down)

char       *test_path   (const char *name);
NwWindow   *new_window  (void);
void        settle      (void);
GtkWidget  *find_type   (GtkWidget *root, GType type, const char *name);
NwFormPage *form_page   (Fixture *f);
NwListPage *list_page   (Fixture *f);
guint       n_rows      (Fixture *f);
void        activate    (Fixture *f, const char *action);
void        set_up      (Fixture *f, gconstpointer unused);
void        tear_down   (Fixture *f, gconstpointer unused);
void        type_text   (NwFieldRow *row, const char *text);
gint64      make_vendor (Fixture *f, const char *name);

/* Runs the tests that @add adds; returns the status of the program. */
int run_window_tests (int argc, char **argv, void (*add) (void));
