/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill.h"

#include "exchange/nw-canonical.h"
#include "model/nw-error.h"

#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static NwOutput *
begin (const char *path, const char *register_path)
{
  g_autoptr (GError) error = NULL;
  NwOutput *output = nw_output_new_file (path, register_path, &error);

  g_assert_no_error (error);
  return output;
}

static void
assert_refused (const char *path, const char *register_path, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOutput) output = nw_output_new_file (path, register_path, &error);

  g_assert_null (output);
  g_assert_error (error, NW_ERROR, NW_ERROR_USAGE);
  if (strstr (error->message, message) == NULL)
    g_error ("%s", error->message);
}

static void
test_file (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = place_path (place, "out.xml");
  g_autoptr (NwOutput) output = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "hello world", -1);
  char digest[65];
  struct stat status;

  write_file (path, "old", -1);
  output = begin (path, NULL);
  nw_output_text (output, "hello ");
  text = read_file (path);
  g_assert_cmpstr (text, ==, "old");
  nw_output_digest (output, "world", digest);
  g_assert_cmpstr (digest, ==, sum);
  nw_output_text (output, "world");
  g_assert_true (nw_output_finish (output, NULL));
  g_free (text);
  text = read_file (path);
  g_assert_cmpstr (text, ==, "hello world");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Longer than the buffer, in pieces that do not fit its size. */
static void
test_large (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = place_path (place, "out.xml");
  g_autofree char *piece = g_strnfill (70001, 'x');
  g_autoptr (NwOutput) output = begin (path, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 40; i++)
    nw_output_write (output, piece, 70001);
  g_assert_true (nw_output_finish (output, NULL));
  text = read_file (path);
  g_assert_cmpuint (strlen (text), ==, 40 * 70001);
  g_assert_cmpuint (strspn (text, "x"), ==, 40 * 70001);
}

static guint
count_files (Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_abandoned (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = place_path (place, "out.xml");
  guint before = count_files (place);
  NwOutput *output = begin (path, NULL);

  nw_output_text (output, "x");
  g_assert_cmpuint (count_files (place), ==, before + 1);
  nw_output_free (output);
  g_assert_cmpuint (count_files (place), ==, before);
}

static void
test_refused (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *own = place_path (place, "odd-name.db");
  g_autofree char *other = place_path (place, "other.nachweis");
  g_autofree char *journal = place_path (place, "odd-name.db-journal");
  g_autofree char *lock = place_path (place, ".~lock.odd-name.db#");
  g_autofree char *link = place_path (place, "link");
  g_autofree char *hard = place_path (place, "hard");
  g_autofree char *plain = place_path (place, "plain");
  g_autofree char *dotted = g_build_filename (place->folder, ".", "odd-name.db", NULL);

  write_file (own, "x", -1);
  write_file (plain, "x", -1);
  g_assert_cmpint (symlink ("plain", link), ==, 0);
  assert_refused (own, own, "the register itself");
  assert_refused (dotted, own, "the register itself");
  assert_refused (journal, own, "the register itself");
  assert_refused (lock, own, "the register itself");
  assert_refused (other, own, "the name of a register");
  assert_refused (link, own, "symbolic link");
  assert_refused (place->folder, own, "not an ordinary file");
  g_assert_cmpint (symlink (own, hard), ==, 0);
  assert_refused (hard, own, "symbolic link");
  g_assert_cmpint (g_unlink (hard), ==, 0);
  g_assert_cmpint (linkat (-100, plain, -100, hard, 0), ==, 0);
  assert_refused (hard, own, "hard links");
  g_unlink (hard);
  g_assert_cmpint (linkat (-100, own, -100, hard, 0), ==, 0);
  assert_refused (hard, own, "the register itself");
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOutput) output = nw_output_new_file ("/nonexistent/folder/x.xml", NULL, &error);

  g_assert_null (output);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The disk is full: the old file stays, nothing else does. */
static void
test_full (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (Place) place = place_new ();
      g_autofree char *path = place_path (place, "out.xml");
      g_autofree char *piece = g_strnfill (1 << 20, 'x');
      g_autoptr (GError) error = NULL;
      g_autoptr (NwOutput) output = NULL;
      g_autofree char *text = NULL;
      struct rlimit limit = { 3 << 19, 3 << 19 };

      write_file (path, "old", -1);
      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      output = begin (path, NULL);
      for (guint i = 0; i < 3; i++)
        nw_output_write (output, piece, 1 << 20);
      g_assert_false (nw_output_check (output, NULL));
      g_assert_false (nw_output_finish (output, &error));
      g_assert_nonnull (strstr (error->message, "writing failed"));
      text = read_file (path);
      g_assert_cmpstr (text, ==, "old");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_canonical (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = place_path (place, "out.xml");
  g_autoptr (NwCanonical) xml = nw_canonical_new (path, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *sum = NULL;
  const char *content = "<a xmlns=\"urn:x\" b=\"1&quot;&#xA;&#x9;&#xD;&lt;>&amp;\" z=\"2\"><c>&lt;&gt;&amp;&#xD;\n\"'</c><d></d>";
  g_autofree char *whole = g_strconcat (content, "</a>", NULL);
  char digest[65];

  nw_canonical_start (xml, "a", "z", "2", "none", NULL, "b", "1\"\n\t\r<>&", "xmlns", "urn:x", NULL);
  nw_canonical_leaf (xml, "c", "<>&\r\n\"'");
  nw_canonical_start (xml, "d", NULL);
  nw_canonical_end (xml);
  g_assert_true (nw_canonical_finish_with_digest (xml, digest, NULL));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  expected = g_strdup_printf ("%s<digest algorithm=\"sha256\">%s</digest></a>", content, sum);
  text = read_file (path);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (digest, ==, sum);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output/file", test_file);
  g_test_add_func ("/output/large", test_large);
  g_test_add_func ("/output/abandoned", test_abandoned);
  g_test_add_func ("/output/refused", test_refused);
  g_test_add_func ("/output/no-folder", test_no_folder);
  g_test_add_func ("/output/full", test_full);
  g_test_add_func ("/output/canonical", test_canonical);
  return g_test_run ();
}
