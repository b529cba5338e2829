/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* Rules of the store that hold between records: codes, trees, parts. */

static NwRecord *
vendor (Register *r, const char *name)
{
  return make (r->store, &nw_vendor, "name", name, NULL);
}

static void
test_codes (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = vendor (r, "Alpha");
  g_autoptr (NwRecord) taken = make (r->store, &nw_vendor, "name", "Beta", "code", "V-0003", NULL);
  g_autoptr (NwRecord) third = vendor (r, "Gamma");
  g_autoptr (NwRecord) found = nw_store_find (r->store, &nw_vendor, "V-0003", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nw_record_get_code (first), ==, "V-0001");
  g_assert_cmpstr (nw_record_get_code (taken), ==, "V-0003");
  g_assert_cmpstr (nw_record_get_code (third), ==, "V-0004");
  g_assert_true (found == taken);
  g_assert_null (nw_store_find (r->store, &nw_vendor, "V-9999", &error));
  assert_message (&error, NW_ERROR, NW_ERROR_NOT_FOUND, "V-9999");
  edit_good (r->store, third, "code", "GAMMA");
  g_assert_cmpint (nw_store_find_id (r->store, &nw_vendor, "GAMMA"), ==, nw_record_get_id (third));
  g_assert_cmpint (nw_store_find_id (r->store, &nw_vendor, "V-0004"), ==, 0);
}

/* A taken code is said to be taken, whether by a new record or by an edit, and
 * whether or not its owner is deleted. */
static void
test_codes_taken (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = vendor (r, "Alpha");
  g_autoptr (NwRecord) second = vendor (r, "Beta");
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "name", "F", NULL);
  g_autoptr (NwRecord) a = make (r->store, &nw_requirement, "framework", "FW-0001", "reference", "1", NULL);
  g_autoptr (NwRecord) b = make (r->store, &nw_requirement, "framework", "FW-0001", "reference", "2", NULL);
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, &nw_vendor, NULL);
  g_autoptr (GError) error = NULL;

  set_text (r->store, row, NULL, "name", "Copy");
  set_text (r->store, row, NULL, "code", "V-0001");
  g_assert_true (mark (r->store, first, NW_MARK_DELETE, &error));
  g_assert_false (commit (r->store, change, &error));
  assert_invalid (&error, "this code is taken");
  g_assert_false (edit (r->store, second, "code", "V-0001", &error));
  assert_invalid (&error, "this code is taken");
  g_assert_false (edit (r->store, b, "code", "RQ-0001", &error));
  assert_invalid (&error, "this code is taken");
  g_assert_false (edit (r->store, b, "reference", "1", &error));
  assert_invalid (&error, "same framework, reference");
  assert_sound (r->store);
}

static void
test_codes_refused (Register *r, gconstpointer unused)
{
  static const char *const bad[] = { "A;B", " A", "A ", "\tA" };
  g_autoptr (NwRecord) record = vendor (r, "Alpha");
  g_autofree char *longest = g_strnfill (128, 'x');
  g_autofree char *longer = g_strnfill (129, 'x');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (edit (r->store, record, "code", bad[i], &error));
      assert_invalid (&error, "field code");
    }
  g_assert_false (edit (r->store, record, "code", longer, &error));
  assert_invalid (&error, "128");
  edit_good (r->store, record, "code", longest);
}

