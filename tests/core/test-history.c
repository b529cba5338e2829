/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <glib/gstdio.h>
#include <string.h>

/* A register that has a bit of everything, and one test for every way to
 * change it past the program: each must be named by verify. */

static char *good; /* its bytes */
static gsize good_size;

static void
store_evidence (Register *r)
{
  g_autofree char *content = g_strnfill (1500000, 'e'); /* two chunks */
  g_autoptr (GBytes) bytes = g_bytes_new (content, 1500000);
  g_auto (NwFile) file = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NwRecord) evidence = NULL;

  nw_store_put_bytes (r->store, bytes, "a.txt", &file, &error);
  g_assert_no_error (error);
  evidence = make (r->store, &nw_evidence, "title", "Zertifikat", "sha256", file.sha256, "size", "1500000", NULL);
}

/* Entries: 1 genesis, 2 to 4 vendors, 5 and 6 edits, 7 risk, 8 evidence, 9 to
 * 11 a deletion and catalogues, 12 and 13 edits. */
static void
fill (Register *r)
{
  g_autoptr (NwRecord) alpha = make (r->store, &nw_vendor, "name", "Alphawerk", "impact", "3", NULL);
  g_autoptr (NwRecord) beta = make (r->store, &nw_vendor, "name", "Betahaus", NULL);
  g_autoptr (NwRecord) gamma = make (r->store, &nw_vendor, "name", "Gammabau", NULL);
  g_autoptr (NwRecord) risk = NULL;
  g_autoptr (NwRecord) framework = NULL;
  g_autoptr (NwRecord) requirement = NULL;
  g_autoptr (GError) error = NULL;

  edit_good (r->store, alpha, "city", "Bonn");
  edit_good (r->store, alpha, "city", "Köln");
  risk = make (r->store, &nw_risk, "title", "Ausfall", "vendors", "V-0001;V-0002", NULL);
  store_evidence (r);
  g_assert_true (mark (r->store, gamma, NW_MARK_DELETE, &error));
  framework = make (r->store, &nw_framework, "name", "Norm", NULL);
  requirement = make (r->store, &nw_requirement, "framework", "FW-0001", "reference", "A.5.1", "title_en", "Policies", NULL);
  edit_good (r->store, requirement, "title_de", "Richtlinien");
  edit_good (r->store, beta, "city", "Ulm");
}

static void
history_up (Register *r, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  register_up (r, NULL);
  fill (r);
  assert_sound (r->store);
  register_close (r);
  g_clear_pointer (&good, g_free);
  g_file_get_contents (r->path, &good, &good_size, &error);
  g_assert_no_error (error);
}

/* Undoes a damage by writing the good bytes again. */
static void
repair (Register *r)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (r->path, good, (gssize) good_size, &error);
  g_assert_no_error (error);
}

static gboolean
is_found (Register *r, const char *what, const char *part)
{
  g_autofree char *faults = NULL;

  register_reopen (r);
  faults = verdict_text (r->store, NULL);
  register_close (r);
  if (strstr (faults, part) != NULL)
    return TRUE;
  g_test_message ("%s: wanted “%s”, found “%s”", what, part, faults);
  return FALSE;
}

/* Where an opening or an item can be told by its bytes. */
#define OPENING(text) "FROM log_opening WHERE value = CAST ('" text "' AS BLOB)"

