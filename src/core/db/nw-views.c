/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-store-private.h"
#include "nw-views.h"

/* Views over all kinds: what falls due, and what is missing. Each kind says it
 * of its own records; here they are asked one after the other. */

typedef void (*Visit) (const NwRow *row, NwContext *context, gpointer data);

static gboolean
visit_kind (NwStore *self, const NwEntity *entity, Visit visit, gpointer data, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self, entity, NW_CURSOR_COMPUTED | NW_CURSOR_BY_ID, error);
  gboolean row = TRUE;

  while (cursor != NULL && nw_cursor_next (cursor, &row, error))
    {
      if (!row)
        return TRUE;
      visit (nw_cursor_row (cursor), &self->context, data);
    }
  return FALSE;
}

static void
visit_due (const NwRow *row, NwContext *context, gpointer data)
{
  row->entity->due (row, context, data);
}

static void
visit_lack (const NwRow *row, NwContext *context, gpointer data)
{
  row->entity->lack (row, context, data);
}

static int
compare_deadlines (gconstpointer a, gconstpointer b)
{
  const NwDeadline *left = *(NwDeadline *const *) a, *right = *(NwDeadline *const *) b;

  if (left->date != right->date)
    return left->date < right->date ? -1 : 1;
  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  if (left->entity->number != right->entity->number)
    return left->entity->number < right->entity->number ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  const NwGap *left = *(NwGap *const *) a, *right = *(NwGap *const *) b;

  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  if (left->entity->number != right->entity->number)
    return left->entity->number < right->entity->number ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

/**
 * nw_store_deadlines:
 * @from: first day of interest; %NW_NO_DAY: however long ago
 * @to: last day of interest, inclusive
 *
 * Returns: (transfer full): an array of #NwDeadline in order of date
 */
GPtrArray *
nw_store_deadlines (NwStore *self, NwDay from, NwDay to, GError **error)
{
  g_autoptr (GPtrArray) list = nw_deadlines_new ();
  NwAgenda agenda = { &self->context, list, from, to };
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->due != NULL && !visit_kind (self, entities[i], visit_due, &agenda, error))
      return NULL;
  g_ptr_array_sort (list, compare_deadlines);
  return g_steal_pointer (&list);
}

/**
 * nw_store_gaps:
 *
 * Returns: (transfer full): an array of #NwGap, the worst first
 */
GPtrArray *
nw_store_gaps (NwStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = nw_gap_list_new ();
  NwGaps gaps = { &self->context, list };
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->lack != NULL && !visit_kind (self, entities[i], visit_lack, &gaps, error))
      return NULL;
  g_ptr_array_sort (list, compare_gaps);
  return g_steal_pointer (&list);
}

/**
 * nw_store_explain:
 *
 * Returns: (transfer full): why the computed fields of @record are what they are
 */
NwReasons *
nw_store_explain (NwStore *self, NwRecord *record)
{
  NwRow row = nw_record_get_row (record);
  NwReasons *reasons = nw_reasons_new (row.entity);

  if (row.entity->explain != NULL)
    row.entity->explain (&row, &self->context, reasons);
  return reasons;
}
