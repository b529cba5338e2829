/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control-rows.h"
#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>

/* What an organisation says to a requirement: a row of the statement of
 * applicability where the requirement is of Annex A. S1 (what was never looked
 * at) and S8 concern the statement as a whole and are told where the norm asks
 * for it: at its clause 6.1.3. */

#define SOA_CLAUSE "6.1.3"
#define RISK_ASSESSMENT_CLAUSE "8.2"
#define MANAGEMENT_REVIEW_CLAUSE "9.3.1"

static const struct
{
  const char *tag, *rule;
  NwLevel     level;
  const char *why, *what;
} soa_rules[NW_N_SOA_ISSUES] = {
  { "S1", "soa_S1", NW_LEVEL_RED, N_("the statement of applicability decides on every control of Annex A (ISO/IEC 27001, 6.1.3 d)"),
    N_("Decide whether the control applies") },
  { "S2", "soa_S2", NW_LEVEL_RED, N_("it is excluded without a reason (ISO/IEC 27001, 6.1.3 d)"),
    N_("Write down why it does not apply") },
  { "S3", "soa_S3", NW_LEVEL_RED, N_("it is included without a reason (ISO/IEC 27001, 6.1.3 d)"), N_("Choose why it applies") },
  { "S4", "soa_S4", NW_LEVEL_AMBER, N_("it is included because of a risk, and no risk is linked"),
    N_("Link the risk that it treats") },
  { "S5", "soa_S5", NW_LEVEL_AMBER, N_("it is said to be implemented, and no evidence of it is valid"),
    N_("Link valid evidence, or correct the status") },
  { "S6", "soa_S6", NW_LEVEL_RED, N_("the treatment of a risk names it, and it is excluded"),
    N_("Include it, or treat the risk by something else") },
  { "S7", "soa_S7", NW_LEVEL_YELLOW, N_("its review is overdue"), N_("Review it and set the next review") },
  { "S8", "soa_S8", NW_LEVEL_AMBER, N_("the approved statement of applicability is older than the last risk assessment"),
    N_("Bring the statement of applicability up to date and have it approved") },
  { "S9", "soa_S9", NW_LEVEL_AMBER, N_("it is about suppliers, it is excluded, and there are vendors"),
    N_("Include it: suppliers have to be looked after") },
  { "S10", "soa_S10", NW_LEVEL_AMBER, N_("it is about privacy, it is excluded, and personal data are processed"),
    N_("Include it: personal data have to be protected") },
};

/* What an assessment is about. */
typedef struct
{
  const NwRow *requirement, *framework;
  const char  *reference;
  gboolean     iso, control; /* of ISO/IEC 27001; of its Annex A */
} Subject;

static Subject
subject_of (const NwRow *row, NwContext *context)
{
  Subject self = { .requirement = nw_context_ref (context, row, "requirement") };

  if (self.requirement == NULL)
    return self;
  self.framework = nw_context_ref (context, self.requirement, "framework");
  self.reference = nw_row_text (self.requirement, "reference");
  self.iso = self.framework != NULL
             && nw_soa_is_framework (nw_row_text (self.framework, "code"), nw_row_text (self.framework, "name"));
  self.control = self.iso && nw_soa_is_control (self.reference);
  return self;
}

/* Whether it is a row of the statement of applicability. */
gboolean
nw_is_control_row (const NwRow *assessment, NwContext *context)
{
  return subject_of (assessment, context).control;
}

static NwDay
review_of (const NwRow *row)
{
  NwDay next = nw_row_day (row, "next_review");

  if (next != NW_NO_DAY)
    return next;
  return nw_due_after_months (nw_row_day (row, "last_review"), nw_row_number (row, "review_cycle_months"));
}

static gboolean
has_vendors (NwContext *context)
{
  GPtrArray *vendors = nw_context_all (context, &nw_vendor);

  for (guint i = 0; i < vendors->len; i++)
    if (!nw_row_is (vendors->pdata[i], "status", "ended"))
      return TRUE;
  return FALSE;
}

