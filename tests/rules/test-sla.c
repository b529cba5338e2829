/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

static NwSlaTarget
target_of (const char *target, NwBetter better, gboolean share)
{
  return (NwSlaTarget){ nw_fraction_parse (target), better, share, { 3, 2 }, { 3, 1 } };
}

static void
assert_wanted (const char *got, const char *wanted, const char *id, const char *what)
{
  if (g_strcmp0 (got ?: "-", wanted) != 0)
    g_error ("%s: %s is %s, wanted %s", id, what, got ?: "-", wanted);
}

static void
assert_verdict (NwSlaVerdict got, Vectors *v, guint row)
{
  g_autofree char *overrun = got.overrun != NW_UNKNOWN ? nw_sla_text (nw_fraction (got.overrun, 1000), NW_ROUND_DOWN) : NULL;

  assert_wanted (overrun, vectors_get (v, row, "q"), vectors_get (v, row, "id"), "q");
  assert_wanted (nw_sla_result_name (got.result), vectors_get (v, row, "result"), vectors_get (v, row, "id"), "result");
}

static void
test_time (void)
{
  g_autoptr (Vectors) v = vectors_load ("sla-time");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwSlaTarget target = target_of (vectors_get (v, i, "target"), NW_BETTER_HIGHER, TRUE);
      NwFraction value = nw_sla_availability (vectors_number (v, i, "base") * 60, vectors_number (v, i, "down") * 60);
      g_autofree char *text = nw_sla_text (value, NW_ROUND_DOWN);

      assert_wanted (text, vectors_get (v, i, "value"), vectors_get (v, i, "id"), "value");
      assert_verdict (nw_sla_judge (&target, value), v, i);
    }
}

static void
test_value (void)
{
  g_autoptr (Vectors) v = vectors_load ("sla-value");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      const char *better = vectors_get (v, i, "better");
      NwBetter direction = *better == 'h' ? NW_BETTER_HIGHER : *better == 'l' ? NW_BETTER_LOWER : NW_BETTER_UNKNOWN;
      NwSlaTarget target = target_of (vectors_get (v, i, "target"), direction, vectors_number (v, i, "share") == 1);

      assert_verdict (nw_sla_judge (&target, nw_fraction_parse (vectors_get (v, i, "value"))), v, i);
    }
}

/* Without usable thresholds a breach cannot be told how bad it is; what is met is met. */
static void
test_thresholds (void)
{
  NwSlaTarget target = target_of ("99.9", NW_BETTER_HIGHER, TRUE);

  target.major_up_to = NW_NO_FRACTION;
  g_assert_cmpint (nw_sla_judge (&target, nw_sla_availability (43200, 44)).result, ==, NW_SLA_UNKNOWN);
  g_assert_cmpint (nw_sla_judge (&target, nw_sla_availability (43200, 43)).result, ==, NW_SLA_MET);
}

/* The same question without fractions: long whole numbers, other side first. */
static NwSlaResult
judge_slowly (gint64 base, gint64 down, gint64 t, int places)
{
  __extension__ typedef unsigned __int128 Long;
  Long scale = 1, used, room;

  for (int i = 0; i < places; i++)
    scale *= 10;
  used = (Long) down * 100 * scale;
  room = (Long) base * (100 * scale - (Long) t);
  if (used <= room)
    return NW_SLA_MET;
  if (room == 0)
    return NW_SLA_CRITICAL;
  return used + used <= room + room + room ? NW_SLA_MINOR : used <= room + room + room ? NW_SLA_MAJOR : NW_SLA_CRITICAL;
}

