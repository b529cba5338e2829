/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-computed.h"
#include "../rules/nw-control-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice framework_kinds[] = {
  { "norm", N_("norm") }, { "law", N_("law") }, { "catalogue", N_("catalogue") }, { "own", N_("own") }, { NULL, NULL },
};
static const NwField framework_fields[] = {
  { "name",          &NW_TEXT,   N_("Name"),         1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "version",       &NW_TEXT,   N_("Version"),      1, NW_COLUMN },
  { "publisher",     &NW_TEXT,   N_("Publisher"),    1, NW_COLUMN },
  { "kind",          &NW_CHOICE, N_("Kind"),         1, NW_COLUMN, .choices = framework_kinds },
  { "language",      &NW_TEXT,   N_("Language"),     1 },
  { "licence",       &NW_TEXT,   N_("Licence"),      1 },
  { "source",        &NW_TEXT,   N_("Source"),       1 },
  { "imported_on",   &NW_DATE,   N_("Imported on"),  1 },
  { "source_sha256", &NW_HASH,   N_("SHA-256 of the source"), 1 },
  { "requirements",  &NW_INT,    N_("Requirements"), 1, NW_COLUMN, .computed = TRUE },
  { "assessable_requirements", &NW_INT, N_("Assessable requirements"), 1, .computed = TRUE },
};
const NwEntity nw_framework = NW_ENTITY (10, "framework", N_("Framework"), N_("Frameworks"), "FW", NW_GROUP_CONTROLS,
                                         framework_fields, .derive = nw_derive_framework);

static const NwChoice requirement_roles[] = {
  { "controller", N_("controller") }, { "processor", N_("processor") }, { "both", N_("both") }, { "none", N_("none") }, { NULL, NULL },
};
static const NwChoice control_types[] = {
  { "preventive", N_("preventive") }, { "detective", N_("detective") }, { "corrective", N_("corrective") }, { NULL, NULL },
};
static const NwChoice security_properties[] = {
  { "confidentiality", N_("confidentiality") }, { "integrity", N_("integrity") }, { "availability", N_("availability") }, { NULL, NULL },
};
static const NwChoice concepts[] = {
  { "identify", N_("identify") }, { "protect", N_("protect") }, { "detect", N_("detect") },
  { "respond", N_("respond") }, { "recover", N_("recover") }, { NULL, NULL },
};
static const NwField requirement_fields[] = {
  { "framework",         &NW_REF,    N_("Framework"),           1, NW_REQUIRED | NW_COLUMN, .target = &nw_framework },
  { "parent",            &NW_REF,    N_("Parent"),              1, NW_TREE, .target = &nw_requirement },
  { "reference",         &NW_TEXT,   N_("Reference"),           1, NW_REQUIRED | NW_COLUMN },
  { "title_en",          &NW_TEXT,   N_("English title"),       1, NW_TITLE | NW_COLUMN },
  { "title_de",          &NW_TEXT,   N_("German title"),        1, NW_TITLE | NW_COLUMN },
  { "statement",         &NW_NOTE,   N_("Statement"),           1 },
  { "guidance",          &NW_NOTE,   N_("Guidance"),            1 },
  { "assessable",        &NW_BOOL,   N_("Assessable"),          1 },
  { "documented",        &NW_BOOL,   N_("Documented information required"), 1 },
  { "role",              &NW_CHOICE, N_("Role"),                1, .choices = requirement_roles },
  { "theme",             &NW_TEXT,   N_("Theme"),               1, NW_COLUMN },
  { "control_type",      &NW_SET,    N_("Control type"),        1, .choices = control_types },
  { "security_property", &NW_SET,    N_("Security properties"), 1, .choices = security_properties },
  { "concept",           &NW_SET,    N_("Cybersecurity concepts"), 1, .choices = concepts },
  { "capability",        &NW_TEXT,   N_("Operational capabilities"), 1 },
  { "domain",            &NW_TEXT,   N_("Security domains"),    1 },
  { "evidence_hint_en",  &NW_TEXT,   N_("Typical evidence (English)"), 1 },
  { "evidence_hint_de",  &NW_TEXT,   N_("Typical evidence (German)"),  1 },
  { "position",          &NW_INT,    N_("Position"),            1 },
};
const NwEntity nw_requirement = NW_ENTITY (11, "requirement", N_("Requirement"), N_("Requirements"), "RQ", NW_GROUP_CONTROLS,
                                           requirement_fields, .flags = NW_BULK, .unique = { "framework", "reference" });

static const NwChoice relations[] = {
  { "equal", N_("equal") }, { "subset", N_("subset") }, { "superset", N_("superset") },
  { "intersects", N_("intersects") }, { "supports", N_("supports") }, { NULL, NULL },
};
static const NwField mapping_fields[] = {
  { "source",   &NW_REF,    N_("Source"),   1, NW_REQUIRED | NW_COLUMN, .target = &nw_requirement },
  { "target",   &NW_REF,    N_("Target"),   1, NW_REQUIRED | NW_COLUMN, .target = &nw_requirement },
  { "relation", &NW_CHOICE, N_("Relation"), 1, NW_COLUMN, .choices = relations },
  { "origin",   &NW_TEXT,   N_("Origin"),   1, NW_COLUMN },
};
const NwEntity nw_mapping = NW_ENTITY (12, "mapping", N_("Mapping"), N_("Mappings"), "M", NW_GROUP_CONTROLS,
                                       mapping_fields, .flags = NW_BULK, .unique = { "source", "target" });