/* Whole kinds are read only by the few rows that ask for them. */
static guint
issues_of_control (const NwRow *row, NwContext *context, const Subject *subject)
{
  g_autoptr (GPtrArray) risks = nw_linked_rows (context, row, "risks");
  gboolean treats = nw_context_children (context, &nw_risk, "controls", subject->requirement->id)->len > 0;
  const NwSoaRow soa = {
    .reference = subject->reference,
    .applicable = nw_applicable_parse (nw_row_text (row, "applicable")),
    .status = nw_control_status_parse (nw_row_text (row, "status")),
    .has_reason_in = nw_row_has (row, "reasons_in"),
    .has_reason_out = nw_row_has (row, "reason_out"),
    .because_of_risk = nw_row_contains (row, "reasons_in", "risk"),
    .has_risk = risks->len > 0 || treats,
    .treats_risk = treats,
    .valid_evidence = nw_evidence_is_valid (nw_evidence_best_of (row, context, NULL)),
    .vendors = nw_soa_is_supplier_control (subject->reference) && has_vendors (context),
    .processing = nw_soa_is_privacy_control (subject->reference) && nw_context_all (context, &nw_processing_activity)->len > 0,
    .review = review_of (row),
  };

  return nw_soa_issues (&soa, context->on);
}

static NwDay
last_approval (NwContext *context)
{
  GPtrArray *versions = nw_context_all (context, &nw_soa_version);
  NwDay last = NW_NO_DAY;

  for (guint i = 0; i < versions->len; i++)
    last = MAX (last, nw_row_day (versions->pdata[i], "approved_on"));
  return last;
}

/* Risks carry no date of their assessment; the clause that asks for it does. */
static void
look_through (const Subject *subject, NwContext *context, guint *n_unassessed, NwDay *assessed_on)
{
  GPtrArray *requirements = nw_context_children (context, &nw_requirement, "framework", subject->framework->id);

  *n_unassessed = 0;
  *assessed_on = NW_NO_DAY;
  for (guint i = 0; i < requirements->len; i++)
    {
      const NwRow *requirement = requirements->pdata[i];
      gboolean control = nw_soa_is_control (nw_row_text (requirement, "reference"));
      gboolean risks = nw_row_is (requirement, "reference", RISK_ASSESSMENT_CLAUSE);
      GPtrArray *assessments;

      if (!risks && !control)
        continue;
      assessments = nw_context_children (context, &nw_assessment, "requirement", requirement->id);
      *n_unassessed += control && assessments->len == 0 && nw_row_number (requirement, "assessable") != 0;
      for (guint a = 0; risks && a < assessments->len; a++)
        *assessed_on = MAX (*assessed_on, nw_row_day (assessments->pdata[a], "last_review"));
    }
}

static guint
issues_of_statement (NwContext *context, const Subject *subject)
{
  guint n_unassessed;
  NwDay assessed_on;

  look_through (subject, context, &n_unassessed, &assessed_on);
  return (n_unassessed > 0 ? NW_SOA_ISSUE (1) : 0)
         | (nw_soa_is_stale (last_approval (context), assessed_on) ? NW_SOA_ISSUE (8) : 0);
}

/* Nothing is older that was never approved. */
static const char *
why_broken (guint rule, NwContext *context)
{
  if (rule == 7 && last_approval (context) == NW_NO_DAY)
    return _("no statement of applicability was approved yet, and risks were assessed");
  return _(soa_rules[rule].why);
}

static gboolean
is_statement (const Subject *subject)
{
  return subject->iso && g_strcmp0 (subject->reference, SOA_CLAUSE) == 0;
}

void
nw_derive_assessment (const NwRow *row, NwContext *context, NwDerived *out)
{
  Subject subject = subject_of (row, context);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  NwControlStatus status = nw_control_status_parse (nw_row_text (row, "status"));
  gboolean valid = nw_evidence_is_valid (nw_evidence_best_of (row, context, NULL));
  guint issues = 0;

  status = nw_control_effective (nw_applicable_parse (nw_row_text (row, "applicable")), status, valid);
  nw_put_text (out, "effective_status", nw_control_status_name (status));
  nw_put_day (out, "effective_review", review_of (row));
  if (subject.control)
    issues = issues_of_control (row, context, &subject);
  else if (is_statement (&subject))
    issues = issues_of_statement (context, &subject);
  for (guint i = 0; i < NW_N_SOA_ISSUES; i++)
    if (issues & 1u << i)
      g_ptr_array_add (tags, (gpointer) soa_rules[i].tag);
  nw_put_tags (out, "soa_issues", tags);
}

