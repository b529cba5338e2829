/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views-help.h"

#include "nw-transfer.h"

#include <string.h>

#define TIA_MONTHS 24

static guint
choice (const char *text, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (strcmp (list[i], text) == 0)
      return i;
  g_error ("“%s” is none of %s", text, names);
}

static NwPlace
place_of (const char *text)
{
  static const NwPlace known[] = {
    { NW_PLACE_UNKNOWN, NW_DECISION_NONE, FALSE },  { NW_PLACE_EEA, NW_DECISION_NONE, FALSE },
    { NW_PLACE_THIRD, NW_DECISION_NONE, FALSE },    { NW_PLACE_THIRD, NW_DECISION_ALL, FALSE },
    { NW_PLACE_THIRD, NW_DECISION_LISTED, TRUE },   { NW_PLACE_THIRD, NW_DECISION_CONDITION, FALSE },
  };

  return known[choice (text, "? EEA NO ALL LIST COND")];
}

static guint
places_of (const char *text, NwPlace *places)
{
  g_auto (GStrv) list = g_strsplit (text, " ", -1);
  guint n = g_strv_length (list);

  for (guint i = 0; i < n; i++)
    places[i] = place_of (list[i]);
  return n;
}

static NwTransferFacts
facts_of (Vectors *v, guint row)
{
  NwRole role = (NwRole) choice (vectors_get (v, row, "role"), "? controller processor joint");
  guint depth = (guint) vectors_number (v, row, "depth");
  const char *until = vectors_get (v, row, "until"), *tia = vectors_get (v, row, "tia_on");

  return (NwTransferFacts){
    .on = day (vectors_get (v, row, "on")),
    .instrument = (NwInstrument) choice (vectors_get (v, row, "instrument"), "? none adequacy scc bcr derogation"),
    .scc_module = (int) choice (vectors_get (v, row, "module"), "? 0 1 2 3 4") - 1,
    .modules = nw_transfer_modules (role, depth),
    .modules_open = nw_transfer_modules_open (role, depth),
    .clauses_outdated = choice (vectors_get (v, row, "old"), "no yes"),
    .annexes = (NwMaybe) choice (vectors_get (v, row, "annexes"), "no yes ?"),
    .tia_on = strcmp (tia, "-") == 0 ? NW_NO_DAY : day (tia),
    .tia_result = (NwTiaResult) choice (vectors_get (v, row, "tia_result"), "? none ok ok_with_measures not_ok"),
    .tia_months = TIA_MONTHS,
    .dpf_active = (NwMaybe) choice (vectors_get (v, row, "dpf"), "no yes ?"),
    .dpf_until = strcmp (until, "-") == 0 ? NW_NO_DAY : day (until),
    .dpf_hr = (NwMaybe) choice (vectors_get (v, row, "hr"), "no yes ?"),
    .hr_data = choice (vectors_get (v, row, "staff"), "no yes"),
    .documented = choice (vectors_get (v, row, "note"), "no yes"),
  };
}

static void
test_table (void)
{
  g_autoptr (Vectors) v = vectors_load ("transfer");

  g_assert_cmpuint (vectors_rows (v), >=, 40);
  for (guint i = 0; i < vectors_rows (v); i++)
    {
      NwPlace places[4];
      guint n = places_of (vectors_get (v, i, "places"), places);
      NwTransferFacts facts = facts_of (v, i);
      const char *got = nw_transfer_name (nw_transfer_verdict (&facts, places, n)) ?: "unknown";

      if (strcmp (got, vectors_get (v, i, "verdict")) != 0)
        g_error ("%s: got %s, wanted %s", vectors_get (v, i, "case"), got, vectors_get (v, i, "verdict"));
    }
}

/* The second opinion: a case in which everything is known, read off the text of
 * the rule; what is unknown is tried out in all ways that it could be. */
typedef struct
{
  char        place;      /* E, N, A, L, C */
  const char *instrument;
  int         module, role, depth; /* role: 'c', 'p', 'j' */
  gboolean    outdated, annexes, tia_young, tia_good, active, current, hr, staff, note;
} Case;

