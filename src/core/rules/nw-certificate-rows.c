/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-found.h"
#include "nw-proof.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kinds of deadlines: certificate_expiry, surveillance_audit, recertification.
 * Rules of gaps: certificate_withdrawn, certificate_expired, certificate_gap,
 * certificate_incomplete, certificate_qualified, certificate_not_accredited. */

/**
 * Standard:
 * @family: of the standards where one replaces the other
 * @cycle: whether an own certificate has the cycle of ISO/IEC 17021-1
 * @withdrawn: the figure that says until when it counted, or NULL
 */
typedef struct
{
  const char *name, *family;
  NwProofForm form;
  gboolean    cycle;
  const char *withdrawn;
} Standard;

static const Standard standards[] = {
  { "iso27001_2022", "iso27001", NW_PROOF_CERTIFICATE, TRUE, NULL },
  { "iso27001_2013", "iso27001", NW_PROOF_CERTIFICATE, TRUE, "iso27001.certificate_2013_until" },
  { "iso27701", "iso27701", NW_PROOF_CERTIFICATE, TRUE, NULL },
  { "c5_type1", "c5", NW_PROOF_DAY, FALSE, NULL },
  { "c5_type2", "c5", NW_PROOF_PERIOD, FALSE, NULL },
  { "soc2_type1", "soc2", NW_PROOF_DAY, FALSE, NULL },
  { "soc2_type2", "soc2", NW_PROOF_PERIOD, FALSE, NULL },
  { "isae3402", "isae3402", NW_PROOF_PERIOD, FALSE, NULL },
  { "tisax", "tisax", NW_PROOF_CERTIFICATE, FALSE, NULL },
  { "pci_dss", "pci_dss", NW_PROOF_CERTIFICATE, FALSE, NULL },
  { "other", NULL, NW_PROOF_CERTIFICATE, FALSE, NULL },
};

static const char *const warning_keys[] = { "certificate.warn_first_days", "certificate.warn_second_days", "certificate.warn_last_days" };

/* What the rules below need to know of one certificate. */
typedef struct
{
  const Standard *standard; /* NULL: not known */
  gboolean        own, computed_expiry;
  NwProofFacts    facts;
  NwProofLimits   limits;
  NwProofState    state;
  NwDay           ends, next_surveillance, recertification_from;
} Proof;

static int
small_figure (NwContext *context, const char *key)
{
  gint64 number = nw_figure (context, key, context->on);

  return number >= 0 && number <= 1200 ? (int) number : -1;
}

static const Standard *
standard_of (const NwRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (standards); i++)
    if (nw_row_is (row, "standard", standards[i].name))
      return &standards[i];
  return NULL;
}

/* The day that a report is about: of type 1 its day, else the day it was
 * issued on, which is not before. */
static NwDay
attested_of (const NwRow *row, NwProofForm form)
{
  NwDay to = nw_row_day (row, "period_to");

  return to == NW_NO_DAY && form == NW_PROOF_DAY ? nw_row_day (row, "issued_on") : to;
}

/* The last days of the own surveillance audits that were held. */
static GArray *
held_audits (NwContext *context)
{
  GPtrArray *audits = nw_context_all (context, &nw_audit);
  GArray *held = g_array_new (FALSE, FALSE, sizeof (NwDay));

  for (guint i = 0; i < audits->len; i++)
    {
      const NwRow *audit = audits->pdata[i];
      NwDay day = nw_row_day (audit, nw_row_has (audit, "ends_on") ? "ends_on" : "starts_on");

      if (nw_row_is (audit, "kind", "surveillance") && day != NW_NO_DAY && day <= context->on
          && (nw_row_is (audit, "status", "reporting") || nw_row_is (audit, "status", "closed")))
        g_array_append_val (held, day);
    }
  return held;
}

static void
read_cycle (Proof *proof, NwContext *context)
{
  g_autoptr (GArray) held = NULL;
  int months = small_figure (context, "iso27001.recertification_months");

  if (!proof->own || proof->standard == NULL || !proof->standard->cycle || proof->state != NW_PROOF_VALID)
    return;
  held = held_audits (context);
  proof->next_surveillance = nw_next_surveillance (proof->facts.issued, proof->facts.valid_until,
                                                   small_figure (context, "iso27001.surveillance_months"), (const NwDay *) held->data, held->len);
  if (months >= 0)
    proof->recertification_from = nw_add_months (proof->facts.valid_until, -months);
}

