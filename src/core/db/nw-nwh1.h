/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of the tamper-evident history, format NWH1. All integers are
 * big-endian; B(x) is a u32 length followed by the bytes of x. */

#define NW_NWH1_HASH 32

typedef enum
{
  NW_NWH1_NULL = 0,
  NW_NWH1_TEXT = 1,
  NW_NWH1_INTEGER = 2,
  NW_NWH1_BYTES = 3,
  NW_NWH1_RECORD = 4,
} NwNwh1Type;

typedef enum
{
  NW_NWH1_SET = 1,
  NW_NWH1_ERASE = 2,
} NwNwh1Op;

typedef struct
{
  guint8       op;
  const char  *table, *field; /* not NUL-ended when parsed: see lengths */
  guint32      table_length, field_length;
  guint8       row[16];
  guint64      ref;
  guint8       commitment[NW_NWH1_HASH];
} NwNwh1Item;

typedef struct
{
  guint8  kind;
  guint8  log_id[16];
  guint64 seq;
  guint8  prev[NW_NWH1_HASH];
  gint64  time_us;
  guint32 n_items;
} NwNwh1Head;

void nw_nwh1_commit (guint8 commitment[NW_NWH1_HASH], const guint8 salt[32], const char *table, gsize table_length,
                     const guint8 row[16], const char *field, gsize field_length, NwNwh1Type type,
                     const guint8 *value, gsize length);
void nw_nwh1_hash   (guint8 hash[NW_NWH1_HASH], const guint8 *data, gsize length);

GByteArray *nw_nwh1_body        (const NwNwh1Head *head);
void        nw_nwh1_append_item (GByteArray *body, const NwNwh1Item *item);
void        nw_nwh1_put_integer (GByteArray *bytes, gint64 number);
gint64      nw_nwh1_integer     (const guint8 *data, gsize length);
void        nw_nwh1_put_bytes   (GByteArray *bytes, const void *data, gsize length);
int         nw_nwh1_compare_items (const NwNwh1Item *a, const NwNwh1Item *b);

typedef struct
{
  const guint8 *at, *end;
} NwNwh1Reader;

gboolean nw_nwh1_read_head  (NwNwh1Reader *reader, NwNwh1Head *head);
gboolean nw_nwh1_read_item  (NwNwh1Reader *reader, NwNwh1Item *item);
gboolean nw_nwh1_read_bytes (NwNwh1Reader *reader, const guint8 **data, guint32 *length);
gboolean nw_nwh1_read_u8    (NwNwh1Reader *reader, guint8 *number);

/* Root of the Merkle tree (RFC 6962) over entry hashes, added in order. */
typedef struct
{
  guint64 n;
  guint8  stack[64][NW_NWH1_HASH];
} NwNwh1Tree;

void nw_nwh1_tree_add  (NwNwh1Tree *tree, const guint8 hash[NW_NWH1_HASH]);
void nw_nwh1_tree_root (const NwNwh1Tree *tree, guint8 root[NW_NWH1_HASH]);

char *nw_hex (const guint8 *data, gsize length);

G_END_DECLS
