/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../rules/nw-control.h"
#include "../rules/nw-kpi.h"
#include "nw-canonical.h"
#include "nw-report-sections.h"

G_BEGIN_DECLS

/* A framework that the report covers. */
typedef struct
{
  gint64 id;
  char  *code, *name;
} NwReportFramework;

/* One assessment, where it stands and what it says. */
typedef struct
{
  gint64       id;
  guint        framework; /* index */
  gint64       position;
  char        *reference;
  const char  *status;    /* interned: effective where it is known */
  NwApplicable applicable;
  gboolean     control;
} NwReportControl;

typedef struct
{
  NwStore               *store;
  const NwReportOptions *options;
  NwCanonical           *xml;
  char                  *organisation, *scope;
  GArray                *frameworks; /* of NwReportFramework */
  GArray                *controls;   /* of NwReportControl, in the order people expect */
  guint                  soa;        /* index of the framework that is declared on */
  GHashTable            *tally;      /* what was written, by the words of the summary */
  GPtrArray             *summary;
  GPtrArray             *kpis;       /* of NwKpi */
  gint64                 records;
  guint                  section;    /* number of the last one */
} NwReport;

/* nw-report-controls.c */
gboolean nw_report_find_controls  (NwReport *self, GError **error);
void     nw_report_clear_controls (NwReport *self);
gboolean nw_report_covers (const NwReport *self, gint64 framework);
gboolean nw_report_is_declared    (const NwReport *self, const NwReportControl *control);
void     nw_report_count_control  (const NwReportControl *control, NwControlCounts *counts);

/* nw-report-parts.c */
gboolean nw_report_write_section (NwReport *self, const NwReportSection *section, GError **error);
void     nw_report_write_labels  (NwReport *self);
gboolean nw_report_has           (const NwReport *self, const NwReportSection *section);

/* nw-report-figures.c */
void     nw_report_write_figures (NwReport *self);
const char *nw_report_overdue_actions (const NwReport *self);
void     nw_report_write_statuses (NwReport *self);
gboolean nw_report_write_changes (NwReport *self, NwDay since, GError **error);
gboolean nw_report_last_audit    (NwReport *self, NwDay *day, GError **error);
void     nw_report_count_record  (NwReport *self, const NwRow *row);
gint64   nw_report_tally         (const NwReport *self, const char *what);

G_END_DECLS
