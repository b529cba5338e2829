/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-control-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice evidence_kinds[] = {
  { "policy", N_("policy") }, { "record", N_("record") }, { "report", N_("report") }, { "certificate", N_("certificate") },
  { "screenshot", N_("screenshot") }, { "minutes", N_("minutes of a meeting") }, { "test", N_("test") },
  { "contract", N_("contract") }, { "link", N_("link") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice confidentialities[] = {
  { "public", N_("public") }, { "internal", N_("internal") }, { "confidential", N_("confidential") },
  { "strict", N_("strictly confidential") }, { NULL, NULL },
};
static const NwChoice evidence_states[] = {
  { "valid", N_("valid") }, { "expiring", N_("expiring") }, { "expired", N_("expired") }, { "no_period", N_("no period") }, { NULL, NULL },
};
static const NwField evidence_fields[] = {
  { "title",           &NW_TEXT,   N_("Title"),           1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "kind",            &NW_CHOICE, N_("Kind"),            1, NW_COLUMN, .choices = evidence_kinds },
  { "sha256",          &NW_HASH,   N_("SHA-256"),         1 },
  { "size",            &NW_INT,    N_("Size (bytes)"),    1, .min = 0, .max = G_MAXINT64 },
  { "media_type",      &NW_TEXT,   N_("Media type"),      1 },
  { "file_name",       &NW_TEXT,   N_("File name"),       1, NW_COLUMN },
  { "url",             &NW_URL,    N_("Web address"),     1 },
  { "collected_on",    &NW_DATE,   N_("Collected on"),    1, NW_COLUMN },
  { "period_from",     &NW_DATE,   N_("Period from"),     1 },
  { "period_to",       &NW_DATE,   N_("Period to"),       1 },
  { "cycle_months",    &NW_INT,    N_("Cycle (months)"),  1, .min = 1, .max = 120 },
  { "valid_until",     &NW_DATE,   N_("Valid until"),     1, NW_COLUMN },
  { "confidentiality", &NW_CHOICE, N_("Confidentiality class"), 1, .choices = confidentialities },
  { "source",          &NW_TEXT,   N_("Source"),          1 },
  { "effective_until", &NW_DATE,   N_("Effective end of validity"), 1, .computed = TRUE },
  { "state",           &NW_CHOICE, N_("State"),           1, NW_COLUMN, .choices = evidence_states, .computed = TRUE },
};
static const NwOrder evidence_orders[] = { { "period_from", "period_to" } };
const NwEntity nw_evidence = NW_ENTITY (20, "evidence", N_("Piece of evidence"), N_("Evidence"), "EV", NW_GROUP_AUDITS,
                                        evidence_fields, .flags = NW_OWNED, NW_ORDERS (evidence_orders),
                                        .derive = nw_derive_evidence, .explain = nw_explain_evidence,
                                        .due = nw_due_evidence, .lack = nw_lack_evidence);

static const NwField policy_fields[] = {
  { "title",                   &NW_TEXT,    N_("Title"),               1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "version",                 &NW_TEXT,    N_("Version"),             1, NW_COLUMN },
  { "approved_by",             &NW_REF,     N_("Approved by"),         1, NW_COLUMN, .target = &nw_person },
  { "approved_on",             &NW_DATE,    N_("Approved on"),         1, NW_COLUMN },
  { "next_review",             &NW_DATE,    N_("Next review"),         1, NW_COLUMN },
  { "audience",                &NW_TEXT,    N_("Audience"),            1 },
  { "acknowledgement_percent", &NW_PERCENT, N_("Acknowledged"),        1, .check = nw_check_percent },
  { "document",                &NW_REF,     N_("Document"),            1, .target = &nw_evidence },
  { "effective_review",        &NW_DATE,    N_("Effective next review"), 1, .computed = TRUE },
};
static const NwOrder policy_orders[] = { { "approved_on", "next_review" } };
const NwEntity nw_policy = NW_ENTITY (21, "policy", N_("Policy"), N_("Policies"), "POL", NW_GROUP_AUDITS,
                                      policy_fields, .flags = NW_OWNED, NW_ORDERS (policy_orders),
                                      .derive = nw_derive_policy, .explain = nw_explain_policy,
                                      .due = nw_due_policy, .lack = nw_lack_policy);

static const NwChoice task_kinds[] = {
  { "pentest", N_("penetration test") }, { "scan", N_("vulnerability scan") }, { "restore_test", N_("restore test") },
  { "access_review", N_("access review") }, { "threat_model", N_("threat model") }, { "red_team", N_("red team exercise") },
  { "training", N_("training") }, { "emergency_exercise", N_("emergency exercise") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwField task_fields[] = {
  { "title",        &NW_TEXT,   N_("Title"),          1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "kind",         &NW_CHOICE, N_("Kind"),           1, NW_COLUMN, .choices = task_kinds },
  { "cycle_months", &NW_INT,    N_("Cycle (months)"), 1, NW_COLUMN, .min = 1, .max = 120 },
  { "last_done",    &NW_DATE,   N_("Last done"),      1, NW_COLUMN },
  { "next_due",     &NW_DATE,   N_("Next due"),       1, NW_COLUMN, .computed = TRUE },
  { "evidence",     &NW_LINKS,  N_("Evidence"),       1, .target = &nw_evidence },
};
const NwEntity nw_task = NW_ENTITY (22, "task", N_("Recurring task"), N_("Recurring tasks"), "T", NW_GROUP_AUDITS,
                                    task_fields, .flags = NW_OWNED,
                                    .derive = nw_derive_task, .explain = nw_explain_task,
                                    .due = nw_due_task, .lack = nw_lack_task);

static const NwField training_fields[] = {
  { "topic",         &NW_TEXT,    N_("Topic"),          1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "audience",      &NW_TEXT,    N_("Audience"),       1, NW_COLUMN },
  { "due_persons",   &NW_INT,     N_("Persons due"),    1, NW_COLUMN, .min = 0, .max = 10000000 },
  { "valid_persons", &NW_INT,     N_("Persons with valid training"), 1, NW_COLUMN, .min = 0, .max = 10000000 },
  { "cycle_months",  &NW_INT,     N_("Cycle (months)"), 1, .min = 1, .max = 120 },
  { "last_held",     &NW_DATE,    N_("Last held"),      1, NW_COLUMN },
  { "rate",          &NW_PERCENT, N_("Rate"),           1, .computed = TRUE },
  { "next_due",      &NW_DATE,    N_("Next due"),       1, .computed = TRUE },
};
const NwEntity nw_training = NW_ENTITY (23, "training", N_("Training"), N_("Trainings"), "TR", NW_GROUP_AUDITS,
                                        training_fields, .flags = NW_OWNED,
                                        .derive = nw_derive_training, .explain = nw_explain_training,
                                        .due = nw_due_training, .lack = nw_lack_training);
