/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-entity.h"

G_BEGIN_DECLS

G_GNUC_PRINTF (2, 3)
gboolean nw_refuse (GError **error, const char *format, ...);

gboolean nw_in_range   (const NwField *field, gint64 number, const char *text, GError **error);
char    *nw_group_digits (const char *digits);
gboolean nw_parse_line (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error);
gboolean nw_parse_reference (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error);

G_END_DECLS
