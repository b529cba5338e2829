/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-clock-rows.h"
#include "../rules/nw-vendor-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

#define FACTOR .min = 0, .max = 4

static const NwChoice vendor_kinds[] = {
  { "cloud", N_("cloud") }, { "software", N_("software") }, { "hosting", N_("hosting") }, { "consulting", N_("consulting") },
  { "telecom", N_("telecommunications") }, { "hardware", N_("hardware") }, { "community", N_("community") }, { "other", N_("other") },
  { NULL, NULL },
};
static const NwChoice vendor_statuses[] = {
  { "candidate", N_("candidate") }, { "active", N_("active") }, { "leaving", N_("leaving") }, { "ended", N_("ended") }, { NULL, NULL },
};
static const NwChoice grades[] = {
  { "A", N_("A") }, { "B", N_("B") }, { "C", N_("C") }, { "D", N_("D") }, { NULL, NULL },
};
static const NwField vendor_fields[] = {
  { "name",              &NW_TEXT,    N_("Name"),               1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "group_name",        &NW_TEXT,    N_("Group"),              1 },
  { "legal_form",        &NW_TEXT,    N_("Legal form"),         1 },
  { "street",            &NW_TEXT,    N_("Street"),             1 },
  { "postcode",          &NW_TEXT,    N_("Postcode"),           1 },
  { "city",              &NW_TEXT,    N_("City"),               1 },
  { "country",           &NW_COUNTRY, N_("Country"),            1, NW_COLUMN },
  { "parent_country",    &NW_COUNTRY, N_("Country of the parent company"), 1 },
  { "website",           &NW_URL,     N_("Website"),            1 },
  { "vendor_kind",       &NW_CHOICE,  N_("Kind"),               1, NW_COLUMN, .choices = vendor_kinds },
  { "status",            &NW_CHOICE,  N_("Status"),             1, NW_COLUMN, .choices = vendor_statuses },
  { "contact_name",      &NW_TEXT,    N_("Contact"),            1 },
  { "contact_email",     &NW_EMAIL,   N_("E-mail of the contact"), 1 },
  { "impact",            &NW_INT,     N_("Business impact"),    1, FACTOR },
  { "data_sensitivity",  &NW_INT,     N_("Data sensitivity"),   1, FACTOR },
  { "access_level",      &NW_INT,     N_("Access level"),       1, FACTOR },
  { "replaceability",    &NW_INT,     N_("Hard to replace"),    1, FACTOR },
  { "regulatory_weight", &NW_INT,     N_("Regulatory weight"),  1, FACTOR },
  { "spend_share",       &NW_INT,     N_("Share of spend"),     1, FACTOR },
  { "tier_score",        &NW_DECIMAL, N_("Tier score"),         1, .computed = TRUE },
  { "tier",              &NW_INT,     N_("Tier"),               1, NW_COLUMN, .computed = TRUE },
  { "tier_override",     &NW_INT,     N_("Tier set by hand"),   1, .min = 1, .max = 4 },
  { "tier_reason",       &NW_NOTE,    N_("Reason for the tier"), 1 },
  { "outsourcing",       &NW_BOOL,    N_("Outsourcing"),        1 },
  { "critical_function", &NW_BOOL,    N_("Critical function"),  1 },
  { "next_review",       &NW_DATE,    N_("Next review"),        1, NW_COLUMN, .computed = TRUE },
  { "last_review",       &NW_DATE,    N_("Last review"),        1 },
  { "score",             &NW_DECIMAL, N_("Score"),              1, .computed = TRUE },
  { "grade",             &NW_CHOICE,  N_("Grade"),              1, NW_COLUMN, .choices = grades, .computed = TRUE },
  { "hosting",           &NW_COUNTRIES, N_("Hosting countries"), 1, .computed = TRUE },
  { "annual_spend",      &NW_MONEY,   N_("Annual spend"),       1, .computed = TRUE },
};
const NwEntity nw_vendor = NW_ENTITY (40, "vendor", N_("Vendor"), N_("Vendors"), "V", NW_GROUP_VENDORS, vendor_fields, .flags = NW_OWNED,
                                      .derive = nw_derive_vendor, .explain = nw_explain_vendor, .due = nw_due_vendor, .lack = nw_lack_vendor);

