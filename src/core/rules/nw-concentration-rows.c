/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-concentration.h"
#include "nw-vendor.h"
#include "nw-vendor-rows.h"

/* The figure above which an index of spend is high. */
#define HIGH_ABOVE "concentration.hhi_high"

typedef struct
{
  NwContext  *context;
  GArray     *vendors, *services, *nodes;
  const char *currency; /* of the organisation */
  guint       foreign;
} Collect;

/* Amounts in different currencies cannot be added up. */
static gboolean
is_foreign (Collect *self, const NwRow *vendor)
{
  NwVendorSpend spend = nw_vendor_spend (vendor, self->context);

  return spend.running > 0 && (spend.mixed || g_strcmp0 (spend.currency ?: self->currency, self->currency) != 0);
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
  gboolean foreign = is_foreign (self, vendor);
  NwSpreadVendor one = {
    vendor->id, nw_row_text (vendor, "name"), nw_row_text (vendor, "group_name"), nw_row_text (vendor, "country"),
    nw_vendor_tier_of_row (vendor, self->context), foreign ? NW_UNKNOWN : nw_row_number (derived, "annual_spend"),
  };

  g_array_append_val (self->vendors, one);
  self->foreign += foreign;
  collect_services (self, vendor);
  collect_nodes (self, vendor);
}

/* That of the organisation; as long as it names none, the euro. */
static const char *
currency_of (NwContext *context)
{
  const NwRow *organisation = nw_context_organisation (context);

  return (organisation != NULL ? nw_row_text (organisation, "currency") : NULL) ?: "EUR";
}

/**
 * nw_concentration:
 *
 * Reads all vendors, so no rule of a vendor may ask for it. Vendors count
 * unless they are candidates or have ended. Whoever is in the tree of a
 * vendor's agreements is a node; the vendor itself is one only where it is
 * listed there. What is spent in other currencies than that of the organisation
 * is not counted.
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
  Collect collect = { .context = context, .vendors = list, .services = services, .nodes = nodes,
                      .currency = currency_of (context) };
  NwConcentration *out;

  for (guint i = 0; i < vendors->len; i++)
    if (nw_vendor_in_use (vendors->pdata[i]))
      collect_vendor (&collect, vendors->pdata[i]);
  out = nw_concentration_new (list, services, nodes, nw_figure (context, HIGH_ABOVE, context->on));
  out->spend_foreign = collect.foreign;
  out->spend_unknown -= collect.foreign;
  return out;
}
