/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-store.h"

G_BEGIN_DECLS

/* What is known of a stored file: the stored fields of evidence. */
typedef struct
{
  char   sha256[65];
  gint64 size;
  char  *media_type;
  char  *name;
} NwFile;

#define NW_FILE_MAX (64 << 20)

gboolean nw_store_put_file   (NwStore *self, const char *path, NwFile *file, GError **error);
gboolean nw_store_put_bytes  (NwStore *self, GBytes *bytes, const char *name, NwFile *file, GError **error);
GBytes  *nw_store_get_file   (NwStore *self, const char *sha256, GError **error);
gboolean nw_store_extract    (NwStore *self, const char *sha256, const char *target, GError **error);
gboolean nw_store_backup     (NwStore *self, const char *target, GError **error);
void     nw_file_clear       (NwFile *file);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwFile, nw_file_clear)

G_END_DECLS
