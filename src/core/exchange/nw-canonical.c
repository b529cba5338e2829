/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-canonical.h"

#include <stdarg.h>
#include <string.h>

#define ATTRIBUTES_MAX 64

struct _NwCanonical
{
  NwOutput *output;
  GString  *names; /* of the open elements, each with its NUL */
  GArray   *opens; /* where each of them begins in @names */
};

static NwCanonical *
take_output (NwOutput *output)
{
  NwCanonical *self;

  if (output == NULL)
    return NULL;
  self = g_new0 (NwCanonical, 1);
  self->output = output;
  self->names = g_string_new (NULL);
  self->opens = g_array_new (FALSE, FALSE, sizeof (gsize));
  return self;
}

/* See nw_output_new_file(). */
NwCanonical *
nw_canonical_new (const char *path, const char *register_path, GError **error)
{
  return take_output (nw_output_new_file (path, register_path, error));
}

NwCanonical *
nw_canonical_new_fd (int fd)
{
  return take_output (nw_output_new_fd (fd));
}

NwCanonical *
nw_canonical_new_hash (void)
{
  return take_output (nw_output_new_hash ());
}

void
nw_canonical_free (NwCanonical *self)
{
  nw_output_free (self->output);
  g_string_free (self->names, TRUE);
  g_array_unref (self->opens);
  g_free (self);
}

/* What C14N 1.0 writes for the characters that do not stand for themselves. */
static const char *const in_text[128] = {
  ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['\r'] = "&#xD;",
};
static const char *const in_value[128] = {
  ['&'] = "&amp;", ['<'] = "&lt;", ['"'] = "&quot;", ['\t'] = "&#x9;", ['\n'] = "&#xA;", ['\r'] = "&#xD;",
};

static void
escape (NwOutput *output, const char *const *table, const char *text, gsize length)
{
  const char *end = text + length;
  const char *plain = text;

  for (; text < end; text++)
    {
      guchar c = (guchar) *text;

      if (c >= 128 || table[c] == NULL)
        continue;
      nw_output_write (output, plain, text - plain);
      nw_output_text (output, table[c]);
      plain = text + 1;
    }
  nw_output_write (output, plain, end - plain);
}

/* A namespace declaration stands before every attribute. */
static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  const NwCanonicalAttribute *x = a;
  const NwCanonicalAttribute *y = b;
  int declares = (strcmp (y->name, "xmlns") == 0) - (strcmp (x->name, "xmlns") == 0);

  return declares != 0 ? declares : strcmp (x->name, y->name);
}

static void
push (NwCanonical *self, const char *name)
{
  gsize at = self->names->len;

  g_array_append_val (self->opens, at);
  g_string_append_len (self->names, name, strlen (name) + 1);
}

static void
write_tag (NwCanonical *self, const char *open, const char *name, const char *close)
{
  nw_output_text (self->output, open);
  nw_output_text (self->output, name);
  nw_output_text (self->output, close);
}

/**
 * nw_canonical_startv:
 * @attributes: without namespaces, "xmlns" apart; sorted in place
 */
void
nw_canonical_startv (NwCanonical *self, const char *name, NwCanonicalAttribute *attributes, guint n)
{
  push (self, name);
  write_tag (self, "<", name, "");
  if (n > 1)
    qsort (attributes, n, sizeof *attributes, compare_attributes);
  for (guint i = 0; i < n; i++)
    {
      if (attributes[i].value == NULL)
        continue;
      write_tag (self, " ", attributes[i].name, "=\"");
      escape (self->output, in_value, attributes[i].value, strlen (attributes[i].value));
      nw_output_write (self->output, "\"", 1);
    }
  nw_output_write (self->output, ">", 1);
}

/**
 * nw_canonical_start:
 * @...: pairs of name and value, in any order, ended by %NULL; a %NULL value
 *   leaves its attribute out
 */
void
nw_canonical_start (NwCanonical *self, const char *name, ...)
{
  NwCanonicalAttribute attributes[ATTRIBUTES_MAX];
  const char *attribute;
  guint n = 0;
  va_list args;

  va_start (args, name);
  while ((attribute = va_arg (args, const char *)) != NULL)
    {
      g_assert (n < ATTRIBUTES_MAX);
      attributes[n].name = attribute;
      attributes[n++].value = va_arg (args, const char *);
    }
  va_end (args);
  nw_canonical_startv (self, name, attributes, n);
}

/* @length: of @text in bytes, or -1 when it ends with NUL */
void
nw_canonical_text (NwCanonical *self, const char *text, gssize length)
{
  escape (self->output, in_text, text, length >= 0 ? (gsize) length : strlen (text));
}

void
nw_canonical_end (NwCanonical *self)
{
  gsize at = g_array_index (self->opens, gsize, self->opens->len - 1);

  write_tag (self, "</", self->names->str + at, ">");
  g_string_truncate (self->names, at);
  g_array_set_size (self->opens, self->opens->len - 1);
}

/* An element that holds nothing but text. */
void
nw_canonical_leaf (NwCanonical *self, const char *name, const char *text)
{
  write_tag (self, "<", name, ">");
  escape (self->output, in_text, text, strlen (text));
  write_tag (self, "</", name, ">");
}

/* A line break between elements, so that messages can name a line. */
void
nw_canonical_break (NwCanonical *self)
{
  nw_output_write (self->output, "\n", 1);
}

/* SHA-256 of the document as if all open elements ended here. */
void
nw_canonical_digest (NwCanonical *self, char hex[65])
{
  g_autoptr (GString) tail = g_string_new (NULL);

  for (guint i = self->opens->len; i > 0; i--)
    g_string_append_printf (tail, "</%s>", self->names->str + g_array_index (self->opens, gsize, i - 1));
  nw_output_digest (self->output, tail->str, hex);
}

/* Tells a long job whether going on makes sense. */
gboolean
nw_canonical_check (NwCanonical *self, GError **error)
{
  return nw_output_check (self->output, error);
}

gboolean
nw_canonical_finish (NwCanonical *self, GError **error)
{
  while (self->opens->len > 0)
    nw_canonical_end (self);
  return nw_output_finish (self->output, error);
}

/**
 * nw_canonical_finish_with_digest:
 * @hex: (out): SHA-256 of the document without its digest
 *
 * Adds the digest as the last child of the root, the only open element, ends
 * the document and finishes the file.
 */
gboolean
nw_canonical_finish_with_digest (NwCanonical *self, char hex[65], GError **error)
{
  g_return_val_if_fail (self->opens->len == 1, FALSE);

  nw_canonical_digest (self, hex);
  nw_canonical_start (self, "digest", "algorithm", "sha256", NULL);
  nw_canonical_text (self, hex, -1);
  nw_canonical_end (self);
  return nw_canonical_finish (self, error);
}
