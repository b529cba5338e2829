/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

/* A criterion and how one offer is rated by it: 0 to 100, or %NW_UNKNOWN. */
typedef struct
{
  NwFraction weight;
  gboolean   must;
  gint64     rating;
} NwCriterionMark;

/* @rated: by all criteria of the selection */
typedef struct
{
  const NwCriterionMark *rated;
  guint          n;
} NwRatedOffer;

typedef enum
{
  NW_SCORE_GOOD,
  NW_SCORE_NO_CRITERIA,
  NW_SCORE_NO_WEIGHT, /* one is unknown, or all are 0 */
  NW_SCORE_UNRATED,
} NwScoreState;

typedef enum
{
  NW_KNOCK_UNKNOWN,
  NW_KNOCK_NO,
  NW_KNOCK_OUT,
} NwKnock;

gboolean     nw_rating_missing (const NwCriterionMark *rated);
NwScoreState nw_offer_score    (const NwCriterionMark *rated, guint n, gint64 *hundredths);
NwKnock      nw_offer_knock    (const NwCriterionMark *rated, guint n, gint64 must_min);
void         nw_offer_ranks    (const NwRatedOffer *offers, guint n, gint64 must_min, gint64 *ranks);

G_END_DECLS
