/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-selection-rows.h"

#include "nw-selection.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* The figure from which a must criterion is met. */
#define MUST_MIN "selection.must_min"

static GPtrArray *
criteria_of (const NwRow *offer, NwContext *context)
{
  return nw_context_children (context, &nw_criterion, "selection", nw_row_number (offer, "selection"));
}

static GPtrArray *
offers_of (gint64 selection, NwContext *context)
{
  return nw_context_children (context, &nw_offer, "selection", selection);
}

static gint64
rating_by (GPtrArray *ratings, gint64 criterion)
{
  for (guint i = 0; i < ratings->len; i++)
    if (nw_row_number (ratings->pdata[i], "criterion") == criterion)
      return nw_row_number (ratings->pdata[i], "score");
  return NW_UNKNOWN;
}

/* How @offer is rated, by criterion in the order of criteria_of(). */
static GArray *
rated_of (const NwRow *offer, NwContext *context)
{
  GPtrArray *criteria = criteria_of (offer, context);
  GPtrArray *ratings = nw_context_children (context, &nw_rating, "offer", offer->id);
  GArray *rated = g_array_new (FALSE, FALSE, sizeof (NwCriterionMark));

  for (guint i = 0; i < criteria->len; i++)
    {
      const NwRow *criterion = criteria->pdata[i];
      NwCriterionMark one = { nw_fraction_parse (nw_row_text (criterion, "weight")), nw_row_yes (criterion, "must"),
                      rating_by (ratings, criterion->id) };

      g_array_append_val (rated, one);
    }
  return rated;
}

static const NwCriterionMark *
first_rated (GArray *rated)
{
  return &g_array_index (rated, NwCriterionMark, 0);
}

/* The rank of the offer in row @id among @offers. */
static gint64
rank_of (gint64 id, GPtrArray *offers, NwContext *context)
{
  g_autoptr (GPtrArray) rated = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree NwRatedOffer *facts = g_new (NwRatedOffer, offers->len);
  g_autofree gint64 *ranks = g_new (gint64, offers->len);

  for (guint i = 0; i < offers->len; i++)
    {
      GArray *one = rated_of (offers->pdata[i], context);

      g_ptr_array_add (rated, one);
      facts[i] = (NwRatedOffer){ first_rated (one), one->len };
    }
  nw_offer_ranks (facts, offers->len, nw_figure (context, MUST_MIN, context->on), ranks);
  for (guint i = 0; i < offers->len; i++)
    if (((const NwRow *) offers->pdata[i])->id == id)
      return ranks[i];
  return NW_UNKNOWN;
}

void
nw_derive_offer (const NwRow *row, NwContext *context, NwDerived *out)
{
  g_autoptr (GArray) rated = rated_of (row, context);
  NwKnock knock = nw_offer_knock (first_rated (rated), rated->len, nw_figure (context, MUST_MIN, context->on));
  gint64 score;

  if (nw_offer_score (first_rated (rated), rated->len, &score) == NW_SCORE_GOOD)
    nw_put_take (out, "score", nw_fraction_format (nw_fraction (score, 100), 2, NW_ROUND_HALF_AWAY));
  if (knock != NW_KNOCK_UNKNOWN && rated->len > 0)
    nw_put_bool (out, "knocked_out", knock == NW_KNOCK_OUT);
  nw_put_number (out, "rank", rank_of (row->id, offers_of (nw_row_number (row, "selection"), context), context));
}

static gboolean
is_missing (const NwCriterionMark *rated, gint64 must_min)
{
  return nw_rating_missing (rated);
}

static gboolean
is_failed (const NwCriterionMark *rated, gint64 must_min)
{
  return nw_offer_knock (rated, 1, must_min) == NW_KNOCK_OUT;
}

/* The titles of those criteria in quotation marks, or NULL when there is none. */
static char *
titles (const NwRow *offer, NwContext *context, gboolean (*wanted) (const NwCriterionMark *rated, gint64 must_min))
{
  GPtrArray *criteria = criteria_of (offer, context);
  g_autoptr (GArray) rated = rated_of (offer, context);
  gint64 must_min = nw_figure (context, MUST_MIN, context->on);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < criteria->len; i++)
    if (wanted (&g_array_index (rated, NwCriterionMark, i), must_min))
      {
        g_autofree char *title = nw_say_quoted (nw_row_text (criteria->pdata[i], "title"));

        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", title);
      }
  return g_string_free (text, text->len == 0);
}

