/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange-test.h"
#include "nw-oscal-catalog.h"
#include "nw-xml-reader.h"

#include <string.h>

/* Counted in the files by another program that builds a tree of them. */
typedef struct
{
  const char *name;
  guint       groups, controls, withdrawn, statements, guidances, links, resources, faults;
} Expected;

static const Expected catalogues[] = {
  { "catalogues/BSI_Grundschutz-Kompendium_0.9.7.xml", 156, 985, 0, 985, 979, 224, 0, 0 },
  { "catalogues/NIST_CSF_v2.0_catalog.xml", 6, 219, 0, 207, 112, 0, 3, 1 },
  { "catalogues/NIST_SP-800-53_rev4_catalog.xml", 18, 922, 96, 826, 695, 2012, 119, 0 },
  { "catalogues/NIST_SP-800-53_rev5_2020_catalog.xml", 20, 1189, 182, 1007, 1008, 5682, 194, 0 },
  { "catalogues/NIST_SP800-171_rev3_catalog.xml", 17, 227, 33, 97, 97, 397, 358, 2 },
  { "catalogues/BSI_Lieferkettensicherheit_catalog.json", 30, 146, 0, 146, 146, 29, 0, 0 },
  { "examples/basic-catalog.xml", 4, 4, 0, 4, 5, 0, 0, 0 },
  { "minimal/catalog.xml", 2, 3, 0, 3, 0, 0, 0, 0 },
};

static NwOscalItem *
find_item (NwOscalCatalog *catalog, const char *id)
{
  for (guint i = 0; i < catalog->items->len; i++)
    {
      NwOscalItem *item = catalog->items->pdata[i];

      if (strcmp (item->id, id) == 0)
        return item;
    }

  return NULL;
}

static gboolean
has_sentence (GPtrArray *sentences, const char *part)
{
  for (guint i = 0; i < sentences->len; i++)
    if (strstr (sentences->pdata[i], part) != NULL)
      return TRUE;

  return FALSE;
}

static Expected
count (NwOscalCatalog *catalog)
{
  Expected n = { .resources = catalog->resources->len, .faults = catalog->faults->len };

  for (guint i = 0; i < catalog->items->len; i++)
    {
      NwOscalItem *item = catalog->items->pdata[i];

      n.groups += item->is_group;
      n.controls += !item->is_group;
      n.withdrawn += item->withdrawn;
      n.statements += item->statement != NULL;
      n.guidances += item->guidance != NULL;
      n.links += item->links->len;
    }

  return n;
}

/* What holds for every catalogue that was read. */
static void
check_items (NwOscalCatalog *catalog)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < catalog->items->len; i++)
    {
      NwOscalItem *item = catalog->items->pdata[i];

      g_assert_cmpuint (item->position, ==, i);
      g_assert_nonnull (item->reference);
      g_assert_true (g_hash_table_add (seen, item->id));
      g_assert_true (item->parent_id == NULL || g_hash_table_contains (seen, item->parent_id));
      g_assert_cmpint (item->depth == 0, ==, item->parent_id == NULL);
      g_assert_false (item->assessable && (item->is_group || item->withdrawn));
      g_assert_true (item->statement == NULL || strpbrk (item->statement, "\001\002") == NULL);
      g_assert_true (item->guidance == NULL || strpbrk (item->guidance, "\001\002") == NULL);
    }
}

static NwOscalCatalog *
read_shared (const char *name, GError **error)
{
  g_autofree char *inside = g_build_filename ("oscal", name, NULL);
  g_autofree char *path = find_shared (inside);

  return path != NULL ? nw_oscal_catalog_read (path, NULL, error) : NULL;
}

