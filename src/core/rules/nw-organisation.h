/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-clock.h"

G_BEGIN_DECLS

NwAnswer nw_legal_stale     (NwDay checked, gint64 stale_days, NwDay on);
NwDay    nw_legal_check_due (NwDay checked, gint64 stale_days);

/**
 * NwDpoWhy:
 *
 * What decided whether a data protection officer is needed.
 */
typedef enum
{
  NW_DPO_DPIA,             /* some processing needs a DPIA: yes */
  NW_DPO_HEADCOUNT,        /* as many people as may process constantly: yes, as a precaution */
  NW_DPO_NO_HEADCOUNT,     /* unknown: the headcount is */
  NW_DPO_NO_ACTIVITIES,    /* unknown: no processing is recorded */
  NW_DPO_NOT_CHECKED,      /* unknown: for some processing nobody checked */
  NW_DPO_SPECIAL,          /* unknown: special categories, perhaps on a large scale */
  NW_DPO_NO_FIGURE,        /* unknown: the threshold is */
  NW_DPO_NONE,             /* no */
} NwDpoWhy;

/**
 * NwDpoFacts:
 * @headcount: %NW_UNKNOWN, as @threshold, if nobody knows it
 * @activities: how many kinds of processing are recorded, and of them:
 * @dpia_yes: need a DPIA
 * @dpia_unknown: nobody checked
 * @special: process special categories, or nobody said that they do not
 */
typedef struct
{
  gint64 headcount, threshold;
  guint  activities, dpia_yes, dpia_unknown, special;
} NwDpoFacts;

NwDpoWhy nw_dpo_why    (const NwDpoFacts *facts);
NwAnswer nw_dpo_answer (NwDpoWhy why);

G_END_DECLS
