/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include "nw-owner.h"

#include <glib/gi18n-lib.h>

static char *
say_score (NwFraction score, int digits)
{
  char *text = nw_say_fraction (score, digits);

  return text != NULL ? text : g_strdup (_("unknown"));
}

static void G_GNUC_PRINTF (2, 3)
add (GPtrArray *list, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (list, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
say_score_reasons (const NwReview *self, guint reasons, GPtrArray *list)
{
  const NwRenewalFigures *figures = &self->figures;
  g_autofree char *score = say_score (self->facts.score, 2);
  const struct
  {
    guint  reason;
    gint64 limit;
  } limits[] = {
    { NW_BECAUSE_SCORE_EXIT, figures->exit_below },
    { NW_BECAUSE_SCORE_REPLACE, figures->replace_below },
    { NW_BECAUSE_SCORE_LOW, figures->renegotiate_below },
  };

  if (reasons & NW_BECAUSE_LEGAL_BLOCK)
    add (list, _("The law forbids to go on."));
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (reasons & limits[i].reason)
      add (list, _("The score of the vendor is %s, below %d."), score, (int) limits[i].limit);
}

static void
say_fact_reasons (const NwReview *self, guint reasons, const char *price, GPtrArray *list)
{
  if (reasons & NW_BECAUSE_CHRONIC)
    add (list, _("An SLA of the contract is in chronic breach."));
  if (reasons & NW_BECAUSE_MAJORS)
    add (list, g_dngettext (GETTEXT_PACKAGE, "%u major finding is open.", "%u major findings are open.", self->facts.majors),
         self->facts.majors);
  if (reasons & NW_BECAUSE_PRICE)
    add (list, _("The price rises by %s points over the benchmark, more than %d."), price, (int) self->figures.price_above);
  if (reasons & NW_BECAUSE_GAP)
    for (guint i = 0; i < self->gaps->len; i++)
      add (list, _("Gap in the contract: %s."), (const char *) self->gaps->pdata[i]);
}

static void
say_conditions (const NwReview *self, guint reasons, GPtrArray *list)
{
  g_autofree char *ready = say_score (self->facts.exit_score, 1);

  if (reasons & NW_BECAUSE_NO_ALTERNATIVE)
    add (list, _("No alternative is known."));
  if (reasons & NW_BECAUSE_NOT_READY && nw_fraction_known (self->facts.exit_score))
    add (list, _("The exit readiness is %s, below %d."), ready, (int) self->figures.ready_from);
  else if (reasons & NW_BECAUSE_NOT_READY)
    add (list, _("The exit readiness is unknown and does not count as enough."));
  if (reasons & NW_WITH_BRIDGE_TERM)
    add (list, _("Leave with a bridge term."));
  if (reasons & NW_FOR_SHORT_TERM)
    add (list, _("Renegotiate for a short term."));
}

/* One sentence per line. @written (nullable) is the change as it was written. */
char *
nw_review_reasons (const NwReview *self, const char *written)
{
  g_autofree char *price = nw_say_decimal (written ?: "0");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  guint reasons = self->verdict.reasons;
  g_autofree char *score = say_score (self->facts.score, 2);
  g_autofree char *ready = say_score (self->facts.exit_score, 1);

  say_score_reasons (self, reasons, list);
  say_fact_reasons (self, reasons, price, list);
  say_conditions (self, reasons, list);
  if (reasons & NW_LACKS_SCORE)
    add (list, _("Unknown: the vendor has no final assessment with answers."));
  if (list->len == 0)
    add (list, _("Nothing speaks against it: score %s, exit readiness %s, price %s points over the benchmark, no chronic breach, open major findings: %u, no gap in the contract."),
         score, ready, price, self->facts.majors);
  for (guint i = 0; i < self->unchecked->len; i++)
    add (list, "%s", (const char *) self->unchecked->pdata[i]);
  g_ptr_array_add (list, NULL);
  return g_strjoinv ("\n", (char **) list->pdata);
}

static void
explain_due (const NwRow *row, NwContext *context, const NwReview *review, NwReasons *reasons)
{
  g_autofree char *last = nw_say_weekday (review->last_day);
  g_autofree char *opened = nw_say_day (nw_row_day (row, "opened_on"));

  if (review->due_on == NW_NO_DAY)
    nw_reasons_add (reasons, "due_on", FALSE, _("Unknown: the contract has no known last day for notice, or can be left on any day."));
  else if (nw_row_has (row, "opened_on"))
    nw_reasons_add (reasons, "due_on", FALSE, ngettext ("%d day before %s, the last day for notice (or the end of a fixed term) when the review was opened on %s.",
                              "%d days before %s, the last day for notice (or the end of a fixed term) when the review was opened on %s.",
                              (gulong) (review->last_day - review->due_on)),
                    (int) (review->last_day - review->due_on), last, opened);
  else
    nw_reasons_add (reasons, "due_on", FALSE, ngettext ("%d day before %s, the last day for notice, or the end of a fixed term.",
                              "%d days before %s, the last day for notice, or the end of a fixed term.", (gulong) (review->last_day - review->due_on)),
                    (int) (review->last_day - review->due_on), last);
}

void
nw_explain_renewal_review (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autoptr (NwReview) review = nw_review_new (row, context);
  g_autofree char *day = nw_say_day (review->as_of);
  const char *why = nw_row_text (row, "proposal_reasons");

  explain_due (row, context, review, reasons);
  if (nw_row_has (row, "decided_reasons"))
    nw_reasons_add (reasons, "proposal", FALSE, _("Kept as it was when it was decided: %s"), why != NULL ? why : "");
  else if (!review->known)
    nw_reasons_add (reasons, "proposal", FALSE, _("Unknown: a limit of the renewal rules is not in force."));
  else if (review->as_of != context->on)
    nw_reasons_add (reasons, "proposal", FALSE, _("As of %s, the day of the decision; what bears no date is as it is recorded now: %s"), day, why);
  else if (!nw_review_is_open (row))
    nw_reasons_add (reasons, "proposal", FALSE, _("As of today, because the day of the decision is missing or today: %s"), why);
  else
    nw_reasons_add (reasons, "proposal", FALSE, "%s", why);
}

/* Kinds: renewal_decision, renewal_review_opens. */
void
nw_due_renewal_review (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autoptr (NwReview) review = nw_review_is_open (row) ? nw_review_new (row, context) : NULL;
  const NwRow *contract = nw_context_ref (context, row, "contract");
  const NwRow *vendor = contract != NULL ? nw_context_ref (context, contract, "vendor") : NULL;
  g_autofree char *last = review != NULL ? nw_say_weekday (review->last_day) : NULL;
  g_autofree char *reason = NULL;
  gint64 days;

  if (review == NULL || review->last_day == NW_NO_DAY || vendor == NULL)
    return;
  reason = g_strdup_printf (_("the last day for notice, or the end of a fixed term, is %s"), last);
  nw_agenda_add (agenda, row, "renewal_decision", review->due_on, FALSE, reason, _("Decide on the renewal"));
  days = nw_renewal_open_days (nw_vendor_tier_of_row (vendor, context), context);
  if (!nw_row_has (row, "opened_on") && days != NW_UNKNOWN)
    nw_agenda_add (agenda, row, "renewal_review_opens", review->last_day - (NwDay) days, FALSE, reason, _("Open the renewal review"));
}

static void
lack_of_decision (const NwRow *row, NwGaps *gaps)
{
  gint64 by = nw_row_number (row, "decided_by"), prepared = nw_row_number (row, "prepared_by");

  if (by == NW_UNKNOWN || !nw_row_has (row, "decided_on"))
    nw_gaps_add (gaps, row, "renewal_unsigned", NW_LEVEL_AMBER, NULL, _("Note who decided, and when"));
  if (by != NW_UNKNOWN && by == prepared)
    nw_gaps_add (gaps, row, "renewal_four_eyes", NW_LEVEL_AMBER, _("the same person prepared and decided"), _("Have another person decide"));
  if (nw_row_has (row, "proposal") && !nw_row_has (row, "deviation_reason")
      && g_strcmp0 (nw_row_text (row, "proposal"), nw_row_text (row, "decision")) != 0)
    nw_gaps_add (gaps, row, "renewal_deviation_unexplained", NW_LEVEL_AMBER, nw_row_text (row, "proposal_reasons"),
                 _("Say why the decision differs from the proposal"));
}

/* Rules: renewal_decision_late, renewal_unsigned, renewal_four_eyes,
 * renewal_deviation_unexplained. */
void
nw_lack_renewal_review (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDay due = nw_row_day (row, "due_on");

  if (nw_review_is_open (row))
    nw_lack_owner_above (row, gaps);
  if (!nw_review_is_open (row))
    lack_of_decision (row, gaps);
  else if (due != NW_NO_DAY && due < context->on)
    nw_gaps_add (gaps, row, "renewal_decision_late", NW_LEVEL_AMBER, NULL, _("Decide on the renewal: the day for it has passed"));
}
