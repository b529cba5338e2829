/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-json.h"

#include <string.h>

/* How a kind of value stands in JSON; all others are strings. */
typedef enum
{
  JSON_STRING,
  JSON_LITERAL, /* number, true or false: the stable text as it is */
  JSON_ARRAY,   /* the entries of the stable text, each a string */
} JsonForm;

static const struct { const NwKind *kind; JsonForm form; } forms[] = {
  { &NW_INT, JSON_LITERAL }, { &NW_MINUTES, JSON_LITERAL }, { &NW_BOOL, JSON_LITERAL },
  { &NW_SET, JSON_ARRAY }, { &NW_LINKS, JSON_ARRAY }, { &NW_TAGS, JSON_ARRAY }, { &NW_COUNTRIES, JSON_ARRAY },
  { &NW_FLOWS, JSON_ARRAY },
};

static JsonForm
form_of (const NwField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].kind == field->kind)
      return forms[i].form;
  return JSON_STRING;
}

static void
append_escape (GString *json, guchar c)
{
  static const char *const shorts[128] = {
    ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t",
  };

  if (shorts[c] != NULL)
    g_string_append (json, shorts[c]);
  else
    g_string_append_printf (json, "\\u%04x", c);
}

/* @text: UTF-8 */
void
nw_json_append_string (GString *json, const char *text)
{
  const char *plain = text;

  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;
      g_string_append_len (json, plain, text - plain);
      append_escape (json, c);
      plain = text + 1;
    }
  g_string_append (json, plain);
  g_string_append_c (json, '"');
}

static void
append_array (GString *json, const char *text)
{
  g_auto (GStrv) entries = g_strsplit (text, ";", -1);

  g_string_append_c (json, '[');
  for (guint i = 0; entries[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      nw_json_append_string (json, entries[i]);
    }
  g_string_append_c (json, ']');
}

/**
 * nw_json_append_value:
 *
 * Unknown is null, except for sets and links, where it is the empty array.
 * Decimals and amounts are strings, so that nobody makes binary floats of them.
 */
void
nw_json_append_value (GString *json, NwStore *store, const NwField *field, const NwValue *value)
{
  g_autofree char *text = NULL;
  JsonForm form = form_of (field);

  if (!nw_value_is_set (value))
    {
      g_string_append (json, form == JSON_ARRAY ? "[]" : "null");
      return;
    }
  text = nw_store_format (store, field, value);
  if (form == JSON_LITERAL)
    g_string_append (json, text);
  else if (form == JSON_ARRAY)
    append_array (json, text);
  else
    nw_json_append_string (json, text);
}

/**
 * nw_json_append_row:
 * @fields: (nullable): indices of the fields to write; %NULL for all
 * @indent: spaces before the braces
 *
 * Appends one object without a line break after it.
 */
void
nw_json_append_row (GString *json, NwStore *store, const NwRow *row, const guint *fields, guint n, guint indent)
{
  if (fields == NULL)
    n = nw_entity_n_fields (row->entity);
  g_string_append_printf (json, "%*s{\n", (int) indent, "");
  for (guint i = 0; i < n; i++)
    {
      guint index = fields != NULL ? fields[i] : i;
      const NwField *field = nw_entity_get_field (row->entity, index);

      g_string_append_printf (json, "%*s\"%s\": ", (int) indent + 2, "", field->name);
      nw_json_append_value (json, store, field, &row->cells[index]);
      g_string_append (json, i + 1 < n ? ",\n" : "\n");
    }
  g_string_append_printf (json, "%*s}", (int) indent, "");
}
