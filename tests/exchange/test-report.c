/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-test.h"
#include "fill.h"

#include "exchange/nw-check.h"
#include "exchange/nw-report.h"

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static const NwReportOptions audit = { NW_REPORT_KIND_ISO_AUDIT, NULL, NW_NO_DAY, NW_NO_DAY };
static const NwReportOptions soa = { NW_REPORT_KIND_SOA, NULL, NW_NO_DAY, NW_NO_DAY };

static char *
report (Place *place, const NwReportOptions *options, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = place_path (place, name);
  g_autoptr (GPtrArray) summary = nw_report_write (place->store, options, path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (summary);
  g_assert_cmpuint (summary->len, >, 5);
  return path;
}

static void
assert_passes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwCheck) check = nw_check_file (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (check);
}

/* A small register in which one thing leads to the next. */
static void
fill_chain (NwStore *store)
{
  g_autoptr (NwRecord) organisation = add_record (store, &nw_organisation, "name", "Muster & Söhne GmbH", "isms_scope", "All of <it>", NULL);
  g_autoptr (NwRecord) person = add_record (store, &nw_person, "name", "Anna", "email", "anna@example.com", NULL);
  g_autoptr (NwRecord) framework = add_record (store, &nw_framework, "code", "iso27001", "name", "ISO/IEC 27001", NULL);
  g_autoptr (NwRecord) ten = add_record (store, &nw_requirement, "code", "iso27001:A.5.10", "framework", "iso27001", "reference", "A.5.10", "title_en", "Use", "title_de", "Gebrauch", NULL);
  g_autoptr (NwRecord) nine = add_record (store, &nw_requirement, "code", "iso27001:A.5.9", "framework", "iso27001", "reference", "A.5.9", "title_en", "Inventory", NULL);
  g_autoptr (NwRecord) clause = add_record (store, &nw_requirement, "code", "iso27001:4.1", "framework", "iso27001", "reference", "4.1", "title_en", "Context", NULL);
  g_autoptr (NwRecord) evidence = add_record (store, &nw_evidence, "title", "List", "collected_on", "2026-06-01", "owner", "P-0001", NULL);
  g_autoptr (NwRecord) risk = add_record (store, &nw_risk, "title", "Loss", "controls", "iso27001:A.5.9", "owner", "P-0001", NULL);
  g_autoptr (NwRecord) a = add_record (store, &nw_assessment, "requirement", "iso27001:A.5.10", "applicable", "no", "reason_out", "none", NULL);
  g_autoptr (NwRecord) b = add_record (store, &nw_assessment, "requirement", "iso27001:A.5.9", "applicable", "yes", "status", "implemented", "evidence", "EV-0001", "risks", "R-0001", "owner", "P-0001", NULL);
  g_autoptr (NwRecord) c = add_record (store, &nw_assessment, "requirement", "iso27001:4.1", "applicable", "yes", "status", "open", NULL);
  g_autoptr (NwRecord) closed = add_record (store, &nw_audit, "title", "Old", "status", "closed", "starts_on", "2020-01-01", "ends_on", "2020-01-02", NULL);
  g_autoptr (NwRecord) finding = add_record (store, &nw_finding, "title", "Gap", "audit", "AU-0001", "kind", "major", "found_on", "2020-01-01", NULL);
  g_autoptr (NwRecord) action = add_record (store, &nw_action, "title", "Mend", "finding", "F-0001", "due_on", "2020-06-01", NULL);
  g_autoptr (NwRecord) treat = add_record (store, &nw_action, "title", "Treat", "risk", "R-0001", NULL);
  g_autoptr (NwRecord) incident = add_record (store, &nw_incident, "title", "Leak", "detected_at", "2026-03-01T08:00:00Z", NULL);
  g_autoptr (NwRecord) request = add_record (store, &nw_request, "received_on", "2026-03-01", "subject_reference", "Erika Musterfrau", NULL);
}

static void
add_other_framework (NwStore *store)
{
  g_autoptr (NwRecord) framework = add_record (store, &nw_framework, "code", "other", "name", "Other", NULL);
}

typedef struct
{
  xmlDocPtr          document;
  xmlXPathContextPtr context;
} Tree;

