/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-past.h"
#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>

static gboolean
load_figures (NwContext *context, NwRenewalFigures *figures)
{
  const struct
  {
    gint64     *figure;
    const char *key;
  } keys[] = {
    { &figures->exit_below, "renewal.exit_below" }, { &figures->replace_below, "renewal.replace_below" },
    { &figures->renegotiate_below, "renewal.renegotiate_below" }, { &figures->ready_from, "renewal.ready_from" },
    { &figures->price_above, "renewal.price_points" }, { &figures->majors_from, "renewal.majors" },
  };
  gboolean known = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    known &= (*keys[i].figure = nw_figure (context, keys[i].key, context->on)) != NW_UNKNOWN;
  return known;
}

/* Whether nobody has decided yet. */
gboolean
nw_review_is_open (const NwRow *row)
{
  return !nw_row_has (row, "decision") || nw_row_is (row, "decision", "open");
}

static gboolean
is_open_major (const NwRow *finding, NwContext *context)
{
  NwDay found = nw_row_day (finding, "found_on");

  return nw_row_is (finding, "kind", "major") && !nw_row_is (finding, "state", "closed") && (found == NW_NO_DAY || found <= context->on);
}

/* Findings about the contract, and about its vendor. */
static guint
count_majors (const NwRow *contract, NwContext *context)
{
  GPtrArray *own = nw_context_children (context, &nw_finding, "contract", contract->id);
  GPtrArray *vendors = nw_context_children (context, &nw_finding, "vendor", nw_row_number (contract, "vendor"));
  guint n = 0;

  for (guint i = 0; i < own->len; i++)
    n += is_open_major (own->pdata[i], context);
  for (guint i = 0; i < vendors->len; i++)
    n += is_open_major (vendors->pdata[i], context) && nw_row_number (vendors->pdata[i], "contract") != contract->id;
  return n;
}

static gboolean
is_chronic (const NwRow *contract, NwContext *context)
{
  GPtrArray *slas = nw_context_children (context, &nw_sla, "contract", contract->id);

  for (guint i = 0; i < slas->len; i++)
    if (nw_row_yes (nw_context_derived (context, slas->pdata[i]), "chronic"))
      return TRUE;
  return FALSE;
}

/* Clauses for leaving that the contract is known to lack. That nobody has
 * looked at them is no gap of the contract; for a vendor that may be of tier 1
 * or 2 it is named. */
static void
find_clause_gaps (NwReview *self, const NwRow *contract, NwContext *context)
{
  GPtrArray *clauses = nw_context_children (context, &nw_exit_clause, "contract", contract->id);
  const NwRow *vendor = nw_context_ref (context, contract, "vendor");
  int tier = vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;
  guint reviewed = 0;

  for (guint i = 0; i < clauses->len; i++)
    {
      reviewed += nw_row_has (clauses->pdata[i], "state") && !nw_row_is (clauses->pdata[i], "state", "not_reviewed");
      if (nw_row_is (clauses->pdata[i], "state", "missing"))
        g_ptr_array_add (self->gaps, g_strdup_printf (_("clause %s is missing"), nw_row_text (clauses->pdata[i], "clause")));
      if (nw_row_is (clauses->pdata[i], "state", "partly"))
        g_ptr_array_add (self->gaps, g_strdup_printf (_("clause %s is agreed only in part"), nw_row_text (clauses->pdata[i], "clause")));
    }
  if (tier <= NW_TIER_HIGH && reviewed == 0)
    g_ptr_array_add (self->unchecked, g_strdup (_("Not checked: the contract for clauses for leaving.")));
  else if (tier <= NW_TIER_HIGH && reviewed < clauses->len)
    g_ptr_array_add (self->unchecked, g_strdup (_("Not checked: some of the clauses for leaving.")));
}

static void
find_dpa_gaps (const NwRow *contract, NwContext *context, GPtrArray *gaps)
{
  GPtrArray *dpas = nw_context_children (context, &nw_dpa, "vendor", nw_row_number (contract, "vendor"));

  for (guint i = 0; i < dpas->len; i++)
    {
      const NwRow *dpa = nw_context_derived (context, dpas->pdata[i]);
      gint64 of = nw_row_number (dpa, "contract");

      if ((of == contract->id || of == NW_UNKNOWN) && !nw_row_is (dpa, "status", "ended") && !nw_row_is (dpa, "verdict", "complete"))
        g_ptr_array_add (gaps, g_strdup_printf (_("%s is not complete"), nw_row_text (dpa, "code")));
    }
}