static void
read_facts (const NwRow *row, NwContext *context, Proof *proof)
{
  const Standard *standard = proof->standard;

  proof->facts = (NwProofFacts){
    .form = standard->form, .issued = nw_row_day (row, "issued_on"), .valid_until = nw_row_day (row, "valid_until"),
    .attested = attested_of (row, standard->form), .bridge_until = nw_row_day (row, "bridge_letter_until"),
    .withdrawn_after = standard->withdrawn != NULL ? nw_day_parse (nw_figure_text (context, standard->withdrawn, context->on)) : NW_NO_DAY,
  };
  if (proof->own && standard->cycle && proof->facts.valid_until == NW_NO_DAY)
    {
      proof->facts.valid_until = nw_certificate_expiry (proof->facts.issued, small_figure (context, "iso27001.certificate_years"));
      proof->computed_expiry = proof->facts.valid_until != NW_NO_DAY;
    }
  proof->limits = (NwProofLimits){ .gap_months = small_figure (context, "proof.gap_months"),
                                   .expired_months = small_figure (context, "proof.expired_months"),
                                   .day_months = small_figure (context, "proof.type1_months") };
}

static Proof
read_proof (const NwRow *row, NwContext *context)
{
  Proof proof = { .standard = standard_of (row), .own = !nw_row_has (row, "vendor"), .state = NW_PROOF_UNKNOWN,
                  .ends = NW_NO_DAY, .next_surveillance = NW_NO_DAY, .recertification_from = NW_NO_DAY };

  if (proof.standard == NULL)
    return proof;
  read_facts (row, context, &proof);
  proof.state = nw_proof_state (&proof.facts, &proof.limits, context->on);
  proof.ends = nw_proof_ends (&proof.facts, &proof.limits);
  read_cycle (&proof, context);
  return proof;
}

/* The earliest warning still to come before any of the three days. */
static NwDay
next_warning (const Proof *proof, NwContext *context)
{
  const NwDay events[] = { proof->ends, proof->next_surveillance, proof->recertification_from };
  int days[G_N_ELEMENTS (warning_keys)];
  NwDay next = NW_NO_DAY;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    days[i] = small_figure (context, warning_keys[i]);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      NwDay warning = nw_next_warning (events[i], days, G_N_ELEMENTS (days), context->on);

      if (warning != NW_NO_DAY && (next == NW_NO_DAY || warning < next))
        next = warning;
    }
  return next;
}

void
nw_derive_certificate (const NwRow *row, NwContext *context, NwDerived *out)
{
  Proof proof = read_proof (row, context);

  nw_put_text (out, "state", nw_proof_name (proof.state));
  nw_put_day (out, "proves_until", proof.ends);
  nw_put_day (out, "next_surveillance", proof.next_surveillance);
  nw_put_day (out, "recertification_from", proof.recertification_from);
  nw_put_day (out, "next_warning", next_warning (&proof, context));
}

/* Whether a younger one of the same family, of the same vendor or our own,
 * proves longer: then nothing is to be done about this one. */
static gboolean
is_replaced_by (const Proof *proof, const NwRow *row, const NwRow *other, NwContext *context)
{
  Proof newer;

  if (other->id == row->id || nw_row_number (other, "vendor") != nw_row_number (row, "vendor"))
    return FALSE;
  newer = read_proof (other, context);
  return newer.standard != NULL && proof->standard->family != NULL && newer.standard->family != NULL
         && strcmp (newer.standard->family, proof->standard->family) == 0
         && newer.ends != NW_NO_DAY && (proof->ends == NW_NO_DAY || newer.ends > proof->ends);
}

static gboolean
is_replaced (const Proof *proof, const NwRow *row, NwContext *context)
{
  GPtrArray *others = proof->own ? nw_context_all (context, &nw_certificate)
                                 : nw_context_children (context, &nw_certificate, "vendor", nw_row_number (row, "vendor"));

  for (guint i = 0; i < others->len && proof->standard != NULL; i++)
    if (is_replaced_by (proof, row, others->pdata[i], context))
      return TRUE;
  return FALSE;
}

