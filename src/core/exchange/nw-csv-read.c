/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-kind-private.h"
#include "nw-csv.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _NwCsv
{
  char       *bytes;
  const char *end, *body, *at; /* body: the first row after the header */
  guint       body_line, next_line, line;
  guint       rows;
  char        delimiter;
  const char *note;
  GString    *text;  /* the cells of the row, each with its NUL */
  GArray     *cells; /* where each begins in @text */
  GPtrArray  *headings;
};

void
nw_csv_free (NwCsv *self)
{
  g_free (self->bytes);
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_ptr_array_unref (self->headings);
  g_free (self);
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* Up to the closing quote; two quotes stand for one. */
static gboolean
read_quoted (NwCsv *self, GError **error)
{
  guint opened = self->next_line;

  for (self->at++; self->at < self->end; self->at++)
    {
      char c = *self->at;

      if (c == '"' && (self->at + 1 == self->end || self->at[1] != '"'))
        break;
      if (c == '"')
        self->at++;
      else if (c == '\n' || (c == '\r' && (self->at + 1 == self->end || self->at[1] != '\n')))
        self->next_line++;
      g_string_append_c (self->text, c);
    }
  if (self->at == self->end)
    return nw_refuse (error, _("line %u: a quoted cell begins here and never ends: add the missing quotation mark"), opened);

  self->at++;
  if (self->at == self->end || *self->at == self->delimiter || is_line_end (*self->at))
    return TRUE;
  return nw_refuse (error, _("line %u: text follows a closing quotation mark: write a quotation mark inside a cell twice"), self->next_line);
}

static void
read_plain (NwCsv *self)
{
  const char *begin = self->at;

  while (self->at < self->end && *self->at != self->delimiter && !is_line_end (*self->at))
    self->at++;
  g_string_append_len (self->text, begin, self->at - begin);
}

static void
skip_line_end (NwCsv *self)
{
  if (self->at == self->end)
    return;
  self->at += self->at[0] == '\r' && self->at + 1 < self->end && self->at[1] == '\n' ? 2 : 1;
  self->next_line++;
}

static gboolean
read_row (NwCsv *self, GError **error)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->cells, 0);
  self->line = self->next_line;
  for (;;)
    {
      gsize begin = self->text->len;

      g_array_append_val (self->cells, begin);
      if (self->at < self->end && *self->at == '"')
        {
          if (!read_quoted (self, error))
            return FALSE;
        }
      else
        read_plain (self);
      g_string_append_c (self->text, '\0');
      if (self->cells->len > NW_CSV_MAX_COLUMNS)
        return nw_refuse (error, _("line %u: the row has more than %d cells: split the table"), self->line, NW_CSV_MAX_COLUMNS);
      if (self->at == self->end || is_line_end (*self->at))
        break;
      self->at++;
    }
  skip_line_end (self);
  return TRUE;
}

/* Spreadsheets leave such rows where something was deleted. */
static gboolean
is_blank_row (NwCsv *self)
{
  return self->text->len == self->cells->len;
}

static gboolean
check_width (NwCsv *self, GError **error)
{
  guint n = self->cells->len;

  if (n > self->headings->len)
    return nw_refuse (error, _("line %u: the row has %u cells, but the header has %u: put cells that contain the separator “%c” in quotation marks"),
                      self->line, n, self->headings->len, self->delimiter);
  if (n < self->headings->len)
    return nw_refuse (error, _("line %u: the row has %u cells, but the header has %u: the file may be cut off, or separators are missing"),
                      self->line, n, self->headings->len);
  return TRUE;
}

/**
 * nw_csv_next:
 * @row: (out): whether there was one more row
 *
 * Moves to the next row that is not blank.
 *
 * Returns: %FALSE with %NW_ERROR_INVALID, which names the line, when the text
 *   is no table; then the rest cannot be trusted
 */
gboolean
nw_csv_next (NwCsv *self, gboolean *row, GError **error)
{
  do
    {
      *row = self->at < self->end;
      if (!*row)
        return TRUE;
      if (!read_row (self, error))
        return FALSE;
    }
  while (is_blank_row (self));

  if (++self->rows > NW_CSV_MAX_ROWS)
    return nw_refuse (error, _("the table has more than %d rows: import it in parts"), NW_CSV_MAX_ROWS);
  return check_width (self, error);
}

/* Back to before the first row. */
void
nw_csv_rewind (NwCsv *self)
{
  self->at = self->body;
  self->next_line = self->body_line;
  self->rows = 0;
}

/* How often each separator stands outside of quotes in the first line. */
static void
count_separators (NwCsv *self, const char *candidates, guint counts[3])
{
  gboolean quoted = FALSE;

  memset (counts, 0, 3 * sizeof *counts);
  for (const char *p = self->at; p < self->end && (quoted || !is_line_end (*p)); p++)
    {
      const char *found = *p != '\0' ? strchr (candidates, *p) : NULL;

      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL)
        counts[found - candidates]++;
    }
}

/* Excel may say it in a line of its own. */
static gboolean
read_separator_line (NwCsv *self)
{
  if (self->end - self->at < 6 || g_ascii_strncasecmp (self->at, "sep=", 4) != 0 || !is_line_end (self->at[5]))
    return FALSE;
  self->delimiter = self->at[4];
  self->at += 5;
  skip_line_end (self);
  return TRUE;
}

