/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange-test.h"
#include "nw-xml-reader.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What was heard of a document. */
typedef struct
{
  guint    starts, ends, comments, attributes, line;
  GString *text;
  gboolean stop;
} Heard;

static gboolean
on_start (gpointer data, const char *uri, const char *name, const NwXmlAttribute *attributes, guint n,
          guint line, GError **error)
{
  Heard *self = data;

  g_assert_nonnull (name);
  (void) uri, (void) attributes;
  self->starts++;
  self->attributes += n;
  self->line = line;
  if (self->stop)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "enough");
  return !self->stop;
}

static gboolean
on_text (gpointer data, const char *text, gsize length, GError **error)
{
  (void) error;
  g_string_append_len (((Heard *) data)->text, text, length);
  return TRUE;
}

static gboolean
on_end (gpointer data, const char *uri, const char *name, GError **error)
{
  (void) uri, (void) name, (void) error;
  ((Heard *) data)->ends++;
  return TRUE;
}

static gboolean
on_comment (gpointer data, guint line, GError **error)
{
  (void) line, (void) error;
  ((Heard *) data)->comments++;
  return TRUE;
}

static const NwXmlHandlers handlers = { on_start, on_text, on_end, on_comment, NULL };

static Heard *
heard_new (void)
{
  Heard *self = g_new0 (Heard, 1);

  self->text = g_string_new (NULL);
  return self;
}

static void
heard_free (Heard *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Heard, heard_free)

static gboolean
read_text (const char *document, gssize length, NwXmlFormat format, Heard *heard, GError **error)
{
  g_autoptr (TestFile) file = test_file_new (document, length);
  gint64 begun = g_get_monotonic_time ();
  gboolean ok = nw_xml_read (file->path, format, NULL, &handlers, heard, NULL, error);

  g_assert_cmpint (g_get_monotonic_time () - begun, <, TIME_LIMIT);
  return ok;
}

/* --- hostile documents, made here --- */

/* "#" in @piece stands for the number of the repetition. */
static char *
repeat (const char *before, const char *piece, guint n, const char *after, gsize *length)
{
  const char *number = strchr (piece, '#');
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    if (number == NULL)
      g_string_append (text, piece);
    else
      g_string_append_printf (text, "%.*s%u%s", (int) (number - piece), piece, i, number + 1);
  g_string_append (text, after);
  *length = text->len;
  return g_string_free (text, FALSE);
}

static char *make_attributes (gsize *n) { return repeat ("<r", " a#=''", 100000, "/>", n); }
static char *make_hidden_attributes (gsize *n) { return repeat ("<r", " a#='>'", 5000, "/>", n); }
static char *make_some_attributes (gsize *n) { return repeat ("<r", " a#=''", 65, "/>", n); }
static char *make_namespaces (gsize *n) { return repeat ("<r", " xmlns:n#='u'", 33, "/>", n); }
static char *make_depth (gsize *n) { return repeat ("", "<e>", 100000, "", n); }
static char *make_elements (gsize *n) { return repeat ("<r>", "<e/>", 3000000, "</r>", n); }
static char *make_text (gsize *n) { return repeat ("<r>", "0123456789", 110000, "</r>", n); }
static char *make_cdata (gsize *n) { return repeat ("<r><![CDATA[", "0123456789", 110000, "]]></r>", n); }
static char *make_crumbs (gsize *n) { return repeat ("<r>", "0123456789<!---->", 110000, "</r>", n); }
static char *make_comment (gsize *n) { return repeat ("<r><!--", "0123456789", 110000, "--></r>", n); }
static char *make_tag (gsize *n) { return repeat ("<r a='", "0123456789", 7000, "'/>", n); }
static char *make_name (gsize *n) { return repeat ("<", "r", 1100, "/>", n); }
static char *make_names (gsize *n) { return repeat ("<r>", "<e#/>", 70000, "</r>", n); }
static char *make_json_depth (gsize *n) { return repeat ("{\"a\":", "[", 100000, "", n); }
static char *make_json_values (gsize *n) { return repeat ("{\"a\":[", "1,", 2100000, "1]}", n); }
static char *make_json_text (gsize *n) { return repeat ("{\"catalog\":{\"title\":\"", "0123456789", 110000, "\"}}", n); }
static char *make_json_flag (gsize *n) { return repeat ("{\"catalog\":{\"id\":\"", "0123456789", 7000, "\"}}", n); }

