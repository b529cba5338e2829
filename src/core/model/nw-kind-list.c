/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-date.h"
#include "nw-kind-private.h"
#include "nw-language.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ISO 3166-1 alpha-2 as of 2026, in order, for bsearch. */
static const char countries[] =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT "
    "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

static gboolean
is_country (const char *text)
{
  char wanted[4] = { 0 };

  if (strlen (text) != 2 || !g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]))
    return FALSE;
  memcpy (wanted, text, 2);
  wanted[2] = ' ';
  return strstr (countries, wanted) != NULL;
}

static gboolean
parse_country (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autofree char *upper = form == NW_FORM_PEOPLE ? g_ascii_strup (text, -1) : g_strdup (text);

  if (!is_country (upper))
    return nw_refuse (error, _("“%s” is not a country code of ISO 3166-1: write two capital letters such as DE"), text);
  *value = nw_value_text (upper);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Joins trimmed words, sorted and without doubles, by semicolons. */
static char *
join_words (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (words, compare_names);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];

      if (i > 0 && strcmp (word, words->pdata[i - 1]) == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", word);
    }
  return g_string_free (text, FALSE);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static gboolean
parse_countries (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GPtrArray) words = split_words (text);

  for (guint i = 0; i < words->len; i++)
    {
      g_auto (NwValue) country = NW_VALUE_NONE;

      if (!parse_country (field, words->pdata[i], form, &country, error))
        return FALSE;
      g_free (words->pdata[i]);
      words->pdata[i] = g_strdup (country.text);
    }
  *value = nw_value_take (join_words (words));
  return TRUE;
}

static gboolean
parse_tags (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GPtrArray) words = split_words (text);
  g_auto (NwValue) line = NW_VALUE_NONE;

  if (!nw_parse_line (field, text, form, &line, error))
    return FALSE;
  *value = nw_value_take (join_words (words));
  return TRUE;
}

static char *
choices_text (const NwField *field)
{
  GString *text = g_string_new (NULL);

  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", choice->name);
  return g_string_free (text, FALSE);
}

/* People may write the label in either language; names stay names. */
static const NwChoice *
find_choice (const NwField *field, const char *text, NwForm form)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    if (strcmp (choice->name, text) == 0)
      return choice;
  if (form != NW_FORM_PEOPLE)
    return NULL;
  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    {
      g_autofree char *english = g_utf8_casefold (choice->label, -1);
      g_autofree char *german = g_utf8_casefold (nw_german (choice->label), -1);

      if (strcmp (english, folded) == 0 || strcmp (german, folded) == 0)
        return choice;
    }
  return NULL;
}

static gboolean
refuse_choice (const NwField *field, const char *text, GError **error)
{
  g_autofree char *choices = choices_text (field);

  return nw_refuse (error, _("“%s” is not one of: %s"), text, choices);
}

static gboolean
parse_choice (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  const NwChoice *choice = find_choice (field, text, form);

  if (choice == NULL)
    return refuse_choice (field, text, error);
  *value = nw_value_text (choice->name);
  return TRUE;
}

/* Kept in the order of the choices, so that equal sets are equal texts. */
static gboolean
parse_set (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GPtrArray) words = split_words (text);
  g_autoptr (GString) set = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    if (find_choice (field, words->pdata[i], form) == NULL)
      return refuse_choice (field, words->pdata[i], error);

  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    for (guint i = 0; i < words->len; i++)
      if (find_choice (field, words->pdata[i], form) == choice)
        {
          g_string_append_printf (set, "%s%s", set->len > 0 ? ";" : "", choice->name);
          break;
        }
  *value = nw_value_text (set->str);
  return TRUE;
}

static char *
display_choice (const NwField *field, const NwValue *value)
{
  const NwChoice *choice = find_choice (field, value->text, NW_FORM_MACHINE);

  return g_strdup (choice != NULL ? nw_choice_label (choice) : value->text);
}

static char *
display_set (const NwField *field, const NwValue *value)
{
  g_auto (GStrv) names = g_strsplit (value->text, ";", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const NwChoice *choice = find_choice (field, names[i], NW_FORM_MACHINE);
      char *label = g_strdup (choice != NULL ? nw_choice_label (choice) : names[i]);

      g_free (names[i]);
      names[i] = label;
    }
  return g_strjoinv (", ", names);
}

static char *
display_list (const NwField *field, const NwValue *value)
{
  g_auto (GStrv) words = g_strsplit (value->text, ";", -1);

  return g_strjoinv (", ", words);
}

/* Choices order as their table does, which is their natural order. */
static int
compare_choice (const NwField *field, const NwValue *a, const NwValue *b)
{
  const NwChoice *x = find_choice (field, a->text, NW_FORM_MACHINE);
  const NwChoice *y = find_choice (field, b->text, NW_FORM_MACHINE);

  return (x > y) - (x < y);
}

static gboolean
parse_flow (const char *text, NwForm form, char **flow, gint64 *year, GError **error)
{
  static const NwField amount = { .kind = &NW_MONEY };
  const char *colon = strchr (text, ':');
  g_auto (NwValue) cents = NW_VALUE_NONE;
  g_autofree char *number = NULL;

  if (colon == NULL || colon == text || strspn (text, "0123456789") != (gsize) (colon - text) || colon - text > 3)
    return nw_refuse (error, _("“%s” is not a cash flow: write year and amount as 1:30000.00"), text);
  if (!NW_MONEY.parse (&amount, colon + 1, form, &cents, error))
    return FALSE;
  *year = g_ascii_strtoll (text, NULL, 10);
  number = NW_MONEY.format (&cents);
  *flow = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", *year, number);
  return TRUE;
}

static gboolean
parse_flows (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GPtrArray) words = split_words (text);
  gint64 last = -1;

  for (guint i = 0; i < words->len; i++)
    {
      char *flow = NULL;
      gint64 year = 0;

      if (!parse_flow (words->pdata[i], form, &flow, &year, error))
        return FALSE;
      g_free (words->pdata[i]);
      words->pdata[i] = flow;
      if (year <= last)
        return nw_refuse (error, _("the years of the cash flows must ascend: %s comes too late"), flow);
      last = year;
    }
  g_ptr_array_add (words, NULL);
  *value = nw_value_take (g_strjoinv (";", (char **) words->pdata));
  return TRUE;
}

const NwKind NW_COUNTRY = { "country", NW_TAG_TEXT, parse_country, NULL, NULL, NULL };
const NwKind NW_COUNTRIES = { "countries", NW_TAG_TEXT, parse_countries, NULL, display_list, NULL };
const NwKind NW_CHOICE = { "choice", NW_TAG_TEXT, parse_choice, NULL, display_choice, compare_choice };
const NwKind NW_SET = { "set", NW_TAG_TEXT, parse_set, NULL, display_set, NULL };
const NwKind NW_TAGS = { "tags", NW_TAG_TEXT, parse_tags, NULL, display_list, NULL };
const NwKind NW_FLOWS = { "flows", NW_TAG_TEXT, parse_flows, NULL, NULL, NULL };
