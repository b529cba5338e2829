/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-audit-rows.h"

#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>

/* Audits and management reviews. */

void
nw_due_audit (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  if (!nw_row_has (row, "status") || nw_row_is (row, "status", "planned"))
    nw_agenda_add (agenda, row, "audit", nw_row_day (row, "starts_on"), FALSE, nw_say_choice (row, "kind"),
                   _("The audit begins: be ready"));
}

/* Nobody audits what they answer for themselves. */
static void
lack_independence (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autoptr (GPtrArray) requirements = nw_linked_rows (context, row, "requirements");
  g_autoptr (GString) own = g_string_new (NULL);
  g_autofree char *reason = NULL;
  gint64 auditor = nw_row_number (row, "auditor_person");

  for (guint i = 0; auditor != NW_UNKNOWN && i < requirements->len; i++)
    {
      const NwRow *requirement = requirements->pdata[i];
      GPtrArray *assessments = nw_context_children (context, &nw_assessment, "requirement", requirement->id);

      for (guint a = 0; a < assessments->len; a++)
        if (nw_row_number (assessments->pdata[a], "owner") == auditor)
          g_string_append_printf (own, "%s%s", own->len > 0 ? ", " : "", nw_row_text (requirement, "reference"));
    }
  if (own->len == 0)
    return;
  reason = g_strdup_printf (_("the auditor answers for: %s (ISO/IEC 27001, 9.2.2)"), own->str);
  nw_gaps_add (gaps, row, "audit_independence", NW_LEVEL_RED, reason, _("Have these audited by somebody else"));
}

/* What was made in an audit or after it is its result, unless it says of which
 * days it speaks. */
static gboolean
is_result (const NwRow *evidence, NwDay audit_begins)
{
  return !nw_row_has (evidence, "period_from") && !nw_row_has (evidence, "period_to")
         && nw_row_day (evidence, "collected_on") >= audit_begins;
}

static void
lack_evidence_period (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  static const char *const verdicts[] = { N_("nobody knows whether it covers the days of the audit"),
                                          N_("it does not cover the days of the audit"),
                                          N_("it covers only some days of the audit") };
  g_autoptr (GPtrArray) evidence = nw_linked_rows (context, row, "evidence");
  NwDay from = nw_row_day (row, "starts_on"), to = nw_row_day (row, "ends_on");

  for (guint i = 0; from != NW_NO_DAY && i < evidence->len; i++)
    {
      const NwRow *one = evidence->pdata[i];
      NwCovers covers = nw_evidence_covers (nw_row_day (one, "period_from"), nw_row_day (one, "period_to"),
                                            nw_row_day (one, "collected_on"),
                                            nw_evidence_until_of_row (one, context), from, to != NW_NO_DAY ? to : from);
      g_autofree char *reason = NULL;

      if (covers == NW_COVERS_FULLY || is_result (one, from))
        continue;
      reason = g_strdup_printf ("%s: %s", nw_row_text (one, "title"), _(verdicts[covers]));
      nw_gaps_add (gaps, row, "evidence_period", covers == NW_COVERS_NOT ? NW_LEVEL_AMBER : NW_LEVEL_YELLOW, reason,
                   _("Add evidence for the missing days"));
    }
}

void
nw_lack_audit (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  lack_independence (row, context, gaps);
  lack_evidence_period (row, context, gaps);
  if (!nw_row_is (row, "status", "closed"))
    nw_lack_owner (row, gaps);
  if (!nw_row_has (row, "auditor") && !nw_row_has (row, "auditor_person"))
    nw_gaps_add (gaps, row, "auditor_missing", NW_LEVEL_AMBER, _("nobody can tell whether the auditor is independent"),
                 _("Name the auditor"));
  if (!nw_row_has (row, "starts_on"))
    nw_gaps_add (gaps, row, "audit_undated", NW_LEVEL_YELLOW, _("nobody knows when it takes place"), _("Set a day"));
}

/* Clauses are mandatory, whatever somebody says of them. */
static NwApplicable
applicable_of (NwContext *context, const NwRow *requirement)
{
  GPtrArray *assessments;

  if (!nw_soa_is_control (nw_row_text (requirement, "reference")))
    return NW_APPLICABLE_YES;
  assessments = nw_context_children (context, &nw_assessment, "requirement", requirement->id);
  for (guint i = 0; i < assessments->len; i++)
    {
      if (nw_row_is (assessments->pdata[i], "applicable", "yes"))
        return NW_APPLICABLE_YES;
      if (nw_is_excluded_row (assessments->pdata[i]))
        return NW_APPLICABLE_NO;
    }
  return NW_APPLICABLE_UNDECIDED;
}