static void
tree_clear (Tree *self)
{
  xmlXPathFreeContext (self->context);
  xmlFreeDoc (self->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static Tree
load (const char *path)
{
  Tree tree = { xmlReadFile (path, NULL, 0), NULL };

  g_assert_nonnull (tree.document);
  tree.context = xmlXPathNewContext (tree.document);
  xmlXPathRegisterNs (tree.context, (const xmlChar *) "r", (const xmlChar *) NW_REPORT_NAMESPACE);
  return tree;
}

static char *
ask (Tree *tree, const char *path)
{
  g_autofree char *expression = g_strdup_printf ("string(%s)", path);
  xmlXPathObjectPtr object = xmlXPathEvalExpression ((const xmlChar *) expression, tree->context);
  char *text = g_strdup ((const char *) object->stringval);

  xmlXPathFreeObject (object);
  return text;
}

static void
assert_says (Tree *tree, const char *path, const char *text)
{
  g_autofree char *found = ask (tree, path);

  if (strcmp (found, text) != 0)
    g_error ("%s is “%s”, not “%s”", path, found, text);
}

static void
test_filled (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fill_register (place->store);
  first = report (place, &audit, "audit.xml");
  second = report (place, &soa, "soa.xml");
  assert_passes (first);
  assert_passes (second);
}

static void
test_empty (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *first = report (place, &audit, "audit.xml");
  g_autofree char *second = report (place, &soa, "soa.xml");

  assert_passes (first);
  assert_passes (second);
}

/* Risk, control, evidence, date and owner are found by what each says of the next. */
static void
test_traceable (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_auto (Tree) tree = { 0 };

  fill_chain (place->store);
  path = report (place, &audit, "audit.xml");
  assert_passes (path);
  tree = load (path);
  assert_says (&tree, "/r:report/@organisation", "Muster & Söhne GmbH");
  assert_says (&tree, "/r:report/@scope", "All of <it>");
  assert_says (&tree, "/r:report/@kind", "iso-audit");
  assert_says (&tree, "count(/r:report/*[@number])", "14");
  assert_says (&tree, "//r:risk[@code='R-0001']/r:controls/@title", "A.5.9 Inventory");
  assert_says (&tree, "//r:soa/r:assessment[r:requirement/@uuid = //r:risk[@code='R-0001']/r:controls/@uuid]/r:evidence", "EV-0001");
  assert_says (&tree, "//r:status/r:evidence[@uuid = //r:soa/r:assessment/r:evidence/@uuid]/r:collected-on", "2026-06-01");
  assert_says (&tree, "//r:context/r:person[@uuid = //r:status/r:evidence[@code='EV-0001']/r:owner/@uuid]/r:name", "Anna");
}

static void
test_contents (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (Tree) tree = { 0 };

  fill_chain (place->store);
  path = report (place, &audit, "audit.xml");
  tree = load (path);
  assert_says (&tree, "count(//r:soa/r:assessment)", "2");
  assert_says (&tree, "//r:soa/r:assessment[1]/r:requirement/@title", "A.5.9 Inventory");
  assert_says (&tree, "count(//r:status/r:assessment)", "3");
  assert_says (&tree, "//r:figure[@id='KP01']/@numerator", "1");
  assert_says (&tree, "//r:figure[@id='KP01']/@denominator", "2");
  assert_says (&tree, "//r:figure[@id='KP01']/@percent", "50.0");
  assert_says (&tree, "//r:figure[@id='KP07']/@numerator", "1");
  assert_says (&tree, "//r:figure[@id='KP08']/@numerator", "1");
  assert_says (&tree, "//r:figure[@id='KP08']/@denominator", "2");
  assert_says (&tree, "//r:figure[@id='KP08']/@value", "50.0");
  assert_says (&tree, "//r:figure[@id='KP08']/@unit", "percent");
  assert_says (&tree, "//r:figure[@id='KP08']/@target", "0");
  assert_says (&tree, "//r:figure[@id='KP08']/@met", "false");
  assert_says (&tree, "//r:risks/r:action/r:title", "Treat");
  assert_says (&tree, "count(//r:findings/r:action)", "1");
  assert_says (&tree, "//r:changes/@since", "2020-01-02");
  assert_says (&tree, "//r:changes/r:count[@kind='risk']/@n", "4");
  text = read_file (path);
  g_assert_null (strstr (text, "Musterfrau"));
  g_assert_null (strstr (text, "anna@example.com"));
}

/* Of the register as a whole, without those of one framework. */
static void
assert_figure (Tree *tree, const NwKpi *kpi)
{
  const struct { const char *name, *text; } attributes[] = {
    { "label", kpi->title }, { "value", kpi->value }, { "unit", kpi->unit }, { "numerator", kpi->numerator },
    { "denominator", kpi->denominator }, { "target", kpi->target }, { "met", nw_kpi_met_name (kpi->met) }, { "detail", kpi->detail },
  };
  g_autofree char *there = g_strdup_printf ("count(//r:figures/r:figure[@id='%s' and not(@framework)])", kpi->id);
  g_autofree char *unknown = g_strdup_printf ("number(concat('0', //r:figure[@id='%s' and not(@framework)]/@unknown))", kpi->id);
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, kpi->unknown);

  assert_says (tree, there, "1");
  assert_says (tree, unknown, n);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *path = g_strdup_printf ("//r:figure[@id='%s' and not(@framework)]/@%s", kpi->id, attributes[i].name);

      assert_says (tree, path, attributes[i].text != NULL ? attributes[i].text : "");
    }
}

