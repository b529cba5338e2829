/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Seconds, fine enough to add up single rows. */
double
bench_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The value below which a part of @values lies; sorts them. */
double
bench_at (GArray *values, double quantile)
{
  g_array_sort (values, compare_numbers);
  return g_array_index (values, double, MIN ((guint) (quantile * values->len), values->len - 1));
}

double
bench_median (GArray *values)
{
  return bench_at (values, 0.5);
}

/**
 * bench_pair:
 *
 * Runs both sides in turns, so that what else happens on the machine meets
 * both; each ratio compares neighbours.
 */
BenchPair
bench_pair (Bench *bench, BenchRun baseline, BenchRun ours, guint repeats)
{
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < repeats; i++)
    {
      double first = baseline (bench);
      double second = ours (bench);
      double ratio = second / first;

      g_array_append_val (a, first);
      g_array_append_val (b, second);
      g_array_append_val (ratios, ratio);
    }
  return (BenchPair){ bench_median (a), bench_median (b), bench_median (ratios) };
}

static char *
seconds_text (double seconds)
{
  if (seconds < 1e-3)
    return g_strdup_printf ("%.1f µs", seconds * 1e6);
  return seconds < 1 ? g_strdup_printf ("%.2f ms", seconds * 1e3) : g_strdup_printf ("%.2f s", seconds);
}

/* printf counts bytes, a table characters. */
static void
print_cell (const char *text, int width)
{
  printf ("| %s%*s ", text, MAX (width - (int) g_utf8_strlen (text, -1), 0), "");
}

/* What a run prints is a table that README.md can keep as it is. */
void
bench_tell_words (const char *row, const char *job, const char *baseline, const char *ours, const char *ratio, const char *goal,
                  gboolean met)
{
  print_cell (row, 3);
  print_cell (job, 44);
  print_cell (baseline, 10);
  print_cell (ours, 10);
  print_cell (ratio, 8);
  print_cell (goal, 9);
  print_cell (*goal == '\0' ? "–" : met ? "met" : "not met", 7);
  printf ("|\n");
  fflush (stdout);
}

void
bench_head (void)
{
  printf ("| #   | job                                          | baseline   | ours       | ratio    | goal      | met     |\n"
          "|-----|----------------------------------------------|------------|------------|----------|-----------|---------|\n");
}

/* @limit: of the ratio; 0 where there is no goal */
void
bench_tell (const char *row, const char *job, const BenchPair *pair, double limit)
{
  g_autofree char *baseline = seconds_text (pair->baseline);
  g_autofree char *ours = seconds_text (pair->ours);
  g_autofree char *ratio = g_strdup_printf (pair->ratio < 0.1 ? "%.5f×" : "%.2f×", pair->ratio);
  g_autofree char *goal = limit > 0 ? g_strdup_printf ("≤ %g×", limit) : g_strdup ("");

  bench_tell_words (row, job, baseline, ours, ratio, goal, pair->ratio <= limit);
}

/* A figure of /proc/self/status, in KiB. */
gint64
bench_status (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, key)) == NULL)
    return 0;
  return g_ascii_strtoll (line + strlen (key) + 1, NULL, 10);
}

/* The peak of what is resident begins anew from here. */
void
bench_reset_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

/* A benchmark that cannot do its work has no figures to show. */
void
bench_must (gboolean good, GError *error)
{
  if (good)
    return;
  fprintf (stderr, "bench: %s\n", error != NULL ? error->message : "something failed without a word");
  exit (1);
}
