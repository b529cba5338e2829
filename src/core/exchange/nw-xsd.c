/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-xsd.h"

#include "../model/nw-language.h"
#include "nw-register-xml.h"
#include "nw-report-sections.h"
#include "nw-xml-record.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The two schemas are read off the tables, so that they never differ from them. */
typedef struct
{
  GString *xsd;
  gboolean documented;
  guint    indent;
} Writer;

static const struct { const char *ns, *file_name; } schemas[NW_N_XSDS] = {
  [NW_XSD_REGISTER] = { NW_REGISTER_NAMESPACE, "nachweis-register-1.xsd" },
  [NW_XSD_REPORT] = { NW_REPORT_NAMESPACE, "nachweis-report-1.xsd" },
};

/* What kinds of value are in both schemas. Text of people has no pattern: the
 * program that imports says better what is wrong with it. */
static const char simple_types[] =
    "  <xs:simpleType name=\"text\"><xs:restriction base=\"xs:string\"><xs:minLength value=\"1\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"money\"><xs:restriction base=\"xs:decimal\"><xs:fractionDigits value=\"2\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"decimal\"><xs:restriction base=\"xs:decimal\"><xs:totalDigits value=\"15\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"truth\"><xs:restriction base=\"xs:boolean\"><xs:pattern value=\"true|false\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"trend\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"up|down|same\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"day\"><xs:restriction base=\"xs:date\"><xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"instant\"><xs:restriction base=\"xs:dateTime\"><xs:pattern value=\"[0-9T:-]{19}Z\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"country\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[A-Z]{2}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"countries\"><xs:list itemType=\"country\"/></xs:simpleType>\n"
    "  <xs:simpleType name=\"sha256\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[0-9a-f]{64}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"log\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[0-9a-f]{32}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"uuid\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"flow\"><xs:restriction base=\"xs:string\"><xs:pattern value=\"[0-9]{1,3}:-?[0-9]+\\.[0-9]{2}\"/></xs:restriction></xs:simpleType>\n"
    "  <xs:simpleType name=\"flows\"><xs:list itemType=\"flow\"/></xs:simpleType>\n"
    "  <xs:complexType name=\"digest\"><xs:simpleContent><xs:extension base=\"sha256\"><xs:attribute name=\"algorithm\" type=\"xs:string\" use=\"required\" fixed=\"sha256\"/></xs:extension></xs:simpleContent></xs:complexType>\n";

static const struct { const NwKind *kind; const char *type; } value_types[] = {
  { &NW_TEXT, "text" }, { &NW_NOTE, "text" }, { &NW_URL, "text" }, { &NW_EMAIL, "text" }, { &NW_TAGS, "text" },
  { &NW_INT, "xs:long" }, { &NW_MINUTES, "xs:long" }, { &NW_MONEY, "money" }, { &NW_DECIMAL, "decimal" },
  { &NW_PERCENT, "decimal" }, { &NW_BOOL, "truth" }, { &NW_DATE, "day" }, { &NW_INSTANT, "instant" },
  { &NW_COUNTRY, "country" }, { &NW_COUNTRIES, "countries" }, { &NW_HASH, "sha256" }, { &NW_FLOWS, "flows" },
  { &NW_REF, "reference" }, { &NW_LINKS, "reference" },
};

static const char *
value_type (const NwField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (value_types); i++)
    if (value_types[i].kind == field->kind)
      return value_types[i].type;
  return NULL;
}

G_GNUC_PRINTF (2, 3)
static void
line (Writer *self, const char *format, ...)
{
  va_list args;

  g_string_append_printf (self->xsd, "%*s", (int) self->indent * 2, "");
  va_start (args, format);
  g_string_append_vprintf (self->xsd, format, args);
  va_end (args);
  g_string_append_c (self->xsd, '\n');
}

/* @english is a text of the program, or one that has no translation. */
static void
document (Writer *self, const char *english)
{
  g_autofree char *en = g_markup_escape_text (english, -1);
  g_autofree char *de = g_markup_escape_text (nw_german (english), -1);

  if (self->documented)
    line (self, "<xs:annotation><xs:documentation xml:lang=\"en\">%s</xs:documentation>"
                "<xs:documentation xml:lang=\"de\">%s</xs:documentation></xs:annotation>", en, de);
}

static void
write_choices (Writer *self, const NwField *field)
{
  gboolean list = nw_xml_shape (field) == NW_XML_LIST;

  line (self, list ? "<xs:simpleType><xs:list><xs:simpleType><xs:restriction base=\"xs:string\">"
                   : "<xs:simpleType><xs:restriction base=\"xs:string\">");
  self->indent++;
  for (const NwChoice *choice = field->choices; choice->name != NULL; choice++)
    {
      line (self, "<xs:enumeration value=\"%s\">", choice->name);
      self->indent++;
      document (self, choice->label);
      self->indent--;
      line (self, "</xs:enumeration>");
    }
  self->indent--;
  line (self, list ? "</xs:restriction></xs:simpleType></xs:list></xs:simpleType>" : "</xs:restriction></xs:simpleType>");
}

