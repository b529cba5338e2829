/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-facts.h"
#include "nw-store-private.h"

#include <string.h>

/* Between the register and the rules. Rows are read once and kept; a computed
 * value is made when somebody asks for it. Whatever a computation reads is
 * noted, so that after a commit exactly that is computed again which depends
 * on it: nobody keeps a list of what depends on what by hand.
 *
 * In bulk, when a cursor walks over a whole kind, children are read for a
 * block of parents at once, nothing is noted, and rows are forgotten when
 * there are too many of them. */

#define BLOCK_BITS 6
#define BULK_ROWS_MAX 20000 /* of one kind */
#define EDGES_MAX 2000000
#define KINDS_MAX 256

typedef enum
{
  FACTS,
  DERIVING,
  DERIVED,
} State;

typedef struct
{
  NwRow    row;   /* first: rules hold pointers to it */
  guint64  key;
  State    state;
  gboolean found; /* else there is no such record */
  NwValue  cells[];
} FactRow;

typedef struct
{
  const NwEntity *entity;
  const NwValue  *cells;
  gint64          id;
  NwDay           on;
  gpointer        data;
  GDestroyNotify  free;
} Memo;

/* What can be read: one row, the children of a row, a whole kind. */
typedef enum
{
  DEP_ROW,
  DEP_CHILDREN,
  DEP_ALL,
} Dep;

/* What is kept of one kind.
 * @rows: dep of a row → FactRow
 * @lists: dep of children or of the whole kind → GPtrArray of const NwRow
 * @blocks: deps of children, by block, that are in @lists as far as they exist */
typedef struct
{
  GHashTable *rows, *lists, *blocks;
} Kept;

struct _NwFacts
{
  NwStore    *store;   /* borrowed */
  Kept        kinds[KINDS_MAX]; /* by number of the kind */
  GPtrArray  *nothing; /* the children of whoever has none */
  GHashTable *edges;   /* dep → set of the rows computed from it */
  GHashTable *touched; /* deps that changed since nw_facts_affected() */
  GHashTable *figures; /* key → GPtrArray of const NwRow, or NULL */
  NwCalendar *calendar;
  GArray     *stack;   /* deps of the rows being computed */
  Memo        memo;    /* in bulk: what was worked out for the last record */
  gint        full;              /* number of a kind with too many rows, or -1 */
  guint       n_edges;
  guint64     n_derived; /* computations so far */
  gboolean    bulk, overflow;
  GError     *error;   /* the first that came up since nw_facts_derive() began */
  guint8      reads[KINDS_MAX][KINDS_MAX / 8];
};

static guint64
dep (Dep kind, const NwEntity *entity, guint field, gint64 id)
{
  return (guint64) kind << 62 | (guint64) entity->number << 54 | (guint64) field << 46 | (guint64) id;
}

static guint64 *
new_key (guint64 key)
{
  return g_memdup2 (&key, sizeof key);
}

static void
free_row (gpointer data)
{
  FactRow *row = data;
  guint n = row->found ? nw_entity_n_fields (row->row.entity) : 0;

  for (guint i = 0; i < n; i++)
    nw_value_clear (&row->cells[i]);
  g_free (row);
}

static void
free_list (gpointer data)
{
  g_ptr_array_unref (data);
}

NwFacts *
nw_facts_new (NwStore *store)
{
  NwFacts *self = g_new0 (NwFacts, 1);

  self->store = store;
  self->full = -1;
  self->nothing = g_ptr_array_new ();
  self->edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->stack = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

void
nw_facts_free (NwFacts *self)
{
  nw_facts_forget (self);
  for (guint i = 0; i < KINDS_MAX; i++)
    if (self->kinds[i].rows != NULL)
      {
        g_hash_table_unref (self->kinds[i].rows);
        g_hash_table_unref (self->kinds[i].lists);
        g_hash_table_unref (self->kinds[i].blocks);
      }
  g_ptr_array_unref (self->nothing);
  g_hash_table_unref (self->edges);
  g_hash_table_unref (self->touched);
  g_array_unref (self->stack);
  g_clear_error (&self->error);
  g_free (self);
}

static void
forget_memo (NwFacts *self)
{
  if (self->memo.data != NULL)
    self->memo.free (self->memo.data);
  self->memo = (Memo){ 0 };
}

/* What is kept of the kind that @key names. */
static Kept *
kept_of (NwFacts *self, guint64 key)
{
  Kept *kept = &self->kinds[key >> 54 & 0xff];

  if (kept->rows == NULL)
    {
      kept->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_row);
      kept->lists = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_list);
      kept->blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    }
  return kept;
}