static gboolean
module_fits (const Case *c)
{
  if (c->depth >= 2)
    return c->module == 3;
  if (c->role == 'p')
    return c->module == 3 || (c->module == 4 && c->depth == 0);
  if (c->role == 'j')
    return c->module == c->depth + 1;
  return c->module == 3 || (c->module == 2 && c->depth == 0);
}

static char
naive (const Case *c)
{
  gboolean tia = c->tia_young && c->tia_good;
  gboolean relied = strcmp (c->instrument, "adequacy") == 0;

  if (c->place == 'E')
    return '0';
  if (c->place == 'A' || c->place == 'C')
    return '1';
  if (c->place == 'L' && c->active && c->current && !(c->staff && !c->hr))
    return '1';
  if ((strcmp (c->instrument, "scc") == 0 || relied) && !c->outdated && module_fits (c) && c->annexes && tia)
    return '2';
  if (strcmp (c->instrument, "bcr") == 0 && tia)
    return '2';
  if (strcmp (c->instrument, "derogation") == 0 && c->note)
    return '3';
  return '5';
}

static guint seen[128];

static void
try_all_rest (Case c, const NwTransferFacts *f)
{
  for (guint bits = 0; bits < 32; bits++)
    {
      gboolean annexes = bits & 1, good = bits >> 1 & 1, active = bits >> 2 & 1, current = bits >> 3 & 1, hr = bits >> 4 & 1;

      if ((f->annexes != NW_MAYBE_UNKNOWN && annexes != (f->annexes == NW_MAYBE_YES))
          || (f->tia_result != NW_TIA_UNKNOWN && good != (f->tia_result == NW_TIA_OK || f->tia_result == NW_TIA_OK_WITH_MEASURES))
          || (f->dpf_active != NW_MAYBE_UNKNOWN && active != (f->dpf_active == NW_MAYBE_YES))
          || current != (f->dpf_until == NW_NO_DAY || f->on <= f->dpf_until)
          || (f->dpf_hr != NW_MAYBE_UNKNOWN && hr != (f->dpf_hr == NW_MAYBE_YES)))
        continue;
      /* Who chose another instrument does not rely on a listing that is not entered. */
      if (f->instrument != NW_INSTRUMENT_UNKNOWN && f->instrument != NW_INSTRUMENT_ADEQUACY
          && ((f->dpf_active == NW_MAYBE_UNKNOWN && active) || (f->dpf_hr == NW_MAYBE_UNKNOWN && hr)))
        continue;
      c.annexes = annexes, c.tia_good = good, c.active = active, c.current = current, c.hr = hr;
      seen[(guint8) naive (&c)]++;
    }
}

/* The least good that it may come to; unknown when it may be illegal and need not. */
static NwTransferVerdict
brute_force (Case c, const NwTransferFacts *f, NwRole role)
{
  static const char *const instruments[] = { "", "none", "adequacy", "scc", "bcr", "derogation" };

  memset (seen, 0, sizeof seen);
  for (guint i = 1; i < G_N_ELEMENTS (instruments); i++)
    for (int module = 0; module <= 4; module++)
      for (const char *r = "cpj"; *r != '\0'; r++)
        {
          if ((f->instrument != NW_INSTRUMENT_UNKNOWN && f->instrument != i) || (f->scc_module >= 0 && f->scc_module != module)
              || (role != NW_ROLE_UNKNOWN && "?cpj"[role] != *r)
              /* Beside adequacy, clauses count only where they are written down. */
              || (i == NW_INSTRUMENT_ADEQUACY && f->instrument == i && f->scc_module < 0 && module > 0))
            continue;
          c.instrument = instruments[i], c.module = module, c.role = 'c';
          /* Nobody says our role: what is right for a controller is right. */
          if (role != NW_ROLE_UNKNOWN || !module_fits (&c))
            c.role = *r;
          try_all_rest (c, f);
        }
  for (char verdict = '0'; seen['5'] == 0 && verdict <= '3'; verdict++)
    if (seen[(guint8) verdict] > 0)
      {
        char worst = seen['3'] > 0 ? '3' : seen['2'] > 0 ? '2' : verdict;

        return (NwTransferVerdict) (worst - '0');
      }
  return seen['0'] + seen['1'] + seen['2'] + seen['3'] > 0 ? NW_TRANSFER_UNKNOWN : NW_TRANSFER_ILLEGAL;
}

