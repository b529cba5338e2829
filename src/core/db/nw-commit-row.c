/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../model/nw-error.h"
#include "../model/nw-kind-private.h"
#include "nw-commit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What one row of a change does to the file. */
typedef struct
{
  const NwEntity *entity;
  NwValue        *before, *after;
  gint64          revision;
  gboolean        was_deleted, is_deleted, is_new;
} Step;

static void
step_clear (Step *step)
{
  nw_cells_free (step->entity, step->before);
  nw_cells_free (step->entity, step->after);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

/* A random (version 4) UUID, from the register's source of randomness. */
void
nw_uuid_make (NwStore *self, guint8 uuid[16])
{
  nw_store_random (self, uuid, 16);
  uuid[6] = (uuid[6] & 0x0f) | 0x40;
  uuid[8] = (uuid[8] & 0x3f) | 0x80;
}

static const char *
cell_code (const NwValue *cells)
{
  return nw_value_get_text (&cells[NW_FIELD_CODE]) ?: "?";
}

static gboolean
refuse_field (const Step *step, guint field, const char *message, GError **error)
{
  const NwField *f = nw_entity_get_field (step->entity, field);
  g_autofree char *text = nw_kind_format (f, &step->after[field]);

  if (*text == '\0' || strlen (text) > 80 || nw_field_is_reference (f))
    return nw_refuse (error, _("%s %s: field %s: %s"), step->entity->name, cell_code (step->after), f->name, message);
  return nw_refuse (error, _("%s %s: field %s: “%s”: %s"), step->entity->name, cell_code (step->after), f->name, text, message);
}

static gboolean
refuse_stale (NwStore *self, const Step *step, GError **error)
{
  g_set_error (error, NW_DB_ERROR, NW_DB_ERROR_STALE,
               _("%s %s was changed by somebody else meanwhile: look at it again, then repeat the change"), step->entity->name,
               cell_code (step->before));
  return FALSE;
}

static gboolean
load_step (NwStore *self, NwChangeRow *row, Step *step, GError **error)
{
  gboolean found = FALSE;
  guint8 uuid[16];
  guint n = nw_entity_n_fields (row->entity);

  step->entity = row->entity;
  step->before = nw_cells_new (row->entity);
  step->after = nw_cells_new (row->entity);
  step->is_new = row->revision == 0;
  if (!step->is_new)
    {
      if (!nw_store_load_row (self, row->entity, row->id, step->before, &step->revision, &step->was_deleted, uuid, &found, error))
        return FALSE;
      if (!found || step->revision != row->revision)
        return refuse_stale (self, step, error);
    }
  for (guint i = 0; i < n; i++)
    step->after[i] = nw_value_copy (&step->before[i]);
  for (guint i = 0; i < row->edits->len; i++)
    {
      const NwEdit *edit = &g_array_index (row->edits, NwEdit, i);

      nw_value_assign (&step->after[edit->field], &edit->after);
    }
  step->is_deleted = row->mark == NW_MARK_DELETE || (row->mark == NW_MARK_KEEP && step->was_deleted);
  return TRUE;
}

static gboolean
is_code (const char *code)
{
  return *code != '\0' && strlen (code) <= 128 && strchr (code, ';') == NULL && !g_ascii_isspace (code[0])
         && !g_ascii_isspace (code[strlen (code) - 1]);
}

/* Parts are called by their parent: AVV-0007/V01; those whose item makes no
 * code are numbered like any other record. */
static void
compose_code (NwStore *self, Step *step)
{
  const NwEntity *entity = step->entity;
  const NwValue *parent = &step->after[nw_entity_parent_index (entity)];
  int item = nw_entity_field_index (entity, entity->code_item);
  g_autofree char *composed = NULL;
  const char *code;

  if (parent->tag != NW_TAG_NUMBER || step->after[item].tag == NW_TAG_NONE)
    return;
  if (!nw_store_resolve (self, nw_entity_get_field (entity, nw_entity_parent_index (entity))->target, parent->number, &code, NULL))
    return;
  composed = g_strconcat (code, "/", step->after[item].text, NULL);
  if (is_code (composed))
    step->after[NW_FIELD_CODE] = nw_value_take (g_steal_pointer (&composed));
}

/* The first free number from the row id on, which counts up by itself; in one
 * transaction numbers only grow, so what is taken is passed once. */
static void
number_code (NwStore *self, Step *step, gint64 id)
{
  gint64 *last;

  if (self->numbered->len <= step->entity->number)
    g_array_set_size (self->numbered, step->entity->number + 1);
  last = &g_array_index (self->numbered, gint64, step->entity->number);
  for (gint64 number = MAX (id, *last + 1);; number++)
    {
      g_autofree char *code = g_strdup_printf ("%s-%04" G_GINT64_FORMAT, step->entity->prefix, number);

      if (nw_store_find_id (self, step->entity, code) != 0)
        continue;
      step->after[NW_FIELD_CODE] = nw_value_text (code);
      *last = number;
      return;
    }
}

static void
give_code (NwStore *self, NwChangeRow *row, Step *step)
{
  if (step->after[NW_FIELD_CODE].tag == NW_TAG_NONE && step->entity->code_item != NULL)
    compose_code (self, step);
  if (step->after[NW_FIELD_CODE].tag == NW_TAG_NONE)
    number_code (self, step, row->id);
}

static gboolean
check_code (const Step *step, GError **error)
{
  if (!is_code (cell_code (step->after)))
    return refuse_field (step, NW_FIELD_CODE, _("a code has at most 128 bytes, no semicolon and no blank at its ends"), error);
  return TRUE;
}

static gboolean
all_exist (NwStore *self, const NwField *field, const NwValue *value)
{
  g_autoptr (GArray) ids = NULL;
  guint8 uuid[16];

  if (field->kind == &NW_REF)
    return value->tag != NW_TAG_NUMBER || nw_store_uuid_of (self, field->target, value->number, uuid);
  ids = field->kind == &NW_LINKS ? nw_ids_parse (nw_value_get_text (value)) : NULL;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!nw_store_uuid_of (self, field->target, g_array_index (ids, gint64, i), uuid))
      return FALSE;
  return TRUE;
}

