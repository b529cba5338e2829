/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-contract-rows.h"
#include "nw-finance-rows.h"

#include <string.h>

/* 1 + the index of the choice that is set in @field, 0 if none is: as the
 * enumerations of the pure rules count. */
static int
choice_number (const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);
  const NwChoice *choices = nw_entity_get_field (row->entity, (guint) index)->choices;
  const char *text = nw_value_get_text (&row->cells[index]);

  for (int i = 0; text != NULL && choices[i].name != NULL; i++)
    if (strcmp (choices[i].name, text) == 0)
      return i + 1;
  return 0;
}

/* The law knows ends of quarters only; who agreed on others meant their own notice. */
static gboolean
is_lease (const NwRow *row)
{
  return nw_row_is (row, "contract_type", "colocation")
         && (!nw_row_has (row, "end_kind") || nw_row_is (row, "end_kind", "quarter"));
}

/* What the contract says about its end. */
NwTerms
nw_contract_terms (const NwRow *row)
{
  return (NwTerms){
    .starts_on = nw_row_day (row, "starts_on"),
    .starts_by_event = nw_row_is (row, "start_mode", "event"),
    .initial_months = nw_row_number (row, "initial_term_months"),
    .ends_on = nw_row_day (row, "ends_on"),
    .minimum_months = nw_row_number (row, "minimum_term_months"),
    .renewal = (NwRenewal) choice_number (row, "renewal"),
    .renewal_months = nw_row_number (row, "renewal_months"),
    .notice_value = nw_row_number (row, "notice_value"),
    .notice_unit = (NwNoticeUnit) choice_number (row, "notice_unit"),
    .notice_mode = (NwNoticeMode) choice_number (row, "notice_mode"),
    .end_kind = (NwEndKind) choice_number (row, "end_kind"),
    .law = is_lease (row) ? NW_NOTICE_ROOMS : NW_NOTICE_AGREED,
    .lands = nw_land (nw_row_text (row, "recipient_land")),
    .lead_days = nw_row_number (row, "internal_lead_days"),
    .received_on = nw_row_day (row, "notice_received_on"),
  };
}

NwNoticeFigures
nw_contract_figures (NwContext *context)
{
  return (NwNoticeFigures){
    .warn_days = { nw_figure (context, "contract.warn_info_days", context->on), nw_figure (context, "contract.warn_days", context->on),
                   nw_figure (context, "contract.warn_urgent_days", context->on) },
    .dispatch_days = nw_figure (context, "contract.dispatch_working_days", context->on),
    .rooms_werktag = nw_figure (context, "bgb.rooms_notice_werktag", context->on),
    .service_day = nw_figure (context, "bgb.service_notice_day", context->on),
    .service_weeks = nw_figure (context, "bgb.service_notice_weeks", context->on),
  };
}

/* When the contract in @row ends next and what that takes. */
NwNotice
nw_contract_notice (const NwRow *row, NwContext *context)
{
  NwTerms terms = nw_contract_terms (row);
  NwNoticeFigures figures = nw_contract_figures (context);

  return nw_notice (&terms, &figures, nw_context_calendar (context), context->on);
}

/* The last day of a contract that was terminated or whose fixed term is over. */
NwDay
nw_contract_last_day (const NwRow *row, NwContext *context)
{
  return nw_contract_notice (row, context).ended_on;
}

/* Whether there is nothing left to do about its end. */
gboolean
nw_contract_is_over (const NwNotice *notice, NwContext *context)
{
  return notice->ended_on != NW_NO_DAY && notice->ended_on < context->on;
}

/**
 * nw_contract_goes_on_by_decision:
 * @end: an end that notice reaches no more
 *
 * Returns: whether somebody decided, while notice was still possible and in
 *   the term that ends then, that the contract goes on: nothing was missed
 */
gboolean
nw_contract_goes_on_by_decision (const NwRow *row, NwContext *context, NwDay end)
{
  GPtrArray *reviews = nw_context_children (context, &nw_renewal_review, "contract", row->id);
  NwTerms terms = nw_contract_terms (row);
  NwNoticeFigures figures = nw_contract_figures (context);
  NwDay last = nw_notice_last_receipt (&terms, &figures, nw_context_calendar (context), end);
  NwDay before = terms.renewal_months != NW_UNKNOWN && last != NW_NO_DAY ? nw_add_months (last, (int) -terms.renewal_months) : NW_NO_DAY;

  for (guint i = 0; i < reviews->len; i++)
    {
      NwDay decided = nw_row_day (reviews->pdata[i], "decided_on");
      gboolean goes_on = nw_row_is (reviews->pdata[i], "decision", "renew") || nw_row_is (reviews->pdata[i], "decision", "renegotiate");

      if (goes_on && decided != NW_NO_DAY && decided <= last && decided > before)
        return TRUE;
    }
  return FALSE;
}

/* How the service can be left by the Data Act if the provider hears of it
 * today; unknown unless the act is known to apply. Where it applies in part
 * (Art. 31: mainly custom-built), the clauses of the contract are not exempt. */
NwSwitch
nw_contract_switch (const NwRow *row, NwContext *context)
{
  if (!nw_row_is (row, "data_act", "applies") && !nw_row_is (row, "data_act", "partly"))
    return nw_switch (NW_NO_DAY, NW_UNKNOWN, NW_UNKNOWN, NW_UNKNOWN);
  return nw_switch (context->on, nw_figure (context, "data_act.notice_months", context->on),
                    nw_figure (context, "data_act.transition_days", context->on),
                    nw_figure (context, "data_act.retrieval_days", context->on));
}

static const char *
level_name (NwNoticeLevel level)
{
  static const char *const names[] = { NULL, "missed", "red", "amber", "yellow", "green", "none", "ended" };

  return names[level];
}

/* That of the contract, else of the organisation; NULL while neither is known. */
const char *
nw_contract_currency (const NwRow *row, NwContext *context)
{
  const NwRow *organisation = nw_context_organisation (context);
  const char *currency = nw_row_text (row, "currency");

  return currency != NULL || organisation == NULL ? currency : nw_row_text (organisation, "currency");
}

static void
derive_notice (const NwNotice *notice, NwDerived *out)
{
  nw_put_day (out, "next_end", notice->next_end);
  nw_put_day (out, "last_receipt", notice->last_receipt);
  nw_put_day (out, "safe_day", notice->safe_day);
  nw_put_day (out, "dispatch_by", notice->dispatch_by);
  nw_put_day (out, "next_term_starts", notice->next_term_starts);
  nw_put_day (out, "internal_day", notice->internal_day);
  nw_put_day (out, "warn_90", notice->warn[0]);
  nw_put_day (out, "warn_60", notice->warn[1]);
  nw_put_day (out, "warn_30", notice->warn[2]);
  nw_put_day (out, "missed_end", notice->missed_end);
  nw_put_day (out, "ended_on", notice->terminated ? notice->ended_on : NW_NO_DAY);
  nw_put_number (out, "days_left", notice->days_left);
  nw_put_text (out, "level", level_name (notice->level));
}

static void
derive_switch (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwSwitch way = nw_contract_switch (row, context);

  nw_put_day (out, "switch_notice_end", way.notice_end);
  nw_put_day (out, "switch_transition_end", way.transition_end);
  nw_put_day (out, "switch_retrieval_end", way.retrieval_end);
}

/* One call for each thing that is computed of a contract. */
void
nw_derive_contract (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwNotice notice = nw_contract_notice (row, context);

  derive_notice (&notice, out);
  if (!nw_contract_is_over (&notice, context))
    derive_switch (row, context, out);
  nw_derive_contract_cost (row, context, out);
}
