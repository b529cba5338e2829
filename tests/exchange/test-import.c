/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-test.h"
#include "fill.h"

#include "exchange/nw-csv.h"
#include "exchange/nw-import.h"
#include "exchange/nw-json.h"
#include "exchange/nw-register-xml.h"

#include <json-glib/json-glib.h>
#include <string.h>

static NwImportReport *
import_text (Place *place, const NwEntity *entity, const char *text, gboolean dry_run, GError **error)
{
  g_autofree char *path = place_path (place, "table.csv");

  write_file (path, text, -1);
  return nw_import_csv (place->store, entity, path, &test_reason, dry_run, error);
}

static NwImportReport *
import (Place *place, const NwEntity *entity, const char *text)
{
  g_autoptr (GError) error = NULL;
  NwImportReport *report = import_text (place, entity, text, FALSE, &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_counts (NwImportReport *report, guint fresh, guint changed, guint unchanged, guint refused)
{
  g_assert_cmpuint (report->counts[NW_IMPORT_NEW], ==, fresh);
  g_assert_cmpuint (report->counts[NW_IMPORT_CHANGED], ==, changed);
  g_assert_cmpuint (report->counts[NW_IMPORT_UNCHANGED], ==, unchanged);
  g_assert_cmpuint (report->counts[NW_IMPORT_REFUSED], ==, refused);
  g_assert_cmpuint (report->rows->len, ==, fresh + changed + unchanged + refused);
  g_assert_true (report->done == (refused == 0));
}

static const char *
get (Place *place, const NwEntity *entity, const char *code, const char *field)
{
  g_autoptr (NwRecord) record = nw_store_find (place->store, entity, code, NULL);

  g_assert_nonnull (record);
  return g_intern_string (nw_value_get_text (nw_record_get (record, field)));
}

static void
test_new_and_changed (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwImportReport) first = import (place, &nw_vendor, "code,name,country\nA-1,Alpha,DE\n,Beta,at\n");
  g_autoptr (NwImportReport) second = import (place, &nw_vendor, "code,city\nA-1,Bonn\n");
  g_autoptr (NwImportReport) third = import (place, &nw_vendor, "code,country,name\nA-1,,Alpha\nV-0002,AT,Beta\n");

  assert_counts (first, 2, 0, 0, 0);
  g_assert_cmpstr (((NwImportRow *) first->rows->pdata[1])->code, ==, "V-0002");
  assert_counts (second, 0, 1, 0, 0);
  assert_counts (third, 0, 1, 1, 0);
  g_assert_cmpstr (get (place, &nw_vendor, "A-1", "name"), ==, "Alpha");
  g_assert_cmpstr (get (place, &nw_vendor, "A-1", "city"), ==, "Bonn");
  g_assert_null (get (place, &nw_vendor, "A-1", "country"));
  g_assert_cmpstr (get (place, &nw_vendor, "V-0002", "country"), ==, "AT");
}

static void
test_labels (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwImportReport) english = import (place, &nw_vendor, "CODE;Name;E-mail of the contact;Tier;\nV-1;Alpha;a@example.com;2;\n");
  g_autofree char *text = g_strdup_printf ("code,name,%s\nV-1,Alpha,Ulm\n", nw_german ("City"));
  g_autoptr (NwImportReport) german = import (place, &nw_vendor, text);

  assert_counts (english, 1, 0, 0, 0);
  g_assert_cmpuint (english->notes->len, ==, 1);
  g_assert_nonnull (strstr (english->notes->pdata[0], "The column Tier is computed"));
  assert_counts (german, 0, 1, 0, 0);
  g_assert_cmpstr (get (place, &nw_vendor, "V-1", "city"), ==, "Ulm");
  g_assert_cmpstr (get (place, &nw_vendor, "V-1", "contact_email"), ==, "a@example.com");
}

static void
assert_file_refused (const char *text, const char *message)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NwImportReport) report = import_text (place, &nw_vendor, text, FALSE, &error);

  g_assert_null (report);
  g_assert_error (error, NW_ERROR, NW_ERROR_INVALID);
  if (strstr (error->message, message) == NULL)
    g_error ("%s", error->message);
  g_assert_cmpint (nw_store_count (place->store, &nw_vendor), ==, 0);
}

static void
test_file_refused (void)
{
  assert_file_refused ("code,name,colour\nV-1,A,red\n", "the column “colour” is unknown");
  assert_file_refused ("code,name,Name\nV-1,A,B\n", "the column “Name” is there twice");
  assert_file_refused ("code,name\nV-1,A\nV-2,\"B\n", "line 3: a quoted cell begins here");
  assert_file_refused ("code,name\nV-1,A\nV-2,B,C\n", "line 3: the row has 3 cells");
}

