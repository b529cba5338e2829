/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "nw-import-batch.h"

#include <glib/gi18n-lib.h>

void
nw_import_batch_init (NwImportBatch *self, NwStore *store, const NwReason *reason, NwImportReport *report, guint size)
{
  self->store = store;
  self->reason = reason;
  self->report = report;
  self->size = size;
  self->change = nw_change_new ();
  self->fresh = g_ptr_array_new ();
}

void
nw_import_batch_clear (NwImportBatch *self)
{
  g_clear_pointer (&self->change, nw_change_free);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_pointer (&self->last_code, g_free);
  g_clear_error (&self->failure);
}

void
nw_import_item_init (NwImportItem *self, const NwEntity *entity, guint line, const char *code, NwRecord *record)
{
  guint n = nw_entity_n_fields (entity);

  *self = (NwImportItem){ .entity = entity, .line = line, .code = code, .record = record };
  self->cells = g_new0 (NwValue, n);
  for (guint i = 0; record != NULL && i < n; i++)
    self->cells[i] = nw_value_copy (nw_record_get_cell (record, i));
}

/* The record stays with who gave it. */
void
nw_import_item_clear (NwImportItem *self)
{
  for (guint i = 0; self->cells != NULL && i < nw_entity_n_fields (self->entity); i++)
    nw_value_clear (&self->cells[i]);
  g_clear_pointer (&self->cells, g_free);
}

static void
tell_codes (NwImportBatch *self)
{
  for (guint i = 0; i < self->fresh->len; i++)
    {
      NwImportRow *row = self->fresh->pdata[i];
      const char *code;

      if (row != NULL && nw_store_resolve (self->store, row->entity, nw_change_get_row (self->change, i)->id, &code, NULL))
        row->code = g_strdup (code);
    }
}

/* One record at a time it is known whose fault it was. */
static void
blame_last (NwImportBatch *self)
{
  GPtrArray *rows = self->report->rows;
  NwImportRow *row = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;

  if (self->failure->domain != NW_ERROR || self->last_entity == NULL)
    return;
  self->report->counts[self->last_verdict]--;
  if (row != NULL && row->line == self->last_line && row->verdict == self->last_verdict)
    g_ptr_array_remove_index (rows, rows->len - 1);
  nw_import_report_refuse (self->report, self->last_line, self->last_entity, self->last_code, NULL, NULL, self->failure->message);
  g_clear_error (&self->failure);
}

static void
remember_last (NwImportBatch *self, const NwImportItem *item, NwImportVerdict verdict)
{
  g_free (self->last_code);
  self->last_code = g_strdup (item->code);
  self->last_entity = item->entity;
  self->last_line = item->line;
  self->last_verdict = verdict;
}

/* Commits what has gathered; %FALSE once the store has refused something. */
gboolean
nw_import_batch_commit (NwImportBatch *self)
{
  if (self->stopped)
    return FALSE;
  if (nw_store_commit (self->store, self->change, self->reason, &self->failure))
    tell_codes (self);
  else
    self->stopped = TRUE;
  if (self->stopped && self->size == 1)
    blame_last (self);

  nw_change_free (self->change);
  self->change = nw_change_new ();
  g_ptr_array_set_size (self->fresh, 0);
  return !self->stopped;
}

static gboolean
refuse (NwImportBatch *self, const NwImportItem *item, guint field, const char *message)
{
  const NwField *f = nw_entity_get_field (item->entity, field);
  g_autofree char *value = nw_store_format (self->store, f, &item->cells[field]);

  nw_import_report_refuse (self->report, item->line, item->entity, item->code, f->name, value, message);
  return FALSE;
}

static gboolean
is_set_once (const NwImportItem *item, guint field)
{
  const NwField *f = nw_entity_get_field (item->entity, field);
  const NwValue *before = item->record != NULL ? nw_record_get_cell (item->record, field) : NULL;

  return f->flags & NW_FIXED && before != NULL && nw_value_is_set (before) && !nw_value_equal (before, &item->cells[field]);
}

