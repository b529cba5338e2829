/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/* What an organisation says of one requirement. */
typedef enum
{
  NW_APPLICABLE_UNDECIDED, /* also: nothing was said */
  NW_APPLICABLE_YES,
  NW_APPLICABLE_NO,
} NwApplicable;

typedef enum
{
  NW_STATUS_UNKNOWN,
  NW_STATUS_OPEN,
  NW_STATUS_PLANNED,
  NW_STATUS_PARTIAL,
  NW_STATUS_IMPLEMENTED,
  NW_STATUS_VERIFIED,
  NW_STATUS_FULFILLED,
  NW_STATUS_NOT_APPLICABLE,
  NW_N_STATUSES,
} NwControlStatus;

NwApplicable    nw_applicable_parse       (const char *name);
NwControlStatus nw_control_status_parse   (const char *name);
const char     *nw_control_status_name    (NwControlStatus status);
NwControlStatus nw_control_effective      (NwApplicable applicable, NwControlStatus status, gboolean valid_evidence);
gboolean        nw_control_is_claimed     (NwControlStatus status);
gboolean        nw_control_is_excluded    (NwApplicable applicable, NwControlStatus status);

/**
 * NwControlCounts:
 * @n: applicable rows by effective status, and what was excluded; one that is
 *   applicable by one field and not by the other is under %NW_STATUS_UNKNOWN
 * @undecided: rows of which nobody knows whether they apply: not decided, or
 *   decided both ways
 * @rated: applicable rows with a maturity, which add up to @maturity_sum
 * @unrated: applicable rows without one that counts
 */
typedef struct
{
  gint64 n[NW_N_STATUSES];
  gint64 undecided;
  gint64 rated, unrated, maturity_sum;
} NwControlCounts;

/* What each status is worth, in percent of a verified row. */
typedef struct
{
  gint64 open, planned, partial, implemented, verified;
} NwProgressWeights;

void       nw_control_count       (NwControlCounts *self, NwApplicable applicable, NwControlStatus effective, gint64 maturity);
gint64     nw_control_applicable  (const NwControlCounts *self);
gint64     nw_control_implemented (const NwControlCounts *self);
gint64     nw_control_verified    (const NwControlCounts *self);
NwFraction nw_implemented_pct     (const NwControlCounts *self);
NwFraction nw_verified_pct        (const NwControlCounts *self);
NwFraction nw_progress_pct        (const NwControlCounts *self, const NwProgressWeights *weights);
NwFraction nw_gdpr_pct            (const NwControlCounts *self, gint64 partial_percent);
NwFraction nw_maturity_mean       (const NwControlCounts *self);

/* The rules S1 to S10 of the statement of applicability. */
#define NW_N_SOA_ISSUES 10
#define NW_SOA_ISSUE(number) (1u << ((number) - 1))

/**
 * NwSoaRow:
 * @has_risk: whether a risk is linked, from either side
 * @treats_risk: whether a risk names the control in its treatment
 * @review: when it is to be looked at again, or %NW_NO_DAY
 * @vendors: whether the organisation has vendors
 * @processing: whether the organisation has records of processing
 */
typedef struct
{
  const char     *reference;
  NwApplicable    applicable;
  NwControlStatus status;
  gboolean        has_reason_in, has_reason_out;
  gboolean        because_of_risk, has_risk, treats_risk;
  gboolean        valid_evidence;
  gboolean        vendors, processing;
  NwDay           review;
} NwSoaRow;

guint    nw_soa_issues              (const NwSoaRow *row, NwDay on);
gboolean nw_soa_is_stale            (NwDay approved_on, NwDay assessed_on);
gboolean nw_soa_is_framework        (const char *code, const char *name);
gboolean nw_soa_is_control          (const char *reference);
gboolean nw_soa_is_supplier_control (const char *reference);
gboolean nw_soa_is_privacy_control  (const char *reference);

G_END_DECLS
