/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-xsd.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NwCheck:
 * @schema: which of the two kinds of document it is
 * @kind: of a report; "register" for a register
 * @records: how many it says it has
 * @digest: SHA-256 of its content
 *
 * What a document that passed says about itself.
 */
typedef struct
{
  NwXsd  schema;
  char  *kind, *organisation, *scope, *period_from, *period_to, *as_of, *language, *version;
  char  *history_log, *history_seq, *history_head;
  gint64 records;
  char   digest[65];
} NwCheck;

NwCheck *nw_check_file (const char *path, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void     nw_check_free (NwCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwCheck, nw_check_free)

gboolean nw_check_guess (const char *path, NwXsd *xsd, GError **error);

G_END_DECLS
