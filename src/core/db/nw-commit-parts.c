/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-language.h"
#include "../model/nw-psv.h"
#include "nw-commit-private.h"

#include <string.h>

/* Parts belong to their parent: they come with it where a catalogue lists
 * them, and a deletion mark on it covers them. */

static void
set_text (NwChangeRow *row, const char *field, const char *text)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwValue none = NW_VALUE_NONE;
  g_auto (NwValue) value = nw_value_text (text);

  if (index >= 0)
    nw_change_row_set (row, (guint) index, &none, &value);
}

/* What nobody has looked at yet says so. */
static void
set_unreviewed (NwChangeRow *row)
{
  static const char *const words[] = { "not_reviewed", "unanswered" };
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  for (guint i = 0; i < n; i++)
    for (const NwChoice *c = fields[i].choices; c != NULL && c->name != NULL; c++)
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        if (strcmp (c->name, words[w]) == 0)
          set_text (row, fields[i].name, words[w]);
}

static void
bring (NwChange *change, gint64 parent, const NwEntity *entity)
{
  g_autoptr (NwPsv) catalogue = nw_psv_load (entity->catalogue);
  guint title = (guint) nw_entity_field_index (entity, "title");
  const NwValue none = NW_VALUE_NONE;
  const NwValue owner = nw_value_number (parent);

  for (guint i = 0; i < nw_psv_rows (catalogue); i++)
    {
      NwChangeRow *row = nw_change_create (change, entity, NULL);

      nw_change_row_set (row, (guint) nw_entity_parent_index (entity), &none, &owner);
      set_text (row, entity->code_item, nw_psv_get (catalogue, i, "id"));
      if (nw_field_is_stored (nw_entity_get_field (entity, title)))
        set_text (row, "title", nw_language_between (nw_language (), nw_psv_get (catalogue, i, "en"), nw_psv_get (catalogue, i, "de")));
      set_unreviewed (row);
    }
}

static gboolean
mark_part (NwStore *self, NwChange *change, const NwEntity *entity, gint64 parent, NwMark mark, GError **error)
{
  const NwField *field = nw_entity_get_field (entity, (guint) nw_entity_parent_index (entity));
  g_autoptr (GArray) ids = mark == NW_MARK_DELETE ? nw_store_referring (self, entity, field->name, parent, error)
                                                  : nw_store_referring_deleted (self, entity, field->name, parent, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (NwRecord) record = nw_store_get (self, entity, g_array_index (ids, gint64, i), error);

      if (record == NULL)
        return FALSE;
      nw_change_row_mark (nw_change_edit (change, record), mark);
    }
  return TRUE;
}

/* Adds to @change what its row @index takes along. */
gboolean
nw_commit_parts (NwStore *self, NwChange *change, guint index, GError **error)
{
  NwChangeRow *row = nw_change_get_row (change, index);
  const NwEntity *const *entities;
  gint64 id = row->id;
  NwMark mark = row->mark;
  const NwEntity *entity = row->entity;
  guint n;

  if (row->revision == 0 && self->bring)
    for (guint i = 0; entity->brings[i] != NULL; i++)
      bring (change, id, entity->brings[i]);
  if (row->revision == 0 || mark == NW_MARK_KEEP)
    return TRUE;

  entities = nw_registry (&n);
  for (guint i = 0; i < n; i++)
    if (entities[i]->flags & NW_PART
        && nw_entity_get_field (entities[i], (guint) nw_entity_parent_index (entities[i]))->target == entity
        && !mark_part (self, change, entities[i], id, mark, error))
      return FALSE;
  return TRUE;
}
