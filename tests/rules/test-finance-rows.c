/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

static void
assert_reason (NwStore *store, NwRecord *record, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_store_explain (store, record);
  const NwExplanation *why = nw_reasons_of (reasons, field_of (nw_record_get_entity (record), field));

  g_assert_nonnull (why);
  if (strstr (why->text, part) == NULL)
    g_error ("%s: “%s” is not in “%s”", field, part, why->text);
}

static void
test_business_case (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make (r->store, &nw_business_case, "title", "Move", "rate_percent", "8",
                                      "flows", "0:-100000;1:30000;2:35000;3:40000;4:45000", NULL);

  assert_text (r->store, record, "npv", "22614.27");
  assert_text (r->store, record, "irr", "17.0937");
  assert_text (r->store, record, "irr_state", "value");
  assert_text (r->store, record, "payback_years", "2.875");
  assert_text (r->store, record, "discounted_payback_years", "3.316");
  assert_reason (r->store, record, "npv", "22,614.27");
  assert_reason (r->store, record, "irr", "17.0937");
  assert_reason (r->store, record, "payback_years", "After 2.875 years");
  edit_good (r->store, record, "rate_percent", "25");
  assert_text (r->store, record, "npv", "-14688.00");
  assert_text (r->store, record, "discounted_payback_years", "");
  assert_reason (r->store, record, "discounted_payback_years", "never");
}

static void
test_business_case_unknown (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) record = make (r->store, &nw_business_case, "title", "Move", "flows", "0:-100;1:150", NULL);

  assert_text (r->store, record, "npv", "");
  assert_text (r->store, record, "discounted_payback_years", "");
  assert_text (r->store, record, "irr", "50.0000");
  assert_text (r->store, record, "payback_years", "0.667");
  assert_reason (r->store, record, "npv", "rate is missing");
  assert_reason (r->store, record, "discounted_payback_years", "rate is missing");
  edit_good (r->store, record, "flows", "");
  assert_text (r->store, record, "irr_state", "");
  assert_text (r->store, record, "payback_years", "");
  assert_reason (r->store, record, "irr", "cash flows are missing");
  edit_good (r->store, record, "flows", "0:-1000;1:2500;2:-1540");
  assert_text (r->store, record, "irr_state", "ambiguous");
  assert_text (r->store, record, "irr", "");
  assert_reason (r->store, record, "irr_state", "ambiguous");
  assert_reason (r->store, record, "payback_years", "again in year 2");
  edit_good (r->store, record, "flows", "0:100;1:50");
  assert_text (r->store, record, "irr_state", "none");
  assert_text (r->store, record, "payback_years", "0.000");
}

/* A context of the test's own: a contract and its cost lines, no figures but
 * those that were shipped. */
typedef struct
{
  GPtrArray *lines;
} Facts;

static GPtrArray *
fake_children (NwContext *context, const NwEntity *entity, const char *field, gint64 target)
{
  g_assert_true (entity == &nw_cost_line);
  return ((Facts *) context->facts)->lines;
}

static const NwRow *
fake_figure (NwContext *context, const char *key, NwDay on)
{
  return NULL;
}

static gboolean
fake_has_figure (NwContext *context, const char *key)
{
  return FALSE;
}

static const NwFactsClass fake_class = { .children = fake_children, .figure = fake_figure, .has_figure = fake_has_figure };

static NwValue *
new_cells (const NwEntity *entity)
{
  return g_new0 (NwValue, nw_entity_n_fields (entity));
}

static void
free_cells (const NwEntity *entity, NwValue *cells)
{
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    nw_value_clear (&cells[i]);
  g_free (cells);
}

static void
add_line (GPtrArray *lines, const char *label, const char *kind, gint64 amount, const char *growth)
{
  NwValue *cells = new_cells (&nw_cost_line);
  NwRow *line = g_new (NwRow, 1);

  cells[field_of (&nw_cost_line, "label")] = nw_value_text (label);
  if (kind != NULL)
    cells[field_of (&nw_cost_line, "kind")] = nw_value_text (kind);
  if (amount != NW_UNKNOWN)
    cells[field_of (&nw_cost_line, "amount")] = nw_value_number (amount);
  if (growth != NULL)
    cells[field_of (&nw_cost_line, "growth_percent")] = nw_value_text (growth);
  *line = (NwRow){ &nw_cost_line, lines->len + 1, cells };
  g_ptr_array_add (lines, line);
}

static void
free_line (gpointer data)
{
  NwRow *line = data;

  free_cells (line->entity, (NwValue *) line->cells);
  g_free (line);
}

static void
assert_cost (const NwRow *contract, const char *field, gint64 wanted)
{
  g_assert_cmpint (nw_row_number (contract, field), ==, wanted);
}

static void
derive_cost (NwRow *contract, NwContext *context)
{
  NwDerived out = { contract->entity, (NwValue *) contract->cells };

  nw_derive_contract_cost (contract, context, &out);
}

