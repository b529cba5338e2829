/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-help.h"

#include <signal.h>
#include <unistd.h>

/* history, verify, backup; several processes, Ctrl-C, a full disk. */

#define R "r.nachweis"

static void
test_history (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=Alt", "--actor", "Ärger", "--why", "a \"b\"; c");
  OK (b, "set", R, "vendor", "V-0001", "name=Neu", "--actor", "Zwei");
  OK (b, "history", R, "vendor", "V-0001", "--format", "json");
  assert_contains (b->out, "\"actor\": \"Ärger\", \"kind\": \"vendor\", \"code\": \"V-0001\", \"field\": \"name\", \"before\": null, \"after\": \"Alt\", \"why\": \"a \\\"b\\\"; c\"");
  assert_contains (b->out, "\"actor\": \"Zwei\", \"kind\": \"vendor\", \"code\": \"V-0001\", \"field\": \"name\", \"before\": \"Alt\", \"after\": \"Neu\"");
  OK (b, "history", R, "--from", "2000-01-01", "--to", "2000-12-31", "--format", "json");
  g_assert_cmpstr (b->out, ==, "[]\n");
  FAILS (b, 2, "calendar", "history", R, "--from", "yesterday");
  FAILS (b, 2, "a kind and a code", "history", R, "vendor");
  FAILS (b, 3, "no vendor with the code “V-9”", "history", R, "vendor", "V-9");
}

static char *
head_of (Bench *b)
{
  const char *at;

  OK (b, "verify", R, "--format", "json");
  assert_contains (b->out, "{\"ok\": true");
  at = strstr (b->out, "\"head\": \"") + strlen ("\"head\": \"");
  return g_strndup (at, 64);
}

