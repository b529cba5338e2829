/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* The rules about vendors, questionnaires and renewals: known answers, and
 * against slow second ways to reach the same. */

static const NwTierFigures tiers = {
  .weight = { 30, 20, 15, 15, 10, 10 }, .from = { 75, 50, 25 },
  .first_impact = 4, .first_replace = 3, .second_data = 4, .second_access = 4,
};
static const NwGradeFigures grades = {
  .weight = { 25, 20, 20, 15, 10, 10 }, .knock_below = 50, .knock_cap = 49, .grade_from = { 85, 70, 55 },
};
static const NwRenewalFigures renewals = {
  .exit_below = 40, .replace_below = 55, .renegotiate_below = 75, .ready_from = 60, .price_above = 5, .majors_from = 2,
};

static void
assert_score (NwFraction got, int digits, const char *wanted)
{
  g_autofree char *text = nw_fraction_format (got, digits, NW_ROUND_HALF_AWAY);

  g_assert_cmpstr (text != NULL ? text : "-", ==, wanted);
}

static void
test_tier_vectors (void)
{
  static const char *const columns[] = { "impact", "data", "access", "replace", "regulation", "spend" };
  g_autoptr (Vectors) vectors = vectors_load ("vendor-tier");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwVendorFactors factors;

      g_test_message ("%s", vectors_get (vectors, i, "id"));
      for (guint f = 0; f < NW_N_FACTORS; f++)
        factors.value[f] = vectors_number (vectors, i, columns[f]);
      assert_score (nw_vendor_tier_score (&factors, &tiers), 2, vectors_get (vectors, i, "score"));
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, vectors_number (vectors, i, "tier"));
    }
}

/* Every one of the 15 625 combinations, against points counted in quarters. */
static void
test_tier_all (void)
{
  for (int code = 0; code < 15625; code++)
    {
      int a = code % 5, b = code / 5 % 5, c = code / 25 % 5, d = code / 125 % 5, e = code / 625 % 5, f = code / 3125;
      NwVendorFactors factors = { { a, b, c, d, e, f } };
      int quarters = 30 * a + 20 * b + 15 * c + 15 * d + 10 * e + 10 * f;
      int wanted = quarters < 100 ? 4 : quarters < 200 ? 3 : quarters < 300 ? 2 : 1;

      if ((b == 4 || c == 4) && wanted > 2)
        wanted = 2;
      if (a == 4 && (d == 3 || d == 4))
        wanted = 1;
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, wanted);
    }
}

/* One unknown factor, and nobody knows. */
static void
test_tier_unknown (void)
{
  for (guint i = 0; i < NW_N_FACTORS; i++)
    {
      NwVendorFactors factors = { { 4, 4, 4, 4, 4, 4 } };

      factors.value[i] = NW_UNKNOWN;
      g_assert_false (nw_fraction_known (nw_vendor_tier_score (&factors, &tiers)));
      g_assert_cmpint (nw_vendor_tier (&factors, &tiers), ==, 0);
    }
}

static void
test_stability (void)
{
  NwStability count = { 0, 0 };

  g_assert_false (nw_fraction_known (nw_stability_percent (&count)));
  nw_stability_count (&count, 3, "A");
  nw_stability_count (&count, 0, "A");
  g_assert_cmpuint (count.all, ==, 0);
  nw_stability_count (&count, 1, "A");
  nw_stability_count (&count, 2, "B");
  nw_stability_count (&count, 2, "C");
  nw_stability_count (&count, 1, NULL);
  assert_score (nw_stability_percent (&count), 1, "50.0");
}

static void
test_review_day (void)
{
  assert_day (nw_vendor_review_day (day ("2025-08-31"), 6), day ("2026-02-28"), "six months");
  assert_day (nw_vendor_review_day (day ("2024-02-29"), 12), day ("2025-02-28"), "leap day");
  assert_day (nw_vendor_review_day (NW_NO_DAY, 12), NW_NO_DAY, "never reviewed");
  assert_day (nw_vendor_review_day (day ("2026-01-01"), NW_UNKNOWN), NW_NO_DAY, "unknown cycle");
}

