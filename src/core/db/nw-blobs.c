/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-blobs.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "nw-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (1 << 20)

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
}

void
nw_file_clear (NwFile *file)
{
  g_clear_pointer (&file->media_type, g_free);
  g_clear_pointer (&file->name, g_free);
}

static gboolean
refuse_system (GError **error, const char *path, int code)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM, "%s: %s", path, g_strerror (code));
  return FALSE;
}

static gboolean
read_all (int fd, const char *path, guint8 *data, gsize size, GError **error)
{
  for (gsize done = 0; done < size;)
    {
      gssize got = read (fd, data + done, size - done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return refuse_system (error, path, errno);
      if (got == 0)
        return nw_refuse (error, _("%s: the file became shorter while it was read: try again when nobody writes to it"), path);
      done += (gsize) got;
    }
  return TRUE;
}

/* Reads a person's file: no links, no devices, nothing that changes meanwhile. */
static GBytes *
load_file (const char *path, GError **error)
{
  __attribute__ ((cleanup (close_fd))) int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat before, after;
  g_autofree guint8 *data = NULL;

  if (fd < 0)
    {
      if (errno == ELOOP)
        nw_refuse (error, _("%s: this is a link: give the file itself"), path);
      else
        refuse_system (error, path, errno);
      return NULL;
    }
  if (fstat (fd, &before) != 0 || !S_ISREG (before.st_mode))
    {
      nw_refuse (error, _("%s: this is not a regular file"), path);
      return NULL;
    }
  if (before.st_size > NW_FILE_MAX)
    {
      nw_refuse (error, _("%s: the file is larger than 64 MiB: keep it elsewhere and note its address"), path);
      return NULL;
    }
  data = g_malloc ((gsize) before.st_size + 1);
  if (!read_all (fd, path, data, (gsize) before.st_size, error))
    return NULL;
  if (fstat (fd, &after) != 0 || after.st_size != before.st_size || after.st_mtim.tv_sec != before.st_mtim.tv_sec
      || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec)
    {
      nw_refuse (error, _("%s: the file changed while it was read: try again when nobody writes to it"), path);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), (gsize) before.st_size);
}

static gboolean
insert_chunk (NwStore *self, const guint8 *hash, gint64 index, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "INSERT INTO blob_chunk (sha256, idx, data) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, hash, NW_NWH1_HASH, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, index);
  sqlite3_bind_blob (stmt, 3, data, (int) size, SQLITE_STATIC);
  return nw_db_run (self->db, stmt, error);
}

static gboolean
find_blob (NwStore *self, const guint8 *hash, gint64 *size, gboolean *found, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT size FROM blob_file WHERE sha256 = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, hash, NW_NWH1_HASH, SQLITE_STATIC);
  if (!nw_db_step (self->db, stmt, found, error))
    return FALSE;
  *size = *found ? sqlite3_column_int64 (stmt, 0) : 0;
  return TRUE;
}

