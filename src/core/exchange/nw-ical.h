/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-views.h"

G_BEGIN_DECLS

char *nw_ical_write (NwStore *store, GPtrArray *deadlines, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
