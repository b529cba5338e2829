/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include "nw-dpa-rows.h"
#include "nw-owner.h"
#include "nw-period.h"

#include <glib/gi18n-lib.h>

/* Whether a review of @contract has begun since @opens, or is open. */
static gboolean
is_under_review (const NwRow *contract, NwContext *context, NwDay opens)
{
  GPtrArray *reviews = nw_context_children (context, &nw_renewal_review, "contract", contract->id);

  for (guint i = 0; i < reviews->len; i++)
    if (nw_review_is_open (reviews->pdata[i]) || nw_row_day (reviews->pdata[i], "opened_on") >= opens
        || nw_row_day (reviews->pdata[i], "decided_on") >= opens)
      return TRUE;
  return FALSE;
}

/* Whether an open-ended contract can end again before a review that opens on
 * @opens has been finished: then there is no one renewal to be reviewed, and
 * the line would be overdue for ever. */
static gboolean
ends_all_the_time (const NwRow *row, NwDay last_day, NwDay opens)
{
  static const struct
  {
    const char *kind;
    int         months;
  } kinds[] = { { "month", 1 }, { "quarter", 3 }, { "half_year", 6 } };

  for (guint i = 0; nw_row_is (row, "renewal", "evergreen") && i < G_N_ELEMENTS (kinds); i++)
    if (nw_row_is (row, "end_kind", kinds[i].kind))
      return nw_add_months (last_day, -kinds[i].months) > opens;
  return FALSE;
}

static void
due_of_contract (const NwRow *contract, NwContext *context, int tier, NwAgenda *agenda)
{
  const NwRow *row = nw_context_derived (context, contract);
  NwDay last_day = nw_contract_last_day_to_act (row, context), opens;
  gint64 days = nw_renewal_open_days (tier, context);
  g_autofree char *last = nw_say_weekday (last_day);
  g_autofree char *reason = NULL;

  if (last_day == NW_NO_DAY || days == NW_UNKNOWN || nw_row_has (row, "notice_received_on"))
    return;
  opens = last_day - (NwDay) days;
  reason = g_strdup_printf (ngettext ("%d day before %s, the last day for notice or the end of a fixed term",
                                      "%d days before %s, the last day for notice or the end of a fixed term", (gulong) days), (int) days, last);
  if (!ends_all_the_time (row, last_day, opens) && !is_under_review (row, context, opens))
    nw_agenda_add (agenda, row, "renewal_review_opens", opens, FALSE, reason, _("Open the renewal review"));
}

/* Kinds: vendor_review; of its contracts: renewal_review_opens. */
void
nw_due_vendor (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  GPtrArray *contracts = nw_context_children (context, &nw_contract, "vendor", row->id);
  int tier = nw_vendor_tier_of_row (row, context);
  g_autofree char *cycle = nw_vendor_say_review (row, context);

  if (!nw_row_is (row, "status", "candidate"))
    nw_agenda_add (agenda, row, "vendor_review", nw_row_day (row, "next_review"), FALSE, cycle, _("Review the vendor and note the day"));
  for (guint i = 0; i < contracts->len; i++)
    if (nw_contract_runs (contracts->pdata[i], context))
      due_of_contract (contracts->pdata[i], context, tier, agenda);
}

static void
lack_of_tier (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwVendorFactors factors = nw_vendor_factors_of_row (row);
  NwTierFigures figures;
  int computed = nw_vendor_tier_figures (context, &figures) ? nw_vendor_tier (&factors, &figures) : 0;
  gint64 by_hand = nw_row_number (row, "tier_override");

  if (by_hand == NW_UNKNOWN && computed == 0)
    nw_gaps_add (gaps, row, "vendor_tier_unknown", NW_LEVEL_AMBER, NULL, _("Rate all six factors of the tier"));
  if (by_hand == NW_UNKNOWN || nw_row_has (row, "tier_reason"))
    return;
  nw_gaps_add (gaps, row, "vendor_tier_reason", computed != 0 && by_hand > computed ? NW_LEVEL_AMBER : NW_LEVEL_YELLOW,
               computed != 0 && by_hand > computed ? _("the tier that was set is less strict than the computed one") : NULL,
               _("Say why the tier was set by hand"));
}

static void
lack_of_review (const NwRow *row, NwContext *context, int tier, NwGaps *gaps)
{
  NwDay next = nw_row_day (row, "next_review");
  g_autofree char *day = nw_say_day (next);
  g_autofree char *reason = g_strdup_printf (_("the review was due on %s"), day);

  if (nw_vendor_last_review (row, context) == NW_NO_DAY)
    nw_gaps_add (gaps, row, "vendor_never_reviewed", nw_tier_level (tier), NULL, _("Review the vendor: this was never done"));
  else if (next != NW_NO_DAY && next < context->on)
    nw_gaps_add (gaps, row, "vendor_review_overdue", nw_tier_level (tier), reason, _("Review the vendor and note the day"));
}

