/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-jail.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>

/*
 * POSIX drops every lock that a process holds on a file as soon as the process
 * closes any descriptor of it.  So this process must know which files SQLite
 * has open, under whatever name, and never touch those itself.
 */

struct _NwDbClaim
{
  char    *path;
  dev_t    device;
  ino_t    inode;
  gboolean first;
};

static GMutex     lock;
static GPtrArray *claims;   /* borrowed */

static NwDbClaim *
find (const struct stat *info)
{
  for (guint i = 0; claims != NULL && i < claims->len; i++)
    {
      NwDbClaim *claim = g_ptr_array_index (claims, i);

      if (claim->device == info->st_dev && claim->inode == info->st_ino)
        return claim;
    }

  return NULL;
}

static NwDbClaim *
add (const char *path, const struct stat *info, gboolean first)
{
  NwDbClaim *claim = g_new0 (NwDbClaim, 1);

  claim->path = g_strdup (path);
  claim->device = info->st_dev;
  claim->inode = info->st_ino;
  claim->first = first;
  if (claims == NULL)
    claims = g_ptr_array_new ();
  g_ptr_array_add (claims, claim);
  nw_jail_admit (path);

  return claim;
}

/*
 * nw_db_claim:
 * @share: whether a file that is open under the same name is good enough
 *
 * Marks the file @path as open in this process and lets SQLite reach it.
 *
 * Returns: (transfer full): the claim, to be freed after the connection is
 *   closed, or %NULL with NW_DB_ERROR_IN_USE or NW_DB_ERROR_MISSING
 */
NwDbClaim *
nw_db_claim (const char *path, gboolean share, GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  NwDbClaim *other;
  struct stat info;

  if (lstat (path, &info) != 0)
    {
      nw_db_refuse_errno (error, path, _("the file cannot be reached: check the permissions of its folder"), errno);
      return NULL;
    }

  /* Under another name SQLite would look for another journal. */
  other = find (&info);
  if (other != NULL && !(share && g_str_equal (other->path, path)))
    {
      nw_db_refuse (error, NW_DB_ERROR_IN_USE, path,
                    _("this program has the register open already: use the open window"));
      return NULL;
    }

  return add (path, &info, other == NULL);
}

/*
 * nw_db_claim_is_first:
 *
 * Returns: whether nothing else in this process had the file open, so that it
 *   may still be read without SQLite
 */
gboolean
nw_db_claim_is_first (NwDbClaim *claim)
{
  return claim->first;
}

/*
 * nw_db_claim_matches:
 *
 * Returns: whether @path still names the file that was claimed
 */
gboolean
nw_db_claim_matches (NwDbClaim *claim, const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && info.st_dev == claim->device && info.st_ino == claim->inode;
}

void
nw_db_claim_free (NwDbClaim *claim)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);

  g_ptr_array_remove_fast (claims, claim);
  nw_jail_dismiss (claim->path);
  g_free (claim->path);
  g_free (claim);
}

/*
 * nw_db_is_claimed:
 *
 * Returns: whether this process has the file open, under this or another name
 */
gboolean
nw_db_is_claimed (const char *path)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&lock);
  struct stat info;

  return lstat (path, &info) == 0 && find (&info) != NULL;
}
