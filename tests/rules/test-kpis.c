/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kpis-slow.h"

/* Key figures against the second way to them in kpis-slow.h. */

/* How the value follows from the two counts: share in percent, number itself,
 * mean; @digits after the point. */
static const struct
{
  const char *id;
  Count     (*naive) (World *w);
  gint64      factor;
  int         digits;
  gboolean    count;
} second[] = {
  { "KP01", kp01, 100, 1 }, { "KP02", kp02, 100, 1 }, { "KP03", kp03, 1, 0, TRUE }, { "KP04", kp04, 100, 1 }, { "KP05", kp05, 100, 1 },
  { "KP06", kp06, 100, 1 }, { "KP07", kp07, 1, 0, TRUE }, { "KP08", kp08, 100, 1 }, { "KP09", kp09, 1, 1 }, { "KP10", kp10, 100, 1 },
  { "KP11", kp11, 100, 1 }, { "KP12", kp12, 1, 0, TRUE }, { "KP13", kp13, 1, 0, TRUE }, { "KP14", kp14, 100, 1 }, { "KP15", kp15, 100, 1 }, { "KP16", kp16, 1, 0 },
  { "KP17", kp17, 1, 0 }, { "KP18", kp18, 1, 2 }, { "KP19", kp19, 100, 1 }, { "KP20", kp20, 100, 1 }, { "KP21", kp21, 1, 0, TRUE },
  { "KP22", kp22, 100, 1 }, { "KP24", kp24, 100, 1 }, { "KP25", kp25, 1, 1 }, { "KP27", kp27, 1, 0, TRUE }, { "KP28", kp28, 100, 1 },
  { "KP29", kp29, 1, 0, TRUE }, { "KP30", kp30, 100, 1 },
};

static GPtrArray *
kpis (NwStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = nw_store_kpis (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 30);
  return list;
}

static const NwKpi *
find_kpi (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((NwKpi *) list->pdata[i])->id, id) == 0)
      return list->pdata[i];
  g_error ("there is no %s", id);
}

/* Half away from zero, on integers; nothing here is negative. */
static char *
divide (gint64 n, gint64 of, int digits)
{
  gint64 scale = digits == 2 ? 100 : digits == 1 ? 10 : 1;
  gint64 rounded = (2 * n * scale + of) / (2 * of);

  return digits > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT ".%0*d", rounded / scale, digits, (int) (rounded % scale))
                    : g_strdup_printf ("%" G_GINT64_FORMAT, rounded);
}

/* Whether a running contract of it is in other money than ours. */
static gboolean
pays_abroad (World *w, Texts *vendor)
{
  EACH (row, "contract")
    {
      gboolean begun = strcmp (t (row, "starts_on"), w->on) <= 0;
      gboolean over = has (row, "ended_on") ? strcmp (t (row, "ended_on"), w->on) < 0 : is (row, "level", "ended");

      if (is (row, "vendor", t (vendor, "code")) && begun && !over && !in_euros (w, row))
        return TRUE;
    }
  return FALSE;
}

/* Sum of the squared shares in percent, of the vendors whose spend is known
 * and in euros. */
static void
compare_concentration (World *w, const NwKpi *kpi)
{
  gint64 total = 0, value = 0;
  __int128 squares = 0;

  EACH (row, "vendor")
    if (live (row) && !pays_abroad (w, row))
      {
        total += cents (t (row, "annual_spend"));
        squares += (__int128) cents (t (row, "annual_spend")) * cents (t (row, "annual_spend"));
      }
  if (total > 0 && kpi->value != NULL)
    {
      value = (gint64) (squares * 10000 / ((__int128) total * total));
      g_assert_cmpint (ABS (atoi (kpi->value) - value), <=, 1);
    }
}

static void
compare_on (NwStore *store, const char *on)
{
  World world = { store, g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref),
                  g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_strdup (on), nw_day_format (nw_add_months (day (on), -12)) };
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *sum = NULL;

  nw_store_set_day (store, day (on));
  list = kpis (store);
  for (guint i = 0; i < G_N_ELEMENTS (second); i++)
    {
      const NwKpi *kpi = find_kpi (list, second[i].id);
      Count c = second[i].naive (&world);
      g_autofree char *wanted = c.of == 0 ? NULL : second[i].count ? divide (c.n, 1, 0) : divide (c.n * second[i].factor, c.of, second[i].digits);

      if (g_strcmp0 (kpi->value, wanted) != 0)
        g_error ("%s on %s: %s, counted by hand %s", kpi->id, on, kpi->value, wanted);
    }
  sum = divide (kp23 (&world).n, 100, 2);
  g_assert_cmpstr (find_kpi (list, "KP23")->value, ==, sum);
  compare_concentration (&world, find_kpi (list, "KP26"));
  g_hash_table_unref (world.kinds);
  g_hash_table_unref (world.codes);
  g_free (world.on);
  g_free (world.year_ago);
}

