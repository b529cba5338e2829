/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

G_BEGIN_DECLS

/* How the window shows a kind: data, not code, and never required. */
const char *nw_kind_icon    (const NwEntity *entity);
const char *nw_kind_hint    (const NwEntity *entity);
const char *nw_group_label  (NwGroup group);

G_END_DECLS
