/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-commit-private.h"
#include "nw-history.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

/* The heads that this computer has seen: without them nobody could tell a
 * register from an older copy of it. One small file per register. */

/* A tree that is so far behind takes a millisecond to grow. */
#define LEAVES_UNSAVED 1000

static char *
state_path (NwStore *self, const char *ending)
{
  g_autofree char *id = nw_hex (self->log.log_id, sizeof self->log.log_id);
  g_autofree char *dir = g_build_filename (g_get_user_state_dir (), "nachweis", "heads", NULL);
  g_autofree char *name = g_strconcat (id, ending, NULL);

  return g_mkdir_with_parents (dir, 0700) == 0 ? g_build_filename (dir, name, NULL) : NULL;
}

static gboolean
entry_hash (NwStore *self, gint64 seq, guint8 hash[NW_NWH1_HASH], gboolean *found, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT hash FROM log_entry WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, seq);
  if (!nw_db_step (self->db, stmt, found, error))
    return FALSE;
  if (*found)
    memcpy (hash, sqlite3_column_blob (stmt, 0), NW_NWH1_HASH);
  return TRUE;
}

/* The tree as it was when this computer looked last, so that a commit adds
 * one leaf; anything that does not fit this chain is thrown away. */
static void
load_tree (NwStore *self)
{
  g_autofree char *path = self->leaves.tree.n == 0 ? state_path (self, ".tree") : NULL;
  g_autofree char *data = NULL;
  guint8 hash[NW_NWH1_HASH];
  gboolean found = FALSE;
  NwLeaves saved;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL) || length != sizeof saved)
    return;
  memcpy (&saved, data, sizeof saved);
  if (saved.tree.n > self->log.seq || !entry_hash (self, (gint64) saved.tree.n, hash, &found, NULL) || !found
      || memcmp (hash, saved.last, sizeof hash) != 0)
    return;
  self->leaves = saved;
  self->leaves_saved = saved.tree.n;
}

/**
 * nw_heads_save:
 *
 * Keeps the tree for the next time the register is opened. It is no proof but
 * saves time: one that is behind, or lost, is grown again from the chain.
 */
void
nw_heads_save (NwStore *self)
{
  g_autofree char *path = self->leaves.tree.n > self->leaves_saved ? state_path (self, ".tree") : NULL;

  if (path != NULL
      && g_file_set_contents_full (path, (const char *) &self->leaves, sizeof self->leaves, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    self->leaves_saved = self->leaves.tree.n;
}

/* Up to the entry just written; another process may have added more already. */
static gboolean
grow_tree (NwStore *self, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT hash FROM log_entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, (gint64) self->leaves.tree.n);
  sqlite3_bind_int64 (stmt, 2, (gint64) self->log.seq);
  while (row)
    {
      if (!nw_db_step (self->db, stmt, &row, error))
        return FALSE;
      if (!row)
        break;
      memcpy (self->leaves.last, sqlite3_column_blob (stmt, 0), NW_NWH1_HASH);
      nw_nwh1_tree_add (&self->leaves.tree, self->leaves.last);
    }
  return TRUE;
}

static gboolean
is_contradicted (NwStore *self)
{
  g_autofree char *message = NULL;

  return !nw_store_checkpoint_matches (self, &message);
}

/**
 * nw_heads_note:
 *
 * Writes the checkpoint of the register that was just committed to. That it
 * cannot be written is no reason to call the commit failed.
 */
void
nw_heads_note (NwStore *self)
{
  g_autofree char *path = state_path (self, "");
  g_autofree char *id = NULL, *head = NULL, *time = NULL, *root = NULL, *text = NULL;
  guint8 hash[NW_NWH1_HASH];

  /* What was seen and is not in this chain stays noted until a person decides. */
  if (path == NULL || is_contradicted (self))
    return;
  load_tree (self);
  if (!grow_tree (self, NULL))
    return;
  id = nw_hex (self->log.log_id, 16);
  head = nw_hex (self->log.head, NW_NWH1_HASH);
  time = nw_instant_format (nw_store_now (self) / G_USEC_PER_SEC);
  nw_nwh1_tree_root (&self->leaves.tree, hash);
  root = nw_hex (hash, sizeof hash);
  text = g_strdup_printf ("NWH1-CHECKPOINT\n%s\n%" G_GUINT64_FORMAT "\n%s\n%s\n%s\n", id, self->log.seq, head, root, time);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  if (self->leaves.tree.n - self->leaves_saved >= LEAVES_UNSAVED)
    nw_heads_save (self);
}

static gboolean
compare_checkpoint (NwStore *self, gint64 seq, const char *hex, const char *when, char **message)
{
  guint8 hash[NW_NWH1_HASH];
  gboolean found = FALSE;
  g_autofree char *here = NULL, *path = state_path (self, "");

  if (!entry_hash (self, seq, hash, &found, NULL))
    return TRUE;
  if (!found)
    {
      *message = g_strdup_printf (_("TRUNCATED: this computer has seen history entry %" PRId64 " on %s, but the register ends at entry %" PRIu64
                                    ": it is an older copy, or its end was cut off. If this is the copy to go on with, delete %s"),
                                  seq, when, self->log.seq, path);
      return FALSE;
    }
  here = nw_hex (hash, sizeof hash);
  if (strcmp (here, hex) == 0)
    return TRUE;
  *message = g_strdup_printf (_("FORKED: history entry %" PRId64 " differs from the one that this computer saw on %s: the history was rewritten, or a restored copy went on by itself. If this is the copy to go on with, delete %s"),
                              seq, when, path);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the checkpoint that this computer has noted */
char *
nw_store_checkpoint (NwStore *self)
{
  g_autofree char *path = NULL;
  char *text = NULL;

  if (self->is_snapshot)
    return g_strdup (self->checkpoint);
  if (!nw_log_load (&self->log, NULL))
    return NULL;
  path = state_path (self, "");
  return path != NULL && g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/**
 * nw_store_checkpoint_matches:
 * @message: (out): what is wrong, when %FALSE
 *
 * Compares the register with the head that this computer has seen last.
 */
gboolean
nw_store_checkpoint_matches (NwStore *self, char **message)
{
  g_autofree char *text = nw_store_checkpoint (self);
  g_auto (GStrv) lines = NULL;

  *message = NULL;
  if (text == NULL || !nw_log_load (&self->log, NULL))
    return TRUE;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 6 || strcmp (lines[0], "NWH1-CHECKPOINT") != 0)
    return TRUE;
  return compare_checkpoint (self, g_ascii_strtoll (lines[2], NULL, 10), lines[3], lines[5], message);
}

/**
 * nw_store_head:
 * @seq: (out) (optional): number of the last history entry
 *
 * Returns: (transfer full): hash of the last history entry, in hexadecimal
 */
char *
nw_store_head (NwStore *self, gint64 *seq, GError **error)
{
  if (!nw_log_load (&self->log, error))
    return NULL;
  if (seq != NULL)
    *seq = (gint64) self->log.seq;
  return nw_hex (self->log.head, NW_NWH1_HASH);
}

/* Returns: (transfer full): what tells this history from every other, in hexadecimal */
char *
nw_store_log_id (NwStore *self, GError **error)
{
  return nw_log_load (&self->log, error) ? nw_hex (self->log.log_id, 16) : NULL;
}
