/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-proof.h"

static const char *const names[] = { NULL, "valid", "gap", "expired", "withdrawn_standard" };

/* The stable name of a state; NULL when it is unknown. */
const char *
nw_proof_name (NwProofState state)
{
  return names[state];
}

static NwDay
earlier (NwDay a, NwDay b)
{
  if (a == NW_NO_DAY || b == NW_NO_DAY)
    return a != NW_NO_DAY ? a : b;
  return MIN (a, b);
}

static NwDay
months_after (NwDay day, int months)
{
  return months >= 0 ? nw_add_months (day, months) : NW_NO_DAY;
}

/* The last day on which an attestation proves anything at all. */
static NwDay
attestation_expires (const NwProofFacts *facts, const NwProofLimits *limits)
{
  return months_after (facts->attested, facts->form == NW_PROOF_DAY ? limits->day_months : limits->expired_months);
}

static NwDay
attestation_ends (const NwProofFacts *facts, const NwProofLimits *limits)
{
  NwDay expires = attestation_expires (facts, limits);
  NwDay covered = months_after (facts->attested, limits->gap_months);

  if (facts->form == NW_PROOF_DAY || expires == NW_NO_DAY)
    return expires;
  if (covered == NW_NO_DAY)
    return NW_NO_DAY;
  return MIN (MAX (covered, facts->bridge_until), expires);
}

/**
 * nw_proof_ends:
 *
 * Returns: the last day on which it is valid; %NW_NO_DAY when that is unknown
 */
NwDay
nw_proof_ends (const NwProofFacts *facts, const NwProofLimits *limits)
{
  NwDay ends = facts->form == NW_PROOF_CERTIFICATE ? facts->valid_until : attestation_ends (facts, limits);

  if (ends == NW_NO_DAY)
    return NW_NO_DAY;
  return earlier (earlier (ends, facts->valid_until), facts->withdrawn_after);
}

/* Whether it begins to prove something only after @on. */
static gboolean
lies_ahead (const NwProofFacts *facts, NwDay on)
{
  NwDay begins = facts->form == NW_PROOF_CERTIFICATE ? facts->issued : facts->attested;

  return begins != NW_NO_DAY && begins > on;
}

/**
 * nw_proof_state:
 *
 * Returns: what a certificate or an attestation proves on the day @on; unknown
 *   also when it is of a day to come
 */
NwProofState
nw_proof_state (const NwProofFacts *facts, const NwProofLimits *limits, NwDay on)
{
  NwDay ends = nw_proof_ends (facts, limits);

  if (facts->withdrawn_after != NW_NO_DAY && on > facts->withdrawn_after)
    return NW_PROOF_WITHDRAWN;
  if (facts->valid_until != NW_NO_DAY && on > facts->valid_until)
    return NW_PROOF_EXPIRED;
  if (ends == NW_NO_DAY || lies_ahead (facts, on))
    return NW_PROOF_UNKNOWN;
  if (on <= ends)
    return NW_PROOF_VALID;
  return on > attestation_expires (facts, limits) ? NW_PROOF_EXPIRED : NW_PROOF_GAP;
}

/* The last day of a certificate decided on @decision: that day counts. */
NwDay
nw_certificate_expiry (NwDay decision, int years)
{
  return years > 0 ? nw_term_end_day (decision, years * 12) : NW_NO_DAY;
}

/**
 * nw_next_surveillance:
 * @first_months: how long after the decision the first may be
 * @held: days on which surveillance audits ended, in any order
 *
 * Returns: the last day for the next surveillance audit: the first within
 *   @first_months, then one in each calendar year; %NW_NO_DAY when the
 *   recertification comes before it
 */
NwDay
nw_next_surveillance (NwDay decision, NwDay expiry, int first_months, const NwDay *held, guint n_held)
{
  NwDay last = NW_NO_DAY, due;

  if (decision == NW_NO_DAY || expiry == NW_NO_DAY || first_months < 0)
    return NW_NO_DAY;
  for (guint i = 0; i < n_held; i++)
    if (held[i] >= decision && held[i] <= expiry)
      last = MAX (last, held[i]);
  due = last == NW_NO_DAY ? nw_add_months (decision, first_months) : nw_day_new (nw_day_year (last) + 1, 12, 31);
  return due != NW_NO_DAY && due <= expiry ? due : NW_NO_DAY;
}

/* The first of the warnings before @event that is not over; %NW_NO_DAY if all
 * are. */
NwDay
nw_next_warning (NwDay event, const int *days_before, guint n, NwDay on)
{
  NwDay next = NW_NO_DAY;

  for (guint i = 0; event != NW_NO_DAY && i < n; i++)
    if (days_before[i] >= 0 && event - days_before[i] >= on)
      next = earlier (next, event - days_before[i]);
  return next;
}
