/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-computed.h"
#include "../rules/nw-finance-rows.h"
#include "../rules/nw-selection-rows.h"
#include "../rules/nw-vendor-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice grades[] = {
  { "A", N_("A") }, { "B", N_("B") }, { "C", N_("C") }, { "D", N_("D") }, { NULL, NULL },
};
static const NwChoice assessment_statuses[] = { { "draft", N_("draft") }, { "final", N_("final") }, { NULL, NULL } };
static const NwField vendor_assessment_fields[] = {
  { "vendor",                &NW_REF,     N_("Vendor"),      1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor },
  { "assessed_on",           &NW_DATE,    N_("Assessed on"), 1, NW_TITLE | NW_COLUMN },
  { "questionnaire_version", &NW_TEXT,    N_("Questionnaire version"), 1 },
  { "status",                &NW_CHOICE,  N_("Status"),      1, NW_COLUMN, .choices = assessment_statuses },
  { "score_sec",             &NW_DECIMAL, N_("Security score"), 1, .computed = TRUE },
  { "score_pri",             &NW_DECIMAL, N_("Privacy score"), 1, .computed = TRUE },
  { "score_per",             &NW_DECIMAL, N_("Performance score"), 1, .computed = TRUE },
  { "score_exi",             &NW_DECIMAL, N_("Exit score"),  1, .computed = TRUE },
  { "score_fin",             &NW_DECIMAL, N_("Finance score"), 1, .computed = TRUE },
  { "score_cst",             &NW_DECIMAL, N_("Cost score"),  1, .computed = TRUE },
  { "score",                 &NW_DECIMAL, N_("Score"),       1, .computed = TRUE },
  { "grade",                 &NW_CHOICE,  N_("Grade"),       1, .choices = grades, .computed = TRUE },
  { "knocked_out",           &NW_BOOL,    N_("Knocked out"), 1, .computed = TRUE },
};
const NwEntity nw_vendor_assessment = NW_ENTITY (90, "vendor_assessment", N_("Vendor assessment"), N_("Vendor assessments"), "VA",
                                                 NW_GROUP_DECISIONS, vendor_assessment_fields, .flags = NW_OWNED,
                                                 .brings = { &nw_answer }, .derive = nw_derive_vendor_assessment,
                                                 .explain = nw_explain_vendor_assessment, .lack = nw_lack_vendor_assessment);

