/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-audit-rows.h"
#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>

/* Findings and the actions that follow from them. */

static NwFindingKind
kind_of (const NwRow *row)
{
  return nw_finding_kind_parse (nw_row_text (row, "kind"));
}

static NwFindingState
state_of (const NwRow *row)
{
  return nw_finding_state_parse (nw_row_text (row, "state"));
}

static gboolean
is_done (const NwRow *row)
{
  return nw_finding_is_done (kind_of (row), state_of (row));
}

/* Only nonconformities and observations are to be done with by a day
 * (ISO/IEC 27001, 10.2); whatever else was found can be improved at any time. */
static gboolean
needs_day (const NwRow *finding)
{
  NwFindingKind kind = kind_of (finding);

  return kind != NW_FINDING_IMPROVEMENT && kind != NW_FINDING_STRENGTH;
}

static gint64
framework_of (const NwRow *row, NwContext *context)
{
  const NwRow *audit = nw_context_ref (context, row, "audit"), *requirement = nw_context_ref (context, row, "requirement");
  gint64 framework = audit != NULL ? nw_row_number (audit, "framework") : NW_UNKNOWN;

  return framework != NW_UNKNOWN || requirement == NULL ? framework : nw_row_number (requirement, "framework");
}

/* The first audit after the finding, of the same framework where both are known. */
static NwDay
next_audit (const NwRow *row, NwContext *context)
{
  gint64 framework = framework_of (row, context);
  NwDay found = nw_row_day (row, "found_on"), next = NW_NO_DAY;
  GPtrArray *audits = nw_context_all (context, &nw_audit);

  for (guint i = 0; found != NW_NO_DAY && i < audits->len; i++)
    {
      const NwRow *audit = audits->pdata[i];
      gint64 other = nw_row_number (audit, "framework");
      NwDay starts = nw_row_day (audit, "starts_on");

      if (starts <= found || audit->id == nw_row_number (row, "audit")
          || (framework != NW_UNKNOWN && other != NW_UNKNOWN && framework != other))
        continue;
      if (next == NW_NO_DAY || starts < next)
        next = starts;
    }
  return next;
}

static NwDay
due_of (const NwRow *row, NwContext *context)
{
  NwFindingKind kind = kind_of (row);
  NwDay agreed = nw_row_day (row, "due_on");
  gboolean by_audit = agreed == NW_NO_DAY && kind == NW_FINDING_OBSERVATION;
  const NwFindingDays days = {
    .major = nw_figure (context, "finding.major_days", context->on),
    .minor = nw_figure (context, "finding.minor_days", context->on),
  };

  return nw_finding_due (kind, agreed, nw_row_day (row, "found_on"), by_audit ? next_audit (row, context) : NW_NO_DAY, &days);
}

/* Who does it: who it is assigned to, else its owner. */
static gint64
doer_of (const NwRow *action)
{
  gint64 assigned = nw_row_number (action, "assigned"), owner = nw_row_number (action, "owner");

  return assigned != NW_UNKNOWN ? assigned : owner != NW_UNKNOWN ? owner : 0;
}

static gint64
effective_of (const NwRow *action)
{
  return nw_row_is (action, "effective", "yes") ? 1 : nw_row_is (action, "effective", "no") ? 0 : NW_UNKNOWN;
}

/* Returns: (transfer full): an array of #NwActionFacts */
static GArray *
actions_of (const NwRow *row, NwContext *context)
{
  GPtrArray *actions = nw_context_children (context, &nw_action, "finding", row->id);
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (NwActionFacts));

  for (guint i = 0; i < actions->len; i++)
    {
      const NwRow *action = actions->pdata[i];
      gint64 checker = nw_row_number (action, "effectiveness_by");
      NwActionFacts one = {
        .done_on = nw_row_day (action, "done_on"), .checked_on = nw_row_day (action, "effectiveness_on"),
        .doer = doer_of (action), .checker = checker != NW_UNKNOWN ? checker : 0, .effective = effective_of (action),
      };
      guint n;

      nw_evidence_best_of (action, context, &n);
      one.has_evidence = n > 0;
      g_array_append_val (facts, one);
    }
  return facts;
}

