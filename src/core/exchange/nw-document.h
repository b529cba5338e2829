/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"
#include "nw-canonical.h"

G_BEGIN_DECLS

/**
 * NwDocument:
 * @scope: what the document covers
 * @framework: (nullable): the only framework that it covers
 * @from: or %NW_NO_DAY
 * @to: or %NW_NO_DAY
 *
 * What a document says about itself beside what the register knows.
 */
typedef struct
{
  const char *root, *ns, *kind, *scope, *framework;
  NwDay       from, to;
} NwDocument;

char    *nw_document_organisation (NwStore *store, GError **error);
gboolean nw_document_start  (NwCanonical *xml, NwStore *store, const NwDocument *document, GError **error);
gboolean nw_document_finish (NwCanonical *xml, gint64 records, char digest[65], GError **error);

G_END_DECLS
