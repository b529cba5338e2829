/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* First half of verify: the chain itself, entry by entry, and the opening of
 * every commitment. What the entries set is replayed for the second half. */

/* Each kind has room of its own: no number of warnings hides a fault. */
#define FAULTS_MAX 200
#define WARNINGS_MAX 100

static guint
place_hash (gconstpointer key)
{
  const NwPlace *place = key;
  guint hash;

  memcpy (&hash, place->row + 12, 4);
  return hash ^ g_direct_hash (place->field);
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  const NwPlace *x = a, *y = b;

  return x->field == y->field && x->table == y->table && memcmp (x->row, y->row, 16) == 0;
}

static void
free_fault (gpointer data)
{
  NwFault *fault = data;

  g_free (fault->message);
  g_free (fault);
}

void
nw_verdict_free (NwVerdict *verdict)
{
  g_ptr_array_unref (verdict->faults);
  g_free (verdict->head);
  g_free (verdict);
}

/* Notes one fault; @item -1 and @seq 0 where it is not about one. */
void
nw_verify_fault (NwVerify *self, gint64 seq, gint64 item, gboolean warning, const char *format, ...)
{
  NwFault *fault;
  va_list args;

  guint *n = warning ? &self->n_warnings : &self->n_faults;

  if (*n >= (warning ? WARNINGS_MAX : FAULTS_MAX))
    return;
  (*n)++;
  fault = g_new0 (NwFault, 1);
  fault->seq = seq;
  fault->item = item;
  fault->warning = warning;
  va_start (args, format);
  fault->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->verdict->faults, fault);
}

/* Two values are the same if their digests are: the replay keeps only these.
 * A short value is its own digest; the first bit tells the two apart. */
void
nw_verify_digest (guint8 digest[16], int type, const guint8 *value, gsize length)
{
  g_autoptr (GByteArray) bytes = NULL;
  guint8 hash[NW_NWH1_HASH];
  guint8 kind = (guint8) type;

  if (length < 16 && kind < 8)
    {
      memset (digest, 0, 16);
      digest[0] = (guint8) (length << 3 | kind);
      if (length > 0)
        memcpy (digest + 1, value, length);
      return;
    }
  bytes = g_byte_array_sized_new ((guint) length + 1);
  g_byte_array_append (bytes, &kind, 1);
  g_byte_array_append (bytes, value, (guint) length);
  nw_nwh1_hash (hash, bytes->data, bytes->len);
  memcpy (digest, hash, 16);
  digest[0] |= 0x80;
}

static void
set_place (NwVerify *self, const char *table, const guint8 row[16], const char *field, int type, const guint8 *value, gsize length)
{
  NwPlace *place = g_new0 (NwPlace, 1);

  place->table = g_intern_string (table);
  place->field = g_intern_string (field);
  memcpy (place->row, row, 16);
  place->is_null = type == NW_NWH1_NULL;
  nw_verify_digest (place->digest, type, value, length);
  g_hash_table_replace (self->places, place, place);
}

static void
set_record (NwVerify *self, const char *table, const guint8 row[16], gint64 seq, guint index, const guint8 *data, gsize length)
{
  NwNwh1Reader reader = { data, data + length };
  const guint8 *field, *value;
  guint32 field_length, value_length;
  guint8 type;

  while (reader.at < reader.end)
    {
      g_autofree char *name = NULL;

      if (!nw_nwh1_read_bytes (&reader, &field, &field_length) || !nw_nwh1_read_u8 (&reader, &type)
          || !nw_nwh1_read_bytes (&reader, &value, &value_length))
        {
          nw_verify_fault (self, seq, index, FALSE, _("the record in this item cannot be read to its end"));
          return;
        }
      name = g_strndup ((const char *) field, field_length);
      set_place (self, table, row, name, type, value, value_length);
    }
}

static char *
missing_key (gint64 seq, const NwNwh1Item *item)
{
  g_autofree char *row = nw_hex (item->row, 16);

  return g_strdup_printf ("%" G_GINT64_FORMAT "/%.*s/%s/%.*s", seq, (int) item->table_length, item->table, row,
                          (int) item->field_length, item->field);
}

/* An opening may be missing only if a later entry says that it was erased. */
static void
note_missing (NwVerify *self, gint64 seq, const NwNwh1Item *item)
{
  g_hash_table_insert (self->missing, missing_key (seq, item), g_memdup2 (item->commitment, NW_NWH1_HASH));
}

static void
check_erasure (NwVerify *self, gint64 seq, guint index, const NwNwh1Item *item)
{
  g_autofree char *key = missing_key ((gint64) item->ref, item);
  const guint8 *commitment = g_hash_table_lookup (self->missing, key);
  g_autofree char *table = g_strndup (item->table, item->table_length);
  g_autofree char *field = g_strndup (item->field, item->field_length);

  if (commitment == NULL)
    nw_verify_fault (self, seq, index, FALSE, _("it erases what entry %" PRIu64 " still opens or never set"), item->ref);
  else if (memcmp (commitment, item->commitment, NW_NWH1_HASH) != 0)
    nw_verify_fault (self, seq, index, FALSE, _("it erases another value than entry %" PRIu64 " set"), item->ref);
  g_hash_table_remove (self->missing, key);
  set_place (self, table, item->row, field, NW_NWH1_NULL, NULL, 0);
}