static const struct
{
  const char *name, *sql, *part;
} damages[] = {
  { "live value", "UPDATE vendor SET name = 'Omegawerk' WHERE id = 1", "vendor V-0001: field name is not what the history says" },
  { "live number", "UPDATE vendor SET impact = 4 WHERE id = 1", "field impact is not what the history says" },
  { "live value emptied", "UPDATE vendor SET city = NULL WHERE id = 1", "vendor V-0001: field city is not what" },
  { "live value invented", "UPDATE vendor SET street = 'X' WHERE id = 1", "field street has a value that the history never set" },
  { "live code", "UPDATE vendor SET code = 'V-0009' WHERE id = 1", "vendor V-0009: field code is not what" },
  { "live uuid", "UPDATE vendor SET uuid = zeroblob (16) WHERE id = 1", "has a value that the history never set" },
  { "row of a catalogue", "UPDATE requirement SET title_en = 'None' WHERE id = 1", "requirement RQ-0001: field title_en is not what" },
  { "reference moved", "INSERT INTO framework SELECT 2, randomblob (16), 1, 0, 'FW-2', 'N', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL;"
    "UPDATE requirement SET framework = 2 WHERE id = 1", "requirement RQ-0001: field framework is not what" },
  { "older city", "UPDATE vendor SET city = 'Bonn' WHERE id = 1", "vendor V-0001: field city is not what" },
  { "row inserted", "INSERT INTO vendor (id, uuid, revision, deleted, code, name) VALUES (9, randomblob (16), 1, 0, 'V-0009', 'Neu')",
    "vendor V-0009: field name has a value that the history never set" },
  { "row removed", "DELETE FROM vendor WHERE id = 3", "the history set field name, but the register does not hold it" },
  { "mark set", "UPDATE vendor SET deleted = 1 WHERE id = 1", "V-0001: field @deleted has a value" },
  { "mark taken away", "UPDATE vendor SET deleted = 0 WHERE id = 3", "V-0003: field @deleted is not what" },
  { "revision up", "UPDATE vendor SET revision = revision + 1 WHERE id = 1", "V-0001: it has revision 4, but the history changed it 3 times" },
  { "revision down", "UPDATE vendor SET revision = 1 WHERE id = 1", "V-0001: it has revision 1" },
  { "link added", "INSERT INTO risk__vendors VALUES (1, 3)", "risk R-0001: field vendors is not what" },
  { "link removed", "DELETE FROM risk__vendors WHERE target = 1", "risk R-0001: field vendors is not what" },
  { "all links removed", "DELETE FROM risk__vendors", "risk R-0001: field vendors is not what" },
  { "opening changed", "UPDATE log_opening SET value = CAST ('Omegawerk' AS BLOB) WHERE value = CAST ('Alphawerk' AS BLOB)", "the value of vendor.name is not the one" },
  { "salt changed", "UPDATE log_opening SET salt = zeroblob (32) WHERE seq = 2 AND idx = 0", "the value of @log.actor is not the one" },
  { "type changed", "UPDATE log_opening SET type = 3 WHERE value = CAST ('Alphawerk' AS BLOB)", "the value of vendor.name is not the one" },
  { "actor changed", "UPDATE log_opening SET value = CAST ('Eve' AS BLOB) WHERE value = CAST ('Anna Test' AS BLOB) AND seq = 5", "5/0 the value of @log.actor" },
  { "opening removed", "DELETE " OPENING ("Bonn"), "is missing, and no later entry erases it" },
  { "stray opening", "INSERT INTO log_opening VALUES (3, 99, zeroblob (32), 1, x'41')", "3/99 an opening belongs to no item" },
  { "stray opening at the end", "INSERT INTO log_opening VALUES (999, 0, zeroblob (32), 1, x'41')", "999/0 an opening belongs to no item" },
  { "stray opening at the start", "INSERT INTO log_opening VALUES (0, 0, zeroblob (32), 1, x'41')", "0/0 an opening belongs to no item" },
  { "openings swapped", "UPDATE log_opening SET idx = idx + 100 WHERE seq = 5 AND idx < 2; UPDATE log_opening SET idx = 101 - idx WHERE seq = 5 AND idx >= 100", "5/0 the value of" },
  { "body byte", "UPDATE log_entry SET body = CAST (substr (body, 1, 70) || x'ff' || substr (body, 72) AS BLOB) WHERE seq = 4", "4/-1 its bytes do not have the hash" },
  { "hash", "UPDATE log_entry SET hash = zeroblob (32) WHERE seq = 4", "4/-1 its bytes do not have the hash" },
  { "body longer", "UPDATE log_entry SET body = CAST (body || x'00' AS BLOB) WHERE seq = 4", "4/-1 bytes follow its last item" },
  { "body cut", "UPDATE log_entry SET body = substr (body, 1, length (body) - 1) WHERE seq = 4", "this item cannot be read" },
  { "body empty", "UPDATE log_entry SET body = x'' WHERE seq = 4", "4/-1 its beginning cannot be read" },
  { "body of another register", "UPDATE log_entry SET body = CAST (substr (body, 1, 12) || zeroblob (16) || substr (body, 29) AS BLOB) WHERE seq = 4", "4/-1 it belongs to another register" },
  { "entry removed", "DELETE FROM log_entry WHERE seq = 5", "entries 5 to 5 are missing before it" },
  { "first entry removed", "DELETE FROM log_entry WHERE seq = 1", "entries 1 to 1 are missing before it" },
  { "entry renumbered", "UPDATE log_entry SET seq = 999 WHERE seq = 5", "999/-1 it calls itself entry 5" },
  { "entries swapped", "UPDATE log_entry SET seq = 999 WHERE seq = 5; UPDATE log_entry SET seq = 5 WHERE seq = 6; UPDATE log_entry SET seq = 6 WHERE seq = 999",
    "5/-1 it does not follow the entry before it" },
  { "entry copied", "INSERT INTO log_entry SELECT 14, body, hash FROM log_entry WHERE seq = 13", "14/-1 it calls itself entry 13" },
  { "history emptied", "DELETE FROM log_entry", "the history is empty" },
  { "end cut off", "DELETE FROM log_entry WHERE seq = 13; DELETE FROM log_opening WHERE seq = 13; DELETE FROM log_touch WHERE seq = 13;"
    "UPDATE vendor SET city = NULL, revision = 1 WHERE id = 2", "TRUNCATED: this computer has seen history entry 13" },
  { "touch removed", "DELETE FROM log_touch WHERE seq = 5", "the index of the history by record" },
  { "touch added", "INSERT INTO log_touch SELECT uuid, 13 FROM vendor WHERE id = 3", "the index of the history by record" },
  { "touch moved", "UPDATE log_touch SET seq = 4 WHERE seq = 5", "the index of the history by record" },
  { "chunk changed", "UPDATE blob_chunk SET data = CAST (x'00' || substr (data, 2) AS BLOB) WHERE idx = 1", "is not what it was" },
  { "chunk removed", "DELETE FROM blob_chunk WHERE idx = 0", "is not what it was" },
  { "chunk added", "INSERT INTO blob_chunk SELECT sha256, 2, x'00' FROM blob_file", "is not what it was" },
  { "file removed", "DELETE FROM blob_chunk; DELETE FROM blob_file", "evidence EV-0001: its file" },
  { "file size", "UPDATE blob_file SET size = size + 1", "is not what it was" },
  { "reference to nowhere", "PRAGMA foreign_keys = OFF; INSERT INTO blob_chunk VALUES (zeroblob (32), 0, x'00')", "the register is damaged" },
  { "search emptied", "INSERT INTO search (search) VALUES ('delete-all')", "the search index" },
  { "search row gone", "INSERT INTO search (search, rowid, title, body) VALUES ('delete', 168, 'V-0001\nAlphawerk', 'Köln Koeln')", "the search index" },
  { "search row invented", "INSERT INTO search (rowid, title, body) VALUES (99999, 'falsch', '')", "the search index" },
  { "search without lengths", "DELETE FROM search_docsize WHERE id = 168", "the search index" },
  { "search of other words", "UPDATE search_data SET block = CAST (replace (CAST (block AS TEXT), 'alphawerk', 'omegawerk') AS BLOB) WHERE instr (block, CAST ('alphawerk' AS BLOB)) > 0",
    "the search index" },
  { "search structure", "UPDATE search_data SET block = zeroblob (length (block)) WHERE id > 10", "the search index" },
  { "search without structure", "DELETE FROM search_data WHERE id > 10", "the search index" },
};

