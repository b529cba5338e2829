/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A civil date: days since 1970-01-01, without time or zone. */
typedef gint32 NwDay;
#define NW_NO_DAY G_MININT32

#define NW_YEAR_MIN 1600
#define NW_YEAR_MAX 9999

NwDay    nw_day_new       (int year, int month, int day);
void     nw_day_split     (NwDay day, int *year, int *month, int *mday);
int      nw_day_year      (NwDay day);
NwDay    nw_day_parse     (const char *iso);
char    *nw_day_format    (NwDay day);
int      nw_days_in_month (int year, int month);
NwDay    nw_day_today     (void);

gboolean nw_instant_parse  (const char *iso, gint64 *seconds);
char    *nw_instant_format (gint64 seconds);

G_END_DECLS