/* Near the target, where rounding would decide wrongly. */
static void
test_random_time (void)
{
  guint breaches = 0, met = 0;

  for (guint i = 0; i < RANDOM_CASES * 4; i++)
    {
      int places = g_test_rand_int_range (0, 5), scale = 1;

      for (int j = 0; j < places; j++)
        scale *= 10;
      gint64 t = g_test_rand_int_range (90 * scale, 100 * scale + 1);
      gint64 base = g_test_rand_int_range (1, 525600);
      gint64 allowed = base * (100 * scale - t) / (100 * scale);
      gint64 near = allowed * g_test_rand_int_range (1, 5) + g_test_rand_int_range (-2, 4), down = CLAMP (near, 0, base);
      g_autofree char *text = nw_fraction_format (nw_fraction (t, scale), places, NW_ROUND_DOWN);
      NwSlaTarget target = target_of (text, NW_BETTER_HIGHER, TRUE);
      NwSlaResult wanted = judge_slowly (base, down, t, places);
      NwSlaVerdict got = nw_sla_judge (&target, nw_sla_availability (base, down));

      g_assert_cmpint (got.result, ==, wanted);
      breaches += wanted != NW_SLA_MET;
      met += wanted == NW_SLA_MET;
      if (got.overrun != NW_UNKNOWN && wanted == NW_SLA_MET)
        g_assert_cmpint (got.overrun, <=, 1000);
      if (got.overrun != NW_UNKNOWN && wanted != NW_SLA_MET)
        g_assert_cmpint (got.overrun, >=, 1000);
    }
  g_assert_cmpuint (breaches, >, RANDOM_CASES);
  g_assert_cmpuint (met, >, RANDOM_CASES / 2);
}

/* Three digits down: A × base never reaches beyond what was up. */
static void
test_random_floor (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 base = g_test_rand_int_range (1, 525600), down = g_test_rand_int_range (0, (int) base + 1);
      gint64 shown = 0;
      g_autofree char *text = nw_sla_text (nw_sla_availability (base, down), NW_ROUND_DOWN);
      const char *point = strchr (text, '.');

      shown = g_ascii_strtoll (text, NULL, 10) * 1000;
      for (gint64 j = 1, worth = 100; point != NULL && point[j] != '\0'; j++, worth /= 10)
        shown += (point[j] - '0') * worth;
      g_assert_true (shown * base <= (base - down) * 100000);
      g_assert_true ((shown + 1) * base > (base - down) * 100000);
    }
}

static void
test_at_risk (void)
{
  NwSlaTarget target = target_of ("99.9", NW_BETTER_HIGHER, TRUE), full = target_of ("100", NW_BETTER_HIGHER, TRUE);

  /* 43 200 min: 43.2 min are allowed, 75 % of them are 32.4. */
  g_assert_false (nw_sla_at_risk (&target, 43200 * 60, 0, 75));
  g_assert_false (nw_sla_at_risk (&target, 43200 * 60, 1943, 75));
  g_assert_true (nw_sla_at_risk (&target, 43200 * 60, 1944, 75));
  g_assert_true (nw_sla_at_risk (&target, 43200 * 60, 99999, 75));
  g_assert_false (nw_sla_at_risk (&full, 43200, 0, 75));
  g_assert_true (nw_sla_at_risk (&full, 43200, 1, 75));
  target.target = NW_NO_FRACTION;
  g_assert_false (nw_sla_at_risk (&target, 43200, 43200, 75));
}

static void
test_statistics (void)
{
  static const gint64 times[] = { 120, 7, 5, 8, 9, 10, 30, 12, 15, 20 };
  static const gint64 tickets[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 30, 31 };
  g_autofree char *mean = nw_sla_text (nw_numbers_mean (times, 10), NW_ROUND_DOWN);
  g_autofree char *share = nw_sla_text (nw_sla_share_within (tickets, 20, 30), NW_ROUND_DOWN);

  g_assert_cmpint (nw_sla_percentile (times, 10, 90), ==, 30);
  g_assert_cmpint (nw_sla_percentile (times, 10, 95), ==, 120);
  g_assert_cmpint (nw_sla_percentile (times, 10, 1), ==, 5);
  g_assert_cmpint (nw_sla_percentile (times, 1, 50), ==, 120);
  g_assert_cmpint (nw_sla_percentile (times, 0, 90), ==, NW_UNKNOWN);
  g_assert_cmpint (nw_sla_max (times, 10), ==, 120);
  g_assert_cmpint (nw_sla_max (times, 0), ==, NW_UNKNOWN);
  g_assert_cmpstr (mean, ==, "23.6");
  g_assert_cmpstr (share, ==, "95");
  g_assert_false (nw_fraction_known (nw_numbers_mean (times, 0)));
  g_assert_false (nw_fraction_known (nw_sla_share_within (times, 0, 30)));
}