static void
test_verify_against_head (Bench *b, gconstpointer unused)
{
  g_autofree char *head = head_of (b);

  OK (b, "add", R, "vendor", "name=A");
  OK (b, "verify", R, "--head", head);
  bench_run (b, WORDS ("verify", R, "--head", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
  g_assert_cmpint (b->status, ==, 1);
  assert_contains (b->out, "NOT OK: 1 fault");
  FAILS (b, 2, "is not a head", "verify", R, "--head", "deadbeef");
}

static void
test_older_copy_is_told (Bench *b, gconstpointer unused)
{
  bench_shell (b, "cp r.nachweis old");
  OK (b, "add", R, "vendor", "name=A");
  bench_shell (b, "cp old r.nachweis");
  bench_run (b, WORDS ("list", R, "vendor"));
  g_assert_cmpint (b->status, ==, 0);
  assert_contains (b->err, "nachweisctl: r.nachweis: ");
}

/* Changes a value in the file itself, as one can who does not use the program. */
static void
test_tampered_value (Bench *b, gconstpointer unused)
{
  OK (b, "add", R, "vendor", "name=Honest");
  bench_shell (b, "sqlite3 r.nachweis \"UPDATE vendor SET name = 'Forged'\"");
  if (b->status == 127)
    {
      g_test_skip ("no sqlite3 here");
      return;
    }
  bench_run (b, WORDS ("verify", R));
  g_assert_cmpint (b->status, ==, 1);
  assert_contains (b->out, "FAULT: vendor V-0001: field name is not what the history says");
  assert_contains (b->out, "NOT OK");
  bench_run (b, WORDS ("verify", R, "--format", "json"));
  g_assert_cmpint (b->status, ==, 1);
  assert_contains (b->out, "{\"ok\": false");
}

static void
test_tampered_byte (Bench *b, gconstpointer unused)
{
  static const char word[] = "Unverwechselbar";
  g_autofree char *bytes = NULL;
  guint found = 0;
  gsize length;

  OK (b, "add", R, "audit", "title=Unverwechselbar");
  bench_write (b, "proof", "the bytes of this file are proof", -1);
  OK (b, "attach", R, "audit", "AU-0001", "proof");
  bytes = bench_read (b, R, &length);
  for (gsize at = 0; at + strlen (word) < length; at++)
    if (memcmp (bytes + at, word, strlen (word)) == 0)
      {
        bytes[at + 3] ^= 1;
        bench_write (b, R, bytes, (gssize) length);
        bench_run (b, WORDS ("verify", R));
        g_assert_cmpint (b->status, ==, 1);
        assert_contains (b->out, "FAULT: ");
        bytes[at + 3] ^= 1;
        found++;
      }
  g_assert_cmpuint (found, >=, 2);
}

static void
test_tampered_evidence (Bench *b, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  char *at;
  gsize length;

  OK (b, "add", R, "audit", "title=T");
  bench_write (b, "proof", "the bytes of this file are proof", -1);
  OK (b, "attach", R, "audit", "AU-0001", "proof");
  bytes = bench_read (b, R, &length);
  at = memmem (bytes, length, "this file are proof", 19);
  g_assert_nonnull (at);
  *at = 'T';
  bench_write (b, R, bytes, (gssize) length);
  bench_run (b, WORDS ("verify", R));
  g_assert_cmpint (b->status, ==, 1);
  bench_run (b, WORDS ("extract", R, "evidence", "EV-0001", "--output", "again"));
  g_assert_cmpint (b->status, !=, 0);
  g_assert_false (bench_has (b, "again"));
}

static void
test_backup (Bench *b, gconstpointer unused)
{
  g_autofree char *listing = NULL;

  OK (b, "add", R, "vendor", "name=A");
  OK (b, "backup", R, "copy.nachweis");
  OK (b, "verify", "copy.nachweis");
  OK (b, "show", "copy.nachweis", "vendor", "V-0001");
  FAILS (b, 3, "nachweisctl: copy.nachweis: the file exists already", "backup", R, "copy.nachweis");
  FAILS (b, 3, "exists already", "backup", R, R);
  FAILS (b, 5, "nachweisctl: no/copy.nachweis: ", "backup", R, "no/copy.nachweis");
  FAILS (b, 4, "none.nachweis", "backup", "none.nachweis", "more.nachweis");
  listing = bench_listing (b);
  g_assert_cmpstr (listing, ==, "copy.nachweis r.nachweis ");
}

static void
test_many_at_once (Bench *b, gconstpointer unused)
{
  GSubprocess *adds[48];
  g_auto (GStrv) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    adds[i] = bench_start (b, WORDS ("add", R, "vendor", "name=A"));
  OK (b, "backup", R, "copy.nachweis");
  OK (b, "export", R, "--output", "r.xml");
  OK (b, "check", "r.xml");
  for (guint i = 0; i < G_N_ELEMENTS (adds); i++)
    {
      bench_finish (b, adds[i]);
      g_assert_cmpint (b->status, ==, 0);
    }
  OK (b, "list", R, "vendor", "--fields", "code", "--format", "csv");
  rows = g_strsplit (b->out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 1 + G_N_ELEMENTS (adds) + 1);
  OK (b, "verify", R);
  /* Where the newer register has not been seen, the copy is whole. */
  bench_shell (b, "XDG_STATE_HOME=$PWD/.elsewhere $NACHWEISCTL verify copy.nachweis");
  g_assert_cmpint (b->status, ==, 0);
}

static void
write_long_table (Bench *b)
{
  g_autoptr (GString) csv = g_string_new ("code,name\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (csv, "L-%u,Name %u\n", i, i);
  bench_write (b, "long.csv", csv->str, (gssize) csv->len);
}

/* Stops a command after @ms; returns whether it was still at work. */
static gboolean
interrupt (Bench *b, guint ms, const char *const *words)
{
  GSubprocess *process = bench_start (b, words);

  g_usleep (ms * 1000);
  g_subprocess_send_signal (process, SIGINT);
  bench_finish (b, process);
  if (b->status == 0)
    return FALSE;
  g_assert_cmpint (b->status, ==, -SIGINT);
  return TRUE;
}

static void
test_interrupted_import (Bench *b, gconstpointer unused)
{
  g_autofree char *before = bench_hash (b, R);

  write_long_table (b);
  for (guint ms = 40; ms <= 280; ms += 80)
    {
      g_autofree char *after = NULL, *listing = NULL;

      if (!interrupt (b, ms, WORDS ("import", R, "long.csv", "--as", "vendor")))
        break;
      after = bench_hash (b, R);
      g_assert_cmpstr (before, ==, after);
      listing = bench_listing (b);
      g_assert_cmpstr (listing, ==, "long.csv r.nachweis ");
    }
  OK (b, "verify", R);
}

static void
test_interrupted_output (Bench *b, gconstpointer unused)
{
  bench_run (b, WORDS ("init", "s.nachweis", "--organisation", "X", "--sample"));
  write_long_table (b);
  bench_run (b, WORDS ("import", "s.nachweis", "long.csv", "--as", "vendor"));
  g_assert_cmpint (b->status, ==, 0);
  for (guint ms = 30; ms <= 230; ms += 50)
    {
      g_autofree char *listing = NULL;

      interrupt (b, ms, WORDS ("export", "s.nachweis", "--output", "out.xml"));
      interrupt (b, ms, WORDS ("export", "s.nachweis", "vendor", "--output", "out.csv"));
      interrupt (b, ms, WORDS ("backup", "s.nachweis", "out.nachweis"));
      bench_shell (b, "rm -f out.xml out.csv out.nachweis");
      listing = bench_listing (b);
      g_assert_cmpstr (listing, ==, "long.csv r.nachweis s.nachweis ");
    }
}

static void
test_interrupted_init (Bench *b, gconstpointer unused)
{
  for (guint ms = 5; ms <= 85; ms += 20)
    {
      g_autofree char *listing = NULL;

      if (!interrupt (b, ms, WORDS ("init", "new.nachweis", "--organisation", "X", "--sample")))
        break;
      listing = bench_listing (b);
      g_assert_cmpstr (listing, ==, "r.nachweis ");
    }
}

/* A quota ends a file in the same way as a full disk. */
static void
test_no_room (Bench *b, gconstpointer unused)
{
  static const char *const commands[] = {
    "import r.nachweis long.csv --as vendor", "export r.nachweis --output out.xml", "export r.nachweis requirement --output out.csv",
    "backup r.nachweis out.nachweis", "init new.nachweis --organisation X", "report r.nachweis --kind soa --framework dsgvo --output out.xml",
  };
  g_autofree char *before = bench_hash (b, R);

  write_long_table (b);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("ulimit -f 8; $NACHWEISCTL %s", commands[i]);
      g_autofree char *after = NULL, *listing = NULL;

      bench_shell (b, line);
      if (b->status != 5)
        g_error ("%s: status %d: %s", commands[i], b->status, b->err);
      assert_contains (b->err, "nachweisctl: ");
      after = bench_hash (b, R);
      g_assert_cmpstr (before, ==, after);
      listing = bench_listing (b);
      g_assert_cmpstr (listing, ==, "long.csv r.nachweis ");
    }
}

/* Who may not write can still read, but not change or make anything. */
static void
test_folder_without_right_to_write (Bench *b, gconstpointer unused)
{
  static const char *const readers[] = {
    "list ro/r.nachweis vendor", "show ro/r.nachweis vendor V-0001", "search ro/r.nachweis a", "verify ro/r.nachweis",
    "history ro/r.nachweis", "export ro/r.nachweis --output out.xml", "backup ro/r.nachweis out.nachweis",
  };

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  OK (b, "add", R, "vendor", "name=A");
  bench_shell (b, "mkdir ro; cp r.nachweis ro; chmod 555 ro");
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autofree char *line = g_strconcat ("$NACHWEISCTL ", readers[i], NULL);

      bench_shell (b, line);
      if (b->status != 0)
        g_error ("%s: status %d: %s", readers[i], b->status, b->err);
    }
  FAILS (b, 5, "ro/r.nachweis", "add", "ro/r.nachweis", "vendor", "name=B");
  FAILS (b, 5, "ro/x.xml", "export", "ro/r.nachweis", "--output", "ro/x.xml");
  FAILS (b, 5, "ro/new.nachweis", "init", "ro/new.nachweis", "--organisation", "X");
}

static const Case cases[] = {
  { "history", test_history },
  { "verify-against-head", test_verify_against_head },
  { "older-copy-is-told", test_older_copy_is_told },
  { "tampered-value", test_tampered_value },
  { "tampered-byte", test_tampered_byte },
  { "tampered-evidence", test_tampered_evidence },
  { "backup", test_backup },
  { "many-at-once", test_many_at_once },
  { "interrupted-import", test_interrupted_import },
  { "interrupted-output", test_interrupted_output },
  { "interrupted-init", test_interrupted_init },
  { "no-room", test_no_room },
  { "folder-without-right-to-write", test_folder_without_right_to_write },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bench_add ("cli-safe", cases, G_N_ELEMENTS (cases));
  return g_test_run ();
}
