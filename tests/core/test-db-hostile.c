/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db-help.h"
#include "nw-jail.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define B(...) (const guint8[]) { __VA_ARGS__ }, sizeof ((const guint8[]) { __VA_ARGS__ })

static void
refuse_code (const char *path, NwDbFlags flags, int code, const char *which)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = open_it (path, flags, &error);

  g_test_message ("%s: %s", which, error != NULL ? error->message : "opened");
  if (db != NULL || !g_error_matches (error, NW_DB_ERROR, code))
    g_error ("%s: code %d instead of %d: %s", which, error != NULL ? error->code : -1, code,
             error != NULL ? error->message : "opened");
}

static const struct
{
  const char   *name;
  off_t         offset;
  const guint8 *bytes;
  gsize         size;
  NwDbError     code;
} patches[] = {
  { "magic, first byte",     0,  B ('s'),                NW_DB_ERROR_NOT_A_REGISTER },
  { "magic, last byte",      15, B (1),                  NW_DB_ERROR_NOT_A_REGISTER },
  { "page size 512",         16, B (2, 0),               NW_DB_ERROR_NOT_A_REGISTER },
  { "page size 8192",        16, B (0x20, 0),            NW_DB_ERROR_NOT_A_REGISTER },
  { "page size 65536",       16, B (0, 1),               NW_DB_ERROR_NOT_A_REGISTER },
  { "page size 0",           16, B (0, 0),               NW_DB_ERROR_NOT_A_REGISTER },
  { "WAL",                   18, B (2, 2),               NW_DB_ERROR_REFUSED },
  { "WAL for writers",       18, B (2, 1),               NW_DB_ERROR_REFUSED },
  { "WAL for readers",       18, B (1, 2),               NW_DB_ERROR_REFUSED },
  { "format 0",              18, B (0, 0),               NW_DB_ERROR_REFUSED },
  { "format 9",              18, B (9, 9),               NW_DB_ERROR_REFUSED },
  { "reserved 8",            20, B (8),                  NW_DB_ERROR_NOT_A_REGISTER },
  { "reserved 255",          20, B (255),                NW_DB_ERROR_NOT_A_REGISTER },
  { "max fraction",          21, B (63),                 NW_DB_ERROR_NOT_A_REGISTER },
  { "min fraction",          22, B (31),                 NW_DB_ERROR_NOT_A_REGISTER },
  { "leaf fraction",         23, B (33),                 NW_DB_ERROR_NOT_A_REGISTER },
  { "change counter",        24, B (0, 9, 9, 9),         NW_DB_ERROR_DAMAGED },
  { "page count 0",          28, B (0, 0, 0, 0),         NW_DB_ERROR_DAMAGED },
  { "page count 1",          28, B (0, 0, 0, 1),         NW_DB_ERROR_DAMAGED },
  { "page count huge",       28, B (255, 255, 255, 255), NW_DB_ERROR_DAMAGED },
  { "free pages",            36, B (0, 0, 255, 0),       NW_DB_ERROR_DAMAGED },
  { "schema format 1",       44, B (0, 0, 0, 1),         NW_DB_ERROR_NOT_A_REGISTER },
  { "schema format 5",       44, B (0, 0, 0, 5),         NW_DB_ERROR_NOT_A_REGISTER },
  { "auto-vacuum",           52, B (0, 0, 0, 3),         NW_DB_ERROR_NOT_A_REGISTER },
  { "encoding 0",            56, B (0, 0, 0, 0),         NW_DB_ERROR_NOT_A_REGISTER },
  { "UTF-16le",              56, B (0, 0, 0, 2),         NW_DB_ERROR_NOT_A_REGISTER },
  { "UTF-16be",              56, B (0, 0, 0, 3),         NW_DB_ERROR_NOT_A_REGISTER },
  { "encoding 9",            56, B (0, 0, 0, 9),         NW_DB_ERROR_NOT_A_REGISTER },
  { "user_version 0",        60, B (0, 0, 0, 0),         NW_DB_ERROR_NOT_A_REGISTER },
  { "user_version -1",       60, B (255, 255, 255, 255), NW_DB_ERROR_NOT_A_REGISTER },
  { "user_version minimum",  60, B (128, 0, 0, 0),       NW_DB_ERROR_NOT_A_REGISTER },
  { "user_version next",     60, B (0, 0, 0, 2),         NW_DB_ERROR_NEWER },
  { "user_version 999999",   60, B (0, 15, 66, 63),      NW_DB_ERROR_NEWER },
  { "incremental vacuum",    64, B (0, 0, 0, 1),         NW_DB_ERROR_NOT_A_REGISTER },
  { "application_id 0",      68, B (0, 0, 0, 0),         NW_DB_ERROR_NOT_A_REGISTER },
  { "application_id Fossil", 68, B (15, 5, 81, 18),      NW_DB_ERROR_NOT_A_REGISTER },
  { "expansion, first",      72, B (1),                  NW_DB_ERROR_NOT_A_REGISTER },
  { "expansion, last",       91, B (1),                  NW_DB_ERROR_NOT_A_REGISTER },
  { "version-valid-for",     92, B (0, 9, 9, 9),         NW_DB_ERROR_DAMAGED },
  { "freelist trunk",        32, B (0, 0, 0, 2, 0, 0, 0, 1), NW_DB_ERROR_DAMAGED },
  { "root page header",      100, B (7),                 NW_DB_ERROR_DAMAGED },
  { "cell count",            103, B (255, 255),          NW_DB_ERROR_DAMAGED },
  { "second page",           4096, B (99, 99, 99, 99, 99, 99, 99, 99), NW_DB_ERROR_DAMAGED },
};

