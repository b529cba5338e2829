/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-store.h"

G_BEGIN_DECLS

typedef struct
{
  const NwEntity *entity;
  gint64          id;
} NwHit;

GArray  *nw_store_search         (NwStore *self, const char *words, const NwEntity *entity, guint limit, GError **error);
gboolean nw_store_search_rebuild (NwStore *self, GError **error);

G_END_DECLS
