/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-recent.h"

#include <gtk/gtk.h>

#define RECENT_MAX 8

static int
compare_visited (gconstpointer a, gconstpointer b)
{
  GDateTime *x = gtk_recent_info_get_modified (*(GtkRecentInfo *const *) a);
  GDateTime *y = gtk_recent_info_get_modified (*(GtkRecentInfo *const *) b);

  return g_date_time_compare (y, x);
}

/* Returns: (transfer full): paths, the latest first */
GPtrArray *
nw_recent_list (void)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_recent_info_unref);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (GList *l = items; l != NULL; l = l->next)
    g_ptr_array_add (infos, l->data);
  g_list_free (items);
  g_ptr_array_sort (infos, compare_visited);
  for (guint i = 0; i < infos->len && paths->len < RECENT_MAX; i++)
    {
      GtkRecentInfo *info = g_ptr_array_index (infos, i);
      char *path;

      if (g_strcmp0 (gtk_recent_info_get_mime_type (info), NW_MEDIA_TYPE) != 0)
        continue;
      path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  return paths;
}

void
nw_recent_remember (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = {
    .mime_type = (char *) NW_MEDIA_TYPE,
    .app_name = (char *) "nachweis",
    .app_exec = (char *) "nachweis %f",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
nw_recent_forget (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}
