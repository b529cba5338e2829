/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "../model/nw-language.h"
#include "nw-csv.h"
#include "nw-import-batch.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* Records in one entry of the history. */
#define BATCH 256

/* What a column that fills no field is for. */
enum
{
  COLUMN_IGNORED = -1,
  COLUMN_UNNAMED = -2,
};

typedef struct
{
  NwStore        *store;
  const NwEntity *entity;
  NwCsv          *csv;
  NwImportReport *report;
  NwImportBatch   batch;
  GArray         *columns;     /* of int: field that the column fills */
  guint           n_rows;      /* of a kind of which there is one */
  GString        *signs;       /* per column: decimal sign that its cells prove, '?' none yet, '!' both */
  int             code_column; /* or -1 */
  int             part_columns[2]; /* whose cells make the code of a part; -1 */
  GHashTable     *lines;       /* code → line it was seen on */
  GHashTable     *pending;     /* code → id of a record that this file creates */
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  if (self->signs != NULL)
    g_string_free (self->signs, TRUE);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->report, nw_import_report_free);
  nw_import_batch_clear (&self->batch);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
is_called (const char *heading, const char *name)
{
  g_autofree char *a = g_utf8_casefold (heading, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return strcmp (a, b) == 0;
}

/* A name is unique; a label may be shared by two fields in theory. */
static int
find_field (const NwEntity *entity, const char *heading, guint *matches)
{
  int found = -1;

  *matches = 1;
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    if (is_called (heading, nw_entity_get_field (entity, i)->name))
      return (int) i;
  *matches = 0;
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    {
      const char *label = nw_entity_get_field (entity, i)->label;

      if (!is_called (heading, label) && !is_called (heading, nw_german (label)))
        continue;
      found = (int) i;
      ++*matches;
    }
  return found;
}

static gboolean
settle_column (Import *self, const char *heading, int *field, GError **error)
{
  guint matches;

  *field = COLUMN_UNNAMED;
  if (*heading == '\0')
    return TRUE;
  *field = find_field (self->entity, heading, &matches);
  if (matches == 0)
    return nw_refuse (error, _("the column “%s” is unknown, %s has no field of that name or label: rename the column or remove it"), heading, self->entity->name);
  if (matches > 1)
    return nw_refuse (error, _("the column “%s” could be one of several fields: use the name of the field"), heading);
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, int, i) == *field)
      return nw_refuse (error, _("the column “%s” is there twice: remove one"), heading);
  if (nw_field_is_stored (nw_entity_get_field (self->entity, *field)))
    return TRUE;

  *field = COLUMN_IGNORED;
  return TRUE;
}

/* One note for all of them: an export has many. */
static void
note_ignored (Import *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, int, i) == COLUMN_IGNORED)
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", nw_csv_heading (self->csv, i));
  if (n > 0)
    g_ptr_array_add (self->report->notes,
                     g_strdup_printf (ngettext ("The column %s is computed by the program and was ignored",
                                                "The columns %s are computed by the program and were ignored", n), names->str));
}

static int
find_column (Import *self, int field)
{
  for (guint i = 0; field >= 0 && i < self->columns->len; i++)
    if (g_array_index (self->columns, int, i) == field)
      return (int) i;
  return -1;
}

static gboolean
settle_columns (Import *self, GError **error)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < nw_csv_n_columns (self->csv); i++)
    {
      int field;

      if (!settle_column (self, nw_csv_heading (self->csv, i), &field, error))
        return FALSE;
      g_array_append_val (self->columns, field);
    }
  note_ignored (self);
  self->code_column = find_column (self, NW_FIELD_CODE);
  self->part_columns[0] = find_column (self, nw_entity_parent_index (self->entity));
  self->part_columns[1] = self->entity->code_item != NULL
                              ? find_column (self, nw_entity_field_index (self->entity, self->entity->code_item))
                              : -1;
  return TRUE;
}

static char *
read_cell (Import *self, int column)
{
  int field = g_array_index (self->columns, int, column);

  return nw_csv_restore (nw_entity_get_field (self->entity, field), nw_csv_cell (self->csv, column));
}