void
nw_derive_finding (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwDay due = due_of (row, context);

  nw_put_day (out, "effective_due", due);
  if (is_done (row) || due != NW_NO_DAY || !needs_day (row))
    nw_put_bool (out, "overdue", !is_done (row) && nw_is_late (due, context->on));
  if (state_of (row) == NW_FINDING_CLOSED)
    {
      g_autoptr (GArray) actions = actions_of (row, context);

      nw_put_day (out, "closed_on", nw_finding_closed_on ((const NwActionFacts *) actions->data, actions->len));
    }
}

/* Returns: (transfer full): why it is due when it is */
static char *
say_due (const NwRow *row, NwContext *context)
{
  NwFindingKind kind = kind_of (row);
  const char *key = kind == NW_FINDING_MAJOR ? "finding.major_days" : "finding.minor_days";
  g_autofree char *found = nw_say_day (nw_row_day (row, "found_on"));

  if (nw_row_has (row, "due_on"))
    return g_strdup (_("the day that was set"));
  if (!nw_row_has (row, "effective_due"))
    return g_strdup (needs_day (row) ? _("unknown: no day was set, and none follows from the kind and the day it was found")
                                     : _("none: this kind of finding has no day by itself"));
  if (kind == NW_FINDING_OBSERVATION)
    return g_strdup_printf (_("the first audit after %s"), found);
  return g_strdup_printf (_("%s found on %s, and by default %d days"), nw_say_choice (row, "kind"), found,
                          (int) nw_figure (context, key, context->on));
}

void
nw_explain_finding (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *due = nw_say_day (nw_row_day (row, "effective_due"));
  g_autofree char *why = say_due (row, context);

  nw_reasons_add (reasons, "effective_due", FALSE, "%s", why);
  if (is_done (row))
    nw_reasons_add (reasons, "overdue", FALSE, _("nothing of it is left to be implemented"));
  else if (!nw_row_has (row, "overdue"))
    nw_reasons_add (reasons, "overdue", FALSE, _("unknown: nobody knows until when it is due"));
  else if (!nw_row_has (row, "effective_due"))
    nw_reasons_add (reasons, "overdue", FALSE, _("no day is set, and this kind of finding needs none"));
  else
    nw_reasons_add (reasons, "overdue", FALSE, _("due until %s inclusive, and not implemented"), due);
  if (nw_row_has (row, "closed_on"))
    nw_reasons_add (reasons, "closed_on", FALSE, _("the last day on which one of its actions was done or checked"));
  else
    nw_reasons_add (reasons, "closed_on", FALSE, _("unknown: it is not closed, or its actions have no dates"));
}

/* A major of stage 2 of a certification has to be verified closed in time, or
 * stage 2 is repeated (ISO/IEC 17021-1). */
static void
due_stage2 (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  const NwRow *audit = nw_context_ref (context, row, "audit");
  gint64 months = nw_figure (context, "iso27001.stage2_months", context->on);
  g_autofree char *last = NULL, *reason = NULL;

  if (kind_of (row) != NW_FINDING_MAJOR || state_of (row) == NW_FINDING_CLOSED || audit == NULL
      || !nw_row_is (audit, "kind", "certification_stage2") || !nw_row_has (audit, "ends_on"))
    return;
  last = nw_say_day (nw_row_day (audit, "ends_on"));
  reason = g_strdup_printf (ngettext ("stage 2 (%s) ended on %s: its majors have to be verified closed within %d month (ISO/IEC 17021-1)",
                                      "stage 2 (%s) ended on %s: its majors have to be verified closed within %d months (ISO/IEC 17021-1)", (gulong) months),
                            nw_row_text (audit, "code"), last, (int) months);
  nw_agenda_add (agenda, row, "stage2_major", nw_due_after_months (nw_row_day (audit, "ends_on"), months), TRUE, reason,
                 _("Have it verified that this major is closed, or stage 2 is repeated"));
}

