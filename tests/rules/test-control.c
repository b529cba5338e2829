/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <stdio.h>
#include <string.h>

/* Percentages of controls and the rules of the statement of applicability. */

static const NwProgressWeights weights = { 0, 10, 50, 90, 100 };

static void
assert_percent (NwFraction got, const char *wanted, const char *what, guint row)
{
  g_autofree char *text = nw_fraction_format (got, 4, NW_ROUND_HALF_AWAY);

  if (strcmp (text ?: "-", wanted) != 0)
    g_error ("%s of row %u: got %s, wanted %s", what, row, text ?: "-", wanted);
}

static void
test_percentages (void)
{
  static const char *const columns[NW_N_STATUSES] = { [NW_STATUS_OPEN] = "open", [NW_STATUS_PLANNED] = "planned",
                                                      [NW_STATUS_PARTIAL] = "partial",
    [NW_STATUS_IMPLEMENTED] = "implemented", [NW_STATUS_VERIFIED] = "verified", [NW_STATUS_FULFILLED] = "fulfilled" };
  g_autoptr (Vectors) v = vectors_load ("control");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwControlCounts counts = { 0 };

      for (guint s = 0; s < NW_N_STATUSES; s++)
        for (gint64 n = columns[s] != NULL ? vectors_number (v, i, columns[s]) : 0; n > 0; n--)
          nw_control_count (&counts, NW_APPLICABLE_YES, (NwControlStatus) s, NW_UNKNOWN);
      for (gint64 n = vectors_number (v, i, "out"); n > 0; n--)
        nw_control_count (&counts, NW_APPLICABLE_NO, NW_STATUS_NOT_APPLICABLE, 5);
      for (gint64 n = vectors_number (v, i, "undecided"); n > 0; n--)
        nw_control_count (&counts, NW_APPLICABLE_UNDECIDED, NW_STATUS_VERIFIED, 5);
      assert_percent (nw_implemented_pct (&counts), vectors_get (v, i, "implemented_pct"), "implemented", i);
      assert_percent (nw_verified_pct (&counts), vectors_get (v, i, "verified_pct"), "verified", i);
      assert_percent (nw_progress_pct (&counts, &weights), vectors_get (v, i, "progress_pct"), "progress", i);
      assert_percent (nw_gdpr_pct (&counts, 50), vectors_get (v, i, "gdpr_pct"), "gdpr", i);
      g_assert_cmpint (counts.undecided, ==, vectors_number (v, i, "undecided"));
    }
}

/* What a row adds, as the sentences of the specification say it; in percent
 * of a row, -1 for a row that is not applicable. */
static int
worth (NwApplicable applicable, NwControlStatus status, int open, int planned, int partial, int done, int verified)
{
  const int by_status[NW_N_STATUSES] = { 0, open, planned, partial, done, verified, done, 0 };

  return applicable == NW_APPLICABLE_YES ? by_status[status] : -1;
}

static void
assert_mean (NwFraction got, const int *list, guint n)
{
  gint64 sum = 0, rows = 0;

  for (guint i = 0; i < n; i++)
    if (list[i] >= 0)
      {
        sum += list[i];
        rows++;
      }
  g_assert_true (nw_fraction_known (got) == (rows > 0));
  if (rows > 0)
    g_assert_cmpint (got.n * rows, ==, sum * got.d);
}

#define LIST 40

