/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

#define MUST_MIN 50

/* "*0.5:80" */
static NwCriterionMark
parse_rated (const char *text)
{
  gboolean must = *text == '*';
  g_auto (GStrv) parts = g_strsplit (text + must, ":", 2);

  return (NwCriterionMark){ nw_fraction_parse (parts[0]), must, *parts[1] != '-' ? g_ascii_strtoll (parts[1], NULL, 10) : NW_UNKNOWN };
}

static void
test_scores (void)
{
  static const char *const states[] = { "good", "no-criteria", "no-weight", "unrated" };
  static const char *const knocks[] = { "unknown", "no", "out" };
  g_autoptr (Vectors) v = vectors_load ("selection");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) words = g_strsplit (vectors_get (v, i, "rated"), ";", -1);
      guint n = g_strv_length (words);
      NwCriterionMark rated[4];
      gint64 score;
      g_autofree char *text = NULL;

      for (guint c = 0; c < n; c++)
        rated[c] = parse_rated (words[c]);
      g_assert_cmpstr (states[nw_offer_score (rated, n, &score)], ==, vectors_get (v, i, "state"));
      text = score != NW_UNKNOWN ? nw_fraction_format (nw_fraction (score, 100), 2, NW_ROUND_DOWN) : g_strdup ("-");
      g_assert_cmpstr (text, ==, vectors_get (v, i, "score"));
      g_assert_cmpstr (knocks[nw_offer_knock (rated, n, MUST_MIN)], ==, vectors_get (v, i, "knock"));
    }
}

#define OFFERS 5
#define CRITERIA 3

/* An offer in small whole numbers. */
typedef struct
{
  gint64 ratings[CRITERIA];
} Plain;

/* Returns: score × sum of the weights; -1 when there is none */
static gint64
slow_score (const Plain *offer, const gint64 *weights)
{
  gint64 sum = 0;

  for (guint c = 0; c < CRITERIA; c++)
    {
      if (offer->ratings[c] == NW_UNKNOWN && (weights[c] > 0 || c == 0))
        return -1;
      sum += offer->ratings[c] == NW_UNKNOWN ? 0 : offer->ratings[c] * weights[c];
    }
  return weights[0] + weights[1] + weights[2] > 0 ? sum : -1;
}

/* The first criterion is a must. */
static gboolean
slow_ranked (const Plain *offer, const gint64 *weights)
{
  return slow_score (offer, weights) >= 0 && offer->ratings[0] >= MUST_MIN;
}

static gboolean
may_follow (const Plain *a, const Plain *b, const gint64 *weights)
{
  return slow_score (a, weights) >= slow_score (b, weights);
}

/* Goes through all orders of the offers that have a rank; in each that holds,
 * every offer has a place, and its rank is the best place it ever has. */
static void
slow_ranks (const Plain *offers, const gint64 *weights, guint *order, guint length, gint64 *ranks)
{
  guint free = 0;

  for (guint i = 0; length < OFFERS && i < OFFERS; i++)
    {
      gboolean used = !slow_ranked (&offers[i], weights);

      for (guint p = 0; p < length && !used; p++)
        used = order[p] == i;
      if (used)
        continue;
      free++;
      if (length > 0 && !may_follow (&offers[order[length - 1]], &offers[i], weights))
        continue;
      order[length] = i;
      slow_ranks (offers, weights, order, length + 1, ranks);
    }
  for (guint p = 0; free == 0 && p < length; p++)
    if (ranks[order[p]] == NW_UNKNOWN || ranks[order[p]] > p + 1)
      ranks[order[p]] = p + 1;
}

static void
random_offers (Plain *offers)
{
  for (guint i = 0; i < OFFERS; i++)
    for (guint c = 0; c < CRITERIA; c++)
      offers[i].ratings[c] = g_test_rand_int_range (0, 20) == 0 ? NW_UNKNOWN : g_test_rand_int_range (0, 5) * 25;
}

