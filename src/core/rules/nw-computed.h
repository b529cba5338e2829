/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

void nw_derive_framework       (const NwRow *row, NwContext *context, NwDerived *out);
void nw_derive_catalogue_title (const NwRow *row, NwContext *context, NwDerived *out);
void nw_derive_evidence        (const NwRow *row, NwContext *context, NwDerived *out);

NwDay nw_evidence_valid_until (NwDay collected, NwDay valid_until, gint64 cycle_months);

G_END_DECLS
