/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-kind-private.h"
#include "nw-language.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* So that cents, and products with a percentage, stay inside 64 bits. */
#define DIGITS_MAX 15

gboolean
nw_in_range (const NwField *field, gint64 number, const char *text, GError **error)
{
  if (field->min == 0 && field->max == 0)
    return TRUE;
  if (number >= field->min && number <= field->max)
    return TRUE;
  return nw_refuse (error, _("“%s” is outside %" PRId64 " to %" PRId64 ": write a number in that range"), text, field->min, field->max);
}

/* Groups of exactly three digits after the first one to three. */
static gboolean
is_grouped (const char *text, const char *end, char separator)
{
  gsize first = strspn (text, "0123456789");

  if (first < 1 || first > 3 || text + first >= end)
    return FALSE;
  for (text += first; text < end; text += 4)
    if (*text != separator || strspn (text + 1, "0123456789") != 3)
      return FALSE;
  return text == end;
}

static char *
without (const char *text, const char *end, char separator)
{
  GString *digits = g_string_new (NULL);

  for (; text < end; text++)
    if (*text != separator)
      g_string_append_c (digits, *text);
  return g_string_free (digits, FALSE);
}

/* Rewrites @text, which is @typed without its sign, with a decimal point and no
 * groups; NULL and @error where it is no number, or where it could be two. */
static char *
unify_number (const char *typed, const char *text, GError **error)
{
  const char *end = text + strlen (text);
  const char *dot = strrchr (text, '.');
  const char *comma = strrchr (text, ',');
  char decimal = dot != NULL && (comma == NULL || dot > comma) ? '.' : ',';
  const char *point = decimal == '.' ? dot : comma;
  const char group = decimal == '.' ? ',' : '.';
  g_autofree char *whole = NULL;

  if (point == NULL)
    return g_strdup (text);
  if (strchr (text, group) == NULL && strchr (text, decimal) == point)
    {
      /* One sign only: thousands or a fraction, if three digits follow. */
      if (is_grouped (text, end, decimal) && text[0] != '0')
        {
          g_autofree char *joined = without (text, end, decimal);
          nw_refuse (error, _("“%s” can be read as %s or as %.*s.%s: write it without thousands separators, or with two digits after the decimal sign"),
                     text, joined, (int) (point - text), text, point + 1);
          return NULL;
        }
      whole = g_strndup (text, point - text);
      return g_strconcat (whole, ".", point + 1, NULL);
    }
  if (strchr (text, group) == NULL && is_grouped (text, end, decimal))
    return without (text, end, decimal);
  if (!is_grouped (text, point, group) || strspn (point + 1, "0123456789") != strlen (point + 1))
    {
      nw_refuse (error, _("“%s” is not a number: write it as 1234.5"), typed);
      return NULL;
    }
  whole = without (text, point, group);
  return g_strconcat (whole, ".", point + 1, NULL);
}

static char *
canonical_decimal (const char *text, gboolean negative, const char *digits, GError **error)
{
  gsize whole = strspn (digits, "0123456789");
  const char *fraction = digits[whole] == '.' ? digits + whole + 1 : "";
  gsize places = strspn (fraction, "0123456789");
  gsize zeros = MIN (strspn (digits, "0"), whole > 0 ? whole - 1 : 0);

  if (whole == 0 || fraction[places] != '\0' || (digits[whole] == '.' && places == 0)
      || (digits[whole] != '.' && digits[whole] != '\0'))
    {
      nw_refuse (error, _("“%s” is not a number: write it as 1234.5"), text);
      return NULL;
    }
  while (places > 0 && fraction[places - 1] == '0')
    places--;
  if (whole - zeros + places > DIGITS_MAX)
    {
      nw_refuse (error, _("“%s” has more than %d digits: write fewer"), text, DIGITS_MAX);
      return NULL;
    }
  if (whole - zeros == 1 && digits[zeros] == '0' && places == 0)
    negative = FALSE;
  return g_strdup_printf ("%s%.*s%s%.*s", negative ? "-" : "", (int) (whole - zeros), digits + zeros,
                          places > 0 ? "." : "", (int) places, fraction);
}

