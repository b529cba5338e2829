/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-owner.h"

#include "nw-found.h"

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

/**
 * nw_owner_answers:
 *
 * Returns: row of the person who answers for @row: who it is assigned to, its
 *   owner, who stands in for the owner, or whoever answers for what it belongs
 *   to; 0 if nobody does
 */
gint64
nw_owner_answers (NwContext *context, const NwRow *row)
{
  static const char *const fields[] = { "assigned", "owner", "deputy" };
  const NwRow *named = find_above (context, row, names_anybody, 0);

  for (guint i = 0; named != NULL && i < G_N_ELEMENTS (fields); i++)
    if (names (named, fields[i]))
      return nw_row_number (named, fields[i]);
  return 0;
}

/* Everything has exactly one accountable owner; without one @rule is broken. */
void
nw_lack_owner_as (const NwRow *row, NwGaps *gaps, const char *rule, const char *reason, const char *what)
{
  if (!names_owner (row))
    nw_gaps_add (gaps, row, rule, NW_LEVEL_AMBER, reason, what);
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