/* One refused row: it is named, and nothing was changed. */
static void
assert_row_refused (const NwEntity *entity, const char *text, guint line, const char *field, const char *message)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Here", "contact_name", "x", NULL);
  g_autoptr (NwImportReport) report = import (place, entity, text);
  const NwImportRow *refused = NULL;
  g_autofree char *described = NULL;

  for (guint i = 0; i < report->rows->len; i++)
    if (((NwImportRow *) report->rows->pdata[i])->verdict == NW_IMPORT_REFUSED)
      refused = report->rows->pdata[i];
  g_assert_false (report->done);
  g_assert_nonnull (refused);
  described = nw_import_row_describe (report, refused);
  if (strstr (described, message) == NULL)
    g_error ("%s", described);
  g_assert_cmpuint (refused->line, ==, line);
  g_assert_cmpstr (refused->field, ==, field);
  g_assert_cmpint (nw_store_count (place->store, &nw_vendor), ==, 1);
  g_assert_cmpint (nw_store_count (place->store, entity), ==, entity == &nw_vendor ? 1 : 0);
}

static void
test_rows_refused (void)
{
  assert_row_refused (&nw_vendor, "code,name,country\nV-2,A,DE\nV-3,B,XX\n", 3, "country", "“XX” is not a country code");
  assert_row_refused (&nw_vendor, "code,name\nV-2,A\nV-3,\n", 3, "name", "this field must not be empty");
  assert_row_refused (&nw_vendor, "code,name\nV-2,A\nV-2,B\n", 3, "code", "this code is also on line 2");
  assert_row_refused (&nw_vendor, "code,name,impact\nV-2,A,7\n", 2, "impact", "“7” is outside 0 to 4");
  assert_row_refused (&nw_vendor, "code,name,\nV-2,A,x\n", 2, NULL, "a column without a name");
  assert_row_refused (&nw_contract, "vendor,starts_on\nV-0001,01.02.2026\nV-0001,03/04/2026\n", 3, "starts_on",
                      "can be read as 2026-04-03 or as 2026-03-04");
  assert_row_refused (&nw_contract, "vendor,annual_value\nV-0001,\"1.234\"\n", 2, "annual_value", "can be read as 1234 or as 1.234");
  assert_row_refused (&nw_contract, "vendor,starts_on,ends_on\nV-0001,2026-02-01,2026-01-01\n", 2, "ends_on", "lies before");
  assert_row_refused (&nw_contract, "vendor\nV-0001\nV-0009\n", 3, "vendor", "there is no vendor with the code “V-0009”");
  assert_row_refused (&nw_contract, "code,vendor\n\"a;b\",V-0001\n", 2, NULL, "no semicolon");
  assert_row_refused (&nw_contract, "code,vendor,parent\nC-1,V-0001,C-2\nC-2,V-0001,C-1\n", 3, NULL, "lead back to itself");
}

/* Several at once, in the middle of many: each is named. */
static void
test_all_refused_rows_are_named (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GString) table = g_string_new ("code,name,country\n");
  g_autoptr (NwImportReport) report = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (table, "V-%u,Vendor,%s\n", i, i % 100 == 7 ? "ZZ" : "DE");
  report = import (place, &nw_vendor, table->str);
  assert_counts (report, 990, 0, 0, 10);
  g_assert_cmpuint (((NwImportRow *) report->rows->pdata[7])->line, ==, 9);
  g_assert_cmpint (nw_store_count (place->store, &nw_vendor), ==, 0);
}

static void
test_german_forms (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Here", NULL);
  g_autoptr (NwImportReport) report = import (place, &nw_contract, "code;vendor;starts_on;annual_value\nC-1;V-0001;31.12.2026;1.234,50\n");
  g_autoptr (NwRecord) contract = nw_store_find (place->store, &nw_contract, "C-1", NULL);

  assert_counts (report, 1, 0, 0, 0);
  g_assert_cmpstr (nw_value_get_text (nw_record_get (contract, "starts_on")), ==, "2026-12-31");
  g_assert_cmpint (nw_value_get_number (nw_record_get (contract, "annual_value")), ==, 123450);
}

static void
test_forward_references (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Here", NULL);
  g_autoptr (NwImportReport) report = import (place, &nw_contract, "code,vendor,parent\nC-1,V-0001,C-2\nC-2,V-0001,\n,V-0001,C-1\n");
  g_autoptr (NwRecord) contract = nw_store_find (place->store, &nw_contract, "C-1", NULL);
  g_autofree char *parent = NULL;

  assert_counts (report, 3, 0, 0, 0);
  parent = nw_store_format (place->store, nw_entity_get_field (&nw_contract, (guint) nw_entity_field_index (&nw_contract, "parent")),
                            nw_record_get (contract, "parent"));
  g_assert_cmpstr (parent, ==, "C-2");
}

