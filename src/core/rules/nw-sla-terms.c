/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sla-series.h"

#include <string.h>

/* Fields of a measurement; whole lists ask for them. */
static const struct Fields
{
  guint period, value, base, down, claimed_on, granted;
} *
fields (void)
{
  static struct Fields made;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      const NwEntity *entity = &nw_sla_measurement;

      made = (struct Fields){
        (guint) nw_entity_field_index (entity, "period"), (guint) nw_entity_field_index (entity, "value"),
        (guint) nw_entity_field_index (entity, "base_minutes"), (guint) nw_entity_field_index (entity, "down_minutes"),
        (guint) nw_entity_field_index (entity, "claimed_on"), (guint) nw_entity_field_index (entity, "granted"),
      };
      g_once_init_leave (&once, 1);
    }
  return &made;
}

static const struct
{
  const char *metric;
  NwBetter    better;
  gboolean    share; /* where no unit says other */
} metrics[] = {
  { "availability", NW_BETTER_HIGHER, TRUE }, { "share_within", NW_BETTER_HIGHER, TRUE }, { "support_hours", NW_BETTER_HIGHER,
                                                                                            TRUE },
  { "first_response", NW_BETTER_LOWER, FALSE }, { "resolution", NW_BETTER_LOWER, FALSE }, { "rpo", NW_BETTER_LOWER, FALSE },
  { "rto", NW_BETTER_LOWER, FALSE }, { "error_rate", NW_BETTER_LOWER, FALSE },
};

static gboolean
is_percent (const NwRow *sla, gboolean unless_said)
{
  const char *unit = nw_row_text (sla, "unit");

  return unit != NULL ? strcmp (unit, "%") == 0 : unless_said;
}

/* Whether a value is the part of the cases that kept a limit. It is a
 * percentage then, whatever the cases or the limit are measured in. */
static gboolean
is_share_within (const NwRow *sla)
{
  return nw_row_is (sla, "metric", "share_within") || nw_row_is (sla, "aggregation", "share_within");
}

