/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which elements of a catalogue are taken, where they may stand, and what
 * happens then.  Everything else is counted as left out.
 */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who owns a field: what the element around it is about. */
static gpointer
find_owner (NwOscalParser *self)
{
  NwOscalPlace place = nw_oscal_parser_parent (self)->place;

  if (place & NW_OSCAL_ITEM)
    return nw_oscal_parser_item (self)->item;
  if (place & (NW_OSCAL_RESOURCE | NW_OSCAL_CITATION))
    return self->catalog->resources->pdata[self->catalog->resources->len - 1];

  return self->catalog;
}

/* Of two the first counts. */
static void
store (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  char **member = G_STRUCT_MEMBER_P (find_owner (self), frame->rule->target);

  if (*member == NULL)
    *member = g_strdup (text);
}

/* Only looked through for the publisher; a list without end would make that take for ever. */
#define MAX_PARTIES 500

static void
party_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  if (self->parties->len >= 3 * MAX_PARTIES)
    {
      nw_oscal_tally_add (self->left_out, NW_OSCAL_LEFT_ELEMENTS, "party");
      frame->place = NW_OSCAL_SKIP;
      return;
    }

  g_ptr_array_add (self->parties, g_strdup (nw_oscal_attribute (attributes, n, "uuid")));
  g_ptr_array_add (self->parties, g_strdup (nw_oscal_attribute (attributes, n, "type")));
  g_ptr_array_add (self->parties, NULL);
}

static void
party_name (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  char **name = (char **) &self->parties->pdata[self->parties->len - 1];

  (void) frame;
  if (*name == NULL)
    *name = g_strdup (text);
}

static void
duty_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  frame->heading = g_strdup (nw_oscal_attribute (attributes, n, "role-id"));
  (void) self;
}

static void
duty_party (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  (void) frame;
  if (self->duties->len >= 2 * MAX_PARTIES)
    return;

  g_ptr_array_add (self->duties, g_strdup (nw_oscal_parser_parent (self)->heading));
  g_ptr_array_add (self->duties, g_strdup (text));
}

static void
param_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  (void) frame;

  g_clear_pointer (&self->param.id, g_free);
  g_clear_pointer (&self->param.label, g_free);
  self->param.id = g_strdup (nw_oscal_attribute (attributes, n, "id"));
  self->param.several = FALSE;
  g_ptr_array_set_size (self->param.values, 0);
  g_ptr_array_set_size (self->param.choices, 0);
}

static void
param_end (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  (void) frame, (void) text;

  if (self->param.id == NULL)
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_NO_ID, "param");
  else if (!nw_oscal_params_add (self->params, self->param.id, self->param.label, self->param.values,
                                 self->param.choices, self->param.several))
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_PARAM_REPEATED, self->param.id);
}

static void
param_label (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  (void) frame;

  if (self->param.label == NULL)
    self->param.label = g_strdup (text);
}

static void
param_value (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  (void) frame;

  if (text != NULL)
    g_ptr_array_add (self->param.values, g_strdup (text));
}

static void
param_choice (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  (void) frame;

  if (text != NULL)
    g_ptr_array_add (self->param.choices, g_strdup (text));
}

static void
select_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  (void) frame;

  self->param.several = g_strcmp0 (nw_oscal_attribute (attributes, n, "how-many"), "one-or-more") == 0;
}

static void
resource_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  NwOscalResource *resource = g_new0 (NwOscalResource, 1);

  (void) frame;
  resource->uuid = g_strdup (nw_oscal_attribute (attributes, n, "uuid"));
  g_ptr_array_add (self->catalog->resources, resource);
}

/* A resource has one address here: the first. */
static void
rlink_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  NwOscalResource *resource = self->catalog->resources->pdata[self->catalog->resources->len - 1];

  (void) frame;
  if (resource->href == NULL)
    resource->href = g_strdup (nw_oscal_attribute (attributes, n, "href"));
  else
    nw_oscal_tally_add (self->left_out, NW_OSCAL_LEFT_ELEMENTS, "rlink");
}

