/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

NwStore *nw_sample_create (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean nw_sample_fill   (NwStore *store, GError **error);

G_END_DECLS
