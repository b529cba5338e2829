/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-concentration.h"

#include "nw-numbers.h"
#include "nw-rational.h"

#include <string.h>

#define TOP 5

static const NwShares no_shares = { NW_UNKNOWN, NW_UNKNOWN, NW_UNKNOWN, NW_UNKNOWN, NW_UNKNOWN };

static gboolean
add_up (const gint64 *amounts, guint n, gint64 *total)
{
  *total = 0;
  for (guint i = 0; i < n; i++)
    if (amounts[i] == NW_UNKNOWN || amounts[i] < 0 || __builtin_add_overflow (*total, amounts[i], total))
      return FALSE;
  return *total > 0;
}

/* Σ amount² · 10000 against limit · total², and as hundredths of a point. */
static void
put_index (NwShares *out, const gint64 *amounts, guint n, gint64 high_above)
{
  mpz_t squares, total, number;

  mpz_inits (squares, total, number, NULL);
  for (guint i = 0; i < n; i++)
    {
      nw_whole_set (number, amounts[i]);
      mpz_addmul (squares, number, number);
    }
  mpz_mul_ui (squares, squares, 10000);
  nw_whole_set (total, out->total);
  mpz_mul (total, total, total);
  out->hhi = nw_quotient_round (squares, total, 2);
  if (high_above != NW_UNKNOWN)
    {
      nw_whole_set (number, high_above);
      mpz_mul (number, number, total);
      out->high = mpz_cmp (squares, number) > 0;
    }
  mpz_clears (squares, total, number, NULL);
}

/* In hundredths of a percent. */
static gint64
share_of (gint64 amount, gint64 total)
{
  mpz_t n, d;
  gint64 share;

  mpz_inits (n, d, NULL);
  nw_whole_set (n, amount);
  nw_whole_set (d, total);
  mpz_mul_ui (n, n, 100);
  share = nw_quotient_round (n, d, 2);
  mpz_clears (n, d, NULL);
  return share;
}

/**
 * nw_shares:
 * @amounts: cents
 * @high_above: index in points above which it is high, or %NW_UNKNOWN
 *
 * Nothing is rounded before the verdict.
 */
NwShares
nw_shares (const gint64 *amounts, guint n, gint64 high_above)
{
  g_autofree gint64 *sorted = n > 0 ? g_memdup2 (amounts, n * sizeof *amounts) : NULL;
  NwShares out = no_shares;
  gint64 top = 0;

  if (!add_up (amounts, n, &out.total))
    return no_shares;
  put_index (&out, amounts, n, high_above);
  qsort (sorted, n, sizeof *sorted, nw_numbers_compare);
  for (guint i = 0; i < TOP && i < n; i++)
    top += sorted[n - 1 - i];
  out.top1 = share_of (sorted[n - 1], out.total);
  out.top5 = share_of (top, out.total);
  return out;
}

/* Without regard to case, width of letters and spaces. */
static void
append_folded (GString *out, const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup (text);
  gboolean gap = FALSE;
  gsize begin = out->len;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      gap = TRUE;
    else
      {
        if (gap && out->len > begin)
          g_string_append_c (out, ' ');
        gap = FALSE;
        g_string_append_unichar (out, g_utf8_get_char (c));
      }
}

/**
 * nw_spread_identity:
 * @name: (nullable)
 * @country: (nullable)
 *
 * Two names are one company, group or region when they differ in case and
 * spaces alone and are in the same country. Legal forms count: guessing which
 * companies belong together is left to the group name.
 *
 * Returns: (transfer full): what to compare
 */
char *
nw_spread_identity (const char *name, const char *country)
{
  GString *text = g_string_new (country != NULL ? country : "");

  g_string_append_c (text, '\n');
  if (name != NULL)
    append_folded (text, name);
  return g_string_free (text, FALSE);
}

static void
part_free (gpointer data)
{
  NwSpreadPart *part = data;

  g_free (part->name);
  g_free (part->country);
  g_array_unref (part->vendors);
  g_free (part);
}

/* The parts of one kind while they are found. */
typedef struct
{
  GPtrArray  *parts;
  GHashTable *index; /* identity → NwSpreadPart in @parts */
} Parts;

