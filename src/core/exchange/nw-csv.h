/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"
#include "nw-output.h"

G_BEGIN_DECLS

#define NW_CSV_MAX_BYTES (16 << 20)
#define NW_CSV_MAX_COLUMNS 1000
#define NW_CSV_MAX_ROWS 1000000

/* Reads a table row by row. Its first row is the header. */
typedef struct _NwCsv NwCsv;

NwCsv      *nw_csv_open      (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
NwCsv      *nw_csv_new       (const char *bytes, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void        nw_csv_free      (NwCsv *self);
char        nw_csv_delimiter (NwCsv *self);
const char *nw_csv_note      (NwCsv *self);
guint       nw_csv_n_columns (NwCsv *self);
const char *nw_csv_heading   (NwCsv *self, guint column);
void        nw_csv_rewind    (NwCsv *self);
gboolean    nw_csv_next      (NwCsv *self, gboolean *row, GError **error);
guint       nw_csv_line      (NwCsv *self);
const char *nw_csv_cell      (NwCsv *self, guint column);

/* Writing: cells separated by commas, lines ended as RFC 4180 wants. */
#define NW_CSV_LINE_END "\r\n"
void     nw_csv_append_cell   (GString *line, const char *cell);
void     nw_csv_append_text   (GString *line, const char *text);
char    *nw_csv_format        (NwStore *store, const NwField *field, const NwValue *value);
char    *nw_csv_restore       (const NwField *field, const char *cell);
void     nw_csv_append_header (GString *csv, const NwEntity *entity, const guint *fields, guint n);
void     nw_csv_append_row    (GString *csv, NwStore *store, const NwRow *row, const guint *fields, guint n);
gboolean nw_csv_export        (NwStore *store, const NwEntity *entity, const char *path, gint64 *n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwCsv, nw_csv_free)

G_END_DECLS
