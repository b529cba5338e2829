/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sla-series.h"

#define MONTHS_LOOKED_AT 12

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  const NwSlaWindow *left = a, *right = b;

  return left->window.to < right->window.to ? -1 : left->window.to > right->window.to;
}

/* A running total against the cap of each calendar year. */
static void
apply_yearly_cap (NwSlaSeries *self)
{
  gint64 cap = nw_credit_yearly_cap (&self->terms.credit), left = cap;

  for (guint i = 0; cap != NW_UNKNOWN && i < self->windows->len; i++)
    {
      NwSlaWindow *window = &g_array_index (self->windows, NwSlaWindow, i);

      if (i == 0 || nw_day_year (window->window.to) != nw_day_year ((window - 1)->window.to))
        left = cap;
      window->credit = nw_credit_take (window->credit, &left);
      if (window->credit == 0)
        window->claim_by = NW_NO_DAY;
    }
}

static void
read_windows (NwSlaSeries *self, const NwRow *sla, NwContext *context)
{
  GPtrArray *rows = nw_context_children (context, &nw_sla_measurement, "sla", sla->id);
  gboolean in_order = TRUE;
  NwDay last = NW_NO_DAY;

  nw_sla_terms_init (&self->terms, sla, context);
  if (self->terms.kind == NW_SPAN_UNKNOWN && rows->len > 0)
    self->terms.kind = nw_span_guess (nw_row_text (rows->pdata[0], "period"));
  self->windows = g_array_sized_new (FALSE, FALSE, sizeof (NwSlaWindow), rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      NwSlaWindow window;

      if (!nw_sla_measure (&self->terms, rows->pdata[i], &window) || window.stray || !nw_sla_has_ended (&self->terms, &window))
        continue;
      in_order = in_order && window.window.to > last;
      last = window.window.to;
      g_array_append_val (self->windows, window);
    }
  if (!in_order)
    g_array_sort (self->windows, compare_windows);
  apply_yearly_cap (self);
}

void
nw_sla_series_unref (NwSlaSeries *self)
{
  if (--self->refs > 0)
    return;
  nw_sla_terms_clear (&self->terms);
  g_array_unref (self->windows);
  g_free (self);
}

/**
 * nw_sla_series_new:
 *
 * What falls due and what is missing follow from the same windows as the
 * computed fields: while whole kinds are gone through they are made once.
 *
 * Returns: (transfer full)
 */
NwSlaSeries *
nw_sla_series_new (const NwRow *sla, NwContext *context)
{
  NwSlaSeries *self = nw_context_recall (context, sla);

  if (self == NULL)
    {
      self = g_new0 (NwSlaSeries, 1);
      self->refs = 2;
      read_windows (self, sla, context);
      nw_context_remember (context, sla, self, (GDestroyNotify) nw_sla_series_unref);
      return self;
    }
  self->terms.sla = sla;
  self->refs++;
  return self;
}

static const NwSlaWindow *
newest_of (NwSlaSeries *self)
{
  return self->windows->len > 0 ? &g_array_index (self->windows, NwSlaWindow, self->windows->len - 1) : NULL;
}

/**
 * nw_sla_last_due:
 *
 * The newest window whose measurement should be there: it ended long enough
 * ago for a report, in the time of the contract, and not before the first
 * window that was measured.
 *
 * Returns: the window; none if there is no such window
 */
NwSpan
nw_sla_last_due (NwSlaSeries *self)
{
  NwContext *context = self->terms.context;
  gint64 wait = nw_figure (context, "sla.report_days", context->on);
  NwDay until = context->on - (wait != NW_UNKNOWN ? (NwDay) wait : 0), starts;
  NwSpan due = nw_span_ended (self->terms.kind, until);
  const NwSlaWindow *newest = newest_of (self);
  const NwRow *contract;

  if (due.from == NW_NO_DAY || (newest != NULL && newest->window.to >= due.to))
    return newest != NULL && due.to < g_array_index (self->windows, NwSlaWindow, 0).window.to ? NW_NO_SPAN : due;
  contract = nw_context_ref (context, self->terms.sla, "contract");
  if (contract != NULL && nw_row_is (contract, "renewal", "none") && nw_row_has (contract, "ends_on"))
    due = nw_span_ended (self->terms.kind, MIN (until, nw_row_day (contract, "ends_on")));
  if (newest != NULL)
    return due.to >= newest->window.to ? due : newest->window;
  starts = contract != NULL ? nw_row_day (contract, "starts_on") : NW_NO_DAY;
  return starts != NW_NO_DAY && due.from >= starts ? due : NW_NO_SPAN;
}

/**
 * nw_sla_last_window:
 * @found: (out) (nullable): its measurement
 *
 * Returns: the newest window that ended and is measured, unless a later one
 *   should have been measured by now: then that, without measurement
 */
NwSpan
nw_sla_last_window (NwSlaSeries *self, const NwSlaWindow **found)
{
  NwSpan due = nw_sla_last_due (self);

  *found = newest_of (self);
  if (*found != NULL && (due.from == NW_NO_DAY || (*found)->window.to >= due.to))
    return (*found)->window;
  *found = NULL;
  return due;
}

/* The newest window that ended and has a value, or NULL. */
const NwSlaWindow *
nw_sla_last_measured (NwSlaSeries *self)
{
  for (guint i = self->windows->len; i-- > 0;)
    if (g_array_index (self->windows, NwSlaWindow, i).value.d > 0)
      return &g_array_index (self->windows, NwSlaWindow, i);
  return NULL;
}