static void
parts_begin (Parts *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static NwSpreadPart *
parts_get (Parts *self, const char *name, const char *country)
{
  char *identity = nw_spread_identity (name, country);
  NwSpreadPart *part = g_hash_table_lookup (self->index, identity);

  if (part == NULL)
    {
      part = g_new0 (NwSpreadPart, 1);
      part->name = g_strdup (name);
      part->country = g_strdup (country);
      part->vendors = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (self->parts, part);
      g_hash_table_insert (self->index, g_steal_pointer (&identity), part);
    }
  g_free (identity);
  return part;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const NwSpreadPart *left = *(NwSpreadPart *const *) a, *right = *(NwSpreadPart *const *) b;

  /* Unknown is the smallest number there is. */
  if (left->spend != right->spend)
    return left->spend > right->spend ? -1 : 1;
  if (left->first_services != right->first_services)
    return left->first_services > right->first_services ? -1 : 1;
  if (left->important != right->important)
    return left->important > right->important ? -1 : 1;
  if (left->vendors->len != right->vendors->len)
    return left->vendors->len > right->vendors->len ? -1 : 1;
  return g_strcmp0 (left->name, right->name) ?: g_strcmp0 (left->country, right->country);
}

/* What is shared by all functions below. */
typedef struct
{
  NwConcentration *out;
  GArray          *vendors;
  GHashTable      *by_id; /* id → NwSpreadVendor */
} Spread;

static const NwSpreadVendor *
vendor_of (const Spread *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

static gboolean
is_important (const NwSpreadVendor *vendor)
{
  return vendor->tier == 1 || vendor->tier == 2;
}

/* Each vendor once, in order; how many are important. */
static void
settle_vendors (const Spread *self, NwSpreadPart *part)
{
  guint kept = 0;

  g_array_sort (part->vendors, nw_numbers_compare);
  for (guint i = 0; i < part->vendors->len; i++)
    {
      gint64 id = g_array_index (part->vendors, gint64, i);

      if (kept > 0 && g_array_index (part->vendors, gint64, kept - 1) == id)
        continue;
      g_array_index (part->vendors, gint64, kept++) = id;
      part->important += is_important (vendor_of (self, id));
    }
  g_array_set_size (part->vendors, kept);
}

static GPtrArray *
parts_end (Parts *self, const Spread *spread)
{
  for (guint i = 0; i < self->parts->len; i++)
    settle_vendors (spread, self->parts->pdata[i]);
  g_ptr_array_sort (self->parts, compare_parts);
  g_hash_table_unref (self->index);
  return self->parts;
}

static gint64
plus (gint64 a, gint64 b)
{
  gint64 sum;

  return a == NW_UNKNOWN || b == NW_UNKNOWN || __builtin_add_overflow (a, b, &sum) ? NW_UNKNOWN : sum;
}

static void
part_add_vendor (NwSpreadPart *part, const NwSpreadVendor *vendor)
{
  g_array_append_val (part->vendors, vendor->id);
  part->spend = plus (part->spend, vendor->spend);
}

/* A vendor without a group is a group of its own. */
static const char *
group_of (const NwSpreadVendor *vendor)
{
  return vendor->group != NULL ? vendor->group : vendor->name;
}

static void
count_service (NwSpreadPart *part, const NwSpreadVendor *vendor)
{
  part->services++;
  part->first_services += vendor->tier == 1;
}

static void
spread_vendors (const Spread *self, GArray *services)
{
  Parts groups, countries;

  parts_begin (&groups);
  parts_begin (&countries);
  for (guint i = 0; i < self->vendors->len; i++)
    {
      const NwSpreadVendor *vendor = &g_array_index (self->vendors, NwSpreadVendor, i);

      part_add_vendor (parts_get (&groups, group_of (vendor), NULL), vendor);
      part_add_vendor (parts_get (&countries, vendor->country, NULL), vendor);
    }
  for (guint i = 0; i < services->len; i++)
    {
      const NwSpreadVendor *vendor = vendor_of (self, g_array_index (services, NwSpreadPlace, i).vendor);

      if (vendor == NULL)
        continue;
      count_service (parts_get (&groups, group_of (vendor), NULL), vendor);
      count_service (parts_get (&countries, vendor->country, NULL), vendor);
    }
  self->out->groups = parts_end (&groups, self);
  self->out->countries = parts_end (&countries, self);
}

/* Where services run, and recipients. */
static GPtrArray *
spread_places (const Spread *self, GArray *places, gboolean services)
{
  Parts parts;

  parts_begin (&parts);
  for (guint i = 0; i < places->len; i++)
    {
      const NwSpreadPlace *place = &g_array_index (places, NwSpreadPlace, i);
      const NwSpreadVendor *vendor = vendor_of (self, place->vendor);
      NwSpreadPart *part = vendor != NULL ? parts_get (&parts, place->name, place->country) : NULL;

      if (part == NULL)
        continue;
      part->spend = NW_UNKNOWN;
      g_array_append_val (part->vendors, vendor->id);
      if (services)
        count_service (part, vendor);
    }
  return parts_end (&parts, self);
}

static void
put_spend_shares (NwConcentration *out, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      NwSpreadPart *part = parts->pdata[i];

      if (part->spend != NW_UNKNOWN && out->spend.total != NW_UNKNOWN)
        part->share = nw_fraction (part->spend, out->spend.total);
    }
}

static void
put_dependence (NwConcentration *out)
{
  for (guint i = 0; i < out->nodes->len; i++)
    {
      NwSpreadPart *node = out->nodes->pdata[i];

      node->share = nw_fraction (node->important, out->important);
      if (i == 0 && out->tier_unknown == 0)
        out->max_dependence = node->share;
    }
}

static void
put_spend (const Spread *self, gint64 high_above)
{
  g_autofree gint64 *all = g_new (gint64, self->vendors->len);
  g_autofree gint64 *known = g_new (gint64, self->vendors->len);
  g_autofree gint64 *groups = g_new (gint64, self->out->groups->len);
  guint n_known = 0;

  for (guint i = 0; i < self->vendors->len; i++)
    {
      all[i] = g_array_index (self->vendors, NwSpreadVendor, i).spend;
      if (all[i] != NW_UNKNOWN)
        known[n_known++] = all[i];
    }
  for (guint i = 0; i < self->out->groups->len; i++)
    groups[i] = ((NwSpreadPart *) self->out->groups->pdata[i])->spend;
  self->out->spend_unknown = self->vendors->len - n_known;
  self->out->spend = nw_shares (all, self->vendors->len, high_above);
  self->out->known_spend = nw_shares (known, n_known, high_above);
  self->out->group_spend = nw_shares (groups, self->out->groups->len, high_above);
}

/**
 * nw_concentration_new:
 * @vendors: of #NwSpreadVendor
 * @services: of #NwSpreadPlace: where they run: region and country
 * @nodes: of #NwSpreadPlace: who is in a tree of sub-processors, any number of times
 * @high_above: see nw_shares()
 *
 * Returns: (transfer full): how far the organisation depends on few
 */
NwConcentration *
nw_concentration_new (GArray *vendors, GArray *services, GArray *nodes, gint64 high_above)
{
  NwConcentration *out = g_new0 (NwConcentration, 1);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  Spread spread = { out, vendors, by_id };

  for (guint i = 0; i < vendors->len; i++)
    {
      NwSpreadVendor *vendor = &g_array_index (vendors, NwSpreadVendor, i);

      g_hash_table_insert (by_id, &vendor->id, vendor);
      out->important += is_important (vendor);
      out->tier_unknown += vendor->tier == 0;
    }
  out->vendors = vendors->len;
  spread_vendors (&spread, services);
  out->regions = spread_places (&spread, services, TRUE);
  out->nodes = spread_places (&spread, nodes, FALSE);
  put_spend (&spread, high_above);
  put_spend_shares (out, out->groups);
  put_spend_shares (out, out->countries);
  put_dependence (out);
  return out;
}

void
nw_concentration_free (NwConcentration *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->countries);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->nodes);
  g_free (self);
}
