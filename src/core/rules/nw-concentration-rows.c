/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-concentration.h"
#include "nw-contract-rows.h"
#include "nw-vendor.h"

/* The figure above which an index of spend is high. */
#define HIGH_ABOVE "concentration.hhi_high"

typedef struct
{
  NwContext  *context;
  GArray     *vendors, *services, *nodes;
  const char *currency;
  gboolean    priced, mixed; /* @priced: whether @currency is that of a contract */
} Collect;

static void
collect_currencies (Collect *self, const NwRow *vendor)
{
  GPtrArray *contracts = nw_context_children (self->context, &nw_contract, "vendor", vendor->id);

  for (guint i = 0; i < contracts->len; i++)
    {
      const NwRow *contract = contracts->pdata[i];
      const char *currency = nw_contract_currency (contract, self->context);
      NwNotice notice = nw_contract_notice (contract, self->context);

      if (!nw_row_has (contract, "annual_value") || nw_contract_is_over (&notice, self->context))
        continue;
      self->mixed = self->mixed || (self->priced && g_strcmp0 (currency, self->currency) != 0);
      self->currency = currency;
      self->priced = TRUE;
    }
}

static void
collect_services (Collect *self, const NwRow *vendor)
{
  GPtrArray *services = nw_context_children (self->context, &nw_service, "vendor", vendor->id);

  for (guint i = 0; i < services->len; i++)
    {
      NwSpreadPlace place = { vendor->id, nw_row_text (services->pdata[i], "hosting_region"),
                              nw_row_text (services->pdata[i], "hosting_country") };

      g_array_append_val (self->services, place);
    }
}

/* Trees of agreements that have ended are no more. */
static void
collect_nodes (Collect *self, const NwRow *vendor)
{
  GPtrArray *dpas = nw_context_children (self->context, &nw_dpa, "vendor", vendor->id);

  for (guint i = 0; i < dpas->len; i++)
    {
      const NwRow *dpa = dpas->pdata[i];
      NwDay end = nw_row_day (dpa, "ended_on");
      GPtrArray *recipients;

      if (nw_row_is (dpa, "status", "ended") || (end != NW_NO_DAY && end < self->context->on))
        continue;
      recipients = nw_context_children (self->context, &nw_recipient, "dpa", dpa->id);
      for (guint r = 0; r < recipients->len; r++)
        {
          NwSpreadPlace place = { vendor->id, nw_row_text (recipients->pdata[r], "name"), nw_row_text (recipients->pdata[r], "country") };

          g_array_append_val (self->nodes, place);
        }
    }
}

static void
collect_vendor (Collect *self, const NwRow *vendor)
{
  const NwRow *derived = nw_context_derived (self->context, vendor);
  NwSpreadVendor one = {
    vendor->id, nw_row_text (vendor, "name"), nw_row_text (vendor, "group_name"), nw_row_text (vendor, "country"),
    nw_vendor_tier_of_row (vendor, self->context), nw_row_number (derived, "annual_spend"),
  };

  g_array_append_val (self->vendors, one);
  collect_currencies (self, vendor);
  collect_services (self, vendor);
  collect_nodes (self, vendor);
}

static void
forget_spend (GArray *vendors)
{
  for (guint i = 0; i < vendors->len; i++)
    g_array_index (vendors, NwSpreadVendor, i).spend = NW_UNKNOWN;
}

/**
 * nw_concentration:
 *
 * Reads all vendors, so no rule of a vendor may ask for it. Vendors count
 * unless they are candidates or have ended. Whoever is in the tree of a
 * vendor's agreements is a node; the vendor itself is one only where it is
 * listed there.
 *
 * Returns: (transfer full): how far the organisation depends on few
 */
NwConcentration *
nw_concentration (NwContext *context)
{
  GPtrArray *vendors = nw_context_all (context, &nw_vendor);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (NwSpreadVendor));
  g_autoptr (GArray) services = g_array_new (FALSE, FALSE, sizeof (NwSpreadPlace));
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (NwSpreadPlace));
  Collect collect = { .context = context, .vendors = list, .services = services, .nodes = nodes };
  NwConcentration *out;

  for (guint i = 0; i < vendors->len; i++)
    if (nw_vendor_in_use (vendors->pdata[i]))
      collect_vendor (&collect, vendors->pdata[i]);
  if (collect.mixed)
    forget_spend (list);
  out = nw_concentration_new (list, services, nodes, nw_figure (context, HIGH_ABOVE, context->on));
  out->mixed_currencies = collect.mixed;
  return out;
}
