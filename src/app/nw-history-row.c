/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-history-row.h"

#include <glib/gi18n.h>

#define LINES_MAX 200

struct _NwHistoryRow
{
  AdwExpanderRow parent_instance;

  NwSession *session;
  NwRecord  *record;
  GPtrArray *rows; /* of GtkWidget, borrowed */
};

/* One line as it is shown: when and who above, what below. */
typedef struct
{
  char *head;
  char *body;
} Line;

typedef struct
{
  NwHistoryRow *self;
  GPtrArray    *lines;
} Reading;

G_DEFINE_FINAL_TYPE (NwHistoryRow, nw_history_row, ADW_TYPE_EXPANDER_ROW)

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->head);
  g_free (line->body);
  g_free (line);
}

static void
nw_history_row_dispose (GObject *object)
{
  NwHistoryRow *self = NW_HISTORY_ROW (object);

  g_clear_object (&self->record);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nw_history_row_parent_class)->dispose (object);
}

static void
nw_history_row_class_init (NwHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nw_history_row_dispose;
}

/* The history keeps stable texts; people read labels and their own dates. */
static char *
readable (NwHistoryRow *self, const NwField *field, const char *text)
{
  NwStore *store = nw_session_get_store (self->session);
  g_auto (NwValue) value = NW_VALUE_NONE;

  if (text == NULL || *text == '\0')
    return g_strdup ("—");
  if (field == NULL || !nw_store_parse (store, field, text, NW_FORM_MACHINE, &value, NULL))
    return g_strdup (text);
  return nw_store_display (store, field, &value);
}

static char *
describe_change (NwHistoryRow *self, const NwHistoryLine *line)
{
  const NwEntity *entity = nw_record_get_entity (self->record);
  int index = nw_entity_field_index (entity, line->field);
  const NwField *field = index >= 0 ? nw_entity_get_field (entity, (guint) index) : NULL;
  g_autofree char *before = readable (self, field, line->before);
  g_autofree char *after = line->erased ? g_strdup (_("(erased)")) : readable (self, field, line->after);

  if (g_strcmp0 (line->field, "@deleted") == 0)
    return g_strdup (g_strcmp0 (line->after, "true") == 0 || g_strcmp0 (line->after, "1") == 0 ? _("Deleted")
                                                                                                : _("Restored"));
  if (g_strcmp0 (line->field, "@record") == 0)
    return g_strdup (_("Created"));
  if (line->before == NULL)
    return g_strdup_printf ("%s: %s", field != NULL ? nw_field_label (field) : line->field, after);
  return g_strdup_printf ("%s: %s → %s", field != NULL ? nw_field_label (field) : line->field, before, after);
}

static char *
describe_time (const NwHistoryLine *line)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (line->time_us / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (time, nw_language () == NW_LANGUAGE_GERMAN ? "%d.%m.%Y %H:%M"
                                                                                         : "%Y-%m-%d %H:%M");

  return g_strdup_printf ("%s · %s", when, line->actor != NULL ? line->actor : _("unknown"));
}

static void
history_cb (const NwHistoryLine *from, gpointer data)
{
  Reading *reading = data;
  Line *line = g_new0 (Line, 1);

  line->head = describe_time (from);
  line->body = describe_change (reading->self, from);
  g_ptr_array_add (reading->lines, line);
}

static void
add_line (NwHistoryRow *self, const char *head, const char *body)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), body);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), head);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 6);
  gtk_widget_add_css_class (row, "history-line");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (NwHistoryRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* Newest first. */
static void
fill (NwHistoryRow *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GError) error = NULL;
  Reading reading = { self, lines };

  clear (self);
  if (!nw_store_history (nw_session_get_store (self->session), nw_record_get_entity (self->record),
                         nw_record_get_uuid (self->record), 0, G_MAXINT64, history_cb, &reading, &error))
    {
      add_line (self, error->message, _("The history cannot be read"));
      return;
    }
  for (guint i = lines->len; i > 0 && self->rows->len < LINES_MAX; i--)
    {
      Line *line = g_ptr_array_index (lines, i - 1);

      add_line (self, line->head, line->body);
    }
}

static void
expanded_cb (NwHistoryRow *self)
{
  if (self->record != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    fill (self);
}

static void
nw_history_row_init (NwHistoryRow *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("History"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _("Who changed this record, when and how"));
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/* @record: (nullable) */
void
nw_history_row_set_record (NwHistoryRow *self, NwSession *session, NwRecord *record)
{
  g_set_object (&self->session, session);
  if (g_set_object (&self->record, record))
    {
      clear (self);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
    }
  else
    expanded_cb (self);
}