typedef struct
{
  const char  *name;
  const char  *document;
  gsize        length;    /* 0: up to the NUL */
  char      *(*make) (gsize *length);
  const char  *message;   /* what the error must say */
  NwXmlFormat  format;
} Hostile;

#define XML NW_XML_FORMAT_XML
#define JSON NW_XML_FORMAT_JSON
#define BYTES(text) text, sizeof text - 1

static const Hostile hostile[] = {
  { "laughs", "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>\n<r>&c;</r>", 0, NULL, "line 1: the file has a document type", XML },
  { "entity-file", "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<r>&a;</r>", 0, NULL, "line 2: the file has a document type", XML },
  { "entity-http", "<!DOCTYPE r [<!ENTITY a SYSTEM 'http://127.0.0.1:9/'>]>\n<r>&a;</r>", 0, NULL, "line 1: the file has a document type", XML },
  { "dtd", "<!DOCTYPE r SYSTEM 'r.dtd'>\n<r/>", 0, NULL, "line 1: the file has a document type", XML },
  { "dtd-small", "<!doctype r>\n<r/>", 0, NULL, "line 1: the file has a document type", XML },
  { "undeclared", "<r>\n&nbsp;</r>", 0, NULL, "line 2: the file is not well-formed XML", XML },
  { "instruction", "<r>\n<?php x ?></r>", 0, NULL, "line 2: the file contains a processing instruction (php)", XML },
  { "instruction-before", "<?php x ?><r/>", 0, NULL, "line 1: the file contains a processing instruction (php)", XML },
  { "attributes", NULL, 0, make_attributes, "line 1: an element has more than 64 attributes", XML },
  { "attributes-hidden", NULL, 0, make_hidden_attributes, "line 1: an element has more than 64 attributes", XML },
  { "attributes-65", NULL, 0, make_some_attributes, "line 1: an element has more than 64 attributes", XML },
  { "namespaces", NULL, 0, make_namespaces, "line 1: an element declares more than 32", XML },
  { "depth", NULL, 0, make_depth, "line 1: elements are nested more than 64 deep", XML },
  { "elements", NULL, 0, make_elements, "line 1: the file has too many elements", XML },
  { "text", NULL, 0, make_text, "line 1: a text is too long", XML },
  { "cdata", NULL, 0, make_cdata, "line 1: a text is too long", XML },
  { "crumbs", NULL, 0, make_crumbs, "line 1: a text is too long", XML },
  { "comment", NULL, 0, make_comment, "line 1: a text is too long", XML },
  { "tag", NULL, 0, make_tag, "line 1: a start tag is longer than 64 KiB", XML },
  { "name", NULL, 0, make_name, "line 1: a name is longer than 1024", XML },
  { "names", NULL, 0, make_names, "line 1: the file uses too many different names", XML },
  { "gzip", BYTES ("\x1f\x8b\x08\0\0\0\0\0\0\3<r/>"), NULL, "line 1: the file is compressed (gzip)", XML },
  { "nul", BYTES ("<r>\n\0</r>"), NULL, "line 2: the file contains a NUL", XML },
  { "latin-1", "<r>\n\n\xe4 </r>", 0, NULL, "line 3: the file is not in UTF-8", XML },
  { "latin-1-cut", "<r>\xc3", 0, NULL, "line 1: the file is not in UTF-8", XML },
  { "latin-1-declared", "<?xml version='1.0' encoding='ISO-8859-1'?><r/>", 0, NULL, "line 1: the file is not in UTF-8 (ISO-8859-1)", XML },
  { "utf-16", BYTES ("\xff\xfe<\0r\0/\0>\0"), NULL, "line 1: the file is not in UTF-8 (UTF-16)", XML },
  { "utf-7-declared", "<?xml version='1.0' encoding='UTF-7'?><r/>", 0, NULL, "line 1: the file is not in UTF-8 (UTF-7)", XML },
  { "control", "<r>\n\001</r>", 0, NULL, "line 2: the file is not well-formed XML", XML },
  { "truncated", "<r>\n<e>text", 0, NULL, "line 2: the file is not well-formed XML (it ends too early)", XML },
  { "empty", "", 0, NULL, "line 1: the file is not well-formed XML (no element in it)", XML },
  { "twice", "<r/>\n<r/>", 0, NULL, "line 2: the file is not well-formed XML", XML },
  { "prefix", "<a:r/>", 0, NULL, "line 1: the file is not well-formed XML", XML },
  { "json-depth", NULL, 0, make_json_depth, "line 1: elements are nested more than 64", JSON },
  { "json-values", NULL, 0, make_json_values, "line 1: the file has too many elements", JSON },
  { "json-text", NULL, 0, make_json_text, "line 1: a text is too long", JSON },
  { "json-flag", NULL, 0, make_json_flag, "a start tag is longer than 64 KiB", JSON },
  { "json-nul", "{\n\"catalog\":{\"title\":\"a\\u0000b\"}}", 0, NULL, "line 2: the file contains a NUL", JSON },
  { "json-control", "{\"catalog\":{\"title\":\"a\\u0001b\"}}", 0, NULL, "the file contains a control character", JSON },
  { "json-truncated", "{\n\"catalog\":{\"title\":\"a\"", 0, NULL, "line 2: the file is not well-formed JSON", JSON },
  { "json-comment", "{\n/* [[[ */\"catalog\":{}}", 0, NULL, "line 2: the file is not well-formed JSON", JSON },
  { "json-array", "[]", 0, NULL, "line 1: the file is not well-formed JSON", JSON },
  { "json-none", "{\"$schema\":\"x\"}", 0, NULL, "line 1: the file is not well-formed JSON", JSON },
  { "json-latin-1", "{\n\"a\":\"\xe4\"}", 0, NULL, "line 2: the file is not in UTF-8", JSON },
};

