/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <glib/gi18n-lib.h>

/* No row, or the row "ok", means that nothing was found. */
static gboolean
check_answer (NwDb *db, const char *sql, GError **error)
{
  g_autofree char *text = NULL;
  sqlite3_stmt *stmt = NULL;
  const char *answer = NULL;
  int rc = sqlite3_prepare_v2 (db->handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    answer = (const char *) sqlite3_column_text (stmt, 0);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    nw_db_refuse_sqlite (error, db->path, db->handle, rc);
  else if (answer != NULL && !g_str_equal (answer, "ok"))
    {
      text = g_strdup_printf (_("the register is damaged (%s): restore a backup"), answer);
      g_strdelimit (text, "\n", ' ');
      nw_db_refuse (error, NW_DB_ERROR_DAMAGED, db->path, text);
    }
  else
    rc = SQLITE_OK;
  sqlite3_finalize (stmt);

  return rc == SQLITE_OK;
}

/**
 * nw_db_check:
 * @full: compare indexes with tables and follow every reference, too
 *
 * Reads the whole file and checks that it does not contradict itself.
 *
 * Returns: %TRUE, or %FALSE with NW_DB_ERROR_DAMAGED
 */
gboolean
nw_db_check (NwDb *db, gboolean full, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  if (!full)
    return check_answer (db, "PRAGMA quick_check(1)", error);

  return check_answer (db, "PRAGMA integrity_check(1)", error)
         && check_answer (db, "PRAGMA foreign_key_check", error);
}
