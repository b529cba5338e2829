/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-certificate.h"
#include "nw-found.h"
#include "nw-owner.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>

/* Kinds of deadlines: certificate_expiry, surveillance_audit, recertification.
 * Rules of gaps: certificate_withdrawn, certificate_expired, certificate_gap,
 * certificate_incomplete, certificate_qualified, certificate_not_accredited,
 * surveillance_overdue. */

void
nw_derive_certificate (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwCertificate proof = nw_certificate_read (row, context);

  nw_put_text (out, "state", nw_proof_name (proof.state));
  nw_put_day (out, "proves_until", proof.ends);
  nw_put_day (out, "next_surveillance", proof.next_surveillance);
  nw_put_day (out, "recertification_from", proof.recertification_from);
  nw_put_day (out, "next_warning", nw_certificate_next_warning (&proof, context));
}

static char *
say_unknown (const NwCertificate *proof)
{
  if (proof->standard == NULL)
    return g_strdup (_("Unknown: the standard is missing."));
  if (proof->facts.form == NW_PROOF_CERTIFICATE && proof->facts.valid_until == NW_NO_DAY)
    return g_strdup (_("Unknown: the day until which it is valid is missing."));
  if (proof->facts.form != NW_PROOF_CERTIFICATE && proof->facts.attested == NW_NO_DAY)
    return g_strdup (_("Unknown: the day or the end of the period that it attests is missing."));
  if (proof->ends == NW_NO_DAY)
    return g_strdup (_("Unknown: the figures for its age are missing."));
  return g_strdup (_("Unknown: it begins to prove something only in the future."));
}

static void
say_attestation (GString *text, const NwCertificate *proof)
{
  g_autofree char *attested = nw_say_day (proof->facts.attested);
  g_autofree char *bridge = nw_say_day (proof->facts.bridge_until);

  if (proof->facts.form == NW_PROOF_DAY)
    {
      nw_say_also (text, ngettext ("It attests one day, %s, and proves something for %d month.", "It attests one day, %s, and proves something for %d months.",
                                   (gulong) proof->limits.day_months), attested, proof->limits.day_months);
      return;
    }
  nw_say_also (text, ngettext ("Its period ended on %s; after more than %d month a bridge letter has to cover today.",
                               "Its period ended on %s; after more than %d months a bridge letter has to cover today.",
                               (gulong) proof->limits.gap_months), attested, proof->limits.gap_months);
  nw_say_also (text, ngettext ("After more than %d month it proves nothing.", "After more than %d months it proves nothing.",
                               (gulong) proof->limits.expired_months), proof->limits.expired_months);
  if (proof->facts.bridge_until != NW_NO_DAY)
    nw_say_also (text, _("The bridge letter reaches to %s."), bridge);
  else
    nw_say_also (text, _("There is no bridge letter."));
}

static char *
say_state (const NwCertificate *proof, const NwRow *row, NwContext *context)
{
  GString *text = g_string_new (NULL);
  int restore = nw_certificate_figure (context, "iso27001.restore_months");
  g_autofree char *ends = nw_say_day (proof->ends), *withdrawn = nw_say_day (proof->facts.withdrawn_after);
  g_autofree char *restored = nw_say_day (restore >= 0 ? nw_add_months (proof->facts.valid_until, restore) : NW_NO_DAY);

  if (proof->state == NW_PROOF_WITHDRAWN)
    nw_say_also (text, _("Certificates of %s counted until %s, whatever is written on them."), nw_say_choice (row, "standard"), withdrawn);
  else if (proof->facts.form != NW_PROOF_CERTIFICATE)
    say_attestation (text, proof);
  else if (proof->computed_expiry)
    nw_say_also (text, _("Valid until %s, the last day of the certification cycle after the decision (ISO/IEC 17021-1)."), ends);
  else
    nw_say_also (text, _("Valid until %s."), ends);
  if (proof->state == NW_PROOF_EXPIRED && proof->own && proof->standard->cycle)
    nw_say_also (text, _("It can be restored until %s if the recertification is finished by then."), restored);
  return g_string_free (text, FALSE);
}

static char *
say_next_surveillance (const NwCertificate *proof)
{
  g_autofree char *issued = nw_say_day (proof->facts.issued), *next = nw_say_day (proof->next_surveillance);

  return g_strdup_printf (_("Decided on %s: the first surveillance audit within a year, then one in each calendar year (ISO/IEC 17021-1), here by %s."),
                          issued, next);
}

static char *
say_recertification (const NwCertificate *proof)
{
  g_autofree char *from = nw_say_day (proof->recertification_from), *until = nw_say_day (proof->facts.valid_until);

  return g_strdup_printf (_("The recertification must be finished before the certificate ends on %s; plan the audit from %s."), until, from);
}

