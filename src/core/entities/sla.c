/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../rules/nw-sla-rows.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>

static const NwChoice metrics[] = {
  { "availability", N_("availability") }, { "first_response", N_("first response") }, { "resolution", N_("resolution time") },
  { "rpo", N_("recovery point (RPO)") }, { "rto", N_("recovery time (RTO)") }, { "share_within", N_("share within a limit") },
  { "support_hours", N_("support hours") }, { "error_rate", N_("error rate") }, { "custom", N_("custom") }, { NULL, NULL },
};
static const NwChoice directions[] = { { "higher", N_("higher is better") }, { "lower", N_("lower is better") }, { NULL, NULL } };
static const NwChoice windows[] = {
  { "month", N_("month") }, { "quarter", N_("quarter") }, { "year", N_("year") }, { "rolling_30_days", N_("rolling 30 days") }, { NULL, NULL },
};
static const NwChoice weekdays[] = {
  { "mo", N_("Monday") }, { "tu", N_("Tuesday") }, { "we", N_("Wednesday") }, { "th", N_("Thursday") }, { "fr", N_("Friday") },
  { "sa", N_("Saturday") }, { "su", N_("Sunday") }, { NULL, NULL },
};
static const NwChoice exclusion_modes[] = { { "keep", N_("base kept") }, { "shrink", N_("base shrinks") }, { NULL, NULL } };
static const NwChoice measurers[] = { { "vendor", N_("vendor") }, { "us", N_("us") }, { "third", N_("third party") }, { NULL, NULL } };
static const NwChoice aggregations[] = {
  { "value", N_("value") }, { "mean", N_("mean") }, { "max", N_("maximum") }, { "percentile", N_("percentile") },
  { "share_within", N_("share within a limit") }, { NULL, NULL },
};
static const NwChoice chronic_kinds[] = {
  { "none", N_("none") }, { "n_of_m", N_("n breaches in m windows") }, { "n_in_row", N_("n breaches in a row") },
  { "below_floor", N_("below a floor") }, { NULL, NULL },
};
static const NwChoice results[] = {
  { "met", N_("met") }, { "minor", N_("minor breach") }, { "major", N_("major breach") }, { "critical", N_("critical breach") },
  { "no_data", N_("no data") }, { NULL, NULL },
};
static const NwField sla_fields[] = {
  { "contract",            &NW_REF,     N_("Contract"),          1, NW_REQUIRED | NW_COLUMN, .target = &nw_contract },
  { "name",                &NW_TEXT,    N_("Name"),              1, NW_REQUIRED | NW_TITLE | NW_COLUMN },
  { "metric",              &NW_CHOICE,  N_("Metric"),            1, NW_COLUMN, .choices = metrics },
  { "target",              &NW_DECIMAL, N_("Target"),            1, NW_COLUMN },
  { "target_text",         &NW_TEXT,    N_("Target as written"), 1 },
  { "unit",                &NW_TEXT,    N_("Unit"),              1, NW_COLUMN },
  { "direction",           &NW_CHOICE,  N_("Direction"),         1, .choices = directions },
  { "window",              &NW_CHOICE,  N_("Window"),            1, NW_COLUMN, .choices = windows },
  { "calendar_days",       &NW_SET,     N_("Service days"),      1, .choices = weekdays },
  { "calendar_from",       &NW_MINUTES, N_("Service from (minute of the day)"), 1, .min = 0, .max = 1440 },
  { "calendar_to",         &NW_MINUTES, N_("Service to (minute of the day)"),   1, .min = 0, .max = 1440 },
  { "calendar_land",       &NW_CHOICE,  N_("Holidays of"),       1, .choices = nw_choices_laender },
  { "exclusion_mode",      &NW_CHOICE,  N_("Exclusions"),        1, .choices = exclusion_modes },
  { "measured_by",         &NW_CHOICE,  N_("Measured by"),       1, .choices = measurers },
  { "aggregation",         &NW_CHOICE,  N_("Aggregation"),       1, .choices = aggregations },
  { "percentile",          &NW_INT,     N_("Percentile (rank)"), 1, .min = 1, .max = 100 },
  { "monthly_fee",         &NW_MONEY,   N_("Monthly fee"),       1 },
  { "claim_days",          &NW_INT,     N_("Days to claim"),     1, .min = 0, .max = 1000 },
  { "monthly_cap_percent", &NW_PERCENT, N_("Monthly cap"),       1, .check = nw_check_percent },
  { "yearly_cap_percent",  &NW_PERCENT, N_("Yearly cap"),        1, .check = nw_check_percent },
  { "chronic_kind",        &NW_CHOICE,  N_("Chronic rule"),      1, .choices = chronic_kinds },
  { "chronic_n",           &NW_INT,     N_("Chronic rule: n"),   1, .min = 1, .max = 1000 },
  { "chronic_m",           &NW_INT,     N_("Chronic rule: m"),   1, .min = 1, .max = 1000 },
  { "chronic_floor",       &NW_DECIMAL, N_("Chronic rule: floor"), 1 },
  { "last_value",          &NW_DECIMAL, N_("Last value"),        1, .computed = TRUE },
  { "last_result",         &NW_CHOICE,  N_("Last result"),       1, NW_COLUMN, .choices = results, .computed = TRUE },
  { "met_12_months",       &NW_TEXT,    N_("Met in 12 months"),  1, NW_COLUMN, .computed = TRUE },
  { "chronic",             &NW_BOOL,    N_("Chronic"),           1, .computed = TRUE },
  { "credit_open",         &NW_MONEY,   N_("Open credit"),       1, .computed = TRUE },
  { "last_window",         &NW_TEXT,    N_("Last window"),       1, .computed = TRUE },
  { "chronic_on",          &NW_DATE,    N_("Chronic as of"),     1, .computed = TRUE },
  { "at_risk",             &NW_BOOL,    N_("At risk"),           1, .computed = TRUE },
  { "down_so_far",         &NW_INT,     N_("Minutes lost so far"), 1, .computed = TRUE },
  { "allowed_minutes",     &NW_DECIMAL, N_("Minutes that may be lost"), 1, .computed = TRUE },
};
static const NwOrder sla_orders[] = { { "calendar_from", "calendar_to" } };
const NwEntity nw_sla = NW_ENTITY (70, "sla", N_("SLA"), N_("SLAs"), "SLA", NW_GROUP_VENDORS, sla_fields, .flags = NW_OWNED,
                                   NW_ORDERS (sla_orders), .derive = nw_derive_sla, .explain = nw_explain_sla, .due = nw_due_sla,
                                   .lack = nw_lack_sla);

