/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Text tables: one line per row in a file; on a screen long cells are cut, or
 * go on in the next line in columns that wrap. */

#define CUT_AT 48
#define WRAP_AT_LEAST 20
#define NOTE_INDENT 4

struct _CliTable
{
  guint      columns;
  gboolean   on_screen;
  gboolean  *wraps;  /* of each column */
  GPtrArray *cells;
  GPtrArray *notes;  /* of each row so far, or NULL; may be shorter */
};

CliTable *
cli_table_new (guint columns)
{
  CliTable *self = g_new0 (CliTable, 1);

  self->columns = columns;
  self->on_screen = isatty (STDOUT_FILENO);
  self->wraps = g_new0 (gboolean, columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cli_table_free (CliTable *self)
{
  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->notes);
  g_free (self->wraps);
  g_free (self);
}

void
cli_table_add (CliTable *self, const char *cell)
{
  g_ptr_array_add (self->cells, g_strdelimit (g_strdup (cell), "\r\n\t", ' '));
}

/* @note: (nullable): what is said below the row that was added last */
void
cli_table_note (CliTable *self, const char *note)
{
  guint row = self->cells->len / self->columns - 1;

  if (note == NULL || *note == '\0')
    return;
  g_ptr_array_set_size (self->notes, (int) row + 1);
  self->notes->pdata[row] = g_strdelimit (g_strdup (note), "\r\n\t", ' ');
}

/* Lets a column go on in the next line instead of being cut. */
void
cli_table_wrap (CliTable *self, guint column)
{
  self->wraps[column] = TRUE;
}

static void
cut (CliTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      char *cell = self->cells->pdata[i];

      if (self->wraps[i % self->columns] || g_utf8_strlen (cell, -1) <= CUT_AT)
        continue;
      *g_utf8_offset_to_pointer (cell, CUT_AT - 1) = '\0';
      self->cells->pdata[i] = g_strconcat (cell, "…", NULL);
      g_free (cell);
    }
}

static glong
screen_width (void)
{
  struct winsize size;

  return ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* Takes from the widest column that wraps until the line fits. */
static void
fit (CliTable *self, glong *widths)
{
  glong total = 2 * ((glong) self->columns - 1), width = screen_width ();

  for (guint c = 0; c < self->columns; c++)
    total += widths[c];
  for (; total > width; total--)
    {
      guint widest = self->columns;

      for (guint c = 0; c < self->columns; c++)
        if (self->wraps[c] && widths[c] > WRAP_AT_LEAST && (widest == self->columns || widths[c] > widths[widest]))
          widest = c;
      if (widest == self->columns)
        return;
      widths[widest]--;
    }
}

static glong *
measure (CliTable *self)
{
  glong *widths = g_new0 (glong, self->columns);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->columns] = MAX (widths[i % self->columns], g_utf8_strlen (self->cells->pdata[i], -1));
  if (self->on_screen)
    fit (self, widths);
  return widths;
}

/* Where the line ends that begins at @text: after the last word that fits. */
static const char *
line_end (const char *text, glong width)
{
  const char *end = text, *blank = NULL;

  for (glong n = 0; *end != '\0' && n <= width; n++, end = g_utf8_next_char (end))
    {
      if (*end == ' ')
        blank = end;
      if (n == width)
        return blank != NULL && blank > text ? blank : end;
    }
  return end;
}

static void
print_blanks (glong n)
{
  for (; n > 0; n--)
    cli_print (" ");
}

/* Prints one line of every cell of a row; @rest is what is left of each. */
static void
print_line (CliTable *self, const char **rest, const glong *widths)
{
  glong pending = 0;

  for (guint c = 0; c < self->columns; c++)
    {
      const char *end = line_end (rest[c], widths[c]);
      g_autofree char *line = g_strndup (rest[c], end - rest[c]);
      glong length = g_utf8_strlen (line, -1);

      if (length > 0)
        {
          print_blanks (pending);
          cli_print (line);
          pending = 0;
        }
      pending += widths[c] - length + 2;
      rest[c] = end + strspn (end, " ");
    }
  cli_print ("\n");
}

static void
print_row (CliTable *self, guint first, const glong *widths)
{
  g_autofree const char **rest = g_new (const char *, self->columns);
  gboolean more = TRUE;

  for (guint c = 0; c < self->columns; c++)
    rest[c] = self->cells->pdata[first + c];
  while (more)
    {
      print_line (self, rest, widths);
      more = FALSE;
      for (guint c = 0; c < self->columns; c++)
        more |= *rest[c] != '\0';
    }
}

static void
print_note (CliTable *self, guint row)
{
  const char *rest = row < self->notes->len ? self->notes->pdata[row] : NULL;

  while (rest != NULL && *rest != '\0')
    {
      const char *end = line_end (rest, self->on_screen ? screen_width () - NOTE_INDENT : G_MAXLONG);
      g_autofree char *line = g_strndup (rest, end - rest);

      print_blanks (NOTE_INDENT);
      cli_print (line);
      cli_print ("\n");
      rest = end + strspn (end, " ");
    }
}

static void
print_rule (CliTable *self, const glong *widths)
{
  for (guint c = 0; c < self->columns; c++)
    {
      for (glong w = 0; w < widths[c]; w++)
        cli_print ("─");
      cli_print (c + 1 < self->columns ? "  " : "\n");
    }
}

/* The first row is the heading, underlined. */
void
cli_table_print (CliTable *self)
{
  g_autofree glong *widths = NULL;

  if (self->on_screen)
    cut (self);
  widths = measure (self);
  for (guint i = 0; i + self->columns <= self->cells->len; i += self->columns)
    {
      print_row (self, i, widths);
      print_note (self, i / self->columns);
      if (i == 0)
        print_rule (self, widths);
    }
}
