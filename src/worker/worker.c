/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * nachweis-worker: parses a document that nobody vouches for.
 *
 * Parsers have holes.  This process gives up everything that a hole could be
 * used for before it looks at the first byte, reads the document from standard
 * input, and writes what it found as tokens (nw-xml-wire.h).
 */

#include "config.h"

#include "worker.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *format;
  const char *schema;
  guint64     size;
} Arguments;

static gboolean
parse_arguments (Arguments *self, int argc, char **argv)
{
  if (argc < 2 || argc % 2 != 0)
    return FALSE;

  self->format = argv[1];
  for (int i = 2; i < argc; i += 2)
    if (strcmp (argv[i], "--schema") == 0)
      self->schema = argv[i + 1];
    else if (strcmp (argv[i], "--size") == 0)
      self->size = g_ascii_strtoull (argv[i + 1], NULL, 10);
    else
      return FALSE;

  return strcmp (self->format, "xml") == 0 || strcmp (self->format, "json") == 0;
}

int
main (int argc, char **argv)
{
  Arguments arguments = { NULL, NULL, 0 };
  char *schema = NULL;   /* never freed: neither format returns */
  gsize length = 0;

  if (!parse_arguments (&arguments, argc, argv))
    {
      g_printerr ("usage: nachweis-worker xml|json [--schema FILE] [--size BYTES] <DOCUMENT\n");
      return 2;
    }

  nw_jail_limit (arguments.size);

  /* The schema is ours; afterwards no file can be opened any more. */
  if (arguments.schema != NULL && !g_file_get_contents (arguments.schema, &schema, &length, NULL))
    nw_output_fault (NW_FAULT_SCHEMA, 0, 0, arguments.schema);
  if (strcmp (arguments.format, "json") == 0)
    nw_worker_json ();
  nw_worker_xml (schema, length);
}
