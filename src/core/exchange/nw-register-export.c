/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-register-xml.h"

#include "../db/nw-blobs.h"
#include "../entities/nw-entities.h"
#include "../model/nw-error.h"
#include "nw-document.h"
#include "nw-xml-record.h"

/* A piece of a file: a multiple of 3, so that pieces of base64 have no padding within. */
#define PIECE 49152

static gboolean
write_kind (NwCanonical *xml, NwStore *store, const NwEntity *entity, gint64 *n, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, entity, NW_CURSOR_BY_UUID | NW_CURSOR_DELETED, error);
  g_autoptr (NwXmlPlan) plan = nw_xml_plan_new (entity, NULL, FALSE);
  gboolean row;

  for (; cursor != NULL; ++*n)
    {
      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (!row)
        return nw_canonical_check (xml, error);
      if (!nw_xml_write_record (xml, store, plan, nw_cursor_row (cursor), nw_cursor_uuid (cursor), nw_cursor_deleted (cursor), error))
        return FALSE;
    }
  return FALSE;
}

static void
write_file (NwCanonical *xml, const char *sha256, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strdup_printf ("%zu", size);

  nw_canonical_start (xml, "file", "sha256", sha256, "size", text, NULL);
  nw_canonical_break (xml);
  for (gsize at = 0; at < size; at += PIECE)
    {
      g_autofree char *piece = g_base64_encode (data + at, MIN (PIECE, size - at));

      nw_canonical_leaf (xml, "piece", piece);
      nw_canonical_break (xml);
    }
  nw_canonical_end (xml);
  nw_canonical_break (xml);
}

/* Of some files only the hash is noted: they are kept elsewhere. */
static gboolean
write_stored_file (NwCanonical *xml, NwStore *store, const char *sha256, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = nw_store_get_file (store, sha256, &local);

  if (bytes != NULL)
    write_file (xml, sha256, bytes);
  else if (!g_error_matches (local, NW_ERROR, NW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return nw_canonical_check (xml, error);
}

/* Every hash once, in order, however many records name it. */
static gboolean
write_files (NwCanonical *xml, NwStore *store, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, &nw_evidence, NW_CURSOR_BY_UUID | NW_CURSOR_DELETED, error);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row;

  while (cursor != NULL)
    {
      const char *sha256;

      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      sha256 = nw_row_text (nw_cursor_row (cursor), "sha256");
      if (sha256 != NULL && g_hash_table_add (written, g_strdup (sha256)) && !write_stored_file (xml, store, sha256, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
write_register (NwCanonical *xml, NwStore *store, gint64 *records, GError **error)
{
  const NwDocument document = { "register", NW_REGISTER_NAMESPACE, "register", "all", NULL, NW_NO_DAY, NW_NO_DAY };
  const NwEntity *const *entities;
  char digest[65];
  guint n;

  *records = 0;
  if (!nw_document_start (xml, store, &document, error))
    return FALSE;
  entities = nw_registry (&n);
  for (guint i = 0; i < n; i++)
    if (!write_kind (xml, store, entities[i], records, error))
      return FALSE;
  return write_files (xml, store, error) && nw_document_finish (xml, *records, digest, error);
}

/**
 * nw_register_export:
 * @store: a snapshot, where others may write meanwhile
 * @path: the file to be made or replaced
 * @records: (out): how many were written, deleted ones too
 *
 * Writes the whole register as XML, whatever its size, in little memory.
 */
gboolean
nw_register_export (NwStore *store, const char *path, gint64 *records, GError **error)
{
  g_autoptr (NwCanonical) xml = NULL;

  g_return_val_if_fail (NW_IS_STORE (store), FALSE);

  xml = nw_canonical_new (path, nw_store_get_path (store), error);
  return xml != NULL && write_register (xml, store, records, error);
}

/**
 * nw_register_mask_history:
 *
 * Returns: (transfer full): the document without what says which history it
 *   came from, and without the digest that covers that: two registers that
 *   hold the same have the same rest
 */
char *
nw_register_mask_history (const char *xml)
{
  g_autoptr (GRegex) regex = g_regex_new (" history-(log|seq|head)=\"[^\"]*\"|<digest .*</digest>", G_REGEX_OPTIMIZE, 0, NULL);

  return g_regex_replace_literal (regex, xml, -1, 0, "", 0, NULL);
}

/**
 * nw_record_write_xml:
 * @fd: open for writing; stays open
 *
 * Writes one record with its computed fields, as a register XML holds it, in
 * canonical form.
 */
gboolean
nw_record_write_xml (NwStore *store, NwRecord *record, int fd, GError **error)
{
  g_autoptr (NwCanonical) xml = nw_canonical_new_fd (fd);
  g_autofree const char **names = NULL;
  g_autoptr (NwXmlPlan) plan = NULL;
  NwRow row = nw_record_get_row (record);

  guint n;
  const NwField *fields = nw_entity_get_fields (row.entity, &n);

  names = g_new0 (const char *, n);
  for (guint i = 1; i < n; i++)
    names[i - 1] = fields[i].name;
  plan = nw_xml_plan_new (row.entity, names, FALSE);
  return nw_xml_write_record (xml, store, plan, &row, nw_record_get_uuid (record), nw_record_is_deleted (record), error)
         && nw_canonical_finish (xml, error);
}
