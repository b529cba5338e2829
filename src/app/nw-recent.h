/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NW_MEDIA_TYPE "application/vnd.nachweis.register"

/* Registers that were opened lately, from the desktop's own list. */
GPtrArray *nw_recent_list     (void);
void       nw_recent_remember (const char *path);
void       nw_recent_forget   (const char *path);

G_END_DECLS
