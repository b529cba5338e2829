/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_START_PAGE (nw_start_page_get_type ())
G_DECLARE_FINAL_TYPE (NwStartPage, nw_start_page, NW, START_PAGE, AdwBin)

/* What a window shows before a register is open. Signal "open" (path). */

G_END_DECLS
