/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nw-error.h"

G_DEFINE_QUARK (nw-error-quark, nw_error)
