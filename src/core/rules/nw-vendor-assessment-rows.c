/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-psv.h"
#include "nw-span.h"
#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* In the order of NwDomain. */
const char *const nw_domain_fields[NW_N_DOMAINS] = { "score_sec", "score_pri", "score_per", "score_exi", "score_fin", "score_cst" };
static const char *const prefixes[NW_N_DOMAINS] = { "SEC", "PRI", "PER", "EXI", "FIN", "CST" };

/* Questions that the register answers better than a person. */
#define QUESTION_SLA "PER01"
#define QUESTION_EXIT "EXI01"

/* Kept as long as the program runs. */
static NwPsv *
questionnaire (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) nw_psv_load ("questionnaire"));
  return (NwPsv *) made;
}

static gboolean
load_figures (NwContext *context, NwGradeFigures *figures)
{
  static const char *const weights[NW_N_DOMAINS] = {
    "vendor.domain_sec", "vendor.domain_pri", "vendor.domain_per", "vendor.domain_exi", "vendor.domain_fin", "vendor.domain_cst",
  };
  static const char *const from[] = { "vendor.grade_a_from", "vendor.grade_b_from", "vendor.grade_c_from" };
  gboolean known = TRUE;

  for (guint i = 0; i < NW_N_DOMAINS; i++)
    known &= (figures->weight[i] = nw_figure (context, weights[i], context->on)) != NW_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    known &= (figures->grade_from[i] = nw_figure (context, from[i], context->on)) != NW_UNKNOWN;
  known &= (figures->knock_below = nw_figure (context, "vendor.knockout_below", context->on)) != NW_UNKNOWN;
  known &= (figures->knock_cap = nw_figure (context, "vendor.knockout_cap", context->on)) != NW_UNKNOWN;
  return known;
}

static void
count_windows (NwRated *self, NwContext *context, gint64 sla, NwDay after, NwDay until)
{
  GPtrArray *measurements = nw_context_children (context, &nw_sla_measurement, "sla", sla);

  for (guint i = 0; i < measurements->len; i++)
    {
      const NwRow *row = nw_context_derived (context, measurements->pdata[i]);
      NwDay end = nw_span_end_of (nw_row_text (row, "period"));

      if (end == NW_NO_DAY || end <= after || end > until || !nw_row_has (row, "result") || nw_row_is (row, "result", "no_data"))
        continue;
      self->measured++;
      self->met += nw_row_is (row, "result", "met");
    }
}

/* What the contracts of @vendor say about its SLAs in the months before
 * @until, and about leaving it. */
static void
look_at_contracts (NwRated *self, NwContext *context, gint64 vendor, NwDay until)
{
  GPtrArray *contracts = nw_context_children (context, &nw_contract, "vendor", vendor);
  gint64 months = nw_figure (context, "vendor.performance_months", context->on);

  for (guint i = 0; i < contracts->len && months != NW_UNKNOWN; i++)
    {
      GPtrArray *slas = nw_context_children (context, &nw_sla, "contract", ((const NwRow *) contracts->pdata[i])->id);

      for (guint k = 0; k < slas->len; k++)
        count_windows (self, context, ((const NwRow *) slas->pdata[k])->id, nw_add_months (until, (int) -months), until);
    }
}

/* The lowest of all plans that count; unknown as soon as one of them is. */
static void
look_at_plans (NwRated *self, NwContext *context, GPtrArray *plans, gboolean *unknown)
{
  for (guint i = 0; i < plans->len; i++)
    {
      NwReadiness readiness = { .known = FALSE };

      if (!nw_exit_plan_counts (plans->pdata[i], context))
        continue;
      readiness = nw_exit_readiness (plans->pdata[i], context);
      if (!nw_fraction_known (readiness.score))
        *unknown = TRUE;
      else if (!nw_fraction_known (self->exit_score) || nw_fraction_compare (readiness.score, self->exit_score) < 0)
        self->exit_score = readiness.score;
    }
}

static void
look_at_exit (NwRated *self, NwContext *context, gint64 vendor)
{
  GPtrArray *contracts = nw_context_children (context, &nw_contract, "vendor", vendor);
  gboolean unknown = FALSE;

  look_at_plans (self, context, nw_context_children (context, &nw_exit_plan, "vendor", vendor), &unknown);
  for (guint i = 0; i < contracts->len; i++)
    look_at_plans (self, context, nw_context_children (context, &nw_exit_plan, "contract", ((const NwRow *) contracts->pdata[i])->id),
                   &unknown);
  if (unknown)
    self->exit_score = NW_NO_FRACTION;
}

static NwFraction
computed_answer (const NwRated *self, const char *question)
{
  if (strcmp (question, QUESTION_SLA) == 0)
    return nw_fraction (100 * self->met, self->measured);
  return strcmp (question, QUESTION_EXIT) == 0 ? self->exit_score : NW_NO_FRACTION;
}

