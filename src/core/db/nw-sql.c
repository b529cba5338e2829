/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "nw-sql.h"

#include <string.h>

/* Every statement is put together here, from names of tables and fields and
 * numbered parameters alone. */

static void
name (GString *sql, const char *identifier)
{
  g_assert (strchr (identifier, '"') == NULL);
  g_string_append_c (sql, '"');
  g_string_append (sql, identifier);
  g_string_append_c (sql, '"');
}

static void
parameter (GString *sql, guint number)
{
  g_string_append_c (sql, '?');
  g_string_append_printf (sql, "%u", number);
}

static void
link_name (GString *sql, const NwEntity *entity, const NwField *field)
{
  g_autofree char *table = g_strconcat (entity->name, "__", field->name, NULL);

  name (sql, table);
}

static const char *
column_type (const NwField *field)
{
  return field->kind->storage == NW_TAG_NUMBER ? "INTEGER" : "TEXT";
}

static void
append_column (GString *sql, const NwField *field)
{
  g_string_append (sql, ",\n  ");
  name (sql, field->name);
  g_string_append_c (sql, ' ');
  g_string_append (sql, column_type (field));
  if (strcmp (field->name, "code") == 0)
    g_string_append (sql, " NOT NULL UNIQUE");
  else if (field->flags & NW_REQUIRED)
    g_string_append (sql, " NOT NULL");
  if (field->kind == &NW_REF)
    {
      g_string_append (sql, " REFERENCES ");
      name (sql, field->target->name);
      g_string_append (sql, " (id) DEFERRABLE INITIALLY DEFERRED");
    }
}

/* One table; checks of content are the store's, so that a choice more does
 * not mean a table rebuilt. */
static char *
table_ddl (const NwEntity *entity, guint version)
{
  GString *sql = g_string_new ("CREATE TABLE ");
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  name (sql, entity->name);
  g_string_append (sql, " (\n  id INTEGER PRIMARY KEY,\n  uuid BLOB NOT NULL UNIQUE CHECK (length (uuid) = 16),\n"
                        "  revision INTEGER NOT NULL,\n  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))");
  for (guint i = 0; i < n; i++)
    if (nw_field_is_stored (&fields[i]) && fields[i].kind != &NW_LINKS && fields[i].since <= version)
      append_column (sql, &fields[i]);
  g_string_append (sql, "\n) STRICT");
  return g_string_free (sql, FALSE);
}

static char *
link_ddl (const NwEntity *entity, const NwField *field)
{
  GString *sql = g_string_new ("CREATE TABLE ");

  link_name (sql, entity, field);
  g_string_append (sql, " (\n  source INTEGER NOT NULL REFERENCES ");
  name (sql, entity->name);
  g_string_append (sql, " (id) DEFERRABLE INITIALLY DEFERRED,\n  target INTEGER NOT NULL REFERENCES ");
  name (sql, field->target->name);
  g_string_append (sql, " (id) DEFERRABLE INITIALLY DEFERRED,\n  PRIMARY KEY (source, target)\n) STRICT, WITHOUT ROWID");
  return g_string_free (sql, FALSE);
}

