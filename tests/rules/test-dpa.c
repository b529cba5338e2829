/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include "nw-dpa-rows.h"

#include <string.h>

#define ITEMS 28

static NwDpaItems
items_of (const char *states, gboolean third, gboolean uncovered, gboolean open)
{
  static const char letters[] = "0fpm-";
  NwDpaItems items = { .third_country = third, .uncovered = uncovered, .open = open };

  for (guint i = 0; states[i] != '\0'; i++)
    items.state[i + 1] = (guint8) (strchr (letters, states[i]) - letters);
  return items;
}

static gboolean
says_yes (Vectors *v, guint row, const char *column)
{
  return strcmp (vectors_get (v, row, column), "yes") == 0;
}

static void
test_vectors (void)
{
  g_autoptr (Vectors) v = vectors_load ("dpa");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwDpaItems items = items_of (vectors_get (v, i, "states"), says_yes (v, i, "third"), says_yes (v, i, "uncovered"), says_yes (v, i, "open"));
      NwDpaReview review = nw_dpa_review (nw_dpa_classes (), &items);
      const char *verdict = nw_dpa_verdict_name (review.verdict);

      if (review.percent != vectors_number (v, i, "percent") || strcmp (verdict, vectors_get (v, i, "verdict")) != 0)
        g_error ("%s: got %d %s", vectors_get (v, i, "case"), review.percent, verdict);
    }
}

/* The second opinion on a review: strike out what does not apply, then count
 * letters in half points. */
static void
count_letters (const char *states, gboolean third, gboolean uncovered, gboolean open, int *percent, const char **verdict)
{
  g_autoptr (GString) left = g_string_new (NULL);
  int points = 0, got = 0;

  for (int i = 1; i <= ITEMS; i++)
    {
      char letter = states[i - 1];

      if (i <= 20 || (i == 21 && third) || (i == 22 && uncovered))
        g_string_append_c (left, letter == '-' ? 'm' : letter);
    }
  for (const char *c = left->str; *c != '\0'; c++)
    {
      points += 2;
      got += *c == 'f' ? 2 : *c == 'p' ? 1 : 0;
    }
  for (int p = 0; p <= 100; p++)
    if (p * points <= got * 100)
      *percent = p;
  if (strpbrk (left->str, "0pm") == NULL && !open)
    *verdict = "complete";
  else if (strchr (left->str, '0') != NULL || strpbrk (left->str, "pm") == NULL)
    *verdict = "unreviewed";
  else
    *verdict = "incomplete";
}

static void
random_states (char *states)
{
  gboolean good = g_test_rand_int_range (0, 2);

  for (guint i = 0; i < ITEMS; i++)
    states[i] = good && g_test_rand_int_range (0, 12) > 0 ? 'f' : "0fpm-"[g_test_rand_int_range (0, 5)];
  states[ITEMS] = '\0';
}

static void
test_review_random (void)
{
  guint verdicts[3] = { 0 }, held = 0;

  for (guint n = 0; n < RANDOM_CASES; n++)
    {
      char states[ITEMS + 1];
      const char *verdict = NULL;
      gboolean third = g_test_rand_int_range (0, 2), uncovered = third && g_test_rand_int_range (0, 2), open = g_test_rand_int_range (0, 2);
      int percent = -1;
      NwDpaItems items;
      NwDpaReview review;

      random_states (states);
      items = items_of (states, third, uncovered, open);
      review = nw_dpa_review (nw_dpa_classes (), &items);
      count_letters (states, third, uncovered, open, &percent, &verdict);
      if (percent != review.percent || strcmp (verdict, nw_dpa_verdict_name (review.verdict)) != 0)
        g_error ("%s %d %d %d: got %d %s, wanted %d %s", states, third, uncovered, open, review.percent,
                 nw_dpa_verdict_name (review.verdict), percent, verdict);
      g_assert_true (review.held_back == (percent == 100 && open));
      verdicts[review.verdict]++;
      held += review.held_back;
    }
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    g_assert_cmpuint (verdicts[i], >, 10);
  g_assert_cmpuint (held, >, 10);
}

static const NwDpaLimits limits = {
  .grave = 1 << 8 | 1 << 11 | 1 << 12 | 1 << 16 | 1 << 18,
  .control_months = { 0, 12, 24, 36, 36 }, .tom_months = 36, .list_months = 12, .breach_notice_hours = 48,
  .objection_days = 14, .objection_near_days = 7, .deletion_days = 30,
};

static NwDay
some_day (NwDay on)
{
  return g_test_rand_int_range (0, 4) == 0 ? NW_NO_DAY : on - g_test_rand_int_range (-60, 1300);
}

static NwMaybe
some_maybe (void)
{
  return (NwMaybe) g_test_rand_int_range (0, 3);
}

