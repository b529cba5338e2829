/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-commit-private.h"

#include <string.h>

/* What a decision was made on is kept as it was then: facts go on, and nobody
 * could see later why somebody decided so. */

static gboolean
is_settled (const NwEntity *entity, const NwValue *cells)
{
  const char *choice = nw_value_get_text (&cells[nw_entity_field_index (entity, entity->settled)]);

  return choice != NULL && strcmp (choice, "open") != 0;
}

static gboolean
holds_any (const NwEntity *entity, const NwValue *cells)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].keeps != NULL && nw_value_is_set (&cells[i]))
      return TRUE;
  return FALSE;
}

/* Puts what is computed of @cells into the fields that keep it; with @cells
 * %NULL empties them. */
static void
take_over (const NwEntity *entity, const NwValue *cells, NwValue *after)
{
  const NwValue none = NW_VALUE_NONE;
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].keeps != NULL)
      nw_value_assign (&after[i], cells != NULL ? &cells[nw_entity_field_index (entity, fields[i].keeps)] : &none);
}

static gboolean
compute (NwStore *self, const NwEntity *entity, gint64 id, NwValue *after, GError **error)
{
  NwValue *cells = nw_cells_new (entity);
  gboolean good;

  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    cells[i] = nw_value_copy (&after[i]);
  good = nw_store_compute (self, entity, id, cells, error);
  if (good)
    take_over (entity, cells, after);
  nw_cells_free (entity, cells);
  return good;
}

/**
 * nw_commit_keep:
 * @before: all unknown for a new record
 * @after: (inout): fields that keep a computed value take it when the record
 *   is decided, and lose it when the decision is taken back
 *
 * An import that brings what was kept is believed.
 *
 * Returns: %FALSE with @error if it could not be computed
 */
gboolean
nw_commit_keep (NwStore *self, const NwEntity *entity, gint64 id, const NwValue *before, NwValue *after, GError **error)
{
  if (entity->settled == NULL || is_settled (entity, before) == is_settled (entity, after))
    return TRUE;
  if (!is_settled (entity, after))
    take_over (entity, NULL, after);
  else if (!holds_any (entity, after))
    return compute (self, entity, id, after, error);
  return TRUE;
}
