/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-period.h"

G_BEGIN_DECLS

/**
 * NwProofForm:
 * @NW_PROOF_CERTIFICATE: valid until a written day
 * @NW_PROOF_DAY: attests one day (type 1)
 * @NW_PROOF_PERIOD: attests a period (type 2)
 */
typedef enum
{
  NW_PROOF_CERTIFICATE,
  NW_PROOF_DAY,
  NW_PROOF_PERIOD,
} NwProofForm;

/**
 * NwProofState:
 * @NW_PROOF_GAP: the attested period ended too long ago, and no bridge letter covers today
 * @NW_PROOF_WITHDRAWN: the standard is no longer certified
 */
typedef enum
{
  NW_PROOF_UNKNOWN,
  NW_PROOF_VALID,
  NW_PROOF_GAP,
  NW_PROOF_EXPIRED,
  NW_PROOF_WITHDRAWN,
} NwProofState;

/**
 * NwProofFacts:
 * @attested: the day (type 1) or the last day of the period (type 2)
 * @withdrawn_after: the last day on which the standard counted
 *
 * Days that are not known, or do not exist, are %NW_NO_DAY.
 */
typedef struct
{
  NwProofForm form;
  NwDay       issued, valid_until, attested, bridge_until, withdrawn_after;
} NwProofFacts;

/**
 * NwProofLimits:
 * @gap_months: how long after its period a report proves something without a bridge letter
 * @expired_months: how long with one
 * @day_months: how long after its day a type 1 report proves something
 *
 * Negative: unknown.
 */
typedef struct
{
  int gap_months, expired_months, day_months;
} NwProofLimits;

NwProofState nw_proof_state (const NwProofFacts *facts, const NwProofLimits *limits, NwDay on);
NwDay        nw_proof_ends  (const NwProofFacts *facts, const NwProofLimits *limits);
const char  *nw_proof_name  (NwProofState state);

/* The cycle of an own certificate (ISO/IEC 17021-1). */
NwDay nw_certificate_expiry (NwDay decision, int years);
NwDay nw_next_surveillance  (NwDay decision, NwDay expiry, int first_months, const NwDay *held, guint n_held);
NwDay nw_next_warning       (NwDay event, const int *days_before, guint n, NwDay on);

G_END_DECLS