static void
lack_of_score (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const NwRow *newest = nw_vendor_assessment_newest (context, row->id);
  g_autoptr (NwRated) rated = newest != NULL ? nw_rated_new (newest, context) : NULL;
  g_autofree char *names = NULL, *reason = NULL;

  if (rated == NULL || !rated->known || rated->failed->len == 0)
    return;
  g_ptr_array_add (rated->failed, NULL);
  names = g_strjoinv (", ", (char **) rated->failed->pdata);
  reason = g_strdup_printf (_("knock-out questions that failed: %s"), names);
  nw_gaps_add (gaps, row, "vendor_knocked_out", NW_LEVEL_RED, reason, _("Have the vendor mend what failed, or leave"));
}

/* Whether @contract is one that one needs a plan to leave. */
static gboolean
needs_plan (const NwRow *contract, NwContext *context)
{
  return nw_contract_runs (contract, context) && !nw_row_is (contract, "contract_type", "nda");
}

/* Whether a call-off that runs under the framework @contract has a plan: one
 * leaves what was called off. */
static gboolean
is_planned_below (const NwRow *contract, NwContext *context)
{
  GPtrArray *below = nw_context_children (context, &nw_contract, "parent", contract->id);

  for (guint i = 0; nw_row_is (contract, "contract_type", "framework") && i < below->len; i++)
    if (nw_contract_runs (below->pdata[i], context)
        && nw_context_children (context, &nw_exit_plan, "contract", ((const NwRow *) below->pdata[i])->id)->len > 0)
      return TRUE;
  return FALSE;
}

/* What one needs to leave @contract of an important vendor. */
static void
lack_of_exit (const NwRow *contract, NwContext *context, int tier, NwGaps *gaps)
{
  if (nw_exit_plan_of_contract (contract, context) == NULL && !is_planned_below (contract, context))
    nw_gaps_add (gaps, contract, "exit_plan_missing", nw_tier_level (tier), NULL, _("Write an exit plan"));
  if (nw_context_children (context, &nw_exit_clause, "contract", contract->id)->len == 0 && !nw_row_has (contract, "parent"))
    nw_gaps_add (gaps, contract, "exit_clauses_unreviewed", NW_LEVEL_AMBER, NULL, _("Check the contract for the clauses that leaving needs"));
}

static gboolean
has_plan (const NwRow *vendor, GPtrArray *contracts, NwContext *context)
{
  gboolean found = nw_context_children (context, &nw_exit_plan, "vendor", vendor->id)->len > 0;

  for (guint i = 0; i < contracts->len && !found; i++)
    found = nw_context_children (context, &nw_exit_plan, "contract", ((const NwRow *) contracts->pdata[i])->id)->len > 0;
  return found;
}

/* One depends on an important vendor whether or not its contract is recorded. */
static void
lack_of_exits (const NwRow *row, GPtrArray *contracts, NwContext *context, int tier, NwGaps *gaps)
{
  guint running = 0;

  for (guint i = 0; i < contracts->len; i++)
    if (needs_plan (contracts->pdata[i], context))
      {
        lack_of_exit (contracts->pdata[i], context, tier, gaps);
        running++;
      }
  if (running == 0 && !has_plan (row, contracts, context))
    nw_gaps_add (gaps, row, "exit_plan_missing", nw_tier_level (tier), _("no contract that runs is recorded either"), _("Write an exit plan"));
}

/* Rules: vendor_owner, vendor_tier_unknown, vendor_tier_reason,
 * vendor_never_reviewed, vendor_review_overdue, vendor_knocked_out,
 * exit_plan_missing; of its contracts: exit_plan_missing,
 * exit_clauses_unreviewed. */
void
nw_lack_vendor (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  GPtrArray *contracts = nw_context_children (context, &nw_contract, "vendor", row->id);
  int tier = nw_vendor_tier_of_row (row, context);

  if (nw_row_is (row, "status", "ended"))
    return;
  nw_lack_owner_as (row, gaps, "vendor_owner", NULL, _("Name who answers for the vendor"));
  lack_of_tier (row, context, gaps);
  if (nw_row_is (row, "status", "candidate"))
    return;
  lack_of_review (row, context, tier, gaps);
  lack_of_score (row, context, gaps);
  if (tier >= 1 && tier <= NW_TIER_HIGH)
    lack_of_exits (row, contracts, context, tier, gaps);
}

/* Rules: owner_missing, service_hosting_unknown, and those on agreements on processing. */
void
nw_lack_service (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const NwRow *vendor = nw_context_ref (context, row, "vendor");

  nw_lack_dpa_of_service (row, context, gaps);
  if (vendor == NULL || nw_row_is (vendor, "status", "ended"))
    return;
  nw_lack_owner_above (row, gaps);
  if (nw_row_has (row, "hosting_country"))
    return;
  if (nw_row_is (row, "personal_data", "normal") || nw_row_is (row, "personal_data", "special"))
    nw_gaps_add (gaps, row, "service_hosting_unknown", NW_LEVEL_AMBER, _("the service holds personal data"), _("Note where the service is hosted"));
}
