/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-test.h"
#include "fill.h"

#include "exchange/nw-check.h"
#include "exchange/nw-csv.h"
#include "exchange/nw-register-xml.h"
#include "exchange/nw-xsd.h"
#include "db/nw-db-error.h"

#include <json-glib/json-glib.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

static char *
export (Place *place, NwStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = place_path (place, name);
  gint64 records;

  nw_register_export (store, path, &records, &error);
  g_assert_no_error (error);
  g_assert_cmpint (records, >=, 0);
  return path;
}

static NwImportReport *
import (NwStore *store, const char *path, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  NwImportReport *report = nw_register_import (store, path, &test_reason, dry_run, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->rows->len; i++)
    {
      NwImportRow *row = report->rows->pdata[i];
      g_autofree char *text = nw_import_row_describe (report, row);

      if (row->verdict == NW_IMPORT_REFUSED)
        g_error ("%s", text);
    }
  return report;
}

static void
assert_same (const char *path_a, const char *path_b)
{
  g_autofree char *a = read_file (path_a);
  g_autofree char *b = read_file (path_b);
  g_autofree char *masked_a = nw_register_mask_history (a);
  g_autofree char *masked_b = nw_register_mask_history (b);

  g_assert_cmpstr (a, !=, masked_a);
  g_assert_cmpstr (masked_a, ==, masked_b);
}

static void
delete_one (NwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (NwRecord) vendor = nw_store_get (store, &nw_vendor, 2, &error);

  nw_change_row_mark (nw_change_edit (change, vendor), NW_MARK_DELETE);
  nw_store_commit (store, change, &test_reason, &error);
  g_assert_no_error (error);
}

/* Every kind, every stored field, files and deletion marks. */
static void
test_round_trip (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwStore) other = place_create (place, "other.nachweis");
  g_autoptr (NwImportReport) report = NULL;
  g_autoptr (NwImportReport) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fill_register (place->store);
  delete_one (place->store);
  first = export (place, place->store, "first.xml");
  report = import (other, first, FALSE);
  g_assert_true (report->done);
  g_assert_cmpuint (report->counts[NW_IMPORT_NEW], >, 90);
  second = export (place, other, "second.xml");
  assert_same (first, second);

  again = import (other, first, FALSE);
  g_assert_cmpuint (again->counts[NW_IMPORT_UNCHANGED], ==, report->counts[NW_IMPORT_NEW]);
  g_assert_cmpuint (again->counts[NW_IMPORT_CHANGED], ==, 0);
}

static void
test_dry_run (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwStore) other = place_create (place, "other.nachweis");
  g_autoptr (NwImportReport) report = NULL;
  g_autofree char *path = NULL;

  fill_register (place->store);
  path = export (place, place->store, "first.xml");
  report = import (other, path, TRUE);
  g_assert_false (report->done);
  g_assert_cmpuint (report->counts[NW_IMPORT_NEW], >, 90);
  g_assert_cmpint (nw_store_count (other, &nw_vendor), ==, 0);
}

/* A register that was begun by itself: same codes, other uuids. */
static void
test_merge_by_code (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwStore) other = place_create (place, "other.nachweis");
  g_autoptr (NwImportReport) report = NULL;
  g_autoptr (NwRecord) organisation = add_record (place->store, &nw_organisation, "name", "Muster GmbH", NULL);
  g_autoptr (NwRecord) mine = add_record (other, &nw_organisation, "name", "Muster", NULL);
  g_autoptr (NwRecord) here = add_record (other, &nw_vendor, "code", "V-0001", "name", "Alt", "city", "Bonn", NULL);
  g_autoptr (NwRecord) vendor = add_record (place->store, &nw_vendor, "code", "V-0001", "name", "Neu", NULL);
  g_autoptr (NwRecord) contract = add_record (place->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autofree char *path = export (place, place->store, "first.xml");

  report = import (other, path, FALSE);
  g_assert_cmpuint (report->counts[NW_IMPORT_NEW], ==, 1);
  g_assert_cmpuint (report->counts[NW_IMPORT_CHANGED], ==, 2);
  g_assert_cmpstr (nw_record_get_title (here), ==, "Neu");
  g_assert_false (nw_value_is_set (nw_record_get (here, "city")));
  g_assert_cmpstr (nw_record_get_title (mine), ==, "Muster GmbH");
  g_assert_cmpint (nw_store_count (other, &nw_vendor), ==, 1);
}

static GError *
import_text (NwStore *store, Place *place, const char *text, NwImportReport **report)
{
  g_autofree char *path = place_path (place, "edited.xml");
  GError *error = NULL;

  write_file (path, text, -1);
  *report = nw_register_import (store, path, &test_reason, FALSE, NULL, &error);
  return error;
}

