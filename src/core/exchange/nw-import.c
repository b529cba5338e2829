/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-import.h"

#include <string.h>

NwImportReport *
nw_import_report_new (const char *path)
{
  NwImportReport *self = g_new0 (NwImportReport, 1);

  self->file = g_strdup (path);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) nw_import_row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
nw_import_report_free (NwImportReport *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self->file);
  g_free (self);
}

void
nw_import_row_free (NwImportRow *row)
{
  g_free (row->code);
  g_free (row->field);
  g_free (row->value);
  g_free (row->message);
  g_free (row);
}

/**
 * nw_import_report_add:
 *
 * Returns: (transfer none) (nullable): the new row, so that its code can follow
 *   later; %NULL when it was only counted
 */
NwImportRow *
nw_import_report_add (NwImportReport *self, guint line, const NwEntity *entity, const char *code, NwImportVerdict verdict)
{
  NwImportRow *row;

  self->counts[verdict]++;
  if (verdict != NW_IMPORT_REFUSED && self->rows->len >= NW_IMPORT_MAX_LISTED)
    return NULL;
  row = g_new0 (NwImportRow, 1);
  row->line = line;
  row->verdict = verdict;
  row->entity = entity;
  row->code = g_strdup (code);
  g_ptr_array_add (self->rows, row);
  return row;
}

NwImportRow *
nw_import_report_refuse (NwImportReport *self, guint line, const NwEntity *entity, const char *code, const char *field,
                         const char *value, const char *message)
{
  NwImportRow *row = nw_import_report_add (self, line, entity, code, NW_IMPORT_REFUSED);

  row->field = g_strdup (field);
  row->value = g_strdup (value);
  row->message = g_strdup (message);
  return row;
}

/* A stable word for machines. */
const char *
nw_import_verdict_name (NwImportVerdict verdict)
{
  static const char *const names[NW_N_IMPORT_VERDICTS] = { "new", "changed", "unchanged", "refused" };

  return names[verdict];
}

/* Reasons quote the value by themselves as a rule. */
static gboolean
says_value (const NwImportRow *row)
{
  return row->value == NULL || *row->value == '\0' || strlen (row->value) > 80 || strstr (row->message, row->value) != NULL;
}

/**
 * nw_import_row_describe:
 *
 * Returns: (transfer full): the row in one line: file, line, record, verdict;
 *   of a refused one field, value and reason
 */
char *
nw_import_row_describe (const NwImportReport *self, const NwImportRow *row)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s:%u: %s", self->file, row->line, row->entity != NULL ? row->entity->name : "");
  if (row->code != NULL)
    g_string_append_printf (text, " %s", row->code);
  if (row->verdict != NW_IMPORT_REFUSED)
    {
      g_string_append_printf (text, ": %s", nw_import_verdict_name (row->verdict));
      return g_string_free (text, FALSE);
    }
  if (row->field != NULL)
    g_string_append_printf (text, ": %s", row->field);
  if (!says_value (row))
    g_string_append_printf (text, ": “%s”", row->value);
  g_string_append_printf (text, ": %s", row->message);
  return g_string_free (text, FALSE);
}
