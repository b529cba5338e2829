/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-where.h"

#include <string.h>

typedef enum { OP_EMPTY, OP_SET, OP_EQUAL, OP_NOT_EQUAL, OP_LESS, OP_LESS_EQUAL, OP_GREATER, OP_GREATER_EQUAL, OP_CONTAINS } Op;

struct _CliWhere
{
  guint    field;
  Op       op;
  char    *text;   /* as typed; folded for OP_CONTAINS */
  NwValue  value;  /* unless the field is a reference */
};

/* Longer signs first, so that "<=" is not read as "<". */
static const struct { const char *sign; Op op; } ops[] = {
  { "is empty", OP_EMPTY }, { "is set", OP_SET }, { "!=", OP_NOT_EQUAL }, { "<=", OP_LESS_EQUAL }, { ">=", OP_GREATER_EQUAL },
  { "=", OP_EQUAL }, { "<", OP_LESS }, { ">", OP_GREATER }, { "~", OP_CONTAINS },
};

static void
free_where (gpointer data)
{
  CliWhere *where = data;

  nw_value_clear (&where->value);
  g_free (where->text);
  g_free (where);
}

static int
find_field (const NwEntity *entity, const char *name, CliStatus *status)
{
  int index = nw_entity_field_index (entity, name);

  if (index < 0)
    *status = cli_usage (_("%s has no field “%s”: kinds %s lists them"), entity->name, name, entity->name);
  return index;
}

static gboolean
find_op (const char *rest, Op *op, const char **value)
{
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    if (g_str_has_prefix (rest, ops[i].sign))
      {
        *op = ops[i].op;
        *value = rest + strlen (ops[i].sign);
        while (*value[0] == ' ')
          (*value)++;
        return *op > OP_SET || **value == '\0';
      }
  return FALSE;
}

static gboolean
read_value (CliWhere *where, const NwField *field, CliStatus *status)
{
  g_autoptr (GError) error = NULL;

  if (where->op <= OP_SET || where->op == OP_CONTAINS || nw_field_is_reference (field) || *where->text == '\0')
    return TRUE;
  if (nw_kind_parse (field, where->text, NW_FORM_MACHINE, &where->value, &error))
    return TRUE;
  *status = cli_usage ("--where %s: %s", field->name, error->message);
  return FALSE;
}

/* Only = and != ask for what is unknown. */
static gboolean
check_value (Op op, const char *value, const char *text, CliStatus *status)
{
  if (op <= OP_NOT_EQUAL || *value != '\0')
    return TRUE;
  *status = cli_usage (_("--where “%s”: a value is missing: write one, or “is empty” or “is set”"), text);
  return FALSE;
}

static CliWhere *
parse_one (const NwEntity *entity, const char *text, CliStatus *status)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_");
  g_autofree char *name = g_strndup (text, length);
  const char *rest = text + length + strspn (text + length, " ");
  int field = find_field (entity, name, status);
  const char *value;
  CliWhere *where;
  Op op;

  if (field < 0)
    return NULL;
  if (!find_op (rest, &op, &value))
    {
      *status = cli_usage (_("--where “%s”: write FIELD OP VALUE with =, !=, <, <=, >, >=, ~, “is empty” or “is set”"), text);
      return NULL;
    }
  if (!check_value (op, value, text, status))
    return NULL;
  where = g_new0 (CliWhere, 1);
  where->field = (guint) field;
  where->op = op;
  where->text = op == OP_CONTAINS ? g_utf8_casefold (value, -1) : g_strdup (value);
  if (read_value (where, nw_entity_get_field (entity, where->field), status))
    return where;
  free_where (where);
  return NULL;
}

/* Returns: (transfer full): conditions, or %NULL with @status */
GPtrArray *
cli_where_parse (const NwEntity *entity, char **texts, CliStatus *status)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (free_where);

  for (; texts != NULL && *texts != NULL; texts++)
    {
      CliWhere *where = parse_one (entity, *texts, status);

      if (where == NULL)
        return NULL;
      g_ptr_array_add (conditions, where);
    }
  return g_steal_pointer (&conditions);
}

static gboolean
holds (Op op, int order)
{
  switch (op)
    {
    case OP_EQUAL: return order == 0;
    case OP_NOT_EQUAL: return order != 0;
    case OP_LESS: return order < 0;
    case OP_LESS_EQUAL: return order <= 0;
    case OP_GREATER: return order > 0;
    case OP_GREATER_EQUAL: return order >= 0;
    case OP_EMPTY:
    case OP_SET:
    case OP_CONTAINS:
    default: return FALSE;
    }
}

static gboolean
contains (NwStore *store, const NwField *field, const NwValue *cell, const char *wanted)
{
  g_autofree char *text = nw_store_format (store, field, cell);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, wanted) != NULL;
}

/* Unknown is neither less nor greater than anything, and never equal. */
static gboolean
match_one (const CliWhere *where, NwStore *store, const NwRow *row)
{
  const NwField *field = nw_entity_get_field (row->entity, where->field);
  const NwValue *cell = &row->cells[where->field];

  if (where->op == OP_EMPTY || where->op == OP_SET)
    return nw_value_is_set (cell) == (where->op == OP_SET);
  if (!nw_value_is_set (cell) || *where->text == '\0')
    return (where->op == OP_EQUAL) == (!nw_value_is_set (cell) && *where->text == '\0') && (where->op == OP_EQUAL || where->op == OP_NOT_EQUAL);
  if (where->op == OP_CONTAINS)
    return contains (store, field, cell, where->text);
  if (nw_field_is_reference (field))
    {
      g_autofree char *codes = nw_store_format (store, field, cell);

      return holds (where->op, strcmp (codes, where->text));
    }
  return holds (where->op, nw_kind_compare (field, cell, &where->value));
}

gboolean
cli_where_match (GPtrArray *conditions, NwStore *store, const NwRow *row)
{
  for (guint i = 0; i < conditions->len; i++)
    if (!match_one (conditions->pdata[i], store, row))
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full): array of CliSort, or %NULL with @status */
GArray *
cli_sort_parse (const NwEntity *entity, const char *text, CliStatus *status)
{
  g_autoptr (GArray) sorts = g_array_new (FALSE, FALSE, sizeof (CliSort));
  g_auto (GStrv) names = g_strsplit (text ?: "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean descending = g_strstrip (names[i])[0] == '-';
      int field = find_field (entity, names[i] + descending, status);
      CliSort sort = { (guint) field, descending };

      if (field < 0)
        return NULL;
      g_array_append_val (sorts, sort);
    }
  return g_steal_pointer (&sorts);
}

/* Returns: (transfer full): array of guint, or %NULL with @status */
GArray *
cli_fields_parse (const NwEntity *entity, const char *text, CliStatus *status)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int field = find_field (entity, g_strstrip (names[i]), status);

      if (field < 0)
        return NULL;
      g_array_append_val (fields, field);
    }
  if (fields->len == 0)
    {
      *status = cli_usage (_("--fields is empty: write names of fields, separated by commas"));
      return NULL;
    }
  return g_steal_pointer (&fields);
}
