/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"
#include "nw-nwh1.h"

#include <string.h>

/* The vectors that any other verifier of format NWH1 must meet, and for each of
 * them what must not pass for it. */

#define C1 "9d439021e81c8871f1abadbe8b2e0587b1954de296832f61580c1147c5dd5439"
#define C2 "7e2173f67eb430d34fb0c33b03f187b3ccb8a66e13a7c50b81dc610bc1ae4723"
#define C3_ACTOR "262e2a1694a426f8735b69a250eefa602c74485a88f110f62d8bbb95f716b7ff"
#define C3_EXIT "9791585998635538c88abb5b41bf124056f49fd7a4419140da51e7a7a8d65b36"
#define C3_SLA "6a0fa862a7bce0450c7d69cfee63e7491a1a7e5d182e3ffdc7cd65adddd703d7"
#define H1 "e778ecff260efdbff300cf122ae02f06ac2a3004c10479cd9465d2540582be72"
#define H2 "47e6eabe9ea7859f8057437cae8a0c2d5861425663c93f8f5fc32383b658d136"
#define H3 "e28548d1043177aa72446ad02404fc5a85254c5ba578d8f079773edc9092fc23"
#define BODY2 \
  "4e5748313a656e7472790001a1b2c3d4e5f60718293a4b5c6d7e8f9000000000000000010000000000000000000000000000000000000000000000000000000000000000" \
  "000644d8a90ba000000000010100000004406c6f6700000000000000000000000000000000000000056163746f720000000000000000" \
  "7e2173f67eb430d34fb0c33b03f187b3ccb8a66e13a7c50b81dc610bc1ae4723"
#define NAME "Müller & Söhne GmbH"
#define T0 G_GINT64_CONSTANT (1764547200000000)

static const guint8 log_id[16] = { 0xa1, 0xb2, 0xc3, 0xd4, 0xe5, 0xf6, 0x07, 0x18, 0x29, 0x3a, 0x4b, 0x5c, 0x6d, 0x7e, 0x8f, 0x90 };
static const guint8 row[16] = { 0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff };
static const guint8 no_row[16];
static const guint8 minus_240[8] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x10 };

static void
assert_hex (const guint8 *bytes, gsize length, const char *wanted)
{
  g_autofree char *hex = nw_hex (bytes, length);

  g_assert_cmpstr (hex, ==, wanted);
}

static void
assert_not_hex (const guint8 *bytes, gsize length, const char *unwanted)
{
  g_autofree char *hex = nw_hex (bytes, length);

  g_assert_cmpstr (hex, !=, unwanted);
}

static void
from_hex (const char *hex, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]));
}

static void
commitment (guint8 out[32], guint8 first, const char *table, const guint8 *at, const char *field, NwNwh1Type type, const void *value, gsize length)
{
  guint8 salt[32];

  for (guint i = 0; i < sizeof salt; i++)
    salt[i] = (guint8) (first + i);
  nw_nwh1_commit (out, salt, table, strlen (table), at, field, strlen (field), type, value, length);
}

/* C by hand, so that the framing can be wrong in every way. */
static void
commitment_by_hand (guint8 out[32], gsize tag_length, gboolean big_endian, gsize value_length)
{
  static const char *const texts[] = { "vendor", "name", NAME };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) "NWH1:value", (guint) tag_length);
  for (guint8 i = 0; i < 32; i++)
    g_byte_array_append (bytes, &i, 1);
  for (guint i = 0; i < 3; i++)
    {
      gsize length = i == 2 ? value_length : strlen (texts[i]);
      guint32 size = big_endian ? GUINT32_TO_BE ((guint32) length) : GUINT32_TO_LE ((guint32) length);

      if (i == 2)
        g_byte_array_append (bytes, (const guint8 *) "\1", 1);
      g_byte_array_append (bytes, (const guint8 *) &size, 4);
      g_byte_array_append (bytes, (const guint8 *) texts[i], (guint) length);
      if (i == 0)
        g_byte_array_append (bytes, row, 16);
    }
  nw_nwh1_hash (out, bytes->data, bytes->len);
}

