/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <glib/gi18n-lib.h>

static const struct { int option; int value; } switches[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
};

/*
 * VDBE_OP is above the 25 000 that a register of 45 plain tables would need:
 * integrity_check is a single program over all tables, 100 tables with 20
 * columns and 3 indexes each make it 23 700 operations long, and as SQLite
 * grows a program by doubling, the last 15 % of a limit are never reached.
 */
static const struct { int limit; int value; } limits[] = {
  { SQLITE_LIMIT_LENGTH, 16 << 20 },
  { SQLITE_LIMIT_SQL_LENGTH, 100000 },
  { SQLITE_LIMIT_COLUMN, 100 },
  { SQLITE_LIMIT_EXPR_DEPTH, 20 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
  { SQLITE_LIMIT_VDBE_OP, 100000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 8 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* SQLite ignores a pragma that it cannot obey: each one is read back. */
static const struct { const char *set; const char *get; const char *value; } pragmas[] = {
  { "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0" },
  { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1" },
  { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0" },
  { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" },
  { "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1" },
  { "PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3" },
  { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1" },
};
/* Databases in memory and temporary ones have a journal mode of their own. */
static const char journal_set[] = "PRAGMA journal_mode = DELETE";
static const char journal_get[] = "PRAGMA journal_mode";

static gboolean
throw_switches (sqlite3 *handle)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      int now = -1;

      if (sqlite3_db_config (handle, switches[i].option, switches[i].value, &now) != SQLITE_OK
          || now != switches[i].value)
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_limits (sqlite3 *handle)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      sqlite3_limit (handle, limits[i].limit, limits[i].value);
      if (sqlite3_limit (handle, limits[i].limit, -1) != limits[i].value)
        return FALSE;
    }

  return TRUE;
}

static int
compare_cb (gpointer expected, int columns, char **values, char **names)
{
  (void) columns;
  (void) names;

  /* Anything but zero ends sqlite3_exec() with SQLITE_ABORT. */
  return g_strcmp0 (values[0], expected) != 0;
}

static int
obey (sqlite3 *handle, const char *set, const char *get, const char *value)
{
  int rc = sqlite3_exec (handle, set, NULL, NULL, NULL);

  return rc == SQLITE_OK ? sqlite3_exec (handle, get, compare_cb, (gpointer) value, NULL) : rc;
}

static int
set_pragmas (sqlite3 *handle, gboolean exclusive)
{
  int rc = SQLITE_OK;
  const char *file = sqlite3_db_filename (handle, "main");

  for (guint i = 0; i < G_N_ELEMENTS (pragmas) && rc == SQLITE_OK; i++)
    rc = obey (handle, pragmas[i].set, pragmas[i].get, pragmas[i].value);
  if (rc == SQLITE_OK && file != NULL && *file != '\0')
    rc = obey (handle, journal_set, journal_get, "delete");
  if (rc == SQLITE_OK && exclusive)
    rc = obey (handle, "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", "exclusive");

  return rc;
}

/*
 * nw_db_harden:
 * @exclusive: keep the lock for the whole session, for network file systems
 *
 * Takes away from a new connection everything that a register does not need,
 * and sets how it is written.  To be called before anything is read from it.
 */
gboolean
nw_db_harden (sqlite3 *handle, const char *path, gboolean exclusive, GError **error)
{
  int rc;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, NW_DB_BUSY_MS);
  if (!throw_switches (handle) || !set_limits (handle))
    return nw_db_refuse (error, NW_DB_ERROR_SYSTEM, path,
                         _("the SQLite library refuses a safety setting: install SQLite 3.40 or newer"));

  rc = set_pragmas (handle, exclusive);
  if (rc == SQLITE_ABORT)
    return nw_db_refuse (error, NW_DB_ERROR_SYSTEM, path,
                         _("the SQLite library ignores a safety setting: install SQLite 3.40 or newer"));

  return rc == SQLITE_OK || nw_db_refuse_sqlite (error, path, handle, rc);
}
