/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-computed.h"

#include "../entities/nw-entities.h"
#include "../model/nw-language.h"
#include "../model/nw-psv.h"

void
nw_derive_framework (const NwRow *row, NwContext *context, NwDerived *out)
{
  GPtrArray *requirements = nw_context_children (context, &nw_requirement, "framework", row->id);
  guint assessable = 0;

  for (guint i = 0; i < requirements->len; i++)
    assessable += nw_row_yes (requirements->pdata[i], "assessable");
  nw_put_number (out, "requirements", requirements->len);
  nw_put_number (out, "assessable_requirements", assessable);
}

static gpointer
load_titles (const char *catalogue)
{
  g_autoptr (NwPsv) table = nw_psv_load (catalogue);
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < nw_psv_rows (table); i++)
    g_hash_table_insert (titles, g_strdup (nw_psv_get (table, i, "id")),
                         g_strdup (nw_language_between (nw_language (), nw_psv_get (table, i, "en"), nw_psv_get (table, i, "de"))));
  return titles;
}

/* What the line of the shipped catalogue is called that the record is about. */
void
nw_derive_catalogue_title (const NwRow *row, NwContext *context, NwDerived *out)
{
  static GHashTable *catalogues;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const char *item = nw_row_text (row, row->entity->code_item);
  GHashTable *titles;

  if (catalogues == NULL)
    catalogues = g_hash_table_new (g_str_hash, g_str_equal);
  titles = g_hash_table_lookup (catalogues, row->entity->catalogue);
  if (titles == NULL)
    {
      titles = load_titles (row->entity->catalogue);
      g_hash_table_insert (catalogues, (gpointer) row->entity->catalogue, titles);
    }
  if (item != NULL)
    nw_put_text (out, "title", g_hash_table_lookup (titles, item));
}
