/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-entity.h"

G_BEGIN_DECLS

/**
 * NwSql:
 *
 * The statements of one kind, made once from its table. Values are always
 * bound; the only names in them come from the tables of the program.
 * @load, @load_by_*: id, uuid, revision, deleted, then @columns in order
 */
typedef struct
{
  const NwEntity *entity;
  GArray         *columns; /* of guint: stored fields that are not links */
  GArray         *links;   /* of guint: fields of lists of references */
  char           *load_by_id, *load_by_uuid_order, *load_by_code_order, *load_by_id_order;
  char           *find_code, *find_uuid, *resolve, *max_id, *count;
  char           *insert, *update, *remove;
  GPtrArray      *link_load; /* of char *: nw_sql_link_load() of each of @links */
} NwSql;

/* How the text index takes words apart; verify makes one the same way. */
#define NW_SQL_SEARCH "prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2'"

const NwSql *nw_sql_get (const NwEntity *entity);

/* A table of a schema version as a whole, for copying it. */
typedef struct
{
  char *select, *insert;
  guint n_columns;
} NwSqlTable;

GPtrArray *nw_sql_tables    (guint version);
char **nw_sql_schema        (guint version);
char  *nw_sql_link_load     (const NwEntity *entity, const NwField *field);
char  *nw_sql_link_insert   (const NwEntity *entity, const NwField *field);
char  *nw_sql_link_clear    (const NwEntity *entity, const NwField *field);
char  *nw_sql_referring     (const NwEntity *entity, const NwField *field, gboolean deleted);
char  *nw_sql_children      (const NwEntity *entity, const NwField *field);
char  *nw_sql_load_undeleted (const NwEntity *entity);
char  *nw_sql_stranger      (const NwEntity *entity, const NwField *tree, const NwField *home, gboolean below);
char  *nw_sql_reference     (const NwEntity *entity, const NwField *field);

G_END_DECLS