/* Against lists of single rows that are summed up. */
static void
test_percentages_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      int done[LIST], verified[LIST], progress[LIST], gdpr[LIST], maturity[LIST];
      guint n = (guint) g_test_rand_int_range (0, LIST), rated = 0, scope = 0, undecided = 0;
      NwControlCounts counts = { 0 };

      for (guint i = 0; i < n; i++)
        {
          NwApplicable a = (NwApplicable) g_test_rand_int_range (0, 3);
          NwControlStatus s = (NwControlStatus) g_test_rand_int_range (0, NW_N_STATUSES);
          gboolean counted = a == NW_APPLICABLE_YES && s != NW_STATUS_NOT_APPLICABLE && g_test_rand_int_range (0, 2);
          int level = g_test_rand_int_range (0, 6);

          done[i] = worth (a, s, 0, 0, 0, 100, 100);
          verified[i] = worth (a, s, 0, 0, 0, 0, 100);
          progress[i] = worth (a, s, 0, 10, 50, 90, 100);
          gdpr[i] = worth (a, s, 0, 0, 50, 100, 100);
          maturity[i] = counted ? level : -1;
          rated += counted;
          scope += done[i] >= 0;
          undecided += a == NW_APPLICABLE_YES ? s == NW_STATUS_NOT_APPLICABLE : a != NW_APPLICABLE_NO && s != NW_STATUS_NOT_APPLICABLE;
          nw_control_count (&counts, a, s, counted || a != NW_APPLICABLE_YES ? level : NW_UNKNOWN);
        }
      assert_mean (nw_implemented_pct (&counts), done, n);
      assert_mean (nw_verified_pct (&counts), verified, n);
      assert_mean (nw_progress_pct (&counts, &weights), progress, n);
      assert_mean (nw_gdpr_pct (&counts, 50), gdpr, n);
      assert_mean (nw_maturity_mean (&counts), maturity, n);
      g_assert_cmpint (counts.rated, ==, rated);
      g_assert_cmpint (counts.unrated, ==, scope - rated);
      g_assert_cmpint (counts.undecided, ==, undecided);
      g_assert_cmpint (nw_control_applicable (&counts), ==, scope);
    }
}

static void
test_unknown_weights (void)
{
  NwControlCounts counts = { .n = { [NW_STATUS_VERIFIED] = 1 } };
  NwProgressWeights some = weights;

  some.partial = NW_UNKNOWN;
  g_assert_false (nw_fraction_known (nw_progress_pct (&counts, &some)));
  g_assert_false (nw_fraction_known (nw_gdpr_pct (&counts, NW_UNKNOWN)));
  g_assert_false (nw_fraction_known (nw_maturity_mean (&counts)));
}

static void
test_effective (void)
{
  for (guint s = 0; s < NW_N_STATUSES; s++)
    for (guint valid = 0; valid < 2; valid++)
      {
        NwControlStatus wanted = s == NW_STATUS_VERIFIED && !valid ? NW_STATUS_IMPLEMENTED : (NwControlStatus) s;

        g_assert_cmpint (nw_control_effective (NW_APPLICABLE_YES, (NwControlStatus) s, valid != 0), ==, wanted);
        g_assert_cmpint (nw_control_effective (NW_APPLICABLE_UNDECIDED, (NwControlStatus) s, valid != 0), ==, wanted);
        g_assert_cmpint (nw_control_effective (NW_APPLICABLE_NO, (NwControlStatus) s, valid != 0), ==, NW_STATUS_NOT_APPLICABLE);
        g_assert_cmpint (nw_control_status_parse (nw_control_status_name ((NwControlStatus) s)), ==, s);
      }
  g_assert_cmpint (nw_control_status_parse ("done"), ==, NW_STATUS_UNKNOWN);
}

static gboolean
yes (Vectors *v, guint i, const char *column)
{
  const char *cell = vectors_get (v, i, column);

  g_assert_true (strcmp (cell, "y") == 0 || strcmp (cell, "n") == 0);
  return *cell == 'y';
}

static char *
issue_text (guint issues)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= NW_N_SOA_ISSUES; i++)
    if (issues & NW_SOA_ISSUE (i))
      g_string_append_printf (text, "%sS%u", text->len > 0 ? ";" : "", i);
  return g_string_free (text, FALSE);
}

