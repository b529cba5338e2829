/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/nw-store-private.h"
#include "rules-help.h"

#include <string.h>

#define HIGH 2500

static gint64
hundredths (const char *text)
{
  NwFraction value = nw_fraction_mul (nw_fraction_parse (text), nw_fraction (100, 1));

  return value.d == 1 ? value.n : NW_UNKNOWN;
}

static void
assert_share (Vectors *v, guint row, const char *column, gint64 got)
{
  if (got != hundredths (vectors_get (v, row, column)))
    g_error ("%s: %s is %" G_GINT64_FORMAT, vectors_get (v, row, "id"), column, got);
}

static void
test_shares (void)
{
  g_autoptr (Vectors) v = vectors_load ("concentration");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) words = g_strsplit (vectors_get (v, i, "spend"), ";", -1);
      guint n = g_strv_length (words);
      gint64 amounts[8];
      NwShares shares;

      for (guint w = 0; w < n; w++)
        amounts[w] = hundredths (words[w]);
      shares = nw_shares (amounts, n, HIGH);
      assert_share (v, i, "hhi", shares.hhi);
      assert_share (v, i, "top1", shares.top1);
      assert_share (v, i, "top5", shares.top5);
      g_assert_cmpint (shares.high, ==, vectors_number (v, i, "high"));
      g_assert_cmpint (nw_shares (amounts, n, NW_UNKNOWN).high, ==, NW_UNKNOWN);
    }
  g_assert_cmpint (nw_shares (NULL, 0, HIGH).hhi, ==, NW_UNKNOWN);
}

/* Draws two cents from the pot: the index says how often both went to the
 * same vendor. The five largest are taken out one by one. */
static void
test_shares_slowly (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      guint n = (guint) g_test_rand_int_range (1, 9), owner[64];
      gint64 amounts[8], total = 0, pairs = 0, top = 0;
      NwShares shares;

      for (guint v = 0; v < n; v++)
        {
          amounts[v] = g_test_rand_int_range (0, 8);
          for (gint64 cent = 0; cent < amounts[v]; cent++)
            owner[total++] = v;
        }
      shares = nw_shares (amounts, n, HIGH);
      if (total == 0)
        {
          g_assert_cmpint (shares.hhi, ==, NW_UNKNOWN);
          continue;
        }
      for (gint64 a = 0; a < total; a++)
        for (gint64 b = 0; b < total; b++)
          pairs += owner[a] == owner[b];
      g_assert_cmpint (shares.total, ==, total);
      g_assert_cmpint (shares.hhi, ==, (pairs * 2000000 + total * total) / (2 * total * total));
      g_assert_cmpint (shares.high, ==, pairs * 10000 > total * total * HIGH);
      for (guint taken = 0; taken < 5 && taken < n; taken++)
        {
          guint best = 0;

          for (guint v = 1; v < n; v++)
            best = amounts[v] > amounts[best] ? v : best;
          top += amounts[best];
          amounts[best] = -1;
          if (taken == 0)
            g_assert_cmpint (shares.top1, ==, (top * 20000 + total) / (2 * total));
        }
      g_assert_cmpint (shares.top5, ==, (top * 20000 + total) / (2 * total));
    }
}

