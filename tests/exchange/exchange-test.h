/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* What a hostile file may cost; sanitizers are slower. */
#if defined (__SANITIZE_ADDRESS__)
#define TIME_LIMIT (10 * G_USEC_PER_SEC)
#else
#define TIME_LIMIT G_USEC_PER_SEC
#endif

/* A file in a folder of its own; both go when the test ends. */
typedef struct
{
  char *folder;
  char *path;
} TestFile;

static inline TestFile *
test_file_new (const char *content, gssize length)
{
  g_autoptr (GError) error = NULL;
  TestFile *self = g_new0 (TestFile, 1);

  self->folder = g_dir_make_tmp ("nachweis-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "document", NULL);
  g_file_set_contents (self->path, content, length, &error);
  g_assert_no_error (error);

  return self;
}

static inline void
test_file_free (TestFile *self)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFile, test_file_free)

/* A file of the shared brief, or NULL after the test was skipped. */
static inline char *
find_shared (const char *name)
{
  const char *shared = g_getenv ("NACHWEIS_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : SHARED_DIR, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  g_test_skip_printf ("%s is not here", path);
  return NULL;
}
