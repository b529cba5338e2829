/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* Conditions of list: FIELD OP VALUE, several of them and-ed. */
typedef struct _CliWhere CliWhere;

GPtrArray *cli_where_parse (const NwEntity *entity, char **texts, CliStatus *status);
gboolean   cli_where_match (GPtrArray *conditions, NwStore *store, const NwRow *row);

/* Orders of list: FIELD or -FIELD, separated by commas. */
typedef struct
{
  guint    field;
  gboolean descending;
} CliSort;

GArray *cli_sort_parse  (const NwEntity *entity, const char *text, CliStatus *status);
GArray *cli_fields_parse (const NwEntity *entity, const char *text, CliStatus *status);

G_END_DECLS
