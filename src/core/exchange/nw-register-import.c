/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-register-xml.h"

#include "../model/nw-error.h"
#include "nw-import-batch.h"
#include "nw-register-links.h"
#include "nw-xml-record.h"
#include "nw-xml-seal.h"
#include "nw-xsd.h"

#include "../db/nw-blobs.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Records in one entry of the history. */
#define BATCH 256

/* One value, or one of several, as the document has it. */
typedef struct
{
  const NwField *field;
  guint          index, line;
  guint8         uuid[16]; /* of what a reference points to */
} Element;

typedef struct
{
  NwStore         *store;
  NwXmlSeal        seal;
  NwRegisterLinks *links;
  NwImportReport  *report;
  NwImportBatch    batch;
  GHashTable      *plans;   /* element name → NwXmlPlan of all kinds */
  guint            depth;
  /* the record that is being read */
  const NwXmlPlan *plan;
  NwImportItem     item;
  NwRecord        *record;
  char            *code;
  guint8           uuid[16];
  gboolean         deleted, refused;
  Element          element;
  GString         *text;
  /* the file that is being read */
  char            *sha256;
  gint64           size;
  GByteArray      *bytes;
} Import;

static void
forget_record (Import *self)
{
  nw_import_item_clear (&self->item);
  g_clear_object (&self->record);
  g_clear_pointer (&self->code, g_free);
  self->plan = NULL;
}

