/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <string.h>

/* Rows 14 and 15: everything that is computed, of whole kinds at once. */

#define TODAY "2026-11-22"

/* A kind whose computed fields are asked for, and the kinds whose rows that
 * takes: the baseline reads the same. */
typedef struct
{
  const char     *job;
  const NwEntity *kind;
  const NwEntity *reads[4];
  double          limit;
} Computed;

static const Computed *current;

static void
scan (sqlite3 *db, const NwEntity *entity)
{
  g_autofree char *columns = bench_plain_columns (entity);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE deleted = 0", columns, entity->name);
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_text (stmt, i);
  sqlite3_finalize (stmt);
}

static double
run_plain (Bench *bench)
{
  sqlite3 *db = bench_plain_open (bench->plain, FALSE);
  double begin = bench_now ();

  scan (db, current->kind);
  for (guint i = 0; i < G_N_ELEMENTS (current->reads) && current->reads[i] != NULL; i++)
    scan (db, current->reads[i]);
  begin = bench_now () - begin;
  sqlite3_close (db);
  return begin;
}

static NwStore *
open_on (Bench *bench)
{
  NwStore *store = bench_open (bench->path);

  nw_store_set_day (store, nw_day_parse (TODAY));
  return store;
}

static double
run_computed (Bench *bench)
{
  g_autoptr (NwStore) store = open_on (bench);
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (NwCursor) cursor = nw_store_cursor (store, current->kind, NW_CURSOR_COMPUTED | NW_CURSOR_BY_ID, &error);
  gboolean row = TRUE;

  while (row)
    bench_must (nw_cursor_next (cursor, &row, &error), error);
  return bench_now () - begin;
}

/* Every kind that says what falls due or what is missing. */
static double
run_plain_views (Bench *bench)
{
  sqlite3 *db = bench_plain_open (bench->plain, FALSE);
  double begin = bench_now ();
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->due != NULL || entities[i]->lack != NULL || entities[i]->flags & NW_PART)
      scan (db, entities[i]);
  begin = bench_now () - begin;
  sqlite3_close (db);
  return begin;
}

static double
deadlines_once (NwStore *store)
{
  NwDay on = nw_store_get_day (store);
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (GPtrArray) found = nw_store_deadlines (store, NW_NO_DAY, on + 90, &error);

  begin = bench_now () - begin;
  bench_must (found != NULL, error);
  return begin;
}

static double
gaps_once (NwStore *store)
{
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (GPtrArray) found = nw_store_gaps (store, &error);

  begin = bench_now () - begin;
  bench_must (found != NULL, error);
  return begin;
}

static double
run_deadlines (Bench *bench)
{
  g_autoptr (NwStore) store = open_on (bench);

  return deadlines_once (store);
}

static double
run_gaps (Bench *bench)
{
  g_autoptr (NwStore) store = open_on (bench);

  return gaps_once (store);
}

static double
run_deadlines_kept (Bench *bench)
{
  g_autoptr (NwStore) store = open_on (bench);

  deadlines_once (store);
  return deadlines_once (store);
}

static double
run_gaps_kept (Bench *bench)
{
  g_autoptr (NwStore) store = open_on (bench);

  gaps_once (store);
  return gaps_once (store);
}

static const Computed computed[] = {
  { "contracts, all computed fields : reading them", &nw_contract, { &nw_cost_line }, 4 },
  { "AVV with flags over their trees : reading them", &nw_dpa, { &nw_dpa_item, &nw_recipient, &nw_recipient_change }, 4 },
  { "SLA over 36 months : reading them", &nw_sla, { &nw_sla_measurement, &nw_outage, &nw_credit_band }, 4 },
  { "vendors with all that they depend on : reading them", &nw_vendor, { &nw_contract, &nw_service, &nw_vendor_assessment, &nw_answer }, 4 },
};

void
bench_rules (Bench *bench)
{
  static const struct
  {
    const char *job;
    BenchRun    run;
    double      limit;
  } views[] = {
    { "deadlines, cold : one scan of the tables", run_deadlines, 3 },
    { "gaps, cold : one scan of the tables", run_gaps, 3 },
    { "deadlines, kept : one scan of the tables", run_deadlines_kept, 0.02 },
    { "gaps, kept : one scan of the tables", run_gaps_kept, 0.02 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    {
      BenchPair pair;

      current = &computed[i];
      pair = bench_pair (bench, run_plain, run_computed, bench->repeats);
      bench_tell ("14", computed[i].job, &pair, computed[i].limit);
    }
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      BenchPair pair = bench_pair (bench, run_plain_views, views[i].run, bench->repeats);

      bench_tell ("15", views[i].job, &pair, views[i].limit);
    }
}