static void
read_target (NwSlaTerms *self, const NwRow *sla)
{
  NwFraction hundred = { 100, 1 };
  NwDay on = self->context->on;

  self->is_time = nw_row_is (sla, "metric", "availability");
  self->target.target = nw_fraction_parse (nw_row_text (sla, "target"));
  self->target.minor_up_to = nw_fraction_parse (nw_figure_text (self->context, "sla.minor_up_to", on));
  self->target.major_up_to = nw_fraction_parse (nw_figure_text (self->context, "sla.major_up_to", on));
  self->target.share = is_percent (sla, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    if (nw_row_is (sla, "metric", metrics[i].metric))
      {
        self->target.better = metrics[i].better;
        self->target.share = is_percent (sla, metrics[i].share) || self->is_time;
      }
  if (is_share_within (sla))
    {
      self->target.better = NW_BETTER_HIGHER;
      self->target.share = TRUE;
    }
  if (nw_row_has (sla, "direction") && !self->is_time)
    self->target.better = nw_row_is (sla, "direction", "lower") ? NW_BETTER_LOWER : NW_BETTER_HIGHER;
  self->banded = self->target.share && self->target.better == NW_BETTER_HIGHER;
  self->target.share = self->banded && self->target.target.d > 0 && nw_fraction_compare (self->target.target, hundred) <= 0;
}

/* What is not restricted is service: no weekdays are all, no times the whole
 * day, no Land no holidays. */
static void
read_service (NwSlaTerms *self, const NwRow *sla)
{
  static const char *const days[] = { "mo", "tu", "we", "th", "fr", "sa", "su" };
  gint64 from = nw_row_number (sla, "calendar_from"), to = nw_row_number (sla, "calendar_to");
  gboolean land = nw_row_has (sla, "calendar_land") && !nw_row_is (sla, "calendar_land", "none");

  self->service = (NwService){ nw_row_has (sla, "calendar_days") ? 0 : NW_EVERY_DAY, from != NW_UNKNOWN ? (int) from : 0,
                               to != NW_UNKNOWN ? (int) to : 1440, land ? nw_land (nw_row_text (sla, "calendar_land")) : 0,
                               land ? nw_context_calendar (self->context) : NULL };
  for (guint i = 0; self->service.weekdays != NW_EVERY_DAY && i < G_N_ELEMENTS (days); i++)
    self->service.weekdays |= (guint8) (nw_row_contains (sla, "calendar_days", days[i]) ? 1 << i : 0);
}

static void
read_credit (NwSlaTerms *self, const NwRow *sla)
{
  GPtrArray *bands = nw_context_children (self->context, &nw_credit_band, "sla", sla->id);

  for (guint i = 0; i < bands->len; i++)
    {
      NwCreditBand band = { nw_fraction_parse (nw_row_text (bands->pdata[i], "from_percent")),
                            nw_fraction_parse (nw_row_text (bands->pdata[i], "credit_percent")) };

      if (band.from.d > 0 && band.credit.d > 0)
        g_array_append_val (self->bands, band);
    }
  self->credit = (NwCreditTerms){ nw_row_number (sla, "monthly_fee"), (NwCreditBand *) self->bands->data, self->bands->len,
                                  nw_fraction_parse (nw_row_text (sla, "monthly_cap_percent")),
                                  nw_fraction_parse (nw_row_text (sla, "yearly_cap_percent")), self->target.target };
}

/* As of the day: what begins later is not known yet, and what has not ended
 * yet is counted to the end of the day. */
static void
read_outages (NwSlaTerms *self, const NwRow *sla)
{
  GPtrArray *rows = nw_context_children (self->context, &nw_outage, "sla", sla->id);
  gint64 horizon = rows->len > 0 ? nw_berlin_instant (self->context->on + 1, 0) : 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 begin = nw_row_number (rows->pdata[i], "begins_at"), end = nw_row_number (rows->pdata[i], "ends_at");
      gboolean excluded = nw_row_has (rows->pdata[i], "excluded") && !nw_row_is (rows->pdata[i], "excluded", "no");
      NwOutage outage = { begin, end != NW_UNKNOWN ? MIN (end, horizon) : horizon, excluded };

      if (begin != NW_UNKNOWN && begin < horizon)
        g_array_append_val (self->outages, outage);
    }
}

static NwChronicKind
chronic_kind (const NwRow *sla)
{
  static const char *const names[] = { NULL, "none", "n_of_m", "n_in_row", "below_floor" };

  for (guint i = NW_CHRONIC_NONE; i < G_N_ELEMENTS (names); i++)
    if (nw_row_is (sla, "chronic_kind", names[i]))
      return (NwChronicKind) i;
  return NW_CHRONIC_UNKNOWN;
}

void
nw_sla_terms_init (NwSlaTerms *self, const NwRow *sla, NwContext *context)
{
  *self = (NwSlaTerms){ .sla = sla, .context = context, .bands = g_array_new (FALSE, FALSE, sizeof (NwCreditBand)),
                        .outages = g_array_new (FALSE, FALSE, sizeof (NwOutage)) };
  self->kind = nw_span_kind (nw_row_text (sla, "window"));
  self->shrink = nw_row_is (sla, "exclusion_mode", "shrink");
  self->chronic = (NwChronicRule){ chronic_kind (sla), nw_row_number (sla, "chronic_n"), nw_row_number (sla, "chronic_m") };
  self->floor = nw_fraction_parse (nw_row_text (sla, "chronic_floor"));
  read_target (self, sla);
  read_service (self, sla);
  read_credit (self, sla);
  if (self->is_time)
    read_outages (self, sla);
}

void
nw_sla_terms_clear (NwSlaTerms *self)
{
  g_clear_pointer (&self->bands, g_array_unref);
  g_clear_pointer (&self->outages, g_array_unref);
}

static gboolean
has_outage_in (const NwSlaTerms *self, NwSpan window)
{
  gint64 first = nw_berlin_instant (window.from, 0), last = nw_berlin_instant (window.to + 1, 0);

  for (guint i = 0; i < self->outages->len; i++)
    {
      const NwOutage *outage = &g_array_index (self->outages, NwOutage, i);

      if (outage->begin < last && outage->end > first && outage->begin < outage->end)
        return TRUE;
    }
  return FALSE;
}