static void
import_clear (Import *self)
{
  forget_record (self);
  nw_xml_seal_clear (&self->seal);
  nw_import_batch_clear (&self->batch);
  g_clear_pointer (&self->links, nw_register_links_free);
  g_clear_pointer (&self->report, nw_import_report_free);
  g_clear_pointer (&self->plans, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->sha256, g_free);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* The report goes on; the register will not be changed. Always FALSE. */
static gboolean
refuse (Import *self, guint line, const char *element, const char *value, const char *why)
{
  nw_import_report_refuse (self->report, line, self->plan->entity, self->code, element, value, why);
  self->refused = TRUE;
  return FALSE;
}

static const char *
find_attribute (const NwXmlAttribute *attributes, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (attributes[i].uri == NULL && strcmp (attributes[i].name, name) == 0)
      return attributes[i].value;
  return NULL;
}

/* Which record of the register this one of the document is, if any. */
static gboolean
meet_record (Import *self, guint line)
{
  const char *why = NULL;
  gint64 id = nw_register_links_meet (self->links, self->plan->entity, self->uuid, self->code, &why);

  if (why != NULL)
    return refuse (self, line, "uuid", NULL, why);
  self->record = id != 0 ? nw_store_get (self->store, self->plan->entity, id, NULL) : NULL;
  nw_import_item_init (&self->item, self->plan->entity, line, self->code, self->record);
  /* What the document leaves out is unknown. */
  for (guint i = NW_FIELD_CODE; i < nw_entity_n_fields (self->plan->entity); i++)
    if (nw_field_is_stored (nw_entity_get_field (self->plan->entity, i)))
      nw_value_clear (&self->item.cells[i]);
  self->item.cells[NW_FIELD_CODE] = nw_value_text (self->code);
  return TRUE;
}

static gboolean
start_record (Import *self, const NwXmlPlan *plan, const NwXmlAttribute *attributes, guint n, guint line)
{
  const char *uuid = find_attribute (attributes, n, "uuid");

  forget_record (self);
  self->plan = plan;
  self->code = g_strdup (find_attribute (attributes, n, "code") ?: "");
  self->deleted = find_attribute (attributes, n, "deleted") != NULL;
  self->refused = FALSE;
  if (!nw_uuid_parse (uuid, self->uuid))
    return refuse (self, line, "uuid", uuid, _("this is not a UUID"));
  if (*self->code == '\0')
    return refuse (self, line, "code", NULL, _("this record has no code"));
  return meet_record (self, line);
}

static void
start_element (Import *self, const char *name, const NwXmlAttribute *attributes, guint n, guint line)
{
  const char *uuid = find_attribute (attributes, n, "uuid");

  self->element = (Element){ .line = line };
  g_string_truncate (self->text, 0);
  for (guint i = 0; i < self->plan->columns->len && self->element.field == NULL; i++)
    {
      const NwXmlColumn *column = &g_array_index (self->plan->columns, NwXmlColumn, i);

      if (strcmp (column->element, name) != 0)
        continue;
      self->element.field = column->field;
      self->element.index = column->index;
    }
  if (self->refused || self->element.field == NULL)
    return;
  if (nw_field_is_reference (self->element.field) && !nw_uuid_parse (uuid, self->element.uuid))
    refuse (self, line, name, uuid, _("this is not a UUID"));
}

static void
start_file (Import *self, const NwXmlAttribute *attributes, guint n)
{
  forget_record (self);
  g_free (self->sha256);
  self->sha256 = g_strdup (find_attribute (attributes, n, "sha256"));
  self->size = g_ascii_strtoll (find_attribute (attributes, n, "size") ?: "0", NULL, 10);
  self->bytes = g_byte_array_new ();
}

static gboolean
start_cb (gpointer data, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n, guint line, GError **error)
{
  Import *self = data;
  const NwXmlPlan *plan = self->depth == 1 ? g_hash_table_lookup (self->plans, name) : NULL;

  if (!nw_xml_seal_start (&self->seal, uri, name, attributes, n, line, error))
    return FALSE;
  self->depth++;
  if (plan != NULL)
    start_record (self, plan, attributes, n, line);
  else if (self->depth == 2 && strcmp (name, "file") == 0)
    start_file (self, attributes, n);
  else if (self->depth == 3 && self->plan != NULL)
    start_element (self, name, attributes, n, line);
  else
    g_string_truncate (self->text, 0);
  return TRUE;
}

static gboolean
text_cb (gpointer data, const char *text, gsize length, GError **error)
{
  Import *self = data;

  nw_xml_seal_text (&self->seal, text, length);
  if (self->depth == 3)
    g_string_append_len (self->text, text, length);
  return TRUE;
}

/* One more entry of a value that has several. */
static void
append_entry (NwValue *cell, const char *entry)
{
  char *joined = nw_value_is_set (cell) ? g_strconcat (cell->text, ";", entry, NULL) : g_strdup (entry);

  nw_value_clear (cell);
  *cell = nw_value_take (joined);
}

static void
add_reference (Import *self, NwValue *cell)
{
  const Element *element = &self->element;
  gint64 id = nw_register_links_find (self->links, element->field->target, element->uuid, self->text->str, element->line);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (element->field->kind == &NW_REF)
    *cell = nw_value_number (id);
  else
    append_entry (cell, text);
}

static void
add_text (Import *self, NwValue *cell)
{
  const Element *element = &self->element;
  g_autoptr (GError) error = NULL;

  if (nw_xml_shape (element->field) == NW_XML_LIST)
    g_strdelimit (self->text->str, " \t\r\n", ';');
  if (nw_xml_shape (element->field) == NW_XML_REPEATED)
    append_entry (cell, self->text->str);
  else
    nw_value_clear (cell);
  if (nw_xml_shape (element->field) != NW_XML_REPEATED
      && !nw_kind_parse (element->field, self->text->str, NW_FORM_MACHINE, cell, &error))
    {
      g_autofree char *name = nw_xml_name (element->field->name);

      refuse (self, element->line, name, self->text->str, error->message);
    }
}

static void
end_element (Import *self)
{
  NwValue *cell;

  if (self->refused || self->element.field == NULL)
    return;
  cell = &self->item.cells[self->element.index];
  if (nw_field_is_reference (self->element.field))
    add_reference (self, cell);
  else
    add_text (self, cell);
}

/* Entries came in the order of the document; cells have one order of their own. */
static gboolean
settle_lists (Import *self)
{
  for (guint i = 0; i < self->plan->columns->len; i++)
    {
      const NwXmlColumn *column = &g_array_index (self->plan->columns, NwXmlColumn, i);
      NwValue *cell = &self->item.cells[column->index];
      g_autofree char *text = g_strdup (nw_value_get_text (cell));
      g_autoptr (GError) error = NULL;

      if (text == NULL || (column->shape != NW_XML_REPEATED && column->shape != NW_XML_REFERENCES))
        continue;
      nw_value_clear (cell);
      if (column->shape == NW_XML_REFERENCES)
        {
          g_autoptr (GArray) ids = nw_ids_parse (text);

          *cell = nw_value_take (nw_ids_join (ids));
        }
      else if (!nw_kind_parse (column->field, text, NW_FORM_MACHINE, cell, &error))
        return refuse (self, self->item.line, column->element, text, error->message);
    }
  return TRUE;
}

static NwMark
settle_mark (Import *self)
{
  gboolean was = self->record != NULL && nw_record_is_deleted (self->record);

  return was == self->deleted ? NW_MARK_KEEP : self->deleted ? NW_MARK_DELETE : NW_MARK_RESTORE;
}

static void
end_record (Import *self)
{
  if (!self->refused && settle_lists (self))
    {
      self->item.mark = settle_mark (self);
      if (self->record == NULL)
        {
          self->item.uuid = self->uuid;
          self->item.id = nw_register_links_create (self->links, self->plan->entity, self->uuid);
        }
      nw_import_batch_add (&self->batch, &self->item);
    }
  forget_record (self);
}

static gboolean
end_piece (Import *self, GError **error)
{
  gsize size;

  if (self->bytes->len + self->text->len > NW_FILE_MAX * 2)
    {
      g_set_error (error, NW_ERROR, NW_ERROR_INVALID, _("a stored file is larger than 64 MiB: this is no file of a register"));
      return FALSE;
    }
  g_base64_decode_inplace (self->text->str, &size);
  g_byte_array_append (self->bytes, (const guint8 *) self->text->str, size);
  return TRUE;
}

static gboolean
end_file (Import *self, GError **error)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  g_auto (NwFile) file = { 0 };

  if (self->batch.stopped)
    return TRUE;
  if (!nw_store_put_bytes (self->store, bytes, NULL, &file, error))
    return FALSE;
  if (self->sha256 != NULL && strcmp (file.sha256, self->sha256) == 0 && file.size == self->size)
    return TRUE;
  g_set_error (error, NW_ERROR, NW_ERROR_INVALID, _("the file %s has other bytes than its hash says: get the document again"), self->sha256);
  return FALSE;
}

