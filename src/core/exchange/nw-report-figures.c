/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../db/nw-history.h"
#include "../entities/nw-entities.h"
#include "nw-report-private.h"
#include "nw-xml-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a report counts, of its records and by the key figures. */

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

/* As in kpis; numbers that nobody knows are left out. */
static void
write_kpi (NwReport *self, const NwKpi *kpi)
{
  g_autofree char *unknown = kpi->unknown > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, kpi->unknown) : NULL;
  g_autofree char *previous_on = kpi->previous != NULL ? nw_day_format (kpi->previous_on) : NULL;

  nw_canonical_start (self->xml, "figure", "id", kpi->id, "label", kpi->title, "value", kpi->value, "unit", kpi->unit,
                      "numerator", kpi->numerator, "denominator", kpi->denominator, "target", kpi->target,
                      "met", nw_kpi_met_name (kpi->met), "trend", nw_kpi_trend_name (nw_kpi_trend (kpi)),
                      "previous", kpi->previous, "previous-on", previous_on, "unknown", unknown, "detail", *kpi->detail != '\0' ? kpi->detail : NULL, NULL);
  nw_canonical_end (self->xml);
  nw_canonical_break (self->xml);
}

static const NwKpi *
find_kpi (const NwReport *self, const char *id)
{
  for (guint i = 0; i < self->kpis->len; i++)
    if (strcmp (((const NwKpi *) self->kpis->pdata[i])->id, id) == 0)
      return self->kpis->pdata[i];
  g_error ("there is no key figure %s", id);
}

/* Of one framework: all that it asks for, not only controls. */
static void
write_share (NwReport *self, const char *id, const char *framework, gint64 numerator, const NwControlCounts *counts, NwFraction share)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, numerator);
  g_autofree char *d = g_strdup_printf ("%" G_GINT64_FORMAT, nw_control_applicable (counts));
  g_autofree char *unknown = counts->undecided > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, counts->undecided) : NULL;
  g_autofree char *percent = nw_fraction_format (share, 1, NW_ROUND_HALF_AWAY);

  nw_canonical_start (self->xml, "figure", "id", id, "label", find_kpi (self, id)->title, "framework", framework, "numerator", n,
                      "denominator", d, "percent", percent, "unknown", unknown, NULL);
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
  write_share (self, "KP01", framework->code, nw_control_implemented (&counts), &counts, nw_implemented_pct (&counts));
  write_share (self, "KP02", framework->code, nw_control_verified (&counts), &counts, nw_verified_pct (&counts));
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

/* Which of the key figures a report has; @iso: only what declares on Annex A. */
static const struct
{
  const char *id;
  gboolean    iso, soa;
} figures[] = {
  { "KP01", TRUE, TRUE },   { "KP02", TRUE, TRUE },   { "KP03", TRUE, TRUE },   { "KP04", FALSE, FALSE }, { "KP06", TRUE, FALSE },
  { "KP07", FALSE, FALSE }, { "KP08", FALSE, FALSE }, { "KP09", FALSE, FALSE }, { "KP10", FALSE, FALSE }, { "KP16", FALSE, FALSE },
  { "KP17", FALSE, FALSE }, { "KP18", FALSE, FALSE }, { "KP24", FALSE, FALSE }, { "KP27", FALSE, FALSE }, { "KP28", FALSE, FALSE },
  { "KP29", FALSE, FALSE }, { "KP30", FALSE, FALSE },
};

static gboolean
covers_iso (const NwReport *self)
{
  for (guint i = 0; i < self->frameworks->len; i++)
    {
      const NwReportFramework *framework = &g_array_index (self->frameworks, NwReportFramework, i);

      if (nw_soa_is_framework (framework->code, framework->name))
        return TRUE;
    }
  return FALSE;
}

/* First of each framework, then of the register as a whole. */
void
nw_report_write_figures (NwReport *self)
{
  gboolean audit = self->options->kind == NW_REPORT_KIND_ISO_AUDIT, iso = covers_iso (self);

  for (guint i = 0; i < self->frameworks->len; i++)
    write_framework_figures (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if ((audit || figures[i].soa) && (iso || !figures[i].iso))
      write_kpi (self, find_kpi (self, figures[i].id));
  if (audit)
    write_finding_counts (self);
}

/* How many actions are overdue, as its key figure says. */
const char *
nw_report_overdue_actions (const NwReport *self)
{
  return find_kpi (self, "KP08")->numerator;
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
