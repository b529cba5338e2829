/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-organisation.h"

#include "../model/nw-value.h"

/**
 * nw_legal_stale:
 * @checked: %NW_NO_DAY: never
 *
 * Returns: whether it is more than @stale_days since a figure was checked
 */
NwAnswer
nw_legal_stale (NwDay checked, gint64 stale_days, NwDay on)
{
  if (checked == NW_NO_DAY)
    return NW_ANSWER_YES;
  if (stale_days == NW_UNKNOWN)
    return NW_ANSWER_UNKNOWN;
  return (gint64) on - checked > stale_days ? NW_ANSWER_YES : NW_ANSWER_NO;
}

/* The last day on which a figure is not stale yet. */
NwDay
nw_legal_check_due (NwDay checked, gint64 stale_days)
{
  if (checked == NW_NO_DAY || stale_days == NW_UNKNOWN || stale_days < 0 || stale_days > G_MAXINT16)
    return NW_NO_DAY;
  return checked + (NwDay) stale_days;
}

/**
 * nw_dpo_why:
 *
 * Whether a data protection officer has to be named (Art. 37 (1) DSGVO, BDSG
 * § 38 (1)), as far as a register knows. Not more people process constantly
 * than there are; what is known to be no is told apart from what nobody knows.
 */
NwDpoWhy
nw_dpo_why (const NwDpoFacts *facts)
{
  if (facts->dpia_yes > 0)
    return NW_DPO_DPIA;
  if (facts->threshold == NW_UNKNOWN)
    return NW_DPO_NO_FIGURE;
  if (facts->headcount == NW_UNKNOWN)
    return NW_DPO_NO_HEADCOUNT;
  if (facts->headcount >= facts->threshold)
    return NW_DPO_HEADCOUNT;
  if (facts->activities == 0)
    return NW_DPO_NO_ACTIVITIES;
  if (facts->dpia_unknown > 0)
    return NW_DPO_NOT_CHECKED;
  return facts->special > 0 ? NW_DPO_SPECIAL : NW_DPO_NONE;
}

NwAnswer
nw_dpo_answer (NwDpoWhy why)
{
  if (why == NW_DPO_DPIA || why == NW_DPO_HEADCOUNT)
    return NW_ANSWER_YES;
  return why == NW_DPO_NONE ? NW_ANSWER_NO : NW_ANSWER_UNKNOWN;
}
