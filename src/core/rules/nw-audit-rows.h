/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-audit.h"
#include "nw-control-rows.h"

G_BEGIN_DECLS

/* Deadlines: finding_due, stage2_major, action_due, audit, management_review. */
NW_RULES_OF (finding);
NW_RULES_OF (action);

void nw_due_audit              (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_audit             (const NwRow *row, NwContext *context, NwGaps *gaps);
void nw_due_management_review  (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_management_review (const NwRow *row, NwContext *context, NwGaps *gaps);

void     nw_audit_coverage_of   (NwContext *context, const NwRow *framework, gint64 *audited, gint64 *due, gint64 *undecided);
gint64   nw_finding_repeats_of  (NwContext *context, gint64 *all, gint64 *unjudged);
gint64   nw_finding_row_days    (const NwRow *finding);

G_END_DECLS
