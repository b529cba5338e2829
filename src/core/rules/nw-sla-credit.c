/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-sla.h"

__extension__ typedef __int128 Wide;

/* Whether the bands say by themselves from where on nothing is due. */
static gboolean
has_empty_band (const NwCreditTerms *terms)
{
  for (guint i = 0; i < terms->n_bands; i++)
    if (terms->bands[i].from.d > 0 && terms->bands[i].credit.d > 0 && terms->bands[i].credit.n == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_enough (const NwCreditTerms *terms, NwFraction value)
{
  return nw_fraction_compare (value, nw_fraction_known (terms->target) ? terms->target : nw_fraction (100, 1)) >= 0;
}

/**
 * nw_credit_band_of:
 * @value: availability or share in percent
 *
 * Returns: (nullable): the band with the largest lower bound that @value
 *   reaches. Below all bands that is the lowest one, for less service does not
 *   bring less credit; unless it brings none at all: then the contract does
 *   not say, and there is no band
 */
const NwCreditBand *
nw_credit_band_of (const NwCreditTerms *terms, NwFraction value)
{
  static const NwCreditBand nothing = { { 0, 1 }, { 0, 1 } };
  const NwCreditBand *best = NULL, *lowest = NULL;

  if (value.d > 0 && terms->n_bands > 0 && !has_empty_band (terms) && is_enough (terms, value))
    return &nothing;
  for (guint i = 0; value.d > 0 && i < terms->n_bands; i++)
    {
      const NwCreditBand *band = &terms->bands[i];

      if (band->from.d == 0 || band->credit.d == 0)
        continue;
      if (lowest == NULL || nw_fraction_compare (band->from, lowest->from) < 0)
        lowest = band;
      if (nw_fraction_compare (band->from, value) <= 0 && (best == NULL || nw_fraction_compare (band->from, best->from) > 0))
        best = band;
    }
  if (best != NULL || lowest == NULL)
    return best;
  return lowest->credit.n > 0 ? lowest : NULL;
}

/**
 * nw_credit_part:
 *
 * Returns: @percent of @cents, rounded commercially; %NW_UNKNOWN if one of
 *   them is, or where it does not fit
 */
gint64
nw_credit_part (gint64 cents, NwFraction percent)
{
  Wide n, d = (Wide) percent.d * 100;
  Wide part;

  if (cents == NW_UNKNOWN || percent.d == 0)
    return NW_UNKNOWN;
  n = (Wide) cents * percent.n;
  part = n < 0 ? -((-n * 2 + d) / (d * 2)) : (n * 2 + d) / (d * 2);
  return part > G_MAXINT64 || part < -G_MAXINT64 ? NW_UNKNOWN : (gint64) part;
}

/**
 * nw_credit_of_window:
 *
 * Returns: the credit in cents by band and monthly cap; %NW_UNKNOWN without
 *   fee or band
 */
gint64
nw_credit_of_window (const NwCreditTerms *terms, NwFraction value)
{
  const NwCreditBand *band = nw_credit_band_of (terms, value);
  gint64 credit = band != NULL ? nw_credit_part (terms->fee, band->credit) : NW_UNKNOWN;
  gint64 cap = nw_credit_part (terms->fee, terms->monthly_cap);

  return credit != NW_UNKNOWN && cap != NW_UNKNOWN ? MIN (credit, cap) : credit;
}

/* What all credits of a calendar year may come to; %NW_UNKNOWN: no cap. */
gint64
nw_credit_yearly_cap (const NwCreditTerms *terms)
{
  gint64 yearly;

  if (terms->fee == NW_UNKNOWN || __builtin_mul_overflow (terms->fee, 12, &yearly))
    return NW_UNKNOWN;
  return nw_credit_part (yearly, terms->yearly_cap);
}

/**
 * nw_credit_take:
 * @left: (inout): what the yearly cap leaves; %NW_UNKNOWN: no cap
 *
 * Returns: what of @credit the year still has room for
 */
gint64
nw_credit_take (gint64 credit, gint64 *left)
{
  if (credit == NW_UNKNOWN || *left == NW_UNKNOWN)
    return credit;
  credit = MIN (credit, *left);
  *left -= credit;
  return credit;
}

/* Whether the contract says all that the rule needs. */
gboolean
nw_chronic_complete (const NwChronicRule *rule)
{
  if (rule->kind == NW_CHRONIC_N_OF_M)
    return rule->n > 0 && rule->m > 0;
  return rule->kind == NW_CHRONIC_BELOW_FLOOR || (rule->kind == NW_CHRONIC_N_IN_ROW && rule->n > 0);
}

/**
 * nw_chronic_states:
 * @marks: windows with data, in their order
 * @states: (out): of each of them: whether the rule holds as of that window
 *
 * Windows without data are not among them. They do not interrupt a row; of the
 * last m windows they are some, for these are windows of the calendar.
 */
void
nw_chronic_states (const NwChronicRule *rule, const NwChronicMark *marks, guint n, gboolean *states)
{
  gint64 in_row = 0, in_span = 0;
  guint first = 0;

  for (guint i = 0; i < n; i++)
    {
      in_row = marks[i].hit ? in_row + 1 : 0;
      in_span += marks[i].hit ? 1 : 0;
      for (; rule->kind == NW_CHRONIC_N_OF_M && rule->m > 0 && marks[i].number - marks[first].number >= rule->m; first++)
        in_span -= marks[first].hit ? 1 : 0;
      if (!nw_chronic_complete (rule))
        states[i] = FALSE;
      else if (rule->kind == NW_CHRONIC_BELOW_FLOOR)
        states[i] = marks[i].hit;
      else
        states[i] = (rule->kind == NW_CHRONIC_N_IN_ROW ? in_row : in_span) >= rule->n;
    }
}
