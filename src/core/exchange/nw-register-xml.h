/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-import.h"

G_BEGIN_DECLS

#define NW_REGISTER_NAMESPACE "urn:nachweis:register:1"

gboolean nw_register_export (NwStore *store, const char *path, gint64 *records, GError **error);
NwImportReport *nw_register_import (NwStore *store, const char *path, const NwReason *reason, gboolean dry_run,
                                    GCancellable *cancellable, GError **error);
char    *nw_register_mask_history (const char *xml);

gboolean nw_record_write_xml (NwStore *store, NwRecord *record, int fd, GError **error);

G_END_DECLS
