/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-control-rows.h"
#include "nw-risk.h"

G_BEGIN_DECLS

/* Deadlines: risk_review, risk_treatment_due, risk_acceptance_expiry. */
NW_RULES_OF (risk);

gint64   nw_risk_score_of_row    (const NwRow *risk);
gboolean nw_risk_row_is_accepted (const NwRow *risk, NwContext *context);

G_END_DECLS
