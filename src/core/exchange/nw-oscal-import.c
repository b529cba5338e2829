/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-oscal-import.h"

#include "../entities/nw-entities.h"
#include "../model/nw-kind-private.h"
#include "nw-catalogue.h"
#include "nw-oscal-catalog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An OSCAL catalogue becomes a framework beside those that are there: its
 * groups and controls become requirements, links between controls mappings. */

typedef struct
{
  NwStore        *store;
  NwOscalCatalog *catalog;
  NwImportReport *report;
  const NwReason *reason;
  char           *code;       /* of the framework */
  gint64          framework;
  gboolean        german;
  GHashTable     *ids;        /* item id → row id */
  GHashTable     *references; /* taken ones */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->catalog, nw_oscal_catalog_free);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->references, g_hash_table_unref);
  g_free (self->code);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* "NIST_CSF_v2.0_catalog.xml" is called nist-csf-v2.0. */
static char *
slug (const char *text)
{
  GString *word = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && word->len < 48; p++)
    if (g_ascii_isalnum (*p) || (*p == '.' && g_ascii_isdigit (p[1]) && word->len > 0))
      g_string_append_c (word, g_ascii_tolower (*p));
    else if (word->len > 0 && word->str[word->len - 1] != '-')
      g_string_append_c (word, '-');
  while (word->len > 0 && word->str[word->len - 1] == '-')
    g_string_truncate (word, word->len - 1);
  return g_string_free (word, FALSE);
}

static char *
code_from_file (const char *path)
{
  static const char *const endings[] = { ".xml", ".json", "_catalog", "-catalog" };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *code = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (base, endings[i]) && strlen (base) > strlen (endings[i]))
      base[strlen (base) - strlen (endings[i])] = '\0';
  code = slug (base);
  return *code != '\0' ? g_steal_pointer (&code) : g_strdup ("catalogue");
}

/* Whether most of what it says is German, where it does not say so itself. */
static gboolean
is_german (const NwOscalCatalog *catalog)
{
  guint german = 0, english = 0;

  if (catalog->language != NULL && *catalog->language != '\0')
    return g_str_has_prefix (catalog->language, "de");
  for (guint i = 0; i < MIN (catalog->items->len, 400); i++)
    {
      const NwOscalItem *item = catalog->items->pdata[i];
      const char *text = item->statement ?: item->title ?: "";

      german += strstr (text, " und ") != NULL || strstr (text, " der ") != NULL || strstr (text, " die ") != NULL;
      english += strstr (text, " and ") != NULL || strstr (text, " the ") != NULL || strstr (text, " of ") != NULL;
    }
  return german > english;
}

/* Texts that a field cannot hold are shortened with a word about it. */
static gboolean
put (Import *self, NwChangeRow *row, const char *field, const char *text, GError **error)
{
  const NwField *f = nw_entity_get_field (row->entity, (guint) nw_entity_field_index (row->entity, field));
  g_autofree char *line = g_strdup (text ?: "");

  if (f->kind == &NW_TEXT)
    {
      g_strdelimit (line, "\r\n\t", ' ');
      if (strlen (line) > 1000)
        {
          char *end = g_utf8_find_prev_char (line, line + 996);

          strcpy (end != NULL ? end : line, "…");
        }
    }
  return nw_store_set_text (self->store, row, NULL, field, line, NW_FORM_MACHINE, error);
}

static void
put_number (NwChangeRow *row, const char *field, gint64 number)
{
  const NwValue none = NW_VALUE_NONE, value = nw_value_number (number);

  nw_change_row_set (row, (guint) nw_entity_field_index (row->entity, field), &none, &value);
}

static char *
back_matter (const NwOscalCatalog *catalog)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < catalog->resources->len; i++)
    {
      const NwOscalResource *resource = catalog->resources->pdata[i];

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", resource->title ?: resource->text ?: resource->uuid,
                              resource->href != NULL ? " – " : "", resource->href ?: "");
    }
  return g_string_free (text, FALSE);
}