/* The smallest of the values that enough of them do not exceed. */
static void
test_random_percentile (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      gint64 values[40], best = G_MAXINT64;
      guint n = (guint) g_test_rand_int_range (1, 41);
      int percent = g_test_rand_int_range (1, 101);

      for (guint j = 0; j < n; j++)
        values[j] = g_test_rand_int_range (-20, 20);
      for (guint j = 0; j < n; j++)
        {
          guint within = 0;

          for (guint k = 0; k < n; k++)
            within += values[k] <= values[j];
          if (within * 100 >= (guint) percent * n)
            best = MIN (best, values[j]);
        }
      g_assert_cmpint (nw_sla_percentile (values, n, percent), ==, best);
    }
}

static GArray *
read_bands (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (strcmp (text, "example") == 0 ? "99.9:0 99.5:5 99:10 95:25 0:50" : text, " ", -1);
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (NwCreditBand));

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], ":", 2);
      NwCreditBand band = { nw_fraction_parse (pair[0]), nw_fraction_parse (pair[1]) };

      g_array_append_val (bands, band);
    }
  return bands;
}

static void
test_credit (void)
{
  g_autoptr (Vectors) v = vectors_load ("sla-credit");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_autoptr (GArray) bands = read_bands (vectors_get (v, i, "bands"));
      NwCreditTerms terms = { vectors_number (v, i, "fee"), (NwCreditBand *) bands->data, bands->len,
                              nw_fraction_parse (vectors_get (v, i, "monthly_cap")), nw_fraction_parse (vectors_get (v, i,
                                                                                                                     "yearly_cap")),
                              nw_fraction_parse (vectors_get (v, i, "target")) };
      gint64 left = nw_credit_yearly_cap (&terms);
      g_auto (GStrv) values = g_strsplit (vectors_get (v, i, "values"), " ", -1);
      g_auto (GStrv) wanted = g_strsplit (vectors_get (v, i, "credits"), " ", -1);

      for (guint j = 0; values[j] != NULL; j++)
        {
          gint64 credit = nw_credit_take (nw_credit_of_window (&terms, nw_fraction_parse (values[j])), &left);
          g_autofree char *text = credit != NW_UNKNOWN ? g_strdup_printf ("%" G_GINT64_FORMAT, credit) : NULL;

          assert_wanted (text, wanted[j], vectors_get (v, i, "id"), "credit");
        }
    }
}

/* Bands in tenths of a percent, looked for from the top by steps of a thousandth. */
static void
test_random_credit (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwCreditBand bands[6];
      gint64 from[6], percent[6], value = g_test_rand_int_range (0, 100001), fee = g_test_rand_int_range (0, 10000000);
      guint n = (guint) g_test_rand_int_range (1, 7);
      int cap = g_test_rand_int_range (0, 101);
      gint64 wanted = NW_UNKNOWN;
      gint64 target = g_test_rand_int_range (0, 2) ? g_test_rand_int_range (50000, 100001) : -1;
      NwCreditTerms terms = { fee, bands, n, nw_fraction (cap, 1), NW_NO_FRACTION, target < 0 ? NW_NO_FRACTION : nw_fraction (target, 1000) };
      gboolean only_positive = TRUE;

      for (guint j = 0; j < n; j++)
        {
          from[j] = j == 0 ? 0 : (gint64) (j * 160 + (guint) g_test_rand_int_range (0, 160)) * 100;
          percent[j] = g_test_rand_int_range (0, 101);
          bands[j] = (NwCreditBand){ nw_fraction (from[j], 1000), nw_fraction (percent[j], 1) };
          only_positive &= percent[j] > 0;
        }
      for (gint64 step = value; wanted == NW_UNKNOWN; step--)
        for (guint j = 0; j < n; j++)
          if (from[j] == step)
            wanted = percent[j];
      if (only_positive && value >= (target < 0 ? 100000 : target))
        wanted = 0;
      wanted = MIN ((fee * wanted + 50) / 100, (fee * cap + 50) / 100);
      if (n > 1)
        {
          NwCreditBand swapped = bands[0];

          bands[0] = bands[n - 1];
          bands[n - 1] = swapped;
        }
      g_assert_cmpint (nw_credit_of_window (&terms, nw_fraction (value, 1000)), ==, wanted);
    }
}

