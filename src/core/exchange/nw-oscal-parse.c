/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
open_item_free (gpointer data)
{
  NwOscalOpenItem *self = data;

  g_clear_pointer (&self->statement, nw_oscal_text_free);
  g_clear_pointer (&self->guidance, nw_oscal_text_free);
  g_free (self->heading);
  g_free (self);
}

static NwOscalCatalog *
catalog_new (void)
{
  NwOscalCatalog *self = g_new0 (NwOscalCatalog, 1);

  self->items = g_ptr_array_new ();
  self->resources = g_ptr_array_new ();
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (g_free);

  return self;
}

NwOscalParser *
nw_oscal_parser_new (void)
{
  NwOscalParser *self = g_new0 (NwOscalParser, 1);

  self->catalog = catalog_new ();
  self->open = g_ptr_array_new_with_free_func (open_item_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->params = nw_oscal_params_new ();
  self->param.values = g_ptr_array_new_with_free_func (g_free);
  self->param.choices = g_ptr_array_new_with_free_func (g_free);
  self->parties = g_ptr_array_new_with_free_func (g_free);
  self->duties = g_ptr_array_new_with_free_func (g_free);
  self->left_out = nw_oscal_tally_new ();
  self->faults = nw_oscal_tally_new ();
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);

  return self;
}

static void
frame_clear (NwOscalFrame *self)
{
  if (self->place == NW_OSCAL_FIELD)
    g_clear_pointer (&self->sink, nw_oscal_text_free);
  g_clear_pointer (&self->heading, g_free);
}

void
nw_oscal_parser_free (NwOscalParser *self)
{
  g_clear_pointer (&self->catalog, nw_oscal_catalog_free);
  for (guint i = 0; i < self->n_frames; i++)
    frame_clear (&self->frames[i]);
  g_ptr_array_unref (self->open);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->known);
  nw_oscal_params_free (self->params);
  g_free (self->param.id);
  g_free (self->param.label);
  g_ptr_array_unref (self->param.values);
  g_ptr_array_unref (self->param.choices);
  g_ptr_array_unref (self->parties);
  g_ptr_array_unref (self->duties);
  nw_oscal_tally_free (self->left_out);
  nw_oscal_tally_free (self->faults);
  g_checksum_free (self->checksum);
  g_free (self);
}

/* The element around the one that begins or ends. */
NwOscalFrame *
nw_oscal_parser_parent (NwOscalParser *self)
{
  return &self->frames[self->n_frames - 2];
}

NwOscalOpenItem *
nw_oscal_parser_item (NwOscalParser *self)
{
  return self->open->len > 0 ? self->open->pdata[self->open->len - 1] : NULL;
}

const char *
nw_oscal_attribute (const NwXmlAttribute *attributes, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (attributes[i].uri == NULL && strcmp (attributes[i].name, name) == 0)
      return attributes[i].value;

  return NULL;
}

/* People mix the models up: tell them which one they have. */
static gboolean
check_root (const char *uri, const char *name, GError **error)
{
  static const struct { const char *name, *message; } models[] = {
    { "profile", N_("this is an OSCAL profile, not a catalog: import the catalog that it selects from") },
    { "component-definition", N_("this is an OSCAL component definition, not a catalog: import the catalog that it names as its source") },
    { "system-security-plan", N_("this is an OSCAL system security plan, not a catalog: import the catalog behind its profile") },
    { "assessment-plan", N_("this is an OSCAL assessment plan, not a catalog: import the catalog that it assesses") },
    { "assessment-results", N_("these are OSCAL assessment results, not a catalog: import the catalog that was assessed") },
    { "plan-of-action-and-milestones", N_("this is an OSCAL plan of action and milestones, not a catalog: import the catalog behind its system") },
    { "mapping-collection", N_("this is an OSCAL mapping collection, not a catalog: import the catalogs that it maps") },
  };
  gboolean oscal = g_strcmp0 (uri, NW_OSCAL_NS) == 0;

  if (oscal && strcmp (name, "catalog") == 0)
    return TRUE;

  for (guint i = 0; oscal && i < G_N_ELEMENTS (models); i++)
    if (strcmp (models[i].name, name) == 0)
      {
        g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED, _(models[i].message));
        return FALSE;
      }

  if (strcmp (name, "catalog") == 0)
    g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED,
                 _("this catalog is in the namespace “%.100s”, not in that of OSCAL 1: get it in OSCAL 1.0 or later"),
                 uri != NULL ? uri : "");
  else
    g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED,
                 _("this is no OSCAL catalog but a document “%.100s”: choose an OSCAL catalog in XML or JSON"), name);
  return FALSE;
}

