/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../rules/nw-subject.h"
#include "nw-store-private.h"
#include "nw-views.h"

#include <string.h>

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

/* Says what the record and the person are called. Most lines are about the
 * record that was asked. */
static void
introduce (NwStore *self, const NwRow *row, const guint8 *uuid, gint64 person, NwSubject *subject)
{
  const NwRow *who = nw_context_row (&self->context, &nw_person, person);

  memcpy (subject->uuid, uuid, sizeof subject->uuid);
  subject->code = g_strdup (nw_row_text (row, "code"));
  subject->title = nw_context_title (&self->context, row);
  if (who == NULL)
    return;
  subject->person_code = g_strdup (nw_row_text (who, "code"));
  subject->person_name = g_strdup (nw_row_title (who) != NULL ? nw_row_title (who) : subject->person_code);
}

static void
introduce_any (NwStore *self, const NwRow *asked, const guint8 *uuid, const NwEntity *entity, gint64 id, gint64 person, NwSubject *subject)
{
  gboolean same = entity == asked->entity && id == asked->id;
  const NwRow *row = same ? asked : nw_context_row (&self->context, entity, id);
  const char *code;

  if (row != NULL && (same || nw_store_resolve (self, entity, id, &code, &uuid)))
    {
      introduce (self, row, uuid, person, subject);
      return;
    }
  subject->code = g_strdup ("");
  subject->title = g_strdup ("");
}

static void
visit (NwStore *self, NwCursor *cursor, View view, GPtrArray *found)
{
  const NwRow *row = nw_cursor_row (cursor);
  const guint8 *uuid = nw_cursor_uuid (cursor);
  guint before = found->len;
  NwAgenda agenda = { &self->context, found, NW_NO_DAY, G_MAXINT32 };
  NwGaps gaps = { &self->context, found };

  nw_facts_begin (self->facts, row->entity, row->id);
  if (view == DEADLINES)
    row->entity->due (row, &self->context, &agenda);
  else
    row->entity->lack (row, &self->context, &gaps);
  for (guint i = before; i < found->len; i++)
    {
      NwDeadline *deadline = found->pdata[i];
      NwGap *gap = found->pdata[i];

      if (view == DEADLINES)
        introduce_any (self, row, uuid, deadline->entity, deadline->id, deadline->person, &deadline->subject);
      else
        introduce_any (self, row, uuid, gap->entity, gap->id, gap->person, &gap->subject);
    }
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
      visit (self, cursor, view, found);
      if (!nw_facts_check (self->facts, error))
        return FALSE;
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
        {
          g_clear_pointer (&self->views[view]->pdata[i], free_found);
          g_clear_pointer (&self->merged[view], g_ptr_array_unref);
        }
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
  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  return strcmp (left->kind, right->kind);
}

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  const NwGap *left = *(NwGap *const *) a, *right = *(NwGap *const *) b;

  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  if (left->entity->number != right->entity->number)
    return left->entity->number < right->entity->number ? -1 : 1;
  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  return strcmp (left->rule, right->rule);
}

/* Takes over all that kinds said, in order, unless that was done before. */
static GPtrArray *
merge (NwStore *self, View view, GPtrArray *merged, GCompareFunc compare, GError **error)
{
  if (self->merged[view] == NULL)
    {
      if (!find_all (self, view, error))
        return NULL;
      for (guint i = 0; i < self->views[view]->len; i++)
        {
          GPtrArray *found = self->views[view]->pdata[i];

          for (guint k = 0; found != NULL && k < found->len; k++)
            g_ptr_array_add (merged, view == DEADLINES ? (gpointer) nw_deadline_ref (found->pdata[k]) : nw_gap_ref (found->pdata[k]));
        }
      g_ptr_array_sort (merged, compare);
      self->merged[view] = g_ptr_array_ref (merged);
    }
  return self->merged[view];
}

