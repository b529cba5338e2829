/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

typedef enum
{
  NW_FINDING_UNKNOWN,
  NW_FINDING_MAJOR,
  NW_FINDING_MINOR,
  NW_FINDING_OBSERVATION,
  NW_FINDING_IMPROVEMENT,
  NW_FINDING_STRENGTH,
} NwFindingKind;

/* In the order in which a corrective action goes (ISO/IEC 27001, 10.2). */
typedef enum
{
  NW_FINDING_STATE_UNKNOWN,
  NW_FINDING_OPEN,
  NW_FINDING_CONTAINED,
  NW_FINDING_CAUSE_FOUND,
  NW_FINDING_ACTION_PLANNED,
  NW_FINDING_IMPLEMENTED,
  NW_FINDING_EFFECTIVENESS_CHECKED,
  NW_FINDING_CLOSED,
} NwFindingState;

/* Days from the finding until it is due. */
typedef struct
{
  gint64 major, minor;
} NwFindingDays;

/**
 * NwActionFacts:
 * @doer: row of the person who does it; 0 if nobody knows
 * @checker: row of the person who looked whether it works
 * @effective: 1 yes, 0 no, %NW_UNKNOWN not checked
 */
typedef struct
{
  NwDay    done_on, checked_on;
  gint64   doer, checker;
  gint64   effective;
  gboolean has_evidence;
} NwActionFacts;

/* What keeps a nonconformity from being closed. */
typedef enum
{
  NW_CLOSING_NO_CAUSE    = 1 << 0,
  NW_CLOSING_NO_ACTION   = 1 << 1,
  NW_CLOSING_NOT_DONE    = 1 << 2,
  NW_CLOSING_NO_EVIDENCE = 1 << 3,
  NW_CLOSING_NO_CHECK    = 1 << 4,
  NW_CLOSING_OWN_CHECK   = 1 << 5,
  NW_CLOSING_INEFFECTIVE = 1 << 6,
} NwClosing;

/* One requirement on one day: audited, or found wanting. */
typedef struct
{
  gint64 requirement;
  NwDay  day;
} NwOccasion;

NwFindingKind  nw_finding_kind_parse  (const char *name);
NwFindingState nw_finding_state_parse (const char *name);
NwDay          nw_finding_due         (NwFindingKind kind, NwDay due_on, NwDay found_on, NwDay next_audit,
                                       const NwFindingDays *days);
gboolean       nw_finding_is_done     (NwFindingKind kind, NwFindingState state);
guint          nw_finding_closing     (gboolean has_cause, const NwActionFacts *actions, guint n);
NwDay          nw_finding_closed_on   (const NwActionFacts *actions, guint n);
gint64         nw_finding_repeats     (const NwOccasion *findings, guint n, gint64 months);
gint64         nw_audit_covered       (const gint64 *due, guint n_due, const NwOccasion *audited, guint n, NwDay on, gint64 years);

G_END_DECLS
