/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kpi-private.h"

#include "../model/nw-psv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Key figures of data protection and incidents (KP11 to KP18). */

static gboolean
is_live_vendor (const NwRow *vendor)
{
  return vendor != NULL && !nw_row_is (vendor, "status", "candidate") && !nw_row_is (vendor, "status", "ended");
}

/* An agreement in which the vendor processes for us. */
static gboolean
is_live_dpa (const NwRow *dpa)
{
  return !nw_row_is (dpa, "status", "ended") && !nw_row_is (dpa, "our_role", "processor") && !nw_row_is (dpa, "our_role", "joint");
}

static gboolean
is_complete (const NwRow *dpa)
{
  return is_live_dpa (dpa) && nw_row_is (dpa, "verdict", "complete")
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
    if (is_live_dpa (dpas->pdata[i]))
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
  gboolean any = FALSE, complete = FALSE;

  for (guint i = 0; i < dpas->len; i++)
    {
      any |= is_live_dpa (dpas->pdata[i]);
      complete |= is_complete (nw_context_derived (context, dpas->pdata[i]));
    }
  counts->unknown += need == NEEDS_UNKNOWN;
  counts->needed += need == NEEDS_DPA;
  counts->without += need == NEEDS_DPA && !any;
  counts->complete += need == NEEDS_DPA && complete;
}

static Dpas
count_dpas (NwContext *context)
{
  GPtrArray *vendors = nw_context_all (context, &nw_vendor);
  Dpas counts = { 0 };

  for (guint i = 0; i < vendors->len; i++)
    if (is_live_vendor (vendors->pdata[i]))
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

static gboolean
misses_any_of (NwContext *context, const NwRow *dpa, const char *items)
{
  GPtrArray *rows = nw_context_children (context, &nw_dpa_item, "dpa", dpa->id);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *item = nw_row_text (rows->pdata[i], "item");

      if (item != NULL && strstr (items, item) != NULL && nw_row_is (rows->pdata[i], "state", "missing"))
        return TRUE;
    }
  return FALSE;
}

/* The catalogue says "critical", or "high; critical for V08 V11". */
static gboolean
is_critical (NwContext *context, const NwRow *dpa, const char *severity)
{
  static const char some[] = "critical for ";
  const char *items = strstr (severity, some);

  return g_str_has_prefix (severity, "critical") || (items != NULL && misses_any_of (context, dpa, items + strlen (some)));
}

/* A processor without any agreement is a flag of its own (F01), which no
 * agreement can carry. */
void
nw_kpi_critical_flags (NwContext *context, NwKpiResult *out)
{
  g_autoptr (NwPsv) flags = nw_psv_load ("avv_flags");
  GPtrArray *dpas = nw_kpi_all (context, &nw_dpa);
  Dpas counts = count_dpas (context);
  gint64 n = counts.without, of = counts.without, unreviewed = 0;

  for (guint i = 0; i < dpas->len; i++)
    {
      const NwRow *dpa = dpas->pdata[i];

      if (nw_row_is (dpa, "status", "ended"))
        continue;
      of++;
      unreviewed += !nw_row_has (dpa, "verdict") || nw_row_is (dpa, "verdict", "unreviewed");
      for (guint k = 0; k < nw_psv_rows (flags); k++)
        n += strcmp (nw_psv_get (flags, k, "code"), "F01") != 0 && nw_row_contains (dpa, "flags", nw_psv_get (flags, k, "code"))
             && is_critical (context, dpa, nw_psv_get (flags, k, "severity"));
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

      if (dpa == NULL || nw_row_is (dpa, "status", "ended"))
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

/* A breach whose time has not run out yet is not counted unless it is reported. */
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
  if (!nw_kpi_in_period (context, nw_berlin_day (due)) && (reported == NW_UNKNOWN || !nw_kpi_in_period (context, nw_berlin_day (reported))))
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

static gint64
minutes_between (const NwRow *row, const char *from, const char *to)
{
  gint64 begin = nw_row_number (row, from), end = nw_row_number (row, to);

  return begin == NW_UNKNOWN || end == NW_UNKNOWN || end < begin ? NW_UNKNOWN : (end - begin) / 60;
}

/* Over incidents that have both stamps; the others are excluded, and said so. */
static void
mean_time (NwContext *context, NwKpiResult *out, const char *from, const char *to)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_incident);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  NwFraction median;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 minutes = minutes_between (rows->pdata[i], from, to);

      if (minutes != NW_UNKNOWN)
        g_array_append_val (times, minutes);
    }
  nw_kpi_mean (out, times);
  median = nw_kpi_median (times);
  if (nw_fraction_known (median))
    {
      g_autofree char *text = nw_fraction_format (median, 0, NW_ROUND_HALF_AWAY);

      nw_kpi_note (out, _("median %s; %u used, %u excluded"), text, times->len, rows->len - times->len);
    }
  out->unknown = rows->len - times->len;
}

void
nw_kpi_time_to_detect (NwContext *context, NwKpiResult *out)
{
  mean_time (context, out, "occurred_at", "detected_at");
}

/* What is not remediated yet is open, not excluded. */
void
nw_kpi_time_to_remediate (NwContext *context, NwKpiResult *out)
{
  GPtrArray *rows = nw_kpi_all (context, &nw_incident);
  gint64 open = 0;

  mean_time (context, out, "detected_at", "remediated_at");
  for (guint i = 0; i < rows->len; i++)
    open += nw_row_has (rows->pdata[i], "detected_at") && !nw_row_has (rows->pdata[i], "remediated_at");
  if (open > 0)
    nw_kpi_note (out, "%s: %" G_GINT64_FORMAT, _("still open"), open);
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
