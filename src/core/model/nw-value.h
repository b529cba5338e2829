/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands for "unknown" where a value travels as a bare gint64, for example
 * in a GObject property: no field may hold this number as a fact. */
#define NW_UNKNOWN G_MININT64

typedef enum
{
  NW_TAG_NONE,
  NW_TAG_TEXT,
  NW_TAG_NUMBER,
} NwTag;

/**
 * NwValue:
 *
 * One cell of a record. Unknown (%NW_TAG_NONE) is a value of its own; an
 * empty text is never stored. Money is cents, dates are ISO text, instants
 * are UTC seconds, references are row ids, lists of references are ascending
 * row ids joined by semicolons.
 */
typedef struct
{
  NwTag tag;
  union
  {
    gint64 number;
    char  *text;
  };
} NwValue;

#define NW_VALUE_NONE ((NwValue){ .tag = NW_TAG_NONE })

NwValue  nw_value_text    (const char *text);
NwValue  nw_value_take    (char *text);
NwValue  nw_value_number  (gint64 number);
NwValue  nw_value_copy    (const NwValue *value);
void     nw_value_clear   (NwValue *value);
void     nw_value_assign  (NwValue *value, const NwValue *from);
gboolean nw_value_equal   (const NwValue *a, const NwValue *b);
gboolean nw_value_is_set  (const NwValue *value);

const char *nw_value_get_text   (const NwValue *value);
gint64      nw_value_get_number (const NwValue *value);

GArray *nw_ids_parse (const char *text);
char   *nw_ids_join  (GArray *ids);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NwValue, nw_value_clear)

G_END_DECLS