static NwTransferFacts
random_facts (NwRole role, guint depth)
{
  NwDay on = random_day ("2020-01-01", "2030-12-31");

  return (NwTransferFacts){
    .on = on,
    .instrument = (NwInstrument) g_test_rand_int_range (0, 6),
    .scc_module = g_test_rand_int_range (-1, 5),
    .modules = nw_transfer_modules (role, depth),
    .modules_open = nw_transfer_modules_open (role, depth),
    .clauses_outdated = g_test_rand_int_range (0, 6) == 0,
    .annexes = (NwMaybe) (g_test_rand_int_range (0, 5) % 3),
    .tia_on = g_test_rand_int_range (0, 5) == 0 ? NW_NO_DAY : on - g_test_rand_int_range (-30, 900),
    .tia_result = (NwTiaResult) g_test_rand_int_range (0, 5),
    .tia_months = TIA_MONTHS,
    .dpf_active = (NwMaybe) (g_test_rand_int_range (0, 5) % 3),
    .dpf_until = g_test_rand_int_range (0, 4) == 0 ? NW_NO_DAY : on + g_test_rand_int_range (-3, 30),
    .dpf_hr = (NwMaybe) g_test_rand_int_range (0, 3),
    .hr_data = g_test_rand_int_range (0, 2),
    .documented = g_test_rand_int_range (0, 2),
  };
}

/* Month by month, day by day: whether @on lies at most 24 months after @from. */
static gboolean
is_young (NwDay from, NwDay on)
{
  int year, month, mday;

  if (from == NW_NO_DAY || from > on)
    return FALSE;
  nw_day_split (from, &year, &month, &mday);
  while (nw_day_new (year + 2, month, mday) == NW_NO_DAY)
    mday--;
  return on <= nw_day_new (year + 2, month, mday);
}

static void
test_against_brute_force (void)
{
  static const char kinds[] = "ENALC";
  static const char *const names[] = { "EEA", "NO", "ALL", "LIST", "COND" };
  guint count[6] = { 0 };

  for (guint i = 0; i < 2 * RANDOM_CASES; i++)
    {
      NwRole role = (NwRole) g_test_rand_int_range (0, 4);
      guint depth = (guint) g_test_rand_int_range (0, 4), kind = (guint) g_test_rand_int_range (0, 5);
      NwTransferFacts f = random_facts (role, depth);
      NwPlace place = place_of (names[kind]);
      Case c = { .place = kinds[kind], .depth = (int) depth, .outdated = f.clauses_outdated, .staff = f.hr_data,
                 .note = f.documented, .tia_young = is_young (f.tia_on, f.on) };
      NwTransferVerdict got = nw_transfer_to (&f, &place), wanted = brute_force (c, &f, role);

      if (got != wanted)
        g_error ("case %u: %s role %d depth %u instrument %d module %d annexes %d result %d: got %d, wanted %d", i, names[kind], role, depth,
                 f.instrument, f.scc_module, f.annexes, f.tia_result, got, wanted);
      count[got]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (count); i++)
    g_assert_cmpuint (count[i], >, 20);
}

/* The verdict over several places is the worst over each; an unknown country
 * is never green; more is never better. */
static void
test_places (void)
{
  static const char *const names[] = { "?", "EEA", "NO", "ALL", "LIST", "COND" };

  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwTransferFacts f = random_facts (NW_ROLE_CONTROLLER, 0);
      NwPlace places[5];
      guint n = (guint) g_test_rand_int_range (1, 6);
      NwTransferVerdict verdict, before = NW_TRANSFER_NONE;
      gboolean unknown = FALSE;

      for (guint k = 0; k < n; k++)
        {
          guint name = (guint) g_test_rand_int_range (0, 6);

          places[k] = place_of (names[name]);
          unknown |= name == 0;
          verdict = nw_transfer_verdict (&f, places, k + 1);
          g_assert_cmpint (verdict, >=, before);
          before = verdict;
        }
      g_assert_true (!unknown || before >= NW_TRANSFER_UNKNOWN);
    }
  g_assert_cmpint (nw_transfer_verdict (&(NwTransferFacts){ .on = 0 }, NULL, 0), ==, NW_TRANSFER_UNKNOWN);
}

