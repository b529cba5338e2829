/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-context.h"

G_BEGIN_DECLS

/* How near a day is: by days left before it. */
typedef enum
{
  NW_LEVEL_MISSED,
  NW_LEVEL_RED,
  NW_LEVEL_AMBER,
  NW_LEVEL_YELLOW,
  NW_LEVEL_GREEN,
} NwLevel;

/**
 * NwSubject:
 * @title: what a person calls the record, with what it belongs to where it
 *   would say nothing alone
 * @person_code: (nullable): who answers for it
 *
 * The record that a line of a view is about, as a list shows it.
 */
typedef struct
{
  guint8 uuid[16];
  char  *code, *title;
  char  *person_code, *person_name;
} NwSubject;

/**
 * NwDeadline:
 * @kind: stable name of what falls due, from nw_deadline_kinds()
 * @at: the instant, where the period runs in hours; else %NW_UNKNOWN
 * @what: what has to be done by then, in the person's language
 * @person: row of the person who answers for it; 0 if nobody does
 * @legal: whether a law or a contract sets it
 */
typedef struct
{
  NwDay           date;
  gint64          at;
  const char     *kind;
  const NwEntity *entity;
  gint64          id;
  NwLevel         level;
  gint64          person;
  gboolean        legal;
  char           *what;
  char           *reason;
  NwSubject       subject;
  int             refs;
} NwDeadline;

/**
 * NwGap:
 * @rule: stable name of the rule that is broken, from nw_gap_rules()
 * @what: what is missing, and what to do, in the person's language
 */
typedef struct
{
  const char     *rule;
  const NwEntity *entity;
  gint64          id;
  NwLevel         level;   /* RED: the audit fails; AMBER: a finding; YELLOW: worth a look */
  gint64          person;
  char           *what;
  char           *reason;  /* (nullable) */
  NwSubject       subject;
  int             refs;
} NwGap;

/* For the rules of a kind: what of @row falls due. Days in the past belong in
 * as long as nothing has been done about them. */
void nw_agenda_add    (NwAgenda *self, const NwRow *row, const char *kind, NwDay date, gboolean legal, const char *reason, const char *what);
void nw_agenda_add_at (NwAgenda *self, const NwRow *row, const char *kind, gint64 at, const char *reason, const char *what);

/* For the rules of a kind: what of @row would not pass. */
void nw_gaps_add (NwGaps *self, const NwRow *row, const char *rule, NwLevel level, const char *reason, const char *what);

NwLevel     nw_level_of_days (gint64 days_left);
const char *nw_level_name    (NwLevel level);

G_END_DECLS
