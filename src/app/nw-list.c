/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-list-private.h"

/* Commits of more rows than this are imports: one pass is cheaper. */
#define TOUCH_MAX 500

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NwList, nw_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
nw_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
nw_list_get_n_items (GListModel *model)
{
  return NW_LIST (model)->shown->len;
}

/* A row that cannot be read must still be an item: views count on it. */
static gpointer
nw_list_get_item (GListModel *model, guint position)
{
  NwList *self = NW_LIST (model);
  NwListEntry *entry;
  NwRecord *record;

  if (position >= self->shown->len)
    return NULL;
  entry = g_ptr_array_index (self->shown, position);
  record = nw_session_get_record (self->session, self->entity, entry->id);
  return record != NULL ? (gpointer) record : g_object_new (G_TYPE_OBJECT, NULL);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = nw_list_get_item_type;
  iface->get_n_items = nw_list_get_n_items;
  iface->get_item = nw_list_get_item;
}

static void
nw_list_finalize (GObject *object)
{
  NwList *self = NW_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->entries);
  g_array_unref (self->fields);
  g_strfreev (self->words);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nw_list_parent_class)->finalize (object);
}

static void
nw_list_class_init (NwListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nw_list_finalize;
}

static void
nw_list_init (NwList *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, nw_list_entry_free);
  self->sorted = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->scope_field = -1;
}

static gboolean
shown_id_differs (GPtrArray *shown, guint i, const gint64 *before, guint j)
{
  return ((NwListEntry *) g_ptr_array_index (shown, i))->id != before[j];
}

/* Tells the views about the part that differs from the ids shown @before. */
static void
announce (NwList *self, const gint64 *before, guint n_before)
{
  guint n = self->shown->len;
  guint head = 0, tail = 0;

  while (head < MIN (n, n_before) && !shown_id_differs (self->shown, head, before, head))
    head++;
  while (tail < MIN (n, n_before) - head && !shown_id_differs (self->shown, n - 1 - tail, before, n_before - 1 - tail))
    tail++;
  if (n_before - head - tail > 0 || n - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail, n - head - tail);
}

static gint64 *
copy_shown_ids (NwList *self, guint *n)
{
  gint64 *ids = g_new (gint64, self->shown->len + 1);

  *n = self->shown->len;
  for (guint i = 0; i < self->shown->len; i++)
    ids[i] = ((NwListEntry *) g_ptr_array_index (self->shown, i))->id;
  return ids;
}

static void
collect_shown (NwList *self)
{
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->sorted->len; i++)
    if (nw_list_entry_matches (self, g_ptr_array_index (self->sorted, i)))
      g_ptr_array_add (self->shown, g_ptr_array_index (self->sorted, i));
}

static void
collect_sorted (NwList *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_ptr_array_set_size (self->sorted, 0);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (((NwListEntry *) entry)->in_scope)
      g_ptr_array_add (self->sorted, entry);
  g_ptr_array_sort_with_data (self->sorted, nw_list_entry_compare, self);
}

/* Computed cells cost a query per row: only where order or filter need them. */
static NwCursorFlags
cursor_flags (NwList *self)
{
  gboolean computed = nw_entity_get_field (self->entity, self->sort_field)->computed;

  if (self->words != NULL)
    for (guint i = 0; i < self->fields->len; i++)
      computed |= nw_entity_get_field (self->entity, g_array_index (self->fields, guint, i))->computed;
  return NW_CURSOR_BY_ID | (self->show_deleted ? NW_CURSOR_DELETED : 0) | (computed ? NW_CURSOR_COMPUTED : 0);
}

static gboolean
read_entries (NwList *self, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (nw_session_get_store (self->session), self->entity,
                                                 cursor_flags (self), error);
  gboolean row = FALSE;

  g_hash_table_remove_all (self->entries);
  if (cursor == NULL)
    return FALSE;
  while (nw_cursor_next (cursor, &row, error) && row)
    {
      const NwRow *cells = nw_cursor_row (cursor);
      NwListEntry *entry = nw_list_entry_new (self, cells->id, nw_cursor_deleted (cursor), cells->cells);

      g_hash_table_insert (self->entries, &entry->id, entry);
    }
  return !row;
}

/* Reads all rows anew, in one pass over the kind. */
static void
reload (NwList *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *before = NULL;
  guint n_before;

  if (!self->loaded)
    return;
  before = copy_shown_ids (self, &n_before);
  g_ptr_array_set_size (self->sorted, 0);
  g_ptr_array_set_size (self->shown, 0);
  if (!read_entries (self, &error))
    g_warning ("%s: %s", self->entity->name, error != NULL ? error->message : "?");
  collect_sorted (self);
  collect_shown (self);
  announce (self, before, n_before);
}