static void
test_v1 (void)
{
  guint8 c[32], other_row[16];
  struct { guint8 salt; const char *table; const guint8 *row; const char *field; NwNwh1Type type; const char *value; gsize length; } wrong[] = {
    { 1, "vendor", row, "name", NW_NWH1_TEXT, NAME, 21 }, { 0, "name", row, "vendor", NW_NWH1_TEXT, NAME, 21 },
    { 0, "vendo", row, "rname", NW_NWH1_TEXT, NAME, 21 }, { 0, "vendor", other_row, "name", NW_NWH1_TEXT, NAME, 21 },
    { 0, "vendor", no_row, "name", NW_NWH1_TEXT, NAME, 21 }, { 0, "vendor", row, "name", NW_NWH1_BYTES, NAME, 21 },
    { 0, "vendor", row, "name", NW_NWH1_NULL, NAME, 21 }, { 0, "vendor", row, "name", NW_NWH1_TEXT, NAME, 22 },
    { 0, "vendor", row, "name", NW_NWH1_TEXT, NAME, 20 }, { 0, "vendor", row, "name", NW_NWH1_TEXT, "", 0 },
    { 0, "vendor", row, "name", NW_NWH1_TEXT, "Mu\u0308ller & So\u0308hne GmbH", 23 }, { 0, "Vendor", row, "name", NW_NWH1_TEXT, NAME, 21 },
  };

  g_assert_cmpuint (strlen (NAME), ==, 21);
  memcpy (other_row, row, 16);
  other_row[15] ^= 1;
  commitment (c, 0, "vendor", row, "name", NW_NWH1_TEXT, NAME, 21);
  assert_hex (c, 32, C1);
  commitment_by_hand (c, 11, TRUE, 21);
  assert_hex (c, 32, C1);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      commitment (c, wrong[i].salt, wrong[i].table, wrong[i].row, wrong[i].field, wrong[i].type, wrong[i].value, wrong[i].length);
      assert_not_hex (c, 32, C1);
    }
  commitment_by_hand (c, 10, TRUE, 21); /* no NUL after the tag */
  assert_not_hex (c, 32, C1);
  commitment_by_hand (c, 11, FALSE, 21); /* lengths the wrong way round */
  assert_not_hex (c, 32, C1);
  commitment_by_hand (c, 11, TRUE, 22); /* a NUL at the end */
  assert_not_hex (c, 32, C1);
}

static void
append (GByteArray *body, NwNwh1Op op, const char *table, const guint8 *at, const char *field, guint64 ref, const char *c)
{
  NwNwh1Item item = { .op = op, .table = table, .table_length = strlen (table), .field = field, .field_length = strlen (field), .ref = ref };

  memcpy (item.row, at, 16);
  from_hex (c, item.commitment, 32);
  nw_nwh1_append_item (body, &item);
}

static GByteArray *
begin (guint8 kind, guint64 seq, const char *prev, gint64 time_us, guint32 n)
{
  NwNwh1Head head = { .kind = kind, .seq = seq, .time_us = time_us, .n_items = n };

  memcpy (head.log_id, log_id, 16);
  if (prev != NULL)
    from_hex (prev, head.prev, 32);
  return nw_nwh1_body (&head);
}

static GByteArray *
body_v2 (void)
{
  GByteArray *body = begin (1, 1, NULL, T0, 1);

  append (body, NW_NWH1_SET, "@log", no_row, "actor", 0, C2);
  return body;
}

static GByteArray *
body_v3 (void)
{
  GByteArray *body = begin (2, 2, H1, T0 + 1, 4);

  append (body, NW_NWH1_SET, "@log", no_row, "actor", 0, C3_ACTOR);
  append (body, NW_NWH1_SET, "vendor", row, "exit_clause", 0, C3_EXIT);
  append (body, NW_NWH1_SET, "vendor", row, "name", 0, C1);
  append (body, NW_NWH1_SET, "vendor", row, "sla_minutes", 0, C3_SLA);
  return body;
}

static GByteArray *
body_v4 (void)
{
  GByteArray *body = begin (5, 3, H2, T0 + 60000000, 2);
  guint8 c[32];
  g_autofree char *actor = NULL;

  commitment (c, 160, "@log", no_row, "actor", NW_NWH1_TEXT, "anna", 4);
  actor = nw_hex (c, 32);
  append (body, NW_NWH1_SET, "@log", no_row, "actor", 0, actor);
  append (body, NW_NWH1_ERASE, "vendor", row, "name", 2, C1);
  return body;
}