/* When a listing or an assessment is found unfit, from the text of the flags. */
static void
test_unfit (void)
{
  for (guint i = 0; i < RANDOM_CASES; i++)
    {
      NwTransferFacts f = random_facts (NW_ROLE_CONTROLLER, 0);
      NwPlace list = place_of ("LIST"), none = place_of ("NO"), eea = place_of ("EEA");
      gboolean expired = f.dpf_until != NW_NO_DAY && f.on > f.dpf_until;
      gboolean bad = f.dpf_active == NW_MAYBE_NO || expired || (f.hr_data && f.dpf_hr == NW_MAYBE_NO);
      gboolean good = f.dpf_active == NW_MAYBE_YES && (!f.hr_data || f.dpf_hr == NW_MAYBE_YES);
      gboolean relies = f.instrument == NW_INSTRUMENT_ADEQUACY;
      gboolean tool = f.instrument == NW_INSTRUMENT_SCC || f.instrument == NW_INSTRUMENT_BCR || (relies && f.scc_module > 0);
      gboolean tia = is_young (f.tia_on, f.on) && f.tia_result != NW_TIA_NO_RESULT;

      g_assert_cmpint (nw_transfer_dpf_unfit (&f, &list, 1), ==, !relies ? NW_MAYBE_NO : bad ? NW_MAYBE_YES : good ? NW_MAYBE_NO : NW_MAYBE_UNKNOWN);
      g_assert_cmpint (nw_transfer_dpf_unfit (&f, &none, 1), ==, NW_MAYBE_NO);
      g_assert_cmpint (nw_transfer_tia_unfit (&f, &eea, 1), ==, NW_MAYBE_NO);
      if (tool && !tia)
        g_assert_cmpint (nw_transfer_tia_unfit (&f, &none, 1), ==, NW_MAYBE_YES);
      if (!tool && f.instrument != NW_INSTRUMENT_UNKNOWN)
        g_assert_cmpint (nw_transfer_tia_unfit (&f, &none, 1), ==, NW_MAYBE_NO);
    }
}

static NwRecord *
agreement (Register *r, const char *role)
{
  if (nw_store_find_id (r->store, &nw_vendor, "V-0001") == 0)
    g_object_unref (make (r->store, &nw_vendor, "name", "Alpha", "country", "IE", NULL));
  return make (r->store, &nw_dpa, "vendor", "V-0001", "title", "AVV", "status", "signed", "our_role", role, NULL);
}

/* Every node of the tree is judged by itself, by its depth. */
static void
test_tree (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = agreement (r, "controller");
  g_autoptr (NwRecord) root = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Root", "country", "IE", "instrument", "none", NULL);
  g_autoptr (NwRecord) us = make (r->store, &nw_recipient, "dpa", "AVV-0001", "parent", "RC-0001", "name", "Second", "country", "US",
                                  "instrument", "adequacy", "dpf_active", "true", "dpf_until", "2026-12-31", NULL);
  g_autoptr (NwRecord) india = make (r->store, &nw_recipient, "dpa", "AVV-0001", "parent", "RC-0002", "name", "Third", "country", "IN",
                                     "instrument", "scc", "scc_module", "3", "annexes_complete", "true", "tia_on", "2025-06-01",
                                     "tia_result", "ok", NULL);
  g_autoptr (NwReasons) reasons = NULL;

  assert_text (r->store, root, "verdict", "none");
  assert_text (r->store, us, "verdict", "adequate");
  assert_text (r->store, india, "verdict", "safeguard");
  edit_good (r->store, india, "scc_module", "2");
  assert_text (r->store, india, "verdict", "illegal");
  edit_good (r->store, india, "parent", "");
  assert_text (r->store, india, "verdict", "safeguard");
  edit_good (r->store, dpa, "our_role", "");
  assert_text (r->store, india, "verdict", "safeguard");
  edit_good (r->store, india, "scc_module", "1");
  assert_text (r->store, india, "verdict", "");
  edit_good (r->store, india, "scc_module", "3");
  assert_text (r->store, india, "verdict", "safeguard");
  edit_good (r->store, dpa, "our_role", "processor");
  edit_good (r->store, dpa, "scc_version", "2010/87/EU");
  assert_text (r->store, india, "verdict", "illegal");
  edit_good (r->store, dpa, "scc_version", "2021/914");
  assert_text (r->store, india, "verdict", "safeguard");
  edit_good (r->store, root, "access_from_countries", "DE;CH");
  assert_text (r->store, root, "verdict", "adequate");
  edit_good (r->store, root, "access_from_countries", "DE;VN");
  assert_text (r->store, root, "verdict", "illegal");
  edit_good (r->store, root, "country", "");
  edit_good (r->store, root, "access_from_countries", "");
  assert_text (r->store, root, "verdict", "");
  edit_good (r->store, us, "dpf_active", "false");
  assert_text (r->store, us, "verdict", "illegal");
  reasons = nw_store_explain (r->store, us);
  g_assert_nonnull (strstr (nw_reasons_of (reasons, field_of (&nw_recipient, "verdict"))->text,
                            "US: adequacy decision (EU) 2023/1795, but no active DPF listing; no other instrument → illegal"));
}

