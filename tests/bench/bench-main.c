/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *row;
  void      (*run) (Bench *bench);
} jobs[] = {
  { "xml", bench_xml }, { "search", bench_search }, { "list", bench_list }, { "rules", bench_rules }, { "oscal", bench_oscal },
  /* Whoever writes to copies of a register after this makes its history look forked. */
  { "verify", bench_verify },
  { "csv", bench_csv }, { "edit", bench_edit },
};

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

/* A run that fails ends in exit(), and leaves nothing behind either. */
static char *folder_of_run;

static void
remove_folder_of_run (void)
{
  remove_folder (folder_of_run);
  g_clear_pointer (&folder_of_run, g_free);
}

static void
set_up (Bench *bench)
{
  double begin = bench_now ();
  GStatBuf status;

  bench->office = bench_make_register (bench, BENCH_OFFICE, "office.nachweis", &bench->base);
  bench->path = bench->size == BENCH_LARGE ? bench_make_register (bench, BENCH_LARGE, "large.nachweis", NULL) : g_strdup (bench->office);
  bench->plain = bench_file (bench, "plain.sqlite");
  bench->office_plain = bench_file (bench, "office.sqlite");
  bench->xml = bench_file (bench, "register.xml");
  bench->csv = bench_file (bench, "measurements.csv");
  bench_copy (bench->path, bench->plain);
  bench_copy (bench->office, bench->office_plain);
  g_stat (bench->path, &status);
  printf ("%s register of %.1f MB, made in %.1f s\n\n", bench->size == BENCH_LARGE ? "large" : "office",
          (double) status.st_size / 1e6, bench_now () - begin);
}

static void
tear_down (Bench *bench)
{
  g_free (bench->folder);
  g_free (bench->path);
  g_free (bench->plain);
  g_free (bench->base);
  g_free (bench->office);
  g_free (bench->office_plain);
  g_free (bench->xml);
  g_free (bench->csv);
}

static gboolean
is_wanted (const char *job, char **names)
{
  return names == NULL || g_strv_contains ((const char *const *) names, job);
}

/* Every figure is worth its money only if the state of this computer stays out of it. */
static void
keep_apart (Bench *bench)
{
  g_autofree char *state = bench_file (bench, "state");

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("NACHWEIS_WORKER", WORKER, FALSE);
}

int
main (int argc, char **argv)
{
  gboolean large = g_strcmp0 (g_getenv ("NACHWEIS_BENCH"), "large") == 0;
  g_auto (GStrv) names = NULL;
  GOptionEntry entries[] = {
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, "Work on the large register", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, NULL, "[xml|search|list|rules|oscal|verify|csv|edit…]" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  if (argc == 4 && strcmp (argv[1], "--memory") == 0)
    return bench_memory_child (argv[2], argv[3]);
  g_option_context_add_main_entries (context, entries, NULL);
  bench_must (g_option_context_parse (context, &argc, &argv, &error), error);
  bench.size = large ? BENCH_LARGE : BENCH_OFFICE;
  bench.repeats = large ? 1 : 5;
  bench.folder = g_dir_make_tmp ("nachweis-bench-XXXXXX", &error);
  bench_must (bench.folder != NULL, error);
  folder_of_run = g_strdup (bench.folder);
  atexit (remove_folder_of_run);
  keep_apart (&bench);
  set_up (&bench);
  bench_head ();
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    if (is_wanted (jobs[i].row, names))
      jobs[i].run (&bench);
  tear_down (&bench);
  return 0;
}
