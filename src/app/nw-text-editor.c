/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

#include <glib/gi18n.h>

/* One line of text: also numbers, codes and addresses, each with the input
 * purpose that an on-screen keyboard wants to know. */
#define NW_TYPE_TEXT_EDITOR (nw_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwTextEditor, nw_text_editor, NW, TEXT_EDITOR, NwEditor)

struct _NwTextEditor
{
  NwEditor parent_instance;

  GtkWidget *text;
  GtkWidget *visit;
};

G_DEFINE_FINAL_TYPE (NwTextEditor, nw_text_editor, NW_TYPE_EDITOR)

static void
commit (NwTextEditor *self)
{
  NwEditor *editor = NW_EDITOR (self);
  NwEditing *editing = nw_editor_get_editing (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (editing != NULL && strcmp (text, nw_editing_get_text (editing, nw_editor_get_index (editor))) != 0)
    nw_editing_set_text (editing, nw_editor_get_index (editor), text);
}

static void
changed_cb (NwTextEditor *self)
{
  nw_editor_preview (NW_EDITOR (self), gtk_editable_get_text (GTK_EDITABLE (self->text)));
}

/* Esc gives back what was there before the person typed. */
static gboolean
key_pressed_cb (NwTextEditor *self, guint keyval)
{
  NwEditing *editing = nw_editor_get_editing (NW_EDITOR (self));
  guint index = nw_editor_get_index (NW_EDITOR (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (keyval != GDK_KEY_Escape || editing == NULL)
    return GDK_EVENT_PROPAGATE;
  if (nw_editing_get_error (editing, index) != NULL)
    nw_editing_revert (editing, index);
  else if (strcmp (text, nw_editing_get_text (editing, index)) != 0)
    nw_editor_update (NW_EDITOR (self));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
visit_cb (NwTextEditor *self)
{
  const NwField *field = nw_editor_get_field (NW_EDITOR (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autofree char *uri = g_strconcat (field->kind == &NW_EMAIL ? "mailto:" : "", text, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static GtkInputPurpose
purpose_of (const NwKind *kind)
{
  if (kind == &NW_INT || kind == &NW_MONEY || kind == &NW_DECIMAL || kind == &NW_PERCENT)
    return GTK_INPUT_PURPOSE_NUMBER;
  if (kind == &NW_URL)
    return GTK_INPUT_PURPOSE_URL;
  return kind == &NW_EMAIL ? GTK_INPUT_PURPOSE_EMAIL : GTK_INPUT_PURPOSE_FREE_FORM;
}

static const char *
example_of (const NwKind *kind)
{
  if (kind == &NW_INSTANT)
    return nw_language () == NW_LANGUAGE_GERMAN ? "31.12.2026 23:59" : "2026-12-31 23:59";
  if (kind == &NW_COUNTRY)
    return "DE";
  if (kind == &NW_COUNTRIES)
    return "DE;IE";
  if (kind == &NW_TAGS)
    return _("separated by semicolons");
  if (kind == &NW_FLOWS)
    return "0:-10000;1:4000";
  return kind == &NW_URL ? "https://" : NULL;
}

static void
nw_text_editor_setup (NwEditor *editor)
{
  NwTextEditor *self = NW_TEXT_EDITOR (editor);
  const NwKind *kind = nw_editor_get_field (editor)->kind;

  gtk_entry_set_input_purpose (GTK_ENTRY (self->text), purpose_of (kind));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), example_of (kind));
  if (kind != &NW_URL && kind != &NW_EMAIL)
    return;
  self->visit = nw_editor_add_button (editor, kind == &NW_URL ? "web-browser-symbolic" : "mail-send-symbolic",
                                      kind == &NW_URL ? _("Open the page") : _("Write an e-mail"));
  g_signal_connect_object (self->visit, "clicked", G_CALLBACK (visit_cb), self, G_CONNECT_SWAPPED);
}

static void
nw_text_editor_update (NwEditor *editor)
{
  NwTextEditor *self = NW_TEXT_EDITOR (editor);
  NwEditing *editing = nw_editor_get_editing (editor);
  /* Setting it asks for it again, which ends the life of what was given. */
  g_autofree char *text = g_strdup (nw_editing_get_text (editing, nw_editor_get_index (editor)));

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->text)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  if (self->visit != NULL)
    gtk_widget_set_visible (self->visit,
                            *text != '\0' && nw_editing_get_error (editing, nw_editor_get_index (editor)) == NULL);
}

static void
nw_text_editor_flush (NwEditor *editor)
{
  commit (NW_TEXT_EDITOR (editor));
}

static GtkWidget *
nw_text_editor_get_control (NwEditor *editor)
{
  return NW_TEXT_EDITOR (editor)->text;
}

static void
nw_text_editor_class_init (NwTextEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);

  editor_class->setup = nw_text_editor_setup;
  editor_class->update = nw_text_editor_update;
  editor_class->flush = nw_text_editor_flush;
  editor_class->get_control = nw_text_editor_get_control;
}

static void
nw_text_editor_init (NwTextEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  /* A bare GtkText does not exist for a screen reader. */
  self->text = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (self->text), FALSE);
  /* Ctrl+Z takes back steps of the register, typed text among them. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->text), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->text);
  g_signal_connect_object (self->text, "activate", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->text, focus);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->text, key);
}
