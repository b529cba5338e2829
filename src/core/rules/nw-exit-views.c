/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include "nw-owner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
tier_of_plan (const NwRow *plan, NwContext *context)
{
  const NwRow *vendor = nw_exit_plan_vendor (plan, context);

  return vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;
}

/* Kinds: exit_plan_review; exit_test, where no test has been made yet. */
void
nw_due_exit_plan (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  int tier = tier_of_plan (row, context);
  gint64 months = nw_tier_figure (context, "exit.test_months", tier);
  NwDay approved = nw_row_day (row, "approved_on"), next;
  g_autofree char *day = nw_say_day (approved);
  g_autofree char *review = g_strdup_printf (_("Approved on %s; at tier %d a plan is reviewed every %d months."), day, tier, (int) months);
  g_autofree char *test = g_strdup_printf (_("Approved on %s and never tested; at tier %d a plan is tested every %d months."), day, tier,
                                           (int) months);

  if (!nw_exit_plan_counts (row, context) || months == NW_UNKNOWN || approved == NW_NO_DAY)
    return;
  next = nw_add_months (approved, (int) months);
  nw_agenda_add (agenda, row, "exit_plan_review", next, FALSE, review, _("Bring the exit plan up to date and have it approved"));
  if (nw_context_children (context, &nw_exit_test, "exit_plan", row->id)->len == 0)
    nw_agenda_add (agenda, row, "exit_test", next, FALSE, test, _("Test the exit plan"));
}

static void
lack_of_days (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  gint64 gap = nw_row_number (row, "gap_days");
  NwReadiness readiness = nw_exit_readiness (row, context);
  g_autofree char *reason = NULL;

  if (gap == NW_UNKNOWN || gap <= 0)
    return;
  reason = g_strdup_printf (readiness.items[NW_EXIT_ASSURED].score > 0
                              ? ngettext ("service may end %d day before the plan is done, although E08 is rated better than 0",
                                          "service may end %d days before the plan is done, although E08 is rated better than 0", (gulong) gap)
                              : ngettext ("service may end %d day before the plan is done", "service may end %d days before the plan is done", (gulong) gap),
                            (int) gap);
  nw_gaps_add (gaps, row, "exit_gap", NW_LEVEL_RED, reason, _("Agree on a longer transition, or shorten the plan"));
}

/* Rules: owner_missing, exit_gap, exit_plan_not_approved, exit_plan_days_unknown, exit_test_missing. */
void
nw_lack_exit_plan (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  int tier = tier_of_plan (row, context);
  gint64 days;
  guint open;

  if (!nw_exit_plan_counts (row, context))
    return;
  nw_lack_owner_above (row, gaps);
  lack_of_days (row, context, gaps);
  if (!nw_row_has (row, "approved_on"))
    nw_gaps_add (gaps, row, "exit_plan_not_approved", NW_LEVEL_AMBER, NULL, _("Have the exit plan approved"));
  if (tier < 1 || tier > NW_TIER_HIGH)
    return;
  if (nw_exit_plan_path (row, context, &days, &open, NULL) != NW_PATH_KNOWN || open > 0)
    nw_gaps_add (gaps, row, "exit_plan_days_unknown", NW_LEVEL_YELLOW, NULL, _("Say of every step how many days it takes"));
  if (nw_context_children (context, &nw_exit_test, "exit_plan", row->id)->len == 0)
    nw_gaps_add (gaps, row, "exit_test_missing", NW_LEVEL_AMBER, NULL, _("Test the exit plan"));
}

/* What is wrong with clauses, of all that share a state. */
static const struct
{
  const char *state, *rule;
  NwLevel     level;
  const char *what;
} clause_rules[] = {
  { "missing", "exit_clause_missing", NW_LEVEL_AMBER, N_("Agree on these clauses, or accept in writing that they are missing") },
  { "partly", "exit_clause_partly", NW_LEVEL_YELLOW, N_("Complete these clauses") },
  { "not_reviewed", "exit_clause_unreviewed", NW_LEVEL_YELLOW, N_("Check whether the contract has these clauses") },
};

