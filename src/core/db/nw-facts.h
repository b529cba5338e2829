/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../rules/nw-context.h"
#include "nw-store.h"

G_BEGIN_DECLS

/* What the rules know of the register. See nw-facts.c. */
typedef struct _NwFacts NwFacts;

NwFacts *nw_facts_new    (NwStore *store);
void     nw_facts_free   (NwFacts *self);
void     nw_facts_forget (NwFacts *self);
void     nw_facts_set_bulk (NwFacts *self, gboolean bulk);
void     nw_facts_begin (NwFacts *self, const NwEntity *entity, gint64 id);
void     nw_facts_end   (NwFacts *self);
gboolean nw_facts_derive (NwFacts *self, NwContext *context, const NwEntity *entity, gint64 id, NwValue *cells, GError **error);
gboolean nw_facts_check  (NwFacts *self, GError **error);

/* After a commit: what it changed, and then what was computed from that. */
void        nw_facts_touch    (NwFacts *self, const NwEntity *entity, gint64 id);
void        nw_facts_touch_reference (NwFacts *self, const NwEntity *entity, guint field, const NwValue *value);
GHashTable *nw_facts_affected (NwFacts *self);
guint64     nw_facts_get_n_derived (NwFacts *self);
gboolean    nw_facts_reads    (NwFacts *self, const NwEntity *entity, const NwEntity *changed);

extern const NwFactsClass nw_facts_class;

G_END_DECLS
