/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-agenda-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the views call what they show. The names are stable; the labels are
 * for people. A test asserts that whatever a rule yields has a label. */

static const NwViewName kinds[] = {
  { "notice_last_receipt",       N_("Last day for notice to be received") },
  { "notice_safe_day",           N_("Safe day for notice") },
  { "notice_internal_day",       N_("Internal day for notice") },
  { "option_last_day",           N_("Last day to use an option") },
  { "contract_end",              N_("End of contract") },
  { "notice_confirmation",       N_("Confirmation of notice") },
  { "renewal_review_opens",      N_("Start of a renewal review") },
  { "renewal_decision",          N_("Decision on renewal") },
  { "request_due",               N_("Answer to a data subject request") },
  { "breach_report",             N_("Report of a data breach") },
  { "nis2_early_warning",        N_("NIS2 early warning") },
  { "nis2_report",               N_("NIS2 report") },
  { "nis2_final_report",         N_("NIS2 final report") },
  { "certificate_expiry",        N_("Expiry of a certificate") },
  { "surveillance_audit",        N_("Surveillance audit") },
  { "recertification",           N_("Recertification") },
  { "legal_figure_check",        N_("Check of a legal figure") },
  { "dpa_control",               N_("Control of a processor") },
  { "objection_end",             N_("End of an objection period") },
  { "tia_renewal",               N_("Renewal of a transfer impact assessment") },
  { "dpf_recertification",       N_("Recertification under the Data Privacy Framework") },
  { "adequacy_end",              N_("End of an adequacy decision") },
  { "dpa_deletion_confirmation", N_("Confirmation of deletion") },
  { "credit_claim",              N_("Claim of a service credit") },
  { "sla_chronic",               N_("Chronic SLA breach") },
  { "vendor_review",             N_("Review of a vendor") },
  { "exit_test",                 N_("Exit test") },
  { "exit_plan_review",          N_("Review of an exit plan") },
  { "assessment_review",         N_("Review of a control") },
  { "evidence_expiry",           N_("Expiry of evidence") },
  { "policy_review",             N_("Review of a policy") },
  { "task_due",                  N_("Recurring task") },
  { "training_due",              N_("Training") },
  { "risk_review",               N_("Review of a risk") },
  { "risk_treatment_due",        N_("Treatment of a risk") },
  { "risk_acceptance_expiry",    N_("End of a risk acceptance") },
  { "finding_due",               N_("Finding") },
  { "stage2_major",              N_("Major of stage 2 to be verified closed") },
  { "action_due",                N_("Corrective action") },
  { "audit",                     N_("Audit") },
  { "management_review",         N_("Management review") },
};

