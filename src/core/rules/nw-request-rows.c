/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-found.h"
#include "nw-owner.h"
#include "nw-reasons.h"
#include "nw-request.h"

#include <glib/gi18n-lib.h>

/* Kind of deadline: request_due. Rules of gaps: request_overdue,
 * request_extension_void, request_refusal_reason, request_answer_day. */

static int
months_of (NwContext *context, const char *key, NwDay on)
{
  gint64 months = nw_figure (context, key, on);

  return months >= 0 && months <= 1200 ? (int) months : -1;
}

static NwRequestFacts
facts_of (const NwRow *row, NwContext *context)
{
  NwDay received = nw_row_day (row, "received_on");

  return (NwRequestFacts){
    .lands = nw_context_lands (context),
    .months = months_of (context, "gdpr.request_months", received),
    .extended_months = months_of (context, "gdpr.request_extended_months", received),
    .received = received,
    .extended = nw_row_day (row, "extended_on"),
    .paused_from = nw_row_day (row, "paused_from"),
    .paused_to = nw_row_day (row, "paused_to"),
    .has_reason = nw_row_has (row, "extension_reason"),
  };
}

/* Whether it is known to be settled, be the day known or not. */
static gboolean
is_settled (const NwRow *row)
{
  return nw_row_has (row, "answered_on") || (nw_row_has (row, "outcome") && !nw_row_is (row, "outcome", "open"));
}

void
nw_derive_request (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwRequestFacts facts = facts_of (row, context);
  NwRequestDue due = nw_request_due (nw_context_calendar (context), &facts, context->on);
  NwTimely timely = nw_request_timely (due.legal, nw_row_day (row, "answered_on"), is_settled (row), context->on);

  nw_put_day (out, "plan_due", due.plan);
  nw_put_day (out, "legal_due", due.legal);
  if (timely != NW_TIMELY_UNKNOWN)
    nw_put_bool (out, "in_time", timely == NW_TIMELY_YES);
}

static void
say_extension (GString *text, const NwRequestFacts *facts, const NwRequestDue *due)
{
  g_autofree char *day = nw_say_day (facts->extended);

  if (due->extension == NW_EXTENSION_VALID)
    nw_say_also (text, _("The extension of %s counts: it was sent with reasons within the first period."), day);
  if (due->extension == NW_EXTENSION_LATE)
    nw_say_also (text, _("The extension of %s does not count: it was sent after the first period."), day);
  if (due->extension == NW_EXTENSION_WITHOUT_REASON)
    nw_say_also (text, _("The extension of %s does not count: its reasons are missing."), day);
}

static void
say_move (GString *text, const NwRequestFacts *facts, const NwRequestDue *due)
{
  g_autofree char *legal = nw_say_weekday (due->legal);

  if (due->legal == due->plan)
    return;
  nw_say_also (text, _("No working day, so the period ends on %s (Art. 3(4) of Regulation 1182/71)."), legal);
  if (facts->lands == NW_ALL_LANDS)
    nw_say_also (text, _("The federal state of the organisation is not known: only holidays of all of them count."));
}

static void
say_pause (GString *text, const NwRequestDue *due)
{
  g_autofree char *day = nw_say_weekday (due->with_pause);

  if (due->with_pause == NW_NO_DAY)
    return;
  nw_say_also (text, ngettext ("If the pause of %d day counted, which is contested (Art. 12(6)), it would be %s; do not rely on it.",
                               "If the pause of %d days counted, which is contested (Art. 12(6)), it would be %s; do not rely on it.",
                               (gulong) due->pause_days), due->pause_days, day);
}

static char *
say_legal (const NwRequestFacts *facts, const NwRequestDue *due)
{
  int months = due->extension == NW_EXTENSION_VALID ? facts->extended_months : facts->months;
  g_autofree char *received = nw_say_day (facts->received);
  g_autofree char *plan = nw_say_weekday (due->plan);
  GString *text = g_string_new (NULL);

  nw_say_also (text, ngettext ("Received on %s; the period of %d month (Art. 12(3) GDPR, Regulation 1182/71 Art. 3) ends on %s.",
                               "Received on %s; the period of %d months (Art. 12(3) GDPR, Regulation 1182/71 Art. 3) ends on %s.",
                               (gulong) months), received, months, plan);
  say_move (text, facts, due);
  say_extension (text, facts, due);
  say_pause (text, due);
  return g_string_free (text, FALSE);
}

