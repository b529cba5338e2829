/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

static const NwProofLimits limits = { .gap_months = 3, .expired_months = 12, .day_months = 12 };

static void
test_vectors (void)
{
  g_autoptr (Vectors) v = vectors_load ("proof");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      const NwProofFacts facts = {
        .form = (NwProofForm) vectors_number (v, i, "form"), .issued = vectors_day (v, i, "issued"),
        .valid_until = vectors_day (v, i, "valid_until"), .attested = vectors_day (v, i, "attested"),
        .bridge_until = vectors_day (v, i, "bridge"), .withdrawn_after = vectors_day (v, i, "withdrawn"),
      };
      const char *wanted = vectors_get (v, i, "state");

      g_test_message ("%s", vectors_get (v, i, "id"));
      g_assert_cmpstr (nw_proof_name (nw_proof_state (&facts, &limits, vectors_day (v, i, "on"))), ==, *wanted != '\0' ? wanted : NULL);
      assert_day (nw_proof_ends (&facts, &limits), vectors_day (v, i, "ends"), vectors_get (v, i, "id"));
    }
}

/* Whether @months have passed since @from, told without adding any. */
static gboolean
older_than (NwDay from, int months, NwDay on)
{
  int y, m, d, oy, om, od, passed;

  nw_day_split (from, &y, &m, &d);
  nw_day_split (on, &oy, &om, &od);
  passed = (oy - y) * 12 + om - m;
  if (passed != months)
    return passed > months;
  return od > d;
}

static NwProofState
brute_state (const NwProofFacts *f, NwDay on)
{
  if (f->withdrawn_after != NW_NO_DAY && on > f->withdrawn_after)
    return NW_PROOF_WITHDRAWN;
  if (f->valid_until != NW_NO_DAY && f->valid_until < on)
    return NW_PROOF_EXPIRED;
  if (f->form == NW_PROOF_CERTIFICATE)
    return f->valid_until == NW_NO_DAY || (f->issued != NW_NO_DAY && f->issued > on) ? NW_PROOF_UNKNOWN : NW_PROOF_VALID;
  if (f->attested == NW_NO_DAY || f->attested > on)
    return NW_PROOF_UNKNOWN;
  if (older_than (f->attested, 12, on))
    return NW_PROOF_EXPIRED;
  if (f->form == NW_PROOF_DAY || !older_than (f->attested, 3, on))
    return NW_PROOF_VALID;
  return f->bridge_until != NW_NO_DAY && f->bridge_until >= on ? NW_PROOF_VALID : NW_PROOF_GAP;
}

static NwDay
some_day (NwDay around)
{
  return g_test_rand_int_range (0, 3) == 0 ? NW_NO_DAY : around + g_test_rand_int_range (-500, 500);
}

static void
test_brute (void)
{
  guint seen[5] = { 0 };

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay on = random_day ("2000-01-01", "2110-12-31");
      NwProofFacts f = { .form = (NwProofForm) g_test_rand_int_range (0, 3), .issued = some_day (on), .valid_until = some_day (on),
                         .attested = some_day (on), .bridge_until = some_day (on), .withdrawn_after = some_day (on) };
      NwProofState got, wanted;

      if (g_test_rand_int_range (0, 4) > 0)
        f.withdrawn_after = NW_NO_DAY;
      got = nw_proof_state (&f, &limits, on);
      wanted = brute_state (&f, on);
      g_assert_cmpint (got, ==, wanted);
      seen[got]++;
      /* The last valid day is one, and no later one is. */
      if (got == NW_PROOF_VALID)
        {
          g_assert_cmpint (brute_state (&f, nw_proof_ends (&f, &limits)), ==, NW_PROOF_VALID);
          g_assert_cmpint (brute_state (&f, nw_proof_ends (&f, &limits) + 1), !=, NW_PROOF_VALID);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 100);
}

