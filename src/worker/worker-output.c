/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "worker.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (128 * 1024)
#define NO_TEXT G_MAXSIZE

static struct
{
  char        bytes[BUFFER_SIZE + NW_WIRE_MAX_TOKEN];
  gsize       length;
  gsize       token;   /* where the open token begins */
  gsize       text;    /* where the last token begins if it is text, else NO_TEXT */
  GHashTable *names;   /* address of a name that lives as long as we → number */
} out = { .text = NO_TEXT };

static void
flush (void)
{
  for (gsize done = 0; done < out.length;)
    {
      gssize n = write (STDOUT_FILENO, out.bytes + done, out.length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (1);      /* nobody listens any more */
      done += n;
    }
  out.length = 0;
  out.text = NO_TEXT;
}

static void
put_u8 (guint value)
{
  out.bytes[out.length++] = (char) value;
}

static void
put_u16 (guint value)
{
  guint16 bytes = GUINT16_TO_LE ((guint16) value);

  memcpy (out.bytes + out.length, &bytes, sizeof bytes);
  out.length += sizeof bytes;
}

static void
put_u32 (guint value)
{
  guint32 bytes = GUINT32_TO_LE ((guint32) value);

  memcpy (out.bytes + out.length, &bytes, sizeof bytes);
  out.length += sizeof bytes;
}

static void
put_string (const char *string, gsize length)
{
  /* Callers keep below this; a slip must not become an overflow. */
  if (out.length + length + 16 > sizeof out.bytes)
    g_error ("a token is too long");

  put_u32 (length);
  memcpy (out.bytes + out.length, string, length);
  out.length += length;
  put_u8 (0);
}

static void
open_token (NwWireToken token)
{
  if (out.length > BUFFER_SIZE)
    flush ();
  out.token = out.length;
  out.text = NO_TEXT;
  put_u8 (token);
  put_u32 (0);
}

static void
close_token (void)
{
  guint32 length = GUINT32_TO_LE ((guint32) (out.length - out.token - NW_WIRE_HEADER));

  memcpy (out.bytes + out.token + 1, &length, sizeof length);
}

static guint
find_name (const char *name)
{
  if (name == NULL)
    return 0;
  if (out.names == NULL)
    out.names = g_hash_table_new (NULL, NULL);

  return GPOINTER_TO_UINT (g_hash_table_lookup (out.names, name));
}

/* A name is announced before the token that calls it. */
static guint
announce (const char *name, guint line)
{
  gsize length;
  guint number;

  if (name == NULL || find_name (name) != 0)
    return find_name (name);

  length = strlen (name);
  if (length > NW_MAX_NAME)
    nw_output_fault (NW_FAULT_NAME, line, 0, NULL);
  number = g_hash_table_size (out.names) + 1;
  if (number > NW_WIRE_MAX_NAMES)
    nw_output_fault (NW_FAULT_NAMES, line, 0, NULL);

  g_hash_table_insert (out.names, (gpointer) name, GUINT_TO_POINTER (number));
  open_token (NW_WIRE_NAME);
  put_string (name, length);
  close_token ();
  return number;
}

/* Attributes wait here until the names of all of them are announced. */
static struct
{
  guint line, name[3], n;
  struct { guint name[3]; const char *value; gsize length; } attributes[NW_MAX_ATTRIBUTES];
} start;

/**
 * nw_output_start:
 *
 * Begins an element.
 *
 * Names must live, unchanged and at one address, until the worker ends, and so
 * must values until nw_output_started().
 */
void
nw_output_start (guint line, const char *uri, const char *prefix, const char *name, guint attributes)
{
  if (attributes > NW_MAX_ATTRIBUTES)
    nw_output_fault (NW_FAULT_ATTRIBUTES, line, 0, NULL);

  start.line = line;
  start.n = 0;
  start.name[0] = announce (uri, line);
  start.name[1] = announce (prefix, line);
  start.name[2] = announce (name, line);
}

void
nw_output_attribute (const char *uri, const char *prefix, const char *name, const char *value, gsize length)
{
  g_assert (start.n < NW_MAX_ATTRIBUTES);

  start.attributes[start.n].name[0] = announce (uri, start.line);
  start.attributes[start.n].name[1] = announce (prefix, start.line);
  start.attributes[start.n].name[2] = announce (name, start.line);
  start.attributes[start.n].value = value;
  start.attributes[start.n++].length = length;
}

void
nw_output_started (void)
{
  gsize total = 0;

  for (guint i = 0; i < start.n; i++)
    total += start.attributes[i].length;
  if (total > NW_MAX_TAG)
    nw_output_fault (NW_FAULT_TAG, start.line, 0, NULL);

  open_token (NW_WIRE_START);
  put_u32 (start.line);
  for (guint k = 0; k < 3; k++)
    put_u16 (start.name[k]);
  put_u16 (start.n);
  for (guint i = 0; i < start.n; i++)
    {
      for (guint k = 0; k < 3; k++)
        put_u16 (start.attributes[i].name[k]);
      put_string (start.attributes[i].value, start.attributes[i].length);
    }
  close_token ();
}

/* Parsers hand over text in crumbs: what fits is appended to the token that is still in the buffer. */
static gboolean
extend_text (const char *text, gsize length)
{
  gsize token = out.text;
  gsize so_far;

  if (token == NO_TEXT)
    return FALSE;
  so_far = out.length - token - NW_WIRE_HEADER - 5;
  if (so_far + length > NW_WIRE_MAX_TEXT)
    return FALSE;

  out.length = token + NW_WIRE_HEADER;
  put_u32 (so_far + length);
  memcpy (out.bytes + out.length + so_far, text, length);
  out.length += so_far + length;
  put_u8 (0);
  out.token = token;
  close_token ();
  return TRUE;
}

void
nw_output_text (const char *text, gsize length)
{
  while (length > 0)
    {
      gsize piece = MIN (length, NW_WIRE_MAX_TEXT);

      if (extend_text (text, length))
        return;
      /* never between the bytes of one character */
      while (piece < length && ((guchar) text[piece] & 0xc0) == 0x80)
        piece--;
      open_token (NW_WIRE_TEXT);
      put_string (text, piece);
      close_token ();
      out.text = out.token;
      text += piece;
      length -= piece;
    }
}

void
nw_output_end (void)
{
  open_token (NW_WIRE_END);
  close_token ();
}

void
nw_output_comment (guint line)
{
  open_token (NW_WIRE_COMMENT);
  put_u32 (line);
  close_token ();
}

/* Leaving without destructors: the process is thrown away as a whole. */
void
nw_output_fault (NwWireFault fault, guint line, guint column, const char *detail)
{
  open_token (NW_WIRE_FAULT);
  put_u32 (line);
  put_u32 (column);
  put_u8 (fault);
  put_string (detail != NULL ? detail : "", detail != NULL ? MIN (strlen (detail), 4096) : 0);
  close_token ();
  flush ();
  _exit (0);
}

void
nw_output_done (void)
{
  open_token (NW_WIRE_DONE);
  close_token ();
  flush ();
  _exit (0);
}
