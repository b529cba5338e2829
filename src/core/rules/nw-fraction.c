/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-fraction.h"

#include <string.h>

__extension__ typedef __int128 Wide;

static Wide
common_divisor (Wide a, Wide b)
{
  while (b != 0)
    {
      Wide rest = a % b;

      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

static NwFraction
reduce (Wide n, Wide d)
{
  Wide divisor;

  if (d == 0)
    return NW_NO_FRACTION;
  divisor = common_divisor (n, d);
  n /= divisor;
  d /= divisor;
  if (d < 0)
    {
      n = -n;
      d = -d;
    }
  if (n > G_MAXINT64 || n < -G_MAXINT64 || d > G_MAXINT64)
    return NW_NO_FRACTION;
  return (NwFraction){ (gint64) n, (gint64) d };
}

/* @d = 0 gives "unknown". */
NwFraction
nw_fraction (gint64 n, gint64 d)
{
  return reduce (n, d);
}

/**
 * nw_fraction_parse:
 * @decimal: (nullable): canonical decimal, such as `-12.50`
 *
 * Returns: exactly that number; unknown for %NULL, other texts, and numbers of
 *   more than 18 digits
 */
NwFraction
nw_fraction_parse (const char *decimal)
{
  gint64 n = 0, d = 1;
  gboolean negative, point = FALSE;
  int digits = 0;

  if (decimal == NULL)
    return NW_NO_FRACTION;
  negative = *decimal == '-';
  for (const char *c = decimal + negative; *c != '\0'; c++)
    if (*c == '.' && !point)
      point = TRUE;
    else if (g_ascii_isdigit (*c) && ++digits <= 18)
      {
        n = n * 10 + (*c - '0');
        d *= point ? 10 : 1;
      }
    else
      return NW_NO_FRACTION;
  return digits > 0 ? nw_fraction (negative ? -n : n, d) : NW_NO_FRACTION;
}

gboolean
nw_fraction_known (NwFraction a)
{
  return a.d != 0;
}

NwFraction
nw_fraction_add (NwFraction a, NwFraction b)
{
  Wide divisor, n;

  if (a.d == 0 || b.d == 0)
    return NW_NO_FRACTION;
  divisor = common_divisor (a.d, b.d);
  n = (Wide) a.n * (b.d / divisor);
  if (__builtin_add_overflow (n, (Wide) b.n * (a.d / divisor), &n))
    return NW_NO_FRACTION;
  return reduce (n, (Wide) a.d * (b.d / divisor));
}

NwFraction
nw_fraction_sub (NwFraction a, NwFraction b)
{
  return nw_fraction_add (a, (NwFraction){ -b.n, b.d });
}

NwFraction
nw_fraction_mul (NwFraction a, NwFraction b)
{
  return reduce ((Wide) a.n * b.n, (Wide) a.d * b.d);
}

/* Division by 0 gives "unknown". */
NwFraction
nw_fraction_div (NwFraction a, NwFraction b)
{
  if (b.d == 0)
    return NW_NO_FRACTION;
  return reduce ((Wide) a.n * b.d, (Wide) a.d * b.n);
}

/* Both must be known. */
int
nw_fraction_compare (NwFraction a, NwFraction b)
{
  Wide left = (Wide) a.n * b.d;
  Wide right = (Wide) b.n * a.d;

  g_return_val_if_fail (a.d != 0 && b.d != 0, 0);
  return left < right ? -1 : left > right;
}

static Wide
divide (Wide n, Wide d, NwRounding rounding)
{
  Wide whole = n / d, rest = n % d;

  if (rounding == NW_ROUND_DOWN)
    return rest < 0 ? whole - 1 : whole;
  if (rest < 0)
    return -rest >= d - -rest ? whole - 1 : whole;
  return rest >= d - rest ? whole + 1 : whole;
}

/* The whole number; @a must be known. */
gint64
nw_fraction_round (NwFraction a, NwRounding rounding)
{
  g_return_val_if_fail (a.d != 0, 0);
  return (gint64) divide (a.n, a.d, rounding);
}

/**
 * nw_fraction_format:
 * @digits: after the point, 0 to 9
 *
 * Returns: (transfer full) (nullable): the decimal, `NULL` for "unknown" and
 *   where it does not fit
 */
char *
nw_fraction_format (NwFraction a, int digits, NwRounding rounding)
{
  gint64 scale = 1;
  Wide value, size;

  if (a.d == 0)
    return NULL;
  for (int i = 0; i < digits; i++)
    scale *= 10;
  value = divide ((Wide) a.n * scale, a.d, rounding);
  size = value < 0 ? -value : value;
  if (size > G_MAXINT64)
    return NULL;
  if (digits == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, value < 0 ? "-" : "", (gint64) size);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, value < 0 ? "-" : "", (gint64) (size / scale), digits,
                          (gint64) (size % scale));
}