void
nw_due_finding (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  due_stage2 (row, context, agenda);
  if (!is_done (row))
    {
      g_autofree char *reason = say_due (row, context);

      nw_agenda_add (agenda, row, "finding_due", nw_row_day (row, "effective_due"), FALSE, reason, _("Implement the corrective action"));
    }
}

static const struct
{
  NwClosing   lacks;
  const char *rule, *why, *what;
} closing_rules[] = {
  { NW_CLOSING_NO_CAUSE, "finding_without_cause",
    N_("a nonconformity is not done with before its cause is known (ISO/IEC 27001, 10.2)"), N_("Write down the root cause") },
  { NW_CLOSING_NO_ACTION, "finding_without_action", N_("nothing was done about its cause"), N_("Add the action") },
  { NW_CLOSING_NOT_DONE, "finding_action_open", N_("an action of it is not done"), N_("Do the action, and note when") },
  { NW_CLOSING_NO_EVIDENCE, "finding_without_evidence", N_("nothing proves that its actions were done"),
    N_("Link evidence to an action") },
  { NW_CLOSING_NO_CHECK, "finding_without_check", N_("nobody but the doer has looked whether it works"),
    N_("Have the effectiveness checked by somebody else") },
  { NW_CLOSING_OWN_CHECK, "finding_own_check", N_("who did it also checked whether it works"),
    N_("Have the effectiveness checked by somebody else") },
  { NW_CLOSING_INEFFECTIVE, "finding_ineffective", N_("an action did not work, and none that works followed"),
    N_("Go back to the cause and plan another action") },
};

/* What its state says that it has. */
static guint
claimed_by (NwFindingState state)
{
  if (state >= NW_FINDING_EFFECTIVENESS_CHECKED)
    return G_MAXUINT;
  return state == NW_FINDING_IMPLEMENTED ? NW_CLOSING_NO_CAUSE | NW_CLOSING_NO_ACTION | NW_CLOSING_INEFFECTIVE : 0;
}

static void
lack_closing (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autoptr (GArray) actions = actions_of (row, context);
  guint lacks = nw_finding_closing (nw_row_has (row, "root_cause"), (const NwActionFacts *) actions->data, actions->len);

  lacks &= claimed_by (state_of (row));
  for (guint i = 0; i < G_N_ELEMENTS (closing_rules); i++)
    if (lacks & closing_rules[i].lacks)
      nw_gaps_add (gaps, row, closing_rules[i].rule, NW_LEVEL_AMBER, _(closing_rules[i].why), _(closing_rules[i].what));
}

void
nw_lack_finding (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwFindingKind kind = kind_of (row);
  gboolean nonconformity = kind <= NW_FINDING_MINOR;
  g_autofree char *due = nw_say_day (nw_row_day (row, "effective_due"));
  g_autofree char *reason = g_strdup_printf (_("it was due until %s"), due);

  if (kind == NW_FINDING_MAJOR && state_of (row) != NW_FINDING_CLOSED)
    nw_gaps_add (gaps, row, "open_major", NW_LEVEL_RED, _("an open major nonconformity stands against a certificate"),
                 _("Find the cause, act, have the effect checked, and close the finding"));
  if (nw_row_yes (row, "overdue"))
    nw_gaps_add (gaps, row, "finding_overdue", NW_LEVEL_AMBER, reason, _("Implement the corrective action"));
  if (nonconformity)
    lack_closing (row, context, gaps);
  if (nonconformity && !is_done (row) && !nw_row_has (row, "effective_due"))
    nw_gaps_add (gaps, row, "finding_undated", NW_LEVEL_YELLOW, _("nobody knows until when it is due"), _("Set a day"));
  if (!is_done (row))
    nw_lack_owner (row, gaps);
}

/* Whether it answers to a finding that is to be done with by a day. */
static gboolean
action_needs_day (const NwRow *action, NwContext *context)
{
  const NwRow *finding = nw_context_ref (context, action, "finding");

  return finding == NULL || needs_day (finding);
}

