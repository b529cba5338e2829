/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

__extension__ typedef __int128 Wide;

static gint64
cents_of (const char *text)
{
  NwFraction cents = nw_fraction_mul (nw_fraction_parse (text), nw_fraction (100, 1));

  return cents.d == 1 ? cents.n : NW_UNKNOWN;
}

static gint64
number_of (const char *text)
{
  return *text != '\0' && strcmp (text, "-") != 0 ? g_ascii_strtoll (text, NULL, 10) : NW_UNKNOWN;
}

/* "101-200=8" */
static NwPriceTier
parse_tier (const char *text)
{
  const char *dash = strchr (text, '-'), *equals = strchr (text, '=');
  g_autofree char *to = g_strndup (dash + 1, (gsize) (equals - dash - 1));

  return (NwPriceTier){ number_of (text), number_of (to), cents_of (equals + 1) };
}

static void
assert_price (Vectors *v, guint row, const char *column, NwTierFault fault, gint64 cents)
{
  static const char *const names[] = { "good", "none", "unknown", "start", "backwards", "gap", "overlap", "beyond", "too-large" };
  const char *wanted = vectors_get (v, row, column);

  if (fault != NW_TIERS_GOOD)
    {
      g_assert_cmpstr (names[fault], ==, wanted);
      g_assert_cmpint (cents, ==, NW_UNKNOWN);
      g_assert_nonnull (nw_say_tier_fault (fault));
    }
  else if (cents != cents_of (wanted))
    g_error ("%s: %s is %" G_GINT64_FORMAT, vectors_get (v, row, "id"), column, cents);
}

static void
test_tiers (void)
{
  g_autoptr (Vectors) v = vectors_load ("prices");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) words = g_strsplit (vectors_get (v, i, "tiers"), ";", -1);
      gint64 units = number_of (vectors_get (v, i, "units")), cents;
      guint n = g_strv_length (words);
      NwPriceTier tiers[4];
      NwTierFault fault;

      for (guint t = 0; t < n; t++)
        tiers[t] = parse_tier (words[t]);
      fault = nw_price_graduated (tiers, n, units, &cents);
      assert_price (v, i, "graduated", fault, cents);
      fault = nw_price_volume (tiers, n, units, &cents);
      assert_price (v, i, "volume", fault, cents);
    }
}

#define UNITS 40

/* Unit by unit: how many tiers it is in, and the price of the last of them. */
static guint
slow_tiers (const NwPriceTier *tiers, guint n, gint64 unit, gint64 *unit_price)
{
  guint in = 0;

  for (guint i = 0; i < n; i++)
    if (unit >= tiers[i].from && (tiers[i].to == NW_UNKNOWN || unit <= tiers[i].to))
      {
        *unit_price = tiers[i].unit_price;
        in++;
      }
  return in;
}

/* Whether each unit up to the last that any tier names is in exactly one. */
static gboolean
slow_check (const NwPriceTier *tiers, guint n)
{
  gint64 last = 0, unit_price;

  for (guint i = 0; i < n; i++)
    {
      if (tiers[i].to != NW_UNKNOWN && tiers[i].to < tiers[i].from)
        return FALSE;
      last = MAX (last, MAX (tiers[i].from, tiers[i].to));
    }
  for (gint64 unit = 1; unit <= last; unit++)
    if (slow_tiers (tiers, n, unit, &unit_price) != 1)
      return FALSE;
  return slow_tiers (tiers, n, 0, &unit_price) <= 1 && slow_tiers (tiers, n, last + 1, &unit_price) <= 1;
}

/* Mostly whole lists, some with one edge moved, in any order. */
static guint
random_tiers (NwPriceTier *tiers)
{
  guint n = (guint) g_test_rand_int_range (1, 6);
  gint64 from = g_test_rand_int_range (0, 2);

  for (guint i = 0; i < n; i++)
    {
      gint64 to = from + g_test_rand_int_range (0, 8);

      tiers[i] = (NwPriceTier){ from, i == n - 1 && g_test_rand_bit () ? NW_UNKNOWN : to, g_test_rand_int_range (-100, 1000) };
      from = to + 1;
    }
  if (g_test_rand_int_range (0, 3) == 0)
    tiers[g_test_rand_int_range (0, (gint) n)].from = g_test_rand_int_range (0, 12);
  if (g_test_rand_int_range (0, 6) == 0)
    tiers[g_test_rand_int_range (0, (gint) n)].to = NW_UNKNOWN;
  for (guint i = n - 1; i > 0; i--)
    {
      guint other = (guint) g_test_rand_int_range (0, (gint) i + 1);
      NwPriceTier swap = tiers[i];

      tiers[i] = tiers[other];
      tiers[other] = swap;
    }
  return n;
}