/* The code of the row: given, or that of a part, which is made of two cells.
 * NULL: the store numbers it. */
static char *
row_code (Import *self)
{
  g_autofree char *code = self->code_column >= 0 ? read_cell (self, self->code_column) : g_strdup ("");
  g_autofree char *parent = NULL;
  g_autofree char *item = NULL;

  if (*code != '\0')
    return g_steal_pointer (&code);
  if (self->part_columns[0] < 0 || self->part_columns[1] < 0)
    return NULL;
  parent = g_strstrip (read_cell (self, self->part_columns[0]));
  item = read_cell (self, self->part_columns[1]);
  return *parent != '\0' && *item != '\0' ? g_strconcat (parent, "/", item, NULL) : NULL;
}

/* There is one organisation, whatever the file calls it. */
static gint64
find_single (Import *self)
{
  g_autoptr (NwCursor) cursor = nw_store_cursor (self->store, self->entity, NW_CURSOR_DEFAULT, NULL);
  gboolean row = FALSE;

  return cursor != NULL && nw_cursor_next (cursor, &row, NULL) && row ? nw_cursor_row (cursor)->id : 0;
}

static gint64
find_existing (Import *self, const char *code)
{
  if (self->entity->flags & NW_SINGLE)
    return find_single (self);
  return code != NULL ? nw_store_find_id (self->store, self->entity, code) : 0;
}

/* The decimal sign of a cell that can be read in one way only, else 0:
 * "99.95" proves a point, "1.234,50" a comma, "99.991" nothing. */
static char
proven_sign (const char *text)
{
  const char *last = strpbrk (text, ".,");
  const char *next;

  if (last == NULL || strspn (text, "+-0123456789., ") != strlen (text))
    return 0;
  while ((next = strpbrk (last + 1, ".,")) != NULL)
    {
      if (*next != *last)
        return strpbrk (next + 1, ".,") == NULL ? *next : 0;
      last = next;
    }
  if (strchr (text, *last) != last)
    return 0;
  return strspn (last + 1, "0123456789") != 3 || *text == '0' ? *last : 0;
}

/* What one cell of a column proves holds for its other cells too. */
static void
note_signs (Import *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      char sign = proven_sign (nw_csv_cell (self->csv, i));

      if (sign != 0)
        self->signs->str[i] = self->signs->str[i] == '?' || self->signs->str[i] == sign ? sign : '!';
    }
}

/* First pass: which records this file will create, so that any row may refer
 * to any other, and how its columns write numbers. */
