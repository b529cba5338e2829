/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-renewal.h"

static gboolean
below (NwFraction score, gint64 limit)
{
  return nw_fraction_known (score) && nw_fraction_compare (score, nw_fraction (limit, 1)) < 0;
}

static gboolean
is_ready (const NwRenewalFacts *facts, const NwRenewalFigures *figures)
{
  return nw_fraction_known (facts->exit_score) && !below (facts->exit_score, figures->ready_from);
}

static guint
reasons_to_exit (const NwRenewalFacts *facts, const NwRenewalFigures *figures)
{
  return (facts->legal_block ? NW_BECAUSE_LEGAL_BLOCK : 0) | (below (facts->score, figures->exit_below) ? NW_BECAUSE_SCORE_EXIT : 0);
}

static guint
reasons_to_replace (const NwRenewalFacts *facts, const NwRenewalFigures *figures)
{
  return (below (facts->score, figures->replace_below) ? NW_BECAUSE_SCORE_REPLACE : 0) | (facts->chronic ? NW_BECAUSE_CHRONIC : 0)
         | (facts->majors >= figures->majors_from ? NW_BECAUSE_MAJORS : 0);
}

static guint
reasons_to_renegotiate (const NwRenewalFacts *facts, const NwRenewalFigures *figures)
{
  gboolean dearer = nw_fraction_known (facts->price_points)
                    && nw_fraction_compare (facts->price_points, nw_fraction (figures->price_above, 1)) > 0;

  return (below (facts->score, figures->renegotiate_below) ? NW_BECAUSE_SCORE_LOW : 0) | (dearer ? NW_BECAUSE_PRICE : 0)
         | (facts->gap ? NW_BECAUSE_GAP : 0);
}

/* Leaving needs somewhere to go and a plan that works; else buy time. */
static NwRenewalVerdict
replace_or_stay (const NwRenewalFacts *facts, gboolean ready, guint reasons)
{
  if (facts->alternative && ready)
    return (NwRenewalVerdict){ NW_PROPOSAL_REPLACE, reasons };
  reasons |= NW_FOR_SHORT_TERM | (facts->alternative ? 0 : NW_BECAUSE_NO_ALTERNATIVE) | (ready ? 0 : NW_BECAUSE_NOT_READY);
  return (NwRenewalVerdict){ NW_PROPOSAL_RENEGOTIATE, reasons };
}

/**
 * nw_renewal_propose:
 *
 * What to do at the end of a contract, for a person to decide. The rules are
 * tried in order, the first that applies proposes. Without a score there is no
 * proposal but to leave where the law forbids to stay, and a readiness that
 * nobody has shown is none. What else was not checked counts as nothing that
 * speaks against it; who shows the proposal has to name it.
 */
NwRenewalVerdict
nw_renewal_propose (const NwRenewalFacts *facts, const NwRenewalFigures *figures)
{
  gboolean ready = is_ready (facts, figures);
  guint reasons = reasons_to_exit (facts, figures);

  if (reasons != 0)
    return (NwRenewalVerdict){ NW_PROPOSAL_EXIT, reasons | (ready ? 0 : NW_BECAUSE_NOT_READY | NW_WITH_BRIDGE_TERM) };
  if (!nw_fraction_known (facts->score))
    return (NwRenewalVerdict){ NW_PROPOSAL_UNKNOWN, NW_LACKS_SCORE };
  reasons = reasons_to_replace (facts, figures);
  if (reasons != 0)
    return replace_or_stay (facts, ready, reasons);
  reasons = reasons_to_renegotiate (facts, figures);
  if (reasons != 0)
    return (NwRenewalVerdict){ NW_PROPOSAL_RENEGOTIATE, reasons };
  return (NwRenewalVerdict){ NW_PROPOSAL_RENEW, 0 };
}

/* Returns: (nullable): the choice of renewal_review.proposal */
const char *
nw_renewal_proposal_name (NwProposal proposal)
{
  static const char *const names[] = { NULL, "renew", "renegotiate", "replace", "exit" };

  return names[proposal];
}
