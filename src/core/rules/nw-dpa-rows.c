/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa-rows.h"

#include "nw-contract-rows.h"
#include "nw-transfer-rows.h"
#include "nw-vendor.h"

#include <string.h>

/* What is gathered of an agreement: its items, whom the data reach, which
 * changes were announced, where it stands in the records of processing. */

typedef struct
{
  const NwRow *dpa;
  NwContext   *context;
  NwDpaView   *view;
  guint8       named[26 * 26]; /* third countries that recipients name */
} Gathering;

/* The bits of the items in a figure like "V08 V11". */
static guint64
read_grave (NwContext *context)
{
  g_auto (GStrv) items = g_strsplit (nw_figure_text (context, "dpa.grave_items", context->on) ?: "", " ", -1);
  guint64 bits = 0;

  for (guint i = 0; items[i] != NULL; i++)
    {
      guint64 number = *items[i] == 'V' ? g_ascii_strtoull (items[i] + 1, NULL, 10) : 0;

      if (number > 0 && number < NW_DPA_ITEMS)
        bits |= G_GUINT64_CONSTANT (1) << number;
    }
  return bits;
}

static void
read_limits (NwContext *context, NwDpaLimits *out)
{
  NwDay on = context->on;

  *out = (NwDpaLimits){
    .grave = read_grave (context),
    .control_months = { 0, nw_figure (context, "dpa.control_months_tier1", on), nw_figure (context, "dpa.control_months_tier2", on),
                        nw_figure (context, "dpa.control_months_tier3", on), nw_figure (context, "dpa.control_months_tier4", on) },
    .tom_months = nw_figure (context, "dpa.tom_months", on),
    .list_months = nw_figure (context, "dpa.list_months", on),
    .breach_notice_hours = nw_figure (context, "dpa.breach_notice_hours", on),
    .objection_days = nw_figure (context, "dpa.objection_days", on),
    .objection_near_days = nw_figure (context, "dpa.objection_near_days", on),
    .deletion_days = nw_figure (context, "dpa.deletion_days", on),
  };
}

/* Whether the agreement is concluded on the context's day. */
NwMaybe
nw_dpa_is_signed (const NwRow *dpa, NwContext *context)
{
  static const char *const concluded[] = { "", "signed", "in_control", "ended", NULL };
  NwDay day = nw_row_day (dpa, "signed_on");
  const char *status = nw_row_text (dpa, "status");

  if (nw_index_of (status, concluded) > 0 || (day != NW_NO_DAY && day <= context->on))
    return NW_MAYBE_YES;
  return status == NULL && day == NW_NO_DAY ? NW_MAYBE_UNKNOWN : NW_MAYBE_NO;
}

static void
read_items (Gathering *g)
{
  static const char *const states[] = { "not_reviewed", "fulfilled", "partial", "missing", "not_applicable", NULL };
  GPtrArray *items = nw_context_children (g->context, &nw_dpa_item, "dpa", g->dpa->id);

  for (guint i = 0; i < items->len; i++)
    {
      const char *item = nw_row_text (items->pdata[i], "item");
      guint64 number = item != NULL && *item == 'V' ? g_ascii_strtoull (item + 1, NULL, 10) : 0;

      if (number > 0 && number < NW_DPA_ITEMS)
        g->view->facts.items.state[number] = (guint8) nw_index_of (nw_row_text (items->pdata[i], "state"), states);
    }
}

static guint
slot_of (const char *code)
{
  return g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) ? (guint) (code[0] - 'A') * 26 + (guint) (code[1] - 'A') : 0;
}

static void
add_places (Gathering *g, const NwRecipientView *view)
{
  NwDpaItems *items = &g->view->facts.items;

  for (guint i = 0; i < view->n; i++)
    {
      NwTransferVerdict verdict = nw_transfer_to (&view->facts, &view->places[i]);

      g->view->country_open |= view->places[i].kind == NW_PLACE_UNKNOWN;
      if (view->places[i].kind != NW_PLACE_THIRD)
        continue;
      g->named[slot_of (view->laws[i].code)] = 1;
      items->third_country = TRUE;
      items->uncovered |= verdict != NW_TRANSFER_ADEQUATE;
    }
}

/* Whether somebody in the EEA belongs to a company outside. */
static NwMaybe
has_foreign_parent (const NwRow *row, NwContext *context)
{
  NwPlaceKind parent;

  if (nw_place_kind (nw_row_text (row, "country"), context) != NW_PLACE_EEA)
    return NW_MAYBE_NO;
  parent = nw_place_kind (nw_row_text (row, "parent_country"), context);
  return parent == NW_PLACE_UNKNOWN ? NW_MAYBE_UNKNOWN : parent == NW_PLACE_THIRD ? NW_MAYBE_YES : NW_MAYBE_NO;
}

