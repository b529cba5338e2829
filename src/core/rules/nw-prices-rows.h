/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-prices.h"

G_BEGIN_DECLS

/* Rules: price_tier_gap. */
void nw_lack_price_tier (const NwRow *row, NwContext *context, NwGaps *gaps);

/* The tiers of the contract in row @contract, and what is wrong with some. */
GArray     *nw_price_tiers_of   (NwContext *context, gint64 contract);
const char *nw_say_tier_fault (NwTierFault fault);

G_END_DECLS
