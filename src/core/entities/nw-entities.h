/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-entity.h"

G_BEGIN_DECLS

extern const NwEntity nw_organisation, nw_person, nw_legal_parameter, nw_holiday;
extern const NwEntity nw_framework, nw_requirement, nw_mapping, nw_assessment, nw_soa_version;
extern const NwEntity nw_evidence, nw_policy, nw_task, nw_training;
extern const NwEntity nw_risk, nw_audit, nw_finding, nw_action, nw_management_review;
extern const NwEntity nw_vendor, nw_service, nw_certificate;
extern const NwEntity nw_contract, nw_price_tier, nw_cost_line;
extern const NwEntity nw_dpa, nw_dpa_item, nw_recipient, nw_recipient_change;
extern const NwEntity nw_sla, nw_credit_band, nw_sla_measurement, nw_outage;
extern const NwEntity nw_exit_plan, nw_exit_clause, nw_exit_step, nw_exit_item, nw_exit_test;
extern const NwEntity nw_vendor_assessment, nw_answer, nw_renewal_review, nw_business_case;
extern const NwEntity nw_selection, nw_criterion, nw_offer, nw_rating, nw_reference_check, nw_proof_of_concept;
extern const NwEntity nw_processing_activity, nw_request, nw_incident;

/* Choices that several kinds share. */
extern const NwChoice nw_choices_laender[], nw_choices_capex_opex[], nw_choices_scc_module[];

gboolean nw_check_form (const NwField *field, const NwValue *value, GError **error);
gboolean nw_check_dpa_item (const NwRow *row, guint *field, GError **error);
gboolean nw_check_legal_parameter (const NwRow *row, guint *field, GError **error);
gboolean nw_check_percent  (const NwField *field, const NwValue *value, GError **error);

G_END_DECLS
