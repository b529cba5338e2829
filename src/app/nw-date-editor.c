/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-editor.h"

#include <glib/gi18n.h>

/* A day, typed or picked from a calendar. */
#define NW_TYPE_DATE_EDITOR (nw_date_editor_get_type ())
G_DECLARE_FINAL_TYPE (NwDateEditor, nw_date_editor, NW, DATE_EDITOR, NwEditor)

struct _NwDateEditor
{
  NwEditor parent_instance;

  GtkWidget *text;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *calendar;
};

G_DEFINE_FINAL_TYPE (NwDateEditor, nw_date_editor, NW_TYPE_EDITOR)

static void
commit (NwDateEditor *self)
{
  NwEditor *editor = NW_EDITOR (self);
  NwEditing *editing = nw_editor_get_editing (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (editing != NULL && strcmp (text, nw_editing_get_text (editing, nw_editor_get_index (editor))) != 0)
    nw_editing_set_text (editing, nw_editor_get_index (editor), text);
}

static void
changed_cb (NwDateEditor *self)
{
  nw_editor_preview (NW_EDITOR (self), gtk_editable_get_text (GTK_EDITABLE (self->text)));
}

static void
day_selected_cb (NwDateEditor *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_auto (NwValue) value = nw_value_take (g_date_time_format (day, "%Y-%m-%d"));

  nw_editor_set_value (NW_EDITOR (self), &value);
}

static void
today_cb (NwDateEditor *self)
{
  g_auto (NwValue) value = nw_value_take (nw_day_format (nw_day_today ()));

  nw_editor_set_value (NW_EDITOR (self), &value);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
clear_cb (NwDateEditor *self)
{
  const NwValue none = NW_VALUE_NONE;

  nw_editor_set_value (NW_EDITOR (self), &none);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* The calendar opens on the field's day, else on today. */
static void
popover_show_cb (NwDateEditor *self)
{
  const NwValue *value = nw_editor_get_value (NW_EDITOR (self));
  NwDay day = nw_value_is_set (value) ? nw_day_parse (nw_value_get_text (value)) : nw_day_today ();
  g_autoptr (GDateTime) date = NULL;
  int year, month, mday;

  nw_day_split (day != NW_NO_DAY ? day : nw_day_today (), &year, &month, &mday);
  date = g_date_time_new_local (year, month, mday, 12, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

static void
nw_date_editor_update (NwEditor *editor)
{
  NwDateEditor *self = NW_DATE_EDITOR (editor);
  /* Setting it asks for it again, which ends the life of what was given. */
  g_autofree char *text = g_strdup (nw_editing_get_text (nw_editor_get_editing (editor), nw_editor_get_index (editor)));

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->text)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

static void
nw_date_editor_flush (NwEditor *editor)
{
  commit (NW_DATE_EDITOR (editor));
}

static GtkWidget *
nw_date_editor_get_control (NwEditor *editor)
{
  return NW_DATE_EDITOR (editor)->text;
}

static void
nw_date_editor_class_init (NwDateEditorClass *klass)
{
  NwEditorClass *editor_class = NW_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  editor_class->update = nw_date_editor_update;
  editor_class->flush = nw_date_editor_flush;
  editor_class->get_control = nw_date_editor_get_control;

  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-date-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NwDateEditor, text);
  gtk_widget_class_bind_template_child (widget_class, NwDateEditor, button);
  gtk_widget_class_bind_template_child (widget_class, NwDateEditor, popover);
  gtk_widget_class_bind_template_child (widget_class, NwDateEditor, calendar);
  gtk_widget_class_bind_template_callback (widget_class, commit);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_show_cb);
}

static void
nw_date_editor_init (NwDateEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (nw_editor_get_suffix (NW_EDITOR (self))), self->button);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text),
                                 nw_language () == NW_LANGUAGE_GERMAN ? "31.12.2026" : "2026-12-31");
}
