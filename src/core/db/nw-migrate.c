/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "nw-db-private.h"
#include "nw-history.h"
#include "nw-search.h"
#include "nw-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* An older register becomes a new file with exactly the schema of a new one;
 * the old file is never written to and stays beside it. */

static gboolean
copy_value (sqlite3_stmt *from, sqlite3_stmt *to, int column)
{
  return sqlite3_bind_value (to, column + 1, sqlite3_column_value (from, column)) == SQLITE_OK;
}

static gboolean
copy_table (NwDb *from, NwDb *to, const NwSqlTable *table, GError **error)
{
  g_autoptr (sqlite3_stmt) select = nw_db_prepare (from, table->select, error);
  g_autoptr (sqlite3_stmt) insert = select != NULL ? nw_db_prepare (to, table->insert, error) : NULL;
  gboolean row = TRUE;

  if (insert == NULL)
    return FALSE;
  while (row)
    {
      if (!nw_db_step (from, select, &row, error))
        return FALSE;
      for (guint i = 0; row && i < table->n_columns; i++)
        if (!copy_value (select, insert, (int) i))
          return FALSE;
      if (row && !nw_db_run (to, insert, error))
        return FALSE;
    }
  return TRUE;
}

/* Fields that the old schema lacks begin as unknown. */
static gboolean
copy_all (NwDb *from, guint version, NwStore *to, GError **error)
{
  g_autoptr (GPtrArray) tables = nw_sql_tables (version);
  const NwLogReason reason = {
    NW_ENTRY_MIGRATION, nw_store_now (to), g_get_real_name (), "nachweis " NW_VERSION,
  };

  for (guint i = 0; i < tables->len; i++)
    if (!copy_table (from, to->db, tables->pdata[i], error))
      return FALSE;
  return nw_store_search_rebuild (to, error) && nw_log_load (&to->log, error) && nw_log_write (&to->log, &reason, error);
}

static gboolean
fill (NwDb *from, guint version, NwStore *to, GError **error)
{
  if (!nw_db_begin (to->db, error))
    return FALSE;
  if (copy_all (from, version, to, error) && nw_db_commit (to->db, error))
    return TRUE;
  nw_db_rollback (to->db);
  return FALSE;
}

/* A migrated register that does not verify never takes the old one's name. */
static gboolean
is_whole (NwStore *store, const char *path, GError **error)
{
  g_autoptr (NwVerdict) verdict = nw_store_verify (store, NULL, NULL, error);

  if (verdict == NULL)
    return FALSE;
  for (guint i = 0; i < verdict->faults->len; i++)
    {
      const NwFault *fault = verdict->faults->pdata[i];

      if (fault->warning)
        continue;
      g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_DAMAGED,
                   _("%s: it was not brought to the new version, because it is not whole: %s"), path, fault->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_new (const char *path, guint version, const char *target, GError **error)
{
  g_auto (GStrv) old_schema = nw_sql_schema (version);
  g_auto (GStrv) new_schema = nw_sql_schema (NW_SCHEMA_VERSION);
  g_autoptr (NwDb) from = nw_db_open (path, NW_DB_READ_ONLY, (const char *const *) old_schema, version, NW_DB_APPLICATION_ID, error);
  g_autoptr (NwStore) to = NULL;
  NwDb *db;

  if (from == NULL)
    return FALSE;
  db = nw_db_open (target, NW_DB_CREATE, (const char *const *) new_schema, NW_SCHEMA_VERSION, NW_DB_APPLICATION_ID, error);
  if (db == NULL)
    return FALSE;
  to = nw_store_adopt (db);
  return fill (from, version, to, error) && is_whole (to, path, error);
}

static gboolean
fail_system (const char *path, int code, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM, _("%s: it could not be brought to the new version: %s"), path, g_strerror (code));
  return FALSE;
}

static char *
free_name (const char *path, guint version)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *number = i > 0 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%s.v%u%s.backup", path, version, number);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

/* The old file gets its second name first, so that at no moment there is none. */
static gboolean
swap (const char *path, const char *fresh, const char *backup, GError **error)
{
  if (link (path, backup) != 0)
    return fail_system (path, errno, error);
  if (g_rename (fresh, path) != 0)
    {
      int code = errno;

      g_unlink (backup);
      return fail_system (path, code, error);
    }
  return nw_db_sync_folder (path, error);
}

/**
 * nw_migrate:
 * @path: a register of an older version, not open anywhere
 * @from: its schema version
 * @kept: (out) (optional): name under which the old file is kept
 *
 * Brings a register to the current schema: everything is copied into a new
 * file, which is verified before it takes the old one's name. Whatever fails,
 * the old file is as it was.
 */
gboolean
nw_migrate (const char *path, guint from, char **kept, GError **error)
{
  g_autofree char *fresh = g_strdup_printf ("%s.partial-%08x", path, g_random_int ());
  g_autofree char *backup = free_name (path, from);

  if (!write_new (path, from, fresh, error) || !swap (path, fresh, backup, error))
    {
      g_unlink (fresh);
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&backup);
  return TRUE;
}
