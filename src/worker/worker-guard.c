/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Looks at the bytes of an XML document before the parser does.
 *
 * libxml2 compares each attribute with all others of its tag, and collects
 * tags and texts of any length; some kilobytes cost it minutes.  The guard
 * knows just enough of XML to see where tags begin and end, and refuses what
 * is too long, what is not UTF-8, and every document type declaration.
 */

#include "config.h"

#include "worker.h"

#include <string.h>

enum { TEXT, OPENING, TAG, VALUE, COMMENT, CDATA, INSTRUCTION };

static const char *const ends[] = { [COMMENT] = "-->", [CDATA] = "]]>", [INSTRUCTION] = "?>" };

void
nw_guard_init (NwGuard *self, gsize max_text)
{
  *self = (NwGuard) { .state = TEXT, .line = 1, .max_text = max_text };
}

static guint
count_lines (const char *bytes, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += bytes[i] == '\n';

  return n;
}

static void G_GNUC_NORETURN
refuse (NwGuard *self, NwWireFault fault, const char *bytes, gsize at)
{
  nw_output_fault (fault, self->line + count_lines (bytes, at), 0, NULL);
}

/* A character that was cut by the border between two pieces. */
static gsize
complete_tail (NwGuard *self, const char *bytes, gsize length)
{
  gsize used = 0;

  while (self->n_tail > 0 && self->n_tail < sizeof self->tail && used < length)
    {
      gunichar c;

      self->tail[self->n_tail++] = bytes[used++];
      c = g_utf8_get_char_validated (self->tail, self->n_tail);
      if (c == (gunichar) -1 || (c == (gunichar) -2 && self->n_tail == sizeof self->tail))
        refuse (self, NW_FAULT_ENCODING, bytes, 0);
      if (c != (gunichar) -2)
        self->n_tail = 0;
    }

  return used;
}

static void
check_encoding (NwGuard *self, const char *bytes, gsize length)
{
  gsize used = complete_tail (self, bytes, length);
  const char *bad;
  gsize left;

  if (used == length || g_utf8_validate_len (bytes + used, length - used, &bad))
    return;

  left = bytes + length - bad;
  if (*bad == '\0')
    refuse (self, NW_FAULT_NUL, bytes, bad - bytes);
  if (left >= sizeof self->tail || g_utf8_get_char_validated (bad, left) != (gunichar) -2)
    refuse (self, NW_FAULT_ENCODING, bytes, bad - bytes);

  memcpy (self->tail, bad, left);
  self->n_tail = left;
}

static void
enter (NwGuard *self, int state)
{
  self->state = state;
  self->run = 0;
  self->matched = 0;
  self->values = 0;
  self->n_opening = 0;
}

/* Which of the things that begin with "<" this is; one byte more is known each time. */
static void
scan_opening (NwGuard *self, const char *bytes, gsize at)
{
  static const char comment[] = "!--", cdata[] = "![CDATA[";
  gsize n;

  self->opening[self->n_opening++] = bytes[at];
  n = self->n_opening;
  if (self->opening[0] == '?')
    enter (self, INSTRUCTION);
  else if (self->opening[0] != '!')
    enter (self, bytes[at] == '>' ? TEXT : TAG);
  else if (n == strlen (comment) && memcmp (self->opening, comment, n) == 0)
    enter (self, COMMENT);
  else if (n == strlen (cdata) && memcmp (self->opening, cdata, n) == 0)
    enter (self, CDATA);
  else if (memcmp (self->opening, comment, MIN (n, 3)) != 0 && memcmp (self->opening, cdata, n) != 0)
    refuse (self, NW_FAULT_DTD, bytes, at);
}

/* "=" would do to count attributes, but values may hold it; quotes they cannot. */
static void
scan_tag (NwGuard *self, const char *bytes, gsize at)
{
  char c = bytes[at];

  if (++self->run > NW_MAX_TAG)
    refuse (self, NW_FAULT_TAG, bytes, at);

  if (self->state == VALUE)
    self->state = c == self->quote ? TAG : VALUE;
  else if (c == '>')
    enter (self, TEXT);
  else if (c == '"' || c == '\'')
    {
      if (++self->values > NW_MAX_ATTRIBUTES + NW_MAX_NAMESPACES)
        refuse (self, NW_FAULT_ATTRIBUTES, bytes, at);
      self->quote = c;
      self->state = VALUE;
    }
}

static void
scan_until_end (NwGuard *self, const char *bytes, gsize at)
{
  const char *end = ends[self->state];
  char c = bytes[at];

  if (++self->run > self->max_text)
    refuse (self, NW_FAULT_TEXT, bytes, at);

  if (c == end[self->matched])
    self->matched++;
  else if (self->matched != 2 || c != end[0])   /* "--->" and "]]]>" end as well */
    self->matched = c == end[0];
  if (end[self->matched] == '\0')
    enter (self, TEXT);
}

static gsize
scan_text (NwGuard *self, const char *bytes, gsize length, gsize at)
{
  const char *next = memchr (bytes + at, '<', length - at);
  gsize end = next != NULL ? (gsize) (next - bytes) : length;

  self->run += end - at;
  if (self->run > self->max_text)
    refuse (self, NW_FAULT_TEXT, bytes, end);
  if (next == NULL)
    return length;

  enter (self, OPENING);
  return end + 1;
}

/**
 * nw_guard_scan:
 *
 * Refuses the document if @bytes, the next piece of it, hold anything that a
 * parser should not see.
 */
void
nw_guard_scan (NwGuard *self, const char *bytes, gsize length)
{
  check_encoding (self, bytes, length);

  for (gsize at = 0; at < length;)
    if (self->state == TEXT)
      at = scan_text (self, bytes, length, at);
    else if (self->state == OPENING)
      scan_opening (self, bytes, at++);
    else if (self->state == TAG || self->state == VALUE)
      scan_tag (self, bytes, at++);
    else
      scan_until_end (self, bytes, at++);

  self->line += count_lines (bytes, length);
}

void
nw_guard_end (NwGuard *self)
{
  if (self->n_tail > 0)
    nw_output_fault (NW_FAULT_ENCODING, self->line, 0, NULL);
}
