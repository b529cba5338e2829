/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-check.h"

#include "../model/nw-error.h"
#include "nw-xml-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The root must name its namespace this early. */
#define PEEK (64 << 10)

void
nw_check_free (NwCheck *self)
{
  g_free (self->kind);
  g_free (self->organisation);
  g_free (self->scope);
  g_free (self->period_from);
  g_free (self->period_to);
  g_free (self->as_of);
  g_free (self->language);
  g_free (self->version);
  g_free (self->history_log);
  g_free (self->history_seq);
  g_free (self->history_head);
  g_free (self);
}

/* The first start tag: after declaration and comments, which the reader judges. */
static char *
first_tag (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '<' && (g_ascii_isalpha (text[1]) || text[1] == '_'))
      return g_strndup (text, strcspn (text, ">"));
  return NULL;
}

static gboolean
peek (const char *path, char **text, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  gssize n;

  *text = g_malloc0 (PEEK + 1);
  n = fd >= 0 ? read (fd, *text, PEEK) : -1;
  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _("the file cannot be read (%s): check its name and your permission to read it"), g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return n >= 0;
}

/**
 * nw_check_guess:
 * @xsd: (out): which schema the root of the document names
 *
 * Returns: %FALSE with %NW_ERROR_FAULT when it names neither, or with a
 *   #GIOErrorEnum
 */
gboolean
nw_check_guess (const char *path, NwXsd *xsd, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *tag = NULL;

  if (!peek (path, &text, error))
    return FALSE;
  tag = first_tag (text);
  for (*xsd = 0; tag != NULL && *xsd < NW_N_XSDS; ++*xsd)
    {
      const char *found = strstr (tag, nw_xsd_namespace (*xsd));

      if (found != NULL && strchr ("\"'", found[strlen (nw_xsd_namespace (*xsd))]) != NULL)
        return TRUE;
    }
  g_set_error_literal (error, NW_ERROR, NW_ERROR_FAULT,
                       _("line 1: this is no report and no register of Nachweis: choose an XML file that “report” or “export” wrote"));
  return FALSE;
}

static gboolean
start_cb (gpointer data, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n, guint line, GError **error)
{
  return nw_xml_seal_start (data, uri, name, attributes, n, line, error);
}

static gboolean
text_cb (gpointer data, const char *text, gsize length, GError **error)
{
  nw_xml_seal_text (data, text, length);
  return TRUE;
}

static gboolean
end_cb (gpointer data, const char *uri, const char *name, GError **error)
{
  nw_xml_seal_end (data);
  return TRUE;
}

static gboolean
comment_cb (gpointer data, guint line, GError **error)
{
  return nw_xml_seal_comment (line, error);
}

static NwCheck *
describe (NwXsd xsd, const NwXmlSeal *seal, const char *digest)
{
  NwCheck *self = g_new0 (NwCheck, 1);
  const struct { char **to; const char *attribute; } attributes[] = {
    { &self->kind, "kind" }, { &self->organisation, "organisation" }, { &self->scope, "scope" },
    { &self->period_from, "period-from" }, { &self->period_to, "period-to" }, { &self->as_of, "as-of" },
    { &self->language, "language" }, { &self->version, "version" }, { &self->history_log, "history-log" },
    { &self->history_seq, "history-seq" }, { &self->history_head, "history-head" },
  };

  self->schema = xsd;
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    *attributes[i].to = g_strdup (nw_xml_seal_root (seal, attributes[i].attribute));
  self->records = nw_xml_seal_records (seal);
  g_strlcpy (self->digest, digest, sizeof self->digest);
  return self;
}

/**
 * nw_check_file:
 *
 * Reads a report or register as a stream, validates it against the schema
 * that it names, and compares its digest with that of its content.
 *
 * Returns: (nullable): what it says about itself; %NULL with %NW_ERROR_FAULT
 *   or an #NwXmlError that names the line of the first fault
 */
NwCheck *
nw_check_file (const char *path, GCancellable *cancellable, GError **error)
{
  static const NwXmlHandlers handlers = { start_cb, text_cb, end_cb, comment_cb, NULL };
  g_auto (NwXmlSeal) seal = { 0 };
  g_autofree char *schema = NULL;
  char digest[65];
  gboolean ok;
  NwXsd xsd;

  if (!nw_check_guess (path, &xsd, error) || (schema = nw_xsd_write (xsd, error)) == NULL)
    return NULL;
  nw_xml_seal_init (&seal);
  ok = nw_xml_read (path, NW_XML_FORMAT_XML, schema, &handlers, &seal, cancellable, error);
  g_unlink (schema);
  return ok && nw_xml_seal_check (&seal, digest, error) ? describe (xsd, &seal, digest) : NULL;
}
