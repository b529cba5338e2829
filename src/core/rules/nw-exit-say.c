/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>

static void
explain_plan_days (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *path = NULL, *rest = NULL;
  gint64 days;
  guint open;

  switch (nw_exit_plan_path (row, context, &days, &open, names))
    {
    case NW_PATH_EMPTY:
      nw_reasons_add (reasons, "plan_days", FALSE, _("Unknown: the plan has no steps."));
      return;
    case NW_PATH_NO_DAYS:
      nw_reasons_add (reasons, "plan_days", FALSE, _("Unknown: no step says how many days it takes; write 0 for one that takes none."));
      return;
    case NW_PATH_CYCLE:
      nw_reasons_add (reasons, "plan_days", FALSE, _("Unknown: steps wait for each other in a circle."));
      return;
    case NW_PATH_KNOWN:
      break;
    }
  g_ptr_array_add (names, NULL);
  path = g_strjoinv (" → ", (char **) names->pdata);
  rest = g_strdup_printf (ngettext (" %u step says no days and counts 0.", " %u steps say no days and count 0.", open), open);
  nw_reasons_add (reasons, "plan_days", FALSE, _("The longest path through the steps: %s.%s"), path, open > 0 ? rest : "");
}

static void
explain_assured_days (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRow *contract = nw_context_ref (context, row, "contract");
  NwDay last = contract != NULL ? nw_exit_last_service_day (contract, context) : NW_NO_DAY;
  gint64 transition = nw_exit_agreed_days (row, context, "transition_days", "XC09");
  gint64 retrieval = nw_exit_agreed_days (row, context, "retrieval_days", "XC13");
  g_autofree char *day = nw_say_weekday (last);

  if (contract == NULL)
    nw_reasons_add (reasons, "assured_days", TRUE, _("Unknown: the plan names no contract."));
  else if (last == NW_NO_DAY)
    nw_reasons_add (reasons, "assured_days", TRUE, _("Unknown: the contract does not tell its next end."));
  else
    nw_reasons_add (reasons, "assured_days", TRUE, _("If notice were received today, service lasts until %s; then %d days of transition and %d of retrieval "
                                                     "(what is not agreed counts 0)."),
                    day, transition != NW_UNKNOWN ? (int) transition : 0, retrieval != NW_UNKNOWN ? (int) retrieval : 0);
}

static void
explain_gap (const NwRow *row, NwReasons *reasons)
{
  gint64 gap = nw_row_number (row, "gap_days");

  if (gap == NW_UNKNOWN)
    nw_reasons_add (reasons, "gap_days", FALSE, _("Unknown: plan days or assured days are unknown."));
  else if (gap > 0)
    nw_reasons_add (reasons, "gap_days", FALSE, ngettext ("Plan days less assured days: service may end %d day before the plan is done.",
                              "Plan days less assured days: service may end %d days before the plan is done.", (gulong) gap),
                    (int) gap);
  else
    nw_reasons_add (reasons, "gap_days", FALSE, _("Plan days less assured days: the time suffices."));
}

static void
explain_score (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwReadiness self = nw_exit_readiness (row, context);
  guint open = 0, stale = self.items[NW_EXIT_APPROVED].stale + self.items[NW_EXIT_TESTED].stale;

  for (guint i = 0; i < NW_N_EXIT_ITEMS; i++)
    open += self.items[i].score == NW_UNKNOWN;
  if (!self.known)
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: a weight or a limit of the exit score is not in force."));
  else if (!nw_fraction_known (self.score) && self.tier == 0)
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: the tier of the vendor is unknown and would change the score."));
  else if (!nw_fraction_known (self.score))
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: no item applies."));
  else
    nw_reasons_add (reasons, "score", FALSE, _("Weighted mean of the items that apply; not reviewed and counted 0: %u; older than the cycle of the tier "
                                               "and counted %d %%: %u; of an unknown date and counted in full: %u; at most %d at tier 1 and 2 if E01 is 0, %d if E03 is 0, %d at tier 1 if E08 is 0."),
                    open, (int) self.figures.stale_percent, stale, self.undated, (int) self.figures.cap_plan, (int) self.figures.cap_return,
                    (int) self.figures.cap_assured);
}

void
nw_explain_exit_plan (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  explain_plan_days (row, context, reasons);
  explain_assured_days (row, context, reasons);
  explain_gap (row, reasons);
  explain_score (row, context, reasons);
}

void
nw_explain_exit_clause (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  if (nw_row_is (row, "clause", "XC04"))
    nw_reasons_add (reasons, "title", TRUE, _("A clause that ends a contract because the vendor is insolvent may be void (§ 119 InsO): have it checked, and do not plan on it alone."));
}

/* When the plan is tested next, and since when that is known. */
char *
nw_exit_test_say_due (const NwRow *row, NwContext *context)
{
  const NwRow *plan = nw_context_ref (context, row, "exit_plan");
  const NwRow *vendor = plan != NULL ? nw_exit_plan_vendor (plan, context) : NULL;
  int tier = vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;
  NwDay on = nw_row_day (row, "tested_on");
  g_autofree char *day = nw_say_day (on);

  if (on == NW_NO_DAY)
    return g_strdup (_("Unknown: the day of the test is missing."));
  if (!nw_row_has (row, "next_due"))
    return g_strdup (_("Unknown: the tier of the vendor is unknown."));
  if (on > context->on)
    return g_strdup_printf (_("The test is planned for %s; at tier %d a plan is tested every %d months."), day, tier,
                            (int) nw_tier_figure (context, "exit.test_months", tier));
  if (nw_row_is (row, "result", "failed"))
    return g_strdup_printf (_("The test of %s failed: mend the cause and test again before that day; at tier %d a plan is tested every %d months."),
                            day, tier, (int) nw_tier_figure (context, "exit.test_months", tier));
  return g_strdup_printf (_("Last tested on %s; at tier %d a plan is tested every %d months."), day, tier,
                          (int) nw_tier_figure (context, "exit.test_months", tier));
}

void
nw_explain_exit_test (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *text = nw_exit_test_say_due (row, context);

  nw_reasons_add (reasons, "next_due", FALSE, "%s", text);
}
