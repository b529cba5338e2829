/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

static gboolean
applies (Texts *assessment)
{
  return is (assessment, "applicable", "yes");
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
    if (annex_a (w, row) && applies (row))
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
    if (annex_a (w, row) && applies (row))
      {
        c.of++;
        if (strcmp (status_of (row), "verified") == 0)
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

      if (!claimed || !applies (row))
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
    if (is (requirement_of (w, row), "framework", "dsgvo") && applies (row))
      {
        c.of += 2;
        c.n += is_met (row) ? 2 : strcmp (status_of (row), "partial") == 0 ? 1 : 0;
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
        gboolean seen = FALSE, due = strncmp (t (row, "reference"), "A.", 2) != 0;

        EACH (assessment, "assessment")
          if (is (assessment, "requirement", t (row, "code")) && applies (assessment))
            due = TRUE;
        EACH (audit, "audit")
          if ((is (audit, "status", "closed") || is (audit, "status", "reporting")) && strcmp (held_on (audit), begin) > 0
              && strcmp (held_on (audit), w->on) <= 0 && lists (audit, "requirements", t (row, "code")))
            seen = TRUE;
        if (!due)
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

static Count
kp10 (World *w)
{
  Count c = { 0 };

  EACH (row, "finding")
    if (!is (row, "kind", "strength"))
      {
        gboolean again = FALSE;

        c.of++;
        EACH (other, "finding")
          if (!is (other, "kind", "strength") && has (row, "requirement") && is (other, "requirement", t (row, "requirement"))
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

static char *
date_of (const char *instant)
{
  return *instant != '\0' ? nw_day_format (nw_berlin_day (seconds (instant))) : g_strdup ("");
}

static gboolean
instant_in_year (World *w, const char *instant)
{
  g_autofree char *date = date_of (instant);

  return in_year (w, date);
}

/* Whatever was to be reported by today, or was reported before its time. */
static Count
kp15 (World *w)
{
  Count c = { 0 };

  EACH (row, "incident")
    if (is (row, "personal_data", "true") && (is (row, "risk_to_persons", "risk") || is (row, "risk_to_persons", "high")) && has (row, "authority_due"))
      {
        g_autofree char *due = date_of (t (row, "authority_due")), *reported = date_of (t (row, "authority_reported_at"));

        if (strcmp (due, w->on) > 0 && (*reported == '\0' || strcmp (reported, w->on) > 0))
          continue;
        c.of++;
        if (*reported != '\0' && seconds (t (row, "authority_reported_at")) <= seconds (t (row, "authority_due")))
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

/* Without a day of its own, twelve months after it was approved. */
static Count
kp29 (World *w)
{
  Count c = { 0 };

  EACH (row, "policy")
    {
      g_autofree char *year_later = has (row, "approved_on") ? nw_day_format (nw_add_months (day (t (row, "approved_on")), 12)) : g_strdup ("");
      const char *next = has (row, "next_review") ? t (row, "next_review") : year_later;

      c.of++;
      if (*next != '\0' && strcmp (next, w->on) < 0)
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
