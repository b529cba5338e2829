/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"
#include "nw-reasons.h"

#include "nw-clock.h"
#include "nw-dpa-rows.h"
#include "nw-transfer-rows.h"
#include "nw-vendor.h"

#include <glib/gi18n-lib.h>

/* Key figures of data protection and incidents (KP11 to KP18). */

/* An agreement of Art. 28 or, where both are responsible, of Art. 26. */
static gboolean
is_live_dpa (const NwRow *dpa, NwContext *context)
{
  return !nw_dpa_is_over (dpa, context);
}

static gboolean
is_complete (const NwRow *dpa, NwContext *context)
{
  return is_live_dpa (dpa, context) && nw_row_is (dpa, "verdict", "complete")
         && (nw_row_is (dpa, "status", "signed") || nw_row_is (dpa, "status", "in_control"));
}

typedef enum
{
  NEEDS_NONE,
  NEEDS_UNKNOWN,
  NEEDS_DPA,
} Need;

/* From its services, and from an agreement that is there anyway. */
static Need
need_of (NwContext *context, const NwRow *vendor, GPtrArray *dpas)
{
  GPtrArray *services = nw_context_children (context, &nw_service, "vendor", vendor->id);
  Need need = NEEDS_NONE;

  for (guint i = 0; i < dpas->len; i++)
    if (is_live_dpa (dpas->pdata[i], context))
      return NEEDS_DPA;
  for (guint i = 0; i < services->len; i++)
    {
      const NwRow *service = services->pdata[i];

      if (nw_row_is (service, "personal_data", "normal") || nw_row_is (service, "personal_data", "special"))
        return NEEDS_DPA;
      if (!nw_row_has (service, "personal_data"))
        need = NEEDS_UNKNOWN;
    }
  return need;
}

typedef struct
{
  gint64 needed, complete, without, unknown;
} Dpas;

static void
count_vendor (NwContext *context, const NwRow *vendor, Dpas *counts)
{
  GPtrArray *dpas = nw_context_children (context, &nw_dpa, "vendor", vendor->id);
  Need need = need_of (context, vendor, dpas);
  gboolean any = FALSE, complete = TRUE;

  for (guint i = 0; i < dpas->len; i++)
    {
      any |= is_live_dpa (dpas->pdata[i], context);
      complete &= !is_live_dpa (dpas->pdata[i], context) || is_complete (nw_context_derived (context, dpas->pdata[i]), context);
    }
  counts->unknown += need == NEEDS_UNKNOWN;
  counts->needed += need == NEEDS_DPA;
  counts->without += need == NEEDS_DPA && !any;
  counts->complete += need == NEEDS_DPA && any && complete;
}

static Dpas
count_dpas (NwContext *context)
{
  GPtrArray *vendors = nw_context_all (context, &nw_vendor);
  Dpas counts = { 0 };

  for (guint i = 0; i < vendors->len; i++)
    if (nw_vendor_in_use (vendors->pdata[i]))
      count_vendor (context, vendors->pdata[i], &counts);
  return counts;
}

void
nw_kpi_complete_dpas (NwContext *context, NwKpiResult *out)
{
  Dpas counts = count_dpas (context);

  nw_kpi_share (out, counts.complete, counts.needed);
  if (counts.without > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("processors without an AVV"), counts.without);
  nw_kpi_unknown (out, counts.unknown, _("vendors of which nobody knows whether they process personal data"));
}

/* A processor without any agreement has no row that could carry the flag. */
void
nw_kpi_critical_flags (NwContext *context, NwKpiResult *out)
{
  GPtrArray *dpas = nw_kpi_all (context, &nw_dpa);
  Dpas counts = count_dpas (context);
  gint64 n = counts.without, of = counts.without, unreviewed = 0;

  for (guint i = 0; i < dpas->len; i++)
    {
      const NwRow *dpa = dpas->pdata[i];
      NwDpaView view;

      if (nw_dpa_is_over (dpa, context))
        continue;
      of++;
      unreviewed += !nw_row_has (dpa, "verdict") || nw_row_is (dpa, "verdict", "unreviewed");
      nw_dpa_read (dpa, context, &view);
      for (guint k = 1; k <= NW_DPA_FLAGS; k++)
        n += nw_dpa_flag_risk (&view, k) == NW_RISK_CRITICAL;
    }
  nw_kpi_count (out, n, of);
  if (counts.without > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("processors without an AVV"), counts.without);
  nw_kpi_unknown (out, unreviewed, _("AVVs not reviewed yet"));
}

void
nw_kpi_unlawful_transfers (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_recipient);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *dpa = nw_context_ref (context, rows->pdata[i], "dpa");

      if (dpa == NULL || nw_dpa_is_over (dpa, context))
        continue;
      of++;
      n += nw_row_is (rows->pdata[i], "verdict", "illegal");
      unknown += !nw_row_has (rows->pdata[i], "verdict");
    }
  nw_kpi_count (out, n, of);
  nw_kpi_unknown (out, unknown, _("recipients that cannot be judged"));
}

