/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-change.h"

#include <string.h>

struct _NwChange
{
  GPtrArray *rows;
  gint64     next_id;
};

static void
clear_edit (gpointer data)
{
  NwEdit *edit = data;

  nw_value_clear (&edit->before);
  nw_value_clear (&edit->after);
}

static void
free_row (gpointer data)
{
  NwChangeRow *row = data;

  g_array_unref (row->edits);
  g_free (row);
}

NwChange *
nw_change_new (void)
{
  NwChange *self = g_new0 (NwChange, 1);

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->next_id = -1;
  return self;
}

void
nw_change_free (NwChange *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
nw_change_n_rows (NwChange *self)
{
  return self->rows->len;
}

NwChangeRow *
nw_change_get_row (NwChange *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

/* Whether committing it would change nothing. */
gboolean
nw_change_is_empty (NwChange *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NwChangeRow *row = nw_change_get_row (self, i);

      if (row->revision == 0 || row->edits->len > 0 || row->mark != NW_MARK_KEEP)
        return FALSE;
    }
  return TRUE;
}

static NwChangeRow *
add_row (NwChange *self, const NwEntity *entity, gint64 id, gint64 revision, const guint8 *uuid)
{
  NwChangeRow *row = g_new0 (NwChangeRow, 1);

  row->entity = entity;
  row->id = id;
  row->revision = revision;
  row->edits = g_array_new (FALSE, FALSE, sizeof (NwEdit));
  g_array_set_clear_func (row->edits, clear_edit);
  if (uuid != NULL)
    memcpy (row->uuid, uuid, sizeof row->uuid);
  g_ptr_array_add (self->rows, row);
  return row;
}

/**
 * nw_change_create:
 * @uuid: (nullable): 16 bytes, or %NULL for a new one given at commit
 *
 * Returns: (transfer none): the row of a record to be created
 */
NwChangeRow *
nw_change_create (NwChange *self, const NwEntity *entity, const guint8 *uuid)
{
  return add_row (self, entity, self->next_id--, 0, uuid);
}

/* Like nw_change_create(), with an id from nw_store_reserve_id(). */
NwChangeRow *
nw_change_create_as (NwChange *self, const NwEntity *entity, const guint8 *uuid, gint64 id)
{
  return add_row (self, entity, id, 0, uuid);
}

/* The row for changes of @record, one per record and change. */
NwChangeRow *
nw_change_edit (NwChange *self, NwRecord *record)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NwChangeRow *row = nw_change_get_row (self, i);

      if (row->entity == nw_record_get_entity (record) && row->id == nw_record_get_id (record))
        return row;
    }
  return add_row (self, nw_record_get_entity (record), nw_record_get_id (record), nw_record_get_revision (record),
                  nw_record_get_uuid (record));
}

static guint
edit_position (const NwChangeRow *row, guint field)
{
  guint i = 0;

  while (i < row->edits->len && g_array_index (row->edits, NwEdit, i).field < field)
    i++;
  return i;
}

const NwEdit *
nw_change_row_find (const NwChangeRow *row, guint field)
{
  guint i = edit_position (row, field);

  if (i < row->edits->len && g_array_index (row->edits, NwEdit, i).field == field)
    return &g_array_index (row->edits, NwEdit, i);
  return NULL;
}

/**
 * nw_change_row_set:
 * @field: index of a stored field
 * @before: what the record holds now
 * @after: what it shall hold
 *
 * Setting a field twice keeps the first @before; setting it back drops it.
 */
void
nw_change_row_set (NwChangeRow *row, guint field, const NwValue *before, const NwValue *after)
{
  guint i = edit_position (row, field);
  NwEdit *edit = (NwEdit *) nw_change_row_find (row, field);

  g_return_if_fail (nw_field_is_stored (nw_entity_get_field (row->entity, field)));
  if (edit == NULL)
    {
      NwEdit fresh = { field, nw_value_copy (before), nw_value_copy (after) };

      g_array_insert_val (row->edits, i, fresh);
      edit = &g_array_index (row->edits, NwEdit, i);
    }
  else
    nw_value_assign (&edit->after, after);

  if (nw_value_equal (&edit->before, &edit->after))
    g_array_remove_index (row->edits, i);
}

void
nw_change_row_mark (NwChangeRow *row, NwMark mark)
{
  row->mark = mark;
}

static NwMark
inverse_mark (const NwChangeRow *row)
{
  if (row->revision == 0)
    return NW_MARK_DELETE;
  return row->mark == NW_MARK_DELETE    ? NW_MARK_RESTORE
         : row->mark == NW_MARK_RESTORE ? NW_MARK_DELETE
                                        : NW_MARK_KEEP;
}

/**
 * nw_change_inverse:
 * @self: a change that was committed
 *
 * Undo is the commit of what this returns: values swapped, and what was
 * created gets the deletion mark, for nothing is ever erased by an undo.
 *
 * Returns: (transfer full)
 */
NwChange *
nw_change_inverse (NwChange *self)
{
  NwChange *inverse = nw_change_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      NwChangeRow *row = nw_change_get_row (self, i);
      NwChangeRow *back = add_row (inverse, row->entity, row->id, row->revision + 1, row->uuid);

      back->mark = inverse_mark (row);
      if (row->revision == 0)
        continue;
      for (guint e = 0; e < row->edits->len; e++)
        {
          const NwEdit *edit = &g_array_index (row->edits, NwEdit, e);

          nw_change_row_set (back, edit->field, &edit->after, &edit->before);
        }
    }
  return inverse;
}
