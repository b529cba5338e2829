/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "nw-xml-wire.h"

/* worker-jail.c: what this process may not do any more. */
void nw_jail_limit (guint64 announced);
void nw_jail_close (void);

/* worker-output.c: the tokens on standard output. */
void nw_output_start     (guint line, const char *uri, const char *prefix, const char *name, guint attributes);
void nw_output_attribute (const char *uri, const char *prefix, const char *name, const char *value, gsize length);
void nw_output_started   (void);
void nw_output_text      (const char *text, gsize length);
void nw_output_end       (void);
void nw_output_comment   (guint line);
void nw_output_fault     (NwWireFault fault, guint line, guint column, const char *detail) G_GNUC_NORETURN;
void nw_output_done      (void) G_GNUC_NORETURN;

/* worker-input.c: the document on standard input. */
gsize nw_input_read  (char *buffer, gsize size);
void  nw_input_first (const char *bytes, gsize length);

/* worker-guard.c: what a parser must never get to see. */
typedef struct
{
  int     state;
  char    quote;       /* of the attribute value that we are in */
  gsize   run;         /* bytes in this state */
  guint   values;      /* attribute values in this tag */
  guint   matched;     /* of the mark that ends a comment, a CDATA section or an instruction */
  char    tail[4];     /* an incomplete UTF-8 character from the last piece */
  guint   n_tail;
  char    opening[10]; /* what follows the "<" */
  guint   n_opening;
  guint   line;
  gsize   max_text;
} NwGuard;

void nw_guard_init (NwGuard *self, gsize max_text);
void nw_guard_scan (NwGuard *self, const char *bytes, gsize length);
void nw_guard_end  (NwGuard *self);

/* One for each format: read everything, never return. */
void nw_worker_xml  (const char *schema, gsize schema_length) G_GNUC_NORETURN;
void nw_worker_json (void) G_GNUC_NORETURN;