static guint
insert_position (NwList *self, GPtrArray *array, NwListEntry *entry)
{
  guint low = 0, high = array->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (nw_list_entry_compare (&g_ptr_array_index (array, middle), &entry, self) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
sort_in (NwList *self, NwListEntry *entry)
{
  guint index;

  if (g_ptr_array_find (self->sorted, entry, &index))
    g_ptr_array_remove_index (self->sorted, index);
  if (entry->in_scope)
    g_ptr_array_insert (self->sorted, insert_position (self, self->sorted, entry), entry);
}

/* Moves @entry to where it belongs now; a row that stays where it is says
 * nothing, because its cells follow the record by themselves. */
static void
show_in (NwList *self, NwListEntry *entry)
{
  gboolean shows = entry->in_scope && nw_list_entry_matches (self, entry);
  guint before = G_MAXUINT, after = G_MAXUINT;

  if (g_ptr_array_find (self->shown, entry, &before))
    g_ptr_array_remove_index (self->shown, before);
  else
    before = G_MAXUINT;
  if (shows)
    after = insert_position (self, self->shown, entry);

  if (before != after && before != G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 1, 0);
  if (shows)
    g_ptr_array_insert (self->shown, after, entry);
  if (before != after && shows)
    g_list_model_items_changed (G_LIST_MODEL (self), after, 0, 1);
}

static void
touch (NwList *self, gint64 id)
{
  g_autoptr (NwRecord) record = nw_session_get_record (self->session, self->entity, id);
  NwListEntry *entry = g_hash_table_lookup (self->entries, &id);
  NwRow row;

  if (record == NULL)
    return;
  row = nw_record_get_row (record);
  if (entry == NULL)
    {
      entry = nw_list_entry_new (self, id, nw_record_is_deleted (record), row.cells);
      g_hash_table_insert (self->entries, &entry->id, entry);
    }
  else
    nw_list_entry_read (self, entry, nw_record_is_deleted (record), row.cells);
  sort_in (self, entry);
  show_in (self, entry);
}

/* Whether order or filter look at results that records of other kinds change. */
static gboolean
moves_with (NwList *self, NwChange *change)
{
  NwStore *store = nw_session_get_store (self->session);

  if (!(cursor_flags (self) & NW_CURSOR_COMPUTED))
    return FALSE;
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    {
      const NwEntity *changed = nw_change_get_row (change, i)->entity;

      if (changed != self->entity && nw_store_computes_from (store, self->entity, changed))
        return TRUE;
    }
  return FALSE;
}

static void
session_changed_cb (NwList *self, NwChange *change)
{
  if (!self->loaded)
    return;
  if (change == NULL || nw_change_n_rows (change) > TOUCH_MAX || moves_with (self, change))
    {
      reload (self);
      return;
    }
  for (guint i = 0; i < nw_change_n_rows (change); i++)
    if (nw_change_get_row (change, i)->entity == self->entity)
      touch (self, nw_change_get_row (change, i)->id);
}

/* Returns: (transfer full): a list that is empty until nw_list_load() */
NwList *
nw_list_new (NwSession *session, const NwEntity *entity)
{
  NwList *self = g_object_new (NW_TYPE_LIST, NULL);

  self->session = g_object_ref (session);
  self->entity = entity;
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  nw_list_set_sort (self, NW_FIELD_CODE, FALSE);
  return self;
}

void
nw_list_load (NwList *self)
{
  self->loaded = TRUE;
  reload (self);
}

const NwEntity *
nw_list_get_entity (NwList *self)
{
  return self->entity;
}

/* How many there are before the filter. */
guint
nw_list_get_total (NwList *self)
{
  return self->sorted->len;
}

/* Position of the record with row @id, or %G_MAXUINT if it is not shown. */
guint
nw_list_find (NwList *self, gint64 id)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (((NwListEntry *) g_ptr_array_index (self->shown, i))->id == id)
      return i;
  return G_MAXUINT;
}

/* @words: what must all occur in the shown columns; "" shows all rows */
void
nw_list_set_filter (NwList *self, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  gboolean was_filtered = self->words != NULL;
  g_autofree gint64 *before = NULL;
  guint n_before;

  g_clear_pointer (&self->words, g_strfreev);
  if (*g_strstrip (folded) != '\0')
    self->words = g_strsplit_set (folded, " \t", -1);
  if (self->words != NULL && !was_filtered)
    {
      reload (self);
      return;
    }
  before = copy_shown_ids (self, &n_before);
  collect_shown (self);
  announce (self, before, n_before);
}

/* @fields: indexes of the fields that the filter looks into */
void
nw_list_set_fields (NwList *self, GArray *fields)
{
  g_array_set_size (self->fields, 0);
  g_array_append_vals (self->fields, fields->data, fields->len);
  if (self->words != NULL)
    reload (self);
}

void
nw_list_set_sort (NwList *self, guint index, gboolean descending)
{
  const NwField *field = nw_entity_get_field (self->entity, index);

  self->sort_field = index;
  self->descending = descending;
  self->collate = nw_field_is_reference (field)
                  || (field->kind->storage == NW_TAG_TEXT && field->kind->compare == NULL && field->kind != &NW_DATE);
  reload (self);
}

void
nw_list_set_show_deleted (NwList *self, gboolean show)
{
  self->show_deleted = show;
  reload (self);
}

/* Only records whose reference @field names row @target; -1: all. */
void
nw_list_set_scope (NwList *self, int field, gint64 target)
{
  self->scope_field = field;
  self->scope_target = target;
  reload (self);
}
