/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-transfer-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Transfers in words, and what follows from them for deadlines and audits.
 *
 * Deadlines: tia_renewal, dpf_recertification, adequacy_end.
 * Gaps: transfer_illegal, transfer_unknown, transfer_derogation, recipient_details. */

/* As the end of "standard contractual clauses, but …". */
static const char *const faults[] = {
  [NW_FAULT_NOT_CHOSEN] = N_("not chosen"),
  [NW_FAULT_NO_DECISION] = N_("there is no decision"),
  [NW_FAULT_CONDITION] = N_("nobody says that its condition is met"),
  [NW_FAULT_DPF_INACTIVE] = N_("no active DPF listing"),
  [NW_FAULT_DPF_EXPIRED] = N_("the DPF listing has expired"),
  [NW_FAULT_DPF_HR] = N_("the DPF listing does not cover data of employees"),
  [NW_FAULT_OUTDATED] = N_("clauses older than Decision (EU) 2021/914"),
  [NW_FAULT_NO_MODULE] = N_("without a module"),
  [NW_FAULT_WRONG_MODULE] = N_("not the module that fits the roles"),
  [NW_FAULT_ANNEXES] = N_("the annexes are incomplete"),
  [NW_FAULT_TIA_MISSING] = N_("without a TIA"),
  [NW_FAULT_TIA_OLD] = N_("the TIA is too old"),
  [NW_FAULT_TIA_NO_RESULT] = N_("the TIA has no result"),
  [NW_FAULT_TIA_NOT_OK] = N_("the TIA came out negative"),
  [NW_FAULT_NOT_DOCUMENTED] = N_("the ground is not documented"),
  [NW_FAULT_INSTRUMENT_OPEN] = N_("unknown whether it was chosen: enter the transfer instrument"),
  [NW_FAULT_DPF_ACTIVE_OPEN] = N_("unknown whether the DPF listing is active"),
  [NW_FAULT_DPF_HR_OPEN] = N_("unknown whether the DPF listing covers data of employees"),
  [NW_FAULT_MODULE_OPEN] = N_("unknown which module was agreed"),
  [NW_FAULT_ROLE_OPEN] = N_("unknown which module fits: our role in the agreement is missing"),
  [NW_FAULT_ANNEXES_OPEN] = N_("unknown whether the annexes are complete"),
  [NW_FAULT_TIA_RESULT_OPEN] = N_("the result of the TIA is missing"),
  [NW_FAULT_TIA_MONTHS_OPEN] = N_("the figure tia.max_age_months is missing"),
};

const char *
nw_transfer_say_verdict (NwTransferVerdict verdict)
{
  static const char *const names[] = { N_("no transfer"), N_("adequate"), N_("safeguard"), N_("derogation"), N_("unknown"), N_("illegal") };

  return _(names[verdict]);
}

static void
say_tool (GString *text, const char *tool, NwTransferFault fault)
{
  if (fault == NW_FAULT_NONE)
    g_string_append_printf (text, "; %s", tool);
  else
    g_string_append_printf (text, _("; %s, but %s"), tool, _(faults[fault]));
}

static void
say_adequacy (GString *text, const NwRecipientView *view, guint i)
{
  NwTransferFault fault = nw_transfer_adequacy (&view->facts, &view->places[i]);
  const NwCountryLaw *law = &view->laws[i];

  if (fault == NW_FAULT_NO_DECISION)
    g_string_append_printf (text, _("%s: no adequacy decision"), law->code);
  else if (fault == NW_FAULT_NONE)
    g_string_append_printf (text, _("%s: adequacy decision %s (Art. 45 GDPR)"), law->code, law->decision);
  if (fault == NW_FAULT_NONE && view->places[i].decision == NW_DECISION_CONDITION && law->condition != NULL)
    g_string_append_printf (text, _("; condition: %s, please check"), law->condition);
  if (fault == NW_FAULT_NONE && view->places[i].listing && view->facts.dpf_until == NW_NO_DAY)
    g_string_append (text, _("; until when the DPF listing lasts is not entered"));
  if (fault == NW_FAULT_NONE && view->places[i].listing && view->facts.dpf_hr == NW_MAYBE_NO)
    g_string_append (text, _(", but not for data of employees: tag the DPA HR if such go there"));
  if (fault != NW_FAULT_NONE && fault != NW_FAULT_NO_DECISION)
    g_string_append_printf (text, _("%s: adequacy decision %s, but %s"), law->code, law->decision, _(faults[fault]));
}

