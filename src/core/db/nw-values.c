/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "nw-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values on their way between a register and the texts that people and files
 * hold: the store alone knows which record a code means. */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names of all that a link cell refers to, sorted, joined. */
static char *
format_links (NwStore *self, const NwField *field, const char *cell)
{
  g_autoptr (GArray) ids = nw_ids_parse (cell);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  const char *code;

  for (guint i = 0; i < ids->len; i++)
    if (nw_store_resolve (self, field->target, g_array_index (ids, gint64, i), &code, NULL))
      g_ptr_array_add (codes, g_strdup (code));
  g_ptr_array_sort (codes, compare_texts);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (";", (char **) codes->pdata);
}

/**
 * nw_store_format:
 *
 * Returns: (transfer full): the stable text of @value as command line, CSV,
 *   JSON and XML write it: references by code, "" for unknown
 */
char *
nw_store_format (NwStore *self, const NwField *field, const NwValue *value)
{
  const char *code;

  if (value->tag == NW_TAG_NONE || !nw_field_is_reference (field))
    return nw_kind_format (field, value);
  if (field->kind == &NW_LINKS)
    return format_links (self, field, value->text);
  return g_strdup (nw_store_resolve (self, field->target, value->number, &code, NULL) ? code : "");
}

static char *
display_reference (NwStore *self, const NwField *field, gint64 id)
{
  g_autoptr (NwRecord) record = nw_store_get (self, field->target, id, NULL);
  const char *title = record != NULL ? nw_record_get_title (record) : "";
  const char *code = record != NULL ? nw_record_get_code (record) : "";

  return strcmp (title, code) == 0 ? g_strdup (code) : g_strconcat (code, " · ", title, NULL);
}

/* Returns: (transfer full): @value as a person reads it */
char *
nw_store_display (NwStore *self, const NwField *field, const NwValue *value)
{
  if (value->tag == NW_TAG_NONE || !nw_field_is_reference (field))
    return nw_kind_display (field, value);
  if (field->kind == &NW_REF)
    return display_reference (self, field, value->number);

  g_autofree char *codes = format_links (self, field, value->text);
  g_auto (GStrv) words = g_strsplit (codes, ";", -1);
  return g_strjoinv (", ", words);
}

static gboolean
find_target (NwStore *self, const NwField *field, const char *code, gint64 *id, GError **error)
{
  *id = nw_store_find_id (self, field->target, code);
  return *id != 0 || nw_refuse (error, _("there is no %s with the code “%s”: correct it, or add that one first"), field->target->name, code);
}

static gboolean
parse_links (NwStore *self, const NwField *field, const char *text, NwValue *value, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text, ";", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      gint64 id;

      if (*g_strstrip (codes[i]) == '\0')
        continue;
      if (!find_target (self, field, codes[i], &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  *value = nw_value_take (nw_ids_join (ids));
  return TRUE;
}

/**
 * nw_store_parse:
 * @text: "" means unknown
 *
 * Reads one value of @field, references by the codes of what is there.
 *
 * Returns: %FALSE with %NW_ERROR_INVALID that does not name the field
 */
gboolean
nw_store_parse (NwStore *self, const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  gint64 id;

  if (!nw_field_is_reference (field))
    return nw_kind_parse (field, text, form, value, error);

  *value = NW_VALUE_NONE;
  if (!nw_text_check (text, strlen (text), error))
    return FALSE;
  if (*text == '\0')
    return TRUE;
  if (field->kind == &NW_LINKS)
    return parse_links (self, field, text, value, error);
  if (!find_target (self, field, text, &id, error))
    return FALSE;
  *value = nw_value_number (id);
  return TRUE;
}

/**
 * nw_store_set_text:
 * @record: (nullable): the record that @row changes, %NULL if it creates one
 * @field: name of a field that is stored
 * @text: "" means unknown
 *
 * Reads one value and puts it into a change.
 *
 * Returns: %FALSE with an error that names kind, code, field and value
 */
gboolean
nw_store_set_text (NwStore *self, NwChangeRow *row, NwRecord *record, const char *field, const char *text, NwForm form, GError **error)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwField *f = index >= 0 ? nw_entity_get_field (row->entity, (guint) index) : NULL;
  const char *code = record != NULL ? nw_record_get_code (record) : NULL;
  const NwValue none = NW_VALUE_NONE;
  g_auto (NwValue) value = NW_VALUE_NONE;
  g_autoptr (GError) reason = NULL;

  if (f == NULL)
    return nw_refuse (error, _("%s has no field “%s”: kinds %s lists them"), row->entity->name, field, row->entity->name);
  if (!nw_field_is_stored (f))
    return nw_refuse (error, _("%s: field %s is computed: change what it is computed from"), row->entity->name, field);
  if (!nw_store_parse (self, f, text, form, &value, &reason))
    return nw_refuse (error, "%s%s%s: %s %s: %s", row->entity->name, code != NULL ? " " : "", code != NULL ? code : "", _("field"), field, reason->message);
  nw_change_row_set (row, (guint) index, record != NULL ? nw_record_get_cell (record, (guint) index) : &none, &value);
  return TRUE;
}

static void
append_uuids (NwStore *self, const NwField *field, const char *cell, GByteArray *bytes)
{
  g_autoptr (GArray) ids = nw_ids_parse (cell);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  guint8 uuid[16];

  for (guint i = 0; i < ids->len; i++)
    if (nw_store_uuid_of (self, field->target, g_array_index (ids, gint64, i), uuid))
      g_ptr_array_add (names, nw_uuid_format (uuid));
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (";", (char **) names->pdata);
  g_byte_array_append (bytes, (const guint8 *) joined, strlen (joined));
}

static void
append_hash (const char *hex, GByteArray *bytes)
{
  for (; hex[0] != '\0' && hex[1] != '\0'; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) * 16 + g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
}

/**
 * nw_store_proof_value:
 * @bytes: (out): appended to
 *
 * The form in which the history proves a value: references by uuid, so that
 * it holds outside this file too.
 */
NwNwh1Type
nw_store_proof_value (NwStore *self, const NwField *field, const NwValue *value, GByteArray *bytes)
{
  guint8 uuid[16];

  if (value->tag == NW_TAG_NONE)
    return NW_NWH1_NULL;
  if (field->kind == &NW_LINKS)
    append_uuids (self, field, value->text, bytes);
  else if (field->kind == &NW_REF)
    {
      g_autofree char *name = nw_store_uuid_of (self, field->target, value->number, uuid) ? nw_uuid_format (uuid) : g_strdup ("");

      g_byte_array_append (bytes, (const guint8 *) name, strlen (name));
    }
  else if (field->kind == &NW_HASH)
    {
      append_hash (value->text, bytes);
      return NW_NWH1_BYTES;
    }
  else if (value->tag == NW_TAG_NUMBER)
    {
      nw_nwh1_put_integer (bytes, value->number);
      return NW_NWH1_INTEGER;
    }
  else
    g_byte_array_append (bytes, (const guint8 *) value->text, strlen (value->text));
  return NW_NWH1_TEXT;
}
