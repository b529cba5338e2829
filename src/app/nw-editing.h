/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-session.h"

G_BEGIN_DECLS

#define NW_TYPE_EDITING (nw_editing_get_type ())
G_DECLARE_FINAL_TYPE (NwEditing, nw_editing, NW, EDITING, GObject)

/**
 * What editors edit: a record that exists, where each valid value is
 * committed at once, or one to be created, where values wait for
 * nw_editing_create(). Signal "changed" (guint field) after any of text,
 * error or value of a field changed; "previewed" after computed values became
 * those of a text that is being typed, or no longer are.
 */
NwEditing      *nw_editing_new_for_record (NwSession *session, NwRecord *record);
NwEditing      *nw_editing_new_for_kind   (NwSession *session, const NwEntity *entity);
NwSession      *nw_editing_get_session    (NwEditing *self);
const NwEntity *nw_editing_get_entity     (NwEditing *self);
NwRecord       *nw_editing_get_record     (NwEditing *self);
const NwValue  *nw_editing_get_value      (NwEditing *self, guint field);
const char     *nw_editing_get_text       (NwEditing *self, guint field);
const char     *nw_editing_get_error      (NwEditing *self, guint field);
gboolean        nw_editing_set_text       (NwEditing *self, guint field, const char *text);
gboolean        nw_editing_set_value      (NwEditing *self, guint field, const NwValue *value);
void            nw_editing_revert         (NwEditing *self, guint field);
void            nw_editing_preview        (NwEditing *self, guint field, const char *text);
gboolean        nw_editing_is_previewing  (NwEditing *self);
NwReasons      *nw_editing_explain        (NwEditing *self);
gint64          nw_editing_create         (NwEditing *self, GError **error);

G_END_DECLS
