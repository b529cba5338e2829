/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-agenda.h"
#include "nw-exit.h"
#include "nw-questionnaire.h"
#include "nw-reasons.h"
#include "nw-renewal.h"
#include "nw-vendor.h"

G_BEGIN_DECLS

/* What the kinds of this family do; the tables name them. */
void nw_derive_vendor  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_vendor (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_vendor     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_vendor    (const NwRow *row, NwContext *context, NwGaps *gaps);
void nw_lack_service   (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_vendor_assessment  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_vendor_assessment (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_lack_vendor_assessment    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_exit_plan  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_exit_plan (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_exit_plan     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_exit_plan    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_explain_exit_clause (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_lack_exit_clause    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_exit_test  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_exit_test (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_exit_test     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_exit_test    (const NwRow *row, NwContext *context, NwGaps *gaps);

void nw_derive_renewal_review  (const NwRow *row, NwContext *context, NwDerived *out);
void nw_explain_renewal_review (const NwRow *row, NwContext *context, NwReasons *reasons);
void nw_due_renewal_review     (const NwRow *row, NwContext *context, NwAgenda *agenda);
void nw_lack_renewal_review    (const NwRow *row, NwContext *context, NwGaps *gaps);

/* What the files of this family ask each other. */
gint64   nw_tier_figure   (NwContext *context, const char *name, int tier);
NwLevel  nw_tier_level    (int tier);
gboolean nw_contract_runs (const NwRow *contract, NwContext *context);
NwDay    nw_contract_last_day_to_act (const NwRow *contract, NwContext *context);
gint64   nw_renewal_open_days (int tier, NwContext *context);

NwDay nw_vendor_last_review (const NwRow *vendor, NwContext *context);

/**
 * NwVendorSpend:
 * @sum: cents of the running contracts whose value is known
 * @open: number of running contracts whose value is not known
 * @mixed: whether they are in several currencies, and so have no sum
 */
typedef struct
{
  guint       contracts, running, open;
  gboolean    mixed;
  gint64      sum;
  const char *currency;
} NwVendorSpend;

NwVendorSpend nw_vendor_spend (const NwRow *vendor, NwContext *context);

/**
 * NwRated:
 * @known: whether all figures are
 * @open: questions without an answer
 * @failed: knock-out questions that failed
 * @met: SLA windows met, of @measured
 * @exit_score: the lowest exit score of the vendor's contracts
 */
typedef struct
{
  gboolean       known;
  NwGradeFigures figures;
  NwGrading      grading;
  GPtrArray     *open, *failed;
  gint64         met, measured;
  NwFraction     exit_score;
} NwRated;

NwRated *nw_rated_new  (const NwRow *assessment, NwContext *context);
void     nw_rated_free (NwRated *self);
const char *nw_rated_grade (const NwRated *self);
const NwRow *nw_vendor_assessment_newest (NwContext *context, gint64 vendor);
extern const char *const nw_domain_fields[NW_N_DOMAINS];

/**
 * NwReadiness:
 * @known: whether all figures are
 * @undated: how many of E01 and E04 are rated, and nobody knows of when
 */
typedef struct
{
  gboolean      known;
  guint         undated;
  NwExitFigures figures;
  NwExitMark    items[NW_N_EXIT_ITEMS];
  int           tier;
  NwFraction    score;
} NwReadiness;

NwReadiness  nw_exit_readiness (const NwRow *plan, NwContext *context);
const NwRow *nw_exit_plan_vendor (const NwRow *plan, NwContext *context);
const NwRow *nw_exit_plan_of_contract (const NwRow *contract, NwContext *context);
gboolean     nw_exit_plan_counts (const NwRow *plan, NwContext *context);
NwDay        nw_exit_last_service_day (const NwRow *contract, NwContext *context);
gint64       nw_exit_agreed_days (const NwRow *plan, NwContext *context, const char *field, const char *clause);
NwPathState  nw_exit_plan_path (const NwRow *plan, NwContext *context, gint64 *days, guint *open, GPtrArray *names);

/**
 * NwReview:
 * @as_of: the day as of which it is computed: the day of the decision, or today
 * @last_day: to act on the end of the contract that was next on the day the review was opened
 * @gaps: what the contract lacks, in the person's language
 * @unchecked: what nobody has looked at, in sentences of that language
 */
typedef struct
{
  gboolean         known;
  NwRenewalFigures figures;
  NwRenewalFacts   facts;
  NwRenewalVerdict verdict;
  NwDay            as_of, last_day, due_on;
  GPtrArray       *gaps, *unchecked;
} NwReview;

NwReview *nw_review_new  (const NwRow *row, NwContext *context);
void      nw_review_free (NwReview *self);
char     *nw_review_reasons (const NwReview *self, const char *price);
gboolean  nw_review_is_open (const NwRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwRated, nw_rated_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwReview, nw_review_free)

/* Why something is due; all (transfer full). */
char *nw_vendor_say_review (const NwRow *row, NwContext *context);
char *nw_exit_test_say_due (const NwRow *row, NwContext *context);

G_END_DECLS
