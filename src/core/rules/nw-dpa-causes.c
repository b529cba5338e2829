/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-dpa-rows.h"
#include "nw-transfer-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* What caused each flag of an agreement, in words. */

typedef gboolean (*Picks) (const NwRecipientView *view);

static gboolean
is_illegal (const NwRecipientView *view)
{
  return nw_transfer_verdict (&view->facts, view->places, view->n) == NW_TRANSFER_ILLEGAL;
}

static gboolean
has_unfit_listing (const NwRecipientView *view)
{
  return nw_transfer_dpf_unfit (&view->facts, view->places, view->n) == NW_MAYBE_YES;
}

static gboolean
has_unfit_tia (const NwRecipientView *view)
{
  return nw_transfer_tia_unfit (&view->facts, view->places, view->n) == NW_MAYBE_YES;
}

/* The recipients that @picks picks, by their names. */
static char *
names_of (const NwRow *dpa, NwContext *context, Picks picks)
{
  GPtrArray *recipients = nw_context_children (context, &nw_recipient, "dpa", dpa->id);
  GString *names = g_string_new (NULL);
  NwRecipientView view;

  for (guint i = 0; i < recipients->len; i++)
    {
      nw_recipient_read (recipients->pdata[i], dpa, context, &view);
      if (picks (&view))
        nw_say_append (names, "%s (%s)", nw_row_text (recipients->pdata[i], "name"), nw_row_text (recipients->pdata[i], "country") ?: "?");
    }
  return g_string_free (names, FALSE);
}

static void
add_parent (GString *names, const NwRow *row, NwContext *context)
{
  const char *name = nw_row_text (row, "name");

  /* Who is vendor and recipient is named once. */
  if (name != NULL && strstr (names->str, name) != NULL)
    return;
  if (nw_place_kind (nw_row_text (row, "country"), context) == NW_PLACE_EEA
      && nw_place_kind (nw_row_text (row, "parent_country"), context) == NW_PLACE_THIRD)
    nw_say_append (names, "%s (%s)", nw_row_text (row, "name"), nw_row_text (row, "parent_country"));
}

static char *
say_parents (const NwRow *dpa, NwContext *context)
{
  GPtrArray *recipients = nw_context_children (context, &nw_recipient, "dpa", dpa->id);
  const NwRow *vendor = nw_context_ref (context, dpa, "vendor");
  GString *names = g_string_new (NULL);

  if (vendor != NULL)
    add_parent (names, vendor, context);
  for (guint i = 0; i < recipients->len; i++)
    add_parent (names, recipients->pdata[i], context);
  return g_string_free (names, FALSE);
}

static char *
say_missing (const NwDpaView *view)
{
  GString *list = g_string_new (NULL);

  for (guint i = 1; i < NW_DPA_ITEMS; i++)
    if (nw_dpa_classes ()[i] == NW_ITEM_MANDATORY && nw_dpa_item_state (nw_dpa_classes (), &view->facts.items, i) == NW_ITEM_MISSING)
      nw_say_append (list, "V%02u", i);
  return g_string_free (list, FALSE);
}


typedef struct
{
  const NwRow     *dpa;
  NwContext       *context;
  const NwDpaView *view;
} Subject;

typedef char *(*Cause) (const Subject *s);

static char *
started (const Subject *s)
{
  g_autofree char *start = nw_say_day (s->view->facts.service_starts_on);

  return g_strdup_printf (_("the service began on %s, and nothing is known to be signed"), start);
}

static char *
late (const Subject *s)
{
  g_autofree char *start = nw_say_day (s->view->facts.service_starts_on), *day = nw_say_day (s->view->facts.signed_on);

  return g_strdup_printf (_("the service began on %s, the agreement was signed on %s"), start, day);
}

static char *
content (const Subject *s)
{
  g_autofree char *items = say_missing (s->view);

  return g_strdup_printf (_("missing: %s"), items);
}

static char *
illegal (const Subject *s)
{
  return names_of (s->dpa, s->context, is_illegal);
}

static char *
listing (const Subject *s)
{
  return names_of (s->dpa, s->context, has_unfit_listing);
}

static char *
clauses (const Subject *s)
{
  NwDay until = nw_day_parse (nw_figure_text (s->context, "scc.old_until", s->context->on));
  g_autofree char *day = nw_say_day (until);

  return g_strdup_printf (_("version %s; such clauses held until %s"), nw_row_text (s->dpa, "scc_version"), day);
}

static char *
assessment (const Subject *s)
{
  return names_of (s->dpa, s->context, has_unfit_tia);
}

static char *
toms (const Subject *s)
{
  g_autofree char *day = nw_say_day (s->view->facts.toms_dated_on);

  if (s->view->facts.toms_dated_on == NW_NO_DAY)
    return g_strdup (_("no date of a TOM annex is entered"));
  return g_strdup_printf (_("dated %s, older than %" PRId64 " months"), day, s->view->limits.tom_months);
}

