/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-subject.h"

#include <string.h>

/* What a record is called where it stands alone, and which framework it
 * belongs to. */

static const NwRow *
parent_of (NwContext *context, const NwRow *row)
{
  int parent = nw_entity_parent_index (row->entity);

  return parent >= 0 ? nw_context_ref (context, row, nw_entity_get_field (row->entity, (guint) parent)->name) : NULL;
}

/* Its own title as people write it: a day is one of theirs. */
static char *
own_title (const NwRow *row)
{
  const char *title = nw_row_title (row);
  int index = nw_entity_title_index (row->entity);
  const NwField *field = index >= 0 ? nw_entity_get_field (row->entity, (guint) index) : NULL;

  return title != NULL && field->kind == &NW_DATE ? nw_kind_display (field, &row->cells[index]) : g_strdup (title);
}

/* Parts, and what is called by a day or by a number, say little alone. */
static gboolean
says_enough (const NwRow *row)
{
  int index = nw_entity_title_index (row->entity);

  return !(row->entity->flags & NW_PART) && row->entity != &nw_certificate && index >= 0 && nw_entity_get_field (row->entity, (guint) index)->kind != &NW_DATE;
}

static char *
title_of (NwContext *context, const NwRow *row, guint depth)
{
  g_autofree char *own = own_title (row);
  const NwRow *parent = own == NULL || !says_enough (row) ? parent_of (context, row) : NULL;
  g_autofree char *above = parent != NULL && depth < 4 ? title_of (context, parent, depth + 1) : NULL;

  if (above != NULL && own != NULL)
    return g_strconcat (above, " · ", own, NULL);
  if (above != NULL || own != NULL)
    return above != NULL ? g_steal_pointer (&above) : g_steal_pointer (&own);
  return g_strdup (nw_row_text (row, "code"));
}

/**
 * nw_context_title:
 *
 * Returns: (transfer full): what a person calls the record; parts, and records
 *   that are called by a day or not at all, with what they belong to
 */
char *
nw_context_title (NwContext *context, const NwRow *row)
{
  return title_of (context, row, 0);
}

#define GROUP(group) (1u << NW_GROUP_##group)

/* What an audit against a shipped framework asks for beside its requirements:
 * ISO/IEC 27001 the whole management system with its suppliers and decisions,
 * the DSGVO the records of data protection, who trains and who answers. */
static const struct
{
  const char     *framework;
  guint           groups;
  const NwEntity *also[5];
} scopes[] = {
  { "iso27001", GROUP (CONTROLS) | GROUP (AUDITS) | GROUP (VENDORS) | GROUP (DECISIONS) | GROUP (ORGANISATION), { &nw_incident } },
  { "dsgvo",    GROUP (PRIVACY), { &nw_organisation, &nw_legal_parameter, &nw_training, &nw_evidence } },
  { "nist-csf", GROUP (AUDITS) | GROUP (VENDORS), { &nw_incident } },
  { "tom",      0, { &nw_evidence, &nw_policy, &nw_task } },
};

static gboolean
in_scope (const NwEntity *entity, const char *framework)
{
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      if (framework == NULL || strcmp (framework, scopes[i].framework) != 0)
        continue;
      if (scopes[i].groups & 1u << entity->group)
        return TRUE;
      for (guint a = 0; scopes[i].also[a] != NULL; a++)
        if (scopes[i].also[a] == entity)
          return TRUE;
    }
  return FALSE;
}

typedef enum
{
  NOWHERE, /* the record names no framework */
  HERE,
  ELSEWHERE,
} Place;

static Place
place_at (const NwRow *named, gint64 framework)
{
  gint64 id = named != NULL ? nw_row_number (named, "framework") : NW_UNKNOWN;

  return id == NW_UNKNOWN ? NOWHERE : id == framework ? HERE : ELSEWHERE;
}

static Place
place_of_finding (NwContext *context, const NwRow *row, gint64 framework)
{
  Place place = row != NULL ? place_at (nw_context_ref (context, row, "requirement"), framework) : NOWHERE;

  return place != NOWHERE || row == NULL ? place : place_at (nw_context_ref (context, row, "audit"), framework);
}

/* Evidence belongs to every framework for which it proves something. */
static Place
place_of_evidence (NwContext *context, const NwRow *row, gint64 framework)
{
  GPtrArray *assessments = nw_context_children (context, &nw_assessment, "evidence", row->id);
  Place place = NOWHERE;

  for (guint i = 0; i < assessments->len && place != HERE; i++)
    {
      Place one = place_at (nw_context_ref (context, assessments->pdata[i], "requirement"), framework);

      place = one != NOWHERE ? one : place;
    }
  return place;
}

static Place
place_of (NwContext *context, const NwRow *row, gint64 framework)
{
  if (row->entity == &nw_assessment)
    return place_at (nw_context_ref (context, row, "requirement"), framework);
  if (row->entity == &nw_requirement || row->entity == &nw_audit)
    return place_at (row, framework);
  if (row->entity == &nw_finding)
    return place_of_finding (context, row, framework);
  if (row->entity == &nw_action)
    return place_of_finding (context, nw_context_ref (context, row, "finding"), framework);
  if (row->entity == &nw_evidence)
    return place_of_evidence (context, row, framework);
  return row->entity == &nw_framework ? (row->id == framework ? HERE : ELSEWHERE) : NOWHERE;
}

/**
 * nw_row_in_framework:
 *
 * Whether an audit against @framework would look at @row: it names the
 * framework itself, or names none and is of a kind that such an audit covers.
 */
gboolean
nw_row_in_framework (NwContext *context, const NwRow *row, const NwRow *framework)
{
  Place place = place_of (context, row, framework->id);

  return place == NOWHERE ? in_scope (row->entity, nw_row_text (framework, "code")) : place == HERE;
}
