/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "nw-xml-reader.h"
#include "nw-xml-wire.h"

/* nw-xml-file.c */
int   nw_xml_open        (const char *path, gint64 limit, gint64 *size, GError **error);
char *nw_xml_find_worker (void);

/* nw-xml-tokens.c: turns what the worker writes into calls of handlers, and believes none of it. */
typedef struct _NwXmlTokens NwXmlTokens;

NwXmlTokens *nw_xml_tokens_new     (const NwXmlHandlers *handlers, gpointer data);
void         nw_xml_tokens_free    (NwXmlTokens *self);
char        *nw_xml_tokens_space   (NwXmlTokens *self, gsize *size);
gboolean     nw_xml_tokens_feed    (NwXmlTokens *self, gsize length, GError **error);
gboolean     nw_xml_tokens_is_done (NwXmlTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwXmlTokens, nw_xml_tokens_free)
