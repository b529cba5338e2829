/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-vvt.h"

#include "nw-dpa-rows.h"
#include "nw-fraction.h"
#include "nw-owner.h"
#include "nw-transfer-rows.h"

#include <glib/gi18n-lib.h>

/* Gaps: vvt_incomplete, vvt_role_unknown, dpia_missing, dpia_unchecked, owner_missing. */

/* Which field fills which group; the first is particular. */
static const struct
{
  const char *field;
  const char *label;
} groups[NW_N_VVT_GROUPS] = {
  [NW_VVT_WHO] = { NULL, N_("name of the organisation; for a processor also the client") },
  [NW_VVT_PURPOSES] = { "purposes", N_("purposes; for a processor the categories of processing") },
  [NW_VVT_SUBJECTS] = { "data_subjects", N_("categories of data subjects") },
  [NW_VVT_DATA] = { "data_categories", N_("categories of data") },
  [NW_VVT_RECIPIENTS] = { "recipients", N_("categories of recipients") },
  [NW_VVT_TRANSFERS] = { "third_countries", N_("third countries, or that there are none") },
  [NW_VVT_ERASURE] = { "erasure_periods", N_("erasure periods") },
  [NW_VVT_TOMS] = { "toms", N_("technical and organisational measures") },
};

/* The controller, or the processor and its client, by name (Art. 30(1)(a), (2)(a) DSGVO). */
static gboolean
who_is_told (const NwRow *row, NwRole role, NwContext *context)
{
  const NwRow *organisation = nw_context_organisation (context);

  return organisation != NULL && nw_row_has (organisation, "name")
         && (role != NW_ROLE_PROCESSOR || nw_row_has (row, "client"));
}

static guint
filled_groups (const NwRow *row, NwRole role, NwContext *context)
{
  guint filled = 0;

  if (who_is_told (row, role, context))
    filled |= 1u << NW_VVT_WHO;
  for (guint i = 0; i < NW_N_VVT_GROUPS; i++)
    if (groups[i].field != NULL && nw_row_has (row, groups[i].field))
      filled |= 1u << i;
  return filled;
}

/* 100 filled / needed as a canonical decimal. */
static char *
percent_of (guint filled, guint needed)
{
  NwFraction percent = nw_fraction (100 * (gint64) nw_vvt_count (filled & needed), nw_vvt_count (needed));

  return nw_fraction_format (percent, percent.d == 1 ? 0 : 1, NW_ROUND_DOWN);
}

void
nw_derive_processing_activity (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwRole role = nw_dpa_role (row);
  guint needed = nw_vvt_needed (role);

  if (needed != 0)
    nw_put_take (out, "completeness", percent_of (filled_groups (row, role, context), needed));
}

/* The groups that are needed and empty, or NULL. */
static char *
say_empty (guint needed, guint filled)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NW_N_VVT_GROUPS; i++)
    if ((needed & ~filled) >> i & 1)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", _(groups[i].label));
  return g_string_free (text, text->len == 0);
}

void
nw_explain_processing_activity (const NwRow *row, NwContext *context, NwReasons *reasons)
{
  NwRole role = nw_dpa_role (row);
  guint needed = nw_vvt_needed (role), filled = filled_groups (row, role, context);
  g_autofree char *empty = say_empty (needed, filled);
  const char *article = role == NW_ROLE_PROCESSOR ? _("Art. 30(2) GDPR") : _("Art. 30(1) GDPR");

  if (needed == 0)
    nw_reasons_add (reasons, "completeness", TRUE, _("Unknown: our role is missing, and Art. 30(1) and (2) GDPR demand different facts."));
  else if (empty == NULL)
    nw_reasons_add (reasons, "completeness", TRUE, _("All %u groups of facts are filled (%s)."), nw_vvt_count (needed), article);
  else
    nw_reasons_add (reasons, "completeness", TRUE, _("%u of %u groups of facts are filled (%s). Empty: %s."), nw_vvt_count (needed & filled),
                    nw_vvt_count (needed), article, empty);
}

static void
lack_dpia (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwDay done = nw_row_day (row, "dpia_on");

  if (nw_row_is (row, "dpia_needed", "yes") && (done == NW_NO_DAY || done > context->on))
    nw_gaps_add (gaps, row, "dpia_missing", NW_LEVEL_RED, _("A data protection impact assessment is needed and not done (Art. 35 GDPR)."),
                 _("Carry out the impact assessment before the processing goes on"));
  if (!nw_row_is (row, "dpia_needed", "yes") && !nw_row_is (row, "dpia_needed", "no"))
    nw_gaps_add (gaps, row, "dpia_unchecked", NW_LEVEL_AMBER,
                 _("Nobody checked whether an impact assessment is needed (Art. 35(1), (3), (4) GDPR)."),
                 _("Check by Art. 35(3) GDPR and the list of the authorities whether one is needed"));
}

void
nw_lack_processing_activity (const NwRow *row, NwContext *context, NwGaps *gaps)
{
  NwRole role = nw_dpa_role (row);
  guint needed = nw_vvt_needed (role);
  g_autofree char *empty = say_empty (needed, filled_groups (row, role, context));

  if (needed == 0)
    nw_gaps_add (gaps, row, "vvt_role_unknown", NW_LEVEL_AMBER, _("What the record must hold depends on it (Art. 30(1), (2) GDPR)."),
                 _("Enter whether we are controller or processor"));
  if (empty != NULL)
    nw_gaps_add (gaps, row, "vvt_incomplete", NW_LEVEL_AMBER, empty, _("Fill in what Art. 30 GDPR demands"));
  lack_dpia (row, context, gaps);
  nw_lack_owner (row, gaps);
}
