/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control-rows.h"

#include "nw-recurrence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the rows of several kinds have in common. */

/**
 * nw_linked_rows:
 * @field: a list of references
 *
 * Returns: (transfer container): the records (const #NwRow *) that it names
 *   and that are not deleted
 */
GPtrArray *
nw_linked_rows (NwContext *context, const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwEntity *target = nw_entity_get_field (row->entity, (guint) index)->target;
  g_autoptr (GArray) ids = nw_ids_parse (nw_value_get_text (&row->cells[index]));
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const NwRow *linked = nw_context_row (context, target, g_array_index (ids, gint64, i));

      if (linked != NULL)
        g_ptr_array_add (rows, (gpointer) linked);
    }
  return rows;
}

NwDay
nw_evidence_until_of_row (const NwRow *evidence, NwContext *context)
{
  gint64 cycle = nw_row_number (evidence, "cycle_months");

  if (cycle == NW_UNKNOWN)
    cycle = nw_figure (context, "evidence.cycle_months", context->on);
  return nw_evidence_valid_until (nw_row_day (evidence, "collected_on"), nw_row_day (evidence, "valid_until"), cycle);
}

NwEvidenceState
nw_evidence_state_of_row (const NwRow *evidence, NwContext *context)
{
  return nw_evidence_state (nw_evidence_until_of_row (evidence, context), context->on,
                            nw_figure (context, "evidence.expiring_days", context->on));
}

/* The state of what is valid longest of the evidence of @row, and how many there are. */
NwEvidenceState
nw_evidence_best_of (const NwRow *row, NwContext *context, guint *n)
{
  g_autoptr (GPtrArray) evidence = nw_linked_rows (context, row, "evidence");
  NwEvidenceState best = NW_EVIDENCE_NO_PERIOD;

  for (guint i = 0; i < evidence->len; i++)
    best = MAX (best, nw_evidence_state_of_row (evidence->pdata[i], context));
  if (n != NULL)
    *n = evidence->len;
  return best;
}

/* Whether an assessment says that its requirement does not apply. */
gboolean
nw_is_excluded_row (const NwRow *assessment)
{
  return nw_control_is_excluded (nw_applicable_parse (nw_row_text (assessment, "applicable")),
                                 nw_control_status_parse (nw_row_text (assessment, "status")));
}

/* Adds an assessment with its computed cells to what percentages are made of. */
void
nw_assessment_count (const NwRow *row, NwControlCounts *counts)
{
  nw_control_count (counts, nw_applicable_parse (nw_row_text (row, "applicable")),
                    nw_control_status_parse (nw_row_text (row, "effective_status")), nw_row_number (row, "maturity"));
}

NwProgressWeights
nw_progress_weights (NwContext *context, NwDay on)
{
  return (NwProgressWeights){
    .open = nw_figure (context, "control.progress_open", on),
    .planned = nw_figure (context, "control.progress_planned", on),
    .partial = nw_figure (context, "control.progress_partial", on),
    .implemented = nw_figure (context, "control.progress_implemented", on),
    .verified = nw_figure (context, "control.progress_verified", on),
  };
}

/* Returns: (transfer full) (nullable): with one decimal, as fields of percents hold it */
char *
nw_say_percent (NwFraction percent)
{
  char *text = nw_fraction_format (percent, 1, NW_ROUND_HALF_AWAY);

  if (text != NULL && g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  return text;
}

/* @field: the day of the next review */
void
nw_lack_late_review (const NwRow *row, NwContext *context, NwGaps *gaps, const char *field)
{
  NwDay review = nw_row_day (row, field);
  g_autofree char *day = nw_say_day (review);
  g_autofree char *reason = g_strdup_printf (_("the review was due on %s"), day);

  if (nw_is_late (review, context->on))
    nw_gaps_add (gaps, row, "review_overdue", NW_LEVEL_AMBER, reason, _("Review it and set the next review"));
}
