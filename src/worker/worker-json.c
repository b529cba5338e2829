/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * OSCAL in JSON, told as if it were OSCAL in XML, so that one reader does for
 * both.  Which names change on the way is in worker-json-names.c.
 */

#include "config.h"

#include "worker-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define OSCAL "http://csrc.nist.gov/ns/oscal/1.0"
#define ODDITY "urn:nachweis:oddity"

static void emit_member (const char *element, const char *key, JsonNode *node);

/* The parser has lost the lines; 0 says so. */
static void
check_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    nw_output_fault (NW_FAULT_CHARACTER, 0, 0, NULL);

  /* what XML could not hold, no register may hold */
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((*p < 0x20 && strchr ("\t\n\r", *p) == NULL) || (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
      nw_output_fault (NW_FAULT_CHARACTER, 0, 0, NULL);
}

static char *
dup_scalar (JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      check_text (json_node_get_string (node));
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
    }
}

static void
start (const char *name, gboolean odd)
{
  nw_output_start (0, OSCAL, NULL, g_intern_string (name), odd ? 1 : 0);
  if (odd)
    nw_output_attribute (ODDITY, NULL, "not-an-array", name, strlen (name));
}

/* "{{ insert: param, ac-1_prm_1 }}"; returns what follows it, or NULL if it is something else. */
static const char *
emit_insert (const char *text)
{
  const char *id, *end;

  text += strlen ("{{");
  text += strspn (text, " \t\n");
  if (!g_str_has_prefix (text, "insert:"))
    return NULL;
  text += strlen ("insert:");
  text += strspn (text, " \t\n");
  if (!g_str_has_prefix (text, "param"))
    return NULL;
  text += strlen ("param");
  id = text + strspn (text, " \t\n,");
  end = id + strcspn (id, " \t\n}");
  text = end + strspn (end, " \t\n");
  if (id == end || !g_str_has_prefix (text, "}}"))
    return NULL;

  nw_output_start (0, OSCAL, NULL, "insert", 2);
  nw_output_attribute (NULL, NULL, "type", "param", strlen ("param"));
  nw_output_attribute (NULL, NULL, "id-ref", id, end - id);
  nw_output_started ();
  nw_output_end ();
  return text + strlen ("}}");
}

/* Markdown stays as it is, save for the parameters in it. */
static void
emit_inline (const char *text)
{
  while (*text != '\0')
    {
      const char *brace = strstr (text, "{{");
      const char *after;

      nw_output_text (text, brace != NULL ? (gsize) (brace - text) : strlen (text));
      if (brace == NULL)
        return;
      after = emit_insert (brace);
      if (after == NULL)
        nw_output_text (brace, 2);
      text = after != NULL ? after : brace + 2;
    }
}

static gboolean
begins_own_line (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return strchr ("-*+|#>", *line) != NULL || (digits > 0 && strchr (".)", line[digits]) != NULL);
}

/* Each paragraph of Markdown becomes a <p>; list items and table rows keep their lines. */
static void
emit_prose (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean open = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      gboolean fresh = *line == '\0' || begins_own_line (line);

      if (open && fresh)
        nw_output_end ();
      else if (open)
        nw_output_text (" ", 1);
      if (*line != '\0' && (!open || fresh))
        {
          start ("p", FALSE);
          nw_output_started ();
        }
      open = *line != '\0';
      emit_inline (line);
    }
  if (open)
    nw_output_end ();
}

static void
emit_scalar (const char *name, JsonNode *node, gboolean odd)
{
  g_autofree char *text = dup_scalar (node);

  start (name, odd);
  nw_output_started ();
  if (nw_json_is_prose (name))
    emit_prose (text);
  else
    emit_inline (text);
  nw_output_end ();
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  return nw_json_rank (*(const char *const *) a) - nw_json_rank (*(const char *const *) b);
}

/* JSON has no order; XML has, and its reader counts on it: labels come before what they label. */
static GPtrArray *
sorted_members (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (GList *l = members; l != NULL; l = l->next)
    {
      check_text (l->data);
      g_ptr_array_add (sorted, l->data);
    }
  g_ptr_array_sort (sorted, compare_rank);

  return g_steal_pointer (&sorted);
}

static gboolean
is_attribute (const char *element, const char *key, JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && nw_json_is_attribute (element, key);
}