/**
 * nw_decimal_parse:
 * @canonical: (out) (transfer full): sign, digits and point without needless
 *   zeros, so that equal numbers are equal texts
 *
 * Reads an exact decimal of at most 15 digits. No binary float is involved.
 */
gboolean
nw_decimal_parse (const char *text, NwForm form, char **canonical, GError **error)
{
  gboolean negative = *text == '-' || g_str_has_prefix (text, "−");
  const char *digits = *text == '-' ? text + 1 : negative ? text + strlen ("−") : text;
  g_autofree char *unified = NULL;

  if (form == NW_FORM_PEOPLE)
    {
      unified = unify_number (text, digits, error);
      if (unified == NULL)
        return FALSE;
    }
  *canonical = canonical_decimal (text, negative, unified ?: digits, error);
  return *canonical != NULL;
}

static gint64
scaled (const char *canonical, guint places)
{
  gboolean negative = *canonical == '-';
  gint64 number = 0;
  const char *p = canonical + negative;

  for (; g_ascii_isdigit (*p); p++)
    number = number * 10 + (*p - '0');
  if (*p == '.')
    p++;
  for (; places > 0; places--)
    number = number * 10 + (*p != '\0' ? *p++ - '0' : 0);
  return negative ? -number : number;
}

static guint
decimal_places (const char *canonical)
{
  const char *point = strchr (canonical, '.');

  return point != NULL ? strlen (point + 1) : 0;
}

/* Order of two canonical decimals: whole parts first, then equal scales. */
int
nw_decimal_compare (const char *a, const char *b)
{
  gint64 x = scaled (a, 0);
  gint64 y = scaled (b, 0);
  gboolean both = (*a == '-') == (*b == '-');

  if (!both)
    return *a == '-' ? -1 : 1;
  if (x == y)
    {
      const char *pa = strchr (a, '.');
      const char *pb = strchr (b, '.');
      g_autofree char *fa = g_strconcat ("0", pa, NULL);
      g_autofree char *fb = g_strconcat ("0", pb, NULL);
      guint places = MAX (decimal_places (fa), decimal_places (fb));

      x = scaled (fa, places) * (*a == '-' ? -1 : 1);
      y = scaled (fb, places) * (*a == '-' ? -1 : 1);
    }
  return (x > y) - (x < y);
}

static int
compare_decimal (const NwField *field, const NwValue *a, const NwValue *b)
{
  return nw_decimal_compare (a->text, b->text);
}

static gboolean
parse_decimal (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  char *canonical;

  if (!nw_decimal_parse (text, form, &canonical, error))
    return FALSE;
  *value = nw_value_take (canonical);
  if (field->min == 0 && field->max == 0)
    return TRUE;

  g_autofree char *low = g_strdup_printf ("%" G_GINT64_FORMAT, field->min);
  g_autofree char *high = g_strdup_printf ("%" G_GINT64_FORMAT, field->max);
  if (nw_decimal_compare (canonical, low) >= 0 && nw_decimal_compare (canonical, high) <= 0)
    return TRUE;
  nw_refuse (error, _("“%s” is outside %s to %s: write a number in that range"), text, low, high);
  nw_value_clear (value);
  return FALSE;
}

static gboolean
parse_int (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autofree char *canonical = NULL;

  if (!nw_decimal_parse (text, form, &canonical, error))
    return FALSE;
  if (strchr (canonical, '.') != NULL)
    return nw_refuse (error, _("“%s” is not a whole number: write it without a decimal sign"), text);
  if (!nw_in_range (field, scaled (canonical, 0), text, error))
    return FALSE;
  *value = nw_value_number (scaled (canonical, 0));
  return TRUE;
}

static gboolean
parse_money (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autofree char *canonical = NULL;

  if (!nw_decimal_parse (text, form, &canonical, error))
    return FALSE;
  if (decimal_places (canonical) > 2)
    return nw_refuse (error, _("“%s” is not an amount: it has more than two digits after the decimal sign"), text);
  *value = nw_value_number (scaled (canonical, 2));
  return TRUE;
}