static void
read_recipients (Gathering *g)
{
  GPtrArray *recipients = nw_context_children (g->context, &nw_recipient, "dpa", g->dpa->id);
  NwDpaFacts *facts = &g->view->facts;
  NwRecipientView view;

  facts->has_recipients = recipients->len > 0;
  for (guint i = 0; i < recipients->len; i++)
    {
      NwTransferVerdict verdict;

      nw_recipient_read (recipients->pdata[i], g->dpa, g->context, &view);
      verdict = nw_transfer_verdict (&view.facts, view.places, view.n);
      facts->items.open |= verdict == NW_TRANSFER_UNKNOWN;
      if (verdict >= NW_TRANSFER_UNKNOWN)
        facts->illegal = nw_maybe_or (facts->illegal, verdict == NW_TRANSFER_ILLEGAL ? NW_MAYBE_YES : NW_MAYBE_UNKNOWN);
      facts->dpf_unfit = nw_maybe_or (facts->dpf_unfit, nw_transfer_dpf_unfit (&view.facts, view.places, view.n));
      facts->tia_unfit = nw_maybe_or (facts->tia_unfit, nw_transfer_tia_unfit (&view.facts, view.places, view.n));
      facts->foreign_parent = nw_maybe_or (facts->foreign_parent, has_foreign_parent (recipients->pdata[i], g->context));
      add_places (g, &view);
    }
}

/* A country that the vendor or a service of it names. Where no recipient names
 * it too, nobody knows of a listing. */
static void
add_country (const char *code, gpointer data)
{
  Gathering *g = data;
  NwDpaItems *items = &g->view->facts.items;
  NwPlace place;
  NwCountryLaw law;

  if (nw_place_kind (code, g->context) != NW_PLACE_THIRD)
    return;
  items->third_country = TRUE;
  if (g->named[slot_of (code)])
    return;
  g->named[slot_of (code)] = 1;
  nw_country_law (code, g->context, &place, &law);
  items->uncovered |= place.decision != NW_DECISION_ALL && place.decision != NW_DECISION_CONDITION;
  g_strlcat (g->view->unrecorded, *g->view->unrecorded != '\0' ? ", " : "", sizeof g->view->unrecorded);
  g_strlcat (g->view->unrecorded, code, sizeof g->view->unrecorded);
}

static void
add_service (Gathering *g, const NwRow *service)
{
  static const char *const clouds[] = { "", "public_cloud", "private_cloud", "hybrid", "multi_cloud", NULL };
  const char *hosting = nw_row_text (service, "hosting_country");

  if (nw_row_is (service, "personal_data", "none"))
    return;
  if (hosting != NULL)
    add_country (hosting, g);
  else if (nw_index_of (nw_row_text (service, "deployment"), clouds) > 0)
    g->view->country_open = TRUE;
  nw_each_item (nw_row_text (service, "access_countries"), add_country, g);
}

static void
read_vendor (Gathering *g)
{
  const NwRow *vendor = nw_context_ref (g->context, g->dpa, "vendor");
  GPtrArray *services;

  if (vendor == NULL)
    return;
  g->view->country_open |= !nw_row_has (vendor, "country");
  g->view->facts.foreign_parent = nw_maybe_or (g->view->facts.foreign_parent, has_foreign_parent (vendor, g->context));
  add_country (nw_row_text (vendor, "country"), g);
  services = nw_context_children (g->context, &nw_service, "vendor", vendor->id);
  for (guint i = 0; i < services->len; i++)
    add_service (g, services->pdata[i]);
}

static NwDay
later (NwDay a, NwDay b, NwDay on)
{
  return b != NW_NO_DAY && b <= on && (a == NW_NO_DAY || b > a) ? b : a;
}

/* The list of sub-processors was looked at when the agreement was signed or
 * controlled, and whenever a change was announced or decided. */
static void
read_changes (Gathering *g)
{
  GPtrArray *changes = nw_context_children (g->context, &nw_recipient_change, "dpa", g->dpa->id);
  NwDpaFacts *facts = &g->view->facts;

  facts->list_on = later (later (NW_NO_DAY, facts->signed_on, facts->on), facts->last_control_on, facts->on);
  for (guint i = 0; i < changes->len; i++)
    {
      const NwRow *change = changes->pdata[i];
      NwDay announced = nw_row_day (change, "announced_on"), until = nw_objection_until (announced, facts->objection_days);

      facts->list_on = later (later (facts->list_on, announced, facts->on), nw_row_day (change, "decided_on"), facts->on);
      if (nw_row_has (change, "decision") && !nw_row_is (change, "decision", "open"))
        continue;
      facts->has_notice = TRUE;
      if (until != NW_NO_DAY && (facts->notice_until == NW_NO_DAY || until < facts->notice_until))
        facts->notice_until = until;
    }
}

static void
add_activity (Gathering *g, const NwRow *activity)
{
  if (activity == NULL)
    return;
  g->view->facts.has_activity = TRUE;
  /* What is unknown of the agreement may be known of what it serves. */
  if (g->view->facts.special_categories == NW_MAYBE_UNKNOWN && nw_row_yes (activity, "special_categories"))
    g->view->facts.special_categories = NW_MAYBE_YES;
}

