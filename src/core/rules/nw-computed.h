/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "../model/nw-entity.h"

G_BEGIN_DECLS

/**
 * NwContext:
 * @on: the day that counts as today
 * @count: number of records of @entity that are not deleted and whose
 *   reference @field points to row @target; if @flag is given, only those
 *   where that yes-or-no field is yes
 *
 * What a computed field may know beside its own record.
 */
struct _NwContext
{
  NwDay    on;
  gpointer store;
  gint64 (*count) (NwContext *context, const NwEntity *entity, const char *field, gint64 target, const char *flag);
};

void nw_compute_framework_requirements (const NwRow *row, NwContext *context, NwValue *value);
void nw_compute_framework_assessable   (const NwRow *row, NwContext *context, NwValue *value);
void nw_compute_catalogue_title        (const NwRow *row, NwContext *context, NwValue *value);
void nw_compute_evidence_state         (const NwRow *row, NwContext *context, NwValue *value);

NwDay nw_evidence_valid_until (NwDay collected, NwDay valid_until, gint64 cycle_months);
NwDay nw_add_months           (NwDay day, int months);

G_END_DECLS
