/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-contract-rows.h"

#include "nw-owner.h"

#include <glib/gi18n-lib.h>

/* Kinds of deadlines: notice_last_receipt, notice_safe_day,
 * notice_internal_day, option_last_day, contract_end, notice_confirmation.
 * Rules of gaps: contract_owner, contract_notice_unknown,
 * contract_notice_missed, contract_option_missed, contract_notice_unproven. */

static gboolean
is_sent (const NwRow *row)
{
  return nw_row_has (row, "notice_sent_on");
}

/* What to do about notice, and about an option to extend. */
static const struct
{
  const char *kind, *last, *safe, *internal;
} tasks[] = {
  { "notice_last_receipt", N_("Give notice so that it is received, or let the contract go on"), N_("Have the notice received by this working day"),
    N_("Decide whether to give notice") },
  { "option_last_day", N_("Exercise the option to extend so that it is received, or let the contract end"),
    N_("Have the exercise of the option received by this working day"), N_("Decide on the option to extend") },
};

/* What is to be done by the last day, or after it was missed. */
static const char *
say_last (const NwRow *row, const NwNotice *notice, gboolean option)
{
  if (option && notice->level == NW_NOTICE_MISSED)
    return _("Too late for the option to extend: agree on a new contract, or start the exit");
  return is_sent (row) && !option ? _("Make sure that the notice that was sent has been received") : _(tasks[option].last);
}

/* The last day of receipt and the safe day; one where they are the same. */
static void
due_receipt (const NwRow *row, const NwNotice *notice, gboolean option, NwAgenda *agenda, const char *reason)
{
  gboolean same = notice->safe_day == notice->last_receipt;
  g_autofree char *both = g_strdup_printf (_("%s; the last day is a working day, and so the safe day too"), reason);

  nw_agenda_add (agenda, row, tasks[option].kind, notice->last_receipt, TRUE, same ? both : reason, say_last (row, notice, option));
  if (!same)
    nw_agenda_add (agenda, row, "notice_safe_day", notice->safe_day, FALSE, reason, _(tasks[option].safe));
}

static void
due_notice (const NwRow *row, const NwNotice *notice, NwAgenda *agenda, const char *reason)
{
  gboolean option = nw_row_is (row, "renewal", "option");

  if (notice->last_receipt == NW_NO_DAY || notice->level == NW_NOTICE_NO_DEADLINE)
    return;
  due_receipt (row, notice, option, agenda, reason);
  if (!is_sent (row))
    nw_agenda_add (agenda, row, "notice_internal_day", notice->internal_day, FALSE, reason, _(tasks[option].internal));
}

/* The day on which it is over, if nothing else is to be done about it. */
static void
due_end (const NwRow *row, const NwNotice *notice, NwAgenda *agenda, const char *reason)
{
  gboolean ends = notice->ended_on != NW_NO_DAY || nw_row_is (row, "renewal", "none")
                  || (nw_row_is (row, "renewal", "option") && notice->level == NW_NOTICE_MISSED);

  if (ends)
    nw_agenda_add (agenda, row, "contract_end", notice->next_end, TRUE, reason, _("The contract ends: have a successor or an extension"));
}

static char *
say_confirmation (NwDay since, gboolean received, gint64 days, NwDay by)
{
  g_autofree char *day = nw_say_day (since);

  if (by < since + days)
    return g_strdup_printf (_("sent on %s; confirmed no later than the safe day, there is still time to send it again"), day);
  return g_strdup_printf (received ? ngettext ("received on %s, and %d day to have it confirmed", "received on %s, and %d days to have it confirmed",
                                               (gulong) days)
                                   : ngettext ("sent on %s, and %d day to have it confirmed", "sent on %s, and %d days to have it confirmed",
                                               (gulong) days),
                          day, (int) days);
}

