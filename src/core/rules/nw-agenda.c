/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-found.h"
#include "nw-owner.h"

#include <string.h>

/* Days left from which a deadline is of the level of the same index. */
static const struct
{
  gint64      up_to;
  const char *name;
} levels[] = { { -1, "missed" }, { 30, "red" }, { 60, "amber" }, { 90, "yellow" }, { G_MAXINT64, "green" } };

NwLevel
nw_level_of_days (gint64 days_left)
{
  guint level = 0;

  while (days_left > levels[level].up_to)
    level++;
  return (NwLevel) level;
}

const char *
nw_level_name (NwLevel level)
{
  return levels[level].name;
}

static void
clear_subject (NwSubject *subject)
{
  g_free (subject->code);
  g_free (subject->title);
  g_free (subject->person_code);
  g_free (subject->person_name);
}

NwDeadline *
nw_deadline_ref (NwDeadline *self)
{
  self->refs++;
  return self;
}

void
nw_deadline_unref (NwDeadline *self)
{
  if (--self->refs > 0)
    return;
  clear_subject (&self->subject);
  g_free (self->what);
  g_free (self->reason);
  g_free (self);
}

NwGap *
nw_gap_ref (NwGap *self)
{
  self->refs++;
  return self;
}

void
nw_gap_unref (NwGap *self)
{
  if (--self->refs > 0)
    return;
  clear_subject (&self->subject);
  g_free (self->what);
  g_free (self->reason);
  g_free (self);
}

GPtrArray *
nw_deadlines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nw_deadline_unref);
}

GPtrArray *
nw_gap_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nw_gap_unref);
}

static NwDeadline *
add (NwAgenda *self, const NwRow *row, const char *kind, NwDay date, const char *reason, const char *what)
{
  NwDeadline *deadline = g_new0 (NwDeadline, 1);

  *deadline = (NwDeadline){
    .date = date, .at = NW_UNKNOWN, .kind = kind, .entity = row->entity, .id = row->id,
    .level = nw_level_of_days ((gint64) date - self->context->on), .person = nw_owner_answers (self->context, row),
    .what = g_strdup (what), .reason = g_strdup (reason), .refs = 1,
  };
  g_ptr_array_add (self->list, deadline);
  return deadline;
}

/**
 * nw_agenda_add:
 * @kind: a stable name
 * @date: %NW_NO_DAY adds nothing
 * @legal: whether a law or a contract sets the day
 * @reason: (nullable): one sentence
 * @what: what has to be done, in the person's language
 */
void
nw_agenda_add (NwAgenda *self, const NwRow *row, const char *kind, NwDay date, gboolean legal, const char *reason, const char *what)
{
  if (date != NW_NO_DAY && date >= self->from && date <= self->to)
    add (self, row, kind, date, reason, what)->legal = legal;
}

/* Like nw_agenda_add() for a period in hours; it ends at the instant @at. */
void
nw_agenda_add_at (NwAgenda *self, const NwRow *row, const char *kind, gint64 at, const char *reason, const char *what)
{
  NwDay date = at != NW_UNKNOWN ? nw_berlin_day (at) : NW_NO_DAY;
  NwDeadline *deadline;

  if (date == NW_NO_DAY || date < self->from || date > self->to)
    return;
  deadline = add (self, row, kind, date, reason, what);
  deadline->at = at;
  deadline->legal = TRUE;
}

/**
 * nw_gaps_add:
 * @rule: a stable name
 * @reason: (nullable): one sentence
 * @what: what is missing, and what to do, in the person's language
 */
void
nw_gaps_add (NwGaps *self, const NwRow *row, const char *rule, NwLevel level, const char *reason, const char *what)
{
  NwGap *gap = g_new0 (NwGap, 1);

  *gap = (NwGap){ .rule = rule, .entity = row->entity, .id = row->id, .level = level, .person = nw_owner_answers (self->context, row),
                  .what = g_strdup (what), .reason = g_strdup (reason), .refs = 1 };
  g_ptr_array_add (self->list, gap);
}
