/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-output-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (1 << 20)

struct _NwOutput
{
  int               fd;
  char             *path;      /* NULL: a stream that somebody else owns */
  char             *partial;   /* what the file is called until it is whole */
  struct sha256_ctx sha256;
  gsize             length;    /* bytes in the buffer */
  gsize             hashed;    /* of these already in the hash */
  GError           *error;     /* the first failure; nothing is written after it */
  char              buffer[BUFFER_SIZE];
};

/* Always FALSE, so that a failure can end in it. */
G_GNUC_PRINTF (3, 4)
static gboolean
fail (GError **error, int code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (G_IO_ERROR, g_io_error_from_errno (code), format, args);
  va_end (args);
  return FALSE;
}

static NwOutput *
new_output (void)
{
  NwOutput *self = g_malloc (sizeof *self);

  /* The buffer stays untouched: a small file needs few of its pages. */
  memset (self, 0, G_STRUCT_OFFSET (NwOutput, buffer));
  self->fd = -1;
  sha256_init (&self->sha256);
  return self;
}

static char *
partial_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *partial = g_strdup_printf (".%.200s.partial-XXXXXX", name);

  return g_build_filename (folder, partial, NULL);
}

/**
 * nw_output_new_file:
 * @path: the file to be made or replaced
 * @register_path: (nullable): the open register, never to be replaced
 *
 * Begins a file that appears under its name only when it is whole and safe on
 * the disk; until nw_output_finish() an older file of that name stays.
 *
 * Returns: (nullable): %NULL with %NW_ERROR_USAGE for a target that must not
 *   be replaced, or with a #GIOErrorEnum
 */
NwOutput *
nw_output_new_file (const char *path, const char *register_path, GError **error)
{
  g_autoptr (NwOutput) self = new_output ();

  if (!nw_output_check_target (path, register_path, error))
    return NULL;
  self->partial = partial_name (path);
  self->fd = g_mkstemp_full (self->partial, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      fail (error, errno, _("the file cannot be made (%s): check the folder and your permission to write there"), g_strerror (errno));
      g_clear_pointer (&self->partial, g_free);
      return NULL;
    }
  self->path = g_strdup (path);
  return g_steal_pointer (&self);
}

/* Writes to @fd, which stays open; nothing is atomic about a stream. */
NwOutput *
nw_output_new_fd (int fd)
{
  NwOutput *self = new_output ();

  self->fd = fd;
  return self;
}

/* Writes nowhere: for who only wants the hash. */
NwOutput *
nw_output_new_hash (void)
{
  return new_output ();
}

/* A file that was not finished leaves nothing behind. */
void
nw_output_free (NwOutput *self)
{
  if (self->partial != NULL)
    {
      unlink (self->partial);
      close (self->fd);
    }
  g_clear_error (&self->error);
  g_free (self->partial);
  g_free (self->path);
  g_free (self);
}

static void
hash_pending (NwOutput *self)
{
  sha256_update (&self->sha256, self->length - self->hashed, (const guint8 *) self->buffer + self->hashed);
  self->hashed = self->length;
}

static void
flush (NwOutput *self)
{
  gsize done = 0;

  hash_pending (self);
  while (self->fd >= 0 && self->error == NULL && done < self->length)
    {
      gssize n = write (self->fd, self->buffer + done, self->length - done);

      if (n >= 0)
        done += n;
      else if (errno != EINTR)
        fail (&self->error, errno, _("writing failed (%s): make room or choose another place, then try again"), g_strerror (errno));
    }
  self->length = self->hashed = 0;
}

/* Failures are kept for nw_output_check() and nw_output_finish(). */
void
nw_output_write (NwOutput *self, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gsize n = MIN (length, BUFFER_SIZE - self->length);

      memcpy (self->buffer + self->length, bytes, n);
      self->length += n;
      bytes += n;
      length -= n;
      if (self->length == BUFFER_SIZE)
        flush (self);
    }
}

void
nw_output_text (NwOutput *self, const char *text)
{
  nw_output_write (self, text, strlen (text));
}

/* Tells a long job whether going on makes sense. */
gboolean
nw_output_check (NwOutput *self, GError **error)
{
  if (self->error != NULL && error != NULL)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}

static void
finish_hash (struct sha256_ctx *sha256, char hex[65])
{
  guint8 bytes[SHA256_DIGEST_SIZE];

  sha256_digest (sha256, sizeof bytes, bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", bytes[i]);
}

/**
 * nw_output_digest:
 * @tail: hashed as if it had been written too
 * @hex: (out): SHA-256 of all bytes so far and @tail
 */
void
nw_output_digest (NwOutput *self, const char *tail, char hex[65])
{
  struct sha256_ctx copy;

  hash_pending (self);
  copy = self->sha256;
  sha256_update (&copy, strlen (tail), (const guint8 *) tail);
  finish_hash (&copy, hex);
}

/* A disk may lie: the file counts only if what comes back is what went in. */
static gboolean
read_back (NwOutput *self, const char *written, GError **error)
{
  struct sha256_ctx sha256;
  char found[65];
  gssize n;

  sha256_init (&sha256);
  if (lseek (self->fd, 0, SEEK_SET) != 0)
    return fail (error, errno, _("the file cannot be read back (%s): check the disk"), g_strerror (errno));
  while ((n = read (self->fd, self->buffer, BUFFER_SIZE)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      sha256_update (&sha256, n, (const guint8 *) self->buffer);
  if (n < 0)
    return fail (error, errno, _("the file cannot be read back (%s): check the disk"), g_strerror (errno));

  finish_hash (&sha256, found);
  if (strcmp (found, written) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("the disk gave back other bytes than were written: check the disk"));
  return FALSE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = fd >= 0 && fsync (fd) == 0 ? 0 : errno;

  if (fd >= 0)
    close (fd);
  /* Some file systems have no such thing as syncing a folder. */
  if (code == 0 || code == EINVAL)
    return TRUE;
  return fail (error, code, _("the folder cannot be brought to the disk (%s): check the disk"), g_strerror (code));
}

static gboolean
publish (NwOutput *self, GError **error)
{
  g_autofree char *partial = g_steal_pointer (&self->partial);
  int fd = self->fd;

  self->fd = -1;
  if (rename (partial, self->path) != 0)
    {
      fail (error, errno, _("the file cannot be put in its place (%s): choose another name"), g_strerror (errno));
      unlink (partial);
      close (fd);
      return FALSE;
    }
  close (fd);
  return sync_folder (self->path, error);
}

/**
 * nw_output_finish:
 *
 * Writes what is left. A file is brought to the disk, read back, compared, and
 * only then given its name.
 *
 * Returns: %FALSE with a #GIOErrorEnum: then there is no new file
 */
gboolean
nw_output_finish (NwOutput *self, GError **error)
{
  char written[65];

  flush (self);
  if (!nw_output_check (self, error))
    return FALSE;
  if (self->path == NULL)
    return TRUE;

  nw_output_digest (self, "", written);
  if (fsync (self->fd) != 0)
    return fail (error, errno, _("the file cannot be brought to the disk (%s): make room or choose another place"), g_strerror (errno));
  return read_back (self, written, error) && publish (self, error);
}
