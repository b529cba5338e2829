/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill.h"

#include <stdarg.h>
#include <string.h>

const NwReason test_reason = { NW_ENTRY_EDIT, "tester", "test" };

Place *
place_new (void)
{
  g_autoptr (GError) error = NULL;
  Place *self = g_new0 (Place, 1);

  self->folder = g_dir_make_tmp ("nachweis-exchange-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = place_create (self, "test.nachweis");
  return self;
}

char *
place_path (Place *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

NwStore *
place_create (Place *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = place_path (self, name);
  NwStore *store = nw_store_create (path, &test_reason, &error);

  g_assert_no_error (error);
  nw_store_set_day (store, nw_day_parse ("2026-11-22"));
  return store;
}

void
place_free (Place *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_clear_object (&self->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = place_path (self, name);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
write_file (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

/* What fields with a form of their own hold; %02u tells records apart. */
static const struct { const char *field, *text; } forms[] = {
  { "currency", "EUR" }, { "period", "2026-%02u" }, { "item", "V%02u" }, { "clause", "XC%02u" }, { "question", "SEC%02u" },
  { "score", "7%u" }, { "step", "P%02u" },
};

static const struct { const NwKind *kind; const char *text; } texts[] = {
  { &NW_TEXT, "=1+%u; \"ü\" 'ß' <&>, end" }, { &NW_NOTE, "'%u\n  line\r\n\ttab \"quoted\" <&>;\n" },
  { &NW_INT, "%u" }, { &NW_MONEY, "-1234567.0%u" }, { &NW_DECIMAL, "99.99%u" }, { &NW_PERCENT, "12.34%u" },
  { &NW_BOOL, "true" }, { &NW_DATE, "2026-02-28" }, { &NW_INSTANT, "2026-03-29T01:30:0%uZ" }, { &NW_MINUTES, "6%u" },
  { &NW_COUNTRY, "DE" }, { &NW_COUNTRIES, "AT;DE;FR" }, { &NW_URL, "https://example.com/%u?a=b&c" },
  { &NW_EMAIL, "+m%u@example.com" }, { &NW_TAGS, "@tag%u;a b;ö" }, { &NW_FLOWS, "0:-100.00;1:30.5%u" },
  { &NW_HASH, "%064u" },
};

/* printf with one number for a pattern from the tables above. */
static char *
numbered (const char *pattern, guint n)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;
  const char *form = strstr (pattern, "%064u") ? "%064u" : strstr (pattern, "%02u") ? "%02u" : "%u";
  char number[80];

  if (strcmp (form, "%064u") == 0)
    g_snprintf (number, sizeof number, "%064u", n);
  else if (strcmp (form, "%02u") == 0)
    g_snprintf (number, sizeof number, "%02u", n);
  else
    g_snprintf (number, sizeof number, "%u", n);
  parts = g_strsplit (pattern, form, 2);
  return parts[1] != NULL ? g_strconcat (parts[0], number, parts[1], NULL) : g_strdup (pattern);
}

/* A valid text of @field, which is no reference, for record @n, from 1 on. */
char *
fill_text (const NwField *field, guint n)
{
  if (field->choices != NULL && field->kind == &NW_SET && field->choices[1].name != NULL)
    return g_strconcat (field->choices[0].name, ";", field->choices[1].name, NULL);
  if (field->choices != NULL)
    return g_strdup (field->choices[0].name);
  if (field->check == nw_check_form || strcmp (field->name, "step") == 0)
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      if (strcmp (forms[i].field, field->name) == 0)
        return numbered (forms[i].text, n);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].kind == field->kind)
      return numbered (texts[i].text, n);
  g_assert_not_reached ();
}

static void
set (NwChangeRow *row, guint index, NwValue *value)
{
  static const NwValue none = NW_VALUE_NONE;

  nw_change_row_set (row, index, &none, value);
  nw_value_clear (value);
}

/* Which of the records field @field refers to: what stands in a tree refers to
 * the first, and a tree of parts has one record that it belongs to. */
static guint
target_of (const NwEntity *entity, const NwField *field, guint n)
{
  return field->flags & NW_TREE || (entity == &nw_recipient && field->target == &nw_dpa) ? 1 : n;
}

static void
fill_field (NwStore *store, NwChangeRow *row, guint index, guint n, gint64 (*ids)[FILLED + 1])
{
  g_autoptr (GError) error = NULL;
  const NwField *field = nw_entity_get_field (row->entity, index);
  NwValue value = NW_VALUE_NONE;

  if (field->computed || index == NW_FIELD_CODE || (field->flags & NW_TREE && n == 1))
    return;
  if (field->kind == &NW_REF)
    value = nw_value_number (ids[field->target->number][target_of (row->entity, field, n)]);
  else if (field->kind == &NW_LINKS)
    value = nw_value_take (field->flags & NW_TREE
                               ? g_strdup_printf ("%" G_GINT64_FORMAT, ids[field->target->number][1])
                               : g_strdup_printf ("%" G_GINT64_FORMAT ";%" G_GINT64_FORMAT, ids[field->target->number][1],
                                                  ids[field->target->number][2]));
  else
    {
      gboolean of_exit = row->entity == &nw_exit_item && strcmp (field->name, "item") == 0;
      g_autofree char *text = of_exit ? g_strdup_printf ("E%02u", n) : fill_text (field, n);

      g_assert_true (nw_kind_parse (field, text, NW_FORM_MACHINE, &value, &error));
      g_assert_no_error (error);
    }
  set (row, index, &value);
}

static void
set_field (NwStore *store, NwChangeRow *row, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  int index = nw_entity_field_index (row->entity, name);
  NwValue value = NW_VALUE_NONE;

  g_assert_cmpint (index, >=, 0);
  nw_store_parse (store, nw_entity_get_field (row->entity, (guint) index), text, NW_FORM_MACHINE, &value, &error);
  g_assert_no_error (error);
  set (row, (guint) index, &value);
}

static void
fill_record (NwStore *store, const NwEntity *entity, guint n, gint64 (*ids)[FILLED + 1], const NwFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create_as (change, entity, NULL, ids[entity->number][n]);
  guint fields = nw_entity_n_fields (entity);

  for (guint i = 0; i < fields; i++)
    fill_field (store, row, i, n, ids);
  if (entity == &nw_evidence && n == 1)
    set_field (store, row, "sha256", file->sha256);
  nw_store_commit (store, change, &test_reason, &error);
  g_assert_no_error (error);
}

/* Two records of every kind with every stored field set; one of them deleted. */
void
fill_register (NwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (100000, 'x'), 100000);
  g_auto (NwFile) file = { 0 };
  gint64 ids[128][FILLED + 1];
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  nw_store_begin (store, &error);
  g_assert_no_error (error);
  nw_store_set_bring (store, FALSE);
  g_assert_true (nw_store_put_bytes (store, bytes, "x.txt", &file, &error));
  for (guint i = 0; i < n; i++)
    for (guint r = 1; r <= FILLED; r++)
      ids[entities[i]->number][r] = nw_store_reserve_id (store, entities[i], NULL);
  ids[nw_organisation.number][2] = ids[nw_organisation.number][1];
  for (guint i = 0; i < n; i++)
    for (guint r = 1; r <= (entities[i]->flags & NW_SINGLE ? 1 : FILLED); r++)
      fill_record (store, entities[i], r, ids, &file);
  nw_store_set_bring (store, TRUE);
  nw_store_end (store, &error);
  g_assert_no_error (error);
}

/**
 * add_record:
 * @...: names and texts of fields, ended by %NULL
 */
NwRecord *
add_record (NwStore *store, const NwEntity *entity, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, entity, NULL);
  const char *name;
  NwRecord *record;
  va_list args;

  va_start (args, entity);
  while ((name = va_arg (args, const char *)) != NULL)
    set_field (store, row, name, va_arg (args, const char *));
  va_end (args);
  nw_store_commit (store, change, &test_reason, &error);
  g_assert_no_error (error);
  record = nw_store_get (store, entity, nw_change_get_row (change, 0)->id, &error);
  g_assert_no_error (error);
  return record;
}
