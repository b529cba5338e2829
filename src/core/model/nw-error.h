/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NW_ERROR (nw_error_quark ())

/**
 * NwError:
 * @NW_ERROR_INVALID: a value was refused; nothing was changed
 * @NW_ERROR_NOT_FOUND: no such kind, field or record
 * @NW_ERROR_USAGE: the question itself makes no sense
 * @NW_ERROR_FAULT: the answer is no: a check found a fault
 */
typedef enum
{
  NW_ERROR_INVALID,
  NW_ERROR_NOT_FOUND,
  NW_ERROR_USAGE,
  NW_ERROR_FAULT,
} NwError;

GQuark nw_error_quark (void);

G_END_DECLS
