/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-fraction.h"
#include "nw-kpi.h"

G_BEGIN_DECLS

/* What a key figure comes to, before it is written out. All known or not.
 * @unsure: whether what is unknown could also turn a missed target into a met one */
typedef struct
{
  NwFraction value, numerator, denominator;
  gint64     unknown;
  GString   *detail;
  gboolean   unsure;
} NwKpiResult;

typedef void (*NwKpiRule) (NwContext *context, NwKpiResult *out);

/* The value is @n of @of, in percent; nothing without @of. */
void nw_kpi_share (NwKpiResult *out, gint64 n, gint64 of);
/* The value is @n, found among @of; nothing without @of. */
void nw_kpi_count (NwKpiResult *out, gint64 n, gint64 of);
/* The value is the mean of @numbers (gint64). */
void nw_kpi_mean  (NwKpiResult *out, GArray *numbers);
void nw_kpi_note  (NwKpiResult *out, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says how many of @n records could not be judged, and remembers it. */
void nw_kpi_unknown (NwKpiResult *out, gint64 n, const char *what);

NwDay    nw_kpi_period_begin (NwContext *context);
gboolean nw_kpi_in_period    (NwContext *context, NwDay day);
void     nw_kpi_note_period  (NwContext *context, NwKpiResult *out);

/* All records of a kind, with their computed cells. */
GPtrArray *nw_kpi_all (NwContext *context, const NwEntity *entity);

/* Findings and controls, data protection and incidents, vendors. */
void nw_kpi_controls_implemented (NwContext *context, NwKpiResult *out);
void nw_kpi_controls_verified    (NwContext *context, NwKpiResult *out);
void nw_kpi_soa_issues           (NwContext *context, NwKpiResult *out);
void nw_kpi_valid_evidence       (NwContext *context, NwKpiResult *out);
void nw_kpi_gdpr                 (NwContext *context, NwKpiResult *out);
void nw_kpi_audit_coverage       (NwContext *context, NwKpiResult *out);
void nw_kpi_open_findings        (NwContext *context, NwKpiResult *out);
void nw_kpi_overdue_actions      (NwContext *context, NwKpiResult *out);
void nw_kpi_days_to_close        (NwContext *context, NwKpiResult *out);
void nw_kpi_repeat_findings      (NwContext *context, NwKpiResult *out);
void nw_kpi_complete_dpas        (NwContext *context, NwKpiResult *out);
void nw_kpi_critical_flags       (NwContext *context, NwKpiResult *out);
void nw_kpi_unlawful_transfers   (NwContext *context, NwKpiResult *out);
void nw_kpi_requests_in_time     (NwContext *context, NwKpiResult *out);
void nw_kpi_breaches_in_time     (NwContext *context, NwKpiResult *out);
void nw_kpi_time_to_detect       (NwContext *context, NwKpiResult *out);
void nw_kpi_time_to_remediate    (NwContext *context, NwKpiResult *out);
void nw_kpi_incidents_per_month  (NwContext *context, NwKpiResult *out);
void nw_kpi_sla_windows_met      (NwContext *context, NwKpiResult *out);
void nw_kpi_credits_recovered    (NwContext *context, NwKpiResult *out);
void nw_kpi_missed_notices       (NwContext *context, NwKpiResult *out);
void nw_kpi_renewals_in_time     (NwContext *context, NwKpiResult *out);
void nw_kpi_value_for_renewal    (NwContext *context, NwKpiResult *out);
void nw_kpi_vendors_in_cycle     (NwContext *context, NwKpiResult *out);
void nw_kpi_exit_readiness       (NwContext *context, NwKpiResult *out);
void nw_kpi_concentration        (NwContext *context, NwKpiResult *out);
void nw_kpi_risks_above_appetite (NwContext *context, NwKpiResult *out);
void nw_kpi_training_rate        (NwContext *context, NwKpiResult *out);
void nw_kpi_overdue_policies     (NwContext *context, NwKpiResult *out);
void nw_kpi_vendor_stability     (NwContext *context, NwKpiResult *out);

G_END_DECLS
