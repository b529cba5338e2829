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

static void
assert_person (Register *r, NwRecord *record, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = nw_store_deadlines (r->store, NW_NO_DAY, day ("9999-12-31"), &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const NwDeadline *deadline = list->pdata[i];

      if (deadline->entity != nw_record_get_entity (record) || deadline->id != nw_record_get_id (record))
        continue;
      g_assert_cmpstr (deadline->subject.person_code, ==, wanted);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* Today is 15 March 2026. */
static void
test_left (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) anna = make (r->store, &nw_person, "name", "Anna", "active_to", "2026-03-15", NULL);
  g_autoptr (NwRecord) ben = make (r->store, &nw_person, "name", "Ben", NULL);
  g_autoptr (NwRecord) task = make (r->store, &nw_task, "title", "T", "cycle_months", "12", "last_done", "2025-06-01", "owner", "P-0001", NULL);

  /* The last day counts. */
  assert_person (r, task, "P-0001");
  g_assert_cmpuint (count_gaps (r, task, "owner_left"), ==, 0);
  edit_good (r->store, anna, "active_to", "2026-03-14");
  assert_person (r, task, "P-0001");
  g_assert_cmpuint (count_gaps (r, task, "owner_left"), ==, 1);
  edit_good (r->store, task, "deputy", "P-0002");
  assert_person (r, task, "P-0002");
  g_assert_cmpuint (count_gaps (r, task, "owner_left"), ==, 1);
  g_assert_cmpuint (count_gaps (r, task, "owner_missing"), ==, 0);
  edit_good (r->store, ben, "active_to", "2026-03-01");
  assert_person (r, task, "P-0001");
  edit_good (r->store, ben, "active_to", "");
  edit_good (r->store, ben, "active_from", "2026-03-16");
  assert_person (r, task, "P-0001");
}

/* Who carries out an action, and who answers for what something belongs to. */
static void
test_left_elsewhere (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) anna = make (r->store, &nw_person, "name", "Anna", "active_to", "2026-01-31", NULL);
  g_autoptr (NwRecord) ben = make (r->store, &nw_person, "name", "Ben", NULL);
  g_autoptr (NwRecord) action = make (r->store, &nw_action, "title", "A", "due_on", "2026-04-01", "assigned", "P-0001", "owner", "P-0002", NULL);
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "V", "status", "active", "owner", "P-0001", "deputy", "P-0002", NULL);
  g_autoptr (NwRecord) service = make (r->store, &nw_service, "vendor", "V-0001", "name", "S", NULL);
  g_autoptr (NwRecord) certificate = make (r->store, &nw_certificate, "vendor", "V-0001", "standard", "iso27001_2022", "number", "1",
                                           "valid_until", "2027-01-01", NULL);

  assert_person (r, action, "P-0002");
  g_assert_cmpuint (count_gaps (r, action, "owner_left"), ==, 1);
  assert_person (r, certificate, "P-0002");
  g_assert_cmpuint (count_gaps (r, vendor, "owner_left"), ==, 1);
  g_assert_cmpuint (count_gaps (r, service, "owner_left"), ==, 0);
  g_assert_cmpuint (count_gaps (r, service, "owner_missing"), ==, 0);
  edit_good (r->store, action, "done_on", "2026-02-01");
  g_assert_cmpuint (count_gaps (r, action, "owner_left"), ==, 0);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/owner/missing", test_missing);
  REGISTER ("/owner/above", test_above);
  REGISTER ("/owner/left", test_left);
  REGISTER ("/owner/left-elsewhere", test_left_elsewhere);
  return g_test_run ();
}