static void
test_parts_come (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) item = nw_store_find (r->store, &nw_dpa_item, "AVV-0001/V01", NULL);
  g_autoptr (NwRecord) assessed = make (r->store, &nw_vendor_assessment, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) plan = make (r->store, &nw_exit_plan, "title", "Plan", NULL);
  g_autoptr (NwRecord) answer = nw_store_find (r->store, &nw_answer, "VA-0001/SEC01", NULL);
  g_autoptr (NwRecord) step = nw_store_find (r->store, &nw_exit_step, "EX-0001/P01", NULL);

  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 28);
  g_assert_cmpint (nw_store_count (r->store, &nw_exit_item), ==, 12);
  g_assert_cmpint (nw_store_count (r->store, &nw_exit_step), ==, 12);
  g_assert_nonnull (item);
  assert_text (r->store, item, "state", "not_reviewed");
  assert_text (r->store, answer, "score", "unanswered");
  g_assert_nonnull (step);
  g_assert_true (nw_value_is_set (nw_record_get (step, "title")));
  nw_store_set_bring (r->store, FALSE);
  g_autoptr (NwRecord) bare = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 28);
  assert_sound (r->store);
}

/* Parts of parts too: what a rating rates goes with the selection. */
static void
test_parts_go (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) selection = make (r->store, &nw_selection, "title", "RFP", NULL);
  g_autoptr (NwRecord) criterion = make (r->store, &nw_criterion, "selection", "SEL-0001", "title", "Price", NULL);
  g_autoptr (NwRecord) offer = make (r->store, &nw_offer, "selection", "SEL-0001", "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) rating = make (r->store, &nw_rating, "offer", "OF-0001", "criterion", "CR-0001", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_reference_check, "offer", "OF-0001", NULL);
  NwRecord *const all[] = { selection, criterion, offer, rating, other };
  g_autoptr (GError) error = NULL;

  g_assert_true (mark (r->store, selection, NW_MARK_DELETE, &error));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_true (nw_record_is_deleted (all[i]));
  g_assert_false (nw_record_is_deleted (owner));
  g_assert_true (mark (r->store, selection, NW_MARK_RESTORE, &error));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_false (nw_record_is_deleted (all[i]));
  assert_sound (r->store);
}

/* Restoring a parent brings back what went with it, not what went before. */
static void
test_parts_stay_deleted (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) before = nw_store_find (r->store, &nw_dpa_item, "AVV-0001/V01", NULL);
  g_autoptr (NwRecord) with = nw_store_find (r->store, &nw_dpa_item, "AVV-0001/V02", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mark (r->store, before, NW_MARK_DELETE, &error));
  g_assert_true (mark (r->store, dpa, NW_MARK_DELETE, &error));
  g_assert_true (mark (r->store, dpa, NW_MARK_RESTORE, &error));
  g_assert_false (nw_record_is_deleted (with));
  g_assert_true (nw_record_is_deleted (before));
  g_assert_cmpint (nw_store_count (r->store, &nw_dpa_item), ==, 27);
}

static void
assert_no_cycle (Register *r, NwRecord *record, const char *field, const char *code)
{
  g_autoptr (GError) error = NULL;
  gint64 revision = nw_record_get_revision (record);

  g_assert_false (edit (r->store, record, field, code, &error));
  assert_invalid (&error, "lead back to itself");
  g_assert_cmpint (nw_record_get_revision (record), ==, revision);
}

/* Every tree of every kind: itself, in two and in three steps. */
static void
test_trees (Register *r, gconstpointer unused)
{
  guint n, trees = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      {
        const char *field = entities[e]->fields[i].name;
        g_autoptr (NwRecord) a = NULL;
        g_autoptr (NwRecord) b = NULL;
        g_autoptr (NwRecord) c = NULL;

        if (!(entities[e]->fields[i].flags & NW_TREE))
          continue;
        a = generate_required (r->store, entities[e]);
        b = generate_required (r->store, entities[e]);
        c = generate_required (r->store, entities[e]);
        if (entities[e] == &nw_recipient)
          {
            g_autofree char *dpa = text_of (r->store, a, "dpa");

            edit_good (r->store, b, "dpa", dpa);
            edit_good (r->store, c, "dpa", dpa);
          }
        assert_no_cycle (r, a, field, nw_record_get_code (a));
        edit_good (r->store, a, field, nw_record_get_code (b));
        assert_no_cycle (r, b, field, nw_record_get_code (a));
        edit_good (r->store, b, field, nw_record_get_code (c));
        assert_no_cycle (r, c, field, nw_record_get_code (a));
        edit_good (r->store, a, field, nw_record_get_code (c));
        trees++;
      }
  g_assert_cmpuint (trees, ==, 4);
  assert_sound (r->store);
}