static gboolean
detect_delimiter (NwCsv *self, GError **error)
{
  static const char candidates[] = ",;\t";
  guint counts[3];
  guint best = 0;

  if (read_separator_line (self))
    return TRUE;
  count_separators (self, candidates, counts);
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  for (guint i = 0; i < 3; i++)
    if (i != best && counts[i] == counts[best] && counts[i] > 0)
      return nw_refuse (error, _("line 1: the header could be separated by “%c” or by “%c”: use one of them only"),
                        candidates[MIN (i, best)], candidates[MAX (i, best)]);
  self->delimiter = candidates[best];
  return TRUE;
}

static gboolean
read_header (NwCsv *self, GError **error)
{
  if (!detect_delimiter (self, error) || !read_row (self, error))
    return FALSE;
  if (is_blank_row (self))
    return nw_refuse (error, _("line %u: the header is empty: begin the file with a row of field names"), self->line);

  for (guint i = 0; i < self->cells->len; i++)
    g_ptr_array_add (self->headings, g_strstrip (g_strdup (nw_csv_cell (self, i))));
  self->body = self->at;
  self->body_line = self->next_line;
  return TRUE;
}

static gboolean
convert_windows (NwCsv *self, gsize *length, GError **error)
{
  gsize read = 0;
  gsize written = 0;
  char *converted = g_convert (self->bytes, *length, "UTF-8", "WINDOWS-1252", &read, &written, NULL);

  if (converted == NULL)
    return nw_refuse (error, _("byte %zu is neither UTF-8 nor Windows-1252: save the file as UTF-8"), read + 1);
  g_free (self->bytes);
  self->bytes = converted;
  *length = written;
  self->note = _("The file is not UTF-8; it was read as Windows-1252");
  return TRUE;
}

static gboolean
settle_encoding (NwCsv *self, gsize *length, GError **error)
{
  const char *bytes = self->bytes;

  if (*length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return nw_refuse (error, _("the file is UTF-16: save it as UTF-8"));
  if (*length >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return nw_refuse (error, _("this is a spreadsheet or another zip file, not CSV: save it as CSV"));
  if (memchr (bytes, '\0', *length) != NULL)
    return nw_refuse (error, _("the file has a NUL byte, which no text has: save it as CSV in UTF-8"));
  return g_utf8_validate_len (bytes, *length, NULL) || convert_windows (self, length, error);
}

static NwCsv *
take_bytes (char *bytes, gsize length, GError **error)
{
  g_autoptr (NwCsv) self = g_new0 (NwCsv, 1);

  self->bytes = bytes;
  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->next_line = 1;
  if (!settle_encoding (self, &length, error))
    return NULL;
  self->at = self->bytes + (g_str_has_prefix (self->bytes, "\xef\xbb\xbf") ? 3 : 0);
  self->end = self->bytes + length;
  return read_header (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * nw_csv_new:
 * @bytes: CSV as RFC 4180 has it, also separated by semicolons or tabs, also
 *   with LF; UTF-8, or Windows-1252, which nw_csv_note() then tells
 *
 * Returns: (nullable): the table, its header read
 */
NwCsv *
nw_csv_new (const char *bytes, gsize length, GError **error)
{
  char *copy = g_malloc (length + 1);

  memcpy (copy, bytes, length);
  copy[length] = '\0';
  return take_bytes (copy, length, error);
}

static gboolean
check_file (int fd, gsize *size, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    return nw_refuse (error, _("this is not an ordinary file: choose a file on this computer"));
  if (status.st_size > NW_CSV_MAX_BYTES)
    return nw_refuse (error, _("the file is larger than %d MiB: import it in parts"), NW_CSV_MAX_BYTES >> 20);
  *size = status.st_size;
  return TRUE;
}

static char *
read_all (int fd, gsize size, gsize *length)
{
  char *bytes = g_malloc (size + 1);
  gssize n = 1;

  for (*length = 0; *length < size && n > 0; *length += MAX (n, 0))
    do
      n = read (fd, bytes + *length, size - *length);
    while (n < 0 && errno == EINTR);
  bytes[*length] = '\0';
  if (n >= 0)
    return bytes;
  g_free (bytes);
  return NULL;
}

/**
 * nw_csv_open:
 *
 * Reads the file at @path; see nw_csv_new().
 *
 * Returns: (nullable): %NULL with %NW_ERROR_INVALID or a #GIOErrorEnum
 */
NwCsv *
nw_csv_open (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  char *bytes = NULL;
  gsize size = 0;
  gsize length = 0;

  if (fd >= 0 && !check_file (fd, &size, error))
    {
      close (fd);
      return NULL;
    }
  if (fd >= 0)
    bytes = read_all (fd, size, &length);
  if (bytes == NULL)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _("the file cannot be read (%s): check its name and your permission to read it"), g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return bytes != NULL ? take_bytes (bytes, length, error) : NULL;
}

char
nw_csv_delimiter (NwCsv *self)
{
  return self->delimiter;
}

/* (nullable): what a person should know about how the file was read. */
const char *
nw_csv_note (NwCsv *self)
{
  return self->note;
}

guint
nw_csv_n_columns (NwCsv *self)
{
  return self->headings->len;
}

const char *
nw_csv_heading (NwCsv *self, guint column)
{
  return g_ptr_array_index (self->headings, column);
}

/* The line on which the row begins. */
guint
nw_csv_line (NwCsv *self)
{
  return self->line;
}

/* Valid until the next row. */
const char *
nw_csv_cell (NwCsv *self, guint column)
{
  return self->text->str + g_array_index (self->cells, gsize, column);
}
