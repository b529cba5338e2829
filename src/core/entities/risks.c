/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-audit-rows.h"
#include "../rules/nw-risk-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

#define FACTOR .min = 1, .max = 5

static const NwChoice bands[] = {
  { "low", N_("low") }, { "medium", N_("medium") }, { "high", N_("high") }, { "very_high", N_("very high") }, { NULL, NULL },
};
static const NwChoice treatments[] = {
  { "modify", N_("modify") }, { "retain", N_("retain") }, { "avoid", N_("avoid") }, { "share", N_("share") }, { NULL, NULL },
};
static const NwField risk_fields[] = {
  { "title",              &NW_TEXT,   N_("Title"),              1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "scenario",           &NW_NOTE,   N_("Scenario"),           1 },
  { "asset",              &NW_TEXT,   N_("Asset or process"),   1, NW_COLUMN },
  { "threat",             &NW_TEXT,   N_("Threat"),             1 },
  { "vulnerability",      &NW_TEXT,   N_("Vulnerability"),      1 },
  { "likelihood",         &NW_INT,    N_("Likelihood"),         1, NW_COLUMN, FACTOR },
  { "impact_c",           &NW_INT,    N_("Impact on confidentiality"), 1, FACTOR },
  { "impact_i",           &NW_INT,    N_("Impact on integrity"), 1, FACTOR },
  { "impact_a",           &NW_INT,    N_("Impact on availability"), 1, FACTOR },
  { "impact_legal",       &NW_INT,    N_("Legal impact"),       1, FACTOR },
  { "impact_money",       &NW_INT,    N_("Financial impact"),   1, FACTOR },
  { "gross",              &NW_INT,    N_("Gross risk"),         1, .computed = TRUE },
  { "current_likelihood", &NW_INT,    N_("Current likelihood"), 1, FACTOR },
  { "current_impact",     &NW_INT,    N_("Current impact"),     1, FACTOR },
  { "current",            &NW_INT,    N_("Current risk"),       1, .computed = TRUE },
  { "target_likelihood",  &NW_INT,    N_("Target likelihood"),  1, FACTOR },
  { "target_impact",      &NW_INT,    N_("Target impact"),      1, FACTOR },
  { "residual",           &NW_INT,    N_("Residual risk"),      1, .computed = TRUE },
  { "band",               &NW_CHOICE, N_("Risk band"),          1, NW_COLUMN, .choices = bands, .computed = TRUE },
  { "treatment",          &NW_CHOICE, N_("Treatment"),          1, NW_COLUMN, .choices = treatments },
  { "treatment_plan",     &NW_NOTE,   N_("Treatment plan"),     1 },
  { "treatment_due",      &NW_DATE,   N_("Treatment due"),      1, NW_COLUMN },
  { "accepted_by",        &NW_REF,    N_("Accepted by"),        1, .target = &nw_person },
  { "accepted_on",        &NW_DATE,   N_("Accepted on"),        1 },
  { "acceptance_until",   &NW_DATE,   N_("Acceptance until"),   1, .computed = TRUE },
  { "next_review",        &NW_DATE,   N_("Next review"),        1, NW_COLUMN },
  { "controls",           &NW_LINKS,  N_("Controls"),           1, .target = &nw_requirement },
  { "vendors",            &NW_LINKS,  N_("Vendors"),            1, .target = &nw_vendor },
  { "above_appetite",     &NW_BOOL,   N_("Above appetite"),     1, NW_COLUMN, .computed = TRUE },
};
const NwEntity nw_risk = NW_ENTITY (30, "risk", N_("Risk"), N_("Risks"), "R", NW_GROUP_AUDITS, risk_fields, .flags = NW_OWNED,
                                    .derive = nw_derive_risk, .explain = nw_explain_risk,
                                    .due = nw_due_risk, .lack = nw_lack_risk);

