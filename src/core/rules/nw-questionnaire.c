/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-questionnaire.h"

/**
 * nw_questionnaire_score:
 * @domain: one score per domain; unknown: not applicable
 *
 * Returns: V, the weighted mean of the domains that apply, and no more than
 *   the cap after a failed knock-out; unknown if none applies
 */
NwFraction
nw_questionnaire_score (const NwFraction *domain, gboolean knocked_out, const NwGradeFigures *figures)
{
  NwFraction sum = nw_fraction (0, 1), score, cap = nw_fraction (figures->knock_cap, 1);
  gint64 weights = 0;

  for (guint i = 0; i < NW_N_DOMAINS; i++)
    if (nw_fraction_known (domain[i]))
      {
        sum = nw_fraction_add (sum, nw_fraction_mul (domain[i], nw_fraction (figures->weight[i], 1)));
        weights += figures->weight[i];
      }
  score = nw_fraction_div (sum, nw_fraction (weights, 1));
  return knocked_out && nw_fraction_known (score) && nw_fraction_compare (score, cap) > 0 ? cap : score;
}

/* Only for what was answered in full. Returns: (nullable): the choice of vendor_assessment.grade */
const char *
nw_questionnaire_grade (NwFraction score, const NwGradeFigures *figures)
{
  static const char *const grades[] = { "A", "B", "C", "D" };
  guint i = 0;

  if (!nw_fraction_known (score))
    return NULL;
  while (i < G_N_ELEMENTS (figures->grade_from) && nw_fraction_compare (score, nw_fraction (figures->grade_from[i], 1)) < 0)
    i++;
  return grades[i];
}

static void
count_answer (const NwAnswerFact *answer, const NwGradeFigures *figures, guint *given, NwGrading *out)
{
  NwFraction *sum = &out->domain[answer->domain];

  if (answer->state == NW_ANSWER_OPEN)
    {
      out->open++;
      out->knock_open += answer->knock_out;
    }
  if (answer->state != NW_ANSWER_GIVEN)
    return;
  *sum = given[answer->domain]++ > 0 ? nw_fraction_add (*sum, answer->score) : answer->score;
  if (answer->knock_out && nw_fraction_compare (answer->score, nw_fraction (figures->knock_below, 1)) < 0)
    out->failed++;
}

/**
 * nw_questionnaire_rate:
 *
 * A question that does not apply counts nowhere, and neither does one that is
 * open: it leaves the whole without a grade, see nw_questionnaire_grade().
 */
NwGrading
nw_questionnaire_rate (const NwAnswerFact *answers, guint n, const NwGradeFigures *figures)
{
  guint given[NW_N_DOMAINS] = { 0 };
  NwGrading out = { .score = NW_NO_FRACTION };

  for (guint i = 0; i < n; i++)
    count_answer (&answers[i], figures, given, &out);
  for (guint i = 0; i < NW_N_DOMAINS; i++)
    out.domain[i] = nw_fraction_div (out.domain[i], nw_fraction (given[i], 1));
  out.score = nw_questionnaire_score (out.domain, out.failed > 0, figures);
  return out;
}