static void
explain_cycle (const NwCertificate *proof, NwReasons *reasons)
{
  g_autofree char *surveillance = say_next_surveillance (proof);
  g_autofree char *recertification = say_recertification (proof);
  const char *none = !proof->own || proof->standard == NULL || !proof->standard->cycle
                     ? _("Only own certificates of ISO/IEC 27001 and 27701 have this cycle.")
                     : _("None, or unknown: the day of the decision or the end of the certificate is missing, or the next audit is the recertification.");

  nw_reasons_add (reasons, "next_surveillance", TRUE, "%s", proof->next_surveillance != NW_NO_DAY ? surveillance : none);
  nw_reasons_add (reasons, "recertification_from", TRUE, "%s", proof->recertification_from != NW_NO_DAY ? recertification : none);
}

void
nw_explain_certificate (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwCertificate proof = nw_certificate_read (row, context);
  g_autofree char *text = proof.state == NW_PROOF_UNKNOWN ? say_unknown (&proof) : say_state (&proof, row, context);

  nw_reasons_add (reasons, "state", TRUE, "%s", text);
  nw_reasons_add (reasons, "proves_until", TRUE, "%s", text);
  nw_reasons_add (reasons, "next_warning", FALSE, _("The next of the warnings before the end, the surveillance audit and the recertification."));
  explain_cycle (&proof, reasons);
}

static const char *
what_about_expiry (const NwCertificate *proof)
{
  if (proof->own)
    return _("Renew the certificate");
  return proof->facts.form == NW_PROOF_PERIOD ? _("Get the newest report or a bridge letter") : _("Get the new certificate or report");
}

void
nw_due_certificate (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwCertificate proof = nw_certificate_read (row, context);
  g_autofree char *state = NULL;
  g_autofree char *surveillance = say_next_surveillance (&proof);
  g_autofree char *recertification = say_recertification (&proof);

  if (proof.ends == NW_NO_DAY || nw_certificate_is_past (&proof, row, context))
    return;
  state = say_state (&proof, row, context);
  nw_agenda_add (agenda, row, "certificate_expiry", proof.ends, TRUE, state, what_about_expiry (&proof));
  nw_agenda_add (agenda, row, "surveillance_audit", proof.next_surveillance, TRUE, surveillance, _("Hold the surveillance audit"));
  if (!nw_certificate_is_recertified (&proof, context))
    nw_agenda_add (agenda, row, "recertification", proof.recertification_from, TRUE, recertification, _("Plan the recertification audit"));
}

static void
lack_state (const NwRow *row, const NwCertificate *proof, NwGaps *gaps, const char *reason)
{
  static const struct
  {
    const char *rule, *what;
  } states[] = {
    [NW_PROOF_UNKNOWN] = { "certificate_incomplete", N_("Record what is missing, so that it can prove something") },
    [NW_PROOF_GAP] = { "certificate_gap", N_("Ask for the newest report or a bridge letter") },
    [NW_PROOF_EXPIRED] = { "certificate_expired", N_("Get a valid one, or judge without it") },
    [NW_PROOF_WITHDRAWN] = { "certificate_withdrawn", N_("Ask for a certificate of the current edition") },
  };
  NwLevel level = proof->state == NW_PROOF_UNKNOWN ? NW_LEVEL_YELLOW : proof->own ? NW_LEVEL_RED : NW_LEVEL_AMBER;

  if (proof->state != NW_PROOF_VALID)
    nw_gaps_add (gaps, row, states[proof->state].rule, level, reason, _(states[proof->state].what));
}

void
nw_lack_certificate (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwCertificate proof = nw_certificate_read (row, context);
  g_autofree char *text = proof.state == NW_PROOF_UNKNOWN ? say_unknown (&proof) : say_state (&proof, row, context);

  if (nw_certificate_is_past (&proof, row, context))
    return;
  nw_lack_owner_above (row, gaps);
  lack_state (row, &proof, gaps, text);
  if (proof.next_surveillance != NW_NO_DAY && proof.next_surveillance < context->on)
    {
      g_autofree char *surveillance = say_next_surveillance (&proof);

      nw_gaps_add (gaps, row, "surveillance_overdue", NW_LEVEL_RED, surveillance,
                   _("Hold the surveillance audit, or record that it was held: the certificate is at risk"));
    }
  if (nw_row_yes (row, "qualified"))
    nw_gaps_add (gaps, row, "certificate_qualified", NW_LEVEL_AMBER, NULL, _("The opinion is qualified: judge what it says against the service"));
  if (nw_row_number (row, "accredited") == 0 && proof.standard != NULL && proof.standard->cycle)
    nw_gaps_add (gaps, row, "certificate_not_accredited", NW_LEVEL_AMBER, NULL, _("The issuer is not accredited: ask for a certificate that counts"));
}