static const NwChoice audit_kinds[] = {
  { "internal", N_("internal audit") }, { "external", N_("external audit") },
  { "certification_stage1", N_("certification, stage 1") }, { "certification_stage2", N_("certification, stage 2") },
  { "surveillance", N_("surveillance audit") }, { "recertification", N_("recertification audit") },
  { "supplier", N_("supplier audit") }, { "data_protection", N_("data protection audit") }, { NULL, NULL },
};
static const NwChoice audit_statuses[] = {
  { "planned", N_("planned") }, { "running", N_("running") }, { "reporting", N_("reporting") }, { "closed", N_("closed") }, { NULL, NULL },
};
static const NwField audit_fields[] = {
  { "title",          &NW_TEXT,   N_("Title"),        1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "kind",           &NW_CHOICE, N_("Kind"),         1, NW_COLUMN, .choices = audit_kinds },
  { "framework",      &NW_REF,    N_("Framework"),    1, NW_COLUMN, .target = &nw_framework },
  { "scope",          &NW_NOTE,   N_("Audit scope"),  1 },
  { "criteria",       &NW_TEXT,   N_("Criteria"),     1 },
  { "method",         &NW_TEXT,   N_("Method"),       1 },
  { "auditor",        &NW_TEXT,   N_("Auditor"),      1, NW_COLUMN },
  { "auditor_person", &NW_REF,    N_("Auditor (person)"), 1, .target = &nw_person },
  { "starts_on",      &NW_DATE,   N_("Starts on"),    1, NW_COLUMN },
  { "ends_on",        &NW_DATE,   N_("Ends on"),      1, NW_COLUMN },
  { "status",         &NW_CHOICE, N_("Status"),       1, NW_COLUMN, .choices = audit_statuses },
  { "result",         &NW_NOTE,   N_("Result"),       1 },
  { "requirements",   &NW_LINKS,  N_("Requirements"), 1, .target = &nw_requirement },
  { "evidence",       &NW_LINKS,  N_("Evidence"),     1, .target = &nw_evidence },
};
static const NwOrder audit_orders[] = { { "starts_on", "ends_on" } };
const NwEntity nw_audit = NW_ENTITY (31, "audit", N_("Audit"), N_("Audits"), "AU", NW_GROUP_AUDITS, audit_fields,
                                     .flags = NW_OWNED, NW_ORDERS (audit_orders), .due = nw_due_audit, .lack = nw_lack_audit);

static const NwChoice finding_kinds[] = {
  { "major", N_("major nonconformity") }, { "minor", N_("minor nonconformity") }, { "observation", N_("observation") },
  { "improvement", N_("improvement opportunity") }, { "strength", N_("strength") }, { NULL, NULL },
};
static const NwChoice finding_states[] = {
  { "open", N_("open") }, { "contained", N_("contained") }, { "cause_found", N_("cause found") },
  { "action_planned", N_("action planned") }, { "implemented", N_("implemented") },
  { "effectiveness_checked", N_("effectiveness checked") }, { "closed", N_("closed") }, { NULL, NULL },
};
static const NwField finding_fields[] = {
  { "title",              &NW_TEXT,   N_("Title"),              1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "audit",              &NW_REF,    N_("Audit"),              1, NW_COLUMN, .target = &nw_audit },
  { "requirement",        &NW_REF,    N_("Requirement"),        1, NW_COLUMN, .target = &nw_requirement },
  { "vendor",             &NW_REF,    N_("Vendor"),             1, .target = &nw_vendor },
  { "contract",           &NW_REF,    N_("Contract"),           1, .target = &nw_contract },
  { "kind",               &NW_CHOICE, N_("Kind"),               1, NW_COLUMN, .choices = finding_kinds },
  { "statement",          &NW_NOTE,   N_("Statement"),          1 },
  { "objective_evidence", &NW_NOTE,   N_("Objective evidence"), 1 },
  { "found_on",           &NW_DATE,   N_("Found on"),           1, NW_COLUMN },
  { "due_on",             &NW_DATE,   N_("Due on"),             1, NW_COLUMN },
  { "state",              &NW_CHOICE, N_("State"),              1, NW_COLUMN, .choices = finding_states },
  { "root_cause",         &NW_NOTE,   N_("Root cause"),         1 },
  { "similar_elsewhere",  &NW_NOTE,   N_("Does it exist elsewhere?"), 1 },
  { "effective_due",      &NW_DATE,   N_("Effective due date"), 1, .computed = TRUE },
  { "closed_on",          &NW_DATE,   N_("Closed on"),          1, .computed = TRUE },
  { "overdue",            &NW_BOOL,   N_("Overdue"),            1, NW_COLUMN, .computed = TRUE },
};
static const NwOrder finding_orders[] = { { "found_on", "due_on" } };
const NwEntity nw_finding = NW_ENTITY (32, "finding", N_("Finding"), N_("Findings"), "F", NW_GROUP_AUDITS, finding_fields,
                                       .flags = NW_OWNED, NW_ORDERS (finding_orders),
                                       .derive = nw_derive_finding, .explain = nw_explain_finding,
                                       .due = nw_due_finding, .lack = nw_lack_finding);