/* Whether nobody needs it any more. */
static gboolean
is_past (const Proof *proof, const NwRow *row, NwContext *context)
{
  const NwRow *vendor = nw_context_ref (context, row, "vendor");

  return (vendor != NULL && nw_row_is (vendor, "status", "ended")) || is_replaced (proof, row, context);
}

/* Whether the recertification of this certificate is at least planned. */
static gboolean
is_recertified (const Proof *proof, NwContext *context)
{
  GPtrArray *audits = nw_context_all (context, &nw_audit);

  for (guint i = 0; i < audits->len; i++)
    {
      const NwRow *audit = audits->pdata[i];
      NwDay day = nw_row_day (audit, nw_row_has (audit, "starts_on") ? "starts_on" : "ends_on");

      if (nw_row_is (audit, "kind", "recertification") && day != NW_NO_DAY && day > proof->facts.issued && day <= proof->facts.valid_until)
        return TRUE;
    }
  return FALSE;
}

static char *
say_unknown (const Proof *proof)
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
say_attestation (GString *text, const Proof *proof)
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
say_state (const Proof *proof, const NwRow *row, NwContext *context)
{
  GString *text = g_string_new (NULL);
  int restore = small_figure (context, "iso27001.restore_months");
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
say_next_surveillance (const Proof *proof)
{
  g_autofree char *issued = nw_say_day (proof->facts.issued), *next = nw_say_day (proof->next_surveillance);

  return g_strdup_printf (_("Decided on %s: the first surveillance audit within a year, then one in each calendar year (ISO/IEC 17021-1), here by %s."),
                          issued, next);
}

static char *
say_recertification (const Proof *proof)
{
  g_autofree char *from = nw_say_day (proof->recertification_from), *until = nw_say_day (proof->facts.valid_until);

  return g_strdup_printf (_("The recertification must be finished before the certificate ends on %s; plan the audit from %s."), until, from);
}

static void
explain_cycle (const Proof *proof, NwReasons *reasons)
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
  Proof proof = read_proof (row, context);
  g_autofree char *text = proof.state == NW_PROOF_UNKNOWN ? say_unknown (&proof) : say_state (&proof, row, context);

  nw_reasons_add (reasons, "state", TRUE, "%s", text);
  nw_reasons_add (reasons, "proves_until", TRUE, "%s", text);
  nw_reasons_add (reasons, "next_warning", FALSE, _("The next of the warnings before the end, the surveillance audit and the recertification."));
  explain_cycle (&proof, reasons);
}

static const char *
what_about_expiry (const Proof *proof)
{
  if (proof->own)
    return _("Renew the certificate");
  return proof->facts.form == NW_PROOF_PERIOD ? _("Get the newest report or a bridge letter") : _("Get the new certificate or report");
}

void
nw_due_certificate (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  Proof proof = read_proof (row, context);
  g_autofree char *state = NULL;
  g_autofree char *surveillance = say_next_surveillance (&proof);
  g_autofree char *recertification = say_recertification (&proof);

  if (proof.ends == NW_NO_DAY || is_past (&proof, row, context))
    return;
  state = say_state (&proof, row, context);
  nw_agenda_add (agenda, row, "certificate_expiry", proof.ends, TRUE, state, what_about_expiry (&proof));
  nw_agenda_add (agenda, row, "surveillance_audit", proof.next_surveillance, TRUE, surveillance, _("Hold the surveillance audit"));
  if (!is_recertified (&proof, context))
    nw_agenda_add (agenda, row, "recertification", proof.recertification_from, TRUE, recertification, _("Plan the recertification audit"));
}

static void
lack_state (const NwRow *row, const Proof *proof, NwGaps *gaps, const char *reason)
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
  Proof proof = read_proof (row, context);
  g_autofree char *text = proof.state == NW_PROOF_UNKNOWN ? say_unknown (&proof) : say_state (&proof, row, context);

  if (is_past (&proof, row, context))
    return;
  lack_state (row, &proof, gaps, text);
  if (nw_row_yes (row, "qualified"))
    nw_gaps_add (gaps, row, "certificate_qualified", NW_LEVEL_AMBER, NULL, _("The opinion is qualified: judge what it says against the service"));
  if (nw_row_number (row, "accredited") == 0 && proof.standard != NULL && proof.standard->cycle)
    nw_gaps_add (gaps, row, "certificate_not_accredited", NW_LEVEL_AMBER, NULL, _("The issuer is not accredited: ask for a certificate that counts"));
}