static void
test_catalogue (gconstpointer data)
{
  const Expected *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_shared (expected->name, &error);
  Expected n;

  g_assert_no_error (error);
  if (catalog == NULL)
    return;

  n = count (catalog);
  g_assert_cmpuint (n.groups, ==, expected->groups);
  g_assert_cmpuint (n.controls, ==, expected->controls);
  g_assert_cmpuint (n.withdrawn, ==, expected->withdrawn);
  g_assert_cmpuint (n.statements, ==, expected->statements);
  g_assert_cmpuint (n.guidances, ==, expected->guidances);
  g_assert_cmpuint (n.links, ==, expected->links);
  g_assert_cmpuint (n.resources, ==, expected->resources);
  g_assert_cmpuint (n.faults, ==, expected->faults);
  check_items (catalog);
}

static void
test_texts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_shared ("catalogues/NIST_SP-800-53_rev5_2020_catalog.xml", &error);
  NwOscalItem *item;

  g_assert_no_error (error);
  if (catalog == NULL)
    return;

  item = find_item (catalog, "ac-2.2");
  g_assert_cmpstr (item->reference, ==, "AC-2(2)");
  g_assert_cmpstr (item->parent_id, ==, "ac-2");
  g_assert_cmpstr (item->theme, ==, "Access Control");
  g_assert_cmpstr (item->sort_id, ==, "ac-02.02");
  g_assert_cmpstr (item->statement, ==,
                   "Automatically [Selection: remove; disable] temporary and emergency accounts after "
                   "[Assignment: organization-defined time period for each type of account].");
  item = find_item (catalog, "ac-2");
  g_assert_nonnull (strstr (item->statement, "\nd. Specify:\n  1. Authorized users of the system;\n  2. Group"));
}

static void
test_sha256 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_shared ("catalogues/NIST_CSF_v2.0_catalog.xml", &error);

  g_assert_no_error (error);
  if (catalog == NULL)
    return;

  g_assert_cmpstr (catalog->sha256, ==, "53ee579c09a7b9d9c635964a92dc6c63bd39921a55e8142d69c7dd95cb3b3076");
  g_assert_cmpstr (catalog->publisher, ==, "National Institute of Standards and Technology");
  g_assert_true (has_sentence (catalog->faults, "v1.1.3"));
  g_assert_true (has_sentence (catalog->left_out, "“risk-party” (125)"));
}

static void
test_left_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_shared ("catalogues/NIST_SP800-171_rev3_catalog.xml", &error);

  g_assert_no_error (error);
  if (catalog == NULL)
    return;

  g_assert_true (has_sentence (catalog->left_out, "(703): “assessment-objective” (422), “assessment-method” (281)"));
  g_assert_true (has_sentence (catalog->faults, "Links to files beside the catalog, which were not read (41)"));
}

static const struct { const char *name, *message; } others[] = {
  { "catalogues/NIST_SP-800-53_rev5_LOW-baseline_profile.xml", "this is an OSCAL profile, not a catalog" },
  { "minimal/ssp.xml", "this is an OSCAL system security plan" },
  { "minimal/component-definition.xml", "this is an OSCAL component definition" },
  { "minimal/assessment-plan.xml", "this is an OSCAL assessment plan" },
  { "minimal/assessment-results.xml", "these are OSCAL assessment results" },
  { "minimal/poam.xml", "this is an OSCAL plan of action" },
  { "minimal/mapping.xml", "this is an OSCAL mapping" },
  { "examples/BSI_Lieferkettensicherheit_component-definition.json", "this is an OSCAL component definition" },
  { "xsd/1.2.1/oscal_catalog_schema.xsd", "this is no OSCAL catalog but a document “schema”" },
};

static void
test_others (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NwOscalCatalog) catalog = read_shared (others[i].name, &error);

      g_assert_null (catalog);
      if (error == NULL)
        return;
      g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, others[i].message));
    }
}

/* libxml2's own broken documents: all survived, none taken for a catalogue. */
static void
test_broken (void)
{
  g_autofree char *folder = find_shared ("samples/xml-errors");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (NwOscalCatalog) catalog = nw_oscal_catalog_read (path, NULL, &error);

      g_assert_null (catalog);
      g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (g_get_monotonic_time () - begun, <, TIME_LIMIT);
      g_test_message ("%s: %s", name, error->message);
      n++;
    }
  g_assert_cmpuint (n, >=, 45);
}

