/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control-rows.h"
#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>

/* What comes round: policies, recurring tasks, trainings. */

void
nw_derive_policy (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwDay review = nw_row_day (row, "next_review");

  if (review == NW_NO_DAY)
    review = nw_due_after_months (nw_row_day (row, "approved_on"), nw_figure (context, "policy.review_months", context->on));
  nw_put_day (out, "effective_review", review);
}

void
nw_explain_policy (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *approved = nw_say_day (nw_row_day (row, "approved_on"));

  if (nw_row_has (row, "next_review"))
    nw_reasons_add (reasons, "effective_review", FALSE, _("the next review that was set"));
  else if (nw_row_has (row, "effective_review"))
    nw_reasons_add (reasons, "effective_review", FALSE, ngettext ("approved on %s, with the default cycle of %d month", "approved on %s, with the default cycle of %d months",
                              (gulong) nw_figure (context, "policy.review_months", context->on)),
                    approved, (int) nw_figure (context, "policy.review_months", context->on));
  else
    nw_reasons_add (reasons, "effective_review", FALSE, _("unknown: the next review and the day of approval are missing"));
}

void
nw_due_policy (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *approved = nw_say_day (nw_row_day (row, "approved_on"));
  g_autofree char *reason = g_strdup_printf (_("approved on %s"), approved);

  nw_agenda_add (agenda, row, "policy_review", nw_row_day (row, "effective_review"), FALSE, reason,
                 _("Review the policy and have it approved"));
}

static void
lack_acknowledgement (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const char *percent = nw_row_text (row, "acknowledgement_percent");
  gint64 target = nw_figure (context, "policy.acknowledgement_percent", context->on);
  g_autofree char *said = nw_say_decimal (percent);
  g_autofree char *reason = NULL;

  if (percent == NULL)
    reason = g_strdup (_("nobody noted how many have acknowledged it"));
  else if (target == NW_UNKNOWN || nw_fraction_compare (nw_fraction_parse (percent), nw_fraction (target, 1)) < 0)
    reason = g_strdup_printf (_("acknowledged by %s %% of those whom it concerns"), said);
  if (reason != NULL)
    nw_gaps_add (gaps, row, "policy_unacknowledged", NW_LEVEL_YELLOW, reason, _("Have it acknowledged, and note the share that did"));
}

void
nw_lack_policy (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gboolean approved = nw_row_has (row, "approved_on") && nw_row_has (row, "approved_by");

  if (!approved)
    nw_gaps_add (gaps, row, "policy_unapproved", NW_LEVEL_AMBER, _("a policy holds once the management has approved it"),
                 _("Have it approved, and note by whom and when"));
  else
    lack_acknowledgement (row, context, gaps);
  if (nw_context_ref (context, row, "document") == NULL)
    nw_gaps_add (gaps, row, "evidence_missing", NW_LEVEL_AMBER, _("its text is not in the register"), _("Link the document"));
  nw_lack_owner (row, gaps);
  nw_lack_late_review (row, context, gaps, "effective_review");
}

void
nw_derive_task (const NwRow *row, NwContext *context, NwDerived *out)
{
  nw_put_day (out, "next_due", nw_due_after_months (nw_row_day (row, "last_done"), nw_row_number (row, "cycle_months")));
}

static void
explain_next_due (const NwRow *row, gint64 cycle, const char *last_field, NwReasons *reasons)
{
  g_autofree char *last = nw_say_day (nw_row_day (row, last_field));

  if (nw_row_has (row, "next_due"))
    nw_reasons_add (reasons, "next_due", FALSE, ngettext ("done last on %s, with a cycle of %d month", "done last on %s, with a cycle of %d months", (gulong) cycle),
                    last, (int) cycle);
  else if (!nw_row_has (row, last_field))
    nw_reasons_add (reasons, "next_due", FALSE, _("unknown: it was never done"));
  else
    nw_reasons_add (reasons, "next_due", FALSE, _("unknown: the cycle is missing"));
}

void
nw_explain_task (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  explain_next_due (row, nw_row_number (row, "cycle_months"), "last_done", reasons);
}

