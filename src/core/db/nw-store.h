/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-change.h"
#include "../model/nw-date.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NW_TYPE_STORE (nw_store_get_type ())
G_DECLARE_FINAL_TYPE (NwStore, nw_store, NW, STORE, GObject)

/* Why a history entry exists; the numbers are those of format NWH1. */
typedef enum
{
  NW_ENTRY_GENESIS = 1,
  NW_ENTRY_EDIT = 2,
  NW_ENTRY_IMPORT = 3,
  NW_ENTRY_MIGRATION = 4,
  NW_ENTRY_ERASURE = 5,
  NW_ENTRY_ANCHOR = 6,
  NW_ENTRY_RESTORED = 7,
} NwEntryKind;

/**
 * NwReason:
 * @actor: who; %NULL takes the login's real name
 * @why: (nullable): what the person wanted
 */
typedef struct
{
  NwEntryKind kind;
  const char *actor;
  const char *why;
} NwReason;

typedef enum
{
  NW_STORE_DEFAULT,
  NW_STORE_READ_ONLY = 1 << 0,
} NwStoreFlags;

/* Opening and closing: closing is the last unref. */
NwStore    *nw_store_create     (const char *path, const NwReason *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwStore    *nw_store_create_seeded (const char *path, const NwReason *reason, const char *seed, gint64 time_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwStore    *nw_store_open       (const char *path, NwStoreFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwStore    *nw_store_snapshot   (NwStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwStore    *nw_store_as_of      (NwStore *self, NwDay day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void        nw_store_interrupt  (void);
gboolean    nw_store_is_interrupted (void);
const char *nw_store_get_path   (NwStore *self);
const char *nw_store_get_warning (NwStore *self);
char      **nw_store_schema     (void);
void        nw_store_set_day    (NwStore *self, NwDay on);
NwDay       nw_store_get_day    (NwStore *self);

/* Reading. One row is one object: every view of it is notified. */
NwRecord *nw_store_get     (NwStore *self, const NwEntity *entity, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwRecord *nw_store_find    (NwStore *self, const NwEntity *entity, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64    nw_store_find_id (NwStore *self, const NwEntity *entity, const char *code);
gint64    nw_store_find_uuid (NwStore *self, const NwEntity *entity, const guint8 uuid[16]);
gint64    nw_store_count   (NwStore *self, const NwEntity *entity);
GArray   *nw_store_referring (NwStore *self, const NwEntity *entity, const char *field, gint64 target, GError **error);
GArray   *nw_store_referring_deleted (NwStore *self, const NwEntity *entity, const char *field, gint64 target, GError **error);
gboolean  nw_store_resolve (NwStore *self, const NwEntity *entity, gint64 id, const char **code, const guint8 **uuid);
char     *nw_store_format  (NwStore *self, const NwField *field, const NwValue *value);
char     *nw_store_display (NwStore *self, const NwField *field, const NwValue *value);
gboolean  nw_store_parse   (NwStore *self, const NwField *field, const char *text, NwForm form, NwValue *value, GError **error);
gboolean  nw_store_set_text (NwStore *self, NwChangeRow *row, NwRecord *record, const char *field, const char *text, NwForm form, GError **error);
gboolean  nw_store_refresh (NwStore *self);
gboolean  nw_store_computes_from (NwStore *self, const NwEntity *entity, const NwEntity *changed);

/* A cursor over the rows of one kind; its row is valid until the next step. */
typedef struct _NwCursor NwCursor;
typedef enum
{
  NW_CURSOR_DEFAULT,
  NW_CURSOR_DELETED = 1 << 0,  /* deleted ones too */
  NW_CURSOR_COMPUTED = 1 << 1, /* fill computed fields */
  NW_CURSOR_BY_UUID = 1 << 2,  /* in order of uuid, for exports; else of code */
  NW_CURSOR_BY_ID = 1 << 3,    /* in the order they came into being; fastest */
} NwCursorFlags;

NwCursor     *nw_store_cursor    (NwStore *self, const NwEntity *entity, NwCursorFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void          nw_cursor_free     (NwCursor *self);
gboolean      nw_cursor_next     (NwCursor *self, gboolean *row, GError **error);
const NwRow  *nw_cursor_row      (NwCursor *self);
const guint8 *nw_cursor_uuid     (NwCursor *self);
gint64        nw_cursor_revision (NwCursor *self);
gboolean      nw_cursor_deleted  (NwCursor *self);

/* Writing. nw_store_begin() … nw_store_end() makes one transaction of many
 * commits (imports); nw_store_cancel() forgets all of them. */
gboolean nw_store_commit     (NwStore *self, NwChange *change, const NwReason *reason, GError **error);
gboolean nw_store_begin      (NwStore *self, GError **error);
gboolean nw_store_end        (NwStore *self, GError **error);
void     nw_store_cancel     (NwStore *self);
gint64   nw_store_reserve_id (NwStore *self, const NwEntity *entity, const guint8 *uuid);
void     nw_store_set_clock  (NwStore *self, gint64 time_us);
void     nw_store_set_bring  (NwStore *self, gboolean bring);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwCursor, nw_cursor_free)

G_END_DECLS
