/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-output.h"

G_BEGIN_DECLS

/*
 * Writes XML that is its own canonical form (C14N 1.0), so that the hash of
 * its bytes is the hash that anybody computes from the document.
 */
typedef struct _NwCanonical NwCanonical;

typedef struct
{
  const char *name, *value; /* an attribute; a NULL value leaves it out */
} NwCanonicalAttribute;

NwCanonical *nw_canonical_new    (const char *path, const char *register_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwCanonical *nw_canonical_new_fd (int fd) G_GNUC_WARN_UNUSED_RESULT;
NwCanonical *nw_canonical_new_hash (void) G_GNUC_WARN_UNUSED_RESULT;
void         nw_canonical_free   (NwCanonical *self);

void nw_canonical_start  (NwCanonical *self, const char *name, ...) G_GNUC_NULL_TERMINATED;
void nw_canonical_startv (NwCanonical *self, const char *name, NwCanonicalAttribute *attributes, guint n);
void nw_canonical_text   (NwCanonical *self, const char *text, gssize length);
void nw_canonical_end    (NwCanonical *self);
void nw_canonical_leaf   (NwCanonical *self, const char *name, const char *text);
void nw_canonical_break  (NwCanonical *self);

void     nw_canonical_digest (NwCanonical *self, char hex[65]);
gboolean nw_canonical_check  (NwCanonical *self, GError **error);
gboolean nw_canonical_finish (NwCanonical *self, GError **error);
gboolean nw_canonical_finish_with_digest (NwCanonical *self, char hex[65], GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwCanonical, nw_canonical_free)

G_END_DECLS
