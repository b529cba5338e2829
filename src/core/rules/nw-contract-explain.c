/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-contract-rows.h"
#include "nw-finance-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  guint       lack;
  const char *field;
} lacking[] = {
  { NW_LACKS_RENEWAL, "renewal" },
  { NW_LACKS_START, "starts_on" },
  { NW_LACKS_TERM, "initial_term_months" },
  { NW_LACKS_RENEWAL_MONTHS, "renewal_months" },
  { NW_LACKS_NOTICE_VALUE, "notice_value" },
  { NW_LACKS_NOTICE_UNIT, "notice_unit" },
  { NW_LACKS_END_KIND, "end_kind" },
};

/* What § 621 BGB would give for one way of pay. */
static char *
say_service (const NwRow *row, NwContext *context, NwNoticeLaw law)
{
  NwTerms terms = nw_contract_terms (row);
  NwNoticeFigures figures = nw_contract_figures (context);
  NwNotice notice;

  terms.law = law;
  notice = nw_notice (&terms, &figures, nw_context_calendar (context), context->on);
  if (notice.last_receipt == NW_NO_DAY)
    return NULL;

  g_autofree char *end = nw_say_day (notice.next_end);
  g_autofree char *last = nw_say_day (notice.last_receipt);

  return g_strdup_printf (law == NW_NOTICE_MONTHLY_PAY ? _("by law with monthly pay notice would have to be received by %s for %s (§ 621 no. 3 BGB)")
                                                       : _("with pay by the quarter or longer by %s for %s (§ 621 no. 4 BGB)"), last, end);
}

static void
add_service (GString *text, const NwRow *row, NwContext *context)
{
  static const char *const services[] = { "consulting", "development", "maintenance" };
  const char *type = nw_row_text (row, "contract_type");

  if (type == NULL || !nw_row_is (row, "renewal", "evergreen") || nw_row_has (row, "notice_value"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (strcmp (services[i], type) == 0)
      for (NwNoticeLaw law = NW_NOTICE_MONTHLY_PAY; law <= NW_NOTICE_QUARTERLY_PAY; law++)
        {
          g_autofree char *clause = say_service (row, context, law);

          if (clause != NULL)
            g_string_append_printf (text, "; %s", clause);
        }
}

/* Which fields would have to be filled in to know more; NULL if none. */
char *
nw_contract_say_lacks (const NwRow *row, NwContext *context, const NwNotice *notice)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lacking); i++)
    if (notice->lacks & lacking[i].lack)
      {
        const NwField *field = nw_entity_get_field (row->entity, (guint) nw_entity_field_index (row->entity, lacking[i].field));

        g_autofree char *label = nw_say_quoted (nw_field_label (field));

        g_string_append_printf (labels, "%s%s", n++ > 0 ? ", " : "", label);
      }
  if (notice->lacks & NW_LACKS_FIGURE)
    g_string_append (text, _("unknown: a legal figure is missing"));
  else if (n > 0)
    g_string_append_printf (text, ngettext ("unknown: %s is missing", "unknown: %s are missing", n), labels->str);
  else
    g_string_append (text, _("unknown: the day lies beyond the calendar"));
  add_service (text, row, context);
  return g_string_free (text, FALSE);
}

static char *
say_days_before (gint64 days, NwDay day)
{
  g_autofree char *text = nw_say_day (day);

  return g_strdup_printf (ngettext ("%lu day before %s", "%lu days before %s", (gulong) days), (gulong) days, text);
}

static void
explain_warnings (NwContext *context, const NwNotice *notice, NwReasons *reasons)
{
  static const char *const fields[] = { "warn_90", "warn_60", "warn_30" };
  NwNoticeFigures figures = nw_contract_figures (context);
  NwDay day = notice->last_receipt != NW_NO_DAY ? notice->last_receipt : notice->next_end;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (notice->warn[i] != NW_NO_DAY)
      {
        g_autofree char *before = say_days_before (figures.warn_days[i], day);

        nw_reasons_add (reasons, fields[i], FALSE, "%s", before);
      }
}

static void
explain_plan (const NwRow *row, NwContext *context, const NwNotice *notice, NwReasons *reasons)
{
  NwNoticeFigures figures = nw_contract_figures (context);
  g_autofree char *last = nw_say_weekday (notice->last_receipt);
  g_autofree char *safe = nw_say_weekday (notice->safe_day);
  const char *land = nw_row_text (row, "recipient_land");
  gboolean somewhere = land != NULL && nw_land (land) != NW_ALL_LANDS;

  if (notice->safe_day != NW_NO_DAY && somewhere)
    nw_reasons_add (reasons, "safe_day", TRUE, _("Last working day (Mon–Fri) up to %s at the place of the recipient: %s"), last,
                    nw_say_choice (row, "recipient_land"));
  else if (notice->safe_day != NW_NO_DAY)
    nw_reasons_add (reasons, "safe_day", TRUE, _("Last working day (Mon–Fri) up to %s that is no public holiday in any federal state"), last);
  if (notice->dispatch_by != NW_NO_DAY)
    nw_reasons_add (reasons, "dispatch_by", FALSE, ngettext ("%lu working day before the safe day %s", "%lu working days before the safe day %s",
                    (gulong) figures.dispatch_days), (gulong) figures.dispatch_days, safe);
  if (notice->internal_day != NW_NO_DAY)
    {
      g_autofree char *before = say_days_before (nw_row_number (row, "internal_lead_days"), notice->last_receipt);

      nw_reasons_add (reasons, "internal_day", FALSE, "%s", before);
    }
}