/* In a batch what is referred to may come later; the file checks at the end. */
static gboolean
check_references (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  for (guint i = 0; i < row->edits->len; i++)
    {
      guint index = g_array_index (row->edits, NwEdit, i).field;
      const NwField *field = nw_entity_get_field (step->entity, index);

      if (field->flags & NW_FIXED && step->before[index].tag != NW_TAG_NONE)
        return refuse_field (step, index, _("this field is set once and never changed"), error);
      if (!self->in_batch && field->keeps != NULL)
        return refuse_field (step, index, _("the program fills this field when it is decided: it cannot be changed"), error);
      if (!self->in_batch && !all_exist (self, field, &step->after[index]))
        return refuse_field (step, index, _("what it refers to does not exist"), error);
    }
  return TRUE;
}

/* Whether the step adds one to the records that are not deleted. */
static gboolean
check_single (NwStore *self, const Step *step, GError **error)
{
  gboolean adds = !step->is_deleted && (step->is_new || step->was_deleted);

  if (!adds || !(step->entity->flags & NW_SINGLE) || nw_store_count (self, step->entity) == 0)
    return TRUE;
  return nw_refuse (error, _("%s: a register has exactly one: change that one"), step->entity->name);
}

static gboolean
check_limits (NwStore *self, const Step *step, GError **error)
{
  g_autofree char *message = NULL;
  guint field;

  if (!nw_commit_check_limits (self, step->entity, step->before, step->after, &field, &message, error))
    return FALSE;
  return message == NULL || refuse_field (step, field, message, error);
}

static gboolean
validate (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  NwRow view = { step->entity, row->id, step->after };
  g_autoptr (GPtrArray) problems = nw_row_validate (&view);

  if (problems->len > 0)
    {
      const NwProblem *problem = problems->pdata[0];

      return refuse_field (step, problem->field, problem->message, error);
    }
  return check_code (step, error) && check_references (self, row, step, error) && check_limits (self, step, error)
         && check_single (self, step, error);
}

void
nw_store_bind (sqlite3_stmt *stmt, int index, const NwValue *value)
{
  if (value->tag == NW_TAG_TEXT)
    sqlite3_bind_text (stmt, index, value->text, -1, SQLITE_STATIC);
  else if (value->tag == NW_TAG_NUMBER)
    sqlite3_bind_int64 (stmt, index, value->number);
  else
    sqlite3_bind_null (stmt, index);
}

/* A broken uniqueness is said in words of the register, not of SQLite. */
static gboolean
explain_conflict (NwStore *self, const NwChangeRow *row, const Step *step, GError *cause, GError **error)
{
  const NwEntity *entity = step->entity;
  g_autoptr (GString) fields = g_string_new (NULL);
  gint64 twin;

  if (sqlite3_extended_errcode (nw_db_handle (self->db)) != SQLITE_CONSTRAINT_UNIQUE)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_error_free (cause);
  twin = nw_store_find_id (self, entity, cell_code (step->after));
  if (twin != 0 && twin != row->id && entity->code_item != NULL)
    return nw_refuse (error, _("%s exists already: change it with “set %s %s”, or restore it if it is deleted"), cell_code (step->after),
                      entity->name, cell_code (step->after));
  if (twin != 0 && twin != row->id)
    return refuse_field (step, NW_FIELD_CODE, _("this code is taken (deleted records keep theirs): choose another"), error);
  for (guint i = 0; entity->unique[i] != NULL; i++)
    g_string_append_printf (fields, "%s%s", i > 0 ? ", " : "", entity->unique[i]);
  return nw_refuse (error, _("%s %s: another one has the same %s: change that one, or restore it if it is deleted"), entity->name,
                    cell_code (step->after), fields->len > 0 ? fields->str : "code");
}

