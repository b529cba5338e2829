/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include "db/nw-store-private.h"

/* Policies, risks, findings and audits through a register. */

static void
test_recurring (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) policy = make (r->store, &nw_policy, "title", "Passwords", NULL);
  g_autoptr (NwRecord) task = make (r->store, &nw_task, "title", "Restore", "cycle_months", "6", NULL);
  g_autoptr (NwRecord) training = make (r->store, &nw_training, "topic", "Phishing", "due_persons", "3", "valid_persons", "2",
                                        NULL);

  assert_gaps (r, policy, "evidence_missing owner_missing policy_unapproved");
  edit_good (r->store, policy, "approved_on", "2024-02-29");
  assert_text (r->store, policy, "effective_review", "2025-02-28");
  assert_due (r, policy, "policy_review=2025-02-28");
  assert_gaps (r, policy, "evidence_missing owner_missing policy_unapproved review_overdue");
  edit_good (r->store, policy, "next_review", "2026-03-15");
  assert_due (r, policy, "policy_review=2026-03-15");
  assert_text (r->store, task, "next_due", "");
  assert_gaps (r, task, "never_done owner_missing");
  assert_reason (r, task, "next_due", "never done");
  edit_good (r->store, task, "last_done", "2025-08-31");
  assert_text (r->store, task, "next_due", "2026-02-28");
  assert_due (r, task, "task_due=2026-02-28");
  assert_gaps (r, task, "evidence_missing owner_missing recurrence_overdue");
  assert_text (r->store, training, "rate", "66.7");
  assert_gaps (r, training, "never_done owner_missing training_incomplete");
  edit_good (r->store, training, "last_held", "2025-03-15");
  assert_due (r, training, "training_due=2026-03-15");
  edit_good (r->store, training, "valid_persons", "3");
  assert_text (r->store, training, "rate", "100");
  assert_gaps (r, training, "owner_missing");
  edit_good (r->store, training, "valid_persons", "0");
  edit_good (r->store, training, "due_persons", "0");
  assert_text (r->store, training, "rate", "");
  assert_reason (r, training, "rate", "nobody");
}

static void
test_acknowledgement (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) person = make (r->store, &nw_person, "name", "Ada", NULL);
  g_autoptr (NwRecord) text = make (r->store, &nw_evidence, "title", "Text", NULL);
  g_autoptr (NwRecord) policy = make (r->store, &nw_policy, "title", "Passwords", "approved_on", "2026-01-01",
                                      "approved_by", "P-0001",
                                      "owner", "P-0001", "document", "EV-0001", NULL);

  assert_gaps (r, policy, "policy_unacknowledged");
  edit_good (r->store, policy, "acknowledgement_percent", "89.99");
  assert_gaps (r, policy, "policy_unacknowledged");
  edit_good (r->store, policy, "acknowledgement_percent", "90");
  assert_gaps (r, policy, "");
}

static void
test_risk (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = make (r->store, &nw_person, "name", "Ada", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_person, "name", "Bo", NULL);
  g_autoptr (NwRecord) risk = make (r->store, &nw_risk, "title", "Fire", "owner", "P-0001", "next_review", "2026-03-15", NULL);

  assert_text (r->store, risk, "gross", "");
  assert_text (r->store, risk, "band", "");
  assert_text (r->store, risk, "above_appetite", "");
  assert_gaps (r, risk, "risk_unrated");
  assert_due (r, risk, "risk_review=2026-03-15");
  edit_good (r->store, risk, "likelihood", "3");
  edit_good (r->store, risk, "impact_a", "3");
  edit_good (r->store, risk, "impact_c", "1");
  assert_text (r->store, risk, "gross", "9");
  assert_text (r->store, risk, "band", "medium");
  assert_text (r->store, risk, "above_appetite", "false");
  assert_gaps (r, risk, "");
  edit_good (r->store, risk, "impact_money", "4");
  assert_text (r->store, risk, "gross", "12");
  assert_text (r->store, risk, "above_appetite", "true");
  assert_reason (r, risk, "above_appetite", "appetite 9");
  assert_gaps (r, risk, "risk_above_appetite");
  edit_good (r->store, risk, "accepted_on", "2025-03-15");
  edit_good (r->store, risk, "accepted_by", "P-0002");
  assert_text (r->store, risk, "acceptance_until", "2026-03-15");
  assert_gaps (r, risk, "risk_above_appetite risk_acceptance_unsigned");
  edit_good (r->store, risk, "accepted_by", "P-0001");
  assert_gaps (r, risk, "");
  assert_due (r, risk, "risk_acceptance_expiry=2026-03-15 risk_review=2026-03-15");
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_gaps (r, risk, "review_overdue risk_above_appetite risk_acceptance_expired");
}

