/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

/* What a service level is measured over. */
typedef enum
{
  NW_SPAN_UNKNOWN,
  NW_SPAN_MONTH,
  NW_SPAN_QUARTER,
  NW_SPAN_YEAR,
  NW_SPAN_ROLLING, /* 30 days, read at the end of each month */
} NwSpanKind;

/* Days from @from to @to, both inclusive; @from = %NW_NO_DAY: no window. */
typedef struct
{
  NwDay from, to;
} NwSpan;

#define NW_NO_SPAN ((NwSpan){ NW_NO_DAY, NW_NO_DAY })

NwSpanKind nw_span_kind  (const char *choice);
NwSpanKind nw_span_guess (const char *period);
NwSpan     nw_span_parse (NwSpanKind kind, const char *period);
NwSpan     nw_span_at    (NwSpanKind kind, NwDay day);
NwSpan     nw_span_ended (NwSpanKind kind, NwDay on);
NwSpan     nw_span_next  (NwSpanKind kind, NwSpan window);
NwDay      nw_span_end_of (const char *period);
gint64       nw_span_number (NwSpanKind kind, NwSpan window);
char        *nw_span_name  (NwSpanKind kind, NwSpan window);

G_END_DECLS
