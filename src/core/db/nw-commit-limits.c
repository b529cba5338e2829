/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-commit-private.h"

#include <glib/gi18n-lib.h>

/* Choices that depend on another record, which a record alone does not know. */

typedef struct
{
  const NwEntity *entity;
  NwValue        *cells;
} Place;

static void
place_clear (Place *self)
{
  if (self->cells != NULL)
    nw_cells_free (self->entity, self->cells);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Reads what @cells of @entity refer to by @field; without cells where that is
 * unknown, or comes later in the same batch. */
static gboolean
follow (NwStore *self, const NwEntity *entity, const NwValue *cells, const char *field, Place *to, GError **error)
{
  guint index = (guint) nw_entity_field_index (entity, field);
  Place next = { .entity = nw_entity_get_field (entity, index)->target };
  gboolean found = FALSE, deleted;
  gint64 revision;
  guint8 uuid[16];

  if (!nw_value_is_set (&cells[index]))
    return TRUE;
  next.cells = nw_cells_new (next.entity);
  if (!nw_store_load_row (self, next.entity, cells[index].number, next.cells, &revision, &deleted, uuid, &found, error))
    {
      place_clear (&next);
      return FALSE;
    }
  if (found)
    *to = next;
  else
    place_clear (&next);
  return TRUE;
}

static const char *
text_of (const NwEntity *entity, const NwValue *cells, const char *field)
{
  return nw_value_get_text (&cells[nw_entity_field_index (entity, field)]);
}

static gboolean
is_touched (const NwEntity *entity, const NwValue *before, const NwValue *after, const char *field)
{
  int index = nw_entity_field_index (entity, field);

  return !nw_value_equal (&before[index], &after[index]);
}

static char *
say_limit (const NwLimit *limit, const Place *place)
{
  NwRow row = { place->entity, 0, place->cells };
  g_autofree char *choices = g_strjoinv (", ", (char **) limit->choices);

  return g_strdup_printf (_("for %s choose one of: %s"), nw_row_title (&row), choices);
}

/* Whether @after keeps to @limit; else @message says what would. */
static gboolean
check_limit (NwStore *self, const NwEntity *entity, const NwLimit *limit, const NwValue *after, char **message, GError **error)
{
  const char *text = text_of (entity, after, limit->field);
  g_auto (Place) first = { NULL }, last = { NULL };

  if (text == NULL || g_strv_contains (limit->choices, text))
    return TRUE;
  if (!follow (self, entity, after, limit->way[0], &first, error)
      || (first.cells != NULL && !follow (self, first.entity, first.cells, limit->way[1], &last, error)))
    return FALSE;
  if (last.cells == NULL || g_strcmp0 (text_of (last.entity, last.cells, limit->decides), limit->is) != 0)
    return TRUE;
  *message = say_limit (limit, &last);
  return TRUE;
}

/**
 * nw_commit_check_limits:
 * @before: all unknown for a new record
 * @field: (out): the first field that does not keep to its limit
 * @message: (out) (transfer full) (nullable): what would; %NULL if all do
 *
 * Looks at what was changed alone: what a register holds already may stay.
 *
 * Returns: %FALSE with @error if it could not be found out
 */
gboolean
nw_commit_check_limits (NwStore *self, const NwEntity *entity, const NwValue *before, const NwValue *after, guint *field, char **message,
                        GError **error)
{
  *message = NULL;
  for (guint i = 0; i < entity->n_limits && *message == NULL; i++)
    {
      const NwLimit *limit = &entity->limits[i];

      *field = (guint) nw_entity_field_index (entity, limit->field);
      if ((is_touched (entity, before, after, limit->field) || is_touched (entity, before, after, limit->way[0]))
          && !check_limit (self, entity, limit, after, message, error))
        return FALSE;
    }
  return TRUE;
}