static gboolean
foresee (Import *self, GError **error)
{
  gboolean row;

  for (;;)
    {
      g_autofree char *code = NULL;

      if (!nw_csv_next (self->csv, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      note_signs (self);
      code = row_code (self);
      if (code == NULL || g_hash_table_contains (self->lines, code))
        continue;
      g_hash_table_insert (self->lines, g_strdup (code), GUINT_TO_POINTER (nw_csv_line (self->csv)));
      if (find_existing (self, code) == 0)
        {
          gint64 id = nw_store_reserve_id (self->store, self->entity, NULL);

          g_hash_table_insert (self->pending, g_strdup (code), g_memdup2 (&id, sizeof id));
        }
    }
}

static gint64
pending_id (Import *self, const char *code)
{
  const gint64 *id = code != NULL ? g_hash_table_lookup (self->pending, code) : NULL;

  return id != NULL ? *id : 0;
}

/* References to rows of this file; the store knows all others. */
static gboolean
parse_reference (Import *self, const NwField *field, const char *text, NwValue *value, GError **error)
{
  g_auto (GStrv) codes = g_strsplit (text, ";", field->kind == &NW_LINKS ? -1 : 1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      gint64 id = pending_id (self, g_strstrip (codes[i]));

      if (*codes[i] == '\0')
        continue;
      if (id == 0)
        id = nw_store_find_id (self->store, field->target, codes[i]);
      if (id == 0)
        return nw_refuse (error, _("there is no %s with the code “%s”: correct it, or add that one first"), field->target->name, codes[i]);
      g_array_append_val (ids, id);
    }
  if (field->kind == &NW_LINKS)
    *value = nw_value_take (nw_ids_join (ids));
  else
    *value = ids->len > 0 ? nw_value_number (g_array_index (ids, gint64, 0)) : NW_VALUE_NONE;
  return TRUE;
}

static gboolean
is_written_as_is (const NwField *field)
{
  return field->kind == &NW_TEXT || field->kind == &NW_NOTE;
}

/* A column that proves its decimal sign elsewhere means it here as well;
 * rewrites @text with a point where it was a comma. */
static NwForm
form_of (Import *self, const NwField *field, guint column, char *text)
{
  char sign = self->signs->str[column];

  if (field->kind != &NW_DECIMAL && field->kind != &NW_PERCENT && field->kind != &NW_MONEY)
    return NW_FORM_PEOPLE;
  if (sign != '.' && sign != ',')
    return NW_FORM_PEOPLE;
  if (strchr (text, sign == '.' ? ',' : '.') != NULL)
    return NW_FORM_PEOPLE;
  g_strdelimit (text, ",", '.');
  return NW_FORM_MACHINE;
}

static gboolean
parse_cell (Import *self, const NwField *field, guint column, char *text, NwValue *value, GError **error)
{
  if (!is_written_as_is (field))
    g_strstrip (text);
  if (field->target == self->entity && nw_text_check (text, strlen (text), NULL))
    return parse_reference (self, field, text, value, error);
  return nw_store_parse (self->store, field, text, form_of (self, field, column, text), value, error);
}

/* @why is the message of a refusal; always FALSE. */
static gboolean
refuse_row (Import *self, const char *code, const char *field, const char *value, const char *why)
{
  nw_import_report_refuse (self->report, nw_csv_line (self->csv), self->entity, code, field, value, why);
  return FALSE;
}

static gboolean
fill_cell (Import *self, NwImportItem *item, guint column)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (NwValue) value = NW_VALUE_NONE;
  int index = g_array_index (self->columns, int, column);
  const NwField *field;

  if (index == COLUMN_UNNAMED && *nw_csv_cell (self->csv, column) != '\0')
    return refuse_row (self, item->code, NULL, nw_csv_cell (self->csv, column), _("this cell stands in a column without a name: name it"));
  if (index < 0)
    return TRUE;
  field = nw_entity_get_field (self->entity, index);
  text = read_cell (self, column);
  if (!parse_cell (self, field, column, text, &value, &error))
    return refuse_row (self, item->code, field->name, text, error->message);
  /* No code means that the record keeps, or is given, one. */
  if (index != NW_FIELD_CODE || nw_value_is_set (&value))
    nw_value_assign (&item->cells[index], &value);
  return TRUE;
}

static gboolean
import_row (Import *self, const char *code)
{
  gint64 id = find_existing (self, code);
  g_autoptr (NwRecord) record = id != 0 ? nw_store_get (self->store, self->entity, id, NULL) : NULL;
  g_auto (NwImportItem) item = { 0 };

  if (self->entity->flags & NW_SINGLE && self->n_rows++ > 0)
    return refuse_row (self, code, NULL, NULL, _("a register has exactly one of this kind: keep one row"));
  if (record != NULL && nw_record_is_deleted (record))
    return refuse_row (self, code, NULL, NULL, _("this record is deleted: restore it first"));
  nw_import_item_init (&item, self->entity, nw_csv_line (self->csv), code, record);
  item.id = record == NULL ? pending_id (self, code) : 0;
  for (guint i = 0; i < self->columns->len; i++)
    if (!fill_cell (self, &item, i))
      return FALSE;
  return nw_import_batch_add (&self->batch, &item);
}

static gboolean
is_repeated (Import *self, const char *code)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, code));
  g_autofree char *why = NULL;

  if (first == nw_csv_line (self->csv))
    return FALSE;
  why = g_strdup_printf (_("this code is also on line %u: keep one of the two rows"), first);
  refuse_row (self, code, "code", code, why);
  return TRUE;
}