static void
forget_lists (NwFacts *self)
{
  g_clear_pointer (&self->figures, g_hash_table_unref);
  for (guint i = 0; i < KINDS_MAX; i++)
    if (self->kinds[i].rows != NULL)
      {
        g_hash_table_remove_all (self->kinds[i].lists);
        g_hash_table_remove_all (self->kinds[i].blocks);
      }
}

static void
forget_rows (NwFacts *self)
{
  forget_memo (self);
  g_clear_pointer (&self->figures, g_hash_table_unref);
  forget_lists (self);
  for (guint i = 0; i < KINDS_MAX; i++)
    if (self->kinds[i].rows != NULL)
      g_hash_table_remove_all (self->kinds[i].rows);
  self->full = -1;
}

/* Of a kind that is gone through block by block, the blocks behind are not
 * needed again; other kinds stay. */
static void
forget_kind (NwFacts *self, guint number)
{
  forget_memo (self);
  if (number == nw_legal_parameter.number)
    g_clear_pointer (&self->figures, g_hash_table_unref);
  g_hash_table_remove_all (self->kinds[number].lists);
  g_hash_table_remove_all (self->kinds[number].blocks);
  g_hash_table_remove_all (self->kinds[number].rows);
  self->full = -1;
}

/* Forgets everything, also what depends on what. */
void
nw_facts_forget (NwFacts *self)
{
  forget_rows (self);
  g_clear_pointer (&self->calendar, nw_calendar_free);
  g_hash_table_remove_all (self->edges);
  g_hash_table_remove_all (self->touched);
  self->n_edges = 0;
  self->overflow = FALSE;
}

/* Whether a whole kind is about to be computed, or a record at a time. */
void
nw_facts_set_bulk (NwFacts *self, gboolean bulk)
{
  if (self->bulk != bulk)
    forget_rows (self);
  self->bulk = bulk;
}

static const NwEntity *
entity_of (guint64 key)
{
  return nw_entity_by_number (key >> 54 & 0xff);
}

/* Notes that what is being computed depends on @key. */
static void
note (NwFacts *self, guint64 key)
{
  guint64 by;
  guint reader, read = key >> 54 & 0xff;
  GHashTable *dependents;

  if (self->stack->len == 0)
    return;
  by = g_array_index (self->stack, guint64, self->stack->len - 1);
  reader = by >> 54 & 0xff;
  self->reads[reader][read / 8] |= (guint8) (1u << read % 8);
  if (self->bulk || self->overflow)
    return;
  dependents = g_hash_table_lookup (self->edges, &key);
  if (dependents == NULL)
    {
      dependents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_insert (self->edges, new_key (key), dependents);
    }
  if (!g_hash_table_contains (dependents, &by))
    {
      g_hash_table_add (dependents, new_key (by));
      self->overflow = ++self->n_edges > EDGES_MAX;
    }
}

/* How many records were computed so far. */
guint64
nw_facts_get_n_derived (NwFacts *self)
{
  return self->n_derived;
}

/* Whether computing @entity has ever read @changed, or what was computed from it. */
gboolean
nw_facts_reads (NwFacts *self, const NwEntity *entity, const NwEntity *changed)
{
  guint8 seen[KINDS_MAX] = { 0 };
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = entity->number;

  g_array_append_val (queue, first);
  for (guint i = 0; i < queue->len; i++)
    {
      guint reader = g_array_index (queue, guint, i);

      for (guint read = 0; read < KINDS_MAX; read++)
        if (self->reads[reader][read / 8] & 1u << read % 8 && !seen[read])
          {
            seen[read] = 1;
            g_array_append_val (queue, read);
          }
    }
  return seen[changed->number] || entity == changed;
}

static FactRow *
new_row (NwFacts *self, const NwEntity *entity, gint64 id, gboolean found)
{
  FactRow *row = g_malloc0 (sizeof (FactRow) + (found ? nw_entity_n_fields (entity) * sizeof (NwValue) : 0));

  row->row = (NwRow){ entity, id, row->cells, TRUE };
  row->key = dep (DEP_ROW, entity, 0, id);
  row->found = found;
  g_hash_table_insert (kept_of (self, row->key)->rows, &row->key, row);
  if (g_hash_table_size (kept_of (self, row->key)->rows) > BULK_ROWS_MAX)
    self->full = (gint) entity->number;
  return row;
}

