/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

void nw_derive_offer  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_offer (const NwRow *row, NwContext *context, NwReasons *reasons);

/* Rules: selection_unlocked; offer_unrated. */
void nw_lack_selection (const NwRow *row, NwContext *context, NwGaps *gaps);
void nw_lack_offer     (const NwRow *row, NwContext *context, NwGaps *gaps);

G_END_DECLS
