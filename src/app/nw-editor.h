/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-editing.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NW_TYPE_EDITOR (nw_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (NwEditor, nw_editor, NW, EDITOR, AdwBin)

/**
 * NwEditorClass:
 * @setup: the field is known: build what depends on it
 * @update: show what the editing holds now
 * @flush: (nullable): hand over what was typed and not yet committed
 * @get_control: the widget that takes the focus and carries the field's name
 *
 * The part of a form that edits one field. One subclass per way of editing,
 * chosen by the field's kind of value.
 */
struct _NwEditorClass
{
  AdwBinClass parent_class;

  void       (*setup)       (NwEditor *self);
  void       (*update)      (NwEditor *self);
  void       (*flush)       (NwEditor *self);
  GtkWidget *(*get_control) (NwEditor *self);
};

NwEditor      *nw_editor_new         (const NwEntity *entity, guint index);
NwEditing     *nw_editor_get_editing (NwEditor *self);
void           nw_editor_set_editing (NwEditor *self, NwEditing *editing);
const NwField *nw_editor_get_field   (NwEditor *self);
guint          nw_editor_get_index   (NwEditor *self);
GtkWidget     *nw_editor_get_control (NwEditor *self);
GtkWidget     *nw_editor_get_suffix  (NwEditor *self);
GtkWidget     *nw_editor_add_button  (NwEditor *self, const char *icon, const char *tooltip);
void           nw_editor_update      (NwEditor *self);
void           nw_editor_flush       (NwEditor *self);
void           nw_editor_preview     (NwEditor *self, const char *text);
const NwValue *nw_editor_get_value   (NwEditor *self);
void           nw_editor_set_value   (NwEditor *self, const NwValue *value);
void           nw_editor_fill_button (GtkWidget *button);
void           nw_editor_jump        (NwEditor *self, gint64 id);

GType nw_text_editor_get_type     (void);
GType nw_date_editor_get_type     (void);
GType nw_note_editor_get_type     (void);
GType nw_choice_editor_get_type   (void);
GType nw_set_editor_get_type      (void);
GType nw_ref_editor_get_type      (void);
GType nw_links_editor_get_type    (void);
GType nw_computed_editor_get_type (void);

G_END_DECLS
