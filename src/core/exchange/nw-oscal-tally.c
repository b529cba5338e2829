/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a sentence names of each kind, and what a hostile file can make us remember. */
#define MAX_TOLD 12
#define MAX_NAMES 256
#define MAX_LENGTH 120

typedef struct
{
  char  *name;
  guint  count;
} Entry;

typedef struct
{
  const char *what;
  GPtrArray  *entries;
  GHashTable *by_name;
  guint       total;
} Kind;

struct _NwOscalTally
{
  GPtrArray *kinds;
};

static void
entry_free (gpointer data)
{
  g_free (((Entry *) data)->name);
  g_free (data);
}

static void
kind_free (gpointer data)
{
  Kind *self = data;

  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->by_name);
  g_free (self);
}

NwOscalTally *
nw_oscal_tally_new (void)
{
  NwOscalTally *self = g_new0 (NwOscalTally, 1);

  self->kinds = g_ptr_array_new_with_free_func (kind_free);
  return self;
}

void
nw_oscal_tally_free (NwOscalTally *self)
{
  g_ptr_array_unref (self->kinds);
  g_free (self);
}

static Kind *
find_kind (NwOscalTally *self, const char *what)
{
  Kind *kind;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      kind = self->kinds->pdata[i];
      if (g_str_equal (kind->what, what))
        return kind;
    }

  kind = g_new0 (Kind, 1);
  kind->what = what;
  kind->entries = g_ptr_array_new_with_free_func (entry_free);
  kind->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->kinds, kind);
  return kind;
}

static char *
dup_short (const char *name)
{
  gsize length = strnlen (name, MAX_LENGTH);

  while (length > 0 && ((guchar) name[length] & 0xc0) == 0x80)
    length--;

  return g_strndup (name, length);
}

/**
 * nw_oscal_tally_add:
 * @what: what is counted, an untranslated text that lives for ever
 * @name: which one
 *
 * Counts one more.
 */
void
nw_oscal_tally_add (NwOscalTally *self, const char *what, const char *name)
{
  Kind *kind = find_kind (self, what);
  g_autofree char *key = dup_short (name);
  Entry *entry = g_hash_table_lookup (kind->by_name, key);

  kind->total++;
  if (entry == NULL && kind->entries->len < MAX_NAMES)
    {
      entry = g_new0 (Entry, 1);
      entry->name = g_steal_pointer (&key);
      g_ptr_array_add (kind->entries, entry);
      g_hash_table_insert (kind->by_name, entry->name, entry);
    }
  if (entry != NULL)
    entry->count++;
}

static char *
describe (Kind *kind)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (kind->entries->len, MAX_TOLD); i++)
    {
      Entry *entry = kind->entries->pdata[i];

      g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "", entry->name);
      if (entry->count > 1)
        g_string_append_printf (text, " (%u)", entry->count);
    }
  if (kind->entries->len > MAX_TOLD)
    g_string_append (text, ", …");

  return g_string_free (text, FALSE);
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Kind *const *) a)->what, (*(Kind *const *) b)->what);
}

/* Appends one sentence for each kind: how many, and which. */
void
nw_oscal_tally_sentences (NwOscalTally *self, GPtrArray *sentences)
{
  g_ptr_array_sort (self->kinds, compare_kinds);
  for (guint i = 0; i < self->kinds->len; i++)
    {
      Kind *kind = self->kinds->pdata[i];
      g_autofree char *names = describe (kind);

      g_ptr_array_add (sentences, g_strdup_printf ("%s (%u): %s", g_dgettext (GETTEXT_PACKAGE, kind->what), kind->total, names));
    }
}
