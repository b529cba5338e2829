/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-store.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

/* Steps of SQLite's machine between two looks: some milliseconds. */
#define STEPS 100000

static volatile sig_atomic_t interrupted;

/**
 * nw_store_interrupt:
 *
 * Ends whatever this process does with registers, as if the next statement
 * had failed: what was begun is undone, and nothing is left behind. A change
 * that is being made durable is finished first. May be called by a signal
 * handler.
 */
void
nw_store_interrupt (void)
{
  interrupted = 1;
}

gboolean
nw_store_is_interrupted (void)
{
  return interrupted != 0;
}

/* Returns: %FALSE with %NW_DB_ERROR_INTERRUPTED when work should end */
gboolean
nw_db_continue (NwDb *db, GError **error)
{
  return !interrupted || nw_db_refuse (error, NW_DB_ERROR_INTERRUPTED, db->path,
                                         _("interrupted, and nothing was changed: start again when you like"));
}

static int
look_cb (gpointer data)
{
  const NwDb *db = data;

  return interrupted && !db->ending;
}

/* Long statements look up now and then. */
void
nw_db_watch (NwDb *db)
{
  sqlite3_progress_handler (db->handle, STEPS, look_cb, db);
}
