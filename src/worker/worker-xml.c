/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * XML by libxml2's push parser with handlers of our own: no tree, no entities,
 * nothing that opens a file or a connection.  With a schema, libxml2's
 * validator listens to the same stream.
 */

#include "config.h"

#include "worker.h"

#include <libxml/catalog.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#define PIECE (64 * 1024)

typedef struct
{
  xmlParserCtxtPtr parser;
  guint            depth;
  guint            elements;
  guint            max_elements;
  gsize            run;
  gsize            max_text;
  GPtrArray       *plain;     /* attribute values that had to be rewritten, until they are sent */
  gboolean         own;       /* follows a schema of ours */
  gboolean         ending;    /* the parser knows that nothing follows */
  gboolean         loading;   /* … which is being read: whatever is wrong is wrong with it */
} Parse;

/* One document per process, and libxml2 does not hand its context to each handler in the same way. */
static Parse parse;

static void G_GNUC_NORETURN
refuse (NwWireFault fault, const char *detail)
{
  guint line = parse.parser != NULL && parse.parser->input != NULL ? parse.parser->input->line : 0;
  guint column = parse.parser != NULL && parse.parser->input != NULL ? parse.parser->input->col : 0;

  nw_output_fault (fault, line, column, detail);
}

/* libxml2 hands an ampersand in an attribute over as "&#38;", and every such
 * text stands for an ampersand. @plain keeps what had to be rewritten. */
static void
send_attribute (const xmlChar **attribute, GPtrArray *plain)
{
  const char *value = (const char *) attribute[3];
  gsize length = (gsize) (attribute[4] - attribute[3]);

  if (memchr (value, '&', length) != NULL)
    {
      GString *text = g_string_new_len (value, (gssize) length);

      g_string_replace (text, "&#38;", "&", 0);
      length = text->len;
      value = g_string_free (text, FALSE);
      g_ptr_array_add (plain, (gpointer) value);
    }
  nw_output_attribute ((const char *) attribute[2], (const char *) attribute[1], (const char *) attribute[0], value, length);
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
          int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
          const xmlChar **attributes)
{
  (void) data, (void) namespaces, (void) n_defaulted;

  if (++parse.depth > NW_MAX_DEPTH)
    refuse (NW_FAULT_DEPTH, NULL);
  if (++parse.elements > parse.max_elements)
    refuse (NW_FAULT_ELEMENTS, NULL);
  if (n_attributes > NW_MAX_ATTRIBUTES)
    refuse (NW_FAULT_ATTRIBUTES, NULL);
  if (n_namespaces > NW_MAX_NAMESPACES)
    refuse (NW_FAULT_NAMESPACES, NULL);

  parse.run = 0;
  nw_output_start (parse.parser->input->line, (const char *) uri, (const char *) prefix,
                   (const char *) name, n_attributes);
  /* five pointers each: local name, prefix, namespace, begin and end of the value */
  for (int i = 0; i < 5 * n_attributes; i += 5)
    send_attribute (attributes + i, parse.plain);
  nw_output_started ();
  g_ptr_array_set_size (parse.plain, 0);
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  (void) data, (void) name, (void) prefix, (void) uri;

  parse.depth--;
  parse.run = 0;
  nw_output_end ();
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  (void) data;

  parse.run += length;
  if (parse.run > parse.max_text)
    refuse (NW_FAULT_TEXT, NULL);
  nw_output_text ((const char *) text, length);
}

static void
on_comment (void *data, const xmlChar *text)
{
  (void) data, (void) text;

  nw_output_comment (parse.parser->input->line);
}

/* Hints to editors before the root, as NIST's catalogues have them, are harmless and never followed. */
static void
on_instruction (void *data, const xmlChar *target, const xmlChar *text)
{
  gboolean hint = strcmp ((const char *) target, "xml-model") == 0
                  || strcmp ((const char *) target, "xml-stylesheet") == 0;

  (void) data, (void) text;

  if (parse.own || parse.elements > 0 || !hint)
    refuse (NW_FAULT_INSTRUCTION, (const char *) target);
}

static void
on_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  (void) data, (void) name, (void) public_id, (void) system_id;

  refuse (NW_FAULT_DTD, NULL);
}

static void
on_entity (void *data, const xmlChar *name, int type, const xmlChar *public_id,
           const xmlChar *system_id, xmlChar *content)
{
  (void) data, (void) name, (void) type, (void) public_id, (void) system_id, (void) content;

  refuse (NW_FAULT_DTD, NULL);
}

/* &lt; and its four sisters; everything else was never declared. */
static xmlEntityPtr
on_get_entity (void *data, const xmlChar *name)
{
  (void) data;

  return xmlGetPredefinedEntity (name);
}

static xmlParserInputPtr
on_external (const char *url, const char *id, xmlParserCtxtPtr parser)
{
  (void) url, (void) id, (void) parser;

  refuse (NW_FAULT_EXTERNAL, NULL);
}

