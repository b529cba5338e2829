/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-value.h"
#include "nw-fraction.h"
#include "nw-service.h"

G_BEGIN_DECLS

typedef enum
{
  NW_BETTER_UNKNOWN,
  NW_BETTER_HIGHER,
  NW_BETTER_LOWER,
} NwBetter;

/**
 * NwSlaTarget:
 * @share: a value is a percentage, of which the rest to 100 is the tolerance
 * @minor_up_to: overrun up to which a breach is minor
 * @major_up_to: overrun up to which it is major; beyond it is critical
 */
typedef struct
{
  NwFraction target;
  NwBetter   better;
  gboolean   share;
  NwFraction minor_up_to, major_up_to;
} NwSlaTarget;

typedef enum
{
  NW_SLA_UNKNOWN, /* something is missing beside the measurement */
  NW_SLA_NO_DATA,
  NW_SLA_MET,
  NW_SLA_MINOR,
  NW_SLA_MAJOR,
  NW_SLA_CRITICAL,
} NwSlaResult;

/**
 * NwSlaVerdict:
 * @overrun: used part of the tolerance in thousandths, rounded commercially,
 *   so that 1000 may be a breach by less; %NW_UNKNOWN where there is no tolerance
 */
typedef struct
{
  NwSlaResult result;
  gint64      overrun;
} NwSlaVerdict;

NwFraction   nw_sla_availability (gint64 base, gint64 down);
NwSlaVerdict nw_sla_judge        (const NwSlaTarget *target, NwFraction value);
gboolean     nw_sla_is_breach    (NwSlaResult result);
const char  *nw_sla_result_name  (NwSlaResult result);
NwFraction   nw_sla_allowed      (const NwSlaTarget *target, gint64 base);
gboolean     nw_sla_at_risk      (const NwSlaTarget *target, gint64 base, gint64 down, gint64 risk_percent);
char        *nw_sla_text         (NwFraction value, NwRounding rounding);

/* What one number is made of many, in any unit. */
gint64     nw_sla_percentile   (const gint64 *values, guint n, int percent);
gint64     nw_sla_max          (const gint64 *values, guint n);
NwFraction nw_sla_share_within (const gint64 *values, guint n, gint64 limit);

/* From @from percent on, inclusive, @credit percent of the monthly fee. */
typedef struct
{
  NwFraction from, credit;
} NwCreditBand;

/**
 * NwCreditTerms:
 * @fee: monthly fee in cents, or %NW_UNKNOWN
 * @bands: in any order; where none of them brings nothing, what meets the
 *   target brings nothing, for a contract then lists only what falls short
 * @target: in percent; unknown: then only all of it brings nothing
 * @monthly_cap: percent of the monthly fee; unknown: none
 * @yearly_cap: percent of twelve monthly fees, for a calendar year; unknown: none
 */
typedef struct
{
  gint64              fee;
  const NwCreditBand *bands;
  guint               n_bands;
  NwFraction          monthly_cap, yearly_cap;
  NwFraction          target;
} NwCreditTerms;

const NwCreditBand *nw_credit_band_of (const NwCreditTerms *terms, NwFraction value);
gint64 nw_credit_part       (gint64 cents, NwFraction percent);
gint64 nw_credit_of_window  (const NwCreditTerms *terms, NwFraction value);
gint64 nw_credit_yearly_cap (const NwCreditTerms *terms);
gint64 nw_credit_take       (gint64 credit, gint64 *left);

typedef enum
{
  NW_CHRONIC_UNKNOWN,
  NW_CHRONIC_NONE,
  NW_CHRONIC_N_OF_M,
  NW_CHRONIC_N_IN_ROW,
  NW_CHRONIC_BELOW_FLOOR,
} NwChronicKind;

typedef struct
{
  NwChronicKind kind;
  gint64        n, m; /* or %NW_UNKNOWN */
} NwChronicRule;

gboolean nw_chronic_complete (const NwChronicRule *rule);

/* A window with data: its number in the calendar, and whether it is a breach;
 * for a floor whether it is below that. */
typedef struct
{
  gint64   number;
  gboolean hit;
} NwChronicMark;

void     nw_chronic_states   (const NwChronicRule *rule, const NwChronicMark *marks, guint n, gboolean *states);

G_END_DECLS