/* The tools beside adequacy: those that were chosen, or that may have been. */
static void
say_tools (GString *text, const NwTransferFacts *facts)
{
  NwTransferFault scc = nw_transfer_scc (facts), bcr = nw_transfer_bcr (facts), derogation = nw_transfer_derogation (facts);
  g_autofree char *clauses = facts->scc_module > 0 ? g_strdup_printf (_("SCC module %d"), facts->scc_module)
                                                   : g_strdup (_("standard contractual clauses"));

  if (facts->instrument == NW_INSTRUMENT_UNKNOWN)
    g_string_append (text, _("; the transfer instrument is not entered"));
  if (scc != NW_FAULT_NOT_CHOSEN)
    say_tool (text, clauses, scc);
  if (bcr != NW_FAULT_NOT_CHOSEN)
    say_tool (text, _("binding corporate rules"), bcr);
  if (derogation != NW_FAULT_NOT_CHOSEN)
    say_tool (text, _("derogation of Art. 49 GDPR"), derogation);
  if (scc == NW_FAULT_NOT_CHOSEN && bcr == scc && derogation == scc)
    g_string_append (text, _("; no other instrument"));
}

static void
say_place (GString *text, const NwRecipientView *view, guint i)
{
  NwTransferVerdict verdict = nw_transfer_to (&view->facts, &view->places[i]);

  if (i > 0)
    g_string_append (text, ". ");
  if (verdict == NW_TRANSFER_NONE)
    g_string_append_printf (text, _("%s: in the EEA"), view->laws[i].code);
  else if (view->places[i].kind == NW_PLACE_UNKNOWN && view->laws[i].code[0] == '\0')
    g_string_append (text, _("The country is not known: enter it"));
  else
    {
      say_adequacy (text, view, i);
      if (verdict != NW_TRANSFER_ADEQUATE)
        say_tools (text, &view->facts);
    }
  g_string_append_printf (text, " → %s", nw_transfer_say_verdict (verdict));
}

/* The chain of reasons for @verdict, country by country. */
char *
nw_transfer_say (const NwRecipientView *view, NwTransferVerdict verdict)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < view->n; i++)
    say_place (text, view, i);
  if (view->n == 1 && verdict == NW_TRANSFER_NONE)
    g_string_append (text, _(". No access from elsewhere is recorded"));
  if (view->n > 1)
    g_string_append_printf (text, _(". The worst counts: %s"), nw_transfer_say_verdict (verdict));
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static gboolean
read_view (const NwRow *row, NwContext *context, NwRecipientView *view, NwTransferVerdict *verdict)
{
  const NwRow *dpa = nw_context_ref (context, row, "dpa");

  nw_recipient_read (row, dpa, context, view);
  *verdict = nw_transfer_verdict (&view->facts, view->places, view->n);
  return dpa == NULL || !nw_dpa_is_over (dpa, context);
}

void
nw_explain_recipient (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwRecipientView view;
  NwTransferVerdict verdict;
  g_autofree char *chain = NULL, *day = nw_say_day (context->on);

  read_view (row, context, &view, &verdict);
  chain = nw_transfer_say (&view, verdict);
  nw_reasons_add (reasons, "verdict", TRUE, _("%s On %s, by Art. 44 to 49 GDPR."), chain, day);
}

static gboolean
rests_on (const NwRecipientView *view, NwTransferVerdict wanted)
{
  for (guint i = 0; i < view->n; i++)
    if (nw_transfer_to (&view->facts, &view->places[i]) == wanted)
      return TRUE;
  return FALSE;
}