static void
emit_start (const char *element, JsonObject *object, GPtrArray *keys, gboolean odd)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  guint n = odd;

  for (guint i = 0; i < keys->len; i++)
    n += is_attribute (element, keys->pdata[i], json_object_get_member (object, keys->pdata[i]));

  nw_output_start (0, OSCAL, NULL, g_intern_string (element), n);
  if (odd)
    nw_output_attribute (ODDITY, NULL, "not-an-array", element, strlen (element));
  for (guint i = 0; i < keys->len; i++)
    {
      JsonNode *node = json_object_get_member (object, keys->pdata[i]);
      char *value;

      if (!is_attribute (element, keys->pdata[i], node))
        continue;
      value = dup_scalar (node);
      g_ptr_array_add (values, value);
      nw_output_attribute (NULL, NULL, g_intern_string (keys->pdata[i]), value, strlen (value));
    }
  nw_output_started ();
}

static void
emit_object (const char *element, JsonObject *object, gboolean odd)
{
  g_autoptr (GPtrArray) keys = sorted_members (object);
  const char *content = nw_json_content_key (element);

  emit_start (element, object, keys, odd);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = keys->pdata[i];
      JsonNode *node = json_object_get_member (object, key);
      g_autofree char *text = NULL;

      if (is_attribute (element, key, node) || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (!JSON_NODE_HOLDS_VALUE (node) || (g_strcmp0 (key, content) != 0 && strcmp (key, "prose") != 0))
        {
          emit_member (element, key, node);
          continue;
        }
      text = dup_scalar (node);
      if (content != NULL && strcmp (key, content) == 0)
        nw_output_text (text, strlen (text));
      else
        emit_prose (text);
    }
  nw_output_end ();
}

static void
emit_value (const char *name, JsonNode *node, gboolean odd)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    emit_object (name, json_node_get_object (node), odd);
  else if (JSON_NODE_HOLDS_VALUE (node))
    emit_scalar (name, node, odd);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      emit_value (name, json_array_get_element (json_node_get_array (node), i), TRUE);
}

static void
emit_member (const char *element, const char *key, JsonNode *node)
{
  g_autofree char *singular = nw_json_dup_singular (key);
  JsonArray *array;

  /* an object or a text where OSCAL wants an array is taken as the one entry of it, and marked */
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      gboolean odd = nw_json_is_list (key);

      emit_value (odd ? singular : key, node, odd);
      return;
    }

  if (nw_json_is_wrapped (element, key))
    {
      start (key, FALSE);
      nw_output_started ();
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    emit_value (singular, json_array_get_element (array, i), FALSE);
  if (nw_json_is_wrapped (element, key))
    nw_output_end ();
}

/* An OSCAL document is an object whose one object names the model. */
static void
emit_root (JsonNode *root)
{
  g_autoptr (GList) members = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    nw_output_fault (NW_FAULT_JSON, 1, 0, "no object at the top");

  members = json_object_get_members (json_node_get_object (root));
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (json_node_get_object (root), l->data);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      check_text (l->data);
      emit_object (l->data, json_node_get_object (node), FALSE);
      nw_output_done ();
    }

  nw_output_fault (NW_FAULT_JSON, 1, 0, "no document in it");
}

/**
 * nw_worker_json:
 *
 * Reads an OSCAL document in JSON from standard input and writes the tokens of
 * the same document in XML.
 */
void
nw_worker_json (void)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize skip, n;

  nw_jail_close ();
  do
    {
      gsize length = bytes->len;

      g_byte_array_set_size (bytes, length + 1024 * 1024);
      n = nw_input_read ((char *) bytes->data + length, 1024 * 1024);
      g_byte_array_set_size (bytes, length + n);
      if (bytes->len > NW_MAX_SIZE)
        nw_output_fault (NW_FAULT_SIZE, 1, 0, NULL);
    }
  while (n == 1024 * 1024);

  text = (const char *) bytes->data;
  skip = bytes->len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  nw_input_first (text, bytes->len);
  nw_json_scan (text + skip, bytes->len - skip);
  if (!json_parser_load_from_data (parser, text + skip, bytes->len - skip, &error))
    nw_output_fault (NW_FAULT_JSON, json_parser_get_current_line (parser),
                     json_parser_get_current_pos (parser), error->message);
  emit_root (json_parser_get_root (parser));
  nw_output_done ();
}
