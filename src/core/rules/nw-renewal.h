/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

typedef enum
{
  NW_PROPOSAL_UNKNOWN,
  NW_PROPOSAL_RENEW,
  NW_PROPOSAL_RENEGOTIATE,
  NW_PROPOSAL_REPLACE,
  NW_PROPOSAL_EXIT,
} NwProposal;

/* Why, and under what condition; several at once. */
typedef enum
{
  NW_BECAUSE_LEGAL_BLOCK    = 1 << 0,
  NW_BECAUSE_SCORE_EXIT     = 1 << 1,
  NW_BECAUSE_SCORE_REPLACE  = 1 << 2,
  NW_BECAUSE_CHRONIC        = 1 << 3,
  NW_BECAUSE_MAJORS         = 1 << 4,
  NW_BECAUSE_SCORE_LOW      = 1 << 5,
  NW_BECAUSE_PRICE          = 1 << 6,
  NW_BECAUSE_GAP            = 1 << 7,
  NW_BECAUSE_NO_ALTERNATIVE = 1 << 8,
  NW_BECAUSE_NOT_READY      = 1 << 9,
  NW_WITH_BRIDGE_TERM       = 1 << 10,
  NW_FOR_SHORT_TERM         = 1 << 11,
  NW_LACKS_SCORE            = 1 << 12,
} NwRenewalReason;

/**
 * NwRenewalFacts:
 * @score: V of the vendor; unknown leaves the proposal open
 * @exit_score: ERS of the contract; unknown counts as not ready
 * @price_points: rise over the benchmark; unknown counts as 0
 * @legal_block: what nobody has checked counts as none
 * @majors: number of open major findings
 * @alternative: one is known to exist
 */
typedef struct
{
  NwFraction score, exit_score, price_points;
  gboolean   legal_block, chronic, gap, alternative;
  guint      majors;
} NwRenewalFacts;

/* Limits of V, of ERS, of the price and of the number of major findings. */
typedef struct
{
  gint64 exit_below, replace_below, renegotiate_below;
  gint64 ready_from, price_above, majors_from;
} NwRenewalFigures;

typedef struct
{
  NwProposal proposal;
  guint      reasons; /* of NwRenewalReason */
} NwRenewalVerdict;

NwRenewalVerdict nw_renewal_propose (const NwRenewalFacts *facts, const NwRenewalFigures *figures);
const char      *nw_renewal_proposal_name (NwProposal proposal);

G_END_DECLS
