/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Key figures of controls, evidence, audits and findings (KP01 to KP10). */

static gboolean
is_of_framework (NwContext *context, const NwRow *assessment, const char *code)
{
  const NwRow *requirement = nw_context_ref (context, assessment, "requirement");
  const NwRow *framework = requirement != NULL ? nw_context_ref (context, requirement, "framework") : NULL;

  return framework != NULL && nw_row_is (framework, "code", code);
}

/* A row of the statement of applicability: a control of ISO/IEC 27001 Annex A. */
static gboolean
is_soa_row (NwContext *context, const NwRow *assessment)
{
  const NwRow *requirement = nw_context_ref (context, assessment, "requirement");
  const char *reference = requirement != NULL ? nw_row_text (requirement, "reference") : NULL;

  return reference != NULL && g_str_has_prefix (reference, "A.") && is_of_framework (context, assessment, "iso27001");
}

/* What the status comes to: that which lost its evidence counts for less. */
static gboolean
has_status (const NwRow *assessment, const char *status)
{
  return nw_row_is (assessment, nw_row_has (assessment, "effective_status") ? "effective_status" : "status", status);
}

static gboolean
is_applicable (const NwRow *assessment)
{
  return nw_row_is (assessment, "applicable", "yes") && !has_status (assessment, "not_applicable");
}

static gboolean
is_excluded (const NwRow *assessment)
{
  return nw_row_is (assessment, "applicable", "no") || has_status (assessment, "not_applicable");
}

typedef struct
{
  gint64 applicable, undecided, implemented, verified;
} Controls;

static Controls
count_controls (NwContext *context)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  Controls counts = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];

      if (!is_soa_row (context, row) || is_excluded (row))
        continue;
      counts.undecided += !is_applicable (row);
      counts.applicable += is_applicable (row);
      counts.implemented += is_applicable (row) && has_status (row, "implemented");
      counts.verified += is_applicable (row) && has_status (row, "verified");
    }
  return counts;
}

void
nw_kpi_controls_implemented (NwContext *context, NwKpiResult *out)
{
  Controls counts = count_controls (context);

  nw_kpi_share (out, counts.implemented + counts.verified, counts.applicable);
  nw_kpi_unknown (out, counts.undecided, _("applicability undecided"));
}

void
nw_kpi_controls_verified (NwContext *context, NwKpiResult *out)
{
  Controls counts = count_controls (context);

  nw_kpi_share (out, counts.verified, counts.applicable);
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

/* Of rows; what concerns the whole statement is a gap of its approved version. */
void
nw_kpi_soa_issues (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 n = 0, of = 0, touched = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 issues = count_tags (nw_row_text (rows->pdata[i], "soa_issues"));

      if (!is_soa_row (context, rows->pdata[i]))
        continue;
      of++;
      n += issues;
      touched += issues > 0;
    }
  nw_kpi_count (out, n, of);
  if (touched > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("controls concerned"), touched);
}

static gboolean
has_valid_evidence (NwContext *context, const NwRow *row)
{
  const char *text = nw_row_text (row, "evidence");
  g_autoptr (GArray) ids = text != NULL ? nw_ids_parse (text) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const NwRow *evidence = nw_context_derived (context, nw_context_row (context, &nw_evidence, g_array_index (ids, gint64, i)));

      if (evidence != NULL && (nw_row_is (evidence, "state", "valid") || nw_row_is (evidence, "state", "expiring")))
        return TRUE;
    }
  return FALSE;
}

/* Whoever says that a requirement is met has to prove it. */
void
nw_kpi_valid_evidence (NwContext *context, NwKpiResult *out)
{
  static const char *const claims[] = { "implemented", "verified", "fulfilled" };
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 valid = 0, required = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      gboolean claims_it = FALSE;

      for (guint s = 0; s < G_N_ELEMENTS (claims); s++)
        claims_it |= nw_row_is (row, "status", claims[s]);
      if (!claims_it || is_excluded (row))
        continue;
      required++;
      valid += has_valid_evidence (context, row);
    }
  nw_kpi_share (out, valid, required);
}

/* Half a point for what is met in part. */
void
nw_kpi_gdpr (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 halves = 0, applicable = 0, undecided = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];

      if (!is_of_framework (context, row, "dsgvo") || is_excluded (row))
        continue;
      if (!is_applicable (row))
        undecided++;
      else
        {
          applicable++;
          halves += has_status (row, "fulfilled") ? 2 : has_status (row, "partial") ? 1 : 0;
        }
    }
  nw_kpi_share (out, 0, applicable);
  out->numerator = nw_fraction (halves, 2);
  if (applicable > 0)
    out->value = nw_fraction (halves * 50, applicable);
  nw_kpi_unknown (out, undecided, _("applicability undecided"));
}