/* A tree of recipients stays in one agreement. */
static void
test_tree_home (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) one = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) two = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwRecord) root = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Root", NULL);
  g_autoptr (NwRecord) below = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Below", "parent", "RC-0001", NULL);
  g_autoptr (NwRecord) stranger = make (r->store, &nw_recipient, "dpa", "AVV-0002", "name", "Stranger", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (edit (r->store, stranger, "parent", "RC-0001", &error));
  assert_invalid (&error, "belongs to another record");
  g_assert_false (edit (r->store, below, "dpa", "AVV-0002", &error));
  assert_invalid (&error, "field parent");
  assert_text (r->store, below, "dpa", "AVV-0001");
  edit_good (r->store, below, "parent", "");
  edit_good (r->store, below, "dpa", "AVV-0002");
  edit_good (r->store, stranger, "parent", "RC-0002");
  g_assert_false (edit (r->store, below, "dpa", "AVV-0001", &error));
  assert_invalid (&error, "would stay behind");
  assert_text (r->store, below, "dpa", "AVV-0002");
  assert_sound (r->store);
}

/* Lines that the shipped catalogue does not have, and a state that the law
 * does not know. */
static void
test_listed (Register *r, gconstpointer unused)
{
  static const struct
  {
    const NwEntity *entity;
    const char     *field, *parent, *good, *bad;
  } lines[] = {
    { &nw_dpa_item, "item", "dpa", "V28", "V29" },          { &nw_dpa_item, "item", "dpa", "V01", "V00" },
    { &nw_dpa_item, "item", "dpa", "V02", "E01" },          { &nw_exit_item, "item", "exit_plan", "E12", "E13" },
    { &nw_exit_item, "item", "exit_plan", "E01", "V01" },   { &nw_exit_clause, "clause", "contract", "XC22", "XC23" },
    { &nw_exit_clause, "clause", "contract", "XC01", "XC00" },
  };
  static const char *const parents[] = { "AVV-0001", "EX-0001", "C-0001" };
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) contract = make (r->store, &nw_contract, "vendor", "V-0001", "title", "C", NULL);
  g_autoptr (NwRecord) dpa = NULL;
  g_autoptr (NwRecord) plan = NULL;

  nw_store_set_bring (r->store, FALSE);
  dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  plan = make (r->store, &nw_exit_plan, "title", "Plan", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *parent = parents[lines[i].entity == &nw_dpa_item ? 0 : lines[i].entity == &nw_exit_item ? 1 : 2];
      g_autoptr (NwRecord) record = make (r->store, lines[i].entity, lines[i].parent, parent, lines[i].field, lines[i].good, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (edit (r->store, record, lines[i].field, lines[i].bad, &error));
      assert_invalid (&error, "choose from");
      assert_text (r->store, record, lines[i].field, lines[i].good);
    }
}

static void
test_mandatory_item (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);

  for (guint i = 1; i <= 28; i++)
    {
      g_autofree char *code = g_strdup_printf ("AVV-0001/V%02u", i);
      g_autoptr (NwRecord) item = nw_store_find (r->store, &nw_dpa_item, code, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (edit (r->store, item, "state", "not_applicable", &error) == (i > 20));
      if (i <= 20)
        assert_invalid (&error, "always applies");
      edit_good (r->store, item, "state", "missing");
    }
}

