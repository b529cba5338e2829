/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"
#include "nw-reasons.h"

#include "nw-audit-rows.h"
#include "nw-numbers.h"

#include <glib/gi18n-lib.h>

/* Key figures of controls, evidence, audits and findings (KP01 to KP10). */

static gboolean
is_of_framework (NwContext *context, const NwRow *assessment, const char *code)
{
  const NwRow *requirement = nw_context_ref (context, assessment, "requirement");
  const NwRow *framework = requirement != NULL ? nw_context_ref (context, requirement, "framework") : NULL;

  return framework != NULL && nw_row_is (framework, "code", code);
}

/* The statement of applicability, row by row. */
static NwControlCounts
count_controls (NwContext *context)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  NwControlCounts counts = { 0 };

  for (guint i = 0; i < rows->len; i++)
    if (nw_is_control_row (rows->pdata[i], context))
      nw_assessment_count (rows->pdata[i], &counts);
  return counts;
}

void
nw_kpi_controls_implemented (NwContext *context, NwKpiResult *out)
{
  NwControlCounts counts = count_controls (context);

  nw_kpi_share (out, nw_control_implemented (&counts), nw_control_applicable (&counts));
  out->value = nw_implemented_pct (&counts);
  nw_kpi_unknown (out, counts.undecided, _("applicability undecided"));
}

void
nw_kpi_controls_verified (NwContext *context, NwKpiResult *out)
{
  NwControlCounts counts = count_controls (context);

  nw_kpi_share (out, nw_control_verified (&counts), nw_control_applicable (&counts));
  out->value = nw_verified_pct (&counts);
  nw_kpi_unknown (out, counts.undecided, _("applicability undecided"));
}

static gint64
count_tags (const char *text)
{
  gint64 n = text != NULL && *text != '\0';

  for (; text != NULL && *text != '\0'; text++)
    n += *text == ';';
  return n;
}

/* Of controls, and of the clause that asks for the statement as a whole. */
void
nw_kpi_soa_issues (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 n = 0, of = 0, touched = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 issues = count_tags (nw_row_text (rows->pdata[i], "soa_issues"));
      gboolean control = nw_is_control_row (rows->pdata[i], context);

      of += control;
      n += issues;
      touched += control && issues > 0;
    }
  nw_kpi_count (out, n, of);
  if (touched > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("controls concerned"), touched);
}

/* Whoever says that a requirement is met has to prove it, once it is decided
 * that it applies. */
void
nw_kpi_valid_evidence (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 valid = 0, required = 0, undecided = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];

      if (nw_is_excluded_row (row) || !nw_control_is_claimed (nw_control_status_parse (nw_row_text (row, "status"))))
        continue;
      if (nw_applicable_parse (nw_row_text (row, "applicable")) != NW_APPLICABLE_YES)
        {
          undecided++;
          continue;
        }
      required++;
      valid += nw_evidence_is_valid (nw_evidence_best_of (row, context, NULL));
    }
  nw_kpi_share (out, valid, required);
  nw_kpi_unknown (out, undecided, _("applicability undecided"));
}

/* What is met in part counts as the figure says. */
void
nw_kpi_gdpr (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 partial = nw_figure (context, "gdpr.partial_percent", context->on);
  NwControlCounts counts = { 0 };

  for (guint i = 0; i < rows->len; i++)
    if (is_of_framework (context, rows->pdata[i], "dsgvo"))
      nw_assessment_count (rows->pdata[i], &counts);
  out->value = nw_gdpr_pct (&counts, partial);
  out->denominator = nw_fraction (nw_control_applicable (&counts), 1);
  out->numerator = nw_fraction_div (nw_fraction_mul (out->value, out->denominator), nw_fraction (100, 1));
  nw_kpi_unknown (out, counts.undecided, _("applicability undecided"));
}

/* Clauses of ISO/IEC 27001 and the controls that apply. */
void
nw_kpi_audit_coverage (NwContext *context, NwKpiResult *out)
{
  GPtrArray *frameworks = nw_kpi_all (context, &nw_framework);
  gint64 n = 0, due = 0, undecided = 0;

  for (guint i = 0; i < frameworks->len; i++)
    {
      const NwRow *framework = frameworks->pdata[i];
      gint64 audited, items, unsure;

      if (!nw_soa_is_framework (nw_row_text (framework, "code"), nw_row_text (framework, "name")))
        continue;
      nw_audit_coverage_of (context, framework, &audited, &items, &unsure);
      if (audited == NW_UNKNOWN)
        return;
      n += audited;
      due += items;
      undecided += unsure;
    }
  nw_kpi_share (out, n, due);
  nw_kpi_unknown (out, undecided, _("applicability undecided"));
}

/* A strength asks for nothing. */
static gboolean
is_finding (const NwRow *row)
{
  return !nw_row_is (row, "kind", "strength");
}

static gboolean
is_open (const NwRow *row)
{
  return is_finding (row) && !nw_row_is (row, "state", "closed");
}

void
nw_kpi_open_findings (NwContext *context, NwKpiResult *out)
{
  static const struct { const char *kind, *label; } kinds[] = {
    { "major", N_("major nonconformities") }, { "minor", N_("minor nonconformities") }, { "observation", N_("observations") },
    { "improvement", N_("improvement opportunities") },
  };
  GPtrArray *rows = nw_kpi_all (context, &nw_finding);
  gint64 open = 0, of = 0, named = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      of += is_finding (rows->pdata[i]);
      open += is_open (rows->pdata[i]);
    }
  nw_kpi_count (out, open, of);
  for (guint k = 0; open > 0 && k < G_N_ELEMENTS (kinds); k++)
    {
      gint64 n = 0;

      for (guint i = 0; i < rows->len; i++)
        n += is_open (rows->pdata[i]) && nw_row_is (rows->pdata[i], "kind", kinds[k].kind);
      named += n;
      nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _(kinds[k].label), n);
    }
  if (open > named)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("kind unknown"), open - named);
}

void
nw_kpi_overdue_actions (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_action);
  gint64 open = 0, overdue = 0, undated = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      if (nw_row_has (rows->pdata[i], "done_on"))
        continue;
      open++;
      overdue += nw_row_yes (rows->pdata[i], "overdue");
      undated += !nw_row_has (rows->pdata[i], "overdue");
    }
  nw_kpi_share (out, overdue, open);
  nw_kpi_unknown (out, undated, _("without a due date"));
}

void
nw_kpi_days_to_close (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_finding);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 excluded = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      gint64 n = nw_finding_row_days (row);

      if (!is_finding (row) || !nw_row_is (row, "state", "closed"))
        continue;
      if (n == NW_UNKNOWN)
        excluded++;
      else if (nw_kpi_in_period (context, nw_row_day (row, "closed_on")))
        g_array_append_val (days, n);
    }
  nw_kpi_mean (out, days);
  if (days->len > 0)
    {
      NwFraction median = nw_numbers_median ((const gint64 *) days->data, days->len);
      g_autofree char *text = nw_say_fraction (median, 1);

      nw_kpi_note (out, _("median %s; %u used"), text, days->len);
    }
  nw_kpi_unknown (out, excluded, _("closed without a known day, excluded"));
}

/* Of all findings but strengths. */
void
nw_kpi_repeat_findings (NwContext *context, NwKpiResult *out)
{
  gint64 of, unjudged, n = nw_finding_repeats_of (context, &of, &unjudged);

  if (n == NW_UNKNOWN)
    return;
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unjudged, _("without requirement or day"));
}
