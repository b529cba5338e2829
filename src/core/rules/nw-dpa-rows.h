/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-context.h"
#include "nw-dpa.h"
#include "nw-reasons.h"

G_BEGIN_DECLS

/**
 * NwDpaView:
 * @flags: of F01 and so on, by number
 * @country_open: whether the country of the vendor, a service or a recipient is missing
 * @unrecorded: third countries that the vendor or its services name, but no recipient
 *
 * An agreement on processing as the rules see it on the context's day.
 */
typedef struct
{
  NwDpaFacts  facts;
  NwDpaLimits limits;
  NwDpaReview review;
  NwFlag      flags[NW_DPA_FLAGS + 1];
  gboolean    country_open;
  char        unrecorded[64];
} NwDpaView;

void              nw_dpa_read_own  (const NwRow *dpa, NwContext *context, NwDpaView *view);
void              nw_dpa_read      (const NwRow *dpa, NwContext *context, NwDpaView *view);
NwMaybe           nw_dpa_is_signed (const NwRow *dpa, NwContext *context);
const guint8     *nw_dpa_classes   (void);
const char       *nw_dpa_flag_code (guint number);
const char       *nw_dpa_flag_text (guint number);
gboolean          nw_dpa_flag_informs (guint number);
NwRisk            nw_dpa_flag_risk (const NwDpaView *view, guint number);
char             *nw_dpa_say_cause (const NwRow *dpa, NwContext *context, const NwDpaView *view, guint number);
char             *nw_dpa_say_open  (const NwDpaView *view);

void nw_derive_dpa  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_dpa (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_dpa     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_dpa    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_recipient_change  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_recipient_change (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_recipient_change     (const NwRow *row, NwContext *context, NwAgenda *agenda);

void nw_lack_dpa_of_service (const NwRow *row, NwContext *context, NwGaps *gaps);

G_END_DECLS
