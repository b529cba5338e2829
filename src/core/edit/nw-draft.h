/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-journal.h"

G_BEGIN_DECLS

#define NW_TYPE_DRAFT (nw_draft_get_type ())
G_DECLARE_FINAL_TYPE (NwDraft, nw_draft, NW, DRAFT, GObject)

/**
 * A copy of a record as a form edits it. Each nw_draft_set_text() that is
 * valid is committed at once as one undo step; one that is not stays in the
 * draft with its error until it is mended. Signal "changed" (guint field)
 * after any of text, error or stored value of a field changed.
 */
NwDraft    *nw_draft_new        (NwJournal *journal, NwStore *store, NwRecord *record);
NwRecord   *nw_draft_get_record (NwDraft *self);
const char *nw_draft_get_text   (NwDraft *self, guint field);  /* as the form shows it */
const char *nw_draft_get_error  (NwDraft *self, guint field);  /* NULL when valid */
gboolean    nw_draft_set_text   (NwDraft *self, guint field, const char *text); /* FALSE: has an error now */
gboolean    nw_draft_set_value  (NwDraft *self, guint field, const NwValue *value);

G_END_DECLS
