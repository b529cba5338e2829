/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>

/* Row 5: the measurements of the office as a table, against the sqlite3 tool. */

static double
run_tool (const char *output, const char *database, const char *setting, const char *command)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) tool = NULL;
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();

  if (output != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, output);
  tool = g_subprocess_launcher_spawn (launcher, &error, "sqlite3", setting, "-bail", database, command, NULL);
  bench_must (tool != NULL, error);
  bench_must (g_subprocess_wait_check (tool, NULL, &error), error);
  return bench_now () - begin;
}

static double
run_tool_out (Bench *bench)
{
  g_autofree char *out = bench_file (bench, "tool.csv");
  g_autofree char *columns = bench_plain_columns (&nw_sla_measurement);
  g_autofree char *command = g_strdup_printf ("SELECT %s FROM sla_measurement", columns);

  return run_tool (out, bench->office_plain, "-csv", command);
}

static double
run_out (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = bench_open (bench->office);
  gint64 n;
  double begin = bench_now ();

  bench_must (nw_csv_export (store, &nw_sla_measurement, bench->csv, &n, &error), error);
  return bench_now () - begin;
}

static double
run_tool_in (Bench *bench)
{
  g_autofree char *database = bench_file (bench, "tool.sqlite");
  g_autofree char *command = g_strdup_printf (".import \"%s\" measurements", bench->csv);
  double seconds = run_tool (NULL, database, "-csv", command);

  g_unlink (database);
  return seconds;
}

static double
run_in (Bench *bench)
{
  g_autofree char *path = bench_file (bench, "csv.nachweis");
  const NwReason reason = { NW_ENTRY_IMPORT, "bench", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = NULL;
  g_autoptr (NwImportReport) report = NULL;
  double begin;

  bench_copy (bench->base, path);
  store = bench_open (path);
  begin = bench_now ();
  report = nw_import_csv (store, &nw_sla_measurement, bench->csv, &reason, FALSE, &error);
  begin = bench_now () - begin;
  bench_must (report != NULL && report->done, error);
  g_clear_object (&store);
  g_unlink (path);
  return begin;
}

void
bench_csv (Bench *bench)
{
  g_autofree char *tool = g_find_program_in_path ("sqlite3");
  BenchPair pair;

  if (tool == NULL)
    {
      bench_tell_words ("5", "CSV in and out", "–", "skipped: the sqlite3 tool is not here", "", "", FALSE);
      return;
    }
  pair = bench_pair (bench, run_tool_out, run_out, MAX (bench->repeats, 5));
  bench_tell ("5", "CSV out : sqlite3 -csv", &pair, 1);
  pair = bench_pair (bench, run_tool_in, run_in, 3);
  bench_tell ("5", "CSV in, validated, with history : .import", &pair, 5);
}
