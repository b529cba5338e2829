/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <stdlib.h>
#include <string.h>

/* Two programs and one register. The other program is this test, started
 * again with what it is to do. */

static char *program;

static GSubprocess *
start (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return child;
}

static void
finish (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

/* Lets the other program set one field of V-0001 or V-0002. */
static void
other_sets (Register *r, const char *code, const char *field, const char *text)
{
  const char *arguments[] = { program, "--set", r->path, code, field, text, NULL };
  g_autoptr (GSubprocess) child = start (arguments);

  finish (child);
}

static NwStore *
open_other (const char *path)
{
  g_autoptr (GError) error = NULL;
  NwStore *store = nw_store_open (path, NW_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

static int
do_set (char **argv)
{
  g_autoptr (NwStore) store = open_other (argv[2]);
  g_autoptr (NwRecord) record = nw_store_find (store, &nw_vendor, argv[3], NULL);

  edit_good (store, record, argv[4], argv[5]);
  return 0;
}

/* Adds one @count times, each time to what is there then. */
static int
do_count (char **argv)
{
  g_autoptr (NwStore) store = open_other (argv[2]);
  g_autoptr (NwRecord) record = nw_store_find (store, &nw_training, "TR-0001", NULL);

  for (int left = atoi (argv[3]); left > 0;)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, nw_value_get_number (nw_record_get (record, "due_persons")) + 1);
      g_autoptr (GError) error = NULL;

      if (edit (store, record, "due_persons", text, &error))
        left--;
      else if (g_error_matches (error, NW_DB_ERROR, NW_DB_ERROR_STALE))
        nw_store_refresh (store);
      else
        g_error ("%s", error->message);
    }
  return 0;
}

static int
do_erase (char **argv)
{
  const NwReason reason = { NW_ENTRY_ERASURE, "Bert", NULL };
  g_autoptr (NwStore) store = open_other (argv[2]);
  g_autoptr (NwRecord) record = nw_store_find (store, &nw_vendor, argv[3], NULL);
  g_autoptr (GError) error = NULL;

  nw_store_erase (store, record, field_of (&nw_vendor, argv[4]), &reason, &error);
  g_assert_no_error (error);
  return 0;
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_stale (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make (r->store, &nw_vendor, "name", "Alpha", "city", "Bonn", NULL);
  g_autoptr (GError) error = NULL;
  guint notified = 0;

  g_signal_connect (record, "notify::city", G_CALLBACK (count_cb), &notified);
  other_sets (r, "V-0001", "city", "Ulm");
  g_assert_false (edit (r->store, record, "street", "Weg 1", &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_STALE, "V-0001 was changed by somebody else");
  g_assert_cmpuint (notified, ==, 0);
  g_assert_true (nw_store_refresh (r->store));
  g_assert_cmpuint (notified, ==, 1);
  assert_text (r->store, record, "city", "Ulm");
  g_assert_false (nw_store_refresh (r->store));
  edit_good (r->store, record, "street", "Weg 1");
  assert_sound (r->store);
}

/* An own commit must not hide that another one came before it. */
static void
test_refresh_after_own (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) second = make (r->store, &nw_vendor, "name", "Beta", NULL);
  guint committed = 0;

  g_signal_connect (r->store, "committed", G_CALLBACK (count_cb), &committed);
  other_sets (r, "V-0001", "city", "Ulm");
  edit_good (r->store, second, "city", "Bonn");
  g_assert_cmpuint (committed, ==, 1);
  g_assert_true (nw_store_refresh (r->store));
  g_assert_cmpuint (committed, ==, 2);
  assert_text (r->store, first, "city", "Ulm");
  assert_sound (r->store);
  g_signal_handlers_disconnect_by_data (r->store, &committed);
}

/* A code that was given away meanwhile: the next one is found. */
static void
test_renamed (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) service = make (r->store, &nw_service, "name", "Mail", "vendor", "V-0001", NULL);

  other_sets (r, "V-0001", "code", "ALPHA");
  g_assert_true (nw_store_refresh (r->store));
  assert_text (r->store, service, "vendor", "ALPHA");
  assert_text (r->store, vendor, "code", "ALPHA");
  assert_sound (r->store);
}

static void
test_erase_stale (Register *r, gconstpointer unused)
{
  const NwReason reason = { NW_ENTRY_ERASURE, "Anna Test", NULL };
  g_autoptr (NwRecord) record = make (r->store, &nw_vendor, "name", "Alpha", "contact_name", "Eva", NULL);
  g_autoptr (GError) error = NULL;

  other_sets (r, "V-0001", "contact_name", "Ida");
  g_assert_false (nw_store_erase (r->store, record, field_of (&nw_vendor, "contact_name"), &reason, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_STALE, "V-0001");
  assert_sound (r->store);
  nw_store_refresh (r->store);
  assert_text (r->store, record, "contact_name", "Ida");
}

/* What another program erased is gone from live records and cannot be undone. */
static void
test_erased_elsewhere (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) record = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  const char *arguments[] = { program, "--erase", r->path, "V-0001", "contact_name", NULL };
  g_autoptr (GSubprocess) child = NULL;
  NwChange *change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  set_text (r->store, nw_change_edit (change, record), record, "contact_name", "Eva");
  g_assert_true (nw_journal_commit (journal, change, "Contact", &error));
  child = start (arguments);
  finish (child);
  nw_store_refresh (r->store);
  assert_text (r->store, record, "contact_name", "");
  g_assert_false (nw_journal_undo (journal, &error));
  assert_invalid (&error, "cannot be undone any more");
  assert_sound (r->store);
}

/* Undo of a step whose record another program has moved on elsewhere. */
static void
test_undo_unrefreshed (Register *r, gconstpointer unused)
{
  g_autoptr (NwJournal) journal = nw_journal_new (r->store);
  g_autoptr (NwRecord) record = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  NwChange *change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  set_text (r->store, nw_change_edit (change, record), record, "city", "Bonn");
  g_assert_true (nw_journal_commit (journal, change, "City", &error));
  other_sets (r, "V-0001", "street", "Weg 1");
  g_assert_false (nw_journal_undo (journal, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_STALE, "V-0001");
  nw_store_refresh (r->store);
  g_assert_true (nw_journal_undo (journal, &error));
  assert_text (r->store, record, "city", "");
  assert_text (r->store, record, "street", "Weg 1");
}

/* Two programs, a hundred edits each, of the same field: none is lost. */
static void
test_no_lost_update (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make (r->store, &nw_training, "topic", "T", "due_persons", "0", NULL);
  const char *arguments[] = { program, "--count", r->path, "100", NULL };
  g_autoptr (GSubprocess) first = start (arguments);
  g_autoptr (GSubprocess) second = start (arguments);

  finish (first);
  finish (second);
  nw_store_refresh (r->store);
  assert_text (r->store, record, "due_persons", "200");
  g_assert_cmpint (nw_record_get_revision (record), ==, 201);
  assert_sound (r->store);
}

/* Verify while another program edits finds nothing that is not there. */
static void
test_verify_meanwhile (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make (r->store, &nw_training, "topic", "T", "due_persons", "0", NULL);
  const char *arguments[] = { program, "--count", r->path, "60", NULL };
  g_autoptr (GSubprocess) child = start (arguments);
  guint looks = 0;

  for (gint64 number = 0; number < 60; looks++)
    {
      assert_sound (r->store);
      nw_store_refresh (r->store);
      number = nw_value_get_number (nw_record_get (record, "due_persons"));
    }
  finish (child);
  assert_sound (r->store);
  g_test_message ("looked %u times", looks);
}

int
main (int argc, char **argv)
{
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (argc > 1 && strcmp (argv[1], "--set") == 0)
    return do_set (argv);
  if (argc > 1 && strcmp (argv[1], "--count") == 0)
    return do_count (argv);
  if (argc > 1 && strcmp (argv[1], "--erase") == 0)
    return do_erase (argv);

  core_init (&argc, &argv);
  REGISTER ("/processes/stale", test_stale);
  REGISTER ("/processes/refresh-after-own", test_refresh_after_own);
  REGISTER ("/processes/renamed", test_renamed);
  REGISTER ("/processes/erase-stale", test_erase_stale);
  REGISTER ("/processes/erased-elsewhere", test_erased_elsewhere);
  REGISTER ("/processes/undo-unrefreshed", test_undo_unrefreshed);
  REGISTER ("/processes/no-lost-update", test_no_lost_update);
  REGISTER ("/processes/verify-meanwhile", test_verify_meanwhile);
  return g_test_run ();
}