/* A number that the program gives must not be one that the file gives later. */
static void
test_numbers_keep_clear (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwImportReport) report = import (place, &nw_vendor, "code,name\n,First\nV-0001,Second\nV-0002,Third\n");

  assert_counts (report, 3, 0, 0, 0);
  g_assert_cmpstr (get (place, &nw_vendor, "V-0001", "name"), ==, "Second");
}

static void
test_dry_run (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NwImportReport) report = import_text (place, &nw_vendor, "code,name\nV-1,A\n", TRUE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->counts[NW_IMPORT_NEW], ==, 1);
  g_assert_false (report->done);
  g_assert_cmpint (nw_store_count (place->store, &nw_vendor), ==, 0);
}

/* The rows that a record brings are met by the table that describes them,
 * with and without their codes. */
static void
test_parts (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Here", NULL);
  g_autoptr (NwImportReport) dpas = import (place, &nw_dpa, "code,vendor\nAVV-1,V-0001\n");
  g_autoptr (NwImportReport) coded = import (place, &nw_dpa_item, "code,state\nAVV-1/V01,fulfilled\n");
  g_autoptr (NwImportReport) named = import (place, &nw_dpa_item, "dpa,item,state\nAVV-1,V02,missing\nAVV-1,V03,not_reviewed\n");

  assert_counts (dpas, 1, 0, 0, 0);
  g_assert_cmpint (nw_store_count (place->store, &nw_dpa_item), ==, 28);
  assert_counts (coded, 0, 1, 0, 0);
  assert_counts (named, 0, 1, 1, 0);
  g_assert_cmpstr (get (place, &nw_dpa_item, "AVV-1/V02", "state"), ==, "missing");
  g_assert_cmpint (nw_store_count (place->store, &nw_dpa_item), ==, 28);
}

static void
test_parts_given (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Here", NULL);
  g_autoptr (NwImportReport) dpas = NULL;
  g_autoptr (NwImportReport) items = NULL;

  nw_store_set_bring (place->store, FALSE);
  dpas = import (place, &nw_dpa, "code,vendor\nAVV-1,V-0001\n");
  items = import (place, &nw_dpa_item, "dpa,item,state\nAVV-1,V02,missing\nAVV-1,V03,not_reviewed\n");
  assert_counts (items, 2, 0, 0, 0);
  g_assert_cmpstr (get (place, &nw_dpa_item, "AVV-1/V02", "state"), ==, "missing");
}

static void
test_single (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) organisation = add_record (place->store, &nw_organisation, "name", "Muster", NULL);
  g_autoptr (NwImportReport) report = import (place, &nw_organisation, "code,name,city\nORG,Muster GmbH,Ulm\n");

  assert_counts (report, 0, 1, 0, 0);
  g_assert_cmpstr (nw_record_get_title (organisation), ==, "Muster GmbH");
  g_assert_cmpstr (nw_record_get_code (organisation), ==, "ORG");
}

static void
test_deleted (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "Gone", NULL);
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (NwImportReport) report = NULL;

  nw_change_row_mark (nw_change_edit (change, vendor), NW_MARK_DELETE);
  g_assert_true (nw_store_commit (place->store, change, &test_reason, NULL));
  report = import (place, &nw_vendor, "code,name\nV-0001,Back\n");
  assert_counts (report, 0, 0, 0, 1);
  g_assert_nonnull (strstr (((NwImportRow *) report->rows->pdata[0])->message, "restore it first"));
}

static char *
export (Place *place, NwStore *store, const NwEntity *entity)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = place_path (place, "export.csv");
  gint64 n;

  nw_csv_export (store, entity, path, &n, &error);
  g_assert_no_error (error);
  return read_file (path);
}

/* The same table with every cell empty that may be: what is left of a record
 * that only has what it must. */
static char *
blank (const NwEntity *entity, const char *text)
{
  g_autoptr (NwCsv) csv = nw_csv_new (text, strlen (text), NULL);
  g_autoptr (GString) table = g_string_new (NULL);
  gboolean row = TRUE;

  for (guint i = 0; i < nw_csv_n_columns (csv); i++)
    g_string_append_printf (table, "%s%s", i > 0 ? "," : "", nw_csv_heading (csv, i));
  g_string_append_c (table, '\n');
  while (nw_csv_next (csv, &row, NULL) && row)
    {
      for (guint i = 0; i < nw_csv_n_columns (csv); i++)
        {
          const NwField *field = nw_entity_get_field (entity, (guint) nw_entity_field_index (entity, nw_csv_heading (csv, i)));

          g_string_append (table, i > 0 ? "," : "");
          if (i == 0 || field->flags & (NW_REQUIRED | NW_FIXED))
            nw_csv_append_cell (table, nw_csv_cell (csv, i));
        }
      g_string_append_c (table, '\n');
    }
  return g_string_free (g_steal_pointer (&table), FALSE);
}

