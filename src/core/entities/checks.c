/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-kind-private.h"
#include "../model/nw-psv.h"
#include "nw-entities.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The forms of short texts that have one; the field's name leads to its row. */
static const struct
{
  const char *field, *pattern, *example;
} forms[] = {
  { "currency", "^[A-Z]{3}$", "EUR" },
  { "period", "^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$", "2026-04, 2026-Q1, 2026" },
  { "item", "^[VE][0-9]{2}$", "V01, E01" },
  { "clause", "^XC[0-9]{2}$", "XC01" },
  { "question", "^[A-Z]{3}[0-9]{2}$", "SEC01" },
  { "score", "^(100|[1-9]?[0-9]|not_applicable)$", "75, not_applicable" },
};

/* Compiled at first use, kept: an import asks once per row. */
static GRegex *
form_regex (guint index)
{
  static GRegex *made[G_N_ELEMENTS (forms)];
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (made[index] == NULL)
    made[index] = g_regex_new (forms[index].pattern, G_REGEX_DOLLAR_ENDONLY | G_REGEX_OPTIMIZE, 0, NULL);
  return made[index];
}

/* Refuses a text that lacks the form its field has by its nature. */
gboolean
nw_check_form (const NwField *field, const NwValue *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].field, field->name) == 0)
      return g_regex_match (form_regex (i), value->text, 0, NULL)
             || nw_refuse (error, _("“%s” has not the form of: %s"), value->text, forms[i].example);
  g_return_val_if_reached (FALSE);
}

/* Whether Art. 28(3), (9) DSGVO demands the item of every agreement. */
static gboolean
is_mandatory (const char *item)
{
  NwPsv *items = nw_psv_shared ("avv");

  for (guint i = 0; i < nw_psv_rows (items); i++)
    if (g_strcmp0 (nw_psv_get (items, i, "id"), item) == 0)
      return strcmp (nw_psv_get (items, i, "class"), "M") == 0;
  return FALSE;
}

/* What the law demands of every agreement always applies. */
gboolean
nw_check_dpa_item (const NwRow *row, guint *field, GError **error)
{
  const char *item = nw_row_text (row, "item");

  *field = (guint) nw_entity_field_index (row->entity, "state");
  return g_strcmp0 (nw_row_text (row, "state"), "not_applicable") != 0 || !is_mandatory (item)
         || nw_refuse (error, _("%s always applies (Art. 28(3), (9) GDPR): choose “missing” or another state"), item);
}

/* Units in which legal figures are counted, and which of them may be broken. */
static const struct
{
  const char *unit;
  gboolean    whole;
} counted[] = {
  { "days", TRUE }, { "hours", TRUE }, { "months", TRUE }, { "weeks", TRUE }, { "years", TRUE }, { "working days", TRUE },
  { "persons", TRUE }, { "level", TRUE }, { "weight", TRUE }, { "score", FALSE }, { "percent", FALSE }, { "overrun", FALSE },
};

/* A figure that is no number would make everything unknown that is computed
 * from it, and nobody would see why. */
gboolean
nw_check_legal_parameter (const NwRow *row, guint *field, GError **error)
{
  const char *unit = nw_row_text (row, "unit"), *value = nw_row_text (row, "value");

  *field = (guint) nw_entity_field_index (row->entity, "value");
  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (counted); i++)
    if (g_strcmp0 (unit, counted[i].unit) == 0
        && !g_regex_match_simple (counted[i].whole ? "^[0-9]{1,9}$" : "^[0-9]{1,9}(\\.[0-9]{1,6})?$", value, 0, 0))
      return nw_refuse (error, counted[i].whole ? _("a figure in %s is a whole number, 0 or more: write it in digits")
                                                : _("a figure in %s is a number, 0 or more: write it in digits, with a point"), unit);
  return TRUE;
}

gboolean
nw_check_percent (const NwField *field, const NwValue *value, GError **error)
{
  return (nw_decimal_compare (value->text, "0") >= 0 && nw_decimal_compare (value->text, "100") <= 0)
         || nw_refuse (error, _("“%s” is outside 0 to 100: write a number in that range"), value->text);
}
