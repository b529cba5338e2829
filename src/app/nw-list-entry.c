/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-list-private.h"

/* Texts and what refers to other records are ordered as a person reads them;
 * numbers, dates and choices by their value. */
static void
read_key (NwList *self, NwListEntry *entry, const NwValue *cells)
{
  const NwField *field = nw_entity_get_field (self->entity, self->sort_field);
  const NwValue *cell = &cells[self->sort_field];
  g_autofree char *text = NULL;

  if (!self->collate || !nw_value_is_set (cell))
    {
      nw_value_assign (&entry->key, cell);
      return;
    }
  text = nw_store_display (nw_session_get_store (self->session), field, cell);
  nw_value_clear (&entry->key);
  entry->key = nw_value_take (g_utf8_collate_key_for_filename (text, -1));
}

static char *
fold (NwList *self, const NwValue *cells)
{
  NwStore *store = nw_session_get_store (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      guint field = g_array_index (self->fields, guint, i);
      g_autofree char *cell = NULL;

      if (!nw_value_is_set (&cells[field]))
        continue;
      cell = nw_store_display (store, nw_entity_get_field (self->entity, field), &cells[field]);
      g_string_append (text, cell);
      g_string_append_c (text, '\n');
    }
  return g_utf8_casefold (text->str, text->len);
}

static gboolean
is_in_scope (NwList *self, gboolean deleted, const NwValue *cells)
{
  const NwValue *cell;
  g_autoptr (GArray) ids = NULL;

  if (deleted && !self->show_deleted)
    return FALSE;
  if (self->scope_field < 0)
    return TRUE;
  cell = &cells[self->scope_field];
  if (cell->tag != NW_TAG_TEXT)
    return cell->tag == NW_TAG_NUMBER && cell->number == self->scope_target;

  ids = nw_ids_parse (cell->text);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == self->scope_target)
      return TRUE;
  return FALSE;
}

/* Takes over what the row holds now. */
void
nw_list_entry_read (NwList *self, NwListEntry *entry, gboolean deleted, const NwValue *cells)
{
  entry->in_scope = is_in_scope (self, deleted, cells);
  g_clear_pointer (&entry->text, g_free);
  if (!entry->in_scope)
    return;
  read_key (self, entry, cells);
  if (self->words != NULL)
    entry->text = fold (self, cells);
}

NwListEntry *
nw_list_entry_new (NwList *self, gint64 id, gboolean deleted, const NwValue *cells)
{
  NwListEntry *entry = g_new0 (NwListEntry, 1);

  entry->id = id;
  nw_list_entry_read (self, entry, deleted, cells);
  return entry;
}

void
nw_list_entry_free (gpointer data)
{
  NwListEntry *entry = data;

  nw_value_clear (&entry->key);
  g_free (entry->text);
  g_free (entry);
}

/* Whether every word of the filter occurs in one of the shown columns. */
gboolean
nw_list_entry_matches (NwList *self, NwListEntry *entry)
{
  if (self->words == NULL)
    return TRUE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (entry->text == NULL || strstr (entry->text, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Unknown values come last, whichever way the rest is ordered. */
int
nw_list_entry_compare (gconstpointer a, gconstpointer b, gpointer list)
{
  NwList *self = list;
  const NwListEntry *x = *(NwListEntry *const *) a;
  const NwListEntry *y = *(NwListEntry *const *) b;
  const NwField *field = nw_entity_get_field (self->entity, self->sort_field);
  int order;

  if (nw_value_is_set (&x->key) != nw_value_is_set (&y->key))
    return nw_value_is_set (&x->key) ? -1 : 1;
  if (self->collate && nw_value_is_set (&x->key))
    order = strcmp (x->key.text, y->key.text);
  else
    order = nw_kind_compare (field, &x->key, &y->key);
  if (order == 0)
    return (x->id > y->id) - (x->id < y->id);
  return self->descending ? -order : order;
}