static void
test_ranks_slowly (void)
{
  guint ranked = 0, shared = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 weights[CRITERIA], sum, ranks[OFFERS], wanted[OFFERS], score;
      NwCriterionMark rated[OFFERS][CRITERIA];
      NwRatedOffer facts[OFFERS];
      Plain offers[OFFERS];
      guint order[OFFERS];

      random_offers (offers);
      for (guint c = 0; c < CRITERIA; c++)
        weights[c] = g_test_rand_int_range (0, 4);
      sum = weights[0] + weights[1] + weights[2];
      for (guint o = 0; o < OFFERS; o++)
        {
          for (guint c = 0; c < CRITERIA; c++)
            rated[o][c] = (NwCriterionMark){ nw_fraction (weights[c], 10), c == 0, offers[o].ratings[c] };
          facts[o] = (NwRatedOffer){ rated[o], CRITERIA };
          wanted[o] = NW_UNKNOWN;
          nw_offer_score (rated[o], CRITERIA, &score);
          if (slow_score (&offers[o], weights) < 0)
            g_assert_cmpint (score, ==, NW_UNKNOWN);
          else
            g_assert_cmpint (score, ==, (slow_score (&offers[o], weights) * 200 + sum) / (2 * sum));
        }
      nw_offer_ranks (facts, OFFERS, MUST_MIN, ranks);
      slow_ranks (offers, weights, order, 0, wanted);
      for (guint o = 0; o < OFFERS; o++)
        {
          g_assert_cmpint (ranks[o], ==, wanted[o]);
          ranked += ranks[o] != NW_UNKNOWN;
          for (guint p = 0; p < o; p++)
            shared += ranks[o] != NW_UNKNOWN && ranks[o] == ranks[p];
        }
    }
  g_assert_cmpuint (ranked, >, RANDOM_CASES);
  g_assert_cmpuint (shared, >, RANDOM_CASES / 100);
}

static void
test_no_figure (void)
{
  const NwCriterionMark must = { { 1, 1 }, TRUE, 90 }, wish = { { 1, 1 }, FALSE, 90 };
  const NwRatedOffer offers[] = { { &must, 1 }, { &wish, 1 } };
  gint64 ranks[2];

  nw_offer_ranks (offers, 2, NW_UNKNOWN, ranks);
  g_assert_cmpint (ranks[0], ==, NW_UNKNOWN);
  g_assert_cmpint (ranks[1], ==, 1);
}

static void
assert_reason (NwStore *store, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (store, record);
  const NwExplanation *why = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  g_assert_nonnull (why);
  if (strstr (why->text, part) == NULL)
    g_error ("%s: “%s” is not in “%s”", field, part, why->text);
}

static void
assert_gaps (Register *r, const char *rule, guint wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    count += strcmp (((NwGap *) gaps->pdata[i])->rule, rule) == 0;
  g_assert_cmpuint (count, ==, wanted);
}