static void
explain_score (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autoptr (GArray) rated = rated_of (row, context);
  g_autofree char *missing = titles (row, context, is_missing);
  gint64 score;

  switch (nw_offer_score (first_rated (rated), rated->len, &score))
    {
    case NW_SCORE_GOOD:
      nw_reasons_add (reasons, "score", FALSE,
                      ngettext ("The rating by %u criterion.", "The mean of the ratings by %u criteria, each by its weight.", rated->len), rated->len);
      return;
    case NW_SCORE_NO_CRITERIA:
      nw_reasons_add (reasons, "score", FALSE, "%s", _("unknown: the selection has no criteria"));
      return;
    case NW_SCORE_NO_WEIGHT:
      nw_reasons_add (reasons, "score", FALSE, "%s", _("unknown: the weight of a criterion is missing, or no criterion has one"));
      return;
    case NW_SCORE_UNRATED:
      nw_reasons_add (reasons, "score", FALSE, _("unknown: not rated by %s"), missing);
      return;
    default:
      g_assert_not_reached ();
    }
}

static void
explain_knock (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *failed = titles (row, context, is_failed);
  gint64 must_min = nw_figure (context, MUST_MIN, context->on);

  if (failed != NULL)
    nw_reasons_add (reasons, "knocked_out", FALSE, _("Rated below %" PRId64 " (figure %s) by must criteria: %s."), must_min, MUST_MIN, failed);
  else if (nw_row_has (row, "knocked_out"))
    nw_reasons_add (reasons, "knocked_out", FALSE, _("No must criterion is rated below %" PRId64 " (figure %s)."), must_min, MUST_MIN);
  else
    nw_reasons_add (reasons, "knocked_out", FALSE, _("unknown: there are no criteria, a must criterion is not rated, or the figure %s is missing"), MUST_MIN);
}

static void
explain_rank (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  GPtrArray *offers = offers_of (nw_row_number (row, "selection"), context);
  guint ranked = 0;

  for (guint i = 0; i < offers->len; i++)
    ranked += rank_of (((const NwRow *) offers->pdata[i])->id, offers, context) != NW_UNKNOWN;
  if (nw_row_has (row, "rank"))
    nw_reasons_add (reasons, "rank", FALSE,
                    _("Among %u of %u offers that have a score and are not knocked out: by score; equal scores share a rank."),
                    ranked, offers->len);
  else if (nw_row_yes (row, "knocked_out"))
    nw_reasons_add (reasons, "rank", FALSE, "%s", _("no rank: the offer is knocked out"));
  else
    nw_reasons_add (reasons, "rank", FALSE, "%s", _("unknown: an offer has a rank when its score is known and no must criterion is open"));
}

void
nw_explain_offer (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  explain_score (row, context, reasons);
  explain_knock (row, context, reasons);
  explain_rank (row, context, reasons);
}

/* Weights that can still move when offers are known can be made to fit one. */
void
nw_lack_selection (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDay locked = nw_row_day (row, "locked_on");
  g_autofree char *reason = NULL;

  if (offers_of (row->id, context)->len == 0 || (locked != NW_NO_DAY && locked <= context->on))
    return;
  if (locked == NW_NO_DAY)
    reason = g_strdup (_("There are offers, but no day on which criteria and weights were fixed."));
  else
    {
      g_autofree char *day = nw_say_day (locked);

      reason = g_strdup_printf (_("There are offers, but criteria and weights will be fixed only on %s."), day);
    }
  nw_gaps_add (gaps, row, "selection_unlocked", NW_LEVEL_AMBER, reason, _("Fix criteria and weights, and write down the day, before offers are opened"));
}

void
nw_lack_offer (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autofree char *missing = titles (row, context, is_missing);
  g_autofree char *reason = missing != NULL ? g_strdup_printf (_("Not rated by %s."), missing) : NULL;

  if (missing != NULL)
    nw_gaps_add (gaps, row, "offer_unrated", NW_LEVEL_YELLOW, reason, _("Rate the offer by all criteria: until then it has no score"));
}
