/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-transfer-rows.h"

#include "../model/nw-language.h"
#include "../model/nw-psv.h"

#include <string.h>

/* The country whose decision holds for listed recipients only: the fields of
 * the listing are those of the Data Privacy Framework. */
#define LISTING_COUNTRY "US"

/* The tag by which a person says that data of employees are concerned. */
#define STAFF_TAG "HR"

static gboolean
list_contains (const char *list, const char *code)
{
  gsize length = strlen (code);

  for (const char *found = strstr (list, code); found != NULL; found = strstr (found + 1, code))
    if ((found == list || found[-1] == ' ') && (found[length] == ' ' || found[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* A register that keeps decisions is the only one that says which there are. */
static gboolean
keeps_decisions (NwContext *context)
{
  GPtrArray *figures = nw_context_all (context, &nw_legal_parameter);

  for (guint i = 0; i < figures->len; i++)
    if (g_str_has_prefix (nw_row_text (figures->pdata[i], "key") ?: "", "adequacy."))
      return TRUE;
  return FALSE;
}

static NwPsv *
shipped_decisions (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, GPOINTER_TO_SIZE (nw_psv_load ("adequacy")));
  return GSIZE_TO_POINTER (once);
}

static void
read_shipped (const char *code, NwDay on, NwCountryLaw *law)
{
  NwPsv *table = shipped_decisions ();
  gboolean german = nw_language () == NW_LANGUAGE_GERMAN;

  for (guint i = 0; i < nw_psv_rows (table); i++)
    {
      NwDay until = nw_day_parse (nw_psv_get (table, i, "until"));

      if (strcmp (nw_psv_get (table, i, "code"), code) != 0 || nw_day_parse (nw_psv_get (table, i, "adopted")) > on
          || (until != NW_NO_DAY && until < on))
        continue;
      law->decision = nw_psv_get (table, i, german ? "decision_de" : "decision");
      law->condition = nw_psv_get (table, i, german ? "condition_de" : "condition");
      law->ends = until;
    }
}

static void
read_decision (const char *code, NwContext *context, NwCountryLaw *law)
{
  g_autofree char *key = g_strconcat ("adequacy.", code, NULL);
  const NwRow *row = nw_figure_row (context, key, context->on);

  if (row == NULL && !context->klass->has_figure (context, key) && !keeps_decisions (context))
    read_shipped (code, context->on, law);
  if (row == NULL)
    return;
  law->decision = nw_row_text (row, "value") ?: nw_row_text (row, "key");
  law->condition = nw_row_text (row, "remarks");
  law->ends = nw_row_day (row, "valid_to");
}

/* Whether a decision holds for everybody: its condition begins with that word,
 * in the language of who made the register. */
static gboolean
is_for_all (const char *condition)
{
  static const char *const words[] = { "all", "alle" };

  for (guint i = 0; condition != NULL && i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (strncmp (condition, words[i], length) == 0 && (condition[length] == '\0' || strchr (";,.\n", condition[length]) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* Whether the country @code, which may be unknown, is in the EEA (figure
 * `eea.countries`) on the context's day. */
NwPlaceKind
nw_place_kind (const char *code, NwContext *context)
{
  const char *eea = code != NULL ? nw_figure_text (context, "eea.countries", context->on) : NULL;

  if (eea == NULL)
    return NW_PLACE_UNKNOWN;
  return list_contains (eea, code) ? NW_PLACE_EEA : NW_PLACE_THIRD;
}

/**
 * nw_country_law:
 * @code: (nullable): an ISO 3166-1 code
 *
 * What the law says about that country on the context's day: in the EEA, or
 * outside and with which decision on adequacy (figures `adequacy.XX`).
 */
void
nw_country_law (const char *code, NwContext *context, NwPlace *place, NwCountryLaw *law)
{
  *place = (NwPlace){ nw_place_kind (code, context), NW_DECISION_NONE, FALSE };
  *law = (NwCountryLaw){ .ends = NW_NO_DAY };
  g_strlcpy (law->code, code != NULL ? code : "", sizeof law->code);
  if (place->kind != NW_PLACE_THIRD)
    return;
  place->listing = strcmp (code, LISTING_COUNTRY) == 0;
  read_decision (code, context, law);
  if (law->decision == NULL)
    return;
  if (place->listing)
    place->decision = NW_DECISION_LISTED;
  else
    place->decision = is_for_all (law->condition) ? NW_DECISION_ALL : NW_DECISION_CONDITION;
}

void
nw_each_item (const char *list, NwEachItem each, gpointer data)
{
  char item[24];

  while (list != NULL && *list != '\0')
    {
      gsize length = strcspn (list, ";");

      g_strlcpy (item, list, MIN (length + 1, sizeof item));
      each (item, data);
      list += length + (list[length] == ';');
    }
}

typedef struct
{
  NwRecipientView *view;
  NwContext       *context;
} Reading;

static void
add_place (const char *code, gpointer data)
{
  Reading *reading = data;
  NwRecipientView *view = reading->view;

  for (guint i = 0; i < view->n; i++)
    if (code != NULL && strcmp (view->laws[i].code, code) == 0)
      return;
  if (view->n == NW_PLACES_MAX)
    return;
  nw_country_law (code, reading->context, &view->places[view->n], &view->laws[view->n]);
  view->n++;
}

/* Position of @text among @names, which end with NULL; 0 if it is unknown. */
guint
nw_index_of (const char *text, const char *const *names)
{
  for (guint i = 1; text != NULL && names[i] != NULL; i++)
    if (strcmp (text, names[i]) == 0)
      return i;
  return 0;
}

NwRole
nw_dpa_role (const NwRow *dpa)
{
  static const char *const roles[] = { "", "controller", "processor", "joint", NULL };

  return dpa != NULL ? (NwRole) nw_index_of (nw_row_text (dpa, "our_role"), roles) : NW_ROLE_UNKNOWN;
}

/* Whether the agreement has ended before the context's day. */
gboolean
nw_dpa_is_over (const NwRow *dpa, NwContext *context)
{
  NwDay ended = nw_row_day (dpa, "ended_on");

  return ended != NW_NO_DAY ? ended < context->on : nw_row_is (dpa, "status", "ended");
}

/* The year of the decision that @version names, as in 2021/914; 0 if none. */
static int
year_of (const char *version)
{
  for (const char *c = version; c != NULL && *c != '\0'; c++)
    if (g_ascii_isdigit (*c) && (c == version || !g_ascii_isdigit (c[-1])) && strspn (c, "0123456789") == 4
        && (g_str_has_prefix (c, "19") || g_str_has_prefix (c, "20")))
      return atoi (c);
  return 0;
}

/* Whether the clauses are older than Decision (EU) 2021/914 and the days on
 * which they still held are over. Nothing said about the version says nothing
 * against it: only the clauses of 2021 have modules. */
NwMaybe
nw_dpa_has_old_clauses (const NwRow *dpa, NwContext *context)
{
  int year = dpa != NULL ? year_of (nw_row_text (dpa, "scc_version")) : 0;
  int modern = 0, month, mday;
  NwDay since, until;

  if (year == 0)
    return NW_MAYBE_NO;
  since = nw_day_parse (nw_figure_text (context, "scc.modernised_on", context->on));
  until = nw_day_parse (nw_figure_text (context, "scc.old_until", context->on));
  if (since == NW_NO_DAY || until == NW_NO_DAY)
    return NW_MAYBE_UNKNOWN;
  nw_day_split (since, &modern, &month, &mday);
  return year < modern && context->on > until ? NW_MAYBE_YES : NW_MAYBE_NO;
}

static gboolean
is_tagged (const NwRow *row)
{
  return nw_row_contains (row, "tags", STAFF_TAG) || nw_row_contains (row, "tags", "hr");
}

typedef struct
{
  NwContext *context;
  gboolean   found;
} StaffSearch;

static void
look_for_staff (const char *item, gpointer data)
{
  StaffSearch *search = data;
  const NwRow *activity = nw_context_row (search->context, &nw_processing_activity, g_ascii_strtoll (item, NULL, 10));

  search->found = search->found || (activity != NULL && (nw_row_is (activity, "legal_basis", "9_2_b") || is_tagged (activity)));
}

/* Whether data of employees are known to go there: a person tagged the
 * recipient, the agreement or a linked activity, or that activity rests on
 * Art. 9(2)(b) DSGVO. */
static gboolean
concerns_staff (const NwRow *recipient, const NwRow *dpa, NwContext *context)
{
  StaffSearch search = { context, is_tagged (recipient) };
  GPtrArray *activities;

  if (search.found || dpa == NULL)
    return search.found;
  if (is_tagged (dpa))
    return TRUE;
  nw_each_item (nw_row_text (dpa, "processing"), look_for_staff, &search);
  activities = nw_context_children (context, &nw_processing_activity, "dpas", dpa->id);
  for (guint i = 0; i < activities->len && !search.found; i++)
    search.found = nw_row_is (activities->pdata[i], "legal_basis", "9_2_b") || is_tagged (activities->pdata[i]);
  return search.found;
}

/* 0 for whom we deal with, 1 for whom they engage, 2 for all others. */
static guint
depth_of (const NwRow *recipient, NwContext *context)
{
  const NwRow *parent;

  if (!nw_row_has (recipient, "parent"))
    return 0;
  parent = nw_context_ref (context, recipient, "parent");
  return parent != NULL && nw_row_has (parent, "parent") ? 2 : 1;
}

/* What a yes-or-no says. */
NwMaybe
nw_row_maybe (const NwRow *row, const char *field)
{
  gint64 number = nw_row_number (row, field);

  return number == NW_UNKNOWN ? NW_MAYBE_UNKNOWN : number != 0 ? NW_MAYBE_YES : NW_MAYBE_NO;
}

/* Whom we deal with may have the clauses in the agreement itself. */
static int
module_of (const NwRow *recipient, const NwRow *dpa, guint depth)
{
  const char *module = nw_row_text (recipient, "scc_module");

  if (module == NULL && depth == 0 && dpa != NULL)
    module = nw_row_text (dpa, "scc_module");
  return module == NULL ? -1 : g_ascii_isdigit (*module) ? *module - '0' : 0;
}

/**
 * nw_recipient_read:
 * @dpa: (nullable): the agreement that it belongs to
 *
 * Reads what the rules on transfers need to know.
 */
void
nw_recipient_read (const NwRow *recipient, const NwRow *dpa, NwContext *context, NwRecipientView *out)
{
  static const char *const instruments[] = { "", "none", "adequacy", "scc", "bcr", "derogation", NULL };
  static const char *const results[] = { "", "none", "ok", "ok_with_measures", "not_ok", NULL };
  Reading reading = { out, context };
  guint depth = depth_of (recipient, context);
  gboolean listing = FALSE;

  out->n = 0;
  add_place (nw_row_text (recipient, "country"), &reading);
  nw_each_item (nw_row_text (recipient, "access_from_countries"), add_place, &reading);
  for (guint i = 0; i < out->n; i++)
    listing |= out->places[i].listing;
  out->facts = (NwTransferFacts){
    .on = context->on,
    .instrument = (NwInstrument) nw_index_of (nw_row_text (recipient, "instrument"), instruments),
    .scc_module = module_of (recipient, dpa, depth),
    .modules = nw_transfer_modules (nw_dpa_role (dpa), depth),
    .modules_open = nw_transfer_modules_open (nw_dpa_role (dpa), depth),
    .clauses_outdated = nw_dpa_has_old_clauses (dpa, context) == NW_MAYBE_YES,
    .annexes = nw_row_maybe (recipient, "annexes_complete"),
    .tia_on = nw_row_day (recipient, "tia_on"),
    .tia_result = (NwTiaResult) nw_index_of (nw_row_text (recipient, "tia_result"), results),
    .tia_months = nw_figure (context, "tia.max_age_months", context->on),
    .dpf_active = nw_row_maybe (recipient, "dpf_active"),
    .dpf_hr = nw_row_maybe (recipient, "dpf_hr"),
    .dpf_until = nw_row_day (recipient, "dpf_until"),
    .hr_data = listing && nw_row_number (recipient, "dpf_hr") != 1 && concerns_staff (recipient, dpa, context),
    .documented = nw_row_has (recipient, "derogation_note"),
  };
}

void
nw_derive_recipient (const NwRow *row, NwContext *context, NwDerived *out)
{
  NwRecipientView view;

  nw_recipient_read (row, nw_context_ref (context, row, "dpa"), context, &view);
  nw_put_text (out, "verdict", nw_transfer_name (nw_transfer_verdict (&view.facts, view.places, view.n)));
}
