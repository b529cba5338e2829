/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-field-form.h"

G_BEGIN_DECLS

#define NW_TYPE_FORM_PAGE (nw_form_page_get_type ())
G_DECLARE_FINAL_TYPE (NwFormPage, nw_form_page, NW, FORM_PAGE, AdwBin)

void      nw_form_page_set_session (NwFormPage *self, NwSession *session);
void      nw_form_page_show        (NwFormPage *self, NwRecord *record);
NwRecord *nw_form_page_get_record  (NwFormPage *self);
NwFieldForm   *nw_form_page_get_form    (NwFormPage *self);
void      nw_form_page_flush       (NwFormPage *self);
void      nw_form_page_set_folded  (NwFormPage *self, gboolean folded);
gboolean  nw_form_page_rename      (NwFormPage *self);

G_END_DECLS
