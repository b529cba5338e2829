/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "worker-json.h"

#include <string.h>

/* Flags of the metaschema: attributes in XML wherever they occur … */
static const char *const attributes[] = {
  "id", "class", "uuid", "name", "ns", "value", "href", "rel", "media-type", "param-id", "how-many",
  "depends-on", "group", "resource-fragment", "algorithm", "scheme", "type", "filename", "system",
  "control-id", "statement-id", "role-id", "component-uuid", "target-id", "position", "by-id", "by-ns",
  "by-class", "by-name", "by-item-name", "with-child-controls", "pattern", "method", "order", "state",
  "lifecycle", "identifier-type", "source", "subject-uuid", "party-uuid", "date", "percentage",
  "observation-uuid", "risk-uuid", "finding-uuid", "task-uuid", "activity-uuid", "subject-placeholder-uuid",
  "location-uuid", "poam-uuid", "asset-identifier", "transport", "start", "end", "period", "unit", "key",
  NULL,
};

/* … but for these, which are elements there; "content" is the text of the element itself. */
static const struct { const char *element, *key; gboolean content; } exceptions[] = {
  { "party", "name", FALSE },
  { "address", "state", FALSE },
  { "result", "start", FALSE },
  { "result", "end", FALSE },
  { "entry", "start", FALSE },
  { "entry", "end", FALSE },
  { "component", "source", FALSE },
  { "hash", "value", TRUE },
  { "base64", "value", TRUE },
  { "external-id", "id", TRUE },
  { "system-id", "id", TRUE },
  { "threat-id", "id", TRUE },
  { "document-id", "identifier", TRUE },
  { "telephone-number", "number", TRUE },
};

/* Arrays of a catalogue, named in the plural; found as something else they are an oddity. */
static const char *const lists[] = {
  "groups", "controls", "params", "parts", "props", "links", "guidelines", "constraints", "tests", "values",
  "resources", "rlinks", "hashes", "roles", "parties", "locations", "revisions", "document-ids",
  "responsible-parties", "party-uuids", "email-addresses", "telephone-numbers", "addresses", "addr-lines",
  "external-ids", "choice", NULL,
};

/* Plurals that XML keeps. */
static const char *const kept[] = {
  "include-controls", "exclude-controls", "insert-controls", "include-all", "select-control-by-id", NULL,
};

static const char *const prose[] = {
  "remarks", "description", "usage", "statement", "justification", "purpose", "caveats", NULL,
};

gboolean
nw_json_is_attribute (const char *element, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (strcmp (exceptions[i].element, element) == 0 && strcmp (exceptions[i].key, key) == 0)
      return FALSE;

  return g_strv_contains (attributes, key);
}

/* Which key of an object is the text of its element, or %NULL. */
const char *
nw_json_content_key (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (exceptions[i].content && strcmp (exceptions[i].element, element) == 0)
      return exceptions[i].key;

  return NULL;
}

gboolean
nw_json_is_list (const char *key)
{
  return g_strv_contains (lists, key);
}

gboolean
nw_json_is_prose (const char *key)
{
  return g_strv_contains (prose, key);
}

/* Arrays that have an element around them in XML as well. */
gboolean
nw_json_is_wrapped (const char *element, const char *key)
{
  return strcmp (element, "metadata") == 0 && strcmp (key, "revisions") == 0;
}

/**
 * nw_json_dup_singular:
 *
 * What the entries of the array @key are called in XML: the rules of English
 * do for all of OSCAL but a few.
 */
char *
nw_json_dup_singular (const char *key)
{
  gsize length = strlen (key);

  if (g_strv_contains (kept, key))
    return g_strdup (key);
  if (g_str_has_suffix (key, "ies"))
    return g_strdup_printf ("%.*sy", (int) length - 3, key);
  if (g_str_has_suffix (key, "sses") || g_str_has_suffix (key, "shes"))
    return g_strndup (key, length - 2);
  if (g_str_has_suffix (key, "s") && !g_str_has_suffix (key, "ss"))
    return g_strndup (key, length - 1);

  return g_strdup (key);
}

/* The order of XML, as far as a reader relies on it; members of one rank keep theirs. */
int
nw_json_rank (const char *key)
{
  static const char *const last[] = { "prose", "parts", "groups", "controls", "back-matter" };
  static const char *const first[] = { "metadata", "title", "params", "props", "links" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (strcmp (first[i], key) == 0)
      return (int) i - (int) G_N_ELEMENTS (first);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    if (strcmp (last[i], key) == 0)
      return (int) i + 1;

  return 0;
}
