/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

typedef enum
{
  NW_EVIDENCE_NO_PERIOD, /* nobody knows how long it is valid */
  NW_EVIDENCE_EXPIRED,
  NW_EVIDENCE_EXPIRING,
  NW_EVIDENCE_VALID,
} NwEvidenceState;

/* How far a piece of evidence speaks for a span of days. */
typedef enum
{
  NW_COVERS_UNKNOWN,
  NW_COVERS_NOT,
  NW_COVERS_PARTLY,
  NW_COVERS_FULLY,
} NwCovers;

NwDay           nw_evidence_valid_until (NwDay collected, NwDay valid_until, gint64 cycle_months);
NwEvidenceState nw_evidence_state       (NwDay until, NwDay on, gint64 expiring_days);
const char     *nw_evidence_state_name  (NwEvidenceState state);
gboolean        nw_evidence_is_valid    (NwEvidenceState state);
NwCovers        nw_evidence_covers      (NwDay period_from, NwDay period_to, NwDay collected, NwDay valid_until, NwDay from,
                                         NwDay to);

G_END_DECLS