static void
note_attributes (NwOscalParser *self, const NwXmlAttribute *attributes, guint n)
{
  const char *id = nw_oscal_attribute (attributes, n, "id");

  if (id == NULL)
    id = nw_oscal_attribute (attributes, n, "uuid");
  if (id != NULL && !g_hash_table_contains (self->known, id))
    g_hash_table_add (self->known, g_strdup (id));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (attributes[i].uri, NW_OSCAL_ODDITY_NS) == 0)
      nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_LIST, attributes[i].value);
}

static void
skip (NwOscalParser *self, NwOscalFrame *frame, const char *what, const char *name)
{
  nw_oscal_tally_add (self->left_out, what, name);
  frame->place = NW_OSCAL_SKIP;
}

static void
enter_markup (NwOscalParser *self, NwOscalFrame *frame, NwOscalFrame *parent, const char *name,
              const NwXmlAttribute *attributes, guint n)
{
  if (parent->place == NW_OSCAL_PART)
    nw_oscal_part_begin (self, parent);
  frame->place = NW_OSCAL_MARKUP;
  frame->sink = parent->sink;
  nw_oscal_text_open (frame->sink, name, attributes, n);
}

static void
enter (NwOscalParser *self, NwOscalFrame *frame, NwOscalFrame *parent, const char *name,
       const NwXmlAttribute *attributes, guint n)
{
  frame->rule = nw_oscal_find_rule (parent->place, name);
  if (frame->rule == NULL)
    {
      skip (self, frame, NW_OSCAL_LEFT_ELEMENTS, name);
      return;
    }

  frame->place = frame->rule->place;
  if (frame->place == NW_OSCAL_FIELD)
    frame->sink = nw_oscal_text_new ();
  if (frame->rule->start != NULL)
    frame->rule->start (self, frame, attributes, n);
}

static gboolean
on_start (gpointer data, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n,
          guint line, GError **error)
{
  NwOscalParser *self = data;
  NwOscalFrame *frame = &self->frames[self->n_frames];
  NwOscalFrame *parent = frame - 1;

  (void) line;
  *frame = (NwOscalFrame) { .place = NW_OSCAL_SKIP };
  if (self->n_frames++ == 0)
    {
      frame->place = NW_OSCAL_CATALOG;
      self->catalog->uuid = g_strdup (nw_oscal_attribute (attributes, n, "uuid"));
      return check_root (uri, name, error);
    }

  note_attributes (self, attributes, n);
  if (parent->place == NW_OSCAL_SKIP)
    return TRUE;
  if (g_strcmp0 (uri, NW_OSCAL_NS) != 0)
    skip (self, frame, NW_OSCAL_LEFT_FOREIGN, name);
  else if (parent->sink != NULL && nw_oscal_text_is_markup (name))
    enter_markup (self, frame, parent, name, attributes, n);
  else
    enter (self, frame, parent, name, attributes, n);

  return TRUE;
}

static gboolean
is_blank (const char *text, gsize length)
{
  return strspn (text, " \t\r\n") >= length;
}

static gboolean
on_text (gpointer data, const char *text, gsize length, GError **error)
{
  NwOscalParser *self = data;
  NwOscalFrame *frame = &self->frames[self->n_frames - 1];

  (void) error;
  if (frame->place == NW_OSCAL_SKIP)
    return TRUE;
  if (frame->sink == NULL && !is_blank (text, length))
    nw_oscal_tally_add (self->left_out, NW_OSCAL_LEFT_TEXT, text);
  if (frame->sink == NULL || (frame->place == NW_OSCAL_PART && is_blank (text, length)))
    return TRUE;

  if (frame->place == NW_OSCAL_PART)
    nw_oscal_part_begin (self, frame);
  nw_oscal_text_append (frame->sink, text, length);
  return TRUE;
}

static gboolean
on_end (gpointer data, const char *uri, const char *name, GError **error)
{
  NwOscalParser *self = data;
  NwOscalFrame *frame = &self->frames[self->n_frames - 1];
  g_autofree char *text = NULL;

  (void) uri, (void) error;
  if (frame->place == NW_OSCAL_MARKUP)
    nw_oscal_text_close (frame->sink, name);
  if (frame->place == NW_OSCAL_FIELD)
    text = nw_oscal_text_take (frame->sink);
  if (frame->rule != NULL && frame->rule->end != NULL && frame->place != NW_OSCAL_SKIP)
    frame->rule->end (self, frame, text);

  frame_clear (frame);
  self->n_frames--;
  return TRUE;
}

static void
on_bytes (gpointer data, const guchar *bytes, gsize length)
{
  NwOscalParser *self = data;

  g_checksum_update (self->checksum, bytes, length);
}

const NwXmlHandlers nw_oscal_handlers = {
  .start = on_start,
  .text = on_text,
  .end = on_end,
  .bytes = on_bytes,
};
