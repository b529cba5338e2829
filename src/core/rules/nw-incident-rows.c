/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-clock.h"
#include "nw-found.h"
#include "nw-owner.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>

/* Kinds of deadlines: breach_report, nis2_early_warning, nis2_report,
 * nis2_final_report. Rules of gaps: incident_personal_data,
 * incident_risk_not_assessed, incident_awareness, incident_nis2_not_checked,
 * incident_clock_order, breach_not_reported, breach_late_reason,
 * breach_no_report_reason, breach_persons_not_informed, nis2_not_reported. */

/* Where each clock keeps what was done, and what it is called on the agenda;
 * that of Art. 34 has no end and is not on it. */
static const struct
{
  const char *done, *due, *kind, *what;
} tasks[NW_N_CLOCKS] = {
  [NW_CLOCK_ART33] = { "authority_reported_at", "authority_due", "breach_report", N_("Report the breach to the supervisory authority") },
  [NW_CLOCK_ART34] = { "persons_informed_at", NULL, NULL, NULL },
  [NW_CLOCK_NIS2_EARLY] = { "nis2_early_at", "nis2_early_due", "nis2_early_warning", N_("Send the NIS2 early warning") },
  [NW_CLOCK_NIS2_REPORT] = { "nis2_report_at", "nis2_report_due", "nis2_report", N_("Send the NIS2 report") },
  [NW_CLOCK_NIS2_FINAL] = { "nis2_final_at", "nis2_final_due", "nis2_final_report", N_("Send the final NIS2 report") },
};

/* A risk that nobody assessed runs the clock too; so does, from awareness on,
 * the question whether personal data are concerned. */
static NwAnswer
breach_of (const NwRow *row)
{
  if (!nw_row_has (row, "personal_data"))
    return nw_row_is (row, "risk_to_persons", "none") ? NW_ANSWER_NO : nw_row_has (row, "aware_at") ? NW_ANSWER_YES : NW_ANSWER_UNKNOWN;
  return nw_row_yes (row, "personal_data") && !nw_row_is (row, "risk_to_persons", "none") ? NW_ANSWER_YES : NW_ANSWER_NO;
}

/* What nobody checked matters only to whom NIS2 regulates. */
static NwAnswer
nis2_of (const NwRow *row, NwContext *context)
{
  const NwRow *organisation;

  if (nw_row_is (row, "nis2_significant", "yes"))
    return NW_ANSWER_YES;
  if (nw_row_is (row, "nis2_significant", "no"))
    return NW_ANSWER_NO;
  organisation = nw_context_organisation (context);
  return organisation != NULL
         && (nw_row_is (organisation, "nis2_status", "important") || nw_row_is (organisation, "nis2_status", "particularly_important"))
         ? NW_ANSWER_UNKNOWN : NW_ANSWER_NO;
}

static NwClockFacts
facts_of (const NwRow *row, NwContext *context)
{
  gint64 aware = nw_row_number (row, "aware_at"), sent = nw_row_number (row, tasks[NW_CLOCK_NIS2_REPORT].done);
  /* The law of the day on which the clocks began, as far as that is known. */
  gint64 began = aware != NW_UNKNOWN ? aware : sent;
  NwDay day = began != NW_UNKNOWN ? nw_berlin_day (began) : context->on;
  NwClockFacts facts = {
    .breach = breach_of (row), .nis2 = nis2_of (row, context), .aware = aware,
    .high_risk = nw_row_yes (row, "personal_data") && nw_row_is (row, "risk_to_persons", "high") ? NW_ANSWER_YES : NW_ANSWER_NO,
    .breach_hours = nw_figure (context, "gdpr.breach_hours", day),
    .early_hours = nw_figure (context, "nis2.early_hours", day),
    .report_hours = nw_figure (context, "nis2.report_hours", day),
    .final_months = nw_figure (context, "nis2.final_months", day),
  };

  for (guint i = 0; i < NW_N_CLOCKS; i++)
    facts.done[i] = nw_row_number (row, tasks[i].done);
  return facts;
}