static gboolean
write_columns (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  const NwSql *sql = nw_sql_get (step->entity);
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, step->is_new ? sql->insert : sql->update, error);
  GError *cause = NULL;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row->id);
  if (step->is_new)
    sqlite3_bind_blob (stmt, 2, row->uuid, 16, SQLITE_STATIC);
  else
    sqlite3_bind_int64 (stmt, 2, step->revision);
  sqlite3_bind_int64 (stmt, 3, step->revision + 1);
  sqlite3_bind_int64 (stmt, 4, step->is_deleted);
  for (guint i = 0; i < sql->columns->len; i++)
    nw_store_bind (stmt, (int) i + 5, &step->after[g_array_index (sql->columns, guint, i)]);
  if (!nw_db_run (self->db, stmt, &cause))
    return explain_conflict (self, row, step, cause, error);
  return step->is_new || sqlite3_changes64 (nw_db_handle (self->db)) == 1 || refuse_stale (self, step, error);
}

static gboolean
run_link (NwStore *self, const char *text, gint64 source, gint64 target, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, text, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, source);
  if (target != 0)
    sqlite3_bind_int64 (stmt, 2, target);
  return nw_db_run (self->db, stmt, error);
}

static gboolean
write_links (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  const NwSql *sql = nw_sql_get (step->entity);

  for (guint i = 0; i < sql->links->len; i++)
    {
      guint index = g_array_index (sql->links, guint, i);
      const NwField *field = nw_entity_get_field (step->entity, index);
      g_autofree char *clear = nw_sql_link_clear (step->entity, field);
      g_autofree char *insert = nw_sql_link_insert (step->entity, field);
      g_autoptr (GArray) ids = NULL;

      if (nw_value_equal (&step->before[index], &step->after[index]))
        continue;
      if (!step->is_new && !run_link (self, clear, row->id, 0, error))
        return FALSE;
      ids = nw_ids_parse (nw_value_get_text (&step->after[index]));
      for (guint t = 0; t < ids->len; t++)
        if (!run_link (self, insert, row->id, g_array_index (ids, gint64, t), error))
          return FALSE;
    }
  return TRUE;
}

/* Appends what row @id refers to. */
static void
append_next (NwStore *self, const char *text, gint64 id, GArray *next)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, text, NULL);
  gboolean row = stmt != NULL;

  if (row)
    sqlite3_bind_int64 (stmt, 1, id);
  while (row && nw_db_step (self->db, stmt, &row, NULL) && row)
    {
      gint64 target = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (next, target);
    }
}

/* Walks from @start by the references that @text asks for; TRUE if that leads
 * back to @start. */
static gboolean
returns (NwStore *self, const char *text, gint64 start)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (gint64));

  append_next (self, text, start, next);
  while (next->len > 0)
    {
      gint64 id = g_array_index (next, gint64, next->len - 1);

      g_array_set_size (next, next->len - 1);
      if (id == start)
        return TRUE;
      if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
        append_next (self, text, id, next);
    }
  return FALSE;
}

static gboolean
check_trees (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  for (guint i = 0; i < row->edits->len; i++)
    {
      guint index = g_array_index (row->edits, NwEdit, i).field;
      const NwField *field = nw_entity_get_field (step->entity, index);
      g_autofree char *text = NULL;

      if (!(field->flags & NW_TREE) || step->after[index].tag == NW_TAG_NONE)
        continue;
      text = nw_sql_reference (step->entity, field);
      if (returns (self, text, row->id))
        return refuse_field (step, index, _("it would lead back to itself: choose another one"), error);
    }
  return TRUE;
}

static gboolean
finds (NwStore *self, const char *text, gint64 id)
{
  g_autoptr (sqlite3_stmt) stmt = nw_db_prepare (self->db, text, NULL);
  gboolean row = FALSE;

  if (stmt != NULL)
    sqlite3_bind_int64 (stmt, 1, id);
  return stmt != NULL && nw_db_step (self->db, stmt, &row, NULL) && row;
}

/* A tree of parts stays with what they are parts of. In a batch what is above
 * may come later; then nobody sees it here. */