/* What a verifier does with a body: all of it is read, in order. */
static gboolean
is_read (const guint8 *data, gsize length, NwNwh1Head *head)
{
  NwNwh1Reader reader = { data, data + length };
  NwNwh1Item before = { 0 }, item;

  if (!nw_nwh1_read_head (&reader, head))
    return FALSE;
  for (guint32 i = 0; i < head->n_items; i++, before = item)
    if (!nw_nwh1_read_item (&reader, &item) || (i > 0 && nw_nwh1_compare_items (&before, &item) >= 0))
      return FALSE;
  return reader.at == reader.end;
}

/* Everything that is wrong with any body: every cut, every bit, more bytes. */
static void
assert_negatives (const GByteArray *body, const char *wanted)
{
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  NwNwh1Head head;
  guint8 hash[32];

  g_assert_true (is_read (body->data, body->len, &head));
  for (guint length = 0; length < body->len; length++)
    g_assert_false (is_read (body->data, length, &head));
  g_byte_array_append (longer, body->data, body->len);
  g_byte_array_append (longer, (const guint8 *) "", 1);
  g_assert_false (is_read (longer->data, longer->len, &head));
  for (guint bit = 0; bit < body->len * 8; bit++)
    {
      longer->data[bit / 8] ^= (guint8) (1 << bit % 8);
      nw_nwh1_hash (hash, longer->data, body->len);
      assert_not_hex (hash, 32, wanted);
      longer->data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
}

static void
assert_body (GByteArray *body, gsize length, const char *wanted)
{
  guint8 hash[32];

  g_assert_cmpuint (body->len, ==, length);
  nw_nwh1_hash (hash, body->data, body->len);
  assert_hex (hash, 32, wanted);
  assert_negatives (body, wanted);
}

/* One byte of a body set to @value must make it unreadable. */
static void
assert_unreadable (const GByteArray *body, gsize offset, guint8 value)
{
  g_autoptr (GByteArray) copy = g_byte_array_new ();
  NwNwh1Head head;

  g_byte_array_append (copy, body->data, body->len);
  g_assert_cmpuint (copy->data[offset], !=, value);
  copy->data[offset] = value;
  g_assert_false (is_read (copy->data, copy->len, &head));
}

static void
test_v2 (void)
{
  g_autoptr (GByteArray) body = body_v2 ();
  guint8 c[32];
  NwNwh1Head head;

  commitment (c, 32, "@log", no_row, "actor", NW_NWH1_TEXT, "anna", 4);
  assert_hex (c, 32, C2);
  assert_hex (body->data, body->len, BODY2);
  assert_body (body, 154, H1);
  g_assert_true (is_read (body->data, body->len, &head));
  g_assert_cmpuint (head.seq, ==, 1);
  g_assert_cmpint (head.time_us, ==, T0);
  assert_unreadable (body, 10, 1);  /* no NUL after the tag */
  assert_unreadable (body, 0, 'M'); /* another tag */
  assert_unreadable (body, 11, 0);  /* kinds that do not exist */
  assert_unreadable (body, 11, 8);
  assert_unreadable (body, 79, 2);  /* count too high, too low */
  assert_unreadable (body, 79, 0);
  assert_unreadable (body, 76, 255);
  assert_unreadable (body, 80, 0);  /* operations that do not exist */
  assert_unreadable (body, 80, 3);
  assert_unreadable (body, 80, 2);  /* erases nothing */
  assert_unreadable (body, 84, 5);  /* lengths */
  assert_unreadable (body, 81, 255);
  assert_unreadable (body, 121, 1); /* SET with a reference */
}

static void
test_v3 (void)
{
  g_autoptr (GByteArray) body = body_v3 ();
  g_autoptr (GByteArray) swapped = begin (2, 2, H1, T0 + 1, 2);
  g_autoptr (GByteArray) twice = begin (2, 2, H1, T0 + 1, 2);
  NwNwh1Head head;
  guint8 c[32];

  commitment (c, 64, "@log", no_row, "actor", NW_NWH1_TEXT, "anna", 4);
  assert_hex (c, 32, C3_ACTOR);
  commitment (c, 128, "vendor", row, "exit_clause", NW_NWH1_NULL, NULL, 0);
  assert_hex (c, 32, C3_EXIT);
  commitment (c, 96, "vendor", row, "sla_minutes", NW_NWH1_INTEGER, minus_240, 8);
  assert_hex (c, 32, C3_SLA);
  assert_body (body, 393, H2);
  commitment (c, 96, "vendor", row, "sla_minutes", NW_NWH1_TEXT, "-240", 4);
  assert_not_hex (c, 32, C3_SLA);
  commitment (c, 96, "vendor", row, "sla_minutes", NW_NWH1_INTEGER, "\x10\xff\xff\xff\xff\xff\xff\xff", 8);
  assert_not_hex (c, 32, C3_SLA);
  commitment (c, 96, "vendor", row, "sla_minutes", NW_NWH1_INTEGER, minus_240 + 4, 4);
  assert_not_hex (c, 32, C3_SLA);
  commitment (c, 128, "vendor", row, "exit_clause", NW_NWH1_TEXT, "", 0);
  assert_not_hex (c, 32, C3_EXIT);
  append (swapped, NW_NWH1_SET, "vendor", row, "name", 0, C1);
  append (swapped, NW_NWH1_SET, "vendor", row, "exit_clause", 0, C3_EXIT);
  g_assert_false (is_read (swapped->data, swapped->len, &head));
  append (twice, NW_NWH1_SET, "vendor", row, "name", 0, C1);
  append (twice, NW_NWH1_SET, "vendor", row, "name", 0, C1);
  g_assert_false (is_read (twice->data, twice->len, &head));
}

static void
test_v4 (void)
{
  g_autoptr (GByteArray) body = body_v4 ();
  const guint erase = body->len - 32 - 8;

  assert_body (body, body->len, H3);
  assert_unreadable (body, erase + 7, 0);          /* erases no entry */
  assert_unreadable (body, body->len - 75, 1);     /* SET with a reference */
  assert_unreadable (body, 79, 3);
}

static void
test_roots (void)
{
  static const char *const leaves[] = { H1, H2, H3 };
  static const char *const roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "f669cfdf23feaaed0f28158e46a6ece58fb2a9b959c161f082b0deb079f2182d",
    "dd18acb64aa0a786a35c126c9746add094a0fcfbb261f6cdd7520bd67c581098", "e5071de47d9cc8687982314d6afa9854d657c5b1849424c667ca1242de5283e0",
  };
  NwNwh1Tree tree = { 0 };
  guint8 hash[32];

  for (guint n = 0;; n++)
    {
      nw_nwh1_tree_root (&tree, hash);
      assert_hex (hash, 32, roots[n]);
      if (n == G_N_ELEMENTS (leaves))
        break;
      from_hex (leaves[n], hash, 32);
      nw_nwh1_tree_add (&tree, hash);
    }
}