static void
test_grade_vectors (void)
{
  static const char *const columns[] = { "sec", "pri", "per", "exi", "fin", "cst" };
  g_autoptr (Vectors) vectors = vectors_load ("vendor-grade");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      NwFraction domain[NW_N_DOMAINS], score;
      const char *grade;

      g_test_message ("%s", vectors_get (vectors, i, "id"));
      for (guint d = 0; d < NW_N_DOMAINS; d++)
        domain[d] = nw_fraction_parse (vectors_get (vectors, i, columns[d]));
      score = nw_questionnaire_score (domain, vectors_number (vectors, i, "knocked_out") == 1, &grades);
      grade = nw_questionnaire_grade (score, &grades);
      assert_score (score, 2, vectors_get (vectors, i, "score"));
      g_assert_cmpstr (grade != NULL ? grade : "-", ==, vectors_get (vectors, i, "grade"));
    }
}

/* The second way: whole numbers over one denominator that all counts up to
 * six divide, 60 × the sum of the weights that apply. */
static void
check_rating (const NwAnswerFact *answers, guint n)
{
  gint64 sum[NW_N_DOMAINS] = { 0 }, count[NW_N_DOMAINS] = { 0 }, total = 0, weights = 0;
  guint failed = 0, open = 0;
  NwGrading got = nw_questionnaire_rate (answers, n, &grades);

  for (guint i = 0; i < n; i++)
    {
      open += answers[i].state == NW_ANSWER_OPEN;
      if (answers[i].state != NW_ANSWER_GIVEN)
        continue;
      sum[answers[i].domain] += answers[i].score.n;
      count[answers[i].domain]++;
      failed += answers[i].knock_out && answers[i].score.n < 50;
    }
  for (guint d = 0; d < NW_N_DOMAINS; d++)
    {
      g_assert_true (nw_fraction_known (got.domain[d]) == (count[d] > 0));
      if (count[d] > 0)
        {
          g_assert_true (got.domain[d].n * count[d] == sum[d] * got.domain[d].d);
          total += grades.weight[d] * (60 / count[d]) * sum[d];
          weights += 60 * grades.weight[d];
        }
    }
  g_assert_cmpuint (got.failed, ==, failed);
  g_assert_cmpuint (got.open, ==, open);
  g_assert_true (nw_fraction_known (got.score) == (weights > 0));
  if (weights == 0)
    return;
  if (failed > 0 && total > 49 * weights)
    g_assert_true (got.score.n == 49 && got.score.d == 1);
  else
    g_assert_true (got.score.n * weights == total * got.score.d);
}

static void
test_rating_random (void)
{
  static const int scores[] = { 0, 25, 50, 75, 100 };

  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwAnswerFact answers[6 * NW_N_DOMAINS];
      gboolean complete = g_test_rand_bit (), strict = g_test_rand_bit ();
      guint n = 0;

      for (guint d = 0; d < NW_N_DOMAINS; d++)
        for (gint i = g_test_rand_int_range (0, 7); i > 0; i--)
          answers[n++] = (NwAnswerFact){
            .domain = d, .knock_out = strict && g_test_rand_int_range (0, 4) == 0,
            .state = (NwAnswerState) g_test_rand_int_range (complete ? 1 : 0, 3),
            .score = nw_fraction (scores[g_test_rand_int_range (0, 5)], 1),
          };
      check_rating (answers, n);
    }
}

static void
assert_proposal (NwRenewalVerdict got, const char *proposal, const char *with)
{
  const char *name = nw_renewal_proposal_name (got.proposal);

  g_assert_cmpstr (name != NULL ? name : "-", ==, proposal);
  g_assert_cmpint ((got.reasons & NW_WITH_BRIDGE_TERM) != 0, ==, strcmp (with, "bridge") == 0);
  g_assert_cmpint ((got.reasons & NW_FOR_SHORT_TERM) != 0, ==, strcmp (with, "short") == 0);
}