static void
on_error (void *data, xmlErrorPtr error)
{
  g_autofree char *detail = g_strdup (error->message != NULL ? error->message : "");
  NwWireFault fault = NW_FAULT_SYNTAX;

  (void) data;

  if (error->level == XML_ERR_WARNING && !parse.loading)
    return;
  if (parse.loading)
    nw_output_fault (NW_FAULT_SCHEMA, error->line, 0, g_strchomp (detail));
  if (error->domain == XML_FROM_SCHEMASV)
    fault = NW_FAULT_INVALID;
  if (error->code == XML_ERR_NO_MEMORY)
    fault = NW_FAULT_MEMORY;

  /* at the end libxml2 complains of extra content, whatever is missing */
  if (parse.ending && error->code == XML_ERR_DOCUMENT_END)
    refuse (fault, parse.elements == 0 ? "no element in it" : "it ends too early");
  refuse (fault, g_strchomp (detail));
}

static xmlSAXHandler handlers = {
  .initialized = XML_SAX2_MAGIC,
  .startElementNs = on_start,
  .endElementNs = on_end,
  .characters = on_text,
  .ignorableWhitespace = on_text,
  .cdataBlock = on_text,
  .comment = on_comment,
  .processingInstruction = on_instruction,
  .internalSubset = on_doctype,
  .externalSubset = on_doctype,
  .entityDecl = on_entity,
  .getEntity = on_get_entity,
};

/* Whatever the validator says is said by on_error(), which does not return. */
static void
plug_schema (const char *schema, gsize length)
{
  xmlSchemaParserCtxtPtr reader = xmlSchemaNewMemParserCtxt (schema, (int) length);
  xmlSchemaPtr compiled;
  xmlSchemaValidCtxtPtr valid;

  if (reader == NULL)
    nw_output_fault (NW_FAULT_SCHEMA, 0, 0, NULL);
  xmlSchemaSetParserStructuredErrors (reader, on_error, NULL);
  parse.loading = TRUE;
  compiled = xmlSchemaParse (reader);
  parse.loading = FALSE;
  xmlSchemaFreeParserCtxt (reader);

  valid = compiled != NULL ? xmlSchemaNewValidCtxt (compiled) : NULL;
  if (valid == NULL)
    nw_output_fault (NW_FAULT_SCHEMA, 0, 0, NULL);
  xmlSchemaSetValidStructuredErrors (valid, on_error, NULL);
  if (xmlSchemaSAXPlug (valid, &parse.parser->sax, &parse.parser->userData) == NULL)
    nw_output_fault (NW_FAULT_SCHEMA, 0, 0, NULL);
}

static void
prepare (const char *schema, gsize length)
{
  g_unsetenv ("XML_CATALOG_FILES");
  g_unsetenv ("SGML_CATALOG_FILES");
  xmlInitParser ();
  xmlCatalogSetDefaults (XML_CATA_ALLOW_NONE);
  xmlSetExternalEntityLoader (on_external);
  xmlSetStructuredErrorFunc (NULL, on_error);

  parse.own = schema != NULL;
  parse.plain = g_ptr_array_new_with_free_func (g_free);
  parse.max_text = parse.own ? NW_MAX_TEXT_OWN : NW_MAX_TEXT;
  parse.max_elements = parse.own ? NW_MAX_ELEMENTS_OWN : NW_MAX_ELEMENTS;
  parse.parser = xmlCreatePushParserCtxt (&handlers, NULL, NULL, 0, NULL);
  if (parse.parser == NULL)
    nw_output_fault (NW_FAULT_MEMORY, 0, 0, NULL);
  xmlCtxtUseOptions (parse.parser, XML_PARSE_NONET);
  if (schema != NULL)
    plug_schema (schema, length);
}

/**
 * nw_worker_xml:
 * @schema: (nullable): the text of the XSD that the document must follow
 *
 * Reads an XML document from standard input and writes its tokens.
 */
void
nw_worker_xml (const char *schema, gsize schema_length)
{
  static char piece[PIECE];
  gboolean first = TRUE;
  NwGuard guard;
  gsize n;

  prepare (schema, schema_length);
  nw_jail_close ();

  nw_guard_init (&guard, parse.max_text);
  do
    {
      n = nw_input_read (piece, sizeof piece);
      if (first)
        nw_input_first (piece, n);
      first = FALSE;
      nw_guard_scan (&guard, piece, n);
      if (n > 0)
        xmlParseChunk (parse.parser, piece, (int) n, 0);
    }
  while (n == sizeof piece);

  nw_guard_end (&guard);
  parse.ending = TRUE;
  xmlParseChunk (parse.parser, NULL, 0, 1);
  if (!parse.parser->wellFormed || parse.elements == 0)
    refuse (NW_FAULT_SYNTAX, "it ends too early");
  nw_output_done ();
}