static char *
index_ddl (const NwEntity *entity, const NwField *field)
{
  gboolean is_link = field->kind == &NW_LINKS;
  g_autofree char *index = g_strconcat (entity->name, is_link ? "__" : "_", field->name, "_index", NULL);
  GString *sql = g_string_new ("CREATE INDEX ");

  name (sql, index);
  g_string_append (sql, " ON ");
  if (is_link)
    link_name (sql, entity, field);
  else
    name (sql, entity->name);
  g_string_append (sql, " (");
  name (sql, is_link ? "target" : field->name);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static char *
unique_ddl (const NwEntity *entity)
{
  g_autofree char *index = g_strconcat (entity->name, "_unique", NULL);
  GString *sql = g_string_new ("CREATE UNIQUE INDEX ");

  name (sql, index);
  g_string_append (sql, " ON ");
  name (sql, entity->name);
  for (guint i = 0; entity->unique[i] != NULL; i++)
    {
      g_string_append (sql, i == 0 ? " (" : ", ");
      name (sql, entity->unique[i]);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
add_entity (GPtrArray *ddl, const NwEntity *entity, guint version)
{
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  g_ptr_array_add (ddl, table_ddl (entity, version));
  if (entity->unique[0] != NULL)
    g_ptr_array_add (ddl, unique_ddl (entity));
  for (guint i = 0; i < n; i++)
    {
      if (fields[i].since > version || !nw_field_is_stored (&fields[i]) || !nw_field_is_reference (&fields[i]))
        continue;
      if (fields[i].kind == &NW_LINKS)
        g_ptr_array_add (ddl, link_ddl (entity, &fields[i]));
      g_ptr_array_add (ddl, index_ddl (entity, &fields[i]));
    }
}

/* What is not made from the tables: history, evidence files, text index. */
static const char *const fixed_ddl[] = {
  "CREATE TABLE log_entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL,"
  " hash BLOB NOT NULL CHECK (length (hash) = 32)) STRICT",
  "CREATE TABLE log_opening (seq INTEGER NOT NULL, idx INTEGER NOT NULL,"
  " salt BLOB NOT NULL CHECK (length (salt) = 32), type INTEGER NOT NULL, value BLOB NOT NULL,"
  " PRIMARY KEY (seq, idx)) STRICT, WITHOUT ROWID",
  "CREATE TABLE log_touch (row BLOB NOT NULL CHECK (length (row) = 16), seq INTEGER NOT NULL,"
  " PRIMARY KEY (row, seq)) STRICT, WITHOUT ROWID",
  "CREATE TABLE blob_file (sha256 BLOB PRIMARY KEY CHECK (length (sha256) = 32), size INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE blob_chunk (sha256 BLOB NOT NULL REFERENCES blob_file (sha256), idx INTEGER NOT NULL, data BLOB NOT NULL,"
  " PRIMARY KEY (sha256, idx)) STRICT",
  "CREATE VIRTUAL TABLE search USING fts5 (title, body, content='', " NW_SQL_SEARCH ")",
};

/**
 * nw_sql_schema:
 * @version: of the schema
 *
 * Returns: (transfer full): the statements that make a register of @version,
 *   %NULL-ended, in the order in which the file keeps them
 */
char **
nw_sql_schema (guint version)
{
  GPtrArray *ddl = g_ptr_array_new ();
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->since <= version)
      add_entity (ddl, entities[i], version);
  for (guint i = 0; i < G_N_ELEMENTS (fixed_ddl); i++)
    g_ptr_array_add (ddl, g_strdup (fixed_ddl[i]));
  g_ptr_array_add (ddl, NULL);
  return (char **) g_ptr_array_free (ddl, FALSE);
}

static void
append_columns (GString *sql, const NwSql *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (sql, ", ");
      name (sql, nw_entity_get_field (self->entity, g_array_index (self->columns, guint, i))->name);
    }
}

static char *
select_sql (const NwSql *self, const char *columns, const char *tail)
{
  GString *sql = g_string_new ("SELECT ");

  g_string_append (sql, columns != NULL ? columns : "id, uuid, revision, deleted");
  if (columns == NULL)
    append_columns (sql, self);
  g_string_append (sql, " FROM ");
  name (sql, self->entity->name);
  g_string_append (sql, tail);
  return g_string_free (sql, FALSE);
}

static char *
insert_sql (const NwSql *self)
{
  GString *sql = g_string_new ("INSERT INTO ");

  name (sql, self->entity->name);
  g_string_append (sql, " (id, uuid, revision, deleted");
  append_columns (sql, self);
  g_string_append (sql, ") VALUES (?1, ?2, ?3, ?4");
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (sql, ", ");
      parameter (sql, i + 5);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* ?2 is the revision the record must still have. */
static char *
update_sql (const NwSql *self)
{
  GString *sql = g_string_new ("UPDATE ");

  name (sql, self->entity->name);
  g_string_append (sql, " SET revision = ?3, deleted = ?4");
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (sql, ", ");
      name (sql, nw_entity_get_field (self->entity, g_array_index (self->columns, guint, i))->name);
      g_string_append (sql, " = ");
      parameter (sql, i + 5);
    }
  g_string_append (sql, " WHERE id = ?1 AND revision = ?2");
  return g_string_free (sql, FALSE);
}

/* Only for private copies: a register never loses a row. */
static char *
remove_sql (const NwSql *self)
{
  GString *sql = g_string_new ("DELETE FROM ");

  name (sql, self->entity->name);
  g_string_append (sql, " WHERE id = ?1");
  return g_string_free (sql, FALSE);
}

static NwSql *
make (const NwEntity *entity)
{
  NwSql *self = g_new0 (NwSql, 1);
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  self->entity = entity;
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->links = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    if (nw_field_is_stored (&fields[i]))
      g_array_append_val (fields[i].kind == &NW_LINKS ? self->links : self->columns, i);

  self->load_by_id = select_sql (self, NULL, " WHERE id = ?1");
  self->load_by_uuid_order = select_sql (self, NULL, " ORDER BY uuid");
  self->load_by_code_order = select_sql (self, NULL, " ORDER BY code");
  self->load_by_id_order = select_sql (self, NULL, " ORDER BY id");
  self->find_code = select_sql (self, "id", " WHERE code = ?1");
  self->find_uuid = select_sql (self, "id", " WHERE uuid = ?1");
  self->resolve = select_sql (self, "code, uuid", " WHERE id = ?1");
  self->max_id = select_sql (self, "coalesce (max (id), 0)", "");
  self->count = select_sql (self, "count (*)", " WHERE deleted = 0");
  self->insert = insert_sql (self);
  self->update = update_sql (self);
  self->remove = remove_sql (self);
  self->link_load = g_ptr_array_new ();
  for (guint i = 0; i < self->links->len; i++)
    g_ptr_array_add (self->link_load, nw_sql_link_load (entity, nw_entity_get_field (entity, g_array_index (self->links, guint, i))));
  return self;
}

/* Returns: (transfer none): the statements of @entity, made at first use */
const NwSql *
nw_sql_get (const NwEntity *entity)
{
  static NwSql *made[128];
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (made[entity->number] == NULL)
    made[entity->number] = make (entity);
  return made[entity->number];
}

char *
nw_sql_link_load (const NwEntity *entity, const NwField *field)
{
  GString *sql = g_string_new ("SELECT target FROM ");

  link_name (sql, entity, field);
  g_string_append (sql, " WHERE source = ?1 ORDER BY target");
  return g_string_free (sql, FALSE);
}

char *
nw_sql_link_insert (const NwEntity *entity, const NwField *field)
{
  GString *sql = g_string_new ("INSERT INTO ");

  link_name (sql, entity, field);
  g_string_append (sql, " (source, target) VALUES (?1, ?2)");
  return g_string_free (sql, FALSE);
}

char *
nw_sql_link_clear (const NwEntity *entity, const NwField *field)
{
  GString *sql = g_string_new ("DELETE FROM ");

  link_name (sql, entity, field);
  g_string_append (sql, " WHERE source = ?1");
  return g_string_free (sql, FALSE);
}

/* The columns of nw_store_read_columns() of every record that is not deleted. */
char *
nw_sql_load_undeleted (const NwEntity *entity)
{
  const char *text = nw_sql_get (entity)->load_by_id_order;
  const char *order = strstr (text, " ORDER BY ");
  g_autofree char *head = g_strndup (text, (gsize) (order - text));

  return g_strconcat (head, " WHERE deleted = 0", order, NULL);
}

/* The same columns, and last the row that @field names, of all records that
 * are not deleted and name rows ?1 to ?2. */
char *
nw_sql_children (const NwEntity *entity, const NwField *field)
{
  const char *text = nw_sql_get (entity)->load_by_id_order;
  const char *from = strstr (text, " FROM ");
  GString *sql = g_string_new_len (text, from - text);
  const char *order = strstr (from, " ORDER BY ");

  g_string_append (sql, ", ");
  name (sql, field->kind == &NW_LINKS ? "target" : field->name);
  g_string_append_len (sql, from, order - from);
  if (field->kind == &NW_LINKS)
    {
      g_string_append (sql, " JOIN ");
      link_name (sql, entity, field);
      g_string_append (sql, " ON source = id WHERE deleted = 0 AND target BETWEEN ?1 AND ?2 ORDER BY target, id");
      return g_string_free (sql, FALSE);
    }
  g_string_append (sql, " WHERE deleted = 0 AND ");
  name (sql, field->name);
  g_string_append (sql, " BETWEEN ?1 AND ?2 ORDER BY ");
  name (sql, field->name);
  g_string_append (sql, ", id");
  return g_string_free (sql, FALSE);
}

/* Ids of records, either deleted or not, that refer to ?1 by @field. */
char *
nw_sql_referring (const NwEntity *entity, const NwField *field, gboolean deleted)
{
  GString *sql = g_string_new ("SELECT id FROM ");

  name (sql, entity->name);
  g_string_append (sql, deleted ? " WHERE deleted = 1 AND " : " WHERE deleted = 0 AND ");
  if (field->kind == &NW_LINKS)
    {
      g_string_append (sql, "id IN (SELECT source FROM ");
      link_name (sql, entity, field);
      g_string_append (sql, " WHERE target = ?1)");
    }
  else
    {
      name (sql, field->name);
      g_string_append (sql, " = ?1");
    }
  g_string_append (sql, " ORDER BY id");
  return g_string_free (sql, FALSE);
}

/* What a record refers to by a tree field, for the walk that finds cycles. */
char *
nw_sql_reference (const NwEntity *entity, const NwField *field)
{
  GString *sql;

  if (field->kind == &NW_LINKS)
    return nw_sql_link_load (entity, field);
  sql = g_string_new ("SELECT ");
  name (sql, field->name);
  g_string_append (sql, " FROM ");
  name (sql, entity->name);
  g_string_append (sql, " WHERE id = ?1 AND ");
  name (sql, field->name);
  g_string_append (sql, " IS NOT NULL");
  return g_string_free (sql, FALSE);
}

/* Whether what part ?1 refers to by @tree, or with @below what refers to it,
 * belongs to another record than it does itself, by @home. */
char *
nw_sql_stranger (const NwEntity *entity, const NwField *tree, const NwField *home, gboolean below)
{
  GString *sql = g_string_new ("SELECT 1 FROM ");

  name (sql, entity->name);
  g_string_append (sql, " AS own JOIN ");
  name (sql, entity->name);
  g_string_append (sql, below ? " AS near ON near.deleted = 0 AND own.id = near." : " AS near ON near.id = own.");
  name (sql, tree->name);
  g_string_append (sql, " WHERE own.id = ?1 AND near.");
  name (sql, home->name);
  g_string_append (sql, " <> own.");
  name (sql, home->name);
  return g_string_free (sql, FALSE);
}

/* A NULL-ended list of columns makes the two statements of one table. */
static void
add_table (GPtrArray *tables, const char *table, const char *const *columns)
{
  NwSqlTable *copy = g_new0 (NwSqlTable, 1);
  GString *select = g_string_new ("SELECT ");
  GString *insert = g_string_new ("INSERT INTO ");
  GString *values = g_string_new (") VALUES (");

  name (insert, table);
  for (; columns[copy->n_columns] != NULL; copy->n_columns++)
    {
      g_string_append (insert, copy->n_columns == 0 ? " (" : ", ");
      g_string_append (select, copy->n_columns == 0 ? "" : ", ");
      g_string_append (values, copy->n_columns == 0 ? "" : ", ");
      name (insert, columns[copy->n_columns]);
      name (select, columns[copy->n_columns]);
      parameter (values, copy->n_columns + 1);
    }
  g_string_append (insert, values->str);
  g_string_append_c (insert, ')');
  g_string_append (select, " FROM ");
  name (select, table);
  g_string_free (values, TRUE);
  copy->select = g_string_free (select, FALSE);
  copy->insert = g_string_free (insert, FALSE);
  g_ptr_array_add (tables, copy);
}

static void
add_entity_tables (GPtrArray *tables, const NwEntity *entity, guint version)
{
  static const char *const link_columns[] = { "source", "target", NULL };
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  guint n;
  const NwField *fields = nw_entity_get_fields (entity, &n);

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (columns, (gpointer) ((const char *[]){ "id", "uuid", "revision", "deleted" })[i]);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *link = g_strconcat (entity->name, "__", fields[i].name, NULL);

      if (!nw_field_is_stored (&fields[i]) || fields[i].since > version)
        continue;
      if (fields[i].kind == &NW_LINKS)
        add_table (tables, link, link_columns);
      else
        g_ptr_array_add (columns, (gpointer) fields[i].name);
    }
  g_ptr_array_add (columns, NULL);
  add_table (tables, entity->name, (const char *const *) columns->pdata);
}

static void
free_table (gpointer data)
{
  NwSqlTable *table = data;

  g_free (table->select);
  g_free (table->insert);
  g_free (table);
}

/**
 * nw_sql_tables:
 *
 * Returns: (transfer full): every table of a register of @version that holds
 *   facts, as #NwSqlTable; the text index is derived and not among them
 */
GPtrArray *
nw_sql_tables (guint version)
{
  static const char *const entry[] = { "seq", "body", "hash", NULL }, *const opening[] = { "seq", "idx", "salt", "type", "value", NULL };
  static const char *const touch[] = { "row", "seq", NULL }, *const file[] = { "sha256", "size", NULL };
  static const char *const chunk[] = { "sha256", "idx", "data", NULL };
  GPtrArray *tables = g_ptr_array_new_with_free_func (free_table);
  guint n;
  const NwEntity *const *entities = nw_registry (&n);

  for (guint i = 0; i < n; i++)
    if (entities[i]->since <= version)
      add_entity_tables (tables, entities[i], version);
  add_table (tables, "log_entry", entry);
  add_table (tables, "log_opening", opening);
  add_table (tables, "log_touch", touch);
  add_table (tables, "blob_file", file);
  add_table (tables, "blob_chunk", chunk);
  return tables;
}
