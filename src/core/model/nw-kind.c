/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-error.h"
#include "nw-kind-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE_MAX_BYTES 4096
#define NOTE_MAX_BYTES (1 << 20)

/* Sets @error to NW_ERROR_INVALID; always FALSE, so that a check can end in it. */
gboolean
nw_refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (NW_ERROR, NW_ERROR_INVALID, format, args);
  va_end (args);
  return FALSE;
}

/* Characters that XML 1.0 cannot carry are refused at entry, never dropped. */
static gboolean
is_xml_char (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF)
         || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/**
 * nw_text_check:
 * @length: bytes of @text
 *
 * Refuses what no text in a register may hold: bytes that are not UTF-8, NUL,
 * and characters that XML 1.0 has no way to write.
 */
gboolean
nw_text_check (const char *text, gsize length, GError **error)
{
  const char *end;

  if (!g_utf8_validate_len (text, length, &end))
    return nw_refuse (error, _("byte %zu is not valid UTF-8: save the text as UTF-8"), (gsize) (end - text) + 1);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (!is_xml_char (g_utf8_get_char (p)))
      return nw_refuse (error, _("the character U+%04X cannot be written in XML: remove it"), g_utf8_get_char (p));
  return TRUE;
}

/* Whether there is nothing to read in @text. */
static gboolean
is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

/* One line of text, which is what most values are. */
gboolean
nw_parse_line (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  if (strpbrk (text, "\r\n") != NULL)
    return nw_refuse (error, _("the text has a line break: write it on one line"));
  if (strlen (text) > LINE_MAX_BYTES)
    return nw_refuse (error, _("the text is longer than %d bytes: shorten it"), LINE_MAX_BYTES);
  *value = nw_value_text (text);
  return TRUE;
}

static gboolean
parse_note (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  if (strlen (text) > NOTE_MAX_BYTES)
    return nw_refuse (error, _("the text is longer than %d bytes: shorten it or attach it as a file"), NOTE_MAX_BYTES);
  *value = nw_value_text (text);
  return TRUE;
}

static gboolean
parse_url (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (strcmp (g_uri_get_scheme (uri), "https") != 0 && strcmp (g_uri_get_scheme (uri), "http") != 0))
    return nw_refuse (error, _("“%s” is not a web address: write it as https://example.com/page"), text);
  return nw_parse_line (field, text, form, value, error);
}

static gboolean
parse_email (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  const char *at = strchr (text, '@');
  const char *dot = at != NULL ? strchr (at, '.') : NULL;

  if (at == NULL || at == text || dot == NULL || dot == at + 1 || dot[1] == '\0'
      || strchr (at + 1, '@') != NULL || strpbrk (text, " \t<>,;") != NULL)
    return nw_refuse (error, _("“%s” is not an e-mail address: write it as name@example.com"), text);
  return nw_parse_line (field, text, form, value, error);
}

static gboolean
parse_hash (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  if (strlen (text) != 64 || strspn (text, "0123456789abcdef") != 64)
    return nw_refuse (error, _("“%s” is not a SHA-256: it has 64 digits 0–9 and a–f"), text);
  *value = nw_value_text (text);
  return TRUE;
}

/* Codes become row ids in the store, which alone knows the records. */
gboolean
nw_parse_reference (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  g_return_val_if_reached (FALSE);
}

const NwKind NW_TEXT = { "text", NW_TAG_TEXT, nw_parse_line, NULL, NULL, NULL };
const NwKind NW_NOTE = { "note", NW_TAG_TEXT, parse_note, NULL, NULL, NULL };
const NwKind NW_URL = { "url", NW_TAG_TEXT, parse_url, NULL, NULL, NULL };
const NwKind NW_EMAIL = { "email", NW_TAG_TEXT, parse_email, NULL, NULL, NULL };
const NwKind NW_HASH = { "sha256", NW_TAG_TEXT, parse_hash, NULL, NULL, NULL };
const NwKind NW_REF = { "ref", NW_TAG_NUMBER, nw_parse_reference, NULL, NULL, NULL };
const NwKind NW_LINKS = { "refs", NW_TAG_TEXT, nw_parse_reference, NULL, NULL, NULL };

/**
 * nw_kind_parse:
 * @field: the field that the text is meant for; not a reference
 * @text: UTF-8; "" means unknown, and so do blanks where any text may stand
 * @form: who wrote it
 * @value: (out): the value
 *
 * Reads and validates one value: its form, its range and the field's own rule.
 *
 * Returns: %FALSE with %NW_ERROR_INVALID that says what is wrong and what is
 *   expected, without naming the field
 */
gboolean
nw_kind_parse (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error)
{
  *value = NW_VALUE_NONE;
  if (!nw_text_check (text, strlen (text), error))
    return FALSE;
  if (*text == '\0' || ((field->kind == &NW_TEXT || field->kind == &NW_NOTE) && is_blank (text)))
    return TRUE;
  if (field->kind->parse (field, text, form, value, error)
      && (field->check == NULL || value->tag == NW_TAG_NONE || field->check (field, value, error)))
    return TRUE;

  nw_value_clear (value);
  return FALSE;
}

/* Returns: (transfer full): the stable text of @value, "" for unknown */
char *
nw_kind_format (const NwField *field, const NwValue *value)
{
  if (value->tag == NW_TAG_NONE)
    return g_strdup ("");
  if (field->kind->format != NULL)
    return field->kind->format (value);
  return value->tag == NW_TAG_TEXT ? g_strdup (value->text)
                                   : g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
}

/* Returns: (transfer full): @value as a person reads it, "" for unknown */
char *
nw_kind_display (const NwField *field, const NwValue *value)
{
  if (value->tag == NW_TAG_NONE)
    return g_strdup ("");
  if (field->kind->display != NULL)
    return field->kind->display (field, value);
  return nw_kind_format (field, value);
}

/* Order of two values of @field; unknown comes first. */
int
nw_kind_compare (const NwField *field, const NwValue *a, const NwValue *b)
{
  if (a->tag == NW_TAG_NONE || b->tag == NW_TAG_NONE)
    return (a->tag != NW_TAG_NONE) - (b->tag != NW_TAG_NONE);
  if (field->kind->compare != NULL)
    return field->kind->compare (field, a, b);
  if (field->kind->storage == NW_TAG_NUMBER)
    return (a->number > b->number) - (a->number < b->number);
  return strcmp (a->text, b->text);
}

GParamSpec *
nw_kind_make_pspec (const NwKind *kind, const char *property)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  if (kind->storage == NW_TAG_NUMBER)
    return g_param_spec_int64 (property, NULL, NULL, G_MININT64, G_MAXINT64, NW_UNKNOWN, flags);
  return g_param_spec_string (property, NULL, NULL, NULL, flags);
}
