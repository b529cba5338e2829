/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"

#include <gmp.h>

G_BEGIN_DECLS

/* Between the numbers of the register and those of any size that a long sum
 * of powers needs. */

void   nw_whole_set      (mpz_t out, gint64 number);
void   nw_rational_set   (mpq_t out, NwFraction a);
gint64 nw_quotient_round (const mpz_t n, const mpz_t d, int digits);
gint64 nw_rational_round (const mpq_t a, int digits);

G_END_DECLS