static void
test_soa (void)
{
  g_autoptr (Vectors) v = vectors_load ("soa");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      const NwSoaRow row = {
        .reference = vectors_get (v, i, "reference"),
        .applicable = nw_applicable_parse (vectors_get (v, i, "applicable")),
        .status = nw_control_status_parse (vectors_get (v, i, "status")),
        .has_reason_in = yes (v, i, "reason_in"), .has_reason_out = yes (v, i, "reason_out"),
        .because_of_risk = yes (v, i, "because_of_risk"), .has_risk = yes (v, i, "has_risk"),
        .treats_risk = yes (v, i, "treats_risk"),
        .valid_evidence = yes (v, i, "evidence"), .vendors = yes (v, i, "vendors"), .processing = yes (v, i, "processing"),
        .review = vectors_day (v, i, "review"),
      };
      g_autofree char *got = issue_text (nw_soa_issues (&row, vectors_day (v, i, "on")));

      if (strcmp (got, vectors_get (v, i, "issues")) != 0)
        g_error ("row %u, %s: got “%s”, wanted “%s”", i, row.reference, got, vectors_get (v, i, "issues"));
    }
}

/* The sentences of the specification, each by itself, over all references. */
static guint
issues_again (const NwSoaRow *r, NwDay on)
{
  guint set = 0, part = 0, number = 0;
  gboolean no = r->applicable == NW_APPLICABLE_NO;

  g_assert_cmpint (sscanf (r->reference, "A.%u.%u", &part, &number), ==, 2);
  if (r->applicable != NW_APPLICABLE_YES && !no)
    set += 1;
  if (no && !r->has_reason_out)
    set += 2;
  if (r->applicable == NW_APPLICABLE_YES && !r->has_reason_in)
    set += 4;
  if (r->because_of_risk && !no && !r->has_risk)
    set += 8;
  if (!no && !r->valid_evidence
      && (r->status == NW_STATUS_IMPLEMENTED || r->status == NW_STATUS_VERIFIED || r->status == NW_STATUS_FULFILLED))
    set += 16;
  if (r->treats_risk && no)
    set += 32;
  for (NwDay d = on - 800; d < on; d++)
    if (d == r->review)
      set += 64;
  if (no && r->vendors && ((part == 5 && number >= 19 && number <= 23) || (part == 8 && number == 30)))
    set += 256;
  if (no && r->processing && part == 5 && number == 34)
    set += 512;
  return set;
}

static void
test_soa_random (void)
{
  static const guint last[] = { 37, 8, 14, 34 };

  for (guint c = 0; c < 4 * RANDOM_CASES; c++)
    {
      guint theme = (guint) g_test_rand_int_range (0, 4), bits = (guint) g_test_rand_int ();
      g_autofree char *reference = g_strdup_printf ("A.%u.%d", 5 + theme, g_test_rand_int_range (1, (int) last[theme] + 1));
      NwDay on = random_day ("2024-01-01", "2027-12-31");
      const NwSoaRow row = {
        .reference = reference, .applicable = (NwApplicable) g_test_rand_int_range (0, 3),
        .status = (NwControlStatus) g_test_rand_int_range (0, NW_N_STATUSES),
        .has_reason_in = bits & 1, .has_reason_out = bits & 2, .because_of_risk = bits & 4, .has_risk = bits & 8,
        .treats_risk = bits & 16, .valid_evidence = bits & 32, .vendors = bits & 64, .processing = bits & 128,
        .review = bits & 256 ? NW_NO_DAY : on + g_test_rand_int_range (-5, 6),
      };

      g_assert_cmpuint (nw_soa_issues (&row, on), ==, issues_again (&row, on));
    }
}

static void
test_stale (void)
{
  g_autoptr (Vectors) v = vectors_load ("soa_stale");

  for (guint i = 0; i < vectors_rows (v); i++)
    g_assert_cmpint (nw_soa_is_stale (vectors_day (v, i, "approved_on"), vectors_day (v, i, "assessed_on")), ==,
                     strcmp (vectors_get (v, i, "stale"), "yes") == 0);
}