static void
test_treatment (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = make (r->store, &nw_person, "name", "Ada", NULL);
  g_autoptr (NwRecord) risk = make (r->store, &nw_risk, "title", "Fire", "owner", "P-0001", "next_review", "2026-12-31",
                                    "current_likelihood", "4", "current_impact", "5", "target_likelihood", "2",
                                      "target_impact", "2",
                                    "treatment", "modify", "treatment_due", "2026-03-14", NULL);
  g_autoptr (NwRecord) control = NULL;

  assert_text (r->store, risk, "current", "20");
  assert_text (r->store, risk, "residual", "4");
  assert_text (r->store, risk, "band", "very_high");
  assert_gaps (r, risk, "risk_above_appetite risk_treatment_overdue risk_without_controls");
  assert_due (r, risk, "risk_review=2026-12-31 risk_treatment_due=2026-03-14");
  edit_good (r->store, risk, "treatment_plan", "Sprinklers");
  control = assess_one (r, "ISO", "A.7.5");
  edit_good (r->store, risk, "controls", "A.7.5");
  assert_gaps (r, risk, "risk_treatment_overdue");
  edit_good (r->store, risk, "treatment", "retain");
  assert_gaps (r, risk, "risk_above_appetite risk_treatment_overdue");
  edit_good (r->store, risk, "current_likelihood", "1");
  edit_good (r->store, risk, "current_impact", "4");
  assert_gaps (r, risk, "");
  assert_due (r, risk, "risk_review=2026-12-31");
  edit_good (r->store, risk, "target_impact", "3");
  assert_gaps (r, risk, "risk_residual_higher");
}

static void
test_finding (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) ada = make (r->store, &nw_person, "name", "Ada", NULL), bo = make (r->store, &nw_person, "name", "Bo", NULL);
  g_autoptr (NwRecord) finding = make (r->store, &nw_finding, "title", "Locks", "kind", "major", "state", "open", "owner", "P-0001",
                                       "found_on", "2025-12-15", NULL);
  g_autoptr (NwRecord) evidence = NULL, action = NULL;

  assert_text (r->store, finding, "effective_due", "2026-03-15");
  assert_text (r->store, finding, "overdue", "false");
  assert_due (r, finding, "finding_due=2026-03-15");
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_text (r->store, finding, "overdue", "true");
  assert_gaps (r, finding, "finding_overdue open_major");
  edit_good (r->store, finding, "state", "closed");
  assert_text (r->store, finding, "overdue", "false");
  assert_text (r->store, finding, "closed_on", "");
  assert_due (r, finding, "");
  assert_gaps (r, finding, "finding_without_action finding_without_cause");
  edit_good (r->store, finding, "root_cause", "Nobody was told");
  action = make (r->store, &nw_action, "title", "Tell", "finding", "F-0001", "assigned", "P-0001", "due_on", "2026-03-15", NULL);
  assert_text (r->store, action, "overdue", "true");
  assert_due (r, action, "action_due=2026-03-15");
  assert_gaps (r, action, "action_overdue");
  assert_gaps (r, finding, "finding_action_open finding_without_check finding_without_evidence");
  edit_good (r->store, action, "done_on", "2026-02-01");
  assert_text (r->store, action, "overdue", "false");
  assert_due (r, action, "");
  evidence = make (r->store, &nw_evidence, "title", "Mail", NULL);
  edit_good (r->store, action, "evidence", "EV-0001");
  edit_good (r->store, action, "effective", "yes");
  edit_good (r->store, action, "effectiveness_on", "2026-03-01");
  edit_good (r->store, action, "effectiveness_by", "P-0001");
  assert_gaps (r, finding, "finding_own_check");
  edit_good (r->store, action, "effectiveness_by", "P-0002");
  assert_gaps (r, finding, "");
  assert_text (r->store, finding, "closed_on", "2026-03-01");
  edit_good (r->store, finding, "state", "implemented");
  edit_good (r->store, action, "effective", "no");
  assert_gaps (r, finding, "finding_ineffective open_major");
}

