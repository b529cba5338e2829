/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* Findings, corrective actions, and how much was audited. */

static const NwFindingDays days = { 90, 180 };

static void
test_due (void)
{
  g_autoptr (Vectors) v = vectors_load ("finding");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwFindingKind kind = nw_finding_kind_parse (vectors_get (v, i, "kind"));
      NwFindingState state = nw_finding_state_parse (vectors_get (v, i, "state"));
      NwDay due = nw_finding_due (kind, vectors_day (v, i, "due_on"), vectors_day (v, i, "found_on"),
                                  vectors_day (v, i, "next_audit"), &days);
      gboolean late = !nw_finding_is_done (kind, state) && nw_is_late (due, vectors_day (v, i, "on"));

      assert_day (due, vectors_day (v, i, "due"), vectors_get (v, i, "kind"));
      g_assert_cmpint (late, ==, strcmp (vectors_get (v, i, "late"), "yes") == 0);
    }
}

/* By walking day by day from the finding. */
static void
test_due_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwDay found = random_day ("2023-01-01", "2100-12-31"), on = found + g_test_rand_int_range (0, 250), walked = found, due;
      NwFindingDays some = { g_test_rand_int_range (1, 120), g_test_rand_int_range (120, 240) };
      gboolean major = g_test_rand_int_range (0, 2) != 0, late = FALSE;
      NwFindingState state = (NwFindingState) g_test_rand_int_range (0, NW_FINDING_CLOSED + 1);
      NwFindingKind kind = major ? NW_FINDING_MAJOR : NW_FINDING_MINOR;
      gint64 left = major ? some.major : some.minor;

      while (walked < on)
        {
          walked++;
          late |= left-- == 0;
        }
      late &= state < NW_FINDING_IMPLEMENTED;
      due = nw_finding_due (kind, NW_NO_DAY, found, NW_NO_DAY, &some);
      g_assert_cmpint (!nw_finding_is_done (kind, state) && nw_is_late (due, on), ==, late);
    }
}

static const struct { NwClosing flag; const char *name; } closings[] = {
  { NW_CLOSING_NO_CAUSE, "no_cause" }, { NW_CLOSING_NO_ACTION, "no_action" }, { NW_CLOSING_NOT_DONE, "not_done" },
  { NW_CLOSING_NO_EVIDENCE, "no_evidence" }, { NW_CLOSING_NO_CHECK, "no_check" }, { NW_CLOSING_OWN_CHECK, "own_check" },
  { NW_CLOSING_INEFFECTIVE, "ineffective" },
};

static NwActionFacts
parse_action (const char *text)
{
  g_auto (GStrv) p = g_strsplit (text, "/", -1);

  g_assert_cmpuint (g_strv_length (p), ==, 6);
  return (NwActionFacts){
    .done_on = nw_day_parse (p[0]), .doer = g_ascii_strtoll (p[1], NULL, 10), .checker = g_ascii_strtoll (p[2], NULL, 10),
    .checked_on = nw_day_parse (p[3]), .effective = *p[4] == 'y' ? 1 : *p[4] == 'n' ? 0 : NW_UNKNOWN, .has_evidence = *p[5] == 'y',
  };
}

static void
test_closing (void)
{
  g_autoptr (Vectors) v = vectors_load ("closing");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) texts = g_strsplit (vectors_get (v, i, "actions"), "~", -1);
      g_autoptr (GString) got = g_string_new (NULL);
      NwActionFacts actions[4];
      guint n = 0, lacks;

      for (guint k = 0; texts[k] != NULL && strcmp (texts[k], "-") != 0; k++)
        actions[n++] = parse_action (texts[k]);
      lacks = nw_finding_closing (*vectors_get (v, i, "cause") == 'y', actions, n);
      for (guint k = 0; k < G_N_ELEMENTS (closings); k++)
        if (lacks & closings[k].flag)
          g_string_append_printf (got, "%s%s", got->len > 0 ? ";" : "", closings[k].name);
      if (strcmp (got->str, vectors_get (v, i, "lacks")) != 0)
        g_error ("row %u: got “%s”, wanted “%s”", i, got->str, vectors_get (v, i, "lacks"));
    }
}

/* How many of @n actions are such that all @wanted letters hold: d done, e with
 * evidence, y works, n does not, c looked at by another, o by the doer. */
static guint
count_actions (const NwActionFacts *a, guint n, const char *wanted)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean looked = a[i].checked_on != NW_NO_DAY && a[i].checker != 0 && a[i].effective == 1, good = TRUE;

      for (const char *w = wanted; *w != '\0'; w++)
        good = good && (*w == 'd' ? a[i].done_on != NW_NO_DAY : *w == 'e' ? a[i].has_evidence : *w == 'n' ? a[i].effective == 0
                        : *w == 'k' ? a[i].effective != 0 : *w == 'c' ? looked && a[i].doer != 0 && a[i].checker != a[i].doer
                        : looked && a[i].checker == a[i].doer);
      count += good;
    }
  return count;
}

