/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-new-dialog.h"

#include <glib/gi18n.h>

struct _NwNewDialog
{
  AdwWindow parent_instance;

  GtkWidget *organisation;
  GtkWidget *land;
  GtkWidget *iso27001;
  GtkWidget *dsgvo;
  GtkWidget *nist_csf;
  GtkWidget *place;
  GtkWidget *error;

  GtkFileChooserNative *chooser;
  char                 *path;
  gboolean              path_chosen;
};

G_DEFINE_FINAL_TYPE (NwNewDialog, nw_new_dialog, ADW_TYPE_WINDOW)

static void
nw_new_dialog_dispose (GObject *object)
{
  NwNewDialog *self = NW_NEW_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (nw_new_dialog_parent_class)->dispose (object);
}

static void
show_error (NwNewDialog *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->error), text != NULL ? text : "");
  gtk_widget_set_visible (self->error, text != NULL);
}

static const char *
default_folder (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return folder != NULL ? folder : g_get_home_dir ();
}

/* A name that exists gets a number, so that nothing is ever overwritten. */
static char *
suggest_path (const char *organisation)
{
  g_autofree char *name = g_strdelimit (g_strstrip (g_strdup (organisation)), "/\\:*?\"<>|", '-');
  g_autofree char *file = g_strconcat (*name != '\0' ? name : _("Register"), ".nachweis", NULL);
  char *path = g_build_filename (default_folder (), file, NULL);

  for (guint i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s %u.nachweis", *name != '\0' ? name : _("Register"), i);

      g_free (path);
      path = g_build_filename (default_folder (), numbered, NULL);
    }
  return path;
}

static void
take_path (NwNewDialog *self, char *path)
{
  g_free (self->path);
  self->path = path;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place), path);
}

static void
update (NwNewDialog *self)
{
  const char *organisation = gtk_editable_get_text (GTK_EDITABLE (self->organisation));
  g_autofree char *stripped = g_strstrip (g_strdup (organisation));

  if (!self->path_chosen)
    take_path (self, suggest_path (organisation));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", *stripped != '\0');
  show_error (self, NULL);
}

static void
chosen_cb (NwNewDialog *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_autofree char *path = g_file_get_path (file);

      self->path_chosen = TRUE;
      take_path (self, g_str_has_suffix (path, ".nachweis") ? g_steal_pointer (&path)
                                                             : g_strconcat (path, ".nachweis", NULL));
      show_error (self, NULL);
    }
  g_clear_object (&self->chooser);
}

static void
choose_cb (NwNewDialog *self)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  self->chooser = gtk_file_chooser_native_new (_("Where to Save the Register"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Choose"), _("_Cancel"));
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NwNewDialog *self = NW_NEW_DIALOG (widget);
  NwWindow *window = NW_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  guint land = adw_combo_row_get_selected (ADW_COMBO_ROW (self->land));
  g_autofree char *organisation = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->organisation))));
  const NwInitOptions options = {
    .organisation = organisation,
    .land = land > 0 ? nw_choices_laender[land - 1].name : NULL,
    .iso27001 = gtk_switch_get_active (GTK_SWITCH (self->iso27001)),
    .dsgvo = gtk_switch_get_active (GTK_SWITCH (self->dsgvo)),
    .nist_csf = gtk_switch_get_active (GTK_SWITCH (self->nist_csf)),
  };

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      show_error (self, _("There is a file with this name already. Choose another name: a register is never overwritten."));
      return;
    }
  nw_window_create (window, self->path, &options);
  gtk_window_close (GTK_WINDOW (self));
}

static void
nw_new_dialog_class_init (NwNewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nw_new_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-new-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, organisation);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, land);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, iso27001);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, dsgvo);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, nist_csf);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, place);
  gtk_widget_class_bind_template_child (widget_class, NwNewDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nw_new_dialog_init (NwNewDialog *self)
{
  GtkStringList *laender = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (laender, "—");
  for (const NwChoice *land = nw_choices_laender; land->name != NULL; land++)
    gtk_string_list_append (laender, nw_choice_label (land));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->land), G_LIST_MODEL (laender));
  g_object_unref (laender);
  update (self);
  gtk_widget_grab_focus (self->organisation);
}

GtkWidget *
nw_new_dialog_new (NwWindow *window)
{
  return g_object_new (NW_TYPE_NEW_DIALOG, "transient-for", window, NULL);
}
