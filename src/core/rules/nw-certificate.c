/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-certificate.h"

#include <string.h>

static const NwStandard standards[] = {
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

/* A figure in months or days; -1 when it is unknown. */
int
nw_certificate_figure (NwContext *context, const char *key)
{
  gint64 number = nw_figure (context, key, context->on);

  return number >= 0 && number <= 1200 ? (int) number : -1;
}

static const NwStandard *
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
read_cycle (NwCertificate *proof, NwContext *context)
{
  g_autoptr (GArray) held = NULL;
  int months = nw_certificate_figure (context, "iso27001.recertification_months");

  if (!proof->own || proof->standard == NULL || !proof->standard->cycle || proof->state != NW_PROOF_VALID)
    return;
  held = held_audits (context);
  proof->next_surveillance = nw_next_surveillance (proof->facts.issued, proof->facts.valid_until,
                                                   nw_certificate_figure (context, "iso27001.surveillance_months"), (const NwDay *) held->data, held->len);
  if (months >= 0)
    proof->recertification_from = nw_add_months (proof->facts.valid_until, -months);
}

static void
read_facts (const NwRow *row, NwContext *context, NwCertificate *proof)
{
  const NwStandard *standard = proof->standard;

  proof->facts = (NwProofFacts){
    .form = standard->form, .issued = nw_row_day (row, "issued_on"), .valid_until = nw_row_day (row, "valid_until"),
    .attested = attested_of (row, standard->form), .bridge_until = nw_row_day (row, "bridge_letter_until"),
    .withdrawn_after = standard->withdrawn != NULL ? nw_day_parse (nw_figure_text (context, standard->withdrawn, context->on)) : NW_NO_DAY,
  };
  if (standard->cycle && proof->facts.valid_until == NW_NO_DAY)
    {
      proof->facts.valid_until = nw_certificate_expiry (proof->facts.issued, nw_certificate_figure (context, "iso27001.certificate_years"));
      proof->computed_expiry = proof->facts.valid_until != NW_NO_DAY;
    }
  proof->limits = (NwProofLimits){ .gap_months = nw_certificate_figure (context, "proof.gap_months"),
                                   .expired_months = nw_certificate_figure (context, "proof.expired_months"),
                                   .day_months = nw_certificate_figure (context, "proof.type1_months") };
}

NwCertificate
nw_certificate_read (const NwRow *row, NwContext *context)
{
  NwCertificate proof = { .standard = standard_of (row), .own = !nw_row_has (row, "vendor"), .state = NW_PROOF_UNKNOWN,
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
NwDay
nw_certificate_next_warning (const NwCertificate *proof, NwContext *context)
{
  const NwDay events[] = { proof->ends, proof->next_surveillance, proof->recertification_from };
  int days[G_N_ELEMENTS (warning_keys)];
  NwDay next = NW_NO_DAY;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    days[i] = nw_certificate_figure (context, warning_keys[i]);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      NwDay warning = nw_next_warning (events[i], days, G_N_ELEMENTS (days), context->on);

      if (warning != NW_NO_DAY && (next == NW_NO_DAY || warning < next))
        next = warning;
    }
  return next;
}

/* Whether a younger one of the same family, of the same vendor or our own,
 * proves longer: then nothing is to be done about this one. */
static gboolean
is_replaced_by (const NwCertificate *proof, const NwRow *row, const NwRow *other, NwContext *context)
{
  NwCertificate newer;

  if (other->id == row->id || nw_row_number (other, "vendor") != nw_row_number (row, "vendor"))
    return FALSE;
  newer = nw_certificate_read (other, context);
  return newer.standard != NULL && proof->standard->family != NULL && newer.standard->family != NULL
         && strcmp (newer.standard->family, proof->standard->family) == 0
         && newer.ends != NW_NO_DAY && (proof->ends == NW_NO_DAY || newer.ends > proof->ends);
}

static gboolean
is_replaced (const NwCertificate *proof, const NwRow *row, NwContext *context)
{
  GPtrArray *others = proof->own ? nw_context_all (context, &nw_certificate)
                                 : nw_context_children (context, &nw_certificate, "vendor", nw_row_number (row, "vendor"));

  for (guint i = 0; i < others->len && proof->standard != NULL; i++)
    if (is_replaced_by (proof, row, others->pdata[i], context))
      return TRUE;
  return FALSE;
}

/* Whether nobody needs it any more. */
gboolean
nw_certificate_is_past (const NwCertificate *proof, const NwRow *row, NwContext *context)
{
  const NwRow *vendor = nw_context_ref (context, row, "vendor");

  return (vendor != NULL && nw_row_is (vendor, "status", "ended")) || is_replaced (proof, row, context);
}

/* Whether the recertification of this certificate is at least planned. */
gboolean
nw_certificate_is_recertified (const NwCertificate *proof, NwContext *context)
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