static void
explain_in_time (const NwRow *row, const NwRequestDue *due, NwReasons *reasons)
{
  NwDay answered = nw_row_day (row, "answered_on");
  g_autofree char *legal = nw_say_day (due->legal);
  g_autofree char *day = nw_say_day (answered);

  if (answered != NW_NO_DAY && answered <= due->legal)
    nw_reasons_add (reasons, "in_time", TRUE, _("Yes: answered on %s, the last day was %s."), day, legal);
  else if (answered != NW_NO_DAY)
    nw_reasons_add (reasons, "in_time", TRUE, _("No: answered on %s, the last day was %s."), day, legal);
  else if (is_settled (row))
    nw_reasons_add (reasons, "in_time", TRUE, _("Unknown: the day of the answer is missing; the last day was %s."), legal);
  else if (nw_row_has (row, "in_time"))
    nw_reasons_add (reasons, "in_time", TRUE, _("No: not answered, and the last day was %s."), legal);
  else
    nw_reasons_add (reasons, "in_time", TRUE, _("Unknown: not answered yet; the last day is %s."), legal);
}

void
nw_explain_request (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwRequestFacts facts = facts_of (row, context);
  NwRequestDue due = nw_request_due (nw_context_calendar (context), &facts, context->on);
  g_autofree char *text = NULL;

  if (due.legal == NW_NO_DAY)
    {
      nw_reasons_add (reasons, "plan_due", TRUE, _("Unknown: the day of receipt or the length of the period is missing."));
      nw_reasons_add (reasons, "legal_due", TRUE, _("Unknown: the day of receipt or the length of the period is missing."));
      nw_reasons_add (reasons, "in_time", TRUE, _("Unknown: the last day is unknown."));
      return;
    }
  text = say_legal (&facts, &due);
  nw_reasons_add (reasons, "plan_due", TRUE, _("The end of the period without moving it to a working day: plan with this day (Art. 12(3) GDPR)."));
  nw_reasons_add (reasons, "legal_due", TRUE, "%s", text);
  explain_in_time (row, &due, reasons);
}

void
nw_due_request (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwRequestFacts facts = facts_of (row, context);
  NwRequestDue due = nw_request_due (nw_context_calendar (context), &facts, context->on);
  g_autofree char *text = NULL, *legal = NULL;

  if (is_settled (row) || due.legal == NW_NO_DAY)
    return;
  text = say_legal (&facts, &due);
  legal = nw_say_weekday (due.legal);
  /* Planned for the day that nothing moves; once that is over, the last day by law. */
  if (context->on <= due.plan && due.plan != due.legal)
    {
      g_autofree char *what = g_strdup_printf (_("Answer the data subject; by law until %s at the latest"), legal);

      nw_agenda_add (agenda, row, "request_due", due.plan, TRUE, text, what);
    }
  else
    nw_agenda_add (agenda, row, "request_due", due.legal, TRUE, text, _("Answer the data subject"));
}

void
nw_lack_request (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwRequestFacts facts = facts_of (row, context);
  NwRequestDue due = nw_request_due (nw_context_calendar (context), &facts, context->on);
  g_autofree char *text = due.legal != NW_NO_DAY ? say_legal (&facts, &due) : NULL;

  if (!is_settled (row))
    nw_lack_owner (row, gaps);
  if (nw_row_number (row, "in_time") == 0 && !is_settled (row))
    nw_gaps_add (gaps, row, "request_overdue", NW_LEVEL_RED, text, _("The answer is overdue: answer now"));
  if (due.extension == NW_EXTENSION_LATE || due.extension == NW_EXTENSION_WITHOUT_REASON)
    nw_gaps_add (gaps, row, "request_extension_void", NW_LEVEL_AMBER, text, _("The extension does not count: answer within the first period"));
  if (nw_row_is (row, "outcome", "refused") && !nw_row_has (row, "refusal_reason"))
    nw_gaps_add (gaps, row, "request_refusal_reason", NW_LEVEL_AMBER, _("A refusal needs reasons and names the remedies (Art. 12(4) GDPR)."),
                 _("Record why the request was refused"));
  if (is_settled (row) && !nw_row_has (row, "answered_on"))
    nw_gaps_add (gaps, row, "request_answer_day", NW_LEVEL_AMBER, NULL, _("Record on which day the answer was sent"));
}