/* RFC 6962 as it is written, without the stack. */
static void
naive_root (const guint8 (*leaves)[32], guint n, guint8 out[32])
{
  guint8 node[65] = { n == 1 ? 0 : 1 };
  guint split = 1;

  while (split * 2 < n)
    split *= 2;
  if (n == 1)
    memcpy (node + 1, leaves[0], 32);
  else
    {
      naive_root (leaves, split, node + 1);
      naive_root (leaves + split, n - split, node + 33);
    }
  nw_nwh1_hash (out, node, n == 1 ? 33 : 65);
}

static void
test_tree (void)
{
  guint8 leaves[130][32], wanted[32], got[32];
  NwNwh1Tree tree = { 0 };

  for (guint n = 1; n <= G_N_ELEMENTS (leaves); n++)
    {
      nw_nwh1_hash (leaves[n - 1], (const guint8 *) &n, sizeof n);
      nw_nwh1_tree_add (&tree, leaves[n - 1]);
      nw_nwh1_tree_root (&tree, got);
      naive_root ((const guint8 (*)[32]) leaves, n, wanted);
      g_assert_cmpmem (got, 32, wanted, 32);
    }
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/nwh1/v1", test_v1);
  g_test_add_func ("/nwh1/v2", test_v2);
  g_test_add_func ("/nwh1/v3", test_v3);
  g_test_add_func ("/nwh1/v4", test_v4);
  g_test_add_func ("/nwh1/roots", test_roots);
  g_test_add_func ("/nwh1/tree", test_tree);
  return g_test_run ();
}
