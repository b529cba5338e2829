/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-related.h"

#include "nw-kind-info.h"

#include <glib/gi18n.h>

struct _NwRelated
{
  AdwPreferencesGroup parent_instance;

  NwSession *session;
  NwRecord  *record;
  GPtrArray *rows; /* of AdwActionRow, borrowed */
  guint      idle_id;
};

G_DEFINE_FINAL_TYPE (NwRelated, nw_related, ADW_TYPE_PREFERENCES_GROUP)

static void
nw_related_dispose (GObject *object)
{
  NwRelated *self = NW_RELATED (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nw_related_parent_class)->dispose (object);
}

static void
nw_related_class_init (NwRelatedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nw_related_dispose;
}

static void
nw_related_init (NwRelated *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Referred to by"));
}

static GtkWidget *
make_add_button (NwRelated *self, const NwEntity *entity, const char *field)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *tip = g_strdup_printf (_("New: %s"), nw_entity_label (entity));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-related");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ssx)", entity->name, field,
                                    nw_record_get_id (self->record));
  return button;
}

/* "Contracts, Vendor" in the form of a vendor says nothing new. */
static gboolean
says_more (NwRelated *self, const NwField *field)
{
  const NwEntity *entity = nw_record_get_entity (self->record);

  return strcmp (field->label, entity->label) != 0 && strcmp (field->label, entity->label_plural) != 0;
}

static void
add_row (NwRelated *self, const NwEntity *entity, const NwField *field, guint count)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf ("%u", count);
  GtkWidget *label = gtk_label_new (text);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), nw_entity_label_plural (entity));
  if (says_more (self, field))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), nw_field_label (field));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (nw_kind_icon (entity)));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (!(entity->flags & NW_SINGLE))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_add_button (self, entity, field->name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-related");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ssx)", entity->name, field->name,
                                    nw_record_get_id (self->record));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static guint
count_referring (NwRelated *self, const NwEntity *entity, const NwField *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = nw_store_referring (nw_session_get_store (self->session), entity, field->name,
                                               nw_record_get_id (self->record), &error);

  if (ids == NULL)
    g_warning ("%s.%s: %s", entity->name, field->name, error->message);
  return ids != NULL ? ids->len : 0;
}

/* Fields that every kind has, such as who answers for it, are shown only where
 * they are used: else a person would have sixty rows of zeros. */
static void
add_kind (NwRelated *self, const NwEntity *entity)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < n; i++)
    {
      guint count;

      if (fields[i].target != nw_record_get_entity (self->record) || fields[i].computed)
        continue;
      count = count_referring (self, entity, &fields[i]);
      if (count > 0 || !(fields[i].flags & NW_COMMON))
        add_row (self, entity, &fields[i], count);
    }
}

static gboolean
fill_cb (gpointer data)
{
  NwRelated *self = data;
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  self->idle_id = 0;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->record != NULL && i < n; i++)
    add_kind (self, entities[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  return G_SOURCE_REMOVE;
}

/* @record: (nullable): counts are made when the form has been drawn */
void
nw_related_set_record (NwRelated *self, NwSession *session, NwRecord *record)
{
  g_set_object (&self->session, session);
  if (g_set_object (&self->record, record))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 20, fill_cb, self, NULL);
}
