/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct _NwLock NwLock;

NwLock  *nw_lock_take  (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean nw_lock_break (const char *path, GError **error);
void     nw_lock_free  (NwLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwLock, nw_lock_free)
