/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-control.h"

#include "../model/nw-value.h"

#include <string.h>

static const char *const status_names[NW_N_STATUSES] = {
  [NW_STATUS_OPEN] = "open", [NW_STATUS_PLANNED] = "planned", [NW_STATUS_PARTIAL] = "partial",
  [NW_STATUS_IMPLEMENTED] = "implemented", [NW_STATUS_VERIFIED] = "verified", [NW_STATUS_FULFILLED] = "fulfilled",
  [NW_STATUS_NOT_APPLICABLE] = "not_applicable",
};

/* @name: (nullable): a choice of the field "applicable" */
NwApplicable
nw_applicable_parse (const char *name)
{
  if (g_strcmp0 (name, "yes") == 0)
    return NW_APPLICABLE_YES;
  return g_strcmp0 (name, "no") == 0 ? NW_APPLICABLE_NO : NW_APPLICABLE_UNDECIDED;
}

/* @name: (nullable): a choice of the field "status" */
NwControlStatus
nw_control_status_parse (const char *name)
{
  for (guint i = NW_STATUS_OPEN; name != NULL && i < NW_N_STATUSES; i++)
    if (strcmp (status_names[i], name) == 0)
      return (NwControlStatus) i;
  return NW_STATUS_UNKNOWN;
}

/* The choice, %NULL for "unknown". */
const char *
nw_control_status_name (NwControlStatus status)
{
  return status_names[status];
}

/**
 * nw_control_effective:
 * @status: as a person set it
 * @valid_evidence: whether any evidence of it is valid today
 *
 * Returns: the status that may be reported: what is declared not applicable
 *   is so; "verified" without valid evidence is "implemented"; else @status
 */
NwControlStatus
nw_control_effective (NwApplicable applicable, NwControlStatus status, gboolean valid_evidence)
{
  if (applicable == NW_APPLICABLE_NO)
    return NW_STATUS_NOT_APPLICABLE;
  return status == NW_STATUS_VERIFIED && !valid_evidence ? NW_STATUS_IMPLEMENTED : status;
}

/* Whether it says that the requirement is met. */
gboolean
nw_control_is_claimed (NwControlStatus status)
{
  return status == NW_STATUS_IMPLEMENTED || status == NW_STATUS_VERIFIED || status == NW_STATUS_FULFILLED;
}

/* Whether it was decided that the requirement does not concern the organisation:
 * by its applicability, or by its status unless that contradicts. */
gboolean
nw_control_is_excluded (NwApplicable applicable, NwControlStatus status)
{
  return applicable == NW_APPLICABLE_NO || (status == NW_STATUS_NOT_APPLICABLE && applicable != NW_APPLICABLE_YES);
}

/**
 * nw_control_count:
 * @effective: from nw_control_effective()
 * @maturity: 0 to 5, or %NW_UNKNOWN
 *
 * Adds one row. The percentages are of what applies (ISO/IEC 27001, 6.1.3 d);
 * what nobody decided is counted apart, so that a figure can say how much of it
 * there is: as long as there is any, it must not be called met.
 */
void
nw_control_count (NwControlCounts *self, NwApplicable applicable, NwControlStatus effective, gint64 maturity)
{
  gboolean contradicts = effective == NW_STATUS_NOT_APPLICABLE;

  if (nw_control_is_excluded (applicable, effective))
    {
      self->n[NW_STATUS_NOT_APPLICABLE]++;
      return;
    }
  self->undecided += applicable != NW_APPLICABLE_YES || contradicts;
  if (applicable != NW_APPLICABLE_YES)
    return;
  self->n[contradicts ? NW_STATUS_UNKNOWN : effective]++;
  if (contradicts || maturity == NW_UNKNOWN)
    self->unrated++;
  else
    {
      self->rated++;
      self->maturity_sum += maturity;
    }
}

/* Rows that the percentages are of: those that somebody decided to be applicable. */
gint64
nw_control_applicable (const NwControlCounts *self)
{
  gint64 rows = 0;

  for (guint i = 0; i < NW_N_STATUSES; i++)
    rows += i != NW_STATUS_NOT_APPLICABLE ? self->n[i] : 0;
  return rows;
}

gint64
nw_control_implemented (const NwControlCounts *self)
{
  return self->n[NW_STATUS_IMPLEMENTED] + self->n[NW_STATUS_VERIFIED] + self->n[NW_STATUS_FULFILLED];
}

gint64
nw_control_verified (const NwControlCounts *self)
{
  return self->n[NW_STATUS_VERIFIED];
}

/* Percent of the applicable rows, 0 to 100; unknown when there are none. */
NwFraction
nw_implemented_pct (const NwControlCounts *self)
{
  return nw_fraction (100 * nw_control_implemented (self), nw_control_applicable (self));
}

NwFraction
nw_verified_pct (const NwControlCounts *self)
{
  return nw_fraction (100 * nw_control_verified (self), nw_control_applicable (self));
}

/* How far all is, by @weights; "fulfilled" claims as much as "implemented". */
NwFraction
nw_progress_pct (const NwControlCounts *self, const NwProgressWeights *weights)
{
  const struct { gint64 rows, weight; } parts[] = {
    { self->n[NW_STATUS_OPEN], weights->open },
    { self->n[NW_STATUS_PLANNED], weights->planned },
    { self->n[NW_STATUS_PARTIAL], weights->partial },
    { self->n[NW_STATUS_IMPLEMENTED] + self->n[NW_STATUS_FULFILLED], weights->implemented },
    { self->n[NW_STATUS_VERIFIED], weights->verified },
  };
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].weight == NW_UNKNOWN)
        return NW_NO_FRACTION;
      sum += parts[i].rows * parts[i].weight;
    }
  return nw_fraction (sum, nw_control_applicable (self));
}

/* Percent of DSGVO rows that are fulfilled, where a partial one counts as
 * @partial_percent of a row. */
NwFraction
nw_gdpr_pct (const NwControlCounts *self, gint64 partial_percent)
{
  if (partial_percent == NW_UNKNOWN)
    return NW_NO_FRACTION;
  return nw_fraction (100 * nw_control_implemented (self) + partial_percent * self->n[NW_STATUS_PARTIAL],
                      nw_control_applicable (self));
}

/* Mean over the rated rows alone: an unrated one is not a zero. */
NwFraction
nw_maturity_mean (const NwControlCounts *self)
{
  return nw_fraction (self->maturity_sum, self->rated);
}
