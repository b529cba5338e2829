/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

/* An answer that may be open. */
typedef enum
{
  NW_MAYBE_NO,
  NW_MAYBE_YES,
  NW_MAYBE_UNKNOWN,
} NwMaybe;

/* What a transfer to a third country comes to, the worst last. */
typedef enum
{
  NW_TRANSFER_NONE,
  NW_TRANSFER_ADEQUATE,
  NW_TRANSFER_SAFEGUARD,
  NW_TRANSFER_DEROGATION,
  NW_TRANSFER_UNKNOWN,
  NW_TRANSFER_ILLEGAL,
} NwTransferVerdict;

typedef enum
{
  NW_INSTRUMENT_UNKNOWN,
  NW_INSTRUMENT_NONE,
  NW_INSTRUMENT_ADEQUACY,
  NW_INSTRUMENT_SCC,
  NW_INSTRUMENT_BCR,
  NW_INSTRUMENT_DEROGATION,
} NwInstrument;

typedef enum
{
  NW_TIA_UNKNOWN,
  NW_TIA_NO_RESULT,
  NW_TIA_OK,
  NW_TIA_OK_WITH_MEASURES,
  NW_TIA_NOT_OK,
} NwTiaResult;

typedef enum
{
  NW_ROLE_UNKNOWN,
  NW_ROLE_CONTROLLER,
  NW_ROLE_PROCESSOR,
  NW_ROLE_JOINT,
} NwRole;

/* Where data go, or from where they are read. */
typedef enum
{
  NW_PLACE_UNKNOWN,
  NW_PLACE_EEA,
  NW_PLACE_THIRD,
} NwPlaceKind;

/* What the Commission has decided about a third country, on the day in question. */
typedef enum
{
  NW_DECISION_NONE,
  NW_DECISION_ALL,       /* for every recipient */
  NW_DECISION_LISTED,    /* for recipients with an active listing (USA: Data Privacy Framework) */
  NW_DECISION_CONDITION, /* under a condition, which a person checks */
} NwDecision;

/**
 * NwPlace:
 * @listing: whether its decision is one for listed recipients, in force or not
 */
typedef struct
{
  NwPlaceKind kind;
  NwDecision  decision;
  gboolean    listing;
} NwPlace;

/**
 * NwTransferFacts:
 * @scc_module: 1 to 4; 0: none; -1: unknown
 * @modules: bit m is set where module m fits, as nw_transfer_modules() says
 * @modules_open: and where it would in another role, while nobody says which is ours
 * @clauses_outdated: the clauses of 2001, 2004 or 2010, after their end
 * @hr_data: whether data of employees are known to be concerned
 * @documented: whether the ground of a derogation is written down
 * @tia_months: for how long a transfer impact assessment is relied on; %NW_UNKNOWN if nobody knows
 */
typedef struct
{
  NwDay        on;
  NwInstrument instrument;
  int          scc_module;
  guint        modules, modules_open;
  gboolean     clauses_outdated;
  NwMaybe      annexes;
  NwDay        tia_on;
  NwTiaResult  tia_result;
  gint64       tia_months;
  NwMaybe      dpf_active, dpf_hr;
  NwDay        dpf_until;
  gboolean     hr_data, documented;
} NwTransferFacts;

/* Why a tool does not carry a transfer: first what is known to be wrong, after
 * %NW_FAULT_OPEN what is not known. */
typedef enum
{
  NW_FAULT_NONE,
  NW_FAULT_NOT_CHOSEN,
  NW_FAULT_NO_DECISION,
  NW_FAULT_CONDITION,
  NW_FAULT_DPF_INACTIVE,
  NW_FAULT_DPF_EXPIRED,
  NW_FAULT_DPF_HR,
  NW_FAULT_OUTDATED,
  NW_FAULT_NO_MODULE,
  NW_FAULT_WRONG_MODULE,
  NW_FAULT_ANNEXES,
  NW_FAULT_TIA_MISSING,
  NW_FAULT_TIA_OLD,
  NW_FAULT_TIA_NO_RESULT,
  NW_FAULT_TIA_NOT_OK,
  NW_FAULT_NOT_DOCUMENTED,
  NW_FAULT_OPEN,
  NW_FAULT_INSTRUMENT_OPEN = NW_FAULT_OPEN,
  NW_FAULT_DPF_ACTIVE_OPEN,
  NW_FAULT_DPF_HR_OPEN,
  NW_FAULT_MODULE_OPEN,
  NW_FAULT_ROLE_OPEN,
  NW_FAULT_ANNEXES_OPEN,
  NW_FAULT_TIA_RESULT_OPEN,
  NW_FAULT_TIA_MONTHS_OPEN,
} NwTransferFault;

NwMaybe nw_maybe_or (NwMaybe a, NwMaybe b);

guint           nw_transfer_modules    (NwRole our_role, guint depth);
guint           nw_transfer_modules_open (NwRole our_role, guint depth);
gboolean        nw_transfer_has_clauses (const NwTransferFacts *facts);
NwTransferFault nw_transfer_dpf        (const NwTransferFacts *facts);
NwTransferFault nw_transfer_adequacy   (const NwTransferFacts *facts, const NwPlace *place);
NwTransferFault nw_transfer_tia        (const NwTransferFacts *facts);
NwTransferFault nw_transfer_scc        (const NwTransferFacts *facts);
NwTransferFault nw_transfer_bcr        (const NwTransferFacts *facts);
NwTransferFault nw_transfer_derogation (const NwTransferFacts *facts);

NwTransferVerdict nw_transfer_to      (const NwTransferFacts *facts, const NwPlace *place);
NwTransferVerdict nw_transfer_verdict (const NwTransferFacts *facts, const NwPlace *places, guint n);
NwMaybe           nw_transfer_dpf_unfit (const NwTransferFacts *facts, const NwPlace *places, guint n);
NwMaybe           nw_transfer_tia_unfit (const NwTransferFacts *facts, const NwPlace *places, guint n);
const char       *nw_transfer_name    (NwTransferVerdict verdict);

G_END_DECLS
