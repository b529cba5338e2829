/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

G_BEGIN_DECLS

/* What many numbers come to; %NW_UNKNOWN ones are left out. */
NwFraction nw_numbers_mean    (const gint64 *numbers, guint n);
NwFraction nw_numbers_median  (const gint64 *numbers, guint n);
int        nw_numbers_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