static void
test_tiers_slowly (void)
{
  guint good = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwPriceTier tiers[5];
      guint n = random_tiers (tiers), which = 99;
      gint64 units = g_test_rand_int_range (0, UNITS), sum = 0, last = 0, graduated, volume;
      gboolean fits = slow_check (tiers, n);
      guint in = 1;

      g_assert_true (fits == (nw_price_tiers_check (tiers, n, &which) == NW_TIERS_GOOD));
      g_assert_cmpuint (which, <, n);
      for (gint64 unit = 1; fits && unit <= units && in == 1; unit++)
        {
          in = slow_tiers (tiers, n, unit, &last);
          sum += last;
        }
      if (!fits || in == 0)
        {
          g_assert_cmpint (nw_price_graduated (tiers, n, units, &graduated), !=, NW_TIERS_GOOD);
          g_assert_cmpint (nw_price_volume (tiers, n, units, &volume), !=, NW_TIERS_GOOD);
          continue;
        }
      g_assert_cmpint (nw_price_graduated (tiers, n, units, &graduated), ==, NW_TIERS_GOOD);
      g_assert_cmpint (nw_price_volume (tiers, n, units, &volume), ==, NW_TIERS_GOOD);
      g_assert_cmpint (graduated, ==, sum);
      g_assert_cmpint (volume, ==, last * units);
      good++;
    }
  g_assert_cmpuint (good, >, RANDOM_CASES / 4);
  g_assert_cmpuint (good, <, RANDOM_CASES * 9 / 10);
}

static void
test_index (void)
{
  static const char *const limits[] = { "free", "capped", "floored" };
  g_autoptr (Vectors) v = vectors_load ("prices-index");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwIndexClause clause = { nw_index_parse (vectors_get (v, i, "base")), nw_fraction_parse (vectors_get (v, i, "cap")),
                               nw_fraction_parse (vectors_get (v, i, "floor")) };
      NwIndexLimit limit = NW_INDEX_FREE;
      gint64 got = nw_indexed_price (cents_of (vectors_get (v, i, "price")), &clause, nw_index_parse (vectors_get (v, i, "now")), &limit);

      if (got != cents_of (vectors_get (v, i, "indexed")))
        g_error ("%s: %" G_GINT64_FORMAT, vectors_get (v, i, "id"), got);
      g_assert_cmpstr (limits[limit], ==, vectors_get (v, i, "limit"));
    }
}

static gint64
away (Wide n, Wide d)
{
  Wide size = n < 0 ? -n : n;

  return (gint64) ((size * 2 + d) / (d * 2)) * (n < 0 ? -1 : 1);
}

/* The factor in units of 1 / (1000 × base), all in tenths. */
static void
test_index_slowly (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 cents = g_test_rand_int_range (-100000, 100000000), base = g_test_rand_int_range (1, 2000), now = g_test_rand_int_range (1, 2000);
      gint64 cap = g_test_rand_int_range (-20, 100), floor = g_test_rand_int_range (-100, 50);
      gboolean has_cap = g_test_rand_bit (), has_floor = g_test_rand_bit ();
      NwIndexClause clause = { nw_fraction (base, 10), has_cap ? nw_fraction (cap, 10) : NW_NO_FRACTION,
                               has_floor ? nw_fraction (floor, 10) : NW_NO_FRACTION };
      gint64 got = nw_indexed_price (cents, &clause, nw_fraction (now, 10), NULL), factor = 1000 * now;

      if (has_cap && has_floor && floor > cap)
        {
          g_assert_cmpint (got, ==, NW_UNKNOWN);
          continue;
        }
      if (has_floor)
        factor = MAX (factor, (1000 + floor) * base);
      if (has_cap)
        factor = MIN (factor, (1000 + cap) * base);
      g_assert_cmpint (got, ==, away ((Wide) cents * factor, (Wide) 1000 * base));
    }
}

static guint
count_gaps (Register *r, const char *rule, NwRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      if (strcmp (gap->rule, rule) == 0 && gap->entity == nw_record_get_entity (record) && gap->id == nw_record_get_id (record))
        count++;
    }
  return count;
}

static void
test_tier_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_contract, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) first = make (r->store, &nw_price_tier, "contract", "C-0001", "from_unit", "1", "to_unit", "100", "unit_price", "10", NULL);
  g_autoptr (NwRecord) second = make (r->store, &nw_price_tier, "contract", "C-0001", "from_unit", "102", "unit_price", "8", NULL);
  g_autoptr (NwRecord) elsewhere = make (r->store, &nw_price_tier, "contract", "C-0002", "from_unit", "1", "unit_price", "8", NULL);

  g_assert_cmpuint (count_gaps (r, "price_tier_gap", first), ==, 0);
  g_assert_cmpuint (count_gaps (r, "price_tier_gap", second), ==, 1);
  g_assert_cmpuint (count_gaps (r, "price_tier_gap", elsewhere), ==, 0);
  edit_good (r->store, second, "from_unit", "101");
  g_assert_cmpuint (count_gaps (r, "price_tier_gap", second), ==, 0);
  edit_good (r->store, first, "unit_price", "");
  g_assert_cmpuint (count_gaps (r, "price_tier_gap", first), ==, 1);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/prices/tiers", test_tiers);
  g_test_add_func ("/prices/tiers-slowly", test_tiers_slowly);
  g_test_add_func ("/prices/index", test_index);
  g_test_add_func ("/prices/index-slowly", test_index_slowly);
  REGISTER ("/prices/tier-gaps", test_tier_gaps);
  return g_test_run ();
}