static void
test_identity (void)
{
  static const struct
  {
    const char *name, *country, *other, *elsewhere;
    gboolean    same;
  } cases[] = {
    { "Alpha Cloud", "IE", "  ALPHA \t cloud ", "IE", TRUE },
    { "Straße AG", "DE", "STRASSE AG", "DE", TRUE },
    { "Ａlpha", NULL, "Alpha", NULL, TRUE },
    { "Alpha", "IE", "Alpha", "US", FALSE },
    { "Alpha", "IE", "Alpha", NULL, FALSE },
    { "Alpha GmbH", "DE", "Alpha", "DE", FALSE },
    { "Alpha Cloud", "DE", "AlphaCloud", "DE", FALSE },
    { NULL, "DE", NULL, "DE", TRUE },
    { NULL, "DE", NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *left = nw_spread_identity (cases[i].name, cases[i].country);
      g_autofree char *right = nw_spread_identity (cases[i].other, cases[i].elsewhere);

      g_assert_true ((strcmp (left, right) == 0) == cases[i].same);
    }
}

/* Names by number, each written in several ways. */
static const char *
any_name (guint number)
{
  static const char *const names[][3] = { { "Nimbus", "NIMBUS", " nimbus " }, { "Über Net", "über  net", "ÜBER NET" }, { "Zeta", "zeta", "Zeta " } };

  return names[number][g_test_rand_int_range (0, 3)];
}

#define VENDORS 6
#define PLACES 12
#define NAMES 3

typedef struct
{
  NwSpreadVendor vendors[VENDORS];
  guint          group[VENDORS]; /* by number */
  NwSpreadPlace  places[PLACES];
  guint          name[PLACES];
  gint64         owner[PLACES]; /* index of the vendor */
} World;

static GArray *
list_of (gconstpointer data, guint n, guint size)
{
  GArray *list = g_array_new (FALSE, FALSE, size);

  return g_array_append_vals (list, data, n);
}

static void
random_world (World *w)
{
  for (guint i = 0; i < VENDORS; i++)
    {
      w->group[i] = (guint) g_test_rand_int_range (0, NAMES);
      w->vendors[i] = (NwSpreadVendor){ 100 + 7 * i, any_name (w->group[i]), NULL, i % 2 ? "DE" : NULL,
                                        g_test_rand_int_range (0, 30) == 0 ? 0 : g_test_rand_int_range (1, 5),
                                        g_test_rand_int_range (0, 30) == 0 ? NW_UNKNOWN : g_test_rand_int_range (0, 9) };
      if (g_test_rand_bit ())
        {
          w->vendors[i].group = any_name (w->group[i]);
          w->vendors[i].name = "Own";
        }
    }
  for (guint i = 0; i < PLACES; i++)
    {
      w->owner[i] = g_test_rand_int_range (0, VENDORS);
      w->name[i] = (guint) g_test_rand_int_range (0, NAMES);
      w->places[i] = (NwSpreadPlace){ w->vendors[w->owner[i]].id, any_name (w->name[i]), "IE" };
    }
}

static NwSpreadPart *
part_named (GPtrArray *parts, guint number, const char *country)
{
  g_autofree char *wanted = nw_spread_identity (any_name (number), country);

  for (guint i = 0; i < parts->len; i++)
    {
      NwSpreadPart *part = parts->pdata[i];
      g_autofree char *identity = nw_spread_identity (part->name, part->country);

      if (strcmp (identity, wanted) == 0)
        return part;
    }
  return NULL;
}

static void
assert_node (const World *w, const NwConcentration *c, guint number)
{
  NwSpreadPart *node = part_named (c->nodes, number, "IE");
  guint important = 0, all = 0, vendors = 0;

  for (guint v = 0; v < VENDORS; v++)
    {
      gboolean matters = w->vendors[v].tier == 1 || w->vendors[v].tier == 2, depends = FALSE;

      for (guint p = 0; p < PLACES; p++)
        depends = depends || (w->name[p] == number && w->owner[p] == v);
      vendors += depends;
      important += depends && matters;
      all += matters;
    }
  g_assert_cmpuint (c->important, ==, all);
  if (vendors == 0)
    {
      g_assert_null (node);
      return;
    }
  g_assert_cmpuint (node->vendors->len, ==, vendors);
  g_assert_cmpuint (node->important, ==, important);
  g_assert_true (all == 0 ? node->share.d == 0 : node->share.n * all == important * node->share.d);
  if (c->tier_unknown > 0 || all == 0)
    g_assert_cmpint (c->max_dependence.d, ==, 0);
  else
    g_assert_cmpint (nw_fraction_compare (c->max_dependence, node->share), >=, 0);
}

static void
assert_group (const World *w, const NwConcentration *c, guint number)
{
  NwSpreadPart *group = part_named (c->groups, number, NULL);
  gint64 spend = 0;
  guint vendors = 0, first = 0;

  for (guint v = 0; v < VENDORS; v++)
    if (w->group[v] == number)
      {
        vendors++;
        spend = spend == NW_UNKNOWN || w->vendors[v].spend == NW_UNKNOWN ? NW_UNKNOWN : spend + w->vendors[v].spend;
        for (guint p = 0; p < PLACES; p++)
          first += w->owner[p] == v && w->vendors[v].tier == 1;
      }
  if (vendors == 0)
    {
      g_assert_null (group);
      return;
    }
  g_assert_cmpuint (group->vendors->len, ==, vendors);
  g_assert_cmpint (group->spend, ==, spend);
  g_assert_cmpuint (group->first_services, ==, first);
  if (c->spend_unknown > 0 || c->spend.total == NW_UNKNOWN)
    g_assert_cmpint (group->share.d, ==, 0);
  else
    g_assert_cmpint (group->share.n * c->spend.total, ==, spend * group->share.d);
}

static void
assert_region (const World *w, const NwConcentration *c, guint number)
{
  NwSpreadPart *region = part_named (c->regions, number, "IE");
  guint services = 0, first = 0;

  for (guint p = 0; p < PLACES; p++)
    {
      services += w->name[p] == number;
      first += w->name[p] == number && w->vendors[w->owner[p]].tier == 1;
    }
  g_assert_true ((region == NULL) == (services == 0));
  if (region == NULL)
    return;
  g_assert_cmpuint (region->services, ==, services);
  g_assert_cmpuint (region->first_services, ==, first);
  g_assert_cmpint (region->spend, ==, NW_UNKNOWN);
}

static void
test_spread_slowly (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      World w;
      g_autoptr (GArray) vendors = NULL;
      g_autoptr (GArray) places = NULL;
      g_autoptr (NwConcentration) c = NULL;
      guint in_countries = 0, reached = 0;

      random_world (&w);
      vendors = list_of (w.vendors, VENDORS, sizeof *w.vendors);
      places = list_of (w.places, PLACES, sizeof *w.places);
      c = nw_concentration_new (vendors, places, places, HIGH);
      for (guint number = 0; number < NAMES; number++)
        {
          assert_node (&w, c, number);
          assert_group (&w, c, number);
          assert_region (&w, c, number);
        }
      for (guint p = 0; p < c->nodes->len && nw_fraction_known (c->max_dependence); p++)
        reached += nw_fraction_compare (((NwSpreadPart *) c->nodes->pdata[p])->share, c->max_dependence) == 0;
      g_assert_true ((reached > 0) == nw_fraction_known (c->max_dependence));
      g_assert_cmpuint (c->countries->len, ==, 2);
      for (guint p = 0; p < c->countries->len; p++)
        in_countries += ((NwSpreadPart *) c->countries->pdata[p])->vendors->len;
      g_assert_cmpuint (in_countries, ==, VENDORS);
      g_assert_true ((c->spend.hhi == NW_UNKNOWN) == (c->spend_unknown > 0 || c->known_spend.hhi == NW_UNKNOWN));
    }
}