static void
explain_status (const NwRow *row, NwReasons *reasons)
{
  const char *status = nw_say_choice (row, "status"), *effective = nw_say_choice (row, "effective_status");

  if (!nw_row_has (row, "effective_status"))
    nw_reasons_add (reasons, "effective_status", FALSE, _("unknown: the status is missing"));
  else if (nw_row_is (row, "applicable", "no"))
    nw_reasons_add (reasons, "effective_status", FALSE, _("it is declared not applicable"));
  else if (g_strcmp0 (nw_row_text (row, "status"), nw_row_text (row, "effective_status")) != 0)
    nw_reasons_add (reasons, "effective_status", FALSE, _("“%s” counts as “%s”: none of the linked evidence is valid today"),
                    status, effective);
  else
    nw_reasons_add (reasons, "effective_status", FALSE, _("the status that was set: %s"), status);
}

static void
explain_review (const NwRow *row, NwReasons *reasons)
{
  g_autofree char *last = nw_say_day (nw_row_day (row, "last_review"));

  if (nw_row_has (row, "next_review"))
    nw_reasons_add (reasons, "effective_review", FALSE, _("the next review that was set"));
  else if (nw_row_has (row, "effective_review"))
    nw_reasons_add (reasons, "effective_review", FALSE, ngettext ("the last review of %s and a cycle of %d month", "the last review of %s and a cycle of %d months",
                              (gulong) nw_row_number (row, "review_cycle_months")),
                    last, (int) nw_row_number (row, "review_cycle_months"));
  else
    nw_reasons_add (reasons, "effective_review", FALSE, _("unknown: the next review is missing, or the last review and the cycle"));
}

void
nw_explain_assessment (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  Subject subject = subject_of (row, context);
  g_autoptr (GString) text = g_string_new (NULL);

  explain_status (row, reasons);
  explain_review (row, reasons);
  for (guint i = 0; i < NW_N_SOA_ISSUES; i++)
    if (nw_row_contains (row, "soa_issues", soa_rules[i].tag))
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", soa_rules[i].tag, why_broken (i, context));
  if (text->len > 0)
    nw_reasons_add (reasons, "soa_issues", FALSE, "%s", text->str);
  else if (subject.control || is_statement (&subject))
    nw_reasons_add (reasons, "soa_issues", FALSE, _("it breaks none of the rules S1 to S10 of the statement of applicability"));
  else
    nw_reasons_add (reasons, "soa_issues", FALSE, _("the statement of applicability is about Annex A of ISO/IEC 27001 alone"));
}

void
nw_due_assessment (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  g_autofree char *last = nw_say_day (nw_row_day (row, "last_review"));
  g_autofree char *reason = g_strdup_printf (_("reviewed last: %s"), last);

  nw_agenda_add (agenda, row, "assessment_review", nw_row_day (row, "effective_review"), FALSE, reason,
                 _("Review whether the requirement is still met as described"));
}

static void
lack_soa (const NwRow *row, const Subject *subject, NwContext *context, NwGaps *gaps)
{
  for (guint i = 0; i < NW_N_SOA_ISSUES; i++)
    {
      g_autofree char *what = NULL;
      guint n_unassessed;
      NwDay assessed_on;

      if (!nw_row_contains (row, "soa_issues", soa_rules[i].tag))
        continue;
      if (!subject->control && i == 0)
        {
          look_through (subject, context, &n_unassessed, &assessed_on);
          what = g_strdup_printf (_("Assess the controls that have no assessment yet: %u"), n_unassessed);
        }
      nw_gaps_add (gaps, row, soa_rules[i].rule, soa_rules[i].level, why_broken (i, context), what ?: _(soa_rules[i].what));
    }
}

