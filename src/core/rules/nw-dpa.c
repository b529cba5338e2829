/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa.h"

/* Which items an agreement on processing (Art. 28 DSGVO) must have, and what
 * a review of them comes to. */

/* The item about assessments: it is needed only where adequacy does not carry
 * every transfer. */
#define TIA_ITEM 22
#define TRANSFER_ITEM 21

/**
 * nw_dpa_item_state:
 * @classes: an #NwItemClass per item
 *
 * Returns: the state that counts: "not applicable" is not allowed for what
 *   Art. 28(3) demands, nor for transfers that there are, and counts as
 *   missing there
 */
NwItemState
nw_dpa_item_state (const guint8 *classes, const NwDpaItems *items, guint number)
{
  NwItemState state = (NwItemState) items->state[number];

  return state == NW_ITEM_NOT_APPLICABLE && classes[number] != NW_ITEM_EXPECTED ? NW_ITEM_MISSING : state;
}

/**
 * nw_dpa_item_counts:
 *
 * Returns: whether the item belongs to what a complete agreement has. Items on
 *   transfers do if there is a transfer, whatever somebody set them to.
 */
NwMaybe
nw_dpa_item_counts (const guint8 *classes, const NwDpaItems *items, guint number)
{
  if (classes[number] == NW_ITEM_MANDATORY)
    return NW_MAYBE_YES;
  if (classes[number] != NW_ITEM_TRANSFER)
    return NW_MAYBE_NO;
  return number == TIA_ITEM ? items->uncovered : items->third_country;
}

static NwDpaReview
review_if (const guint8 *classes, const NwDpaItems *items)
{
  guint count[NW_ITEM_NOT_APPLICABLE + 1] = { 0 }, applicable = 0;
  NwDpaReview review = { -1, NW_DPA_UNKNOWN };

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (nw_dpa_item_counts (classes, items, i) == NW_MAYBE_YES)
      {
        count[nw_dpa_item_state (classes, items, i)]++;
        applicable++;
      }
  if (applicable == 0)
    return review;
  review.percent = (int) (50 * (2 * count[NW_ITEM_FULFILLED] + count[NW_ITEM_PARTIAL]) / applicable);
  if (count[NW_ITEM_NOT_REVIEWED] > 0)
    review.verdict = NW_DPA_UNREVIEWED;
  else
    review.verdict = count[NW_ITEM_FULFILLED] == applicable ? NW_DPA_COMPLETE : NW_DPA_INCOMPLETE;
  return review;
}

/**
 * nw_dpa_review:
 *
 * What the states of the items come to: floor (100 (fulfilled + partial / 2) /
 * applicable), and whether everything that applies is fulfilled (Art. 28(3),
 * (9), 44 to 47 DSGVO). Where it is unknown whether there are transfers, a
 * result is known only if it is the same either way.
 */
NwDpaReview
nw_dpa_review (const guint8 *classes, const NwDpaItems *items)
{
  NwDpaItems tried = *items, said = *items;
  NwDpaReview review = { -1, NW_DPA_UNKNOWN };
  gboolean first = TRUE;

  /* Where the register does not know, a person's "not applicable" says it. */
  if (said.third_country == NW_MAYBE_UNKNOWN && said.state[TRANSFER_ITEM] == NW_ITEM_NOT_APPLICABLE)
    said.third_country = said.uncovered = NW_MAYBE_NO;
  if (said.uncovered == NW_MAYBE_UNKNOWN && said.state[TIA_ITEM] == NW_ITEM_NOT_APPLICABLE)
    said.uncovered = NW_MAYBE_NO;
  items = &said;

  for (guint i = 0; i < 4; i++)
    {
      NwMaybe third = i & 1 ? NW_MAYBE_YES : NW_MAYBE_NO, uncovered = i & 2 ? NW_MAYBE_YES : NW_MAYBE_NO;
      NwDpaReview one;

      if ((items->third_country != NW_MAYBE_UNKNOWN && third != items->third_country)
          || (items->uncovered != NW_MAYBE_UNKNOWN && uncovered != items->uncovered)
          || (third == NW_MAYBE_NO && uncovered == NW_MAYBE_YES))
        continue;
      tried.third_country = third;
      tried.uncovered = uncovered;
      one = review_if (classes, &tried);
      if (first)
        review = one;
      if (one.percent != review.percent)
        review.percent = -1;
      if (one.verdict != review.verdict)
        review.verdict = NW_DPA_UNKNOWN;
      first = FALSE;
    }
  return review;
}

/* The choice that stands for @verdict in a record; NULL for unknown. */
const char *
nw_dpa_verdict_name (NwDpaVerdict verdict)
{
  static const char *const names[] = { NULL, "complete", "incomplete", "unreviewed" };

  return names[verdict];
}
