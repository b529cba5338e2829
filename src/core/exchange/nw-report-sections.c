/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../entities/nw-entities.h"
#include "nw-report-sections.h"

#include <glib/gi18n-lib.h>

#define BOTH (1 << NW_REPORT_KIND_ISO_AUDIT | 1 << NW_REPORT_KIND_SOA)
#define AUDIT (1 << NW_REPORT_KIND_ISO_AUDIT)
#define FIELDS(...) (const char *const[]) { __VA_ARGS__, NULL }

/* Incidents and vendors come without names of contacts, requests of data
 * subjects do not come at all: an auditor of security needs neither. */
static const NwReportPart scope[] = {
  { &nw_organisation, FIELDS ("name", "legal_form", "street", "postcode", "city", "country", "land", "sector", "headcount",
                              "website", "isms_scope", "nis2_status", "nis2_checked_on") },
  { &nw_person, FIELDS ("name", "department", "roles", "active_from", "active_to") },
  { NULL },
};
static const NwReportPart policies[] = {
  { &nw_policy, FIELDS ("title", "version", "approved_by", "approved_on", "next_review", "audience", "acknowledgement_percent",
                        "document", "owner", "deputy") },
  { NULL },
};
static const NwReportPart risks[] = {
  { &nw_risk, FIELDS ("title", "scenario", "asset", "threat", "vulnerability", "likelihood", "impact_c", "impact_i", "impact_a",
                      "impact_legal", "impact_money", "gross", "current_likelihood", "current_impact", "current",
                      "target_likelihood", "target_impact", "residual", "band", "treatment", "treatment_plan", "treatment_due",
                      "accepted_by", "accepted_on", "acceptance_until", "next_review", "above_appetite", "controls", "vendors",
                      "owner", "deputy") },
  { &nw_action, FIELDS ("title", "risk", "assigned", "due_on", "done_on", "effectiveness_by", "effectiveness_on", "effective",
                        "evidence", "overdue", "owner", "deputy") },
  { NULL },
};
static const NwReportPart soa[] = {
  { &nw_soa_version, FIELDS ("version", "approved_on", "approved_by", "scope", "sha256") },
  { &nw_assessment, FIELDS ("requirement", "applicable", "reasons_in", "reason_in", "reason_out", "status", "effective_status",
                            "evidence", "risks", "soa_issues", "owner", "deputy") },
  { NULL },
};
static const NwReportPart status[] = {
  { &nw_framework, FIELDS ("name", "version", "publisher", "kind", "imported_on", "source_sha256", "requirements",
                           "assessable_requirements") },
  { &nw_assessment, FIELDS ("requirement", "applicable", "status", "effective_status", "maturity", "target_maturity",
                            "implementation", "last_review", "next_review", "evidence", "vendors", "owner", "deputy") },
  { &nw_evidence, FIELDS ("title", "kind", "sha256", "size", "media_type", "file_name", "url", "collected_on", "period_from",
                          "period_to", "cycle_months", "valid_until", "confidentiality", "source", "state", "owner", "deputy") },
  { NULL },
};
static const NwReportPart audits[] = {
  { &nw_audit, FIELDS ("title", "kind", "framework", "scope", "criteria", "method", "auditor", "auditor_person", "starts_on",
                       "ends_on", "status", "result", "requirements", "evidence", "owner", "deputy"), "starts_on" },
  { NULL },
};
static const NwReportPart findings[] = {
  { &nw_finding, FIELDS ("title", "audit", "requirement", "vendor", "contract", "kind", "statement", "objective_evidence",
                         "found_on", "due_on", "state", "root_cause", "similar_elsewhere", "overdue", "owner", "deputy"),
    "found_on", "state", "closed" },
  { &nw_action, FIELDS ("title", "finding", "risk", "assigned", "due_on", "done_on", "effectiveness_by", "effectiveness_on",
                        "effective", "evidence", "overdue", "owner", "deputy") },
  { NULL },
};
static const NwReportPart reviews[] = {
  { &nw_management_review, FIELDS ("held_on", "participants", "input_a", "input_b", "input_c", "input_d1", "input_d2", "input_d3",
                                   "input_d4", "input_e", "input_f", "input_g", "decisions", "owner", "deputy"), "held_on" },
  { NULL },
};
static const NwReportPart vendors[] = {
  { &nw_vendor, FIELDS ("name", "group_name", "country", "parent_country", "vendor_kind", "status", "tier_score", "tier",
                        "tier_override", "tier_reason", "outsourcing", "critical_function", "last_review", "next_review",
                        "score", "grade", "owner", "deputy") },
  { &nw_certificate, FIELDS ("vendor", "standard", "number", "issuer", "accredited", "scope", "issued_on", "valid_until",
                             "document", "state", "owner", "deputy") },
  { &nw_vendor_assessment, FIELDS ("vendor", "assessed_on", "status", "score", "grade", "knocked_out", "owner", "deputy") },
  { NULL },
};
static const NwReportPart incidents[] = {
  { &nw_incident, FIELDS ("title", "kind", "severity", "vendor", "occurred_at", "detected_at", "acknowledged_at", "contained_at",
                          "remediated_at", "closed_at", "cause", "lessons", "personal_data", "risk_to_persons",
                          "aware_at", "authority_due", "authority_reported_at", "no_report_reason", "nis2_significant",
                          "nis2_early_due", "nis2_early_at", "nis2_report_due", "nis2_report_at", "nis2_final_due", "nis2_final_at",
                          "ttd_minutes", "ttr_minutes", "clocks", "owner", "deputy"), "detected_at" },
  { NULL },
};
static const NwReportPart trainings[] = {
  { &nw_training, FIELDS ("topic", "audience", "due_persons", "valid_persons", "rate", "cycle_months", "last_held", "owner", "deputy") },
  { &nw_task, FIELDS ("title", "kind", "cycle_months", "last_done", "next_due", "evidence", "owner", "deputy") },
  { NULL },
};
static const NwReportPart documents[] = {
  { &nw_policy, FIELDS ("title", "version", "approved_on", "next_review", "document", "owner") },
  { &nw_soa_version, FIELDS ("version", "approved_on", "sha256") },
  { NULL },
};

