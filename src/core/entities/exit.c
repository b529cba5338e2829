/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-computed.h"
#include "../rules/nw-vendor-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice bands[] = {
  { "ready", N_("ready") }, { "mostly", N_("mostly ready") }, { "partly", N_("partly ready") }, { "not_ready", N_("not ready") }, { NULL, NULL },
};
static const NwField exit_plan_fields[] = {
  { "contract",                &NW_REF,     N_("Contract"),          1, NW_COLUMN, .target = &nw_contract },
  { "vendor",                  &NW_REF,     N_("Vendor"),            1, NW_COLUMN, .target = &nw_vendor },
  { "title",                   &NW_TEXT,    N_("Title"),             1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "approved_on",             &NW_DATE,    N_("Approved on"),       1, NW_COLUMN },
  { "approved_by",             &NW_REF,     N_("Approved by"),       1, .target = &nw_person },
  { "alternative_vendor",      &NW_TEXT,    N_("Alternative vendor"), 1, NW_COLUMN },
  { "alternative_assessed_on", &NW_DATE,    N_("Alternative assessed on"), 1 },
  { "cost_estimate",           &NW_MONEY,   N_("Cost estimate"),     1, NW_COLUMN },
  { "cost_budgeted",           &NW_BOOL,    N_("Cost budgeted"),     1 },
  { "transition_days",         &NW_INT,     N_("Transition (days)"), 1, .min = 0, .max = 10000 },
  { "retrieval_days",          &NW_INT,     N_("Retrieval (days)"),  1, .min = 0, .max = 10000 },
  { "plan_days",               &NW_INT,     N_("Plan days"),         1, .computed = TRUE },
  { "assured_days",            &NW_INT,     N_("Assured days"),      1, .computed = TRUE },
  { "gap_days",                &NW_INT,     N_("Gap (days)"),        1, .computed = TRUE },
  { "score",                   &NW_DECIMAL, N_("Score"),             1, NW_COLUMN, .computed = TRUE },
  { "band",                    &NW_CHOICE,  N_("Readiness"),         1, NW_COLUMN, .choices = bands, .computed = TRUE },
};
const NwEntity nw_exit_plan = NW_ENTITY (80, "exit_plan", N_("Exit plan"), N_("Exit plans"), "EX", NW_GROUP_VENDORS, exit_plan_fields,
                                         .flags = NW_OWNED, .brings = { &nw_exit_item, &nw_exit_step },
                                         .derive = nw_derive_exit_plan, .explain = nw_explain_exit_plan, .due = nw_due_exit_plan, .lack = nw_lack_exit_plan);

static const NwChoice clause_states[] = {
  { "not_reviewed", N_("not reviewed") }, { "agreed", N_("agreed") }, { "partly", N_("partly") }, { "missing", N_("missing") },
  { "not_applicable", N_("not applicable") }, { NULL, NULL },
};
static const NwField exit_clause_fields[] = {
  { "contract",  &NW_REF,    N_("Contract"),  1, NW_REQUIRED | NW_COLUMN, .target = &nw_contract },
  { "clause",    &NW_TEXT,   N_("Clause"),    1, NW_REQUIRED | NW_TITLE | NW_COLUMN | NW_LISTED, .check = nw_check_form },
  { "title",     &NW_TEXT,   N_("Title"),            1, NW_COLUMN, .computed = TRUE },
  { "state",     &NW_CHOICE, N_("State"),     1, NW_COLUMN, .choices = clause_states },
  { "reference", &NW_TEXT,   N_("Reference"), 1, NW_COLUMN },
  { "days",      &NW_INT,    N_("Days"),      1, NW_COLUMN, .min = 0, .max = 10000 },
};
const NwEntity nw_exit_clause = NW_ENTITY (81, "exit_clause", N_("Exit clause"), N_("Exit clauses"), "XC", NW_GROUP_VENDORS,
                                           exit_clause_fields, .flags = NW_PART, .code_item = "clause", .catalogue = "exit_clauses", .unique = { "contract", "clause" },
                                           .derive = nw_derive_catalogue_title, .explain = nw_explain_exit_clause, .lack = nw_lack_exit_clause);

