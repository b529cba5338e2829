/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

#define NW_REPORT_NAMESPACE "urn:nachweis:report:1"

typedef enum
{
  NW_REPORT_KIND_ISO_AUDIT,
  NW_REPORT_KIND_SOA,
  NW_N_REPORT_KINDS,
} NwReportKind;

/**
 * NwReportOptions:
 * @framework: (nullable): code of the only framework to report on
 * @from: first day of the period, or %NW_NO_DAY for none
 * @to: last day of the period, or %NW_NO_DAY
 */
typedef struct
{
  NwReportKind kind;
  const char  *framework;
  NwDay        from, to;
} NwReportOptions;

/* One line of what the command line says about a report it has written. */
typedef struct
{
  char *label, *value;
} NwReportSummary;

gboolean   nw_report_kind_parse (const char *name, NwReportKind *kind);
gboolean   nw_period_parse      (const char *text, NwDay *from, NwDay *to, GError **error);
GPtrArray *nw_report_write      (NwStore *store, const NwReportOptions *options, const char *path,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
