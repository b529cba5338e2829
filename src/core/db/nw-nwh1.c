/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-nwh1.h"

#include <nettle/sha2.h>
#include <string.h>

static const char value_tag[] = "NWH1:value"; /* hashed with its NUL */
static const char entry_tag[] = "NWH1:entry";

static void
put_u32 (guint8 out[4], guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (out, &number, 4);
}

static void
hash_bytes (struct sha256_ctx *sha, const void *data, gsize length)
{
  guint8 size[4];

  put_u32 (size, (guint32) length);
  sha256_update (sha, 4, size);
  sha256_update (sha, length, data);
}

/**
 * nw_nwh1_commit:
 * @commitment: (out): C = SHA-256(tag ‖ salt ‖ B(table) ‖ row ‖ B(field) ‖ type ‖ B(value))
 * @value: may be %NULL when @length is 0
 */
void
nw_nwh1_commit (guint8 commitment[NW_NWH1_HASH], const guint8 salt[32], const char *table, gsize table_length,
                const guint8 row[16], const char *field, gsize field_length, NwNwh1Type type,
                const guint8 *value, gsize length)
{
  struct sha256_ctx sha;
  guint8 kind = (guint8) type;

  sha256_init (&sha);
  sha256_update (&sha, sizeof value_tag, (const guint8 *) value_tag);
  sha256_update (&sha, 32, salt);
  hash_bytes (&sha, table, table_length);
  sha256_update (&sha, 16, row);
  hash_bytes (&sha, field, field_length);
  sha256_update (&sha, 1, &kind);
  hash_bytes (&sha, value != NULL ? (const void *) value : "", length);
  sha256_digest (&sha, NW_NWH1_HASH, commitment);
}

void
nw_nwh1_hash (guint8 hash[NW_NWH1_HASH], const guint8 *data, gsize length)
{
  struct sha256_ctx sha;

  sha256_init (&sha);
  sha256_update (&sha, length, data);
  sha256_digest (&sha, NW_NWH1_HASH, hash);
}

static void
append_u64 (GByteArray *bytes, guint64 number)
{
  number = GUINT64_TO_BE (number);
  g_byte_array_append (bytes, (const guint8 *) &number, 8);
}

void
nw_nwh1_put_integer (GByteArray *bytes, gint64 number)
{
  append_u64 (bytes, (guint64) number);
}

/* What nw_nwh1_put_integer() wrote; 0 for anything else. */
gint64
nw_nwh1_integer (const guint8 *data, gsize length)
{
  guint64 number = 0;

  if (length == sizeof number)
    memcpy (&number, data, sizeof number);
  return (gint64) GUINT64_FROM_BE (number);
}

/* Appends B(data). */
void
nw_nwh1_put_bytes (GByteArray *bytes, const void *data, gsize length)
{
  guint8 size[4];

  put_u32 (size, (guint32) length);
  g_byte_array_append (bytes, size, 4);
  g_byte_array_append (bytes, data, (guint) length);
}

/* Returns: (transfer full): the fixed beginning of an entry */
GByteArray *
nw_nwh1_body (const NwNwh1Head *head)
{
  GByteArray *body = g_byte_array_new ();
  guint8 count[4];

  g_byte_array_append (body, (const guint8 *) entry_tag, sizeof entry_tag);
  g_byte_array_append (body, &head->kind, 1);
  g_byte_array_append (body, head->log_id, 16);
  append_u64 (body, head->seq);
  g_byte_array_append (body, head->prev, NW_NWH1_HASH);
  append_u64 (body, (guint64) head->time_us);
  put_u32 (count, head->n_items);
  g_byte_array_append (body, count, 4);
  return body;
}

void
nw_nwh1_append_item (GByteArray *body, const NwNwh1Item *item)
{
  g_byte_array_append (body, &item->op, 1);
  nw_nwh1_put_bytes (body, item->table, item->table_length);
  g_byte_array_append (body, item->row, 16);
  nw_nwh1_put_bytes (body, item->field, item->field_length);
  append_u64 (body, item->ref);
  g_byte_array_append (body, item->commitment, NW_NWH1_HASH);
}

