/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-import.h"

G_BEGIN_DECLS

NwImportReport *nw_oscal_import (NwStore *store, const char *path, const NwReason *reason, gboolean dry_run, GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
