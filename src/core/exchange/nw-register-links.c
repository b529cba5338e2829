/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-register-links.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Created rows are forgotten once so many have come after them: by then they
 * are in the file, where they are found by uuid. */
#define RECENT_MAX 4096

typedef struct
{
  const NwEntity *entity;
  guint8          uuid[16];
} Key;

typedef struct
{
  Key      key;
  gint64   id;
  guint    line; /* where it was mentioned first; 0 once it is there */
  char    *code;
} Promise;

struct _NwRegisterLinks
{
  NwStore    *store;
  GHashTable *promises; /* Key → Promise: not yet in the file */
  GQueue      recent;   /* of Key: promises that were kept */
  GHashTable *twins;    /* Key → id: has another uuid here */
  GHashTable *met;      /* rows of the register that a twin stands for, by kind and id */
  gint64      first_new[128]; /* by number of the kind: row ids from here on are of this import */
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;
  guint hash;

  memcpy (&hash, key->uuid + 4, sizeof hash);
  return hash ^ key->entity->number;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *x = a;
  const Key *y = b;

  return x->entity == y->entity && memcmp (x->uuid, y->uuid, sizeof x->uuid) == 0;
}

static void
free_promise (gpointer data)
{
  g_free (((Promise *) data)->code);
  g_free (data);
}

NwRegisterLinks *
nw_register_links_new (NwStore *store)
{
  NwRegisterLinks *self = g_new0 (NwRegisterLinks, 1);

  self->store = store;
  self->promises = g_hash_table_new_full (hash_key, equal_keys, NULL, free_promise);
  self->twins = g_hash_table_new_full (hash_key, equal_keys, g_free, g_free);
  self->met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
nw_register_links_free (NwRegisterLinks *self)
{
  g_queue_clear_full (&self->recent, g_free);
  g_hash_table_unref (self->promises);
  g_hash_table_unref (self->twins);
  g_hash_table_unref (self->met);
  g_free (self);
}

static Key
make_key (const NwEntity *entity, const guint8 uuid[16])
{
  Key key = { entity };

  memcpy (key.uuid, uuid, sizeof key.uuid);
  return key;
}

static gint64
row_key (const NwEntity *entity, gint64 id)
{
  return (gint64) entity->number << 48 | id;
}

static gint64
reserve (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16])
{
  gint64 id = nw_store_reserve_id (self->store, entity, uuid);

  if (self->first_new[entity->number] == 0)
    self->first_new[entity->number] = id;
  return id;
}

/* A row that was there before this import. */
static gboolean
is_old (NwRegisterLinks *self, const NwEntity *entity, gint64 id)
{
  gint64 first = self->first_new[entity->number];

  return id != 0 && (first == 0 || id < first);
}

static gint64
find_single (NwRegisterLinks *self, const NwEntity *entity)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, entity, NW_CURSOR_DEFAULT, NULL);
  gboolean row = FALSE;

  return cursor != NULL && nw_cursor_next (cursor, &row, NULL) && row ? nw_cursor_row (cursor)->id : 0;
}

/* A row that has another uuid but is the same to people. */
static gint64
find_twin (NwRegisterLinks *self, const NwEntity *entity, const char *code)
{
  gint64 id = entity->flags & NW_SINGLE ? find_single (self, entity) : nw_store_find_id (self->store, entity, code);

  return is_old (self, entity, id) ? id : 0;
}

static void
remember_twin (NwRegisterLinks *self, const Key *key, gint64 id)
{
  g_hash_table_insert (self->twins, g_memdup2 (key, sizeof *key), g_memdup2 (&id, sizeof id));
}

/**
 * nw_register_links_meet:
 * @why: (out): set when the record must be refused
 *
 * Returns: the row that a record of the document stands for; 0: a new one
 */
gint64
nw_register_links_meet (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16], const char *code, const char **why)
{
  Key key = make_key (entity, uuid);
  const Promise *promise = g_hash_table_lookup (self->promises, &key);
  gint64 id = nw_store_find_uuid (self->store, entity, uuid);
  gint64 twin = id == 0 && promise == NULL ? find_twin (self, entity, code) : 0;
  gint64 met = row_key (entity, id != 0 ? id : twin);

  if ((promise != NULL && promise->line == 0) || (id != 0 && !is_old (self, entity, id)))
    *why = _("the document has this record twice: remove one");
  else if ((id != 0 || twin != 0) && !g_hash_table_add (self->met, g_memdup2 (&met, sizeof met)))
    *why = _("two records of the document stand for the same record of the register: give one of them another code");
  else if (twin != 0)
    remember_twin (self, &key, twin);
  return id != 0 ? id : twin;
}

static void
keep_promise (NwRegisterLinks *self, Promise *promise)
{
  promise->line = 0;
  g_queue_push_tail (&self->recent, g_memdup2 (&promise->key, sizeof promise->key));
  if (g_queue_get_length (&self->recent) <= RECENT_MAX)
    return;

  g_autofree Key *oldest = g_queue_pop_head (&self->recent);
  g_hash_table_remove (self->promises, oldest);
}

static Promise *
promise (NwRegisterLinks *self, const Key *key, const char *code, guint line)
{
  Promise *made = g_new0 (Promise, 1);

  made->key = *key;
  made->id = reserve (self, key->entity, key->uuid);
  made->line = line;
  made->code = g_strdup (code);
  g_hash_table_insert (self->promises, &made->key, made);
  return made;
}

/* Returns: the row id that the new record is to have */
gint64
nw_register_links_create (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16])
{
  Key key = make_key (entity, uuid);
  Promise *made = g_hash_table_lookup (self->promises, &key);
  gint64 id;

  if (made == NULL)
    made = promise (self, &key, NULL, 0);
  id = made->id;
  keep_promise (self, made);
  return id;
}

/**
 * nw_register_links_find:
 * @code: what people call it: one with that code may be here under another uuid
 * @line: where the document mentions it
 *
 * Returns: the row that a reference points to, now or later
 */
gint64
nw_register_links_find (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16], const char *code, guint line)
{
  Key key = make_key (entity, uuid);
  const Promise *made = g_hash_table_lookup (self->promises, &key);
  const gint64 *twin = g_hash_table_lookup (self->twins, &key);
  gint64 id;

  if (made != NULL)
    return made->id;
  if (twin != NULL)
    return *twin;
  id = nw_store_find_uuid (self->store, entity, uuid);
  if (id == 0)
    id = find_twin (self, entity, code);
  return id != 0 ? id : promise (self, &key, code, line)->id;
}

/* After the document: whatever was mentioned must have come. */
void
nw_register_links_check (NwRegisterLinks *self, NwImportReport *report)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->promises);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Promise *made = value;
      g_autofree char *uuid = nw_uuid_format (made->key.uuid);
      g_autofree char *element = NULL;

      if (made->line != 0)
        nw_import_report_refuse (report, made->line, made->key.entity, made->code, "uuid", uuid,
                                 _("the document refers to this record but does not have it, nor does the register"));
    }
}
