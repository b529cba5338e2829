/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"

G_BEGIN_DECLS

gint64 nw_owner_answers (NwContext *context, const NwRow *row);

/* For the rules of a kind, while there is something left to do about @row. */
void nw_lack_owner       (const NwRow *row, NwGaps *gaps);
void nw_lack_owner_above (const NwRow *row, NwGaps *gaps);
void nw_lack_owner_left  (const NwRow *row, NwGaps *gaps);
void nw_lack_owner_as    (const NwRow *row, NwGaps *gaps, const char *rule, const char *reason, const char *what);

G_END_DECLS