/* The text with one thing changed and a digest that fits. */
static char *
edit (const char *xml, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (xml, from, 2);
  g_autofree char *changed = g_strconcat (parts[0], to, parts[1], NULL);
  char *mark = strstr (changed, "<digest ");
  g_autoptr (GChecksum) sha256 = g_checksum_new (G_CHECKSUM_SHA256);

  g_assert_nonnull (parts[1]);
  g_checksum_update (sha256, (const guchar *) changed, mark - changed);
  g_checksum_update (sha256, (const guchar *) "</register>", -1);
  *mark = '\0';
  return g_strdup_printf ("%s<digest algorithm=\"sha256\">%s</digest></register>", changed, g_checksum_get_string (sha256));
}

static void
assert_refused (const char *xml, const char *from, const char *to, const char *field, const char *message)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *text = edit (xml, from, to);
  g_autoptr (NwImportReport) report = NULL;
  g_autoptr (GError) error = import_text (place->store, place, text, &report);
  g_autofree char *line = NULL;

  if (report == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (field);
      if (strstr (error->message, message) == NULL)
        g_error ("%s", error->message);
      return;
    }
  g_assert_no_error (error);
  g_assert_false (report->done);
  g_assert_cmpuint (report->counts[NW_IMPORT_REFUSED], ==, 1);
  for (guint i = 0; i < report->rows->len; i++)
    {
      const NwImportRow *row = report->rows->pdata[i];

      if (row->verdict != NW_IMPORT_REFUSED)
        continue;
      g_assert_cmpstr (row->field, ==, field);
      g_assert_cmpuint (row->line, >, 1);
      line = nw_import_row_describe (report, row);
      if (strstr (line, message) == NULL)
        g_error ("%s", line);
    }
  g_assert_nonnull (line);
  g_assert_cmpint (nw_store_count (place->store, &nw_vendor), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) a = add_record (place->store, &nw_vendor, "name", "Alpha", "tags", "x;y", NULL);
  g_autoptr (NwRecord) b = add_record (place->store, &nw_vendor, "name", "Beta", "last_review", "2026-01-01", "country", "DE", NULL);
  g_autoptr (NwRecord) c = add_record (place->store, &nw_contract, "vendor", "V-0001", "starts_on", "2026-01-01", "ends_on", "2026-12-31", NULL);
  g_autofree char *path = export (place, place->store, "good.xml");
  g_autofree char *xml = read_file (path);
  g_autofree char *uuid = nw_uuid_format (nw_record_get_uuid (a));
  g_autofree char *element = g_strdup_printf ("<vendor uuid=\"%s\">V-0001", uuid);
  g_autofree char *own = g_strdup_printf (" uuid=\"%s\">", uuid);

  assert_refused (xml, "<country>DE", "<country>XX", "country", "“XX” is not a country code");
  assert_refused (xml, "<ends-on>2026-12-31", "<ends-on>2025-12-31", "ends_on", "lies before");
  assert_refused (xml, element, "<vendor uuid=\"00000000-0000-4000-8000-000000000000\">V-0009", "uuid", "the document refers to this record");
  assert_refused (xml, "code=\"V-0002\"", "code=\"V-0001\"", NULL, "this code is taken");
  assert_refused (xml, own, " uuid=\"nonsense\">", NULL, "line ");
  assert_refused (xml, "<ends-on>2026-12-31", "<ends-on>2026-02-30", NULL, "does not follow its schema");
  assert_refused (xml, "<name>Alpha</name>", "", NULL, "does not follow its schema");
  assert_refused (xml, "<name>Alpha</name>", "<name>Alpha</name><!-- -->", NULL, "comment");
}

static void
test_digest_guards_import (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (NwRecord) a = add_record (place->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwStore) other = place_create (place, "other.nachweis");
  g_autoptr (NwImportReport) report = NULL;
  g_autofree char *path = export (place, place->store, "good.xml");
  g_autofree char *xml = read_file (path);
  g_autoptr (GError) error = NULL;

  memcpy (strstr (xml, "Alpha"), "Alphb", 5);
  error = import_text (other, place, xml, &report);
  g_assert_error (error, NW_ERROR, NW_ERROR_FAULT);
  g_assert_nonnull (strstr (error->message, "the content is not what was written"));
  g_assert_cmpint (nw_store_count (other, &nw_vendor), ==, 0);
}

/* What libxml2 makes of the document by its own C14N is the document. */
static void
test_canonical (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_autofree char *xml = NULL;
  xmlChar *canonical = NULL;
  xmlDocPtr document;

  fill_register (place->store);
  path = export (place, place->store, "good.xml");
  xml = read_file (path);
  document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_HUGE);
  g_assert_nonnull (document);
  g_assert_cmpint (xmlC14NDocDumpMemory (document, NULL, XML_C14N_1_0, NULL, TRUE, &canonical), ==, (int) strlen (xml));
  g_assert_cmpstr ((const char *) canonical, ==, xml);
  xmlFree (canonical);
  xmlFreeDoc (document);
}

