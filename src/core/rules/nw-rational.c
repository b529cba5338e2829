/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-rational.h"

#include "../model/nw-value.h"

/* In two halves, because a long may have 32 bits. */
void
nw_whole_set (mpz_t out, gint64 number)
{
  guint64 size = number < 0 ? -(guint64) number : (guint64) number;

  mpz_set_ui (out, (unsigned long) (size >> 32));
  mpz_mul_2exp (out, out, 32);
  mpz_add_ui (out, out, (unsigned long) (size & G_MAXUINT32));
  if (number < 0)
    mpz_neg (out, out);
}

/* @a must be known. */
void
nw_rational_set (mpq_t out, NwFraction a)
{
  nw_whole_set (mpq_numref (out), a.n);
  nw_whole_set (mpq_denref (out), a.d);
  mpq_canonicalize (out);
}

static gint64
to_number (const mpz_t whole)
{
  guint64 size = 0;

  if (mpz_sizeinbase (whole, 2) > 63)
    return NW_UNKNOWN;
  mpz_export (&size, NULL, -1, sizeof size, 0, 0, whole);
  return mpz_sgn (whole) < 0 ? -(gint64) size : (gint64) size;
}

/**
 * nw_quotient_round:
 * @d: not 0
 * @digits: after the point, 0 or more
 *
 * Returns: n/d in units of the last of these digits, half away from zero;
 *   %NW_UNKNOWN where that does not fit
 */
gint64
nw_quotient_round (const mpz_t n, const mpz_t d, int digits)
{
  gboolean negative = mpz_sgn (n) * mpz_sgn (d) < 0;
  mpz_t above, below;
  gint64 number;

  mpz_init (above);
  mpz_init (below);
  mpz_ui_pow_ui (above, 10, (unsigned long) digits);
  mpz_mul (above, above, n);
  mpz_abs (above, above);
  mpz_abs (below, d);
  /* ⌊a/b + 1/2⌋ = ⌊(2a + b) / 2b⌋ */
  mpz_mul_2exp (above, above, 1);
  mpz_add (above, above, below);
  mpz_mul_2exp (below, below, 1);
  mpz_fdiv_q (above, above, below);
  if (negative)
    mpz_neg (above, above);
  number = to_number (above);
  mpz_clear (above);
  mpz_clear (below);
  return number;
}

/* Like nw_quotient_round(). */
gint64
nw_rational_round (const mpq_t a, int digits)
{
  return nw_quotient_round (mpq_numref (a), mpq_denref (a), digits);
}
