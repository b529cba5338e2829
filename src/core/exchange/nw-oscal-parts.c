/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * How a control is assessed fills half of some catalogues and belongs to an
 * assessment plan, not to a requirement.  Only parts directly below a control
 * are meant: NIST's example has objectives as paragraphs of a guidance.
 */
static const char *const assessment[] = {
  "objective", "objectives", "objects", "assessment", "assessment-objective", "assessment-method",
  "assessment-objects", NULL,
};

/* "assessment-plan" → "Assessment plan": the words of the catalogue, so not translated */
static char *
dup_heading (const char *name)
{
  char *heading = g_strdup (name);

  g_strdelimit (heading, "-_", ' ');
  *heading = g_ascii_toupper (*heading);
  return heading;
}

static void
start_top (NwOscalParser *self, NwOscalFrame *frame, const char *name)
{
  NwOscalOpenItem *open = nw_oscal_parser_item (self);

  if (!open->item->is_group && g_strv_contains (assessment, name))
    {
      nw_oscal_tally_add (self->left_out, NW_OSCAL_LEFT_PARTS, name);
      frame->place = NW_OSCAL_SKIP;
      return;
    }

  frame->sink = strcmp (name, "statement") == 0 ? open->statement : open->guidance;
  /* the guidance itself needs a heading only below those of others */
  if (frame->sink == open->guidance && (open->heading != NULL || strcmp (name, "guidance") != 0))
    frame->heading = dup_heading (name);
  nw_oscal_text_paragraph (frame->sink);
}

void
nw_oscal_part_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n)
{
  const char *name = nw_oscal_attribute (attributes, n, "name");
  NwOscalFrame *parent = nw_oscal_parser_parent (self);

  if (parent->place != NW_OSCAL_PART)
    {
      start_top (self, frame, name != NULL ? name : "?");
      return;
    }

  nw_oscal_part_begin (self, parent);
  frame->sink = parent->sink;
  nw_oscal_text_flush (frame->sink);
  if ((parent - 1)->place == NW_OSCAL_PART)
    nw_oscal_text_indent (frame->sink, 1);
}

void
nw_oscal_part_end (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  NwOscalFrame *parent = nw_oscal_parser_parent (self);

  (void) text;
  nw_oscal_text_flush (frame->sink);
  if (parent->place == NW_OSCAL_PART && (parent - 1)->place == NW_OSCAL_PART)
    nw_oscal_text_indent (frame->sink, -1);
}

void
nw_oscal_part_title (NwOscalParser *self, NwOscalFrame *frame, const char *text)
{
  NwOscalFrame *part = nw_oscal_parser_parent (self);

  (void) frame;
  if (text == NULL)
    return;

  g_free (part->heading);
  part->heading = g_strdup (text);
  part->titled = TRUE;
}

/* The label of a part under a heading is the better heading; elsewhere it leads the first line. */
void
nw_oscal_part_label (NwOscalFrame *part, const char *label)
{
  part->labelled = TRUE;
  if (part->heading == NULL)
    {
      nw_oscal_text_lead (part->sink, label);
      return;
    }
  if (part->titled)
    return;

  g_free (part->heading);
  part->heading = g_strdup (label);
  part->titled = TRUE;
}

/* Before the first text of a part: its heading, once for several parts of one name. */
void
nw_oscal_part_begin (NwOscalParser *self, NwOscalFrame *part)
{
  NwOscalOpenItem *open = nw_oscal_parser_item (self);
  g_autofree char *heading = g_steal_pointer (&part->heading);

  part->labelled = TRUE;
  if (heading == NULL || (!part->titled && g_strcmp0 (heading, open->heading) == 0))
    return;

  nw_oscal_text_paragraph (part->sink);
  nw_oscal_text_append (part->sink, heading, strlen (heading));
  nw_oscal_text_paragraph (part->sink);
  g_free (open->heading);
  open->heading = g_steal_pointer (&heading);
}