static void
test_renewal_vectors (void)
{
  g_autoptr (Vectors) vectors = vectors_load ("vendor-renewal");

  for (guint i = 0; i < vectors_rows (vectors); i++)
    {
      const NwRenewalFacts facts = {
        .score = nw_fraction_parse (vectors_get (vectors, i, "score")),
        .exit_score = nw_fraction_parse (vectors_get (vectors, i, "exit")),
        .price_points = nw_fraction_parse (vectors_get (vectors, i, "price")),
        .legal_block = vectors_number (vectors, i, "legal") == 1,
        .chronic = vectors_number (vectors, i, "chronic") == 1,
        .majors = (guint) vectors_number (vectors, i, "majors"),
        .gap = vectors_number (vectors, i, "gap") == 1,
        .alternative = vectors_number (vectors, i, "alternative") == 1,
      };

      g_test_message ("%s", vectors_get (vectors, i, "id"));
      assert_proposal (nw_renewal_propose (&facts, &renewals), vectors_get (vectors, i, "proposal"), vectors_get (vectors, i, "with"));
    }
}

/* The second way: a decision table. Each line says what must hold (y), must
 * not (n) or does not matter (-), in the order of the letters below; the first
 * that fits decides. L legal block, K score known, A under 40, B under 55, C
 * under 75, M two majors or chronic, R ready, T an alternative, P dearer, G
 * gap. */
static const struct
{
  const char *when, *proposal, *with;
} table[] = {
  /* LKABCMRTPG */
  { "y-----y---", "exit", "-" },
  { "y-----n---", "exit", "bridge" },
  { "-yy---y---", "exit", "-" },
  { "-yy---n---", "exit", "bridge" },
  { "-n--------", "-", "-" },
  { "---y--yy--", "replace", "-" },
  { "---y------", "renegotiate", "short" },
  { "-----yyy--", "replace", "-" },
  { "-----y----", "renegotiate", "short" },
  { "----y-----", "renegotiate", "-" },
  { "--------y-", "renegotiate", "-" },
  { "---------y", "renegotiate", "-" },
  { "----------", "renew", "-" },
};

static gboolean
fits (const char *when, const char *is)
{
  for (guint i = 0; when[i] != '\0'; i++)
    if (when[i] != '-' && when[i] != is[i])
      return FALSE;
  return TRUE;
}

static void
test_renewal_random (void)
{
  static const int scores[] = { 0, 3999, 4000, 4001, 5499, 5500, 7499, 7500, 10000 };

  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      gboolean known = g_test_rand_int_range (0, 8) > 0, shown = g_test_rand_int_range (0, 6) > 0, priced = g_test_rand_int_range (0, 6) > 0;
      int score = g_test_rand_bit () ? scores[g_test_rand_int_range (0, 9)] : g_test_rand_int_range (0, 10001);
      int ready = g_test_rand_int_range (500, 701), price = g_test_rand_int_range (0, 101), legal = g_test_rand_int_range (0, 9);
      const NwRenewalFacts facts = {
        known ? nw_fraction (score, 100) : NW_NO_FRACTION, shown ? nw_fraction (ready, 10) : NW_NO_FRACTION,
        priced ? nw_fraction (price, 10) : NW_NO_FRACTION, legal == 1, g_test_rand_int_range (0, 5) == 0,
        g_test_rand_bit (), g_test_rand_bit (), (guint) g_test_rand_int_range (0, 4),
      };
      const gboolean holds[] = {
        legal == 1, known, known && score < 4000, known && score < 5500, known && score < 7500,
        facts.majors >= 2 || facts.chronic, shown && ready >= 600, facts.alternative, priced && price > 50, facts.gap,
      };
      char is[G_N_ELEMENTS (holds) + 1] = "";
      guint line = 0;

      for (guint i = 0; i < G_N_ELEMENTS (holds); i++)
        is[i] = holds[i] ? 'y' : 'n';
      while (!fits (table[line].when, is))
        line++;
      assert_proposal (nw_renewal_propose (&facts, &renewals), table[line].proposal, table[line].with);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/vendor/tier/vectors", test_tier_vectors);
  g_test_add_func ("/vendor/tier/all", test_tier_all);
  g_test_add_func ("/vendor/tier/unknown", test_tier_unknown);
  g_test_add_func ("/vendor/stability", test_stability);
  g_test_add_func ("/vendor/review-day", test_review_day);
  g_test_add_func ("/vendor/grade/vectors", test_grade_vectors);
  g_test_add_func ("/vendor/grade/random", test_rating_random);
  g_test_add_func ("/vendor/renewal/vectors", test_renewal_vectors);
  g_test_add_func ("/vendor/renewal/random", test_renewal_random);
  return g_test_run ();
}
