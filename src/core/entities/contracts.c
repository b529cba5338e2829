/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-contract-rows.h"
#include "../rules/nw-prices-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

const NwChoice nw_choices_capex_opex[] = { { "opex", N_("OpEx") }, { "capex", N_("CapEx") }, { NULL, NULL } };

static const NwChoice contract_types[] = {
  { "saas", N_("SaaS") }, { "hosting", N_("hosting") }, { "licence", N_("licence") }, { "maintenance", N_("maintenance") },
  { "development", N_("development") }, { "consulting", N_("consulting") }, { "colocation", N_("colocation") },
  { "telecom", N_("telecommunications") }, { "nda", N_("confidentiality agreement") }, { "framework", N_("framework agreement") },
  { "call_off", N_("call-off") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice start_modes[] = {
  { "day", N_("from the start of the day (§ 187(2) BGB)") }, { "event", N_("from an event (§ 187(1) BGB)") }, { NULL, NULL },
};
static const NwChoice renewals[] = {
  { "none", N_("ends by itself") }, { "auto", N_("automatic renewal") }, { "evergreen", N_("open-ended") }, { "option", N_("option to extend") },
  { NULL, NULL },
};
static const NwChoice notice_units[] = {
  { "days", N_("days") }, { "weeks", N_("weeks") }, { "months", N_("months") }, { "arbeitstage", N_("working days (Mon–Fri)") },
  { "werktage", N_("working days (Mon–Sat)") }, { NULL, NULL },
};
static const NwChoice notice_modes[] = {
  { "forward", N_("with notice to the end") }, { "backward", N_("at the latest before expiry") }, { NULL, NULL },
};
static const NwChoice end_kinds[] = {
  { "term", N_("end of the term") }, { "month", N_("end of a month") }, { "quarter", N_("end of a quarter") },
  { "half_year", N_("end of a half year") }, { "year", N_("end of a calendar year") }, { "contract_year", N_("end of a contract year") },
  { "any", N_("any day") }, { "first_end_then_any", N_("first end, then any day") }, { NULL, NULL },
};
static const NwChoice notice_forms[] = {
  { "text", N_("text form (§ 126b BGB)") }, { "written", N_("written form (§ 126 BGB)") }, { "portal", N_("portal") }, { NULL, NULL },
};
static const NwChoice price_models[] = {
  { "flat", N_("flat") }, { "per_unit_graduated", N_("per unit, graduated") }, { "per_unit_volume", N_("per unit, by volume") },
  { "usage", N_("usage") }, { NULL, NULL },
};
static const NwChoice cost_categories[] = {
  { "staff", N_("staff") }, { "infrastructure", N_("infrastructure") }, { "licences", N_("licences") }, { "research", N_("research") },
  { "security", N_("security") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice data_act[] = {
  { "not_checked", N_("not checked") }, { "applies", N_("applies") }, { "partly", N_("applies in part") }, { "exempt", N_("exempt") }, { NULL, NULL },
};
static const NwChoice levels[] = {
  { "missed", N_("missed") }, { "red", N_("red") }, { "amber", N_("amber") }, { "yellow", N_("yellow") }, { "green", N_("green") },
  { "none", N_("no deadline") }, { "ended", N_("terminated or ended") }, { NULL, NULL },
};
static const NwField contract_fields[] = {
  { "vendor",               &NW_REF,     N_("Vendor"),                 1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor },
  { "parent",               &NW_REF,     N_("Framework agreement"),    1, NW_TREE, .target = &nw_contract },
  { "title",                &NW_TEXT,    N_("Title"),                  1, NW_TITLE | NW_COLUMN },
  { "contract_type",        &NW_CHOICE,  N_("Contract type"),          1, NW_COLUMN, .choices = contract_types },
  { "governing_law",        &NW_TEXT,    N_("Governing law"),          1 },
  { "signed_on",            &NW_DATE,    N_("Signed on"),              1 },
  { "starts_on",            &NW_DATE,    N_("Starts on"),              1, NW_COLUMN },
  { "start_mode",           &NW_CHOICE,  N_("Start mode"),             1, .choices = start_modes },
  { "initial_term_months",  &NW_INT,     N_("Initial term (months)"),  1, .min = 0, .max = 1200 },
  { "ends_on",              &NW_DATE,    N_("Ends on"),                1 },
  { "minimum_term_months",  &NW_INT,     N_("Minimum term (months)"),  1, .min = 0, .max = 1200 },
  { "renewal",              &NW_CHOICE,  N_("Renewal"),                1, NW_COLUMN, .choices = renewals },
  { "renewal_months",       &NW_INT,     N_("Renewal (months)"),       1, .min = 1, .max = 1200 },
  { "notice_value",         &NW_INT,     N_("Notice period"),          1, NW_COLUMN, .min = 0, .max = 10000 },
  { "notice_unit",          &NW_CHOICE,  N_("Unit of the notice period"), 1, NW_COLUMN, .choices = notice_units },
  { "notice_mode",          &NW_CHOICE,  N_("Notice mode"),            1, .choices = notice_modes },
  { "end_kind",             &NW_CHOICE,  N_("Can end at"),             1, .choices = end_kinds },
  { "notice_form",          &NW_CHOICE,  N_("Form of notice"),         1, .choices = notice_forms },
  { "notice_address",       &NW_NOTE,    N_("Address for notice"),     1 },
  { "recipient_land",       &NW_CHOICE,  N_("Federal state of the recipient"), 1, .choices = nw_choices_laender },
  { "internal_lead_days",   &NW_INT,     N_("Internal lead (days)"),   1, .min = 0, .max = 1000 },
  { "price_model",          &NW_CHOICE,  N_("Price model"),            1, .choices = price_models },
  { "currency",             &NW_TEXT,    N_("Currency"),               1, .check = nw_check_form },
  { "annual_value",         &NW_MONEY,   N_("Annual value"),           1, NW_COLUMN },
  { "price_clause",         &NW_NOTE,    N_("Price clause"),           1 },
  { "index_base",           &NW_TEXT,    N_("Base of the index"),      1 },
  { "index_cap_percent",    &NW_PERCENT, N_("Cap of the index"),       1 },
  { "liability_cap",        &NW_MONEY,   N_("Liability cap"),          1 },
  { "liability_note",       &NW_NOTE,    N_("Liability"),              1 },
  { "insurance_note",       &NW_NOTE,    N_("Insurance"),              1 },
  { "support_level",        &NW_TEXT,    N_("Support level"),          1 },
  { "support_hours",        &NW_TEXT,    N_("Support hours"),          1 },
  { "cost_category",        &NW_CHOICE,  N_("Cost category"),          1, .choices = cost_categories },
  { "capex_opex",           &NW_CHOICE,  N_("CapEx or OpEx"),          1, .choices = nw_choices_capex_opex },
  { "data_act",             &NW_CHOICE,  N_("EU Data Act"),            1, .choices = data_act },
  { "notice_sent_on",       &NW_DATE,    N_("Notice sent on"),         1 },
  { "notice_received_on",   &NW_DATE,    N_("Notice received on"),     1 },
  { "notice_confirmed_on",  &NW_DATE,    N_("Notice confirmed on"),    1 },
  { "evidence",             &NW_LINKS,   N_("Evidence"),               1, .target = &nw_evidence },
  { "next_end",             &NW_DATE,    N_("Next end"),               1, NW_COLUMN, .computed = TRUE },
  { "last_receipt",         &NW_DATE,    N_("Last day of receipt"),    1, NW_COLUMN, .computed = TRUE },
  { "safe_day",             &NW_DATE,    N_("Safe day"),               1, NW_COLUMN, .computed = TRUE },
  { "dispatch_by",          &NW_DATE,    N_("Dispatch by"),            1, .computed = TRUE },
  { "next_term_starts",     &NW_DATE,    N_("Next term starts"),       1, .computed = TRUE },
  { "internal_day",         &NW_DATE,    N_("Internal day"),           1, .computed = TRUE },
  { "warn_90",              &NW_DATE,    N_("Warning at 90 days"),     1, .computed = TRUE },
  { "warn_60",              &NW_DATE,    N_("Warning at 60 days"),     1, .computed = TRUE },
  { "warn_30",              &NW_DATE,    N_("Warning at 30 days"),     1, .computed = TRUE },
  { "missed_end",           &NW_DATE,    N_("Missed end"),             1, .computed = TRUE },
  { "ended_on",             &NW_DATE,    N_("Ended on"),               1, .computed = TRUE },
  { "days_left",            &NW_INT,     N_("Days left"),              1, NW_COLUMN, .computed = TRUE },
  { "level",                &NW_CHOICE,  N_("Level"),                  1, NW_COLUMN, .choices = levels, .computed = TRUE },
  { "switch_notice_end",    &NW_DATE,    N_("Switching: end of notice"), 1, .computed = TRUE },
  { "switch_transition_end", &NW_DATE,   N_("Switching: end of transition"), 1, .computed = TRUE },
  { "switch_retrieval_end", &NW_DATE,    N_("Switching: end of retrieval"), 1, .computed = TRUE },
  { "tco_3",                &NW_MONEY,   N_("Cost over 3 years"),      1, .computed = TRUE },
  { "tco_4",                &NW_MONEY,   N_("Cost over 4 years"),      1, .computed = TRUE },
  { "tco_5",                &NW_MONEY,   N_("Cost over 5 years"),      1, .computed = TRUE },
  { "tco_3_pv",             &NW_MONEY,   N_("Present value of the cost over 3 years"), 1, .computed = TRUE },
  { "tco_4_pv",             &NW_MONEY,   N_("Present value of the cost over 4 years"), 1, .computed = TRUE },
  { "tco_5_pv",             &NW_MONEY,   N_("Present value of the cost over 5 years"), 1, .computed = TRUE },
};
static const NwOrder contract_orders[] = { { "starts_on", "ends_on" }, { "notice_sent_on", "notice_received_on", "notice_confirmed_on" } };
const NwEntity nw_contract = NW_ENTITY (50, "contract", N_("Contract"), N_("Contracts"), "C", NW_GROUP_VENDORS, contract_fields,
                                        .flags = NW_OWNED, NW_ORDERS (contract_orders), .derive = nw_derive_contract,
                                        .explain = nw_explain_contract, .due = nw_due_contract, .lack = nw_lack_contract);

static const NwField price_tier_fields[] = {
  { "contract",   &NW_REF,   N_("Contract"),   1, NW_REQUIRED | NW_COLUMN, .target = &nw_contract },
  { "from_unit",  &NW_INT,   N_("From unit"),  1, NW_COLUMN, .min = 0, .max = G_MAXINT64 },
  { "to_unit",    &NW_INT,   N_("To unit"),    1, NW_COLUMN, .min = 0, .max = G_MAXINT64 },
  { "unit_price", &NW_MONEY, N_("Unit price"), 1, NW_COLUMN },
};
static const NwOrder price_tier_orders[] = { { "from_unit", "to_unit" } };
const NwEntity nw_price_tier = NW_ENTITY (51, "price_tier", N_("Price tier"), N_("Price tiers"), "PT", NW_GROUP_VENDORS,
                                          price_tier_fields, .flags = NW_PART, NW_ORDERS (price_tier_orders),
                                          .lack = nw_lack_price_tier);

static const NwChoice cost_kinds[] = {
  { "one_off", N_("one-off") }, { "yearly", N_("yearly") }, { "exit", N_("at exit") }, { NULL, NULL },
};
static const NwField cost_line_fields[] = {
  { "contract",       &NW_REF,     N_("Contract"),      1, NW_REQUIRED | NW_COLUMN, .target = &nw_contract },
  { "label",          &NW_TEXT,    N_("Label"),         1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "kind",           &NW_CHOICE,  N_("Kind"),          1, NW_COLUMN, .choices = cost_kinds },
  { "amount",         &NW_MONEY,   N_("Amount"),        1, NW_COLUMN },
  { "growth_percent", &NW_PERCENT, N_("Yearly growth"), 1, NW_COLUMN },
  { "capex_opex",     &NW_CHOICE,  N_("CapEx or OpEx"), 1, .choices = nw_choices_capex_opex },
};
const NwEntity nw_cost_line = NW_ENTITY (52, "cost_line", N_("Cost line"), N_("Cost lines"), "CL", NW_GROUP_VENDORS,
                                         cost_line_fields, .flags = NW_PART);
