/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Why an agreement is complete or not, which flags are set, and what is not known. */

/* Clauses of which modules 2 and 3 hold the duties of Art. 28(3) and (4). */
enum { FIRST_BY_CLAUSES = 8, LAST_BY_CLAUSES = 19 };

/* The items that count and are in @state: "V11, V18". */
static char *
items_in (const NwDpaView *view, NwItemState state)
{
  GString *list = g_string_new (NULL);

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (nw_dpa_item_counts (nw_dpa_classes (), &view->facts.items, i)
        && nw_dpa_item_state (nw_dpa_classes (), &view->facts.items, i) == state)
      nw_say_append (list, "V%02u", i);
  return g_string_free (list, FALSE);
}

static void
say_state (GString *text, const NwDpaView *view, NwItemState state, const char *label)
{
  g_autofree char *items = items_in (view, state);

  if (*items != '\0')
    g_string_append_printf (text, " %s: %s.", label, items);
}

/* What keeps the agreement from being complete. */
static char *
say_lacking (const NwDpaView *view)
{
  GString *text = g_string_new (NULL);

  say_state (text, view, NW_ITEM_MISSING, _("Missing"));
  say_state (text, view, NW_ITEM_PARTIAL, _("Partial"));
  say_state (text, view, NW_ITEM_NOT_REVIEWED, _("Not reviewed"));
  return g_string_free (text, FALSE);
}

static const char *
say_countries (const NwDpaView *view)
{
  if (!view->facts.items.third_country && !view->facts.has_recipients)
    return _("No recipient is recorded, and neither the vendor nor a service names a third country, so V21 and V22 do not apply.");
  if (!view->facts.items.third_country)
    return _("No recipient and no access is known to be outside the EEA, so V21 and V22 do not apply.");
  if (!view->facts.items.uncovered)
    return _("There are third countries, so V21 applies; all rest on adequacy, so V22 does not.");
  return _("There are third countries that do not rest on adequacy, so V21 and V22 apply.");
}

/* Whether the items on transfers apply, and what of it nobody knows. */
static char *
say_transfers (const NwDpaView *view)
{
  GString *text = g_string_new (say_countries (view));

  if (view->country_open)
    g_string_append (text, _(" Unknown is the country of a recipient, of the vendor or of a service: enter it."));
  if (view->review.held_back)
    g_string_append (text, _(" The transfer to a recipient cannot be judged, so the agreement does not count as complete."));
  return g_string_free (text, FALSE);
}

static gboolean
may_refer_to_clauses (const NwRow *row, const NwDpaView *view)
{
  if (!nw_row_is (row, "scc_module", "2") && !nw_row_is (row, "scc_module", "3"))
    return FALSE;
  for (guint i = FIRST_BY_CLAUSES; i <= LAST_BY_CLAUSES; i++)
    if (view->facts.items.state[i] != NW_ITEM_FULFILLED)
      return TRUE;
  return FALSE;
}

static void
explain_review (const NwRow *row, const NwDpaView *view, NwReasons *reasons)
{
  guint fulfilled = 0, partial = 0, all = 0;
  g_autofree char *lacking = say_lacking (view), *transfers = say_transfers (view);
  const char *hint = may_refer_to_clauses (row, view)
                       ? _(" Signed SCC of module 2 or 3 hold the duties of Art. 28(3) and (4): V08 to V19 may be fulfilled by reference to them.")
                       : "";

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (nw_dpa_item_counts (nw_dpa_classes (), &view->facts.items, i))
      {
        NwItemState state = nw_dpa_item_state (nw_dpa_classes (), &view->facts.items, i);

        all++;
        fulfilled += state == NW_ITEM_FULFILLED;
        partial += state == NW_ITEM_PARTIAL;
      }
  nw_reasons_add (reasons, "completeness", TRUE,
                  _("%u of %u items fulfilled, %u partial, which count half: %d %%, rounded down (Art. 28(3), (9) GDPR).%s %s"),
                  fulfilled, all, partial, view->review.percent, lacking, transfers);
  if (fulfilled == all)
    nw_reasons_add (reasons, "verdict", TRUE, _("Everything that Art. 28(3), (9) and 44 to 47 GDPR demand is fulfilled. %s"), transfers);
  else
    nw_reasons_add (reasons, "verdict", TRUE, _("Not everything that Art. 28(3), (9) and 44 to 47 GDPR demand is fulfilled.%s %s%s"), lacking,
                    transfers, hint);
}