/* A selection with two criteria and two offers; the first is rated in full. */
static void
fill (Register *r)
{
  const char *const pairs[][3] = { { "OF-0001", "CR-0001", "80" }, { "OF-0001", "CR-0002", "60" }, { "OF-0002", "CR-0001", "90" } };

  g_object_unref (make (r->store, &nw_vendor, "name", "Alpha", NULL));
  g_object_unref (make (r->store, &nw_vendor, "name", "Beta", NULL));
  g_object_unref (make (r->store, &nw_selection, "title", "RFP", NULL));
  g_object_unref (make (r->store, &nw_criterion, "selection", "SEL-0001", "title", "Safety", "weight", "3", "must", "true", NULL));
  g_object_unref (make (r->store, &nw_criterion, "selection", "SEL-0001", "title", "Price", "weight", "1", NULL));
  g_object_unref (make (r->store, &nw_offer, "selection", "SEL-0001", "vendor", "V-0001", "price", "1000", NULL));
  g_object_unref (make (r->store, &nw_offer, "selection", "SEL-0001", "vendor", "V-0002", "price", "900", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_object_unref (make (r->store, &nw_rating, "offer", pairs[i][0], "criterion", pairs[i][1], "score", pairs[i][2], NULL));
}

static NwRecord *
found (Register *r, const NwEntity *entity, const char *code)
{
  NwRecord *record = nw_store_find (r->store, entity, code, NULL);

  g_assert_nonnull (record);
  return record;
}

static void
test_offers (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = NULL;
  g_autoptr (NwRecord) second = NULL;
  g_autoptr (NwRecord) safety = NULL;
  g_autoptr (NwRecord) rating = NULL;
  g_autoptr (NwRecord) missing = NULL;
  g_autoptr (NwRecord) third = NULL;
  g_autoptr (NwRecord) figure = NULL;

  fill (r);
  first = found (r, &nw_offer, "OF-0001");
  second = found (r, &nw_offer, "OF-0002");
  safety = found (r, &nw_criterion, "CR-0001");
  rating = found (r, &nw_rating, "RT-0003");
  assert_text (r->store, first, "score", "75.00");
  assert_text (r->store, first, "rank", "1");
  assert_text (r->store, first, "knocked_out", "false");
  assert_text (r->store, second, "score", "");
  assert_text (r->store, second, "rank", "");
  assert_reason (r->store, second, "score", "not rated by “Price”");
  assert_reason (r->store, first, "rank", "1 of 2 offers");

  /* A better offer comes before: the live record of the other follows. */
  missing = make (r->store, &nw_rating, "offer", "OF-0002", "criterion", "CR-0002", "score", "50", NULL);
  assert_text (r->store, second, "score", "80.00");
  assert_text (r->store, second, "rank", "1");
  assert_text (r->store, first, "rank", "2");

  /* Equal scores share a rank, whatever the price; the next one is left out. */
  edit_good (r->store, missing, "score", "30");
  assert_text (r->store, second, "score", "75.00");
  assert_text (r->store, second, "rank", "1");
  assert_text (r->store, first, "rank", "1");
  third = make (r->store, &nw_offer, "selection", "SEL-0001", "vendor", "V-0001", "price", "1", NULL);
  g_object_unref (make (r->store, &nw_rating, "offer", "OF-0003", "criterion", "CR-0001", "score", "74", NULL));
  g_object_unref (make (r->store, &nw_rating, "offer", "OF-0003", "criterion", "CR-0002", "score", "74", NULL));
  assert_text (r->store, third, "rank", "3");

  edit_good (r->store, rating, "score", "49");
  assert_text (r->store, second, "knocked_out", "true");
  assert_text (r->store, second, "rank", "");
  assert_reason (r->store, second, "knocked_out", "“Safety”");
  assert_reason (r->store, second, "rank", "knocked out");
  figure = make (r->store, &nw_legal_parameter, "key", "selection.must_min", "value", "40", NULL);
  assert_text (r->store, second, "knocked_out", "false");
  assert_text (r->store, second, "rank", "3");
  edit_good (r->store, safety, "weight", "");
  assert_text (r->store, first, "score", "");
  assert_text (r->store, first, "rank", "");
  assert_reason (r->store, first, "score", "weight");
}

static void
test_selection_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) empty = NULL;
  g_autoptr (NwRecord) selection = NULL;
  g_autoptr (NwRecord) rating = NULL;

  fill (r);
  empty = make (r->store, &nw_selection, "title", "Without offers", NULL);
  selection = found (r, &nw_selection, "SEL-0001");
  assert_gaps (r, "selection_unlocked", 1);
  assert_gaps (r, "offer_unrated", 1);
  edit_good (r->store, selection, "locked_on", "2026-03-16");
  assert_gaps (r, "selection_unlocked", 1);
  nw_store_set_day (r->store, day ("2026-03-16"));
  assert_gaps (r, "selection_unlocked", 0);
  rating = make (r->store, &nw_rating, "offer", "OF-0002", "criterion", "CR-0002", "score", "30", NULL);
  assert_gaps (r, "offer_unrated", 0);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/selection/scores", test_scores);
  g_test_add_func ("/selection/ranks-slowly", test_ranks_slowly);
  g_test_add_func ("/selection/no-figure", test_no_figure);
  REGISTER ("/selection/offers", test_offers);
  REGISTER ("/selection/gaps", test_selection_gaps);
  return g_test_run ();
}
