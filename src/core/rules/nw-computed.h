/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-evidence.h"

G_BEGIN_DECLS

void nw_derive_framework       (const NwRow *row, NwContext *context, NwDerived *out);
void nw_derive_catalogue_title (const NwRow *row, NwContext *context, NwDerived *out);

G_END_DECLS
