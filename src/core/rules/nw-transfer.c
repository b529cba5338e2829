/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-transfer.h"

#include "../model/nw-value.h"
#include "nw-calendar.h"

/* Transfers to third countries, Art. 44 to 49 DSGVO. Each tool is asked for
 * what is wrong with it; what is known to be wrong weighs more than what is
 * unknown, so that a tool is open only if it could still carry the transfer. */

#define MODULE(m) (1u << (m))

/* Yes if one is, no only if both are. */
NwMaybe
nw_maybe_or (NwMaybe a, NwMaybe b)
{
  if (a == NW_MAYBE_YES || b == NW_MAYBE_YES)
    return NW_MAYBE_YES;
  return a == NW_MAYBE_UNKNOWN || b == NW_MAYBE_UNKNOWN ? NW_MAYBE_UNKNOWN : NW_MAYBE_NO;
}

/**
 * nw_transfer_modules:
 * @depth: 0 for a recipient that nobody in the tree engages, 1 for whom it engages, and so on
 *
 * Which module of the standard contractual clauses fits (Decision (EU)
 * 2021/914): a controller uses 2 towards its processor, processors among each
 * other 3, controllers among each other 1. A processor that sends data back to
 * its controller uses 4; whether whom we deal with is that controller, the
 * module itself says. At the root of a controller's tree stands the processor
 * itself or whom it engages, so 2 and 3 are both right there. A role that is
 * not entered is read as the controller's, which most agreements are about.
 *
 * Returns: bit m for module m
 */
guint
nw_transfer_modules (NwRole our_role, guint depth)
{
  static const guint fitting[][3] = {
    [NW_ROLE_UNKNOWN] = { MODULE (2) | MODULE (3), MODULE (3), MODULE (3) },
    [NW_ROLE_CONTROLLER] = { MODULE (2) | MODULE (3), MODULE (3), MODULE (3) },
    [NW_ROLE_PROCESSOR] = { MODULE (3) | MODULE (4), MODULE (3), MODULE (3) },
    [NW_ROLE_JOINT] = { MODULE (1), MODULE (2), MODULE (3) },
  };

  return fitting[our_role][MIN (depth, 2)];
}

/* Which modules fit only in a role that nobody says is ours, or is not. */
guint
nw_transfer_modules_open (NwRole our_role, guint depth)
{
  guint any = 0;

  for (NwRole role = NW_ROLE_CONTROLLER; our_role == NW_ROLE_UNKNOWN && role <= NW_ROLE_JOINT; role++)
    any |= nw_transfer_modules (role, depth);
  return any & ~nw_transfer_modules (our_role, depth);
}

/* What is wrong with the recipient's listing under the Data Privacy Framework
 * (Decision (EU) 2023/1795): it must be active, not past its recertification
 * where that day is entered, and made for data of employees where such are
 * concerned. */
NwTransferFault
nw_transfer_dpf (const NwTransferFacts *facts)
{
  if (facts->dpf_active == NW_MAYBE_NO)
    return NW_FAULT_DPF_INACTIVE;
  if (facts->dpf_until != NW_NO_DAY && facts->dpf_until < facts->on)
    return NW_FAULT_DPF_EXPIRED;
  if (facts->hr_data && facts->dpf_hr == NW_MAYBE_NO)
    return NW_FAULT_DPF_HR;
  if (facts->dpf_active == NW_MAYBE_UNKNOWN)
    return NW_FAULT_DPF_ACTIVE_OPEN;
  return facts->hr_data && facts->dpf_hr == NW_MAYBE_UNKNOWN ? NW_FAULT_DPF_HR_OPEN : NW_FAULT_NONE;
}

/* Whether a decision under Art. 45 DSGVO carries the transfer, whatever
 * instrument was chosen. Its condition a person checks; only of a listing do
 * the data tell. Who chose another instrument, and says nothing of a listing,
 * does not rely on one. */
NwTransferFault
nw_transfer_adequacy (const NwTransferFacts *facts, const NwPlace *place)
{
  gboolean other = facts->instrument != NW_INSTRUMENT_UNKNOWN && facts->instrument != NW_INSTRUMENT_ADEQUACY;
  NwTransferFault dpf = nw_transfer_dpf (facts);

  switch (place->decision)
    {
    case NW_DECISION_ALL:
    case NW_DECISION_CONDITION:
      return NW_FAULT_NONE;
    case NW_DECISION_LISTED:
      return other && dpf >= NW_FAULT_OPEN ? NW_FAULT_CONDITION : dpf;
    case NW_DECISION_NONE:
    default:
      return NW_FAULT_NO_DECISION;
    }
}

