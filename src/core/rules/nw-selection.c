/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-selection.h"

#include "../model/nw-value.h"
#include "nw-rational.h"

/* Whether a result needs the rating and it is not there: a criterion without
 * weight counts only when it is a must. */
gboolean
nw_rating_missing (const NwCriterionMark *rated)
{
  return rated->rating == NW_UNKNOWN && (rated->must || !nw_fraction_known (rated->weight) || rated->weight.n > 0);
}

static NwScoreState
score_state (const NwCriterionMark *rated, guint n)
{
  gboolean weighs = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (!nw_fraction_known (rated[i].weight) || rated[i].weight.n < 0)
        return NW_SCORE_NO_WEIGHT;
      weighs = weighs || rated[i].weight.n > 0;
    }
  if (n == 0)
    return NW_SCORE_NO_CRITERIA;
  for (guint i = 0; i < n; i++)
    if (nw_rating_missing (&rated[i]))
      return NW_SCORE_UNRATED;
  return weighs ? NW_SCORE_GOOD : NW_SCORE_NO_WEIGHT;
}

/* The weighted mean; only for a good state. */
static void
weighted_mean (mpq_t out, const NwCriterionMark *rated, guint n)
{
  mpq_t weight, rating, weights;

  mpq_inits (weight, rating, weights, NULL);
  for (guint i = 0; i < n; i++)
    {
      nw_rational_set (weight, rated[i].weight);
      nw_rational_set (rating, nw_fraction (rated[i].rating != NW_UNKNOWN ? rated[i].rating : 0, 1));
      mpq_add (weights, weights, weight);
      mpq_mul (weight, weight, rating);
      mpq_add (out, out, weight);
    }
  mpq_div (out, out, weights);
  mpq_clears (weight, rating, weights, NULL);
}

/**
 * nw_offer_score:
 * @hundredths: (out): of a point, 0 to 10000, half away from zero;
 *   %NW_UNKNOWN unless the state is good
 *
 * The mean of the ratings, weighted by the criteria. A rating that is missing
 * keeps the score unknown: leaving it out would favour the offer.
 */
NwScoreState
nw_offer_score (const NwCriterionMark *rated, guint n, gint64 *hundredths)
{
  NwScoreState state = score_state (rated, n);
  mpq_t score;

  *hundredths = NW_UNKNOWN;
  if (state != NW_SCORE_GOOD)
    return state;
  mpq_init (score);
  weighted_mean (score, rated, n);
  *hundredths = nw_rational_round (score, 2);
  mpq_clear (score);
  return state;
}

/**
 * nw_offer_knock:
 * @must_min: rating from which a must criterion is met
 *
 * Returns: whether a must criterion is rated too low; as long as none is,
 *   unknown while a rating of one is missing
 */
NwKnock
nw_offer_knock (const NwCriterionMark *rated, guint n, gint64 must_min)
{
  NwKnock knock = NW_KNOCK_NO;

  for (guint i = 0; i < n; i++)
    if (rated[i].must && (rated[i].rating == NW_UNKNOWN || must_min == NW_UNKNOWN))
      knock = NW_KNOCK_UNKNOWN;
    else if (rated[i].must && rated[i].rating < must_min)
      return NW_KNOCK_OUT;
  return knock;
}

typedef struct
{
  mpq_t    score;
  gboolean ranked;
} Place;

/**
 * nw_offer_ranks:
 * @ranks: (out caller-allocates) (array length=n): 1 is best; %NW_UNKNOWN for
 *   offers without score, and for those that are or may be knocked out
 *
 * Ranks by the exact score alone, the same for equal ones: what a price is
 * worth is a criterion. The ranks that they share are left out after them
 * (1, 2, 2, 4).
 */
void
nw_offer_ranks (const NwRatedOffer *offers, guint n, gint64 must_min, gint64 *ranks)
{
  g_autofree Place *places = g_new0 (Place, n);

  for (guint i = 0; i < n; i++)
    {
      places[i].ranked = score_state (offers[i].rated, offers[i].n) == NW_SCORE_GOOD
                         && nw_offer_knock (offers[i].rated, offers[i].n, must_min) == NW_KNOCK_NO;
      mpq_init (places[i].score);
      if (places[i].ranked)
        weighted_mean (places[i].score, offers[i].rated, offers[i].n);
    }
  for (guint i = 0; i < n; i++)
    {
      ranks[i] = places[i].ranked ? 1 : NW_UNKNOWN;
      for (guint j = 0; j < n && places[i].ranked; j++)
        ranks[i] += places[j].ranked && mpq_cmp (places[j].score, places[i].score) > 0;
    }
  for (guint i = 0; i < n; i++)
    mpq_clear (places[i].score);
}
