/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-psv.h"
#include "nw-contract-rows.h"
#include "nw-vendor-rows.h"

#include <stdlib.h>

static gboolean
load_figures (NwContext *context, NwExitFigures *figures)
{
  static gsize made;
  static const char *const from[] = { "exit.ready_from", "exit.mostly_from", "exit.partly_from" };
  gboolean known = TRUE;
  NwPsv *items;

  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) nw_psv_load ("exit_items"));
  items = (NwPsv *) made;
  g_return_val_if_fail (nw_psv_rows (items) == NW_N_EXIT_ITEMS, FALSE);
  for (guint i = 0; i < NW_N_EXIT_ITEMS; i++)
    figures->weight[i] = g_ascii_strtoll (nw_psv_get (items, i, "weight"), NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    known &= (figures->from[i] = nw_figure (context, from[i], context->on)) != NW_UNKNOWN;
  known &= (figures->stale_percent = nw_figure (context, "exit.stale_percent", context->on)) != NW_UNKNOWN;
  known &= (figures->cap_plan = nw_figure (context, "exit.cap_plan", context->on)) != NW_UNKNOWN;
  known &= (figures->cap_return = nw_figure (context, "exit.cap_return", context->on)) != NW_UNKNOWN;
  known &= (figures->cap_assured = nw_figure (context, "exit.cap_assured", context->on)) != NW_UNKNOWN;
  return known;
}

/* Whose services the plan is about, or NULL. */
const NwRow *
nw_exit_plan_vendor (const NwRow *plan, NwContext *context)
{
  const NwRow *contract = nw_context_ref (context, plan, "contract");

  return contract != NULL ? nw_context_ref (context, contract, "vendor") : nw_context_ref (context, plan, "vendor");
}

/* Whether the plan is for something that one can still leave. */
gboolean
nw_exit_plan_counts (const NwRow *plan, NwContext *context)
{
  const NwRow *contract = nw_context_ref (context, plan, "contract");

  return contract != NULL ? nw_contract_runs (contract, context) : nw_context_ref (context, plan, "vendor") != NULL;
}

/* The newest test that put data into another system and did not fail. */
static NwDay
tested_on (const NwRow *plan, NwContext *context)
{
  GPtrArray *tests = nw_context_children (context, &nw_exit_test, "exit_plan", plan->id);
  NwDay newest = NW_NO_DAY;

  for (guint i = 0; i < tests->len; i++)
    {
      const NwRow *test = tests->pdata[i];
      NwDay on = nw_row_day (test, "tested_on");

      if (on <= context->on && (nw_row_is (test, "kind", "restore") || nw_row_is (test, "kind", "dry_run"))
          && (nw_row_is (test, "result", "passed") || nw_row_is (test, "result", "partly")))
        newest = MAX (newest, on);
    }
  return newest;
}

/* What E01 and E04 are judged by grows old; only a date that is known tells. */
static void
read_age (NwReadiness *self, guint index, NwDay dated, gint64 cycle_months, NwDay on)
{
  if (dated != NW_NO_DAY)
    self->items[index].stale = nw_add_months (dated, (int) cycle_months) < on;
  else
    self->undated += self->items[index].score > 0;
}

static void
read_items (const NwRow *plan, NwContext *context, gint64 cycle_months, NwReadiness *self)
{
  GPtrArray *rows = nw_context_children (context, &nw_exit_item, "exit_plan", plan->id);

  for (guint i = 0; i < NW_N_EXIT_ITEMS; i++)
    self->items[i] = (NwExitMark){ .score = NW_UNKNOWN };
  for (guint i = 0; i < rows->len; i++)
    {
      const char *name = nw_row_text (rows->pdata[i], "item"), *score = nw_row_text (rows->pdata[i], "score");
      int index = atoi (name + 1) - 1;
      NwDay dated = nw_row_day (rows->pdata[i], "dated_on");

      if (*name != 'E' || index < 0 || index >= NW_N_EXIT_ITEMS || score == NULL)
        continue;
      self->items[index].score = nw_row_is (rows->pdata[i], "score", "not_applicable") ? NW_EXIT_NOT_APPLICABLE : g_ascii_strtoll (score, NULL, 10);
      if (index == NW_EXIT_APPROVED)
        read_age (self, index, MAX (dated, nw_row_day (plan, "approved_on")), cycle_months, context->on);
      if (index == NW_EXIT_TESTED)
        read_age (self, index, MAX (dated, tested_on (plan, context)), cycle_months, context->on);
    }
}

static NwReadiness
readiness_at (const NwRow *plan, NwContext *context, int tier)
{
  NwReadiness self = { .tier = tier, .score = NW_NO_FRACTION };
  gint64 cycle = nw_tier_figure (context, "exit.test_months", tier);

  self.known = load_figures (context, &self.figures) && cycle != NW_UNKNOWN;
  if (!self.known)
    return self;
  read_items (plan, context, cycle, &self);
  self.score = nw_exit_score (self.items, tier, &self.figures);
  return self;
}

/**
 * nw_exit_readiness:
 *
 * The exit-readiness score of @plan. When nobody knows the tier of the vendor
 * it is known only if every tier would give the same.
 */
NwReadiness
nw_exit_readiness (const NwRow *plan, NwContext *context)
{
  const NwRow *vendor = nw_exit_plan_vendor (plan, context);
  int tier = vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;
  NwReadiness self = readiness_at (plan, context, tier > 0 ? tier : 1);

  for (int other = 2; tier == 0 && other <= NW_N_TIERS && nw_fraction_known (self.score); other++)
    {
      NwReadiness there = readiness_at (plan, context, other);

      if (!nw_fraction_known (there.score) || nw_fraction_compare (self.score, there.score) != 0)
        self.score = NW_NO_FRACTION;
    }
  self.tier = tier;
  return self;
}

