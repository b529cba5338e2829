/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-notice.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

/* Contracts: their terms as the rules want them, and what is computed of them. */
NwTerms         nw_contract_terms   (const NwRow *row);
NwNoticeFigures nw_contract_figures (NwContext *context);
NwNotice        nw_contract_notice  (const NwRow *row, NwContext *context);
NwSwitch        nw_contract_switch  (const NwRow *row, NwContext *context);
gboolean nw_contract_goes_on_by_decision (const NwRow *row, NwContext *context, NwDay end);
NwDay           nw_contract_last_day (const NwRow *row, NwContext *context);
gboolean        nw_contract_is_over (const NwNotice *notice, NwContext *context);
const char     *nw_contract_currency (const NwRow *row, NwContext *context);

void nw_derive_contract  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_contract (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_contract     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_contract    (const NwRow *row, NwContext *context, NwGaps *gaps);

/* Sentences of the above; all (transfer full). */
char *nw_contract_say_receipt (const NwRow *row, NwContext *context, const NwNotice *notice);
char *nw_contract_say_next    (const NwRow *row, NwContext *context, const NwNotice *notice);
char *nw_contract_say_ended   (const NwRow *row, const NwNotice *notice);
char *nw_contract_say_missed  (const NwRow *row, NwContext *context, const NwNotice *notice);
char *nw_contract_say_lacks   (const NwRow *row, NwContext *context, const NwNotice *notice);

G_END_DECLS
