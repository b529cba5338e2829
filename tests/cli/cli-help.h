/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <string.h>

G_BEGIN_DECLS

/* A folder of its own with a fresh register r.nachweis, and what the last
 * call of nachweisctl there gave. */
typedef struct
{
  char *dir;
  int   status; /* below 0: the signal that ended it */
  char *out, *err;
} Bench;

void        bench_set_up   (Bench *self, gconstpointer unused);
void        bench_tear_down (Bench *self, gconstpointer unused);
GSubprocess *bench_start   (Bench *self, const char *const *words);
void        bench_finish   (Bench *self, GSubprocess *process);
void        bench_run      (Bench *self, const char *const *words);
void        bench_ok       (Bench *self, const char *const *words);
void        bench_fails    (Bench *self, int status, const char *message, const char *const *words);
void        bench_shell    (Bench *self, const char *command);
void        bench_write    (Bench *self, const char *name, const char *bytes, gssize length);
char       *bench_path     (Bench *self, const char *name);
char       *bench_read     (Bench *self, const char *name, gsize *length);
char       *bench_hash     (Bench *self, const char *name);
gboolean    bench_has      (Bench *self, const char *name);
char       *bench_listing  (Bench *self);

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define OK(b, ...) bench_ok (b, WORDS (__VA_ARGS__))
#define FAILS(b, status, message, ...) bench_fails (b, status, message, WORDS (__VA_ARGS__))

#define assert_contains(text, part)                                           \
  G_STMT_START                                                                \
    {                                                                         \
      const char *text_ = (text);                                             \
      if (strstr (text_, (part)) == NULL)                                     \
        g_error ("%s:%d: “%s” is not in: %s", __FILE__, __LINE__, part, text_); \
    }                                                                         \
  G_STMT_END

#define assert_lacks(text, part) g_assert_null (strstr (text, part))

/* One row of a table of tests. */
typedef struct
{
  const char *name;
  void      (*run) (Bench *bench, gconstpointer unused);
} Case;

void bench_add (const char *suite, const Case *cases, guint n);

G_END_DECLS