static void
test_hostile (gconstpointer data)
{
  const Hostile *self = data;
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;
  gsize length = self->length;
  g_autofree char *made = self->make != NULL ? self->make (&length) : NULL;
  const char *document = made != NULL ? made : self->document;

  g_assert_false (read_text (document, length > 0 ? (gssize) length : (gssize) strlen (document), self->format, heard, &error));
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, self->message));
  g_assert_null (strchr (error->message, '\n'));
}

/* --- what must be read --- */

static void
test_content (void)
{
  static const char document[] = "<?xml version='1.0' encoding='utf-8'?>\n<?xml-model href='x'?><!-- c -->\n"
                                 "<r xmlns='urn:r' a='1' b='&lt;'>&amp;&#228;<![CDATA[<]]>\n<e/>ü</r><!-- c -->";
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (read_text (document, -1, XML, heard, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heard->starts, ==, 2);
  g_assert_cmpuint (heard->ends, ==, 2);
  g_assert_cmpuint (heard->attributes, ==, 2);
  g_assert_cmpuint (heard->comments, ==, 2);
  g_assert_cmpuint (heard->line, ==, 4);
  g_assert_cmpstr (heard->text->str, ==, "&ä<\nü");
}

/* Characters on every border between pieces and tokens. */
static void
test_borders (void)
{
  g_autoptr (GString) document = g_string_new ("<r>");
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append (expected, i % 3 == 0 ? "ä" : i % 3 == 1 ? "€" : "😀");
  for (guint i = 0; i < 5; i++)
    g_string_append_printf (document, "<e>%s</e>", expected->str);
  g_string_append (document, "</r>");

  g_assert_true (read_text (document->str, document->len, XML, heard, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (heard->text->len, ==, 5 * expected->len);
  g_assert_true (g_str_has_prefix (heard->text->str, expected->str));
  g_assert_true (g_str_has_suffix (heard->text->str, expected->str));
}

/* If the harness could not fail, the hostile cases above would prove nothing. */
static void
test_control (void)
{
  gsize length;
  g_autofree char *attributes = repeat ("<r", " a#=''", 64, "/>", &length);
  g_autofree char *text = repeat ("<r>", "0123456789", 100000, "</r>", &length);
  g_autofree char *depth = g_strconcat ("<r>", "<e>", "</e>", "</r>", NULL);
  const char *harmless[] = { attributes, text, depth, "<r/>" };

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autoptr (Heard) heard = heard_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (read_text (harmless[i], -1, XML, heard, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (heard->starts, >, 0);
    }
}

static void
test_json (void)
{
  static const char document[] = "{\"catalog\":{\"uuid\":\"u\",\"groups\":[{\"id\":\"g\",\"controls\":[{\"id\":\"c\",\"parts\":"
                                 "[{\"name\":\"statement\",\"prose\":\"One {{ insert: param, p-1 }}\\ntwo.\\n\\n- three\"}],"
                                 "\"props\":{\"name\":\"label\",\"value\":\"C\"}}]}]}}";
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (read_text (document, -1, JSON, heard, &error));
  g_assert_no_error (error);
  /* catalog, group, control, prop, part, p, insert, p */
  g_assert_cmpuint (heard->starts, ==, 8);
  g_assert_cmpuint (heard->ends, ==, 8);
  g_assert_cmpstr (heard->text->str, ==, "One  two.- three");
}

static const char xsd[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                          "<xs:element name='r'><xs:complexType><xs:sequence>"
                          "<xs:element name='e' type='xs:int' maxOccurs='unbounded'/>"
                          "</xs:sequence></xs:complexType></xs:element></xs:schema>";

static gboolean
read_with_schema (const char *schema, const char *document, GError **error)
{
  g_autoptr (TestFile) schema_file = test_file_new (schema, -1);
  g_autoptr (TestFile) file = test_file_new (document, -1);
  g_autoptr (Heard) heard = heard_new ();

  return nw_xml_read (file->path, XML, schema_file->path, &handlers, heard, NULL, error);
}

static void
test_schema (void)
{
  static const struct { const char *document, *message; } cases[] = {
    { "<r>\n<e>1</e><e>2</e></r>", NULL },
    { "<r>\n<e>x</e></r>", "line 2: the file does not follow its schema" },
    { "<r>\n</r>", "line 2: the file does not follow its schema" },
    { "<s/>", "line 1: the file does not follow its schema" },
    { "<?xml-model href='x'?><r><e>1</e></r>", "line 1: the file contains a processing instruction" },
    { "<r xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:noNamespaceSchemaLocation='http://127.0.0.1:9/'>\n<e>x</e></r>", "line 2: the file does not follow" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = read_with_schema (xsd, cases[i].document, &error);

      g_assert_cmpint (ok, ==, cases[i].message == NULL);
      if (ok)
        continue;
      g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_schema_broken (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (read_with_schema ("<xs:schema/>", "<r/>", &error));
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER);
}

/* --- files that are none --- */

static void
test_files (void)
{
  g_autoptr (TestFile) file = test_file_new ("<r/>", -1);
  g_autofree char *link = g_build_filename (file->folder, "link", NULL);
  g_autofree char *pipe = g_build_filename (file->folder, "pipe", NULL);
  const char *paths[] = { link, pipe, file->folder, "/dev/zero", "/nowhere" };

  g_assert_cmpint (symlink (file->path, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Heard) heard = heard_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (nw_xml_read (paths[i], XML, NULL, &handlers, heard, NULL, &error));
      g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_IO);
    }
  g_unlink (link);
  g_unlink (pipe);
}

static void
test_large_file (void)
{
  g_autoptr (TestFile) file = test_file_new ("<r/>", -1);
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (file->path, (64 << 20) + 1), ==, 0);
  g_assert_false (nw_xml_read (file->path, XML, NULL, &handlers, heard, NULL, &error));
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
}

/* --- the end of things --- */

static void
test_handler_stops (void)
{
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *document = repeat ("<r>", "<e/>", 1000000, "</r>", &length);

  heard->stop = TRUE;
  g_assert_false (read_text (document, length, XML, heard, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpuint (heard->starts, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (TestFile) file = test_file_new ("<r/>", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Heard) heard = heard_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (nw_xml_read (file->path, XML, NULL, &handlers, heard, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

typedef struct { const char *name, *script, *message; } Worker;

/* Instead of the worker a script of ours, which does what a broken or taken over one might do. */
static const Worker workers[] = {
  { "garbage", "printf 'garbage, and more of it'", "answered nonsense" },
  { "no-root", "printf '\\007\\000\\000\\000\\000'", "answered nonsense" },
  { "huge-token", "printf '\\003\\377\\377\\377\\377'", "answered nonsense" },
  { "stray-end", "printf '\\004\\000\\000\\000\\000'", "answered nonsense" },
  { "unknown-name", "printf '\\002\\014\\000\\000\\000\\001\\000\\000\\000\\000\\000\\000\\000\\007\\000\\000\\000'", "answered nonsense" },
  { "long-string", "printf '\\001\\005\\000\\000\\000\\377\\000\\000\\000a'", "answered nonsense" },
  { "latin-1-name", "printf '\\001\\006\\000\\000\\000\\001\\000\\000\\000\\344\\000'", "answered nonsense" },
  { "half", "printf '\\001\\005'", "without a word" },
  { "silent", "exec cat >/dev/null", "without a word" },
  { "time", "kill -XCPU $$", "too much time" },
  { "segfault", "kill -SEGV $$", "crashed at this file" },
};

/* 3 MB: more than fits into the socket, so that writing meets the dead worker as well. */
static gboolean
read_by (const char *worker, GCancellable *cancellable, GError **error)
{
  g_autofree char *usual = g_strdup (g_getenv ("NACHWEIS_WORKER"));
  g_autoptr (Heard) heard = heard_new ();
  gsize length;
  g_autofree char *document = repeat ("<r>", "<e/>", 750000, "</r>", &length);
  g_autoptr (TestFile) file = test_file_new (document, length);
  gboolean ok;

  g_setenv ("NACHWEIS_WORKER", worker, TRUE);
  ok = nw_xml_read (file->path, XML, NULL, &handlers, heard, cancellable, error);
  if (usual != NULL)
    g_setenv ("NACHWEIS_WORKER", usual, TRUE);
  else
    g_unsetenv ("NACHWEIS_WORKER");

  return ok;
}

static gboolean
read_by_script (const char *script, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  g_autoptr (TestFile) file = test_file_new (text, -1);

  g_assert_cmpint (g_chmod (file->path, 0700), ==, 0);
  return read_by (file->path, cancellable, error);
}

static void
test_worker (gconstpointer data)
{
  const Worker *self = data;
  g_autoptr (GError) error = NULL;

  g_assert_false (read_by_script (self->script, NULL, &error));
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, self->message));
}

static void
test_worker_false (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_false (read_by ("/bin/false", NULL, &error));
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_WORKER);
  g_assert_false (read_by ("/nowhere/worker", NULL, &missing));
  g_assert_error (missing, NW_XML_ERROR, NW_XML_ERROR_WORKER);
}

/* A worker that does nothing at all is stopped by the one who waits. */
static void
test_cancelled_while_waiting (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;
  gint64 begun = g_get_monotonic_time ();

  g_assert_false (read_by_script ("exec sleep 30", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

/* Waits until the worker has locked itself in; it then waits for more of its document. */
static gboolean
wait_for (const char *path, const char *line)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, line) != NULL)
        return TRUE;
      g_usleep (10 * 1000);
    }

  return FALSE;
}

static void
test_jail (void)
{
  const char *worker = g_getenv ("NACHWEIS_WORKER");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *status = NULL;
  g_autofree char *limits = NULL;

#if defined (__SANITIZE_ADDRESS__) || !(defined (__x86_64__) || defined (__aarch64__))
  g_test_skip ("the worker is not locked in under the sanitizers, nor on this processor");
  return;
#endif
  if (worker == NULL)
    {
      g_test_skip ("NACHWEIS_WORKER does not say which worker");
      return;
    }

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, worker, "xml", NULL);
  g_assert_no_error (error);
  status = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (process));
  limits = g_strdup_printf ("/proc/%s/limits", g_subprocess_get_identifier (process));

  g_assert_true (wait_for (status, "Seccomp:\t2"));
  g_assert_true (wait_for (status, "NoNewPrivs:\t1"));
  g_assert_true (wait_for (limits, "Max address space         536870912"));
  g_assert_true (wait_for (limits, "Max file size             0"));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xml/content", test_content);
  g_test_add_func ("/xml/borders", test_borders);
  g_test_add_func ("/xml/control", test_control);
  g_test_add_func ("/xml/json", test_json);
  g_test_add_func ("/xml/schema", test_schema);
  g_test_add_func ("/xml/schema-broken", test_schema_broken);
  g_test_add_func ("/xml/files", test_files);
  g_test_add_func ("/xml/large-file", test_large_file);
  g_test_add_func ("/xml/handler-stops", test_handler_stops);
  g_test_add_func ("/xml/cancelled", test_cancelled);
  g_test_add_func ("/xml/cancelled-while-waiting", test_cancelled_while_waiting);
  g_test_add_func ("/xml/jail", test_jail);
  g_test_add_func ("/xml/worker/false", test_worker_false);
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_autofree char *path = g_strconcat ("/xml/worker/", workers[i].name, NULL);

      g_test_add_data_func (path, &workers[i], test_worker);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/xml/hostile/", hostile[i].name, NULL);

      g_test_add_data_func (path, &hostile[i], test_hostile);
    }

  return g_test_run ();
}
