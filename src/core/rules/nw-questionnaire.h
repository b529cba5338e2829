/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

/* What the questions of a vendor assessment are about. */
typedef enum
{
  NW_DOMAIN_SEC,
  NW_DOMAIN_PRI,
  NW_DOMAIN_PER,
  NW_DOMAIN_EXI,
  NW_DOMAIN_FIN,
  NW_DOMAIN_CST,
  NW_N_DOMAINS,
} NwDomain;

typedef enum
{
  NW_ANSWER_OPEN,
  NW_ANSWER_GIVEN,
  NW_ANSWER_NOT_APPLICABLE,
} NwAnswerState;

typedef struct
{
  NwDomain      domain;
  gboolean      knock_out; /* a low score here limits the whole */
  NwAnswerState state;
  NwFraction    score;     /* 0 to 100, when given */
} NwAnswerFact;

/**
 * NwGradeFigures:
 * @weight: of the domains
 * @knock_below: a knock-out question fails below this score
 * @knock_cap: highest score after that
 * @grade_from: score from which the grade is A, B, C; else D
 */
typedef struct
{
  gint64 weight[NW_N_DOMAINS];
  gint64 knock_below, knock_cap;
  gint64 grade_from[3];
} NwGradeFigures;

/**
 * NwGrading:
 * @domain: mean of what was answered; unknown if nothing was
 * @score: of what was answered; unknown if nothing was
 * @failed: number of knock-out questions that failed
 * @knock_open: number of knock-out questions without an answer
 * @open: number of questions without an answer
 */
typedef struct
{
  NwFraction domain[NW_N_DOMAINS];
  NwFraction score;
  guint      failed, knock_open, open;
} NwGrading;

NwFraction  nw_questionnaire_score (const NwFraction *domain, gboolean knocked_out, const NwGradeFigures *figures);
const char *nw_questionnaire_grade (NwFraction score, const NwGradeFigures *figures);
NwGrading   nw_questionnaire_rate  (const NwAnswerFact *answers, guint n, const NwGradeFigures *figures);

G_END_DECLS
