/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"
#include "nw-sql.h"

#include <string.h>

/* Registers are out there: the tables of a version that was given away are
 * frozen. What the program generates for it must be what it was. Until the
 * first release, NACHWEIS_FREEZE=1 writes the file anew. */

static char *
generated (guint version)
{
  g_auto (GStrv) schema = nw_sql_schema (version);
  g_autofree char *joined = g_strjoinv (";\n\n", schema);

  return g_strconcat (joined, ";\n", NULL);
}

static char *
frozen_path (guint version)
{
  return g_strdup_printf ("%s/schema-%u.sql", SCHEMA_DIR, version);
}

static void
test_frozen (void)
{
  for (guint version = 1; version <= NW_SCHEMA_VERSION; version++)
    {
      g_autofree char *path = frozen_path (version);
      g_autofree char *now = generated (version);
      g_autofree char *frozen = NULL;
      g_autoptr (GError) error = NULL;
      gsize same = 0;

      if (g_getenv ("NACHWEIS_FREEZE") != NULL)
        g_assert_true (g_file_set_contents (path, now, -1, NULL));
      g_file_get_contents (path, &frozen, NULL, &error);
      g_assert_no_error (error);
      while (now[same] != '\0' && now[same] == frozen[same])
        same++;
      if (strcmp (now, frozen) != 0)
        g_error ("%s differs from “%.60s”", path, now + same);
    }
}

/* A new register holds these statements and no other. */
static void
test_written (Register *r, gconstpointer unused)
{
  g_auto (GStrv) schema = nw_sql_schema (NW_SCHEMA_VERSION);
  g_autofree char *version = NULL, *count = NULL;

  register_close (r);
  version = raw_ask (r->path, "PRAGMA user_version");
  count = raw_ask (r->path, "SELECT count (*) FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\__%' ESCAPE '\\'");
  g_assert_cmpint (g_ascii_strtoll (version, NULL, 10), ==, NW_SCHEMA_VERSION);
  g_assert_cmpint (g_ascii_strtoll (count, NULL, 10), ==, g_strv_length (schema));
  for (guint i = 0; schema[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (schema[i], "'", -1);
      g_autofree char *quoted = g_strjoinv ("''", parts);
      g_autofree char *sql = g_strconcat ("SELECT count (*) FROM sqlite_schema WHERE sql = '", quoted, "'", NULL);
      g_autofree char *found = raw_ask (r->path, sql);

      if (strcmp (found, "1") != 0)
        g_error ("not in the file: %s", schema[i]);
    }
}

/* Nothing that runs by itself may live in a file that others write. */
static void
test_plain (void)
{
  g_auto (GStrv) schema = nw_sql_schema (NW_SCHEMA_VERSION);

  for (guint i = 0; schema[i] != NULL; i++)
    {
      g_assert_false (g_str_has_prefix (schema[i], "CREATE TRIGGER") || g_str_has_prefix (schema[i], "CREATE VIEW"));
      if (g_str_has_prefix (schema[i], "CREATE TABLE"))
        g_assert_true (strstr (schema[i], ") STRICT") != NULL && strstr (schema[i], "GENERATED") == NULL);
    }
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/schema/frozen", test_frozen);
  g_test_add_func ("/schema/plain", test_plain);
  REGISTER ("/schema/written", test_written);
  return g_test_run ();
}
