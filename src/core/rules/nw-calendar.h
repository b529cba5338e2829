/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

/* A set of German Länder, one bit each in the order of nw_land_codes(). */
typedef guint32 NwLands;
#define NW_ALL_LANDS 0xffffu

typedef enum
{
  NW_MONDAY, NW_TUESDAY, NW_WEDNESDAY, NW_THURSDAY, NW_FRIDAY, NW_SATURDAY, NW_SUNDAY,
} NwWeekday;

/* Public holidays: the shipped rules (data/catalogues/holidays.psv) and the
 * days that a register adds. The rules tell the law since 1990; years before
 * get what was not changed since. */
typedef struct _NwCalendar NwCalendar;

NwCalendar *nw_calendar_new        (void);
void        nw_calendar_free       (NwCalendar *self);
void        nw_calendar_add        (NwCalendar *self, NwLands lands, NwDay day, const char *name_en, const char *name_de);
NwLands     nw_calendar_holiday_in (NwCalendar *self, NwDay day);
const char *nw_calendar_name       (NwCalendar *self, NwDay day, NwLands lands);
gboolean    nw_calendar_is_werktag    (NwCalendar *self, NwDay day, NwLands lands);
gboolean    nw_calendar_is_arbeitstag (NwCalendar *self, NwDay day, NwLands lands);

NwLands     nw_land     (const char *code);
NwWeekday   nw_weekday  (NwDay day);
NwDay       nw_easter   (int year);

/* Civil time in Germany. */
NwDay       nw_berlin_day     (gint64 seconds);
int         nw_berlin_offset  (gint64 seconds);
gint64      nw_berlin_instant (NwDay day, int seconds_of_day);

NwDay       nw_add_months (NwDay day, int months);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwCalendar, nw_calendar_free)

G_END_DECLS
