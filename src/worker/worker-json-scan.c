/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Goes through JSON once before json-glib builds a tree of it: nesting, the
 * number of values, the length of texts, and what would be lost in silence.
 */

#include "config.h"

#include "worker-json.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *end;
  guint       line;
  guint       depth;
  guint       values;
} Scan;

static void G_GNUC_NORETURN
refuse (const Scan *self, NwWireFault fault, const char *detail)
{
  nw_output_fault (fault, self->line, 0, detail);
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 0;

  for (; from < to; from++)
    n += *from == '\n';

  return n;
}

static void
check_encoding (const char *text, gsize length)
{
  const char *bad;

  if (g_utf8_validate_len (text, length, &bad))
    return;

  nw_output_fault (*bad == '\0' ? NW_FAULT_NUL : NW_FAULT_ENCODING, 1 + count_lines (text, bad), 0, NULL);
}

/* Returns the quote that ends the text which begins after @p. */
static const char *
skip_text (Scan *self, const char *p)
{
  const char *begin = p;

  for (; p < self->end && *p != '"'; p++)
    {
      if (*p == '\n')
        refuse (self, NW_FAULT_JSON, "a text is not closed");
      /* json-glib would end the text here */
      if (self->end - p > 6 && memcmp (p, "\\u0000", 6) == 0)
        refuse (self, NW_FAULT_NUL, NULL);
      if (*p == '\\')
        p++;
    }
  if (p >= self->end)
    refuse (self, NW_FAULT_JSON, "a text is not closed");
  if (p - begin > NW_MAX_TEXT)
    refuse (self, NW_FAULT_TEXT, NULL);

  return p;
}

static void
open_bracket (Scan *self)
{
  if (++self->depth > NW_MAX_DEPTH)
    refuse (self, NW_FAULT_DEPTH, NULL);
}

static void
close_bracket (Scan *self)
{
  if (self->depth-- == 0)
    refuse (self, NW_FAULT_JSON, "a bracket is closed that was not opened");
}

static void
count_value (Scan *self)
{
  if (++self->values > NW_MAX_ELEMENTS)
    refuse (self, NW_FAULT_ELEMENTS, NULL);
}

/**
 * nw_json_scan:
 *
 * Refuses JSON that json-glib should not see.
 */
void
nw_json_scan (const char *text, gsize length)
{
  Scan self = { text, text + length, 1, 0, 0 };

  check_encoding (text, length);
  for (const char *p = text; p < self.end; p++)
    {
      /* json-glib takes comments too, which are no JSON and could hide brackets from us */
      if (*p == '/' || *p == '\'')
        refuse (&self, NW_FAULT_JSON, "comments and single quotes are not allowed");
      if (*p == '"')
        p = skip_text (&self, p + 1);
      else if (*p == '{' || *p == '[')
        open_bracket (&self);
      else if (*p == '}' || *p == ']')
        close_bracket (&self);
      else if (*p == '\n')
        self.line++;
      if (*p == ',' || *p == '{' || *p == '[')
        count_value (&self);
    }
  if (self.depth != 0)
    refuse (&self, NW_FAULT_JSON, "it ends too early");
}