/* The statement's current row, as one of the kept rows. */
static FactRow *
keep_row (NwFacts *self, const NwEntity *entity, sqlite3_stmt *stmt)
{
  gint64 id = sqlite3_column_int64 (stmt, 0);
  guint64 key = dep (DEP_ROW, entity, 0, id);
  FactRow *row = g_hash_table_lookup (kept_of (self, key)->rows, &key);

  if (row != NULL)
    return row;
  row = new_row (self, entity, id, TRUE);
  nw_store_read_columns (nw_sql_get (entity), stmt, row->cells);
  if (self->error == NULL)
    nw_store_load_links (self->store, entity, id, row->cells, &self->error);
  return row;
}

static gboolean
next (NwFacts *self, sqlite3_stmt *stmt)
{
  gboolean row = FALSE;

  return self->error == NULL && nw_db_step (self->store->db, stmt, &row, &self->error) && row;
}

static sqlite3_stmt *
prepare (NwFacts *self, const char *sql)
{
  return self->error == NULL ? nw_db_prepare (self->store->db, sql, &self->error) : NULL;
}

static const NwRow *
facts_row (NwContext *context, const NwEntity *entity, gint64 id)
{
  NwFacts *self = context->facts;
  guint64 key = dep (DEP_ROW, entity, 0, id);
  FactRow *row = g_hash_table_lookup (kept_of (self, key)->rows, &key);
  g_autoptr (sqlite3_stmt) stmt = NULL;

  note (self, key);
  if (row != NULL)
    return row->found ? &row->row : NULL;
  stmt = prepare (self, nw_sql_get (entity)->load_by_id);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, id);
  if (next (self, stmt) && sqlite3_column_int (stmt, 3) == 0)
    return &keep_row (self, entity, stmt)->row;
  new_row (self, entity, id, FALSE);
  return NULL;
}

/* Until nw_facts_end(), what is read is read for that record. */
void
nw_facts_begin (NwFacts *self, const NwEntity *entity, gint64 id)
{
  guint64 key = dep (DEP_ROW, entity, 0, id);

  g_array_append_val (self->stack, key);
}

void
nw_facts_end (NwFacts *self)
{
  g_array_set_size (self->stack, self->stack->len - 1);
}

static void
derive (NwFacts *self, NwContext *context, const NwRow *row, NwValue *cells)
{
  NwDerived out = { row->entity, cells };

  if (row->entity->derive == NULL)
    return;
  self->n_derived++;
  nw_facts_begin (self, row->entity, row->id);
  row->entity->derive (row, context, &out);
  nw_facts_end (self);
}

static const NwRow *
facts_derived (NwContext *context, const NwRow *row)
{
  NwFacts *self = context->facts;
  guint64 key = dep (DEP_ROW, row->entity, 0, row->id);
  FactRow *kept = row->kept ? (FactRow *) row : NULL;

  note (self, key);
  /* A copy of a kept row is not one. */
  if (kept == NULL || row->cells != kept->cells || kept->state == DERIVED)
    return row;
  g_return_val_if_fail (kept->state != DERIVING, row);
  kept->state = DERIVING;
  derive (self, context, row, kept->cells);
  kept->state = DERIVED;
  return row;
}

static GPtrArray *
list_of (NwFacts *self, guint64 key)
{
  GPtrArray *list = g_hash_table_lookup (kept_of (self, key)->lists, &key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (kept_of (self, key)->lists, new_key (key), list);
    }
  return list;
}

static void
load_children (NwFacts *self, const NwEntity *entity, guint field, gint64 from, gint64 to)
{
  const NwSql *sql = nw_sql_get (entity);
  g_autofree char *text = nw_sql_children (entity, nw_entity_get_field (entity, field));
  g_autoptr (sqlite3_stmt) stmt = prepare (self, text);
  int target = (int) sql->columns->len + 4;

  if (stmt == NULL)
    return;
  sqlite3_bind_int64 (stmt, 1, from);
  sqlite3_bind_int64 (stmt, 2, to);
  while (next (self, stmt))
    {
      guint64 key = dep (DEP_CHILDREN, entity, field, sqlite3_column_int64 (stmt, target));

      g_ptr_array_add (list_of (self, key), keep_row (self, entity, stmt));
    }
}

