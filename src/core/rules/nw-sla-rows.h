/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

void nw_derive_sla  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_sla (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_sla     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_sla    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_sla_measurement  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_sla_measurement (const NwRow *row, NwContext *context, NwReasons *reasons);

G_END_DECLS
