/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-import.h"

G_BEGIN_DECLS

/*
 * Which row of the register a uuid of an imported document stands for: one
 * that is there, or one that comes later in the document.
 */
typedef struct _NwRegisterLinks NwRegisterLinks;

NwRegisterLinks *nw_register_links_new    (NwStore *store);
void             nw_register_links_free   (NwRegisterLinks *self);
gint64           nw_register_links_meet   (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16], const char *code,
                                           const char **why);
gint64           nw_register_links_create (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16]);
gint64           nw_register_links_find   (NwRegisterLinks *self, const NwEntity *entity, const guint8 uuid[16], const char *code,
                                           guint line);
void             nw_register_links_check  (NwRegisterLinks *self, NwImportReport *report);

G_END_DECLS
