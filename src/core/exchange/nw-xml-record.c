/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../db/nw-views.h"
#include "../entities/nw-entities.h"
#include "../model/nw-error.h"
#include "../model/nw-language.h"
#include "nw-xml-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Returns: (transfer full): a stable name as an element name */
char *
nw_xml_name (const char *name)
{
  return g_strdelimit (g_strdup (name), "_", '-');
}

NwXmlShape
nw_xml_shape (const NwField *field)
{
  static const struct { const NwKind *kind; NwXmlShape shape; } shapes[] = {
    { &NW_REF, NW_XML_REFERENCE }, { &NW_LINKS, NW_XML_REFERENCES }, { &NW_TAGS, NW_XML_REPEATED },
    { &NW_SET, NW_XML_LIST }, { &NW_COUNTRIES, NW_XML_LIST }, { &NW_FLOWS, NW_XML_LIST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (field->kind == shapes[i].kind)
      return shapes[i].shape;
  return NW_XML_TEXT;
}

static void
clear_column (gpointer data)
{
  g_free (((NwXmlColumn *) data)->element);
}

static void
add_column (NwXmlPlan *self, guint index)
{
  const NwField *field = nw_entity_get_field (self->entity, index);
  NwXmlColumn column = { index, field, nw_xml_shape (field), nw_xml_name (field->name) };

  g_array_append_val (self->columns, column);
}

static void
add_stored (NwXmlPlan *self)
{
  for (guint i = NW_FIELD_CODE + 1; i < nw_entity_n_fields (self->entity); i++)
    if (nw_field_is_stored (nw_entity_get_field (self->entity, i)))
      add_column (self, i);
}

/**
 * nw_xml_plan_new:
 * @fields: (nullable): names, ended by %NULL, of the fields to write; %NULL
 *   for all stored ones. The code is always written, as an attribute.
 */
NwXmlPlan *
nw_xml_plan_new (const NwEntity *entity, const char *const *fields, gboolean titles)
{
  NwXmlPlan *self = g_new0 (NwXmlPlan, 1);

  self->entity = entity;
  self->element = nw_xml_name (entity->name);
  self->columns = g_array_new (FALSE, FALSE, sizeof (NwXmlColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->titles = titles;
  if (fields == NULL)
    add_stored (self);
  for (; fields != NULL && *fields != NULL; fields++)
    {
      int index = nw_entity_field_index (entity, *fields);

      g_assert (index > NW_FIELD_CODE);
      add_column (self, index);
    }
  return self;
}

void
nw_xml_plan_free (NwXmlPlan *self)
{
  g_array_unref (self->columns);
  g_free (self->element);
  g_free (self);
}

static void
write_text (NwCanonical *xml, const NwXmlColumn *column, const NwValue *value)
{
  g_autofree char *text = NULL;

  if (value->tag == NW_TAG_TEXT && column->field->kind->format == NULL)
    {
      nw_canonical_leaf (xml, column->element, value->text);
      return;
    }
  text = nw_kind_format (column->field, value);
  nw_canonical_leaf (xml, column->element, text);
}

static void
write_list (NwCanonical *xml, const NwXmlColumn *column, const NwValue *value)
{
  g_autofree char *words = g_strdelimit (g_strdup (value->text), ";", ' ');

  nw_canonical_leaf (xml, column->element, words);
}

static void
write_repeated (NwCanonical *xml, const NwXmlColumn *column, const NwValue *value)
{
  g_auto (GStrv) entries = g_strsplit (value->text, ";", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      if (i > 0)
        nw_canonical_break (xml);
      nw_canonical_leaf (xml, column->element, entries[i]);
    }
}

/**
 * nw_xml_title:
 *
 * Returns: (transfer full): what a person calls the record, in the language of
 *   the program; a requirement with the reference that people quote
 */
char *
nw_xml_title (NwRecord *record)
{
  NwRow row = nw_record_get_row (record);

  if (row.entity == &nw_requirement)
    return g_strdup_printf ("%s %s", nw_row_text (&row, "reference"),
                            nw_language_between (nw_language (), nw_row_text (&row, "title_en"), nw_row_text (&row, "title_de")) ?: "");
  return g_strdup (nw_record_get_title (record));
}

/* A requirement means little without the framework it belongs to. */
static const char *
framework_code (NwStore *store, NwRecord *record)
{
  const char *code = NULL;
  const guint8 *uuid;

  if (nw_record_get_entity (record) == &nw_requirement)
    nw_store_resolve (store, &nw_framework, nw_value_get_number (nw_record_get (record, "framework")), &code, &uuid);
  return code;
}

/* What is written of the record that a reference points to. */
typedef struct
{
  gint64        id;
  const char   *code;
  const guint8 *uuid;
} Target;

static gboolean
find_target (NwStore *store, const NwField *field, gint64 id, Target *target, GError **error)
{
  target->id = id;
  if (nw_store_resolve (store, field->target, id, &target->code, &target->uuid))
    return TRUE;
  g_set_error (error, NW_ERROR, NW_ERROR_FAULT, _("“%s” points to a record that is not there: verify the register"),
               nw_field_label (field));
  return FALSE;
}

static gboolean
write_reference (NwCanonical *xml, NwStore *store, const NwXmlColumn *column, const Target *target, gboolean titles,
                 GError **error)
{
  g_autoptr (NwRecord) record = titles ? nw_store_get (store, column->field->target, target->id, error) : NULL;
  g_autofree char *title = record != NULL ? nw_xml_title (record) : NULL;
  g_autofree char *uuid = nw_uuid_format (target->uuid);

  if (titles && record == NULL)
    return FALSE;
  nw_canonical_start (xml, column->element, "uuid", uuid, "title", title,
                      "framework", record != NULL ? framework_code (store, record) : NULL, NULL);
  nw_canonical_text (xml, target->code, -1);
  nw_canonical_end (xml);
  return TRUE;
}

static int
compare_targets (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Target *) a)->code, ((const Target *) b)->code);
}

/* In order of their codes: row ids are other ones in another register. */
static GArray *
find_targets (NwStore *store, const NwXmlColumn *column, const NwValue *value, GError **error)
{
  g_autoptr (GArray) ids = column->shape == NW_XML_REFERENCE ? NULL : nw_ids_parse (value->text);
  guint n = ids != NULL ? ids->len : 1;
  g_autoptr (GArray) targets = g_array_sized_new (FALSE, FALSE, sizeof (Target), n);

  for (guint i = 0; i < n; i++)
    {
      gint64 id = ids != NULL ? g_array_index (ids, gint64, i) : value->number;
      Target target;

      if (!find_target (store, column->field, id, &target, error))
        return NULL;
      g_array_append_val (targets, target);
    }
  g_array_sort (targets, compare_targets);
  return g_steal_pointer (&targets);
}

static gboolean
write_references (NwCanonical *xml, NwStore *store, const NwXmlColumn *column, const NwValue *value, gboolean titles,
                  GError **error)
{
  g_autoptr (GArray) targets = find_targets (store, column, value, error);

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      if (i > 0)
        nw_canonical_break (xml);
      if (!write_reference (xml, store, column, &g_array_index (targets, Target, i), titles, error))
        return FALSE;
    }
  return targets != NULL;
}

