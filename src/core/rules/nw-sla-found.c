/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-contract-rows.h"
#include "nw-sla-rows.h"

#include "nw-owner.h"
#include "nw-sla-series.h"
#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>

/* What falls due and what is missing around an SLA. It speaks for its
 * measurements and outages too, so that nobody has to walk over all of them.
 *
 * Deadlines: credit_claim (of the measurement), sla_chronic
 * Gaps: owner_missing, sla_no_target, sla_no_data, sla_breach_critical, sla_chronic;
 *   of a measurement credit_lost, sla_measurement_differs, sla_measurement_stray;
 *   of an outage outage_no_reason, outage_open */

#define NAMED_WINDOWS 3

static gboolean
is_lost (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  return nw_sla_can_claim (terms, window) && window->claim_by != NW_NO_DAY && window->claim_by < terms->context->on;
}

/* A credit that was lost long ago is no news. */
static gboolean
is_old (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  gint64 days = nw_figure (terms->context, "sla.lost_days", terms->context->on);

  return days != NW_UNKNOWN && window->claim_by != NW_NO_DAY && terms->context->on - window->claim_by > days;
}

static char *
say_credit (const NwSlaTerms *terms, gint64 credit)
{
  const NwRow *contract = nw_context_ref (terms->context, terms->sla, "contract");

  if (credit == NW_UNKNOWN)
    return g_strdup (_("unknown"));
  return nw_say_money (credit, contract != NULL ? nw_row_text (contract, "currency") : NULL);
}

static void
due_claim (const NwSlaTerms *terms, const NwSlaWindow *window, NwAgenda *agenda)
{
  g_autofree char *credit = NULL, *end = NULL, *reason = NULL;

  if (window->claim_by == NW_NO_DAY || !nw_sla_can_claim (terms, window) || is_old (terms, window))
    return;
  credit = say_credit (terms, window->credit);
  end = nw_say_day (window->window.to);
  reason = g_strdup_printf (_("the window ended on %s, the contract gives %d days to claim; credit: %s"), end,
                            (int) nw_row_number (terms->sla, "claim_days"), credit);
  nw_agenda_add (agenda, window->row, "credit_claim", window->claim_by, TRUE, reason, _("Claim the service credit"));
}

/* Whether notice was given since the rule was met. */
static gboolean
is_exercised (const NwSlaTerms *terms, NwDay since)
{
  const NwRow *contract = nw_context_ref (terms->context, terms->sla, "contract");
  NwDay sent = contract != NULL ? nw_row_day (contract, "notice_sent_on") : NW_NO_DAY;

  return sent != NW_NO_DAY && sent > since && sent <= terms->context->on;
}

static void
due_chronic (NwSlaSeries *series, NwAgenda *agenda)
{
  NwContext *context = series->terms.context;
  gint64 days = nw_figure (context, "sla.exercise_days", context->on);
  NwSlaChronic chronic = nw_sla_chronic (series);

  if (!chronic.holds || chronic.on == NW_NO_DAY || days == NW_UNKNOWN || is_exercised (&series->terms, chronic.on))
    return;
  nw_agenda_add (agenda, series->terms.sla, "sla_chronic", chronic.on + (NwDay) days, TRUE,
                 _("chronic breach: termination has to follow within a reasonable time (§ 314(3) BGB), unless the contract sets one"),
                 _("Check the special right of termination"));
}

void
nw_due_sla (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autoptr (NwSlaSeries) series = nw_sla_series_new (row, context);

  for (guint i = 0; i < series->windows->len; i++)
    due_claim (&series->terms, &g_array_index (series->windows, NwSlaWindow, i), agenda);
  due_chronic (series, agenda);
}

static void
lack_target (const NwSlaTerms *terms, NwGaps *gaps)
{
  if (terms->target.target.d == 0)
    nw_gaps_add (gaps, terms->sla, "sla_no_target", NW_LEVEL_AMBER, NULL,
                 _("The target is missing: nothing can be compared with it; enter it"));
  else if (terms->target.better == NW_BETTER_UNKNOWN)
    nw_gaps_add (gaps, terms->sla, "sla_no_target", NW_LEVEL_AMBER, NULL,
                 _("It is not known whether higher or lower is better: enter the direction"));
}

/* Windows without data up to @last, the newest ones named. */
static guint
count_missing (NwSlaSeries *series, NwSpan last, GString *names)
{
  NwSpanKind kind = series->terms.kind;
  NwSpan window = series->windows->len > 0 ? g_array_index (series->windows, NwSlaWindow, 0).window : last;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  guint next = 0;

  for (; window.from != NW_NO_DAY && window.to <= last.to; window = nw_span_next (kind, window))
    {
      const NwSlaWindow *found = next < series->windows->len ? &g_array_index (series->windows, NwSlaWindow, next) : NULL;
      gboolean here = found != NULL && found->window.to == window.to;

      next += here ? 1 : 0;
      if (!here || found->verdict.result == NW_SLA_NO_DATA)
        g_ptr_array_add (missing, nw_span_name (kind, window));
    }
  for (guint i = missing->len; i-- > 0 && missing->len - i <= NAMED_WINDOWS;)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (const char *) missing->pdata[i]);
  if (missing->len > NAMED_WINDOWS)
    g_string_append (names, " …");
  return missing->len;
}

/* A contract that ended needs no measurements after its end. */
static NwSpan
last_needed (NwSlaSeries *series, NwSpan due)
{
  NwContext *context = series->terms.context;
  const NwRow *contract = nw_context_derived (context, nw_context_ref (context, series->terms.sla, "contract"));
  NwDay ended = contract != NULL ? nw_contract_last_day (contract, context) : NW_NO_DAY;

  return ended == NW_NO_DAY || due.to <= ended ? due : nw_span_ended (series->terms.kind, ended);
}

