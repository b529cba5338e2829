/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-found.h"
#include "nw-organisation.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>

/* Rules of gaps: dpo_missing, dpo_not_checked. */

static NwDpoFacts
dpo_facts (const NwRow *row, NwContext *context)
{
  GPtrArray *activities = nw_context_all (context, &nw_processing_activity);
  NwDpoFacts facts = { .headcount = nw_row_number (row, "headcount"), .threshold = nw_figure (context, "bdsg.dpo_persons", context->on),
                       .activities = activities->len };

  for (guint i = 0; i < activities->len; i++)
    {
      const NwRow *activity = activities->pdata[i];
      gboolean yes = nw_row_is (activity, "dpia_needed", "yes");

      facts.dpia_yes += yes;
      facts.dpia_unknown += !yes && !nw_row_is (activity, "dpia_needed", "no");
      facts.special += nw_row_number (activity, "special_categories") != 0;
    }
  return facts;
}

void
nw_derive_organisation (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwDpoFacts facts = dpo_facts (row, context);
  NwAnswer needed = nw_dpo_answer (nw_dpo_why (&facts));

  if (needed != NW_ANSWER_UNKNOWN)
    nw_put_bool (out, "dpo_needed", needed == NW_ANSWER_YES);
}

static char *
say_dpo (const NwDpoFacts *facts)
{
  static const char *const whys[] = {
    [NW_DPO_DPIA] = N_("Yes: some processing needs a DPIA (BDSG § 38(1) sentence 2)."),
    [NW_DPO_NO_HEADCOUNT] = N_("Unknown: the headcount is missing."),
    [NW_DPO_NO_ACTIVITIES] = N_("Unknown: no processing activity is recorded."),
    [NW_DPO_NOT_CHECKED] = N_("Unknown: for some processing nobody checked whether it needs a DPIA."),
    [NW_DPO_SPECIAL] = N_("Unknown: special categories are, or may be, processed; on a large scale they need a DPO (Art. 37(1)(c) GDPR)."),
    [NW_DPO_NO_FIGURE] = N_("Unknown: the number of persons from which one is needed is missing."),
  };
  NwDpoWhy why = nw_dpo_why (facts);
  GString *text = g_string_new (NULL);

  if (why == NW_DPO_HEADCOUNT)
    nw_say_also (text, _("Yes, as a precaution: headcount %d, and from %d persons who constantly process personal data one is needed (BDSG § 38(1)); how many of them do so is not recorded."),
                 (int) facts->headcount, (int) facts->threshold);
  else if (why == NW_DPO_NONE)
    nw_say_also (text, _("No: headcount %d is below %d (BDSG § 38(1)), and no recorded processing needs a DPIA or has special categories."),
                 (int) facts->headcount, (int) facts->threshold);
  else
    nw_say_also (text, "%s", _(whys[why]));
  if (why != NW_DPO_DPIA && why != NW_DPO_HEADCOUNT)
    nw_say_also (text, _("Not recorded, so check: public body, large-scale monitoring as core activity, commercial transfer, market research (Art. 37(1) GDPR, BDSG § 38(1))."));
  return g_string_free (text, FALSE);
}

void
nw_explain_organisation (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwDpoFacts facts = dpo_facts (row, context);
  g_autofree char *text = say_dpo (&facts);

  nw_reasons_add (reasons, "dpo_needed", TRUE, "%s", text);
}

/* Whether somebody is the data protection officer today. */
static gboolean
has_dpo (NwContext *context)
{
  GPtrArray *people = nw_context_all (context, &nw_person);

  for (guint i = 0; i < people->len; i++)
    {
      NwDay from = nw_row_day (people->pdata[i], "active_from"), to = nw_row_day (people->pdata[i], "active_to");

      if (nw_row_contains (people->pdata[i], "roles", "dsb") && (from == NW_NO_DAY || from <= context->on) && (to == NW_NO_DAY || to >= context->on))
        return TRUE;
    }
  return FALSE;
}

void
nw_lack_organisation (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDpoFacts facts = dpo_facts (row, context);
  g_autofree char *text = say_dpo (&facts);

  if (has_dpo (context))
    return;
  if (nw_row_yes (row, "dpo_needed"))
    nw_gaps_add (gaps, row, "dpo_missing", NW_LEVEL_RED, text, _("Name a data protection officer and record the person with that role"));
  else if (!nw_row_has (row, "dpo_needed"))
    nw_gaps_add (gaps, row, "dpo_not_checked", NW_LEVEL_YELLOW, text, _("Check whether a data protection officer is needed"));
}
