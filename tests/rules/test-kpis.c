/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-help.h"

#include <string.h>

/* Key figures against a second way to them: every record as a table of texts,
 * references by code, counted by hand. */

typedef GHashTable Texts; /* field → text, "" is unknown */

typedef struct
{
  NwStore    *store;
  GHashTable *kinds; /* name → GPtrArray of Texts */
  GHashTable *codes; /* "kind code" → Texts */
  char       *on, *year_ago;
} World;

static GPtrArray *
all (World *w, const char *kind)
{
  GPtrArray *rows = g_hash_table_lookup (w->kinds, kind);
  const NwEntity *entity = nw_entity_find (kind);
  g_autoptr (NwCursor) cursor = NULL;
  gboolean row = TRUE;

  if (rows != NULL)
    return rows;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_hash_table_insert (w->kinds, (gpointer) entity->name, rows);
  cursor = nw_store_cursor (w->store, entity, NW_CURSOR_COMPUTED, NULL);
  while (nw_cursor_next (cursor, &row, NULL) && row)
    {
      Texts *texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

      for (guint i = 0; i < nw_entity_n_fields (entity); i++)
        {
          const NwField *field = nw_entity_get_field (entity, i);

          g_hash_table_insert (texts, (gpointer) field->name, nw_store_format (w->store, field, &nw_cursor_row (cursor)->cells[i]));
        }
      g_ptr_array_add (rows, texts);
      g_hash_table_insert (w->codes, g_strconcat (entity->name, " ", (char *) g_hash_table_lookup (texts, "code"), NULL), texts);
    }
  return rows;
}

static const char *
t (Texts *row, const char *field)
{
  return g_hash_table_lookup (row, field);
}

static gboolean
is (Texts *row, const char *field, const char *text)
{
  return strcmp (t (row, field), text) == 0;
}

static gboolean
has (Texts *row, const char *field)
{
  return *t (row, field) != '\0';
}

static Texts *
find (World *w, const char *kind, const char *code)
{
  g_autofree char *key = g_strconcat (kind, " ", code, NULL);

  all (w, kind);
  return g_hash_table_lookup (w->codes, key);
}

/* Codes of one cell hold @code. */
static gboolean
lists (Texts *row, const char *field, const char *code)
{
  g_auto (GStrv) codes = g_strsplit (t (row, field), ";", -1);

  return g_strv_contains ((const char *const *) codes, code);
}