static NwStore *
sample (Register *r)
{
  g_autofree char *path = register_file (r, "sample.nachweis");
  g_autoptr (GError) error = NULL;
  NwStore *store = nw_register_init (path, &(NwInitOptions){ .iso27001 = TRUE, .dsgvo = TRUE, .nist_csf = TRUE, .sample = TRUE }, &error);

  g_assert_no_error (error);
  return store;
}

static void
test_by_hand (Register *r, gconstpointer unused)
{
  static const char *const days[] = { "2026-07-01", "2025-06-30", "2027-02-28", "2024-02-29" };
  g_autoptr (NwStore) store = sample (r);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    compare_on (store, days[i]);
}

/* Whatever a rule yields has a label, and every deadline is explained. */
static void
test_labels (Register *r, gconstpointer unused)
{
  g_autoptr (NwStore) store = sample (r);
  g_autoptr (GPtrArray) deadlines = NULL, gaps = NULL;

  nw_store_set_day (store, day ("2026-11-22"));
  deadlines = nw_store_deadlines (store, NW_NO_DAY, G_MAXINT32, NULL);
  gaps = nw_store_gaps (store, NULL);
  g_assert_cmpuint (deadlines->len, >, 50);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const NwDeadline *deadline = deadlines->pdata[i];

      if (nw_deadline_label (deadline->kind) == deadline->kind)
        g_error ("the kind of deadline %s has no label", deadline->kind);
      g_assert_nonnull (deadline->what);
      if (deadline->reason == NULL || *deadline->reason == '\0')
        g_error ("%s of %s has no reason", deadline->kind, deadline->subject.code);
      g_assert_cmpstr (deadline->subject.code, !=, "");
      g_assert_cmpstr (deadline->subject.title, !=, "");
    }
  for (guint i = 0; i < gaps->len; i++)
    {
      const NwGap *gap = gaps->pdata[i];

      if (nw_gap_label (gap->rule) == gap->rule)
        g_error ("the rule %s has no label", gap->rule);
      g_assert_nonnull (gap->what);
    }
}

/* One record has one deadline of a kind at a time, or a calendar could not
 * keep them apart. */
static void
test_one_of_a_kind (Register *r, gconstpointer unused)
{
  g_autoptr (NwStore) store = sample (r);
  g_autoptr (GPtrArray) deadlines = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  nw_store_set_day (store, day ("2026-11-22"));
  deadlines = nw_store_deadlines (store, NW_NO_DAY, G_MAXINT32, NULL);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const NwDeadline *deadline = deadlines->pdata[i];
      char *name = g_strdup_printf ("%s %s %s", deadline->entity->name, deadline->subject.code, deadline->kind);

      if (strcmp (deadline->kind, "surveillance_audit") == 0)
        g_free (name);
      else if (!g_hash_table_add (seen, name))
        g_error ("twice: %s", name);
    }
}

static void
test_no_data (Register *r, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = kpis (r->store);

  for (guint i = 0; i < list->len; i++)
    {
      const NwKpi *kpi = list->pdata[i];

      g_assert_cmpint (kpi->met, ==, NW_KPI_UNKNOWN);
      if (strcmp (kpi->id, "KP18") == 0)
        g_assert_cmpstr (kpi->value, ==, "0.00");
      else
        g_assert_null (kpi->value);
    }
}

/* The example of the brief: one incident is still open, of one nobody knows
 * when it began. */
static void
test_incidents (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) a = make (r->store, &nw_incident, "title", "a", "occurred_at", "2026-03-01T08:00:00Z", "detected_at", "2026-03-01T10:00:00Z",
                                 "remediated_at", "2026-03-01T18:00:00Z", NULL);
  g_autoptr (NwRecord) b = make (r->store, &nw_incident, "title", "b", "occurred_at", "2026-03-02T00:00:00Z", "detected_at", "2026-03-03T00:00:00Z",
                                 "remediated_at", "2026-03-03T12:00:00Z", NULL);
  g_autoptr (NwRecord) c = make (r->store, &nw_incident, "title", "c", "detected_at", "2026-03-04T00:00:00Z", NULL);
  g_autoptr (GPtrArray) list = kpis (r->store);

  g_assert_cmpstr (find_kpi (list, "KP16")->value, ==, "780");
  g_assert_cmpstr (find_kpi (list, "KP16")->detail, ==, "median 780; 2 used, 1 excluded");
  g_assert_cmpstr (find_kpi (list, "KP17")->value, ==, "600");
  g_assert_cmpstr (find_kpi (list, "KP17")->detail, ==, "median 600; 2 used, 0 excluded; still open: 1");
  g_assert_cmpstr (find_kpi (list, "KP18")->value, ==, "0.25");
  /* Good as far as known is not good. */
  g_assert_cmpint (find_kpi (list, "KP16")->met, ==, NW_KPI_UNKNOWN);
}

