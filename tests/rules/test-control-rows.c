/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include "db/nw-store-private.h"
#include "exchange/nw-catalogue.h"

#include <string.h>

/* Assessments and evidence through a register. */

static void
test_effective (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) control = assess_one (r, "ISO", "A.5.1");
  g_autoptr (NwRecord) evidence = make (r->store, &nw_evidence, "title", "Report", "collected_on", "2025-03-20", NULL);
  g_autoptr (GError) error = NULL;

  assert_text (r->store, evidence, "state", "expiring");
  assert_text (r->store, evidence, "effective_until", "2026-03-20");
  edit_good (r->store, control, "reasons_in", "baseline");
  edit_good (r->store, control, "status", "verified");
  assert_text (r->store, control, "effective_status", "implemented");
  assert_text (r->store, control, "soa_issues", "S5");
  edit_good (r->store, control, "evidence", "EV-0001");
  assert_text (r->store, control, "effective_status", "verified");
  assert_text (r->store, control, "soa_issues", "");
  nw_store_set_day (r->store, day ("2026-03-20"));
  assert_text (r->store, control, "effective_status", "verified");
  nw_store_set_day (r->store, day ("2026-03-21"));
  assert_text (r->store, evidence, "state", "expired");
  assert_text (r->store, control, "effective_status", "implemented");
  assert_text (r->store, control, "soa_issues", "S5");
  assert_reason (r, control, "effective_status", "none of the linked evidence is valid");
  edit_good (r->store, evidence, "valid_until", "2026-03-21");
  assert_text (r->store, control, "effective_status", "verified");
  edit_good (r->store, evidence, "valid_until", "");
  edit_good (r->store, evidence, "collected_on", "");
  assert_text (r->store, evidence, "state", "no_period");
  assert_text (r->store, control, "effective_status", "implemented");
  edit_good (r->store, evidence, "collected_on", "2026-03-21");
  assert_text (r->store, control, "effective_status", "verified");
  g_assert_true (mark (r->store, evidence, NW_MARK_DELETE, &error));
  assert_text (r->store, control, "effective_status", "implemented");
  edit_good (r->store, control, "status", "");
  assert_text (r->store, control, "effective_status", "");
  assert_reason (r, control, "effective_status", "unknown");
}

/* Days and cycles come from the figures of the register. */
static void
test_figures (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) evidence = make (r->store, &nw_evidence, "title", "Report", "collected_on", "2025-06-15", NULL);
  g_autoptr (NwRecord) cycle = NULL, days = NULL;

  assert_text (r->store, evidence, "state", "valid");
  days = make (r->store, &nw_legal_parameter, "key", "evidence.expiring_days", "value", "100", "valid_from", "2020-01-01", NULL);
  assert_text (r->store, evidence, "state", "expiring");
  cycle = make (r->store, &nw_legal_parameter, "key", "evidence.cycle_months", "value", "6", "valid_from", "2020-01-01", NULL);
  assert_text (r->store, evidence, "effective_until", "2025-12-15");
  assert_text (r->store, evidence, "state", "expired");
  edit_good (r->store, evidence, "cycle_months", "24");
  assert_text (r->store, evidence, "effective_until", "2027-06-15");
}

static void
test_soa_rows (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) supplier = assess_one (r, "ISO", "A.5.19"), privacy = assess_one (r, "ISO", "A.5.34"),
    other = assess_one (r, "ISO", "A.8.8");
  g_autoptr (NwRecord) vendor = NULL, activity = NULL, risk = NULL;

  assert_text (r->store, supplier, "soa_issues", "S3");
  edit_good (r->store, supplier, "applicable", "no");
  assert_text (r->store, supplier, "soa_issues", "S2");
  assert_text (r->store, supplier, "effective_status", "not_applicable");
  vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  assert_text (r->store, supplier, "soa_issues", "S2;S9");
  edit_good (r->store, vendor, "status", "ended");
  assert_text (r->store, supplier, "soa_issues", "S2");
  edit_good (r->store, privacy, "applicable", "no");
  edit_good (r->store, privacy, "reason_out", "none");
  assert_text (r->store, privacy, "soa_issues", "");
  activity = make (r->store, &nw_processing_activity, "title", "Payroll", NULL);
  assert_text (r->store, privacy, "soa_issues", "S10");
  edit_good (r->store, other, "reasons_in", "risk");
  assert_text (r->store, other, "soa_issues", "S4");
  risk = make (r->store, &nw_risk, "title", "Fire", NULL);
  edit_good (r->store, other, "risks", "R-0001");
  assert_text (r->store, other, "soa_issues", "");
  edit_good (r->store, other, "risks", "");
  edit_good (r->store, risk, "controls", "A.8.8");
  assert_text (r->store, other, "soa_issues", "");
  edit_good (r->store, other, "applicable", "no");
  assert_text (r->store, other, "soa_issues", "S2;S6");
  edit_good (r->store, other, "applicable", "undecided");
  assert_text (r->store, other, "soa_issues", "S1");
  edit_good (r->store, other, "next_review", "2026-03-14");
  assert_text (r->store, other, "soa_issues", "S1;S7");
  assert_gaps (r, other, "soa_S1 soa_S7");
  assert_reason (r, other, "soa_issues", "S7");
  nw_store_set_day (r->store, day ("2026-03-14"));
  assert_text (r->store, other, "soa_issues", "S1");
}

