/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-computed.h"

#include "../entities/nw-entities.h"
#include "../model/nw-language.h"
#include "../model/nw-psv.h"

/* Days before its end from which evidence counts as expiring. */
#define EXPIRING_DAYS 30

/* Evidence is looked at again after a year unless its own cycle says other. */
#define DEFAULT_CYCLE_MONTHS 12

void
nw_derive_framework (const NwRow *row, NwContext *context, NwDerived *out)
{
  GPtrArray *requirements = nw_context_children (context, &nw_requirement, "framework", row->id);
  guint assessable = 0;

  for (guint i = 0; i < requirements->len; i++)
    assessable += nw_row_yes (requirements->pdata[i], "assessable");
  nw_put_number (out, "requirements", requirements->len);
  nw_put_number (out, "assessable_requirements", assessable);
}

static gpointer
load_titles (const char *catalogue)
{
  g_autoptr (NwPsv) table = nw_psv_load (catalogue);
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < nw_psv_rows (table); i++)
    g_hash_table_insert (titles, g_strdup (nw_psv_get (table, i, "id")),
                         g_strdup (nw_language_between (nw_language (), nw_psv_get (table, i, "en"), nw_psv_get (table, i, "de"))));
  return titles;
}

/* What the line of the shipped catalogue is called that the record is about. */
void
nw_derive_catalogue_title (const NwRow *row, NwContext *context, NwDerived *out)
{
  static GHashTable *catalogues;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const char *item = nw_row_text (row, row->entity->code_item);
  GHashTable *titles;

  if (catalogues == NULL)
    catalogues = g_hash_table_new (g_str_hash, g_str_equal);
  titles = g_hash_table_lookup (catalogues, row->entity->catalogue);
  if (titles == NULL)
    {
      titles = load_titles (row->entity->catalogue);
      g_hash_table_insert (catalogues, (gpointer) row->entity->catalogue, titles);
    }
  if (item != NULL)
    nw_put_text (out, "title", g_hash_table_lookup (titles, item));
}

/**
 * nw_evidence_valid_until:
 * @valid_until: the day written on it, or %NW_NO_DAY
 * @cycle_months: or %NW_UNKNOWN
 *
 * Returns: the last day on which it proves anything: the written day, else
 *   the day it was collected plus its cycle (a year by default), else %NW_NO_DAY for "unknown"
 */
NwDay
nw_evidence_valid_until (NwDay collected, NwDay valid_until, gint64 cycle_months)
{
  if (valid_until != NW_NO_DAY)
    return valid_until;
  if (collected == NW_NO_DAY)
    return NW_NO_DAY;
  return nw_add_months (collected, cycle_months != NW_UNKNOWN ? (int) cycle_months : DEFAULT_CYCLE_MONTHS);
}

void
nw_derive_evidence (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwDay until = nw_evidence_valid_until (nw_day_parse (nw_row_text (row, "collected_on")),
                                         nw_day_parse (nw_row_text (row, "valid_until")),
                                         nw_row_number (row, "cycle_months"));

  if (until == NW_NO_DAY)
    nw_put_text (out, "state", "no_period");
  else if (until < context->on)
    nw_put_text (out, "state", "expired");
  else
    nw_put_text (out, "state", until - context->on <= EXPIRING_DAYS ? "expiring" : "valid");
}
