/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-csv.h"

#include <string.h>

/* Written in pieces of this size. */
#define PIECE (64 << 10)

/**
 * nw_csv_append_cell:
 *
 * Appends @cell, in quotation marks where a reader could take it for more or
 * less than one cell.
 */
void
nw_csv_append_cell (GString *line, const char *cell)
{
  gsize length = strlen (cell);
  gboolean quote = strpbrk (cell, ",;\t\"\r\n") != NULL || cell[0] == ' ' || (length > 0 && cell[length - 1] == ' ');

  if (!quote)
    {
      g_string_append_len (line, cell, length);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *mark; (mark = strchr (cell, '"')) != NULL; cell = mark + 1)
    {
      g_string_append_len (line, cell, mark - cell + 1);
      g_string_append_c (line, '"');
    }
  g_string_append (line, cell);
  g_string_append_c (line, '"');
}

/* Kinds whose text is free, so that it could begin like a formula; references
 * are codes, which people choose. */
static gboolean
is_free_text (const NwField *field)
{
  static const NwKind *const kinds[] = { &NW_TEXT, &NW_NOTE, &NW_URL, &NW_EMAIL, &NW_TAGS, &NW_REF, &NW_LINKS };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (field->kind == kinds[i])
      return TRUE;
  return FALSE;
}

/* Spreadsheets look past spaces and quotes, and at the wide forms as well. */
static gboolean
looks_like_formula (const char *text)
{
  static const gunichar starts[] = { '=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20 };
  gunichar first;

  text += strspn (text, " '\"");
  first = g_utf8_get_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (first == starts[i])
      return TRUE;
  return FALSE;
}

/**
 * nw_csv_append_text:
 *
 * Appends @text as a cell that a spreadsheet does not compute; plain numbers
 * stay numbers.
 */
void
nw_csv_append_text (GString *line, const char *text)
{
  gboolean number = g_ascii_isdigit (text[*text == '-']) && text[strspn (text, "-0123456789.")] == '\0';
  g_autofree char *marked = g_strconcat ("'", text, NULL);

  nw_csv_append_cell (line, !number && (*text == '\'' || looks_like_formula (text)) ? marked : text);
}

/* 99.999 could be read as 99999; 99.9990 could not. */
static gboolean
looks_grouped (const char *number)
{
  gsize whole;

  number += *number == '-';
  whole = strspn (number, "0123456789");
  return whole >= 1 && whole <= 3 && number[0] != '0' && number[whole] == '.'
         && strlen (number + whole + 1) == 3;
}

/**
 * nw_csv_format:
 *
 * Returns: (transfer full): @value as a cell that a spreadsheet leaves alone
 *   and that nw_csv_restore() and nw_store_parse() read back unchanged
 */
char *
nw_csv_format (NwStore *store, const NwField *field, const NwValue *value)
{
  g_autofree char *text = nw_store_format (store, field, value);

  if (is_free_text (field) && (*text == '\'' || looks_like_formula (text)))
    return g_strconcat ("'", text, NULL);
  if ((field->kind == &NW_DECIMAL || field->kind == &NW_PERCENT) && looks_grouped (text))
    return g_strconcat (text, "0", NULL);
  return g_steal_pointer (&text);
}

/**
 * nw_csv_restore:
 * @cell: as it stands in a table
 *
 * Takes off the quotation mark that nw_csv_format() put before a text. A mark
 * before anything else was put there by a person and stays.
 *
 * Returns: (transfer full): the text that was meant
 */
char *
nw_csv_restore (const NwField *field, const char *cell)
{
  gboolean marked = is_free_text (field) && *cell == '\'' && (cell[1] == '\'' || looks_like_formula (cell + 1));

  return g_strdup (marked ? cell + 1 : cell);
}

void
nw_csv_append_header (GString *csv, const NwEntity *entity, const guint *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      nw_csv_append_cell (csv, nw_entity_get_field (entity, fields[i])->name);
    }
  g_string_append (csv, NW_CSV_LINE_END);
}

/**
 * nw_csv_append_row:
 * @fields: indices of the fields to write, in this order
 */
void
nw_csv_append_row (GString *csv, NwStore *store, const NwRow *row, const guint *fields, guint n)
{
  gsize begin = csv->len;

  for (guint i = 0; i < n; i++)
    {
      const NwField *field = nw_entity_get_field (row->entity, fields[i]);
      g_autofree char *cell = nw_csv_format (store, field, &row->cells[fields[i]]);

      if (i > 0)
        g_string_append_c (csv, ',');
      nw_csv_append_cell (csv, cell);
    }
  /* A single empty cell would be a blank line, which is no row. */
  if (csv->len == begin)
    g_string_append (csv, "\"\"");
  g_string_append (csv, NW_CSV_LINE_END);
}

/* What is stored, and after that what is computed from it. */
static GArray *
exported_fields (const NwEntity *entity)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint computed = 0; computed < 2; computed++)
    for (guint i = 0; i < nw_entity_n_fields (entity); i++)
      if (nw_field_is_stored (nw_entity_get_field (entity, i)) == !computed)
        g_array_append_val (fields, i);
  return fields;
}

static gboolean
write_rows (NwStore *store, const NwEntity *entity, NwOutput *output, gint64 *n, GError **error)
{
  g_autoptr (GArray) fields = exported_fields (entity);
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, entity, NW_CURSOR_COMPUTED, error);
  g_autoptr (GString) csv = g_string_sized_new (PIECE);
  gboolean more = TRUE;

  if (cursor == NULL)
    return FALSE;
  nw_csv_append_header (csv, entity, (const guint *) fields->data, fields->len);
  for (*n = 0;; (*n)++)
    {
      if (!nw_cursor_next (cursor, &more, error))
        return FALSE;
      if (!more)
        break;
      nw_csv_append_row (csv, store, nw_cursor_row (cursor), (const guint *) fields->data, fields->len);
      if (csv->len < PIECE)
        continue;
      nw_output_write (output, csv->str, csv->len);
      g_string_truncate (csv, 0);
      if (!nw_output_check (output, error))
        return FALSE;
    }
  nw_output_write (output, csv->str, csv->len);
  return TRUE;
}

/**
 * nw_csv_export:
 * @n: (out): number of rows written
 *
 * Writes all records of one kind that are not deleted. Computed fields come
 * last, for people; reading the file again passes over them.
 */
gboolean
nw_csv_export (NwStore *store, const NwEntity *entity, const char *path, gint64 *n, GError **error)
{
  g_autoptr (NwOutput) output = nw_output_new_file (path, nw_store_get_path (store), error);

  return output != NULL && write_rows (store, entity, output, n, error) && nw_output_finish (output, error);
}
