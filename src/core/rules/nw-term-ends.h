/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "../model/nw-value.h"

G_BEGIN_DECLS

/* On which days a contract can be brought to an end; 0 is unknown, the others
 * are in the order of the choices of the contract's field end_kind. */
typedef enum
{
  NW_END_UNKNOWN,
  NW_END_TERM,
  NW_END_MONTH,
  NW_END_QUARTER,
  NW_END_HALF_YEAR,
  NW_END_YEAR,
  NW_END_CONTRACT_YEAR,
  NW_END_ANY,
  NW_END_FIRST_THEN_ANY,
} NwEndKind;

/**
 * NwTermEnds:
 * @start: first day of the contract; needed for contract years alone
 * @term_end: last day of the initial term; needed for terms alone
 * @renewal_months: length of each renewal, or %NW_UNKNOWN
 * @minimum: no end lies before this day; %NW_NO_DAY: no such day
 *
 * The days on which a contract can end, ascending and without a last one.
 */
typedef struct
{
  NwEndKind kind;
  NwDay     start, term_end, minimum;
  gint64    renewal_months;
} NwTermEnds;

NwDay nw_term_ends_from (const NwTermEnds *self, NwDay day);

G_END_DECLS
