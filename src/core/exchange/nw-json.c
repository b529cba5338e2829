/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-json.h"

#include <string.h>

/* JSON as the command line writes it: keys are field names in the order of
 * the table, unknown is null, decimals and amounts are texts, for no number
 * of JSON is exact. */

/* Appends @text in quotes; it must be valid UTF-8. */
void
nw_json_append_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if (*p == '\n')
      g_string_append (json, "\\n");
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static gboolean
is_list (const NwKind *kind)
{
  return kind == &NW_LINKS || kind == &NW_SET || kind == &NW_TAGS || kind == &NW_COUNTRIES || kind == &NW_FLOWS;
}

/* A list that is empty is an empty array, not unknown: it was never filled. */
static void
append_list (GString *json, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ";", -1);

  g_string_append_c (json, '[');
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      nw_json_append_string (json, words[i]);
    }
  g_string_append_c (json, ']');
}

/* Appends one value of @field. */
void
nw_json_append_value (GString *json, NwStore *store, const NwField *field, const NwValue *value)
{
  g_autofree char *text = nw_store_format (store, field, value);

  if (is_list (field->kind))
    append_list (json, text);
  else if (!nw_value_is_set (value))
    g_string_append (json, "null");
  else if (field->kind == &NW_INT || field->kind == &NW_MINUTES || field->kind == &NW_BOOL)
    g_string_append (json, text);
  else
    nw_json_append_string (json, text);
}

static void
append_key (GString *json, const char *name)
{
  g_string_append (json, json->str[json->len - 1] == '{' ? "" : ", ");
  nw_json_append_string (json, name);
  g_string_append (json, ": ");
}

/**
 * nw_json_append_row:
 * @fields: indexes of the fields to write, @n of them
 *
 * Appends one record as an object: identity first, then the fields.
 */
void
nw_json_append_row (GString *json, NwStore *store, const NwRow *row, const guint8 uuid[16], gint64 revision, gboolean deleted,
                    const guint *fields, guint n)
{
  g_autofree char *name = nw_uuid_format (uuid);

  g_string_append_c (json, '{');
  append_key (json, "uuid");
  nw_json_append_string (json, name);
  append_key (json, "revision");
  g_string_append_printf (json, "%" G_GINT64_FORMAT, revision);
  append_key (json, "deleted");
  g_string_append (json, deleted ? "true" : "false");
  for (guint i = 0; i < n; i++)
    {
      const NwField *field = nw_entity_get_field (row->entity, fields[i]);

      append_key (json, field->name);
      nw_json_append_value (json, store, field, &row->cells[fields[i]]);
    }
  g_string_append_c (json, '}');
}
