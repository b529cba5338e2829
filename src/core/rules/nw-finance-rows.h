/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

void nw_derive_business_case  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_business_case (const NwRow *row, NwContext *context, NwReasons *reasons);

/* The cost of a contract over years: a part of what is computed of contracts. */
void nw_derive_contract_cost  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_contract_cost (const NwRow *row, NwContext *context, NwReasons *reasons);

G_END_DECLS