static void
measure_outages (const NwSlaTerms *self, NwSlaWindow *out)
{
  NwDowntime lost = nw_downtime (&self->service, out->window, (const NwOutage *) self->outages->data, self->outages->len);

  out->basis = NW_SLA_BY_OUTAGES;
  out->excluded = lost.excluded;
  out->base = nw_service_minutes (&self->service, out->window) * 60 - (self->shrink ? lost.excluded : 0);
  out->down = lost.down;
}

/* Minutes that somebody measured. A base alone says that the window was looked
 * at: where outages are recorded, there was none then. */
static void
measure_minutes (const NwSlaTerms *self, NwSlaWindow *out, gboolean has_value)
{
  const NwValue *cells = out->row->cells;
  gint64 base = nw_value_get_number (&cells[fields ()->base]), down = nw_value_get_number (&cells[fields ()->down]);

  if (down == NW_UNKNOWN && (base == NW_UNKNOWN || has_value || self->outages->len == 0))
    return;
  out->basis = down != NW_UNKNOWN ? NW_SLA_BY_MINUTES : NW_SLA_BY_OUTAGES;
  out->base = (base != NW_UNKNOWN ? base : nw_service_minutes (&self->service, out->window)) * 60;
  out->down = down != NW_UNKNOWN ? down * 60 : 0;
}

static void
find_figures (const NwSlaTerms *self, NwSlaWindow *out)
{
  const NwValue *value = out->row != NULL ? &out->row->cells[fields ()->value] : NULL;

  if (self->is_time && self->outages->len > 0 && (out->row == NULL || has_outage_in (self, out->window)))
    measure_outages (self, out);
  else if (self->is_time && out->row != NULL)
    measure_minutes (self, out, nw_value_is_set (value));
  if (out->basis != NW_SLA_BY_NOTHING)
    out->value = nw_sla_availability (out->base, out->down);
  else if (value != NULL)
    out->value = nw_fraction_parse (nw_value_get_text (value));
  if (out->basis == NW_SLA_BY_NOTHING && out->value.d > 0)
    out->basis = NW_SLA_BY_VALUE;
}

/* Bands are about percentages, and about nothing else: the contract may owe a
 * credit for a value that meets the target, or name no target. */
static gint64
credit_of (const NwSlaTerms *self, const NwSlaWindow *window)
{
  if (self->credit.n_bands == 0 || self->credit.fee == NW_UNKNOWN || !self->banded || window->stray)
    return NW_UNKNOWN;
  return nw_credit_of_window (&self->credit, window->value);
}

/* Whether there is, or may be, a credit for the window. */
gboolean
nw_sla_is_owed (const NwSlaWindow *window)
{
  return window->credit != NW_UNKNOWN ? window->credit > 0 : nw_sla_is_breach (window->verdict.result);
}

static NwDay
claim_day (const NwSlaTerms *self, const NwSlaWindow *window)
{
  gint64 days = nw_row_number (self->sla, "claim_days");

  if (days == NW_UNKNOWN || !nw_sla_is_owed (window))
    return NW_NO_DAY;
  return window->window.to + (NwDay) days;
}

/* Whether somebody wrote down what was measured. */
static gboolean
is_entered (const NwRow *row)
{
  const NwValue *cells = row->cells;

  return nw_value_is_set (&cells[fields ()->value]) || nw_value_is_set (&cells[fields ()->base]) || nw_value_is_set (&cells[fields ()->down]);
}

/**
 * nw_sla_measure:
 * @row: a measurement of the SLA
 * @out: what is to be counted, judged; the credit before the yearly cap
 *
 * Figures that were entered are judged as soon as they are there. Outages
 * alone are judged when the window has ended, for until then they can grow.
 *
 * Returns: %FALSE when the name of its window cannot be read
 */
