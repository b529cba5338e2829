/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What windows remember from day to day, in window.ini of the state folder.
 * A missing or broken file means defaults, never an error. */
int      nw_state_get_int     (const char *group, const char *key, int fallback);
gboolean nw_state_get_boolean (const char *group, const char *key, gboolean fallback);
char    *nw_state_dup_string  (const char *group, const char *key);
void     nw_state_set_int     (const char *group, const char *key, int value);
void     nw_state_set_boolean (const char *group, const char *key, gboolean value);
void     nw_state_set_string  (const char *group, const char *key, const char *value);
void     nw_state_flush       (void);

G_END_DECLS