static void
explain_level (const NwNotice *notice, NwReasons *reasons)
{
  gboolean fixed = notice->last_receipt == NW_NO_DAY;

  if (notice->days_left == NW_UNKNOWN && notice->level == NW_NOTICE_NO_DEADLINE)
    nw_reasons_add (reasons, "level", FALSE, "%s", _("Notice is possible on any day: there is no deadline"));
  if (notice->days_left == NW_UNKNOWN)
    return;

  g_autofree char *day = nw_say_day (fixed ? notice->next_end : notice->last_receipt);

  if (notice->days_left < 0)
    nw_reasons_add (reasons, "days_left", FALSE, ngettext ("%lu day after %s", "%lu days after %s", (gulong) -notice->days_left),
                    (gulong) -notice->days_left, day);
  else
    nw_reasons_add (reasons, "days_left", FALSE, ngettext ("%lu day until %s", "%lu days until %s", (gulong) notice->days_left),
                    (gulong) notice->days_left, day);
}

static const char *
say_charges (NwContext *context)
{
  const char *charges = nw_figure_text (context, "data_act.charges", context->on);

  if (charges != NULL && strcmp (charges, "none") == 0)
    return _("no switching charges (Art. 29 of the Data Act)");
  return charges != NULL ? _("switching charges at most at cost (Art. 29 of the Data Act)") : _("switching charges unknown");
}

static void
explain_switch (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwSwitch way = nw_contract_switch (row, context);
  g_autofree char *today = nw_say_day (context->on);
  g_autofree char *notice = nw_say_day (way.notice_end);
  g_autofree char *transition = nw_say_day (way.transition_end);

  if (!nw_row_has (row, "data_act") || nw_row_is (row, "data_act", "not_checked"))
    nw_reasons_add (reasons, "switch_notice_end", TRUE, "%s", _("unknown: whether the EU Data Act applies has not been checked"));
  if (nw_row_is (row, "data_act", "exempt"))
    nw_reasons_add (reasons, "switch_notice_end", TRUE, "%s",
                    _("none: entered as exempt; it is no data processing service, or Regulation (EU) 2023/2854 Art. 31 exempts it"));
  if (way.notice_end != NW_NO_DAY)
    nw_reasons_add (reasons, "switch_notice_end", TRUE,
                    _("Switching notice received on %s and %d months, the longest notice that Art. 25(2)(d) of the Data Act (Regulation (EU)"
                      " 2023/2854) allows; it also ends a fixed term; fees for early termination that were agreed may be due; %s"),
                    today, (int) nw_figure (context, "data_act.notice_months", context->on), say_charges (context));
  if (way.transition_end != NW_NO_DAY)
    nw_reasons_add (reasons, "switch_transition_end", TRUE,
                    _("%d calendar days after %s, the longest transition (Art. 25(2)(a) of the Data Act)"),
                    (int) nw_figure (context, "data_act.transition_days", context->on), notice);
  if (way.retrieval_end != NW_NO_DAY)
    nw_reasons_add (reasons, "switch_retrieval_end", TRUE,
                    _("%d calendar days after %s, the shortest time in which the data can be fetched; then they are erased"
                      " (Art. 25(2)(g), (h) of the Data Act)"),
                    (int) nw_figure (context, "data_act.retrieval_days", context->on), transition);
}

/* Says of the computed fields of a contract why they are what they are. */
void
nw_explain_contract (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwNotice notice = nw_contract_notice (row, context);
  g_autofree char *next = nw_contract_say_next (row, context, &notice);
  g_autofree char *receipt = nw_contract_say_receipt (row, context, &notice);
  g_autofree char *end = nw_say_day (notice.next_end);

  nw_reasons_add (reasons, "next_end", TRUE, "%s", next);
  nw_reasons_add (reasons, "last_receipt", TRUE, "%s", receipt);
  explain_plan (row, context, &notice, reasons);
  if (notice.next_term_starts != NW_NO_DAY)
    nw_reasons_add (reasons, "next_term_starts", TRUE, _("The day after %s"), end);
  explain_warnings (context, &notice, reasons);
  if (notice.missed_end != NW_NO_DAY)
    {
      g_autofree char *missed = nw_contract_say_missed (row, context, &notice);

      nw_reasons_add (reasons, "missed_end", TRUE, "%s", missed);
    }
  if (notice.terminated)
    {
      g_autofree char *ended = nw_contract_say_ended (row, &notice);

      nw_reasons_add (reasons, "ended_on", TRUE, "%s", ended);
    }
  explain_level (&notice, reasons);
  if (!nw_contract_is_over (&notice, context))
    explain_switch (row, context, reasons);
  nw_explain_contract_cost (row, context, reasons);
}
