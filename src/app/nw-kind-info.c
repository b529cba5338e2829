/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kind-info.h"

#include <glib/gi18n.h>

typedef struct
{
  const NwEntity *entity;
  const char     *icon;
  const char     *hint; /* what belongs there, for an empty list */
} Info;

static const Info infos[] = {
  { &nw_framework, "view-list-bullet-symbolic", N_("Standards, laws and catalogues whose requirements apply to you.") },
  { &nw_requirement, "view-list-ordered-symbolic", N_("The single requirements of a framework, such as A.5.19 or Art. 28(3).") },
  { &nw_mapping, "object-flip-horizontal-symbolic", N_("Which requirements of two frameworks cover each other.") },
  { &nw_assessment, "object-select-symbolic", N_("What your organisation says to each requirement: applicable or not, how far, who answers.") },
  { &nw_soa_version, "changes-prevent-symbolic", N_("Frozen statements of applicability, as approved.") },
  { &nw_evidence, "mail-attachment-symbolic", N_("Documents, records and reports that prove what you say.") },
  { &nw_policy, "accessories-dictionary-symbolic", N_("Policies with their approval and next review.") },
  { &nw_task, "media-playlist-repeat-symbolic", N_("Work that comes back: restore tests, access reviews, penetration tests.") },
  { &nw_training, "x-office-presentation-symbolic", N_("Trainings and how many people have done them.") },
  { &nw_risk, "dialog-warning-symbolic", N_("What may go wrong, how bad it would be, and what you do about it.") },
  { &nw_audit, "edit-find-symbolic", N_("Internal and external audits, planned and done.") },
  { &nw_finding, "emblem-important-symbolic", N_("What audits and incidents brought to light.") },
  { &nw_action, "emblem-ok-symbolic", N_("Corrective actions: who does what until when, and did it help.") },
  { &nw_management_review, "system-users-symbolic", N_("The reviews by top management and what they decided.") },
  { &nw_vendor, "package-x-generic-symbolic", N_("Companies that supply services or software to you.") },
  { &nw_service, "network-server-symbolic", N_("What a vendor does for you, where it runs and which data it sees.") },
  { &nw_certificate, "application-certificate-symbolic", N_("Certificates and attestation reports, your own and those of vendors.") },
  { &nw_contract, "text-editor-symbolic", N_("Contracts with their terms, notice periods and values.") },
  { &nw_price_tier, "view-sort-ascending-symbolic", N_("Prices that depend on the quantity.") },
  { &nw_cost_line, "format-justify-right-symbolic", N_("One-off and yearly costs beside the price.") },
  { &nw_sla, "power-profile-balanced-symbolic", N_("Service levels that were promised, such as the availability of a service.") },
  { &nw_credit_band, "view-sort-descending-symbolic", N_("How much money a missed service level brings back.") },
  { &nw_sla_measurement, "preferences-system-time-symbolic", N_("What was measured, month by month.") },
  { &nw_outage, "network-offline-symbolic", N_("When a service was down, and why.") },
  { &nw_exit_plan, "application-exit-symbolic", N_("How you would leave a vendor, and how long it would take.") },
  { &nw_exit_clause, "format-justify-left-symbolic", N_("What the contract says about leaving.") },
  { &nw_exit_step, "format-indent-more-symbolic", N_("The steps of an exit and what each waits for.") },
  { &nw_exit_item, "checkbox-checked-symbolic", N_("How ready you are, point by point.") },
  { &nw_exit_test, "applications-science-symbolic", N_("Exercises that show whether the plan works.") },
  { &nw_vendor_assessment, "starred-symbolic", N_("Questionnaires about a vendor and their scores.") },
  { &nw_answer, "dialog-question-symbolic", N_("The single answers of a questionnaire.") },
  { &nw_renewal_review, "view-refresh-symbolic", N_("Renew, renegotiate, replace or leave: the decision and its reasons.") },
  { &nw_business_case, "accessories-calculator-symbolic", N_("Cash flows of a decision and what they are worth.") },
  { &nw_selection, "view-dual-symbolic", N_("Selections among several offers.") },
  { &nw_criterion, "find-location-symbolic", N_("What offers are measured by.") },
  { &nw_offer, "x-office-document-symbolic", N_("Offers that were made.") },
  { &nw_rating, "semi-starred-symbolic", N_("How well an offer meets a criterion.") },
  { &nw_reference_check, "call-start-symbolic", N_("What other customers said.") },
  { &nw_proof_of_concept, "applications-engineering-symbolic", N_("Trials and how they went.") },
  { &nw_processing_activity, "view-paged-symbolic", N_("Your records of processing activities under Art. 30 GDPR.") },
  { &nw_dpa, "security-high-symbolic", N_("Data processing agreements under Art. 28 GDPR.") },
  { &nw_dpa_item, "checkbox-checked-symbolic", N_("The points that a data processing agreement must have.") },
  { &nw_recipient, "network-workgroup-symbolic", N_("Sub-processors and other recipients, and where they sit.") },
  { &nw_recipient_change, "mail-send-receive-symbolic", N_("Announced changes of sub-processors and your answer.") },
  { &nw_request, "mail-unread-symbolic", N_("Requests of data subjects and their clocks.") },
  { &nw_incident, "weather-storm-symbolic", N_("Security incidents and personal data breaches.") },
  { &nw_organisation, "user-home-symbolic", N_("Your organisation.") },
  { &nw_person, "avatar-default-symbolic", N_("Everyone who answers for something.") },
  { &nw_legal_parameter, "preferences-other-symbolic", N_("Figures that the law sets and that may change.") },
  { &nw_holiday, "x-office-calendar-symbolic", N_("Public holidays that the built-in rules do not know.") },
};

static const Info *
find (const NwEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (infos[i].entity == entity)
      return &infos[i];
  return NULL;
}

const char *
nw_kind_icon (const NwEntity *entity)
{
  const Info *info = find (entity);

  return info != NULL ? info->icon : "view-list-symbolic";
}

/* Returns: (nullable): what belongs into a list of this kind */
const char *
nw_kind_hint (const NwEntity *entity)
{
  const Info *info = find (entity);

  return info != NULL ? _(info->hint) : NULL;
}

const char *
nw_group_label (NwGroup group)
{
  static const char *const labels[NW_N_GROUPS] = {
    [NW_GROUP_CONTROLS] = N_("Requirements and Controls"),
    [NW_GROUP_AUDITS] = N_("Risks, Evidence and Audits"),
    [NW_GROUP_VENDORS] = N_("Vendors and Contracts"),
    [NW_GROUP_DECISIONS] = N_("Decisions"),
    [NW_GROUP_PRIVACY] = N_("Data Protection and Incidents"),
    [NW_GROUP_ORGANISATION] = N_("Organisation"),
  };

  return group < NW_N_GROUPS ? _(labels[group]) : "";
}
