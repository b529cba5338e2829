/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-past.h"

/* A row of its own: the register's rows hold what is computed as of today. */
typedef struct
{
  NwRow    row;
  NwValue *cells;
} PastRow;

static void
free_row (gpointer data)
{
  PastRow *row = data;

  for (guint i = 0; i < nw_entity_n_fields (row->row.entity); i++)
    nw_value_clear (&row->cells[i]);
  g_free (row->cells);
  g_free (row);
}

static PastRow *
copy_facts (const NwRow *row)
{
  PastRow *copy = g_new0 (PastRow, 1);
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  copy->cells = g_new0 (NwValue, n);
  copy->row = (NwRow){ row->entity, row->id, copy->cells };
  for (guint i = 0; i < n; i++)
    copy->cells[i] = fields[i].computed ? NW_VALUE_NONE : nw_value_copy (&row->cells[i]);
  return copy;
}

static const NwRow *
past_derived (NwContext *context, const NwRow *row)
{
  NwPast *self = (NwPast *) context;
  gint64 key = (gint64) row->entity->number << 48 | row->id;
  PastRow *kept = g_hash_table_lookup (self->rows, &key);
  NwDerived out;

  if (kept != NULL)
    return &kept->row;
  kept = copy_facts (row);
  g_hash_table_insert (self->rows, g_memdup2 (&key, sizeof key), kept);
  out = (NwDerived){ row->entity, kept->cells };
  if (row->entity->derive != NULL)
    row->entity->derive (row, context, &out);
  return &kept->row;
}

/* Rows that come from it hold until it is freed. */
NwPast *
nw_past_new (NwContext *context, NwDay on)
{
  NwPast *self = g_new0 (NwPast, 1);

  self->klass = *context->klass;
  self->klass.derived = past_derived;
  self->context = (NwContext){ .on = on, .facts = context->facts, .klass = &self->klass };
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_row);
  return self;
}

void
nw_past_free (NwPast *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}