static gboolean
validate (NwImportBatch *self, const NwImportItem *item)
{
  NwRow row = { item->entity, item->id, item->cells };
  g_autoptr (GPtrArray) problems = nw_row_validate (&row);

  for (guint i = 0; i < nw_entity_n_fields (item->entity); i++)
    if (is_set_once (item, i))
      return refuse (self, item, i, _("this field is set once and never changed"));
  for (guint i = 0; i < problems->len; i++)
    {
      const NwProblem *problem = problems->pdata[i];

      return refuse (self, item, problem->field, problem->message);
    }
  return TRUE;
}

static gboolean
differs (const NwImportItem *item)
{
  if (item->record == NULL || item->mark != NW_MARK_KEEP)
    return TRUE;
  for (guint i = 0; i < nw_entity_n_fields (item->entity); i++)
    if (!nw_value_equal (nw_record_get_cell (item->record, i), &item->cells[i]))
      return TRUE;
  return FALSE;
}

static void
record_change (NwImportBatch *self, const NwImportItem *item)
{
  static const NwValue none = NW_VALUE_NONE;
  NwChangeRow *row = item->record != NULL ? nw_change_edit (self->change, item->record)
                     : item->id != 0      ? nw_change_create_as (self->change, item->entity, item->uuid, item->id)
                                          : nw_change_create (self->change, item->entity, item->uuid);

  for (guint i = 0; i < nw_entity_n_fields (item->entity); i++)
    if (nw_field_is_stored (nw_entity_get_field (item->entity, i)))
      nw_change_row_set (row, i, item->record != NULL ? nw_record_get_cell (item->record, i) : &none, &item->cells[i]);
  nw_change_row_mark (row, item->mark);
}

/**
 * nw_import_batch_add:
 *
 * Tells what becomes of @item and, unless it is refused or the same as
 * before, commits it with others.
 *
 * Returns: %FALSE when it was refused; the report says why
 */
gboolean
nw_import_batch_add (NwImportBatch *self, NwImportItem *item)
{
  NwImportVerdict verdict = item->record == NULL ? NW_IMPORT_NEW : differs (item) ? NW_IMPORT_CHANGED : NW_IMPORT_UNCHANGED;
  NwImportRow *row;

  if (!validate (self, item))
    return FALSE;
  row = nw_import_report_add (self->report, item->line, item->entity, item->code, verdict);
  if (verdict == NW_IMPORT_UNCHANGED || self->stopped)
    return TRUE;

  remember_last (self, item, verdict);
  record_change (self, item);
  g_ptr_array_add (self->fresh, item->code == NULL ? row : NULL);
  return self->fresh->len < self->size || nw_import_batch_commit (self) || self->size > 1;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const NwImportRow *x = *(NwImportRow *const *) a;
  const NwImportRow *y = *(NwImportRow *const *) b;

  return (x->line > y->line) - (x->line < y->line);
}

/**
 * nw_import_batch_end:
 *
 * Ends the transaction: for good if nothing was refused and it is no dry run,
 * else so that nothing was changed. The report of the batch passes to the
 * caller.
 *
 * Returns: (transfer full) (nullable): the report; %NULL with @error set when
 *   the store failed, or refused something in the middle of a large commit
 */
NwImportReport *
nw_import_batch_end (NwImportBatch *self, gboolean dry_run, GError **error)
{
  nw_import_batch_commit (self);
  if (self->stopped || dry_run || self->report->counts[NW_IMPORT_REFUSED] > 0)
    nw_store_cancel (self->store);
  else if (!nw_store_end (self->store, &self->failure))
    self->stopped = TRUE;
  else
    self->report->done = TRUE;

  g_ptr_array_sort (self->report->rows, compare_rows);
  if (self->report->rows->len >= NW_IMPORT_MAX_LISTED)
    g_ptr_array_add (self->report->notes, g_strdup_printf (_("Only the first %d rows are listed one by one"), NW_IMPORT_MAX_LISTED));
  if (self->failure == NULL)
    return g_steal_pointer (&self->report);
  g_clear_pointer (&self->report, nw_import_report_free);
  g_propagate_error (error, g_steal_pointer (&self->failure));
  return NULL;
}
