/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-kind.h"

G_BEGIN_DECLS

/**
 * NwFieldFlags:
 * @NW_REQUIRED: a record without it is refused
 * @NW_TITLE: what a person calls the record
 * @NW_COLUMN: shown in lists unless the person chooses otherwise
 * @NW_TREE: a reference to the own kind that must not form a cycle
 * @NW_FIXED: set once, then never changed
 * @NW_COMMON: added to every kind by the registry, not written in a table
 */
typedef enum
{
  NW_REQUIRED = 1 << 0,
  NW_TITLE    = 1 << 1,
  NW_COLUMN   = 1 << 2,
  NW_TREE     = 1 << 3,
  NW_FIXED    = 1 << 4,
  NW_COMMON   = 1 << 5,
  NW_LISTED   = 1 << 6, /* names a line of the kind's catalogue, and nothing else */
} NwFieldFlags;

typedef struct
{
  const char *name;
  const char *label;
} NwChoice;

typedef struct _NwContext NwContext;
typedef struct _NwRecord  NwRecord;

/**
 * NwRow:
 * @cells: one value per field, in the order of nw_entity_get_fields()
 *
 * A borrowed view of a record, stored or not, as validators and rules read it.
 */
typedef struct
{
  const NwEntity *entity;
  gint64          id;
  const NwValue  *cells;
  gboolean        kept;  /* by a context, which can compute its cells */
} NwRow;

typedef struct _NwReasons NwReasons;
typedef struct _NwAgenda  NwAgenda;
typedef struct _NwGaps    NwGaps;

/**
 * NwDerived:
 *
 * The computed cells of a row while they are filled: all unknown at first;
 * nw_put_day() and its like set them by name.
 */
typedef struct
{
  const NwEntity *entity;
  NwValue        *cells;
} NwDerived;

/* Fills the computed cells of @row from its facts and what it refers to. */
typedef void (*NwDerive) (const NwRow *row, NwContext *context, NwDerived *out);

/* The following see @row with its computed cells filled. */
typedef void (*NwExplain) (const NwRow *row, NwContext *context, NwReasons *reasons);
typedef void (*NwDue)     (const NwRow *row, NwContext *context, NwAgenda *agenda);
typedef void (*NwLack)    (const NwRow *row, NwContext *context, NwGaps *gaps);

/* Refuses a set value of the right kind for a reason of its own. */
typedef gboolean (*NwFieldCheck) (const NwField *field, const NwValue *value, GError **error);

/* Refuses a record whose fields do not go together; @field takes the index of
 * the one to look at. */
typedef gboolean (*NwRowCheck) (const NwRow *row, guint *field, GError **error);

struct _NwField
{
  const char     *name;
  const NwKind   *kind;
  const char     *label;
  unsigned        since;    /* schema version that has it first */
  NwFieldFlags    flags;
  const NwEntity *target;   /* of references */
  const NwChoice *choices;  /* ended by a NULL name */
  gint64          min, max; /* of numbers, both 0: no limit */
  NwFieldCheck    check;
  gboolean        computed; /* never stored: the kind's .derive fills it */
  const char     *keeps;    /* a computed field: stored as it was when the kind's .settled was decided */
};

/**
 * NwEntityFlags:
 * @NW_OWNED: somebody answers for it: has owner and deputy
 * @NW_SINGLE: exactly one record
 * @NW_BULK: comes in bulk without personal data: one history item per new row
 * @NW_PART: belongs to the record its first reference names; not in navigation
 */
typedef enum
{
  NW_OWNED  = 1 << 0,
  NW_SINGLE = 1 << 1,
  NW_BULK   = 1 << 2,
  NW_PART   = 1 << 3,
} NwEntityFlags;

typedef enum
{
  NW_GROUP_CONTROLS,
  NW_GROUP_AUDITS,
  NW_GROUP_VENDORS,
  NW_GROUP_DECISIONS,
  NW_GROUP_PRIVACY,
  NW_GROUP_ORGANISATION,
  NW_N_GROUPS,
} NwGroup;

