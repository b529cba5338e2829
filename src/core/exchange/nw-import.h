/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"
#include "nw-csv.h"

G_BEGIN_DECLS

/* Beyond so many only what was refused is kept row by row. */
#define NW_IMPORT_MAX_LISTED 100000

typedef enum
{
  NW_IMPORT_NEW,
  NW_IMPORT_CHANGED,
  NW_IMPORT_UNCHANGED,
  NW_IMPORT_REFUSED,
  NW_N_IMPORT_VERDICTS,
} NwImportVerdict;

/**
 * NwImportRow:
 * @line: of the file on which the row begins
 * @code: (nullable): %NULL where it was not known
 * @field: (nullable): name of the field that was refused
 * @value: (nullable): what stood there
 * @message: (nullable): why it was refused
 */
typedef struct
{
  guint           line;
  NwImportVerdict verdict;
  const NwEntity *entity;
  char           *code, *field, *value, *message;
} NwImportRow;

/**
 * NwImportReport:
 * @counts: rows by verdict
 * @rows: (element-type NwImportRow): in the order of the file
 * @notes: (element-type utf8): what a person should know beside
 * @done: the register was changed accordingly; %FALSE after a dry run and
 *   when anything was refused
 */
typedef struct
{
  char      *file;
  guint      counts[NW_N_IMPORT_VERDICTS];
  GPtrArray *rows, *notes;
  gboolean   done;
} NwImportReport;

NwImportReport *nw_import_csv (NwStore *store, const NwEntity *entity, const char *path, const NwReason *reason,
                               gboolean dry_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

NwImportReport *nw_import_table (NwStore *store, const NwEntity *entity, NwCsv *csv, const char *name, const NwReason *reason,
                                 gboolean dry_run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

NwImportReport *nw_import_report_new  (const char *path);
void            nw_import_report_free (NwImportReport *self);
NwImportRow    *nw_import_report_add  (NwImportReport *self, guint line, const NwEntity *entity, const char *code,
                                       NwImportVerdict verdict);
NwImportRow    *nw_import_report_refuse (NwImportReport *self, guint line, const NwEntity *entity, const char *code,
                                         const char *field, const char *value, const char *message);
void            nw_import_row_free     (NwImportRow *row);
char           *nw_import_row_describe (const NwImportReport *self, const NwImportRow *row);
const char     *nw_import_verdict_name (NwImportVerdict verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwImportReport, nw_import_report_free)

G_END_DECLS
