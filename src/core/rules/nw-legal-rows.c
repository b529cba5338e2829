/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-clock-rows.h"

#include "nw-found.h"
#include "nw-organisation.h"
#include "nw-reasons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kind of deadline: legal_figure_check. Rule of gaps: legal_figure_stale. */

static gint64
stale_days (NwContext *context)
{
  return nw_figure (context, "legal.stale_days", context->on);
}

void
nw_derive_legal_parameter (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwAnswer stale = nw_legal_stale (nw_row_day (row, "checked_on"), stale_days (context), context->on);

  if (stale != NW_ANSWER_UNKNOWN)
    nw_put_bool (out, "stale", stale == NW_ANSWER_YES);
}

static char *
say_stale (const NwRow *row, NwContext *context)
{
  NwDay checked = nw_row_day (row, "checked_on");
  gint64 days = stale_days (context);
  g_autofree char *on = nw_say_day (checked);

  if (checked == NW_NO_DAY)
    return g_strdup (_("Nobody has checked it, or the day is missing."));
  if (days == NW_UNKNOWN)
    return g_strdup (_("Unknown: after how many days a figure is stale is missing."));
  return g_strdup_printf (ngettext ("Checked on %s; it is stale after more than %d day.", "Checked on %s; it is stale after more than %d days.",
                                    (gulong) days), on, (int) days);
}

void
nw_explain_legal_parameter (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  g_autofree char *text = say_stale (row, context);

  nw_reasons_add (reasons, "stale", FALSE, "%s", text);
}

/* Sources that are nobody's but ours, in the languages of the shipped table. */
static const char *const own_sources[] = { "own proposal", "eigener Vorschlag", NULL };

/* What is over, and what nobody but we ourselves lays down, has no source that
 * could have changed. */
static gboolean
has_no_source (const NwRow *row, NwContext *context)
{
  NwDay to = nw_row_day (row, "valid_to");
  const char *source = nw_row_text (row, "source");

  return (to != NW_NO_DAY && to < context->on) || (source != NULL && g_strv_contains (own_sources, source));
}

/* Figures that were checked on one day are checked again on one day: the first
 * of them speaks for all. Returns how many there are, 0 for the others. */
static guint
count_alike (const NwRow *row, NwContext *context)
{
  GPtrArray *all = nw_context_all (context, &nw_legal_parameter);
  const char *checked = nw_row_text (row, "checked_on");
  guint n = 1;

  for (guint i = 0; i < all->len; i++)
    {
      const NwRow *other = all->pdata[i];

      if (other->id == row->id || g_strcmp0 (nw_row_text (other, "checked_on"), checked) != 0 || has_no_source (other, context))
        continue;
      if (other->id < row->id)
        return 0;
      n++;
    }
  return n;
}

void
nw_due_legal_parameter (const NwRow *row, NwContext *context, NwAgenda *agenda)
{
  NwDay due = nw_legal_check_due (nw_row_day (row, "checked_on"), stale_days (context));
  g_autofree char *text = NULL, *what = NULL;
  guint n;

  if (due == NW_NO_DAY || has_no_source (row, context) || (n = count_alike (row, context)) == 0)
    return;
  text = say_stale (row, context);
  what = g_strdup_printf (ngettext ("Check %u figure against its source", "Check %u figures against their sources", n), n);
  nw_agenda_add (agenda, row, "legal_figure_check", due, FALSE, text, what);
}

void
nw_lack_legal_parameter (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  g_autofree char *text = NULL, *what = NULL;
  guint n;

  if (!nw_row_yes (row, "stale") || has_no_source (row, context) || (n = count_alike (row, context)) == 0)
    return;
  text = say_stale (row, context);
  what = g_strdup_printf (ngettext ("Check %u figure against its source and record the day",
                                    "Check %u figures against their sources and record the day", n), n);
  nw_gaps_add (gaps, row, "legal_figure_stale", NW_LEVEL_YELLOW, text, what);
}
