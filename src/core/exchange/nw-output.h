/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file or stream being written, with the SHA-256 of what went through it. */
typedef struct _NwOutput NwOutput;

NwOutput *nw_output_new_file (const char *path, const char *register_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwOutput *nw_output_new_fd   (int fd) G_GNUC_WARN_UNUSED_RESULT;
NwOutput *nw_output_new_hash (void) G_GNUC_WARN_UNUSED_RESULT;
void      nw_output_free     (NwOutput *self);
void      nw_output_write    (NwOutput *self, const char *bytes, gsize length);
void      nw_output_text     (NwOutput *self, const char *text);
gboolean  nw_output_check    (NwOutput *self, GError **error);
void      nw_output_digest   (NwOutput *self, const char *tail, char hex[65]);
gboolean  nw_output_finish   (NwOutput *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOutput, nw_output_free)

G_END_DECLS
