/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-list.h"

G_BEGIN_DECLS

/* What a list knows of a row without its record: @key orders it, @text is
 * what the filter looks into and is made when a filter first asks. */
typedef struct
{
  gint64   id;
  gboolean in_scope;
  NwValue  key;
  char    *text;
} NwListEntry;

struct _NwList
{
  GObject parent_instance;

  NwSession      *session;
  const NwEntity *entity;
  GHashTable     *entries; /* id → NwListEntry */
  GPtrArray      *sorted;  /* of entries in scope */
  GPtrArray      *shown;   /* those of sorted that the filter lets through */

  GArray  *fields; /* where the filter looks */
  char   **words;  /* folded; NULL: no filter */
  guint    sort_field;
  gboolean descending;
  gboolean collate;
  gboolean show_deleted;
  int      scope_field; /* -1: all records */
  gint64   scope_target;
  gboolean loaded;
};

NwListEntry *nw_list_entry_new     (NwList *self, gint64 id, gboolean deleted, const NwValue *cells);
void         nw_list_entry_free    (gpointer data);
void         nw_list_entry_read    (NwList *self, NwListEntry *entry, gboolean deleted, const NwValue *cells);
gboolean     nw_list_entry_matches (NwList *self, NwListEntry *entry);
int          nw_list_entry_compare (gconstpointer a, gconstpointer b, gpointer list);

G_END_DECLS