static void
test_patched (Fixture *f, gconstpointer unused)
{
  g_autofree char *good = NULL;
  gsize size;

  (void) unused;
  g_assert_true (g_file_get_contents (f->path, &good, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    {
      g_autofree char *bad = g_memdup2 (good, size);
      g_autofree char *after = NULL;

      memcpy (bad + patches[i].offset, patches[i].bytes, patches[i].size);
      write_file (f->path, bad, size);
      refuse_code (f->path, 0, (int) patches[i].code, patches[i].name);
      g_assert_true (g_file_get_contents (f->path, &after, NULL, NULL));
      g_assert_cmpmem (after, size, bad, size);
    }

  write_file (f->path, good, size);
  nw_db_close (open_good (f->path, 0));
}

static const struct { const char *name; off_t absolute; off_t relative; NwDbError code; } sizes[] = {
  { "empty",               0,   0,                    NW_DB_ERROR_NOT_A_REGISTER },
  { "1 byte",              1,   0,                    NW_DB_ERROR_NOT_A_REGISTER },
  { "99 bytes",            99,  0,                    NW_DB_ERROR_NOT_A_REGISTER },
  { "100 bytes",           100, 0,                    NW_DB_ERROR_DAMAGED },
  { "one byte less",       -1,  -1,                   NW_DB_ERROR_DAMAGED },
  { "one page less",       -1,  -4096,                NW_DB_ERROR_DAMAGED },
  { "one byte appended",   -1,  1,                    NW_DB_ERROR_DAMAGED },
  { "one page appended",   -1,  4096,                 NW_DB_ERROR_DAMAGED },
  { "1 GB appended",       -1,  (off_t) 1 << 30,      NW_DB_ERROR_DAMAGED },
  { "16 TB appended",      -1,  ((off_t) 1 << 44) - (1 << 20), NW_DB_ERROR_DAMAGED },
};

static void
test_sizes (Fixture *f, gconstpointer unused)
{
  g_autofree char *good = NULL;
  gsize size;

  (void) unused;
  g_assert_true (g_file_get_contents (f->path, &good, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      off_t length = sizes[i].absolute >= 0 ? sizes[i].absolute : (off_t) size + sizes[i].relative;

      write_file (f->path, good, size);
      if (truncate (f->path, length) == 0)
        refuse_code (f->path, 0, (int) sizes[i].code, sizes[i].name);
      else
        g_test_message ("%s: too long for this file system", sizes[i].name);
    }
}

static const struct { const char *name; const char *sql; } alterations[] = {
  { "trigger",          "CREATE TRIGGER t AFTER INSERT ON vendor BEGIN DELETE FROM log_entry; END" },
  { "view",             "CREATE VIEW v AS SELECT * FROM vendor" },
  { "table",            "CREATE TABLE extra (a)" },
  { "table, reserved",  "CREATE TABLE extra (a INTEGER PRIMARY KEY AUTOINCREMENT)" },
  { "table dropped",    "DROP TABLE log_opening" },
  { "table renamed",    "ALTER TABLE vendor RENAME TO seller" },
  { "column added",     "ALTER TABLE vendor ADD COLUMN extra TEXT" },
  { "column renamed",   "ALTER TABLE vendor RENAME COLUMN name TO title" },
  { "column dropped",   "ALTER TABLE vendor DROP COLUMN count" },
  { "generated column", "ALTER TABLE vendor ADD COLUMN g TEXT AS (upper (name)) VIRTUAL" },
  { "index",            "CREATE INDEX extra ON vendor (count)" },
  { "expression index", "CREATE INDEX extra ON vendor (lower (name))" },
  { "partial index",    "CREATE INDEX extra ON vendor (name) WHERE name > 'a'" },
  { "index dropped",    "DROP INDEX vendor_name" },
  { "index replaced",   "DROP INDEX vendor_name; CREATE INDEX vendor_name ON vendor (name DESC)" },
  { "virtual table",    "CREATE VIRTUAL TABLE r USING rtree (id, a, b)" },
  { "search replaced",  "DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5(title, body)" },
  { "statistics",       "ANALYZE" },
  { "check dropped",    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, ' CHECK (length (hash) = 32)', '') WHERE name = 'log_entry'" },
  { "type changed",     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'type INTEGER', 'type ANY') WHERE name = 'log_opening'" },
  { "comment added",    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || '/**/' WHERE name = 'vendor'" },
  { "blob for text",    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST (sql AS BLOB) WHERE name = 'vendor_name'" },
  { "row twice",        "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT type, 'vendor2', 'vendor2', 0, 'CREATE VIRTUAL TABLE vendor2 USING fts5(a)' FROM sqlite_schema WHERE name = 'search'" },
};

static void
test_altered (Fixture *f, gconstpointer unused)
{
  g_autofree char *good = NULL;
  gsize size;

  (void) unused;
  g_assert_true (g_file_get_contents (f->path, &good, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++)
    {
      write_file (f->path, good, size);
      run_stock (f->path, alterations[i].sql);
      refuse_code (f->path, i % 2 ? NW_DB_FOREIGN : 0, NW_DB_ERROR_SCHEMA, alterations[i].name);
    }
}

static void
test_reference (Fixture *f, gconstpointer unused)
{
  (void) unused;
  run_stock (f->path, "PRAGMA foreign_keys = OFF; UPDATE vendor SET parent = 77 WHERE id = 2");
  nw_db_close (open_good (f->path, 0));
  refuse_code (f->path, NW_DB_FOREIGN, NW_DB_ERROR_DAMAGED, "reference to nothing");
  g_chmod (f->path, 0666);
  refuse_code (f->path, 0, NW_DB_ERROR_DAMAGED, "reference to nothing, world-writable");
}

static void
test_kinds_of_file (Fixture *f, gconstpointer unused)
{
  g_autofree char *link = in_folder (f, "link.nachweis");
  g_autofree char *fifo = in_folder (f, "fifo.nachweis");
  g_autofree char *none = in_folder (f, "none.nachweis");
  g_autofree char *below = in_folder (f, "none/none.nachweis");
  g_autofree char *linked = in_folder (f, "folder");
  g_autofree char *through = in_folder (f, "folder/good.nachweis");

  (void) unused;
  g_assert_cmpint (symlink (f->path, link), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  refuse_code (link, 0, NW_DB_ERROR_REFUSED, "symbolic link");
  refuse_code (fifo, 0, NW_DB_ERROR_NOT_A_REGISTER, "fifo");
  refuse_code (f->folder, 0, NW_DB_ERROR_NOT_A_REGISTER, "folder");
  refuse_code ("/dev/null", 0, NW_DB_ERROR_NOT_A_REGISTER, "device");
  refuse_code (none, 0, NW_DB_ERROR_MISSING, "missing");
  refuse_code (below, 0, NW_DB_ERROR_MISSING, "missing folder");

  /* A link in the folder's name is resolved and does no harm. */
  g_assert_cmpint (symlink (f->folder, linked), ==, 0);
  nw_db_close (open_good (through, 0));
}

static void
test_names (Fixture *f, gconstpointer unused)
{
  static const char *const forms[] = { "file:%s", "FILE:%s", "file://%s", "file:%s?mode=memory", "file:%s?vfs=unix-none&immutable=1", NULL };
  g_autofree char *journal = in_folder (f, "x-journal");
  g_autofree char *colon = in_folder (f, "file:x?mode=memory");

  (void) unused;
  for (guint i = 0; forms[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (forms[i], "%s", 2);
      g_autofree char *name = g_strjoinv (f->path, parts);

      refuse_code (name, i % 2 ? NW_DB_CREATE : 0, NW_DB_ERROR_REFUSED, name);
    }
  refuse_code ("", 0, NW_DB_ERROR_NOT_A_REGISTER, "no name");
  refuse_code ("/", 0, NW_DB_ERROR_NOT_A_REGISTER, "root");
  refuse_code (":memory:", 0, NW_DB_ERROR_MISSING, "memory");
  refuse_code (journal, NW_DB_CREATE, NW_DB_ERROR_REFUSED, "name of a journal");

  /* As the last part of a name it is a file like any other. */
  nw_db_close (open_good (colon, NW_DB_CREATE));
  g_assert_true (g_file_test (colon, G_FILE_TEST_IS_REGULAR));
}

static void
test_sidecars (Fixture *f, gconstpointer unused)
{
  static const char *const names[] = { "-wal", "-shm" };
  g_autofree char *journal = g_strconcat (f->path, "-journal", NULL);
  g_autofree char *other = in_folder (f, "other");

  (void) unused;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (f->path, names[i], NULL);

      write_file (name, "x", 1);
      refuse_code (f->path, 0, NW_DB_ERROR_SIDECAR, names[i]);
      g_assert_true (g_file_test (name, G_FILE_TEST_EXISTS));
      g_remove (name);
      g_assert_cmpint (symlink ("nowhere", name), ==, 0);
      refuse_code (f->path, NW_DB_READ_ONLY, NW_DB_ERROR_SIDECAR, "dangling link");
      g_remove (name);
    }

  write_file (other, "precious", 8);
  g_assert_cmpint (symlink (other, journal), ==, 0);
  refuse_code (f->path, 0, NW_DB_ERROR_SIDECAR, "journal is a link");
  g_remove (journal);
  g_assert_cmpint (link (other, journal), ==, 0);
  refuse_code (f->path, 0, NW_DB_ERROR_SIDECAR, "journal is a hard link");
  g_remove (journal);
  g_assert_cmpint (g_mkdir (journal, 0700), ==, 0);
  refuse_code (f->path, 0, NW_DB_ERROR_SIDECAR, "journal is a folder");
  g_rmdir (journal);

  /* What a program with another journal mode leaves behind is harmless. */
  write_file (journal, "", 0);
  nw_db_close (open_good (f->path, 0));
  write_file (journal, "\0\0\0\0\0\0\0\0", 8);
  nw_db_close (open_good (f->path, 0));
}

static void
append (GByteArray *to, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (to, (const guint8 *) &big, 4);
}

/* A hot journal without pages that names @victim as its super-journal. */
static void
plant_journal (const char *path, const char *victim)
{
  static const guint8 magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *name = g_strconcat (path, "-journal", NULL);
  guint32 sum = 0;
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_byte_array_append (bytes, magic, 8);
  append (bytes, 0);
  append (bytes, 0);
  append (bytes, (guint32) (info.st_size / 4096));
  append (bytes, 512);
  append (bytes, 4096);
  while (bytes->len < 512)
    append (bytes, 0);
  for (const char *c = victim; *c != '\0'; c++)
    sum += (guint32) *c;
  append (bytes, 0x40000000 / 4096 + 1);
  g_byte_array_append (bytes, (const guint8 *) victim, (guint) strlen (victim));
  append (bytes, (guint32) strlen (victim));
  append (bytes, sum);
  g_byte_array_append (bytes, magic, 8);
  write_file (name, bytes->data, bytes->len);
}

static void
test_planted_journal (Fixture *f, gconstpointer unused)
{
  g_autofree char *victim = in_folder (f, "victim");
  g_autofree char *journal = g_strconcat (f->path, "-journal", NULL);

  (void) unused;
  write_file (victim, "precious", 8);
  plant_journal (f->path, victim);
  refuse_code (f->path, 0, NW_DB_ERROR_SIDECAR, "super-journal");
  refuse_code (f->path, NW_DB_READ_ONLY, NW_DB_ERROR_SIDECAR, "super-journal, reading only");
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

/* What the check of the header would let through, the jail must stop. */
static void
test_jail (Fixture *f, gconstpointer unused)
{
  g_autofree char *victim = in_folder (f, "victim");
  g_autofree char *other = in_folder (f, "other.nachweis");
  sqlite3 *handle = NULL;
  guint before = nw_jail_refusals ();

  (void) unused;
  write_file (victim, "precious", 8);
  plant_journal (f->path, victim);

  g_assert_cmpint (sqlite3_open_v2 (f->path, &handle, SQLITE_OPEN_READWRITE, NW_JAIL_NAME), ==, SQLITE_CANTOPEN);
  sqlite3_close (handle);
  g_assert_cmpuint (nw_jail_refusals (), >, before);

  before = nw_jail_refusals ();
  nw_jail_admit (f->path);
  g_assert_cmpint (sqlite3_open_v2 (f->path, &handle, SQLITE_OPEN_READWRITE, NW_JAIL_NAME), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "SELECT * FROM vendor", NULL, NULL, NULL), !=, SQLITE_OK);
  g_assert_cmpint (sqlite3_extended_errcode (handle), ==, SQLITE_IOERR_ACCESS);
  g_assert_cmpuint (nw_jail_refusals (), >, before);
  g_assert_cmpint (sqlite3_exec (handle, "ATTACH 'victim' AS v", NULL, NULL, NULL), !=, SQLITE_OK);
  sqlite3_close (handle);
  nw_jail_dismiss (f->path);

  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
  g_assert_cmpint (sqlite3_open_v2 (other, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NW_JAIL_NAME), ==, SQLITE_CANTOPEN);
  sqlite3_close (handle);
}

/* If stock SQLite stops doing this, the tests above prove nothing. */
static void
test_stock_deletes (Fixture *f, gconstpointer unused)
{
  g_autofree char *victim = in_folder (f, "victim");

  (void) unused;
  write_file (victim, "precious", 8);
  plant_journal (f->path, victim);
  run_stock (f->path, "SELECT * FROM vendor");
  g_assert_false (g_file_test (victim, G_FILE_TEST_EXISTS));
}

/* An honest journal is played back; one that belongs to a file open for reading is not. */
static void
test_recovery (Fixture *f, gconstpointer unused)
{
  g_autofree char *copy = in_folder (f, "copy.nachweis");
  g_autofree char *from = g_strconcat (f->path, "-journal", NULL);
  g_autofree char *to = g_strconcat (copy, "-journal", NULL);
  g_autoptr (NwDb) db = NULL;
  sqlite3 *handle = NULL;
  char *bytes;
  gsize size;

  (void) unused;
  g_assert_cmpint (sqlite3_open_v2 (f->path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA cache_size = 2; BEGIN; UPDATE vendor SET name = 'lost';"
                                         "WITH RECURSIVE n (x) AS (SELECT 10 UNION ALL SELECT x + 1 FROM n WHERE x < 3000)"
                                         " INSERT INTO vendor (id, code, name) SELECT x, x, hex (zeroblob (100)) FROM n",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  write_file (copy, bytes, size);
  g_free (bytes);
  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  write_file (to, bytes, size);
  g_free (bytes);
  sqlite3_close (handle);

  refuse_code (copy, NW_DB_READ_ONLY, NW_DB_ERROR_SIDECAR, "hot journal, reading only");
  db = open_good (copy, NW_DB_FOREIGN);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM vendor WHERE name IN ('Alpha', 'Beta')"), ==, 2);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM vendor"), ==, 2);
  g_assert_true (nw_db_check (db, TRUE, NULL));
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
test_older (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwDb) db = NULL;
  NwDbHeader header;

  (void) unused;
  g_assert_true (nw_db_peek (f->path, 7, &header, &error));
  g_assert_cmpint (header.user_version, ==, VERSION);
  db = nw_db_open (f->path, 0, test_schema, 7, NW_DB_APPLICATION_ID, &error);
  g_assert_error (error, NW_DB_ERROR, NW_DB_ERROR_SCHEMA);
}

void
add_hostile (void)
{
  TEST ("/db/hostile/patched", test_patched);
  TEST ("/db/hostile/sizes", test_sizes);
  TEST ("/db/hostile/altered", test_altered);
  TEST ("/db/hostile/reference", test_reference);
  TEST ("/db/hostile/kinds-of-file", test_kinds_of_file);
  TEST ("/db/hostile/names", test_names);
  TEST ("/db/hostile/sidecars", test_sidecars);
  TEST ("/db/hostile/planted-journal", test_planted_journal);
  TEST ("/db/hostile/jail", test_jail);
  TEST ("/db/hostile/stock-deletes", test_stock_deletes);
  TEST ("/db/hostile/recovery", test_recovery);
  TEST ("/db/hostile/older", test_older);
}
