/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-transfer.h"

G_BEGIN_DECLS

/* Items are numbered from 1 as in V01; arrays have a slot for each number. */
#define NW_DPA_ITEMS 64

typedef enum
{
  NW_ITEM_NOT_REVIEWED,
  NW_ITEM_FULFILLED,
  NW_ITEM_PARTIAL,
  NW_ITEM_MISSING,
  NW_ITEM_NOT_APPLICABLE,
} NwItemState;

/* What counts of an item: mandatory, mandatory for transfers, expected. */
typedef enum
{
  NW_ITEM_NO_CLASS,
  NW_ITEM_MANDATORY,
  NW_ITEM_TRANSFER,
  NW_ITEM_EXPECTED,
} NwItemClass;

/**
 * NwDpaItems:
 * @third_country: whether any recipient or remote access is known to be outside the EEA
 * @uncovered: whether any of these is not known to rest on adequacy
 * @open: whether the transfer to some recipient cannot be judged
 */
typedef struct
{
  guint8   state[NW_DPA_ITEMS]; /* NwItemState */
  gboolean third_country, uncovered, open;
} NwDpaItems;

typedef enum
{
  NW_DPA_COMPLETE,
  NW_DPA_INCOMPLETE,
  NW_DPA_UNREVIEWED,
} NwDpaVerdict;

/**
 * NwDpaReview:
 * @percent: whole percent, rounded down
 * @held_back: whether all is fulfilled, and only a transfer that is open keeps it from being complete
 */
typedef struct
{
  int          percent;
  NwDpaVerdict verdict;
  gboolean     held_back;
} NwDpaReview;

gboolean    nw_dpa_item_counts (const guint8 *classes, const NwDpaItems *items, guint number);
NwItemState nw_dpa_item_state  (const guint8 *classes, const NwDpaItems *items, guint number);
NwDpaReview nw_dpa_review      (const guint8 *classes, const NwDpaItems *items);
const char *nw_dpa_verdict_name (NwDpaVerdict verdict);

/* Risk flags F01 to F20. */
#define NW_DPA_FLAGS 20

typedef enum
{
  NW_RISK_NONE,
  NW_RISK_LOW,
  NW_RISK_MEDIUM,
  NW_RISK_HIGH,
  NW_RISK_CRITICAL,
} NwRisk;

/* Whether a flag is set, or could not be judged; some weigh otherwise in a
 * case that the rule names. */
typedef enum
{
  NW_FLAG_CLEAR,
  NW_FLAG_SET,
  NW_FLAG_SET_OTHERWISE,
  NW_FLAG_OPEN,
} NwFlag;

/**
 * NwFlagRisk:
 * @usual: how a flag weighs
 * @otherwise: and in the case that the rule names
 */
typedef struct
{
  NwRisk usual, otherwise;
} NwFlagRisk;

/**
 * NwDpaLimits:
 * @grave: bit n: without item n the agreement protects nobody
 *
 * Thresholds, from the legal figures; %NW_UNKNOWN where nobody knows one.
 */
typedef struct
{
  guint64 grave;
  gint64 control_months[5]; /* by tier */
  gint64 tom_months, list_months;
  gint64 breach_notice_hours, objection_days, objection_near_days, deletion_days;
} NwDpaLimits;

/**
 * NwDpaFacts:
 * @is_signed: whether it is concluded on @on
 * @is_over: whether it has ended before @on
 * @ended_on: its end, or that of its contract where its own is not entered
 * @wording: whether a duty to notify breaches is agreed in words
 * @by_hand: bit n: a person says that flag n holds
 * @has_recipients: whether any recipient is recorded
 * @has_notice: whether a change notice waits for a decision
 * @notice_until: when the first time to object ends, %NW_NO_DAY if none is known
 * @list_on: when the list of sub-processors was last looked at
 * @protected_toms: whether encryption or pseudonymisation is stated
 * @tier: of the vendor; 0: unknown
 */
typedef struct
{
  NwDay      on;
  NwRole     our_role;
  NwMaybe    is_signed, special_categories;
  gboolean   is_over;
  NwDay      signed_on, service_starts_on, ended_on, deletion_confirmed_on, toms_dated_on, last_control_on;
  gint64     breach_notice_hours, objection_days;
  gboolean   wording;
  guint32    by_hand;
  NwMaybe    illegal, dpf_unfit, tia_unfit, old_clauses, foreign_parent;
  gboolean   has_recipients, has_notice, has_activity, protected_toms;
  NwDay      notice_until, list_on;
  int        tier;
  NwDpaItems items;
} NwDpaFacts;

NwFlag      nw_dpa_flag      (guint number, const guint8 *classes, const NwDpaFacts *facts, const NwDpaLimits *limits);
NwRisk      nw_flag_risk     (NwFlag flag, NwFlagRisk risk);
NwMaybe     nw_flag_is_set   (NwFlag flag);
const char *nw_risk_name     (NwRisk risk);
NwDay       nw_dpa_control_due (const NwDpaFacts *facts, const NwDpaLimits *limits);
NwDay       nw_objection_until (NwDay announced_on, gint64 days);

G_END_DECLS