/* S1 and S8 where they concern the statement as a whole; other norms have no S rules. */
static void
test_soa_statement (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) clause = assess_one (r, "ISO", "6.1.3"), risks = assess_one (r, "ISO", "8.2"),
    law = assess_one (r, "LAW", "Art. 5");
  g_autoptr (NwRecord) unassessed = require_one (r, "ISO", "A.5.1"), assessed = NULL, version = NULL;

  assert_text (r->store, clause, "soa_issues", "S1");
  assessed = make (r->store, &nw_assessment, "requirement", "A.5.1", NULL);
  assert_text (r->store, clause, "soa_issues", "");
  assert_text (r->store, assessed, "soa_issues", "S1");
  edit_good (r->store, risks, "last_review", "2026-02-01");
  assert_text (r->store, clause, "soa_issues", "S8");
  assert_reason (r, clause, "soa_issues", "S8: no statement of applicability was approved yet");
  version = make (r->store, &nw_soa_version, "version", "1", "approved_on", "2026-01-31", NULL);
  assert_text (r->store, clause, "soa_issues", "S8");
  assert_reason (r, clause, "soa_issues", "S8: the approved statement of applicability is older");
  edit_good (r->store, version, "approved_on", "2026-02-01");
  assert_text (r->store, clause, "soa_issues", "");
  edit_good (r->store, law, "next_review", "2026-01-01");
  assert_text (r->store, law, "soa_issues", "");
  assert_gaps (r, law, "owner_missing requirement_open review_overdue");
}

static void
test_assessment_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) person = make (r->store, &nw_person, "name", "Ada", NULL);
  g_autoptr (NwRecord) law = assess_one (r, "LAW", "Art. 30"), clause = assess_one (r, "ISO", "9.3.1");
  g_autoptr (NwRecord) evidence = NULL, review = NULL, norm = nw_store_find (r->store, &nw_requirement, "9.3.1", NULL);

  edit_good (r->store, law, "owner", "P-0001");
  edit_good (r->store, clause, "owner", "P-0001");
  assert_gaps (r, law, "requirement_open");
  edit_good (r->store, law, "status", "fulfilled");
  assert_text (r->store, law, "effective_status", "fulfilled");
  assert_gaps (r, law, "evidence_missing");
  evidence = make (r->store, &nw_evidence, "title", "Report", "collected_on", "2025-03-14", NULL);
  edit_good (r->store, law, "evidence", "EV-0001");
  assert_gaps (r, law, "evidence_expired");
  assert_text (r->store, law, "effective_status", "fulfilled");
  edit_good (r->store, evidence, "collected_on", "2025-03-15");
  assert_gaps (r, law, "");
  edit_good (r->store, law, "applicable", "undecided");
  assert_gaps (r, law, "requirement_undecided");
  edit_good (r->store, law, "applicable", "no");
  assert_gaps (r, law, "exclusion_reason_missing");
  assert_gaps (r, clause, "management_review_missing requirement_open");
  review = make (r->store, &nw_management_review, "held_on", "2026-03-16", NULL);
  assert_gaps (r, clause, "management_review_missing requirement_open");
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_gaps (r, clause, "requirement_open");
  edit_good (r->store, norm, "documented", "true");
  assert_gaps (r, clause, "documented_information_missing requirement_open");
  edit_good (r->store, clause, "applicable", "no");
  assert_gaps (r, clause, "clause_excluded");
}

static void
test_reviews_due (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) law = assess_one (r, "LAW", "Art. 30");

  assert_due (r, law, "");
  edit_good (r->store, law, "last_review", "2025-08-31");
  edit_good (r->store, law, "review_cycle_months", "6");
  assert_text (r->store, law, "effective_review", "2026-02-28");
  assert_due (r, law, "assessment_review=2026-02-28");
  edit_good (r->store, law, "next_review", "2026-05-01");
  assert_due (r, law, "assessment_review=2026-05-01");
}

/* What is replaced, or only witnesses the past, is not collected again. */
static void
test_evidence_due (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) law = assess_one (r, "LAW", "Art. 30");
  g_autoptr (NwRecord) old = make (r->store, &nw_evidence, "title", "Old", "collected_on", "2024-03-15", NULL);
  g_autoptr (NwRecord) fresh = make (r->store, &nw_evidence, "title", "New", "collected_on", "2026-03-15", NULL);
  g_autoptr (NwRecord) audit = NULL;

  assert_due (r, old, "evidence_expiry=2025-03-15");
  edit_good (r->store, law, "evidence", "EV-0001");
  assert_due (r, old, "evidence_expiry=2025-03-15");
  edit_good (r->store, law, "evidence", "EV-0001;EV-0002");
  assert_due (r, old, "");
  assert_due (r, fresh, "evidence_expiry=2027-03-15");
  edit_good (r->store, law, "evidence", "");
  audit = make (r->store, &nw_audit, "title", "Audit", "evidence", "EV-0001;EV-0002", NULL);
  assert_due (r, old, "evidence_expiry=2025-03-15");
  edit_good (r->store, law, "evidence", "EV-0001");
  edit_good (r->store, law, "applicable", "no");
  assert_due (r, old, "evidence_expiry=2025-03-15");
}

