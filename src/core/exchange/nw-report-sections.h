/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-report.h"

G_BEGIN_DECLS

/**
 * NwReportPart:
 * @fields: names, ended by %NULL, of what is shown of each record
 * @date: (nullable): the field that puts a record inside or outside the period
 * @closed_field: (nullable): a record that does not say @closed there is shown
 *   whatever its date
 *
 * Records of one kind in a section of a report.
 */
typedef struct
{
  const NwEntity    *entity;
  const char *const *fields;
  const char        *date;
  const char        *closed_field, *closed;
} NwReportPart;

/* What a section has beside records. */
typedef enum
{
  NW_REPORT_PLAIN,
  NW_REPORT_SOA,     /* assessments of the controls, in their order */
  NW_REPORT_STATUS,  /* assessments of whole frameworks, with counts */
  NW_REPORT_RISKS,   /* actions that treat risks */
  NW_REPORT_ACTIONS, /* actions that follow from findings, or from nothing */
  NW_REPORT_FIGURES,
  NW_REPORT_CHANGES,
} NwReportExtra;

typedef struct
{
  const char         *id;     /* element name; never translated */
  const char         *title;
  const char *const  *texts;  /* (nullable): paragraphs, ended by NULL */
  const NwReportPart *parts;  /* (nullable): ended by a NULL entity */
  NwReportExtra       extra;
  guint               reports; /* bits of NwReportKind */
} NwReportSection;

const NwReportSection *nw_report_sections (guint *n);

G_END_DECLS