static gboolean
check_home (NwStore *self, const NwChangeRow *row, const Step *step, GError **error)
{
  int home = nw_entity_parent_index (step->entity);
  guint n;
  const NwField *fields = nw_entity_get_fields (step->entity, &n);

  for (guint i = 0; step->entity->flags & NW_PART && i < n; i++)
    {
      gboolean moves = !nw_value_equal (&step->before[home], &step->after[home]);
      g_autofree char *above = NULL, *below = NULL;

      if (!(fields[i].flags & NW_TREE) || fields[i].kind != &NW_REF
          || (!moves && nw_value_equal (&step->before[i], &step->after[i])))
        continue;
      above = nw_sql_stranger (step->entity, &fields[i], &fields[home], FALSE);
      if (step->after[i].tag != NW_TAG_NONE && finds (self, above, row->id))
        return refuse_field (step, i, _("it belongs to another record: choose one of the same, or none"), error);
      below = nw_sql_stranger (step->entity, &fields[i], &fields[home], TRUE);
      if (moves && row->revision != 0 && finds (self, below, row->id))
        return refuse_field (step, (guint) home, _("others hang below it and would stay behind: take them off it first"), error);
    }
  return TRUE;
}

static void
log_cell (NwStore *self, const NwChangeRow *row, const NwField *field, const NwValue *value)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  NwNwh1Type type = nw_store_proof_value (self, field, value, bytes);

  nw_log_add (&self->log, row->entity->name, row->uuid, field->name, type, bytes);
}

static int
compare_fields (gconstpointer a, gconstpointer b, gpointer fields)
{
  return strcmp (((const NwField *) fields)[*(const guint *) a].name, ((const NwField *) fields)[*(const guint *) b].name);
}

/* One item for the whole row: its set fields in order of their names. */
static void
log_record (NwStore *self, const NwChangeRow *row, const Step *step)
{
  g_autoptr (GByteArray) record = g_byte_array_new ();
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  for (guint i = 0; i < n; i++)
    if (step->after[i].tag != NW_TAG_NONE && nw_field_is_stored (&fields[i]))
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_fields, (gpointer) fields);
  for (guint i = 0; i < order->len; i++)
    {
      guint index = g_array_index (order, guint, i);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint8 type = (guint8) nw_store_proof_value (self, &fields[index], &step->after[index], bytes);

      nw_nwh1_put_bytes (record, fields[index].name, strlen (fields[index].name));
      g_byte_array_append (record, &type, 1);
      nw_nwh1_put_bytes (record, bytes->data, bytes->len);
    }
  nw_log_add (&self->log, row->entity->name, row->uuid, "@record", NW_NWH1_RECORD, record);
}

static void
log_step (NwStore *self, const NwChangeRow *row, const Step *step)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (row->entity, &n);

  if (step->is_new && step->entity->flags & NW_BULK)
    log_record (self, row, step);
  else
    for (guint i = 0; i < n; i++)
      if (nw_field_is_stored (&fields[i]) && !nw_value_equal (&step->before[i], &step->after[i]))
        log_cell (self, row, &fields[i], &step->after[i]);
  if (step->is_deleted != step->was_deleted)
    {
      g_autoptr (GByteArray) mark = g_byte_array_new ();

      nw_nwh1_put_integer (mark, step->is_deleted);
      nw_log_add (&self->log, row->entity->name, row->uuid, "@deleted", NW_NWH1_INTEGER, mark);
    }
}

/* Writes one row of a change, its links, its history and its search text. */
gboolean
nw_commit_row (NwStore *self, NwChangeRow *row, GError **error)
{
  g_auto (Step) step = { 0 };

  if (!load_step (self, row, &step, error))
    return FALSE;
  give_code (self, row, &step);
  if (!nw_commit_keep (self, row->entity, row->id, step.before, step.after, error))
    return FALSE;
  if (!validate (self, row, &step, error))
    return FALSE;
  if (row->edits->len == 0 && step.is_deleted == step.was_deleted && !step.is_new)
    return TRUE;
  if (!write_columns (self, row, &step, error) || !write_links (self, row, &step, error) || !check_trees (self, row, &step, error)
      || !check_home (self, row, &step, error))
    return FALSE;
  nw_store_forget_name (self, row->entity, row->id);
  log_step (self, row, &step);
  return nw_search_replace (self, row->entity, row->id, step.before, !step.is_new && !step.was_deleted, step.after, !step.is_deleted, error);
}

/* Brings a live object to what the file now holds. */
void
nw_commit_reload (NwStore *self, NwRecord *record)
{
  g_autoptr (NwRecord) held = g_object_ref (record);
  const NwEntity *entity = nw_record_get_entity (record);
  NwValue *cells = nw_cells_new (entity);
  gint64 revision = 0;
  gboolean deleted = FALSE, found = FALSE;
  guint8 uuid[16];

  if (nw_store_load_row (self, entity, nw_record_get_id (record), cells, &revision, &deleted, uuid, &found, NULL) && found)
    nw_record_load (record, revision, deleted, cells);
  nw_cells_free (entity, cells);
}