static gboolean
write_cell (NwCanonical *xml, NwStore *store, const NwXmlColumn *column, const NwValue *value, gboolean titles, GError **error)
{
  switch (column->shape)
    {
    case NW_XML_REFERENCE:
    case NW_XML_REFERENCES:
      return write_references (xml, store, column, value, titles, error);
    case NW_XML_LIST:
      write_list (xml, column, value);
      return TRUE;
    case NW_XML_REPEATED:
      write_repeated (xml, column, value);
      return TRUE;
    case NW_XML_TEXT:
    default:
      write_text (xml, column, value);
      return TRUE;
    }
}

/* Why what is computed is what it is, for those fields that are written. */
static void
write_reasons (NwCanonical *xml, NwStore *store, const NwXmlPlan *plan, const NwRow *row)
{
  g_autoptr (NwReasons) reasons = nw_store_explain_row (store, row);

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const NwXmlColumn *column = &g_array_index (plan->columns, NwXmlColumn, i);
      const NwExplanation *why = nw_reasons_of (reasons, column->index);

      if (why == NULL)
        continue;
      nw_canonical_start (xml, "why", "field", column->element, "legal", why->legal ? "true" : NULL, NULL);
      nw_canonical_text (xml, why->text, -1);
      nw_canonical_end (xml);
      nw_canonical_break (xml);
    }
}

/**
 * nw_xml_write_record:
 *
 * Writes one record, one line per value, and a line break after it.
 */
gboolean
nw_xml_write_record (NwCanonical *xml, NwStore *store, const NwXmlPlan *plan, const NwRow *row, const guint8 uuid[16],
                     gboolean deleted, GError **error)
{
  g_autofree char *text = nw_uuid_format (uuid);

  nw_canonical_start (xml, plan->element, "uuid", text, "code", nw_value_get_text (&row->cells[NW_FIELD_CODE]),
                      "deleted", deleted ? "true" : NULL, NULL);
  nw_canonical_break (xml);
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const NwXmlColumn *column = &g_array_index (plan->columns, NwXmlColumn, i);
      const NwValue *value = &row->cells[column->index];

      if (!nw_value_is_set (value))
        continue;
      if (!write_cell (xml, store, column, value, plan->titles, error))
        return FALSE;
      nw_canonical_break (xml);
    }
  if (plan->titles)
    write_reasons (xml, store, plan, row);
  nw_canonical_end (xml);
  nw_canonical_break (xml);
  return TRUE;
}