/* A decision is enough whatever was chosen; its condition is named. A listing
 * must be active, and ends on a day only if one is entered. */
static void
test_adequacy (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = agreement (r, "controller");
  g_autoptr (NwRecord) one = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "One", "country", "JP", NULL);

  assert_text (r->store, one, "verdict", "adequate");
  assert_reason (r, one, "verdict", "condition: business operators under APPI, with supplementary rules, please check");
  edit_good (r->store, one, "instrument", "none");
  assert_text (r->store, one, "verdict", "adequate");
  edit_good (r->store, one, "country", "CH");
  assert_text (r->store, one, "verdict", "adequate");
  edit_good (r->store, one, "country", "US");
  assert_text (r->store, one, "verdict", "illegal");
  edit_good (r->store, one, "dpf_active", "true");
  assert_text (r->store, one, "verdict", "adequate");
  assert_reason (r, one, "verdict", "until when the DPF listing lasts is not entered");
  edit_good (r->store, one, "dpf_until", "2026-03-14");
  assert_text (r->store, one, "verdict", "illegal");
  edit_good (r->store, one, "country", "GB");
  assert_text (r->store, one, "verdict", "adequate");
  nw_store_set_day (r->store, day ("2031-12-28"));
  assert_text (r->store, one, "verdict", "illegal");
}

static void
note_end (const NwHistoryLine *line, gpointer data)
{
  if (strcmp (line->field, "valid_to") == 0 && g_strcmp0 (line->after, "2026-03-14") == 0)
    g_assert_cmpstr (line->before, ==, "2026-03-15");
  if (strcmp (line->field, "valid_to") == 0)
    (*(guint *) data)++;
}

/* When the DPF falls, one date changes; what rests on it follows at once, and
 * the history says why. */
static void
test_fall (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) figure = make (r->store, &nw_legal_parameter, "key", "adequacy.US", "value", "(EU) 2023/1795", "valid_from", "2023-07-10",
                                      "remarks", "only recipients active on the DPF list", NULL);
  g_autoptr (NwRecord) dpa = agreement (r, "controller");
  g_autoptr (NwRecord) plain = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Plain", "country", "US",
                                     "instrument", "adequacy", "dpf_active", "true", "dpf_until", "2026-12-31", NULL);
  g_autoptr (NwRecord) careful = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Careful", "country", "US",
                                       "instrument", "adequacy", "dpf_active", "true", "dpf_until", "2026-12-31", "scc_module", "2",
                                       "annexes_complete", "true", "tia_on", "2025-06-01", "tia_result", "ok", NULL);
  g_autoptr (NwRecord) swiss = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Swiss", "country", "CH", "instrument", "none", NULL);
  g_autoptr (GPtrArray) ends = NULL;
  guint found = 0, changes = 0;

  assert_text (r->store, plain, "verdict", "adequate");
  assert_text (r->store, careful, "verdict", "adequate");
  /* A register that keeps decisions has only those that it keeps. */
  assert_text (r->store, swiss, "verdict", "illegal");
  edit_good (r->store, figure, "valid_to", "2026-03-15");
  assert_text (r->store, plain, "verdict", "adequate");
  ends = nw_store_deadlines (r->store, NW_NO_DAY, day ("2026-12-31"), NULL);
  for (guint i = 0; i < ends->len; i++)
    found += strcmp (((NwDeadline *) ends->pdata[i])->kind, "adequacy_end") == 0;
  g_assert_cmpuint (found, ==, 2);
  edit_good (r->store, figure, "valid_to", "2026-03-14");
  assert_text (r->store, plain, "verdict", "illegal");
  assert_text (r->store, careful, "verdict", "safeguard");
  g_assert_true (nw_store_history (r->store, &nw_legal_parameter, nw_record_get_uuid (figure), G_MININT64, G_MAXINT64, note_end, &changes, NULL));
  g_assert_cmpuint (changes, ==, 2);
  assert_sound (r->store);
  edit_good (r->store, figure, "valid_to", "");
  nw_store_set_day (r->store, day ("2027-01-01"));
  assert_text (r->store, plain, "verdict", "illegal");
  assert_text (r->store, careful, "verdict", "safeguard");
}

