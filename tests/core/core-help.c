/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <glib/gstdio.h>
#include <string.h>

static const NwReason because = { NW_ENTRY_EDIT, "Anna Test", "test" };

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* Every process gets a state folder of its own, unless its parent gave one. */
void
core_init (int *argc, char ***argv)
{
  /* Times are German ones wherever a computer stands. */
  g_setenv ("TZ", "America/New_York", TRUE);
  g_test_init (argc, argv, NULL);
  /* GLib decides once, at the first text, whether to translate at all. */
  nw_language_init ("de");
  nw_entity_label (&nw_vendor);
  nw_language_init ("en");
}

void
register_up (Register *r, gconstpointer unused)
{
  static const NwReason begin = { NW_ENTRY_GENESIS, "Anna Test", NULL };
  g_autoptr (GError) error = NULL;

  r->folder = g_dir_make_tmp ("nw-core-XXXXXX", &error);
  g_assert_no_error (error);
  r->path = register_file (r, "good.nachweis");
  r->store = nw_store_create (r->path, &begin, &error);
  g_assert_no_error (error);
  g_assert_nonnull (r->store);
  nw_store_set_day (r->store, nw_day_new (2026, 3, 15));
}

/* Closing is the last unref: a record that still holds the store is a leak. */
void
register_close (Register *r)
{
  if (r->store != NULL)
    g_assert_finalize_object (g_steal_pointer (&r->store));
}

void
register_reopen (Register *r)
{
  g_autoptr (GError) error = NULL;

  register_close (r);
  r->store = nw_store_open (r->path, NW_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  nw_store_set_day (r->store, nw_day_new (2026, 3, 15));
}

void
register_down (Register *r, gconstpointer unused)
{
  register_close (r);
  remove_tree (r->folder);
  g_free (r->folder);
  g_free (r->path);
}

char *
register_file (Register *r, const char *name)
{
  return g_build_filename (r->folder, name, NULL);
}

guint
field_of (const NwEntity *entity, const char *name)
{
  int index = nw_entity_field_index (entity, name);

  if (index < 0)
    g_error ("%s has no field %s", entity->name, name);
  return (guint) index;
}

/* Sets @field to the machine form @text, which must be valid. */
void
set_text (NwStore *store, NwChangeRow *row, NwRecord *record, const char *field, const char *text)
{
  guint index = field_of (row->entity, field);
  const NwValue none = NW_VALUE_NONE;
  g_auto (NwValue) value = NW_VALUE_NONE;
  g_autoptr (GError) error = NULL;

  nw_store_parse (store, nw_entity_get_field (row->entity, index), text, NW_FORM_MACHINE, &value, &error);
  if (error != NULL)
    g_error ("%s.%s: %s", row->entity->name, field, error->message);
  nw_change_row_set (row, index, record != NULL ? nw_record_get_cell (record, index) : &none, &value);
}

/* Makes a record from pairs of field and machine text. */
NwRecord *
make (NwStore *store, const NwEntity *entity, ...)
{
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, entity, NULL);
  g_autoptr (GError) error = NULL;
  const char *field;
  NwRecord *record;
  va_list pairs;

  va_start (pairs, entity);
  while ((field = va_arg (pairs, const char *)) != NULL)
    set_text (store, row, NULL, field, va_arg (pairs, const char *));
  va_end (pairs);
  nw_store_commit (store, change, &because, &error);
  g_assert_no_error (error);
  record = nw_store_get (store, entity, nw_change_get_row (change, 0)->id, &error);
  g_assert_no_error (error);
  return record;
}

gboolean
commit (NwStore *store, NwChange *change, GError **error)
{
  return nw_store_commit (store, change, &because, error);
}

gboolean
edit (NwStore *store, NwRecord *record, const char *field, const char *text, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();

  set_text (store, nw_change_edit (change, record), record, field, text);
  return nw_store_commit (store, change, &because, error);
}

void
edit_good (NwStore *store, NwRecord *record, const char *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean good = edit (store, record, field, text, &error);

  g_assert_no_error (error);
  g_assert_true (good);
}

gboolean
mark (NwStore *store, NwRecord *record, NwMark how, GError **error)
{
  g_autoptr (NwChange) change = nw_change_new ();

  nw_change_row_mark (nw_change_edit (change, record), how);
  return nw_store_commit (store, change, &because, error);
}

char *
text_of (NwStore *store, NwRecord *record, const char *field)
{
  return nw_store_format (store, nw_entity_get_field (nw_record_get_entity (record), field_of (nw_record_get_entity (record), field)),
                          nw_record_get (record, field));
}

void
assert_text (NwStore *store, NwRecord *record, const char *field, const char *wanted)
{
  g_autofree char *text = text_of (store, record, field);

  g_assert_cmpstr (text, ==, wanted);
}

/* The faults of a verify, one per line; "" when there is none. */
char *
verdict_text (NwStore *store, const char *known_head)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwVerdict) verdict = nw_store_verify (store, known_head, NULL, &error);
  GString *text = g_string_new (NULL);

  if (verdict == NULL)
    g_string_append_printf (text, "cannot look: %s\n", error->message);
  for (guint i = 0; verdict != NULL && i < verdict->faults->len; i++)
    {
      const NwFault *fault = verdict->faults->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %s\n", fault->warning ? "warning " : "",
                              fault->seq, fault->item, fault->message);
    }
  return g_string_free (text, FALSE);
}

void
assert_sound (NwStore *store)
{
  g_autofree char *faults = verdict_text (store, NULL);

  g_assert_cmpstr (faults, ==, "");
}

/* @error must be set, of that code, and say @part; it is cleared. */
void
assert_message (GError **error, GQuark domain, int code, const char *part)
{
  g_assert_nonnull (*error);
  if (!g_error_matches (*error, domain, code) || strstr ((*error)->message, part) == NULL)
    g_error ("wanted %s %d “%s”, got %s %d “%s”", g_quark_to_string (domain), code, part,
             g_quark_to_string ((*error)->domain), (*error)->code, (*error)->message);
  g_clear_error (error);
}

sqlite3 *
raw_open (const char *path)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  return handle;
}

/* What somebody with the sqlite3 shell could do to a closed register. */
void
raw (const char *path, const char *sql)
{
  g_autofree char *message = NULL;
  sqlite3 *handle = raw_open (path);

  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  sqlite3_close (handle);
}

char *
raw_ask (const char *path, const char *sql)
{
  sqlite3 *handle = raw_open (path);
  sqlite3_stmt *stmt = NULL;
  char *text;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return text;
}

static void
dump_rows (sqlite3 *handle, const char *table, GString *out)
{
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt = NULL;

  sql = g_strconcat ("SELECT * FROM \"", table, "\" ORDER BY 1, 2", NULL);
  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          int length = sqlite3_column_bytes (stmt, i);
          g_autofree char *base = g_base64_encode (sqlite3_column_blob (stmt, i), (gsize) length);

          g_string_append_printf (out, "%s %d %s\n", table, sqlite3_column_type (stmt, i), base);
        }
  g_string_append_printf (out, "%s %d\n", table, sqlite3_errcode (handle));
  sqlite3_finalize (stmt);
}

/* Returns: (transfer full): every value of every table, the shadow tables of the search included */
char *
raw_dump (const char *path)
{
  sqlite3 *handle = raw_open (path);
  GString *out = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search' ORDER BY name",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    dump_rows (handle, (const char *) sqlite3_column_text (stmt, 0), out);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return g_string_free (out, FALSE);
}
