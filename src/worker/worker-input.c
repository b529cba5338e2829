/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "worker.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/**
 * nw_input_read:
 *
 * Fills @buffer from standard input as far as there is something.
 *
 * Returns: the bytes read; fewer than @size only at the end
 */
gsize
nw_input_read (char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (STDIN_FILENO, buffer + length, size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      length += n;
    }

  return length;
}

/* An encoding in the XML declaration makes libxml2 convert; only UTF-8, and ASCII as part of it, is taken. */
static void
check_declaration (const char *bytes, gsize length)
{
  static const char *const accepted[] = { "UTF-8", "UTF8", "US-ASCII", "ASCII", NULL };
  gsize mark = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autofree char *declaration = g_strndup (bytes + mark, MIN (length - mark, 1024));
  char *end = strstr (declaration, "?>");
  char *value;
  gsize n;

  if (!g_str_has_prefix (declaration, "<?xml") || end == NULL)
    return;

  *end = '\0';
  value = strstr (declaration, "encoding");
  if (value == NULL)
    return;
  value += strlen ("encoding");
  value += strspn (value, " \t\r\n=\"'");
  n = strcspn (value, " \t\r\n\"'");
  value[n] = '\0';
  for (guint i = 0; accepted[i] != NULL; i++)
    if (g_ascii_strcasecmp (value, accepted[i]) == 0)
      return;

  nw_output_fault (NW_FAULT_ENCODING, 1, 1, g_utf8_validate (value, -1, NULL) ? value : NULL);
}

/**
 * nw_input_first:
 *
 * Refuses what the first bytes of the document already show: compressed
 * files, and every encoding but UTF-8.
 */
void
nw_input_first (const char *bytes, gsize length)
{
  static const struct { const char *magic; gsize n; NwWireFault fault; const char *detail; } known[] = {
    { "\x1f\x8b", 2, NW_FAULT_COMPRESSED, "gzip" },
    { "PK\x03\x04", 4, NW_FAULT_COMPRESSED, "zip" },
    { "BZh", 3, NW_FAULT_COMPRESSED, "bzip2" },
    { "\xfd" "7zXZ", 5, NW_FAULT_COMPRESSED, "xz" },
    { "\x28\xb5\x2f\xfd", 4, NW_FAULT_COMPRESSED, "zstd" },
    { "\xff\xfe\0\0", 4, NW_FAULT_ENCODING, "UTF-32" },
    { "\0\0\xfe\xff", 4, NW_FAULT_ENCODING, "UTF-32" },
    { "\xff\xfe", 2, NW_FAULT_ENCODING, "UTF-16" },
    { "\xfe\xff", 2, NW_FAULT_ENCODING, "UTF-16" },
    { "<\0", 2, NW_FAULT_ENCODING, "UTF-16" },
    { "\0<", 2, NW_FAULT_ENCODING, "UTF-16" },
    { "\x4c\x6f\xa7\x94", 4, NW_FAULT_ENCODING, "EBCDIC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (length >= known[i].n && memcmp (bytes, known[i].magic, known[i].n) == 0)
      nw_output_fault (known[i].fault, 1, 1, known[i].detail);

  check_declaration (bytes, length);
}
