/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * NwDbHeader:
 * @device: with @inode, which file it is, under whatever name
 * @mode: type and permission bits, as of stat()
 * @links: how many names the file has
 * @hot: a journal waits to be played back; then @user_version, @page_count and
 *   @change_counter are those of an unfinished transaction
 *
 * What a register says about itself in its first 100 bytes.
 */
typedef struct
{
  guint64  device;
  guint64  inode;
  guint32  mode;
  guint32  links;
  guint64  size;
  gint32   user_version;
  guint32  application_id;
  guint32  page_count;
  guint32  change_counter;
  gboolean hot;
} NwDbHeader;

gboolean nw_db_header_check  (const char *path, guint current_version, NwDbHeader *out, GError **error);
gboolean nw_db_sidecar_check (const char *path, gboolean *journal, GError **error);