static void
test_unknown_is_not_met (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) good = make (r->store, &nw_policy, "title", "a", "next_review", "2026-03-15", NULL);
  g_autoptr (GPtrArray) first = kpis (r->store);
  g_autoptr (NwRecord) unknown = make (r->store, &nw_policy, "title", "b", NULL);
  g_autoptr (GPtrArray) then = kpis (r->store);
  g_autoptr (GPtrArray) late = NULL;

  g_assert_cmpint (find_kpi (first, "KP29")->met, ==, NW_KPI_MET);
  g_assert_cmpint (find_kpi (then, "KP29")->met, ==, NW_KPI_UNKNOWN);
  g_assert_cmpint (find_kpi (then, "KP29")->unknown, ==, 1);
  edit_good (r->store, good, "next_review", "2026-03-14");
  late = kpis (r->store);
  g_assert_cmpint (find_kpi (late, "KP29")->met, ==, NW_KPI_MISSED);
  g_assert_cmpstr (find_kpi (late, "KP29")->value, ==, "1");
}

/* A policy without a day of review has the default cycle, and it runs out. */
static void
test_default_review (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) policy = make (r->store, &nw_policy, "title", "a", "approved_on", "2025-03-15", NULL);
  g_autoptr (GPtrArray) last_day = kpis (r->store), late = NULL;

  g_assert_cmpint (find_kpi (last_day, "KP29")->met, ==, NW_KPI_MET);
  g_assert_cmpint (find_kpi (last_day, "KP29")->unknown, ==, 0);
  edit_good (r->store, policy, "approved_on", "2025-03-14");
  late = kpis (r->store);
  g_assert_cmpstr (find_kpi (late, "KP29")->value, ==, "1");
}

/* Whatever was found can come again, except what is good. */
static void
test_repeats (Register *r, gconstpointer unused)
{
  static const char *const kinds[] = { "major", "observation", "improvement", "strength" };
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "code", "iso27001", "name", "ISO/IEC 27001", NULL);
  g_autoptr (NwRecord) requirement = make (r->store, &nw_requirement, "code", "A1", "framework", "iso27001", "reference", "A.5.1", NULL);
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *found = g_strdup_printf ("2025-0%u-01", i + 1);

      g_object_unref (make (r->store, &nw_finding, "title", kinds[i], "kind", kinds[i], "requirement", "A1", "found_on", found, NULL));
    }
  list = kpis (r->store);
  g_assert_cmpstr (find_kpi (list, "KP10")->numerator, ==, "2");
  g_assert_cmpstr (find_kpi (list, "KP10")->denominator, ==, "3");
}

/* Breaches count however long ago they were; but not before their time is up. */
static void
test_breaches (Register *r, gconstpointer unused)
{
  static const char *const aware[] = { "2022-05-02T08:00:00Z", "2023-05-02T08:00:00Z", "2026-03-14T08:00:00Z" };
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (aware); i++)
    g_object_unref (make (r->store, &nw_incident, "title", "a", "personal_data", "true", "risk_to_persons", "risk", "aware_at", aware[i],
                          i == 0 ? "authority_reported_at" : NULL, "2022-05-03T08:00:00Z", NULL));
  list = kpis (r->store);
  g_assert_cmpstr (find_kpi (list, "KP15")->numerator, ==, "1");
  g_assert_cmpstr (find_kpi (list, "KP15")->denominator, ==, "2");
}

