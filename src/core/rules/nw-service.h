/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-calendar.h"
#include "nw-span.h"

G_BEGIN_DECLS

/**
 * NwService:
 * @weekdays: bit 0 is Monday
 * @from: minute of the civil day at which service begins
 * @to: minute of the civil day at which it ends, 1440 for midnight
 * @lands: a public holiday in one of these has no service; 0: holidays do not matter
 * @calendar: asked only where @lands is set
 *
 * When a service is promised, in civil time of Germany. Its minutes are
 * nominal: each service day counts @to - @from, also when clocks change.
 */
typedef struct
{
  guint8      weekdays;
  int         from, to;
  NwLands     lands;
  NwCalendar *calendar;
} NwService;

#define NW_EVERY_DAY 0x7f

/* From @begin to before @end, in UTC seconds. */
typedef struct
{
  gint64   begin, end;
  gboolean excluded; /* agreed not to count: maintenance, force majeure, our own fault */
} NwOutage;

/* Service time in seconds, so that nothing is rounded before it is compared. */
typedef struct
{
  gint64   down;     /* outages without what is excluded */
  gint64   excluded;
  gboolean any;      /* an outage touches the window, excluded or not */
} NwDowntime;

gint64     nw_service_minutes (const NwService *service, NwSpan window);
gint64     nw_service_seconds (const NwService *service, gint64 begin, gint64 end);
NwDowntime nw_downtime        (const NwService *service, NwSpan window, const NwOutage *outages, guint n);

G_END_DECLS