/* Whatever a document is linked to, its end stays in sight. */
static void
test_document_due (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) law = assess_one (r, "LAW", "Art. 30");
  g_autoptr (NwRecord) paper = make (r->store, &nw_evidence, "title", "Paper", "collected_on", "2024-03-15", NULL);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "V", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", "title", "D", NULL);
  g_autoptr (NwRecord) certificate = make (r->store, &nw_certificate, "vendor", "V-0001", "number", "1", NULL);
  g_autoptr (NwRecord) policy = make (r->store, &nw_policy, "title", "P", NULL);
  g_autoptr (NwRecord) task = make (r->store, &nw_task, "title", "T", NULL);
  g_autoptr (NwRecord) action = make (r->store, &nw_action, "title", "A", NULL);
  const struct { NwRecord *record; const char *field; } users[] = {
    { contract, "evidence" }, { dpa, "evidence" }, { certificate, "document" }, { policy, "document" }, { task, "evidence" },
    { action, "evidence" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      edit_good (r->store, users[i].record, users[i].field, "EV-0001");
      assert_due (r, paper, "evidence_expiry=2025-03-15");
      assert_text (r->store, paper, "state", "expired");
      edit_good (r->store, law, "evidence", "EV-0001");
      assert_due (r, paper, "evidence_expiry=2025-03-15");
      edit_good (r->store, law, "evidence", "");
      edit_good (r->store, users[i].record, users[i].field, "");
      assert_due (r, paper, "evidence_expiry=2025-03-15");
    }
}

/* All shipped requirements at once: nothing is told that is not so, nothing left out. */
static void
test_catalogue (Register *r, gconstpointer unused)
{
  static const NwReason because = { NW_ENTRY_EDIT, "Anna Test", "test" };
  g_autoptr (NwRecord) statement = NULL, control = NULL;
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GError) error = NULL;
  guint n, undecided = 0;

  g_assert_true (nw_catalogue_install (r->store, "iso27001", &because, &error));
  g_assert_true (nw_catalogue_assess (r->store, "iso27001", &because, &n, &error));
  gaps = nw_store_gaps (r->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    undecided += strcmp (((NwGap *) gaps->pdata[i])->rule, "soa_S1") == 0;
  g_assert_cmpuint (undecided, ==, 93);
  statement = nw_store_find (r->store, &nw_assessment, "iso27001:6.1.3", &error);
  control = nw_store_find (r->store, &nw_assessment, "iso27001:A.5.1", &error);
  assert_text (r->store, statement, "soa_issues", "");
  g_assert_true (mark (r->store, control, NW_MARK_DELETE, &error));
  assert_text (r->store, statement, "soa_issues", "S1");
}

/* The weights of the register, and rows as they count. */
static void
test_counting (Register *r, gconstpointer unused)
{
  NwContext *context = &r->store->context;
  g_autoptr (NwRecord) one = assess_one (r, "ISO", "A.5.1"), two = assess_one (r, "ISO", "A.5.2");
  g_autoptr (NwRecord) weight = make (r->store, &nw_legal_parameter, "key", "control.progress_implemented", "value", "80",
                                      "valid_from", "2020-01-01", NULL);
  NwProgressWeights weights = nw_progress_weights (context, day ("2026-03-15"));
  NwControlCounts counts = { 0 };
  GPtrArray *all;
  NwFraction progress;

  edit_good (r->store, one, "status", "verified");
  edit_good (r->store, one, "maturity", "3");
  edit_good (r->store, two, "status", "partial");
  all = nw_context_all (context, &nw_assessment);
  for (guint i = 0; i < all->len; i++)
    nw_assessment_count (nw_context_derived (context, all->pdata[i]), &counts);
  progress = nw_progress_pct (&counts, &weights);
  g_assert_true (progress.n == 65 && progress.d == 1);
  g_assert_cmpint (nw_control_verified (&counts), ==, 0);
  g_assert_cmpint (counts.rated, ==, 1);
  g_assert_cmpint (counts.unrated, ==, 1);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/control-rows/effective", test_effective);
  REGISTER ("/control-rows/figures", test_figures);
  REGISTER ("/control-rows/soa-rows", test_soa_rows);
  REGISTER ("/control-rows/soa-statement", test_soa_statement);
  REGISTER ("/control-rows/assessment-gaps", test_assessment_gaps);
  REGISTER ("/control-rows/reviews-due", test_reviews_due);
  REGISTER ("/control-rows/evidence-due", test_evidence_due);
  REGISTER ("/control-rows/document-due", test_document_due);
  REGISTER ("/control-rows/catalogue", test_catalogue);
  REGISTER ("/control-rows/counting", test_counting);
  return g_test_run ();
}