static char *
watch (const Subject *s)
{
  const NwDpaFacts *facts = &s->view->facts;
  g_autofree char *until = nw_say_day (facts->notice_until), *list = nw_say_day (facts->list_on);

  if (facts->has_notice && facts->notice_until == NW_NO_DAY)
    return g_strdup (_("a change notice waits for a decision; until when to object is unknown"));
  if (facts->has_notice)
    return g_strdup_printf (_("a change notice waits for a decision; the time to object ends on %s"), until);
  if (facts->list_on == NW_NO_DAY)
    return g_strdup (_("there is no current list (V24)"));
  return g_strdup_printf (_("the list was last looked at on %s, or there is none (V24)"), list);
}

static char *
control (const Subject *s)
{
  g_autofree char *due = nw_say_day (nw_dpa_control_due (&s->view->facts, &s->view->limits));

  if (s->view->facts.tier == 0)
    return g_strdup_printf (_("it was due by %s, in the cycle of tier 1 because the tier is unknown"), due);
  return g_strdup_printf (_("it was due by %s, in the cycle of tier %d"), due, s->view->facts.tier);
}

static char *
breach (const Subject *s)
{
  if (s->view->facts.breach_notice_hours != NW_UNKNOWN)
    return g_strdup_printf (_("%" PRId64 " hours, more than the guide value of %" PRId64 "; the law says without undue delay"),
                            s->view->facts.breach_notice_hours, s->view->limits.breach_notice_hours);
  return g_strdup (s->view->facts.wording ? _("only words, no number of hours") : _("neither hours nor words are entered, and V25 is not fulfilled"));
}

static char *
audit (const Subject *s)
{
  return g_strdup (_("V18 says so, or the tag of that name on the agreement"));
}

static char *
deletion (const Subject *s)
{
  return g_strdup (_("V26 is not fulfilled"));
}

static char *
confirmation (const Subject *s)
{
  g_autofree char *ended = nw_say_day (s->view->facts.ended_on);

  return g_strdup_printf (_("it, or its contract, ended on %s, more than %" PRId64 " days ago"), ended, s->view->limits.deletion_days);
}

static char *
encryption (const Subject *s)
{
  return g_strdup (_("V11 is not fulfilled and no tag T07 or T08 states protection, or the tag F16 is set"));
}

static char *
activity (const Subject *s)
{
  return g_strdup (_("no record of processing is linked"));
}

static char *
role (const Subject *s)
{
  if (s->view->facts.our_role == NW_ROLE_UNKNOWN)
    return g_strdup (_("our role is not entered"));
  return g_strdup (s->view->facts.our_role == NW_ROLE_JOINT ? _("joint controllers need an arrangement of Art. 26 GDPR instead")
                                                            : _("the tag F18 is set"));
}

static char *
objection (const Subject *s)
{
  return g_strdup_printf (_("%" PRId64 " days, at least %" PRId64 " are in order"), s->view->facts.objection_days,
                          s->view->limits.objection_days);
}

static char *
parents (const Subject *s)
{
  return say_parents (s->dpa, s->context);
}

static const Cause causes[NW_DPA_FLAGS + 1] = {
  NULL, started, late, content, illegal, listing, clauses, assessment, toms, watch, control,
  breach, audit, audit, deletion, confirmation, encryption, activity, role, objection, parents,
};

/* Where the duty stands that each flag is about. */
static const char *const articles[NW_DPA_FLAGS + 1] = {
  NULL,
  N_("Art. 28(3) GDPR"), N_("Art. 28(3) GDPR"), N_("Art. 28(3), (9) GDPR"), N_("Art. 44 GDPR"), N_("Art. 45 GDPR"),
  N_("Art. 46(2)(c) GDPR"), N_("Art. 46 GDPR, ECJ C-311/18"), N_("Art. 32 GDPR"), N_("Art. 28(2) GDPR"), N_("Art. 28(1) GDPR"),
  N_("Art. 33(2) GDPR"), N_("Art. 28(3)(h) GDPR"), N_("Art. 28(3)(h) GDPR"), N_("Art. 28(3)(g) GDPR"), N_("Art. 28(3)(g) GDPR"),
  N_("Art. 9, 32(1)(a) GDPR"), N_("Art. 30 GDPR"), N_("Art. 26, 28(10) GDPR"), N_("Art. 28(2) GDPR"), N_("Art. 44, 48 GDPR"),
};

/* What caused flag @number and where the duty stands, in the person's language. */
char *
nw_dpa_say_cause (const NwRow *dpa, NwContext *context, const NwDpaView *view, guint number)
{
  Subject subject = { dpa, context, view };
  g_autofree char *cause = causes[number](&subject);

  return g_strdup_printf ("%s (%s)", cause, _(articles[number]));
}
