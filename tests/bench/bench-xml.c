/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* Rows 1 to 4 and 16: documents out of and into a register. */

#define PIECE (64 << 10)

static double
run_export (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = bench_open (bench->path);
  gint64 records;
  double begin = bench_now ();

  bench_must (nw_register_export (store, bench->xml, &records, &error), error);
  return bench_now () - begin;
}

/* Handlers that hear everything and keep nothing: without them the parser
 * would take an older, simpler way. */
static void
start_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
          int n_attributes, int n_defaulted, const xmlChar **attributes)
{
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
}

/* Nothing but the parser, fed as the library feeds it. */
static double
parse_sax (const char *path)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC, .startElementNs = start_cb, .endElementNs = end_cb, .characters = text_cb,
  };
  g_autofree char *piece = g_malloc (PIECE);
  FILE *file = g_fopen (path, "rb");
  double begin = bench_now ();
  xmlParserCtxt *parser = xmlCreatePushParserCtxt (&handler, NULL, NULL, 0, NULL);
  gsize n;

  g_assert (file != NULL);
  xmlCtxtUseOptions (parser, XML_PARSE_HUGE | XML_PARSE_NONET);
  while ((n = fread (piece, 1, PIECE, file)) > 0)
    xmlParseChunk (parser, piece, (int) n, 0);
  xmlParseChunk (parser, NULL, 0, 1);
  bench_must (parser->wellFormed, NULL);
  xmlFreeParserCtxt (parser);
  fclose (file);
  return bench_now () - begin;
}

static double
run_sax (Bench *bench)
{
  return parse_sax (bench->xml);
}

static double
run_check (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  double begin = bench_now ();
  g_autoptr (NwCheck) check = nw_check_file (bench->xml, NULL, &error);

  bench_must (check != NULL, error);
  return bench_now () - begin;
}

/* Into a new, empty register; opening and closing it do not count. */
static double
import_into_new (Bench *bench, const char *document,
                 NwImportReport *(*import) (NwStore *, const char *, const NwReason *, gboolean, GCancellable *, GError **))
{
  g_autofree char *path = bench_file (bench, "import.nachweis");
  const NwReason reason = { NW_ENTRY_IMPORT, "bench", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_store_create (path, &reason, &error);
  g_autoptr (NwImportReport) report = NULL;
  double begin;

  bench_must (store != NULL, error);
  begin = bench_now ();
  report = import (store, document, &reason, FALSE, NULL, &error);
  begin = bench_now () - begin;
  bench_must (report != NULL && report->done, error);
  g_clear_object (&store);
  g_unlink (path);
  return begin;
}

static double
run_import (Bench *bench)
{
  return import_into_new (bench, bench->xml, nw_register_import);
}

/* In a process of its own: prints how many KiB it took over idle. */
int
bench_memory_child (const char *job, const char *path)
{
  g_autofree char *out = g_strconcat (path, ".memory", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = strcmp (job, "export") == 0 ? bench_open (path) : NULL;
  g_autoptr (NwCheck) check = NULL;
  struct rusage worker;
  gint64 idle, records;

  bench_reset_peak ();
  idle = bench_status ("VmRSS:");
  if (store != NULL)
    bench_must (nw_register_export (store, out, &records, &error), error);
  else
    bench_must ((check = nw_check_file (path, NULL, &error)) != NULL, error);
  getrusage (RUSAGE_CHILDREN, &worker);
  printf ("%" G_GINT64_FORMAT "\n", bench_status ("VmHWM:") - idle + worker.ru_maxrss);
  g_unlink (out);
  return 0;
}

static double
measure_memory (const char *job, const char *path)
{
  const char *const arguments[] = { "/proc/self/exe", "--memory", job, path, NULL };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *text = NULL;
  const char *argv[G_N_ELEMENTS (arguments)];

  memcpy (argv, arguments, sizeof argv);
  argv[0] = program;
  child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  bench_must (child != NULL, error);
  bench_must (g_subprocess_communicate_utf8 (child, NULL, NULL, &text, NULL, &error), error);
  bench_must (g_subprocess_get_successful (child), NULL);
  return (double) g_ascii_strtoll (text, NULL, 10) / 1024;
}

static void
tell_memory (const char *row, const char *name, double megabytes, double limit)
{
  g_autofree char *text = g_strdup_printf ("%.1f MB", megabytes);
  g_autofree char *goal = g_strdup_printf ("≤ %g MB", limit);

  bench_tell_words (row, name, "idle", text, "", goal, megabytes <= limit);
}

static void
tell_growth (double office, double large)
{
  g_autofree char *baseline = g_strdup_printf ("%.1f MB", office);
  g_autofree char *ours = g_strdup_printf ("%.1f MB", large);
  g_autofree char *ratio = g_strdup_printf ("%.2f×", large / office);

  bench_tell_words ("2", "memory of it, large : office", baseline, ours, ratio, "≤ 1.1×", large / office <= 1.1);
}

static void
tell_size (Bench *bench)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  g_stat (bench->xml, &status);
  text = g_strdup_printf ("%.1f MB", (double) status.st_size / 1e6);
  bench_tell_words ("–", "the register as XML", "", text, "", "", FALSE);
}

void
bench_xml (Bench *bench)
{
  BenchPair out = bench_pair (bench, bench_plain_scan, run_export, bench->repeats);
  BenchPair check = bench_pair (bench, run_sax, run_check, bench->repeats);
  double office = measure_memory ("export", bench->office);
  BenchPair in;

  tell_size (bench);
  bench_tell ("1", "register XML out : bare steps", &out, 4.2);
  tell_memory ("2", "memory of it, over idle", office, 32);
  if (bench->size == BENCH_LARGE)
    tell_growth (office, measure_memory ("export", bench->path));
  bench_tell ("3", "check of it : SAX parse only", &check, 3);
  tell_memory ("3", "memory of it, over idle, with the worker", measure_memory ("check", bench->xml), 16);
  in = bench_pair (bench, bench_plain_bulk, run_import, MIN (bench->repeats, 3));
  bench_tell ("4", "import of it, all kept : bulk insert, indexes", &in, 4);
}

/* The largest OSCAL catalogue of the brief, 3.7 MB with its newer parts. */
static char *
find_catalogue (void)
{
  const char *shared = g_getenv ("NACHWEIS_SHARED");

  return g_build_filename (shared != NULL ? shared : SHARED_DIR, "oscal", "catalogues", "NIST_SP-800-53_rev4_catalog.xml", NULL);
}

static double
run_oscal_sax (Bench *bench)
{
  g_autofree char *path = find_catalogue ();

  return parse_sax (path);
}

static double
run_oscal (Bench *bench)
{
  g_autofree char *path = find_catalogue ();

  return import_into_new (bench, path, nw_oscal_import);
}

void
bench_oscal (Bench *bench)
{
  g_autofree char *path = find_catalogue ();
  BenchPair pair;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      bench_tell_words ("16", "OSCAL catalogue in : SAX parse", "–", "skipped: ../shared is not here", "", "", FALSE);
      return;
    }
  pair = bench_pair (bench, run_oscal_sax, run_oscal, MAX (bench->repeats, 3));
  bench_tell ("16", "OSCAL catalogue of 3.6 MB in : SAX parse", &pair, 12);
}