static gboolean
add_framework (Import *self, const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *today = nw_day_format (nw_store_get_day (self->store));
  g_autofree char *remarks = back_matter (self->catalog);
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, &nw_framework, NULL);

  if (!put (self, row, "code", self->code, error) || !put (self, row, "name", self->catalog->title ?: self->code, error)
      || !put (self, row, "version", self->catalog->version, error) || !put (self, row, "publisher", self->catalog->publisher, error)
      || !put (self, row, "kind", "catalogue", error) || !put (self, row, "language", self->german ? "de" : "en", error)
      || !put (self, row, "source", base, error) || !put (self, row, "imported_on", today, error)
      || !put (self, row, "source_sha256", self->catalog->sha256, error) || !put (self, row, "remarks", remarks, error)
      || !nw_store_commit (self->store, change, self->reason, error))
    return FALSE;
  self->framework = nw_store_find_id (self->store, &nw_framework, self->code);
  nw_import_report_add (self->report, 0, &nw_framework, self->code, NW_IMPORT_NEW);
  return TRUE;
}

/* Addresses that an item points to, under its guidance. */
static char *
guidance_of (const Import *self, const NwOscalItem *item)
{
  GString *text = g_string_new (item->guidance);

  for (guint i = 0; i < item->links->len; i++)
    {
      const NwOscalLink *link = item->links->pdata[i];
      const char *target = link->target;

      if (link->internal && g_hash_table_contains (self->ids, link->target))
        continue;
      for (guint r = 0; link->internal && r < self->catalog->resources->len; r++)
        {
          const NwOscalResource *resource = self->catalog->resources->pdata[r];

          if (g_strcmp0 (resource->uuid, link->target) == 0)
            target = resource->title ?: resource->href ?: resource->text ?: link->target;
        }
      g_string_append_printf (text, "%s[%s] %s", text->len > 0 ? "\n" : "", link->rel ?: "link", target);
    }
  return g_string_free (text, FALSE);
}

/* People quote the label; where two items share one, the id tells them apart. */
static const char *
reference_of (Import *self, const NwOscalItem *item)
{
  const char *reference = item->reference != NULL && *item->reference != '\0' ? item->reference : item->id;

  if (!g_hash_table_add (self->references, g_strdup (reference)))
    {
      reference = item->id;
      g_hash_table_add (self->references, g_strdup (reference));
    }
  return reference;
}

static gboolean
add_item (Import *self, NwChange *change, const NwOscalItem *item, GError **error)
{
  g_autofree char *code = g_strconcat (self->code, ":", item->id, NULL);
  g_autofree char *guidance = guidance_of (self, item);
  const gint64 *id = g_hash_table_lookup (self->ids, item->id);
  const gint64 *parent = item->parent_id != NULL ? g_hash_table_lookup (self->ids, item->parent_id) : NULL;
  NwChangeRow *row = nw_change_create_as (change, &nw_requirement, NULL, *id);

  put_number (row, "framework", self->framework);
  put_number (row, "position", item->position);
  put_number (row, "assessable", item->assessable);
  if (parent != NULL)
    put_number (row, "parent", *parent);
  if (!put (self, row, "code", code, error) || !put (self, row, "reference", reference_of (self, item), error)
      || !put (self, row, self->german ? "title_de" : "title_en", item->title ?: item->id, error)
      || !put (self, row, "statement", item->statement, error) || !put (self, row, "guidance", guidance, error)
      || !put (self, row, "theme", item->theme, error) || !put (self, row, "tags", item->withdrawn ? "withdrawn" : "", error))
    return FALSE;
  nw_import_report_add (self->report, 0, &nw_requirement, code, NW_IMPORT_NEW);
  return TRUE;
}

static gboolean
add_items (Import *self, GError **error)
{
  const GPtrArray *items = self->catalog->items;
  g_autoptr (NwChange) change = nw_change_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const NwOscalItem *item = items->pdata[i];
      gint64 id = nw_store_reserve_id (self->store, &nw_requirement, NULL);

      g_hash_table_insert (self->ids, g_strdup (item->id), g_memdup2 (&id, sizeof id));
    }
  for (guint i = 0; i < items->len; i++)
    if (!add_item (self, change, items->pdata[i], error))
      return FALSE;
  return nw_store_commit (self->store, change, self->reason, error);
}

static void
add_link (Import *self, NwChange *change, GHashTable *seen, const NwOscalItem *item, const NwOscalLink *link)
{
  const gint64 *source = g_hash_table_lookup (self->ids, item->id);
  const gint64 *target = link->internal ? g_hash_table_lookup (self->ids, link->target) : NULL;
  g_autofree char *origin = g_strconcat (self->code, ": ", link->rel ?: "link", NULL);
  g_autofree char *key = NULL;
  NwChangeRow *row;

  if (target == NULL || *target == *source)
    return;
  key = g_strdup_printf ("%" G_GINT64_FORMAT ">%" G_GINT64_FORMAT, *source, *target);
  if (!g_hash_table_add (seen, g_steal_pointer (&key)))
    return;
  row = nw_change_create (change, &nw_mapping, NULL);
  put_number (row, "source", *source);
  put_number (row, "target", *target);
  put (self, row, "relation", "supports", NULL);
  put (self, row, "origin", origin, NULL);
  nw_import_report_add (self->report, 0, &nw_mapping, NULL, NW_IMPORT_NEW);
}