void
nw_kpi_requests_in_time (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_request);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      NwDay due = nw_row_day (rows->pdata[i], "legal_due"), answered = nw_row_day (rows->pdata[i], "answered_on");

      unknown += due == NW_NO_DAY;
      if (!nw_kpi_in_period (context, due))
        continue;
      of++;
      n += answered != NW_NO_DAY && answered <= due;
    }
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unknown, _("without a due date"));
}

/* Whether an authority has to hear of it: 1 yes, 0 no, %NW_UNKNOWN. */
static gint64
is_reportable (const NwRow *incident)
{
  if (nw_row_number (incident, "personal_data") != 1)
    return nw_row_number (incident, "personal_data");
  if (nw_row_is (incident, "risk_to_persons", "none"))
    return 0;
  return nw_row_is (incident, "risk_to_persons", "risk") || nw_row_is (incident, "risk_to_persons", "high") ? 1 : NW_UNKNOWN;
}

/* However long ago (KP15 names no period). A breach whose time has not run out
 * yet is not counted unless it is reported. */
static void
count_breach (NwContext *context, const NwRow *row, gint64 *n, gint64 *of, gint64 *unknown)
{
  gint64 due = nw_row_number (row, "authority_due"), reported = nw_row_number (row, "authority_reported_at");
  gint64 reportable = is_reportable (row);

  if (reportable == 0)
    return;
  if (reportable == NW_UNKNOWN || due == NW_UNKNOWN)
    {
      ++*unknown;
      return;
    }
  if (nw_berlin_day (due) > context->on && (reported == NW_UNKNOWN || nw_berlin_day (reported) > context->on))
    return;
  ++*of;
  *n += reported != NW_UNKNOWN && reported <= due;
}

void
nw_kpi_breaches_in_time (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_incident);
  gint64 n = 0, of = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    count_breach (context, rows->pdata[i], &n, &of, &unknown);
  nw_kpi_share (out, n, of);
  nw_kpi_unknown (out, unknown, _("not assessed, or unknown since when we are aware"));
}

/* Returns: (transfer full): an array of #NwIncidentTimes */
static GArray *
times_of (NwContext *context)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_incident);
  GArray *times = g_array_new (FALSE, FALSE, sizeof (NwIncidentTimes));

  for (guint i = 0; i < rows->len; i++)
    {
      const NwRow *row = rows->pdata[i];
      const NwIncidentTimes one = { nw_row_number (row, "occurred_at"), nw_row_number (row, "detected_at"),
                                    nw_row_number (row, "remediated_at") };

      g_array_append_val (times, one);
    }
  return times;
}

/* Over incidents that have both stamps; the others are excluded, and said so. */
static void
put_time (NwKpiResult *out, const NwMeanTime *time)
{
  out->value = time->mean;
  out->denominator = nw_fraction (time->used, 1);
  out->numerator = time->used > 0 ? nw_fraction_mul (time->mean, out->denominator) : nw_fraction (0, 1);
  out->unknown = time->excluded + time->open;
  if (time->used > 0)
    {
      g_autofree char *median = nw_say_fraction (time->median, 0);

      nw_kpi_note (out, _("median %s; %u used, %u excluded"), median, time->used, time->excluded);
    }
}

void
nw_kpi_time_to_detect (NwContext *context, NwKpiResult *out)
{
  g_autoptr (GArray) times = times_of (context);
  NwMeanTime time = nw_mean_time_to_detect ((const NwIncidentTimes *) times->data, times->len);

  put_time (out, &time);
}

/* What is not remediated yet is open, not excluded. */
void
nw_kpi_time_to_remediate (NwContext *context, NwKpiResult *out)
{
  g_autoptr (GArray) times = times_of (context);
  NwMeanTime time = nw_mean_time_to_remediate ((const NwIncidentTimes *) times->data, times->len);

  put_time (out, &time);
  if (time.open > 0)
    nw_kpi_note (out, "%s: %u", _("still open"), time.open);
}

void
nw_kpi_incidents_per_month (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_incident);
  gint64 months = nw_figure (context, "kpi.period_months", context->on), n = 0, unknown = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 at = nw_row_number (rows->pdata[i], "detected_at");

      if (at == NW_UNKNOWN)
        at = nw_row_number (rows->pdata[i], "occurred_at");
      unknown += at == NW_UNKNOWN;
      n += at != NW_UNKNOWN && nw_kpi_in_period (context, nw_berlin_day (at));
    }
  if (months == NW_UNKNOWN || months <= 0)
    return;
  out->numerator = nw_fraction (n, 1);
  out->denominator = nw_fraction (months, 1);
  out->value = nw_fraction (n, months);
  nw_kpi_unknown (out, unknown, _("without a known time"));
}
