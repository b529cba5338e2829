/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

/* What the program works out: shown, selectable, never typed. */
#define NW_TYPE_COMPUTED_EDITOR (nw_computed_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwComputedEditor, nw_computed_editor, NW, COMPUTED_EDITOR, NwEditor)

struct _NwComputedEditor
{
  NwEditor parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (NwComputedEditor, nw_computed_editor, NW_TYPE_EDITOR)

static void
nw_computed_editor_update (NwEditor *editor)
{
  NwStore *store = nw_session_get_store (nw_editing_get_session (nw_editor_get_editing (editor)));
  g_autofree char *text = nw_store_display (store, nw_editor_get_field (editor), nw_editor_get_value (editor));

  gtk_label_set_text (GTK_LABEL (NW_COMPUTED_EDITOR (editor)->label), *text != '\0' ? text : "—");
}

static GtkWidget *
nw_computed_editor_get_control (NwEditor *editor)
{
  return NW_COMPUTED_EDITOR (editor)->label;
}

static void
nw_computed_editor_class_init (NwComputedEditorClass *klass)
{
  NW_EDITOR_CLASS (klass)->update = nw_computed_editor_update;
  NW_EDITOR_CLASS (klass)->get_control = nw_computed_editor_get_control;
}

static void
nw_computed_editor_init (NwComputedEditor *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  adw_bin_set_child (ADW_BIN (self), self->label);
}
