/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-app.h"
#include "nw-core.h"

int
main (int argc, char **argv)
{
  g_autoptr (NwApp) app = NULL;

  nw_language_init (NULL);
  g_set_application_name ("Nachweis");
  app = nw_app_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
