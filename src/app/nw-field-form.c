/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-field-form.h"

#include <glib/gi18n.h>

struct _NwFieldForm
{
  AdwBin parent_instance;

  const NwEntity *entity;
  NwEditing      *editing;

  /* Template widgets */
  GtkWidget *own;
  GtkWidget *computed;
  GtkWidget *common;

  char      *summary;
  GPtrArray *rows; /* of NwFieldRow, by field; NULL where a field has none */
};

enum
{
  SIGNAL_SUMMARISED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwFieldForm, nw_field_form, ADW_TYPE_BIN)

static void
nw_field_form_dispose (GObject *object)
{
  NwFieldForm *self = NW_FIELD_FORM (object);

  g_clear_object (&self->editing);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->summary, g_free);
  G_OBJECT_CLASS (nw_field_form_parent_class)->dispose (object);
}

static void
nw_field_form_class_init (NwFieldFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_field_form_dispose;
  signals[SIGNAL_SUMMARISED] = g_signal_new ("summarised", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-field-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NwFieldForm, own);
  gtk_widget_class_bind_template_child (widget_class, NwFieldForm, computed);
  gtk_widget_class_bind_template_child (widget_class, NwFieldForm, common);
}

static void
nw_field_form_init (NwFieldForm *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
group_of (NwFieldForm *self, guint index)
{
  const NwField *field = nw_entity_get_field (self->entity, index);

  if (!nw_field_is_typed (field))
    return self->computed;
  return field->flags & NW_COMMON && index != NW_FIELD_CODE ? self->common : self->own;
}

/* Returns: (transfer floating): the form of one kind */
GtkWidget *
nw_field_form_new (const NwEntity *entity)
{
  NwFieldForm *self = g_object_new (NW_TYPE_FIELD_FORM, NULL);

  self->entity = entity;
  for (guint i = 0; i < nw_entity_n_fields (entity); i++)
    {
      GtkWidget *row = nw_field_row_new (entity, i);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group_of (self, i)), row);
      g_ptr_array_add (self->rows, row);
    }
  return GTK_WIDGET (self);
}

/* What is typed and not yet stored must not look like a fact. */
static void
describe_computed (NwFieldForm *self, gboolean legal)
{
  gboolean previewing = nw_editing_is_previewing (self->editing);
  g_autofree char *text = NULL;

  if (previewing)
    text = g_strjoin ("\n", _("Preview of what is being typed, not stored yet"), legal ? nw_say_verify () : NULL, NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->computed), previewing ? text : legal ? nw_say_verify () : NULL);
}

/* What the table shows of what is computed, in one line that stays in sight. */
static void
summarise (NwFieldForm *self)
{
  NwStore *store = nw_session_get_store (nw_editing_get_session (self->editing));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const NwField *field = nw_entity_get_field (self->entity, i);
      const NwValue *value = nw_editing_get_value (self->editing, i);
      g_autofree char *shown = NULL;

      if (!field->computed || !(field->flags & NW_COLUMN) || !nw_value_is_set (value))
        continue;
      shown = nw_store_display (store, field, value);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", nw_field_label (field), shown);
    }
  if (text->len > 0 && nw_editing_is_previewing (self->editing))
    g_string_append_printf (text, " (%s)", _("preview"));
  g_free (self->summary);
  self->summary = g_string_free (text, FALSE);
  g_signal_emit (self, signals[SIGNAL_SUMMARISED], 0);
}

/* A computed field is shown with its reason; one that is unknown and has no
 * reason would only be noise. */
static void
update_computed (NwFieldForm *self)
{
  g_autoptr (NwReasons) reasons = nw_editing_explain (self->editing);
  gboolean any = FALSE, legal = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    if (!nw_field_is_typed (nw_entity_get_field (self->entity, i)))
      {
        const NwExplanation *reason = reasons != NULL ? nw_reasons_of (reasons, i) : NULL;
        gboolean shown = nw_value_is_set (nw_editing_get_value (self->editing, i)) || reason != NULL;

        nw_field_row_set_reason (g_ptr_array_index (self->rows, i), reason != NULL ? reason->text : NULL);
        gtk_widget_set_visible (g_ptr_array_index (self->rows, i), shown);
        any |= shown;
        legal |= reason != NULL && reason->legal;
      }
  describe_computed (self, legal);
  gtk_widget_set_visible (self->computed, any);
  summarise (self);
}

/* Returns: (nullable): what is computed of the record, in one line */
const char *
nw_field_form_get_summary (NwFieldForm *self)
{
  return self->editing != NULL ? self->summary : NULL;
}

static void
previewed_cb (NwFieldForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!nw_field_is_typed (nw_entity_get_field (self->entity, i)))
      nw_editor_update (nw_field_row_get_editor (g_ptr_array_index (self->rows, i)));
  update_computed (self);
}

/* @editing: (nullable): of the form's kind */
void
nw_field_form_set_editing (NwFieldForm *self, NwEditing *editing)
{
  g_return_if_fail (NW_IS_FIELD_FORM (self));

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_func (self->editing, previewed_cb, self);
  if (g_set_object (&self->editing, editing) && editing != NULL)
    g_signal_connect_object (editing, "previewed", G_CALLBACK (previewed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->rows->len; i++)
    nw_field_row_set_editing (g_ptr_array_index (self->rows, i), editing);
  if (editing != NULL)
    update_computed (self);
}

/* Hands over what was typed and not yet committed. */
void
nw_field_form_flush (NwFieldForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    nw_editor_flush (nw_field_row_get_editor (g_ptr_array_index (self->rows, i)));
}

/* Shows anew what follows from other records: computed values and titles. */
void
nw_field_form_refresh (NwFieldForm *self)
{
  if (self->editing == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const NwField *field = nw_entity_get_field (self->entity, i);

      if (!nw_field_is_typed (field) || nw_field_is_reference (field))
        nw_editor_update (nw_field_row_get_editor (g_ptr_array_index (self->rows, i)));
    }
  update_computed (self);
}

NwFieldRow *
nw_field_form_get_row (NwFieldForm *self, guint index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, index);
}

void
nw_field_form_focus (NwFieldForm *self, guint index)
{
  gtk_widget_grab_focus (nw_editor_get_control (nw_field_row_get_editor (nw_field_form_get_row (self, index))));
}
