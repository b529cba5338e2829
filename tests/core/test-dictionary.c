/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-help.h"

#include <string.h>

/* The list of kinds and fields that others rely on, where it is at hand: every
 * name in it must be a field of that kind, with that type. It is prose with
 * commas, so it is read loosely, and what is no name is left out. */

static guint n_kinds, n_fields, n_types, n_choices;

/* Said in other words there. */
static const struct
{
  const char *kind, *word;
} spoken[] = { { "management_review", "inputs" }, { "evidence", "file" } };

static const struct
{
  const char   *word;
  const NwKind *kind;
} types[] = {
  { "text", &NW_TEXT }, { "note", &NW_NOTE }, { "int", &NW_INT }, { "money", &NW_MONEY }, { "decimal", &NW_DECIMAL },
  { "percent", &NW_PERCENT }, { "bool", &NW_BOOL }, { "date", &NW_DATE }, { "instant", &NW_INSTANT }, { "instants", &NW_INSTANT },
  { "minutes", &NW_MINUTES }, { "url", &NW_URL }, { "choice", &NW_CHOICE }, { "set", &NW_SET },
};

static gboolean
is_name_char (char c)
{
  return g_ascii_islower (c) || g_ascii_isdigit (c) || c == '_';
}

static gsize
name_length (const char *text)
{
  gsize length = 0;

  while (is_name_char (text[length]))
    length++;
  return length;
}

/* Splits at commas and semicolons outside of brackets. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  int depth = 0;

  for (const char *p = text;; p++)
    {
      depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
      if (*p != '\0' && ((*p != ',' && *p != ';') || depth > 0))
        continue;
      g_ptr_array_add (parts, g_strstrip (g_strndup (start, p - start)));
      if (*p == '\0')
        return parts;
      start = p + 1;
    }
}

static gboolean
is_prose (const char *kind, const char *part, const char *name)
{
  g_auto (GStrv) words = g_regex_split_simple ("[ (]", part, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    if (strcmp (kind, spoken[i].kind) == 0 && strcmp (name, spoken[i].word) == 0)
      return TRUE;
  return g_strv_length (words) >= 3 && strchr (part, '(') == NULL;
}

/* Every plain word of "choice(a, b, c)" must be one of the field's. */
static void
check_choices (const NwEntity *entity, const NwField *field, const char *list)
{
  g_autofree char *inner = g_strndup (list, strcspn (list, ")"));
  g_auto (GStrv) names = g_strsplit (inner, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const NwChoice *choice = field->choices;

      g_strstrip (names[i]);
      if (*names[i] == '\0' || name_length (names[i]) != strlen (names[i]))
        continue;
      while (choice->name != NULL && strcmp (choice->name, names[i]) != 0)
        choice++;
      if (choice->name == NULL)
        g_error ("%s.%s lacks the choice %s", entity->name, field->name, names[i]);
      n_choices++;
    }
}

static void
check_reference (const NwEntity *entity, const NwField *field, const char *arrow)
{
  gsize length = name_length (arrow);
  g_autofree char *target = length > 0 ? g_strndup (arrow, length) : g_strdup (field->name);
  const NwKind *wanted = arrow[length] == '*' ? &NW_LINKS : &NW_REF;

  if (field->kind != wanted || strcmp (field->target->name, target) != 0)
    g_error ("%s.%s does not refer to %s", entity->name, field->name, target);
  n_types++;
}

/* The type of a field: what follows its name, or what its name ends in. */
static void
check_type (const NwEntity *entity, const NwField *field, const char *rest)
{
  const char *word = rest + strspn (rest, " (");
  gsize length = name_length (word);

  if (g_str_has_suffix (field->name, "_on") && field->kind != &NW_DATE && !g_str_has_prefix (rest, "→"))
    g_error ("%s.%s is no date", entity->name, field->name);
  if (g_str_has_suffix (field->name, "_at") && field->kind != &NW_INSTANT)
    g_error ("%s.%s is no instant", entity->name, field->name);
  if (g_str_has_prefix (rest, "→"))
    check_reference (entity, field, rest + strlen ("→"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].word) == length && strncmp (types[i].word, word, length) == 0)
      {
        if (field->kind != types[i].kind)
          g_error ("%s.%s is a %s, not a %s", entity->name, field->name, field->kind->name, types[i].kind->name);
        n_types++;
        if (field->choices != NULL && word[length] == '(')
          check_choices (entity, field, word + length + 1);
      }
}