static gboolean
has_result (const NwSlaWindow *window)
{
  return window->verdict.result == NW_SLA_MET || nw_sla_is_breach (window->verdict.result);
}

/* Of the windows that ended in the twelve months to the day. */
void
nw_sla_met_in_year (NwSlaSeries *self, guint *met, guint *measured)
{
  NwDay after = nw_add_months (self->terms.context->on + 1, -MONTHS_LOOKED_AT);

  *met = *measured = 0;
  for (guint i = 0; i < self->windows->len; i++)
    {
      const NwSlaWindow *window = &g_array_index (self->windows, NwSlaWindow, i);

      if (window->window.to + 1 <= after || !has_result (window))
        continue;
      (*measured)++;
      *met += window->verdict.result == NW_SLA_MET;
    }
}

static gboolean
is_below_floor (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  int order = nw_fraction_compare (window->value, terms->floor);

  return terms->target.better == NW_BETTER_LOWER ? order > 0 : order < 0;
}

/* Of the windows with data whether each is a breach, for a floor below it. */
static guint
collect_marks (NwSlaSeries *self, NwChronicMark *marks, NwDay *ends)
{
  const NwSlaTerms *terms = &self->terms;
  gboolean floor = terms->chronic.kind == NW_CHRONIC_BELOW_FLOOR;
  guint n = 0;

  for (guint i = 0; i < self->windows->len; i++)
    {
      const NwSlaWindow *window = &g_array_index (self->windows, NwSlaWindow, i);

      if (floor ? window->value.d == 0 || terms->floor.d == 0 || terms->target.better == NW_BETTER_UNKNOWN : !has_result (window))
        continue;
      ends[n] = window->window.to;
      marks[n++] = (NwChronicMark){ nw_span_number (terms->kind, window->window),
                                    floor ? is_below_floor (terms, window) : nw_sla_is_breach (window->verdict.result) };
    }
  return n;
}

/* Breaches in the last m windows up to @number, or in the row up to @at. */
static guint
count_hits (const NwChronicRule *rule, const NwChronicMark *marks, guint at, gint64 number)
{
  guint count = 0;

  for (guint i = at + 1; i-- > 0;)
    {
      if (rule->kind == NW_CHRONIC_N_OF_M ? number - marks[i].number >= rule->m : !marks[i].hit)
        break;
      count += marks[i].hit ? 1 : 0;
    }
  return count;
}

/* Whether the rule holds now. The last m windows are those up to the newest
 * that was, or should have been, measured. */
static gboolean
holds_now (NwSlaSeries *self, const NwChronicMark *marks, guint n, gboolean state)
{
  const NwSlaWindow *last;
  NwSpan newest = nw_sla_last_window (self, &last);

  if (self->terms.chronic.kind != NW_CHRONIC_N_OF_M || newest.from == NW_NO_DAY)
    return state;
  return count_hits (&self->terms.chronic, marks, n - 1, nw_span_number (self->terms.kind, newest)) >= self->terms.chronic.n;
}

NwSlaChronic
nw_sla_chronic (NwSlaSeries *self)
{
  const NwChronicRule *rule = &self->terms.chronic;
  NwContext *context = self->terms.context;
  NwSlaChronic chronic = { .on = NW_NO_DAY, .known = rule->kind == NW_CHRONIC_NONE };
  g_autofree NwChronicMark *marks = NULL;
  g_autofree gboolean *states = NULL;
  g_autofree NwDay *ends = NULL;
  gint64 exercise;
  guint n;

  if (!nw_chronic_complete (rule))
    return chronic;
  exercise = nw_figure (context, "sla.exercise_days", context->on);
  marks = g_new (NwChronicMark, self->windows->len + 1);
  states = g_new (gboolean, self->windows->len + 1);
  ends = g_new (NwDay, self->windows->len + 1);
  n = collect_marks (self, marks, ends);
  nw_chronic_states (rule, marks, n, states);
  chronic.known = n > 0;
  for (guint i = n; i-- > 0 && chronic.on == NW_NO_DAY;)
    if (states[i] && marks[i].hit)
      {
        chronic.on = ends[i];
        chronic.hits = count_hits (rule, marks, i, marks[i].number);
      }
  if (chronic.on != NW_NO_DAY)
    chronic.holds = holds_now (self, marks, n, states[n - 1]) || (exercise != NW_UNKNOWN && context->on - chronic.on <= exercise);
  return chronic;
}

/* What the vendor still owes for a window: the credit without what was granted,
 * nothing once the day to claim has passed and nobody did. */
static gint64
open_of (const NwSlaTerms *terms, const NwSlaWindow *window)
{
  NwDay on = terms->context->on, claimed = nw_row_day (window->row, "claimed_on");
  gint64 granted = nw_row_number (window->row, "granted");
  gboolean is_claimed = claimed != NW_NO_DAY && claimed <= on;

  if (window->credit == NW_UNKNOWN || (!is_claimed && window->claim_by != NW_NO_DAY && window->claim_by < on))
    return 0;
  return MAX (window->credit - (granted != NW_UNKNOWN ? granted : 0), 0);
}

/* What was not granted yet of all credits; %NW_UNKNOWN where the contract's
 * credits are not known. */
gint64
nw_sla_credit_open (NwSlaSeries *self)
{
  const NwSlaTerms *terms = &self->terms;
  gint64 sum = 0;

  if (terms->credit.n_bands == 0 || terms->credit.fee == NW_UNKNOWN || !terms->banded)
    return NW_UNKNOWN;
  for (guint i = 0; i < self->windows->len; i++)
    sum += open_of (terms, &g_array_index (self->windows, NwSlaWindow, i));
  return sum;
}