static void
check_opening (NwVerify *self, gint64 seq, guint index, const NwNwh1Item *item, sqlite3_stmt *opening)
{
  const guint8 *value = sqlite3_column_blob (opening, 4);
  gsize length = (gsize) sqlite3_column_bytes (opening, 4);
  int type = sqlite3_column_int (opening, 3);
  guint8 commitment[NW_NWH1_HASH];
  g_autofree char *table = NULL, *field = NULL;

  if (sqlite3_column_bytes (opening, 2) != 32)
    {
      nw_verify_fault (self, seq, index, FALSE, _("the salt has the wrong length"));
      return;
    }
  nw_nwh1_commit (commitment, sqlite3_column_blob (opening, 2), item->table, item->table_length, item->row, item->field,
                  item->field_length, (NwNwh1Type) type, value, length);
  table = g_strndup (item->table, item->table_length);
  field = g_strndup (item->field, item->field_length);
  if (memcmp (commitment, item->commitment, NW_NWH1_HASH) != 0)
    nw_verify_fault (self, seq, index, FALSE, _("the value of %s.%s is not the one that was written"), table, field);
  if (*table == '@')
    return;
  if (type == NW_NWH1_RECORD)
    set_record (self, table, item->row, seq, index, value, length);
  else
    set_place (self, table, item->row, field, type, value, length);
}

static void
check_order (NwVerify *self, gint64 seq, guint index, const NwNwh1Item *before, const NwNwh1Item *item)
{
  if (index > 0 && nw_nwh1_compare_items (before, item) >= 0)
    nw_verify_fault (self, seq, index, FALSE, _("its items are not in order, or one is there twice"));
}

/* Each record counts once per entry that touches it; so do its revisions. */
static void
count_touch (NwVerify *self, gint64 seq, const NwNwh1Item *before, const NwNwh1Item *item)
{
  guint count;

  if (item->table[0] == '@' || (before->table != NULL && memcmp (before->row, item->row, 16) == 0))
    return;
  self->touches++;
  self->touch_sum += nw_verify_touch (item->row, seq);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->revisions, item->row));
  g_hash_table_insert (self->revisions, g_memdup2 (item->row, 16), GUINT_TO_POINTER (count + 1));
}

/* Order-independent sum, so that the derived index need not be walked twice. */
guint64
nw_verify_touch (const guint8 row[16], gint64 seq)
{
  guint64 a, b;

  memcpy (&a, row, 8);
  memcpy (&b, row + 8, 8);
  return (a ^ (b * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15))) * (2 * (guint64) seq + 1);
}

static gboolean
next_opening (NwVerify *self, GError **error)
{
  return nw_db_step (self->store->db, self->openings, &self->has_opening, error);
}