#define FIELD(parents, name, type, member) \
  { parents, name, NW_OSCAL_FIELD, NULL, store, G_STRUCT_OFFSET (type, member) }

static const NwOscalRule rules[] = {
  { NW_OSCAL_CATALOG, "metadata", NW_OSCAL_METADATA, NULL, NULL, 0 },
  { NW_OSCAL_CATALOG, "back-matter", NW_OSCAL_BACK, NULL, NULL, 0 },
  { NW_OSCAL_CATALOG | NW_OSCAL_GROUP, "group", NW_OSCAL_GROUP, nw_oscal_item_start, nw_oscal_item_end, 0 },
  { NW_OSCAL_CATALOG | NW_OSCAL_ITEM, "control", NW_OSCAL_CONTROL, nw_oscal_item_start, nw_oscal_item_end, 0 },
  { NW_OSCAL_CATALOG | NW_OSCAL_ITEM, "param", NW_OSCAL_PARAM, param_start, param_end, 0 },

  FIELD (NW_OSCAL_METADATA, "title", NwOscalCatalog, title),
  FIELD (NW_OSCAL_METADATA, "version", NwOscalCatalog, version),
  FIELD (NW_OSCAL_METADATA, "oscal-version", NwOscalCatalog, oscal_version),
  FIELD (NW_OSCAL_METADATA, "last-modified", NwOscalCatalog, last_modified),
  { NW_OSCAL_METADATA, "party", NW_OSCAL_PARTY, party_start, NULL, 0 },
  { NW_OSCAL_PARTY, "name", NW_OSCAL_FIELD, NULL, party_name, 0 },
  { NW_OSCAL_METADATA, "responsible-party", NW_OSCAL_DUTY, duty_start, NULL, 0 },
  { NW_OSCAL_DUTY, "party-uuid", NW_OSCAL_FIELD, NULL, duty_party, 0 },

  FIELD (NW_OSCAL_ITEM, "title", NwOscalItem, title),
  { NW_OSCAL_METADATA | NW_OSCAL_ITEM | NW_OSCAL_PART | NW_OSCAL_PARAM, "prop", NW_OSCAL_LEAF, nw_oscal_prop_start, NULL, 0 },
  { NW_OSCAL_ITEM | NW_OSCAL_PART, "link", NW_OSCAL_LEAF, nw_oscal_link_start, NULL, 0 },
  { NW_OSCAL_ITEM | NW_OSCAL_PART, "part", NW_OSCAL_PART, nw_oscal_part_start, nw_oscal_part_end, 0 },
  { NW_OSCAL_PART, "title", NW_OSCAL_FIELD, NULL, nw_oscal_part_title, 0 },

  { NW_OSCAL_PARAM, "label", NW_OSCAL_FIELD, NULL, param_label, 0 },
  { NW_OSCAL_PARAM, "value", NW_OSCAL_FIELD, NULL, param_value, 0 },
  { NW_OSCAL_PARAM, "select", NW_OSCAL_SELECT, select_start, NULL, 0 },
  { NW_OSCAL_SELECT, "choice", NW_OSCAL_FIELD, NULL, param_choice, 0 },

  { NW_OSCAL_BACK, "resource", NW_OSCAL_RESOURCE, resource_start, NULL, 0 },
  FIELD (NW_OSCAL_RESOURCE, "title", NwOscalResource, title),
  FIELD (NW_OSCAL_RESOURCE, "description", NwOscalResource, text),
  { NW_OSCAL_RESOURCE, "citation", NW_OSCAL_CITATION, NULL, NULL, 0 },
  FIELD (NW_OSCAL_CITATION, "text", NwOscalResource, text),
  { NW_OSCAL_RESOURCE, "rlink", NW_OSCAL_LEAF, rlink_start, NULL, 0 },
};

const NwOscalRule *
nw_oscal_find_rule (NwOscalPlace parent, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((rules[i].parents & parent) != 0 && strcmp (rules[i].name, name) == 0)
      return &rules[i];

  return NULL;
}
