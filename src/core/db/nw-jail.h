/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define NW_JAIL_NAME "jail"

void  nw_jail_register (void);
void  nw_jail_admit    (const char *path);
void  nw_jail_dismiss  (const char *path);
guint nw_jail_refusals (void);
