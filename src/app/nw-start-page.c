/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-start-page.h"

#include "nw-recent.h"

#include <glib/gi18n.h>

struct _NwStartPage
{
  AdwBin parent_instance;

  GtkWidget *recent_group;
  GtkWidget *recent;
};

enum
{
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NwStartPage, nw_start_page, ADW_TYPE_BIN)

static const char *
path_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "nw-path");
}

static void
row_activated_cb (NwStartPage *self, GtkWidget *row)
{
  g_autofree char *path = g_strdup (path_of (row));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, path);
}

/* Home is written as people know it. */
static char *
shorten (const char *path)
{
  const char *home = g_get_home_dir ();
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_str_has_prefix (folder, home) && (folder[strlen (home)] == '\0' || folder[strlen (home)] == '/'))
    return g_strconcat ("~", folder + strlen (home), NULL);
  return g_steal_pointer (&folder);
}

static void
add_recent (NwStartPage *self, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = shorten (path);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *subtitle = exists ? g_strdup (folder) : g_strdup_printf (_("%s — not found"), folder);

  if (g_str_has_suffix (name, ".nachweis"))
    name[strlen (name) - strlen (".nachweis")] = '\0';
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (!exists)
    gtk_widget_add_css_class (row, "dim-label");
  g_object_set_data_full (G_OBJECT (row), "nw-path", g_strdup (path), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->recent), row);
}

static void
fill (NwStartPage *self)
{
  g_autoptr (GPtrArray) paths = nw_recent_list ();
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->recent), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->recent), row);
  for (guint i = 0; i < paths->len; i++)
    add_recent (self, g_ptr_array_index (paths, i));
  gtk_widget_set_visible (self->recent_group, paths->len > 0);
}

static void
nw_start_page_class_init (NwStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/de/nachweis/Nachweis/ui/nw-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NwStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, NwStartPage, recent);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
nw_start_page_init (NwStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
