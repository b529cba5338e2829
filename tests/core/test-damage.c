/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Single bytes changed anywhere in the file: each change must be refused when
 * the register is opened, or be found by verify, or change no content. FTS5
 * checks the search index, which is made of the content, by one XOR over its
 * entries; about one change in a thousand leaves that as it was, and then a
 * search may find too little. Such changes are counted apart and must stay few. */

typedef struct
{
  char *bytes;
  gsize size;
  char *dump, *content, *found;
} Good;

typedef enum
{
  REFUSED,
  FOUND,
  UNUSED,
  SEARCH,
  MISSED,
  N_OUTCOMES,
} Outcome;

static void
good_clear (Good *self)
{
  g_free (self->bytes);
  g_free (self->dump);
  g_free (self->content);
  g_free (self->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Good, good_clear)

/* Every value but those of the index that the search is made of. */
static char *
leave_index_out (const char *all)
{
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "search_"))
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Which records each beginning of a word finds, of the lengths that the index
 * treats differently. */
static char *
dump_found (const char *path)
{
  static const char *const sql =
      "WITH RECURSIVE lengths (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM lengths WHERE n < 5)"
      "SELECT starts.word, search.rowid FROM (SELECT DISTINCT substr (term, 1, n) AS word FROM words, lengths) AS starts"
      " JOIN search ON search.search MATCH '\"' || starts.word || '\"*' ORDER BY 1, 2";
  sqlite3 *handle = raw_open (path);
  g_autoptr (GString) out = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  sqlite3_exec (handle, "CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search, row)", NULL, NULL, NULL);
  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      g_string_append_printf (out, "%s %d\n", (const char *) sqlite3_column_text (stmt, 0), sqlite3_column_int (stmt, 1));
  g_string_append_printf (out, "%d\n", sqlite3_errcode (handle));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Something of every kind, so that every table has rows. */
static void
make_good (Register *r, Good *self)
{
  g_autoptr (GError) error = NULL;
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwRecord) record = generate_full (r->store, entities[i]);

      edit_good (r->store, record, "tags", "geändert");
    }
  assert_sound (r->store);
  register_close (r);
  self->dump = raw_dump (r->path);
  self->content = leave_index_out (self->dump);
  self->found = dump_found (r->path);
  g_assert_cmpuint (strlen (self->found), >, 1000);
  g_file_get_contents (r->path, &self->bytes, &self->size, &error);
  g_assert_no_error (error);
}

static Outcome
judge (Register *r, const Good *original, gboolean look)
{
  g_autofree char *dump = NULL, *content = NULL, *found = NULL;
  g_autofree char *faults = NULL;

  r->store = nw_store_open (r->path, NW_STORE_DEFAULT, NULL);
  if (r->store == NULL)
    return REFUSED;
  faults = look ? verdict_text (r->store, NULL) : g_strdup ("");
  register_close (r);
  if (*faults != '\0')
    return FOUND;
  dump = raw_dump (r->path);
  if (strcmp (dump, original->dump) == 0)
    return UNUSED;
  content = leave_index_out (dump);
  found = dump_found (r->path);
  if (strcmp (content, original->content) != 0)
    return MISSED;
  return strcmp (found, original->found) == 0 ? UNUSED : SEARCH;
}

static guint
rounds (void)
{
  const char *wanted = g_getenv ("NACHWEIS_DAMAGES");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 300;
}

/* Half of the changes hit pages at random, half their beginnings, where the
 * structure lives. */
static gsize
place (GRand *rand, gsize size)
{
  guint32 offset = (guint32) g_rand_int_range (rand, 0, (gint32) size);

  return g_rand_boolean (rand) ? offset : MIN (offset / 4096 * 4096 + offset % 64, size - 1);
}

static void
damage (Register *r, const Good *original, gboolean look, guint outcomes[N_OUTCOMES])
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *bytes = g_memdup2 (original->bytes, original->size);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < rounds (); i++)
    {
      gsize at = place (rand, original->size);
      Outcome outcome;

      bytes[at] ^= (char) g_rand_int_range (rand, 1, 256);
      g_assert_true (g_file_set_contents (r->path, bytes, (gssize) original->size, NULL));
      outcome = judge (r, original, look);
      outcomes[outcome]++;
      if (outcome == MISSED && look)
        g_test_message ("missed: byte %" G_GSIZE_FORMAT " became %02x", at, (guchar) bytes[at]);
      bytes[at] = original->bytes[at];
    }
  g_test_message ("%u refused, %u found, %u in unused bytes, %u in the search, %u missed", outcomes[REFUSED], outcomes[FOUND],
                  outcomes[UNUSED], outcomes[SEARCH], outcomes[MISSED]);
}

static void
test_damage (Register *r, gconstpointer unused)
{
  g_auto (Good) original = { 0 };
  guint outcomes[N_OUTCOMES] = { 0 };

  make_good (r, &original);
  damage (r, &original, TRUE, outcomes);
  g_assert_cmpuint (outcomes[MISSED], ==, 0);
  g_assert_cmpuint (outcomes[SEARCH], <=, rounds () / 100);
  g_assert_cmpuint (outcomes[FOUND], >, 0);
}

/* The same without verify must miss something, or the test proves nothing. */
static void
test_control (Register *r, gconstpointer unused)
{
  g_auto (Good) original = { 0 };
  guint outcomes[N_OUTCOMES] = { 0 };

  make_good (r, &original);
  damage (r, &original, FALSE, outcomes);
  g_assert_cmpuint (outcomes[MISSED], >, 0);
}

/* Every cut of the file at a page, and in the middle of one. */
static void
test_cuts (Register *r, gconstpointer unused)
{
  g_auto (Good) original = { 0 };
  guint refused = 0, cuts = 0;

  make_good (r, &original);
  for (gsize size = 0; size < original.size; size += original.size / 40 / 2048 * 2048 + 2048)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (r->path, original.bytes, (gssize) size, NULL));
      r->store = nw_store_open (r->path, NW_STORE_DEFAULT, &error);
      g_assert_null (r->store);
      g_assert_nonnull (error);
      refused++;
      cuts++;
    }
  g_test_message ("%u of %u cuts refused", refused, cuts);
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/damage/bytes", test_damage);
  REGISTER ("/damage/control", test_control);
  REGISTER ("/damage/cuts", test_cuts);
  return g_test_run ();
}
