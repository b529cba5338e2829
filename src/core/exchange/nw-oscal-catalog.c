/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

static void
item_free (NwOscalItem *self)
{
  g_free (self->id);
  g_free (self->reference);
  g_free (self->title);
  g_free (self->kind_class);
  g_free (self->parent_id);
  g_free (self->statement);
  g_free (self->guidance);
  g_free (self->theme);
  g_free (self->sort_id);
  g_ptr_array_unref (self->links);
  g_free (self);
}

static void
resource_free (NwOscalResource *self)
{
  g_free (self->uuid);
  g_free (self->title);
  g_free (self->href);
  g_free (self->text);
  g_free (self);
}

void
nw_oscal_catalog_free (NwOscalCatalog *self)
{
  for (guint i = 0; i < self->items->len; i++)
    item_free (self->items->pdata[i]);
  for (guint i = 0; i < self->resources->len; i++)
    resource_free (self->resources->pdata[i]);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->resources);
  g_ptr_array_unref (self->left_out);
  g_ptr_array_unref (self->faults);
  g_free (self->uuid);
  g_free (self->title);
  g_free (self->version);
  g_free (self->oscal_version);
  g_free (self->last_modified);
  g_free (self->publisher);
  g_free (self->language);
  g_free (self->sha256);
  g_free (self);
}

/**
 * nw_oscal_catalog_read:
 *
 * Reads an OSCAL catalogue, in XML or JSON, that nobody vouches for.
 *
 * Faults that leave a catalogue usable are told in its faults; nothing is
 * corrected in silence.  Blocks; safe on any thread.
 *
 * Returns: (transfer full): the catalogue, or %NULL with an NW_XML_ERROR or
 *   G_IO_ERROR_CANCELLED
 */
NwOscalCatalog *
nw_oscal_catalog_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NwOscalParser) parser = NULL;
  NwXmlFormat format;

  g_return_val_if_fail (path != NULL, NULL);

  if (!nw_xml_guess_format (path, &format, error))
    return NULL;

  parser = nw_oscal_parser_new ();
  if (!nw_xml_read (path, format, NULL, &nw_oscal_handlers, parser, cancellable, error)
      || !nw_oscal_finish (parser, error))
    return NULL;

  return g_steal_pointer (&parser->catalog);
}
