/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that is killed in the middle of its work, again and again: what it
 * called saved must be there, and the register must be sound. */

#define ROWS 40
#define LONGEST_MS 30

static char *program;

typedef struct
{
  guint cycles, hot, bad;
  guint last; /* number of the last edit that was called saved */
} Tally;

static void
say (const char *text)
{
  if (write (STDOUT_FILENO, text, strlen (text)) < 0)
    _exit (3);
}

/* One change of many rows, so that writing it takes a while. */
static void
set_all (NwStore *store, GPtrArray *records, guint number)
{
  g_autofree char *filler = g_strnfill (500, (char) ('a' + number % 26));
  g_autofree char *text = g_strdup_printf ("%u %s", number, filler);
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < records->len; i++)
    set_text (store, nw_change_edit (change, records->pdata[i]), records->pdata[i], "remarks", text);
  if (!commit (store, change, &error))
    g_error ("%s", error->message);
}

static guint
number_of (NwRecord *record)
{
  const char *text = nw_value_get_text (nw_record_get (record, "remarks"));

  return text != NULL ? (guint) strtoul (text, NULL, 10) : 0;
}

static GPtrArray *
load_all (NwStore *store)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 1; i <= ROWS; i++)
    {
      g_autoptr (GError) error = NULL;
      NwRecord *record = nw_store_get (store, &nw_vendor, i, &error);

      g_assert_no_error (error);
      g_ptr_array_add (records, record);
    }
  return records;
}

/* The program that will be killed: says what it has saved. */
G_NORETURN static void
do_edits (char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_store_open (argv[2], NW_STORE_DEFAULT, &error);
  g_autoptr (GPtrArray) records = NULL;

  g_assert_no_error (error);
  records = load_all (store);
  say ("ready\n");
  for (guint number = number_of (records->pdata[0]) + 1;; number++)
    {
      g_autofree char *line = g_strdup_printf ("%u\n", number);

      set_all (store, records, number);
      say (line);
    }
}

/* Runs the other program for a random while; returns the last number it called saved. */
static guint
run_and_kill (const char *path, GRand *rand)
{
  const char *arguments[] = { program, "--edit", path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  guint last = 0;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "ready");
  g_usleep ((gulong) g_rand_int_range (rand, 1000, LONGEST_MS * 1000));
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_false (g_subprocess_get_if_exited (child));
  for (;;)
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      if (line == NULL)
        return last;
      last = (guint) strtoul (line, NULL, 10);
    }
}

/* Opens the register, which recovers it, and looks for faults. */
static char *
find_fault (const char *path, guint last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwStore) store = nw_store_open (path, NW_STORE_DEFAULT, &error);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *faults = NULL;

  if (store == NULL)
    return g_strdup (error->message);
  faults = verdict_text (store, NULL);
  if (*faults != '\0')
    return g_steal_pointer (&faults);
  records = load_all (store);
  for (guint i = 0; i < records->len; i++)
    if (number_of (records->pdata[i]) < last || number_of (records->pdata[i]) != number_of (records->pdata[0]))
      return g_strdup_printf ("row %u holds %u, but %u was saved", i, number_of (records->pdata[i]), last);
  return NULL;
}

static void
cycle (Register *r, GRand *rand, gboolean spoil, Tally *tally)
{
  g_autofree char *journal = g_strconcat (r->path, "-journal", NULL);
  guint last = run_and_kill (r->path, rand);
  g_autofree char *fault = NULL;

  tally->cycles++;
  tally->last = MAX (tally->last, last);
  tally->hot += g_file_test (journal, G_FILE_TEST_EXISTS);
  if (spoil)
    g_unlink (journal);
  fault = find_fault (r->path, last);
  if (fault == NULL)
    return;
  tally->bad++;
  if (!spoil)
    g_error ("after %u cycles: %s", tally->cycles, fault);
}

static guint
wanted_cycles (void)
{
  const char *wanted = g_getenv ("NACHWEIS_CRASH_CYCLES");

  return wanted != NULL ? (guint) strtoul (wanted, NULL, 10) : 60;
}

/* A register to damage, and the same one for every cycle of the control. */
static void
crash_up (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) records = NULL;

  register_up (r, NULL);
  for (guint i = 0; i < ROWS; i++)
    g_object_unref (make (r->store, &nw_vendor, "name", "Alpha", NULL));
  records = load_all (r->store);
  set_all (r->store, records, 1);
  g_clear_pointer (&records, g_ptr_array_unref);
  register_close (r);
}

static void
test_kill (Register *r, gconstpointer unused)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Tally tally = { 0 };

  g_test_message ("seed %u", seed);
  while (tally.cycles < wanted_cycles ())
    cycle (r, rand, FALSE, &tally);
  g_test_message ("%u cycles, %u with a journal, %u edits saved", tally.cycles, tally.hot, tally.last);
  g_assert_cmpuint (tally.hot, >, 0);
}

/* Without its journal an interrupted write is a damage: were none of them
 * found, the test above would prove nothing. */
static void
test_control (Register *r, gconstpointer unused)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *good = NULL;
  gsize size;
  Tally tally = { 0 };

  g_test_message ("seed %u", seed);
  g_assert_true (g_file_get_contents (r->path, &good, &size, NULL));
  while (tally.bad == 0 && tally.cycles < MAX (wanted_cycles (), 300))
    {
      g_assert_true (g_file_set_contents (r->path, good, (gssize) size, NULL));
      cycle (r, rand, TRUE, &tally);
    }
  g_test_message ("%u cycles, %u with a journal, %u bad", tally.cycles, tally.hot, tally.bad);
  g_assert_cmpuint (tally.bad, >, 0);
}

#define CRASH(name, function) g_test_add (name, Register, NULL, crash_up, function, register_down)

int
main (int argc, char **argv)
{
  program = g_file_read_link ("/proc/self/exe", NULL);
  if (argc > 1 && strcmp (argv[1], "--edit") == 0)
    do_edits (argv);

  core_init (&argc, &argv);
  CRASH ("/crash/kill", test_kill);
  CRASH ("/crash/control", test_control);
  return g_test_run ();
}
