/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "nw-oscal-private.h"

#include <string.h>

/* Deeper ones are not told apart: a small file must not become a large text by nesting. */
#define MAX_INDENT 8

struct _NwOscalText
{
  GString *out;
  GString *lead;      /* what the next line begins with: "a. " */
  GArray  *lists;     /* of the open lists: the number of the last entry, -1 for bullets */
  GString *address;   /* of the open link, if it is worth showing */
  gsize    link_at;
  guint    indent;
  guint    cells;
  guint    pre;
  gboolean fresh;     /* the next text begins a line */
  gboolean paragraph; /* … after an empty one */
  gboolean space;     /* the next text is preceded by a blank */
};

NwOscalText *
nw_oscal_text_new (void)
{
  NwOscalText *self = g_new0 (NwOscalText, 1);

  self->out = g_string_new (NULL);
  self->lead = g_string_new (NULL);
  self->lists = g_array_new (FALSE, FALSE, sizeof (int));
  self->address = g_string_new (NULL);
  self->fresh = TRUE;

  return self;
}

void
nw_oscal_text_free (NwOscalText *self)
{
  g_string_free (self->out, TRUE);
  g_string_free (self->lead, TRUE);
  g_array_unref (self->lists);
  g_string_free (self->address, TRUE);
  g_free (self);
}

/* Lines begin only when there is something to stand in them. */
static void
begin_line (NwOscalText *self)
{
  if (!self->fresh)
    return;

  if (self->out->len > 0)
    g_string_append (self->out, self->paragraph ? "\n\n" : "\n");
  for (guint i = 0; i < MIN (self->indent, MAX_INDENT); i++)
    g_string_append (self->out, "  ");
  g_string_append_len (self->out, self->lead->str, self->lead->len);
  g_string_truncate (self->lead, 0);
  self->fresh = self->paragraph = self->space = FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
append_preformatted (NwOscalText *self, const char *text, gsize length)
{
  begin_line (self);
  for (gsize i = 0; i < length; i++)
    if (text[i] != '\r')
      g_string_append_c (self->out, text[i]);
}

/**
 * nw_oscal_text_append:
 *
 * Appends words; blanks and line ends between them count as one blank.
 */
void
nw_oscal_text_append (NwOscalText *self, const char *text, gsize length)
{
  if (self->pre > 0)
    {
      append_preformatted (self, text, length);
      return;
    }

  for (gsize i = 0; i < length;)
    {
      gsize word = i;

      while (word < length && !is_blank (text[word]))
        word++;
      if (word == i)
        {
          self->space = TRUE;
          i++;
          continue;
        }
      begin_line (self);
      if (self->space)
        g_string_append_c (self->out, ' ');
      self->space = FALSE;
      g_string_append_len (self->out, text + i, word - i);
      i = word;
    }
}

/* A parameter may be declared later: its place is marked with characters that no document can hold. */
void
nw_oscal_text_insert (NwOscalText *self, const char *id)
{
  g_autofree char *mark = g_strdup_printf ("%c%s%c", NW_OSCAL_INSERT_BEGIN, id, NW_OSCAL_INSERT_END);
  guint pre = self->pre;

  self->pre = 1;      /* an id is one word, whatever is in it */
  if (self->space && !self->fresh)
    g_string_append_c (self->out, ' ');
  self->space = FALSE;
  nw_oscal_text_append (self, mark, strlen (mark));
  self->pre = pre;
}

static void
break_line (NwOscalText *self)
{
  self->fresh = TRUE;
}

void
nw_oscal_text_paragraph (NwOscalText *self)
{
  self->fresh = TRUE;
  self->paragraph = TRUE;
}

/* The next line begins with @lead; one that waited in vain stands alone. */
void
nw_oscal_text_lead (NwOscalText *self, const char *lead)
{
  nw_oscal_text_flush (self);
  break_line (self);
  g_string_assign (self->lead, lead);
  g_string_append_c (self->lead, ' ');
}

void
nw_oscal_text_flush (NwOscalText *self)
{
  if (self->lead->len == 0)
    return;

  g_string_truncate (self->lead, self->lead->len - 1);
  break_line (self);
  begin_line (self);
  break_line (self);
}

void
nw_oscal_text_indent (NwOscalText *self, int by)
{
  self->indent = MAX ((int) self->indent + by, 0);
}

static void
open_list (NwOscalText *self, gboolean numbered)
{
  int last = numbered ? 0 : -1;

  nw_oscal_text_flush (self);
  if (self->lists->len > 0)
    self->indent++;
  g_array_append_val (self->lists, last);
  break_line (self);
}

static void
close_list (NwOscalText *self)
{
  if (self->lists->len == 0)
    return;

  g_array_set_size (self->lists, self->lists->len - 1);
  if (self->lists->len > 0)
    self->indent--;
  break_line (self);
}

static void
open_entry (NwOscalText *self)
{
  int *last = self->lists->len > 0 ? &g_array_index (self->lists, int, self->lists->len - 1) : NULL;
  g_autofree char *number = last != NULL && *last >= 0 ? g_strdup_printf ("%d.", ++*last) : g_strdup ("-");

  nw_oscal_text_lead (self, number);
}

static void
open_cell (NwOscalText *self)
{
  if (self->cells++ == 0)
    return;

  begin_line (self);
  g_string_append (self->out, " | ");
  self->space = FALSE;
}

/* Addresses within the document are not for people. */
static void
open_link (NwOscalText *self, const NwXmlAttribute *attributes, guint n)
{
  const char *href = nw_oscal_attribute (attributes, n, "href");

  self->link_at = self->out->len;
  g_string_assign (self->address, href != NULL && *href != '#' ? href : "");
}

static void
close_link (NwOscalText *self)
{
  const char *address = self->address->str;
  const char *shown;

  if (*address == '\0')
    return;

  shown = self->out->str + MIN (self->link_at, self->out->len);
  if (g_str_has_prefix (address, "mailto:"))
    address += strlen ("mailto:");
  if (strstr (shown, address) == NULL)
    {
      begin_line (self);
      g_string_append_printf (self->out, " (%s)", address);
    }
  g_string_truncate (self->address, 0);
}

static void
open_insert (NwOscalText *self, const NwXmlAttribute *attributes, guint n)
{
  const char *id = nw_oscal_attribute (attributes, n, "id-ref");

  if (id == NULL)
    id = nw_oscal_attribute (attributes, n, "param-id");
  if (id != NULL)
    nw_oscal_text_insert (self, id);
}

static void
append_image (NwOscalText *self, const NwXmlAttribute *attributes, guint n)
{
  const char *alt = nw_oscal_attribute (attributes, n, "alt");
  g_autofree char *text = alt != NULL ? g_strdup_printf ("[%s]", alt) : NULL;

  if (text != NULL)
    nw_oscal_text_append (self, text, strlen (text));
}

typedef enum { INLINE, BLOCK, BULLETS, NUMBERS, ENTRY, ROW, CELL, PRE, BREAK, QUOTE, LINK, INSERT, IMAGE } Markup;

static const struct { const char *name; Markup markup; } markups[] = {
  { "p", BLOCK }, { "insert", INSERT }, { "a", LINK }, { "em", INLINE }, { "strong", INLINE }, { "q", QUOTE },
  { "i", INLINE }, { "b", INLINE }, { "code", INLINE }, { "sub", INLINE }, { "sup", INLINE },
  { "ul", BULLETS }, { "ol", NUMBERS }, { "li", ENTRY }, { "table", BLOCK }, { "tr", ROW }, { "td", CELL },
  { "th", CELL }, { "thead", INLINE }, { "tbody", INLINE }, { "pre", PRE }, { "blockquote", BLOCK },
  { "h1", BLOCK }, { "h2", BLOCK }, { "h3", BLOCK }, { "h4", BLOCK }, { "h5", BLOCK }, { "h6", BLOCK },
  { "br", BREAK }, { "hr", BREAK }, { "img", IMAGE },
};

static int
find_markup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (markups); i++)
    if (strcmp (markups[i].name, name) == 0)
      return (int) markups[i].markup;

  return -1;
}