/* Fields that must not go back in time: each set one ≥ the set one before. */
typedef const char *const NwOrder[8];

/**
 * NwLimit:
 * @field: a choice
 * @way: references that lead from the record to the one that decides
 * @decides: a choice of that one
 * @is: while it is this,
 * @choices: only these may be chosen; ended by %NULL
 */
typedef struct
{
  const char *field, *way[2], *decides, *is;
  const char *choices[8];
} NwLimit;

struct _NwEntity
{
  guint            number;  /* for ever: part of search keys */
  const char      *name;
  const char      *label;
  const char      *label_plural;
  const char      *prefix;  /* of codes, "V" for V-0007 */
  NwGroup          group;
  unsigned         since;
  const NwField   *fields;
  guint            n_fields;
  NwEntityFlags    flags;
  const char      *code_item;   /* code = first reference's code / this field */
  const char      *unique[4];   /* fields that together are unique */
  const NwOrder   *orders;
  guint            n_orders;
  const NwLimit   *limits;
  guint            n_limits;
  const char      *catalogue;   /* shipped table whose lines code_item names */
  const NwEntity  *brings[3];   /* a new record comes with all their lines */
  const char      *settled;     /* a choice; decided once it is neither unknown nor "open" */
  NwRowCheck       check;       /* refuses what its fields must not say together */
  NwDerive         derive;      /* fills all computed fields */
  NwExplain        explain;     /* says why they are what they are */
  NwDue            due;         /* what of it falls due when */
  NwLack           lack;        /* what of it would not pass an audit */
};

#define NW_ENTITY(number_, name_, one_, many_, prefix_, group_, fields_, ...) \
  { .number = (number_), .name = (name_), .label = (one_), .label_plural = (many_), \
    .prefix = (prefix_), .group = (group_), .since = 1, .fields = (fields_), \
    .n_fields = G_N_ELEMENTS (fields_), __VA_ARGS__ }

#define NW_ORDERS(orders_) .orders = (orders_), .n_orders = G_N_ELEMENTS (orders_)
#define NW_LIMITS(limits_) .limits = (limits_), .n_limits = G_N_ELEMENTS (limits_)

/* The schema version that this program writes. */
#define NW_SCHEMA_VERSION 1

/* Field 0 of every kind. */
#define NW_FIELD_CODE 0

const NwEntity *const *nw_registry         (guint *n);
const NwEntity        *nw_entity_find      (const char *name);
const NwEntity        *nw_entity_by_number (guint number);

const NwField *nw_entity_get_fields   (const NwEntity *entity, guint *n);
const NwField *nw_entity_get_field    (const NwEntity *entity, guint index);
guint          nw_entity_n_fields     (const NwEntity *entity);
int            nw_entity_field_index  (const NwEntity *entity, const char *name);
int            nw_entity_title_index  (const NwEntity *entity);
int            nw_entity_parent_index (const NwEntity *entity);
GType          nw_entity_get_gtype    (const NwEntity *entity);
const char    *nw_entity_label        (const NwEntity *entity);
const char    *nw_entity_label_plural (const NwEntity *entity);
const char    *nw_field_label         (const NwField *field);
const char    *nw_choice_label        (const NwChoice *choice);
gboolean       nw_field_is_stored     (const NwField *field);
gboolean      nw_field_is_typed    (const NwField *field);
gboolean       nw_field_is_reference  (const NwField *field);

const NwValue *nw_row_cell   (const NwRow *row, const char *field);
const char    *nw_row_text   (const NwRow *row, const char *field);
gint64         nw_row_number (const NwRow *row, const char *field);
const char    *nw_row_title  (const NwRow *row);

/**
 * NwProblem:
 * @field: index of the field the person has to look at
 * @message: (transfer full): what is wrong
 */
typedef struct
{
  guint field;
  char *message;
} NwProblem;

GPtrArray *nw_row_validate (const NwRow *row);
void       nw_problem_free (NwProblem *problem);

G_END_DECLS