static void
test_evidence (void)
{
  g_autoptr (Vectors) v = vectors_load ("evidence");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwDay until = nw_evidence_valid_until (vectors_day (v, i, "collected"), vectors_day (v, i, "valid_until"),
                                             vectors_number (v, i, "cycle"));

      assert_day (until, vectors_day (v, i, "until"), "valid until");
      g_assert_cmpstr (nw_evidence_state_name (nw_evidence_state (until, vectors_day (v, i, "on"), 30)), ==,
                       vectors_get (v, i, "state"));
    }
  g_assert_cmpint (nw_evidence_state (day ("2030-01-01"), day ("2026-01-01"), NW_UNKNOWN), ==, NW_EVIDENCE_EXPIRING);
}

/* By walking from day to day: the days left are counted, not subtracted. */
static void
test_evidence_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwDay on = random_day ("2023-01-01", "2028-12-31");
      NwDay until = on + g_test_rand_int_range (-40, 80);
      int limit = g_test_rand_int_range (0, 60), left = 0;
      NwEvidenceState wanted = NW_EVIDENCE_EXPIRED;

      for (NwDay d = on; d <= until; d++)
        {
          wanted = left > limit ? NW_EVIDENCE_VALID : NW_EVIDENCE_EXPIRING;
          left++;
        }
      g_assert_cmpint (nw_evidence_state (until, on, limit), ==, wanted);
    }
}

static const char *const cover_names[] = { "unknown", "not", "partly", "fully" };

static void
test_covers (void)
{
  g_autoptr (Vectors) v = vectors_load ("covers");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwCovers got = nw_evidence_covers (vectors_day (v, i, "period_from"), vectors_day (v, i, "period_to"),
                                         vectors_day (v, i, "collected"),
                                         vectors_day (v, i, "valid_until"), vectors_day (v, i, "from"), vectors_day (v, i, "to"));

      if (strcmp (cover_names[got], vectors_get (v, i, "covers")) != 0)
        g_error ("row %u: got %s, wanted %s", i, cover_names[got], vectors_get (v, i, "covers"));
    }
}

/* Counts the days of one completely known span. */
static NwCovers
count_covered (NwDay begin, NwDay end, NwDay from, NwDay to)
{
  guint asked = 0, covered = 0;

  for (NwDay d = from; d <= to; d++)
    {
      asked++;
      covered += d >= begin && d <= end;
    }
  return covered == 0 ? NW_COVERS_NOT : covered == asked ? NW_COVERS_FULLY : NW_COVERS_PARTLY;
}

#define SPAN 24

/* All days that the unknown ones could be: if they agree, that is the answer. */
static NwCovers
covers_again (NwDay begin, NwDay end, NwDay from, NwDay to)
{
  NwCovers verdict = NW_COVERS_UNKNOWN;
  gboolean first = TRUE;

  if (begin != NW_NO_DAY && end != NW_NO_DAY)
    return count_covered (begin, end, from, to);
  for (NwDay b = -2 * SPAN; b <= 3 * SPAN; b++)
    for (NwDay e = b; e <= 3 * SPAN; e++)
      {
        NwCovers one = count_covered (b, e, from, to);

        if ((begin != NW_NO_DAY && b != begin) || (end != NW_NO_DAY && e != end))
          continue;
        if (!first && one != verdict)
          return NW_COVERS_UNKNOWN;
        verdict = one;
        first = FALSE;
      }
  return verdict;
}

static NwDay
maybe_day (void)
{
  return g_test_rand_int_range (0, 4) == 0 ? NW_NO_DAY : g_test_rand_int_range (0, SPAN);
}

