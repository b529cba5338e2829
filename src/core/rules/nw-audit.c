/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-audit.h"

#include "../model/nw-value.h"
#include "nw-recurrence.h"

#include <string.h>

static guint
find_name (const char *const *names, guint n, const char *name)
{
  for (guint i = 1; name != NULL && i < n; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return 0;
}

NwFindingKind
nw_finding_kind_parse (const char *name)
{
  static const char *const names[] = { NULL, "major", "minor", "observation", "improvement", "strength" };

  return (NwFindingKind) find_name (names, G_N_ELEMENTS (names), name);
}

NwFindingState
nw_finding_state_parse (const char *name)
{
  static const char *const names[] = { NULL, "open", "contained", "cause_found", "action_planned", "implemented",
                                       "effectiveness_checked", "closed" };

  return (NwFindingState) find_name (names, G_N_ELEMENTS (names), name);
}

/**
 * nw_finding_due:
 * @due_on: the day that was agreed, or %NW_NO_DAY
 * @next_audit: first day of the audit after it, or %NW_NO_DAY
 *
 * Returns: the last day for it: the agreed one; by default so many days after
 *   it was found for nonconformities, the next audit for observations; else
 *   %NW_NO_DAY
 */
NwDay
nw_finding_due (NwFindingKind kind, NwDay due_on, NwDay found_on, NwDay next_audit, const NwFindingDays *days)
{
  if (due_on != NW_NO_DAY)
    return due_on;
  if (kind == NW_FINDING_MAJOR)
    return nw_due_after_days (found_on, days->major);
  if (kind == NW_FINDING_MINOR)
    return nw_due_after_days (found_on, days->minor);
  return kind == NW_FINDING_OBSERVATION ? next_audit : NW_NO_DAY;
}

/* Whether it can no longer be late: there is nothing to do, or it was done. */
gboolean
nw_finding_is_done (NwFindingKind kind, NwFindingState state)
{
  return kind == NW_FINDING_STRENGTH || state >= NW_FINDING_IMPLEMENTED;
}

/* Whether an action that did not work was made up for by a later one that does. */
static gboolean
is_superseded (const NwActionFacts *action, const NwActionFacts *actions, guint n)
{
  for (guint i = 0; i < n; i++)
    if (actions[i].effective == 1 && action->checked_on != NW_NO_DAY && actions[i].checked_on >= action->checked_on)
      return TRUE;
  return FALSE;
}

static gboolean
is_checked (const NwActionFacts *action, gboolean by_other)
{
  return action->effective == 1 && action->checked_on != NW_NO_DAY && action->checker > 0
         && (by_other ? action->doer > 0 && action->doer != action->checker : action->doer == action->checker);
}

/**
 * nw_finding_closing:
 * @has_cause: whether the root cause is written down
 *
 * What a closed nonconformity still lacks: cause, action, evidence, and an
 * effectiveness check by someone other than the doer (ISO/IEC 27001, 10.2).
 * What did not work goes back to the cause, unless a later action works.
 *
 * Returns: a set of #NwClosing
 */
guint
nw_finding_closing (gboolean has_cause, const NwActionFacts *actions, guint n)
{
  guint lacks = has_cause ? 0 : NW_CLOSING_NO_CAUSE;
  gboolean evidence = FALSE, by_other = FALSE, by_doer = FALSE;

  if (n == 0)
    return lacks | NW_CLOSING_NO_ACTION;
  for (guint i = 0; i < n; i++)
    {
      if (actions[i].effective == 0)
        {
          lacks |= is_superseded (&actions[i], actions, n) ? 0 : NW_CLOSING_INEFFECTIVE;
          continue;
        }
      lacks |= actions[i].done_on == NW_NO_DAY ? NW_CLOSING_NOT_DONE : 0;
      evidence |= actions[i].has_evidence;
      by_other |= is_checked (&actions[i], TRUE);
      by_doer |= is_checked (&actions[i], FALSE);
    }
  if (!by_other)
    lacks |= by_doer ? NW_CLOSING_OWN_CHECK : NW_CLOSING_NO_CHECK;
  return lacks | (evidence ? 0 : NW_CLOSING_NO_EVIDENCE);
}

/* The last day on which something was done or checked for it. */
NwDay
nw_finding_closed_on (const NwActionFacts *actions, guint n)
{
  NwDay last = NW_NO_DAY;

  for (guint i = 0; i < n; i++)
    last = MAX (last, MAX (actions[i].done_on, actions[i].checked_on));
  return last;
}

/**
 * nw_finding_repeats:
 * @findings: in any order; those without requirement or day repeat nothing
 * @months: or %NW_UNKNOWN
 *
 * Returns: how many came at most so many months after an earlier one on the
 *   same requirement; %NW_UNKNOWN without @months
 */
gint64
nw_finding_repeats (const NwOccasion *findings, guint n, gint64 months)
{
  gint64 repeats = 0;

  if (months == NW_UNKNOWN)
    return NW_UNKNOWN;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      if (findings[i].requirement > 0 && findings[k].requirement == findings[i].requirement && findings[k].day != NW_NO_DAY
          && findings[k].day < findings[i].day && findings[i].day <= nw_due_after_months (findings[k].day, months))
        {
          repeats++;
          break;
        }
  return repeats;
}

/**
 * nw_audit_covered:
 * @due: requirements that are to be audited in a cycle, each once
 * @audited: which requirement was audited when, in any order
 * @years: of a cycle, or %NW_UNKNOWN
 *
 * Returns: how many of @due were audited within the cycle that ends on @on;
 *   %NW_UNKNOWN without @years
 */
gint64
nw_audit_covered (const gint64 *due, guint n_due, const NwOccasion *audited, guint n, NwDay on, gint64 years)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  NwDay before = years != NW_UNKNOWN && ABS (years) <= NW_YEAR_MAX ? nw_due_after_months (on, -12 * years) : NW_NO_DAY;
  gint64 covered = 0;

  if (before == NW_NO_DAY)
    return NW_UNKNOWN;
  for (guint i = 0; i < n; i++)
    if (audited[i].day > before && audited[i].day <= on)
      g_hash_table_add (seen, (gpointer) &audited[i].requirement);
  for (guint i = 0; i < n_due; i++)
    covered += g_hash_table_contains (seen, &due[i]);
  return covered;
}
