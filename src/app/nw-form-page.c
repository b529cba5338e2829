/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-form-page.h"

#include "nw-history-row.h"
#include "nw-related.h"

#include <glib/gi18n.h>

#define NATURAL_WIDTH 460

struct _NwFormPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *header;
  GtkWidget *back;
  GtkWidget *title;
  GtkWidget *deleted_bar;
  GtkWidget *delete;
  GtkWidget *summary;
  GtkWidget *scroller;
  GtkWidget *slot;
  GtkWidget *related;
  GtkWidget *history;

  /* Owned references */
  NwSession  *session;
  NwEditing  *editing;
  GHashTable *forms; /* NwEntity → NwFieldForm */
};

G_DEFINE_FINAL_TYPE (NwFormPage, nw_form_page, ADW_TYPE_BIN)

static void
nw_form_page_dispose (GObject *object)
{
  NwFormPage *self = NW_FORM_PAGE (object);

  g_clear_object (&self->editing);
  g_clear_object (&self->session);
  g_clear_pointer (&self->forms, g_hash_table_unref);
  G_OBJECT_CLASS (nw_form_page_parent_class)->dispose (object);
}

/* Always as wide, whatever the record: the table beside it must not jump. */
static void
nw_form_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, NATURAL_WIDTH);
}

static void
nw_form_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
nw_form_page_class_init (NwFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_form_page_dispose;
  widget_class->measure = nw_form_page_measure;
  widget_class->size_allocate = nw_form_page_size_allocate;
  g_type_ensure (NW_TYPE_RELATED);
  g_type_ensure (NW_TYPE_HISTORY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, header);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, back);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, title);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, deleted_bar);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, delete);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, summary);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, slot);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, related);
  gtk_widget_class_bind_template_child (widget_class, NwFormPage, history);
}

static void
nw_form_page_init (NwFormPage *self)
{
  self->forms = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

static void
update_header (NwFormPage *self)
{
  NwRecord *record = nw_form_page_get_record (self);
  const NwEntity *entity = nw_record_get_entity (record);
  const char *code = nw_record_get_code (record);
  const char *title = nw_record_get_title (record);
  gboolean deleted = nw_record_is_deleted (record);
  g_autofree char *subtitle = NULL;

  subtitle = g_strcmp0 (code, title) == 0 ? g_strdup (nw_entity_label (entity))
                                          : g_strdup_printf ("%s · %s", nw_entity_label (entity), code);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->deleted_bar), deleted);
  gtk_widget_set_visible (self->deleted_bar, deleted);
  gtk_widget_set_visible (self->delete, !deleted && !(entity->flags & NW_SINGLE));
}

/* Above the form, so that it is seen while something far below is typed. */
static void
summarised_cb (NwFormPage *self)
{
  NwFieldForm *form = nw_form_page_get_form (self);
  const char *text = form != NULL ? nw_field_form_get_summary (form) : NULL;

  gtk_label_set_text (GTK_LABEL (self->summary), text != NULL ? text : "");
  gtk_widget_set_visible (self->summary, text != NULL && *text != '\0');
}

static void
session_changed_cb (NwFormPage *self)
{
  NwRecord *record = nw_form_page_get_record (self);

  if (record == NULL)
    return;
  update_header (self);
  nw_field_form_refresh (nw_form_page_get_form (self));
  nw_related_set_record (NW_RELATED (self->related), self->session, record);
  nw_history_row_set_record (NW_HISTORY_ROW (self->history), self->session, record);
}

/* @session: (nullable) */
void
nw_form_page_set_session (NwFormPage *self, NwSession *session)
{
  g_return_if_fail (NW_IS_FORM_PAGE (self));

  nw_form_page_show (self, NULL);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, session_changed_cb, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
}

static NwFieldForm *
ensure_form (NwFormPage *self, const NwEntity *entity)
{
  NwFieldForm *form = g_hash_table_lookup (self->forms, entity);

  if (form == NULL)
    {
      form = g_object_ref_sink (NW_FIELD_FORM (nw_field_form_new (entity)));
      g_hash_table_insert (self->forms, (gpointer) entity, form);
      g_signal_connect_object (form, "summarised", G_CALLBACK (summarised_cb), self, G_CONNECT_SWAPPED);
    }
  return form;
}

/* Returns: (transfer none) (nullable): the form that is shown */
NwFieldForm *
nw_form_page_get_form (NwFormPage *self)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self->slot));

  return child != NULL ? NW_FIELD_FORM (child) : NULL;
}

static void
show_form (NwFormPage *self, NwFieldForm *form)
{
  NwFieldForm *before = nw_form_page_get_form (self);

  if (before != NULL && before != form)
    nw_field_form_set_editing (before, NULL);
  if (before != form)
    adw_bin_set_child (ADW_BIN (self->slot), GTK_WIDGET (form));
  if (form != NULL)
    nw_field_form_set_editing (form, self->editing);
  summarised_cb (self);
}

/* @record: (nullable): %NULL empties the page */
void
nw_form_page_show (NwFormPage *self, NwRecord *record)
{
  NwFieldForm *form = NULL;

  g_return_if_fail (NW_IS_FORM_PAGE (self));

  if (record != NULL && record == nw_form_page_get_record (self))
    return;
  nw_form_page_flush (self);
  g_clear_object (&self->editing);
  if (record != NULL)
    {
      self->editing = nw_editing_new_for_record (self->session, record);
      form = ensure_form (self, nw_record_get_entity (record));
      update_header (self);
    }
  show_form (self, form);
  nw_related_set_record (NW_RELATED (self->related), self->session, record);
  nw_history_row_set_record (NW_HISTORY_ROW (self->history), self->session, record);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* Returns: (transfer none) (nullable) */
NwRecord *
nw_form_page_get_record (NwFormPage *self)
{
  return self->editing != NULL ? nw_editing_get_record (self->editing) : NULL;
}

/* Commits what was typed into the field that has the focus. */
void
nw_form_page_flush (NwFormPage *self)
{
  NwFieldForm *form = nw_form_page_get_form (self);

  if (form != NULL)
    nw_field_form_flush (form);
}

/* Folded, the page stands alone and its button leads back; else it closes. */
void
nw_form_page_set_folded (NwFormPage *self, gboolean folded)
{
  const char *text = folded ? _("Back") : _("Close");

  gtk_button_set_icon_name (GTK_BUTTON (self->back), folded ? "go-previous-symbolic" : "sidebar-show-right-symbolic");
  gtk_widget_set_tooltip_text (self->back, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), folded);
}

/* Puts the cursor into the title; %FALSE if the kind has none. */
gboolean
nw_form_page_rename (NwFormPage *self)
{
  NwRecord *record = nw_form_page_get_record (self);
  int title = record != NULL ? nw_entity_title_index (nw_record_get_entity (record)) : -1;

  if (title < 0)
    return FALSE;
  nw_field_form_focus (nw_form_page_get_form (self), (guint) title);
  return TRUE;
}