static void
add_activity_id (const char *id, gpointer data)
{
  Gathering *g = data;

  add_activity (g, nw_context_row (g->context, &nw_processing_activity, g_ascii_strtoll (id, NULL, 10)));
}

static void
read_activities (Gathering *g)
{
  GPtrArray *naming = nw_context_children (g->context, &nw_processing_activity, "dpas", g->dpa->id);

  nw_each_item (nw_row_text (g->dpa, "processing"), add_activity_id, g);
  for (guint i = 0; i < naming->len; i++)
    add_activity (g, naming->pdata[i]);
}

/* Flags whose cause no field holds; a person sets them by a tag of that name. */
static guint32
flags_by_hand (const NwRow *dpa)
{
  static const struct
  {
    const char *tag;
    guint       number;
  } tags[] = { { "F12", 12 }, { "F13", 13 }, { "F16", 16 }, { "F18", 18 } };
  guint32 flags = 0;

  for (guint i = 0; nw_row_has (dpa, "tags") && i < G_N_ELEMENTS (tags); i++)
    if (nw_row_contains (dpa, "tags", tags[i].tag))
      flags |= 1u << tags[i].number;
  return flags;
}

/* The end of the agreement; where it is not entered, that of its contract. */
static NwDay
end_of (const NwRow *dpa, NwContext *context)
{
  const NwRow *contract = nw_row_has (dpa, "ended_on") ? NULL : nw_context_ref (context, dpa, "contract");

  return contract != NULL ? nw_contract_last_day (contract, context) : nw_row_day (dpa, "ended_on");
}

static void
read_own (Gathering *g)
{
  const NwRow *dpa = g->dpa;

  g->view->facts = (NwDpaFacts){
    .on = g->context->on,
    .our_role = nw_dpa_role (dpa),
    .is_signed = nw_dpa_is_signed (dpa, g->context),
    .is_over = nw_dpa_is_over (dpa, g->context),
    .special_categories = nw_row_maybe (dpa, "special_categories"),
    .old_clauses = nw_dpa_has_old_clauses (dpa, g->context),
    .signed_on = nw_row_day (dpa, "signed_on"),
    .service_starts_on = nw_row_day (dpa, "service_starts_on"),
    .ended_on = end_of (dpa, g->context),
    .deletion_confirmed_on = nw_row_day (dpa, "deletion_confirmed_on"),
    .toms_dated_on = nw_row_day (dpa, "toms_dated_on"),
    .last_control_on = nw_row_day (dpa, "last_control_on"),
    .breach_notice_hours = nw_row_number (dpa, "breach_notice_hours"),
    .wording = nw_row_has (dpa, "breach_notice_wording"),
    .objection_days = nw_row_number (dpa, "objection_days"),
    .by_hand = flags_by_hand (dpa),
    .protected_toms = nw_row_contains (dpa, "tags", "T07") || nw_row_contains (dpa, "tags", "T08"),
    .notice_until = NW_NO_DAY,
  };
}

/* What the agreement says by itself, with the tier of its vendor: enough for
 * its deadlines. */
void
nw_dpa_read_own (const NwRow *dpa, NwContext *context, NwDpaView *view)
{
  Gathering g = { .dpa = dpa, .context = context, .view = view };
  const NwRow *vendor = nw_context_ref (context, dpa, "vendor");

  view->unrecorded[0] = '\0';
  view->country_open = FALSE;
  read_limits (context, &view->limits);
  read_own (&g);
  view->facts.tier = vendor != NULL ? nw_vendor_tier_of_row (vendor, context) : 0;
}

/**
 * nw_dpa_read:
 *
 * Gathers what the rules need of the agreement and what hangs on it, and
 * judges it.
 */
void
nw_dpa_read (const NwRow *dpa, NwContext *context, NwDpaView *view)
{
  Gathering g = { .dpa = dpa, .context = context, .view = view };

  nw_dpa_read_own (dpa, context, view);
  read_items (&g);
  read_recipients (&g);
  read_vendor (&g);
  read_changes (&g);
  read_activities (&g);
  view->review = nw_dpa_review (nw_dpa_classes (), &view->facts.items);
  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    view->flags[i] = nw_dpa_flag (i, nw_dpa_classes (), &view->facts, &view->limits);
}

void
nw_derive_dpa (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  NwRisk worst = NW_RISK_NONE;
  NwDpaView view;

  nw_dpa_read (row, context, &view);
  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    if (nw_flag_is_set (view.flags[i]) == NW_MAYBE_YES)
      {
        g_ptr_array_add (codes, (gpointer) nw_dpa_flag_code (i));
        worst = MAX (worst, nw_dpa_flag_risk (&view, i));
      }
  nw_put_number (out, "completeness", view.review.percent);
  nw_put_text (out, "verdict", nw_dpa_verdict_name (view.review.verdict));
  nw_put_tags (out, "flags", codes);
  nw_put_text (out, "risk_level", nw_risk_name (worst));
}