static const char *
say_risk (NwRisk risk)
{
  static const char *const names[] = { N_("none"), N_("low"), N_("medium"), N_("high"), N_("critical") };

  return _(names[risk]);
}

/* What a flag that is open would need to know. */
static const char *const needs[NW_DPA_FLAGS + 1] = {
  [1] = N_("status and start of the service"),
  [2] = N_("day of signature and start of the service"),
  [4] = N_("what decides on the transfers to the recipients"),
  [5] = N_("state and end of the DPF listing"),
  [6] = N_("the figures scc.modernised_on and scc.old_until"),
  [7] = N_("transfer instrument and TIA of the recipients"),
  [8] = N_("the figure dpa.tom_months"),
  [9] = N_("day of signature or of the last control"),
  [10] = N_("day of signature or of the last control"),
  [11] = N_("hours of the breach notice"),
  [15] = N_("end of the agreement or of its contract"),
  [16] = N_("special categories and the state of V11"),
  [19] = N_("objection period"),
  [20] = N_("country of the parent companies"),
};

/* What is not known and should be: "F02: day of signature …"; NULL if nothing. */
char *
nw_dpa_say_open (const NwDpaView *view)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    if (view->flags[i] == NW_FLAG_OPEN && needs[i] != NULL)
      nw_say_append (text, "%s: %s", nw_dpa_flag_code (i), _(needs[i]));
  return g_string_free (text, text->len == 0);
}

static void
explain_flags (const NwRow *row, NwContext *context, const NwDpaView *view, NwReasons *reasons)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *open = nw_dpa_say_open (view);
  NwRisk worst = NW_RISK_NONE;

  for (guint i = 1; i <= NW_DPA_FLAGS; i++)
    if (nw_flag_is_set (view->flags[i]) == NW_MAYBE_YES)
      {
        g_autofree char *cause = nw_dpa_say_cause (row, context, view, i);

        g_string_append_printf (text, "%s%s (%s): %s – %s.", text->len > 0 ? " " : "", nw_dpa_flag_code (i),
                                say_risk (nw_dpa_flag_risk (view, i)), nw_dpa_flag_text (i), cause);
        worst = MAX (worst, nw_dpa_flag_risk (view, i));
      }
  if (text->len == 0)
    g_string_append (text, view->facts.is_over ? _("The agreement is over and nothing is left to confirm.") : _("No flag is set."));
  if (open != NULL)
    g_string_append_printf (text, _(" Not to be judged: %s."), open);
  nw_reasons_add (reasons, "flags", TRUE, "%s", text->str);
  nw_reasons_add (reasons, "risk_level", TRUE, _("The highest of the flags: %s."), say_risk (worst));
}

void
nw_explain_dpa (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwDpaView view;

  nw_dpa_read (row, context, &view);
  explain_review (row, &view, reasons);
  explain_flags (row, context, &view, reasons);
}

void
nw_explain_recipient_change (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  const NwRow *dpa = nw_context_ref (context, row, "dpa");
  NwDay announced = nw_row_day (row, "announced_on");
  gint64 days = dpa != NULL ? nw_row_number (dpa, "objection_days") : NW_UNKNOWN;
  NwDay until = nw_objection_until (announced, days);
  g_autofree char *from = nw_say_day (announced), *to = nw_say_weekday (until);

  if (until == NW_NO_DAY)
    nw_reasons_add (reasons, "objection_until", TRUE, _("Unknown: the day of the notice or the objection period of the agreement is missing."));
  else
    nw_reasons_add (reasons, "objection_until", TRUE,
                    _("Announced on %s, and %" PRId64 " days to object; the day of the notice does not count (BGB § 187(1)): %s."
                      " Not moved off weekends, to be on the safe side."), from, days, to);
}
