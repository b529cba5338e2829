/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-db.h"
#include "nw-lock.h"

#include <unistd.h>

typedef struct _NwDbClaim NwDbClaim;

struct _NwDb
{
  sqlite3    *handle;
  char       *path;         /* canonical; of a snapshot: the register it shows */
  char      **schema;
  guint       version;
  guint       application_id;
  GHashTable *statements;   /* text → sqlite3_stmt */
  NwDbClaim  *claim;        /* NULL for a snapshot */
  NwLock     *lock;         /* NULL on a local disk */
  NwDbAllow   allow;
  const char *text;         /* what is being prepared just now */
  gint64      cookie;       /* schema_version when the schema was compared */
  gboolean    read_only;
  gboolean    foreign;
  gboolean    open_to_others;
  gboolean    ending;       /* in the middle of a COMMIT, which nothing stops */
  int         unknown;      /* why a COMMIT failed: nothing may be written any more */
};

static inline void
nw_close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
}
#define NW_AUTO_FD __attribute__ ((cleanup (nw_close_fd))) int

/* nw-db-interrupt.c */
void       nw_db_watch          (NwDb *db);

/* nw-db-error.c */
gboolean   nw_db_refuse         (GError **error, NwDbError code, const char *path, const char *sentence);
gboolean   nw_db_refuse_errno   (GError **error, const char *path, const char *sentence, int errsv);
gboolean   nw_db_refuse_sqlite  (GError **error, const char *path, sqlite3 *handle, int rc);

/* nw-db-claim.c */
NwDbClaim *nw_db_claim          (const char *path, gboolean share, GError **error);
gboolean   nw_db_claim_is_first (NwDbClaim *claim);
gboolean   nw_db_claim_matches  (NwDbClaim *claim, const char *path);
void       nw_db_claim_free     (NwDbClaim *claim);
gboolean   nw_db_is_claimed     (const char *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwDbClaim, nw_db_claim_free)

/* nw-db-harden.c */
gboolean   nw_db_harden         (sqlite3 *handle, const char *path, gboolean exclusive, GError **error);

/* nw-db-schema.c */
gboolean   nw_db_schema_create  (sqlite3 *handle, const char *path, const char *const *schema, GError **error);
gboolean   nw_db_schema_pin     (NwDb *db, GError **error);
gboolean   nw_db_ask            (sqlite3 *handle, const char *path, const char *sql, gint64 *out, GError **error);

/* nw-db-guard.c */
void       nw_db_guard          (NwDb *db);

/* nw-db.c, nw-db-open.c, nw-db-place.c */
NwDb      *nw_db_new            (const char *path, const char *const *schema, guint version, guint application_id);
gboolean   nw_db_connect        (NwDb *db, const char *name, int flags, GError **error);
char      *nw_db_canonical      (const char *path, GError **error);
gboolean   nw_db_sync_folder    (const char *path, GError **error);
gboolean   nw_db_touch          (const char *path, GError **error);
gboolean   nw_db_folder_check   (const char *path, GError **error);