static const NwChoice applicable[] = {
  { "undecided", N_("undecided") }, { "yes", N_("applicable") }, { "no", N_("not applicable") }, { NULL, NULL },
};
static const NwChoice reasons_in[] = {
  { "risk", N_("risk") }, { "law", N_("law") }, { "contract", N_("contract") }, { "baseline", N_("baseline") }, { NULL, NULL },
};
static const NwChoice assessment_statuses[] = {
  { "open", N_("open") }, { "planned", N_("planned") }, { "partial", N_("partial") },
  { "implemented", N_("implemented") }, { "verified", N_("verified") }, { "fulfilled", N_("fulfilled") },
  { "not_applicable", N_("not applicable") }, { NULL, NULL },
};
static const NwField assessment_fields[] = {
  { "requirement",         &NW_REF,    N_("Requirement"),          1, NW_REQUIRED | NW_COLUMN, .target = &nw_requirement },
  { "applicable",          &NW_CHOICE, N_("Applicability"),        1, NW_COLUMN, .choices = applicable },
  { "reasons_in",          &NW_SET,    N_("Reasons for inclusion"), 1, .choices = reasons_in },
  { "reason_in",           &NW_NOTE,   N_("Reason for inclusion"), 1 },
  { "reason_out",          &NW_NOTE,   N_("Reason for exclusion"), 1 },
  { "status",              &NW_CHOICE, N_("Status"),               1, NW_COLUMN, .choices = assessment_statuses },
  { "maturity",            &NW_INT,    N_("Maturity"),             1, NW_COLUMN, .min = 0, .max = 5 },
  { "target_maturity",     &NW_INT,    N_("Target maturity"),      1, .min = 0, .max = 5 },
  { "implementation",      &NW_NOTE,   N_("Implementation"),       1 },
  { "last_review",         &NW_DATE,   N_("Last review"),          1 },
  { "next_review",         &NW_DATE,   N_("Next review"),          1, NW_COLUMN },
  { "review_cycle_months", &NW_INT,    N_("Review cycle (months)"), 1, .min = 1, .max = 120 },
  { "evidence",            &NW_LINKS,  N_("Evidence"),             1, .target = &nw_evidence },
  { "risks",               &NW_LINKS,  N_("Risks"),                1, .target = &nw_risk },
  { "vendors",             &NW_LINKS,  N_("Vendors"),              1, .target = &nw_vendor },
  { "effective_status",    &NW_CHOICE, N_("Effective status"),     1, NW_COLUMN, .choices = assessment_statuses, .computed = TRUE },
  { "effective_review",    &NW_DATE,   N_("Effective next review"), 1, .computed = TRUE },
  { "soa_issues",          &NW_TAGS,   N_("SoA issues"),           1, .computed = TRUE },
};
/* A control is implemented and verified, a duty by law is fulfilled; own
 * catalogues may speak either way. */
static const NwLimit assessment_limits[] = {
  { "status", { "requirement", "framework" }, "kind", "law", { "open", "partial", "fulfilled", "not_applicable" } },
  { "status", { "requirement", "framework" }, "kind", "norm", { "open", "planned", "partial", "implemented", "verified", "not_applicable" } },
};
const NwEntity nw_assessment = NW_ENTITY (13, "assessment", N_("Assessment"), N_("Assessments"), "A", NW_GROUP_CONTROLS,
                                          assessment_fields, .flags = NW_OWNED, .unique = { "requirement" }, NW_LIMITS (assessment_limits),
                                          .derive = nw_derive_assessment, .explain = nw_explain_assessment,
                                          .due = nw_due_assessment, .lack = nw_lack_assessment);

static const NwField soa_version_fields[] = {
  { "version",     &NW_INT,  N_("Version"),     1, NW_REQUIRED | NW_COLUMN | NW_FIXED, .min = 1, .max = 1000000 },
  { "approved_on", &NW_DATE, N_("Approved on"), 1, NW_COLUMN },
  { "approved_by", &NW_REF,  N_("Approved by"), 1, NW_COLUMN, .target = &nw_person },
  { "scope",       &NW_NOTE, N_("Scope"),       1, NW_FIXED },
  { "snapshot",    &NW_NOTE, N_("Snapshot"),    1, NW_FIXED },
  { "sha256",      &NW_HASH, N_("SHA-256"),     1, NW_FIXED | NW_COLUMN },
};
const NwEntity nw_soa_version = NW_ENTITY (14, "soa_version", N_("SoA version"), N_("SoA versions"), "SOA", NW_GROUP_CONTROLS,
                                           soa_version_fields, .unique = { "version" });