static const NwField exit_step_fields[] = {
  { "exit_plan",  &NW_REF,   N_("Exit plan"),  1, NW_REQUIRED | NW_COLUMN, .target = &nw_exit_plan },
  { "step",       &NW_TEXT,  N_("Step"),       1, NW_REQUIRED | NW_COLUMN },
  { "title",      &NW_TEXT,  N_("Title"),      1, NW_TITLE | NW_COLUMN },
  { "days",       &NW_INT,   N_("Days"),       1, NW_COLUMN, .min = 0, .max = 10000 },
  { "depends_on", &NW_LINKS, N_("Depends on"), 1, NW_TREE, .target = &nw_exit_step },
};
const NwEntity nw_exit_step = NW_ENTITY (82, "exit_step", N_("Exit step"), N_("Exit steps"), "XS", NW_GROUP_VENDORS, exit_step_fields,
                                         .flags = NW_PART | NW_OWNED, .code_item = "step", .catalogue = "exit_steps", .unique = { "exit_plan", "step" });

static const NwField exit_item_fields[] = {
  { "exit_plan", &NW_REF,  N_("Exit plan"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_exit_plan },
  { "item",      &NW_TEXT, N_("Item"),      1, NW_REQUIRED | NW_TITLE | NW_COLUMN | NW_LISTED, .check = nw_check_form },
  { "title",     &NW_TEXT,   N_("Title"),            1, NW_COLUMN, .computed = TRUE },
  { "score",     &NW_TEXT, N_("Score"),     1, NW_COLUMN, .check = nw_check_form },
  { "remark",    &NW_TEXT, N_("Remark"),    1, NW_COLUMN },
  { "dated_on",  &NW_DATE, N_("Dated on"),  1, NW_COLUMN },
};
const NwEntity nw_exit_item = NW_ENTITY (83, "exit_item", N_("Exit item"), N_("Exit items"), "XI", NW_GROUP_VENDORS, exit_item_fields,
                                         .flags = NW_PART, .code_item = "item", .catalogue = "exit_items", .unique = { "exit_plan", "item" },
                                         .derive = nw_derive_catalogue_title);

static const NwChoice test_kinds[] = {
  { "desk", N_("desk review") }, { "export", N_("data export") }, { "restore", N_("restore into the target") }, { "dry_run", N_("dry run") },
  { NULL, NULL },
};
static const NwChoice test_results[] = { { "passed", N_("passed") }, { "partly", N_("partly") }, { "failed", N_("failed") }, { NULL, NULL } };
static const NwField exit_test_fields[] = {
  { "exit_plan", &NW_REF,    N_("Exit plan"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_exit_plan },
  { "kind",      &NW_CHOICE, N_("Kind"),      1, NW_COLUMN, .choices = test_kinds },
  { "tested_on", &NW_DATE,   N_("Tested on"), 1, NW_COLUMN },
  { "scope",     &NW_TEXT,   N_("Test scope"), 1, NW_TITLE | NW_COLUMN },
  { "result",    &NW_CHOICE, N_("Result"),    1, NW_COLUMN, .choices = test_results },
  { "findings",  &NW_NOTE,   N_("Findings"),  1 },
  { "next_due",  &NW_DATE,   N_("Next due"),  1, .computed = TRUE },
};
const NwEntity nw_exit_test = NW_ENTITY (84, "exit_test", N_("Exit test"), N_("Exit tests"), "EXT", NW_GROUP_VENDORS, exit_test_fields,
                                         .flags = NW_PART, .derive = nw_derive_exit_test, .explain = nw_explain_exit_test,
                                         .due = nw_due_exit_test, .lack = nw_lack_exit_test);