static void
test_empty (void)
{
  g_autoptr (GArray) vendors = g_array_new (FALSE, FALSE, sizeof (NwSpreadVendor));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (NwSpreadPlace));
  g_autoptr (NwConcentration) c = nw_concentration_new (vendors, places, places, HIGH);

  g_assert_cmpuint (c->vendors, ==, 0);
  g_assert_cmpint (c->spend.hhi, ==, NW_UNKNOWN);
  g_assert_cmpint (c->max_dependence.d, ==, 0);
}

static void
make_vendor (Register *r, const char *name, const char *status, const char *tier, const char *group)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", name, "status", status, "tier_override", tier, "country", "DE", NULL);

  if (group != NULL)
    edit_good (r->store, vendor, "group_name", group);
}

static void
make_node (Register *r, const char *dpa, const char *name)
{
  g_object_unref (make (r->store, &nw_recipient, "dpa", dpa, "name", name, "country", "US", NULL));
}

/* Three important vendors, two of which depend on the same company; a
 * candidate and one that has ended do not count, nor does an ended agreement. */
static void
test_register (Register *r, gconstpointer unused)
{
  static const char *const owners[] = { "V-0001", "V-0002", "V-0004", "V-0001" };
  g_autoptr (NwRecord) dpa = NULL;
  g_autoptr (NwConcentration) before = NULL;
  g_autoptr (NwConcentration) after = NULL;

  make_vendor (r, "Alpha", "active", "1", "Group");
  make_vendor (r, "Beta", "leaving", "2", "GROUP");
  make_vendor (r, "Gamma", "active", "3", NULL);
  make_vendor (r, "Delta", "candidate", "1", NULL);
  make_vendor (r, "Omega", "ended", "1", NULL);
  make_vendor (r, "Rho", "active", "2", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    g_object_unref (make (r->store, &nw_dpa, "vendor", owners[i], NULL));
  make_node (r, "AVV-0001", "Hyper");
  make_node (r, "AVV-0002", "hyper ");
  make_node (r, "AVV-0003", "Hyper");
  make_node (r, "AVV-0004", "Hyper");
  make_node (r, "AVV-0004", "Other");
  g_object_unref (make (r->store, &nw_service, "vendor", "V-0001", "name", "S", "hosting_region", "Frankfurt", "hosting_country", "DE", NULL));
  before = nw_concentration (&r->store->context);
  g_assert_cmpuint (before->vendors, ==, 4);
  g_assert_cmpuint (before->important, ==, 3);
  g_assert_cmpuint (before->groups->len, ==, 3);
  g_assert_cmpuint (before->nodes->len, ==, 2);
  g_assert_cmpint (before->max_dependence.n, ==, 2);
  g_assert_cmpint (before->max_dependence.d, ==, 3);
  g_assert_cmpstr (((NwSpreadPart *) before->regions->pdata[0])->name, ==, "Frankfurt");
  g_assert_cmpuint (((NwSpreadPart *) before->regions->pdata[0])->first_services, ==, 1);

  dpa = nw_store_find (r->store, &nw_dpa, "AVV-0002", NULL);
  edit_good (r->store, dpa, "status", "ended");
  after = nw_concentration (&r->store->context);
  g_assert_cmpint (after->max_dependence.n, ==, 1);
  g_assert_cmpint (after->max_dependence.d, ==, 3);
}

/* Spend comes from the contracts, where it is computed of vendors. */
static void
test_spend (Register *r, gconstpointer unused)
{
  static const char *const values[] = { "500", "300", "200" };
  g_autoptr (NwRecord) dollars = NULL;
  g_autoptr (NwConcentration) spread = NULL;
  g_autoptr (NwConcentration) mixed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *vendor = g_strdup_printf ("V-%04u", i + 1);

      make_vendor (r, "Alpha", "active", "1", vendor);
      g_object_unref (make (r->store, &nw_contract, "vendor", vendor, "starts_on", "2026-01-01", "renewal", "evergreen",
                            "annual_value", values[i], "currency", "EUR", NULL));
    }
  /* What is over has no say in the currency. */
  g_object_unref (make (r->store, &nw_contract, "vendor", "V-0001", "starts_on", "2020-01-01", "ends_on", "2020-12-31", "renewal", "none",
                        "annual_value", "9", "currency", "GBP", NULL));
  spread = nw_concentration (&r->store->context);
  g_assert_cmpuint (spread->spend_foreign, ==, 0);
  if (nw_vendor.derive == NULL)
    {
      g_assert_cmpuint (spread->spend_unknown, ==, 3);
      g_assert_cmpint (spread->spend.hhi, ==, NW_UNKNOWN);
    }
  else
    {
      g_assert_cmpint (spread->spend.hhi, ==, 380000);
      g_assert_cmpint (spread->spend.top1, ==, 5000);
    }
  dollars = nw_store_find (r->store, &nw_contract, "C-0003", NULL);
  edit_good (r->store, dollars, "currency", "USD");
  mixed = nw_concentration (&r->store->context);
  g_assert_cmpuint (mixed->spend_foreign, ==, 1);
  g_assert_cmpuint (mixed->spend_unknown, ==, 0);
  g_assert_cmpint (mixed->spend.hhi, ==, NW_UNKNOWN);
  /* 500 and 300 of 800 */
  g_assert_cmpint (mixed->known_spend.hhi, ==, 531250);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/concentration/shares", test_shares);
  g_test_add_func ("/concentration/shares-slowly", test_shares_slowly);
  g_test_add_func ("/concentration/identity", test_identity);
  g_test_add_func ("/concentration/spread-slowly", test_spread_slowly);
  g_test_add_func ("/concentration/empty", test_empty);
  REGISTER ("/concentration/register", test_register);
  REGISTER ("/concentration/spend", test_spend);
  return g_test_run ();
}
