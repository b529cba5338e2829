/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-numbers.h"

#include "../model/nw-value.h"

#include <stdlib.h>

/* For sorting gint64. */
int
nw_numbers_compare (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Exact; unknown when there is nothing to take the mean of. */
NwFraction
nw_numbers_mean (const gint64 *numbers, guint n)
{
  NwFraction sum = nw_fraction (0, 1);
  gint64 known = 0;

  for (guint i = 0; i < n; i++)
    if (numbers[i] != NW_UNKNOWN)
      {
        sum = nw_fraction_add (sum, nw_fraction (numbers[i], 1));
        known++;
      }
  return nw_fraction_div (sum, nw_fraction (known, 1));
}

/* The middle one, of an even number the mean of both. */
NwFraction
nw_numbers_median (const gint64 *numbers, guint n)
{
  g_autofree gint64 *known = g_new (gint64, n + 1);
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (numbers[i] != NW_UNKNOWN)
      known[count++] = numbers[i];
  if (count == 0)
    return NW_NO_FRACTION;
  qsort (known, count, sizeof *known, nw_numbers_compare);
  return nw_fraction_div (nw_fraction_add (nw_fraction (known[(count - 1) / 2], 1), nw_fraction (known[count / 2], 1)), nw_fraction (2, 1));
}