/* Whether data of employees go there, a person says by the tag HR. */
static void
test_staff (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = agreement (r, "controller");
  g_autoptr (NwRecord) activity = make (r->store, &nw_processing_activity, "title", "Payroll", "legal_basis", "9_2_b", NULL);
  g_autoptr (NwRecord) us = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "Second", "country", "US", "instrument", "adequacy",
                                  "dpf_active", "true", "dpf_until", "2026-12-31", "dpf_hr", "false", NULL);

  assert_text (r->store, us, "verdict", "adequate");
  edit_good (r->store, dpa, "processing", "VVT-0001");
  assert_text (r->store, us, "verdict", "illegal");
  edit_good (r->store, activity, "legal_basis", "6_1_b");
  assert_text (r->store, us, "verdict", "adequate");
  edit_good (r->store, dpa, "tags", "HR");
  assert_text (r->store, us, "verdict", "illegal");
  edit_good (r->store, us, "dpf_hr", "");
  assert_text (r->store, us, "verdict", "");
  edit_good (r->store, us, "dpf_hr", "true");
  assert_text (r->store, us, "verdict", "adequate");
}

static guint
count_gaps (Register *r, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = nw_store_gaps (r->store, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < gaps->len; i++)
    n += strcmp (((NwGap *) gaps->pdata[i])->rule, rule) == 0;
  return n;
}

static void
test_gaps (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) dpa = agreement (r, "controller");
  g_autoptr (NwRecord) one = make (r->store, &nw_recipient, "dpa", "AVV-0001", "name", "One", "country", "IN", "address", "Road 1", "contact", "x",
                                   "instrument", "none", NULL);

  g_assert_cmpuint (count_gaps (r, "transfer_illegal"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "dpa_F04"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "recipient_details"), ==, 0);
  edit_good (r->store, one, "instrument", "derogation");
  edit_good (r->store, one, "derogation_note", "Art. 49(1)(b)");
  g_assert_cmpuint (count_gaps (r, "transfer_illegal"), ==, 0);
  g_assert_cmpuint (count_gaps (r, "transfer_derogation"), ==, 1);
  edit_good (r->store, one, "country", "");
  g_assert_cmpuint (count_gaps (r, "transfer_unknown"), ==, 1);
  g_assert_cmpuint (count_gaps (r, "recipient_details"), ==, 1);
  edit_good (r->store, dpa, "ended_on", "2026-03-14");
  g_assert_cmpuint (count_gaps (r, "transfer_unknown") + count_gaps (r, "recipient_details"), ==, 0);
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/transfer/table", test_table);
  g_test_add_func ("/transfer/against-brute-force", test_against_brute_force);
  g_test_add_func ("/transfer/places", test_places);
  g_test_add_func ("/transfer/unfit", test_unfit);
  REGISTER ("/transfer/tree", test_tree);
  REGISTER ("/transfer/adequacy", test_adequacy);
  REGISTER ("/transfer/fall", test_fall);
  REGISTER ("/transfer/staff", test_staff);
  REGISTER ("/transfer/gaps", test_gaps);
  return g_test_run ();
}