static NwChronicKind
chronic_kind (const char *name)
{
  if (strcmp (name, "n_of_m") == 0)
    return NW_CHRONIC_N_OF_M;
  return strcmp (name, "n_in_row") == 0 ? NW_CHRONIC_N_IN_ROW : NW_CHRONIC_BELOW_FLOOR;
}

static void
test_chronic (void)
{
  g_autoptr (Vectors) v = vectors_load ("sla-chronic");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwChronicRule rule = { chronic_kind (vectors_get (v, i, "rule")), vectors_number (v, i, "n"), vectors_number (v, i, "m") };
      const char *windows = vectors_get (v, i, "windows");
      NwChronicMark marks[20];
      gboolean states[20];
      guint n = 0, at = 0, trigger = 0;
      g_autoptr (GString) shown = g_string_new (NULL);

      for (const char *c = windows; *c != '\0'; c++)
        if (*c != '-')
          marks[n++] = (NwChronicMark){ 24000 + (c - windows), *c == 'B' };
      nw_chronic_states (&rule, marks, n, states);
      for (guint j = 0; windows[j] != '\0'; j++)
        {
          gboolean state = windows[j] != '-' && states[at++];

          g_string_append_c (shown, windows[j] == '-' ? '-' : state ? '1' : '0');
          if (state && trigger == 0)
            trigger = j + 1;
        }
      assert_wanted (shown->str, vectors_get (v, i, "states"), vectors_get (v, i, "id"), "states");
      g_assert_cmpint (trigger, ==, vectors_number (v, i, "trigger"));
    }
}

typedef enum { MET, BREACH, NO_DATA } Month;

/* The months themselves, with and without data, looked at anew for each. */
static gboolean
chronic_slowly (const NwChronicRule *rule, const Month *months, guint at)
{
  gint64 breaches = 0;

  if (rule->kind == NW_CHRONIC_N_OF_M)
    {
      for (gint64 i = 0; i < rule->m && i <= at; i++)
        breaches += months[at - i] == BREACH;
      return breaches >= rule->n;
    }
  for (guint i = at + 1; i-- > 0 && months[i] != MET;)
    breaches += months[i] == BREACH;
  return breaches >= rule->n;
}

static void
test_random_chronic (void)
{
  guint held = 0;

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwChronicRule rule = { i % 2 == 0 ? NW_CHRONIC_N_OF_M : NW_CHRONIC_N_IN_ROW, g_test_rand_int_range (1, 6),
                             g_test_rand_int_range (1, 13) };
      Month months[30];
      NwChronicMark marks[30];
      gboolean states[30];
      guint n = 0, of = (guint) g_test_rand_int_range (1, 31);

      for (guint j = 0; j < of; j++)
        {
          months[j] = (Month) g_test_rand_int_range (MET, NO_DATA + 1);
          if (months[j] != NO_DATA)
            marks[n++] = (NwChronicMark){ j, months[j] == BREACH };
        }
      nw_chronic_states (&rule, marks, n, states);
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpint (states[j], ==, chronic_slowly (&rule, months, (guint) marks[j].number));
          held += states[j] ? 1 : 0;
        }
    }
  g_assert_cmpuint (held, >, RANDOM_CASES);
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/sla/time", test_time);
  g_test_add_func ("/sla/value", test_value);
  g_test_add_func ("/sla/thresholds", test_thresholds);
  g_test_add_func ("/sla/random-time", test_random_time);
  g_test_add_func ("/sla/random-floor", test_random_floor);
  g_test_add_func ("/sla/at-risk", test_at_risk);
  g_test_add_func ("/sla/statistics", test_statistics);
  g_test_add_func ("/sla/random-percentile", test_random_percentile);
  g_test_add_func ("/sla/credit", test_credit);
  g_test_add_func ("/sla/random-credit", test_random_credit);
  g_test_add_func ("/sla/chronic", test_chronic);
  g_test_add_func ("/sla/random-chronic", test_random_chronic);
  return g_test_run ();
}
