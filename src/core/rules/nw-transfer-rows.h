/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-context.h"
#include "nw-reasons.h"
#include "nw-transfer.h"

G_BEGIN_DECLS

/* More countries than there are. */
#define NW_PLACES_MAX 256

/**
 * NwCountryLaw:
 * @code: ISO 3166-1; empty where the country is unknown
 * @decision: (nullable): the decision on adequacy in force that day
 * @condition: (nullable): what it holds under
 * @ends: its last day, or %NW_NO_DAY
 */
typedef struct
{
  char        code[4];
  const char *decision;
  const char *condition;
  NwDay       ends;
} NwCountryLaw;

/**
 * NwRecipientView:
 * @places: where the recipient sits, then from where it reads data
 * @laws: of @places, in the same order
 *
 * A recipient as the rules on transfers see it on the context's day.
 */
typedef struct
{
  NwTransferFacts facts;
  guint           n;
  NwPlace         places[NW_PLACES_MAX];
  NwCountryLaw    laws[NW_PLACES_MAX];
} NwRecipientView;

guint       nw_index_of   (const char *text, const char *const *names);
NwMaybe     nw_row_maybe  (const NwRow *row, const char *field);
NwPlaceKind nw_place_kind (const char *code, NwContext *context);
void   nw_country_law    (const char *code, NwContext *context, NwPlace *place, NwCountryLaw *law);
void   nw_recipient_read (const NwRow *recipient, const NwRow *dpa, NwContext *context, NwRecipientView *out);
NwRole nw_dpa_role       (const NwRow *dpa);
gboolean nw_dpa_is_over  (const NwRow *dpa, NwContext *context);
NwMaybe nw_dpa_has_old_clauses (const NwRow *dpa, NwContext *context);
char  *nw_transfer_say   (const NwRecipientView *view, NwTransferVerdict verdict);
const char *nw_transfer_say_verdict (NwTransferVerdict verdict);

/* Calls @each for every item of a list in a cell. */
typedef void (*NwEachItem) (const char *item, gpointer data);
void   nw_each_item (const char *list, NwEachItem each, gpointer data);

void nw_derive_recipient  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_recipient (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_recipient     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_recipient    (const NwRow *row, NwContext *context, NwGaps *gaps);

G_END_DECLS