static int
compare_bytes (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* The order items must have in an entry: table, row, field, then ref. */
int
nw_nwh1_compare_items (const NwNwh1Item *a, const NwNwh1Item *b)
{
  int order = compare_bytes (a->table, a->table_length, b->table, b->table_length);

  if (order == 0)
    order = memcmp (a->row, b->row, 16);
  if (order == 0)
    order = compare_bytes (a->field, a->field_length, b->field, b->field_length);
  if (order == 0)
    order = (a->ref > b->ref) - (a->ref < b->ref);
  return order;
}

static gboolean
take (NwNwh1Reader *reader, void *out, gsize length)
{
  if ((gsize) (reader->end - reader->at) < length)
    return FALSE;
  memcpy (out, reader->at, length);
  reader->at += length;
  return TRUE;
}

static gboolean
take_u64 (NwNwh1Reader *reader, guint64 *number)
{
  if (!take (reader, number, 8))
    return FALSE;
  *number = GUINT64_FROM_BE (*number);
  return TRUE;
}

gboolean
nw_nwh1_read_u8 (NwNwh1Reader *reader, guint8 *number)
{
  return take (reader, number, 1);
}

/* Reads B(x); @data points into the reader's bytes. */
gboolean
nw_nwh1_read_bytes (NwNwh1Reader *reader, const guint8 **data, guint32 *length)
{
  if (!take (reader, length, 4))
    return FALSE;
  *length = GUINT32_FROM_BE (*length);
  if ((gsize) (reader->end - reader->at) < *length)
    return FALSE;
  *data = reader->at;
  reader->at += *length;
  return TRUE;
}

gboolean
nw_nwh1_read_head (NwNwh1Reader *reader, NwNwh1Head *head)
{
  char tag[sizeof entry_tag];

  if (!take (reader, tag, sizeof tag) || memcmp (tag, entry_tag, sizeof tag) != 0)
    return FALSE;
  if (!take (reader, &head->kind, 1) || !take (reader, head->log_id, 16) || !take_u64 (reader, &head->seq)
      || !take (reader, head->prev, NW_NWH1_HASH) || !take_u64 (reader, (guint64 *) &head->time_us)
      || !take (reader, &head->n_items, 4))
    return FALSE;
  head->n_items = GUINT32_FROM_BE (head->n_items);
  return head->kind >= 1 && head->kind <= 7;
}

gboolean
nw_nwh1_read_item (NwNwh1Reader *reader, NwNwh1Item *item)
{
  const guint8 *table, *field;

  if (!take (reader, &item->op, 1) || !nw_nwh1_read_bytes (reader, &table, &item->table_length)
      || !take (reader, item->row, 16) || !nw_nwh1_read_bytes (reader, &field, &item->field_length)
      || !take_u64 (reader, &item->ref) || !take (reader, item->commitment, NW_NWH1_HASH))
    return FALSE;
  item->table = (const char *) table;
  item->field = (const char *) field;
  return (item->op == NW_NWH1_SET && item->ref == 0) || (item->op == NW_NWH1_ERASE && item->ref > 0);
}

static void
hash_node (guint8 out[NW_NWH1_HASH], const guint8 left[NW_NWH1_HASH], const guint8 right[NW_NWH1_HASH])
{
  static const guint8 node = 1;
  struct sha256_ctx sha;

  sha256_init (&sha);
  sha256_update (&sha, 1, &node);
  sha256_update (&sha, NW_NWH1_HASH, left);
  sha256_update (&sha, NW_NWH1_HASH, right);
  sha256_digest (&sha, NW_NWH1_HASH, out);
}

/* The stack holds one root per set bit of n, the largest first: a full
 * subtree is closed as soon as its sibling is there. */
void
nw_nwh1_tree_add (NwNwh1Tree *tree, const guint8 hash[NW_NWH1_HASH])
{
  static const guint8 leaf = 0;
  struct sha256_ctx sha;
  guint8 node[NW_NWH1_HASH];
  guint depth = 0;

  for (guint64 n = tree->n; n != 0; n &= n - 1)
    depth++;
  sha256_init (&sha);
  sha256_update (&sha, 1, &leaf);
  sha256_update (&sha, NW_NWH1_HASH, hash);
  sha256_digest (&sha, NW_NWH1_HASH, node);
  for (guint64 n = tree->n; n & 1; n >>= 1)
    hash_node (node, tree->stack[--depth], node);
  memcpy (tree->stack[depth], node, NW_NWH1_HASH);
  tree->n++;
}

void
nw_nwh1_tree_root (const NwNwh1Tree *tree, guint8 root[NW_NWH1_HASH])
{
  guint depth = 0;

  for (guint64 n = tree->n; n != 0; n &= n - 1)
    depth++;
  if (depth == 0)
    {
      nw_nwh1_hash (root, (const guint8 *) "", 0);
      return;
    }
  memcpy (root, tree->stack[--depth], NW_NWH1_HASH);
  while (depth > 0)
    hash_node (root, tree->stack[--depth], root);
}

/* Returns: (transfer full): lower-case hexadecimal */
char *
nw_hex (const guint8 *data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (length * 2 + 1);

  for (gsize i = 0; i < length; i++)
    {
      text[i * 2] = digits[data[i] >> 4];
      text[i * 2 + 1] = digits[data[i] & 15];
    }
  text[length * 2] = '\0';
  return text;
}
