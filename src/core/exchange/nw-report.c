/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-report.h"

#include "../db/nw-views.h"
#include "../entities/nw-entities.h"
#include "../model/nw-error.h"
#include "nw-document.h"
#include "nw-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct { const char *name, *title; } kinds[NW_N_REPORT_KINDS] = {
  [NW_REPORT_KIND_ISO_AUDIT] = { "iso-audit", N_("Audit report on information security") },
  [NW_REPORT_KIND_SOA] = { "soa", N_("Statement of applicability") },
};

static void
free_summary (gpointer data)
{
  NwReportSummary *line = data;

  g_free (line->label);
  g_free (line->value);
  g_free (line);
}

static void
report_clear (NwReport *self)
{
  nw_report_clear_controls (self);
  g_clear_pointer (&self->xml, nw_canonical_free);
  g_clear_pointer (&self->tally, g_hash_table_unref);
  g_clear_pointer (&self->summary, g_ptr_array_unref);
  g_clear_pointer (&self->kpis, g_ptr_array_unref);
  g_free (self->organisation);
  g_free (self->scope);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwReport, report_clear)

/* "iso-audit" or "soa" */
gboolean
nw_report_kind_parse (const char *name, NwReportKind *kind)
{
  for (*kind = 0; *kind < NW_N_REPORT_KINDS; ++*kind)
    if (strcmp (kinds[*kind].name, name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * nw_period_parse:
 * @text: `2026-01-01..2026-12-31`
 *
 * Returns: %FALSE with %NW_ERROR_USAGE when @text is no period
 */
gboolean
nw_period_parse (const char *text, NwDay *from, NwDay *to, GError **error)
{
  g_auto (GStrv) days = g_strsplit (text, "..", 2);

  *from = nw_day_parse (days[0]);
  *to = *from != NW_NO_DAY ? nw_day_parse (days[1]) : NW_NO_DAY;
  if (*to != NW_NO_DAY && *from <= *to)
    return TRUE;
  g_set_error (error, NW_ERROR, NW_ERROR_USAGE, _("“%s” is not a period: write two days in order, as 2026-01-01..2026-12-31"), text);
  return FALSE;
}

G_GNUC_PRINTF (3, 4)
static void
summarise (NwReport *self, const char *label, const char *format, ...)
{
  NwReportSummary *line = g_new0 (NwReportSummary, 1);
  va_list args;

  va_start (args, format);
  line->label = g_strdup (label);
  line->value = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->summary, line);
}

static void
summarise_controls (NwReport *self)
{
  NwControlCounts counts = { 0 };
  guint declared = 0;

  for (guint i = 0; i < self->controls->len; i++)
    {
      const NwReportControl *control = &g_array_index (self->controls, NwReportControl, i);

      if (!nw_report_is_declared (self, control))
        continue;
      declared++;
      nw_report_count_control (control, &counts);
    }
  summarise (self, _("Controls in the statement"), "%u", declared);
  summarise (self, _("Applicable"), "%" G_GINT64_FORMAT, nw_control_applicable (&counts));
  summarise (self, _("Implemented"), "%" G_GINT64_FORMAT, nw_control_implemented (&counts));
  summarise (self, _("Verified"), "%" G_GINT64_FORMAT, nw_control_verified (&counts));
}

static void
summarise_records (NwReport *self)
{
  static const struct { const char *what, *label; gboolean audit; } lines[] = {
    { "evidence", N_("Evidence"), FALSE },
    { "evidence.expired", N_("Evidence that has expired"), FALSE },
    { "risk", N_("Risks"), FALSE },
    { "audit", N_("Audits"), TRUE },
    { "finding.open", N_("Open findings"), TRUE },
    { "finding.major", N_("Open major nonconformities"), TRUE },
    { NULL, N_("Overdue actions"), TRUE },
    { "vendor", N_("Vendors"), TRUE },
    { "incident", N_("Incidents"), TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!lines[i].audit || self->options->kind == NW_REPORT_KIND_ISO_AUDIT)
      {
        if (lines[i].what == NULL)
          summarise (self, _(lines[i].label), "%s", nw_report_overdue_actions (self));
        else
          summarise (self, _(lines[i].label), "%" G_GINT64_FORMAT, nw_report_tally (self, lines[i].what));
      }
}

static void
write_summary (NwReport *self, const char *digest)
{
  g_autofree char *day = nw_day_format (nw_store_get_day (self->store));

  summarise (self, _("Organisation"), "%s", self->organisation);
  summarise (self, _("As of"), "%s", day);
  summarise_controls (self);
  summarise_records (self);
  summarise (self, _("Records"), "%" G_GINT64_FORMAT, self->records);
  summarise (self, _("SHA-256"), "%s", digest);
}

static gboolean
find_organisation (NwReport *self, GError **error)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, &nw_organisation, NW_CURSOR_DEFAULT, error);
  gboolean row = FALSE;

  if (cursor == NULL || !nw_cursor_next (cursor, &row, error))
    return FALSE;
  self->organisation = g_strdup (row ? nw_row_text (nw_cursor_row (cursor), "name") : "");
  self->scope = g_strdup (row ? nw_row_text (nw_cursor_row (cursor), "isms_scope") : NULL);
  return TRUE;
}

static gboolean
write_sections (NwReport *self, GError **error)
{
  guint n;
  const NwReportSection *sections = nw_report_sections (&n);

  for (guint i = 0; i < n; i++)
    if (nw_report_has (self, &sections[i]) && !nw_report_write_section (self, &sections[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_report (NwReport *self, GError **error)
{
  const NwReportOptions *options = self->options;
  NwDocument document = { "report", NW_REPORT_NAMESPACE, kinds[options->kind].name, NULL, NULL, options->from, options->to };
  char digest[65];

  if (!find_organisation (self, error) || !nw_report_find_controls (self, error))
    return FALSE;
  self->kpis = nw_store_kpis_compared (self->store, error);
  if (self->kpis == NULL)
    return FALSE;
  document.scope = self->scope != NULL ? self->scope : "all";
  document.framework = options->framework;
  if (!nw_document_start (self->xml, self->store, &document, error))
    return FALSE;
  nw_canonical_leaf (self->xml, "title", _(kinds[options->kind].title));
  nw_canonical_break (self->xml);
  nw_report_write_labels (self);
  if (!write_sections (self, error) || !nw_document_finish (self->xml, self->records, digest, error))
    return FALSE;
  write_summary (self, digest);
  return TRUE;
}

/**
 * nw_report_write:
 * @store: a snapshot, where others may write meanwhile
 * @path: the file to be made or replaced
 *
 * Writes a report as XML from what the register holds, in the language of the
 * program. The same register, day and language give the same bytes.
 *
 * Returns: (transfer full) (nullable) (element-type NwReportSummary): what a
 *   person should read of it at once; %NULL with @error set
 */
GPtrArray *
nw_report_write (NwStore *store, const NwReportOptions *options, const char *path, GError **error)
{
  g_auto (NwReport) self = { .store = store, .options = options };

  g_return_val_if_fail (NW_IS_STORE (store), NULL);

  self.tally = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.summary = g_ptr_array_new_with_free_func (free_summary);
  self.xml = nw_canonical_new (path, nw_store_get_path (store), error);
  if (self.xml == NULL || !write_report (&self, error))
    return NULL;
  return g_steal_pointer (&self.summary);
}