/* What is wrong with the transfer impact assessment (ECJ C-311/18, clause 14). */
NwTransferFault
nw_transfer_tia (const NwTransferFacts *facts)
{
  NwDay until;

  if (facts->tia_on == NW_NO_DAY || facts->tia_on > facts->on)
    return NW_FAULT_TIA_MISSING;
  until = facts->tia_months != NW_UNKNOWN ? nw_add_months (facts->tia_on, (int) facts->tia_months) : NW_NO_DAY;
  if (until != NW_NO_DAY && until < facts->on)
    return NW_FAULT_TIA_OLD;
  if (facts->tia_result == NW_TIA_NO_RESULT)
    return NW_FAULT_TIA_NO_RESULT;
  if (facts->tia_result == NW_TIA_NOT_OK)
    return NW_FAULT_TIA_NOT_OK;
  if (facts->tia_result == NW_TIA_UNKNOWN)
    return NW_FAULT_TIA_RESULT_OPEN;
  return facts->tia_months == NW_UNKNOWN ? NW_FAULT_TIA_MONTHS_OPEN : NW_FAULT_NONE;
}

/* Whether clauses are said to be concluded: as the instrument, or beside
 * adequacy as what remains when the decision falls. */
gboolean
nw_transfer_has_clauses (const NwTransferFacts *facts)
{
  return facts->instrument == NW_INSTRUMENT_SCC || (facts->instrument == NW_INSTRUMENT_ADEQUACY && facts->scc_module > 0);
}

static NwTransferFault
scc_known (const NwTransferFacts *facts)
{
  NwTransferFault tia = nw_transfer_tia (facts);

  if (facts->instrument != NW_INSTRUMENT_UNKNOWN && !nw_transfer_has_clauses (facts))
    return NW_FAULT_NOT_CHOSEN;
  if (facts->clauses_outdated)
    return NW_FAULT_OUTDATED;
  if (facts->scc_module == 0)
    return NW_FAULT_NO_MODULE;
  if (facts->scc_module > 0 && ((facts->modules | facts->modules_open) & MODULE (facts->scc_module)) == 0)
    return NW_FAULT_WRONG_MODULE;
  if (facts->annexes == NW_MAYBE_NO)
    return NW_FAULT_ANNEXES;
  return tia < NW_FAULT_OPEN ? tia : NW_FAULT_NONE;
}

/* Whether standard contractual clauses carry the transfer (Art. 46(2)(c) DSGVO). */
NwTransferFault
nw_transfer_scc (const NwTransferFacts *facts)
{
  NwTransferFault known = scc_known (facts);

  if (known != NW_FAULT_NONE)
    return known;
  if (facts->instrument == NW_INSTRUMENT_UNKNOWN)
    return NW_FAULT_INSTRUMENT_OPEN;
  if (facts->scc_module < 0)
    return NW_FAULT_MODULE_OPEN;
  if ((facts->modules & MODULE (facts->scc_module)) == 0)
    return NW_FAULT_ROLE_OPEN;
  return facts->annexes == NW_MAYBE_UNKNOWN ? NW_FAULT_ANNEXES_OPEN : nw_transfer_tia (facts);
}

/* Whether binding corporate rules carry the transfer (Art. 46(2)(b), 47 DSGVO). */
NwTransferFault
nw_transfer_bcr (const NwTransferFacts *facts)
{
  NwTransferFault tia = nw_transfer_tia (facts);

  if (facts->instrument != NW_INSTRUMENT_BCR && facts->instrument != NW_INSTRUMENT_UNKNOWN)
    return NW_FAULT_NOT_CHOSEN;
  if (facts->instrument == NW_INSTRUMENT_UNKNOWN && (tia == NW_FAULT_NONE || tia >= NW_FAULT_OPEN))
    return NW_FAULT_INSTRUMENT_OPEN;
  return tia;
}

/* Whether a ground of Art. 49 DSGVO carries the transfer. That it is not
 * repetitive, a person says by choosing it. */
NwTransferFault
nw_transfer_derogation (const NwTransferFacts *facts)
{
  if (facts->instrument != NW_INSTRUMENT_DEROGATION && facts->instrument != NW_INSTRUMENT_UNKNOWN)
    return NW_FAULT_NOT_CHOSEN;
  if (!facts->documented)
    return NW_FAULT_NOT_DOCUMENTED;
  return facts->instrument == NW_INSTRUMENT_UNKNOWN ? NW_FAULT_INSTRUMENT_OPEN : NW_FAULT_NONE;
}