static gboolean
is_in_state (const NwRow *clause, const char *state)
{
  return nw_row_is (clause, "state", state) || (!nw_row_has (clause, "state") && strcmp (state, "not_reviewed") == 0);
}

static void
add_clause (GString *text, const NwRow *clause, NwContext *context)
{
  const NwRow *row = nw_context_derived (context, clause);
  const char *title = nw_row_text (row, "title");

  g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", nw_row_text (row, "clause"));
  if (title != NULL)
    g_string_append_printf (text, " %s", title);
  if (nw_row_is (row, "clause", "XC04"))
    g_string_append_printf (text, " (%s)", _("such a clause may be void, § 119 InsO: have it checked"));
}

/* The clauses of the contract of @row in @state; "" unless @row is the first. */
static GString *
name_clauses (const NwRow *row, NwContext *context, const char *state)
{
  GPtrArray *clauses = nw_context_children (context, &nw_exit_clause, "contract", nw_row_number (row, "contract"));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    {
      const NwRow *clause = clauses->pdata[i];

      if (!is_in_state (clause, state))
        continue;
      if (clause->id < row->id)
        {
          g_string_truncate (text, 0);
          break;
        }
      add_clause (text, clause, context);
    }
  return text;
}

/* Rules: exit_clause_missing, exit_clause_partly, exit_clause_unreviewed. One
 * line for a contract, not one for a clause. */
void
nw_lack_exit_clause (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const NwRow *contract = nw_context_ref (context, row, "contract");
  const NwRow *vendor = contract != NULL ? nw_context_ref (context, contract, "vendor") : NULL;
  int tier = vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;

  if (tier < 1 || tier > NW_TIER_HIGH || !nw_contract_runs (contract, context))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (clause_rules); i++)
    if (is_in_state (row, clause_rules[i].state))
      {
        g_autoptr (GString) names = name_clauses (row, context, clause_rules[i].state);

        if (names->len > 0)
          nw_gaps_add (gaps, contract, clause_rules[i].rule, clause_rules[i].level, names->str, _(clause_rules[i].what));
      }
}

/* Whether no other test of the plan came after it. */
static gboolean
is_newest (const NwRow *row, NwContext *context)
{
  GPtrArray *tests = nw_context_children (context, &nw_exit_test, "exit_plan", nw_row_number (row, "exit_plan"));
  NwDay on = nw_row_day (row, "tested_on");

  for (guint i = 0; i < tests->len; i++)
    {
      const NwRow *other = tests->pdata[i];
      NwDay then = nw_row_day (other, "tested_on");

      if (then > on || (then == on && other->id > row->id))
        return FALSE;
    }
  return on != NW_NO_DAY;
}

/* Kind: exit_test; a test that is planned is due on its own day. */
void
nw_due_exit_test (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  const NwRow *plan = nw_context_ref (context, row, "exit_plan");
  NwDay on = nw_row_day (row, "tested_on"), due = on > context->on ? on : nw_row_day (row, "next_due");
  g_autofree char *reason = nw_exit_test_say_due (row, context);

  if (plan != NULL && nw_exit_plan_counts (plan, context) && is_newest (row, context))
    nw_agenda_add (agenda, row, "exit_test", due, FALSE, reason, _("Test the exit plan"));
}

/* Rule: exit_test_failed. */
void
nw_lack_exit_test (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const NwRow *plan = nw_context_ref (context, row, "exit_plan");

  if (plan != NULL && nw_exit_plan_counts (plan, context) && is_newest (row, context) && nw_row_is (row, "result", "failed"))
    nw_gaps_add (gaps, row, "exit_test_failed", nw_tier_level (tier_of_plan (plan, context)), NULL,
                 _("Mend what made the test fail, and test again"));
}