/* Nobody can rely on notice that the other side has not confirmed. */
static void
due_confirmation (const NwRow *row, NwContext *context, const NwNotice *notice, NwAgenda *agenda)
{
  gint64 days = nw_figure (context, "contract.confirmation_days", context->on);
  NwDay sent = nw_row_day (row, "notice_sent_on"), received = nw_row_day (row, "notice_received_on");
  NwDay since = received != NW_NO_DAY ? received : sent, by;
  g_autofree char *reason = NULL;

  if (since == NW_NO_DAY || days == NW_UNKNOWN || nw_row_has (row, "notice_confirmed_on"))
    return;
  by = since + (NwDay) days;
  if (received == NW_NO_DAY && notice->safe_day != NW_NO_DAY && notice->level != NW_NOTICE_NO_DEADLINE && sent <= notice->safe_day)
    by = MIN (by, notice->safe_day);
  reason = say_confirmation (since, received != NW_NO_DAY, days, by);
  nw_agenda_add (agenda, row, "notice_confirmation", by, FALSE, reason,
                 received != NW_NO_DAY ? _("Have the notice confirmed") : _("Have it confirmed that the notice was received"));
}

/* What falls due about the end of a contract. */
void
nw_due_contract (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwNotice notice = nw_contract_notice (row, context);
  g_autofree char *receipt = nw_contract_say_receipt (row, context, &notice);
  g_autofree char *next = nw_contract_say_next (row, context, &notice);

  if (nw_contract_is_over (&notice, context))
    return;
  due_notice (row, &notice, agenda, receipt);
  due_end (row, &notice, agenda, next);
  due_confirmation (row, context, &notice, agenda);
}

static void
lack_proof (const NwRow *row, NwGaps *gaps)
{
  gboolean received = nw_row_has (row, "notice_received_on");

  if ((!is_sent (row) && !received) || nw_row_has (row, "notice_confirmed_on"))
    return;
  if (received)
    nw_gaps_add (gaps, row, "contract_notice_unproven", NW_LEVEL_YELLOW, NULL, _("The notice is not confirmed: have it confirmed"));
  else
    nw_gaps_add (gaps, row, "contract_notice_unproven", NW_LEVEL_AMBER,
                 _("Notice works when it is received, and who gives it has to prove that (§ 130 BGB)"),
                 _("It is not known whether the notice was received: find out and record the day"));
}

static void
lack_terms (const NwRow *row, NwContext *context, const NwNotice *notice, NwGaps *gaps)
{
  g_autofree char *lacks = nw_contract_say_lacks (row, context, notice);
  gboolean fixed = nw_row_is (row, "renewal", "none");
  gboolean known = notice->ended_on != NW_NO_DAY || (fixed ? notice->next_end : notice->last_receipt) != NW_NO_DAY;

  if (!known && (fixed || !nw_row_has (row, "renewal")))
    nw_gaps_add (gaps, row, "contract_notice_unknown", NW_LEVEL_YELLOW, lacks,
                 _("It is not known how the contract ends: record its term and renewal"));
  else if (!known)
    nw_gaps_add (gaps, row, "contract_notice_unknown", NW_LEVEL_AMBER, lacks,
                 _("It is not known until when notice can be given: complete term and notice"));
}

/* What about a contract would not pass an audit. */
void
nw_lack_contract (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwNotice notice = nw_contract_notice (row, context);

  if (nw_contract_is_over (&notice, context))
    return;
  nw_lack_owner_as (row, gaps, "contract_owner", NULL, _("Nobody answers for the contract: name an owner"));
  lack_terms (row, context, &notice, gaps);
  if (notice.missed_end != NW_NO_DAY && !nw_contract_goes_on_by_decision (row, context, notice.missed_end))
    {
      g_autofree char *missed = nw_contract_say_missed (row, context, &notice);

      nw_gaps_add (gaps, row, "contract_notice_missed", NW_LEVEL_AMBER, missed,
                   _("The contract renews: nobody gave notice in time; plan for the next end"));
    }
  if (notice.level == NW_NOTICE_MISSED && nw_row_is (row, "renewal", "option"))
    {
      g_autofree char *receipt = nw_contract_say_receipt (row, context, &notice);

      nw_gaps_add (gaps, row, "contract_option_missed", NW_LEVEL_RED, receipt,
                   _("The contract ends and the option can no longer be exercised: agree on a new one, or start the exit"));
    }
  lack_proof (row, gaps);
}
