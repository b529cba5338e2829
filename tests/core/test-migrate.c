/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-core.h"

#include "db/nw-store-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* The frame of every migration, tried on the current version: what it makes
 * must be the same register, and whatever fails must leave the old file. */

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  const NwInitOptions options = { .sample = TRUE, .iso27001 = TRUE, .dsgvo = TRUE, .nist_csf = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = NULL;

  f->folder = g_dir_make_tmp ("nachweis-migrate-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "r.nachweis", NULL);
  store = nw_register_init (f->path, &options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static char *
hash_of (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

static guint
n_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
export_masked (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_store_open (f->path, NW_STORE_DEFAULT, &error);
  g_autofree char *path = g_build_filename (f->folder, "out.xml", NULL);
  g_autofree char *xml = NULL;
  gint64 n;

  g_assert_no_error (error);
  g_assert_true (nw_register_export (store, path, &n, &error));
  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  g_unlink (path);
  return nw_register_mask_history (xml);
}

static void
test_same (Fixture *f, gconstpointer unused)
{
  g_autofree char *before = hash_of (f->path), *content = export_masked (f);
  g_autofree char *kept = NULL, *kept_hash = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwVerdict) verdict = NULL;
  g_autoptr (GArray) hits = NULL;

  g_assert_true (nw_migrate (f->path, NW_SCHEMA_VERSION, &kept, &error));
  g_assert_no_error (error);
  kept_hash = hash_of (kept);
  g_assert_cmpstr (kept_hash, ==, before);
  after = export_masked (f);
  g_assert_true (strcmp (after, content) == 0);

  store = nw_store_open (f->path, NW_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  verdict = nw_store_verify (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verdict->faults->len, ==, 0);
  hits = nw_store_search (store, "Wendelhorst", NULL, 10, &error);
  g_assert_cmpuint (hits->len, >, 0);
}

static void
test_twice (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL;

  g_assert_true (nw_migrate (f->path, NW_SCHEMA_VERSION, &first, &error));
  g_assert_true (nw_migrate (f->path, NW_SCHEMA_VERSION, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
}

/* One byte of a history entry: the copy must not become the register. */
static void
test_not_whole (Fixture *f, gconstpointer unused)
{
  static const char wanted[] = "NWH1:entry";
  g_autofree char *data = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *found;

  g_assert_true (g_file_get_contents (f->path, &data, &length, NULL));
  found = memmem (data, length, wanted, sizeof wanted);
  g_assert_nonnull (found);
  found[40] ^= 1;
  g_assert_true (g_file_set_contents_full (f->path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  before = hash_of (f->path);

  g_assert_false (nw_migrate (f->path, NW_SCHEMA_VERSION, NULL, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_DAMAGED);
  after = hash_of (f->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (n_files (f), ==, 1);
}

static void
test_missing (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->folder, "none.nachweis", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nw_migrate (path, NW_SCHEMA_VERSION, NULL, &error));
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_MISSING);
  g_assert_cmpuint (n_files (f), ==, 1);
}

/* A register that already carries the older version's own schema text. */
static void
test_frozen (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "db", "schema-1.nachweis", NULL);
  g_autofree char *folder = g_dir_make_tmp ("nachweis-frozen-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "r.nachweis", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwVerdict) verdict = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  g_assert_true (g_file_set_contents_full (copy, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error));
  store = nw_store_open (copy, NW_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  verdict = nw_store_verify (store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verdict->faults->len, ==, 0);
  g_assert_cmpint (nw_store_count (store, &nw_vendor), ==, 1);
  g_clear_object (&store);
  g_unlink (copy);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  nw_language_init ("en");
#define CASE(name, function) g_test_add ("/migrate/" name, Fixture, NULL, set_up, function, tear_down)
  CASE ("same", test_same);
  CASE ("twice", test_twice);
  CASE ("not-whole", test_not_whole);
  CASE ("missing", test_missing);
  g_test_add_func ("/migrate/frozen", test_frozen);
  return g_test_run ();
}