static guint
closing_again (gboolean cause, const NwActionFacts *a, guint n)
{
  guint lacks = 0;

  if (!cause)
    lacks |= NW_CLOSING_NO_CAUSE;
  if (n == 0)
    return lacks | NW_CLOSING_NO_ACTION;
  if (count_actions (a, n, "kd") < count_actions (a, n, "k"))
    lacks |= NW_CLOSING_NOT_DONE;
  if (count_actions (a, n, "ke") == 0)
    lacks |= NW_CLOSING_NO_EVIDENCE;
  if (count_actions (a, n, "c") == 0)
    lacks |= count_actions (a, n, "o") > 0 ? NW_CLOSING_OWN_CHECK : NW_CLOSING_NO_CHECK;
  for (guint i = 0; i < n; i++)
    {
      gboolean made_up = FALSE;

      for (guint k = 0; k < n; k++)
        made_up |= a[k].effective == 1 && a[i].checked_on != NW_NO_DAY && a[k].checked_on != NW_NO_DAY && !(a[k].checked_on < a[i].checked_on);
      if (a[i].effective == 0 && !made_up)
        lacks |= NW_CLOSING_INEFFECTIVE;
    }
  return lacks;
}

static void
test_closing_random (void)
{
  for (guint c = 0; c < 2 * RANDOM_CASES; c++)
    {
      NwActionFacts a[4];
      guint n = (guint) g_test_rand_int_range (0, 5);
      gboolean cause = g_test_rand_int_range (0, 2) != 0;

      for (guint i = 0; i < n; i++)
        a[i] = (NwActionFacts){
          .done_on = g_test_rand_int_range (0, 3) ? 20000 : NW_NO_DAY, .doer = g_test_rand_int_range (0, 3),
          .checker = g_test_rand_int_range (0, 3),
          .checked_on = g_test_rand_int_range (0, 3) ? g_test_rand_int_range (20001, 20005) : NW_NO_DAY,
          .effective = (gint64[]){ 0, 1, 1, NW_UNKNOWN }[g_test_rand_int_range (0, 4)],
          .has_evidence = g_test_rand_int_range (0, 2) != 0,
        };
      g_assert_cmpuint (nw_finding_closing (cause, a, n), ==, closing_again (cause, a, n));
    }
}

/* The window of each finding is walked back day by day. */
static gboolean
repeats_again (const NwOccasion *f, guint n, guint which, int months)
{
  if (f[which].requirement <= 0 || f[which].day == NW_NO_DAY)
    return FALSE;
  for (NwDay d = f[which].day - 1; d > f[which].day - 32 * (months + 1); d--)
    for (guint k = 0; k < n; k++)
      if (f[k].day == d && f[k].requirement == f[which].requirement && nw_add_months (d, months) >= f[which].day)
        return TRUE;
  return FALSE;
}

static void
test_repeats (void)
{
  const NwOccasion edge[] = { { 1, day ("2024-02-29") }, { 1, day ("2026-02-28") }, { 1, day ("2028-03-01") },
                              { 2, day ("2026-02-28") } };
  const NwOccasion none[] = { { 0, day ("2024-02-29") }, { 0, day ("2024-03-01") }, { 1, NW_NO_DAY }, { 1, day ("2024-03-01") },
                              { 1, day ("2024-03-01") } };

  g_assert_cmpint (nw_finding_repeats (edge, 4, 24), ==, 1);
  g_assert_cmpint (nw_finding_repeats (edge, 4, 25), ==, 2);
  g_assert_cmpint (nw_finding_repeats (none, 5, 24), ==, 0);
  g_assert_cmpint (nw_finding_repeats (NULL, 0, 24), ==, 0);
  g_assert_cmpint (nw_finding_repeats (edge, 4, NW_UNKNOWN), ==, NW_UNKNOWN);
}

static void
test_repeats_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      NwOccasion f[8];
      guint n = (guint) g_test_rand_int_range (0, 8);
      int months = g_test_rand_int_range (1, 7);
      gint64 wanted = 0;

      for (guint i = 0; i < n; i++)
        {
          f[i].requirement = g_test_rand_int_range (0, 3);
          f[i].day = g_test_rand_int_range (0, 8) ? random_day ("2025-12-01", "2026-09-30") : NW_NO_DAY;
        }
      for (guint i = 0; i < n; i++)
        wanted += repeats_again (f, n, i, months);
      g_assert_cmpint (nw_finding_repeats (f, n, months), ==, wanted);
    }
}