void
nw_derive_incident (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwClockFacts facts = facts_of (row, context);
  NwClock clocks[NW_N_CLOCKS];

  nw_clocks_run (&facts, context->on, clocks);
  nw_put_number (out, "ttd_minutes", nw_minutes_between (nw_row_number (row, "occurred_at"), nw_row_number (row, "detected_at")));
  nw_put_number (out, "ttr_minutes", nw_minutes_between (nw_row_number (row, "detected_at"), nw_row_number (row, "remediated_at")));
  for (guint i = 0; i < NW_N_CLOCKS; i++)
    if (tasks[i].due != NULL)
      nw_put_number (out, tasks[i].due, clocks[i].due);
  nw_put_take (out, "clocks", nw_clocks_format (clocks));
}

static const char *
say_state (NwClockState state)
{
  static const char *const texts[] = {
    [NW_CLOCK_NONE] = N_("It does not run."), [NW_CLOCK_UNKNOWN] = N_("Its state is unknown."), [NW_CLOCK_OPEN] = N_("It is open."),
    [NW_CLOCK_MET] = N_("It was met."), [NW_CLOCK_LATE] = N_("It was done too late."), [NW_CLOCK_MISSED] = N_("It was missed."),
  };

  return _(texts[state]);
}

static char *
say_hours (const NwClockFacts *facts, const NwClock *clock, gint64 hours, gboolean european, const char *source)
{
  GString *text = g_string_new (NULL);
  g_autofree char *aware = nw_say_instant (facts->aware), *due = nw_say_instant (clock->due);
  g_autofree char *full = nw_say_instant (nw_eu_full_hours (facts->aware, hours));

  nw_say_also (text, ngettext ("Aware %s plus %d hour (%s), weekends and holidays included: %s.",
                               "Aware %s plus %d hours (%s), weekends and holidays included: %s.", (gulong) hours),
               aware, (int) hours, source, due);
  /* European law may be read like that; German law counts from the event. */
  if (european)
    nw_say_also (text, _("Counted from the next full hour (Regulation 1182/71 Art. 3(1)) it would be %s; do not rely on it."), full);
  nw_say_also (text, "%s", say_state (clock->state));
  return g_string_free (text, FALSE);
}

static char *
say_final (const NwClockFacts *facts, const NwClock *clock)
{
  GString *text = g_string_new (NULL);
  gint64 sent = facts->done[NW_CLOCK_NIS2_REPORT];
  g_autofree char *day = nw_say_day (sent != NW_UNKNOWN ? nw_berlin_day (sent) : NW_NO_DAY);
  g_autofree char *due = nw_say_day (clock->due != NW_UNKNOWN ? nw_berlin_day (clock->due) : NW_NO_DAY);

  nw_say_also (text, ngettext ("%d month after the report was sent on %s (§ 32 BSIG, §§ 187(1), 188(2) BGB), to the end of %s.",
                               "%d months after the report was sent on %s (§ 32 BSIG, §§ 187(1), 188(2) BGB), to the end of %s.", (gulong) facts->final_months),
               (int) facts->final_months, day, due);
  nw_say_also (text, _("If the incident still runs, a progress report is due then."));
  nw_say_also (text, "%s", say_state (clock->state));
  return g_string_free (text, FALSE);
}

static const char *
say_not_due (const NwRow *row, guint kind)
{
  if (kind != NW_CLOCK_ART33)
    return nw_row_is (row, "nis2_significant", "no")
           ? _("No report is due: assessed as not significant under NIS2 (§ 32 BSIG).")
           : _("No report is due: the organisation is not known to be regulated by NIS2, and nobody called the incident significant.");
  return nw_row_has (row, "personal_data") && !nw_row_yes (row, "personal_data")
         ? _("No report is due: no personal data are concerned (Art. 33(1) GDPR).")
         : _("No report is due: assessed as no risk to persons (Art. 33(1) GDPR); document it (Art. 33(5) GDPR).");
}

