/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-xml-seal.h"

#include "../model/nw-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTRIBUTES_MAX 64

void
nw_xml_seal_init (NwXmlSeal *self)
{
  *self = (NwXmlSeal){ 0 };
  self->canonical = nw_canonical_new_hash ();
  self->root = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->digest = g_string_new (NULL);
  self->records_text = g_string_new (NULL);
}

void
nw_xml_seal_clear (NwXmlSeal *self)
{
  if (self->canonical == NULL)
    return;
  nw_canonical_free (self->canonical);
  g_hash_table_unref (self->root);
  g_string_free (self->digest, TRUE);
  g_string_free (self->records_text, TRUE);
  g_free (self->ns);
  self->canonical = NULL;
}

G_GNUC_PRINTF (2, 3)
static gboolean
find_fault (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (NW_ERROR, NW_ERROR_FAULT, format, args);
  va_end (args);
  return FALSE;
}

/* One namespace for all elements and none for attributes: then a prefix makes
 * no difference, and nothing stands outside of what the schema says. */
static gboolean
check_names (NwXmlSeal *self, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n, guint line, GError **error)
{
  if (uri == NULL || strcmp (uri, self->ns) != 0)
    return find_fault (error, _("line %u: the element “%s” is not of this kind of document: remove it"), line, name);
  for (guint i = 0; i < n; i++)
    if (attributes[i].uri != NULL)
      return find_fault (error, _("line %u: the attribute “%s” is not of this kind of document: remove it"), line, attributes[i].name);
  return n < ATTRIBUTES_MAX || find_fault (error, _("line %u: the element “%s” has too many attributes"), line, name);
}

static void
remember_root (NwXmlSeal *self, const NwXmlAttribute *attributes, guint n)
{
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (self->root, g_strdup (attributes[i].name), g_strdup (attributes[i].value));
}

/* The digest is left out, so it must be last: whatever follows shows. */
static gboolean
start_digest (NwXmlSeal *self, guint line, GError **error)
{
  if (self->digest_line != 0)
    return find_fault (error, _("line %u: the document has a second digest: do not trust it"), line);
  self->digest_line = line;
  self->in_digest = TRUE;
  return TRUE;
}

static void
write_start (NwXmlSeal *self, const char *name, const NwXmlAttribute *attributes, guint n)
{
  NwCanonicalAttribute written[ATTRIBUTES_MAX + 1];

  for (guint i = 0; i < n; i++)
    written[i] = (NwCanonicalAttribute){ attributes[i].name, attributes[i].value };
  if (self->depth == 1)
    written[n++] = (NwCanonicalAttribute){ "xmlns", self->ns };
  nw_canonical_startv (self->canonical, name, written, n);
}

/* Returns: %FALSE with %NW_ERROR_FAULT for what the digest does not cover */
gboolean
nw_xml_seal_start (NwXmlSeal *self, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n, guint line,
                   GError **error)
{
  if (self->depth == 0)
    self->ns = g_strdup (uri != NULL ? uri : "");
  if (!check_names (self, uri, name, attributes, n, line, error))
    return FALSE;
  if (self->depth == 0)
    remember_root (self, attributes, n);
  if (self->depth == 1 && strcmp (name, "digest") == 0 && !start_digest (self, line, error))
    return FALSE;
  self->in_records = self->depth == 1 && strcmp (name, "records") == 0;
  self->depth++;
  if (!self->in_digest)
    write_start (self, name, attributes, n);
  return TRUE;
}

void
nw_xml_seal_text (NwXmlSeal *self, const char *text, gsize length)
{
  if (self->in_digest)
    g_string_append_len (self->digest, text, length);
  else
    nw_canonical_text (self->canonical, text, length);
  if (self->in_records)
    g_string_append_len (self->records_text, text, length);
}

void
nw_xml_seal_end (NwXmlSeal *self)
{
  self->depth--;
  self->in_records = FALSE;
  if (self->in_digest)
    self->in_digest = self->depth > 1;
  else if (self->depth == 0)
    nw_canonical_finish (self->canonical, NULL);
  else
    nw_canonical_end (self->canonical);
}

/* Comments are not in the canonical form: one could say anything. */
gboolean
nw_xml_seal_comment (guint line, GError **error)
{
  return find_fault (error, _("line %u: the document has a comment, which its digest does not cover: remove it"), line);
}

/**
 * nw_xml_seal_check:
 * @digest: (out): the digest that the content has
 *
 * After the end of the document: whether it is what was written.
 */
gboolean
nw_xml_seal_check (NwXmlSeal *self, char digest[65], GError **error)
{
  nw_canonical_digest (self->canonical, digest);
  if (self->digest_line == 0)
    return find_fault (error, _("the document has no digest: write it again"));
  if (strcmp (self->digest->str, digest) == 0)
    return TRUE;
  return find_fault (error, _("line %u: the content is not what was written (digest %.16s…, computed %.16s…): get the document again from who wrote it"),
                     self->digest_line, self->digest->str, digest);
}

gint64
nw_xml_seal_records (const NwXmlSeal *self)
{
  return self->records_text->len > 0 ? g_ascii_strtoll (self->records_text->str, NULL, 10) : -1;
}

/* (nullable): an attribute of the root */
const char *
nw_xml_seal_root (const NwXmlSeal *self, const char *attribute)
{
  return g_hash_table_lookup (self->root, attribute);
}