static const NwField credit_band_fields[] = {
  { "sla",            &NW_REF,     N_("SLA"),    1, NW_REQUIRED | NW_COLUMN, .target = &nw_sla },
  { "from_percent",   &NW_PERCENT, N_("From"),   1, NW_COLUMN, .check = nw_check_percent },
  { "credit_percent", &NW_PERCENT, N_("Credit"), 1, NW_COLUMN, .check = nw_check_percent },
};
const NwEntity nw_credit_band = NW_ENTITY (71, "credit_band", N_("Credit band"), N_("Credit bands"), "CB", NW_GROUP_VENDORS,
                                           credit_band_fields, .flags = NW_PART);

static const NwField sla_measurement_fields[] = {
  { "sla",          &NW_REF,     N_("SLA"),          1, NW_REQUIRED | NW_COLUMN, .target = &nw_sla },
  { "period",       &NW_TEXT,    N_("Period"),       1, NW_REQUIRED | NW_TITLE | NW_COLUMN, .check = nw_check_form },
  { "value",        &NW_DECIMAL, N_("Value"),        1, NW_COLUMN },
  { "base_minutes", &NW_INT,     N_("Base minutes"), 1, .min = 0, .max = 100000000 },
  { "down_minutes", &NW_INT,     N_("Down minutes"), 1, NW_COLUMN, .min = 0, .max = 100000000 },
  { "sample_count", &NW_INT,     N_("Samples"),      1, .min = 0, .max = G_MAXINT64 },
  { "source",       &NW_REF,     N_("Source"),       1, .target = &nw_evidence },
  { "remark",       &NW_TEXT,    N_("Remark"),       1, NW_COLUMN },
  { "result",       &NW_CHOICE,  N_("Result"),       1, .choices = results, .computed = TRUE },
  { "overrun",      &NW_DECIMAL, N_("Overrun"),      1, .computed = TRUE },
  { "credit",       &NW_MONEY,   N_("Service credit"), 1, .computed = TRUE },
  { "claim_by",     &NW_DATE,    N_("Claim by"),     1, .computed = TRUE },
  { "claimed_on",   &NW_DATE,    N_("Claimed on"),   1 },
  { "granted",      &NW_MONEY,   N_("Granted"),      1 },
  { "counted_value", &NW_DECIMAL, N_("Value that counts"), 1, .computed = TRUE },
  { "counted_base", &NW_INT,     N_("Base minutes that count"), 1, .computed = TRUE },
  { "counted_down", &NW_INT,     N_("Down minutes that count"), 1, .computed = TRUE },
};
const NwEntity nw_sla_measurement = NW_ENTITY (72, "sla_measurement", N_("Measurement"), N_("Measurements"), "SM", NW_GROUP_VENDORS,
                                               sla_measurement_fields, .flags = NW_PART | NW_BULK, .code_item = "period",
                                               .unique = { "sla", "period" }, .derive = nw_derive_sla_measurement,
                                               .explain = nw_explain_sla_measurement);

static const NwChoice exclusions[] = {
  { "no", N_("no") }, { "maintenance", N_("maintenance window") }, { "force_majeure", N_("force majeure") }, { "customer", N_("caused by us") },
  { NULL, NULL },
};
static const NwField outage_fields[] = {
  { "sla",              &NW_REF,     N_("SLA"),       1, NW_REQUIRED | NW_COLUMN, .target = &nw_sla },
  { "begins_at",        &NW_INSTANT, N_("Begins at"), 1, NW_REQUIRED | NW_COLUMN },
  { "ends_at",          &NW_INSTANT, N_("Ends at"),   1, NW_COLUMN },
  { "cause",            &NW_TEXT,    N_("Cause"),     1, NW_TITLE | NW_COLUMN },
  { "excluded",         &NW_CHOICE,  N_("Excluded"),  1, NW_COLUMN, .choices = exclusions },
  { "exclusion_reason", &NW_TEXT,    N_("Reason for the exclusion"), 1 },
};
static const NwOrder outage_orders[] = { { "begins_at", "ends_at" } };
const NwEntity nw_outage = NW_ENTITY (73, "outage", N_("Outage"), N_("Outages"), "OUT", NW_GROUP_VENDORS, outage_fields,
                                      .flags = NW_PART | NW_BULK, NW_ORDERS (outage_orders));
