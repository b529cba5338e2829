/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-entities.h"

/* The one list of kinds, in the order in which files hold them: what others
 * refer to comes first where it can. */
static const NwEntity *const entities[] = {
  &nw_person, &nw_organisation, &nw_legal_parameter, &nw_holiday,
  &nw_framework, &nw_requirement, &nw_mapping,
  &nw_evidence, &nw_vendor, &nw_service, &nw_certificate, &nw_risk, &nw_assessment, &nw_soa_version,
  &nw_policy, &nw_task, &nw_training, &nw_audit,
  &nw_contract, &nw_price_tier, &nw_cost_line, &nw_finding, &nw_action, &nw_management_review,
  &nw_processing_activity, &nw_dpa, &nw_dpa_item, &nw_recipient, &nw_recipient_change,
  &nw_sla, &nw_credit_band, &nw_sla_measurement, &nw_outage,
  &nw_exit_plan, &nw_exit_clause, &nw_exit_step, &nw_exit_item, &nw_exit_test,
  &nw_vendor_assessment, &nw_answer, &nw_renewal_review, &nw_business_case,
  &nw_selection, &nw_criterion, &nw_offer, &nw_rating, &nw_reference_check, &nw_proof_of_concept,
  &nw_request, &nw_incident,
};

const NwEntity *const *
nw_registry (guint *n)
{
  *n = G_N_ELEMENTS (entities);
  return entities;
}