static const NwChoice answer_scores[] = {
  { "0", N_("0") }, { "25", N_("25") }, { "50", N_("50") }, { "75", N_("75") }, { "100", N_("100") },
  { "not_applicable", N_("not applicable") }, { "unanswered", N_("unanswered") }, { NULL, NULL },
};
static const NwField answer_fields[] = {
  { "vendor_assessment", &NW_REF,    N_("Vendor assessment"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor_assessment },
  { "question",          &NW_TEXT,   N_("Question"),          1, NW_REQUIRED | NW_TITLE | NW_COLUMN, .check = nw_check_form },
  { "title",             &NW_TEXT,   N_("Title"),            1, NW_COLUMN, .computed = TRUE },
  { "score",             &NW_CHOICE, N_("Score"),             1, NW_COLUMN, .choices = answer_scores },
  { "evidence",          &NW_REF,    N_("Piece of evidence"), 1, NW_COLUMN, .target = &nw_evidence },
  { "remark",            &NW_TEXT,   N_("Remark"),            1, NW_COLUMN },
};
const NwEntity nw_answer = NW_ENTITY (91, "answer", N_("Answer"), N_("Answers"), "AN", NW_GROUP_DECISIONS, answer_fields,
                                      .flags = NW_PART, .code_item = "question", .catalogue = "questionnaire", .unique = { "vendor_assessment", "question" },
                                      .derive = nw_derive_catalogue_title);

static const NwChoice proposals[] = {
  { "renew", N_("renew") }, { "renegotiate", N_("renegotiate") }, { "replace", N_("replace") }, { "exit", N_("exit") }, { NULL, NULL },
};
static const NwChoice decisions[] = {
  { "open", N_("open") }, { "renew", N_("renew") }, { "renegotiate", N_("renegotiate") }, { "replace", N_("replace") },
  { "exit", N_("exit") }, { NULL, NULL },
};
static const NwField renewal_review_fields[] = {
  { "contract",            &NW_REF,     N_("Contract"),        1, NW_REQUIRED | NW_COLUMN, .target = &nw_contract },
  { "opened_on",           &NW_DATE,    N_("Opened on"),       1, NW_TITLE | NW_COLUMN },
  { "due_on",              &NW_DATE,    N_("Due on"),          1, NW_COLUMN, .computed = TRUE },
  { "price_change_points", &NW_DECIMAL, N_("Price change over benchmark (points)"), 1 },
  { "benchmark",           &NW_NOTE,    N_("Benchmark"),       1 },
  { "alternative_exists",  &NW_BOOL,    N_("Alternative exists"), 1 },
  { "legal_block",         &NW_BOOL,    N_("Legal block"),     1 },
  { "proposal",            &NW_CHOICE,  N_("Proposal"),        1, NW_COLUMN, .choices = proposals, .computed = TRUE },
  { "proposal_reasons",    &NW_NOTE,    N_("Reasons for the proposal"), 1, .computed = TRUE },
  { "decided_proposal",    &NW_CHOICE,  N_("Proposal at the decision"), 1, .choices = proposals, .keeps = "proposal" },
  { "decided_reasons",     &NW_NOTE,    N_("Reasons at the decision"), 1, .keeps = "proposal_reasons" },
  { "decision",            &NW_CHOICE,  N_("Decision"),        1, NW_COLUMN, .choices = decisions },
  { "decided_by",          &NW_REF,     N_("Decided by"),      1, NW_COLUMN, .target = &nw_person },
  { "decided_on",          &NW_DATE,    N_("Decided on"),      1, NW_COLUMN },
  { "deviation_reason",    &NW_NOTE,    N_("Reason for the deviation"), 1 },
  { "prepared_by",         &NW_REF,     N_("Prepared by"),     1, .target = &nw_person },
};
static const NwOrder renewal_review_orders[] = { { "opened_on", "decided_on" } };
const NwEntity nw_renewal_review = NW_ENTITY (92, "renewal_review", N_("Renewal review"), N_("Renewal reviews"), "RR",
                                              NW_GROUP_DECISIONS, renewal_review_fields, .flags = NW_OWNED,
                                              NW_ORDERS (renewal_review_orders), .settled = "decision",
                                              .derive = nw_derive_renewal_review,
                                              .explain = nw_explain_renewal_review, .due = nw_due_renewal_review,
                                              .lack = nw_lack_renewal_review);

static const NwChoice irr_states[] = {
  { "value", N_("value") }, { "none", N_("no value") }, { "ambiguous", N_("ambiguous") }, { NULL, NULL },
};
static const NwField business_case_fields[] = {
  { "contract",                 &NW_REF,     N_("Contract"),      1, NW_COLUMN, .target = &nw_contract },
  { "vendor",                   &NW_REF,     N_("Vendor"),        1, NW_COLUMN, .target = &nw_vendor },
  { "title",                    &NW_TEXT,    N_("Title"),         1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "rate_percent",             &NW_PERCENT, N_("Discount rate"), 1, NW_COLUMN },
  { "flows",                    &NW_FLOWS,   N_("Cash flows (year:amount)"), 1, NW_COLUMN },
  { "npv",                      &NW_MONEY,   N_("Net present value"), 1, NW_COLUMN, .computed = TRUE },
  { "irr",                      &NW_PERCENT, N_("Internal rate of return"), 1, .computed = TRUE },
  { "irr_state",                &NW_CHOICE,  N_("State of the internal rate"), 1, .choices = irr_states, .computed = TRUE },
  { "payback_years",            &NW_DECIMAL, N_("Payback (years)"), 1, .computed = TRUE },
  { "discounted_payback_years", &NW_DECIMAL, N_("Discounted payback (years)"), 1, .computed = TRUE },
};
const NwEntity nw_business_case = NW_ENTITY (93, "business_case", N_("Business case"), N_("Business cases"), "BC", NW_GROUP_DECISIONS,
                                             business_case_fields, .flags = NW_OWNED,
                                             .derive = nw_derive_business_case, .explain = nw_explain_business_case);

static const NwField selection_fields[] = {
  { "title",     &NW_TEXT,   N_("Title"),     1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "locked_on", &NW_DATE,   N_("Locked on"), 1, NW_COLUMN },
  { "status",    &NW_TEXT, N_("Status"),    1, NW_COLUMN },
};
const NwEntity nw_selection = NW_ENTITY (94, "selection", N_("Selection"), N_("Selections"), "SEL", NW_GROUP_DECISIONS, selection_fields,
                                         .flags = NW_OWNED, .lack = nw_lack_selection);

static const NwField criterion_fields[] = {
  { "selection", &NW_REF,     N_("Selection"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_selection },
  { "title",     &NW_TEXT,    N_("Title"),     1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "weight",    &NW_DECIMAL, N_("Weight"),    1, NW_COLUMN, .min = 0, .max = 1000000 },
  { "must",      &NW_BOOL,    N_("Must"),      1, NW_COLUMN },
};
const NwEntity nw_criterion = NW_ENTITY (95, "criterion", N_("Criterion"), N_("Criteria"), "CR", NW_GROUP_DECISIONS, criterion_fields,
                                         .flags = NW_PART);

static const NwField offer_fields[] = {
  { "selection", &NW_REF,     N_("Selection"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_selection },
  { "vendor",    &NW_REF,     N_("Vendor"),    1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor },
  { "price",     &NW_MONEY,   N_("Price"),     1, NW_COLUMN },
  { "score",     &NW_DECIMAL, N_("Score"),     1, .computed = TRUE },
  { "rank",      &NW_INT,     N_("Rank"),      1, NW_COLUMN, .computed = TRUE },
  { "knocked_out", &NW_BOOL,  N_("Knocked out"), 1, .computed = TRUE },
};
const NwEntity nw_offer = NW_ENTITY (96, "offer", N_("Offer"), N_("Offers"), "OF", NW_GROUP_DECISIONS, offer_fields, .flags = NW_PART,
                                      .derive = nw_derive_offer, .explain = nw_explain_offer, .lack = nw_lack_offer);

static const NwField rating_fields[] = {
  { "offer",     &NW_REF,  N_("Offer"),     1, NW_REQUIRED | NW_COLUMN, .target = &nw_offer },
  { "criterion", &NW_REF,  N_("Criterion"), 1, NW_REQUIRED | NW_COLUMN, .target = &nw_criterion },
  { "score",     &NW_INT,  N_("Score"),     1, NW_COLUMN, .min = 0, .max = 100 },
  { "remark",    &NW_TEXT, N_("Remark"),    1, NW_COLUMN },
};
const NwEntity nw_rating = NW_ENTITY (97, "rating", N_("Rating"), N_("Ratings"), "RT", NW_GROUP_DECISIONS, rating_fields, .flags = NW_PART,
                                      .unique = { "offer", "criterion" });

static const NwField reference_check_fields[] = {
  { "offer",   &NW_REF,  N_("Offer"),   1, NW_REQUIRED | NW_COLUMN, .target = &nw_offer },
  { "contact", &NW_TEXT, N_("Contact"), 1, NW_TITLE | NW_COLUMN },
  { "held_on", &NW_DATE, N_("Held on"), 1, NW_COLUMN },
  { "result",  &NW_NOTE, N_("Result"),  1, NW_COLUMN },
};
const NwEntity nw_reference_check = NW_ENTITY (98, "reference_check", N_("Reference check"), N_("Reference checks"), "REF",
                                               NW_GROUP_DECISIONS, reference_check_fields, .flags = NW_PART);

static const NwField proof_of_concept_fields[] = {
  { "offer",   &NW_REF,  N_("Offer"),   1, NW_REQUIRED | NW_COLUMN, .target = &nw_offer },
  { "goal",    &NW_TEXT, N_("Goal"),    1, NW_TITLE | NW_COLUMN },
  { "held_on", &NW_DATE, N_("Held on"), 1, NW_COLUMN },
  { "result",  &NW_NOTE, N_("Result"),  1, NW_COLUMN },
};
const NwEntity nw_proof_of_concept = NW_ENTITY (99, "proof_of_concept", N_("Proof of concept"), N_("Proofs of concept"), "POC",
                                                NW_GROUP_DECISIONS, proof_of_concept_fields, .flags = NW_PART);
