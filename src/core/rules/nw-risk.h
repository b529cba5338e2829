/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"

G_BEGIN_DECLS

/* How a risk scores, 1 to 25: likelihood 1 to 5 times impact 1 to 5. */
typedef enum
{
  NW_BAND_UNKNOWN,
  NW_BAND_LOW,
  NW_BAND_MEDIUM,
  NW_BAND_HIGH,
  NW_BAND_VERY_HIGH,
} NwRiskBand;

/* The highest score of each band; above the last one it is very high. */
typedef struct
{
  gint64 low, medium, high;
} NwRiskBands;

/* A person's word that a risk is borne. Persons are row ids, 0 or %NW_UNKNOWN for nobody. */
typedef struct
{
  NwDay  on, until;
  gint64 by, owner;
} NwRiskAcceptance;

gint64      nw_risk_worst       (const gint64 *impacts, guint n);
gint64      nw_risk_score       (gint64 likelihood, gint64 impact);
NwRiskBand  nw_risk_band        (gint64 score, const NwRiskBands *bands);
const char *nw_risk_band_name   (NwRiskBand band);
gboolean    nw_risk_is_signed   (const NwRiskAcceptance *acceptance);
gboolean    nw_risk_is_accepted (const NwRiskAcceptance *acceptance, NwDay on);

G_END_DECLS