static void
test_check (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NwCheck) check = NULL;
  g_autofree char *path = NULL;

  fill_register (place->store);
  path = export (place, place->store, "good.xml");
  check = nw_check_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (check->kind, ==, "register");
  g_assert_cmpstr (check->as_of, ==, "2026-11-22");
  g_assert_cmpint (check->records, >, 90);
  g_assert_cmpuint (strlen (check->history_head), ==, 64);
}

/* Written again by another program: other bytes, same content. */
static void
test_check_other_writer (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NwCheck) check = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  xmlDocPtr document;

  fill_register (place->store);
  path = export (place, place->store, "good.xml");
  document = xmlReadFile (path, NULL, XML_PARSE_HUGE);
  g_assert_cmpint (xmlSaveFile (path, document), >, 0);
  xmlFreeDoc (document);
  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "<?xml"));
  check = nw_check_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (check);
}

static void
test_naughty_strings (void)
{
  g_autofree char *path = find_shared ("samples/strings/blns.json");
  g_autoptr (Place) place = NULL;
  g_autoptr (NwStore) other = NULL;
  g_autoptr (JsonParser) json = json_parser_new ();
  g_autoptr (NwImportReport) report = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  JsonArray *strings;
  guint n = 0;

  if (path == NULL)
    return;
  place = place_new ();
  other = place_create (place, "other.nachweis");
  json_parser_load_from_file (json, path, NULL);
  strings = json_node_get_array (json_parser_get_root (json));
  for (guint i = 0; i < json_array_get_length (strings); i++)
    {
      const char *text = json_array_get_string_element (strings, i);
      g_autoptr (NwRecord) record = NULL;
      g_autofree char *name = NULL; /* blanks alone are none */

      if (*text == '\0' || !nw_text_check (text, strlen (text), NULL))
        continue;
      name = g_strconcat ("x", strpbrk (text, "\r\n") == NULL ? text : NULL, NULL);
      record = add_record (place->store, &nw_vendor, "name", name, "remarks", text, NULL);
      n++;
    }
  g_assert_cmpuint (n, >, 400);
  first = export (place, place->store, "first.xml");
  report = import (other, first, FALSE);
  second = export (place, other, "second.xml");
  assert_same (first, second);
}

static void
test_schema_is_valid (void)
{
  for (NwXsd xsd = 0; xsd < NW_N_XSDS; xsd++)
    {
      g_autofree char *text = nw_xsd_generate (xsd, TRUE);
      xmlSchemaParserCtxtPtr reader = xmlSchemaNewMemParserCtxt (text, (int) strlen (text));
      xmlSchemaPtr schema = xmlSchemaParse (reader);

      g_assert_nonnull (schema);
      xmlSchemaFree (schema);
      xmlSchemaFreeParserCtxt (reader);
    }
}

/* German texts are there only where the translation was built. */
static char *
without_german (const char *xsd)
{
  g_autoptr (GRegex) regex = g_regex_new ("<xs:documentation xml:lang=\"de\">[^<]*</xs:documentation>", 0, 0, NULL);

  return g_regex_replace_literal (regex, xsd, -1, 0, "", 0, NULL);
}

static void
test_schema_is_shipped (void)
{
  for (NwXsd xsd = 0; xsd < NW_N_XSDS; xsd++)
    {
      g_autofree char *path = g_build_filename (SOURCE_DIR, "data", "schema", nw_xsd_file_name (xsd), NULL);
      g_autofree char *shipped = read_file (path);
      g_autofree char *made = nw_xsd_generate (xsd, TRUE);
      gboolean german = strcmp (nw_german ("Vendor"), "Vendor") != 0;
      g_autofree char *a = german ? g_strdup (shipped) : without_german (shipped);
      g_autofree char *b = german ? g_strdup (made) : without_german (made);

      if (strcmp (a, b) != 0)
        g_error ("%s differs from the tables: write it again with “schema --format xsd”", path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/round-trip", test_round_trip);
  g_test_add_func ("/register/dry-run", test_dry_run);
  g_test_add_func ("/register/merge-by-code", test_merge_by_code);
  g_test_add_func ("/register/refused", test_refused);
  g_test_add_func ("/register/digest-guards-import", test_digest_guards_import);
  g_test_add_func ("/register/canonical", test_canonical);
  g_test_add_func ("/register/check", test_check);
  g_test_add_func ("/register/check-other-writer", test_check_other_writer);
  g_test_add_func ("/register/naughty-strings", test_naughty_strings);
  g_test_add_func ("/register/schema-is-valid", test_schema_is_valid);
  g_test_add_func ("/register/schema-is-shipped", test_schema_is_shipped);
  return g_test_run ();
}
