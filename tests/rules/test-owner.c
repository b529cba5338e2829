/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include <string.h>

/* Who answers for a record. */

static guint
count_gaps (Register *r, NwRecord *record, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      n += gap->entity == nw_record_get_entity (record) && gap->id == nw_record_get_id (record) && strcmp (gap->rule, rule) == 0;
    }
  return n;
}

/* While there is something to do about it; afterwards it is history. */
static void
test_missing (Register *r, gconstpointer unused)
{
  static const struct { const NwEntity *entity; const char *title, *text, *done, *as; } kinds[] = {
    { &nw_request, "received_on", "2026-03-01", "answered_on", "2026-03-02" },
    { &nw_incident, "title", "a", "closed_at", "2026-03-02T08:00:00Z" },
    { &nw_audit, "title", "a", "status", "closed" },
    { &nw_finding, "title", "a", "state", "closed" },
    { &nw_action, "title", "a", "done_on", "2026-03-02" },
  };
  g_autoptr (NwRecord) anna = make (r->store, &nw_person, "name", "Anna", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (NwRecord) record = make (r->store, kinds[i].entity, kinds[i].title, kinds[i].text, NULL);

      g_assert_cmpuint (count_gaps (r, record, "owner_missing"), ==, 1);
      edit_good (r->store, record, "owner", "P-0001");
      g_assert_cmpuint (count_gaps (r, record, "owner_missing"), ==, 0);
      edit_good (r->store, record, "owner", "");
      edit_good (r->store, record, kinds[i].done, kinds[i].as);
      g_assert_cmpuint (count_gaps (r, record, "owner_missing"), ==, 0);
    }
}

/* What belongs to a contract or a vendor is answered for by who answers for that. */
static void
test_above (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) anna = make (r->store, &nw_person, "name", "Anna", NULL);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "V", "status", "active", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", "starts_on", "2025-01-01", "renewal", "evergreen", NULL);
  g_autoptr (NwRecord) sla = make (r->store, &nw_sla, "contract", "C-0001", "name", "S", NULL);
  g_autoptr (NwRecord) review = make (r->store, &nw_renewal_review, "contract", "C-0001", NULL);
  g_autoptr (NwRecord) plan = make (r->store, &nw_exit_plan, "contract", "C-0001", "title", "E", NULL);
  g_autoptr (NwRecord) own_plan = make (r->store, &nw_exit_plan, "vendor", "V-0001", "title", "E", NULL);
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", "contract", "C-0001", NULL);
  g_autoptr (NwRecord) service = make (r->store, &nw_service, "vendor", "V-0001", "name", "S", NULL);
  g_autoptr (NwRecord) certificate = make (r->store, &nw_certificate, "vendor", "V-0001", "number", "1", NULL);
  NwRecord *const all[] = { sla, review, plan, dpa, own_plan, service, certificate };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpuint (count_gaps (r, all[i], "owner_missing"), ==, 1);
  edit_good (r->store, contract, "owner", "P-0001");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpuint (count_gaps (r, all[i], "owner_missing"), ==, i < 4 ? 0 : 1);
  edit_good (r->store, contract, "owner", "");
  edit_good (r->store, vendor, "owner", "P-0001");
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpuint (count_gaps (r, all[i], "owner_missing"), ==, 0);
  g_assert_cmpuint (count_gaps (r, contract, "contract_owner"), ==, 1);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/owner/missing", test_missing);
  REGISTER ("/owner/above", test_above);
  return g_test_run ();
}