gboolean
nw_sla_measure (const NwSlaTerms *self, const NwRow *row, NwSlaWindow *out)
{
  const char *period = nw_value_get_text (&row->cells[fields ()->period]);
  NwSpanKind kind = self->kind != NW_SPAN_UNKNOWN ? self->kind : nw_span_guess (period);

  *out = (NwSlaWindow){ .row = row, .window = nw_span_parse (kind, period), .base = NW_UNKNOWN, .down = NW_UNKNOWN,
                        .value = NW_NO_FRACTION, .credit = NW_UNKNOWN, .claim_by = NW_NO_DAY };
  if (out->window.from == NW_NO_DAY)
    {
      out->stray = TRUE;
      out->window = nw_span_parse (nw_span_guess (period), period);
    }
  if (out->window.from == NW_NO_DAY)
    return FALSE;
  out->open = !nw_sla_has_ended (self, out) && !is_entered (row) && self->is_time && has_outage_in (self, out->window);
  if (out->open)
    return TRUE;
  find_figures (self, out);
  out->verdict = nw_sla_judge (&self->target, out->value);
  out->credit = credit_of (self, out);
  out->claim_by = claim_day (self, out);
  return TRUE;
}

gboolean
nw_sla_has_ended (const NwSlaTerms *self, const NwSlaWindow *window)
{
  return window->window.to <= self->context->on;
}

/**
 * nw_sla_running:
 *
 * The window that runs on the day, by the outages so far or, where none are
 * recorded, by the minutes of its measurement.
 *
 * Returns: %FALSE when nothing is known of it
 */
gboolean
nw_sla_running (const NwSlaTerms *self, NwSlaWindow *out)
{
  GPtrArray *rows;

  *out = (NwSlaWindow){ .window = nw_span_at (self->kind, self->context->on), .base = NW_UNKNOWN, .down = NW_UNKNOWN,
                        .value = NW_NO_FRACTION, .credit = NW_UNKNOWN, .claim_by = NW_NO_DAY };
  if (!self->is_time || self->kind == NW_SPAN_UNKNOWN || out->window.from == NW_NO_DAY)
    return FALSE;
  rows = nw_context_children (self->context, &nw_sla_measurement, "sla", self->sla->id);
  for (guint i = 0; self->outages->len == 0 && i < rows->len; i++)
    if (nw_span_parse (self->kind, nw_row_text (rows->pdata[i], "period")).to == out->window.to)
      out->row = rows->pdata[i];
  find_figures (self, out);
  return out->basis != NW_SLA_BY_NOTHING && out->down != NW_UNKNOWN && out->base > 0;
}

/* What the yearly cap leaves for @before, after the credits of the windows
 * that ended before it in the same calendar year; %NW_UNKNOWN: no cap. */
gint64
nw_sla_year_left (const NwSlaTerms *self, const NwSlaWindow *before)
{
  gint64 left = nw_credit_yearly_cap (&self->credit);
  GPtrArray *rows = left != NW_UNKNOWN ? nw_context_children (self->context, &nw_sla_measurement, "sla", self->sla->id) : NULL;
  int year = nw_day_year (before->window.to);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      NwSlaWindow other;
      NwDay to = nw_span_parse (self->kind != NW_SPAN_UNKNOWN ? self->kind : nw_span_guess (nw_row_text (row, "period")),
                                  nw_row_text (row, "period")).to;

      /* Each takes what is left, so their order does not matter for the sum. */
      if (to != NW_NO_DAY && to < before->window.to && nw_day_year (to) == year && nw_sla_measure (self, row, &other))
        nw_credit_take (other.credit, &left);
    }
  return left;
}

/* Whether a credit is left to claim: nobody has claimed it or got anything. */
gboolean
nw_sla_can_claim (const NwSlaTerms *self, const NwSlaWindow *window)
{
  NwDay on = self->context->on, claimed = nw_day_parse (nw_value_get_text (&window->row->cells[fields ()->claimed_on]));

  return nw_sla_is_owed (window) && (claimed == NW_NO_DAY || claimed > on)
         && !nw_value_is_set (&window->row->cells[fields ()->granted]);
}
