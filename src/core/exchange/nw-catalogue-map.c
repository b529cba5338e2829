/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-catalogue.h"

#include "../entities/nw-entities.h"
#include "../model/nw-psv.h"

#include <string.h>

/* How the shipped catalogues answer each other: controls to articles of the
 * DSGVO and to categories of the CSF, categories to clauses, measures (TOM)
 * to both. It is judgement, and says so in its origin. */

#define ORIGIN "own judgement, 2026-06"

typedef struct
{
  NwStore    *store;
  NwChange   *change;
  GHashTable *seen;     /* "source>target" */
  GHashTable *articles; /* reference → row id */
} Mapper;

/* What a mapping is called in every register: the codes that it joins. */
static char *
mapping_name (Mapper *m, gint64 source, gint64 target)
{
  const char *code = "";
  g_autofree char *from = NULL;

  nw_store_resolve (m->store, &nw_requirement, source, &code, NULL);
  from = g_strdup (code);
  nw_store_resolve (m->store, &nw_requirement, target, &code, NULL);
  return g_strconcat (from, ">", code, NULL);
}

static void
map (Mapper *m, gint64 source, gint64 target, const char *relation)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ">%" G_GINT64_FORMAT, source, target);
  const NwValue none = NW_VALUE_NONE;
  const NwValue from = nw_value_number (source), to = nw_value_number (target);
  g_autofree char *name = NULL;
  guint8 uuid[16];
  NwChangeRow *row;

  if (source == 0 || target == 0 || !g_hash_table_add (m->seen, g_steal_pointer (&key)))
    return;
  name = mapping_name (m, source, target);
  nw_uuid_of_name ("mapping", name, uuid);
  row = nw_change_create (m->change, &nw_mapping, uuid);
  nw_change_row_set (row, (guint) nw_entity_field_index (&nw_mapping, "source"), &none, &from);
  nw_change_row_set (row, (guint) nw_entity_field_index (&nw_mapping, "target"), &none, &to);
  nw_store_set_text (m->store, row, NULL, "relation", relation, NW_FORM_MACHINE, NULL);
  nw_store_set_text (m->store, row, NULL, "origin", ORIGIN, NW_FORM_MACHINE, NULL);
}

static gint64
find (Mapper *m, const char *framework, const char *code)
{
  g_autofree char *full = g_strconcat (framework, ":", code, NULL);

  return nw_store_find_id (m->store, &nw_requirement, full);
}

static void
load_articles (Mapper *m)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("gdpr");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      gint64 id = find (m, "dsgvo", nw_psv_get (psv, i, "id"));
      char *reference = g_strdup (nw_psv_get (psv, i, "ref"));

      reference[strcspn (reference, ",")] = '\0';
      g_hash_table_insert (m->articles, reference, g_memdup2 (&id, sizeof id));
    }
}

/* "32(1)(b)" is Art. 32(1)(b); "BDSG26" is BDSG § 26. */
static char *
article_reference (const char *word)
{
  return g_str_has_prefix (word, "BDSG") ? g_strconcat ("BDSG § ", word + 4, NULL) : g_strconcat ("Art. ", word, NULL);
}

/* All finer ones where a whole article is meant that the catalogue splits. */
static gboolean
map_parts (Mapper *m, gint64 source, const char *reference)
{
  GHashTableIter iter;
  gpointer key, value;
  gboolean any = FALSE;
  gsize length = strlen (reference);

  g_hash_table_iter_init (&iter, m->articles);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (strncmp (key, reference, length) == 0 && ((const char *) key)[length] == '(')
      {
        map (m, source, *(gint64 *) value, "supports");
        any = TRUE;
      }
  return any;
}

/* The requirement itself, else its parts, else the paragraph it is part of. */
static void
map_article (Mapper *m, gint64 source, const char *word)
{
  g_autofree char *reference = article_reference (word);

  for (;;)
    {
      const gint64 *id = g_hash_table_lookup (m->articles, reference);
      char *bracket = strrchr (reference, '(');

      if (id != NULL)
        map (m, source, *id, "supports");
      if (id != NULL || map_parts (m, source, reference) || bracket == NULL)
        return;
      *bracket = '\0';
    }
}

static void
map_articles (Mapper *m, gint64 source, const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && strcmp (parts[i], "-") != 0)
      map_article (m, source, parts[i]);
}

static void
map_iso (Mapper *m, gint64 source, const char *words, const char *prefix)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *code = g_strconcat (prefix, parts[i], NULL);

      map (m, source, find (m, "iso27001", code), "intersects");
    }
}

static void
map_controls (Mapper *m)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("controls");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      g_autofree char *code = g_strconcat ("A.", nw_psv_get (psv, i, "id"), NULL);
      gint64 control = find (m, "iso27001", code);

      map_articles (m, control, nw_psv_get (psv, i, "gdpr"));
      map (m, control, find (m, "nist-csf", nw_psv_get (psv, i, "csf")), "intersects");
    }
}

static void
map_categories (Mapper *m)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("csf");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      gint64 category = find (m, "nist-csf", nw_psv_get (psv, i, "id"));

      map_iso (m, category, nw_psv_get (psv, i, "controls"), "A.");
      map_iso (m, category, nw_psv_get (psv, i, "clauses"), "");
      map_articles (m, category, nw_psv_get (psv, i, "gdpr"));
    }
}

static void
map_measures (Mapper *m)
{
  g_autoptr (NwPsv) psv = nw_psv_load ("tom");

  for (guint i = 0; i < nw_psv_rows (psv); i++)
    {
      gint64 measure = find (m, "tom", nw_psv_get (psv, i, "id"));

      map_iso (m, measure, nw_psv_get (psv, i, "controls"), "A.");
      map_articles (m, measure, nw_psv_get (psv, i, "gdpr"));
    }
}

/**
 * nw_catalogue_map:
 *
 * Adds the shipped mappings between those shipped catalogues that are there.
 */
gboolean
nw_catalogue_map (NwStore *store, const NwReason *reason, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Mapper m = { store, change, seen, articles };

  load_articles (&m);
  map_controls (&m);
  map_categories (&m);
  map_measures (&m);
  return nw_store_commit (store, change, reason, error);
}
