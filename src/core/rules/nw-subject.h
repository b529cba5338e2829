/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

char    *nw_context_title    (NwContext *context, const NwRow *row);
gboolean nw_row_in_framework (NwContext *context, const NwRow *row, const NwRow *framework);

G_END_DECLS