static void
write_limits (Writer *self, const NwField *field)
{
  line (self, "<xs:simpleType><xs:restriction base=\"%s\"><xs:minInclusive value=\"%" G_GINT64_FORMAT "\"/>"
              "<xs:maxInclusive value=\"%" G_GINT64_FORMAT "\"/></xs:restriction></xs:simpleType>",
        value_type (field), field->min, field->max);
}

static void
write_column (Writer *self, const NwXmlColumn *column, gboolean strict)
{
  const NwField *field = column->field;
  gboolean many = column->shape == NW_XML_REPEATED || column->shape == NW_XML_REFERENCES;
  gboolean limited = field->min != 0 || field->max != 0;
  const char *least = strict && field->flags & NW_REQUIRED ? "" : " minOccurs=\"0\"";
  const char *most = many ? " maxOccurs=\"unbounded\"" : "";

  if (field->choices != NULL || limited)
    line (self, "<xs:element name=\"%s\"%s%s>", column->element, least, most);
  else
    line (self, "<xs:element name=\"%s\" type=\"%s\"%s%s>", column->element, value_type (field), least, most);
  self->indent++;
  document (self, field->label);
  if (field->choices != NULL)
    write_choices (self, field);
  else if (limited)
    write_limits (self, field);
  self->indent--;
  line (self, "</xs:element>");
}

