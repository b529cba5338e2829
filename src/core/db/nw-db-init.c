/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-db-private.h"
#include "nw-jail.h"

#include <fcntl.h>
#include <signal.h>

static void
log_cb (gpointer data, int rc, const char *message)
{
  (void) data;
  g_debug ("SQLite %d: %s", rc, message);
}

/* A register opened as descriptor 2 would be overwritten by the next message. */
static void
fill_standard_fds (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR | O_CLOEXEC);
  while (fd >= 0 && fd <= STDERR_FILENO && fcntl (fd, F_SETFD, 0) == 0);

  if (fd > STDERR_FILENO)
    close (fd);
}

/**
 * nw_db_init:
 *
 * Prepares the process: to be called first in main(), before SQLite is used
 * and before threads start.  Later calls do nothing.
 *
 * A full quota and a closed pipe become errors instead of the end of the
 * process in the middle of a write.
 */
void
nw_db_init (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;

  fill_standard_fds ();
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  sqlite3_config (SQLITE_CONFIG_LOG, log_cb, NULL);
  nw_jail_register ();
  g_once_init_leave (&once, 1);
}
