/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-store-private.h"
#include "nw-views.h"

/* Views over all kinds: what falls due, and what is missing. Each kind says it
 * of its own records. What a kind said is kept until a record changes that it
 * was said from; so a view that was seen once costs next to nothing. */

typedef enum
{
  DEADLINES,
  GAPS,
} View;

static gboolean
has_view (const NwEntity *entity, View view)
{
  return view == DEADLINES ? entity->due != NULL : entity->lack != NULL;
}

static void
visit (NwStore *self, const NwRow *row, View view, GPtrArray *found)
{
  NwAgenda agenda = { &self->context, found, NW_NO_DAY, G_MAXINT32 };
  NwGaps gaps = { &self->context, found };

  nw_facts_begin (self->facts, row->entity, row->id);
  if (view == DEADLINES)
    row->entity->due (row, &self->context, &agenda);
  else
    row->entity->lack (row, &self->context, &gaps);
  nw_facts_end (self->facts);
}

static gboolean
visit_kind (NwStore *self, const NwEntity *entity, View view, GPtrArray *found, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self, entity, NW_CURSOR_COMPUTED | NW_CURSOR_BY_ID, error);
  gboolean row = TRUE;

  while (cursor != NULL && nw_cursor_next (cursor, &row, error))
    {
      if (!row)
        return TRUE;
      visit (self, nw_cursor_row (cursor), view, found);
    }
  return FALSE;
}

static void
free_found (gpointer data)
{
  if (data != NULL)
    g_ptr_array_unref (data);
}

/* Rows that several kinds ask for are read once while a view is made. */
static void
hold_rows (NwStore *self, gboolean hold)
{
  if (hold && self->bulk_cursors++ == 0)
    nw_facts_set_bulk (self->facts, TRUE);
  else if (!hold && --self->bulk_cursors == 0)
    nw_facts_set_bulk (self->facts, FALSE);
}

/* Returns: (transfer none): what @entity has to say */
static GPtrArray *
found_of (NwStore *self, const NwEntity *entity, View view, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (self->views[view]->len <= entity->number)
    g_ptr_array_set_size (self->views[view], (int) entity->number + 1);
  if (self->views[view]->pdata[entity->number] != NULL)
    return self->views[view]->pdata[entity->number];
  found = view == DEADLINES ? nw_deadlines_new () : nw_gap_list_new ();
  if (!visit_kind (self, entity, view, found, error))
    return NULL;
  return self->views[view]->pdata[entity->number] = g_steal_pointer (&found);
}

static gboolean
find_all (NwStore *self, View view, GError **error)
{
  gboolean good = TRUE;
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  if (self->views[view] == NULL)
    self->views[view] = g_ptr_array_new_with_free_func (free_found);
  hold_rows (self, TRUE);
  for (guint i = 0; i < n && good; i++)
    good = !has_view (entities[i], view) || found_of (self, entities[i], view, error) != NULL;
  hold_rows (self, FALSE);
  return good;
}

/* Forgets what was said from records of @changed; %NULL: everything. */
void
nw_views_forget (NwStore *self, const NwEntity *changed)
{
  for (guint view = DEADLINES; view <= GAPS; view++)
    for (guint i = 0; self->views[view] != NULL && i < self->views[view]->len; i++)
      if (changed == NULL || (self->views[view]->pdata[i] != NULL && nw_facts_reads (self->facts, nw_entity_by_number (i), changed)))
        g_clear_pointer (&self->views[view]->pdata[i], free_found);
  for (guint view = DEADLINES; changed == NULL && view <= GAPS; view++)
    g_clear_pointer (&self->views[view], g_ptr_array_unref);
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

  if (!find_all (self, DEADLINES, error))
    return NULL;
  for (guint i = 0; i < self->views[DEADLINES]->len; i++)
    {
      GPtrArray *found = self->views[DEADLINES]->pdata[i];

      for (guint k = 0; found != NULL && k < found->len; k++)
        if (((NwDeadline *) found->pdata[k])->date >= from && ((NwDeadline *) found->pdata[k])->date <= to)
          g_ptr_array_add (list, nw_deadline_ref (found->pdata[k]));
    }
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

  if (!find_all (self, GAPS, error))
    return NULL;
  for (guint i = 0; i < self->views[GAPS]->len; i++)
    {
      GPtrArray *found = self->views[GAPS]->pdata[i];

      for (guint k = 0; found != NULL && k < found->len; k++)
        g_ptr_array_add (list, nw_gap_ref (found->pdata[k]));
    }
  g_ptr_array_sort (list, compare_gaps);
  return g_steal_pointer (&list);
}

/**
 * nw_store_explain_row:
 * @row: of this register, with its computed cells
 *
 * Returns: (transfer full): why the computed fields are what they are
 */
NwReasons *
nw_store_explain_row (NwStore *self, const NwRow *row)
{
  NwReasons *reasons = nw_reasons_new (row->entity);

  if (row->entity->explain != NULL)
    row->entity->explain (row, &self->context, reasons);
  return reasons;
}

/* Like nw_store_explain_row(), of a live record. */
NwReasons *
nw_store_explain (NwStore *self, NwRecord *record)
{
  NwRow row = nw_record_get_row (record);

  return nw_store_explain_row (self, &row);
}
