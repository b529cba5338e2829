/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_SEARCH_PAGE (nw_search_page_get_type ())
G_DECLARE_FINAL_TYPE (NwSearchPage, nw_search_page, NW, SEARCH_PAGE, AdwBin)

/* Full text over all kinds. Signal "activated" (NwRecord *). */
void nw_search_page_set_session (NwSearchPage *self, NwSession *session);
void nw_search_page_start       (NwSearchPage *self);
void nw_search_page_search      (NwSearchPage *self, const char *words);

G_END_DECLS