static gboolean
add_links (Import *self, GError **error)
{
  const GPtrArray *items = self->catalog->items;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NwChange) change = nw_change_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const NwOscalItem *item = items->pdata[i];

      for (guint l = 0; l < item->links->len; l++)
        add_link (self, change, seen, item, item->links->pdata[l]);
    }
  return nw_store_commit (self->store, change, self->reason, error);
}

static gboolean
add_assessments (Import *self, GError **error)
{
  guint n = 0;

  if (!nw_catalogue_assess (self->store, self->code, self->reason, &n, error))
    return FALSE;
  g_ptr_array_add (self->report->notes, g_strdup_printf (ngettext ("%u assessment opened", "%u assessments opened", n), n));
  return TRUE;
}

/* The same file again changes nothing; another edition stands beside. */
static gboolean
choose_code (Import *self, const char *path, gboolean *known, GError **error)
{
  g_autofree char *version = slug (self->catalog->version ?: "");
  g_autoptr (NwRecord) twin = NULL;

  self->code = code_from_file (path);
  *known = FALSE;
  if (nw_store_find_id (self->store, &nw_framework, self->code) == 0)
    return TRUE;
  twin = nw_store_find (self->store, &nw_framework, self->code, error);
  if (twin == NULL)
    return FALSE;
  *known = g_strcmp0 (nw_value_get_text (nw_record_get (twin, "source_sha256")), self->catalog->sha256) == 0;
  if (*known)
    return TRUE;
  char *other = g_strconcat (self->code, "-", *version != '\0' ? version : "new", NULL);
  g_free (self->code);
  self->code = other;
  return nw_store_find_id (self->store, &nw_framework, self->code) == 0
         || nw_refuse (error, _("%s: a framework with the code “%s” is there already: give the file another name"), path, self->code);
}

static void
note_all (NwImportReport *report, const GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_ptr_array_add (report->notes, g_strdup (sentences->pdata[i]));
}

static void
report_known (Import *self)
{
  nw_import_report_add (self->report, 0, &nw_framework, self->code, NW_IMPORT_UNCHANGED);
  for (guint i = 0; i < self->catalog->items->len; i++)
    {
      const NwOscalItem *item = self->catalog->items->pdata[i];
      g_autofree char *code = g_strconcat (self->code, ":", item->id, NULL);

      nw_import_report_add (self->report, 0, &nw_requirement, code, NW_IMPORT_UNCHANGED);
    }
}

static gboolean
add_all (Import *self, const char *path, GError **error)
{
  return add_framework (self, path, error) && add_items (self, error) && add_links (self, error) && add_assessments (self, error);
}

/**
 * nw_oscal_import:
 * @path: an OSCAL catalogue as XML or JSON
 *
 * Adds the catalogue as a framework that is ready to be assessed, in one
 * transaction; what was left out and what is wrong with it is in the notes.
 *
 * Returns: (transfer full): the report, or %NULL when the file is refused
 */
NwImportReport *
nw_oscal_import (NwStore *store, const char *path, const NwReason *reason, gboolean dry_run, GCancellable *cancellable, GError **error)
{
  g_autoptr (NwImportReport) report = nw_import_report_new (path);
  g_auto (Import) self = { .store = store, .report = report, .reason = reason };
  gboolean known = FALSE;

  self.catalog = nw_oscal_catalog_read (path, cancellable, error);
  if (self.catalog == NULL || !choose_code (&self, path, &known, error))
    return NULL;
  self.german = is_german (self.catalog);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_all (report, self.catalog->left_out);
  note_all (report, self.catalog->faults);
  if (known)
    {
      report_known (&self);
      return g_steal_pointer (&report);
    }
  if (!nw_store_begin (store, error))
    return NULL;
  if (!add_all (&self, path, error))
    {
      nw_store_cancel (store);
      return NULL;
    }
  if (dry_run)
    nw_store_cancel (store);
  else if (!nw_store_end (store, error))
    return NULL;
  report->done = !dry_run;
  return g_steal_pointer (&report);
}
