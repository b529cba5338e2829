/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-control.h"
#include "nw-evidence.h"
#include "nw-owner.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

/* The rules of a kind: what it computes, why, what falls due, what is missing. */
#define NW_RULES_OF(kind) \
  void nw_derive_##kind (const NwRow *row, NwContext *context, NwDerived *out); \
  void nw_explain_##kind (const NwRow *row, NwContext *context, NwReasons *reasons); \
  void nw_due_##kind (const NwRow *row, NwContext *context, NwAgenda *agenda); \
  void nw_lack_##kind (const NwRow *row, NwContext *context, NwGaps *gaps)

/* Deadlines: assessment_review, evidence_expiry, policy_review, task_due,
 * training_due. */
NW_RULES_OF (assessment);
NW_RULES_OF (evidence);
NW_RULES_OF (policy);
NW_RULES_OF (task);
NW_RULES_OF (training);

/* For figures over many rows. */
void              nw_assessment_count (const NwRow *row, NwControlCounts *counts);
NwProgressWeights nw_progress_weights (NwContext *context, NwDay on);

/* Between the files of this family. */
GPtrArray      *nw_linked_rows            (NwContext *context, const NwRow *row, const char *field);
NwDay           nw_evidence_until_of_row  (const NwRow *evidence, NwContext *context);
NwEvidenceState nw_evidence_state_of_row  (const NwRow *evidence, NwContext *context);
NwEvidenceState nw_evidence_best_of       (const NwRow *row, NwContext *context, guint *n);
gboolean        nw_is_excluded_row        (const NwRow *assessment);
gboolean        nw_is_control_row         (const NwRow *assessment, NwContext *context);
char           *nw_say_percent            (NwFraction percent);
void            nw_lack_late_review       (const NwRow *row, NwContext *context, NwGaps *gaps, const char *field);

G_END_DECLS
