/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa-rows.h"
#include "nw-owner.h"
#include "nw-transfer-rows.h"
#include "nw-vendor.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What falls due of agreements on processing, and what would not pass.
 *
 * Deadlines: dpa_control, dpa_deletion_confirmation, objection_end.
 * Gaps: dpa_incomplete, dpa_unreviewed, dpa_F01 to dpa_F20 where critical or
 * high, dpa_flags for those that are medium, dpa_unknown, dpa_contradiction, transfer_unrecorded, owner_missing; of
 * services dpa_F01 and personal_data_unknown. F04 is told by transfer_illegal
 * of each recipient that it is about. */

static const char *const flag_rules[NW_DPA_FLAGS + 1] = {
  NULL,      "dpa_F01", "dpa_F02", "dpa_F03", NULL,      "dpa_F05", "dpa_F06", "dpa_F07", "dpa_F08", "dpa_F09", "dpa_F10",
  "dpa_F11", "dpa_F12", "dpa_F13", "dpa_F14", "dpa_F15", "dpa_F16", "dpa_F17", "dpa_F18", "dpa_F19", "dpa_F20",
};

/* The item that says how transfers are carried. */
enum { TRANSFER_ITEM = 21 };

static void
due_control (const NwRow *row, const NwDpaView *view, NwAgenda *agenda)
{
  const NwDpaFacts *facts = &view->facts;
  NwDay due = nw_dpa_control_due (facts, &view->limits);
  gboolean first = facts->last_control_on == NW_NO_DAY;
  g_autofree char *since = nw_say_day (first ? facts->signed_on : facts->last_control_on), *reason = NULL;

  if (due == NW_NO_DAY || facts->is_signed != NW_MAYBE_YES)
    return;
  reason = g_strdup_printf (first ? _("Signed on %s; tier %s: every %d months (Art. 28(1), (3)(h) GDPR).")
                                  : _("Last control on %s; tier %s: every %d months (Art. 28(1), (3)(h) GDPR)."),
                            since, facts->tier == 0 ? _("unknown, so as 1") : ((const char *[]){ "1", "2", "3", "4" })[facts->tier - 1],
                            (int) view->limits.control_months[facts->tier == 0 ? 1 : facts->tier]);
  nw_agenda_add (agenda, row, "dpa_control", due, FALSE, reason, _("Control the processor"));
}

static void
due_deletion (const NwRow *row, const NwDpaView *view, NwAgenda *agenda)
{
  const NwDpaFacts *facts = &view->facts;
  g_autofree char *ended = nw_say_day (facts->ended_on), *reason = NULL;

  if (facts->ended_on == NW_NO_DAY || view->limits.deletion_days == NW_UNKNOWN
      || (facts->deletion_confirmed_on != NW_NO_DAY && facts->deletion_confirmed_on <= facts->on))
    return;
  reason = g_strdup_printf (_("Ended on %s, and %" PRId64 " days (Art. 28(3)(g) GDPR)."), ended, view->limits.deletion_days);
  nw_agenda_add (agenda, row, "dpa_deletion_confirmation", nw_objection_until (facts->ended_on, view->limits.deletion_days), TRUE, reason,
                 _("Have the deletion of the data confirmed"));
}

void
nw_due_dpa (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwDpaView view;

  nw_dpa_read_own (row, context, &view);
  if (!view.facts.is_over)
    due_control (row, &view, agenda);
  due_deletion (row, &view, agenda);
}

static void
lack_review (const NwRow *row, const NwDpaView *view, NwGaps *gaps)
{
  if (view->review.verdict == NW_DPA_INCOMPLETE)
    nw_gaps_add (gaps, row, "dpa_incomplete", NW_LEVEL_AMBER, _("The agreement lacks something of Art. 28(3), (9) or 44 to 47 GDPR."),
                 _("Renegotiate the items that are missing or partial"));
  if (view->review.held_back)
    nw_gaps_add (gaps, row, "dpa_unreviewed", NW_LEVEL_AMBER,
                 _("Every item is fulfilled, but the transfer to a recipient cannot be judged (Art. 44 GDPR)."),
                 _("Enter the country of every recipient and what carries the transfers"));
  else if (view->review.verdict == NW_DPA_UNREVIEWED)
    nw_gaps_add (gaps, row, "dpa_unreviewed", NW_LEVEL_AMBER, _("Nobody looked at every item that Art. 28(3) GDPR demands."),
                 _("Review the items that are open"));
}

/* What to do about each flag. */
static const char *const flag_actions[] = {
  NULL,
  N_("Sign the agreement, or stop the processing"),
  N_("Check what was processed before the agreement, and document why"),
  N_("Have the missing content agreed"),
  N_("Stop the transfer, or give it a basis"),
  N_("Have the listing renewed, or use another transfer instrument"),
  N_("Conclude the standard contractual clauses of 2021"),
  N_("Make or renew the transfer impact assessment"),
  N_("Get the current TOM annex"),
  N_("Get the current list of sub-processors, and decide on the change"),
  N_("Control the processor"),
  N_("Agree on a period in hours for notices of breaches"),
  N_("Have inspections agreed"),
  N_("Have the cost of audits limited"),
  N_("Have a deletion period and a deletion certificate agreed"),
  N_("Demand the confirmation of deletion"),
  N_("Have encryption or pseudonymisation agreed"),
  N_("Link the record of processing"),
  N_("Clarify who is responsible for what"),
  N_("Have a longer objection period agreed"),
  N_("Assess the access that the parent company's country allows"),
};