static void
round_trip_kind (Place *place, const NwEntity *entity)
{
  g_autofree char *full = export (place, place->store, entity);
  g_autofree char *empty = blank (entity, full);
  g_autoptr (NwImportReport) same = import (place, entity, full);
  g_autoptr (NwImportReport) cleared = import (place, entity, empty);
  g_autoptr (NwImportReport) filled = import (place, entity, full);
  g_autofree char *again = export (place, place->store, entity);
  guint n = entity->flags & NW_SINGLE ? 1 : FILLED;

  assert_counts (same, 0, 0, n, 0);
  assert_counts (cleared, 0, n, 0, 0);
  assert_counts (filled, 0, n, 0, 0);
  g_assert_cmpstr (again, ==, full);
}

/* Every kind, every stored field: written, cleared and read back unchanged. */
static void
test_every_kind (void)
{
  g_autoptr (Place) place = place_new ();
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  fill_register (place->store);
  for (guint i = 0; i < n; i++)
    round_trip_kind (place, entities[i]);
}

/* All fields of a kind, by index. */
static GArray *
all_fields (const NwEntity *entity)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    g_array_append_val (fields, i);
  return fields;
}

static void
append_row (GString *json, NwStore *store, const NwRow *row)
{
  static const guint8 uuid[16];
  g_autoptr (GArray) fields = all_fields (row->entity);

  nw_json_append_row (json, store, row, uuid, 1, FALSE, (const guint *) fields->data, fields->len);
}

static void
test_json (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  fill_register (place->store);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwCursor) cursor = nw_store_cursor (place->store, entities[i], NW_CURSOR_COMPUTED, NULL);
      gboolean row;

      g_assert_true (nw_cursor_next (cursor, &row, NULL) && row);
      g_string_truncate (json, 0);
      append_row (json, place->store, nw_cursor_row (cursor));
      g_assert_true (json_parser_load_from_data (parser, json->str, -1, NULL));
      g_assert_cmpuint (json_object_get_size (json_node_get_object (json_parser_get_root (parser))), ==,
                        3 + nw_entity_n_fields (entities[i]));
    }
}

static void
test_json_values (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "name", "a\"b\\c", "tags", "x;y", "impact", "3", "outsourcing", "true", NULL);
  g_autoptr (NwRecord) contract = add_record (place->store, &nw_contract, "vendor", "V-0001", "annual_value", "1234.5", NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  NwRow rows[] = { nw_record_get_row (vendor), nw_record_get_row (contract) };
  static const char *const parts[] = {
    "\"code\": \"V-0001\",", "\"name\": \"a\\\"b\\\\c\",", "\"tags\": [\"x\", \"y\"],", "\"impact\": 3,", "\"outsourcing\": true,",
    "\"country\": null,", "\"vendor\": \"V-0001\",", "\"annual_value\": \"1234.50\",", "\"evidence\": [],", "\"next_end\": null,",
  };

  for (guint i = 0; i < 2; i++)
    append_row (json, place->store, &rows[i]);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (json->str, parts[i]) == NULL)
      g_error ("%s is not in %s", parts[i], json->str);
}

static void
test_register_is_no_csv (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (nw_import_csv (place->store, &nw_vendor, nw_store_get_path (place->store), &test_reason, FALSE, &error));
  g_assert_error (error, NW_ERROR, NW_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  nw_language_init ("en");
  g_test_add_func ("/import/new-and-changed", test_new_and_changed);
  g_test_add_func ("/import/labels", test_labels);
  g_test_add_func ("/import/file-refused", test_file_refused);
  g_test_add_func ("/import/rows-refused", test_rows_refused);
  g_test_add_func ("/import/all-refused-rows-are-named", test_all_refused_rows_are_named);
  g_test_add_func ("/import/german-forms", test_german_forms);
  g_test_add_func ("/import/forward-references", test_forward_references);
  g_test_add_func ("/import/numbers-keep-clear", test_numbers_keep_clear);
  g_test_add_func ("/import/dry-run", test_dry_run);
  g_test_add_func ("/import/parts", test_parts);
  g_test_add_func ("/import/parts-given", test_parts_given);
  g_test_add_func ("/import/single", test_single);
  g_test_add_func ("/import/deleted", test_deleted);
  g_test_add_func ("/import/every-kind", test_every_kind);
  g_test_add_func ("/import/register-is-no-csv", test_register_is_no_csv);
  g_test_add_func ("/json/every-kind", test_json);
  g_test_add_func ("/json/values", test_json_values);
  return g_test_run ();
}