static GPtrArray *
facts_children (NwContext *context, const NwEntity *entity, const char *name, gint64 target)
{
  NwFacts *self = context->facts;
  guint field = (guint) nw_entity_field_index (entity, name);
  guint64 key = dep (DEP_CHILDREN, entity, field, target);
  guint64 block = dep (DEP_CHILDREN, entity, field, target >> BLOCK_BITS);
  GPtrArray *list = g_hash_table_lookup (kept_of (self, key)->lists, &key);

  note (self, key);
  if (list != NULL)
    return list;
  if (!self->bulk)
    load_children (self, entity, field, target, target);
  else if (g_hash_table_add (kept_of (self, key)->blocks, new_key (block)))
    load_children (self, entity, field, target >> BLOCK_BITS << BLOCK_BITS, target | ((1 << BLOCK_BITS) - 1));
  if (!self->bulk)
    return list_of (self, key);
  list = g_hash_table_lookup (kept_of (self, key)->lists, &key);
  return list != NULL ? list : self->nothing;
}

static GPtrArray *
facts_all (NwContext *context, const NwEntity *entity)
{
  NwFacts *self = context->facts;
  guint64 key = dep (DEP_ALL, entity, 0, 0);
  GPtrArray *list = g_hash_table_lookup (kept_of (self, key)->lists, &key);
  g_autofree char *text = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;

  note (self, key);
  if (list != NULL)
    return list;
  list = list_of (self, key);
  text = nw_sql_load_undeleted (entity);
  stmt = prepare (self, text);
  while (stmt != NULL && next (self, stmt))
    g_ptr_array_add (list, keep_row (self, entity, stmt));
  return list;
}

static NwCalendar *
facts_calendar (NwContext *context)
{
  NwFacts *self = context->facts;
  GPtrArray *days;

  note (self, dep (DEP_ALL, &nw_holiday, 0, 0));
  if (self->calendar != NULL)
    return self->calendar;
  self->calendar = nw_calendar_new ();
  days = facts_all (context, &nw_holiday);
  for (guint i = 0; i < days->len; i++)
    nw_calendar_add (self->calendar, nw_land (nw_row_text (days->pdata[i], "land")), nw_row_day (days->pdata[i], "date"),
                     nw_row_text (days->pdata[i], "name_en") ?: nw_row_text (days->pdata[i], "name_de"),
                     nw_row_text (days->pdata[i], "name_de"));
  return self->calendar;
}

static GHashTable *
figures (NwContext *context)
{
  NwFacts *self = context->facts;
  GPtrArray *rows;

  note (self, dep (DEP_ALL, &nw_legal_parameter, 0, 0));
  if (self->figures != NULL)
    return self->figures;
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  rows = facts_all (context, &nw_legal_parameter);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *key = nw_row_text (rows->pdata[i], "key");
      GPtrArray *same = key != NULL ? g_hash_table_lookup (self->figures, key) : NULL;

      if (key != NULL && same == NULL)
        g_hash_table_insert (self->figures, (gpointer) key, same = g_ptr_array_new ());
      if (key != NULL)
        g_ptr_array_add (same, rows->pdata[i]);
    }
  return self->figures;
}

static gboolean
facts_has_figure (NwContext *context, const char *key)
{
  return g_hash_table_contains (figures (context), key);
}

/* Of several that hold on the day, the one that began last. */
static const NwRow *
facts_figure (NwContext *context, const char *key, NwDay on)
{
  GPtrArray *same = g_hash_table_lookup (figures (context), key);
  const NwRow *best = NULL;
  NwDay best_from = NW_NO_DAY;

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      NwDay from = nw_row_day (same->pdata[i], "valid_from"), to = nw_row_day (same->pdata[i], "valid_to");

      if ((from != NW_NO_DAY && from > on) || (to != NW_NO_DAY && to < on) || (best != NULL && from < best_from))
        continue;
      best = same->pdata[i];
      best_from = from;
    }
  return best;
}

static gpointer
facts_recall (NwContext *context, const NwRow *row)
{
  const Memo *memo = &((NwFacts *) context->facts)->memo;

  return memo->entity == row->entity && memo->cells == row->cells && memo->id == row->id && memo->on == context->on ? memo->data : NULL;
}

/* Only in bulk: else it would not be noted what the data were made from. */
static void
facts_remember (NwContext *context, const NwRow *row, gpointer data, GDestroyNotify free_data)
{
  NwFacts *self = context->facts;

  forget_memo (self);
  if (self->bulk)
    self->memo = (Memo){ row->entity, row->cells, row->id, context->on, data, free_data };
  else
    free_data (data);
}

