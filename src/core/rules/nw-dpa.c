/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa.h"

/* Which items an agreement on processing (Art. 28 DSGVO) must have, and what
 * a review of them comes to. */

/* The item about assessments: it is needed only where adequacy does not carry
 * every transfer. */
#define TIA_ITEM 22

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
 *   transfers do if there is a transfer, whatever somebody set them to; a
 *   country that nobody entered is none outside the EEA.
 */
gboolean
nw_dpa_item_counts (const guint8 *classes, const NwDpaItems *items, guint number)
{
  if (classes[number] != NW_ITEM_TRANSFER)
    return classes[number] == NW_ITEM_MANDATORY;
  return number == TIA_ITEM ? items->uncovered : items->third_country;
}

/**
 * nw_dpa_review:
 *
 * What the states of the items come to: floor (100 (fulfilled + partial / 2) /
 * applicable), and whether everything that applies is fulfilled (Art. 28(3),
 * (9), 44 to 47 DSGVO). While the transfer to a recipient cannot be judged, an
 * agreement is at best unreviewed: what is unknown is never shown as good.
 */
NwDpaReview
nw_dpa_review (const guint8 *classes, const NwDpaItems *items)
{
  guint count[NW_ITEM_NOT_APPLICABLE + 1] = { 0 }, applicable = 0;
  NwDpaReview review = { 0, NW_DPA_UNREVIEWED, FALSE };

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (nw_dpa_item_counts (classes, items, i))
      {
        count[nw_dpa_item_state (classes, items, i)]++;
        applicable++;
      }
  if (applicable > 0)
    review.percent = (int) (50 * (2 * count[NW_ITEM_FULFILLED] + count[NW_ITEM_PARTIAL]) / applicable);
  if (count[NW_ITEM_NOT_REVIEWED] > 0 || applicable == 0)
    return review;
  review.verdict = count[NW_ITEM_FULFILLED] == applicable ? NW_DPA_COMPLETE : NW_DPA_INCOMPLETE;
  review.held_back = review.verdict == NW_DPA_COMPLETE && items->open;
  if (review.held_back)
    review.verdict = NW_DPA_UNREVIEWED;
  return review;
}

/* The choice that stands for @verdict in a record. */
const char *
nw_dpa_verdict_name (NwDpaVerdict verdict)
{
  static const char *const names[] = { "complete", "incomplete", "unreviewed" };

  return names[verdict];
}
