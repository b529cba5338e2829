/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sample.h"

#include "../db/nw-blobs.h"
#include "../entities/nw-entities.h"
#include "../model/nw-kind-private.h"
#include "nw-csv.h"
#include "nw-import.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The register of an invented company, made from data files by the same door
 * as everything else, dated and signed as a timeline says; the same each time. */

#define SEED "nachweis sample register 1"
#define FOLDER "/nachweis/sample/"

enum { WHEN, ACTOR, WHY, OP, KIND, CODE, FIELD, VALUE, N_COLUMNS };

static gint64
instant_us (const char *text)
{
  gint64 seconds = 0;

  nw_instant_parse (text, &seconds);
  return seconds * G_USEC_PER_SEC;
}

static GBytes *
lookup (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static NwCsv *
open_table (const char *kind, GBytes **bytes, GError **error)
{
  g_autofree char *name = g_strconcat (kind, ".csv", NULL);
  gsize size;
  const char *data;

  *bytes = lookup (name);
  if (*bytes == NULL)
    {
      nw_refuse (error, "sample: %s is missing", name);
      return NULL;
    }
  data = g_bytes_get_data (*bytes, &size);
  return nw_csv_new (data, size, error);
}

/* Returns: (transfer full): the register with the time of its first entry */
NwStore *
nw_sample_create (const char *path, GError **error)
{
  const NwReason reason = { NW_ENTRY_GENESIS, "Dr. Henrike Albsteiger", "Projektstart" };

  return nw_store_create_seeded (path, &reason, SEED, instant_us ("2024-11-18T07:00:00Z"), error);
}

static gboolean
attach_file (NwStore *store, NwRecord *evidence, const char *name, NwChange *change, GError **error)
{
  g_autofree char *path = g_strconcat ("files/", name, NULL);
  g_autoptr (GBytes) bytes = lookup (path);
  g_auto (NwFile) file = { .size = 0 };
  g_autofree char *size = NULL;
  NwChangeRow *row;

  if (bytes == NULL)
    return TRUE;
  if (!nw_store_put_bytes (store, bytes, name, &file, error))
    return FALSE;
  size = g_strdup_printf ("%" G_GINT64_FORMAT, file.size);
  row = nw_change_edit (change, evidence);
  return nw_store_set_text (store, row, evidence, "sha256", file.sha256, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, evidence, "size", size, NW_FORM_MACHINE, error)
         && nw_store_set_text (store, row, evidence, "media_type", file.media_type, NW_FORM_MACHINE, error);
}

/* Evidence that names a file gets it. */
static gboolean
attach_files (NwStore *store, const NwReason *reason, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, &nw_evidence, NW_CURSOR_DEFAULT, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NwChange) change = nw_change_new ();
  gboolean row = TRUE;

  if (cursor == NULL)
    return FALSE;
  while (row)
    {
      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (row && nw_row_text (nw_cursor_row (cursor), "file_name") != NULL)
        g_ptr_array_add (records, nw_store_get (store, &nw_evidence, nw_cursor_row (cursor)->id, NULL));
    }
  g_clear_pointer (&cursor, nw_cursor_free);
  for (guint i = 0; i < records->len; i++)
    if (!attach_file (store, records->pdata[i], nw_value_get_text (nw_record_get (records->pdata[i], "file_name")), change, error))
      return FALSE;
  return nw_store_commit (store, change, reason, error);
}

static gboolean
load_kind (NwStore *store, const char *kind, const NwReason *reason, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NwCsv) csv = open_table (kind, &bytes, error);
  const NwEntity *entity = nw_entity_find (kind);
  g_autoptr (NwImportReport) report = NULL;

  if (csv == NULL || entity == NULL)
    return FALSE;
  report = nw_import_table (store, entity, csv, kind, reason, FALSE, error);
  if (report == NULL)
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    if (((NwImportRow *) report->rows->pdata[i])->verdict == NW_IMPORT_REFUSED)
      {
        g_autofree char *text = nw_import_row_describe (report, report->rows->pdata[i]);

        return nw_refuse (error, "sample: %s", text);
      }
  return entity != &nw_evidence || attach_files (store, reason, error);
}

static gboolean
set_field (NwStore *store, NwChange *change, NwCsv *csv, GError **error)
{
  const NwEntity *entity = nw_entity_find (nw_csv_cell (csv, KIND));
  g_autoptr (NwRecord) record = entity != NULL ? nw_store_find (store, entity, nw_csv_cell (csv, CODE), error) : NULL;

  return record != NULL
         && nw_store_set_text (store, nw_change_edit (change, record), record, nw_csv_cell (csv, FIELD), nw_csv_cell (csv, VALUE),
                               NW_FORM_MACHINE, error);
}

/* Lines of one time and person are one step of work. */
typedef struct
{
  NwStore  *store;
  NwChange *change;
  char     *when, *actor, *why;
} Timeline;

static gboolean
finish_step (Timeline *self, GError **error)
{
  NwReason reason = { NW_ENTRY_EDIT, self->actor, self->why };
  gboolean good;

  if (self->change == NULL)
    return TRUE;
  good = nw_store_commit (self->store, self->change, &reason, error);
  g_clear_pointer (&self->change, nw_change_free);
  return good;
}

static gboolean
begin_step (Timeline *self, NwCsv *csv, GError **error)
{
  gboolean same = g_strcmp0 (self->when, nw_csv_cell (csv, WHEN)) == 0 && g_strcmp0 (self->actor, nw_csv_cell (csv, ACTOR)) == 0
                  && g_strcmp0 (self->why, nw_csv_cell (csv, WHY)) == 0;

  if (same && self->change != NULL)
    return TRUE;
  if (!finish_step (self, error))
    return FALSE;
  g_free (self->when);
  g_free (self->actor);
  g_free (self->why);
  self->when = g_strdup (nw_csv_cell (csv, WHEN));
  self->actor = g_strdup (nw_csv_cell (csv, ACTOR));
  self->why = g_strdup (nw_csv_cell (csv, WHY));
  nw_store_set_clock (self->store, instant_us (self->when));
  return TRUE;
}

static gboolean
do_line (Timeline *self, NwCsv *csv, GError **error)
{
  NwReason reason;

  if (!begin_step (self, csv, error))
    return FALSE;
  if (strcmp (nw_csv_cell (csv, OP), "load") == 0)
    {
      reason = (NwReason){ NW_ENTRY_IMPORT, self->actor, self->why };
      return load_kind (self->store, nw_csv_cell (csv, KIND), &reason, error);
    }
  if (self->change == NULL)
    self->change = nw_change_new ();
  return set_field (self->store, self->change, csv, error);
}

static gboolean
follow (Timeline *self, NwCsv *csv, GError **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!nw_csv_next (csv, &row, error))
        return FALSE;
      if (row && !do_line (self, csv, error))
        {
          g_prefix_error (error, "timeline.csv: %u: ", nw_csv_line (csv));
          return FALSE;
        }
    }
  return finish_step (self, error);
}

/**
 * nw_sample_fill:
 * @store: from nw_sample_create(), with the shipped catalogues
 *
 * Fills the register; afterwards its clock is the real one again.
 */
gboolean
nw_sample_fill (NwStore *store, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NwCsv) csv = open_table ("timeline", &bytes, error);
  Timeline timeline = { .store = store };
  gboolean good;

  if (csv == NULL)
    return FALSE;
  good = follow (&timeline, csv, error);
  g_clear_pointer (&timeline.change, nw_change_free);
  g_free (timeline.when);
  g_free (timeline.actor);
  g_free (timeline.why);
  nw_store_set_clock (store, 0);
  return good;
}
