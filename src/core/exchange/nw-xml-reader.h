/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NW_XML_ERROR (nw_xml_error_quark ())

typedef enum
{
  NW_XML_ERROR_IO,      /* the file cannot be read */
  NW_XML_ERROR_REFUSED, /* hostile, malformed or invalid: "line N: …" */
  NW_XML_ERROR_WORKER,  /* the worker cannot be started, crashed, or ran out of time or memory */
} NwXmlError;

typedef enum
{
  NW_XML_FORMAT_XML,
  NW_XML_FORMAT_JSON, /* OSCAL only; told as if it were XML, without lines */
} NwXmlFormat;

typedef struct
{
  const char *uri, *name, *value;
} NwXmlAttribute;

/*
 * Who hears what is in a document, in the order of the document.  Strings live
 * until the handler returns.  A uri is NULL where there is none; a long text
 * comes in several pieces, never cut within a character.  A handler that
 * returns FALSE with its error set ends the reading.
 */
typedef struct
{
  gboolean (*start)   (gpointer data, const char *uri, const char *name,
                       const NwXmlAttribute *attributes, guint n, guint line, GError **error);
  gboolean (*text)    (gpointer data, const char *text, gsize length, GError **error);
  gboolean (*end)     (gpointer data, const char *uri, const char *name, GError **error);
  gboolean (*comment) (gpointer data, guint line, GError **error);              /* NULL: ignore comments */
  void     (*bytes)   (gpointer data, const guchar *bytes, gsize length);       /* NULL, or sees the file itself go by */
} NwXmlHandlers;

GQuark   nw_xml_error_quark  (void);
gboolean nw_xml_guess_format (const char *path, NwXmlFormat *format, GError **error);
gboolean nw_xml_read         (const char *path, NwXmlFormat format, const char *schema_path,
                              const NwXmlHandlers *handlers, gpointer data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
