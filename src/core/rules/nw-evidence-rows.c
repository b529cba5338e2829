/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control-rows.h"

#include <glib/gi18n-lib.h>

/* Evidence: how long it proves something, and who still relies on it. */

void
nw_derive_evidence (const NwRow *row, NwContext *context, NwDerived *out)
{
  nw_put_day (out, "effective_until", nw_evidence_until_of_row (row, context));
  nw_put_text (out, "state", nw_evidence_state_name (nw_evidence_state_of_row (row, context)));
}

void
nw_explain_evidence (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwDay until = nw_row_day (row, "effective_until");
  g_autofree char *day = nw_say_day (until), *collected = nw_say_day (nw_row_day (row, "collected_on"));
  gint64 cycle = nw_row_number (row, "cycle_months");

  if (until == NW_NO_DAY)
    nw_reasons_add (reasons, "effective_until", FALSE, _("unknown: the end of validity and the day of collection are missing"));
  else if (nw_row_has (row, "valid_until"))
    nw_reasons_add (reasons, "effective_until", FALSE, _("the end of validity that was set"));
  else if (cycle != NW_UNKNOWN)
    nw_reasons_add (reasons, "effective_until", FALSE, ngettext ("collected on %s, with a cycle of %d month", "collected on %s, with a cycle of %d months", (gulong) cycle),
                    collected, (int) cycle);
  else
    nw_reasons_add (reasons, "effective_until", FALSE, ngettext ("collected on %s, with the default cycle of %d month", "collected on %s, with the default cycle of %d months",
                              (gulong) nw_figure (context, "evidence.cycle_months", context->on)),
                    collected, (int) nw_figure (context, "evidence.cycle_months", context->on));
  if (until == NW_NO_DAY)
    nw_reasons_add (reasons, "state", FALSE, _("nobody knows how long it is valid: it does not count as valid"));
  else
    nw_reasons_add (reasons, "state", FALSE, _("%s: valid until %s inclusive"), nw_say_choice (row, "state"), day);
}

/* Whether something else of @user is valid longer than @until. */
static gboolean
is_replaced (const NwRow *user, NwContext *context, NwDay until)
{
  g_autoptr (GPtrArray) evidence = nw_linked_rows (context, user, "evidence");

  for (guint i = 0; i < evidence->len; i++)
    if (nw_evidence_until_of_row (evidence->pdata[i], context) > until)
      return TRUE;
  return FALSE;
}

/* Whether all controls that rely on it have something that is valid longer.
 * What else is linked to it does not make its end go away. */
static gboolean
is_superseded (const NwRow *row, NwContext *context, NwDay until)
{
  GPtrArray *users = nw_context_children (context, &nw_assessment, "evidence", row->id);
  gboolean any = FALSE;

  for (guint i = 0; i < users->len; i++)
    {
      gboolean replaced = is_replaced (users->pdata[i], context, until);

      any |= replaced;
      if (!replaced && !nw_is_excluded_row (users->pdata[i]))
        return FALSE;
    }
  return any;
}

void
nw_due_evidence (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwDay until = nw_row_day (row, "effective_until");
  g_autofree char *day = nw_say_day (until);
  g_autofree char *reason = g_strdup_printf (_("valid until %s inclusive"), day);

  if (until != NW_NO_DAY && !is_superseded (row, context, until))
    nw_agenda_add (agenda, row, "evidence_expiry", until, FALSE, reason, _("Collect this evidence again, or link newer evidence"));
}

void
nw_lack_evidence (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  if (!nw_row_has (row, "effective_until"))
    nw_gaps_add (gaps, row, "evidence_undated", NW_LEVEL_YELLOW,
                 _("without the day of collection it proves nothing for any period"),
                 _("Enter when it was collected or how long it is valid"));
  nw_lack_owner_left (row, gaps);
}
