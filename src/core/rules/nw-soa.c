/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control.h"

#include <string.h>

/* Annex A of ISO/IEC 27001:2022: who has vendors has to look after them. */
static const char *const supplier_controls[] = { "A.5.19", "A.5.20", "A.5.21", "A.5.22", "A.5.23", "A.8.30", NULL };
static const char *const privacy_controls[] = { "A.5.34", NULL };

gboolean
nw_soa_is_framework (const char *code, const char *name)
{
  return (code != NULL && strstr (code, "27001") != NULL) || (name != NULL && strstr (name, "27001") != NULL);
}

/* Whether the statement of applicability is about it: Annex A is chosen from,
 * the clauses of the norm are not. */
gboolean
nw_soa_is_control (const char *reference)
{
  return reference != NULL && g_str_has_prefix (reference, "A.");
}

gboolean
nw_soa_is_supplier_control (const char *reference)
{
  return reference != NULL && g_strv_contains (supplier_controls, reference);
}

gboolean
nw_soa_is_privacy_control (const char *reference)
{
  return reference != NULL && g_strv_contains (privacy_controls, reference);
}

/**
 * nw_soa_issues:
 * @row: a row of Annex A
 *
 * Which rules of ISO/IEC 27001, 6.1.3 d), and of good practice it breaks. S8
 * is about the statement as a whole, see nw_soa_is_stale().
 *
 * Returns: a set of NW_SOA_ISSUE()
 */
guint
nw_soa_issues (const NwSoaRow *row, NwDay on)
{
  gboolean out = row->applicable == NW_APPLICABLE_NO;
  const gboolean broken[NW_N_SOA_ISSUES] = {
    row->applicable == NW_APPLICABLE_UNDECIDED,
    out && !row->has_reason_out,
    row->applicable == NW_APPLICABLE_YES && !row->has_reason_in,
    !out && row->because_of_risk && !row->has_risk,
    !out && nw_control_is_claimed (row->status) && !row->valid_evidence,
    out && row->treats_risk,
    row->review != NW_NO_DAY && row->review < on,
    FALSE,
    out && row->vendors && nw_soa_is_supplier_control (row->reference),
    out && row->processing && nw_soa_is_privacy_control (row->reference),
  };
  guint issues = 0;

  for (guint i = 0; i < NW_N_SOA_ISSUES; i++)
    issues |= broken[i] ? 1u << i : 0;
  return issues;
}

/**
 * nw_soa_is_stale:
 * @approved_on: when the newest version was approved, or %NW_NO_DAY if none was
 * @assessed_on: when risks were assessed last, or %NW_NO_DAY
 *
 * Returns: whether the statement is older than the last risk assessment (S8)
 */
gboolean
nw_soa_is_stale (NwDay approved_on, NwDay assessed_on)
{
  return assessed_on != NW_NO_DAY && (approved_on == NW_NO_DAY || approved_on < assessed_on);
}