/* --- small catalogues of our own --- */

static NwOscalCatalog *
read_catalog (const char *content, GError **error)
{
  g_autofree char *document = g_strdup_printf ("<catalog xmlns='http://csrc.nist.gov/ns/oscal/1.0' "
                                               "uuid='7602ea91-1954-4839-a889-93f56c32708b'>"
                                               "<metadata><title>T</title><last-modified>x</last-modified>"
                                               "<version>1</version><oscal-version>1.1.3</oscal-version></metadata>"
                                               "%s</catalog>", content);
  g_autoptr (TestFile) file = test_file_new (document, -1);

  return nw_oscal_catalog_read (file->path, NULL, error);
}

static void
assert_statement (const char *statement, const char *expected)
{
  g_autofree char *content = g_strdup_printf ("<control id='c'><title>C</title>"
                                              "<param id='a'><label>an <em>A</em></label></param>"
                                              "<param id='b'><value>five</value></param>"
                                              "<param id='s'><select how-many='one-or-more'><choice>x <insert type='param' id-ref='a'/></choice>"
                                              "<choice>y</choice></select></param>"
                                              "<param id='me'><value>(<insert type='param' id-ref='me'/>)</value></param>"
                                              "<part name='statement'>%s</part></control>", statement);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_catalog (content, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (find_item (catalog, "c")->statement, ==, expected);
}

static void
test_markup (void)
{
  assert_statement ("<p>  one\n two <em>three</em>, <q>four</q>.</p><p>five</p>", "one two three, “four”.\n\nfive");
  assert_statement ("<p>a</p><ul><li>b</li><li>c<ul><li>d</li></ul></li></ul>", "a\n- b\n- c\n  - d");
  assert_statement ("<ol><li><p>a</p></li><li>b</li></ol>", "1. a\n2. b");
  assert_statement ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td/></tr></table>", "a | b\nc | ");
  assert_statement ("<pre>a\n  b</pre><p>x<br/>y</p>", "a\n  b\n\nx\ny");
  assert_statement ("<p><a href='#x'>in</a> <a href='https://o.example/'>out</a></p>", "in out (https://o.example/)");
  assert_statement ("<part name='item'><prop name='label' value='a.'/><p>x</p><part name='item'>"
                    "<prop name='label' value='1.'/><p>y</p></part></part>", "a. x\n  1. y");
  assert_statement ("<p></p>", NULL);
}

static void
test_parameters (void)
{
  assert_statement ("<p>(<insert type='param' id-ref='a'/>)</p>", "([Assignment: an A])");
  assert_statement ("<p>in <insert type='param' id-ref='b'/> days</p>", "in five days");
  assert_statement ("<p><insert type='param' id-ref='s'/></p>", "[Selection (one or more): x [Assignment: an A]; y]");
  assert_statement ("<p><insert type='param' id-ref='me'/></p>", "([Assignment: me])");
  assert_statement ("<p><insert type='param' id-ref='none'/></p>", "[Assignment: none]");
}

/* Thirty parameters, each ten times the one before. */
static void
test_multiplying_parameters (void)
{
  g_autoptr (GString) content = g_string_new ("<param id='p0'><value>ha</value></param>");
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = NULL;

  for (guint i = 1; i < 30; i++)
    {
      g_string_append_printf (content, "<param id='p%u'><value>", i);
      for (guint k = 0; k < 10; k++)
        g_string_append_printf (content, "<insert type='param' id-ref='p%u'/>", i - 1);
      g_string_append (content, "</value></param>");
    }
  g_string_append (content, "<control id='c'><title><insert type='param' id-ref='p29'/></title></control>");

  catalog = read_catalog (content->str, &error);
  g_assert_null (catalog);
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "multiply"));
}