static void
test_observation (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) iso = make (r->store, &nw_framework, "code", "ISO", "name", "ISO/IEC 27001", NULL);
  g_autoptr (NwRecord) law = make (r->store, &nw_framework, "code", "LAW", "name", "GDPR", NULL);
  g_autoptr (NwRecord) past = make (r->store, &nw_audit, "title", "One", "framework", "ISO", "starts_on", "2026-01-10", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_audit, "title", "Two", "framework", "LAW", "starts_on", "2026-02-10", NULL);
  g_autoptr (NwRecord) finding = make (r->store, &nw_finding, "title", "Locks", "kind", "observation", "audit", "AU-0001",
                                       "found_on", "2026-01-09", "state", "open", NULL);
  g_autoptr (NwRecord) next = NULL;

  assert_text (r->store, finding, "effective_due", "");
  assert_text (r->store, finding, "overdue", "");
  assert_reason (r, finding, "overdue", "unknown");
  next = make (r->store, &nw_audit, "title", "Three", "framework", "ISO", "starts_on", "2026-03-15", NULL);
  assert_text (r->store, finding, "effective_due", "2026-03-15");
  assert_text (r->store, finding, "overdue", "false");
  edit_good (r->store, next, "starts_on", "2026-03-14");
  assert_text (r->store, finding, "overdue", "true");
  edit_good (r->store, finding, "kind", "strength");
  assert_text (r->store, finding, "overdue", "false");
}

/* ISO/IEC 17021-1: six months from the last day of stage 2. */
static void
test_stage2 (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) audit = make (r->store, &nw_audit, "title", "Stage 2", "kind", "certification_stage2", "status", "closed",
                                     "starts_on", "2025-08-28", "ends_on", "2025-08-31", NULL);
  g_autoptr (NwRecord) finding = make (r->store, &nw_finding, "title", "Locks", "kind", "major", "audit", "AU-0001",
                                       "found_on", "2025-08-30", "due_on", "2025-11-01", "state", "effectiveness_checked", NULL);
  g_autoptr (NwRecord) figure = NULL;

  assert_due (r, finding, "stage2_major=2026-02-28");
  edit_good (r->store, finding, "kind", "minor");
  assert_due (r, finding, "");
  edit_good (r->store, finding, "kind", "major");
  edit_good (r->store, audit, "kind", "surveillance");
  assert_due (r, finding, "");
  edit_good (r->store, audit, "kind", "certification_stage2");
  figure = make (r->store, &nw_legal_parameter, "key", "iso27001.stage2_months", "value", "3", "valid_from", "2020-01-01", NULL);
  assert_due (r, finding, "stage2_major=2025-11-30");
  edit_good (r->store, finding, "state", "closed");
  assert_due (r, finding, "");
}

/* What has no due date by its kind is not late, and not unknown. */
static void
test_no_day_needed (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) finding = make (r->store, &nw_finding, "title", "Idea", "kind", "improvement", "found_on", "2026-01-09", NULL);
  g_autoptr (NwRecord) action = make (r->store, &nw_action, "title", "Try it", "finding", "F-0001", NULL);

  assert_text (r->store, finding, "overdue", "false");
  assert_reason (r, finding, "overdue", "needs none");
  assert_text (r->store, action, "overdue", "false");
  assert_reason (r, action, "overdue", "needs none");
  assert_gaps (r, action, "owner_missing");
  edit_good (r->store, finding, "due_on", "2026-03-14");
  assert_text (r->store, finding, "overdue", "true");
  edit_good (r->store, action, "due_on", "2026-03-14");
  assert_text (r->store, action, "overdue", "true");
  edit_good (r->store, action, "due_on", "");
  edit_good (r->store, finding, "kind", "minor");
  assert_text (r->store, action, "overdue", "");
  assert_gaps (r, action, "action_undated owner_missing");
}

