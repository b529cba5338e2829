/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-header.h"
#include "nw-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#define HEADER_SIZE 100

/* Where SQLite keeps its locks, see "os.h" there: part of the file format. */
#define PENDING_BYTE  0x40000000
#define RESERVED_BYTE (PENDING_BYTE + 1)
#define SHARED_FIRST  (PENDING_BYTE + 2)
#define SHARED_SIZE   510

/* What is the same in every register, whatever it holds and in whatever state. */
static const struct
{
  guint       offset;
  guint       width;
  guint32     value;
  NwDbError   code;
  const char *sentence;
} constants[] = {
  { 16, 2, NW_DB_PAGE_SIZE, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database has a page size that no register has: choose another file") },
  { 18, 2, 0x0101, NW_DB_ERROR_REFUSED,
    N_("another program has switched the register to write-ahead logging: switch it back to “journal_mode=DELETE” there, or restore a backup") },
  { 20, 1, 0, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database reserves room in its pages, as no register does: choose another file") },
  { 21, 3, 0x402020, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database has payload fractions that no register has: choose another file") },
  { 44, 4, 4, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database has a schema format that no register has: choose another file") },
  { 52, 4, 0, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database vacuums itself, as no register does: choose another file") },
  { 56, 4, 1, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database is not stored as UTF-8, as every register is: choose another file") },
  { 64, 4, 0, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this database vacuums itself step by step, as no register does: choose another file") },
  { 68, 4, NW_DB_APPLICATION_ID, NW_DB_ERROR_NOT_A_REGISTER,
    N_("this is a database of another program: choose a file that ends in “.nachweis”") },
};

static guint32
read_number (const guint8 *at, guint width)
{
  guint32 number = 0;

  for (guint i = 0; i < width; i++)
    number = number << 8 | at[i];

  return number;
}

static int
open_regular (const char *path, NwDbHeader *out, GError **error)
{
  struct stat info;
  NW_AUTO_FD fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 && errno == ELOOP)
    nw_db_refuse (error, NW_DB_ERROR_REFUSED, path,
                  _("this is a symbolic link: open the file that it points to"));
  else if (fd < 0 && (errno == ENXIO || errno == ENODEV))
    nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path, _("this is not a plain file: choose another one"));
  else if (fd < 0 || fstat (fd, &info) != 0)
    nw_db_refuse_errno (error, path, _("the file cannot be read: check its permissions"), errno);
  else if (!S_ISREG (info.st_mode))
    nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path, _("this is not a plain file: choose another one"));
  else
    {
      out->device = info.st_dev;
      out->inode = info.st_ino;
      out->mode = info.st_mode;
      out->links = (guint32) info.st_nlink;
      return g_steal_fd (&fd);
    }

  return -1;
}

static gboolean
set_lock (int fd, short type, off_t start, off_t length)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length };

  return fcntl (fd, F_SETLK, &lock) == 0;
}

/*
 * Keeps writers of other processes away, in the way SQLite does: the header of
 * a file that is being written to says nothing.  Closing @fd gives it back.
 */
static gboolean
lock_shared (int fd, const char *path, GError **error)
{
  for (guint waited = 0; waited < NW_DB_BUSY_MS; waited += 25)
    {
      if (set_lock (fd, F_RDLCK, PENDING_BYTE, 1))
        {
          gboolean locked = set_lock (fd, F_RDLCK, SHARED_FIRST, SHARED_SIZE);

          set_lock (fd, F_UNLCK, PENDING_BYTE, 1);
          if (locked)
            return TRUE;
        }
      if (errno != EACCES && errno != EAGAIN)
        return nw_db_refuse_errno (error, path, _("the file cannot be locked: copy it to a local disk and open it there"), errno);
      g_usleep (25 * 1000);
    }

  return nw_db_refuse (error, NW_DB_ERROR_IN_USE, path,
                       _("another program is using the register: close it there, then try again"));
}

/* A journal is hot unless the writer that it belongs to is still at work. */
static gboolean
has_writer (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = RESERVED_BYTE, .l_len = 1 };

  return fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static gboolean
read_header (int fd, const char *path, guint8 *header, NwDbHeader *out, GError **error)
{
  struct stat info;
  gssize got = pread (fd, header, HEADER_SIZE, 0);

  if (got < 0 || fstat (fd, &info) != 0)
    return nw_db_refuse_errno (error, path, _("the file cannot be read: check the disk"), errno);
  if (got == 0)
    return nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path,
                         _("the file is empty: delete it and make a new register, or restore a backup"));
  if (got < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0)
    return nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path,
                         _("this is not a register: choose a file that ends in “.nachweis”"));

  out->size = (guint64) info.st_size;
  out->change_counter = read_number (header + 24, 4);
  out->page_count = read_number (header + 28, 4);
  out->user_version = (gint32) read_number (header + 60, 4);
  out->application_id = read_number (header + 68, 4);

  return TRUE;
}

