/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-clock-rows.h"
#include "../rules/nw-vvt.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice our_roles[] = { { "controller", N_("controller") }, { "processor", N_("processor") }, { NULL, NULL } };
static const NwChoice legal_bases[] = {
  { "6_1_a", N_("Art. 6(1)(a) consent") }, { "6_1_b", N_("Art. 6(1)(b) contract") }, { "6_1_c", N_("Art. 6(1)(c) legal duty") },
  { "6_1_d", N_("Art. 6(1)(d) vital interests") }, { "6_1_e", N_("Art. 6(1)(e) public task") },
  { "6_1_f", N_("Art. 6(1)(f) legitimate interests") },
  { "9_2_a", N_("Art. 9(2)(a) explicit consent") }, { "9_2_b", N_("Art. 9(2)(b) employment and social law") },
  { "9_2_c", N_("Art. 9(2)(c) vital interests") }, { "9_2_d", N_("Art. 9(2)(d) non-profit bodies") },
  { "9_2_e", N_("Art. 9(2)(e) made public") }, { "9_2_f", N_("Art. 9(2)(f) legal claims") },
  { "9_2_g", N_("Art. 9(2)(g) substantial public interest") }, { "9_2_h", N_("Art. 9(2)(h) health care") },
  { "9_2_i", N_("Art. 9(2)(i) public health") }, { "9_2_j", N_("Art. 9(2)(j) archiving, research") },
  { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice dpia_needed[] = { { "not_checked", N_("not checked") }, { "no", N_("no") }, { "yes", N_("yes") }, { NULL, NULL } };
static const NwField processing_activity_fields[] = {
  { "title",              &NW_TEXT,    N_("Title"),               1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "our_role",           &NW_CHOICE,  N_("Our role"),            1, NW_COLUMN, .choices = our_roles },
  { "client",             &NW_TEXT,    N_("Client (Art. 30(2))"), 1 },
  { "joint_controllers",  &NW_TEXT,    N_("Joint controllers"),   1 },
  { "purposes",           &NW_NOTE,    N_("Purposes"),            1 },
  { "legal_basis",        &NW_CHOICE,  N_("Legal basis"),         1, NW_COLUMN, .choices = legal_bases },
  { "data_subjects",      &NW_NOTE,    N_("Categories of data subjects"), 1 },
  { "data_categories",    &NW_NOTE,    N_("Categories of data"),  1 },
  { "special_categories", &NW_BOOL,    N_("Special categories"),  1, NW_COLUMN },
  { "recipients",         &NW_NOTE,    N_("Recipients"),          1 },
  { "third_countries",    &NW_TEXT,    N_("Third countries"),     1 },
  { "safeguards",         &NW_NOTE,    N_("Safeguards"),          1 },
  { "erasure_periods",    &NW_NOTE,    N_("Erasure periods"),     1 },
  { "toms",               &NW_NOTE,    N_("Technical and organisational measures"), 1 },
  { "systems",            &NW_TEXT,    N_("Systems"),             1, NW_COLUMN },
  { "dpia_needed",        &NW_CHOICE,  N_("DPIA needed"),         1, NW_COLUMN, .choices = dpia_needed },
  { "dpia_on",            &NW_DATE,    N_("DPIA on"),             1 },
  { "dpas",               &NW_LINKS,   N_("DPAs"),                1, .target = &nw_dpa },
  { "completeness",       &NW_PERCENT, N_("Completeness"),        1, .computed = TRUE },
};
const NwEntity nw_processing_activity = NW_ENTITY (100, "processing_activity", N_("Processing activity"), N_("Records of processing"), "VVT",
                                                   NW_GROUP_PRIVACY, processing_activity_fields, .flags = NW_OWNED,
                                                   .derive = nw_derive_processing_activity, .explain = nw_explain_processing_activity,
                                                   .lack = nw_lack_processing_activity);

static const NwChoice request_kinds[] = {
  { "access", N_("access request") }, { "rectification", N_("rectification") }, { "erasure", N_("erasure") },
  { "restriction", N_("restriction") }, { "portability", N_("data portability") }, { "objection", N_("objection") },
  { "withdrawal", N_("withdrawal of consent") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice outcomes[] = {
  { "open", N_("open") }, { "granted", N_("granted") }, { "partly", N_("partly") }, { "refused", N_("refused") }, { NULL, NULL },
};
static const NwField request_fields[] = {
  { "received_on",         &NW_DATE,   N_("Received on"),         1, NW_REQUIRED | NW_COLUMN },
  { "kind",                &NW_CHOICE, N_("Kind"),                1, NW_COLUMN, .choices = request_kinds },
  { "subject_reference",   &NW_TEXT,   N_("Reference of the data subject"), 1, NW_TITLE | NW_COLUMN },
  { "identity_checked_on", &NW_DATE,   N_("Identity checked on"), 1 },
  { "paused_from",         &NW_DATE,   N_("Paused from"),         1 },
  { "paused_to",           &NW_DATE,   N_("Paused to"),           1 },
  { "extended_on",         &NW_DATE,   N_("Extended on"),         1 },
  { "extension_reason",    &NW_NOTE,   N_("Reason for the extension"), 1 },
  { "answered_on",         &NW_DATE,   N_("Answered on"),         1, NW_COLUMN },
  { "outcome",             &NW_CHOICE, N_("Outcome"),             1, NW_COLUMN, .choices = outcomes },
  { "refusal_reason",      &NW_NOTE,   N_("Reason for the refusal"), 1 },
  { "plan_due",            &NW_DATE,   N_("Planned due date"),    1, .computed = TRUE },
  { "legal_due",           &NW_DATE,   N_("Legal due date"),      1, NW_COLUMN, .computed = TRUE },
  { "in_time",             &NW_BOOL,   N_("In time"),             1, NW_COLUMN, .computed = TRUE },
};
static const NwOrder request_orders[] = {
  { "received_on", "answered_on" }, { "received_on", "extended_on" }, { "received_on", "identity_checked_on" }, { "paused_from", "paused_to" },
};
const NwEntity nw_request = NW_ENTITY (101, "request", N_("Data subject request"), N_("Data subject requests"), "REQ", NW_GROUP_PRIVACY,
                                       request_fields, .flags = NW_OWNED, NW_ORDERS (request_orders),
                                       .derive = nw_derive_request, .explain = nw_explain_request,
                                       .due = nw_due_request, .lack = nw_lack_request);

static const NwChoice severities[] = {
  { "low", N_("low") }, { "medium", N_("medium") }, { "high", N_("high") }, { "critical", N_("critical") }, { NULL, NULL },
};
static const NwChoice risks_to_persons[] = {
  { "not_assessed", N_("not assessed") }, { "none", N_("no risk") }, { "risk", N_("risk") }, { "high", N_("high risk") }, { NULL, NULL },
};
static const NwField incident_fields[] = {
  { "title",                 &NW_TEXT,    N_("Title"),            1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "kind",                  &NW_TEXT,    N_("Kind"),             1, NW_COLUMN },
  { "severity",              &NW_CHOICE,  N_("Severity"),         1, NW_COLUMN, .choices = severities },
  { "vendor",                &NW_REF,     N_("Vendor"),           1, NW_COLUMN, .target = &nw_vendor },
  { "occurred_at",           &NW_INSTANT, N_("Occurred at"),      1 },
  { "detected_at",           &NW_INSTANT, N_("Detected at"),      1, NW_COLUMN },
  { "acknowledged_at",       &NW_INSTANT, N_("Acknowledged at"),  1 },
  { "contained_at",          &NW_INSTANT, N_("Contained at"),     1 },
  { "remediated_at",         &NW_INSTANT, N_("Remediated at"),    1, NW_COLUMN },
  { "closed_at",             &NW_INSTANT, N_("Closed at"),        1 },
  { "cause",                 &NW_NOTE,    N_("Cause"),            1 },
  { "lessons",               &NW_NOTE,    N_("Lessons"),          1 },
  { "cost",                  &NW_MONEY,   N_("Cost"),             1 },
  { "revenue_effect",        &NW_MONEY,   N_("Effect on revenue"), 1 },
  { "personal_data",         &NW_BOOL,    N_("Personal data"),    1, NW_COLUMN },
  { "aware_at",              &NW_INSTANT, N_("Aware at"),         1 },
  { "risk_to_persons",       &NW_CHOICE,  N_("Risk to persons"),  1, .choices = risks_to_persons },
  { "authority_reported_at", &NW_INSTANT, N_("Authority informed at"), 1 },
  { "persons_informed_at",   &NW_INSTANT, N_("Persons informed at"), 1 },
  { "no_report_reason",      &NW_NOTE,    N_("Reason for not reporting"), 1 },
  { "late_reason",           &NW_NOTE,    N_("Reason for the delay"), 1 },
  { "affected_count",        &NW_INT,     N_("Persons affected"), 1, .min = 0, .max = G_MAXINT64 },
  { "nis2_significant",      &NW_CHOICE,  N_("Significant under NIS2"), 1, .choices = dpia_needed },
  { "nis2_early_at",         &NW_INSTANT, N_("NIS2 early warning at"), 1 },
  { "nis2_report_at",        &NW_INSTANT, N_("NIS2 report at"),   1 },
  { "nis2_final_at",         &NW_INSTANT, N_("NIS2 final report at"), 1 },
  { "plan",                  &NW_NOTE,    N_("Plan"),             1 },
  { "ttd_minutes",           &NW_INT,     N_("Time to detect (minutes)"), 1, .computed = TRUE },
  { "ttr_minutes",           &NW_INT,     N_("Time to remediate (minutes)"), 1, .computed = TRUE },
  { "authority_due",         &NW_INSTANT, N_("Report to the authority due"), 1, NW_COLUMN, .computed = TRUE },
  { "nis2_early_due",        &NW_INSTANT, N_("NIS2 early warning due"), 1, .computed = TRUE },
  { "nis2_report_due",       &NW_INSTANT, N_("NIS2 report due"),  1, .computed = TRUE },
  { "nis2_final_due",        &NW_INSTANT, N_("NIS2 final report due"), 1, .computed = TRUE },
  { "clocks",                &NW_TEXT,    N_("Clocks"),           1, .computed = TRUE },
};
static const NwOrder incident_orders[] = {
  { "occurred_at", "detected_at", "contained_at", "remediated_at", "closed_at" },
  { "detected_at", "acknowledged_at" },
  { "aware_at", "authority_reported_at" }, { "aware_at", "persons_informed_at" },
  { "nis2_early_at", "nis2_report_at", "nis2_final_at" },
};
const NwEntity nw_incident = NW_ENTITY (102, "incident", N_("Incident"), N_("Incidents"), "INC", NW_GROUP_PRIVACY, incident_fields,
                                        .flags = NW_OWNED, NW_ORDERS (incident_orders),
                                        .derive = nw_derive_incident, .explain = nw_explain_incident,
                                        .due = nw_due_incident, .lack = nw_lack_incident);
