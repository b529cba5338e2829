/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-jail.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

/* Held while a file is read without SQLite: nobody in this process may open it then. */
static GMutex opening;

static void
finalize_cb (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

NwDb *
nw_db_new (const char *path, const char *const *schema, guint version, guint application_id)
{
  NwDb *db = g_new0 (NwDb, 1);

  db->path = g_strdup (path);
  db->schema = g_strdupv ((char **) schema);
  db->version = version;
  db->application_id = application_id;
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_cb);

  return db;
}

static void
disconnect (NwDb *db)
{
  g_hash_table_remove_all (db->statements);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("%s: a statement was not given back", db->path);
  db->handle = NULL;
}

/**
 * nw_db_close:
 *
 * Ends the connection; an open transaction is undone.
 */
void
nw_db_close (NwDb *db)
{
  g_return_if_fail (db != NULL);

  disconnect (db);
  g_clear_pointer (&db->claim, nw_db_claim_free);
  g_clear_pointer (&db->lock, nw_lock_free);
  g_hash_table_unref (db->statements);
  g_strfreev (db->schema);
  g_free (db->path);
  g_free (db);
}

/*
 * nw_db_connect:
 * @name: for SQLite: absolute, or "" for a temporary database
 *
 * Opens a hardened connection in @db.
 */
gboolean
nw_db_connect (NwDb *db, const char *name, int flags, GError **error)
{
  int rc = sqlite3_open_v2 (name, &db->handle,
                            flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
                              | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX,
                            NW_JAIL_NAME);
  gboolean exclusive = !db->read_only && *name != '\0' && nw_db_is_remote (name);

  if (rc != SQLITE_OK)
    return nw_db_refuse_sqlite (error, db->path, db->handle, rc);
  nw_db_watch (db);
  if (!nw_db_harden (db->handle, db->path, exclusive, error))
    return FALSE;

  /* SQLite falls back to reading without a word */
  if ((flags & SQLITE_OPEN_READWRITE) && sqlite3_db_readonly (db->handle, "main") == 1)
    return nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_READONLY);

  return TRUE;
}

static int
open_flags (NwDb *db)
{
  return db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
}

/* The first read plays the journal back.  Only then the header means something. */
static gboolean
recover (NwDb *db, GError **error)
{
  gint64 pages;
  gboolean ok = nw_db_connect (db, db->path, open_flags (db), error)
                && nw_db_ask (db->handle, db->path, "SELECT count(*) FROM sqlite_schema", &pages, error);

  disconnect (db);

  return ok;
}

static gboolean
check_header (NwDb *db, NwDbHeader *header, GError **error)
{
  if (!nw_db_header_check (db->path, db->version, header, error))
    return FALSE;
  if (!header->hot)
    return TRUE;
  if (!recover (db, error) || !nw_db_header_check (db->path, db->version, header, error))
    return FALSE;

  return !header->hot || nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_READONLY_ROLLBACK);
}

static gboolean
check_version (NwDb *db, const NwDbHeader *header, GError **error)
{
  if ((guint) header->user_version == db->version)
    return TRUE;

  return nw_db_refuse (error, NW_DB_ERROR_SCHEMA, db->path,
                       _("the register was written by an older program: bring it up to date first"));
}

/* Reads the file without SQLite: so only while nobody here has it open. */
static gboolean
claim (NwDb *db, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&opening);
  NwDbHeader header;

  db->claim = nw_db_claim (db->path, db->read_only, error);
  if (db->claim == NULL)
    return FALSE;
  if (!nw_db_claim_is_first (db->claim))
    return TRUE;
  if (!check_header (db, &header, error) || !check_version (db, &header, error))
    return FALSE;

  /* Each name would have a journal of its own, and a crash would mix them up. */
  if (!db->read_only && header.links > 1)
    return nw_db_refuse (error, NW_DB_ERROR_REFUSED, db->path,
                         _("the file has several names (hard links): copy it and open the copy"));

  db->open_to_others = (header.mode & (S_IWGRP | S_IWOTH)) != 0;
  db->foreign = db->foreign || db->open_to_others;

  return TRUE;
}

static gboolean
take_lock (NwDb *db, GError **error)
{
  if (db->read_only)
    return TRUE;
  if (!nw_db_folder_check (db->path, error))
    return FALSE;
  if (!nw_db_is_remote (db->path))
    return TRUE;

  db->lock = nw_lock_take (db->path, error);

  return db->lock != NULL;
}