/* Rows with a code go first: numbers for the others must not take theirs. */
static gboolean
import_rows (Import *self, gboolean coded, GError **error)
{
  gboolean row;

  nw_csv_rewind (self->csv);
  for (;;)
    {
      g_autofree char *code = NULL;

      if (!nw_csv_next (self->csv, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      code = row_code (self);
      if ((code != NULL) == coded && (code == NULL || !is_repeated (self, code)))
        import_row (self, code);
    }
}

static gboolean
prepare (Import *self, const char *path, const NwReason *reason, guint size, GError **error)
{
  self->report = nw_import_report_new (path);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  nw_import_batch_init (&self->batch, self->store, reason, self->report, size);
  nw_csv_rewind (self->csv);
  if (nw_csv_note (self->csv) != NULL)
    g_ptr_array_add (self->report->notes, g_strdup (nw_csv_note (self->csv)));
  if (!settle_columns (self, error))
    return FALSE;
  self->signs = g_string_new (NULL);
  for (guint i = 0; i < self->columns->len; i++)
    g_string_append_c (self->signs, '?');
  return TRUE;
}

static NwImportReport *
run (NwStore *store, const NwEntity *entity, NwCsv *csv, const char *path, const NwReason *reason, gboolean dry_run, guint size,
     GError **error)
{
  g_auto (Import) self = { .store = store, .entity = entity, .csv = csv };

  if (!prepare (&self, path, reason, size, error) || !nw_store_begin (store, error))
    return NULL;
  if (!foresee (&self, error) || !import_rows (&self, TRUE, error) || !import_rows (&self, FALSE, error))
    {
      nw_store_cancel (store);
      return NULL;
    }
  self.report = NULL;
  return nw_import_batch_end (&self.batch, dry_run, error);
}

/* Opening and closing the register a second time would drop SQLite's lock. */
static gboolean
is_register (NwStore *store, const char *path)
{
  struct stat a;
  struct stat b;

  return stat (nw_store_get_path (store), &a) == 0 && stat (path, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/**
 * nw_import_table:
 * @csv: a table whose header names fields, by name or label
 * @name: what to call it in messages
 * @dry_run: tell what would happen, change nothing
 *
 * Imports records of one kind. Rows are matched by code; a row whose code is
 * new, or missing, makes a record. Columns that are not there stay as they
 * are; an empty cell clears. All or nothing: one refused row, and the register
 * is as before.
 *
 * Returns: (nullable): what became of each row; %NULL with %NW_ERROR_INVALID,
 *   which names the line, when the file is no such table, or with the error of
 *   the store
 */
NwImportReport *
nw_import_table (NwStore *store, const NwEntity *entity, NwCsv *csv, const char *name, const NwReason *reason, gboolean dry_run,
                 GError **error)
{
  g_autoptr (GError) refused = NULL;
  NwImportReport *report;

  g_return_val_if_fail (NW_IS_STORE (store), NULL);

  report = run (store, entity, csv, name, reason, dry_run, BATCH, &refused);
  if (report != NULL)
    return report;
  /* Refused in the middle of many: once more, one by one, to name the row. */
  if (g_error_matches (refused, NW_ERROR, NW_ERROR_INVALID))
    return run (store, entity, csv, name, reason, dry_run, 1, error);
  g_propagate_error (error, g_steal_pointer (&refused));
  return NULL;
}

/* The same for a file. */
NwImportReport *
nw_import_csv (NwStore *store, const NwEntity *entity, const char *path, const NwReason *reason, gboolean dry_run, GError **error)
{
  g_autoptr (NwCsv) csv = NULL;

  g_return_val_if_fail (NW_IS_STORE (store), NULL);

  if (is_register (store, path))
    {
      nw_refuse (error, _("this is the register itself: choose a CSV file"));
      return NULL;
    }
  csv = nw_csv_open (path, error);
  return csv != NULL ? nw_import_table (store, entity, csv, path, reason, dry_run, error) : NULL;
}
