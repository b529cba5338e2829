/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-sla.h"

#include "nw-numbers.h"

#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 Wide;

/* n/d, n and d ≥ 0; d = 0: there is no tolerance to divide by. Factors have at
 * most 17 and 16 digits, so that a product with a threshold fits. */
typedef struct
{
  Wide n, d;
} Overrun;

#define THRESHOLD_MAX 10000

/**
 * nw_sla_availability:
 * @base: service time, in any unit
 * @down: of it lost, in the same unit; more than @base counts as all of it
 *
 * Returns: (base − down) / base × 100, not cancelled, for it is compared
 *   thousands of times and never added; unknown when there is no service time
 */
NwFraction
nw_sla_availability (gint64 base, gint64 down)
{
  if (base == NW_UNKNOWN || down == NW_UNKNOWN || base <= 0 || down < 0)
    return NW_NO_FRACTION;
  return (NwFraction){ (base - MIN (down, base)) * 100, base };
}

/* Used part of the tolerance: (100 − v) / (100 − t) of shares, v / t where
 * lower is better, t / v of other numbers. */
static Overrun
overrun_of (const NwSlaTarget *target, NwFraction v)
{
  NwFraction t = target->target;
  Overrun q = { 0, 0 };

  if (target->better == NW_BETTER_LOWER)
    q = (Overrun){ (Wide) v.n * t.d, (Wide) t.n * v.d };
  else if (target->share)
    q = (Overrun){ ((Wide) 100 * v.d - v.n) * t.d, ((Wide) 100 * t.d - t.n) * v.d };
  else
    q = (Overrun){ (Wide) t.n * v.d, (Wide) v.n * t.d };
  return q.n >= 0 && q.d > 0 ? q : (Overrun){ 0, 0 };
}

static gint64
thousandths (Overrun q)
{
  Wide whole;

  if (q.d == 0)
    return NW_UNKNOWN;
  whole = q.n * 1000 / q.d;
  whole += q.n * 1000 % q.d >= q.d - q.n * 1000 % q.d;
  return whole <= G_MAXINT64 ? (gint64) whole : NW_UNKNOWN;
}

static gboolean
usable (NwFraction threshold)
{
  return threshold.d > 0 && threshold.d <= THRESHOLD_MAX && threshold.n >= 0 && threshold.n <= THRESHOLD_MAX;
}

static NwSlaResult
severity (const NwSlaTarget *target, Overrun q)
{
  if (!usable (target->minor_up_to) || !usable (target->major_up_to))
    return NW_SLA_UNKNOWN;
  if (q.d == 0)
    return NW_SLA_CRITICAL;
  if (q.n * target->minor_up_to.d <= q.d * target->minor_up_to.n)
    return NW_SLA_MINOR;
  return q.n * target->major_up_to.d <= q.d * target->major_up_to.n ? NW_SLA_MAJOR : NW_SLA_CRITICAL;
}

/**
 * nw_sla_judge:
 * @value: availability in percent, or whatever the target is about
 *
 * Equality is met. A breach of a target without tolerance, such as 100 %, is
 * critical. Nothing is rounded before it is compared.
 */
NwSlaVerdict
nw_sla_judge (const NwSlaTarget *target, NwFraction value)
{
  Overrun q;
  int order;

  if (value.d == 0)
    return (NwSlaVerdict){ NW_SLA_NO_DATA, NW_UNKNOWN };
  if (target->target.d == 0 || target->better == NW_BETTER_UNKNOWN)
    return (NwSlaVerdict){ NW_SLA_UNKNOWN, NW_UNKNOWN };
  q = overrun_of (target, value);
  order = nw_fraction_compare (value, target->target) * (target->better == NW_BETTER_LOWER ? -1 : 1);
  if (order >= 0)
    return (NwSlaVerdict){ NW_SLA_MET, thousandths (q) };
  return (NwSlaVerdict){ severity (target, q), thousandths (q) };
}

gboolean
nw_sla_is_breach (NwSlaResult result)
{
  return result >= NW_SLA_MINOR;
}

/* The choice of sla_measurement.result; NULL for "unknown". */
const char *
nw_sla_result_name (NwSlaResult result)
{
  static const char *const names[] = { NULL, "no_data", "met", "minor", "major", "critical" };

  return names[result];
}

/* What of @base may be lost without a breach. */
NwFraction
nw_sla_allowed (const NwSlaTarget *target, gint64 base)
{
  NwFraction hundred = { 100, 1 };

  if (base == NW_UNKNOWN || target->target.d == 0 || !target->share || nw_fraction_compare (target->target, hundred) > 0)
    return NW_NO_FRACTION;
  return nw_fraction_mul (nw_fraction_sub (hundred, target->target), nw_fraction (base, 100));
}

/* Whether @down has used up @risk_percent of what may be lost. */
gboolean
nw_sla_at_risk (const NwSlaTarget *target, gint64 base, gint64 down, gint64 risk_percent)
{
  NwFraction allowed = nw_sla_allowed (target, base);

  return allowed.d > 0 && down > 0 && (Wide) down * 100 * allowed.d >= (Wide) allowed.n * risk_percent;
}

/**
 * nw_sla_text:
 *
 * Returns: (transfer full) (nullable): canonical decimal of at most three
 *   digits after the point
 */
char *
nw_sla_text (NwFraction value, NwRounding rounding)
{
  char *text = nw_fraction_format (value, 3, rounding);
  gsize length = text != NULL ? strlen (text) : 0;

  while (length > 0 && text[length - 1] == '0')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '.')
    text[length - 1] = '\0';
  return text;
}

/**
 * nw_sla_percentile:
 * @percent: 1 to 100
 *
 * Returns: the value of rank ⌈percent × n / 100⌉ (nearest rank); %NW_UNKNOWN
 *   of no values
 */
gint64
nw_sla_percentile (const gint64 *values, guint n, int percent)
{
  g_autofree gint64 *sorted = g_memdup2 (values, n * sizeof *values);

  if (n == 0 || percent < 1 || percent > 100)
    return NW_UNKNOWN;
  qsort (sorted, n, sizeof *sorted, nw_numbers_compare);
  return sorted[((guint64) n * (guint) percent + 99) / 100 - 1];
}

gint64
nw_sla_max (const gint64 *values, guint n)
{
  gint64 max = NW_UNKNOWN;

  for (guint i = 0; i < n; i++)
    max = MAX (max, values[i]);
  return max;
}

/* Percent of the values that are at most @limit. */
NwFraction
nw_sla_share_within (const gint64 *values, guint n, gint64 limit)
{
  guint within = 0;

  for (guint i = 0; i < n; i++)
    within += values[i] <= limit;
  return nw_fraction ((gint64) within * 100, n);
}