static gboolean
check_constants (const char *path, const guint8 *header, GError **error)
{
  static const guint8 zero[20];

  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    if (read_number (header + constants[i].offset, constants[i].width) != constants[i].value)
      return nw_db_refuse (error, constants[i].code, path, _(constants[i].sentence));

  if (memcmp (header + 72, zero, sizeof zero) != 0)
    return nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path,
                         _("this database uses header bytes that no register uses: choose another file"));

  return TRUE;
}

static gboolean
check_size (const char *path, const guint8 *header, const NwDbHeader *info, GError **error)
{
  guint64 expected = (guint64) info->page_count * NW_DB_PAGE_SIZE;

  if (info->size < expected)
    return nw_db_refuse (error, NW_DB_ERROR_DAMAGED, path,
                         _("the end of the file is missing: copy it again or restore a backup"));
  if (info->size > expected)
    return nw_db_refuse (error, NW_DB_ERROR_DAMAGED, path,
                         _("the file is longer than the register in it: copy it again or restore a backup"));
  if (info->change_counter != read_number (header + 92, 4))
    return nw_db_refuse (error, NW_DB_ERROR_DAMAGED, path,
                         _("the two change counters of the register differ: restore a backup"));
  if (read_number (header + 36, 4) >= info->page_count)
    return nw_db_refuse (error, NW_DB_ERROR_DAMAGED, path,
                         _("the register claims more free pages than it has: restore a backup"));

  return TRUE;
}

static gboolean
check_version (const char *path, gint32 version, guint current, GError **error)
{
  g_autofree char *text = NULL;

  if (version < 1)
    return nw_db_refuse (error, NW_DB_ERROR_NOT_A_REGISTER, path,
                         _("this database has no version of a register: choose another file or restore a backup"));
  if ((guint) version <= current)
    return TRUE;

  text = g_strdup_printf (_("the register was written by a newer program (version %d, this one knows %u): update this program"),
                          version, current);

  return nw_db_refuse (error, NW_DB_ERROR_NEWER, path, text);
}

/**
 * nw_db_header_check:
 * @path: absolute name of a file that this process does not have open
 * @current_version: the newest schema version that the caller knows
 * @out: (out caller-allocates): what the header says
 *
 * Looks at a register and the files beside it before SQLite sees them.
 *
 * A register with a hot journal is only checked for what no transaction
 * changes; play the journal back, then check again.  Calling this for a file
 * that is open in this process would drop SQLite's locks: use nw_db_peek().
 *
 * Returns: %TRUE, or %FALSE with the NW_DB_ERROR that says why it is refused
 */
gboolean
nw_db_header_check (const char *path, guint current_version, NwDbHeader *out, GError **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  NW_AUTO_FD fd = -1;

  g_return_val_if_fail (path != NULL && out != NULL, FALSE);

  *out = (NwDbHeader) { 0 };
  fd = open_regular (path, out, error);
  if (fd < 0 || !lock_shared (fd, path, error)
      || !read_header (fd, path, header, out, error)
      || !check_constants (path, header, error)
      || !nw_db_sidecar_check (path, &out->hot, error))
    return FALSE;

  out->hot = out->hot && !has_writer (fd);
  if (out->hot)
    return TRUE;

  return check_size (path, header, out, error)
         && check_version (path, out->user_version, current_version, error);
}
