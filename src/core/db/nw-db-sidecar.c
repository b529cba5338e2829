/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

static const guint8 journal_magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static gboolean
refuse_existing (const char *path, const char *suffix, GError **error)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  struct stat info;

  if (lstat (name, &info) != 0 && errno == ENOENT)
    return TRUE;

  return nw_db_refuse (error, NW_DB_ERROR_SIDECAR, name,
                       _("a register never has such a file beside it: move it away, then open the register again"));
}

static int
open_journal (const char *name, struct stat *info, GError **error)
{
  NW_AUTO_FD fd = open (name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 && errno == ENOENT)
    return -1;
  if (fd < 0 && errno == EACCES)
    nw_db_refuse_errno (error, name, _("the journal of the register cannot be read: check its permissions"), errno);
  else if (fd < 0 || fstat (fd, info) != 0 || !S_ISREG (info->st_mode) || info->st_nlink > 1)
    nw_db_refuse (error, NW_DB_ERROR_SIDECAR, name,
                  _("this is not a journal of the register: move it away, then open the register again"));
  else
    return g_steal_fd (&fd);

  return -1;
}

/*
 * The last bytes of a journal that names a super-journal are: the name, its
 * length (4 bytes), a checksum (4), the magic (8).  Whether length and checksum
 * are right does not matter here: registers never take part in transactions
 * over several files, so the magic alone gives the forger away.
 */
static gboolean
check_tail (int fd, const struct stat *info, const char *name, GError **error)
{
  guint8 tail[16];

  if (info->st_size < (off_t) sizeof tail)
    return TRUE;
  if (pread (fd, tail, sizeof tail, info->st_size - (off_t) sizeof tail) != (gssize) sizeof tail)
    return nw_db_refuse (error, NW_DB_ERROR_SYSTEM, name,
                         _("the journal of the register cannot be read: check the disk"));
  if (memcmp (tail + 8, journal_magic, sizeof journal_magic) != 0 || memcmp (tail, "\0\0\0\0", 4) == 0)
    return TRUE;

  return nw_db_refuse (error, NW_DB_ERROR_SIDECAR, name,
                       _("this journal refers to another file and was not made by this program: move it away, then open the register again"));
}

/**
 * nw_db_sidecar_check:
 * @path: absolute name of a register, which need not exist
 * @journal: (out): whether there is a journal that wants to be played back
 *
 * Looks at the files that SQLite would use beside a register.  Deletes nothing.
 *
 * Returns: %TRUE, or %FALSE with NW_DB_ERROR_SIDECAR or NW_DB_ERROR_SYSTEM
 */
gboolean
nw_db_sidecar_check (const char *path, gboolean *journal, GError **error)
{
  g_autofree char *name = g_strconcat (path, "-journal", NULL);
  g_autoptr (GError) problem = NULL;
  NW_AUTO_FD fd = -1;
  struct stat info;
  guint8 first = 0;

  *journal = FALSE;
  if (!refuse_existing (path, "-wal", error) || !refuse_existing (path, "-shm", error))
    return FALSE;

  fd = open_journal (name, &info, &problem);
  if (fd < 0 && problem == NULL)
    return TRUE;
  if (fd < 0)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  /* SQLite's own rule: a finished journal is empty or starts with a zero */
  *journal = pread (fd, &first, 1, 0) == 1 && first != 0;

  return check_tail (fd, &info, name, error);
}