static void
assert_cost_reason (const NwRow *contract, NwContext *context, const char *field, const char *part)
{
  g_autoptr (NwReasons) reasons = nw_reasons_new (&nw_contract);
  const NwExplanation *why;

  nw_explain_contract_cost (contract, context, reasons);
  why = nw_reasons_of (reasons, field_of (&nw_contract, field));
  g_assert_nonnull (why);
  if (strstr (why->text, part) == NULL)
    g_error ("%s: “%s” is not in “%s”", field, part, why->text);
}

static void
test_contract_cost (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  Facts facts = { lines };
  NwContext context = { day ("2026-03-15"), &facts, &fake_class };
  NwRow contract = { &nw_contract, 1, new_cells (&nw_contract) };

  derive_cost (&contract, &context);
  assert_cost (&contract, "tco_3", NW_UNKNOWN);
  assert_cost_reason (&contract, &context, "tco_3_pv", "no cost lines");
  add_line (lines, "Migration", "one_off", 2000000, NULL);
  add_line (lines, "Licence", "yearly", 6000000, "5");
  add_line (lines, "Staff", "yearly", 1000000, "3");
  add_line (lines, "Leaving", "exit", 1500000, NULL);
  derive_cost (&contract, &context);
  assert_cost (&contract, "tco_3", 25505900);
  assert_cost (&contract, "tco_3_pv", 22049900);
  assert_cost (&contract, "tco_5", 41962923);
  assert_cost (&contract, "tco_5_pv", 33518068);
  assert_cost_reason (&contract, &context, "tco_4", "4 cost lines");
  assert_cost_reason (&contract, &context, "tco_4_pv", "8\u202f%");
  ((NwValue *) contract.cells)[field_of (&nw_contract, "index_base")] = nw_value_text ("117.4");
  assert_cost_reason (&contract, &context, "tco_3", "PrKG");
  free_cells (&nw_contract, (NwValue *) contract.cells);
}

/* Each thing that is missing keeps the cost unknown and is named. */
static void
test_contract_cost_unknown (void)
{
  static const struct
  {
    const char *kind;
    gint64      amount;
    const char *growth, *part;
  } cases[] = {
    { NULL, 100, "0", "kind of the cost line “Odd”" },
    { "yearly", NW_UNKNOWN, "0", "amount of the cost line “Odd”" },
    { "yearly", 100, "-101", "more than 100" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
      Facts facts = { lines };
      NwContext context = { day ("2026-03-15"), &facts, &fake_class };
      NwRow contract = { &nw_contract, 1, new_cells (&nw_contract) };

      add_line (lines, "Good", "one_off", 100, NULL);
      add_line (lines, "Odd", cases[i].kind, cases[i].amount, cases[i].growth);
      derive_cost (&contract, &context);
      assert_cost (&contract, "tco_3", NW_UNKNOWN);
      assert_cost (&contract, "tco_5_pv", NW_UNKNOWN);
      assert_cost_reason (&contract, &context, "tco_3", cases[i].part);
      free_cells (&nw_contract, (NwValue *) contract.cells);
    }
}

/* Whether what is computed of contracts calls nw_derive_contract_cost() and
 * nw_explain_contract_cost(). */
static const gboolean contracts_have_costs = TRUE;

static void
test_contract_cost_live (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) vendor = make (r->store, &nw_vendor, "name", "Alpha", NULL);
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) line = NULL;
  g_autoptr (NwRecord) figure = NULL;

  if (!contracts_have_costs)
    {
      g_test_skip ("the cost is not yet part of what is computed of contracts");
      return;
    }
  assert_text (r->store, contract, "tco_3", "");
  line = make (r->store, &nw_cost_line, "contract", "C-0001", "label", "Licence", "kind", "exit", "amount", "125.97", NULL);
  assert_text (r->store, contract, "tco_3", "125.97");
  assert_text (r->store, contract, "tco_3_pv", "100.00");
  edit_good (r->store, line, "amount", "251.94");
  assert_text (r->store, contract, "tco_3_pv", "200.00");
  figure = make (r->store, &nw_legal_parameter, "key", "finance.discount_percent", "value", "0", NULL);
  assert_text (r->store, contract, "tco_3_pv", "251.94");
  /* A yearly cost of which nobody says that it grows stays the same. */
  edit_good (r->store, line, "kind", "yearly");
  assert_text (r->store, contract, "tco_3", "755.82");
  assert_text (r->store, contract, "tco_5", "1259.70");
  edit_good (r->store, line, "growth_percent", "10");
  assert_text (r->store, contract, "tco_3", "833.92");
  assert_reason (r->store, contract, "tco_3", "1 cost line");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/finance-rows/business-case", test_business_case);
  REGISTER ("/finance-rows/business-case-unknown", test_business_case_unknown);
  g_test_add_func ("/finance-rows/contract-cost", test_contract_cost);
  g_test_add_func ("/finance-rows/contract-cost-unknown", test_contract_cost_unknown);
  REGISTER ("/finance-rows/contract-cost-live", test_contract_cost_live);
  return g_test_run ();
}