static const NwChoice deployments[] = {
  { "public_cloud", N_("public cloud") }, { "private_cloud", N_("private cloud") }, { "hybrid", N_("hybrid cloud") },
  { "multi_cloud", N_("multi-cloud") }, { "on_premises", N_("on premises") }, { "none", N_("none") }, { NULL, NULL },
};
static const NwChoice personal_data[] = {
  { "none", N_("none") }, { "normal", N_("personal data") }, { "special", N_("special categories") }, { NULL, NULL },
};
static const NwField service_fields[] = {
  { "vendor",           &NW_REF,       N_("Vendor"),           1, NW_REQUIRED | NW_COLUMN, .target = &nw_vendor },
  { "name",             &NW_TEXT,      N_("Name"),             1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "category",         &NW_TEXT,      N_("Category"),         1, NW_COLUMN },
  { "deployment",       &NW_CHOICE,    N_("Deployment"),       1, NW_COLUMN, .choices = deployments },
  { "hosting_country",  &NW_COUNTRY,   N_("Hosting country"),  1, NW_COLUMN },
  { "hosting_region",   &NW_TEXT,      N_("Hosting region"),   1 },
  { "access_countries", &NW_COUNTRIES, N_("Access from countries"), 1 },
  { "personal_data",    &NW_CHOICE,    N_("Personal data"),    1, NW_COLUMN, .choices = personal_data },
  { "critical",         &NW_BOOL,      N_("Critical"),         1, NW_COLUMN },
};
const NwEntity nw_service = NW_ENTITY (41, "service", N_("Service"), N_("Services"), "S", NW_GROUP_VENDORS, service_fields, .flags = NW_OWNED,
                                       .lack = nw_lack_service);

static const NwChoice standards[] = {
  { "iso27001_2022", N_("ISO/IEC 27001:2022") }, { "iso27001_2013", N_("ISO/IEC 27001:2013") }, { "iso27701", N_("ISO/IEC 27701") },
  { "c5_type1", N_("BSI C5 type 1") }, { "c5_type2", N_("BSI C5 type 2") },
  { "soc2_type1", N_("SOC 2 type 1") }, { "soc2_type2", N_("SOC 2 type 2") }, { "isae3402", N_("ISAE 3402") },
  { "tisax", N_("TISAX") }, { "pci_dss", N_("PCI DSS") }, { "other", N_("other") }, { NULL, NULL },
};
static const NwChoice certificate_states[] = {
  { "valid", N_("valid") }, { "gap", N_("gap") }, { "expired", N_("expired") }, { "withdrawn_standard", N_("withdrawn standard") }, { NULL, NULL },
};
static const NwField certificate_fields[] = {
  { "vendor",              &NW_REF,    N_("Vendor"),       1, NW_COLUMN, .target = &nw_vendor },
  { "standard",            &NW_CHOICE, N_("Standard"),     1, NW_COLUMN, .choices = standards },
  { "number",              &NW_TEXT,   N_("Number"),       1, NW_TITLE | NW_COLUMN },
  { "issuer",              &NW_TEXT,   N_("Issuer"),       1, NW_COLUMN },
  { "accredited",          &NW_BOOL,   N_("Accredited"),   1 },
  { "scope",               &NW_NOTE,   N_("Scope"),        1 },
  { "issued_on",           &NW_DATE,   N_("Issued on"),    1, NW_COLUMN },
  { "valid_until",         &NW_DATE,   N_("Valid until"),  1, NW_COLUMN },
  { "period_from",         &NW_DATE,   N_("Period from"),  1 },
  { "period_to",           &NW_DATE,   N_("Period to"),    1 },
  { "qualified",           &NW_BOOL,   N_("Qualified opinion"), 1 },
  { "bridge_letter_until", &NW_DATE,   N_("Bridge letter until"), 1 },
  { "document",            &NW_REF,    N_("Document"),     1, .target = &nw_evidence },
  { "state",               &NW_CHOICE, N_("State"),        1, .choices = certificate_states, .computed = TRUE },
  { "proves_until",        &NW_DATE,   N_("Proves until"), 1, .computed = TRUE },
  { "next_surveillance",   &NW_DATE,   N_("Next surveillance audit by"), 1, .computed = TRUE },
  { "recertification_from", &NW_DATE,  N_("Plan the recertification from"), 1, .computed = TRUE },
  { "next_warning",        &NW_DATE,   N_("Next warning"), 1, .computed = TRUE },
};
static const NwOrder certificate_orders[] = { { "issued_on", "valid_until" }, { "period_from", "period_to" } };
const NwEntity nw_certificate = NW_ENTITY (42, "certificate", N_("Certificate"), N_("Certificates"), "CERT", NW_GROUP_VENDORS,
                                           certificate_fields, .flags = NW_OWNED, NW_ORDERS (certificate_orders),
                                           .derive = nw_derive_certificate, .explain = nw_explain_certificate,
                                           .due = nw_due_certificate, .lack = nw_lack_certificate);
