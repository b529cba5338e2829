/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-log.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* An entry must stay far below the largest value SQLite is allowed to hold. */
#define ITEMS_MAX 20000

#define LOG_TABLE "@log"

static const guint8 log_row[16];

typedef struct
{
  NwNwh1Item  item;
  char       *table, *field;
  guint8      salt[32];
  NwNwh1Type  type;
  GByteArray *value; /* NULL for an erasure, which opens nothing */
} Pending;

static void
free_pending (gpointer data)
{
  Pending *pending = data;

  g_free (pending->table);
  g_free (pending->field);
  g_clear_pointer (&pending->value, g_byte_array_unref);
  g_free (pending);
}

void
nw_log_init (NwLog *self, NwDb *db)
{
  self->db = db;
  self->items = g_ptr_array_new_with_free_func (free_pending);
}

void
nw_log_clear (NwLog *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

static void
draw_from_kernel (guint8 *bytes, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      gssize got = getrandom (bytes + done, MIN (length - done, 256), 0);

      if (got > 0)
        done += (gsize) got;
      else if (errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
    }
}

/* Salts are secrets, so they come from the kernel; only a register that must
 * come out the same every time draws them from its seed. */
void
nw_log_random (NwLog *self, guint8 *bytes, gsize length)
{
  if (!self->seeded)
    {
      draw_from_kernel (bytes, length);
      return;
    }
  for (gsize done = 0; done < length; done += NW_NWH1_HASH)
    {
      guint8 block[NW_NWH1_HASH + 8], out[NW_NWH1_HASH];
      guint64 counter = GUINT64_TO_BE (self->drawn++);

      memcpy (block, self->seed, NW_NWH1_HASH);
      memcpy (block + NW_NWH1_HASH, &counter, 8);
      nw_nwh1_hash (out, block, sizeof block);
      memcpy (bytes + done, out, MIN (length - done, NW_NWH1_HASH));
    }
}

/* Reads where the chain ends now; another process may have moved it on. */
gboolean
nw_log_load (NwLog *self, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "SELECT seq, hash, body FROM log_entry ORDER BY seq DESC LIMIT 1", error);
  NwNwh1Head head;
  gboolean row;

  if (stmt == NULL || !nw_db_step (self->db, stmt, &row, error))
    return FALSE;
  if (row)
    {
      const guint8 *body = sqlite3_column_blob (stmt, 2);
      NwNwh1Reader reader = { body, body + sqlite3_column_bytes (stmt, 2) };

      if (body == NULL || !nw_nwh1_read_head (&reader, &head))
        {
          g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_DAMAGED,
                       _("%s: the last entry of the history cannot be read: run verify, then restore a backup"), nw_db_path (self->db));
          return FALSE;
        }
      self->seq = (guint64) sqlite3_column_int64 (stmt, 0);
      memcpy (self->head, sqlite3_column_blob (stmt, 1), NW_NWH1_HASH);
      memcpy (self->log_id, head.log_id, sizeof self->log_id);
    }
  self->loaded = TRUE;
  return TRUE;
}

/* Writes the genesis entry of a new register. Its id is random even where all
 * else is drawn from a seed: two such registers go on in different ways. */
gboolean
nw_log_start (NwLog *self, const NwLogReason *reason, GError **error)
{
  draw_from_kernel (self->log_id, sizeof self->log_id);
  self->seq = 0;
  memset (self->head, 0, sizeof self->head);
  self->loaded = TRUE;
  return nw_log_write (self, reason, error);
}

static Pending *
add (NwLog *self, const char *table, const guint8 row[16], const char *field, NwNwh1Op op)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->table = g_strdup (table);
  pending->field = g_strdup (field);
  pending->item.op = op;
  pending->item.table = pending->table;
  pending->item.table_length = strlen (table);
  pending->item.field = pending->field;
  pending->item.field_length = strlen (field);
  memcpy (pending->item.row, row, 16);
  g_ptr_array_add (self->items, pending);
  return pending;
}

/**
 * nw_log_add:
 * @value: (nullable): bytes of the value; copied
 *
 * Notes that (@table, @row, @field) is @value from now on.
 */
void
nw_log_add (NwLog *self, const char *table, const guint8 row[16], const char *field, NwNwh1Type type, const GByteArray *value)
{
  Pending *pending = add (self, table, row, field, NW_NWH1_SET);

  pending->type = type;
  pending->value = g_byte_array_new ();
  if (value != NULL)
    g_byte_array_append (pending->value, value->data, value->len);
  nw_log_random (self, pending->salt, sizeof pending->salt);
}

/* Notes that the opening of an earlier item was destroyed. */
void
nw_log_erase (NwLog *self, const char *table, const guint8 row[16], const char *field, guint64 ref, const guint8 commitment[NW_NWH1_HASH])
{
  Pending *pending = add (self, table, row, field, NW_NWH1_ERASE);

  pending->item.ref = ref;
  memcpy (pending->item.commitment, commitment, NW_NWH1_HASH);
}

/* Whether it is time to write an entry before more is added. */
gboolean
nw_log_is_full (NwLog *self)
{
  return self->items->len >= ITEMS_MAX;
}

void
nw_log_forget (NwLog *self)
{
  g_ptr_array_set_size (self->items, 0);
  self->loaded = FALSE;
}

static void
add_text (NwLog *self, const char *field, const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
  nw_log_add (self, LOG_TABLE, log_row, field, NW_NWH1_TEXT, bytes);
}

static int
compare_pending (gconstpointer a, gconstpointer b)
{
  return nw_nwh1_compare_items (&(*(Pending *const *) a)->item, &(*(Pending *const *) b)->item);
}

