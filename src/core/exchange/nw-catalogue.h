/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

gboolean nw_catalogue_install   (NwStore *store, const char *framework, const NwReason *reason, GError **error);
gboolean nw_catalogue_map       (NwStore *store, const NwReason *reason, GError **error);
gboolean nw_catalogue_legal     (NwStore *store, const NwReason *reason, GError **error);
gboolean nw_catalogue_assess    (NwStore *store, const char *framework, const NwReason *reason, guint *n, GError **error);

G_END_DECLS