static const NwViewName rules[] = {
  { "action_overdue", N_("Overdue action") },
  { "action_undated", N_("Action without a due date") },
  { "assessment_incomplete", N_("Incomplete vendor assessment") },
  { "audit_independence", N_("Auditor audits own work") },
  { "audit_undated", N_("Audit without a date") },
  { "auditor_missing", N_("Audit without an auditor") },
  { "breach_late_reason", N_("Late report without a reason") },
  { "breach_no_report_reason", N_("Unreported breach without a reason") },
  { "breach_not_reported", N_("Breach not reported") },
  { "breach_persons_not_informed", N_("Persons not informed of a breach") },
  { "certificate_expired", N_("Expired certificate") },
  { "certificate_gap", N_("Report too old") },
  { "certificate_incomplete", N_("Incomplete certificate") },
  { "certificate_not_accredited", N_("Certificate without accreditation") },
  { "certificate_qualified", N_("Qualified report") },
  { "certificate_withdrawn", N_("Certificate of a withdrawn edition") },
  { "surveillance_overdue", N_("Overdue surveillance audit") },
  { "clause_excluded", N_("Excluded clause") },
  { "contract_notice_missed", N_("Missed notice") },
  { "contract_option_missed", N_("Missed option to extend") },
  { "contract_notice_unknown", N_("Unknown end of a contract") },
  { "contract_notice_unproven", N_("Unproven notice") },
  { "contract_owner", N_("Contract without an owner") },
  { "credit_lost", N_("Lost service credit") },
  { "cycle_missing", N_("Task without a cycle") },
  { "documented_information_missing", N_("Documented information missing") },
  { "dpa_F01", N_("Processor without a DPA") },
  { "dpa_F02", N_("Service began before the DPA") },
  { "dpa_F03", N_("Mandatory content of a DPA missing") },
  { "dpa_F05", N_("Data Privacy Framework does not cover the recipient") },
  { "dpa_F06", N_("Outdated standard contractual clauses") },
  { "dpa_F07", N_("Transfer impact assessment missing or old") },
  { "dpa_F08", N_("TOM annex missing or old") },
  { "dpa_F09", N_("List of sub-processors old, or a change not reviewed") },
  { "dpa_F10", N_("Overdue control of a processor") },
  { "dpa_F11", N_("Period for breach notices too long or not agreed") },
  { "dpa_F12", N_("Inspections excluded") },
  { "dpa_F13", N_("Audits only at high cost") },
  { "dpa_F14", N_("No deletion deadline or certificate") },
  { "dpa_F15", N_("Deletion not confirmed") },
  { "dpa_F16", N_("Special categories without encryption") },
  { "dpa_F17", N_("DPA without a record of processing") },
  { "dpa_F18", N_("Unclear role") },
  { "dpa_F19", N_("Short objection period") },
  { "dpa_F20", N_("Parent company in a third country") },
  { "dpa_contradiction", N_("Contradiction in a DPA") },
  { "dpa_flags", N_("Medium flags of a DPA") },
  { "dpa_incomplete", N_("Incomplete DPA") },
  { "dpa_unknown", N_("DPA that cannot be judged") },
  { "dpa_unreviewed", N_("DPA not reviewed") },
  { "dpia_missing", N_("Missing impact assessment (DPIA)") },
  { "dpia_unchecked", N_("Need of an impact assessment (DPIA) not checked") },
  { "dpo_missing", N_("Missing data protection officer") },
  { "dpo_not_checked", N_("Need of a data protection officer not checked") },
  { "evidence_expired", N_("Expired evidence") },
  { "evidence_missing", N_("Missing evidence") },
  { "evidence_period", N_("Evidence that does not cover the audit") },
  { "evidence_undated", N_("Evidence without a date") },
  { "exclusion_reason_missing", N_("Exclusion without a reason") },
  { "exit_clause_missing", N_("Missing exit clause") },
  { "exit_clause_partly", N_("Exit clause agreed in part") },
  { "exit_clause_unreviewed", N_("Exit clause not reviewed") },
  { "exit_clauses_unreviewed", N_("Exit clauses not reviewed") },
  { "exit_gap", N_("Exit takes longer than is assured") },
  { "exit_plan_days_unknown", N_("Exit plan without days") },
  { "exit_plan_missing", N_("Missing exit plan") },
  { "exit_plan_not_approved", N_("Exit plan not approved") },
  { "exit_test_failed", N_("Failed exit test") },
  { "exit_test_missing", N_("Missing exit test") },
  { "finding_action_open", N_("Action of a finding not done") },
  { "finding_ineffective", N_("Ineffective action") },
  { "finding_overdue", N_("Overdue finding") },
  { "finding_own_check", N_("Effectiveness checked by the doer") },
  { "finding_undated", N_("Finding without a due date") },
  { "finding_without_action", N_("Finding without an action") },
  { "finding_without_cause", N_("Finding without a cause") },
  { "finding_without_check", N_("Effectiveness not checked") },
  { "finding_without_evidence", N_("Finding without evidence") },
  { "incident_awareness", N_("Incident without the time of awareness") },
  { "incident_clock_order", N_("Times of an incident out of order") },
  { "incident_nis2_not_checked", N_("NIS2 not checked") },
  { "incident_personal_data", N_("Personal data not checked") },
  { "incident_risk_not_assessed", N_("Risk to persons not assessed") },
  { "legal_figure_stale", N_("Stale legal figure") },
  { "management_review_incomplete", N_("Incomplete management review") },
  { "management_review_missing", N_("Missing management review") },
  { "management_review_overdue", N_("Overdue management review") },
  { "never_done", N_("Never done") },
  { "nis2_not_reported", N_("NIS2 report missing") },
  { "offer_unrated", N_("Offer not rated") },
  { "open_major", N_("Open major nonconformity") },
  { "outage_no_reason", N_("Exclusion of an outage without a reason") },
  { "outage_open", N_("Outage without an end") },
  { "owner_left", N_("Who answers for it has left") },
  { "owner_missing", N_("Nobody answers for it") },
  { "personal_data_unknown", N_("Unknown whether personal data are processed") },
  { "policy_unacknowledged", N_("Policy not acknowledged") },
  { "policy_unapproved", N_("Policy not approved") },
  { "price_tier_gap", N_("Faulty price tiers") },
  { "recipient_details", N_("Incomplete recipient") },
  { "recurrence_overdue", N_("Overdue recurring task") },
  { "renewal_decision_late", N_("Late decision on renewal") },
  { "renewal_deviation_unexplained", N_("Unexplained deviation from the proposal") },
  { "renewal_four_eyes", N_("Decision without a second person") },
  { "renewal_unsigned", N_("Decision without a person or a day") },
  { "request_answer_day", N_("Answer without a date") },
  { "request_extension_void", N_("Void extension") },
  { "request_overdue", N_("Overdue request") },
  { "request_refusal_reason", N_("Refusal without a reason") },
  { "requirement_open", N_("Open requirement") },
  { "requirement_undecided", N_("Undecided requirement") },
  { "review_missing", N_("Missing review") },
  { "review_overdue", N_("Overdue review") },
  { "risk_above_appetite", N_("Risk above appetite") },
  { "risk_acceptance_expired", N_("Expired risk acceptance") },
  { "risk_acceptance_unsigned", N_("Risk acceptance not signed by the owner") },
  { "risk_residual_higher", N_("Residual risk higher than the current one") },
  { "risk_treatment_overdue", N_("Overdue risk treatment") },
  { "risk_unrated", N_("Risk not rated") },
  { "risk_without_controls", N_("Risk treatment without controls") },
  { "selection_unlocked", N_("Offers before the criteria were locked") },
  { "service_hosting_unknown", N_("Unknown place of hosting") },
  { "sla_breach_critical", N_("Critical SLA breach") },
  { "sla_chronic", N_("Chronic SLA breach") },
  { "sla_measurement_stray", N_("Measurement of no window of its SLA") },
  { "sla_measurement_differs", N_("Measurement differs from outages") },
  { "sla_no_data", N_("SLA without data") },
  { "sla_no_target", N_("SLA without a target") },
  { "soa_S1", N_("SoA: undecided control (S1)") },
  { "soa_S10", N_("SoA: privacy control excluded (S10)") },
  { "soa_S2", N_("SoA: exclusion without a reason (S2)") },
  { "soa_S3", N_("SoA: inclusion without a reason (S3)") },
  { "soa_S4", N_("SoA: risk not linked (S4)") },
  { "soa_S5", N_("SoA: implemented without valid evidence (S5)") },
  { "soa_S6", N_("SoA: excluded control treats a risk (S6)") },
  { "soa_S7", N_("SoA: overdue review (S7)") },
  { "soa_S8", N_("SoA: older than the risk assessment (S8)") },
  { "soa_S9", N_("SoA: supplier control excluded (S9)") },
  { "training_incomplete", N_("Incomplete training") },
  { "transfer_derogation", N_("Transfer by derogation") },
  { "transfer_illegal", N_("Unlawful transfer") },
  { "transfer_unknown", N_("Transfer that cannot be judged") },
  { "transfer_unrecorded", N_("Transfer not recorded") },
  { "vendor_knocked_out", N_("Vendor fails a knock-out question") },
  { "vendor_never_reviewed", N_("Vendor never reviewed") },
  { "vendor_owner", N_("Vendor without an owner") },
  { "vendor_review_overdue", N_("Overdue vendor review") },
  { "vendor_tier_reason", N_("Tier set without a reason") },
  { "vendor_tier_unknown", N_("Vendor without a tier") },
  { "vvt_incomplete", N_("Incomplete record of processing") },
  { "vvt_role_unknown", N_("Unknown role in processing") },
};

const NwViewName *
nw_deadline_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

const NwViewName *
nw_gap_rules (guint *n)
{
  *n = G_N_ELEMENTS (rules);
  return rules;
}

static const char *
label_of (const NwViewName *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i].name, name) == 0)
      return _(names[i].label);
  return name;
}

/* What people call the kind of deadline. */
const char *
nw_deadline_label (const char *kind)
{
  return label_of (kinds, G_N_ELEMENTS (kinds), kind);
}

/* What people call the rule that a gap breaks. */
const char *
nw_gap_label (const char *rule)
{
  return label_of (rules, G_N_ELEMENTS (rules), rule);
}

/* How near a deadline is, in words. */
const char *
nw_level_label (NwLevel level)
{
  static const char *const labels[] = {
    N_("overdue"), N_("within 30 days"), N_("within 60 days"), N_("within 90 days"), N_("later"),
  };

  return _(labels[level]);
}

/* How bad a gap is, in a word: it keeps the audit from passing, it would be
 * written down, it is worth a look. */
const char *
nw_gap_level_label (NwLevel level)
{
  if (level <= NW_LEVEL_RED)
    return _("Obstacle");
  return level == NW_LEVEL_AMBER ? _("Finding") : _("Note");
}