static void
assert_figures (Place *place, const char *path, const char *const *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kpis = nw_store_kpis (place->store, &error);
  g_autofree char *n = g_strdup_printf ("%u", g_strv_length ((char **) ids));
  g_auto (Tree) tree = load (path);

  g_assert_no_error (error);
  assert_passes (path);
  assert_says (&tree, "count(//r:figure[not(@framework)])", n);
  for (guint i = 0; i < kpis->len; i++)
    if (g_strv_contains (ids, ((const NwKpi *) kpis->pdata[i])->id))
      assert_figure (&tree, kpis->pdata[i]);
}

static const char *const in_audit[] = { "KP01", "KP02", "KP03", "KP04", "KP06", "KP07", "KP08", "KP09", "KP10", "KP16", "KP17", "KP18",
                                        "KP24", "KP27", "KP28", "KP29", "KP30", NULL };

/* Reports and the list of key figures say the same. */
static void
test_figures (void)
{
  static const char *const few[] = { "KP01", "KP02", "KP03", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (Place) place = place_new ();
  NwReportOptions options = soa;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  fill_chain (place->store);
  first = report (place, &audit, "audit.xml");
  second = report (place, &soa, "soa.xml");
  assert_figures (place, first, in_audit);
  assert_figures (place, second, few);
  add_other_framework (place->store);
  options.framework = "other";
  third = report (place, &options, "other.xml");
  assert_figures (place, third, none);
}

/* None of its frameworks is ISO/IEC 27001. */
static void
test_other_figures (void)
{
  static const char *const others[] = { "KP04", "KP07", "KP08", "KP09", "KP10", "KP16", "KP17", "KP18", "KP24", "KP27", "KP28", "KP29",
                                        "KP30", NULL };
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;

  fill_register (place->store);
  path = report (place, &audit, "audit.xml");
  assert_figures (place, path, others);
}

static void
test_options (void)
{
  g_autoptr (Place) place = place_new ();
  NwReportOptions options = { NW_REPORT_KIND_ISO_AUDIT, NULL, NW_NO_DAY, NW_NO_DAY };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_auto (Tree) tree = { 0 };
  NwReportKind kind;

  fill_chain (place->store);
  g_assert_true (nw_period_parse ("2026-01-01..2026-02-28", &options.from, &options.to, &error));
  options.framework = "iso27001";
  path = report (place, &options, "audit.xml");
  assert_passes (path);
  tree = load (path);
  assert_says (&tree, "count(//r:audits/r:audit)", "0");
  assert_says (&tree, "count(//r:incident)", "0");
  assert_says (&tree, "count(//r:findings/r:finding)", "1");
  assert_says (&tree, "/r:report/@period-to", "2026-02-28");
  assert_says (&tree, "/r:report/@framework", "iso27001");

  options.framework = "nothing";
  g_assert_null (nw_report_write (place->store, &options, path, &error));
  g_assert_error (error, NW_ERROR, NW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (nw_period_parse ("2026-02-01..2026-01-01", &options.from, &options.to, &error));
  g_assert_error (error, NW_ERROR, NW_ERROR_USAGE);
  g_assert_true (nw_report_kind_parse ("soa", &kind));
  g_assert_false (nw_report_kind_parse ("SOA", &kind));
}

static void
test_same_bytes (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  fill_chain (place->store);
  first = report (place, &audit, "first.xml");
  second = report (place, &audit, "second.xml");
  a = read_file (first);
  b = read_file (second);
  g_assert_cmpstr (a, ==, b);
}

/* The canonical form as libxml2 sees it, "" when there is none. */
static char *
canonical (const char *text, gsize length)
{
  xmlDocPtr document = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
  xmlChar *form = NULL;
  char *copy;

  if (document == NULL || xmlC14NDocDumpMemory (document, NULL, XML_C14N_1_0, NULL, TRUE, &form) < 0)
    form = NULL;
  copy = g_strdup (form != NULL ? (const char *) form : "");
  xmlFree (form);
  xmlFreeDoc (document);
  return copy;
}

typedef struct
{
  guint found, harmless;
} Manipulated;

static void
try (const char *path, const char *good, const char *text, gsize length, Manipulated *count)
{
  g_autofree char *form = canonical (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwCheck) check = NULL;

  write_file (path, text, (gssize) length);
  check = nw_check_file (path, NULL, &error);
  g_assert_true ((check == NULL) == (error != NULL));
  if (check != NULL && strcmp (form, good) != 0)
    g_error ("check passes although the content was changed: %.*s", (int) MIN (length, 4000), text);
  if (check == NULL)
    count->found++;
  else
    count->harmless++;
}

/* Every byte position in turn: one bit, the next letter, gone, doubled. What
 * check lets pass has the same canonical form. */
static void
test_every_byte (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *good = NULL;
  Manipulated count = { 0 };
  gsize length;
  gsize step;

  fill_chain (place->store);
  path = report (place, &soa, "soa.xml");
  text = read_file (path);
  length = strlen (text);
  good = canonical (text, length);
  g_assert_cmpstr (good, ==, text);
  step = g_test_thorough () ? 1 : MAX (1, length / 700);
  for (gsize i = 0; i < length; i += step)
    {
      g_autofree char *changed = g_memdup2 (text, length + 1);
      guint way = (guint) ((i / step) % 4);

      if (way == 0)
        changed[i] ^= (char) (1 << (i % 7));
      else if (way == 1)
        changed[i]++;
      else if (way == 2)
        memmove (changed + i, changed + i + 1, length - i);
      else
        changed[i] = changed[(i + 1) % length];
      try (path, good, changed, strnlen (changed, length), &count);
    }
  g_test_message ("%u of %u manipulations found, %u harmless", count.found, count.found + count.harmless, count.harmless);
  g_assert_cmpuint (count.found + count.harmless, >=, 500);
  g_assert_cmpuint (count.found, >, 9 * count.harmless);
}

static void
assert_fault (const char *path, const char *text, const char *from, const char *to, const char *message)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);
  g_autofree char *changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (parts[1]);
  changed = g_strconcat (parts[0], to, parts[1], NULL);
  write_file (path, changed, -1);
  g_assert_null (nw_check_file (path, NULL, &error));
  if (strstr (error->message, message) == NULL)
    g_error ("%s", error->message);
  g_assert_true (strstr (error->message, "line ") != NULL);
}

