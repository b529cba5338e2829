/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

Vectors *
vectors_load (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.psv", VECTORS_DIR, name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Vectors *self = g_new0 (Vectors, 1);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_ptr_array_add (self->rows, g_strsplit (lines[i], "|", -1));
  g_assert_cmpuint (self->rows->len, >, 1);
  for (guint i = 1; i < self->rows->len; i++)
    if (g_strv_length (self->rows->pdata[i]) != g_strv_length (self->rows->pdata[0]))
      g_error ("%s: line %u has not as many fields as the header", path, i);
  return self;
}

void
vectors_free (Vectors *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
vectors_rows (Vectors *self)
{
  return self->rows->len - 1;
}

/* The cell of row @row, counted from 0; "" when it is empty. */
const char *
vectors_get (Vectors *self, guint row, const char *column)
{
  char **header = self->rows->pdata[0];

  for (guint i = 0; header[i] != NULL; i++)
    if (strcmp (header[i], column) == 0)
      return ((char **) self->rows->pdata[row + 1])[i];
  g_error ("there is no column %s", column);
}

NwDay
vectors_day (Vectors *self, guint row, const char *column)
{
  const char *text = vectors_get (self, row, column);

  return *text != '\0' && strcmp (text, "-") != 0 ? day (text) : NW_NO_DAY;
}

/* The whole number in a cell; %NW_UNKNOWN when it is empty. */
gint64
vectors_number (Vectors *self, guint row, const char *column)
{
  const char *text = vectors_get (self, row, column);

  return *text != '\0' && strcmp (text, "-") != 0 ? g_ascii_strtoll (text, NULL, 10) : NW_UNKNOWN;
}

/* A day that must exist. */
NwDay
day (const char *iso)
{
  NwDay parsed = nw_day_parse (iso);

  if (parsed == NW_NO_DAY)
    g_error ("“%s” is no day", iso);
  return parsed;
}

NwDay
random_day (const char *from, const char *to)
{
  return g_test_rand_int_range (day (from), day (to) + 1);
}

void
assert_day (NwDay got, NwDay wanted, const char *what)
{
  g_autofree char *left = got != NW_NO_DAY ? nw_day_format (got) : g_strdup ("-");
  g_autofree char *right = wanted != NW_NO_DAY ? nw_day_format (wanted) : g_strdup ("-");

  if (got != wanted)
    g_error ("%s: got %s, wanted %s", what, left, right);
}
