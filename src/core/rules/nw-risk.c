/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-risk.h"

#include "../model/nw-value.h"

/**
 * nw_risk_worst:
 * @impacts: 1 to 5 each, or %NW_UNKNOWN for one that was not rated
 *
 * Returns: the largest that was rated: what was not rated is not known to be
 *   worse; %NW_UNKNOWN when none was
 */
gint64
nw_risk_worst (const gint64 *impacts, guint n)
{
  gint64 worst = NW_UNKNOWN;

  for (guint i = 0; i < n; i++)
    worst = MAX (worst, impacts[i]);
  return worst;
}

/* Likelihood times impact; %NW_UNKNOWN when either is. */
gint64
nw_risk_score (gint64 likelihood, gint64 impact)
{
  return likelihood != NW_UNKNOWN && impact != NW_UNKNOWN ? likelihood * impact : NW_UNKNOWN;
}

NwRiskBand
nw_risk_band (gint64 score, const NwRiskBands *bands)
{
  if (score == NW_UNKNOWN || bands->low == NW_UNKNOWN || bands->medium == NW_UNKNOWN || bands->high == NW_UNKNOWN)
    return NW_BAND_UNKNOWN;
  if (score <= bands->low)
    return NW_BAND_LOW;
  if (score <= bands->medium)
    return NW_BAND_MEDIUM;
  return score <= bands->high ? NW_BAND_HIGH : NW_BAND_VERY_HIGH;
}

/* The choice of the field "band", %NULL for "unknown". */
const char *
nw_risk_band_name (NwRiskBand band)
{
  static const char *const names[] = { NULL, "low", "medium", "high", "very_high" };

  return names[band];
}

/* Whether the owner of the risk signed (ISO/IEC 27001, 6.1.3 f): nobody else can accept it. */
gboolean
nw_risk_is_signed (const NwRiskAcceptance *acceptance)
{
  return acceptance->by != NW_UNKNOWN && acceptance->by > 0 && acceptance->by == acceptance->owner;
}

/* Whether it is dated, signed by the owner, and has not expired on @on. */
gboolean
nw_risk_is_accepted (const NwRiskAcceptance *acceptance, NwDay on)
{
  return acceptance->on != NW_NO_DAY && acceptance->until != NW_NO_DAY && acceptance->on <= on && on <= acceptance->until
         && nw_risk_is_signed (acceptance);
}
