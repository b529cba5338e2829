/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-output.h"

G_BEGIN_DECLS

gboolean nw_output_check_target (const char *path, const char *register_path, GError **error);

G_END_DECLS
