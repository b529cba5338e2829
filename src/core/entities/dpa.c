/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-computed.h"
#include "../rules/nw-dpa-rows.h"
#include "../rules/nw-transfer-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

const NwChoice nw_choices_scc_module[] = {
  { "none", N_("no module") }, { "1", N_("module 1 (controller to controller)") }, { "2", N_("module 2 (controller to processor)") },
  { "3", N_("module 3 (processor to processor)") }, { "4", N_("module 4 (processor to controller)") }, { NULL, NULL },
};
static const NwChoice our_roles[] = {
  { "controller", N_("controller") }, { "processor", N_("processor") }, { "joint", N_("joint controller") }, { NULL, NULL },
};
static const NwChoice dpa_statuses[] = {
  { "requested", N_("requested") }, { "in_review", N_("in review") }, { "signed", N_("signed") },
  { "in_control", N_("under control") }, { "ended", N_("ended") }, { NULL, NULL },
};
static const NwChoice forms[] = {
  { "written", N_("written") }, { "electronic", N_("electronic") }, { "unknown", N_("unknown") }, { NULL, NULL },
};
static const NwChoice dpa_verdicts[] = {
  { "complete", N_("complete") }, { "incomplete", N_("incomplete") }, { "unreviewed", N_("unreviewed") }, { NULL, NULL },
};
static const NwChoice risk_levels[] = {
  { "none", N_("none") }, { "low", N_("low") }, { "medium", N_("medium") }, { "high", N_("high") }, { "critical", N_("critical") }, { NULL, NULL },
};
static const NwField dpa_fields[] = {
  { "vendor",                &NW_REF,    N_("Vendor"),             1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor },
  { "contract",              &NW_REF,    N_("Contract"),           1, .target = &nw_contract },
  { "title",                 &NW_TEXT,   N_("Title"),              1, NW_TITLE | NW_COLUMN },
  { "our_role",              &NW_CHOICE, N_("Our role"),           1, NW_COLUMN, .choices = our_roles },
  { "status",                &NW_CHOICE, N_("Status"),             1, NW_COLUMN, .choices = dpa_statuses },
  { "requested_on",          &NW_DATE,   N_("Requested on"),       1 },
  { "signed_on",             &NW_DATE,   N_("Signed on"),          1, NW_COLUMN },
  { "service_starts_on",     &NW_DATE,   N_("Service starts on"),  1 },
  { "ended_on",              &NW_DATE,   N_("Ended on"),           1 },
  { "deletion_confirmed_on", &NW_DATE,   N_("Deletion confirmed on"), 1 },
  { "form",                  &NW_CHOICE, N_("Form"),               1, .choices = forms },
  { "scc_module",            &NW_CHOICE, N_("SCC module"),         1, .choices = nw_choices_scc_module },
  { "scc_version",           &NW_TEXT,   N_("SCC version"),        1 },
  { "special_categories",    &NW_BOOL,   N_("Special categories"), 1 },
  { "breach_notice_hours",   &NW_INT,    N_("Breach notice (hours)"), 1, .min = 0, .max = 10000 },
  { "breach_notice_wording", &NW_TEXT,   N_("Breach notice (wording)"), 1 },
  { "objection_days",        &NW_INT,    N_("Objection period (days)"), 1, .min = 0, .max = 1000 },
  { "toms_dated_on",         &NW_DATE,   N_("TOM annex dated"),    1 },
  { "last_control_on",       &NW_DATE,   N_("Last control on"),    1, NW_COLUMN },
  { "evidence",              &NW_LINKS,  N_("Evidence"),           1, .target = &nw_evidence },
  { "processing",            &NW_LINKS,  N_("Processing activities"), 1, .target = &nw_processing_activity },
  { "completeness",          &NW_INT,    N_("Completeness (percent)"), 1, NW_COLUMN, .computed = TRUE },
  { "verdict",               &NW_CHOICE, N_("Verdict"),            1, NW_COLUMN, .choices = dpa_verdicts, .computed = TRUE },
  { "flags",                 &NW_TAGS,   N_("Flags"),              1, .computed = TRUE },
  { "risk_level",            &NW_CHOICE, N_("Risk level"),         1, NW_COLUMN, .choices = risk_levels, .computed = TRUE },
};
const NwEntity nw_dpa = NW_ENTITY (60, "dpa", N_("DPA"), N_("DPAs"), "AVV", NW_GROUP_PRIVACY, dpa_fields, .flags = NW_OWNED,
                                   .brings = { &nw_dpa_item }, .derive = nw_derive_dpa, .explain = nw_explain_dpa,
                                   .due = nw_due_dpa, .lack = nw_lack_dpa);

static const NwChoice item_states[] = {
  { "not_reviewed", N_("not reviewed") }, { "fulfilled", N_("fulfilled") }, { "partial", N_("partial") }, { "missing", N_("missing") },
  { "not_applicable", N_("not applicable") }, { NULL, NULL },
};
static const NwField dpa_item_fields[] = {
  { "dpa",              &NW_REF,    N_("DPA"),              1, NW_REQUIRED | NW_COLUMN, .target = &nw_dpa },
  { "item",             &NW_TEXT,   N_("Item"),             1, NW_REQUIRED | NW_TITLE | NW_COLUMN | NW_LISTED, .check = nw_check_form },
  { "title",            &NW_TEXT,   N_("Title"),            1, NW_COLUMN, .computed = TRUE },
  { "state",            &NW_CHOICE, N_("State"),            1, NW_COLUMN, .choices = item_states },
  { "clause_reference", &NW_TEXT,   N_("Clause reference"), 1, NW_COLUMN },
  { "remark",           &NW_TEXT,   N_("Remark"),           1, NW_COLUMN },
};
const NwEntity nw_dpa_item = NW_ENTITY (61, "dpa_item", N_("DPA item"), N_("DPA items"), "AI", NW_GROUP_PRIVACY, dpa_item_fields,
                                        .flags = NW_PART, .code_item = "item", .catalogue = "avv", .unique = { "dpa", "item" }, .check = nw_check_dpa_item,
                                        .derive = nw_derive_catalogue_title);