static void
check_part (const NwEntity *entity, const char *part)
{
  gsize length = name_length (part);
  g_autofree char *name = g_strndup (part, length);
  const char *rest = part + length;
  const NwField *field;
  int index;

  if (length < 2)
    return;
  index = nw_entity_field_index (entity, name);
  if (index < 0 && is_prose (entity->name, part, name))
    return;
  if (index < 0)
    g_error ("%s has no field %s (“%s”)", entity->name, name, part);
  field = nw_entity_get_field (entity, (guint) index);
  n_fields++;
  if (field->computed != (*rest == '='))
    g_error ("%s.%s: computed or not?", entity->name, name);
  if (*rest == '=' && rest[1] == '(' && field->choices != NULL)
    check_choices (entity, field, rest + 2);
  if (*rest != '=')
    check_type (entity, field, rest);
}

static void
check_kind (const char *name, const char *text)
{
  const NwEntity *entity = nw_entity_find (name);
  const char *colon = strstr (text, ":");
  g_autofree char *fields = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (g_str_has_prefix (text, " (a view"))
    return;
  if (entity == NULL)
    g_error ("there is no kind %s", name);
  if (g_str_has_prefix (text, " ("))
    colon = strstr (text, "):") != NULL ? strstr (text, "):") + 1 : colon;
  g_assert_nonnull (colon);
  fields = g_strdup (colon + 1);
  if (strstr (fields, " — ") != NULL)
    *strstr (fields, " — ") = '\0';
  parts = split (fields);
  for (guint i = 0; i < parts->len; i++)
    check_part (entity, parts->pdata[i]);
  n_kinds++;
}

/* The kinds of one bullet: "**name** (remark): fields; **other**: fields" */
static void
check_bullet (const char *bullet)
{
  g_auto (GStrv) pieces = g_strsplit (bullet, "**", -1);

  for (guint i = 1; i + 1 < g_strv_length (pieces); i += 2)
    check_kind (pieces[i], pieces[i + 1]);
}

static char *
load_list (void)
{
  const char *folder = g_getenv ("NACHWEIS_SHARED");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "records.md", NULL) : NULL;
  char *text = NULL;

  return path != NULL && g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

static void
test_dictionary (void)
{
  g_autofree char *text = load_list ();
  g_autoptr (GString) bullet = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    {
      g_test_skip ("the list of kinds is not at hand");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *more = g_str_has_prefix (lines[i], "  computed: ") ? lines[i] + strlen ("  computed: ") : NULL;

      if (more != NULL)
        {
          g_string_append_printf (bullet, ", %s", more);
          continue;
        }
      check_bullet (bullet->str);
      g_string_assign (bullet, g_str_has_prefix (lines[i], "- **") ? lines[i] : "");
    }
  check_bullet (bullet->str);
  g_test_message ("%u kinds, %u fields, %u types, %u choices", n_kinds, n_fields, n_types, n_choices);
  g_assert_cmpuint (n_kinds, >=, 48);
  g_assert_cmpuint (n_fields, >=, 400);
}

/* What every record has beside its table. */
static void
test_common (void)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint e = 0; e < n; e++)
    {
      gboolean owned = (entities[e]->flags & NW_OWNED) != 0;

      g_assert_cmpuint (field_of (entities[e], "code"), ==, NW_FIELD_CODE);
      g_assert_cmpint (nw_entity_field_index (entities[e], "owner") >= 0, ==, owned);
      g_assert_cmpint (nw_entity_field_index (entities[e], "deputy") >= 0, ==, owned);
      g_assert_true (nw_entity_get_field (entities[e], field_of (entities[e], "tags"))->kind == &NW_TAGS);
      g_assert_true (nw_entity_get_field (entities[e], field_of (entities[e], "remarks"))->kind == &NW_NOTE);
    }
}

int
main (int argc, char **argv)
{
  core_init (&argc, &argv);
  g_test_add_func ("/dictionary/list", test_dictionary);
  g_test_add_func ("/dictionary/common", test_common);
  return g_test_run ();
}