/**
 * nw_transfer_to:
 *
 * Returns: what it comes to that data reach @place. A tool that is proven goes
 *   before one that is only possible; unknown while one may still carry it.
 */
NwTransferVerdict
nw_transfer_to (const NwTransferFacts *facts, const NwPlace *place)
{
  NwTransferFault adequacy = nw_transfer_adequacy (facts, place), scc = nw_transfer_scc (facts);
  NwTransferFault bcr = nw_transfer_bcr (facts), derogation = nw_transfer_derogation (facts);

  if (place->kind != NW_PLACE_THIRD)
    return place->kind == NW_PLACE_EEA ? NW_TRANSFER_NONE : NW_TRANSFER_UNKNOWN;
  if (adequacy == NW_FAULT_NONE)
    return NW_TRANSFER_ADEQUATE;
  if (scc == NW_FAULT_NONE || bcr == NW_FAULT_NONE)
    return NW_TRANSFER_SAFEGUARD;
  if (derogation == NW_FAULT_NONE)
    return NW_TRANSFER_DEROGATION;
  return MAX (MAX (adequacy, scc), MAX (bcr, derogation)) >= NW_FAULT_OPEN ? NW_TRANSFER_UNKNOWN : NW_TRANSFER_ILLEGAL;
}

/**
 * nw_transfer_verdict:
 * @places: where the recipient sits, and from where it reads the data
 *
 * Returns: the worst of what it comes to for each of @places
 */
NwTransferVerdict
nw_transfer_verdict (const NwTransferFacts *facts, const NwPlace *places, guint n)
{
  NwTransferVerdict worst = n > 0 ? NW_TRANSFER_NONE : NW_TRANSFER_UNKNOWN;

  for (guint i = 0; i < n; i++)
    worst = MAX (worst, nw_transfer_to (facts, &places[i]));
  return worst;
}

/* Whether the recipient relies on a listing that is inactive, expired or does
 * not cover the data, whatever else may carry the transfer. */
NwMaybe
nw_transfer_dpf_unfit (const NwTransferFacts *facts, const NwPlace *places, guint n)
{
  NwTransferFault fault = nw_transfer_dpf (facts);
  gboolean listing = FALSE;

  for (guint i = 0; i < n; i++)
    listing |= places[i].kind == NW_PLACE_THIRD && places[i].listing;
  if (!listing || facts->instrument != NW_INSTRUMENT_ADEQUACY || fault == NW_FAULT_NONE)
    return NW_MAYBE_NO;
  return fault >= NW_FAULT_OPEN ? NW_MAYBE_UNKNOWN : NW_MAYBE_YES;
}

static gboolean
tia_is_unfit (NwTransferFault fault)
{
  return fault == NW_FAULT_TIA_MISSING || fault == NW_FAULT_TIA_OLD || fault == NW_FAULT_TIA_NO_RESULT;
}

/* Whether an assessment is needed, for a tool of Art. 46 DSGVO, and is missing
 * or too old. */
NwMaybe
nw_transfer_tia_unfit (const NwTransferFacts *facts, const NwPlace *places, guint n)
{
  gboolean needs = nw_transfer_has_clauses (facts) || facts->instrument == NW_INSTRUMENT_BCR;
  NwTransferFault tia = nw_transfer_tia (facts);
  NwMaybe unfit = NW_MAYBE_NO;

  if ((!needs && facts->instrument != NW_INSTRUMENT_UNKNOWN) || (!tia_is_unfit (tia) && tia < NW_FAULT_OPEN))
    return NW_MAYBE_NO;
  for (guint i = 0; i < n; i++)
    {
      NwTransferFault adequacy = nw_transfer_adequacy (facts, &places[i]);

      if (places[i].kind == NW_PLACE_EEA || (places[i].kind == NW_PLACE_THIRD && adequacy == NW_FAULT_NONE))
        continue;
      if (places[i].kind == NW_PLACE_THIRD && adequacy < NW_FAULT_OPEN && needs && tia_is_unfit (tia))
        return NW_MAYBE_YES;
      unfit = NW_MAYBE_UNKNOWN;
    }
  return unfit;
}

/* The choice that stands for @verdict in a record; NULL for unknown. */
const char *
nw_transfer_name (NwTransferVerdict verdict)
{
  static const char *const names[] = { "none", "adequate", "safeguard", "derogation", NULL, "illegal" };

  return names[verdict];
}