static void
test_audit (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) ada = make (r->store, &nw_person, "name", "Ada", NULL);
  g_autoptr (NwRecord) bo = make (r->store, &nw_person, "name", "Bo", NULL);
  g_autoptr (NwRecord) control = assess_one (r, "ISO", "A.5.1");
  g_autoptr (NwRecord) evidence = make (r->store, &nw_evidence, "title", "Log", "period_from", "2026-01-01",
                                        "period_to", "2026-03-31", NULL);
  g_autoptr (NwRecord) audit = make (r->store, &nw_audit, "title", "Internal", "status", "planned", NULL);

  assert_gaps (r, audit, "audit_undated auditor_missing owner_missing");
  edit_good (r->store, audit, "owner", "P-0002");
  edit_good (r->store, audit, "starts_on", "2026-03-01");
  edit_good (r->store, audit, "auditor_person", "P-0001");
  edit_good (r->store, audit, "requirements", "A.5.1");
  assert_due (r, audit, "audit=2026-03-01");
  assert_gaps (r, audit, "");
  edit_good (r->store, control, "owner", "P-0001");
  assert_gaps (r, audit, "audit_independence");
  edit_good (r->store, control, "owner", "");
  edit_good (r->store, audit, "evidence", "EV-0001");
  assert_gaps (r, audit, "");
  edit_good (r->store, audit, "ends_on", "2026-04-01");
  assert_gaps (r, audit, "evidence_period");
  edit_good (r->store, evidence, "period_to", "2026-02-28");
  assert_gaps (r, audit, "evidence_period");
  edit_good (r->store, evidence, "period_from", "");
  edit_good (r->store, evidence, "period_to", "");
  assert_gaps (r, audit, "evidence_period");
  edit_good (r->store, evidence, "collected_on", "2025-02-28");
  assert_gaps (r, audit, "evidence_period");
  edit_good (r->store, evidence, "collected_on", "2026-03-01");
  assert_gaps (r, audit, "");
  edit_good (r->store, audit, "status", "running");
  assert_due (r, audit, "");
}

static void
test_management_review (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = make (r->store, &nw_management_review, "held_on", "2024-02-29", NULL), second = NULL, planned = NULL;

  assert_due (r, first, "management_review=2025-02-28");
  assert_gaps (r, first, "management_review_incomplete management_review_overdue");
  second = make (r->store, &nw_management_review, "held_on", "2026-03-15", "input_a", "a", "input_b", "b", "input_c", "c",
                 "input_d1", "d",
                 "input_d2", "d", "input_d3", "d", "input_d4", "d", "input_e", "e", "input_f", "f", "input_g", "g",
                   "decisions", "none", NULL);
  planned = make (r->store, &nw_management_review, "held_on", "2026-09-01", NULL);
  assert_due (r, first, "");
  assert_due (r, second, "management_review=2027-03-15");
  assert_due (r, planned, "");
  assert_gaps (r, first, "management_review_incomplete");
  assert_gaps (r, second, "");
  assert_gaps (r, planned, "");
}

/* Whatever is computed says why, and why not, of the emptiest and the fullest record. */
static void
test_explained (Register *r, gconstpointer unused)
{
  static const NwEntity *const kinds[] = { &nw_assessment, &nw_evidence, &nw_policy, &nw_task, &nw_training, &nw_risk, &nw_finding,
                                           &nw_action };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      NwRecord *records[] = { generate_required (r->store, kinds[k]), generate_full (r->store, kinds[k]) };

      for (guint i = 0; i < G_N_ELEMENTS (records); i++)
        {
          g_autoptr (NwRecord) record = records[i];
          g_autoptr (NwReasons) reasons = nw_store_explain (r->store, record);
          guint n;
          const NwField *fields = nw_entity_get_fields (kinds[k], &n);

          for (guint f = 0; f < n; f++)
            if (fields[f].computed && nw_reasons_of (reasons, f) == NULL)
              g_error ("%s.%s says not why", kinds[k]->name, fields[f].name);
        }
    }
}