/* Each day of the cycle is looked at for each item. */
static gint64
covered_again (const gint64 *due, guint n_due, const NwOccasion *audited, guint n, NwDay on, int years)
{
  gint64 covered = 0;
  int year, month, mday;
  NwDay before;

  nw_day_split (on, &year, &month, &mday);
  before = nw_day_new (year - years, month, mday);
  if (before == NW_NO_DAY)
    before = nw_day_new (year - years, 2, 28);
  for (guint i = 0; i < n_due; i++)
    {
      gboolean found = FALSE;

      for (NwDay d = before + 1; !found && d <= on; d++)
        for (guint k = 0; k < n; k++)
          found |= audited[k].day == d && audited[k].requirement == due[i];
      covered += found;
    }
  return covered;
}

static void
test_coverage (void)
{
  const gint64 due[] = { 1, 2, 3, 4 };
  const NwOccasion audited[] = {
    { 1, day ("2023-03-16") }, { 2, day ("2023-03-15") }, { 3, day ("2026-03-15") }, { 4, day ("2026-03-16") },
      { 9, day ("2026-01-01") },
    { 1, day ("2025-01-01") }, { 2, NW_NO_DAY },
  };

  g_assert_cmpint (nw_audit_covered (due, 4, audited, 7, day ("2026-03-15"), 3), ==, 2);
  g_assert_cmpint (nw_audit_covered (due, 4, audited, 7, day ("2026-03-16"), 3), ==, 3);
  g_assert_cmpint (nw_audit_covered (due, 0, audited, 7, day ("2026-03-15"), 3), ==, 0);
  g_assert_cmpint (nw_audit_covered (due, 4, NULL, 0, day ("2026-03-15"), 3), ==, 0);
  g_assert_cmpint (nw_audit_covered (due, 4, audited, 7, day ("2026-03-15"), NW_UNKNOWN), ==, NW_UNKNOWN);
}

static void
test_coverage_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      gint64 due[6];
      NwOccasion audited[8];
      guint n_due = (guint) g_test_rand_int_range (0, 6), n = (guint) g_test_rand_int_range (0, 8);
      NwDay on = random_day ("2024-02-25", "2024-03-05");

      for (guint i = 0; i < n_due; i++)
        due[i] = i + 1;
      for (guint i = 0; i < n; i++)
        audited[i] = (NwOccasion){ g_test_rand_int_range (1, 9), on - g_test_rand_int_range (-3, 380) };
      g_assert_cmpint (nw_audit_covered (due, n_due, audited, n, on, 1), ==, covered_again (due, n_due, audited, n, on, 1));
    }
}

static void
test_days (void)
{
  static const gint64 four[] = { 10, NW_UNKNOWN, 4, 1, 90, NW_UNKNOWN }, three[] = { 7, 5, 6 };
  static const gint64 unknown[] = { NW_UNKNOWN };
  NwFraction mean = nw_numbers_mean (four, 6), median = nw_numbers_median (four, 6);

  g_assert_true (mean.n == 105 && mean.d == 4);
  g_assert_true (median.n == 7 && median.d == 1);
  median = nw_numbers_median (three, 3);
  g_assert_true (median.n == 6 && median.d == 1);
  g_assert_false (nw_fraction_known (nw_numbers_mean (unknown, 1)));
  g_assert_false (nw_fraction_known (nw_numbers_median (unknown, 1)));
  g_assert_false (nw_fraction_known (nw_numbers_median (NULL, 0)));
}

/* The median is what half of all are not above and half are not below, taken
 * from both ends alternately. */
static void
test_days_random (void)
{
  for (guint c = 0; c < RANDOM_CASES; c++)
    {
      gint64 list[12], sum = 0;
      guint n = (guint) g_test_rand_int_range (1, 12), left = n;
      gboolean gone[12] = { FALSE };
      NwFraction mean, median;

      for (guint i = 0; i < n; i++)
        sum += list[i] = g_test_rand_int_range (0, 30);
      mean = nw_numbers_mean (list, n);
      median = nw_numbers_median (list, n);
      g_assert_cmpint (mean.n * n, ==, sum * mean.d);
      sum = 0;
      while (left > 2)
        for (int sign = -1; sign <= 1; sign += 2, left--)
          {
            guint extreme = n;

            for (guint i = 0; i < n; i++)
              if (!gone[i] && (extreme == n || sign * list[i] > sign * list[extreme]))
                extreme = i;
            gone[extreme] = TRUE;
          }
      for (guint i = 0; i < n; i++)
        sum += gone[i] ? 0 : list[i];
      g_assert_cmpint (median.n * left, ==, sum * median.d);
    }
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/audit/due", test_due);
  g_test_add_func ("/audit/due-random", test_due_random);
  g_test_add_func ("/audit/closing", test_closing);
  g_test_add_func ("/audit/closing-random", test_closing_random);
  g_test_add_func ("/audit/repeats", test_repeats);
  g_test_add_func ("/audit/repeats-random", test_repeats_random);
  g_test_add_func ("/audit/coverage", test_coverage);
  g_test_add_func ("/audit/coverage-random", test_coverage_random);
  g_test_add_func ("/audit/days", test_days);
  g_test_add_func ("/audit/days-random", test_days_random);
  return g_test_run ();
}
