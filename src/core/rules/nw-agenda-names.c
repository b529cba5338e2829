/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-agenda-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the views call what they show. The names are stable; the labels are
 * for people. A test asserts that whatever a rule yields has a label. */

static const NwViewName kinds[] = {
  { "notice_last_receipt",       N_("Last day for notice to be received") },
  { "notice_safe_day",           N_("Safe day for notice") },
  { "notice_internal_day",       N_("Internal day for notice") },
  { "option_last_day",           N_("Last day to use an option") },
  { "contract_end",              N_("End of contract") },
  { "notice_confirmation",       N_("Confirmation of notice") },
  { "renewal_decision",          N_("Decision on renewal") },
  { "request_due",               N_("Answer to a data subject request") },
  { "breach_report",             N_("Report of a data breach") },
  { "nis2_early_warning",        N_("NIS2 early warning") },
  { "nis2_report",               N_("NIS2 report") },
  { "nis2_final_report",         N_("NIS2 final report") },
  { "certificate_expiry",        N_("Expiry of a certificate") },
  { "surveillance_audit",        N_("Surveillance audit") },
  { "recertification",           N_("Recertification") },
  { "legal_figure_check",        N_("Check of a legal figure") },
  { "dpa_control",               N_("Control of a processor") },
  { "objection_end",             N_("End of an objection period") },
  { "tia_renewal",               N_("Renewal of a transfer impact assessment") },
  { "dpf_recertification",       N_("Recertification under the Data Privacy Framework") },
  { "adequacy_end",              N_("End of an adequacy decision") },
  { "dpa_deletion_confirmation", N_("Confirmation of deletion") },
  { "credit_claim",              N_("Claim of a service credit") },
  { "vendor_review",             N_("Review of a vendor") },
  { "exit_test",                 N_("Exit test") },
  { "exit_plan_review",          N_("Review of an exit plan") },
  { "assessment_review",         N_("Review of a control") },
  { "evidence_expiry",           N_("Expiry of evidence") },
  { "policy_review",             N_("Review of a policy") },
  { "task_due",                  N_("Recurring task") },
  { "training_due",              N_("Training") },
  { "risk_review",               N_("Review of a risk") },
  { "risk_treatment_due",        N_("Treatment of a risk") },
  { "risk_acceptance_expiry",    N_("End of a risk acceptance") },
  { "finding_due",               N_("Finding") },
  { "action_due",                N_("Corrective action") },
  { "audit",                     N_("Audit") },
  { "management_review",         N_("Management review") },
};

static const NwViewName rules[] = {
  { "missing_owner", N_("Nobody answers for it") },
};

const NwViewName *
nw_deadline_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

const NwViewName *
nw_gap_rules (guint *n)
{
  *n = G_N_ELEMENTS (rules);
  return rules;
}

static const char *
label_of (const NwViewName *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i].name, name) == 0)
      return _(names[i].label);
  return name;
}

/* What people call the kind of deadline. */
const char *
nw_deadline_label (const char *kind)
{
  return label_of (kinds, G_N_ELEMENTS (kinds), kind);
}

/* What people call the rule that a gap breaks. */
const char *
nw_gap_label (const char *rule)
{
  return label_of (rules, G_N_ELEMENTS (rules), rule);
}

/* How near a deadline is, in words. */
const char *
nw_level_label (NwLevel level)
{
  static const char *const labels[] = {
    N_("overdue"), N_("within 30 days"), N_("within 60 days"), N_("within 90 days"), N_("later"),
  };

  return _(labels[level]);
}

/* How bad a gap is, in a word: it keeps the audit from passing, it would be
 * written down, it is worth a look. */
const char *
nw_gap_level_label (NwLevel level)
{
  if (level <= NW_LEVEL_RED)
    return _("Obstacle");
  return level == NW_LEVEL_AMBER ? _("Finding") : _("Note");
}
