/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-context.h"
#include "nw-reasons.h"
#include "nw-transfer.h"

G_BEGIN_DECLS

/* What a record of processing holds, in groups of mandatory facts: eight for
 * a controller (Art. 30(1) DSGVO), four for a processor (Art. 30(2)). */
typedef enum
{
  NW_VVT_WHO,
  NW_VVT_PURPOSES,
  NW_VVT_SUBJECTS,
  NW_VVT_DATA,
  NW_VVT_RECIPIENTS,
  NW_VVT_TRANSFERS,
  NW_VVT_ERASURE,
  NW_VVT_TOMS,
  NW_N_VVT_GROUPS,
} NwVvtGroup;

guint nw_vvt_needed (NwRole our_role);
guint nw_vvt_count  (guint groups);

void nw_derive_processing_activity  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_processing_activity (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_lack_processing_activity    (const NwRow *row, NwContext *context, NwGaps *gaps);

G_END_DECLS
