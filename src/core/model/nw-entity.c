/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-entity.h"

#include "nw-kind-private.h"
#include "nw-language.h"
#include "nw-psv.h"
#include "nw-record-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a table does not say because every kind has it. */
static const NwField code_field = { "code", &NW_TEXT, N_("Code"), 1, NW_COLUMN | NW_COMMON };
static const NwField owner_fields[] = {
  { "owner",  &NW_REF, N_("Accountable"), 1, NW_COMMON, .target = &nw_person },
  { "deputy", &NW_REF, N_("Deputy"),      1, NW_COMMON, .target = &nw_person },
};
static const NwField last_fields[] = {
  { "tags",    &NW_TAGS, N_("Tags"),    1, NW_COMMON },
  { "remarks", &NW_NOTE, N_("Remarks"), 1, NW_COMMON },
};

/* The whole row of fields of one kind, made once from its table. */
typedef struct
{
  NwField    *fields;
  guint       n;
  GHashTable *by_name;
  int         title, parent;
  GType       gtype;
} Layout;

static Layout layouts[128];

/* Where a name was found last, by where the name itself lies in memory. */
#define N_GUESSES 64
static guint8 guesses[G_N_ELEMENTS (layouts)][N_GUESSES];

static void
append (GArray *fields, const NwField *from, guint n)
{
  g_array_append_vals (fields, from, n);
}

static void
make_layout (const NwEntity *entity, Layout *layout)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (NwField));

  append (fields, &code_field, 1);
  append (fields, entity->fields, entity->n_fields);
  if (entity->flags & NW_OWNED)
    append (fields, owner_fields, G_N_ELEMENTS (owner_fields));
  append (fields, last_fields, G_N_ELEMENTS (last_fields));

  layout->n = fields->len;
  layout->fields = (NwField *) g_array_free (fields, FALSE);
  layout->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  layout->title = layout->parent = -1;
  for (guint i = 0; i < layout->n; i++)
    {
      const NwField *field = &layout->fields[i];

      g_assert (!g_hash_table_contains (layout->by_name, field->name));
      g_hash_table_insert (layout->by_name, (gpointer) field->name, GUINT_TO_POINTER (i + 1));
      g_assert ((field->kind == &NW_REF || field->kind == &NW_LINKS) == (field->target != NULL));
      if (layout->title < 0 && field->flags & NW_TITLE)
        layout->title = i;
      if (layout->parent < 0 && field->kind == &NW_REF)
        layout->parent = i;
    }
}

static const Layout *
get_layout (const NwEntity *entity)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      guint n;
      const NwEntity *const *entities = nw_registry (&n);

      for (guint i = 0; i < n; i++)
        {
          g_assert (entities[i]->number < G_N_ELEMENTS (layouts) && layouts[entities[i]->number].fields == NULL);
          make_layout (entities[i], &layouts[entities[i]->number]);
        }
      g_once_init_leave (&once, 1);
    }
  return &layouts[entity->number];
}

/* The kind called @name, or NULL. */
const NwEntity *
nw_entity_find (const char *name)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (entities[i]->name, name) == 0)
      return entities[i];
  return NULL;
}

const NwEntity *
nw_entity_by_number (guint number)
{
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->number == number)
      return entities[i];
  return NULL;
}

/* All fields: code first, then the table's, then those of every kind. */
const NwField *
nw_entity_get_fields (const NwEntity *entity, guint *n)
{
  const Layout *layout = get_layout (entity);

  *n = layout->n;
  return layout->fields;
}

const NwField *
nw_entity_get_field (const NwEntity *entity, guint index)
{
  const Layout *layout = get_layout (entity);

  g_return_val_if_fail (index < layout->n, NULL);
  return &layout->fields[index];
}

guint
nw_entity_n_fields (const NwEntity *entity)
{
  return get_layout (entity)->n;
}

/* Index of the field called @name, or -1. */
int
nw_entity_field_index (const NwEntity *entity, const char *name)
{
  const Layout *layout = get_layout (entity);
  guint8 *guess = &guesses[entity->number][(GPOINTER_TO_SIZE (name) >> 2) % N_GUESSES];
  guint found = __atomic_load_n (guess, __ATOMIC_RELAXED);

  /* Rules ask for the same literals again and again: where one was found last
   * time is a good guess, and no more than that. */
  if (found > 0 && found <= layout->n && strcmp (layout->fields[found - 1].name, name) == 0)
    return (int) found - 1;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (layout->by_name, name));
  if (found < G_MAXUINT8)
    __atomic_store_n (guess, (guint8) found, __ATOMIC_RELAXED);
  return (int) found - 1;
}

/* Index of the field a person calls the record by, or -1. */
int
nw_entity_title_index (const NwEntity *entity)
{
  return get_layout (entity)->title;
}

/* Index of the first reference: for parts, what they belong to. */
int
nw_entity_parent_index (const NwEntity *entity)
{
  return get_layout (entity)->parent;
}

GType
nw_entity_get_gtype (const NwEntity *entity)
{
  Layout *layout = (Layout *) get_layout (entity);
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (layout->gtype == 0)
    layout->gtype = nw_record_register_gtype (entity);
  return layout->gtype;
}

