/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../entities/nw-entities.h"
#include "../model/nw-error.h"
#include "nw-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which controls a report speaks of, and in which order. */

static void
clear_framework (gpointer data)
{
  NwReportFramework *framework = data;

  g_free (framework->code);
  g_free (framework->name);
}

static void
clear_control (gpointer data)
{
  g_free (((NwReportControl *) data)->reference);
}

void
nw_report_clear_controls (NwReport *self)
{
  g_clear_pointer (&self->frameworks, g_array_unref);
  g_clear_pointer (&self->controls, g_array_unref);
}

static gboolean
find_frameworks (NwReport *self, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, &nw_framework, NW_CURSOR_DEFAULT, error);
  const char *only = self->options->framework;
  gboolean row = cursor != NULL;

  while (row)
    {
      NwReportFramework framework = { 0 };
      const NwRow *cells;

      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      cells = nw_cursor_row (cursor);
      if (!row || (only != NULL && strcmp (nw_row_text (cells, "code"), only) != 0))
        continue;
      framework.id = cells->id;
      framework.code = g_strdup (nw_row_text (cells, "code"));
      framework.name = g_strdup (nw_row_text (cells, "name"));
      g_array_append_val (self->frameworks, framework);
    }
  if (cursor == NULL || only == NULL || self->frameworks->len > 0)
    return cursor != NULL;
  g_set_error (error, NW_ERROR, NW_ERROR_NOT_FOUND, _("there is no framework with the code “%s”: list framework shows the codes"), only);
  return FALSE;
}

static int
find_index (const NwReport *self, gint64 framework)
{
  for (guint i = 0; i < self->frameworks->len; i++)
    if (g_array_index (self->frameworks, NwReportFramework, i).id == framework)
      return (int) i;
  return -1;
}

/* Whether the report is about the framework with that row id. */
gboolean
nw_report_covers (const NwReport *self, gint64 framework)
{
  return find_index (self, framework) >= 0;
}

static gboolean
add_control (NwReport *self, const NwRow *row, GError **error)
{
  g_autoptr (NwRecord) requirement = nw_store_get (self->store, &nw_requirement, nw_row_number (row, "requirement"), error);
  NwReportControl control = { .id = row->id };
  const char *status = nw_row_text (row, "effective_status") ?: nw_row_text (row, "status");
  int framework;

  if (requirement == NULL)
    return FALSE;
  framework = find_index (self, nw_value_get_number (nw_record_get (requirement, "framework")));
  if (framework < 0)
    return TRUE;
  control.framework = (guint) framework;
  control.position = nw_value_get_number (nw_record_get (requirement, "position"));
  control.reference = g_strdup (nw_value_get_text (nw_record_get (requirement, "reference")));
  control.status = g_intern_string (status ?: "open");
  control.applicable = nw_applicable_parse (nw_row_text (row, "applicable"));
  control.control = nw_soa_is_control (control.reference);
  g_array_append_val (self->controls, control);
  return TRUE;
}

/* Numbers within a text by their value: A.5.9 before A.5.10. */
static int
compare_references (const char *a, const char *b)
{
  for (; *a != '\0' && *b != '\0'; a++, b++)
    {
      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          char *end_a, *end_b;
          guint64 x = g_ascii_strtoull (a, &end_a, 10);
          guint64 y = g_ascii_strtoull (b, &end_b, 10);

          if (x != y)
            return x < y ? -1 : 1;
          a = end_a - 1;
          b = end_b - 1;
        }
      else if (*a != *b)
        return (guchar) *a < (guchar) *b ? -1 : 1;
    }
  return (*a != '\0') - (*b != '\0');
}

static int
compare_controls (gconstpointer a, gconstpointer b)
{
  const NwReportControl *x = a;
  const NwReportControl *y = b;

  if (x->framework != y->framework)
    return x->framework < y->framework ? -1 : 1;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return compare_references (x->reference, y->reference);
}

/* A framework that has Annex A is declared on by that; another one as a whole. */
static void
choose_soa (NwReport *self)
{
  gboolean has_annex = FALSE;

  self->soa = 0;
  for (guint i = self->frameworks->len; i > 0; i--)
    {
      const NwReportFramework *framework = &g_array_index (self->frameworks, NwReportFramework, i - 1);

      if (nw_soa_is_framework (framework->code, framework->name))
        self->soa = i - 1;
    }
  for (guint i = 0; i < self->controls->len; i++)
    {
      const NwReportControl *control = &g_array_index (self->controls, NwReportControl, i);

      has_annex |= control->framework == self->soa && control->control;
    }
  for (guint i = 0; !has_annex && i < self->controls->len; i++)
    g_array_index (self->controls, NwReportControl, i).control = TRUE;
}

/* Whether the statement of applicability has it. */
gboolean
nw_report_is_declared (const NwReport *self, const NwReportControl *control)
{
  return control->framework == self->soa && control->control;
}

void
nw_report_count_control (const NwReportControl *control, NwControlCounts *counts)
{
  nw_control_count (counts, control->applicable, nw_control_status_parse (control->status), NW_UNKNOWN);
}

/* The statement of applicability is about what it declares, nothing else. */
static void
drop_undeclared (NwReport *self)
{
  for (guint i = self->controls->len; i > 0; i--)
    if (!nw_report_is_declared (self, &g_array_index (self->controls, NwReportControl, i - 1)))
      g_array_remove_index (self->controls, i - 1);
  for (guint i = self->frameworks->len; i > 0; i--)
    if (i - 1 != self->soa)
      g_array_remove_index (self->frameworks, i - 1);
  self->soa = 0;
  for (guint i = 0; i < self->controls->len; i++)
    g_array_index (self->controls, NwReportControl, i).framework = 0;
}

gboolean
nw_report_find_controls (NwReport *self, GError **error)
{
  g_autoptr (NwCursor) cursor = NULL;
  gboolean row = TRUE;

  self->frameworks = g_array_new (FALSE, FALSE, sizeof (NwReportFramework));
  g_array_set_clear_func (self->frameworks, clear_framework);
  self->controls = g_array_new (FALSE, FALSE, sizeof (NwReportControl));
  g_array_set_clear_func (self->controls, clear_control);
  if (!find_frameworks (self, error))
    return FALSE;
  cursor = nw_store_cursor (self->store, &nw_assessment, NW_CURSOR_COMPUTED, error);
  if (cursor == NULL)
    return FALSE;
  while (row)
    if (!nw_cursor_next (cursor, &row, error) || (row && !add_control (self, nw_cursor_row (cursor), error)))
      return FALSE;
  g_array_sort (self->controls, compare_controls);
  choose_soa (self);
  if (self->options->kind == NW_REPORT_KIND_SOA)
    drop_undeclared (self);
  return TRUE;
}