static void
test_damages (Register *r, gconstpointer unused)
{
  guint missed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      raw (r->path, damages[i].sql);
      missed += !is_found (r, damages[i].name, damages[i].part);
      repair (r);
    }
  g_assert_cmpuint (missed, ==, 0);
  register_reopen (r);
  assert_sound (r->store);
  g_test_message ("%u kinds of damage", (guint) G_N_ELEMENTS (damages));
}

/* Who changes a body and its hash breaks the chain behind it. */
static void
test_hash_redone (Register *r, gconstpointer unused)
{
  g_autofree char *hex = raw_ask (r->path, "SELECT hex (body) FROM log_entry WHERE seq = 4");
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree char *hash = NULL, *sql = NULL, *changed = NULL;

  for (const char *p = hex; *p != '\0'; p += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (p[0]) * 16 + g_ascii_xdigit_value (p[1]));

      g_byte_array_append (body, &byte, 1);
    }
  body->data[75] ^= 1; /* the time, by a microsecond */
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, body->data, body->len);
  changed = g_strndup (hex, 150);
  sql = g_strdup_printf ("UPDATE log_entry SET body = x'%s%02X%s', hash = x'%s' WHERE seq = 4", changed, body->data[75], hex + 152, hash);
  raw (r->path, sql);
  g_assert_true (is_found (r, "hash redone", "5/-1 it does not follow the entry before it"));
}

