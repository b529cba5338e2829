/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../db/nw-history.h"
#include "../entities/nw-entities.h"
#include "nw-report-private.h"
#include "nw-xml-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a report counts, from stored facts alone. */

#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static void
count (NwReport *self, const char *what)
{
  gint64 *n = g_hash_table_lookup (self->tally, what);

  if (n == NULL)
    g_hash_table_insert (self->tally, g_strdup (what), (n = g_new0 (gint64, 1)));
  ++*n;
}

gint64
nw_report_tally (const NwReport *self, const char *what)
{
  const gint64 *n = g_hash_table_lookup (self->tally, what);

  return n != NULL ? *n : 0;
}

static gboolean
is (const NwRow *row, const char *field, const char *value)
{
  return g_strcmp0 (nw_row_text (row, field), value) == 0;
}

static void
count_finding (NwReport *self, const NwRow *row)
{
  g_autofree char *kind = g_strconcat ("finding.", nw_row_text (row, "kind") ?: "unknown", NULL);

  if (is (row, "state", "closed"))
    return;
  count (self, "finding.open");
  count (self, kind);
}

/* Notes what the summary and the figures say of the records written. */
void
nw_report_count_record (NwReport *self, const NwRow *row)
{
  self->records++;
  count (self, row->entity->name);
  if (row->entity == &nw_finding)
    count_finding (self, row);
  if (row->entity == &nw_evidence && is (row, "state", "expired"))
    count (self, "evidence.expired");
}

/* Not as they are written: one that treats a risk and follows from a finding
 * is shown twice. */
static gboolean
count_actions (NwReport *self, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, &nw_action, NW_CURSOR_DEFAULT, error);
  gboolean row = cursor != NULL;

  while (row)
    {
      NwDay due;

      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      if (!row || nw_row_text (nw_cursor_row (cursor), "done_on") != NULL)
        continue;
      due = nw_day_parse (nw_row_text (nw_cursor_row (cursor), "due_on"));
      count (self, "action.open");
      if (due != NW_NO_DAY && due < nw_store_get_day (self->store))
        count (self, "action.overdue");
    }
  return cursor != NULL;
}

/* One decimal, half away from zero, without a binary float. */
static char *
percent (gint64 numerator, gint64 denominator)
{
  gint64 tenths;

  if (denominator == 0)
    return NULL;
  tenths = (2000 * numerator + denominator) / (2 * denominator);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

static void
write_figure (NwReport *self, const char *id, const char *label, const char *framework, gint64 numerator, gint64 denominator)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, numerator);
  g_autofree char *d = denominator >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, denominator) : NULL;
  g_autofree char *p = denominator > 0 ? percent (numerator, denominator) : NULL;

  nw_canonical_start (self->xml, "figure", "id", id, "label", label, "framework", framework, "numerator", n, "denominator", d,
                      "percent", p, NULL);
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}

static void
write_count (NwReport *self, const char *framework, const char *kind, const char *status, const char *label, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  nw_canonical_start (self->xml, "count", "framework", framework, "kind", kind, "status", status, "label", label, "n", text, NULL);
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}

static void
write_framework_figures (NwReport *self, guint index)
{
  const NwReportFramework *framework = &g_array_index (self->frameworks, NwReportFramework, index);
  NwControlCounts counts = { 0 };

  for (guint i = 0; i < self->controls->len; i++)
    {
      const NwReportControl *control = &g_array_index (self->controls, NwReportControl, i);

      if (control->framework == index)
        nw_report_count_control (control, &counts);
    }
  write_figure (self, "KP01", _("Controls implemented"), framework->code, nw_control_implemented (&counts),
                nw_control_applicable (&counts));
  write_figure (self, "KP02", _("Controls verified"), framework->code, nw_control_verified (&counts),
                nw_control_applicable (&counts));
}

static void
write_finding_counts (NwReport *self)
{
  const NwField *field = nw_entity_get_field (&nw_finding, (guint) nw_entity_field_index (&nw_finding, "kind"));

  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    {
      g_autofree char *what = g_strconcat ("finding.", choice->name, NULL);

      write_count (self, NULL, "finding", choice->name, nw_choice_label (choice), nw_report_tally (self, what));
    }
}

gboolean
nw_report_write_figures (NwReport *self, GError **error)
{
  for (guint i = 0; i < self->frameworks->len; i++)
    write_framework_figures (self, i);
  if (self->options->kind != NW_REPORT_KIND_ISO_AUDIT)
    return TRUE;
  if (!count_actions (self, error))
    return FALSE;
  write_figure (self, "KP07", _("Open findings"), NULL, nw_report_tally (self, "finding.open"), -1);
  write_figure (self, "KP08", _("Overdue actions"), NULL, nw_report_tally (self, "action.overdue"), nw_report_tally (self, "action.open"));
  write_finding_counts (self);
  return TRUE;
}

/* How many rows of each framework have which status. */
void
nw_report_write_statuses (NwReport *self)
{
  const NwField *field = nw_entity_get_field (&nw_assessment, (guint) nw_entity_field_index (&nw_assessment, "status"));

  for (guint f = 0; f < self->frameworks->len; f++)
    for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
      {
        gint64 n = 0;

        for (guint i = 0; i < self->controls->len; i++)
          {
            const NwReportControl *control = &g_array_index (self->controls, NwReportControl, i);

            n += control->framework == f && strcmp (control->status, choice->name) == 0;
          }
        write_count (self, g_array_index (self->frameworks, NwReportFramework, f).code, "assessment", choice->name,
                     nw_choice_label (choice), n);
      }
}

/* The last day of the last audit that is closed, or %NW_NO_DAY. */
gboolean
nw_report_last_audit (NwReport *self, NwDay *day, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, &nw_audit, NW_CURSOR_DEFAULT, error);
  gboolean row = cursor != NULL;

  *day = NW_NO_DAY;
  while (row)
    {
      const NwRow *cells;

      if (!nw_cursor_next (cursor, &row, error))
        return FALSE;
      cells = nw_cursor_row (cursor);
      if (row && is (cells, "status", "closed"))
        *day = MAX (*day, nw_day_parse (nw_row_text (cells, "ends_on")));
    }
  return cursor != NULL;
}

static void
count_change_cb (const NwHistoryLine *line, gpointer data)
{
  guint *counts = data;

  if (line->entity != NULL)
    counts[line->entity->number]++;
}

/* @since: changes after that day count; %NW_NO_DAY: all */
gboolean
nw_report_write_changes (NwReport *self, NwDay since, GError **error)
{
  g_autofree guint *counts = g_new0 (guint, 128);
  gint64 from = since != NW_NO_DAY ? ((gint64) since + 1) * DAY_US : G_MININT64;
  const NwEntity *const *entities;
  guint n;

  if (!nw_store_history (self->store, NULL, NULL, from, G_MAXINT64, count_change_cb, counts, error))
    return FALSE;
  entities = nw_registry (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = nw_xml_name (entities[i]->name);

      if (counts[entities[i]->number] > 0)
        write_count (self, NULL, name, NULL, nw_entity_label_plural (entities[i]), counts[entities[i]->number]);
    }
  return TRUE;
}