/* What is spent in other money cannot be added, and is named. */
static void
test_foreign_spend (Register *r, gconstpointer unused)
{
  static const struct { const char *value, *currency; } contracts[] = { { "300", "EUR" }, { "100", "EUR" }, { "900", "USD" }, { NULL, NULL } };
  g_autoptr (GPtrArray) list = NULL;
  const NwKpi *kpi;

  for (guint i = 0; i < G_N_ELEMENTS (contracts); i++)
    {
      g_autofree char *vendor = g_strdup_printf ("V-%04u", i + 1);

      g_object_unref (make (r->store, &nw_vendor, "code", vendor, "name", vendor, "status", "active", "tier_override", "3", "tier_reason", "a", NULL));
      g_object_unref (make (r->store, &nw_contract, "vendor", vendor, "title", "c", "starts_on", "2025-01-01", "renewal", "evergreen",
                            contracts[i].value != NULL ? "annual_value" : NULL, contracts[i].value, "currency", contracts[i].currency, NULL));
    }
  list = kpis (r->store);
  kpi = find_kpi (list, "KP26");
  g_assert_cmpstr (kpi->value, ==, "6250");
  g_assert_cmpstr (kpi->detail, ==, "largest share 75.0\302\240%; vendors with spend in other currencies, not counted: 1; vendors of unknown spend: 1");
  g_assert_cmpint (kpi->unknown, ==, 2);
  /* High as far as known is not high. */
  g_assert_cmpint (kpi->met, ==, NW_KPI_UNKNOWN);
  g_assert_cmpstr (find_kpi (list, "KP19")->detail, ==, "last 12 months");
  g_assert_cmpstr (find_kpi (list, "KP20")->detail, ==, "last 12 months");
}

/* The figures are of what applies; what nobody decided is named beside them,
 * and as long as there is any, none is met. */
static void
test_undecided (Register *r, gconstpointer unused)
{
  static const char *const ids[] = { "KP01", "KP02", "KP04", "KP06" };
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "code", "iso27001", "name", "ISO/IEC 27001", NULL);
  g_autoptr (NwRecord) first = make (r->store, &nw_requirement, "code", "A1", "framework", "iso27001", "reference", "A.5.1", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_requirement, "code", "A2", "framework", "iso27001", "reference", "A.5.2", NULL);
  g_autoptr (NwRecord) done = make (r->store, &nw_assessment, "requirement", "A1", "applicable", "yes", "status", "implemented", NULL);
  g_autoptr (NwRecord) open = make (r->store, &nw_assessment, "requirement", "A2", "status", "implemented", NULL);
  g_autoptr (GPtrArray) before = kpis (r->store), after = NULL, without = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const NwKpi *kpi = find_kpi (before, ids[i]);

      g_assert_cmpstr (kpi->denominator, ==, "1");
      g_assert_cmpint (kpi->unknown, ==, 1);
      g_assert_cmpint (kpi->met, !=, NW_KPI_MET);
      g_assert_cmpstr (kpi->detail, ==, "applicability undecided: 1");
    }
  g_assert_cmpstr (find_kpi (before, "KP01")->value, ==, "100.0");
  edit_good (r->store, open, "applicable", "yes");
  after = kpis (r->store);
  g_assert_cmpstr (find_kpi (after, "KP01")->value, ==, "100.0");
  g_assert_cmpint (find_kpi (after, "KP01")->met, ==, NW_KPI_MET);
  edit_good (r->store, open, "applicable", "no");
  without = kpis (r->store);
  g_assert_cmpstr (find_kpi (without, "KP01")->denominator, ==, "1");
}

/* Judged exactly, not as rounded: 94.96 percent is written 95.0 and is below 95. */
static void
test_exact (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) training = make (r->store, &nw_training, "topic", "a", "due_persons", "10000", "valid_persons", "9496", NULL);
  g_autoptr (GPtrArray) below = kpis (r->store);
  g_autoptr (GPtrArray) reached = NULL, nobody = NULL;

  g_assert_cmpstr (find_kpi (below, "KP28")->value, ==, "95.0");
  g_assert_cmpint (find_kpi (below, "KP28")->met, ==, NW_KPI_MISSED);
  edit_good (r->store, training, "valid_persons", "9500");
  reached = kpis (r->store);
  g_assert_cmpint (find_kpi (reached, "KP28")->met, ==, NW_KPI_MET);
  edit_good (r->store, training, "due_persons", "0");
  nobody = kpis (r->store);
  g_assert_null (find_kpi (nobody, "KP28")->value);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  REGISTER ("/kpis/by-hand", test_by_hand);
  REGISTER ("/kpis/labels", test_labels);
  REGISTER ("/kpis/one-of-a-kind", test_one_of_a_kind);
  REGISTER ("/kpis/no-data", test_no_data);
  REGISTER ("/kpis/incidents", test_incidents);
  REGISTER ("/kpis/unknown-is-not-met", test_unknown_is_not_met);
  REGISTER ("/kpis/default-review", test_default_review);
  REGISTER ("/kpis/repeats", test_repeats);
  REGISTER ("/kpis/breaches", test_breaches);
  REGISTER ("/kpis/foreign-spend", test_foreign_spend);
  REGISTER ("/kpis/undecided", test_undecided);
  REGISTER ("/kpis/exact", test_exact);
  return g_test_run ();
}