static const NwChoice effectivenesses[] = {
  { "not_checked", N_("not checked") }, { "yes", N_("effective") }, { "no", N_("not effective") }, { NULL, NULL },
};
static const NwField action_fields[] = {
  { "title",            &NW_TEXT,   N_("Title"),             1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "finding",          &NW_REF,    N_("Finding"),           1, NW_COLUMN, .target = &nw_finding },
  { "risk",             &NW_REF,    N_("Risk"),              1, NW_COLUMN, .target = &nw_risk },
  { "assigned",         &NW_REF,    N_("Assigned to"),       1, NW_COLUMN, .target = &nw_person },
  { "due_on",           &NW_DATE,   N_("Due on"),            1, NW_COLUMN },
  { "done_on",          &NW_DATE,   N_("Done on"),           1, NW_COLUMN },
  { "effectiveness_by", &NW_REF,    N_("Effectiveness checked by"), 1, .target = &nw_person },
  { "effectiveness_on", &NW_DATE,   N_("Effectiveness checked on"), 1 },
  { "effective",        &NW_CHOICE, N_("Effectiveness"),     1, NW_COLUMN, .choices = effectivenesses },
  { "evidence",         &NW_LINKS,  N_("Evidence"),          1, .target = &nw_evidence },
  { "overdue",          &NW_BOOL,   N_("Overdue"),           1, NW_COLUMN, .computed = TRUE },
};
static const NwOrder action_orders[] = { { "done_on", "effectiveness_on" } };
const NwEntity nw_action = NW_ENTITY (33, "action", N_("Action"), N_("Actions"), "AC", NW_GROUP_AUDITS, action_fields,
                                      .flags = NW_OWNED, NW_ORDERS (action_orders),
                                      .derive = nw_derive_action, .explain = nw_explain_action,
                                      .due = nw_due_action, .lack = nw_lack_action);

/* Inputs a to g are those of ISO/IEC 27001:2022, 9.3.2. */
static const NwField management_review_fields[] = {
  { "held_on",      &NW_DATE, N_("Held on"),      1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "participants", &NW_TEXT, N_("Participants"), 1, NW_COLUMN },
  { "input_a",      &NW_NOTE, N_("a) Earlier actions"), 1 },
  { "input_b",      &NW_NOTE, N_("b) Internal and external changes"), 1 },
  { "input_c",      &NW_NOTE, N_("c) Needs of interested parties"), 1 },
  { "input_d1",     &NW_NOTE, N_("d1) Nonconformities and corrective actions"), 1 },
  { "input_d2",     &NW_NOTE, N_("d2) Monitoring and measurement"), 1 },
  { "input_d3",     &NW_NOTE, N_("d3) Audit results"), 1 },
  { "input_d4",     &NW_NOTE, N_("d4) Objectives met"), 1 },
  { "input_e",      &NW_NOTE, N_("e) Feedback of interested parties"), 1 },
  { "input_f",      &NW_NOTE, N_("f) Risk assessment and treatment plan"), 1 },
  { "input_g",      &NW_NOTE, N_("g) Improvement options"), 1 },
  { "decisions",    &NW_NOTE, N_("Decisions"),    1 },
};
const NwEntity nw_management_review = NW_ENTITY (34, "management_review", N_("Management review"), N_("Management reviews"), "MR",
                                                 NW_GROUP_AUDITS, management_review_fields, .flags = NW_OWNED,
                                                 .due = nw_due_management_review, .lack = nw_lack_management_review);