/* Why the end of a clock is not known, or NULL if it is. */
static const char *
say_why_none (const NwRow *row, const NwClockFacts *facts, guint kind, const NwClock *clock)
{
  NwAnswer runs = kind == NW_CLOCK_ART33 ? facts->breach : facts->nis2;

  if (clock->due != NW_UNKNOWN)
    return NULL;
  if (runs == NW_ANSWER_UNKNOWN)
    return kind == NW_CLOCK_ART33 ? _("Unknown: whether personal data are concerned is missing.")
                                  : _("Unknown: whether the incident is significant under NIS2 is not checked.");
  if (runs == NW_ANSWER_NO)
    return say_not_due (row, kind);
  if (kind == NW_CLOCK_NIS2_FINAL && facts->done[NW_CLOCK_NIS2_REPORT] == NW_UNKNOWN)
    return _("Unknown: the month begins when the NIS2 report is sent.");
  if (facts->aware == NW_UNKNOWN)
    return _("Unknown: the moment of awareness is missing.");
  return _("Unknown: the rule was not in force on that day, or its figure is missing.");
}

/* One sentence or more about the end of a clock. */
static char *
say_clock (const NwRow *row, const NwClockFacts *facts, guint kind, const NwClock *clock)
{
  const char *none = say_why_none (row, facts, kind, clock);

  if (none != NULL)
    return g_strdup (none);
  if (kind == NW_CLOCK_NIS2_FINAL)
    return say_final (facts, clock);
  if (kind == NW_CLOCK_ART33)
    return say_hours (facts, clock, facts->breach_hours, TRUE, _("Art. 33(1) GDPR"));
  return say_hours (facts, clock, kind == NW_CLOCK_NIS2_EARLY ? facts->early_hours : facts->report_hours, FALSE, _("§ 32 BSIG"));
}

static void
explain_minutes (const NwRow *row, NwReasons *reasons, const char *field, const char *known, const char *unknown)
{
  nw_reasons_add (reasons, field, FALSE, "%s", nw_row_has (row, field) ? known : unknown);
}

void
nw_explain_incident (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwClockFacts facts = facts_of (row, context);
  NwClock clocks[NW_N_CLOCKS];

  nw_clocks_run (&facts, context->on, clocks);
  for (guint i = 0; i < NW_N_CLOCKS; i++)
    {
      g_autofree char *text = say_clock (row, &facts, i, &clocks[i]);

      if (tasks[i].due != NULL)
        nw_reasons_add (reasons, tasks[i].due, TRUE, "%s", text);
    }
  explain_minutes (row, reasons, "ttd_minutes", _("Whole minutes from the occurrence to the detection."),
                   _("Unknown: the occurrence or the detection is missing."));
  explain_minutes (row, reasons, "ttr_minutes", _("Whole minutes from the detection to the remedy."),
                   _("Unknown: the detection or the remedy is missing."));
  nw_reasons_add (reasons, "clocks", TRUE,
                  _("All clocks of the incident that run, with their state; a clock is open until the end of its last day in Germany."));
}

void
nw_due_incident (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwClockFacts facts = facts_of (row, context);
  NwClock clocks[NW_N_CLOCKS];

  nw_clocks_run (&facts, context->on, clocks);
  for (guint i = 0; i < NW_N_CLOCKS; i++)
    {
      g_autofree char *text = say_clock (row, &facts, i, &clocks[i]);

      if (tasks[i].kind != NULL && (clocks[i].state == NW_CLOCK_OPEN || clocks[i].state == NW_CLOCK_MISSED))
        nw_agenda_add_at (agenda, row, tasks[i].kind, clocks[i].due, text, _(tasks[i].what));
    }
}

/* Beside the orders that a commit proves: nobody is sure before something was
 * noticed, and nothing is acknowledged before it happened. */
static gboolean
clocks_run_back (const NwRow *row)
{
  const gint64 course[] = { nw_row_number (row, "occurred_at"), nw_row_number (row, "detected_at"), nw_row_number (row, "contained_at"),
                            nw_row_number (row, "remediated_at") };
  const gint64 notice[] = { course[0], course[1], nw_row_number (row, "aware_at") };
  const gint64 knowing[] = { course[0], course[1], nw_row_number (row, "acknowledged_at") };

  return !nw_in_order (course, G_N_ELEMENTS (course)) || !nw_in_order (notice, G_N_ELEMENTS (notice))
         || !nw_in_order (knowing, G_N_ELEMENTS (knowing));
}