/* One record: its values in the order of the table, and who it is. */
static void
write_record (Writer *self, const NwXmlPlan *plan, gboolean strict)
{
  line (self, "<xs:element name=\"%s\" minOccurs=\"0\" maxOccurs=\"%s\">", plan->element,
        plan->entity->flags & NW_SINGLE ? "1" : "unbounded");
  self->indent++;
  document (self, plan->entity->label);
  line (self, "<xs:complexType>");
  self->indent++;
  line (self, "<xs:sequence>");
  self->indent++;
  for (guint i = 0; i < plan->columns->len; i++)
    write_column (self, &g_array_index (plan->columns, NwXmlColumn, i), strict);
  if (plan->titles)
    line (self, "<xs:element name=\"why\" type=\"why\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
  self->indent--;
  line (self, "</xs:sequence>");
  line (self, "<xs:attribute name=\"uuid\" type=\"uuid\" use=\"required\"/>");
  line (self, "<xs:attribute name=\"code\" type=\"text\" use=\"required\"/>");
  if (strict)
    line (self, "<xs:attribute name=\"deleted\" type=\"truth\" fixed=\"true\"/>");
  self->indent--;
  line (self, "</xs:complexType>");
  self->indent--;
  line (self, "</xs:element>");
}

static void
write_attribute (Writer *self, const char *name, const char *type, gboolean required, const char *what)
{
  line (self, "<xs:attribute name=\"%s\" type=\"%s\"%s>", name, type, required ? " use=\"required\"" : "");
  self->indent++;
  document (self, what);
  self->indent--;
  line (self, "</xs:attribute>");
}

/* What every document says about itself. */
static void
write_head (Writer *self)
{
  write_attribute (self, "kind", "text", TRUE, N_("Kind of document"));
  write_attribute (self, "organisation", "text", FALSE, N_("Organisation"));
  write_attribute (self, "scope", "text", TRUE, N_("What the document covers"));
  write_attribute (self, "framework", "text", FALSE, N_("The only framework that it covers"));
  write_attribute (self, "period-from", "day", FALSE, N_("First day of the period"));
  write_attribute (self, "period-to", "day", FALSE, N_("Last day of the period"));
  write_attribute (self, "as-of", "day", TRUE, N_("Day that counts as today"));
  write_attribute (self, "language", "text", TRUE, N_("Language of titles"));
  write_attribute (self, "generator", "text", TRUE, N_("Program that wrote the document"));
  write_attribute (self, "version", "text", TRUE, N_("Version of that program"));
  write_attribute (self, "history-log", "log", TRUE, N_("Identity of the history of the register"));
  write_attribute (self, "history-seq", "xs:nonNegativeInteger", TRUE, N_("Number of the last entry of the history"));
  write_attribute (self, "history-head", "sha256", TRUE, N_("Hash of the last entry of the history"));
}

static void
begin_schema (Writer *self, NwXsd xsd)
{
  line (self, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  line (self, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"%s\" targetNamespace=\"%s\" "
              "elementFormDefault=\"qualified\" version=\"%d\">", schemas[xsd].ns, schemas[xsd].ns, NW_SCHEMA_VERSION);
  g_string_append (self->xsd, simple_types);
  self->indent++;
  line (self, "<xs:complexType name=\"reference\"><xs:simpleContent><xs:extension base=\"text\">"
              "<xs:attribute name=\"uuid\" type=\"uuid\" use=\"required\"/>%s</xs:extension></xs:simpleContent></xs:complexType>",
        xsd == NW_XSD_REPORT ? "<xs:attribute name=\"title\" type=\"xs:string\"/><xs:attribute name=\"framework\" type=\"text\"/>" : "");
}

static void
begin_root (Writer *self, const char *name, const char *what)
{
  line (self, "<xs:element name=\"%s\">", name);
  self->indent++;
  document (self, what);
  line (self, "<xs:complexType>");
  self->indent++;
  line (self, "<xs:sequence>");
  self->indent++;
}

static void
end_root (Writer *self)
{
  line (self, "<xs:element name=\"records\" type=\"xs:nonNegativeInteger\">");
  self->indent++;
  document (self, N_("Number of records in the document"));
  self->indent--;
  line (self, "</xs:element>");
  line (self, "<xs:element name=\"digest\" type=\"digest\">");
  self->indent++;
  document (self, N_("SHA-256 of the canonical form (C14N 1.0) of the document without this element"));
  self->indent--;
  line (self, "</xs:element>");
  self->indent--;
  line (self, "</xs:sequence>");
  write_head (self);
  self->indent--;
  line (self, "</xs:complexType>");
  self->indent--;
  line (self, "</xs:element>");
  self->indent--;
  line (self, "</xs:schema>");
}

static void
write_file (Writer *self)
{
  line (self, "<xs:element name=\"file\" minOccurs=\"0\" maxOccurs=\"unbounded\">");
  self->indent++;
  document (self, N_("Stored file, named by its hash, in pieces"));
  line (self, "<xs:complexType>");
  self->indent++;
  line (self, "<xs:sequence><xs:element name=\"piece\" type=\"xs:base64Binary\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence>");
  line (self, "<xs:attribute name=\"sha256\" type=\"sha256\" use=\"required\"/>");
  line (self, "<xs:attribute name=\"size\" type=\"xs:nonNegativeInteger\" use=\"required\"/>");
  self->indent--;
  line (self, "</xs:complexType>");
  self->indent--;
  line (self, "</xs:element>");
}

static void
write_register (Writer *self)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  begin_root (self, "register", N_("A whole register"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NwXmlPlan) plan = nw_xml_plan_new (entities[i], NULL, FALSE);

      write_record (self, plan, TRUE);
    }
  write_file (self);
  end_root (self);
}

/* Elements of a report that are not records; see nw-report-parts.c. */
static const char report_types[] =
    "  <xs:complexType name=\"why\">\n"
    "    <xs:simpleContent>\n"
    "      <xs:extension base=\"text\">\n"
    "        <xs:attribute name=\"field\" type=\"text\" use=\"required\"/>\n"
    "        <xs:attribute name=\"legal\" type=\"truth\"/>\n"
    "      </xs:extension>\n"
    "    </xs:simpleContent>\n"
    "  </xs:complexType>\n"
    "  <xs:complexType name=\"kind\">\n"
    "    <xs:sequence>\n"
    "      <xs:element name=\"field\" minOccurs=\"0\" maxOccurs=\"unbounded\">\n"
    "        <xs:complexType>\n"
    "          <xs:sequence>\n"
    "            <xs:element name=\"choice\" minOccurs=\"0\" maxOccurs=\"unbounded\">\n"
    "              <xs:complexType><xs:attribute name=\"name\" type=\"text\" use=\"required\"/><xs:attribute name=\"label\" type=\"text\" use=\"required\"/></xs:complexType>\n"
    "            </xs:element>\n"
    "          </xs:sequence>\n"
    "          <xs:attribute name=\"name\" type=\"text\" use=\"required\"/>\n"
    "          <xs:attribute name=\"label\" type=\"text\" use=\"required\"/>\n"
    "        </xs:complexType>\n"
    "      </xs:element>\n"
    "    </xs:sequence>\n"
    "    <xs:attribute name=\"name\" type=\"text\" use=\"required\"/>\n"
    "    <xs:attribute name=\"label\" type=\"text\" use=\"required\"/>\n"
    "    <xs:attribute name=\"plural\" type=\"text\" use=\"required\"/>\n"
    "  </xs:complexType>\n"
    "  <xs:complexType name=\"count\">\n"
    "    <xs:attribute name=\"framework\" type=\"text\"/>\n"
    "    <xs:attribute name=\"kind\" type=\"text\"/>\n"
    "    <xs:attribute name=\"status\" type=\"text\"/>\n"
    "    <xs:attribute name=\"label\" type=\"text\"/>\n"
    "    <xs:attribute name=\"n\" type=\"xs:nonNegativeInteger\" use=\"required\"/>\n"
    "  </xs:complexType>\n"
    "  <xs:complexType name=\"figure\">\n"
    "    <xs:attribute name=\"id\" type=\"text\" use=\"required\"/>\n"
    "    <xs:attribute name=\"label\" type=\"text\" use=\"required\"/>\n"
    "    <xs:attribute name=\"framework\" type=\"text\"/>\n"
    "    <xs:attribute name=\"value\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"unit\" type=\"text\"/>\n"
    "    <xs:attribute name=\"numerator\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"denominator\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"percent\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"target\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"met\" type=\"truth\"/>\n"
    "    <xs:attribute name=\"trend\" type=\"trend\"/>\n"
    "    <xs:attribute name=\"previous\" type=\"decimal\"/>\n"
    "    <xs:attribute name=\"previous-on\" type=\"day\"/>\n"
    "    <xs:attribute name=\"unknown\" type=\"xs:positiveInteger\"/>\n"
    "    <xs:attribute name=\"detail\" type=\"text\"/>\n"
    "  </xs:complexType>\n";

static void
write_section (Writer *self, const NwReportSection *section)
{
  line (self, "<xs:element name=\"%s\" minOccurs=\"0\">", section->id);
  self->indent++;
  document (self, section->title);
  line (self, "<xs:complexType>");
  self->indent++;
  line (self, "<xs:sequence>");
  self->indent++;
  line (self, "<xs:element name=\"text\" type=\"text\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
  line (self, "<xs:element name=\"figure\" type=\"figure\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
  line (self, "<xs:element name=\"count\" type=\"count\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
  for (const NwReportPart *part = section->parts; part != NULL && part->entity != NULL; part++)
    {
      g_autoptr (NwXmlPlan) plan = nw_xml_plan_new (part->entity, part->fields, TRUE);

      write_record (self, plan, FALSE);
    }
  self->indent--;
  line (self, "</xs:sequence>");
  line (self, "<xs:attribute name=\"number\" type=\"xs:positiveInteger\" use=\"required\"/>");
  line (self, "<xs:attribute name=\"title\" type=\"text\" use=\"required\"/>");
  line (self, "<xs:attribute name=\"since\" type=\"day\"/>");
  self->indent--;
  line (self, "</xs:complexType>");
  self->indent--;
  line (self, "</xs:element>");
}

static void
write_report (Writer *self)
{
  guint n;
  const NwReportSection *sections = nw_report_sections (&n);

  g_string_append (self->xsd, report_types);
  begin_root (self, "report", N_("A report for who checks or decides"));
  line (self, "<xs:element name=\"title\" type=\"text\"/>");
  line (self, "<xs:element name=\"labels\">");
  self->indent++;
  document (self, N_("What names of kinds, fields and choices mean, in the language of the report"));
  line (self, "<xs:complexType><xs:sequence><xs:element name=\"kind\" type=\"kind\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType>");
  self->indent--;
  line (self, "</xs:element>");
  for (guint i = 0; i < n; i++)
    write_section (self, &sections[i]);
  end_root (self);
}

const char *
nw_xsd_namespace (NwXsd xsd)
{
  return schemas[xsd].ns;
}

const char *
nw_xsd_file_name (NwXsd xsd)
{
  return schemas[xsd].file_name;
}

/**
 * nw_xsd_generate:
 * @documented: with what each element means, in English and German; validating
 *   needs no such thing
 *
 * Returns: (transfer full): the text of the schema
 */
char *
nw_xsd_generate (NwXsd xsd, gboolean documented)
{
  Writer self = { g_string_sized_new (64 << 10), documented, 0 };

  begin_schema (&self, xsd);
  if (xsd == NW_XSD_REGISTER)
    write_register (&self);
  else
    write_report (&self);
  return g_string_free (self.xsd, FALSE);
}

/**
 * nw_xsd_write:
 *
 * Writes the schema, which always fits this program, for the worker to read.
 *
 * Returns: (transfer full) (nullable): the path of a temporary file, which the
 *   caller removes
 */
char *
nw_xsd_write (NwXsd xsd, GError **error)
{
  g_autofree char *text = nw_xsd_generate (xsd, FALSE);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("nachweis-XXXXXX.xsd", &path, error);
  gboolean ok;

  if (fd < 0)
    return NULL;
  close (fd);
  ok = g_file_set_contents (path, text, -1, error);
  if (!ok)
    g_unlink (path);
  return ok ? g_steal_pointer (&path) : NULL;
}