static void
test_coverage (Register *r, gconstpointer unused)
{
  NwContext *context = &r->store->context;
  g_autoptr (NwRecord) first = assess_one (r, "ISO", "4.1"), second = assess_one (r, "ISO", "A.5.1"),
    out = assess_one (r, "ISO", "A.5.2");
  g_autoptr (NwRecord) unassessed = require_one (r, "ISO", "A.5.3"), heading = require_one (r, "ISO", "A.5"),
    law = assess_one (r, "LAW", "1");
  g_autoptr (NwRecord) audit = make (r->store, &nw_audit, "title", "One", "status", "closed", "starts_on", "2023-03-10",
                                     "ends_on", "2023-03-16",
                                     "requirements", "4.1;A.5.2;1", NULL);
  gint64 framework = nw_store_find_id (r->store, &nw_framework, "ISO"), audited, due, undecided;

  edit_good (r->store, heading, "assessable", "false");
  edit_good (r->store, out, "applicable", "no");
  edit_good (r->store, first, "applicable", "no");
  nw_audit_coverage_of (context, nw_context_row (context, &nw_framework, framework), &audited, &due, &undecided);
  g_assert_cmpint (due, ==, 2);
  g_assert_cmpint (audited, ==, 1);
  g_assert_cmpint (undecided, ==, 1);
  edit_good (r->store, second, "applicable", "undecided");
  nw_audit_coverage_of (context, nw_context_row (context, &nw_framework, framework), &audited, &due, &undecided);
  g_assert_cmpint (due, ==, 1);
  g_assert_cmpint (undecided, ==, 2);
  edit_good (r->store, audit, "status", "planned");
  nw_audit_coverage_of (context, nw_context_row (context, &nw_framework, framework), &audited, &due, &undecided);
  g_assert_cmpint (audited, ==, 0);
  edit_good (r->store, audit, "status", "closed");
  nw_store_set_day (r->store, day ("2026-03-16"));
  nw_audit_coverage_of (context, nw_context_row (context, &nw_framework, framework), &audited, &due, &undecided);
  g_assert_cmpint (audited, ==, 0);
}

static void
assert_days (NwContext *context, NwRecord *finding, gint64 wanted)
{
  const NwRow *row = nw_context_row (context, &nw_finding, nw_record_get_id (finding));

  g_assert_cmpint (nw_finding_row_days (nw_context_derived (context, row)), ==, wanted);
}

static void
test_repeated (Register *r, gconstpointer unused)
{
  NwContext *context = &r->store->context;
  g_autoptr (NwRecord) control = assess_one (r, "ISO", "A.5.1");
  g_autoptr (NwRecord) first = make (r->store, &nw_finding, "title", "One", "kind", "minor", "requirement", "A.5.1",
                                     "found_on", "2024-03-15", NULL);
  g_autoptr (NwRecord) again = make (r->store, &nw_finding, "title", "Two", "kind", "major", "requirement", "A.5.1",
                                     "found_on", "2026-03-15",
                                     "state", "closed", NULL);
  g_autoptr (NwRecord) praise = make (r->store, &nw_finding, "title", "Three", "kind", "strength", "requirement", "A.5.1",
                                      "found_on", "2026-03-16", NULL);
  g_autoptr (NwRecord) action = make (r->store, &nw_action, "title", "Do", "finding", "F-0002", "done_on", "2026-03-25", NULL);
  gint64 all, unjudged;

  g_assert_cmpint (nw_finding_repeats_of (context, &all, &unjudged), ==, 1);
  g_assert_cmpint (all, ==, 2);
  g_assert_cmpint (unjudged, ==, 0);
  edit_good (r->store, first, "found_on", "2024-03-14");
  g_assert_cmpint (nw_finding_repeats_of (context, &all, &unjudged), ==, 0);
  edit_good (r->store, first, "found_on", "");
  g_assert_cmpint (nw_finding_repeats_of (context, &all, &unjudged), ==, 0);
  g_assert_cmpint (unjudged, ==, 1);
  assert_text (r->store, again, "closed_on", "2026-03-25");
  assert_days (context, again, 10);
  assert_days (context, first, NW_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/audit-rows/recurring", test_recurring);
  REGISTER ("/audit-rows/acknowledgement", test_acknowledgement);
  REGISTER ("/audit-rows/risk", test_risk);
  REGISTER ("/audit-rows/treatment", test_treatment);
  REGISTER ("/audit-rows/finding", test_finding);
  REGISTER ("/audit-rows/observation", test_observation);
  REGISTER ("/audit-rows/stage2", test_stage2);
  REGISTER ("/audit-rows/no-day-needed", test_no_day_needed);
  REGISTER ("/audit-rows/audit", test_audit);
  REGISTER ("/audit-rows/management-review", test_management_review);
  REGISTER ("/audit-rows/explained", test_explained);
  REGISTER ("/audit-rows/coverage", test_coverage);
  REGISTER ("/audit-rows/repeated", test_repeated);
  return g_test_run ();
}