static gboolean
is_over (const NwClock *clock)
{
  return clock->state == NW_CLOCK_LATE || clock->state == NW_CLOCK_MISSED;
}

static void
lack_facts (const NwRow *row, const NwClockFacts *facts, NwGaps *gaps)
{
  if (!nw_row_has (row, "personal_data") && facts->breach != NW_ANSWER_NO)
    nw_gaps_add (gaps, row, "incident_personal_data", NW_LEVEL_AMBER,
                 _("As long as it is unknown, the 72 hours of Art. 33(1) GDPR count from awareness on, to be safe."),
                 _("Record whether personal data are concerned"));
  if (facts->breach == NW_ANSWER_YES && (!nw_row_has (row, "risk_to_persons") || nw_row_is (row, "risk_to_persons", "not_assessed")))
    nw_gaps_add (gaps, row, "incident_risk_not_assessed", NW_LEVEL_AMBER, NULL, _("Assess the risk to the persons concerned"));
  if (facts->aware == NW_UNKNOWN && (facts->breach == NW_ANSWER_YES || facts->nis2 == NW_ANSWER_YES))
    nw_gaps_add (gaps, row, "incident_awareness", NW_LEVEL_RED, _("The periods run from the moment of reasonable certainty."),
                 _("Record when it became reasonably certain"));
  if (facts->nis2 == NW_ANSWER_UNKNOWN)
    nw_gaps_add (gaps, row, "incident_nis2_not_checked", NW_LEVEL_AMBER, _("The organisation is regulated by NIS2 (§ 32 BSIG)."),
                 _("Check whether the incident is significant under NIS2"));
  if (clocks_run_back (row))
    nw_gaps_add (gaps, row, "incident_clock_order", NW_LEVEL_AMBER, NULL, _("Correct the times: they run back"));
}

static void
lack_breach (const NwRow *row, const NwClockFacts *facts, const NwClock *clocks, NwGaps *gaps)
{
  g_autofree char *text = say_clock (row, facts, NW_CLOCK_ART33, &clocks[NW_CLOCK_ART33]);

  if (clocks[NW_CLOCK_ART33].state == NW_CLOCK_MISSED)
    nw_gaps_add (gaps, row, "breach_not_reported", NW_LEVEL_RED, text, _("Report the breach now, with the reasons for the delay"));
  if (is_over (&clocks[NW_CLOCK_ART33]) && !nw_row_has (row, "late_reason"))
    nw_gaps_add (gaps, row, "breach_late_reason", NW_LEVEL_AMBER, _("A late report needs reasons (Art. 33(1) sentence 2 GDPR)."),
                 _("Record the reasons for the delay"));
  if (nw_row_yes (row, "personal_data") && nw_row_is (row, "risk_to_persons", "none") && !nw_row_has (row, "no_report_reason"))
    nw_gaps_add (gaps, row, "breach_no_report_reason", NW_LEVEL_AMBER, _("A breach that is not reported is documented with the reason (Art. 33(5) GDPR)."),
                 _("Record why there is no risk to persons"));
  if (clocks[NW_CLOCK_ART34].state == NW_CLOCK_OPEN && !nw_row_has (row, "no_report_reason"))
    nw_gaps_add (gaps, row, "breach_persons_not_informed", NW_LEVEL_RED, _("At high risk the persons are told without undue delay (Art. 34(1) GDPR)."),
                 _("Inform the persons concerned, or record the exception"));
}

void
nw_lack_incident (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwClockFacts facts = facts_of (row, context);
  NwClock clocks[NW_N_CLOCKS];

  nw_clocks_run (&facts, context->on, clocks);
  if (!nw_row_has (row, "closed_at"))
    nw_lack_owner (row, gaps);
  lack_facts (row, &facts, gaps);
  lack_breach (row, &facts, clocks, gaps);
  for (guint i = NW_CLOCK_NIS2_EARLY; i <= NW_CLOCK_NIS2_FINAL; i++)
    {
      g_autofree char *text = say_clock (row, &facts, i, &clocks[i]);

      if (clocks[i].state == NW_CLOCK_MISSED)
        nw_gaps_add (gaps, row, "nis2_not_reported", NW_LEVEL_RED, text, _(tasks[i].what));
    }
}
