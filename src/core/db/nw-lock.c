/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-lock.h"
#include "nw-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

/*
 * Where the locks of the file system cannot be relied on, a file beside the
 * register says who has it open.  Its lines: host, process, user, time.
 */

struct _NwLock
{
  char *name;
  int   fd;
};

static char *
lock_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);

  return g_strdup_printf ("%s/.~lock.%s#", folder, base);
}

static char **
read_holder (int fd)
{
  char text[1024] = "";
  gssize got = pread (fd, text, sizeof text - 1, 0);

  return g_strsplit (got > 0 ? text : "", "\n", 5);
}

/* Only the computer that wrote the file can know that the process is gone. */
static gboolean
is_stale (char **holder)
{
  guint64 pid;

  return g_strv_length (holder) == 5
         && g_str_equal (holder[0], g_get_host_name ())
         && g_ascii_string_to_unsigned (holder[1], 10, 1, G_MAXINT, &pid, NULL)
         && kill ((pid_t) pid, 0) != 0 && errno == ESRCH;
}

static gboolean
refuse_held (const char *path, char **holder, GError **error)
{
  g_autofree char *raw = g_strv_length (holder) == 5
                           ? g_strdup_printf (_("%s has the register open on %s since %s: close it there, or break the lock if it is left over"),
                                              holder[2], holder[0], holder[3])
                           : g_strdup (_("somebody has locked the register: close it there, or break the lock if it is left over"));
  g_autofree char *text = g_utf8_make_valid (raw, -1);

  return nw_db_refuse (error, NW_DB_ERROR_IN_USE, path, text);
}

static gboolean
write_holder (NwLock *lock, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format_iso8601 (now);
  g_autofree char *text = g_strdup_printf ("%s\n%d\n%s\n%s\n", g_get_host_name (), (int) getpid (), g_get_user_name (), when);
  gssize size = (gssize) strlen (text);

  if (ftruncate (lock->fd, 0) == 0 && pwrite (lock->fd, text, (gsize) size, 0) == size && fsync (lock->fd) == 0)
    return TRUE;

  return nw_db_refuse_errno (error, lock->name, _("the lock file cannot be written: check the disk and the permissions of the folder"), errno);
}

static gboolean
is_still_there (NwLock *lock)
{
  struct stat mine, there;

  return fstat (lock->fd, &mine) == 0 && lstat (lock->name, &there) == 0
         && mine.st_dev == there.st_dev && mine.st_ino == there.st_ino;
}

/* Two that find the same left-over file: flock() decides who takes it over. */
static gboolean
take_over (NwLock *lock, const char *path, GError **error)
{
  g_auto (GStrv) holder = NULL;

  lock->fd = open (lock->name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (lock->fd < 0)
    return nw_db_refuse_errno (error, lock->name, _("the lock file cannot be opened: check its permissions"), errno);

  holder = read_holder (lock->fd);
  if (flock (lock->fd, LOCK_EX | LOCK_NB) != 0 || !is_stale (holder) || !is_still_there (lock))
    {
      g_clear_pointer (&lock->name, g_free);   /* it is not ours to remove */
      return refuse_held (path, holder, error);
    }

  return TRUE;
}

/**
 * nw_lock_take:
 * @path: absolute name of a register
 *
 * Marks the register as open by this process, for others to see.
 *
 * A file left over by a dead process of this computer is taken over silently.
 *
 * Returns: (transfer full): the lock, given back by nw_lock_free(), or %NULL
 *   with NW_DB_ERROR_IN_USE and a message that says who holds it
 */
NwLock *
nw_lock_take (const char *path, GError **error)
{
  g_autoptr (NwLock) lock = g_new0 (NwLock, 1);

  g_return_val_if_fail (path != NULL, NULL);

  lock->name = lock_name (path);
  lock->fd = open (lock->name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock->fd < 0 && errno != EEXIST)
    {
      nw_db_refuse_errno (error, lock->name, _("the lock file cannot be made: check the permissions of the folder"), errno);
      g_clear_pointer (&lock->name, g_free);
      return NULL;
    }

  if (lock->fd < 0 && !take_over (lock, path, error))
    return NULL;

  flock (lock->fd, LOCK_EX);

  return write_holder (lock, error) ? g_steal_pointer (&lock) : NULL;
}

/**
 * nw_lock_break:
 *
 * Removes the lock file of @path after the user has said that nobody works
 * there any more; then nw_lock_take() succeeds.
 *
 * Returns: %FALSE with NW_DB_ERROR_SYSTEM if it cannot be removed
 */
gboolean
nw_lock_break (const char *path, GError **error)
{
  g_autofree char *name = lock_name (path);

  if (unlink (name) == 0 || errno == ENOENT)
    return TRUE;

  return nw_db_refuse_errno (error, name, _("the lock file cannot be removed: check the permissions of the folder"), errno);
}

/**
 * nw_lock_free:
 *
 * Gives the register free: removes the lock file, if it is still ours.
 */
void
nw_lock_free (NwLock *lock)
{
  if (lock->name != NULL && lock->fd >= 0 && is_still_there (lock))
    unlink (lock->name);
  if (lock->fd >= 0)
    close (lock->fd);
  g_free (lock->name);
  g_free (lock);
}