static NwDpaFacts
random_facts (void)
{
  NwDay on = random_day ("2020-01-01", "2100-12-31");
  char states[ITEMS + 1];
  NwDpaFacts f = {
    .on = on, .our_role = (NwRole) g_test_rand_int_range (0, 4), .is_signed = some_maybe (), .special_categories = some_maybe (),
    .is_over = g_test_rand_int_range (0, 4) == 0, .signed_on = some_day (on), .service_starts_on = some_day (on),
    .ended_on = g_test_rand_int_range (0, 2) ? NW_NO_DAY : on - g_test_rand_int_range (20, 40), .deletion_confirmed_on = some_day (on),
    .toms_dated_on = some_day (on), .last_control_on = some_day (on),
    .breach_notice_hours = g_test_rand_int_range (0, 2) ? NW_UNKNOWN : g_test_rand_int_range (46, 51),
    .objection_days = g_test_rand_int_range (0, 3) == 0 ? NW_UNKNOWN : g_test_rand_int_range (10, 18),
    .wording = g_test_rand_int_range (0, 2), .by_hand = (guint32) g_test_rand_int_range (0, 1 << 20) & (1u << 12 | 1u << 13 | 1u << 16 | 1u << 18),
    .illegal = some_maybe (), .dpf_unfit = some_maybe (), .tia_unfit = some_maybe (), .old_clauses = some_maybe (),
    .foreign_parent = some_maybe (), .has_recipients = g_test_rand_int_range (0, 2), .has_notice = g_test_rand_int_range (0, 2),
    .has_activity = g_test_rand_int_range (0, 2), .protected_toms = g_test_rand_int_range (0, 2),
    .notice_until = g_test_rand_int_range (0, 3) == 0 ? NW_NO_DAY : on + g_test_rand_int_range (-10, 20), .list_on = some_day (on),
    .tier = g_test_rand_int_range (0, 5),
  };

  random_states (states);
  f.items = items_of (states, FALSE, FALSE, FALSE);
  return f;
}

/* Months by the calendar, a day at a time towards the end of a month. */
static NwDay
plus (NwDay from, int months)
{
  int year, month, mday;

  nw_day_split (from, &year, &month, &mday);
  for (; months > 0; months--)
    if (++month > 12)
      month = 1, year++;
  while (nw_day_new (year, month, mday) == NW_NO_DAY)
    mday--;
  return nw_day_new (year, month, mday);
}

static const char *
of (NwMaybe m)
{
  return m == NW_MAYBE_YES ? "set" : m == NW_MAYBE_NO ? "clear" : "open";
}

static const char *
old (NwDay since, int months, NwDay on)
{
  return since == NW_NO_DAY ? "open" : on > plus (since, months) ? "set" : "clear";
}

/* The second opinion on the flags: the sentences of the table, one by one. */
static const char *
naive (guint number, const NwDpaFacts *f, const char *states)
{
  char v18 = states[17] == '-' ? 'm' : states[17], v11 = states[10] == '-' ? 'm' : states[10], v24 = states[23], v25 = states[24], v26 = states[25];
  NwDay on = f->on, none = NW_NO_DAY;
  static const int cycles[] = { 12, 12, 24, 36, 36 };

  if (number == 15)
    {
      if (f->deletion_confirmed_on != none && f->deletion_confirmed_on <= on)
        return "clear";
      if (f->ended_on == none)
        return f->is_over ? "open" : "clear";
      return on - f->ended_on > 30 ? "set" : "clear";
    }
  if (f->is_over)
    return "clear";
  switch (number)
    {
    case 1:
      if (f->is_signed == NW_MAYBE_YES || (f->service_starts_on != none && on < f->service_starts_on))
        return "clear";
      return f->service_starts_on != none ? "set" : "open";
    case 2:
      if (f->is_signed != NW_MAYBE_YES)
        return "clear";
      return f->signed_on == none || f->service_starts_on == none ? "open" : f->signed_on > f->service_starts_on ? "set" : "clear";
    case 3:
      {
        g_autofree char *m = g_strndup (states, 20);

        g_strdelimit (m, "-", 'm');
        if (m[7] == 'm' || m[10] == 'm' || m[11] == 'm' || m[15] == 'm' || m[17] == 'm')
          return "otherwise";
        return strchr (m, 'm') != NULL ? "set" : "clear";
      }
    case 4:
      return of (f->illegal);
    case 5:
      return of (f->dpf_unfit);
    case 6:
      return of (f->old_clauses);
    case 7:
      return of (f->tia_unfit);
    case 8:
      return f->toms_dated_on == none ? "set" : strcmp (old (f->toms_dated_on, 36, on), "set") == 0 ? "otherwise" : "clear";
    case 9:
      if (f->has_notice)
        return f->notice_until != none && f->notice_until <= on + 7 ? "otherwise" : "set";
      if (v24 == 'm' || v24 == '-')
        return v24 == 'm' ? "set" : "clear";
      return v24 == '0' && !f->has_recipients ? "clear" : old (f->list_on, 12, on);
    case 10:
      if (f->is_signed == NW_MAYBE_NO)
        return "clear";
      return old (f->last_control_on != none ? f->last_control_on : f->signed_on, cycles[f->tier], on);
    case 11:
      if (f->breach_notice_hours != NW_UNKNOWN)
        return f->breach_notice_hours > 48 ? "set" : "clear";
      return f->wording ? "otherwise" : v25 == 'f' || v25 == 'p' ? "open" : "set";
    case 12:
      return v18 == 'm' || f->by_hand & 1u << 12 ? "set" : "clear";
    case 13:
      return f->by_hand & 1u << 13 || (v18 == 'p' && !(f->by_hand & 1u << 12)) ? "set" : "clear";
    case 14:
      return strchr ("pm-", v26) != NULL ? "set" : "clear";
    case 16:
      if (f->by_hand & 1u << 16)
        return "set";
      if (f->special_categories == NW_MAYBE_NO || f->protected_toms || v11 == 'f')
        return "clear";
      return v11 == '0' || f->special_categories == NW_MAYBE_UNKNOWN ? "open" : "set";
    case 17:
      return f->has_activity ? "clear" : "set";
    case 18:
      return f->our_role == NW_ROLE_CONTROLLER || f->our_role == NW_ROLE_PROCESSOR ? f->by_hand & 1u << 18 ? "set" : "clear" : "set";
    case 19:
      if (f->objection_days == NW_UNKNOWN)
        return f->has_recipients || f->has_notice ? "open" : "clear";
      return f->objection_days <= 13 ? "set" : "clear";
    default:
      return of (f->foreign_parent);
    }
}

