/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_APP_ID "de.nachweis.Nachweis"

#define NW_TYPE_APP (nw_app_get_type ())
G_DECLARE_FINAL_TYPE (NwApp, nw_app, NW, APP, AdwApplication)

NwApp *nw_app_new (void);

G_END_DECLS