/* What the header check has seen must be what SQLite has opened. */
static gboolean
check_same_file (NwDb *db, GError **error)
{
  gint64 version = 0, id = 0;
  int moved = 0;

  sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved || !nw_db_claim_matches (db->claim, db->path))
    return nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_READONLY_DBMOVED);
  if (!nw_db_ask (db->handle, db->path, "PRAGMA user_version", &version, error)
      || !nw_db_ask (db->handle, db->path, "PRAGMA application_id", &id, error))
    return FALSE;

  return (version == db->version && id == db->application_id)
         || nw_db_refuse_sqlite (error, db->path, NULL, SQLITE_SCHEMA);
}

static gboolean
open_existing (NwDb *db, GError **error)
{
  if (!claim (db, error)
      || !take_lock (db, error)
      || !nw_db_connect (db, db->path, open_flags (db), error)
      || !check_same_file (db, error)
      || !nw_db_check (db, db->foreign, error)
      || !nw_db_schema_pin (db, error))
    return FALSE;

  nw_db_guard (db);

  return TRUE;
}

static gboolean
write_first (NwDb *db, GError **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %u",
                                            db->version, db->application_id);

  return nw_db_exec (db, "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; BEGIN EXCLUSIVE", error)
         && nw_db_schema_create (db->handle, db->path, (const char *const *) db->schema, error)
         && nw_db_exec (db, marks, error)
         && nw_db_exec (db, "COMMIT", error);
}

/* Closed again afterwards, so that a new register passes the same gate as any other. */
static gboolean
fill (NwDb *db, GError **error)
{
  gboolean ok;

  db->claim = nw_db_claim (db->path, FALSE, error);
  ok = db->claim != NULL
       && nw_db_connect (db, db->path, SQLITE_OPEN_READWRITE, error)
       && write_first (db, error);

  disconnect (db);
  g_clear_pointer (&db->claim, nw_db_claim_free);

  return ok && nw_db_sync_folder (db->path, error);
}

static gboolean
create (NwDb *db, GError **error)
{
  g_autofree char *journal = g_strconcat (db->path, "-journal", NULL);
  gboolean hot;

  if (!nw_db_sidecar_check (db->path, &hot, error) || !nw_db_touch (db->path, error))
    return FALSE;
  if (fill (db, error) && open_existing (db, error))
    return TRUE;

  disconnect (db);
  unlink (journal);
  unlink (db->path);

  return FALSE;
}

/**
 * nw_db_open:
 * @path: name of the register
 * @flags: %NW_DB_CREATE makes a new file and never takes an existing one
 * @schema: (array zero-terminated=1): the statements that make @version
 * @version: the schema version that the file must have
 *
 * Opens a register, after everything that can be checked has been checked.
 *
 * The connection belongs to one thread at a time.  Call nw_db_init() before.
 * A process must not fork while it has a register open, except through
 * #GSubprocess.
 *
 * Returns: (transfer full): the connection, closed by nw_db_close(), or %NULL
 *   with the NW_DB_ERROR that says why
 */
NwDb *
nw_db_open (const char        *path,
            NwDbFlags          flags,
            const char *const *schema,
            guint              version,
            guint              application_id,
            GError           **error)
{
  g_autofree char *canonical = NULL;
  g_autoptr (NwDb) db = NULL;

  g_return_val_if_fail (path != NULL && schema != NULL && version > 0, NULL);
  g_return_val_if_fail (!(flags & NW_DB_CREATE) || !(flags & NW_DB_READ_ONLY), NULL);

  nw_db_init ();
  canonical = nw_db_canonical (path, error);
  if (canonical == NULL)
    return NULL;

  db = nw_db_new (canonical, schema, version, application_id);
  db->read_only = (flags & NW_DB_READ_ONLY) != 0;
  db->foreign = (flags & NW_DB_FOREIGN) != 0;
  if (flags & NW_DB_CREATE ? create (db, error) : open_existing (db, error))
    return g_steal_pointer (&db);

  return NULL;
}

/**
 * nw_db_peek:
 * @version: the newest schema version that the caller knows
 * @out: (out caller-allocates): what the header of the file says
 *
 * Looks at a register without opening it, to choose the schema to open it with.
 *
 * Returns: %TRUE, or %FALSE with the reason, which is NW_DB_ERROR_IN_USE for a
 *   file that this process has open
 */
gboolean
nw_db_peek (const char *path, guint version, NwDbHeader *out, GError **error)
{
  g_autofree char *canonical = nw_db_canonical (path, error);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&opening);

  if (canonical == NULL)
    return FALSE;
  if (nw_db_is_claimed (canonical))
    return nw_db_refuse (error, NW_DB_ERROR_IN_USE, canonical,
                         _("this program has the register open already: use the open window"));

  return nw_db_header_check (canonical, version, out, error);
}