static void
lack_data (NwSlaSeries *series, NwGaps *gaps)
{
  NwSpan last = nw_sla_last_due (series);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *what = NULL;
  guint missing = last.from != NW_NO_DAY ? count_missing (series, last, names) : 0;

  /* Contracts are asked only where it matters. */
  if (missing > 0)
    {
      g_string_truncate (names, 0);
      last = last_needed (series, last);
      missing = last.from != NW_NO_DAY ? count_missing (series, last, names) : 0;
    }
  if (missing == 0)
    return;
  what = g_strdup_printf (ngettext ("%u window has no measurement (%s): ask for the report, or measure",
                                    "%u windows have no measurement (%s): ask for the reports, or measure",
                                    missing), missing, names->str);
  nw_gaps_add (gaps, series->terms.sla, "sla_no_data", NW_LEVEL_AMBER, _("what was not measured does not count as met"), what);
}

static void
lack_breaches (NwSlaSeries *series, const NwRow *row, NwGaps *gaps)
{
  NwSlaChronic chronic = nw_sla_chronic (series);
  const NwSlaWindow *last;

  nw_sla_last_window (series, &last);
  if (last != NULL && last->verdict.result == NW_SLA_CRITICAL)
    {
      g_autofree char *what = g_strdup_printf (_("Critical breach in %s: demand causes and measures, claim what is owed"),
                                               nw_row_text (last->row, "period"));

      nw_gaps_add (gaps, row, "sla_breach_critical", NW_LEVEL_AMBER, NULL, what);
    }
  if (chronic.holds && !is_exercised (&series->terms, chronic.on))
    nw_gaps_add (gaps, row, "sla_chronic", NW_LEVEL_AMBER, NULL,
                 _("Chronic breaches: check the special right of termination and decide"));
}

static void
lack_measurement (const NwSlaTerms *terms, const NwSlaWindow *window, NwGaps *gaps)
{
  gint64 said = nw_row_number (window->row, "down_minutes");

  if (is_lost (terms, window) && !is_old (terms, window))
    {
      g_autofree char *credit = say_credit (terms, window->credit), *day = nw_say_day (window->claim_by);
      g_autofree char *what = g_strdup_printf (_("Credit not claimed by %s (%s): claim it as a courtesy, or note why not"),
                                               day, credit);

      nw_gaps_add (gaps, window->row, "credit_lost", NW_LEVEL_YELLOW, NULL, what);
    }
  if (window->basis == NW_SLA_BY_OUTAGES && said != NW_UNKNOWN && said != window->down / 60 && said != (window->down + 59) / 60)
    {
      g_autofree char *what = g_strdup_printf (_("%d minutes were measured, the outages make %d: find out which is right"),
                                               (int) said, (int) (window->down / 60));

      nw_gaps_add (gaps, window->row, "sla_measurement_differs", NW_LEVEL_YELLOW, _("the outages are what is counted"), what);
    }
}

/* Measurements that have no place in the series. */
static void
lack_strays (const NwSlaTerms *terms, NwGaps *gaps)
{
  GPtrArray *rows = nw_context_children (terms->context, &nw_sla_measurement, "sla", terms->sla->id);

  for (guint i = 0; i < rows->len; i++)
    if (nw_span_parse (terms->kind, nw_row_text (rows->pdata[i], "period")).from == NW_NO_DAY)
      nw_gaps_add (gaps, rows->pdata[i], "sla_measurement_stray", NW_LEVEL_YELLOW, NULL,
                   _("Its window is of another length than that of the SLA: it is not counted; correct one of them"));
}

static void
lack_outages (const NwSlaTerms *terms, NwGaps *gaps)
{
  GPtrArray *rows = nw_context_children (terms->context, &nw_outage, "sla", terms->sla->id);
  gint64 days = rows->len > 0 ? nw_figure (terms->context, "sla.outage_open_days", terms->context->on) : NW_UNKNOWN;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      gint64 begin = nw_row_number (row, "begins_at");

      if (nw_row_has (row, "excluded") && !nw_row_is (row, "excluded", "no") && !nw_row_has (row, "exclusion_reason"))
        nw_gaps_add (gaps, row, "outage_no_reason", NW_LEVEL_YELLOW, NULL,
                     _("The outage is not counted, but nothing says why: enter the reason for the exclusion"));
      if (!nw_row_has (row, "ends_at") && days != NW_UNKNOWN && begin != NW_UNKNOWN
          && terms->context->on - nw_berlin_day (begin) > days)
        nw_gaps_add (gaps, row, "outage_open", NW_LEVEL_YELLOW, _("until it has an end, it is counted to the end of the day"),
                     _("The outage has no end: enter when it ended"));
    }
}

void
nw_lack_sla (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autoptr (NwSlaSeries) series = nw_sla_series_new (row, context);
  const NwRow *contract = nw_context_ref (context, row, "contract");

  if (contract != NULL && nw_contract_runs (contract, context))
    nw_lack_owner_above (row, gaps);
  lack_target (&series->terms, gaps);
  lack_data (series, gaps);
  lack_breaches (series, row, gaps);
  for (guint i = 0; i < series->windows->len; i++)
    lack_measurement (&series->terms, &g_array_index (series->windows, NwSlaWindow, i), gaps);
  if (series->terms.kind != NW_SPAN_UNKNOWN)
    lack_strays (&series->terms, gaps);
  lack_outages (&series->terms, gaps);
}
