/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

/* A text of many lines. It grows with what is written in it. */
#define NW_TYPE_NOTE_EDITOR (nw_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwNoteEditor, nw_note_editor, NW, NOTE_EDITOR, NwEditor)

struct _NwNoteEditor
{
  NwEditor parent_instance;

  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (NwNoteEditor, nw_note_editor, NW_TYPE_EDITOR)

static char *
dup_text (NwNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
commit (NwNoteEditor *self)
{
  NwEditor *editor = NW_EDITOR (self);
  NwEditing *editing = nw_editor_get_editing (editor);
  g_autofree char *text = dup_text (self);

  if (editing != NULL && strcmp (text, nw_editing_get_text (editing, nw_editor_get_index (editor))) != 0)
    nw_editing_set_text (editing, nw_editor_get_index (editor), text);
}

static void
nw_note_editor_flush (NwEditor *editor)
{
  commit (NW_NOTE_EDITOR (editor));
}

static void
nw_note_editor_update (NwEditor *editor)
{
  NwNoteEditor *self = NW_NOTE_EDITOR (editor);
  const char *text = nw_editing_get_text (nw_editor_get_editing (editor), nw_editor_get_index (editor));
  g_autofree char *shown = dup_text (self);

  if (strcmp (shown, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text, -1);
}

static GtkWidget *
nw_note_editor_get_control (NwEditor *editor)
{
  return NW_NOTE_EDITOR (editor)->view;
}

static void
nw_note_editor_class_init (NwNoteEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);

  editor_class->update = nw_note_editor_update;
  editor_class->flush = nw_note_editor_flush;
  editor_class->get_control = nw_note_editor_get_control;
}

static void
nw_note_editor_init (NwNoteEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = gtk_text_view_new ();
  /* Ctrl+Z takes back steps of the register, typed text among them. */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_widget_set_size_request (self->view, -1, 44);
  gtk_widget_add_css_class (self->view, "note");
  adw_bin_set_child (ADW_BIN (self), self->view);
  g_signal_connect_object (focus, "leave", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
}
