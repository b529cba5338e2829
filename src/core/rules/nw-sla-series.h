/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"
#include "nw-sla.h"

G_BEGIN_DECLS

/* What a window was judged by. Outages go before minutes, minutes before a value. */
typedef enum
{
  NW_SLA_BY_NOTHING,
  NW_SLA_BY_OUTAGES,
  NW_SLA_BY_MINUTES,
  NW_SLA_BY_VALUE,
} NwSlaBasis;

/**
 * NwSlaWindow:
 * @row: the measurement; not for the running window
 * @stray: named by another kind of window than that of the SLA: it has a
 *   result, but no place in the series
 * @open: it has not ended and only outages speak of it: it is not judged yet
 * @base: seconds, as are @down and @excluded; %NW_UNKNOWN for values
 * @credit: in cents; of a series with the yearly cap applied
 */
typedef struct
{
  const NwRow *row;
  NwSpan     window;
  gboolean     stray, open;
  NwSlaBasis   basis;
  gint64       base, down, excluded;
  NwFraction   value;
  NwSlaVerdict verdict;
  gint64       credit;
  NwDay        claim_by;
} NwSlaWindow;

/**
 * NwSlaTerms:
 * @banded: a value is a percentage of which more is better, so that credit
 *   bands apply to it, whatever the target
 *
 * What an SLA says, and what was out of order, as of a day.
 */
typedef struct
{
  const NwRow   *sla;
  NwContext     *context;
  NwSpanKind   kind;
  NwService      service;
  gboolean       is_time, shrink, banded;
  NwSlaTarget    target;
  NwCreditTerms  credit;
  NwChronicRule  chronic;
  NwFraction     floor;
  GArray        *bands, *outages;
} NwSlaTerms;

void     nw_sla_terms_init  (NwSlaTerms *self, const NwRow *sla, NwContext *context);
void     nw_sla_terms_clear (NwSlaTerms *self);
gboolean nw_sla_measure     (const NwSlaTerms *self, const NwRow *row, NwSlaWindow *out);
gboolean nw_sla_running     (const NwSlaTerms *self, NwSlaWindow *out);
gint64   nw_sla_year_left   (const NwSlaTerms *self, const NwSlaWindow *before);
gboolean nw_sla_has_ended   (const NwSlaTerms *self, const NwSlaWindow *window);
gboolean nw_sla_is_owed     (const NwSlaWindow *window);
gboolean nw_sla_can_claim   (const NwSlaTerms *self, const NwSlaWindow *window);

/* The windows of an SLA that ended, in their order. */
typedef struct
{
  NwSlaTerms terms;
  GArray    *windows; /* of NwSlaWindow */
  int        refs;
} NwSlaSeries;

/**
 * NwSlaChronic:
 * @known: the rule is complete and there is data
 * @holds: the contract's rule holds as of the newest window, or it was met so
 *   recently that the right to terminate can still be exercised
 * @on: end of the newest window whose breach met the rule
 * @hits: breaches in the newest windows that the rule looks at
 */
typedef struct
{
  gboolean known, holds;
  NwDay    on;
  guint    hits;
} NwSlaChronic;

NwSlaSeries *nw_sla_series_new   (const NwRow *sla, NwContext *context);
void         nw_sla_series_unref (NwSlaSeries *self);
NwSpan nw_sla_last_window  (NwSlaSeries *self, const NwSlaWindow **found);
const NwSlaWindow *nw_sla_last_measured (NwSlaSeries *self);
NwSpan nw_sla_last_due     (NwSlaSeries *self);
void     nw_sla_met_in_year  (NwSlaSeries *self, guint *met, guint *measured);
NwSlaChronic nw_sla_chronic  (NwSlaSeries *self);
gint64   nw_sla_credit_open  (NwSlaSeries *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwSlaTerms, nw_sla_terms_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwSlaSeries, nw_sla_series_unref)

G_END_DECLS
