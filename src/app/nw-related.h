/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_RELATED (nw_related_get_type ())
G_DECLARE_FINAL_TYPE (NwRelated, nw_related, NW, RELATED, AdwPreferencesGroup)

/* What refers to a record: one row per kind and field, with how many. */
void nw_related_set_record (NwRelated *self, NwSession *session, NwRecord *record);

G_END_DECLS