/* Requirements that a finished audit of the cycle looked at. */
static GHashTable *
audited (NwContext *context)
{
  GHashTable *set = g_hash_table_new (g_direct_hash, g_direct_equal);
  GPtrArray *audits = nw_kpi_all (context, &nw_audit);
  gint64 months = nw_figure (context, "kpi.audit_cycle_months", context->on);
  NwDay begin = months != NW_UNKNOWN ? nw_add_months (context->on, -(int) months) + 1 : context->on;

  for (guint i = 0; i < audits->len; i++)
    {
      const NwRow *audit = audits->pdata[i];
      NwDay end = nw_row_day (audit, "ends_on");
      const char *text = nw_row_text (audit, "requirements");
      g_autoptr (GArray) ids = text != NULL ? nw_ids_parse (text) : NULL;
      gboolean done = nw_row_is (audit, "status", "closed") || nw_row_is (audit, "status", "reporting");

      for (guint k = 0; done && end >= begin && end <= context->on && ids != NULL && k < ids->len; k++)
        g_hash_table_add (set, GSIZE_TO_POINTER ((gsize) g_array_index (ids, gint64, k)));
    }
  return set;
}

/* Clauses and controls of ISO/IEC 27001 that apply; a control of which that is
 * undecided is due too. */
void
nw_kpi_audit_coverage (NwContext *context, NwKpiResult *out)
{
  g_autoptr (GHashTable) seen = audited (context);
  GPtrArray *rows = nw_kpi_all (context, &nw_assessment);
  gint64 n = 0, due = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 requirement = nw_row_number (rows->pdata[i], "requirement");

      if (!is_of_framework (context, rows->pdata[i], "iso27001") || is_excluded (rows->pdata[i]))
        continue;
      due++;
      n += g_hash_table_contains (seen, GSIZE_TO_POINTER ((gsize) requirement));
    }
  nw_kpi_share (out, n, due);
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
      NwDay due = nw_row_day (rows->pdata[i], "due_on");

      if (nw_row_has (rows->pdata[i], "done_on"))
        continue;
      open++;
      overdue += due != NW_NO_DAY && due < context->on;
      undated += due == NW_NO_DAY;
    }
  nw_kpi_share (out, overdue, open);
  nw_kpi_unknown (out, undated, _("without a due date"));
}

/* The last day on which one of its actions was checked, else done. */
static NwDay
closed_on (NwContext *context, const NwRow *finding)
{
  GPtrArray *actions = nw_context_children (context, &nw_action, "finding", finding->id);
  NwDay last = NW_NO_DAY;

  for (guint i = 0; i < actions->len; i++)
    {
      NwDay checked = nw_row_day (actions->pdata[i], "effectiveness_on");

      last = MAX (last, checked != NW_NO_DAY ? checked : nw_row_day (actions->pdata[i], "done_on"));
    }
  return last;
}

void
nw_kpi_days_to_close (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_finding);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 excluded = 0;
  NwFraction median;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      NwDay found = nw_row_day (row, "found_on"), closed = closed_on (context, row);
      gint64 n = (gint64) closed - found;

      if (!is_finding (row) || !nw_row_is (row, "state", "closed"))
        continue;
      if (found == NW_NO_DAY || closed == NW_NO_DAY || n < 0)
        excluded++;
      else if (nw_kpi_in_period (context, closed))
        g_array_append_val (days, n);
    }
  nw_kpi_mean (out, days);
  median = nw_kpi_median (days);
  if (nw_fraction_known (median))
    {
      g_autofree char *text = nw_fraction_format (median, 1, NW_ROUND_HALF_AWAY);

      nw_kpi_note (out, _("median %s; %u used"), text, days->len);
    }
  nw_kpi_unknown (out, excluded, _("closed without a known day, excluded"));
}

static gboolean
repeats (const NwRow *row, const NwRow *before, int months)
{
  NwDay day = nw_row_day (row, "found_on"), earlier = nw_row_day (before, "found_on");
  gboolean first = earlier < day || (earlier == day && before->id < row->id);

  return earlier != NW_NO_DAY && first && nw_row_number (row, "requirement") == nw_row_number (before, "requirement")
         && is_finding (before) && nw_add_months (earlier, months) >= day;
}

void
nw_kpi_repeat_findings (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_finding);
  gint64 months = nw_figure (context, "kpi.repeat_months", context->on), n = 0, of = 0, excluded = 0;

  for (guint i = 0; i < rows->len && months != NW_UNKNOWN; i++)
    {
      const NwRow *row = rows->pdata[i];
      gboolean again = FALSE;

      if (!is_finding (row))
        continue;
      if (!nw_row_has (row, "requirement") || !nw_row_has (row, "found_on"))
        {
          excluded++;
          continue;
        }
      for (guint k = 0; k < rows->len && !again; k++)
        again = k != i && repeats (row, rows->pdata[k], (int) months);
      of++;
      n += again;
    }
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, excluded, _("without requirement or day, excluded"));
}