static gboolean
end_cb (gpointer data, const char *uri, const char *name, GError **error)
{
  Import *self = data;

  nw_xml_seal_end (&self->seal);
  self->depth--;
  if (self->depth == 2 && self->plan != NULL)
    end_element (self);
  else if (self->depth == 2 && self->bytes != NULL)
    return end_piece (self, error);
  else if (self->depth == 1 && self->plan != NULL)
    end_record (self);
  else if (self->depth == 1 && self->bytes != NULL)
    return end_file (self, error);
  return TRUE;
}

static gboolean
comment_cb (gpointer data, guint line, GError **error)
{
  return nw_xml_seal_comment (line, error);
}

static GHashTable *
make_plans (void)
{
  GHashTable *plans = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) nw_xml_plan_free);
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    {
      NwXmlPlan *plan = nw_xml_plan_new (entities[i], NULL, FALSE);

      g_hash_table_insert (plans, plan->element, plan);
    }
  return plans;
}

static gboolean
read_document (Import *self, const char *path, GCancellable *cancellable, GError **error)
{
  static const NwXmlHandlers handlers = { start_cb, text_cb, end_cb, comment_cb, NULL };
  g_autofree char *schema = nw_xsd_write (NW_XSD_REGISTER, error);
  gboolean ok;
  char digest[65];

  if (schema == NULL)
    return FALSE;
  ok = nw_xml_read (path, NW_XML_FORMAT_XML, schema, &handlers, self, cancellable, error);
  g_unlink (schema);
  if (!ok || !nw_xml_seal_check (&self->seal, digest, error))
    return FALSE;
  nw_register_links_check (self->links, self->report);
  return TRUE;
}

static NwImportReport *
run (NwStore *store, const char *path, const NwReason *reason, gboolean dry_run, guint size, GCancellable *cancellable, GError **error)
{
  g_auto (Import) self = { .store = store };

  self.report = nw_import_report_new (path);
  self.plans = make_plans ();
  self.text = g_string_new (NULL);
  self.links = nw_register_links_new (store);
  nw_xml_seal_init (&self.seal);
  nw_import_batch_init (&self.batch, store, reason, self.report, size);
  if (!nw_store_begin (store, error))
    return NULL;
  /* The document has the parts of its records itself. */
  nw_store_set_bring (store, FALSE);
  if (!read_document (&self, path, cancellable, error))
    {
      nw_store_set_bring (store, TRUE);
      nw_store_cancel (store);
      return NULL;
    }
  self.report = NULL;
  NwImportReport *report = nw_import_batch_end (&self.batch, dry_run, error);
  nw_store_set_bring (store, TRUE);
  return report;
}

/**
 * nw_register_import:
 * @path: a register in XML, whose digest must be that of its content
 * @dry_run: tell what would happen, change nothing
 *
 * Imports a whole register into an empty one, or merges it with what is
 * there. Records are matched by uuid, then by code; what the document has of a
 * record replaces all that is there of it, and records that it does not have
 * stay. All or nothing.
 *
 * Returns: (nullable): what became of each record; %NULL with an #NwXmlError,
 *   %NW_ERROR_FAULT or the error of the store
 */
NwImportReport *
nw_register_import (NwStore *store, const char *path, const NwReason *reason, gboolean dry_run, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GError) refused = NULL;
  NwImportReport *report;

  g_return_val_if_fail (NW_IS_STORE (store), NULL);

  report = run (store, path, reason, dry_run, BATCH, cancellable, &refused);
  if (report != NULL)
    return report;
  /* Refused in the middle of many: once more, one by one, to name the record. */
  if (g_error_matches (refused, NW_ERROR, NW_ERROR_INVALID))
    return run (store, path, reason, dry_run, 1, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&refused));
  return NULL;
}