const NwFactsClass nw_facts_class = {
  .row = facts_row,
  .derived = facts_derived,
  .children = facts_children,
  .all = facts_all,
  .calendar = facts_calendar,
  .figure = facts_figure,
  .has_figure = facts_has_figure,
  .recall = facts_recall,
  .remember = facts_remember,
};

static void
clear_computed (const NwEntity *entity, NwValue *cells)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].computed)
      nw_value_clear (&cells[i]);
}

/**
 * nw_facts_derive:
 * @cells: of a record, as read; its computed cells are filled
 *
 * Returns: %FALSE when something that it depends on could not be read: then
 *   all its computed cells are unknown
 */
gboolean
nw_facts_derive (NwFacts *self, NwContext *context, const NwEntity *entity, gint64 id, NwValue *cells, GError **error)
{
  NwRow row = { entity, id, cells };

  if (entity->derive == NULL)
    return TRUE;
  if (self->bulk && self->full >= 0)
    forget_kind (self, (guint) self->full);
  forget_memo (self);
  clear_computed (entity, cells);
  derive (self, context, &row, cells);
  if (self->error == NULL)
    return TRUE;
  clear_computed (entity, cells);
  forget_rows (self);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/* Whether everything could be read that was asked for since the last time. */
gboolean
nw_facts_check (NwFacts *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  forget_rows (self);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static void
touch (NwFacts *self, guint64 key)
{
  g_hash_table_add (self->touched, new_key (key));
}

/* Says that a commit changed this row. */
void
nw_facts_touch (NwFacts *self, const NwEntity *entity, gint64 id)
{
  touch (self, dep (DEP_ROW, entity, 0, id));
  touch (self, dep (DEP_ALL, entity, 0, 0));
}

/* Says that a changed row names @value, or did, in its reference @field. */
void
nw_facts_touch_reference (NwFacts *self, const NwEntity *entity, guint field, const NwValue *value)
{
  g_autoptr (GArray) ids = NULL;

  if (value->tag == NW_TAG_NUMBER)
    touch (self, dep (DEP_CHILDREN, entity, field, value->number));
  if (value->tag != NW_TAG_TEXT)
    return;
  ids = nw_ids_parse (value->text);
  for (guint i = 0; i < ids->len; i++)
    touch (self, dep (DEP_CHILDREN, entity, field, g_array_index (ids, gint64, i)));
}

static void
drop (NwFacts *self, guint64 key)
{
  /* Lists hold borrowed rows: none may outlive a row that goes. */
  if (key >> 62 == DEP_ROW)
    g_hash_table_remove (kept_of (self, key)->rows, &key);
  else
    g_hash_table_remove (kept_of (self, key)->lists, &key);
  if (key == dep (DEP_ALL, &nw_holiday, 0, 0))
    g_clear_pointer (&self->calendar, nw_calendar_free);
}

/**
 * nw_facts_affected:
 *
 * What has to be computed again after all that was touched, and forgets what
 * is kept of it.
 *
 * Returns: (transfer full) (nullable): the set of nw_store_key() of records;
 *   %NULL: all of them
 */
GHashTable *
nw_facts_affected (NwFacts *self)
{
  g_autoptr (GHashTable) affected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer by;
  guint n_touched;

  if (self->overflow)
    {
      nw_facts_forget (self);
      return NULL;
    }
  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &by, NULL))
    g_array_append_val (queue, *(guint64 *) by);
  n_touched = queue->len;
  for (guint i = 0; i < queue->len; i++)
    {
      guint64 key = g_array_index (queue, guint64, i);
      GHashTable *dependents = g_hash_table_lookup (self->edges, &key);

      if (key >> 62 == DEP_ROW)
        {
          guint64 name = nw_store_key (entity_of (key), (gint64) (key & ((G_GUINT64_CONSTANT (1) << 46) - 1)));

          if (!g_hash_table_add (affected, new_key (name)) && i >= n_touched)
            continue;
        }
      if (dependents == NULL)
        continue;
      g_hash_table_iter_init (&iter, dependents);
      while (g_hash_table_iter_next (&iter, &by, NULL))
        g_array_append_val (queue, *(guint64 *) by);
    }
  forget_memo (self);
  /* Rows are few and quickly read again; lists point into them. */
  g_clear_pointer (&self->figures, g_hash_table_unref);
  forget_lists (self);
  for (guint i = 0; i < queue->len; i++)
    drop (self, g_array_index (queue, guint64, i));
  g_hash_table_remove_all (self->touched);
  return g_steal_pointer (&affected);
}
