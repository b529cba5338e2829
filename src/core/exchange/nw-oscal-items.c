/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* OSCAL's token: a letter or "_", then letters, digits, ".", "-", "_". */
static gboolean
is_token (const char *id)
{
  gunichar c = g_utf8_get_char (id);

  if (!g_unichar_isalpha (c) && c != '_')
    return FALSE;
  for (; *id != '\0'; id = g_utf8_next_char (id))
    {
      c = g_utf8_get_char (id);
      if (!g_unichar_isalnum (c) && (c >= 0x80 || strchr (".-_", (int) c) == NULL))
        return FALSE;
    }

  return TRUE;
}

/* Ids must be unique for whoever refers to them; catalogues have been seen where they are not. */
static char *
dup_unique (NwOscalParser *self, const char *id)
{
  guint number = 2;
  char *unique = g_strdup (id);

  if (!g_hash_table_contains (self->ids, unique))
    return unique;

  nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_REPEATED, id);
  do
    {
      /* a million equal ids must not take for ever */
      if (number == 10)
        number += g_hash_table_size (self->ids);
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", id, number++);
    }
  while (g_hash_table_contains (self->ids, unique));

  return unique;
}

static char *
dup_id (NwOscalParser *self, const char *id, gboolean is_group)
{
  g_autofree char *made_up = NULL;

  if (id == NULL || *id == '\0')
    {
      made_up = g_strdup_printf ("%s-%u", is_group ? "group" : "control", self->catalog->items->len + 1);
      nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_NO_ID, made_up);
      return dup_unique (self, made_up);
    }
  if (!is_token (id))
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_TOKEN, id);

  return dup_unique (self, id);
}

static void
link_free (gpointer data)
{
  NwOscalLink *self = data;

  g_free (self->rel);
  g_free (self->target);
  g_free (self);
}

static NwOscalItem *
item_new (NwOscalParser *self, gboolean is_group, const NwXmlAttribute *attributes, guint n)
{
  NwOscalOpenItem *parent = nw_oscal_parser_item (self);
  NwOscalItem *item = g_new0 (NwOscalItem, 1);

  item->id = dup_id (self, nw_oscal_attribute (attributes, n, "id"), is_group);
  item->kind_class = g_strdup (nw_oscal_attribute (attributes, n, "class"));
  item->parent_id = parent != NULL ? g_strdup (parent->item->id) : NULL;
  item->links = g_ptr_array_new_with_free_func (link_free);
  item->is_group = is_group;
  item->position = self->catalog->items->len;
  item->depth = self->open->len;

  return item;
}

void
nw_oscal_item_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  NwOscalOpenItem *parent = nw_oscal_parser_item (self);
  NwOscalOpenItem *open = g_new0 (NwOscalOpenItem, 1);

  open->item = item_new (self, frame->place == NW_OSCAL_GROUP, attributes, n);
  open->statement = nw_oscal_text_new ();
  open->guidance = nw_oscal_text_new ();
  if (parent != NULL && frame->place == NW_OSCAL_CONTROL)
    parent->has_controls = TRUE;

  g_ptr_array_add (self->catalog->items, open->item);
  g_hash_table_insert (self->ids, open->item->id, open->item);
  g_ptr_array_add (self->open, open);
}

void
nw_oscal_item_end (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  NwOscalOpenItem *open = nw_oscal_parser_item (self);
  NwOscalItem *item = open->item;

  (void) frame, (void) text;
  item->statement = nw_oscal_text_take (open->statement);
  item->guidance = nw_oscal_text_take (open->guidance);
  /* a control above others that states nothing itself is a heading */
  item->assessable = !item->is_group && !item->withdrawn && (item->statement != NULL || !open->has_controls);
  if (item->title == NULL)
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_NO_TITLE, item->id);
  if (item->assessable && item->statement == NULL)
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_NO_STATEMENT, item->id);

  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
}

/* NIST labels a control in several ways; the one without a class is the one that people use, else the first. */
static void
take_label (NwOscalOpenItem *open, const char *value, const char *class)
{
  if (open->item->reference != NULL && (open->plain_label || class != NULL))
    return;

  g_free (open->item->reference);
  open->item->reference = g_strdup (value);
  open->plain_label = class == NULL;
}

static gboolean
take_item_prop (NwOscalOpenItem *open, const char *name, const char *value, const char *class)
{
  if (strcmp (name, "label") == 0)
    take_label (open, value, class);
  else if (strcmp (name, "sort-id") == 0 && open->item->sort_id == NULL)
    open->item->sort_id = g_strdup (value);
  else if (strcmp (name, "status") == 0)
    open->item->withdrawn |= g_ascii_strcasecmp (value, "withdrawn") == 0;
  else
    return FALSE;

  return TRUE;
}

static gboolean
take_prop (NwOscalParser *self, NwOscalFrame *owner, const char *name, const char *value, const char *class)
{
  if (owner->place & NW_OSCAL_ITEM)
    return take_item_prop (nw_oscal_parser_item (self), name, value, class);
  if (owner->place == NW_OSCAL_PART && strcmp (name, "label") == 0 && !owner->labelled)
    {
      nw_oscal_part_label (owner, value);
      return TRUE;
    }
  if (owner->place == NW_OSCAL_METADATA && strcmp (name, "language") == 0 && self->catalog->language == NULL)
    {
      self->catalog->language = g_strdup (value);
      return TRUE;
    }

  return FALSE;
}

void
nw_oscal_prop_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  const char *name = nw_oscal_attribute (attributes, n, "name");
  const char *value = nw_oscal_attribute (attributes, n, "value");
  const char *ns = nw_oscal_attribute (attributes, n, "ns");
  gboolean ours = ns == NULL || strcmp (ns, NW_OSCAL_PROP_NS) == 0 || strcmp (ns, NW_OSCAL_NS) == 0;

  (void) frame;
  /* what another namespace calls a label is not one */
  if (name == NULL || value == NULL || !ours
      || !take_prop (self, nw_oscal_parser_parent (self), name, value, nw_oscal_attribute (attributes, n, "class")))
    nw_oscal_tally_add (self->left_out, NW_OSCAL_LEFT_PROPS, name != NULL ? name : "?");
}

/* Whether the target exists is known at the end. */
void
nw_oscal_link_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  const char *href = nw_oscal_attribute (attributes, n, "href");
  NwOscalLink *link;

  (void) frame;
  if (href == NULL || *href == '\0')
    {
      nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_LINK, "");
      return;
    }

  link = g_new0 (NwOscalLink, 1);
  link->rel = g_strdup (nw_oscal_attribute (attributes, n, "rel"));
  link->target = g_strdup (href);
  g_ptr_array_add (nw_oscal_parser_item (self)->item->links, link);
}
