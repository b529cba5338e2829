/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-contract-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sentences about the end of a contract: clauses, joined by semicolons. */

static void
add (GString *text, char *clause)
{
  if (clause != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", clause);
  g_free (clause);
}

static char *
say_end (const NwNotice *notice)
{
  g_autofree char *end = nw_say_day (notice->next_end);

  switch (notice->kind)
    {
    case NW_END_MONTH:
      return g_strdup_printf (_("End of the month %s"), end);
    case NW_END_QUARTER:
      return g_strdup_printf (_("End of the quarter %s"), end);
    case NW_END_HALF_YEAR:
      return g_strdup_printf (_("End of the half year %s"), end);
    case NW_END_YEAR:
      return g_strdup_printf (_("End of the year %s"), end);
    case NW_END_CONTRACT_YEAR:
      return g_strdup_printf (_("End of the contract year %s"), end);
    case NW_END_ANY: case NW_END_FIRST_THEN_ANY:
      return g_strdup_printf (notice->level == NW_NOTICE_NO_DEADLINE ? _("Earliest end %s") : _("End of the minimum term %s"), end);
    case NW_END_TERM: case NW_END_UNKNOWN: default:
      return g_strdup_printf (_("End of term %s"), end);
    }
}

static char *
say_period (gint64 value, NwNoticeUnit unit)
{
  gulong n = (gulong) value;

  switch (unit)
    {
    case NW_NOTICE_DAYS:
      return g_strdup_printf (ngettext ("%lu day's notice", "%lu days' notice", n), n);
    case NW_NOTICE_WEEKS:
      return g_strdup_printf (ngettext ("%lu week's notice", "%lu weeks' notice", n), n);
    case NW_NOTICE_MONTHS:
      return g_strdup_printf (ngettext ("%lu month's notice", "%lu months' notice", n), n);
    case NW_NOTICE_ARBEITSTAGE:
      return g_strdup_printf (ngettext ("notice of %lu working day (Mon–Fri)", "notice of %lu working days (Mon–Fri)", n), n);
    case NW_NOTICE_WERKTAGE:
      return g_strdup_printf (ngettext ("notice of %lu working day (Mon–Sat)", "notice of %lu working days (Mon–Sat)", n), n);
    case NW_NOTICE_UNIT_UNKNOWN: default:
      return NULL;
    }
}

/* Why @day is no Arbeitstag at the recipient's; NULL if it is one. */
static char *
say_day_off (NwContext *context, NwLands lands, NwDay day)
{
  NwCalendar *calendar = nw_context_calendar (context);
  const char *holiday = nw_calendar_name (calendar, day, lands);
  g_autofree char *text = nw_say_day (day);
  NwWeekday weekday = nw_weekday (day);

  if (weekday == NW_SATURDAY)
    return holiday != NULL ? g_strdup_printf (_("%s is a Saturday and %s"), text, holiday) : g_strdup_printf (_("%s is a Saturday"), text);
  if (weekday == NW_SUNDAY)
    return holiday != NULL ? g_strdup_printf (_("%s is a Sunday and %s"), text, holiday) : g_strdup_printf (_("%s is a Sunday"), text);
  return holiday != NULL ? g_strdup_printf (_("%s is %s"), text, holiday) : NULL;
}

/* BGB § 193 helps with options, perhaps; never with notice. */
static void
add_day_off (GString *text, const NwRow *row, NwContext *context, NwDay day)
{
  char *clause = day != NW_NO_DAY ? say_day_off (context, nw_contract_terms (row).lands, day) : NULL;

  if (clause == NULL)
    return;
  add (text, clause);
  if (nw_row_is (row, "renewal", "option"))
    add (text, g_strdup (_("§ 193 BGB may help on to the next working day, which is not relied on")));
  else
    add (text, g_strdup (_("§ 193 BGB does not move it (BGH III ZR 172/04)")));
}

static void
add_mode (GString *text, const NwTerms *terms)
{
  if (terms->notice_unit != NW_NOTICE_MONTHS || terms->end_kind == NW_END_ANY)
    return;
  if (terms->notice_mode == NW_NOTICE_BACKWARD)
    add (text, g_strdup (_("counted back from the end, as agreed")));
  else if (terms->notice_mode == NW_NOTICE_MODE_UNKNOWN)
    add (text, g_strdup (_("how notice counts is unknown, so it is counted back from the end: that day is never the later one")));
}

static void
add_form (GString *text, const NwRow *row)
{
  if (nw_row_is (row, "notice_form", "written"))
    add (text, g_strdup (_("in case of doubt an e-mail keeps an agreed written form too (§ 127(2) BGB), but plan a signed letter and an e-mail")));
  else if (nw_row_is (row, "notice_form", "text"))
    add (text, g_strdup (_("in text form (§ 126b BGB)")));
  else if (nw_row_is (row, "notice_form", "portal"))
    add (text, g_strdup (_("through the portal")));
}

/* Words by which a contract says that German law governs it. */
static const char *const german_law[] = { "deutsch", "german", "bundesrepublik", "bgb" };

/* Notice is counted by German law, whatever law the contract names. */
static void
add_law (GString *text, const NwRow *row)
{
  const char *law = nw_row_text (row, "governing_law");
  g_autofree char *folded = law != NULL ? g_utf8_casefold (law, -1) : NULL;

  if (law == NULL || strcmp (folded, "de") == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (german_law); i++)
    if (strstr (folded, german_law[i]) != NULL)
      return;
  add (text, g_strdup_printf (_("the contract names another law (%s): this is computed by German law, have it checked by that one"), law));
}

static void
add_terms (GString *text, const NwRow *row, const NwNotice *notice)
{
  if (notice->kind != NW_END_TERM && notice->minimum_end != NW_NO_DAY && notice->minimum_end != nw_row_day (row, "starts_on"))
    {
      g_autofree char *minimum = nw_say_day (notice->minimum_end);

      add (text, g_strdup_printf (_("minimum term until %s"), minimum));
    }
  if (notice->terms_differ)
    add (text, g_strdup (_("the initial term in months ends on another day than the end that is written down, which counts")));
}

static void
add_receipt (GString *text, const NwRow *row, NwContext *context, const NwNotice *notice)
{
  g_autofree char *last = nw_say_day (notice->last_receipt);
  g_autofree char *safe = nw_say_weekday (notice->safe_day);
  NwTerms terms = nw_contract_terms (row);
  gboolean by_law = terms.notice_value == NW_UNKNOWN, any_day = notice->level == NW_NOTICE_NO_DEADLINE;

  add (text, say_end (notice));
  if (by_law)
    add (text, g_strdup_printf (_("no notice period is agreed, so that of a lease of business rooms counts: by working day no. %d (Mon–Sat)"
                                  " of a quarter to the end of the next"), (int) nw_contract_figures (context).rooms_werktag));
  else
    add (text, say_period (terms.notice_value, terms.notice_unit));
  if (any_day)
    add (text, g_strdup (_("possible on any day: this is the end if notice is received today (§§ 187, 188 BGB)")));
  else if (terms.renewal == NW_RENEWAL_OPTION)
    add (text, g_strdup_printf (_("the option to extend has to be exercised so that it is received by %s (§§ 130, 187, 188 BGB)"), last));
  else
    add (text, g_strdup_printf (by_law ? _("to be received by %s (§ 580a(2) BGB)") : _("to be received by %s (§§ 187, 188 BGB)"), last));
  if (!any_day)
    add (text, g_strdup_printf (_("safe until %s"), safe));
  if (!any_day)
    add_day_off (text, row, context, notice->last_receipt);
  if (!by_law)
    add_mode (text, &terms);
  add_law (text, row);
  add_form (text, row);
}

/* Until when notice has to be received, or an option exercised, and why. */
char *
nw_contract_say_receipt (const NwRow *row, NwContext *context, const NwNotice *notice)
{
  GString *text = g_string_new (NULL);

  if (notice->last_receipt != NW_NO_DAY)
    add_receipt (text, row, context, notice);
  else if (notice->level == NW_NOTICE_ENDED)
    add (text, g_strdup (_("none: the contract is terminated or has ended")));
  else if (nw_row_is (row, "renewal", "none") && notice->next_end != NW_NO_DAY)
    add (text, g_strdup (_("none: a fixed term ends by itself")));
  else
    add (text, nw_contract_say_lacks (row, context, notice));
  if (notice->missed_end != NW_NO_DAY)
    add (text, nw_contract_say_missed (row, context, notice));
  return g_string_free (text, FALSE);
}

/* A telecommunications contract can be left by law after the initial term. */
static void
add_telecom (GString *text, const NwRow *row, NwContext *context, const NwNotice *notice)
{
  gint64 months = nw_figure (context, "tkg.end_user_months", context->on);
  NwTerms terms = nw_contract_terms (row);
  NwNoticeFigures figures = nw_contract_figures (context);
  NwNotice other;

  if (!nw_row_is (row, "contract_type", "telecom") || months == NW_UNKNOWN || notice->ended_on != NW_NO_DAY)
    return;
  terms.renewal = NW_RENEWAL_EVERGREEN;
  terms.end_kind = NW_END_FIRST_THEN_ANY;
  terms.notice_value = months;
  terms.notice_unit = NW_NOTICE_MONTHS;
  terms.notice_mode = NW_NOTICE_FORWARD;
  other = nw_notice (&terms, &figures, nw_context_calendar (context), context->on);
  if (other.next_end != NW_NO_DAY && (notice->next_end == NW_NO_DAY || other.next_end < notice->next_end))
    {
      g_autofree char *end = nw_say_day (other.next_end);
      g_autofree char *period = say_period (months, NW_NOTICE_MONTHS);

      add (text, g_strdup_printf (_("§ 56(3) TKG lets every end user leave after the initial term with %s: by %s"), period, end));
    }
}

/* When the contract ends next, and why. */
char *
nw_contract_say_next (const NwRow *row, NwContext *context, const NwNotice *notice)
{
  GString *text = g_string_new (NULL);

  if (notice->next_end == NW_NO_DAY && notice->ended_on != NW_NO_DAY)
    add (text, nw_contract_say_ended (row, notice));
  else if (notice->next_end == NW_NO_DAY)
    add (text, nw_contract_say_lacks (row, context, notice));
  else
    {
      add (text, say_end (notice));
      if (notice->ended_on != NW_NO_DAY)
        add (text, nw_contract_say_ended (row, notice));
      else if (nw_row_is (row, "renewal", "none"))
        add (text, g_strdup (_("the contract ends by itself")));
      else if (nw_row_is (row, "renewal", "option"))
        add (text, g_strdup (_("the contract ends by itself unless our option to extend is exercised")));
      else if (notice->last_receipt != NW_NO_DAY)
        add (text, g_strdup (_("the first end that notice received today reaches")));
      else
        add (text, nw_contract_say_lacks (row, context, notice));
      add_terms (text, row, notice);
    }
  if (notice->last_receipt == NW_NO_DAY)
    add_law (text, row);
  if (notice->missed_end != NW_NO_DAY)
    add (text, nw_contract_say_missed (row, context, notice));
  add_telecom (text, row, context, notice);
  return g_string_free (text, FALSE);
}

/* Why a contract has ended or will. */
char *
nw_contract_say_ended (const NwRow *row, const NwNotice *notice)
{
  g_autofree char *end = nw_say_day (notice->ended_on);
  NwDay received = nw_row_day (row, "notice_received_on");
  gboolean fixed = nw_row_is (row, "renewal", "none") || nw_row_is (row, "renewal", "option");

  if (fixed)
    return g_strdup_printf (_("the fixed term ends by itself on %s"), end);

  g_autofree char *receipt = nw_say_day (received);

  return g_strdup_printf (_("notice received on %s ends the contract on %s, the first end that it reaches (§§ 130, 187, 188 BGB)"),
                          receipt, end);
}

/* Which end ahead notice reaches no more. */
char *
nw_contract_say_missed (const NwRow *row, NwContext *context, const NwNotice *notice)
{
  NwTerms terms = nw_contract_terms (row);
  NwNoticeFigures figures = nw_contract_figures (context);
  NwDay last = nw_notice_last_receipt (&terms, &figures, nw_context_calendar (context), notice->missed_end);
  g_autofree char *end = nw_say_day (notice->missed_end);
  g_autofree char *day = nw_say_day (last);

  return g_strdup_printf (_("too late for %s: notice would have had to be received by %s"), end, day);
}
