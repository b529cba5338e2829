/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-xml-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef NW_LIBEXECDIR
#define NW_LIBEXECDIR "/usr/libexec"
#endif

#define WORKER "nachweis-worker"

static gboolean
check_file (int fd, gint64 limit, gint64 *size, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_IO,
                           _("this is not an ordinary file: choose a file on this computer"));
      return FALSE;
    }
  if (status.st_size > limit)
    {
      g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED,
                   _("line 1: the file is larger than %d MiB: import it in smaller parts"), (int) (limit >> 20));
      return FALSE;
    }

  *size = status.st_size;
  return TRUE;
}

/*
 * Opens a file that somebody else may have made: no link is followed, and a
 * pipe or a device is told before it could block.
 *
 * Returns: a descriptor, or -1 with @error set
 */
int
nw_xml_open (const char *path, gint64 limit, gint64 *size, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);

  if (fd < 0 && errno == ELOOP)
    g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_IO,
                         _("this is a symbolic link: choose the file that it points to"));
  else if (fd < 0)
    g_set_error (error, NW_XML_ERROR, NW_XML_ERROR_IO,
                 _("the file cannot be opened (%s): check its name and your permission to read it"),
                 g_strerror (errno));
  else if (!check_file (fd, limit, size, error))
    {
      close (fd);
      fd = -1;
    }

  return fd;
}

/**
 * nw_xml_guess_format:
 *
 * Tells JSON from XML by the first byte that is not blank; what is neither is
 * called XML, so that the parser may say what is wrong with it.
 */
gboolean
nw_xml_guess_format (const char *path, NwXmlFormat *format, GError **error)
{
  char head[4096];
  const char *p = head;
  gint64 size;
  gssize n;
  int fd = nw_xml_open (path, NW_MAX_SIZE, &size, error);

  if (fd < 0)
    return FALSE;

  n = read (fd, head, sizeof head - 1);
  close (fd);
  head[MAX (n, 0)] = '\0';
  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  p += strspn (p, " \t\r\n");
  *format = *p == '{' ? NW_XML_FORMAT_JSON : NW_XML_FORMAT_XML;
  return TRUE;
}

/*
 * Where the worker is: where the environment says (tests), beside the running
 * program, beside it in the build folder, or where it was installed.
 */
char *
nw_xml_find_worker (void)
{
  const char *chosen = g_getenv ("NACHWEIS_WORKER");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = NULL;
  g_autofree char *sibling = NULL;

  if (chosen != NULL && *chosen != '\0')
    return g_strdup (chosen);
  if (folder == NULL)
    return g_build_filename (NW_LIBEXECDIR, WORKER, NULL);

  beside = g_build_filename (folder, WORKER, NULL);
  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  sibling = g_build_filename (folder, "..", "worker", WORKER, NULL);
  if (g_file_test (sibling, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&sibling);

  return g_build_filename (NW_LIBEXECDIR, WORKER, NULL);
}
