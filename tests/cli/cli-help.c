/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

/* The register that every test begins with, made once. */
static GBytes *
template_register (void)
{
  static GBytes *bytes;

  if (bytes == NULL)
    {
      Bench bench = { .dir = g_dir_make_tmp ("nachweis-cli-XXXXXX", NULL) };
      gsize length;
      char *data;

      OK (&bench, "init", "r.nachweis", "--organisation", "Muster GmbH", "--catalogues", "dsgvo");
      data = bench_read (&bench, "r.nachweis", &length);
      bytes = g_bytes_new_take (data, length);
      bench_tear_down (&bench, NULL);
    }
  return bytes;
}

void
bench_set_up (Bench *self, gconstpointer unused)
{
  GBytes *bytes = template_register ();

  self->dir = g_dir_make_tmp ("nachweis-cli-XXXXXX", NULL);
  g_assert_nonnull (self->dir);
  bench_write (self, "r.nachweis", g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

void
bench_tear_down (Bench *self, gconstpointer unused)
{
  g_autofree char *command = g_strdup_printf ("chmod -R u+w '%s'; rm -rf '%s'", self->dir, self->dir);

  bench_shell (self, command);
  g_free (self->dir);
  g_free (self->out);
  g_free (self->err);
}

static GSubprocess *
start (Bench *self, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *state = g_build_filename (self->dir, ".state", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, self->dir);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "NACHWEISCTL", CLI, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
bench_start (Bench *self, const char *const *words)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) CLI);
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  return start (self, (const char *const *) argv->pdata);
}

static char *
take_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

/* Takes @process, which has to come to its end. */
void
bench_finish (Bench *self, GSubprocess *process)
{
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_free (self->out);
  g_free (self->err);
  self->out = take_text (out);
  self->err = take_text (err);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -g_subprocess_get_term_sig (process);
  g_object_unref (process);
}

void
bench_run (Bench *self, const char *const *words)
{
  bench_finish (self, bench_start (self, words));
}

/* Done, and nothing to complain about. */
void
bench_ok (Bench *self, const char *const *words)
{
  bench_run (self, words);
  if (self->status != 0 || *self->err != '\0')
    g_error ("%s %s: status %d: %s", words[0], words[1] != NULL ? words[1] : "", self->status, self->err);
}

/* Fails with @status; every fault is one line that says who speaks. */
void
bench_fails (Bench *self, int status, const char *message, const char *const *words)
{
  g_auto (GStrv) lines = NULL;

  bench_run (self, words);
  if (self->status != status || strstr (self->err, message) == NULL)
    g_error ("%s %s: status %d, not %d with “%s”: %s", words[0], words[1] != NULL ? words[1] : "", self->status, status, message, self->err);
  lines = g_strsplit (self->err, "\n", -1);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    g_assert_true (g_str_has_prefix (lines[i], "nachweisctl: "));
}

/* For redirections and limits; $NACHWEISCTL is the program. */
void
bench_shell (Bench *self, const char *command)
{
  bench_finish (self, start (self, WORDS ("/bin/sh", "-c", command)));
}

char *
bench_path (Bench *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

void
bench_write (Bench *self, const char *name, const char *bytes, gssize length)
{
  g_autofree char *path = bench_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

char *
bench_read (Bench *self, const char *name, gsize *length)
{
  g_autofree char *path = bench_path (self, name);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

char *
bench_hash (Bench *self, const char *name)
{
  gsize length;
  g_autofree char *bytes = bench_read (self, name, &length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

gboolean
bench_has (Bench *self, const char *name)
{
  g_autofree char *path = bench_path (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Names in the folder but those of the state, in order. */
char *
bench_listing (Bench *self)
{
  bench_shell (self, "ls -A | grep -vx .state | sort | tr '\\n' ' '");
  return g_strdup (self->out);
}

void
bench_add (const char *suite, const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", suite, cases[i].name);

      g_test_add (path, Bench, NULL, bench_set_up, cases[i].run, bench_tear_down);
    }
}