static void
due_tia (const NwRow *row, const NwRecipientView *view, NwAgenda *agenda)
{
  gboolean uses = nw_transfer_has_clauses (&view->facts) || view->facts.instrument == NW_INSTRUMENT_BCR;
  g_autofree char *reason = NULL, *day = nw_say_day (view->facts.tia_on);
  NwMaybe unfit = nw_transfer_tia_unfit (&view->facts, view->places, view->n);

  if (!uses || view->facts.tia_on == NW_NO_DAY || view->facts.tia_months == NW_UNKNOWN
      || (!rests_on (view, NW_TRANSFER_SAFEGUARD) && unfit != NW_MAYBE_YES))
    return;
  reason = g_strdup_printf (_("TIA of %s and %" PRId64 " months (figure tia.max_age_months)."), day, view->facts.tia_months);
  nw_agenda_add (agenda, row, "tia_renewal", nw_add_months (view->facts.tia_on, (int) view->facts.tia_months), FALSE, reason,
                 _("Renew the transfer impact assessment"));
}

/* Until when the listing, or the decision, carries the transfer. */
static void
due_adequacy (const NwRow *row, const NwRecipientView *view, guint i, NwAgenda *agenda)
{
  const NwCountryLaw *law = &view->laws[i];
  NwTransferFault fault = nw_transfer_adequacy (&view->facts, &view->places[i]);
  g_autofree char *reason = NULL;

  if (view->places[i].decision == NW_DECISION_LISTED && (fault == NW_FAULT_NONE || view->facts.instrument == NW_INSTRUMENT_ADEQUACY))
    nw_agenda_add (agenda, row, "dpf_recertification", view->facts.dpf_until, TRUE,
                   _("The listing under the Data Privacy Framework lasts until then (Decision (EU) 2023/1795)."),
                   _("Check that the recipient has recertified on the DPF list"));
  if (fault != NW_FAULT_NONE || law->ends == NW_NO_DAY)
    return;
  reason = g_strdup_printf (_("The adequacy decision %s on %s ends then (Art. 45 GDPR)."), law->decision, law->code);
  nw_agenda_add (agenda, row, "adequacy_end", law->ends, TRUE, reason, _("Have another transfer instrument ready"));
}

void
nw_due_recipient (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwRecipientView view;
  NwTransferVerdict verdict;

  if (!read_view (row, context, &view, &verdict))
    return;
  due_tia (row, &view, agenda);
  for (guint i = 0; i < view.n; i++)
    due_adequacy (row, &view, i, agenda);
}

static void
lack_details (const NwRow *row, NwGaps *gaps)
{
  if (nw_row_has (row, "address") && nw_row_has (row, "contact") && nw_row_has (row, "country"))
    return;
  nw_gaps_add (gaps, row, "recipient_details", NW_LEVEL_YELLOW,
               _("The controller has name, address and contact of everybody in the chain at hand (EDPB Opinion 22/2024)."),
               _("Enter address, contact and country of the recipient"));
}

void
nw_lack_recipient (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwRecipientView view;
  NwTransferVerdict verdict;
  g_autofree char *chain = NULL;

  if (!read_view (row, context, &view, &verdict))
    return;
  chain = nw_transfer_say (&view, verdict);
  if (verdict == NW_TRANSFER_ILLEGAL)
    nw_gaps_add (gaps, row, "transfer_illegal", NW_LEVEL_RED, chain,
                 _("Nothing carries this transfer: stop it, or agree on an instrument of Art. 46 GDPR with a TIA"));
  if (verdict == NW_TRANSFER_UNKNOWN)
    nw_gaps_add (gaps, row, "transfer_unknown", NW_LEVEL_AMBER, chain, _("Enter what decides whether this transfer is lawful"));
  if (verdict == NW_TRANSFER_DEROGATION)
    nw_gaps_add (gaps, row, "transfer_derogation", NW_LEVEL_AMBER, chain,
                 _("A derogation carries single transfers only: look for a lasting instrument"));
  lack_details (row, gaps);
}