#define EACH(row, kind) \
  for (guint i_##row = 0; i_##row < all (w, kind)->len; i_##row++) \
    for (Texts *row = all (w, kind)->pdata[i_##row]; row != NULL; row = NULL)

typedef struct
{
  gint64 n, of; /* n of of; of < 0: only n counts */
} Count;

/* ISO dates compare as texts. */
static gboolean
in_year (World *w, const char *date)
{
  return *date != '\0' && strcmp (date, w->year_ago) > 0 && strcmp (date, w->on) <= 0;
}

static Texts *
requirement_of (World *w, Texts *assessment)
{
  return find (w, "requirement", t (assessment, "requirement"));
}

static gboolean
annex_a (World *w, Texts *assessment)
{
  Texts *requirement = requirement_of (w, assessment);

  return is (requirement, "framework", "iso27001") && strncmp (t (requirement, "reference"), "A.", 2) == 0;
}

static const char *
status_of (Texts *assessment)
{
  return has (assessment, "effective_status") ? t (assessment, "effective_status") : t (assessment, "status");
}

/* Whether nobody has decided that it does not concern us. */
static gboolean
in_scope (Texts *assessment)
{
  return !is (assessment, "applicable", "no") && (is (assessment, "applicable", "yes") || strcmp (status_of (assessment), "not_applicable") != 0);
}

/* What may count as met: only what somebody decided to be applicable. */
static gboolean
applies (Texts *assessment)
{
  return is (assessment, "applicable", "yes") && strcmp (status_of (assessment), "not_applicable") != 0;
}

static gboolean
is_met (Texts *assessment)
{
  return applies (assessment) && (strcmp (status_of (assessment), "implemented") == 0 || strcmp (status_of (assessment), "verified") == 0
                                  || strcmp (status_of (assessment), "fulfilled") == 0);
}

static Count
kp01 (World *w)
{
  Count c = { 0 };

  EACH (row, "assessment")
    if (annex_a (w, row) && in_scope (row))
      {
        c.of++;
        if (is_met (row))
          c.n++;
      }
  return c;
}

static Count
kp02 (World *w)
{
  Count c = { 0 };

  EACH (row, "assessment")
    if (annex_a (w, row) && in_scope (row))
      {
        c.of++;
        if (applies (row) && strcmp (status_of (row), "verified") == 0)
          c.n++;
      }
  return c;
}

static Count
kp03 (World *w)
{
  Count c = { 0 };

  EACH (row, "assessment")
    if (is (requirement_of (w, row), "framework", "iso27001"))
      {
        g_auto (GStrv) tags = g_strsplit (t (row, "soa_issues"), ";", -1);

        if (annex_a (w, row))
          c.of++;
        for (guint k = 0; tags[k] != NULL; k++)
          if (*tags[k] != '\0')
            c.n++;
      }
  return c;
}

static Count
kp04 (World *w)
{
  Count c = { 0 };

  EACH (row, "assessment")
    {
      gboolean claimed = is (row, "status", "implemented") || is (row, "status", "verified") || is (row, "status", "fulfilled");
      g_auto (GStrv) codes = g_strsplit (t (row, "evidence"), ";", -1);
      gboolean good = FALSE;

      if (!claimed || is (row, "applicable", "no"))
        continue;
      c.of++;
      for (guint k = 0; codes[k] != NULL && has (row, "evidence"); k++)
        if (!is (find (w, "evidence", codes[k]), "state", "expired") && !is (find (w, "evidence", codes[k]), "state", "no_period"))
          good = TRUE;
      if (good)
        c.n++;
    }
  return c;
}

/* In halves. */
static Count
kp05 (World *w)
{
  Count c = { 0 };

  EACH (row, "assessment")
    if (is (requirement_of (w, row), "framework", "dsgvo") && in_scope (row))
      {
        c.of += 2;
        c.n += is_met (row) ? 2 : applies (row) && strcmp (status_of (row), "partial") == 0 ? 1 : 0;
      }
  return c;
}

/* The day that an audit was over, as far as it is known. */
static const char *
held_on (Texts *audit)
{
  return has (audit, "ends_on") ? t (audit, "ends_on") : t (audit, "starts_on");
}

static Count
kp06 (World *w)
{
  g_autofree char *begin = nw_day_format (nw_add_months (day (w->on), -36));
  Count c = { 0 };

  EACH (row, "requirement")
    if (is (row, "framework", "iso27001") && !is (row, "assessable", "false"))
      {
        gboolean seen = FALSE, excluded = FALSE;

        EACH (assessment, "assessment")
          if (is (assessment, "requirement", t (row, "code")) && !in_scope (assessment))
            excluded = TRUE;
        EACH (audit, "audit")
          if ((is (audit, "status", "closed") || is (audit, "status", "reporting")) && strcmp (held_on (audit), begin) > 0
              && strcmp (held_on (audit), w->on) <= 0 && lists (audit, "requirements", t (row, "code")))
            seen = TRUE;
        if (excluded)
          continue;
        c.of++;
        if (seen)
          c.n++;
      }
  return c;
}

static Count
kp07 (World *w)
{
  Count c = { 0 };

  EACH (row, "finding")
    if (!is (row, "kind", "strength"))
      {
        c.of++;
        if (!is (row, "state", "closed"))
          c.n++;
      }
  return c;
}

static Count
kp08 (World *w)
{
  Count c = { 0 };

  EACH (row, "action")
    if (!has (row, "done_on"))
      {
        c.of++;
        if (has (row, "due_on") && strcmp (t (row, "due_on"), w->on) < 0)
          c.n++;
      }
  return c;
}

static Count
kp09 (World *w)
{
  Count c = { 0 };

  EACH (row, "finding")
    {
      const char *last = "";

      if (!is (row, "state", "closed") || is (row, "kind", "strength") || !has (row, "found_on"))
        continue;
      EACH (action, "action")
        if (is (action, "finding", t (row, "code")))
          {
            last = strcmp (t (action, "effectiveness_on"), last) > 0 ? t (action, "effectiveness_on") : last;
            last = strcmp (t (action, "done_on"), last) > 0 ? t (action, "done_on") : last;
          }
      if (in_year (w, last) && strcmp (last, t (row, "found_on")) >= 0)
        {
          c.of++;
          c.n += day (last) - day (t (row, "found_on"));
        }
    }
  return c;
}

static gboolean
is_nonconformity (Texts *finding)
{
  return is (finding, "kind", "major") || is (finding, "kind", "minor") || !has (finding, "kind");
}

static Count
kp10 (World *w)
{
  Count c = { 0 };

  EACH (row, "finding")
    if (is_nonconformity (row))
      {
        gboolean again = FALSE;

        c.of++;
        EACH (other, "finding")
          if (is_nonconformity (other) && has (row, "requirement") && is (other, "requirement", t (row, "requirement"))
              && has (other, "found_on") && strcmp (t (other, "found_on"), t (row, "found_on")) < 0
              && nw_add_months (day (t (other, "found_on")), 24) >= day (t (row, "found_on")))
            again = TRUE;
        if (again)
          c.n++;
      }
  return c;
}

static gboolean
live (Texts *vendor)
{
  return !is (vendor, "status", "candidate") && !is (vendor, "status", "ended");
}

static gboolean
is_over (World *w, Texts *dpa)
{
  return has (dpa, "ended_on") ? strcmp (t (dpa, "ended_on"), w->on) < 0 : is (dpa, "status", "ended");
}

static gboolean
live_dpa (World *w, Texts *dpa)
{
  return !is_over (w, dpa);
}

static Count
kp11 (World *w)
{
  Count c = { 0 };

  EACH (vendor, "vendor")
    {
      gboolean needs = FALSE, any = FALSE, complete = TRUE;

      EACH (service, "service")
        if (is (service, "vendor", t (vendor, "code")) && (is (service, "personal_data", "normal") || is (service, "personal_data", "special")))
          needs = TRUE;
      EACH (dpa, "dpa")
        if (is (dpa, "vendor", t (vendor, "code")) && live_dpa (w, dpa))
          {
            needs = any = TRUE;
            if (!is (dpa, "verdict", "complete") || is (dpa, "status", "requested") || is (dpa, "status", "in_review") || !has (dpa, "status"))
              complete = FALSE;
          }
      if (live (vendor) && needs)
        {
          c.of++;
          if (any && complete)
            c.n++;
        }
    }
  return c;
}

/* A processor without an agreement, and what the flags of agreements say. */
static Count
kp12 (World *w)
{
  static const char *const worst[] = { "V08", "V11", "V12", "V16", "V18" };
  Count c = { 0 };

  EACH (vendor, "vendor")
    {
      gboolean needs = FALSE, any = FALSE;

      EACH (service, "service")
        if (is (service, "vendor", t (vendor, "code")) && (is (service, "personal_data", "normal") || is (service, "personal_data", "special")))
          needs = TRUE;
      EACH (dpa, "dpa")
        if (is (dpa, "vendor", t (vendor, "code")) && live_dpa (w, dpa))
          any = TRUE;
      if (live (vendor) && needs && !any)
        c.n++, c.of++;
    }
  EACH (dpa, "dpa")
    if (!is_over (w, dpa))
      {
        gboolean missing = FALSE;

        c.of++;
        EACH (item, "dpa_item")
          if (is (item, "dpa", t (dpa, "code")) && is (item, "state", "missing"))
            for (guint k = 0; k < G_N_ELEMENTS (worst); k++)
              missing |= is (item, "item", worst[k]);
        c.n += lists (dpa, "flags", "F01") + lists (dpa, "flags", "F04") + lists (dpa, "flags", "F05") + lists (dpa, "flags", "F06");
        c.n += lists (dpa, "flags", "F03") && missing;
      }
  return c;
}

static Count
kp13 (World *w)
{
  Count c = { 0 };

  EACH (row, "recipient")
    if (!is_over (w, find (w, "dpa", t (row, "dpa"))))
      {
        c.of++;
        if (is (row, "verdict", "illegal"))
          c.n++;
      }
  return c;
}

static Count
kp14 (World *w)
{
  Count c = { 0 };

  EACH (row, "request")
    if (in_year (w, t (row, "legal_due")))
      {
        c.of++;
        if (has (row, "answered_on") && strcmp (t (row, "answered_on"), t (row, "legal_due")) <= 0)
          c.n++;
      }
  return c;
}

static gint64
seconds (const char *instant)
{
  gint64 value = 0;

  g_assert_true (nw_instant_parse (instant, &value));
  return value;
}

static gboolean
instant_in_year (World *w, const char *instant)
{
  g_autofree char *date = *instant != '\0' ? nw_day_format (nw_berlin_day (seconds (instant))) : g_strdup ("");

  return in_year (w, date);
}

static Count
kp15 (World *w)
{
  Count c = { 0 };

  EACH (row, "incident")
    if (is (row, "personal_data", "true") && (is (row, "risk_to_persons", "risk") || is (row, "risk_to_persons", "high")) && has (row, "authority_due")
        && (instant_in_year (w, t (row, "authority_due")) || instant_in_year (w, t (row, "authority_reported_at"))))
      {
        c.of++;
        if (has (row, "authority_reported_at") && seconds (t (row, "authority_reported_at")) <= seconds (t (row, "authority_due")))
          c.n++;
      }
  return c;
}

static Count
time_between (World *w, const char *from, const char *to)
{
  Count c = { 0 };

  EACH (row, "incident")
    if (has (row, from) && has (row, to))
      {
        c.of++;
        c.n += (seconds (t (row, to)) - seconds (t (row, from))) / 60;
      }
  return c;
}

static Count
kp16 (World *w)
{
  return time_between (w, "occurred_at", "detected_at");
}

static Count
kp17 (World *w)
{
  return time_between (w, "detected_at", "remediated_at");
}

static Count
kp18 (World *w)
{
  Count c = { 0, 12 };

  EACH (row, "incident")
    if (instant_in_year (w, has (row, "detected_at") ? t (row, "detected_at") : t (row, "occurred_at")))
      c.n++;
  return c;
}

/* The last day of a period, by trying all days of its year. */
static gboolean
window_in_year (World *w, const char *period)
{
  g_autofree char *january = g_strdup_printf ("%.4s-01-01", period);
  g_autofree char *last = NULL;

  for (NwDay d = day (january); d < day (january) + 366; d++)
    {
      g_autofree char *text = nw_day_format (d);
      g_autofree char *quarter = g_strdup_printf ("%.4s-Q%d", text, (atoi (text + 5) + 2) / 3);

      if (strncmp (text, period, 4) == 0 && (strncmp (text, period, strlen (period)) == 0 || strcmp (quarter, period) == 0))
        {
          g_free (last);
          last = g_steal_pointer (&text);
        }
    }
  return last != NULL && in_year (w, last);
}

static Count
kp19 (World *w)
{
  Count c = { 0 };

  EACH (row, "sla_measurement")
    if (has (row, "result") && !is (row, "result", "no_data") && window_in_year (w, t (row, "period")))
      {
        c.of++;
        if (is (row, "result", "met"))
          c.n++;
      }
  return c;
}

static gint64
cents (const char *money)
{
  return *money != '\0' ? nw_fraction_round (nw_fraction_mul (nw_fraction_parse (money), nw_fraction (100, 1)), NW_ROUND_DOWN) : 0;
}

static gboolean
in_euros (World *w, Texts *contract)
{
  const char *own = "EUR";

  EACH (organisation, "organisation")
    if (has (organisation, "currency"))
      own = t (organisation, "currency");
  return strcmp (has (contract, "currency") ? t (contract, "currency") : own, "EUR") == 0;
}

static Count
kp20 (World *w)
{
  Count c = { 0 };

  EACH (row, "sla_measurement")
    if (cents (t (row, "credit")) > 0 && window_in_year (w, t (row, "period")))
      {
        Texts *contract = find (w, "contract", t (find (w, "sla", t (row, "sla")), "contract"));

        if (!in_euros (w, contract))
          continue;
        c.of += cents (t (row, "credit"));
        c.n += cents (t (row, "granted"));
      }
  return c;
}

static Count
kp21 (World *w)
{
  Count c = { 0 };

  EACH (row, "contract")
    if (!is (row, "level", "ended"))
      {
        gboolean wanted = FALSE;

        c.of++;
        EACH (review, "renewal_review")
          if (is (review, "contract", t (row, "code")) && in_year (w, t (review, "decided_on"))
              && (is (review, "decision", "renew") || is (review, "decision", "renegotiate")))
            wanted = TRUE;
        if (has (row, "missed_end") && !wanted)
          c.n++;
      }
  return c;
}

static Count
kp22 (World *w)
{
  Count c = { 0 };

  EACH (row, "renewal_review")
    if (in_year (w, t (row, "due_on")))
      {
        c.of++;
        if (has (row, "decided_on") && strcmp (t (row, "decided_on"), t (row, "due_on")) <= 0 && has (row, "decision") && !is (row, "decision", "open"))
          c.n++;
      }
  return c;
}

static Count
kp23 (World *w)
{
  g_autofree char *to = nw_day_format (day (w->on) + 180);
  Count c = { 0, -1 };

  EACH (row, "contract")
    if (has (row, "last_receipt") && strcmp (t (row, "last_receipt"), w->on) >= 0 && strcmp (t (row, "last_receipt"), to) <= 0
        && !is (row, "level", "ended") && in_euros (w, row))
      c.n += cents (t (row, "annual_value"));
  return c;
}

static Count
kp24 (World *w)
{
  Count c = { 0 };

  EACH (row, "vendor")
    if (live (row))
      {
        c.of++;
        if (has (row, "last_review") && has (row, "next_review") && strcmp (t (row, "next_review"), w->on) >= 0)
          c.n++;
      }
  return c;
}

/* In tenths. */
static Count
kp25 (World *w)
{
  Count c = { 0 };

  EACH (row, "vendor")
    if (live (row) && is (row, "tier", "1"))
      {
        gint64 best = -1;
        guint plans = 0;

        EACH (plan, "exit_plan")
          if (is (plan, "vendor", t (row, "code")))
            {
              plans++;
              if (has (plan, "score"))
                best = MAX (best, cents (t (plan, "score")) / 10);
            }
        if (plans == 0 || best >= 0)
          {
            c.of += 10;
            c.n += MAX (best, 0);
          }
      }
  return c;
}

static Count
kp27 (World *w)
{
  Count c = { 0 };

  EACH (row, "risk")
    {
      c.of++;
      if (is (row, "above_appetite", "true")
          && !(has (row, "accepted_by") && is (row, "accepted_by", t (row, "owner")) && has (row, "acceptance_until")
               && strcmp (t (row, "accepted_on"), w->on) <= 0 && strcmp (t (row, "acceptance_until"), w->on) >= 0))
        c.n++;
    }
  return c;
}

static Count
kp28 (World *w)
{
  Count c = { 0 };

  EACH (row, "training")
    {
      gint64 due = atoi (t (row, "due_persons"));

      c.of += due;
      c.n += MIN (due, atoi (t (row, "valid_persons")));
    }
  return c;
}

static Count
kp29 (World *w)
{
  Count c = { 0 };

  EACH (row, "policy")
    {
      c.of++;
      if (has (row, "next_review") && strcmp (t (row, "next_review"), w->on) < 0)
        c.n++;
    }
  return c;
}

static Count
kp30 (World *w)
{
  Count c = { 0 };

  EACH (row, "vendor")
    if (live (row) && (is (row, "tier", "1") || is (row, "tier", "2")))
      {
        c.of++;
        if (is (row, "grade", "A") || is (row, "grade", "B"))
          c.n++;
      }
  return c;
}

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

/* Sum of the squared shares in percent, of the vendors whose spend is known. */
static void
compare_concentration (World *w, const NwKpi *kpi)
{
  gint64 total = 0, value = 0;
  __int128 squares = 0;

  EACH (row, "vendor")
    if (is (row, "status", "active"))
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

/* One control that was decided does not make the others go away. */
static void
test_undecided (Register *r, gconstpointer unused)
{
  g_autoptr (NwRecord) framework = make (r->store, &nw_framework, "code", "iso27001", "name", "ISO/IEC 27001", NULL);
  g_autoptr (NwRecord) first = make (r->store, &nw_requirement, "code", "A1", "framework", "iso27001", "reference", "A.5.1", NULL);
  g_autoptr (NwRecord) other = make (r->store, &nw_requirement, "code", "A2", "framework", "iso27001", "reference", "A.5.2", NULL);
  g_autoptr (NwRecord) done = make (r->store, &nw_assessment, "requirement", "A1", "applicable", "yes", "status", "implemented", NULL);
  g_autoptr (NwRecord) open = make (r->store, &nw_assessment, "requirement", "A2", "status", "implemented", NULL);
  g_autoptr (GPtrArray) before = kpis (r->store), after = NULL, without = NULL;

  g_assert_cmpstr (find_kpi (before, "KP01")->value, ==, "50.0");
  g_assert_cmpstr (find_kpi (before, "KP01")->denominator, ==, "2");
  g_assert_cmpint (find_kpi (before, "KP01")->unknown, ==, 1);
  g_assert_cmpstr (find_kpi (before, "KP01")->detail, ==, "applicability undecided: 1");
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
  REGISTER ("/kpis/undecided", test_undecided);
  REGISTER ("/kpis/exact", test_exact);
  return g_test_run ();
}
