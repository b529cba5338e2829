/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa.h"

#include "../model/nw-value.h"
#include "nw-calendar.h"

/* The risk flags of an agreement on processing, one function each. A flag that
 * needs what is not known is open: neither set nor clear. */

/* Items behind flags. */
enum { TOM_ITEM = 11, AUDIT_ITEM = 18, LIST_ITEM = 24, BREACH_ITEM = 25, DELETION_ITEM = 26 };

typedef NwFlag (*Rule) (const guint8 *classes, const NwDpaFacts *f, const NwDpaLimits *l);

#define RULE(name) static NwFlag name (const guint8 *classes, const NwDpaFacts *f, const NwDpaLimits *l)

static NwFlag
of_maybe (NwMaybe maybe)
{
  return maybe == NW_MAYBE_UNKNOWN ? NW_FLAG_OPEN : maybe == NW_MAYBE_YES ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* Whether more than @months have gone by since @since. */
static NwMaybe
is_older (NwDay since, gint64 months, NwDay on)
{
  NwDay until;

  if (since == NW_NO_DAY || months == NW_UNKNOWN)
    return NW_MAYBE_UNKNOWN;
  until = nw_add_months (since, (int) months);
  return until != NW_NO_DAY && until < on ? NW_MAYBE_YES : NW_MAYBE_NO;
}

/* F01: processing without an agreement (Art. 28(3)). A status that is not
 * entered, without a day of signature, counts like one that is requested. */
RULE (no_agreement)
{
  if (f->is_signed == NW_MAYBE_YES || (f->service_starts_on != NW_NO_DAY && f->service_starts_on > f->on))
    return NW_FLAG_CLEAR;
  return f->service_starts_on == NW_NO_DAY ? NW_FLAG_OPEN : NW_FLAG_SET;
}

/* F02: the service began first. */
RULE (signed_late)
{
  if (f->is_signed != NW_MAYBE_YES)
    return NW_FLAG_CLEAR;
  if (f->signed_on == NW_NO_DAY || f->service_starts_on == NW_NO_DAY)
    return NW_FLAG_OPEN;
  return f->service_starts_on < f->signed_on ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F03: mandatory content is missing (Art. 28(3)); some of it is grave. */
RULE (content_missing)
{
  NwFlag flag = NW_FLAG_CLEAR;

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (classes[i] == NW_ITEM_MANDATORY && nw_dpa_item_state (classes, &f->items, i) == NW_ITEM_MISSING)
      {
        if (l->grave >> i & 1)
          return NW_FLAG_SET_OTHERWISE;
        flag = NW_FLAG_SET;
      }
  return flag;
}

/* F04: a transfer that nothing carries (Art. 44). */
RULE (illegal_transfer)
{
  return of_maybe (f->illegal);
}

/* F05: reliance on a listing that does not carry it. */
RULE (listing_unfit)
{
  return of_maybe (f->dpf_unfit);
}

/* F06: clauses of 2001, 2004 or 2010. */
RULE (old_clauses)
{
  return of_maybe (f->old_clauses);
}

/* F07: no assessment, or an old one. */
RULE (tia_unfit)
{
  return of_maybe (f->tia_unfit);
}

/* F08: no TOM annex, or an old one. */
RULE (toms_unfit)
{
  NwMaybe old = is_older (f->toms_dated_on, l->tom_months, f->on);

  if (f->toms_dated_on == NW_NO_DAY)
    return NW_FLAG_SET;
  return old == NW_MAYBE_YES ? NW_FLAG_SET_OTHERWISE : of_maybe (old);
}

static NwFlag
list_flag (const NwDpaFacts *f, const NwDpaLimits *l)
{
  NwItemState list = (NwItemState) f->items.state[LIST_ITEM];

  if (list == NW_ITEM_MISSING)
    return NW_FLAG_SET;
  if (list == NW_ITEM_NOT_APPLICABLE || (list == NW_ITEM_NOT_REVIEWED && !f->has_recipients))
    return NW_FLAG_CLEAR;
  return of_maybe (is_older (f->list_on, l->list_months, f->on));
}

/* F09: a list of sub-processors that is old, or a change that nobody looked at. */
RULE (recipients_unwatched)
{
  if (!f->has_notice)
    return list_flag (f, l);
  if (f->notice_until == NW_NO_DAY || l->objection_near_days == NW_UNKNOWN)
    return NW_FLAG_SET;
  return (gint64) f->notice_until - f->on <= l->objection_near_days ? NW_FLAG_SET_OTHERWISE : NW_FLAG_SET;
}

/* F10: nobody looked at the processor for too long (Art. 28(1)). */
RULE (control_overdue)
{
  NwDay due = nw_dpa_control_due (f, l);

  if (f->is_signed == NW_MAYBE_NO)
    return NW_FLAG_CLEAR;
  return due == NW_NO_DAY ? NW_FLAG_OPEN : due < f->on ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F11: breaches are notified late, or there is no duty to (Art. 33(2)). Without
 * hours or words only the item can say that there is one. */
RULE (breach_notice)
{
  NwItemState item = (NwItemState) f->items.state[BREACH_ITEM];

  if (f->breach_notice_hours == NW_UNKNOWN && f->wording)
    return NW_FLAG_SET_OTHERWISE;
  if (f->breach_notice_hours == NW_UNKNOWN)
    return item == NW_ITEM_FULFILLED || item == NW_ITEM_PARTIAL ? NW_FLAG_OPEN : NW_FLAG_SET;
  if (l->breach_notice_hours == NW_UNKNOWN)
    return NW_FLAG_OPEN;
  return f->breach_notice_hours > l->breach_notice_hours ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

static gboolean
by_hand (const NwDpaFacts *f, guint number)
{
  return (f->by_hand & 1u << number) != 0;
}

/* F12: inspections are excluded (Art. 28(3)(h)). */
RULE (no_inspection)
{
  NwItemState audit = nw_dpa_item_state (classes, &f->items, AUDIT_ITEM);

  return audit == NW_ITEM_MISSING || by_hand (f, 12) ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F13: audits are there, but made hard; unless a person says F12. */
RULE (costly_audit)
{
  if (by_hand (f, 13))
    return NW_FLAG_SET;
  return f->items.state[AUDIT_ITEM] == NW_ITEM_PARTIAL && !by_hand (f, 12) ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F14: no deadline for deletion, or no certificate. */
RULE (deletion_unclear)
{
  NwItemState item = (NwItemState) f->items.state[DELETION_ITEM];

  return item == NW_ITEM_PARTIAL || item == NW_ITEM_MISSING || item == NW_ITEM_NOT_APPLICABLE ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F15: nobody confirmed the deletion after the end of the agreement, or of the
 * contract that it belongs to (Art. 28(3)(g)). */
RULE (deletion_unconfirmed)
{
  gboolean confirmed = f->deletion_confirmed_on != NW_NO_DAY && f->deletion_confirmed_on <= f->on;
  gboolean ended = f->is_over || (f->ended_on != NW_NO_DAY && f->ended_on < f->on);

  if (!ended || confirmed)
    return NW_FLAG_CLEAR;
  if (f->ended_on == NW_NO_DAY || l->deletion_days == NW_UNKNOWN)
    return NW_FLAG_OPEN;
  return f->ended_on + l->deletion_days < f->on ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F16: data of Art. 9 without encryption or pseudonymisation (Art. 32(1)(a)). */
RULE (unprotected)
{
  NwItemState toms = nw_dpa_item_state (classes, &f->items, TOM_ITEM);

  if (by_hand (f, 16))
    return NW_FLAG_SET;
  if (f->special_categories == NW_MAYBE_NO || f->protected_toms || toms == NW_ITEM_FULFILLED)
    return NW_FLAG_CLEAR;
  if (f->special_categories == NW_MAYBE_UNKNOWN || toms == NW_ITEM_NOT_REVIEWED)
    return NW_FLAG_OPEN;
  return NW_FLAG_SET;
}

/* F17: not in the records of processing (Art. 30). */
RULE (no_activity)
{
  return f->has_activity ? NW_FLAG_CLEAR : NW_FLAG_SET;
}

/* F18: the roles are not clear (Art. 4 nos. 7, 8, 26, 28(10)). */
RULE (role_unclear)
{
  return f->our_role == NW_ROLE_JOINT || f->our_role == NW_ROLE_UNKNOWN || by_hand (f, 18) ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F19: too little time to object (Art. 28(2)). */
RULE (objection_short)
{
  if (f->objection_days == NW_UNKNOWN || l->objection_days == NW_UNKNOWN)
    return f->has_recipients || f->has_notice ? NW_FLAG_OPEN : NW_FLAG_CLEAR;
  return f->objection_days < l->objection_days ? NW_FLAG_SET : NW_FLAG_CLEAR;
}

/* F20: a parent company outside the EEA may reach the data. */
RULE (foreign_parent)
{
  return of_maybe (f->foreign_parent);
}

static const Rule rules[NW_DPA_FLAGS + 1] = {
  NULL, no_agreement, signed_late, content_missing, illegal_transfer, listing_unfit, old_clauses, tia_unfit, toms_unfit,
  recipients_unwatched, control_overdue, breach_notice, no_inspection, costly_audit, deletion_unclear, deletion_unconfirmed,
  unprotected, no_activity, role_unclear, objection_short, foreign_parent,
};
enum { AFTER_THE_END = 15 };

/**
 * nw_dpa_flag:
 * @number: 1 to %NW_DPA_FLAGS
 *
 * Whether risk flag F@number holds on the day of @facts. Once the agreement is
 * over, only the deletion is looked at.
 */
NwFlag
nw_dpa_flag (guint number, const guint8 *classes, const NwDpaFacts *facts, const NwDpaLimits *limits)
{
  if (facts->is_over && number != AFTER_THE_END)
    return NW_FLAG_CLEAR;
  return rules[number](classes, facts, limits);
}

NwMaybe
nw_flag_is_set (NwFlag flag)
{
  return flag == NW_FLAG_OPEN ? NW_MAYBE_UNKNOWN : flag != NW_FLAG_CLEAR ? NW_MAYBE_YES : NW_MAYBE_NO;
}

/* How a flag weighs; nothing unless it is set. */
NwRisk
nw_flag_risk (NwFlag flag, NwFlagRisk risk)
{
  return flag == NW_FLAG_SET ? risk.usual : flag == NW_FLAG_SET_OTHERWISE ? risk.otherwise : NW_RISK_NONE;
}

/* The choice that stands for @risk in a record. */
const char *
nw_risk_name (NwRisk risk)
{
  static const char *const names[] = { "none", "low", "medium", "high", "critical" };

  return names[risk];
}

/**
 * nw_dpa_control_due:
 *
 * Returns: the last day on which the next control is in time: the last one, or
 *   the signature, and the cycle of the vendor's tier; of tier 1 while the tier
 *   is unknown. %NW_NO_DAY if that cannot be said.
 */
NwDay
nw_dpa_control_due (const NwDpaFacts *facts, const NwDpaLimits *limits)
{
  NwDay since = facts->last_control_on != NW_NO_DAY ? facts->last_control_on : facts->signed_on;
  gint64 months = limits->control_months[facts->tier >= 1 && facts->tier <= 4 ? facts->tier : 1];

  return since != NW_NO_DAY && months != NW_UNKNOWN ? nw_add_months (since, (int) months) : NW_NO_DAY;
}

/**
 * nw_objection_until:
 * @days: time to object, or %NW_UNKNOWN
 *
 * Returns: the last day to object: the day of the notice does not count (BGB
 *   §§ 187 (1), 188 (1)); not moved off a weekend, to be on the safe side
 */
NwDay
nw_objection_until (NwDay announced_on, gint64 days)
{
  if (announced_on == NW_NO_DAY || days == NW_UNKNOWN || days < 0)
    return NW_NO_DAY;
  return announced_on + days <= nw_day_new (NW_YEAR_MAX, 12, 31) ? (NwDay) (announced_on + days) : NW_NO_DAY;
}