/* Openings of entries that do not exist, or beyond the last item. */
static gboolean
skip_strays (NwVerify *self, gint64 seq, gint64 index, GError **error)
{
  while (self->has_opening
         && (sqlite3_column_int64 (self->openings, 0) < seq
             || (sqlite3_column_int64 (self->openings, 0) == seq && sqlite3_column_int64 (self->openings, 1) < index)))
    {
      nw_verify_fault (self, sqlite3_column_int64 (self->openings, 0), sqlite3_column_int64 (self->openings, 1), FALSE,
                       _("an opening belongs to no item"));
      if (!next_opening (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_item (NwVerify *self, gint64 seq, guint index, const NwNwh1Item *item, GError **error)
{
  gboolean here;

  self->verdict->items++;
  if (!skip_strays (self, seq, index, error))
    return FALSE;
  here = self->has_opening && sqlite3_column_int64 (self->openings, 0) == seq && sqlite3_column_int64 (self->openings, 1) == index;
  if (item->op == NW_NWH1_ERASE)
    {
      check_erasure (self, seq, index, item);
      return TRUE;
    }
  if (!here)
    {
      note_missing (self, seq, item);
      return TRUE;
    }
  check_opening (self, seq, index, item, self->openings);
  return next_opening (self, error);
}

static void
check_head (NwVerify *self, gint64 seq, const NwNwh1Head *head)
{
  if (head->seq != (guint64) seq)
    nw_verify_fault (self, seq, -1, FALSE, _("it calls itself entry %" PRIu64), head->seq);
  if (memcmp (head->prev, self->prev, NW_NWH1_HASH) != 0)
    nw_verify_fault (self, seq, -1, FALSE, _("it does not follow the entry before it"));
  if (seq == 1)
    memcpy (self->log_id, head->log_id, 16);
  else if (memcmp (head->log_id, self->log_id, 16) != 0)
    nw_verify_fault (self, seq, -1, FALSE, _("it belongs to another register"));
  if ((seq == 1) != (head->kind == NW_ENTRY_GENESIS))
    nw_verify_fault (self, seq, -1, FALSE, _("only the first entry begins a register"));
  if (head->time_us < self->time_us)
    nw_verify_fault (self, seq, -1, TRUE, _("its time lies before that of the entry before it: the clock was put back"));
  self->time_us = head->time_us;
}

static gboolean
check_body (NwVerify *self, gint64 seq, const guint8 *body, gsize length, GError **error)
{
  NwNwh1Reader reader = { body, body + length };
  NwNwh1Item before = { 0 }, item;
  NwNwh1Head head;

  if (!nw_nwh1_read_head (&reader, &head))
    {
      nw_verify_fault (self, seq, -1, FALSE, _("its beginning cannot be read"));
      return TRUE;
    }
  check_head (self, seq, &head);
  for (guint i = 0; i < head.n_items; i++, before = item)
    {
      if (!nw_nwh1_read_item (&reader, &item) || item.table_length == 0)
        {
          nw_verify_fault (self, seq, i, FALSE, _("this item cannot be read"));
          return TRUE;
        }
      check_order (self, seq, i, &before, &item);
      count_touch (self, seq, &before, &item);
      if (!check_item (self, seq, i, &item, error))
        return FALSE;
    }
  if (reader.at != reader.end)
    nw_verify_fault (self, seq, -1, FALSE, _("bytes follow its last item"));
  return skip_strays (self, seq, G_MAXINT64, error);
}

static gboolean
check_entry (NwVerify *self, sqlite3_stmt *stmt, GError **error)
{
  gint64 seq = sqlite3_column_int64 (stmt, 0);
  const guint8 *body = sqlite3_column_blob (stmt, 1);
  gsize length = (gsize) sqlite3_column_bytes (stmt, 1);
  guint8 hash[NW_NWH1_HASH];

  if (seq != self->verdict->seq + 1)
    nw_verify_fault (self, seq, -1, FALSE, _("entries %" PRId64 " to %" PRId64 " are missing before it"),
                     self->verdict->seq + 1, seq - 1);
  nw_nwh1_hash (hash, body != NULL ? body : (const guint8 *) "", length);
  if (sqlite3_column_bytes (stmt, 2) != NW_NWH1_HASH || memcmp (hash, sqlite3_column_blob (stmt, 2), NW_NWH1_HASH) != 0)
    nw_verify_fault (self, seq, -1, FALSE, _("its bytes do not have the hash that was noted"));
  if (!check_body (self, seq, body, length, error))
    return FALSE;
  memcpy (self->prev, hash, NW_NWH1_HASH);
  self->verdict->seq = seq;
  self->verdict->entries++;
  if (self->wanted_head != NULL)
    {
      g_autofree char *hex = nw_hex (hash, sizeof hash);

      self->head_found |= g_ascii_strcasecmp (hex, self->wanted_head) == 0;
    }
  return TRUE;
}

static void
report_missing (NwVerify *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->missing);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    nw_verify_fault (self, g_ascii_strtoll (key, NULL, 10), -1, FALSE,
                     _("the opening of %s is missing, and no later entry erases it"), (const char *) key);
}

/* Walks the whole chain beside its openings. */
gboolean
nw_verify_chain (NwVerify *self, GCancellable *cancellable, GError **error)
{
  NwDb *db = self->store->db;
  g_autoptr (sqlite3_stmt) entries = nw_db_prepare (db, "SELECT seq, body, hash FROM log_entry ORDER BY seq", error);
  g_autoptr (sqlite3_stmt) openings = entries != NULL
      ? nw_db_prepare (db, "SELECT seq, idx, salt, type, value FROM log_opening ORDER BY seq, idx", error) : NULL;
  gboolean row = TRUE;

  if (openings == NULL)
    return FALSE;
  self->openings = openings;
  if (!next_opening (self, error))
    return FALSE;
  while (row)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !nw_db_step (db, entries, &row, error))
        return FALSE;
      if (row && !check_entry (self, entries, error))
        return FALSE;
    }
  if (!skip_strays (self, G_MAXINT64, 0, error))
    return FALSE;
  if (self->verdict->entries == 0)
    nw_verify_fault (self, 0, -1, FALSE, _("the history is empty: even a new register has one entry"));
  report_missing (self);
  return TRUE;
}

void
nw_verify_init (NwVerify *self, NwStore *store, const char *wanted_head)
{
  self->store = store;
  self->verdict = g_new0 (NwVerdict, 1);
  self->verdict->faults = g_ptr_array_new_with_free_func (free_fault);
  self->wanted_head = wanted_head;
  self->places = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->revisions = g_hash_table_new_full (nw_verify_row_hash, nw_verify_row_equal, g_free, NULL);
}

guint
nw_verify_row_hash (gconstpointer row)
{
  guint hash;

  memcpy (&hash, (const guint8 *) row + 4, sizeof hash);
  return hash;
}

gboolean
nw_verify_row_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 16) == 0;
}

void
nw_verify_clear (NwVerify *self)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->revisions, g_hash_table_unref);
  g_clear_pointer (&self->verdict, nw_verdict_free);
}
