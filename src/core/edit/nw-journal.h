/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

#define NW_TYPE_JOURNAL (nw_journal_get_type ())
G_DECLARE_FINAL_TYPE (NwJournal, nw_journal, NW, JOURNAL, GObject)

/* Commits changes and remembers them, so that each is one step to undo.
 * Properties: "can-undo", "can-redo" (notified). */
NwJournal  *nw_journal_new      (NwStore *store);
gboolean    nw_journal_commit   (NwJournal *self, NwChange *change, const char *label, GError **error); /* takes @change */
gboolean    nw_journal_undo     (NwJournal *self, GError **error);
gboolean    nw_journal_redo     (NwJournal *self, GError **error);
gboolean    nw_journal_can_undo (NwJournal *self);
gboolean    nw_journal_can_redo (NwJournal *self);
const char *nw_journal_undo_label (NwJournal *self);
const char *nw_journal_redo_label (NwJournal *self);
void        nw_journal_set_actor (NwJournal *self, const char *actor);

G_END_DECLS
