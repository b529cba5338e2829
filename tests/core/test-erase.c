/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Erasure: a value becomes unknowable, and the chain stays whole. */

static const NwReason erasing = { NW_ENTRY_ERASURE, "Anna Test", "Art. 17" };

/* A word that nothing else holds, nor a word that the index would shorten it by. */
static const char *const names[] = { "Zxqvorn", "Wjyphid", "Kbfthum" };

/* Occurrences of the middle of every name in the file, in any case. */
static guint
occurrences (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  guint found = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize i = 0; i < size; i++)
    bytes[i] = g_ascii_tolower (bytes[i]);
  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autofree char *part = g_strdup (names[n] + 1);
      const char *at = bytes;

      part[5] = '\0';
      while ((at = memmem (at, size - (gsize) (at - bytes), part, 5)) != NULL)
        {
          found++;
          at++;
        }
    }
  return found;
}

static guint
hits (Register *r, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = nw_store_search (r->store, word, NULL, 0, &error);

  g_assert_no_error (error);
  return found->len;
}

static void
erase (Register *r, NwRecord *record, const char *field)
{
  g_autoptr (GError) error = NULL;

  nw_store_erase (r->store, record, field_of (nw_record_get_entity (record), field), &erasing, &error);
  g_assert_no_error (error);
  g_assert_false (nw_value_is_set (nw_record_get (record, field)));
}

/* Three names one after the other, among other edits. */
static NwRecord *
fill (Register *r)
{
  NwRecord *record = make (r->store, &nw_vendor, "name", "Alpha", "contact_name", names[0], "city", "Bonn", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_vendor, "name", "Beta", NULL);

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      edit_good (r->store, record, "contact_name", names[i]);
      edit_good (r->store, other, "city", names[i][0] == 'W' ? "Ulm" : "Jena");
    }
  return record;
}

static void
count_cb (const NwHistoryLine *line, gpointer data)
{
  guint *counts = data;

  if (strcmp (line->field, "contact_name") != 0)
    return;
  counts[line->erased]++;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    counts[2] += g_strcmp0 (line->before, names[i]) == 0 || g_strcmp0 (line->after, names[i]) == 0;
}

static void
test_gone (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = fill (r);
  g_autofree char *backup = register_file (r, "backup.nachweis");
  g_autoptr (GError) error = NULL;
  guint counts[3] = { 0 };

  g_assert_cmpuint (hits (r, names[2]), ==, 1);
  g_assert_cmpuint (occurrences (r->path), >=, 4);
  erase (r, record, "contact_name");
  assert_sound (r->store);
  g_assert_cmpuint (hits (r, names[2]), ==, 0);
  g_assert_cmpuint (hits (r, "Bonn"), ==, 1);
  g_assert_true (nw_store_history (r->store, &nw_vendor, nw_record_get_uuid (record), G_MININT64, G_MAXINT64, count_cb, counts, &error));
  g_assert_cmpuint (counts[1], ==, 6); /* three values, and their three erasures */
  g_assert_cmpuint (counts[0] + counts[2], ==, 0);
  g_assert_true (nw_store_backup (r->store, backup, &error));
  g_clear_object (&record);
  register_close (r);
  g_assert_cmpuint (occurrences (r->path), ==, 0);
  g_assert_cmpuint (occurrences (backup), ==, 0);
  register_reopen (r);
  assert_sound (r->store);
}

/* Who erases what was never there, or again, or after a new value. */
static void
test_again (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = fill (r);

  erase (r, record, "street");
  assert_sound (r->store);
  erase (r, record, "contact_name");
  erase (r, record, "contact_name");
  assert_sound (r->store);
  edit_good (r->store, record, "contact_name", "Wjyphid");
  assert_sound (r->store);
  erase (r, record, "contact_name");
  assert_sound (r->store);
  edit_good (r->store, record, "city", "Ulm");
  register_reopen (r);
  assert_sound (r->store);
}

static void
test_references (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) person = make (r->store, &nw_person, "name", "P", NULL);
  g_autoptr (NwRecord) risk = make (r->store, &nw_risk, "title", "R", "owner", "P-0001", NULL);
  g_autoptr (GError) error = NULL;

  erase (r, risk, "owner");
  assert_sound (r->store);
  g_assert_true (mark (r->store, person, NW_MARK_DELETE, &error));
  edit_good (r->store, person, "phone", "Zxqvorn");
  erase (r, person, "phone");
  assert_sound (r->store);
}

static void
test_refused (Register *r, gconstpointer unused)
{
  static const struct { const NwEntity *entity; const char *field; } rows[] = {
    { &nw_holiday, "name_de" }, { &nw_requirement, "title_en" }, { &nw_vendor, "name" }, { &nw_vendor, "code" },
    { &nw_vendor, "tier" }, { &nw_risk, "vendors" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NwRecord) record = generate_required (r->store, rows[i].entity);
      g_autoptr (GError) error = NULL;

      g_assert_false (nw_store_erase (r->store, record, field_of (rows[i].entity, rows[i].field), &erasing, &error));
      assert_invalid (&error, "cannot be erased");
    }
  assert_sound (r->store);
}

/* Inside a batch it would be half done if the batch were cancelled. */
static void
test_batch (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = fill (r);
  g_autoptr (GError) error = NULL;

  g_assert_true (nw_store_begin (r->store, &error));
  g_assert_false (nw_store_erase (r->store, record, field_of (&nw_vendor, "city"), &erasing, &error));
  assert_message (&error, NW_DB_ERROR, NW_DB_ERROR_BUSY, "not finished");
  nw_store_cancel (r->store);
  assert_text (r->store, record, "city", "Bonn");
  assert_sound (r->store);
}

/* What is computed from the value follows. */
static void
test_computed (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) evidence = make (r->store, &nw_evidence, "title", "E", "valid_until", "2026-12-31", NULL);

  assert_text (r->store, evidence, "state", "valid");
  erase (r, evidence, "valid_until");
  assert_text (r->store, evidence, "state", "no_period");
  assert_sound (r->store);
}

/* Openings that went without an erasure, and erasures of nothing, are faults. */
static void
test_forged (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = fill (r);
  g_autofree char *faults = NULL;

  erase (r, record, "contact_name");
  g_clear_object (&record);
  register_close (r);
  raw (r->path, "DELETE FROM log_opening WHERE value = CAST ('Bonn' AS BLOB)");
  register_reopen (r);
  faults = verdict_text (r->store, NULL);
  g_assert_nonnull (strstr (faults, "no later entry erases it"));
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/erase/gone", test_gone);
  REGISTER ("/erase/again", test_again);
  REGISTER ("/erase/references", test_references);
  REGISTER ("/erase/refused", test_refused);
  REGISTER ("/erase/batch", test_batch);
  REGISTER ("/erase/computed", test_computed);
  REGISTER ("/erase/forged", test_forged);
  return g_test_run ();
}
