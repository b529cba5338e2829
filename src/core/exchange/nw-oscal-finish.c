/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
resolve_item (NwOscalParser *self, NwOscalItem *item, GError **error)
{
  return nw_oscal_params_resolve (self->params, &item->title, error)
         && nw_oscal_params_resolve (self->params, &item->statement, error)
         && nw_oscal_params_resolve (self->params, &item->guidance, error);
}

static void
check_link (NwOscalParser *self, NwOscalLink *link)
{
  g_autofree char *id = NULL;

  if (*link->target != '#')
    {
      if (g_uri_peek_scheme (link->target) == NULL)
        nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_FILE, link->target);
      return;
    }
  if (!g_hash_table_contains (self->known, link->target + 1))
    {
      nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_LINK, link->target);
      return;
    }

  id = g_steal_pointer (&link->target);
  link->target = g_strdup (id + 1);
  link->internal = TRUE;
}

/* Parents come first, so their theme is known when it is asked for. */
static void
finish_item (NwOscalParser *self, NwOscalItem *item)
{
  NwOscalItem *parent = item->parent_id != NULL ? g_hash_table_lookup (self->ids, item->parent_id) : NULL;

  item->theme = g_strdup (parent != NULL ? parent->theme : item->is_group ? item->title : NULL);
  if (item->reference == NULL)
    item->reference = g_strdup (item->id);
  for (guint i = 0; i < item->links->len; i++)
    check_link (self, item->links->pdata[i]);
}

static const char *
find_party (NwOscalParser *self, const char *uuid, const char *type)
{
  char **parties = (char **) self->parties->pdata;

  for (guint i = 0; i + 2 < self->parties->len; i += 3)
    if ((uuid == NULL || g_strcmp0 (parties[i], uuid) == 0)
        && (type == NULL || g_strcmp0 (parties[i + 1], type) == 0) && parties[i + 2] != NULL)
      return parties[i + 2];

  return NULL;
}

static const char *
find_in_role (NwOscalParser *self, const char *role)
{
  char **duties = (char **) self->duties->pdata;

  for (guint i = 0; i + 1 < self->duties->len; i += 2)
    {
      const char *name = g_strcmp0 (duties[i], role) == 0 && duties[i + 1] != NULL
                           ? find_party (self, duties[i + 1], NULL) : NULL;

      if (name != NULL)
        return name;
    }

  return NULL;
}

/* Who says that he published or made it, else the first organisation named, else whoever prepared it. */
static const char *
find_publisher (NwOscalParser *self)
{
  static const char *const roles[] = { "publisher", "creator", "author" };
  const char *name = NULL;

  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (roles); i++)
    name = find_in_role (self, roles[i]);
  if (name == NULL)
    name = find_party (self, NULL, "organization");

  return name != NULL ? name : find_in_role (self, "prepared-by");
}

static void
check_data (NwOscalParser *self)
{
  const NwOscalCatalog *catalog = self->catalog;
  const struct { const char *name, *value; } needed[] = {
    { "uuid", catalog->uuid },
    { "title", catalog->title },
    { "last-modified", catalog->last_modified },
    { "version", catalog->version },
    { "oscal-version", catalog->oscal_version },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (needed[i].value == NULL)
      nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_DATA, needed[i].name);
  if (catalog->uuid != NULL && !g_uuid_string_is_valid (catalog->uuid))
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_DATA, "uuid");
  if (catalog->oscal_version != NULL
      && !g_regex_match_simple ("^1\\.[0-9]+\\.[0-9]+(-[A-Za-z0-9.-]+)?$", catalog->oscal_version, 0, 0))
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_VERSION, catalog->oscal_version);
}

/**
 * nw_oscal_finish:
 *
 * Puts the parameters into the texts, follows the links, and says what was
 * left out and what is wrong.
 */
gboolean
nw_oscal_finish (NwOscalParser *self, GError **error)
{
  NwOscalCatalog *catalog = self->catalog;
  GPtrArray *missing = nw_oscal_params_missing (self->params);

  for (guint i = 0; i < catalog->items->len; i++)
    {
      if (!resolve_item (self, catalog->items->pdata[i], error))
        return FALSE;
      finish_item (self, catalog->items->pdata[i]);
    }
  for (guint i = 0; i < missing->len; i++)
    nw_oscal_tally_add (self->faults, NW_OSCAL_FAULT_PARAM, missing->pdata[i]);

  check_data (self);
  catalog->publisher = g_strdup (find_publisher (self));
  catalog->sha256 = g_strdup (g_checksum_get_string (self->checksum));
  nw_oscal_tally_sentences (self->left_out, catalog->left_out);
  nw_oscal_tally_sentences (self->faults, catalog->faults);
  return TRUE;
}