static void
test_faults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_catalog (
    "<group><title>G</title><control id='c'><title>One</title><link rel='related' href='#nowhere'/>"
    "<part name='statement'><p>s</p></part></control>"
    "<control id='c'><title>Two</title><link rel='related' href='#c'/></control>"
    "<control id='5 c'/></group>", &error);

  g_assert_no_error (error);
  check_items (catalog);
  g_assert_cmpstr (find_item (catalog, "c-2")->title, ==, "Two");
  g_assert_cmpstr (find_item (catalog, "group-1")->title, ==, "G");
  g_assert_true (((NwOscalLink *) find_item (catalog, "c-2")->links->pdata[0])->internal);
  g_assert_true (has_sentence (catalog->faults, "more than once, told apart by a number here (1): “c”"));
  g_assert_true (has_sentence (catalog->faults, "“#nowhere”"));
  g_assert_true (has_sentence (catalog->faults, "“5 c”"));
  g_assert_true (has_sentence (catalog->faults, "“group-1”"));
  g_assert_true (has_sentence (catalog->faults, "without a title (1)"));
  g_assert_true (has_sentence (catalog->faults, "state nothing (2)"));
  g_assert_false (has_sentence (catalog->faults, "more than this program"));
}

static void
test_json_oddity (void)
{
  static const char document[] = "\xef\xbb\xbf \n{\"catalog\":{\"uuid\":\"7602ea91-1954-4839-a889-93f56c32708b\",\"metadata\":{\"title\":\"T\","
                                 "\"last-modified\":\"x\",\"version\":\"1\",\"oscal-version\":\"1.1.3\"},\"controls\":[{\"id\":\"c\","
                                 "\"title\":\"C\",\"links\":{\"href\":\"#c\",\"rel\":\"related\"},\"parts\":[{\"name\":\"statement\","
                                 "\"prose\":\"One {{ insert: param, p }}\\ntwo.\\n\\n1. three\"}],\"params\":[{\"id\":\"p\",\"values\":[\"V\"]}]}]}}";
  g_autoptr (TestFile) file = test_file_new (document, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = nw_oscal_catalog_read (file->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (find_item (catalog, "c")->statement, ==, "One V two.\n\n1. three");
  g_assert_cmpuint (find_item (catalog, "c")->links->len, ==, 1);
  g_assert_cmpuint (catalog->faults->len, ==, 1);
  g_assert_true (has_sentence (catalog->faults, "not written as an array (1): “link”"));
}

/* If these could not fail, the counts above would prove nothing. */
static void
test_control (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NwOscalCatalog) catalog = read_catalog ("<control id='c'><title>C</title></control>", &error);
  g_autoptr (TestFile) foreign = test_file_new ("<catalog xmlns='urn:other'/>", -1);
  g_autoptr (NwOscalCatalog) other = NULL;
  Expected n;

  g_assert_no_error (error);
  n = count (catalog);
  g_assert_cmpuint (n.controls, ==, 1);
  g_assert_cmpuint (n.statements, ==, 0);
  g_assert_null (find_item (catalog, "d"));
  g_assert_false (has_sentence (catalog->faults, "more than once"));

  other = nw_oscal_catalog_read (foreign->path, NULL, &error);
  g_assert_null (other);
  g_assert_error (error, NW_XML_ERROR, NW_XML_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (catalogues); i++)
    {
      g_autofree char *path = g_strconcat ("/oscal/", catalogues[i].name, NULL);

      g_test_add_data_func (path, &catalogues[i], test_catalogue);
    }
  g_test_add_func ("/oscal/texts", test_texts);
  g_test_add_func ("/oscal/sha256", test_sha256);
  g_test_add_func ("/oscal/left-out", test_left_out);
  g_test_add_func ("/oscal/others", test_others);
  g_test_add_func ("/oscal/broken", test_broken);
  g_test_add_func ("/oscal/markup", test_markup);
  g_test_add_func ("/oscal/parameters", test_parameters);
  g_test_add_func ("/oscal/multiplying-parameters", test_multiplying_parameters);
  g_test_add_func ("/oscal/faults", test_faults);
  g_test_add_func ("/oscal/json-oddity", test_json_oddity);
  g_test_add_func ("/oscal/control", test_control);

  return g_test_run ();
}
