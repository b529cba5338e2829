/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-owner.h"

#include "nw-found.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>

/* Who answers for a record, and what is missing about that. */

#define MAX_DEPTH 4

static gboolean
names (const NwRow *row, const char *field)
{
  return nw_entity_field_index (row->entity, field) >= 0 && nw_row_has (row, field);
}

typedef gboolean (*Names) (const NwRow *row);

static gboolean
names_owner (const NwRow *row)
{
  return names (row, "owner");
}

static gboolean
names_anybody (const NwRow *row)
{
  return names (row, "assigned") || names (row, "owner") || names (row, "deputy");
}

/* @row, or the nearest record that it belongs to, of which @test holds. */
static const NwRow *
find_above (NwContext *context, const NwRow *row, Names test, guint depth)
{
  int parent = nw_entity_parent_index (row->entity);
  const char *const ways[] = { parent >= 0 ? nw_entity_get_field (row->entity, (guint) parent)->name : "parent", "contract", "vendor" };

  if (test (row))
    return row;
  for (guint i = 0; i < G_N_ELEMENTS (ways) && depth < MAX_DEPTH; i++)
    {
      const NwRow *above = names (row, ways[i]) ? nw_context_ref (context, row, ways[i]) : NULL;
      const NwRow *found = above != NULL ? find_above (context, above, test, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In the order in which they answer. */
static const char *const answering[] = { "assigned", "owner", "deputy" };

static const NwRow *
person_in (NwContext *context, const NwRow *row, const char *field)
{
  return names (row, field) ? nw_context_ref (context, row, field) : NULL;
}

/* The last day of somebody is a day on which they still answer. */
static gboolean
has_left (NwContext *context, const NwRow *person)
{
  NwDay last = nw_row_day (person, "active_to");

  return last != NW_NO_DAY && last < context->on;
}

static gboolean
is_active (NwContext *context, const NwRow *person)
{
  NwDay first = nw_row_day (person, "active_from");

  return !has_left (context, person) && (first == NW_NO_DAY || first <= context->on);
}

/**
 * nw_owner_answers:
 *
 * Who is assigned to @row, its owner, who stands in for the owner, or whoever
 * answers for what it belongs to. Of those who are named, the first who has
 * not left takes over; if all have, it stays with the first.
 *
 * Returns: row of the person who answers for @row; 0 if nobody does
 */
gint64
nw_owner_answers (NwContext *context, const NwRow *row)
{
  const NwRow *named = find_above (context, row, names_anybody, 0);
  gint64 first = 0;

  for (guint i = 0; named != NULL && i < G_N_ELEMENTS (answering); i++)
    {
      const NwRow *person = person_in (context, named, answering[i]);

      if (person != NULL && (first == 0 ? !has_left (context, person) : is_active (context, person)))
        return person->id;
      if (first == 0 && names (named, answering[i]))
        first = nw_row_number (named, answering[i]);
    }
  return first;
}

/* Tells that who is named in @row itself has left; where it only belongs to
 * something, it is told there. */
void
nw_lack_owner_left (const NwRow *row, NwGaps *gaps)
{
  const NwRow *person = person_in (gaps->context, row, "assigned") ?: person_in (gaps->context, row, "owner");
  g_autofree char *day = NULL, *reason = NULL;

  if (person == NULL || !has_left (gaps->context, person))
    return;
  day = nw_say_day (nw_row_day (person, "active_to"));
  reason = g_strdup_printf (_("%s answers for it and left on %s"), nw_row_title (person) ?: nw_row_text (person, "code"), day);
  nw_gaps_add (gaps, row, "owner_left", NW_LEVEL_AMBER, reason, _("Name somebody else who answers for it"));
}

/* Everything has exactly one accountable owner, who is there; without one
 * @rule is broken. */
void
nw_lack_owner_as (const NwRow *row, NwGaps *gaps, const char *rule, const char *reason, const char *what)
{
  if (!names_owner (row))
    nw_gaps_add (gaps, row, rule, NW_LEVEL_AMBER, reason, what);
  nw_lack_owner_left (row, gaps);
}

void
nw_lack_owner (const NwRow *row, NwGaps *gaps)
{
  nw_lack_owner_as (row, gaps, "owner_missing", _("nobody answers for it"), _("Name an owner"));
}

/* Like nw_lack_owner(), of what belongs to a contract or a vendor: whoever
 * answers for that answers for it too. */
void
nw_lack_owner_above (const NwRow *row, NwGaps *gaps)
{
  if (names_owner (row) || find_above (gaps->context, row, names_owner, 0) == NULL)
    nw_lack_owner (row, gaps);
}