/* What the parent brought is there, and is changed, not added. */
static void
test_brought_again (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) owner = vendor (r, "Alpha");
  g_autoptr (NwRecord) dpa = make (r->store, &nw_dpa, "vendor", "V-0001", NULL);
  g_autoptr (NwChange) change = nw_change_new ();
  NwChangeRow *row = nw_change_create (change, &nw_dpa_item, NULL);
  g_autoptr (GError) error = NULL;

  set_text (r->store, row, NULL, "dpa", "AVV-0001");
  set_text (r->store, row, NULL, "item", "V01");
  g_assert_false (commit (r->store, change, &error));
  assert_invalid (&error, "AVV-0001/V01 exists already: change it with “set dpa_item AVV-0001/V01”");
  assert_sound (r->store);
}

/* A cycle that two rows of one change close between them. */
static void
test_tree_in_one_change (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) a = generate_required (r->store, &nw_contract);
  g_autoptr (NwRecord) b = generate_required (r->store, &nw_contract);
  g_autoptr (NwChange) change = nw_change_new ();
  g_autoptr (GError) error = NULL;

  set_text (r->store, nw_change_edit (change, a), a, "parent", nw_record_get_code (b));
  set_text (r->store, nw_change_edit (change, b), b, "parent", nw_record_get_code (a));
  g_assert_false (commit (r->store, change, &error));
  assert_invalid (&error, "lead back to itself");
  assert_text (r->store, a, "parent", "");
  assert_sound (r->store);
}

static void
test_unique (Register *r, gconstpointer unused)
{
  guint n, tried = 0;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (NwRecord) first = NULL;
      g_autoptr (NwChange) twin = nw_change_new ();
      g_autoptr (GError) error = NULL;
      NwChangeRow *row;

      if (entities[e]->unique[0] == NULL)
        continue;
      first = generate_required (r->store, entities[e]);
      row = nw_change_create (twin, entities[e], NULL);
      for (guint i = 0; i < entities[e]->n_fields; i++)
        {
          g_autofree char *text = nw_field_is_stored (&entities[e]->fields[i]) ? text_of (r->store, first, entities[e]->fields[i].name) : NULL;

          if (text != NULL)
            set_text (r->store, row, NULL, entities[e]->fields[i].name, text);
        }
      set_text (r->store, row, NULL, "code", "TWIN");
      g_assert_false (commit (r->store, twin, &error));
      assert_invalid (&error, "another one has the same");
      tried++;
    }
  g_test_message ("%u unique keys", tried);
  g_assert_cmpuint (tried, >=, 9);
  assert_sound (r->store);
}

static void
test_fixed (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) version = make (r->store, &nw_soa_version, "version", "1", NULL);
  g_autoptr (GError) error = NULL;

  edit_good (r->store, version, "scope", "All");
  g_assert_false (edit (r->store, version, "scope", "None", &error));
  assert_invalid (&error, "field scope");
  g_assert_false (edit (r->store, version, "scope", "", &error));
  assert_invalid (&error, "set once");
  g_assert_false (edit (r->store, version, "version", "2", &error));
  assert_invalid (&error, "set once");
  edit_good (r->store, version, "remarks", "still editable");
}

/* One, however it comes into being. */
static void
test_single (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) first = make (r->store, &nw_organisation, "name", "One", NULL);
  g_autoptr (NwChange) change = generate_change (r->store, &nw_organisation, NW_REQUIRED, NULL);
  g_autoptr (NwRecord) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (commit (r->store, change, &error));
  assert_invalid (&error, "exactly one");
  g_assert_true (mark (r->store, first, NW_MARK_DELETE, &error));
  second = make (r->store, &nw_organisation, "name", "Two", NULL);
  g_assert_false (mark (r->store, first, NW_MARK_RESTORE, &error));
  assert_invalid (&error, "exactly one");
  g_assert_cmpint (nw_store_count (r->store, &nw_organisation), ==, 1);
}