/* The plans of @contract, else of a contract above it, else of its vendor. */
static GPtrArray *
plans_of (const NwRow *contract, NwContext *context, gboolean *whole_vendor)
{
  for (const NwRow *above = contract; above != NULL; above = nw_context_ref (context, above, "parent"))
    {
      GPtrArray *plans = nw_context_children (context, &nw_exit_plan, "contract", above->id);

      if (plans->len > 0)
        return plans;
    }
  *whole_vendor = TRUE;
  return nw_context_children (context, &nw_exit_plan, "vendor", nw_row_number (contract, "vendor"));
}

/* The plan for leaving @contract; of several, the one that is least ready. */
const NwRow *
nw_exit_plan_of_contract (const NwRow *contract, NwContext *context)
{
  gboolean whole_vendor = FALSE;
  GPtrArray *plans = plans_of (contract, context, &whole_vendor);
  const NwRow *least = NULL;
  NwFraction lowest = NW_NO_FRACTION;

  for (guint i = 0; i < plans->len; i++)
    {
      NwFraction score;

      if (whole_vendor && nw_row_has (plans->pdata[i], "contract"))
        continue;
      score = nw_exit_readiness (plans->pdata[i], context).score;
      if (least != NULL && nw_fraction_known (score) && (!nw_fraction_known (lowest) || nw_fraction_compare (score, lowest) >= 0))
        continue;
      least = plans->pdata[i];
      lowest = score;
    }
  return least;
}

/* The last day of service if notice were received today, or after the notice
 * that was received: the next end is always one that notice still reaches. */
NwDay
nw_exit_last_service_day (const NwRow *contract, NwContext *context)
{
  const NwRow *row = nw_context_derived (context, contract);
  NwDay ended = nw_contract_last_day (row, context);

  return ended != NW_NO_DAY ? ended : nw_row_day (row, "next_end");
}

/* The days in @field of @plan, else those of the contract's agreed @clause. */
gint64
nw_exit_agreed_days (const NwRow *plan, NwContext *context, const char *field, const char *clause)
{
  const NwRow *contract = nw_context_ref (context, plan, "contract");
  GPtrArray *clauses;

  if (nw_row_has (plan, field) || contract == NULL)
    return nw_row_number (plan, field);
  clauses = nw_context_children (context, &nw_exit_clause, "contract", contract->id);
  for (guint i = 0; i < clauses->len; i++)
    if (nw_row_is (clauses->pdata[i], "clause", clause) && nw_row_is (clauses->pdata[i], "state", "agreed"))
      return nw_row_number (clauses->pdata[i], "days");
  return NW_UNKNOWN;
}

/* The longest way through the steps of @plan; @open (nullable) takes how many
 * of them say no days, @names (nullable) takes the
 * steps on it, which belong to the register. */
NwPathState
nw_exit_plan_path (const NwRow *plan, NwContext *context, gint64 *days, guint *open, GPtrArray *names)
{
  GPtrArray *rows = nw_context_children (context, &nw_exit_step, "exit_plan", plan->id);
  g_autofree NwExitStep *steps = g_new0 (NwExitStep, rows->len + 1);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  NwPathState state;
  guint n_open = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      GArray *after = nw_ids_parse (nw_row_text (row, "depends_on"));

      g_ptr_array_add (links, after);
      steps[i] = (NwExitStep){ row->id, nw_row_number (row, "days"), (const gint64 *) after->data, after->len };
      n_open += steps[i].days == NW_UNKNOWN;
    }
  state = nw_exit_longest_path (steps, rows->len, days, path);
  if (open != NULL)
    *open = n_open;
  for (guint i = 0; names != NULL && i < path->len; i++)
    g_ptr_array_add (names, (gpointer) nw_row_text (rows->pdata[g_array_index (path, guint, i)], "step"));
  return state;
}

void
nw_derive_exit_plan (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRow *contract = nw_context_ref (context, row, "contract");
  NwReadiness readiness = nw_exit_readiness (row, context);
  gint64 plan = NW_UNKNOWN, assured = NW_UNKNOWN;

  nw_exit_plan_path (row, context, &plan, NULL, NULL);
  if (contract != NULL)
    assured = nw_exit_assured_days (context->on, nw_exit_last_service_day (contract, context),
                                    nw_exit_agreed_days (row, context, "transition_days", "XC09"),
                                    nw_exit_agreed_days (row, context, "retrieval_days", "XC13"));
  nw_put_number (out, "plan_days", plan);
  nw_put_number (out, "assured_days", assured);
  if (plan != NW_UNKNOWN && assured != NW_UNKNOWN)
    nw_put_number (out, "gap_days", plan - assured);
  nw_put_take (out, "score", nw_fraction_format (readiness.score, 1, NW_ROUND_HALF_AWAY));
  nw_put_text (out, "band", nw_exit_band (readiness.score, &readiness.figures));
}

/* When the next test is due, whatever came of this one. */
void
nw_derive_exit_test (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRow *plan = nw_context_ref (context, row, "exit_plan");
  const NwRow *vendor = plan != NULL ? nw_exit_plan_vendor (plan, context) : NULL;
  gint64 months = nw_tier_figure (context, "exit.test_months", vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0);
  NwDay on = nw_row_day (row, "tested_on");

  if (on != NW_NO_DAY && months != NW_UNKNOWN)
    nw_put_day (out, "next_due", nw_add_months (on, (int) months));
}