static void
test_flags_random (void)
{
  static const char *const names[] = { "clear", "set", "otherwise", "open" };
  static const char *const never_open = "3 8 12 13 14 17 18 ";
  guint count[NW_DPA_FLAGS + 1][4] = { { 0 } };

  for (guint n = 0; n < RANDOM_CASES; n++)
    {
      NwDpaFacts f = random_facts ();
      char states[ITEMS + 1] = "";

      for (guint i = 0; i < ITEMS; i++)
        states[i] = "0fpm-"[f.items.state[i + 1]];
      for (guint i = 1; i <= NW_DPA_FLAGS; i++)
        {
          NwFlag flag = nw_dpa_flag (i, nw_dpa_classes (), &f, &limits);

          if (strcmp (names[flag], naive (i, &f, states)) != 0)
            g_error ("F%02u in %s: got %s, wanted %s", i, states, names[flag], naive (i, &f, states));
          count[i][flag]++;
        }
    }
  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u ", i);

      g_assert_cmpuint (count[i][NW_FLAG_CLEAR], >, 10);
      g_assert_cmpuint (count[i][NW_FLAG_SET] + count[i][NW_FLAG_SET_OTHERWISE], >, 10);
      g_assert_true (strstr (never_open, name) != NULL || count[i][NW_FLAG_OPEN] > 10);
    }
}

static void
test_risks (void)
{
  static const char wanted[] = "CHHCCCHHMMMHLMHHMHLM", otherwise[] = "CHCCCCHMHMLHLMHHMHLM";
  NwDpaView view = { .review = { 0, NW_DPA_UNREVIEWED } };

  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    {
      view.flags[i] = NW_FLAG_SET;
      g_assert_cmpint (g_ascii_toupper (nw_risk_name (nw_dpa_flag_risk (&view, i))[0]), ==, wanted[i - 1]);
      view.flags[i] = NW_FLAG_SET_OTHERWISE;
      g_assert_cmpint (g_ascii_toupper (nw_risk_name (nw_dpa_flag_risk (&view, i))[0]), ==, otherwise[i - 1]);
      view.flags[i] = NW_FLAG_OPEN;
      g_assert_cmpint (nw_dpa_flag_risk (&view, i), ==, NW_RISK_NONE);
    }
  nw_language_init ("de");
  g_assert_cmpstr (nw_dpa_flag_text (17), ==, "AVV ohne VVT-Eintrag");
  nw_language_init ("en");
  g_assert_cmpstr (nw_dpa_flag_text (17), ==, "DPA without an entry in the records of processing");
}

/* The day of the notice is not counted: count the others. */
static void
test_objection (void)
{
  for (guint n = 0; n < RANDOM_CASES; n++)
    {
      NwDay announced = random_day ("2020-01-01", "2100-12-31"), last = announced;
      int days = g_test_rand_int_range (0, 400);

      for (int i = 0; i < days; i++)
        last++;
      assert_day (nw_objection_until (announced, days), last, "objection");
    }
  assert_day (nw_objection_until (day ("2028-02-28"), 1), day ("2028-02-29"), "leap day");
  assert_day (nw_objection_until (day ("2026-03-15"), NW_UNKNOWN), NW_NO_DAY, "no days");
  assert_day (nw_objection_until (NW_NO_DAY, 14), NW_NO_DAY, "no notice");
  assert_day (nw_objection_until (day ("9999-12-31"), 1), NW_NO_DAY, "end of the calendar");
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/dpa/vectors", test_vectors);
  g_test_add_func ("/dpa/review-random", test_review_random);
  g_test_add_func ("/dpa/flags-random", test_flags_random);
  g_test_add_func ("/dpa/risks", test_risks);
  g_test_add_func ("/dpa/objection", test_objection);
  return g_test_run ();
}