void
nw_due_task (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *last = nw_say_day (nw_row_day (row, "last_done"));
  g_autofree char *reason = g_strdup_printf (_("done last on %s"), last);

  nw_agenda_add (agenda, row, "task_due", nw_row_day (row, "next_due"), FALSE, reason, _("Carry out this task again and link the evidence"));
}

static void
lack_doing (const NwRow *row, NwContext *context, NwGaps *gaps, const char *last_field)
{
  NwDay due = nw_row_day (row, "next_due");
  g_autofree char *day = nw_say_day (due);
  g_autofree char *reason = g_strdup_printf (_("it was due on %s"), day);

  if (!nw_row_has (row, last_field))
    nw_gaps_add (gaps, row, "never_done", NW_LEVEL_AMBER, _("it was never done, or nobody noted when"), _("Carry out this action and note when it was done"));
  else if (nw_is_late (due, context->on))
    nw_gaps_add (gaps, row, "recurrence_overdue", NW_LEVEL_AMBER, reason, _("Do it again, and note when"));
}

void
nw_lack_task (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  guint n;

  lack_doing (row, context, gaps, "last_done");
  if (!nw_row_has (row, "cycle_months"))
    nw_gaps_add (gaps, row, "cycle_missing", NW_LEVEL_YELLOW, _("nobody knows when it is due again"), _("Enter its cycle"));
  nw_evidence_best_of (row, context, &n);
  if (n == 0 && nw_row_has (row, "last_done"))
    nw_gaps_add (gaps, row, "evidence_missing", NW_LEVEL_AMBER, _("it is said to be done, and nothing proves it"),
                 _("Link evidence"));
  nw_lack_owner (row, gaps);
}

static gint64
training_cycle (const NwRow *row, NwContext *context)
{
  gint64 cycle = nw_row_number (row, "cycle_months");

  return cycle != NW_UNKNOWN ? cycle : nw_figure (context, "training.cycle_months", context->on);
}

void
nw_derive_training (const NwRow *row, NwContext *context, NwDerived *out)
{
  nw_put_take (out, "rate", nw_say_percent (nw_training_rate (nw_row_number (row, "valid_persons"),
                                                              nw_row_number (row, "due_persons"))));
  nw_put_day (out, "next_due", nw_due_after_months (nw_row_day (row, "last_held"), training_cycle (row, context)));
}

void
nw_explain_training (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  gint64 valid = nw_row_number (row, "valid_persons"), due = nw_row_number (row, "due_persons");

  if (valid == NW_UNKNOWN || due == NW_UNKNOWN)
    nw_reasons_add (reasons, "rate", FALSE, _("unknown: the number of persons is missing"));
  else if (due == 0)
    nw_reasons_add (reasons, "rate", FALSE, _("unknown: it is due for nobody"));
  else if (valid > due)
    nw_reasons_add (reasons, "rate", FALSE, _("unknown: more persons have it than it is due for"));
  else
    nw_reasons_add (reasons, "rate", FALSE, _("%d of %d persons have a valid training"), (int) valid, (int) due);
  explain_next_due (row, training_cycle (row, context), "last_held", reasons);
}

void
nw_due_training (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *last = nw_say_day (nw_row_day (row, "last_held"));
  g_autofree char *reason = g_strdup_printf (_("held last on %s"), last);

  nw_agenda_add (agenda, row, "training_due", nw_row_day (row, "next_due"), FALSE, reason, _("Hold this training again"));
}

void
nw_lack_training (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gint64 valid = nw_row_number (row, "valid_persons"), due = nw_row_number (row, "due_persons");
  g_autofree char *reason = g_strdup_printf (_("%d of %d persons have a valid training"), (int) valid, (int) due);

  lack_doing (row, context, gaps, "last_held");
  if (valid != NW_UNKNOWN && due != NW_UNKNOWN && valid < due)
    nw_gaps_add (gaps, row, "training_incomplete", NW_LEVEL_YELLOW, reason, _("Train those who are missing"));
  nw_lack_owner (row, gaps);
}
