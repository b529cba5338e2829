/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include "nw-vvt.h"

#include <string.h>

static void
test_needed (void)
{
  g_assert_cmpuint (nw_vvt_count (nw_vvt_needed (NW_ROLE_CONTROLLER)), ==, 8);
  g_assert_cmpuint (nw_vvt_count (nw_vvt_needed (NW_ROLE_PROCESSOR)), ==, 4);
  g_assert_cmpuint (nw_vvt_count (nw_vvt_needed (NW_ROLE_UNKNOWN)), ==, 0);
}

static const char *const fields[] = {
  "client", "purposes", "data_subjects", "data_categories", "recipients", "third_countries", "safeguards", "erasure_periods", "toms",
};
enum { CLIENT, PURPOSES, SUBJECTS, DATA, RECIPIENTS, COUNTRIES, /* safeguards fill no group */ ERASURE = COUNTRIES + 2, TOMS };

static NwRecord *
organisation (Register *r)
{
  return make (r->store, &nw_organisation, "name", "Own", NULL);
}

/* Every set of fields, in a register: the share counted by hand, in eighths or quarters. */
static void
test_all_sets (Register *r, gconstpointer unused)
{
  static const char *const eighths[] = { "0", "12.5", "25", "37.5", "50", "62.5", "75", "87.5", "100" };
  static const char *const quarters[] = { "0", "25", "50", "75", "100" };
  g_autoptr (NwRecord) own = organisation (r);
  g_autoptr (NwRecord) row = make (r->store, &nw_processing_activity, "title", "T", "our_role", "controller", NULL);

  for (guint both = 0; both < 2u << G_N_ELEMENTS (fields); both++)
    {
      g_autoptr (NwChange) change = nw_change_new ();
      NwChangeRow *edited = nw_change_edit (change, row);
      guint set = both >> 1;
      gboolean processor = both & 1;
      guint n = 1 + (set >> COUNTRIES & 1);

      set_text (r->store, edited, row, "our_role", processor ? "processor" : "controller");
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        set_text (r->store, edited, row, fields[i], set >> i & 1 ? "USA" : "");
      g_assert_true (commit (r->store, change, NULL));
      n += (set >> PURPOSES & 1) + (set >> TOMS & 1);
      if (processor)
        assert_text (r->store, row, "completeness", quarters[n - !(set >> CLIENT & 1)]);
      else
        assert_text (r->store, row, "completeness",
                     eighths[n + (set >> SUBJECTS & 1) + (set >> DATA & 1) + (set >> RECIPIENTS & 1) + (set >> ERASURE & 1)]);
    }
}

static void
test_unknown (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) row = make (r->store, &nw_processing_activity, "title", "T", "purposes", "p", NULL);
  g_autoptr (NwRecord) own = NULL;
  g_autoptr (NwReasons) reasons = NULL;

  assert_text (r->store, row, "completeness", "");
  edit_good (r->store, row, "our_role", "controller");
  assert_text (r->store, row, "completeness", "12.5");
  own = organisation (r);
  assert_text (r->store, row, "completeness", "25");
  edit_good (r->store, row, "third_countries", "keine");
  assert_text (r->store, row, "completeness", "37.5");
  edit_good (r->store, row, "third_countries", "USA");
  assert_text (r->store, row, "completeness", "37.5");
  edit_good (r->store, row, "third_countries", "");
  assert_text (r->store, row, "completeness", "25");
  reasons = nw_store_explain (r->store, row);
  g_assert_nonnull (strstr (nw_reasons_of (reasons, field_of (&nw_processing_activity, "completeness"))->text, "2 of 8 groups"));
}

static gboolean
has_gap (Register *r, const char *rule)
{
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, NULL);

  for (guint i = 0; i < gaps->len; i++)
    if (strcmp (((NwGap *) gaps->pdata[i])->rule, rule) == 0)
      return TRUE;
  return FALSE;
}

static void
test_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) own = organisation (r);
  g_autoptr (NwRecord) row = make (r->store, &nw_processing_activity, "title", "T", "our_role", "processor", "client", "c", "purposes", "p",
                                   "third_countries", "none", NULL);

  g_assert_true (has_gap (r, "vvt_incomplete"));
  g_assert_true (has_gap (r, "dpia_unchecked"));
  g_assert_true (has_gap (r, "owner_missing"));
  edit_good (r->store, row, "toms", "T01");
  g_assert_false (has_gap (r, "vvt_incomplete"));
  edit_good (r->store, row, "dpia_needed", "not_checked");
  g_assert_true (has_gap (r, "dpia_unchecked"));
  edit_good (r->store, row, "dpia_needed", "yes");
  g_assert_false (has_gap (r, "dpia_unchecked"));
  g_assert_true (has_gap (r, "dpia_missing"));
  edit_good (r->store, row, "dpia_on", "2026-03-16");
  g_assert_true (has_gap (r, "dpia_missing"));
  edit_good (r->store, row, "dpia_on", "2026-03-15");
  g_assert_false (has_gap (r, "dpia_missing"));
  edit_good (r->store, row, "dpia_needed", "no");
  g_assert_false (has_gap (r, "dpia_missing") || has_gap (r, "dpia_unchecked"));
  edit_good (r->store, row, "our_role", "");
  g_assert_true (has_gap (r, "vvt_role_unknown"));
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/vvt/needed", test_needed);
  REGISTER ("/vvt/all-sets", test_all_sets);
  REGISTER ("/vvt/unknown", test_unknown);
  REGISTER ("/vvt/gaps", test_gaps);
  return g_test_run ();
}