gboolean
nw_oscal_text_is_markup (const char *name)
{
  return find_markup (name) >= 0;
}

/* A paragraph stands apart, unless it begins or goes on within something indented. */
static void
open_block (NwOscalText *self)
{
  break_line (self);
  if (self->indent == 0 && self->lists->len == 0 && self->lead->len == 0)
    self->paragraph = TRUE;
}

static void
open_row (NwOscalText *self)
{
  break_line (self);
  self->cells = 0;
}

void
nw_oscal_text_open (NwOscalText *self, const char *name, const NwXmlAttribute *attributes, guint n)
{
  switch ((Markup) find_markup (name))
    {
    case BLOCK:   open_block (self); break;
    case PRE:     open_block (self); self->pre++; break;
    case BULLETS: open_list (self, FALSE); break;
    case NUMBERS: open_list (self, TRUE); break;
    case ENTRY:   open_entry (self); break;
    case ROW:     open_row (self); break;
    case CELL:    open_cell (self); break;
    case BREAK:   break_line (self); break;
    case QUOTE:   nw_oscal_text_append (self, "“", strlen ("“")); break;
    case LINK:    open_link (self, attributes, n); break;
    case INSERT:  open_insert (self, attributes, n); break;
    case IMAGE:   append_image (self, attributes, n); break;
    case INLINE:  break;
    }
}

void
nw_oscal_text_close (NwOscalText *self, const char *name)
{
  switch ((Markup) find_markup (name))
    {
    case PRE:     self->pre -= self->pre > 0; break_line (self); break;
    case BLOCK:
    case ROW:     break_line (self); break;
    case BULLETS:
    case NUMBERS: close_list (self); break;
    case ENTRY:   nw_oscal_text_flush (self); break_line (self); break;
    case QUOTE:   self->space = FALSE; nw_oscal_text_append (self, "”", strlen ("”")); break;
    case LINK:    close_link (self); break;
    case INLINE:
    case CELL:
    case BREAK:
    case INSERT:
    case IMAGE:   break;
    }
}

/* Returns: (nullable): the text so far; %NULL if there is none */
char *
nw_oscal_text_take (NwOscalText *self)
{
  char *text;

  nw_oscal_text_flush (self);
  text = self->out->len > 0 ? g_strdup (self->out->str) : NULL;
  g_string_truncate (self->out, 0);
  self->fresh = TRUE;
  self->space = self->paragraph = FALSE;

  return text;
}
