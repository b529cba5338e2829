/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

#include <glib/gi18n.h>

G_BEGIN_DECLS

/* Exit status: see interface.md of the project's surfaces; stable. */
typedef enum
{
  CLI_DONE = 0,
  CLI_NO = 1,      /* the answer is no */
  CLI_USAGE = 2,   /* asked wrongly */
  CLI_REFUSED = 3, /* input refused, nothing was changed */
  CLI_CLOSED = 4,  /* the register cannot be opened */
  CLI_SYSTEM = 5,  /* disk, permission, I/O: nothing was changed */
} CliStatus;

typedef enum
{
  CLI_FORMAT_TABLE,
  CLI_FORMAT_CSV,
  CLI_FORMAT_JSON,
  CLI_FORMAT_XML,
  CLI_FORMAT_ICS,
} CliFormat;

/* One call of the program: its words and the options of every command. */
typedef struct
{
  const char *command;
  char      **args; /* after the command, without options */
  guint       n_args;
  char       *on, *lang, *actor, *why;
} Cli;

typedef struct
{
  const char         *name, *arguments, *summary;
  guint               min_args, max_args; /* G_MAXUINT: any number */
  const GOptionEntry *options;
  CliStatus         (*run) (Cli *cli);
} CliCommand;

extern const CliCommand cli_commands_record[], cli_commands_query[], cli_commands_views[], cli_commands_exchange[], cli_commands_register[];

/* Takes @error. */
CliStatus cli_fail    (const char *file, GError *error);
CliStatus cli_fail_with (Cli *cli, const char *file, GError *error);
G_GNUC_PRINTF (1, 2)
CliStatus cli_usage   (const char *format, ...);
G_GNUC_PRINTF (1, 2)
void      cli_message (const char *format, ...);
CliStatus cli_print_dictionary (void);

NwStore        *cli_open   (Cli *cli, NwStoreFlags flags, CliStatus *status);
const NwEntity *cli_entity (const char *name, CliStatus *status);
NwRecord       *cli_record (Cli *cli, NwStore *store, const char *kind, const char *code, CliStatus *status);
NwReason        cli_reason (Cli *cli, NwEntryKind kind);
gboolean        cli_format (const char *text, const char *allowed, CliFormat *format, CliStatus *status);
gboolean        cli_day    (const char *text, NwDay *day);
void            cli_print  (const char *text);
int             cli_print_end (void);

/* Text tables. */
typedef struct _CliTable CliTable;
CliTable *cli_table_new    (guint columns);
void      cli_table_add    (CliTable *self, const char *cell);
void      cli_table_note  (CliTable *self, const char *note);
void      cli_table_wrap   (CliTable *self, guint column);
void      cli_table_print  (CliTable *self);
void      cli_table_free   (CliTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)

G_END_DECLS
