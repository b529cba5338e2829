/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A worker that was taken over may write anything: every length, number, text and order is checked here. */

#define SPACE (NW_WIRE_HEADER + NW_WIRE_MAX_TOKEN + 64 * 1024)

struct _NwXmlTokens
{
  const NwXmlHandlers *handlers;
  gpointer             data;
  GPtrArray           *names;
  struct { const char *uri, *name; } open[NW_MAX_DEPTH];
  guint                depth;
  gboolean             rooted;
  gboolean             done;
  gsize                length;
  char                 buffer[SPACE];
};

typedef struct
{
  const char *p, *end;
  gboolean    bad;
} Cursor;

NwXmlTokens *
nw_xml_tokens_new (const NwXmlHandlers *handlers, gpointer data)
{
  NwXmlTokens *self = g_new (NwXmlTokens, 1);

  /* not the buffer: clearing it would touch pages that a small document never needs */
  memset (self, 0, G_STRUCT_OFFSET (NwXmlTokens, buffer));
  self->handlers = handlers;
  self->data = data;
  self->names = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
nw_xml_tokens_free (NwXmlTokens *self)
{
  g_ptr_array_unref (self->names);
  g_free (self);
}

gboolean
nw_xml_tokens_is_done (NwXmlTokens *self)
{
  return self->done;
}

/* Where the next bytes of the worker go, and how many there is room for. */
char *
nw_xml_tokens_space (NwXmlTokens *self, gsize *size)
{
  *size = SPACE - self->length;
  return self->buffer + self->length;
}

static guint
take_number (Cursor *self, guint bytes)
{
  guint value = 0;

  if (self->bad || (gsize) (self->end - self->p) < bytes)
    {
      self->bad = TRUE;
      return 0;
    }
  for (guint i = 0; i < bytes; i++)
    value |= (guint) (guchar) self->p[i] << (8 * i);
  self->p += bytes;

  return value;
}

static gboolean
has_control (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\n' && text[i] != '\t' && text[i] != '\r')
      return TRUE;

  return FALSE;
}

static const char *
take_string (Cursor *self, gsize *length)
{
  const char *text;

  *length = take_number (self, 4);
  text = self->p;
  if (self->bad || (gsize) (self->end - text) < *length + 1 || text[*length] != '\0'
      || !g_utf8_validate_len (text, *length, NULL) || has_control (text, *length))
    {
      self->bad = TRUE;
      return "";
    }

  self->p += *length + 1;
  return text;
}

static const char *
take_name (NwXmlTokens *self, Cursor *cursor)
{
  guint number = take_number (cursor, 2);

  if (number > self->names->len)
    cursor->bad = TRUE;

  return cursor->bad || number == 0 ? NULL : self->names->pdata[number - 1];
}

static gboolean
nonsense (GError **error)
{
  g_set_error_literal (error, NW_XML_ERROR, NW_XML_ERROR_WORKER,
                       _("the process that reads foreign files answered nonsense: do not trust this file, and report it"));
  return FALSE;
}

static gboolean
on_name (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  gsize length;
  const char *name = take_string (cursor, &length);

  if (cursor->bad || length > NW_MAX_NAME || self->names->len >= NW_WIRE_MAX_NAMES)
    return nonsense (error);

  g_ptr_array_add (self->names, g_strdup (name));
  return TRUE;
}

static gboolean
on_start (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  NwXmlAttribute attributes[NW_MAX_ATTRIBUTES];
  guint line = take_number (cursor, 4);
  const char *uri = take_name (self, cursor);
  const char *prefix = take_name (self, cursor);
  const char *name = take_name (self, cursor);
  guint n = take_number (cursor, 2);
  gsize length;

  (void) prefix;
  if (n > NW_MAX_ATTRIBUTES || self->depth == NW_MAX_DEPTH || name == NULL || (self->depth == 0 && self->rooted))
    return nonsense (error);

  for (guint i = 0; i < n; i++)
    {
      attributes[i].uri = take_name (self, cursor);
      take_name (self, cursor);
      attributes[i].name = take_name (self, cursor);
      attributes[i].value = take_string (cursor, &length);
      if (attributes[i].name == NULL)
        return nonsense (error);
    }
  if (cursor->bad)
    return nonsense (error);

  self->rooted = TRUE;
  self->open[self->depth].uri = uri;
  self->open[self->depth++].name = name;
  return self->handlers->start (self->data, uri, name, attributes, n, line, error);
}

static gboolean
on_text (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  gsize length;
  const char *text = take_string (cursor, &length);

  if (cursor->bad || self->depth == 0)
    return nonsense (error);

  return self->handlers->text (self->data, text, length, error);
}

static gboolean
on_end (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  (void) cursor;

  if (self->depth == 0)
    return nonsense (error);

  self->depth--;
  return self->handlers->end (self->data, self->open[self->depth].uri, self->open[self->depth].name, error);
}

static gboolean
on_comment (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  guint line = take_number (cursor, 4);

  if (cursor->bad)
    return nonsense (error);

  return self->handlers->comment == NULL || self->handlers->comment (self->data, line, error);
}

static gboolean
on_done (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  (void) cursor;

  if (self->depth != 0 || !self->rooted)
    return nonsense (error);

  self->done = TRUE;
  return TRUE;
}

/* What is wrong, and what to do about it. */
static const struct { const char *what, *remedy; } sentences[NW_N_FAULTS] = {
  [NW_FAULT_SYNTAX] = { N_("the file is not well-formed XML"), N_("correct it, or get it again from its source") },
  [NW_FAULT_JSON] = { N_("the file is not well-formed JSON"), N_("correct it, or get it again from its source") },
  [NW_FAULT_INVALID] = { N_("the file does not follow its schema"), N_("correct it, or export it again") },
  [NW_FAULT_COMPRESSED] = { N_("the file is compressed"), N_("unpack it first") },
  [NW_FAULT_ENCODING] = { N_("the file is not in UTF-8"), N_("save it in UTF-8 and try again") },
  [NW_FAULT_NUL] = { N_("the file contains a NUL character"), N_("remove it, or get the file again from its source") },
  [NW_FAULT_CHARACTER] = { N_("the file contains a control character"), N_("remove it and try again") },
  [NW_FAULT_DTD] = { N_("the file has a document type declaration, which could hide harmful content"), N_("remove the DOCTYPE and try again") },
  [NW_FAULT_INSTRUCTION] = { N_("the file contains a processing instruction"), N_("remove it and try again") },
  [NW_FAULT_EXTERNAL] = { N_("the file wants to load another file"), N_("remove the reference and try again") },
  [NW_FAULT_DEPTH] = { N_("elements are nested more than 64 deep"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_ELEMENTS] = { N_("the file has too many elements"), N_("import it in smaller parts") },
  [NW_FAULT_ATTRIBUTES] = { N_("an element has more than 64 attributes"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_NAMESPACES] = { N_("an element declares more than 32 namespaces"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_TEXT] = { N_("a text is too long"), N_("shorten it to less than one MiB") },
  [NW_FAULT_NAME] = { N_("a name is longer than 1024 bytes"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_NAMES] = { N_("the file uses too many different names"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_TAG] = { N_("a start tag is longer than 64 KiB"), N_("no genuine file does that; do not import it") },
  [NW_FAULT_SIZE] = { N_("the file is larger than 64 MiB"), N_("import it in smaller parts") },
  [NW_FAULT_MEMORY] = { N_("reading the file needs too much memory"), N_("import it in smaller parts") },
  [NW_FAULT_SCHEMA] = { N_("the schema of this program cannot be used"), N_("install the program again") },
  [NW_FAULT_JAIL] = { N_("this system does not let the program protect itself from foreign files"), N_("import the file on another computer") },
};

static gboolean
on_fault (NwXmlTokens *self, Cursor *cursor, GError **error)
{
  guint line = take_number (cursor, 4);
  guint column = take_number (cursor, 4);
  guint fault = take_number (cursor, 1);
  gsize length;
  /* a detail may quote the garbage that it complains about: then it is "" */
  const char *detail = take_string (cursor, &length);
  g_autoptr (GString) message = g_string_new (NULL);

  (void) self, (void) column;
  if (fault == 0 || fault >= NW_N_FAULTS)
    return nonsense (error);

  if (line > 0)
    g_string_append_printf (message, _("line %u: "), line);
  g_string_append (message, _(sentences[fault].what));
  if (*detail != '\0')
    g_string_append_printf (message, " (%.300s)", detail);
  g_string_append_printf (message, ": %s", _(sentences[fault].remedy));
  g_string_replace (message, "\n", " ", 0);

  g_set_error_literal (error, NW_XML_ERROR,
                       fault >= NW_FAULT_MEMORY ? NW_XML_ERROR_WORKER : NW_XML_ERROR_REFUSED, message->str);
  return FALSE;
}

static gboolean (*const by_token[]) (NwXmlTokens *, Cursor *, GError **) = {
  [NW_WIRE_NAME] = on_name,
  [NW_WIRE_START] = on_start,
  [NW_WIRE_TEXT] = on_text,
  [NW_WIRE_END] = on_end,
  [NW_WIRE_COMMENT] = on_comment,
  [NW_WIRE_FAULT] = on_fault,
  [NW_WIRE_DONE] = on_done,
};

/**
 * nw_xml_tokens_feed:
 * @length: how many bytes were put at nw_xml_tokens_space()
 *
 * Calls the handlers for every token that is complete by now.
 */
gboolean
nw_xml_tokens_feed (NwXmlTokens *self, gsize length, GError **error)
{
  gsize at = 0;

  self->length += length;
  while (!self->done && self->length - at >= NW_WIRE_HEADER)
    {
      Cursor header = { self->buffer + at, self->buffer + at + NW_WIRE_HEADER, FALSE };
      guint token = take_number (&header, 1);
      gsize size = take_number (&header, 4);
      Cursor payload;

      if (token == 0 || token >= G_N_ELEMENTS (by_token) || size > NW_WIRE_MAX_TOKEN)
        return nonsense (error);
      if (self->length - at < NW_WIRE_HEADER + size)
        break;
      payload = (Cursor) { header.end, header.end + size, FALSE };
      if (!by_token[token] (self, &payload, error))
        return FALSE;
      at += NW_WIRE_HEADER + size;
    }

  self->length -= at;
  memmove (self->buffer, self->buffer + at, self->length);
  return TRUE;
}