const char *
nw_entity_label (const NwEntity *entity)
{
  return _(entity->label);
}

const char *
nw_entity_label_plural (const NwEntity *entity)
{
  return _(entity->label_plural);
}

const char *
nw_field_label (const NwField *field)
{
  return _(field->label);
}

const char *
nw_choice_label (const NwChoice *choice)
{
  return _(choice->label);
}

gboolean
nw_field_is_stored (const NwField *field)
{
  return !field->computed;
}

/* Whether people enter it; else it is computed, or kept as it was computed. */
gboolean
nw_field_is_typed (const NwField *field)
{
  return !field->computed && field->keeps == NULL;
}

gboolean
nw_field_is_reference (const NwField *field)
{
  return field->target != NULL;
}

/* The cell of the field called @field, which must exist. */
const NwValue *
nw_row_cell (const NwRow *row, const char *field)
{
  int index = nw_entity_field_index (row->entity, field);

  if (index < 0)
    g_error ("%s has no field %s", row->entity->name, field);
  return &row->cells[index];
}

const char *
nw_row_text (const NwRow *row, const char *field)
{
  return nw_value_get_text (nw_row_cell (row, field));
}

gint64
nw_row_number (const NwRow *row, const char *field)
{
  return nw_value_get_number (nw_row_cell (row, field));
}

static gboolean
is_in_language (const NwField *field)
{
  g_autofree char *ending = g_strconcat ("_", nw_language_code (), NULL);

  return g_str_has_suffix (field->name, ending);
}

/* The title that is set, in the language of the program where there are
 * several; NULL if there is none. */
const char *
nw_row_title (const NwRow *row)
{
  const char *title = NULL;
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *text = fields[i].flags & NW_TITLE ? nw_value_get_text (&row->cells[i]) : NULL;

      if (text != NULL && (title == NULL || is_in_language (&fields[i])))
        title = text;
    }
  return title;
}

void
nw_problem_free (NwProblem *problem)
{
  g_free (problem->message);
  g_free (problem);
}

static void
add_problem (GPtrArray *problems, guint field, char *message)
{
  NwProblem *problem = g_new0 (NwProblem, 1);

  problem->field = field;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

static void
check_order (const NwRow *row, const char *const *names, GPtrArray *problems)
{
  int last = -1;

  for (; *names != NULL; names++)
    {
      int index = nw_entity_field_index (row->entity, *names);
      const NwField *field = nw_entity_get_field (row->entity, index);

      if (!nw_value_is_set (&row->cells[index]))
        continue;
      if (last >= 0 && nw_kind_compare (field, &row->cells[index], &row->cells[last]) < 0)
        {
          g_autofree char *text = nw_kind_display (field, &row->cells[index]);
          g_autofree char *before = nw_kind_display (field, &row->cells[last]);

          add_problem (problems, index,
                       g_strdup_printf (_("%s lies before %s (%s): put them in order"), text,
                                        nw_field_label (nw_entity_get_field (row->entity, last)), before));
        }
      last = index;
    }
}

/* Values that were picked, not read from a text, come here unchecked. */
static void
check_range (const NwField *field, guint index, gint64 number, GPtrArray *problems)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  GError *error = NULL;

  if (nw_in_range (field, number, text, &error))
    return;
  add_problem (problems, index, g_strdup (error->message));
  g_error_free (error);
}

/* The lines of a catalogue are all there can be: nobody looks for another. */
static void
check_line (const NwRow *row, guint index, GPtrArray *problems)
{
  NwPsv *lines = nw_psv_shared (row->entity->catalogue);
  const char *text = nw_value_get_text (&row->cells[index]);
  guint n = nw_psv_rows (lines);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (nw_psv_get (lines, i, "id"), text) == 0)
      return;
  add_problem (problems, index,
               g_strdup_printf (_("there is no “%s”: choose from %s to %s"), text, nw_psv_get (lines, 0, "id"), nw_psv_get (lines, n - 1, "id")));
}

static void
check_together (const NwRow *row, GPtrArray *problems)
{
  guint field = 0;
  GError *error = NULL;

  if (row->entity->check == NULL || row->entity->check (row, &field, &error))
    return;
  add_problem (problems, field, g_strdup (error->message));
  g_error_free (error);
}

/**
 * nw_row_validate:
 *
 * Checks what can be said of one record alone: required fields, lines of a
 * catalogue, fields that must not go back in time or together. Single values
 * were checked as they were read.
 *
 * Returns: (transfer full): an array of #NwProblem, empty when all is well
 */
GPtrArray *
nw_row_validate (const NwRow *row)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) nw_problem_free);
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  for (guint i = 0; i < n; i++)
    if (fields[i].flags & NW_REQUIRED && !nw_value_is_set (&row->cells[i]))
      add_problem (problems, i, g_strdup (_("this field must not be empty")));
    else if (row->cells[i].tag == NW_TAG_NUMBER && !nw_field_is_reference (&fields[i]))
      check_range (&fields[i], i, row->cells[i].number, problems);
    else if (fields[i].flags & NW_LISTED)
      check_line (row, i, problems);
  for (guint i = 0; i < row->entity->n_orders; i++)
    check_order (row, row->entity->orders[i], problems);
  check_together (row, problems);
  return problems;
}
