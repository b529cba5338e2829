/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vendor-rows.h"

#include <glib/gi18n-lib.h>

static char *
join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", (const char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

/* "Security score 80.00 (weight 25), …", of the domains that apply. */
static char *
say_domains (const NwRow *row, const NwRated *rated)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < NW_N_DOMAINS; i++)
    {
      int index = nw_entity_field_index (row->entity, nw_domain_fields[i]);

      g_autofree char *score = nw_say_decimal (nw_row_text (row, nw_domain_fields[i]));

      if (score != NULL)
        g_ptr_array_add (texts, g_strdup_printf (_("%s %s (weight %d)"), nw_field_label (nw_entity_get_field (row->entity, (guint) index)),
                                                 score, (int) rated->figures.weight[i]));
    }
  return join (texts);
}

static void
explain_computed_answers (const NwRated *rated, NwReasons *reasons)
{
  g_autofree char *exit_score = nw_say_fraction (rated->exit_score, 1);

  if (rated->measured > 0)
    nw_reasons_add (reasons, "score_per", FALSE, _("Mean of the answers; for PER01 the register counts: %d of %d SLA windows met in the months before."),
                    (int) rated->met, (int) rated->measured);
  else
    nw_reasons_add (reasons, "score_per", FALSE, _("Mean of the answers; no SLA window was measured, so the answer to PER01 counts as given."));
  if (exit_score != NULL)
    nw_reasons_add (reasons, "score_exi", FALSE, _("Mean of the answers; EXI01 is the lowest exit readiness of the vendor's contracts, as of today: %s."), exit_score);
  else
    nw_reasons_add (reasons, "score_exi", FALSE, _("Mean of the answers; no exit score is known, so the answer to EXI01 counts as given."));
}

static void
explain_score (const NwRow *row, const NwRated *rated, NwReasons *reasons)
{
  g_autofree char *open = join (rated->open);
  g_autofree char *domains = say_domains (row, rated);
  g_autofree char *incomplete = rated->open->len > 0 ? g_strdup_printf (_(" Incomplete: questions without an answer (%u): %s."), rated->open->len, open)
                                                     : g_strdup ("");

  if (!nw_row_has (row, "score") && rated->open->len > 0)
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: questions without an answer (%u): %s."), rated->open->len, open);
  else if (!nw_row_has (row, "score"))
    nw_reasons_add (reasons, "score", FALSE, _("Unknown: no question applies."));
  else if (rated->failed->len > 0)
    nw_reasons_add (reasons, "score", FALSE, _("At most %d, because a knock-out question failed; weighted mean of %s.%s"),
                    (int) rated->figures.knock_cap, domains, incomplete);
  else
    nw_reasons_add (reasons, "score", FALSE, _("Weighted mean of %s.%s"), domains, incomplete);
}

void
nw_explain_vendor_assessment (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autoptr (NwRated) rated = nw_rated_new (row, context);
  g_autofree char *failed = join (rated->failed);

  if (!rated->known)
    {
      nw_reasons_add (reasons, "score", FALSE, _("Unknown: a weight or a limit of the questionnaire is not in force."));
      return;
    }
  explain_computed_answers (rated, reasons);
  explain_score (row, rated, reasons);
  nw_reasons_add (reasons, "grade", FALSE, _("A from %d, B from %d, C from %d, else D; no grade while an answer is missing."),
                  (int) rated->figures.grade_from[0], (int) rated->figures.grade_from[1], (int) rated->figures.grade_from[2]);
  if (rated->failed->len > 0)
    nw_reasons_add (reasons, "knocked_out", FALSE, _("Below %d: %s."), (int) rated->figures.knock_below, failed);
  else if (rated->grading.knock_open > 0)
    nw_reasons_add (reasons, "knocked_out", FALSE, _("unknown: no knock-out question that was answered is below %d; without an answer: %u"),
                    (int) rated->figures.knock_below, rated->grading.knock_open);
  else
    nw_reasons_add (reasons, "knocked_out", FALSE, _("No knock-out question is below %d."), (int) rated->figures.knock_below);
}

/* Rule: assessment_incomplete. */
void
nw_lack_vendor_assessment (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autoptr (NwRated) rated = nw_row_is (row, "status", "final") ? nw_rated_new (row, context) : NULL;
  g_autofree char *open = rated != NULL ? join (rated->open) : NULL;
  g_autofree char *reason = NULL;

  if (rated == NULL)
    return;
  if (!nw_row_has (row, "assessed_on"))
    nw_gaps_add (gaps, row, "assessment_incomplete", NW_LEVEL_AMBER, _("a final assessment without a date does not count"), _("Note when it was made"));
  if (rated->open->len == 0)
    return;
  reason = g_strdup_printf (_("questions without an answer: %s"), open);
  nw_gaps_add (gaps, row, "assessment_incomplete", NW_LEVEL_AMBER, reason, _("Answer every question, or say that it does not apply"));
}
