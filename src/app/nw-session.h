/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

G_BEGIN_DECLS

#define NW_TYPE_SESSION (nw_session_get_type ())
G_DECLARE_FINAL_TYPE (NwSession, nw_session, NW, SESSION, GObject)

/**
 * One open register as the windows see it: its store, its journal, and one
 * signal "changed" (NwChange *change) after every commit. A %NULL change means
 * that anything may be different, because another process wrote the file.
 * The signal "earlier-read" says that nw_session_get_earlier() has an answer.
 */
NwSession  *nw_session_open        (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwStore    *nw_session_get_store   (NwSession *self);
NwJournal  *nw_session_get_journal (NwSession *self);
const char *nw_session_get_path    (NwSession *self);
char       *nw_session_dup_name    (NwSession *self);
void        nw_session_poll        (NwSession *self);
GPtrArray  *nw_session_get_earlier (NwSession *self);
NwRecord   *nw_session_get_record  (NwSession *self, const NwEntity *entity, gint64 id);
gboolean    nw_session_mark        (NwSession *self, NwRecord *record, NwMark mark, GError **error);
char       *nw_session_display     (NwSession *self, NwRecord *record, guint field);

G_END_DECLS
