/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../entities/nw-entities.h"
#include "../model/nw-date.h"
#include "nw-calendar.h"

G_BEGIN_DECLS

/**
 * NwContext:
 * @on: the day that counts as today
 * @facts: who knows the other records
 *
 * What a rule may know beside its own record. Rules have no database and no
 * clock: whatever they learn, they learn through the functions below, so that
 * it is known what a result depends on.
 */
struct _NwContext
{
  NwDay    on;
  gpointer facts;
  const struct _NwFactsClass *klass;
};

/**
 * NwFactsClass:
 *
 * How records reach the rules. Everything returned is borrowed and holds
 * until the computation that asked for it ends.
 */
typedef struct _NwFactsClass
{
  const NwRow *(*row)      (NwContext *context, const NwEntity *entity, gint64 id);
  const NwRow *(*derived)  (NwContext *context, const NwRow *row);
  GPtrArray   *(*children) (NwContext *context, const NwEntity *entity, const char *field, gint64 target);
  GPtrArray   *(*all)      (NwContext *context, const NwEntity *entity);
  NwCalendar  *(*calendar) (NwContext *context);
  const NwRow *(*figure)   (NwContext *context, const char *key, NwDay on);
  gboolean     (*has_figure) (NwContext *context, const char *key);
  gpointer     (*recall)   (NwContext *context, const NwRow *row);
  void         (*remember) (NwContext *context, const NwRow *row, gpointer data, GDestroyNotify free);
} NwFactsClass;

const NwRow *nw_context_row      (NwContext *context, const NwEntity *entity, gint64 id);
const NwRow *nw_context_ref      (NwContext *context, const NwRow *row, const char *field);
const NwRow *nw_context_derived  (NwContext *context, const NwRow *row);
GPtrArray   *nw_context_children (NwContext *context, const NwEntity *entity, const char *field, gint64 target);
GPtrArray   *nw_context_all      (NwContext *context, const NwEntity *entity);
NwCalendar  *nw_context_calendar (NwContext *context);

/* What was worked out for @row and is needed again for it: kept, if at all,
 * until the next record is looked at. */
gpointer     nw_context_recall   (NwContext *context, const NwRow *row);
void         nw_context_remember (NwContext *context, const NwRow *row, gpointer data, GDestroyNotify free);

/* Who keeps the register, and whose holidays count. */
const NwRow *nw_context_organisation (NwContext *context);
NwLands      nw_context_lands        (NwContext *context);

/* Legal figures: rows of the register, else those that were shipped. */
const char  *nw_figure_text   (NwContext *context, const char *key, NwDay on);
gint64       nw_figure        (NwContext *context, const char *key, NwDay on);
const NwRow *nw_figure_row    (NwContext *context, const char *key, NwDay on);

/* Reading facts. Unknown is %NW_UNKNOWN, %NULL or %NW_NO_DAY. */
NwDay    nw_row_day  (const NwRow *row, const char *field);
gboolean nw_row_is   (const NwRow *row, const char *field, const char *choice);
gboolean nw_row_yes  (const NwRow *row, const char *field);
gboolean nw_row_has  (const NwRow *row, const char *field);
gboolean nw_row_contains (const NwRow *row, const char *field, const char *item);

/* Writing computed cells; what is unknown stays unknown. */
void nw_put_day    (NwDerived *out, const char *field, NwDay day);
void nw_put_number (NwDerived *out, const char *field, gint64 number);
void nw_put_text   (NwDerived *out, const char *field, const char *text);
void nw_put_take   (NwDerived *out, const char *field, char *text);
void nw_put_bool   (NwDerived *out, const char *field, gboolean yes);
void nw_put_tags   (NwDerived *out, const char *field, GPtrArray *texts);

G_END_DECLS
