/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-value.h"

#include <string.h>

/**
 * nw_value_text:
 * @text: (nullable): copied; %NULL and "" both mean unknown
 *
 * Returns: a text value, or unknown
 */
NwValue
nw_value_text (const char *text)
{
  return nw_value_take (g_strdup (text));
}

/**
 * nw_value_take:
 * @text: (transfer full) (nullable): %NULL and "" both mean unknown
 *
 * Returns: a text value that owns @text, or unknown
 */
NwValue
nw_value_take (char *text)
{
  if (text != NULL && *text != '\0')
    return (NwValue){ .tag = NW_TAG_TEXT, .text = text };

  g_free (text);
  return NW_VALUE_NONE;
}

/**
 * nw_value_number:
 * @number: a number, or %NW_UNKNOWN
 *
 * Returns: a number value, or unknown
 */
NwValue
nw_value_number (gint64 number)
{
  if (number == NW_UNKNOWN)
    return NW_VALUE_NONE;
  return (NwValue){ .tag = NW_TAG_NUMBER, .number = number };
}

NwValue
nw_value_copy (const NwValue *value)
{
  NwValue copy = *value;

  if (copy.tag == NW_TAG_TEXT)
    copy.text = g_strdup (value->text);
  return copy;
}

void
nw_value_clear (NwValue *value)
{
  if (value->tag == NW_TAG_TEXT)
    g_free (value->text);
  *value = NW_VALUE_NONE;
}

void
nw_value_assign (NwValue *value, const NwValue *from)
{
  NwValue copy = nw_value_copy (from);

  nw_value_clear (value);
  *value = copy;
}

gboolean
nw_value_equal (const NwValue *a, const NwValue *b)
{
  if (a->tag != b->tag)
    return FALSE;
  if (a->tag == NW_TAG_TEXT)
    return strcmp (a->text, b->text) == 0;
  return a->tag == NW_TAG_NONE || a->number == b->number;
}

gboolean
nw_value_is_set (const NwValue *value)
{
  return value->tag != NW_TAG_NONE;
}

/* The text, or %NULL where the value is unknown or a number. */
const char *
nw_value_get_text (const NwValue *value)
{
  return value->tag == NW_TAG_TEXT ? value->text : NULL;
}

/* The number, or %NW_UNKNOWN where the value is unknown or a text. */
gint64
nw_value_get_number (const NwValue *value)
{
  return value->tag == NW_TAG_NUMBER ? value->number : NW_UNKNOWN;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/**
 * nw_ids_parse:
 * @text: (nullable): row ids joined by semicolons, as a link cell holds them
 *
 * Returns: (transfer full): an array of #gint64
 */
GArray *
nw_ids_parse (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (text != NULL && *text != '\0')
    {
      char *end = NULL;
      gint64 id = g_ascii_strtoll (text, &end, 10);

      if (end == text)
        break;
      g_array_append_val (ids, id);
      text = *end == ';' ? end + 1 : end;
    }
  return ids;
}

/**
 * nw_ids_join:
 * @ids: an array of #gint64; sorted and freed of doubles in place
 *
 * Returns: (transfer full) (nullable): the cell form, %NULL when empty
 */
char *
nw_ids_join (GArray *ids)
{
  GString *text = NULL;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (i > 0 && id == g_array_index (ids, gint64, i - 1))
        continue;
      if (text == NULL)
        text = g_string_new (NULL);
      else
        g_string_append_c (text, ';');
      g_string_append_printf (text, "%" G_GINT64_FORMAT, id);
    }
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}