static void
test_limits_unknown (void)
{
  const NwProofLimits none = { -1, -1, -1 };
  NwProofFacts f = { .form = NW_PROOF_PERIOD, .issued = NW_NO_DAY, .valid_until = NW_NO_DAY, .attested = day ("2025-12-31"),
                     .bridge_until = NW_NO_DAY, .withdrawn_after = NW_NO_DAY };

  g_assert_cmpint (nw_proof_state (&f, &none, day ("2026-01-10")), ==, NW_PROOF_UNKNOWN);
  f.form = NW_PROOF_DAY;
  g_assert_cmpint (nw_proof_state (&f, &none, day ("2026-01-10")), ==, NW_PROOF_UNKNOWN);
}

static void
test_cycle (void)
{
  g_autoptr (Vectors) v = vectors_load ("proof-cycle");

  for (guint i = 0; i < vectors_rows (v); i++)
    {
      g_auto (GStrv) texts = g_strsplit (vectors_get (v, i, "held"), " ", -1);
      NwDay held[4];
      guint n = 0;

      for (; texts[n] != NULL && *texts[n] != '\0'; n++)
        held[n] = day (texts[n]);
      assert_day (nw_next_surveillance (vectors_day (v, i, "decision"), vectors_day (v, i, "expiry"), 12, held, n),
                  vectors_day (v, i, "next"), vectors_get (v, i, "decision"));
    }
  assert_day (nw_certificate_expiry (day ("2026-02-16"), 3), day ("2029-02-15"), "expiry");
  assert_day (nw_add_months (day ("2029-02-15"), -6), day ("2028-08-15"), "recertification");
  assert_day (nw_certificate_expiry (day ("2024-02-29"), 3), day ("2027-02-28"), "expiry");
  assert_day (nw_certificate_expiry (NW_NO_DAY, 3), NW_NO_DAY, "unknown");
  assert_day (nw_certificate_expiry (day ("2026-02-16"), -1), NW_NO_DAY, "unknown");
}

/* Every calendar year of the cycle but the first and the last gets its audit:
 * whoever always waits for the last day is on time each year. */
static void
test_cycle_brute (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwDay decision = random_day ("2000-01-01", "2105-12-31"), expiry = nw_certificate_expiry (decision, 3), held[4], next;
      guint n = 0;
      int year, end_year, m, d, audited;

      nw_day_split (decision, &year, &m, &d);
      nw_day_split (expiry, &end_year, &m, &d);
      while ((next = nw_next_surveillance (decision, expiry, 12, held, n)) != NW_NO_DAY)
        {
          g_assert_cmpuint (n, <, 3);
          g_assert_true (next > decision && next <= expiry);
          if (n == 0)
            g_assert_true (!older_than (decision, 12, next) && older_than (decision, 12, next + 1));
          nw_day_split (next, &audited, &m, &d);
          g_assert_cmpint (audited, ==, year + 1 + (int) n);
          held[n++] = next;
        }
      /* Of the two years between there is none left out. */
      g_assert_cmpint (year + (int) n, >=, end_year - 1);
    }
}

static void
test_warnings (void)
{
  const int days[] = { 180, 90, 30 };
  NwDay event = day ("2027-02-16");

  assert_day (nw_next_warning (event, days, 3, day ("2026-03-01")), day ("2026-08-20"), "180 days before");
  assert_day (nw_next_warning (event, days, 3, day ("2026-08-20")), day ("2026-08-20"), "on the day");
  assert_day (nw_next_warning (event, days, 3, day ("2026-08-21")), day ("2026-11-18"), "90 days before");
  assert_day (nw_next_warning (event, days, 3, day ("2027-01-17")), day ("2027-01-17"), "30 days before");
  assert_day (nw_next_warning (event, days, 3, day ("2027-01-18")), NW_NO_DAY, "all are over");
  assert_day (nw_next_warning (NW_NO_DAY, days, 3, day ("2027-01-18")), NW_NO_DAY, "unknown");
}

int
main (int argc, char *argv[])
{
  core_init (&argc, &argv);
  g_test_add_func ("/proof/vectors", test_vectors);
  g_test_add_func ("/proof/brute", test_brute);
  g_test_add_func ("/proof/limits-unknown", test_limits_unknown);
  g_test_add_func ("/proof/cycle", test_cycle);
  g_test_add_func ("/proof/cycle-brute", test_cycle_brute);
  g_test_add_func ("/proof/warnings", test_warnings);
  return g_test_run ();
}