static void
test_covers_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwDay begin = maybe_day (), end = maybe_day (), from = g_test_rand_int_range (0, SPAN),
        to = from + g_test_rand_int_range (0, 6);
      NwCovers wanted = covers_again (begin, end, from, to);

      g_assert_cmpint (nw_evidence_covers (NW_NO_DAY, NW_NO_DAY, begin, end, from, to), ==, wanted);
      if (begin != NW_NO_DAY || end != NW_NO_DAY)
        g_assert_cmpint (nw_evidence_covers (begin, end, maybe_day (), maybe_day (), from, to), ==, wanted);
      g_assert_cmpint (nw_evidence_covers (begin, end, begin, end, to + 1, to), ==, NW_COVERS_UNKNOWN);
    }
}

/* Month by month and day by day. */
static void
test_recurrence_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwDay last = random_day ("2019-12-25", "2104-03-05"), due, walked = last;
      int months = g_test_rand_int_range (0, 40), days = g_test_rand_int_range (0, 400), first_day, y, m, d;
      NwDay on = last + g_test_rand_int_range (-3, 4);

      nw_day_split (last, &y, &m, &first_day);
      for (int i = 0; i < months; i++)
        if (++m > 12)
          {
            m = 1;
            y++;
          }
      for (d = first_day; nw_day_new (y, m, d) == NW_NO_DAY; d--)
        ;
      due = nw_due_after_months (last, months);
      assert_day (due, nw_day_new (y, m, d), "due after months");
      for (int i = 0; i < days; i++)
        walked++;
      assert_day (nw_due_after_days (last, days), walked, "due after days");
      g_assert_cmpint (nw_is_late (last, on), ==, on - last >= 1);
    }
}

static void
test_recurrence_unknown (void)
{
  assert_day (nw_due_after_months (NW_NO_DAY, 12), NW_NO_DAY, "no day");
  assert_day (nw_due_after_months (day ("2026-01-01"), NW_UNKNOWN), NW_NO_DAY, "no months");
  assert_day (nw_due_after_months (day ("9999-06-01"), 12), NW_NO_DAY, "after the calendar");
  assert_day (nw_due_after_months (day ("2026-01-01"), G_MAXINT64), NW_NO_DAY, "too many months");
  assert_day (nw_due_after_days (NW_NO_DAY, 1), NW_NO_DAY, "no day");
  assert_day (nw_due_after_days (day ("2026-01-01"), NW_UNKNOWN), NW_NO_DAY, "no days");
  assert_day (nw_due_after_days (day ("9999-12-31"), 1), NW_NO_DAY, "after the calendar");
  g_assert_false (nw_is_late (NW_NO_DAY, day ("2026-01-01")));
}

static void
test_training (void)
{
  assert_percent (nw_training_rate (2, 3), "66.6667", "training", 0);
  assert_percent (nw_training_rate (0, 3), "0.0000", "training", 1);
  assert_percent (nw_training_rate (3, 3), "100.0000", "training", 2);
  assert_percent (nw_training_rate (0, 0), "-", "training", 3);
  assert_percent (nw_training_rate (4, 3), "-", "training", 4);
  assert_percent (nw_training_rate (NW_UNKNOWN, 3), "-", "training", 5);
  assert_percent (nw_training_rate (3, NW_UNKNOWN), "-", "training", 6);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/control/percentages", test_percentages);
  g_test_add_func ("/control/percentages-random", test_percentages_random);
  g_test_add_func ("/control/unknown-weights", test_unknown_weights);
  g_test_add_func ("/control/effective", test_effective);
  g_test_add_func ("/control/soa", test_soa);
  g_test_add_func ("/control/soa-random", test_soa_random);
  g_test_add_func ("/control/stale", test_stale);
  g_test_add_func ("/control/evidence", test_evidence);
  g_test_add_func ("/control/evidence-random", test_evidence_random);
  g_test_add_func ("/control/covers", test_covers);
  g_test_add_func ("/control/covers-random", test_covers_random);
  g_test_add_func ("/control/recurrence-random", test_recurrence_random);
  g_test_add_func ("/control/recurrence-unknown", test_recurrence_unknown);
  g_test_add_func ("/control/training", test_training);
  return g_test_run ();
}