static GByteArray *
make_body (NwLog *self, const NwLogReason *reason)
{
  NwNwh1Head head = { .kind = reason->kind, .seq = self->seq + 1, .time_us = reason->time_us, .n_items = self->items->len };
  GByteArray *body;

  memcpy (head.log_id, self->log_id, sizeof head.log_id);
  memcpy (head.prev, self->head, sizeof head.prev);
  body = nw_nwh1_body (&head);
  for (guint i = 0; i < self->items->len; i++)
    {
      Pending *p = self->items->pdata[i];

      if (p->value != NULL)
        nw_nwh1_commit (p->item.commitment, p->salt, p->table, p->item.table_length, p->item.row, p->field,
                        p->item.field_length, p->type, p->value->data, p->value->len);
      nw_nwh1_append_item (body, &p->item);
    }
  return body;
}

static gboolean
insert_entry (NwLog *self, const GByteArray *body, const guint8 *hash, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "INSERT INTO log_entry (seq, body, hash) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, (gint64) self->seq + 1);
  sqlite3_bind_blob (stmt, 2, body->data, (int) body->len, SQLITE_STATIC);
  sqlite3_bind_blob (stmt, 3, hash, NW_NWH1_HASH, SQLITE_STATIC);
  return nw_db_run (self->db, stmt, error);
}

static gboolean
insert_opening (NwLog *self, guint index, const Pending *p, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "INSERT INTO log_opening (seq, idx, salt, type, value)"
                                                           " VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, (gint64) self->seq + 1);
  sqlite3_bind_int64 (stmt, 2, index);
  sqlite3_bind_blob (stmt, 3, p->salt, sizeof p->salt, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 4, p->type);
  sqlite3_bind_blob (stmt, 5, p->value->len > 0 ? (const void *) p->value->data : "", (int) p->value->len, SQLITE_STATIC);
  return nw_db_run (self->db, stmt, error);
}

/* Which entries touch a record: derived, so that its history is found fast. */
static gboolean
insert_touch (NwLog *self, const guint8 row[16], GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, "INSERT INTO log_touch (row, seq) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, row, 16, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, (gint64) self->seq + 1);
  return nw_db_run (self->db, stmt, error);
}

static gboolean
insert_openings (NwLog *self, GError **error)
{
  const guint8 *last = log_row;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Pending *p = self->items->pdata[i];

      if (p->value != NULL && !insert_opening (self, i, p, error))
        return FALSE;
      if (memcmp (p->item.row, last, 16) == 0)
        continue;
      last = p->item.row;
      if (!insert_touch (self, last, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_reread (sqlite3_stmt *stmt, int column, const void *data, gsize length)
{
  return (gsize) sqlite3_column_bytes (stmt, column) == length
         && (length == 0 || memcmp (sqlite3_column_blob (stmt, column), data, length) == 0);
}

static gboolean
not_reread (NwLog *self, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_SYSTEM,
               _("%s: what was written did not come back the same: nothing was changed, check the disk and its memory"),
               nw_db_path (self->db));
  return FALSE;
}

/* Reads back inside the transaction what was written, and compares. */
static gboolean
reread (NwLog *self, const GByteArray *body, const guint8 *hash, GError **error)
{
  g_autoptr (sqlite3_stmt) entry = nw_db_prepare (self->db, "SELECT body, hash FROM log_entry WHERE seq = ?1", error);
  g_autoptr (sqlite3_stmt) opening = entry != NULL
      ? nw_db_prepare (self->db, "SELECT salt, value FROM log_opening WHERE seq = ?1 AND idx = ?2", error) : NULL;
  gboolean row;

  if (opening == NULL)
    return FALSE;
  sqlite3_bind_int64 (entry, 1, (gint64) self->seq + 1);
  if (!nw_db_step (self->db, entry, &row, error))
    return FALSE;
  if (!row || !is_reread (entry, 0, body->data, body->len) || !is_reread (entry, 1, hash, NW_NWH1_HASH))
    return not_reread (self, error);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Pending *p = self->items->pdata[i];

      if (p->value == NULL)
        continue;
      sqlite3_reset (opening);
      sqlite3_bind_int64 (opening, 1, (gint64) self->seq + 1);
      sqlite3_bind_int64 (opening, 2, i);
      if (!nw_db_step (self->db, opening, &row, error))
        return FALSE;
      if (!row || !is_reread (opening, 0, p->salt, sizeof p->salt) || !is_reread (opening, 1, p->value->data, p->value->len))
        return not_reread (self, error);
    }
  return TRUE;
}

/**
 * nw_log_write:
 *
 * Makes one entry of what was gathered, adds who and why, writes it and reads
 * it back. Must run inside the transaction that changed the live rows.
 */
gboolean
nw_log_write (NwLog *self, const NwLogReason *reason, GError **error)
{
  g_autoptr (GByteArray) body = NULL;
  guint8 hash[NW_NWH1_HASH];

  if (!self->loaded && !nw_log_load (self, error))
    return FALSE;
  add_text (self, "actor", reason->actor);
  add_text (self, "program", "nachweis " NW_VERSION);
  if (reason->why != NULL && *reason->why != '\0')
    add_text (self, "reason", reason->why);
  g_ptr_array_sort (self->items, compare_pending);
  body = make_body (self, reason);
  nw_nwh1_hash (hash, body->data, body->len);

  if (!insert_entry (self, body, hash, error) || !insert_openings (self, error) || !reread (self, body, hash, error))
    return FALSE;

  self->seq++;
  memcpy (self->head, hash, sizeof hash);
  g_ptr_array_set_size (self->items, 0);
  return TRUE;
}
