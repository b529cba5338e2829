/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

/* Where the rules of the kinds put what they find. */
struct _NwAgenda
{
  NwContext *context;
  GPtrArray *list;     /* of NwDeadline */
  NwDay      from, to; /* days of interest, both inclusive */
};

struct _NwGaps
{
  NwContext *context;
  GPtrArray *list; /* of NwGap */
};

/* What was found is shared between the lists that hold it. */
NwDeadline *nw_deadline_ref   (NwDeadline *self);
void        nw_deadline_unref (NwDeadline *self);
NwGap      *nw_gap_ref        (NwGap *self);
void        nw_gap_unref      (NwGap *self);
GPtrArray  *nw_deadlines_new  (void);
GPtrArray  *nw_gap_list_new   (void);

G_END_DECLS