static const char *const method[] = {
  N_("A risk is a scenario in which a threat uses a vulnerability of an asset or process."),
  N_("Likelihood and impact are rated from 1 to 5; impact on confidentiality, integrity, availability, law and money, of which the highest counts."),
  N_("Their product is the risk: 1 to 4 is low, 5 to 9 medium, 10 to 16 high, 20 to 25 very high; it is rated without controls, as it is now, and as it shall become."),
  N_("A risk above the appetite is treated, or accepted by who answers for it; an acceptance ends after twelve months. Each treatment names its controls, each risk is reviewed every year."),
  NULL,
};

static const NwReportSection sections[] = {
  { "context",   N_("Scope and context"),                 NULL,   scope,     NW_REPORT_PLAIN,   BOTH },
  { "policies",  N_("Policies and objectives"),           NULL,   policies,  NW_REPORT_PLAIN,   AUDIT },
  { "risks",     N_("Risk method, register and treatment plan"), method, risks, NW_REPORT_RISKS, BOTH },
  { "soa",       N_("Statement of applicability"),        NULL,   soa,       NW_REPORT_SOA,     BOTH },
  { "status",    N_("Status of controls, with evidence"), NULL,   status,    NW_REPORT_STATUS,  BOTH },
  { "audits",    N_("Audit programme and results"),       NULL,   audits,    NW_REPORT_PLAIN,   AUDIT },
  { "findings",  N_("Findings and corrective actions"),   NULL,   findings,  NW_REPORT_ACTIONS, AUDIT },
  { "reviews",   N_("Management reviews"),                NULL,   reviews,   NW_REPORT_PLAIN,   AUDIT },
  { "figures",   N_("Key figures"),                       NULL,   NULL,      NW_REPORT_FIGURES, BOTH },
  { "vendors",   N_("Vendors, with tiers and reviews"),   NULL,   vendors,   NW_REPORT_PLAIN,   AUDIT },
  { "incidents", N_("Incidents"),                         NULL,   incidents, NW_REPORT_PLAIN,   AUDIT },
  { "trainings", N_("Trainings and recurring tasks"),     NULL,   trainings, NW_REPORT_PLAIN,   AUDIT },
  { "documents", N_("Documents and their versions"),      NULL,   documents, NW_REPORT_PLAIN,   AUDIT },
  { "changes",   N_("Changes since the last audit"),      NULL,   NULL,      NW_REPORT_CHANGES, AUDIT },
};

/* All sections in their order; which report has which is in the rows. */
const NwReportSection *
nw_report_sections (guint *n)
{
  *n = G_N_ELEMENTS (sections);
  return sections;
}
