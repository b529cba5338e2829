/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-jail.h"

#include <sqlite3.h>
#include <string.h>

/*
 * A rollback journal may name a "super-journal", and stock SQLite deletes the
 * file of that name when it plays the journal back.  Whoever can put a journal
 * beside a register could so delete any file of the user.  This VFS hands
 * every call to the default one, but only for the files that a register needs.
 */

static GMutex      lock;
static GHashTable *admitted;    /* path → number of admissions */
static int         refusals;
static sqlite3_vfs jail;

static sqlite3_vfs *
real (void)
{
  return jail.pAppData;
}

static int
refuse (const char *name, int rc)
{
  g_atomic_int_inc (&refusals);
  g_debug ("jail: refused “%s”", name != NULL ? name : "");
  return rc;
}

static gboolean
is_admitted (const char *name, gsize length)
{
  g_autofree char *path = g_strndup (name, length);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);

  return admitted != NULL && g_hash_table_contains (admitted, path);
}

static gboolean
belongs (const char *name, const char *suffix)
{
  return name != NULL && g_str_has_suffix (name, suffix)
         && is_admitted (name, strlen (name) - strlen (suffix));
}

static gboolean
may_open (const char *name, int flags)
{
  if (flags & SQLITE_OPEN_MAIN_DB)
    return belongs (name, "");
  if (flags & SQLITE_OPEN_MAIN_JOURNAL)
    return belongs (name, "-journal");
  if (flags & (SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL))
    return FALSE;

  return name == NULL;   /* SQLite's own temporary files have no name */
}

static int
jail_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
  (void) vfs;
  file->pMethods = NULL;

  return may_open (name, flags) ? real ()->xOpen (real (), name, file, flags, out)
                                : refuse (name, SQLITE_CANTOPEN);
}

static int
jail_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  (void) vfs;

  return belongs (name, "-journal") ? real ()->xDelete (real (), name, sync)
                                    : refuse (name, SQLITE_IOERR_DELETE);
}

static int
jail_access (sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
  (void) vfs;
  *out = 0;

  if (belongs (name, "-wal"))   /* asked at every open; a register never has one */
    return SQLITE_OK;

  return belongs (name, "") || belongs (name, "-journal")
           ? real ()->xAccess (real (), name, flags, out)
           : refuse (name, SQLITE_IOERR_ACCESS);
}

static int
jail_full_pathname (sqlite3_vfs *vfs, const char *name, int size, char *out)
{
  (void) vfs;
  return real ()->xFullPathname (real (), name, size, out);
}

static void *
jail_dl_open (sqlite3_vfs *vfs, const char *name)
{
  (void) vfs;
  refuse (name, SQLITE_OK);
  return NULL;
}

static void
jail_dl_error (sqlite3_vfs *vfs, int size, char *out)
{
  (void) vfs;
  g_strlcpy (out, "no dynamic loading", MAX (size, 0));
}

static int
jail_randomness (sqlite3_vfs *vfs, int size, char *out)
{
  (void) vfs;
  return real ()->xRandomness (real (), size, out);
}

static int
jail_sleep (sqlite3_vfs *vfs, int microseconds)
{
  (void) vfs;
  return real ()->xSleep (real (), microseconds);
}

static int
jail_current_time (sqlite3_vfs *vfs, double *out)
{
  (void) vfs;
  return real ()->xCurrentTime (real (), out);
}

static int
jail_get_last_error (sqlite3_vfs *vfs, int size, char *out)
{
  (void) vfs;
  return real ()->xGetLastError (real (), size, out);
}

static int
jail_current_time_int64 (sqlite3_vfs *vfs, sqlite3_int64 *out)
{
  (void) vfs;
  return real ()->xCurrentTimeInt64 (real (), out);
}

static sqlite3_vfs jail = {
  .iVersion = 2,   /* 3 would let others replace the system calls */
  .zName = NW_JAIL_NAME,
  .xOpen = jail_open,
  .xDelete = jail_delete,
  .xAccess = jail_access,
  .xFullPathname = jail_full_pathname,
  .xDlOpen = jail_dl_open,
  .xDlError = jail_dl_error,
  .xRandomness = jail_randomness,
  .xSleep = jail_sleep,
  .xCurrentTime = jail_current_time,
  .xGetLastError = jail_get_last_error,
  .xCurrentTimeInt64 = jail_current_time_int64,
};

/**
 * nw_jail_register:
 *
 * Makes the VFS "jail" known to SQLite, over the default VFS of the process.
 *
 * Only the first call does anything; any thread may make it.
 */
void
nw_jail_register (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;

  jail.pAppData = sqlite3_vfs_find (NULL);
  jail.szOsFile = real ()->szOsFile;
  jail.mxPathname = real ()->mxPathname;
  if (sqlite3_vfs_register (&jail, 0) != SQLITE_OK)
    g_error ("SQLite does not take the jail VFS");
  g_once_init_leave (&once, 1);
}

/**
 * nw_jail_admit:
 * @path: absolute, canonical name of a register
 *
 * Lets SQLite touch @path and its journal until nw_jail_dismiss() was called
 * as often as this function.
 */
void
nw_jail_admit (const char *path)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  guint count;

  if (admitted == NULL)
    admitted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  count = GPOINTER_TO_UINT (g_hash_table_lookup (admitted, path));
  g_hash_table_replace (admitted, g_strdup (path), GUINT_TO_POINTER (count + 1));
}

/**
 * nw_jail_dismiss:
 * @path: what nw_jail_admit() was given
 *
 * Takes one admission back, after the connection is closed.
 */
void
nw_jail_dismiss (const char *path)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  guint count;

  g_return_if_fail (admitted != NULL && g_hash_table_contains (admitted, path));

  count = GPOINTER_TO_UINT (g_hash_table_lookup (admitted, path));
  if (count > 1)
    g_hash_table_replace (admitted, g_strdup (path), GUINT_TO_POINTER (count - 1));
  else
    g_hash_table_remove (admitted, path);
}

/**
 * nw_jail_refusals:
 *
 * Returns: how many calls the jail has refused since the program started;
 *   anything but zero means that a file tried to reach beyond itself
 */
guint
nw_jail_refusals (void)
{
  return (guint) g_atomic_int_get (&refusals);
}
