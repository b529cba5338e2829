/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Batches, readers and copies of one open register. */

static const NwReason importing = { NW_ENTRY_IMPORT, "Anna Test", "import" };

static void
begin (Register *r)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_store_begin (r->store, &error));
  g_assert_no_error (error);
}

static void
add (Register *r, gint64 id, const NwEntity *entity, const guint8 *uuid, guint field, const NwValue *value, const char *name, const char *text)
{
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create_as (change, entity, uuid, id);
  const NwValue none = NW_VALUE_NONE;
  g_autoptr (GError) error = NULL;

  set_text (r->store, row, NULL, name, text);
  if (value != NULL)
    nw_change_row_set (row, field, &none, value);
  nw_store_commit (r->store, change, &importing, &error);
  g_assert_no_error (error);
}

/* A service may come before the vendor that it names. */
static void
test_forward (Register *r, gconstpointer unused)
{
  static const guint8 uuid[16] = "0123456789abcde";
  g_autoptr (GError) error = NULL;
  g_autoptr (NwRecord) service = NULL;
  gint64 vendor, id;
  NwValue reference;

  begin (r);
  vendor = nw_store_reserve_id (r->store, &nw_vendor, uuid);
  id = nw_store_reserve_id (r->store, &nw_service, NULL);
  reference = nw_value_number (vendor);
  add (r, id, &nw_service, NULL, field_of (&nw_service, "vendor"), &reference, "name", "Mail");
  add (r, vendor, &nw_vendor, uuid, 0, NULL, "name", "Alpha");
  g_assert_true (nw_store_end (r->store, &error));
  g_assert_no_error (error);
  service = nw_store_find (r->store, &nw_service, "S-0001", NULL);
  assert_text (r->store, service, "vendor", "V-0001");
  g_assert_cmpint (nw_store_find_uuid (r->store, &nw_vendor, uuid), ==, vendor);
  register_reopen (r);
  assert_sound (r->store);
}