/* References that lead nowhere. */
static void
test_references (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) risk = generate_required (r->store, &nw_risk);
  const guint fields[] = { field_of (&nw_risk, "owner"), field_of (&nw_risk, "vendors") };
  const NwValue none = NW_VALUE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (NwChange) change = nw_change_new ();
      g_autoptr (GError) error = NULL;
      g_auto (NwValue) value = i == 0 ? nw_value_number (4711) : nw_value_text ("4711");

      nw_change_row_set (nw_change_edit (change, risk), fields[i], &none, &value);
      g_assert_false (commit (r->store, change, &error));
      assert_invalid (&error, "does not exist");
    }
  assert_sound (r->store);
}

/* What may be said to a requirement depends on the kind of its framework. */
static void
test_limits (Register *r, gconstpointer unused)
{
  static const char *const statuses[] = { "open", "planned", "partial", "implemented", "verified", "fulfilled", "not_applicable" };
  static const struct { const char *kind, *refused; } frameworks[] = {
    { "law", "planned implemented verified" }, { "norm", "fulfilled" }, { "own", "" }, { "catalogue", "" }, { "", "" },
  };
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "name", "Rules", NULL);
  g_autoptr (NwRecord) requirement = make (r->store, &nw_requirement, "framework", "FW-0001", "reference", "1", NULL);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_assessment, "requirement", "RQ-0001", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (frameworks); i++)
    {
      g_auto (GStrv) refused = g_strsplit (frameworks[i].refused, " ", -1);

      edit_good (r->store, framework, "kind", frameworks[i].kind);
      for (guint k = 0; k < G_N_ELEMENTS (statuses); k++)
        {
          g_autoptr (GError) error = NULL;
          gboolean good = edit (r->store, assessment, "status", statuses[k], &error);

          g_assert_true (good == !g_strv_contains ((const char *const *) refused, statuses[k]));
          if (!good)
            assert_invalid (&error, "for Rules choose one of: open, ");
        }
      edit_good (r->store, assessment, "status", "");
    }
  assert_sound (r->store);
}

/* What is there already may stay, and does not keep the rest from being changed. */
static void
test_limits_later (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "name", "Rules", NULL);
  g_autoptr (NwRecord) law = make (r->store, &nw_framework, "name", "Law", "kind", "law", NULL);
  g_autoptr (NwRecord) requirement = make (r->store, &nw_requirement, "framework", "FW-0001", "reference", "1", NULL);
  g_autoptr (NwRecord) duty = make (r->store, &nw_requirement, "framework", "FW-0002", "reference", "1", NULL);
  g_autoptr (NwRecord) assessment = make (r->store, &nw_assessment, "requirement", "RQ-0001", "status", "verified", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (edit (r->store, assessment, "requirement", "RQ-0002", &error));
  assert_invalid (&error, "for Law choose one of: open, partial, fulfilled, not_applicable");
  edit_good (r->store, framework, "kind", "law");
  edit_good (r->store, assessment, "remarks", "x");
  assert_text (r->store, assessment, "status", "verified");
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  REGISTER ("/rules/codes", test_codes);
  REGISTER ("/rules/codes-taken", test_codes_taken);
  REGISTER ("/rules/codes-refused", test_codes_refused);
  REGISTER ("/rules/parts-come", test_parts_come);
  REGISTER ("/rules/parts-go", test_parts_go);
  REGISTER ("/rules/parts-stay-deleted", test_parts_stay_deleted);
  REGISTER ("/rules/trees", test_trees);
  REGISTER ("/rules/tree-home", test_tree_home);
  REGISTER ("/rules/listed", test_listed);
  REGISTER ("/rules/mandatory-item", test_mandatory_item);
  REGISTER ("/rules/brought-again", test_brought_again);
  REGISTER ("/rules/tree-in-one-change", test_tree_in_one_change);
  REGISTER ("/rules/unique", test_unique);
  REGISTER ("/rules/fixed", test_fixed);
  REGISTER ("/rules/single", test_single);
  REGISTER ("/rules/references", test_references);
  REGISTER ("/rules/limits", test_limits);
  REGISTER ("/rules/limits-later", test_limits_later);
  return g_test_run ();
}