/* Clauses are mandatory, and Annex A has rules of its own (S2). */
static void
lack_exclusion (const NwRow *row, const Subject *subject, NwGaps *gaps)
{
  if (subject->iso && !subject->control)
    nw_gaps_add (gaps, row, "clause_excluded", NW_LEVEL_RED, _("clauses 4 to 10 of ISO/IEC 27001 apply to everybody"),
                 _("Declare it applicable"));
  else if (!subject->control && !nw_row_has (row, "reason_out"))
    nw_gaps_add (gaps, row, "exclusion_reason_missing", NW_LEVEL_AMBER, _("it is excluded without a reason"),
                 _("Write down why it does not apply"));
}

static void
lack_evidence (const NwRow *row, const Subject *subject, NwContext *context, NwGaps *gaps)
{
  guint n;
  NwEvidenceState best = nw_evidence_best_of (row, context, &n);
  gboolean claimed = nw_control_is_claimed (nw_control_status_parse (nw_row_text (row, "status")));
  gboolean documented = subject->requirement != NULL && nw_row_yes (subject->requirement, "documented");

  if (n == 0 && documented)
    nw_gaps_add (gaps, row, "documented_information_missing", NW_LEVEL_AMBER, _("the norm asks for documented information here"),
                 _("Link the document or the record"));
  else if (n == 0 && claimed && !subject->control)
    nw_gaps_add (gaps, row, "evidence_missing", NW_LEVEL_AMBER, _("it is said to be met, and nothing proves it"),
                 _("Link evidence"));
  else if (n > 0 && claimed && !subject->control && !nw_evidence_is_valid (best))
    nw_gaps_add (gaps, row, "evidence_expired", NW_LEVEL_AMBER, _("none of its evidence is valid today"),
                 _("Collect evidence again"));
}

static void
lack_open (const NwRow *row, const Subject *subject, NwGaps *gaps)
{
  const char *framework = subject->framework != NULL ? nw_row_text (subject->framework, "name") : "";
  g_autofree char *reason = g_strdup_printf (_("%s %s applies; status: %s"), framework, subject->reference ?: "",
                                             nw_say_choice (row, "effective_status"));

  if (!nw_control_is_claimed (nw_control_status_parse (nw_row_text (row, "effective_status"))))
    nw_gaps_add (gaps, row, "requirement_open", NW_LEVEL_AMBER, reason, _("Do what is required and set the status"));
}

/* That no review was ever held has no record to be told at but the clause. */
static void
lack_management_review (const NwRow *row, const Subject *subject, NwContext *context, NwGaps *gaps)
{
  GPtrArray *reviews;

  if (!subject->iso || g_strcmp0 (subject->reference, MANAGEMENT_REVIEW_CLAUSE) != 0)
    return;
  reviews = nw_context_all (context, &nw_management_review);
  for (guint i = 0; i < reviews->len; i++)
    if (nw_row_day (reviews->pdata[i], "held_on") <= context->on)
      return;
  nw_gaps_add (gaps, row, "management_review_missing", NW_LEVEL_RED,
               _("the management reviews the ISMS at planned intervals (ISO/IEC 27001, 9.3)"),
               _("Hold a management review and record it"));
}

/* One line per broken rule. Rows of Annex A tell evidence and reviews by S5
 * and S7, so that nothing is told twice. */
void
nw_lack_assessment (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  Subject subject = subject_of (row, context);
  gboolean applies = nw_row_is (row, "applicable", "yes");

  lack_soa (row, &subject, context, gaps);
  if (!subject.control)
    nw_lack_late_review (row, context, gaps, "effective_review");
  if (nw_is_excluded_row (row))
    {
      lack_exclusion (row, &subject, gaps);
      return;
    }
  if (!applies && !subject.control)
    nw_gaps_add (gaps, row, "requirement_undecided", NW_LEVEL_YELLOW, _("nobody decided whether it applies"),
                 _("Decide whether it applies"));
  lack_evidence (row, &subject, context, gaps);
  lack_management_review (row, &subject, context, gaps);
  if (applies)
    {
      lack_open (row, &subject, gaps);
      nw_lack_owner (row, gaps);
    }
}
