/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where an item points to: the id of an item or a resource of the same catalogue, or an address. */
typedef struct
{
  char     *rel;
  char     *target;
  gboolean  internal; /* target is an id */
} NwOscalLink;

typedef struct
{
  char *uuid, *title, *href, *text;
} NwOscalResource;

/* A group or a control.  Texts are plain, with lines and indentation; %NULL where there is none. */
typedef struct
{
  char      *id;         /* unique; see the faults of the catalogue */
  char      *reference;  /* as people quote it: the label, else the id */
  char      *title;
  char      *kind_class;
  char      *parent_id;
  char      *statement;
  char      *guidance;
  char      *theme;      /* the title of the outermost group */
  char      *sort_id;
  GPtrArray *links;      /* of NwOscalLink */
  gboolean   is_group;
  gboolean   withdrawn;
  gboolean   assessable; /* says something that can be fulfilled or not */
  guint      position;
  guint      depth;
} NwOscalItem;

typedef struct
{
  char      *uuid, *title, *version, *oscal_version, *last_modified, *publisher, *language;
  char      *sha256;     /* of the bytes that were read */
  GPtrArray *items;      /* of NwOscalItem, in document order, parents first */
  GPtrArray *resources;  /* of NwOscalResource */
  GPtrArray *left_out;   /* sentences: what the catalogue holds and this does not */
  GPtrArray *faults;     /* sentences: what is wrong with the catalogue */
} NwOscalCatalog;

NwOscalCatalog *nw_oscal_catalog_read (const char *path, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void            nw_oscal_catalog_free (NwOscalCatalog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOscalCatalog, nw_oscal_catalog_free)

G_END_DECLS