static void
answer (NwRated *self, const char *question, const char *stored, NwAnswerFact *fact)
{
  fact->score = computed_answer (self, question);
  if (!nw_fraction_known (fact->score))
    fact->score = nw_fraction_parse (stored);
  if (nw_fraction_known (fact->score))
    fact->state = NW_ANSWER_GIVEN;
  else
    fact->state = g_strcmp0 (stored, "not_applicable") == 0 ? NW_ANSWER_NOT_APPLICABLE : NW_ANSWER_OPEN;
  if (fact->state == NW_ANSWER_OPEN)
    g_ptr_array_add (self->open, g_strdup (question));
  if (fact->state == NW_ANSWER_GIVEN && fact->knock_out
      && nw_fraction_compare (fact->score, nw_fraction (self->figures.knock_below, 1)) < 0)
    g_ptr_array_add (self->failed, g_strdup (question));
}

static gboolean
find_domain (const char *question, NwDomain *domain)
{
  for (guint i = 0; i < NW_N_DOMAINS; i++)
    if (g_str_has_prefix (question, prefixes[i]))
      {
        *domain = (NwDomain) i;
        return TRUE;
      }
  return FALSE;
}

/* Every question of the shipped questionnaire has to be answered; those that a
 * register adds to a domain count in it, too. */
static void
rate (NwRated *self, GPtrArray *answers)
{
  NwPsv *questions = questionnaire ();
  g_autoptr (GHashTable) stored = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) facts = g_array_new (FALSE, TRUE, sizeof (NwAnswerFact));

  for (guint i = 0; i < answers->len; i++)
    g_hash_table_insert (stored, (gpointer) nw_row_text (answers->pdata[i], "question"), (gpointer) nw_row_text (answers->pdata[i], "score"));
  for (guint i = 0; i < nw_psv_rows (questions); i++)
    {
      const char *id = nw_psv_get (questions, i, "id");
      NwAnswerFact fact = { .knock_out = *nw_psv_get (questions, i, "ko") == '*' };

      if (!find_domain (id, &fact.domain))
        continue;
      answer (self, id, g_hash_table_lookup (stored, id), &fact);
      g_array_append_val (facts, fact);
      g_hash_table_remove (stored, id);
    }
  for (guint i = 0; i < answers->len; i++)
    {
      const char *question = nw_row_text (answers->pdata[i], "question");
      NwAnswerFact fact = { .knock_out = FALSE };

      if (!g_hash_table_contains (stored, question) || !find_domain (question, &fact.domain))
        continue;
      answer (self, question, nw_row_text (answers->pdata[i], "score"), &fact);
      g_array_append_val (facts, fact);
    }
  self->grading = nw_questionnaire_rate ((const NwAnswerFact *) facts->data, facts->len, &self->figures);
}

/**
 * nw_rated_new:
 *
 * What the answers of @assessment come to. The SLA windows are those before
 * the day it was made, so that they do not move under an old assessment.
 */
NwRated *
nw_rated_new (const NwRow *assessment, NwContext *context)
{
  NwRated *self = g_new0 (NwRated, 1);
  gint64 vendor = nw_row_number (assessment, "vendor");
  NwDay made = nw_row_day (assessment, "assessed_on");

  self->open = g_ptr_array_new_with_free_func (g_free);
  self->failed = g_ptr_array_new_with_free_func (g_free);
  self->known = load_figures (context, &self->figures);
  if (!self->known)
    return self;
  look_at_contracts (self, context, vendor, made != NW_NO_DAY && made < context->on ? made : context->on);
  look_at_exit (self, context, vendor);
  rate (self, nw_context_children (context, &nw_answer, "vendor_assessment", assessment->id));
  return self;
}

void
nw_rated_free (NwRated *self)
{
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->failed);
  g_free (self);
}

/* Returns: (nullable): the choice of vendor_assessment.grade; no grade is shown
 *   while an answer is missing */
const char *
nw_rated_grade (const NwRated *self)
{
  return self->open->len == 0 ? nw_questionnaire_grade (self->grading.score, &self->figures) : NULL;
}

/* The final assessment that was made last, or NULL. */
const NwRow *
nw_vendor_assessment_newest (NwContext *context, gint64 vendor)
{
  GPtrArray *list = nw_context_children (context, &nw_vendor_assessment, "vendor", vendor);
  const NwRow *newest = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      NwDay made = nw_row_day (list->pdata[i], "assessed_on");

      if (nw_row_is (list->pdata[i], "status", "final") && made != NW_NO_DAY && made <= context->on
          && (newest == NULL || made >= nw_row_day (newest, "assessed_on")))
        newest = list->pdata[i];
    }
  return newest;
}

void
nw_derive_vendor_assessment (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (NwRated) rated = nw_rated_new (row, context);
  const NwGrading *grading = &rated->grading;

  if (!rated->known)
    return;
  for (guint i = 0; i < NW_N_DOMAINS; i++)
    nw_put_take (out, nw_domain_fields[i], nw_fraction_format (grading->domain[i], 2, NW_ROUND_HALF_AWAY));
  nw_put_take (out, "score", nw_fraction_format (grading->score, 2, NW_ROUND_HALF_AWAY));
  nw_put_text (out, "grade", nw_rated_grade (rated));
  /* What nobody answered may still fail. */
  if (grading->failed > 0 || grading->knock_open == 0)
    nw_put_bool (out, "knocked_out", grading->failed > 0);
}
