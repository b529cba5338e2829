/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "nw-db-error.h"
#include "nw-db-header.h"

#define NW_DB_APPLICATION_ID 0x4E574553u   /* "NWES" */
#define NW_DB_PAGE_SIZE      4096
#define NW_DB_BUSY_MS        5000

typedef struct _NwDb NwDb;

typedef enum
{
  NW_DB_CREATE    = 1 << 0,
  NW_DB_READ_ONLY = 1 << 1,
  NW_DB_FOREIGN   = 1 << 2,   /* integrity_check instead of quick_check */
} NwDbFlags;

typedef enum
{
  NW_DB_ALLOW_NONE   = 0,
  NW_DB_ALLOW_SCHEMA = 1 << 0,   /* create and migrate */
  NW_DB_ALLOW_ERASE  = 1 << 1,   /* delete from log_opening and the blob tables */
} NwDbAllow;


void          nw_db_init         (void);
gboolean      nw_db_continue     (NwDb *db, GError **error);
NwDb         *nw_db_open         (const char        *path,
                                  NwDbFlags          flags,
                                  const char *const *schema,
                                  guint              version,
                                  guint              application_id,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      nw_db_peek         (const char *path, guint version, NwDbHeader *out, GError **error);
void          nw_db_close        (NwDb *db);

sqlite3      *nw_db_handle       (NwDb *db);
const char   *nw_db_path         (NwDb *db);
gint64        nw_db_data_version (NwDb *db);
gboolean      nw_db_is_foreign   (NwDb *db);
const char   *nw_db_warning      (NwDb *db);
gboolean      nw_db_is_remote    (const char *path);

sqlite3_stmt *nw_db_prepare      (NwDb *db, const char *sql, GError **error);
gboolean      nw_db_exec         (NwDb *db, const char *sql, GError **error);
gboolean      nw_db_step         (NwDb *db, sqlite3_stmt *stmt, gboolean *row, GError **error);
gboolean      nw_db_run          (NwDb *db, sqlite3_stmt *stmt, GError **error);
void          nw_db_done         (sqlite3_stmt *stmt);

gboolean      nw_db_begin        (NwDb *db, GError **error);
gboolean      nw_db_commit       (NwDb *db, GError **error);
void          nw_db_rollback     (NwDb *db);
void          nw_db_allow        (NwDb *db, NwDbAllow allow);

gboolean      nw_db_check        (NwDb *db, gboolean full, GError **error);
gboolean      nw_db_backup       (NwDb *db, const char *target, GError **error);
NwDb         *nw_db_snapshot     (NwDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwDb         *nw_db_scratch      (NwDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwDb, nw_db_close)

/* Statements are borrowed: leaving the scope gives one back, it is not finalised. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, nw_db_done)