void
nw_derive_action (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwDay due = nw_row_day (row, "due_on");
  gboolean done = nw_row_has (row, "done_on");

  if (done || due != NW_NO_DAY || !action_needs_day (row, context))
    nw_put_bool (out, "overdue", !done && nw_is_late (due, context->on));
}

void
nw_explain_action (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *due = nw_say_day (nw_row_day (row, "due_on")), *done = nw_say_day (nw_row_day (row, "done_on"));

  if (nw_row_has (row, "done_on"))
    nw_reasons_add (reasons, "overdue", FALSE, _("done on %s"), done);
  else if (nw_row_has (row, "due_on"))
    nw_reasons_add (reasons, "overdue", FALSE, _("due until %s inclusive, and not done"), due);
  else if (nw_row_has (row, "overdue"))
    nw_reasons_add (reasons, "overdue", FALSE, _("no day is set, and the finding that it follows from needs none"));
  else
    nw_reasons_add (reasons, "overdue", FALSE, _("unknown: the day it is due is missing"));
}

void
nw_due_action (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  const NwRow *finding = nw_context_ref (context, row, "finding"), *risk = nw_context_ref (context, row, "risk");
  const NwRow *cause = finding != NULL ? finding : risk;
  g_autofree char *reason = cause != NULL ? g_strdup_printf (_("the day that was set for it; it follows from %s, and is not done"),
                                                             nw_row_text (cause, "code"))
                                          : g_strdup (_("the day that was set for it; it is not done"));

  if (!nw_row_has (row, "done_on"))
    nw_agenda_add (agenda, row, "action_due", nw_row_day (row, "due_on"), FALSE, reason, _("Carry out this action and note when it was done"));
}

void
nw_lack_action (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gboolean done = nw_row_has (row, "done_on");
  g_autofree char *due = nw_say_day (nw_row_day (row, "due_on"));
  g_autofree char *reason = g_strdup_printf (_("it was due until %s"), due);

  if (nw_row_yes (row, "overdue"))
    nw_gaps_add (gaps, row, "action_overdue", NW_LEVEL_AMBER, reason, _("Carry out this action and note when it was done"));
  if (!nw_row_has (row, "overdue"))
    nw_gaps_add (gaps, row, "action_undated", NW_LEVEL_YELLOW, _("nobody knows until when it is due"), _("Set a day"));
  if (!done && doer_of (row) == 0)
    nw_lack_owner (row, gaps);
  else if (!done)
    nw_lack_owner_left (row, gaps);
}

/* Days from found to closed; %NW_UNKNOWN while it is open, or a day is missing.
 * @finding has its computed cells. */
gint64
nw_finding_row_days (const NwRow *finding)
{
  NwDay found = nw_row_day (finding, "found_on"), closed = nw_row_day (finding, "closed_on");

  return found != NW_NO_DAY && closed != NW_NO_DAY && closed >= found ? (gint64) closed - found : NW_UNKNOWN;
}

/**
 * nw_finding_repeats_of:
 * @all: (out): how many findings there are, without strengths, which ask for nothing
 * @unjudged: (out): how many of them name no requirement or no day
 *
 * Returns: how many came again; %NW_UNKNOWN without the figure
 */
gint64
nw_finding_repeats_of (NwContext *context, gint64 *all, gint64 *unjudged)
{
  GPtrArray *findings = nw_context_all (context, &nw_finding);
  g_autoptr (GArray) occasions = g_array_new (FALSE, FALSE, sizeof (NwOccasion));

  *unjudged = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const NwOccasion one = { nw_row_number (findings->pdata[i], "requirement"), nw_row_day (findings->pdata[i], "found_on") };

      if (kind_of (findings->pdata[i]) == NW_FINDING_STRENGTH)
        continue;
      *unjudged += one.requirement == NW_UNKNOWN || one.day == NW_NO_DAY;
      g_array_append_val (occasions, one);
    }
  *all = occasions->len;
  return nw_finding_repeats ((const NwOccasion *) occasions->data, occasions->len,
                             nw_figure (context, "finding.repeat_months", context->on));
}