static NwFraction
score_of_vendor (NwReview *self, const NwRow *contract, NwContext *context)
{
  const NwRow *newest = nw_vendor_assessment_newest (context, nw_row_number (contract, "vendor"));
  g_autoptr (NwRated) rated = newest != NULL ? nw_rated_new (newest, context) : NULL;

  if (rated == NULL || !rated->known)
    return NW_NO_FRACTION;
  if (nw_fraction_known (rated->grading.score) && rated->open->len > 0)
    g_ptr_array_add (self->unchecked, g_strdup_printf (ngettext ("The assessment %s is incomplete: %u question has no answer.",
                                                                 "The assessment %s is incomplete: %u questions have no answer.",
                                                                 rated->open->len),
                                                       nw_row_text (newest, "code"), rated->open->len));
  return rated->grading.score;
}

/* What the review itself does not say. */
static void
find_unchecked (NwReview *self, const NwRow *row)
{
  if (!nw_row_has (row, "legal_block"))
    g_ptr_array_add (self->unchecked, g_strdup (_("Not checked: whether the law forbids to go on; it counts as no.")));
  if (!nw_row_has (row, "price_change_points"))
    g_ptr_array_add (self->unchecked, g_strdup (_("Not checked: how the price moves against the benchmark; it counts as 0 points.")));
}

static void
collect (NwReview *self, const NwRow *row, const NwRow *contract, NwContext *context)
{
  const NwRow *plan = nw_exit_plan_of_contract (contract, context);

  find_unchecked (self, row);
  find_clause_gaps (self, contract, context);
  find_dpa_gaps (contract, context, self->gaps);
  self->facts = (NwRenewalFacts){
    .score = score_of_vendor (self, contract, context),
    .exit_score = plan != NULL ? nw_exit_readiness (plan, context).score : NW_NO_FRACTION,
    .price_points = nw_fraction_parse (nw_row_text (row, "price_change_points")),
    .legal_block = nw_row_yes (row, "legal_block"),
    .chronic = is_chronic (contract, context),
    .gap = self->gaps->len > 0,
    .alternative = nw_row_yes (row, "alternative_exists"),
    .majors = count_majors (contract, context),
  };
  self->known = load_figures (context, &self->figures);
  if (self->known)
    self->verdict = nw_renewal_propose (&self->facts, &self->figures);
}

/* The review is about the end that was next on the day it was opened, also
 * when that has passed and the contract goes on. */
static void
find_due (NwReview *self, const NwRow *row, const NwRow *contract, NwContext *context)
{
  NwDay opened = nw_row_day (row, "opened_on");
  g_autoptr (NwPast) past = nw_past_new (context, opened != NW_NO_DAY ? opened : self->as_of);
  gint64 lead = nw_figure (context, "renewal.decision_days", past->context.on);

  self->last_day = nw_contract_last_day_to_act (contract, &past->context);
  if (self->last_day != NW_NO_DAY && lead != NW_UNKNOWN)
    self->due_on = self->last_day - (NwDay) lead;
}

/**
 * nw_review_new:
 *
 * What the program proposes. Once a person has decided, it is what it would
 * have proposed on that day: with the assessments, measurements and ages of
 * that day. Facts that bear no date are those recorded now.
 */
NwReview *
nw_review_new (const NwRow *row, NwContext *context)
{
  NwReview *self = g_new0 (NwReview, 1);
  const NwRow *contract = nw_context_ref (context, row, "contract");
  NwDay decided = nw_review_is_open (row) ? NW_NO_DAY : nw_row_day (row, "decided_on");

  self->gaps = g_ptr_array_new_with_free_func (g_free);
  self->unchecked = g_ptr_array_new_with_free_func (g_free);
  self->as_of = decided != NW_NO_DAY ? decided : context->on;
  self->last_day = self->due_on = NW_NO_DAY;
  if (contract == NULL)
    return self;
  find_due (self, row, contract, context);
  if (self->as_of == context->on)
    collect (self, row, contract, context);
  else
    {
      g_autoptr (NwPast) past = nw_past_new (context, self->as_of);

      collect (self, row, contract, &past->context);
    }
  return self;
}

void
nw_review_free (NwReview *self)
{
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->unchecked);
  g_free (self);
}

void
nw_derive_renewal_review (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (NwReview) review = nw_review_new (row, context);

  nw_put_day (out, "due_on", review->due_on);
  if (nw_row_has (row, "decided_reasons"))
    {
      nw_put_text (out, "proposal", nw_row_text (row, "decided_proposal"));
      nw_put_text (out, "proposal_reasons", nw_row_text (row, "decided_reasons"));
      return;
    }
  if (!review->known)
    return;
  nw_put_text (out, "proposal", nw_renewal_proposal_name (review->verdict.proposal));
  nw_put_take (out, "proposal_reasons", nw_review_reasons (review, nw_row_text (row, "price_change_points")));
}
