/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <string.h>

/* Rows 6, 8 and 17, and lists: what a person waits for. */

#define EDITS 400
#define SEARCHES 400
#define LISTED 10000

static double
edit_plain (sqlite3_stmt *update, guint index)
{
  g_autofree char *city = g_strdup_printf ("Stadt %u", index);
  double begin = bench_now ();

  sqlite3_bind_text (update, 1, city, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 2, 1 + index % 200);
  bench_must (sqlite3_step (update) == SQLITE_DONE, NULL);
  sqlite3_reset (update);
  return bench_now () - begin;
}

static double
edit_ours (NwStore *store, guint index)
{
  const NwReason reason = { NW_ENTRY_EDIT, "bench", NULL };
  g_autofree char *city = g_strdup_printf ("Stadt %u", index);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwRecord) record = nw_store_get (store, &nw_vendor, 1 + index % 200, &error);
  g_autoptr (NwChange) change = nw_change_new ();
  double begin = bench_now ();

  bench_must (nw_store_set_text (store, nw_change_edit (change, record), record, "city", city, NW_FORM_MACHINE, &error), error);
  bench_must (nw_store_commit (store, change, &reason, &error), error);
  return bench_now () - begin;
}

/* @of: which part of the edits was at least that fast */
static void
tell_edit (const char *job, GArray *plain, GArray *ours, double of, double limit)
{
  BenchPair pair = { bench_at (plain, of), bench_at (ours, of), 0 };

  pair.ratio = pair.ours / pair.baseline;
  bench_tell ("6", job, &pair, limit);
}

static void
tell_slowest (GArray *plain, GArray *ours)
{
  double slowest = bench_at (ours, 1) * 1000;
  g_autofree char *baseline = g_strdup_printf ("%.2f ms", bench_at (plain, 1) * 1000);
  g_autofree char *text = g_strdup_printf ("%.2f ms", slowest);

  bench_tell_words ("6", "committed edit, slowest", baseline, text, "", "≤ 50 ms", slowest <= 50);
}

void
bench_edit (Bench *bench)
{
  g_autofree char *path = bench_file (bench, "edit.nachweis");
  g_autofree char *copy = bench_file (bench, "edit.sqlite");
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (NwStore) store = NULL;
  sqlite3 *db;
  sqlite3_stmt *update = NULL;

  bench_copy (bench->path, path);
  bench_copy (bench->path, copy);
  store = bench_open (path);
  db = bench_plain_open (copy, TRUE);
  sqlite3_prepare_v2 (db, "UPDATE vendor SET city = ?1, revision = revision + 1 WHERE id = ?2", -1, &update, NULL);
  for (guint i = 0; i < EDITS; i++)
    {
      double plain = edit_plain (update, i);
      double ours = edit_ours (store, i);

      g_array_append_val (a, plain);
      g_array_append_val (b, ours);
    }
  sqlite3_finalize (update);
  sqlite3_close (db);
  tell_edit ("committed edit : bare UPDATE, p50", a, b, 0.5, 2);
  tell_edit ("committed edit : bare UPDATE, p99", a, b, 0.99, 4);
  tell_slowest (a, b);
}

/* What somebody has typed of a word after two to six letters. */
static char *
typed (GRand *random)
{
  g_autofree char *word = bench_word (random);

  return g_utf8_substring (word, 0, g_rand_int_range (random, 2, 7));
}

static GArray *
search_all (NwStore *store, GRand *random)
{
  GArray *seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < SEARCHES; i++)
    {
      g_autofree char *letters = typed (random);
      g_autoptr (GError) error = NULL;
      double begin = bench_now ();
      g_autoptr (GArray) hits = nw_store_search (store, letters, NULL, 50, &error);

      begin = bench_now () - begin;
      bench_must (hits != NULL && hits->len > 0, error);
      g_array_append_val (seconds, begin);
    }
  return seconds;
}

static GArray *
scan_all (const char *path, GRand *random)
{
  GArray *seconds = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3 *db = bench_plain_open (path, FALSE);

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *letters = typed (random);
      double begin = bench_plain_like (db, letters);

      g_array_append_val (seconds, begin);
    }
  sqlite3_close (db);
  return seconds;
}

void
bench_search (Bench *bench)
{
  GRand *random = g_rand_new_with_seed (8);
  g_autoptr (NwStore) store = bench_open (bench->path);
  g_autoptr (GArray) scans = scan_all (bench->plain, random);
  g_autoptr (GArray) searches = search_all (store, random);
  BenchPair pair = { bench_median (scans), bench_median (searches), 0 };
  double late = bench_at (searches, 0.99) * 1000;
  g_autofree char *text = g_strdup_printf ("%.2f ms", late);

  pair.ratio = pair.ours / pair.baseline;
  bench_tell ("8", "search as you type : LIKE scan, p50", &pair, 0.001);
  bench_tell_words ("8", "search as you type, p99", "", text, "", "≤ 16 ms", late <= 16);
  g_rand_free (random);
}

static double
run_verify (Bench *bench)
{
  g_autoptr (NwStore) store = bench_open (bench->path);
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (NwVerdict) verdict = nw_store_verify (store, NULL, NULL, &error);

  begin = bench_now () - begin;
  bench_must (verdict != NULL, error);
  if (verdict->faults->len > 0)
    g_error ("verify: %s", ((NwFault *) verdict->faults->pdata[0])->message);
  return begin;
}

void
bench_verify (Bench *bench)
{
  BenchPair pair = bench_pair (bench, bench_plain_hash, run_verify, MIN (bench->repeats, 3));

  bench_tell ("17", "verify : SHA-256 over the same bytes", &pair, 6);
}

/* Reads what the cursor reads, and keeps nothing. */
static double
run_plain_list (Bench *bench)
{
  g_autofree char *columns = bench_plain_columns (&nw_sla_measurement);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM sla_measurement WHERE deleted = 0 ORDER BY code LIMIT %d", columns, LISTED);
  sqlite3 *db = bench_plain_open (bench->plain, FALSE);
  sqlite3_stmt *stmt = NULL;
  double begin = bench_now ();

  sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_text (stmt, i);
  sqlite3_finalize (stmt);
  begin = bench_now () - begin;
  sqlite3_close (db);
  return begin;
}

static double
run_list (Bench *bench)
{
  g_autoptr (NwStore) store = bench_open (bench->path);
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, &nw_sla_measurement, NW_CURSOR_DEFAULT, &error);
  gboolean row = TRUE;

  for (guint i = 0; i < LISTED && row; i++)
    bench_must (nw_cursor_next (cursor, &row, &error), error);
  return bench_now () - begin;
}

void
bench_list (Bench *bench)
{
  BenchPair pair = bench_pair (bench, run_plain_list, run_list, MAX (bench->repeats, 5));

  bench_tell ("–", "list of 10 000 records read : bare steps", &pair, 0);
}
