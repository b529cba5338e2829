/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"

G_BEGIN_DECLS

/**
 * NwViewName:
 * @name: stable name of a kind of deadline, or of a rule that a gap breaks
 * @label: what people call it; untranslated
 */
typedef struct
{
  const char *name;
  const char *label;
} NwViewName;

const NwViewName *nw_deadline_kinds (guint *n);
const NwViewName *nw_gap_rules      (guint *n);

const char *nw_deadline_label       (const char *kind);
const char *nw_gap_label            (const char *rule);
const char *nw_level_label          (NwLevel level);
const char *nw_gap_level_label      (NwLevel level);

G_END_DECLS