static char *
format_money (const NwValue *value)
{
  guint64 cents = value->number < 0 ? -(guint64) value->number : (guint64) value->number;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", value->number < 0 ? "-" : "", cents / 100, (guint) (cents % 100));
}

/* Sets the thousands apart and the decimal sign as the language writes them. */
char *
nw_group_digits (const char *digits)
{
  gboolean german = nw_language () == NW_LANGUAGE_GERMAN;
  GString *text = g_string_new (NULL);
  gsize whole;

  if (*digits == '-')
    g_string_append (text, "−");
  digits += *digits == '-';
  whole = strspn (digits, "0123456789");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, german ? '.' : ',');
      g_string_append_c (text, digits[i]);
    }
  if (digits[whole] == '.')
    g_string_append_printf (text, "%c%s", german ? ',' : '.', digits + whole + 1);
  return g_string_free (text, FALSE);
}

static char *
display_money (const NwField *field, const NwValue *value)
{
  g_autofree char *plain = format_money (value);

  return nw_group_digits (plain);
}

static char *
display_decimal (const NwField *field, const NwValue *value)
{
  return nw_group_digits (value->text);
}

static char *
display_percent (const NwField *field, const NwValue *value)
{
  g_autofree char *number = nw_group_digits (value->text);

  return g_strconcat (number, "\u202f%", NULL);
}

static gboolean
parse_bool (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  static const struct { const char *word; gboolean meaning; } words[] = {
    { "true", TRUE }, { "false", FALSE }, { "ja", TRUE }, { "nein", FALSE },
    { "yes", TRUE }, { "no", FALSE }, { "wahr", TRUE }, { "falsch", FALSE },
  };
  const guint n = form == NW_FORM_PEOPLE ? G_N_ELEMENTS (words) : 2;

  for (guint i = 0; i < n; i++)
    if (form == NW_FORM_PEOPLE ? g_ascii_strcasecmp (text, words[i].word) == 0 : strcmp (text, words[i].word) == 0)
      {
        *value = nw_value_number (words[i].meaning);
        return TRUE;
      }
  return nw_refuse (error, _("“%s” is neither true nor false: write one of these two words"), text);
}

static char *
format_bool (const NwValue *value)
{
  return g_strdup (value->number != 0 ? "true" : "false");
}

static char *
display_bool (const NwField *field, const NwValue *value)
{
  return g_strdup (value->number != 0 ? C_("truth", "yes") : C_("truth", "no"));
}

static gboolean
parse_minutes (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL)
    return parse_int (field, text, NW_FORM_MACHINE, value, error);
  if (strspn (text, "0123456789") != (gsize) (colon - text) || colon == text || colon - text > 2
      || strlen (colon + 1) != 2 || strspn (colon + 1, "0123456789") != 2 || atoi (colon + 1) > 59)
    return nw_refuse (error, _("“%s” is not a time: write minutes, or hours and minutes as 09:00"), text);
  *value = nw_value_number (atoi (text) * 60 + atoi (colon + 1));
  return nw_in_range (field, value->number, text, error);
}

const NwKind NW_INT = { "int", NW_TAG_NUMBER, parse_int, NULL, NULL, NULL };
const NwKind NW_MONEY = { "money", NW_TAG_NUMBER, parse_money, format_money, display_money, NULL };
const NwKind NW_DECIMAL = { "decimal", NW_TAG_TEXT, parse_decimal, NULL, display_decimal, compare_decimal };
const NwKind NW_PERCENT = { "percent", NW_TAG_TEXT, parse_decimal, NULL, display_percent, compare_decimal };
const NwKind NW_BOOL = { "bool", NW_TAG_NUMBER, parse_bool, format_bool, display_bool, NULL };
const NwKind NW_MINUTES = { "minutes", NW_TAG_NUMBER, parse_minutes, NULL, NULL, NULL };
