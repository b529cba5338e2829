/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#ifdef __GLIBC__
/* The manual of gettext names it as the way to change LANGUAGE at run time. */
extern int _nl_msg_cat_cntr;
#endif

static NwLanguage current = NW_LANGUAGE_ENGLISH;

static gboolean
locale_is_german (void)
{
  const char *const *names = g_get_language_names ();

  return names[0] != NULL && g_str_has_prefix (names[0], "de");
}

/**
 * nw_language_init:
 * @code: (nullable): "de" or "en"; %NULL takes the language of the locale
 *
 * Sets the locale, the language of every text a person sees, and the form of
 * dates and amounts. A machine without German locale data still gets German:
 * the messages only need a locale other than plain "C".
 */
void
nw_language_init (const char *code)
{
  const char *messages;

  if (code != NULL)
    g_setenv ("LANGUAGE", code, TRUE);

  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  messages = setlocale (LC_MESSAGES, NULL);
  if (code != NULL && (strcmp (messages, "C") == 0 || strcmp (messages, "POSIX") == 0))
    setlocale (LC_ALL, "C.UTF-8");
  setlocale (LC_NUMERIC, "C");

  current = (code != NULL ? g_str_has_prefix (code, "de") : locale_is_german ())
                ? NW_LANGUAGE_GERMAN
                : NW_LANGUAGE_ENGLISH;

  /* GLib decides at the first message, and for good, whether the program is
   * translated; asked in English it would say no, so it is asked before there
   * is a domain to look into. */
  g_dgettext (GETTEXT_PACKAGE, "");

  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NACHWEIS_LOCALEDIR") ?: NW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
#ifdef __GLIBC__
  _nl_msg_cat_cntr++;
#endif
}

NwLanguage
nw_language (void)
{
  return current;
}

/* "de" or "en". */
const char *
nw_language_code (void)
{
  return current == NW_LANGUAGE_GERMAN ? "de" : "en";
}

static GMappedFile *
map_catalogue (void)
{
  const char *dir = g_getenv ("NACHWEIS_LOCALEDIR") ?: NW_LOCALEDIR;
  g_autofree char *path = g_build_filename (dir, "de", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  return g_mapped_file_new (path, FALSE, NULL);
}

/* Row @index of one of the two string tables of a catalogue in the byte order
 * of this machine; NULL when it leads outside the file. */
static const char *
catalogue_string (const char *data, gsize size, guint32 table, guint32 index)
{
  guint32 row[2];

  if (table + (gsize) (index + 1) * sizeof row > size)
    return NULL;
  memcpy (row, data + table + (gsize) index * sizeof row, sizeof row);
  return (gsize) row[1] + row[0] < size ? data + row[1] : NULL;
}

/**
 * nw_german:
 * @english: a text of the program
 *
 * Returns: the German for @english whatever language the program runs in, so
 *   that spreadsheets are read with German and with English headings; @english
 *   itself where there is no translation
 */
const char *
nw_german (const char *english)
{
  static GMappedFile *file;
  static gsize once;
  guint32 head[5];
  const char *data;
  gsize size;

  if (g_once_init_enter (&once))
    {
      file = map_catalogue ();
      g_once_init_leave (&once, 1);
    }
  if (file == NULL || (size = g_mapped_file_get_length (file)) < sizeof head)
    return english;

  data = g_mapped_file_get_contents (file);
  memcpy (head, data, sizeof head);
  if (head[0] != 0x950412de)
    return english;
  for (guint32 low = 0, high = head[2]; low < high;)
    {
      guint32 middle = low + (high - low) / 2;
      const char *text = catalogue_string (data, size, head[3], middle);
      int order = text != NULL ? strcmp (english, text) : 0;

      if (order == 0)
        return text != NULL ? catalogue_string (data, size, head[4], middle) ?: english : english;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return english;
}

/* Whichever of two texts fits, the other where it is missing. */
const char *
nw_language_between (NwLanguage language, const char *english, const char *german)
{
  const char *first = language == NW_LANGUAGE_GERMAN ? german : english;

  return first != NULL && *first != '\0' ? first
         : language == NW_LANGUAGE_GERMAN ? english : german;
}
