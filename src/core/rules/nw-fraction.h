/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NwFraction:
 *
 * An exact number n/d, d > 0 and in lowest terms. d = 0 is "unknown": what is
 * computed from it is unknown too, and so is what does not fit.
 */
typedef struct
{
  gint64 n, d;
} NwFraction;

#define NW_NO_FRACTION ((NwFraction){ 0, 0 })

typedef enum
{
  NW_ROUND_HALF_AWAY, /* commercial */
  NW_ROUND_DOWN,      /* towards minus infinity */
} NwRounding;

NwFraction nw_fraction         (gint64 n, gint64 d);
NwFraction nw_fraction_parse   (const char *decimal);
gboolean   nw_fraction_known   (NwFraction a);
NwFraction nw_fraction_add     (NwFraction a, NwFraction b);
NwFraction nw_fraction_sub     (NwFraction a, NwFraction b);
NwFraction nw_fraction_mul     (NwFraction a, NwFraction b);
NwFraction nw_fraction_div     (NwFraction a, NwFraction b);
int        nw_fraction_compare (NwFraction a, NwFraction b);
gint64     nw_fraction_round   (NwFraction a, NwRounding rounding);
char      *nw_fraction_format  (NwFraction a, int digits, NwRounding rounding);

G_END_DECLS
