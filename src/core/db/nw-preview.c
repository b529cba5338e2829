/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-preview.h"

#include "nw-store-private.h"
#include "nw-views.h"

struct _NwPreview
{
  const NwEntity *entity;
  gint64          id;
  NwValue        *cells;
};

/**
 * nw_store_preview:
 * @field: a field of @record that is stored
 * @value: what a person is about to enter
 *
 * Computes what would follow, and why, without changing anything: neither the
 * record nor what is remembered of it.
 *
 * Returns: (transfer full) (nullable): %NULL if it cannot be computed
 */
NwPreview *
nw_store_preview (NwStore *store, NwRecord *record, guint field, const NwValue *value)
{
  const NwEntity *entity = nw_record_get_entity (record);
  g_autoptr (NwPreview) self = NULL;

  g_return_val_if_fail (field < nw_entity_n_fields (entity) && nw_field_is_stored (nw_entity_get_field (entity, field)), NULL);

  self = g_new0 (NwPreview, 1);
  self->entity = entity;
  self->id = nw_record_get_id (record);
  self->cells = nw_cells_new (entity);
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    self->cells[i] = nw_value_copy (i == field ? value : nw_record_get_cell (record, i));
  if (!nw_store_compute (store, entity, self->id, self->cells, NULL))
    return NULL;
  return g_steal_pointer (&self);
}

void
nw_preview_free (NwPreview *self)
{
  nw_cells_free (self->entity, self->cells);
  g_free (self);
}

const NwValue *
nw_preview_get_cell (NwPreview *self, guint field)
{
  return &self->cells[field];
}

/* Returns: (transfer full): why its computed cells are what they are */
NwReasons *
nw_preview_explain (NwPreview *self, NwStore *store)
{
  const NwRow row = { self->entity, self->id, self->cells };

  return nw_store_explain_row (store, &row);
}
