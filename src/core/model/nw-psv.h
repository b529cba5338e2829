/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A shipped table: fields separated by |, the first line names them. */
typedef struct _NwPsv NwPsv;

NwPsv      *nw_psv_shared (const char *name);
NwPsv      *nw_psv_load (const char *name);
void        nw_psv_free (NwPsv *self);
guint       nw_psv_rows (NwPsv *self);
const char *nw_psv_get  (NwPsv *self, guint row, const char *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwPsv, nw_psv_free)

G_END_DECLS