/* Where the first deadline on @day or later stands. */
static guint
first_from (GPtrArray *deadlines, NwDay day)
{
  guint low = 0, high = deadlines->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((NwDeadline *) deadlines->pdata[middle])->date < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
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
  g_autoptr (GPtrArray) list = nw_deadlines_new (), fresh = nw_deadlines_new ();
  GPtrArray *all = merge (self, DEADLINES, fresh, compare_deadlines, error);

  if (all == NULL)
    return NULL;
  for (guint i = first_from (all, from); i < all->len && ((NwDeadline *) all->pdata[i])->date <= to; i++)
    g_ptr_array_add (list, nw_deadline_ref (all->pdata[i]));
  return g_steal_pointer (&list);
}

/* Leaves only what an audit against @framework would look at. */
static gboolean
keep_framework (NwStore *self, GPtrArray *list, gint64 framework, GError **error)
{
  const NwRow *wanted = nw_context_row (&self->context, &nw_framework, framework);

  for (guint i = list->len; i-- > 0;)
    {
      const NwGap *gap = list->pdata[i];
      const NwRow *row = nw_context_row (&self->context, gap->entity, gap->id);

      if (wanted == NULL || row == NULL || !nw_row_in_framework (&self->context, row, wanted))
        g_ptr_array_remove_index (list, i);
    }
  return nw_facts_check (self->facts, error);
}

/**
 * nw_store_gaps_of:
 * @framework: row of a framework; 0 for all gaps
 *
 * Returns: (transfer full): an array of #NwGap, the worst first
 */
GPtrArray *
nw_store_gaps_of (NwStore *self, gint64 framework, GError **error)
{
  g_autoptr (GPtrArray) list = nw_gap_list_new (), fresh = nw_gap_list_new ();
  GPtrArray *all = merge (self, GAPS, fresh, compare_gaps, error);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (list, nw_gap_ref (all->pdata[i]));
  if (framework != 0 && !keep_framework (self, list, framework, error))
    return NULL;
  return g_steal_pointer (&list);
}

GPtrArray *
nw_store_gaps (NwStore *self, GError **error)
{
  return nw_store_gaps_of (self, 0, error);
}

/**
 * nw_store_kpis:
 *
 * Returns: (transfer full): an array of #NwKpi, KP01 first
 */
GPtrArray *
nw_store_kpis (NwStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;

  hold_rows (self, TRUE);
  list = nw_kpis (&self->context);
  if (!nw_facts_check (self->facts, error))
    g_clear_pointer (&list, g_ptr_array_unref);
  hold_rows (self, FALSE);
  return g_steal_pointer (&list);
}

/**
 * nw_store_kpis_earlier:
 *
 * The key figures as they were some time ago, from the register as it stood
 * then. It takes a copy of the register, so not something for every commit.
 *
 * Returns: (transfer full): an array of #NwKpi; empty if the register, or the
 *   figure that says how long ago, was not there yet
 */
GPtrArray *
nw_store_kpis_earlier (NwStore *self, GError **error)
{
  NwDay day = nw_kpi_earlier (&self->context);
  g_autoptr (NwStore) then = NULL;
  g_autoptr (GError) reason = NULL;

  if (!nw_facts_check (self->facts, error))
    return NULL;
  if (day != NW_NO_DAY)
    then = nw_store_as_of (self, day, &reason);
  if (then != NULL)
    return nw_store_kpis (then, error);
  if (reason == NULL || g_error_matches (reason, NW_ERROR, NW_ERROR_INVALID))
    return g_ptr_array_new ();
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* Like nw_store_kpis(), each beside what it was. */
GPtrArray *
nw_store_kpis_compared (NwStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = nw_store_kpis (self, error), earlier = NULL;

  if (list == NULL)
    return NULL;
  earlier = nw_store_kpis_earlier (self, error);
  if (earlier == NULL)
    return NULL;
  nw_kpis_compare (list, earlier);
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