static void
lack_flags (const NwRow *row, NwContext *context, const NwDpaView *view, NwGaps *gaps)
{
  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    {
      NwRisk risk = nw_dpa_flag_risk (view, i);
      g_autofree char *cause = flag_rules[i] != NULL && risk >= NW_RISK_HIGH ? nw_dpa_say_cause (row, context, view, i) : NULL;

      if (cause != NULL)
        nw_gaps_add (gaps, row, flag_rules[i], risk == NW_RISK_CRITICAL ? NW_LEVEL_RED : NW_LEVEL_AMBER, cause, _(flag_actions[i]));
    }
}

/* Flags that weigh less, in one line: each alone would bury what is grave. */
static void
lack_medium (const NwRow *row, const NwDpaView *view, NwGaps *gaps)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    if (nw_dpa_flag_risk (view, i) == NW_RISK_MEDIUM && !nw_dpa_flag_informs (i))
      nw_say_append (list, "%s: %s", nw_dpa_flag_code (i), nw_dpa_flag_text (i));
  if (list->len > 0)
    nw_gaps_add (gaps, row, "dpa_flags", NW_LEVEL_YELLOW, list->str, _("Settle the medium flags of the agreement"));
}

static void
lack_facts (const NwRow *row, const NwDpaView *view, NwGaps *gaps)
{
  const NwDpaItems *items = &view->facts.items;
  g_autofree char *open = nw_dpa_say_open (view), *reason = NULL;

  if (open != NULL)
    nw_gaps_add (gaps, row, "dpa_unknown", NW_LEVEL_YELLOW, open, _("Enter what the flags need to be judged"));
  else if (view->country_open)
    nw_gaps_add (gaps, row, "dpa_unknown", NW_LEVEL_YELLOW, NULL, _("Enter the countries of the vendor, its services and the recipients"));
  if (items->third_country && items->state[TRANSFER_ITEM] == NW_ITEM_NOT_APPLICABLE)
    nw_gaps_add (gaps, row, "dpa_contradiction", NW_LEVEL_AMBER, _("V21 is set to “not applicable”, but data reach a third country."),
                 _("Review V21 again"));
  if (view->unrecorded[0] == '\0')
    return;
  reason = g_strdup_printf (_("The vendor or a service of it names %s, but no recipient does."), view->unrecorded);
  nw_gaps_add (gaps, row, "transfer_unrecorded", NW_LEVEL_AMBER, reason, _("Record who receives or reads the data there, and by what instrument"));
}

void
nw_lack_dpa (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDpaView view;

  nw_dpa_read (row, context, &view);
  lack_flags (row, context, &view, gaps);
  lack_medium (row, &view, gaps);
  if (view.facts.is_over)
    return;
  lack_review (row, &view, gaps);
  lack_facts (row, &view, gaps);
  nw_lack_owner_above (row, gaps);
}

void
nw_derive_recipient_change (const NwRow *row, NwContext *context, NwDerived *out)
{
  const NwRow *dpa = nw_context_ref (context, row, "dpa");

  if (dpa != NULL)
    nw_put_day (out, "objection_until", nw_objection_until (nw_row_day (row, "announced_on"), nw_row_number (dpa, "objection_days")));
}

void
nw_due_recipient_change (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  const NwRow *dpa = nw_context_ref (context, row, "dpa");

  if ((nw_row_has (row, "decision") && !nw_row_is (row, "decision", "open")) || (dpa != NULL && nw_dpa_is_over (dpa, context)))
    return;
  nw_agenda_add (agenda, row, "objection_end", nw_row_day (row, "objection_until"), TRUE,
                 _("Time to object to a change of sub-processors (Art. 28(2) GDPR)."), _("Decide on the change, and object if need be"));
}

static gboolean
has_agreement (const NwRow *vendor, NwContext *context)
{
  GPtrArray *agreements = nw_context_children (context, &nw_dpa, "vendor", vendor->id);

  for (guint i = 0; i < agreements->len; i++)
    if (nw_dpa_is_signed (agreements->pdata[i], context) == NW_MAYBE_YES && !nw_dpa_is_over (agreements->pdata[i], context))
      return TRUE;
  return FALSE;
}

/* Flag F01 of a relation without any agreement: a vendor that is in use
 * processes personal data for us. */
void
nw_lack_dpa_of_service (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  const NwRow *vendor = nw_context_ref (context, row, "vendor");

  if (vendor == NULL || nw_row_is (row, "personal_data", "none") || !nw_vendor_in_use (vendor) || has_agreement (vendor, context))
    return;
  if (nw_row_has (row, "personal_data"))
    nw_gaps_add (gaps, row, "dpa_F01", NW_LEVEL_RED,
                 _("The service processes personal data, and no DPA of its vendor is signed and in force (Art. 28(3) GDPR)."),
                 nw_dpa_flag_text (1));
  else
    nw_gaps_add (gaps, row, "personal_data_unknown", NW_LEVEL_YELLOW, _("No DPA of its vendor is signed and in force."),
                 _("Enter whether the service processes personal data"));
}
