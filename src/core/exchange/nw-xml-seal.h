/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-canonical.h"
#include "nw-xml-reader.h"

G_BEGIN_DECLS

/**
 * NwXmlSeal:
 * @root: attributes of the root by name
 * @records: what the document says of their number, or -1
 * @digest_line: where it says its digest
 *
 * Follows a document as it is read and computes the digest that its content
 * has, however its bytes are written.
 */
typedef struct
{
  NwCanonical *canonical;
  char        *ns;
  GHashTable  *root;
  guint        depth, digest_line;
  gboolean     in_digest, in_records;
  GString     *digest, *records_text;
} NwXmlSeal;

void     nw_xml_seal_init  (NwXmlSeal *self);
void     nw_xml_seal_clear (NwXmlSeal *self);
gboolean nw_xml_seal_start (NwXmlSeal *self, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n,
                            guint line, GError **error);
void     nw_xml_seal_text  (NwXmlSeal *self, const char *text, gsize length);
void     nw_xml_seal_end   (NwXmlSeal *self);
gboolean nw_xml_seal_comment (guint line, GError **error);
gboolean nw_xml_seal_check (NwXmlSeal *self, char digest[65], GError **error);
gint64   nw_xml_seal_records (const NwXmlSeal *self);
const char *nw_xml_seal_root (const NwXmlSeal *self, const char *attribute);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwXmlSeal, nw_xml_seal_clear)

G_END_DECLS
