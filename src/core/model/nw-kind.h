/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-value.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _NwKind   NwKind;
typedef struct _NwField  NwField;
typedef struct _NwEntity NwEntity;

/**
 * NwForm:
 * @NW_FORM_MACHINE: the one stable form of command line, JSON and XML
 * @NW_FORM_PEOPLE: what people type into spreadsheets and forms: German forms
 *   and labels are read too; what could be read in two ways is refused
 */
typedef enum
{
  NW_FORM_MACHINE,
  NW_FORM_PEOPLE,
} NwForm;

/**
 * NwKind:
 * @name: stable name in the data dictionary
 * @storage: how a cell holds it: text, or number
 * @parse: reads @text (never empty, valid UTF-8) into @value
 * @format: the stable text of a set @value; %NULL where the cell is that text
 * @display: the text for a person, in the language of the program; %NULL
 *   where it is the stable text
 * @compare: order of two set values; %NULL compares texts or numbers
 *
 * What a kind of value can do. One instance per kind, shared by all fields.
 */
struct _NwKind
{
  const char *name;
  NwTag       storage;
  gboolean  (*parse)   (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error);
  char     *(*format)  (const NwValue *value);
  char     *(*display) (const NwField *field, const NwValue *value);
  int       (*compare) (const NwField *field, const NwValue *a, const NwValue *b);
};

extern const NwKind NW_TEXT, NW_NOTE, NW_INT, NW_MONEY, NW_DECIMAL, NW_PERCENT, NW_BOOL, NW_DATE,
    NW_INSTANT, NW_MINUTES, NW_COUNTRY, NW_COUNTRIES, NW_URL, NW_EMAIL, NW_CHOICE, NW_SET, NW_TAGS,
    NW_REF, NW_LINKS, NW_HASH, NW_FLOWS;

gboolean nw_kind_parse   (const NwField *field, const char *text, NwForm form, NwValue *value, GError **error);
char    *nw_kind_format  (const NwField *field, const NwValue *value);
char    *nw_kind_display (const NwField *field, const NwValue *value);
int      nw_kind_compare (const NwField *field, const NwValue *a, const NwValue *b);
GParamSpec *nw_kind_make_pspec (const NwKind *kind, const char *property);

gboolean nw_text_check (const char *text, gsize length, GError **error);
gboolean nw_decimal_parse (const char *text, NwForm form, char **canonical, GError **error);
int      nw_decimal_compare (const char *a, const char *b);

G_END_DECLS
