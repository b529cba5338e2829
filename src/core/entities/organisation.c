/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-clock-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

const NwChoice nw_choices_laender[] = {
  { "none", N_("no federal state") },
  { "BW", N_("Baden-Württemberg") }, { "BY", N_("Bavaria") }, { "BE", N_("Berlin") }, { "BB", N_("Brandenburg") },
  { "HB", N_("Bremen") }, { "HH", N_("Hamburg") }, { "HE", N_("Hesse") }, { "MV", N_("Mecklenburg-Western Pomerania") },
  { "NI", N_("Lower Saxony") }, { "NW", N_("North Rhine-Westphalia") }, { "RP", N_("Rhineland-Palatinate") },
  { "SL", N_("Saarland") }, { "SN", N_("Saxony") }, { "ST", N_("Saxony-Anhalt") }, { "SH", N_("Schleswig-Holstein") },
  { "TH", N_("Thuringia") },
  { NULL, NULL },
};

static const NwChoice nis2_statuses[] = {
  { "not_checked", N_("not checked") },
  { "not_regulated", N_("not regulated") },
  { "important", N_("important entity") },
  { "particularly_important", N_("particularly important entity") },
  { NULL, NULL },
};

static const NwField organisation_fields[] = {
  { "name",            &NW_TEXT,    N_("Name"),                1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "legal_form",      &NW_TEXT,    N_("Legal form"),          1 },
  { "street",          &NW_TEXT,    N_("Street"),              1 },
  { "postcode",        &NW_TEXT,    N_("Postcode"),            1 },
  { "city",            &NW_TEXT,    N_("City"),                1, NW_COLUMN },
  { "country",         &NW_COUNTRY, N_("Home country"),        1, NW_COLUMN },
  { "land",            &NW_CHOICE,  N_("Federal state"),       1, NW_COLUMN, .choices = nw_choices_laender },
  { "sector",          &NW_TEXT,    N_("Sector"),              1 },
  { "headcount",       &NW_INT,     N_("Headcount"),           1, .min = 0, .max = 10000000 },
  { "website",         &NW_URL,     N_("Website"),             1 },
  { "isms_scope",      &NW_NOTE,    N_("Scope of the ISMS"),   1 },
  { "nis2_status",     &NW_CHOICE,  N_("NIS2 status"),         1, .choices = nis2_statuses },
  { "nis2_checked_on", &NW_DATE,    N_("NIS2 checked on"),     1 },
  { "dpo_needed",      &NW_BOOL,    N_("DPO needed"),          1, .computed = TRUE },
  { "currency",        &NW_TEXT,    N_("Currency"),            1, .check = nw_check_form },
};
const NwEntity nw_organisation = NW_ENTITY (1, "organisation", N_("Organisation"), N_("Organisation"), "ORG",
                                            NW_GROUP_ORGANISATION, organisation_fields, .flags = NW_SINGLE,
                                            .derive = nw_derive_organisation, .explain = nw_explain_organisation,
                                            .lack = nw_lack_organisation);

static const NwChoice roles[] = {
  { "cto", N_("CTO") },
  { "vp_engineering", N_("VP Engineering") },
  { "isb", N_("Information security officer") },
  { "dsb", N_("Data protection officer") },
  { "vendor_manager", N_("Vendor manager") },
  { "legal", N_("Legal") },
  { "finance", N_("Finance") },
  { "management", N_("Management board") },
  { "supervisory_board", N_("Supervisory board") },
  { "auditor", N_("Auditor") },
  { "staff", N_("Staff") },
  { "external", N_("External") },
  { NULL, NULL },
};
static const NwField person_fields[] = {
  { "name",        &NW_TEXT,  N_("Name"),        1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "email",       &NW_EMAIL, N_("E-mail"),      1, NW_COLUMN },
  { "phone",       &NW_TEXT,  N_("Phone"),       1 },
  { "department",  &NW_TEXT,  N_("Department"),  1, NW_COLUMN },
  { "roles",       &NW_SET,   N_("Roles"),       1, NW_COLUMN, .choices = roles },
  { "active_from", &NW_DATE,  N_("Active from"), 1 },
  { "active_to",   &NW_DATE,  N_("Active to"),   1 },
};
static const NwOrder person_orders[] = { { "active_from", "active_to" } };
const NwEntity nw_person = NW_ENTITY (2, "person", N_("Person"), N_("People"), "P", NW_GROUP_ORGANISATION,
                                      person_fields, NW_ORDERS (person_orders));

static const NwField legal_parameter_fields[] = {
  { "key",        &NW_TEXT, N_("Key"),        1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "value",      &NW_TEXT, N_("Value"),      1, NW_COLUMN },
  { "unit",       &NW_TEXT, N_("Unit"),       1, NW_COLUMN },
  { "valid_from", &NW_DATE, N_("Valid from"), 1, NW_COLUMN },
  { "valid_to",   &NW_DATE, N_("Valid to"),   1, NW_COLUMN },
  { "source",     &NW_TEXT, N_("Source"),     1, NW_COLUMN },
  { "checked_on", &NW_DATE, N_("Checked on"), 1, NW_COLUMN },
  { "stale",      &NW_BOOL, N_("Stale"),      1, .computed = TRUE },
};
static const NwOrder legal_parameter_orders[] = { { "valid_from", "valid_to" } };
const NwEntity nw_legal_parameter = NW_ENTITY (3, "legal_parameter", N_("Legal parameter"), N_("Legal parameters"), "LP",
                                               NW_GROUP_ORGANISATION, legal_parameter_fields, .flags = NW_BULK,
                                               NW_ORDERS (legal_parameter_orders), .check = nw_check_legal_parameter,
                                               .derive = nw_derive_legal_parameter, .explain = nw_explain_legal_parameter,
                                               .due = nw_due_legal_parameter, .lack = nw_lack_legal_parameter);

static const NwField holiday_fields[] = {
  { "land",    &NW_CHOICE, N_("Federal state"), 1, NW_COLUMN, .choices = nw_choices_laender },
  { "date",    &NW_DATE,   N_("Date"),          1, NW_REQUIRED | NW_COLUMN },
  { "name_de", &NW_TEXT,   N_("German name"),   1, NW_TITLE | NW_COLUMN },
  { "name_en", &NW_TEXT,   N_("English name"),  1 },
};
const NwEntity nw_holiday = NW_ENTITY (4, "holiday", N_("Public holiday"), N_("Public holidays"), "H",
                                       NW_GROUP_ORGANISATION, holiday_fields, .flags = NW_BULK);