/* Returns: (transfer full): ids of what of @framework is to be audited in each cycle */
static GArray *
items_due (NwContext *context, const NwRow *framework, gint64 *undecided)
{
  GPtrArray *requirements = nw_context_children (context, &nw_requirement, "framework", framework->id);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (gint64));

  *undecided = 0;
  for (guint i = 0; i < requirements->len; i++)
    {
      const NwRow *requirement = requirements->pdata[i];
      NwApplicable applicable = applicable_of (context, requirement);

      if (nw_row_number (requirement, "assessable") == 0)
        continue;
      if (applicable == NW_APPLICABLE_YES)
        g_array_append_val (items, requirement->id);
      *undecided += applicable == NW_APPLICABLE_UNDECIDED;
    }
  return items;
}

/* What was audited in audits that took place. */
static GArray *
items_audited (NwContext *context)
{
  GPtrArray *audits = nw_context_all (context, &nw_audit);
  GArray *items = g_array_new (FALSE, FALSE, sizeof (NwOccasion));

  for (guint i = 0; i < audits->len; i++)
    {
      const NwRow *audit = audits->pdata[i];
      gboolean held = nw_row_is (audit, "status", "closed") || nw_row_is (audit, "status", "reporting");
      g_autoptr (GPtrArray) requirements = nw_linked_rows (context, audit, "requirements");
      NwDay ends = nw_row_day (audit, "ends_on");

      for (guint k = 0; held && k < requirements->len; k++)
        {
          const NwRow *requirement = requirements->pdata[k];
          const NwOccasion one = { requirement->id, ends != NW_NO_DAY ? ends : nw_row_day (audit, "starts_on") };

          g_array_append_val (items, one);
        }
    }
  return items;
}

/**
 * nw_audit_coverage_of:
 * @audited: (out): how many were audited in the cycle that ends today
 * @due: (out): clauses of @framework and controls that apply
 * @undecided: (out): controls of which nobody decided whether they do
 */
void
nw_audit_coverage_of (NwContext *context, const NwRow *framework, gint64 *audited, gint64 *due, gint64 *undecided)
{
  g_autoptr (GArray) items = items_due (context, framework, undecided), occasions = items_audited (context);

  *due = items->len;
  *audited = nw_audit_covered ((const gint64 *) items->data, items->len, (const NwOccasion *) occasions->data, occasions->len, context->on,
                               nw_figure (context, "audit.cycle_years", context->on));
}

/* Whether no management review took place after @row did. */
static gboolean
is_newest_review (const NwRow *row, NwContext *context)
{
  GPtrArray *reviews = nw_context_all (context, &nw_management_review);
  NwDay held = nw_row_day (row, "held_on");

  for (guint i = 0; i < reviews->len; i++)
    {
      NwDay other = nw_row_day (reviews->pdata[i], "held_on");

      if (other <= context->on && (other > held || (other == held && ((const NwRow *) reviews->pdata[i])->id > row->id)))
        return FALSE;
    }
  return held != NW_NO_DAY && held <= context->on;
}

static NwDay
next_review (const NwRow *row, NwContext *context)
{
  return nw_due_after_months (nw_row_day (row, "held_on"), nw_figure (context, "management_review.cycle_months", context->on));
}

/* The next one is due a cycle after the newest one that took place. */
void
nw_due_management_review (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *held = nw_say_day (nw_row_day (row, "held_on"));
  g_autofree char *reason = g_strdup_printf (_("held last on %s (ISO/IEC 27001, 9.3)"), held);

  if (is_newest_review (row, context))
    nw_agenda_add (agenda, row, "management_review", next_review (row, context), FALSE, reason,
                   _("Hold the next management review"));
}

static gboolean
has_all_inputs (const NwRow *row)
{
  static const char *const inputs[] = { "input_a", "input_b", "input_c", "input_d1", "input_d2", "input_d3", "input_d4", "input_e",
                                        "input_f",
                                        "input_g", "decisions" };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (!nw_row_has (row, inputs[i]))
      return FALSE;
  return TRUE;
}

void
nw_lack_management_review (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDay due = next_review (row, context);
  g_autofree char *day = nw_say_day (due);
  g_autofree char *reason = g_strdup_printf (_("the next one was due on %s (ISO/IEC 27001, 9.3)"), day);

  if (nw_row_day (row, "held_on") <= context->on && !has_all_inputs (row))
    nw_gaps_add (gaps, row, "management_review_incomplete", NW_LEVEL_YELLOW,
                 _("inputs a to g and the decisions are recorded (ISO/IEC 27001, 9.3.2 and 9.3.3)"),
                 _("Fill in what is missing"));
  if (is_newest_review (row, context))
    nw_lack_owner_left (row, gaps);
  if (is_newest_review (row, context) && nw_is_late (due, context->on))
    nw_gaps_add (gaps, row, "management_review_overdue", NW_LEVEL_AMBER, reason, _("Hold the next management review"));
}