static const NwChoice instruments[] = {
  { "none", N_("no instrument") }, { "adequacy", N_("adequacy decision") }, { "scc", N_("standard contractual clauses") },
  { "bcr", N_("binding corporate rules") }, { "derogation", N_("derogation") }, { NULL, NULL },
};
static const NwChoice tia_results[] = {
  { "none", N_("no result") }, { "ok", N_("in order") }, { "ok_with_measures", N_("in order with measures") }, { "not_ok", N_("not in order") },
  { NULL, NULL },
};
static const NwChoice transfer_verdicts[] = {
  { "none", N_("no transfer") }, { "adequate", N_("adequate") }, { "safeguard", N_("safeguard") }, { "derogation", N_("derogation") },
  { "illegal", N_("illegal") }, { NULL, NULL },
};
static const NwField recipient_fields[] = {
  { "dpa",                   &NW_REF,       N_("DPA"),              1, NW_REQUIRED | NW_COLUMN, .target = &nw_dpa },
  { "parent",                &NW_REF,       N_("Engaged by"),       1, NW_TREE, .target = &nw_recipient },
  { "name",                  &NW_TEXT,      N_("Name"),             1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "address",               &NW_TEXT,      N_("Address"),          1 },
  { "contact",               &NW_TEXT,      N_("Contact"),          1 },
  { "country",               &NW_COUNTRY,   N_("Country"),          1, NW_COLUMN },
  { "parent_country",        &NW_COUNTRY,   N_("Country of the parent company"), 1 },
  { "purpose",               &NW_TEXT,      N_("Purpose"),          1, NW_COLUMN },
  { "data",                  &NW_TEXT,      N_("Data"),             1 },
  { "access_from_countries", &NW_COUNTRIES, N_("Access from countries"), 1 },
  { "instrument",            &NW_CHOICE,    N_("Transfer instrument"), 1, NW_COLUMN, .choices = instruments },
  { "scc_module",            &NW_CHOICE,    N_("SCC module"),       1, .choices = nw_choices_scc_module },
  { "annexes_complete",      &NW_BOOL,      N_("Annexes complete"), 1 },
  { "tia_on",                &NW_DATE,      N_("TIA on"),           1 },
  { "tia_result",            &NW_CHOICE,    N_("TIA result"),       1, .choices = tia_results },
  { "dpf_active",            &NW_BOOL,      N_("Active on the DPF list"), 1 },
  { "dpf_hr",                &NW_BOOL,      N_("DPF covers HR data"), 1 },
  { "dpf_until",             &NW_DATE,      N_("DPF until"),        1 },
  { "derogation_note",       &NW_NOTE,      N_("Derogation"),       1 },
  { "verdict",               &NW_CHOICE,    N_("Transfer verdict"), 1, NW_COLUMN, .choices = transfer_verdicts, .computed = TRUE },
};
const NwEntity nw_recipient = NW_ENTITY (62, "recipient", N_("Recipient"), N_("Recipients"), "RC", NW_GROUP_PRIVACY,
                                         recipient_fields, .flags = NW_PART, .derive = nw_derive_recipient,
                                         .explain = nw_explain_recipient, .due = nw_due_recipient, .lack = nw_lack_recipient);

static const NwChoice change_decisions[] = {
  { "open", N_("open") }, { "accepted", N_("accepted") }, { "objected", N_("objected") }, { NULL, NULL },
};
static const NwField recipient_change_fields[] = {
  { "dpa",             &NW_REF,    N_("DPA"),             1, NW_REQUIRED | NW_COLUMN, .target = &nw_dpa },
  { "announced_on",    &NW_DATE,   N_("Announced on"),    1, NW_COLUMN },
  { "text",            &NW_NOTE,   N_("Text"),            1, NW_TITLE | NW_COLUMN },
  { "objection_until", &NW_DATE,   N_("Objection until"), 1, .computed = TRUE },
  { "decision",        &NW_CHOICE, N_("Decision"),        1, NW_COLUMN, .choices = change_decisions },
  { "decided_on",      &NW_DATE,   N_("Decided on"),      1, NW_COLUMN },
  { "decided_by",      &NW_REF,    N_("Decided by"),      1, .target = &nw_person },
};
static const NwOrder recipient_change_orders[] = { { "announced_on", "decided_on" } };
const NwEntity nw_recipient_change = NW_ENTITY (63, "recipient_change", N_("Change notice"), N_("Change notices"), "RCH",
                                                NW_GROUP_PRIVACY, recipient_change_fields, .flags = NW_PART,
                                                NW_ORDERS (recipient_change_orders), .derive = nw_derive_recipient_change,
                                                .explain = nw_explain_recipient_change, .due = nw_due_recipient_change);