/* What was promised but never came stops the whole batch. */
static void
test_forward_missing (Register *r, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  NwValue reference;

  begin (r);
  reference = nw_value_number (nw_store_reserve_id (r->store, &nw_vendor, NULL));
  add (r, nw_store_reserve_id (r->store, &nw_service, NULL), &nw_service, NULL, field_of (&nw_service, "vendor"), &reference, "name", "Mail");
  g_assert_false (nw_store_end (r->store, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "FOREIGN KEY");
  g_assert_cmpint (nw_store_count (r->store, &nw_service), ==, 0);
  assert_sound (r->store);
  begin (r);
  nw_store_cancel (r->store);
}

/* Nothing remains of a cancelled batch: not in the file, not in live records. */
static void
test_cancel (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) before = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  g_autofree char *head = nw_store_head (r->store, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr (NwRecord) inside = NULL;
  g_autoptr (GError) error = NULL;

  begin (r);
  edit_good (r->store, before, "city", "Köln");
  g_clear_object (&before);
  g_assert_null (nw_store_verify (r->store, NULL, NULL, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_BUSY, "not finished");
  inside = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  assert_text (r->store, inside, "city", "Köln");
  add (r, nw_store_reserve_id (r->store, &nw_vendor, NULL), &nw_vendor, NULL, 0, NULL, "name", "Beta");
  nw_store_cancel (r->store);
  after = nw_store_head (r->store, NULL, NULL);
  g_assert_cmpstr (after, ==, head);
  assert_text (r->store, inside, "city", "Bonn");
  g_assert_cmpint (nw_record_get_revision (inside), ==, 1);
  g_assert_cmpint (nw_store_count (r->store, &nw_vendor), ==, 1);
  edit_good (r->store, inside, "city", "Ulm");
  assert_sound (r->store);
}

/* After a refused commit the batch cannot be ended, only cancelled. */
static void
test_refused_batch (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  begin (r);
  set_text (r->store, nw_change_edit (change, vendor), vendor, "city", "Bonn");
  set_text (r->store, nw_change_create (change, &nw_vendor, NULL), NULL, "city", "Ulm");
  g_assert_false (commit (r->store, change, &error));
  assert_invalid (&error, "field name");
  g_assert_false (edit (r->store, vendor, "city", "Jena", &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "begin again");
  g_assert_false (nw_store_end (r->store, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "begin again");
  assert_text (r->store, vendor, "city", "");
  assert_sound (r->store);
  edit_good (r->store, vendor, "city", "Jena");
}

static void
count_cb (NwStore *store, NwChange *change, guint *counts)
{
  counts[change != NULL]++;
}

static void
test_signal (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  guint counts[2] = { 0 };
  g_autoptr (GError) error = NULL;

  g_signal_connect (r->store, "committed", G_CALLBACK (count_cb), counts);
  edit_good (r->store, vendor, "city", "Bonn");
  g_assert_cmpuint (counts[1], ==, 1);
  edit_good (r->store, vendor, "city", "Bonn"); /* changes nothing */
  g_assert_cmpuint (counts[1], ==, 1);
  begin (r);
  edit_good (r->store, vendor, "city", "Ulm");
  g_assert_cmpuint (counts[0] + counts[1], ==, 1);
  assert_text (r->store, vendor, "city", "Bonn");
  g_assert_true (nw_store_end (r->store, &error));
  g_assert_cmpuint (counts[0], ==, 1);
  assert_text (r->store, vendor, "city", "Ulm");
}

static void
test_read_only (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a", 1);
  g_auto (NwFile) file = { 0 };
  const NwReason reason = { NW_ENTRY_ERASURE, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_clear_object (&vendor);
  register_close (r);
  r->store = nw_store_open (r->path, NW_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  g_assert_false (edit (r->store, vendor, "city", "Ulm", &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "reading only");
  g_assert_false (nw_store_begin (r->store, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "reading only");
  g_assert_false (nw_store_put_bytes (r->store, bytes, "a", &file, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "reading only");
  g_assert_false (nw_store_erase (r->store, vendor, field_of (&nw_vendor, "city"), &reason, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "reading only");
  assert_text (r->store, vendor, "city", "Bonn");
  assert_sound (r->store);
}

/* A snapshot stays in its moment and holds nobody up. */
static void
test_snapshot (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) snapshot = nw_store_snapshot (r->store, &error);
  g_autoptr (NwCursor) cursor = NULL;
  g_autoptr (NwRecord) then = NULL;
  gboolean row;

  g_assert_no_error (error);
  cursor = nw_store_cursor (snapshot, &nw_vendor, NW_CURSOR_DEFAULT, &error);
  g_assert_true (nw_cursor_next (cursor, &row, &error) && row);
  edit_good (r->store, vendor, "city", "Ulm");
  g_assert_cmpstr (nw_row_text (nw_cursor_row (cursor), "city"), ==, "Bonn");
  then = nw_store_find (snapshot, &nw_vendor, "V-0001", NULL);
  assert_text (snapshot, then, "city", "Bonn");
  assert_text (r->store, vendor, "city", "Ulm");
  g_assert_false (edit (snapshot, then, "city", "Jena", &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, "reading only");
  g_assert_cmpint (nw_store_get_day (snapshot), ==, nw_store_get_day (r->store));
  g_assert_cmpint (nw_row_number (nw_cursor_row (cursor), "impact"), ==, NW_UNKNOWN);
}

static gpointer
verify_thread (gpointer snapshot)
{
  return verdict_text (snapshot, NULL);
}

/* In another thread, while this one goes on editing. */
static void
test_snapshot_thread (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwStore) snapshot = nw_store_snapshot (r->store, NULL);
  GThread *thread = g_thread_new ("verify", verify_thread, snapshot);
  g_autofree char *faults = NULL;

  for (guint i = 0; i < 20; i++)
    edit_good (r->store, vendor, "city", i % 2 ? "Bonn" : "Ulm");
  faults = g_thread_join (thread);
  g_assert_cmpstr (faults, ==, "");
  assert_sound (r->store);
}

static void
test_backup (Register *r, gconstpointer unused)
{
  g_autofree char *path = register_file (r, "copy.nachweis");
  g_autoptr (NwRecord) evidence = generate_full (r->store, &nw_evidence);
  g_autofree char *head = nw_store_head (r->store, NULL, NULL);
  g_autofree char *first = NULL, *second = NULL, *copied = NULL;
  g_autoptr (NwStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_store_backup (r->store, path, &error));
  g_assert_no_error (error);
  g_assert_false (nw_store_backup (r->store, path, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_EXISTS, "copy.nachweis");
  copy = nw_store_open (path, NW_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  copied = nw_store_head (copy, NULL, NULL);
  g_assert_cmpstr (copied, ==, head);
  assert_sound (copy);
  g_assert_finalize_object (g_steal_pointer (&copy));
  g_clear_object (&evidence);
  register_close (r);
  first = raw_dump (r->path);
  second = raw_dump (path);
  g_assert_cmpstr (first, ==, second);
}

/* Several entries make one batch when it is long; each row stays in one. */
static void
test_long_batch (Register *r, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwChange) change = nw_change_new ();
  gint64 seq;

  for (guint i = 0; i < 21000; i++)
    {
      NwChangeRow *row = nw_change_create (change, &nw_holiday, NULL);

      set_text (r->store, row, NULL, "date", "2026-01-01");
    }
  nw_store_commit (r->store, change, &importing, &error);
  g_assert_no_error (error);
  g_free (nw_store_head (r->store, &seq, NULL));
  g_assert_cmpint (seq, ==, 3);
  g_assert_cmpint (nw_store_count (r->store, &nw_holiday), ==, 21000);
  assert_sound (r->store);
}

/* Umlauts however they are typed; nothing typed is a query language. */
static void
test_search (Register *r, gconstpointer unused)
{
  static const struct { const char *words; guint hits; } rows[] = {
    { "müller", 1 }, { "Muller", 1 }, { "MUELLER", 1 }, { "mül", 1 }, { "strasse", 1 }, { "Straße", 1 }, { "müller bonn", 0 },
    { "müller stras", 1 }, { "ler", 0 }, { "V-0001", 1 }, { "\"", 0 }, { "a OR b", 0 }, { "name:x", 0 }, { "*", 0 }, { "", 0 }, { "   ", 0 }, { "(", 0 },
  };
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Müller & Söhne", "street", "Lange Straße 1", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) hits = nw_store_search (r->store, rows[i].words, NULL, 0, &error);

      g_assert_no_error (error);
      if (hits->len != rows[i].hits)
        g_error ("“%s” is found %u times", rows[i].words, hits->len);
    }
  g_assert_true (mark (r->store, vendor, NW_MARK_DELETE, &error));
  g_autoptr (GArray) gone = nw_store_search (r->store, "müller", NULL, 0, &error);
  g_assert_cmpuint (gone->len, ==, 0);
  assert_sound (r->store);
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/store/forward", test_forward);
  REGISTER ("/store/forward-missing", test_forward_missing);
  REGISTER ("/store/cancel", test_cancel);
  REGISTER ("/store/refused-batch", test_refused_batch);
  REGISTER ("/store/signal", test_signal);
  REGISTER ("/store/read-only", test_read_only);
  REGISTER ("/store/snapshot", test_snapshot);
  REGISTER ("/store/snapshot-thread", test_snapshot_thread);
  REGISTER ("/store/backup", test_backup);
  REGISTER ("/store/long-batch", test_long_batch);
  REGISTER ("/store/search", test_search);
  return g_test_run ();
}