static gboolean
insert_blob (NwStore *self, const guint8 *hash, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gboolean found;
  gint64 known;

  if (!find_blob (self, hash, &known, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  stmt = nw_db_prepare (self->db, "INSERT INTO blob_file (sha256, size) VALUES (?1, ?2)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, hash, NW_NWH1_HASH, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, (gint64) size);
  if (!nw_db_run (self->db, stmt, error))
    return FALSE;
  for (gsize at = 0; at < size; at += CHUNK)
    if (!insert_chunk (self, hash, (gint64) (at / CHUNK), data + at, MIN (CHUNK, size - at), error))
      return FALSE;
  return TRUE;
}

/* Its own transaction unless the caller has one: the bytes are found again by
 * their hash even if the record that names them is never written. */
static gboolean
store_blob (NwStore *self, const guint8 *hash, const guint8 *data, gsize size, GError **error)
{
  if (self->in_batch)
    return insert_blob (self, hash, data, size, error);
  if (!nw_db_begin (self->db, error))
    return FALSE;
  if (insert_blob (self, hash, data, size, error) && nw_db_commit (self->db, error))
    return TRUE;
  nw_db_rollback (self->db);
  return FALSE;
}

/**
 * nw_store_put_bytes:
 * @name: what the person calls the file, without folders
 * @file: (out): what to write into the evidence record
 *
 * Keeps @bytes in the register, by their SHA-256; the same bytes once only.
 */
gboolean
nw_store_put_bytes (NwStore *self, GBytes *bytes, const char *name, NwFile *file, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *type = NULL, *hex = NULL;
  guint8 hash[NW_NWH1_HASH];

  if (self->read_only)
    {
      g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_REFUSED, _("%s: the register is open for reading only"), nw_db_path (self->db));
      return FALSE;
    }
  nw_nwh1_hash (hash, data, size);
  if (!store_blob (self, hash, data, size, error))
    return FALSE;
  hex = nw_hex (hash, sizeof hash);
  type = g_content_type_guess (name, data, MIN (size, 4096), NULL);
  g_strlcpy (file->sha256, hex, sizeof file->sha256);
  file->size = (gint64) size;
  file->media_type = g_content_type_get_mime_type (type);
  file->name = g_strdup (name);
  return TRUE;
}

/* The same for a file of the person. */
gboolean
nw_store_put_file (NwStore *self, const char *path, NwFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = load_file (path, error);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_utf8_make_valid (base, -1);

  return bytes != NULL && nw_store_put_bytes (self, bytes, name, file, error);
}

static void
parse_hash (const char *hex, guint8 hash[NW_NWH1_HASH])
{
  for (guint i = 0; i < NW_NWH1_HASH; i++)
    hash[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]));
}

/**
 * nw_store_get_file:
 *
 * Returns: (transfer full): the bytes with that SHA-256, hashed again; %NULL
 *   when they are not here (%NW_ERROR_NOT_FOUND) or not what they were
 *   (%NW_ERROR_FAULT)
 */
GBytes *
nw_store_get_file (NwStore *self, const char *sha256, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 wanted[NW_NWH1_HASH], hash[NW_NWH1_HASH];
  gboolean row = TRUE;
  gint64 size;

  parse_hash (sha256, wanted);
  if (!find_blob (self, wanted, &size, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, NW_ERROR, NW_ERROR_NOT_FOUND, _("the register holds no file with SHA-256 %s: only its hash is noted"), sha256);
      return NULL;
    }
  stmt = nw_db_prepare (self->db, "SELECT data FROM blob_chunk WHERE sha256 = ?1 ORDER BY idx", error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_blob (stmt, 1, wanted, sizeof wanted, SQLITE_STATIC);
  while (row)
    {
      if (!nw_db_step (self->db, stmt, &row, error))
        return NULL;
      if (row)
        g_byte_array_append (data, sqlite3_column_blob (stmt, 0), (guint) sqlite3_column_bytes (stmt, 0));
    }
  nw_nwh1_hash (hash, data->data, data->len);
  if (memcmp (hash, wanted, sizeof hash) == 0 && data->len == size)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  g_set_error (error, NW_ERROR, NW_ERROR_FAULT, _("the stored file %s is not what it was: restore it from a backup"), sha256);
  return NULL;
}

/**
 * nw_store_extract:
 * @target: must not exist
 *
 * Writes a stored file back, its hash checked, durably and for the person
 * alone to read.
 */
gboolean
nw_store_extract (NwStore *self, const char *sha256, const char *target, GError **error)
{
  g_autoptr (GBytes) bytes = nw_store_get_file (self, sha256, error);
  g_autoptr (GError) local = NULL;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  if (g_file_test (target, G_FILE_TEST_EXISTS) || g_file_test (target, G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_EXISTS, _("%s: the file exists already: choose another name"), target);
      return FALSE;
    }
  const char *data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents_full (target, data != NULL ? data : "", (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local))
    return TRUE;
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM, "%s", local->message);
  return FALSE;
}

/**
 * nw_store_backup:
 *
 * Writes a consistent copy, checked before it gets its name, also while
 * others work on the register; never overwrites.
 */
gboolean
nw_store_backup (NwStore *self, const char *target, GError **error)
{
  return nw_db_backup (self->db, target, error);
}
