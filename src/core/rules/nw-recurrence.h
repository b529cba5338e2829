/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/* Days that recur, and days after which something is late. */
NwDay    nw_due_after_months (NwDay last, gint64 months);
NwDay    nw_due_after_days   (NwDay last, gint64 days);
gboolean nw_is_late          (NwDay due, NwDay on);

NwFraction nw_training_rate (gint64 valid_persons, gint64 due_persons);

G_END_DECLS