/* An older copy: sound in itself, but not what this computer has seen. */
static void
test_truncated (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = NULL;
  g_autofree char *head = NULL, *faults = NULL;
  gint64 seq;

  register_reopen (r);
  vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  edit_good (r->store, vendor, "city", "Rom");
  g_clear_object (&vendor);
  head = nw_store_head (r->store, &seq, NULL);
  g_assert_cmpint (seq, ==, 14);
  faults = verdict_text (r->store, head);
  g_assert_cmpstr (faults, ==, "");
  register_close (r);
  repair (r);
  g_assert_true (is_found (r, "older copy", "TRUNCATED: this computer has seen history entry 14"));
  register_reopen (r);
  g_free (faults);
  faults = verdict_text (r->store, head);
  g_assert_nonnull (strstr (faults, "TRUNCATED or FORKED: no history entry has the head"));
}

static char *
anchor_path (Register *r)
{
  g_autofree char *id = nw_store_log_id (r->store, NULL);

  return g_build_filename (g_get_user_state_dir (), "nachweis", "heads", id, NULL);
}

/* A copy that went on by itself, elsewhere. */
static void
test_forked (Register *r, gconstpointer unused)
{
  g_autofree char *path = NULL, *seen = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NwRecord) vendor = NULL;

      register_reopen (r);
      path = path != NULL ? path : anchor_path (r);
      vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
      edit_good (r->store, vendor, "city", i == 0 ? "Rom" : "Paris");
      g_clear_object (&vendor);
      register_close (r);
      if (i > 0)
        break;
      g_assert_true (g_file_get_contents (path, &seen, NULL, NULL));
      repair (r);
    }
  g_assert_true (g_file_set_contents (path, seen, -1, NULL));
  g_assert_true (is_found (r, "fork", "FORKED: history entry 14 differs"));
}

/* Six lines, as any other program reads them; private. */
static void
test_anchor (Register *r, gconstpointer unused)
{
  g_autofree char *path = NULL, *text = NULL, *head = NULL, *id = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 seconds;
  GStatBuf info;

  register_reopen (r);
  path = anchor_path (r);
  head = nw_store_head (r->store, NULL, NULL);
  id = nw_store_log_id (r->store, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpstr (lines[0], ==, "NWH1-CHECKPOINT");
  g_assert_cmpstr (lines[1], ==, id);
  g_assert_cmpstr (lines[2], ==, "13");
  g_assert_cmpstr (lines[3], ==, head);
  g_assert_cmpuint (strlen (lines[4]), ==, 64);
  g_assert_true (nw_instant_parse (lines[5], &seconds));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* A clock that was put back is worth a word, but no fault. */
static void
test_clock (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = NULL;
  g_autofree char *faults = NULL;

  register_reopen (r);
  nw_store_set_clock (r->store, -1);
  vendor = nw_store_find (r->store, &nw_vendor, "V-0001", NULL);
  edit_good (r->store, vendor, "city", "Rom");
  g_clear_object (&vendor);
  faults = verdict_text (r->store, NULL);
  g_assert_true (g_str_has_prefix (faults, "warning 14/-1 its time lies before"));
  g_assert_null (strchr (strchr (faults, '\n') + 1, '\n'));
}

static void
test_counts (Register *r, gconstpointer unused)
{
  g_autoptr (NwVerdict) verdict = NULL;
  g_autofree char *head = NULL;

  register_reopen (r);
  verdict = nw_store_verify (r->store, NULL, NULL, NULL);
  head = nw_store_head (r->store, NULL, NULL);
  g_assert_cmpint (verdict->entries, ==, 13);
  g_assert_cmpint (verdict->seq, ==, 13);
  g_assert_cmpint (verdict->records, ==, 7);
  g_assert_cmpint (verdict->files, ==, 1);
  g_assert_cmpint (verdict->items, >, 40);
  g_assert_cmpstr (verdict->head, ==, head);
}

#define HISTORY(name, function) g_test_add (name, Register, NULL, history_up, function, register_down)

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  HISTORY ("/history/counts", test_counts);
  HISTORY ("/history/damages", test_damages);
  HISTORY ("/history/hash-redone", test_hash_redone);
  HISTORY ("/history/truncated", test_truncated);
  HISTORY ("/history/forked", test_forked);
  HISTORY ("/history/anchor", test_anchor);
  HISTORY ("/history/clock", test_clock);
  return g_test_run ();
}