static void
test_faults (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  fill_chain (place->store);
  path = report (place, &audit, "audit.xml");
  text = read_file (path);
  assert_fault (path, text, "<title>Loss", "<title>Boss", "the content is not what was written");
  assert_fault (path, text, "<title>Loss", "<!-- x --><title>Loss", "comment");
  assert_fault (path, text, "<title>Loss", "<?x y?><title>Loss", "processing instruction");
  assert_fault (path, text, "<title>Loss", "<name>x</name><title>Loss", "does not follow its schema");
  assert_fault (path, text, "<digest", "<digest algorithm=\"sha256\">0</digest><digest", "does not follow its schema");
  assert_fault (path, text, "</report>", "x</report>", "does not follow its schema");
  assert_fault (path, text, "</report>", "\n</report>", "the content is not what was written");
  assert_fault (path, text, "urn:nachweis:report:1", "urn:other", "no report and no register");
  assert_fault (path, text, "<report ", "<report xmlns:x=\"urn:x\" x:y=\"z\" ", "line ");
  assert_fault (path, text, "<report ", "<!DOCTYPE report><report ", "document type");
}

static void
test_prefixed (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) prefixed = NULL;

  fill_chain (place->store);
  path = report (place, &soa, "soa.xml");
  text = read_file (path);
  prefixed = g_string_new (text);
  g_string_replace (prefixed, "</", "\001", 0);
  g_string_replace (prefixed, "<", "<p:", 0);
  g_string_replace (prefixed, "\001", "</p:", 0);
  g_string_replace (prefixed, " xmlns=", " xmlns:p=", 0);
  write_file (path, prefixed->str, -1);
  assert_passes (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  nw_language_init ("en");
  g_test_add_func ("/report/filled", test_filled);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/traceable", test_traceable);
  g_test_add_func ("/report/contents", test_contents);
  g_test_add_func ("/report/figures", test_figures);
  g_test_add_func ("/report/other-figures", test_other_figures);
  g_test_add_func ("/report/options", test_options);
  g_test_add_func ("/report/same-bytes", test_same_bytes);
  g_test_add_func ("/check/every-byte", test_every_byte);
  g_test_add_func ("/check/faults", test_faults);
  g_test_add_func ("/check/prefixed", test_prefixed);
  return g_test_run ();
}
