/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "nw-oscal-catalog.h"
#include "nw-xml-reader.h"

#define NW_OSCAL_NS "http://csrc.nist.gov/ns/oscal/1.0"
#define NW_OSCAL_PROP_NS "http://csrc.nist.gov/ns/oscal"
#define NW_OSCAL_ODDITY_NS "urn:nachweis:oddity"

/* nw-oscal-text.c: markup becomes plain text with lines. */
typedef struct _NwOscalText NwOscalText;

NwOscalText *nw_oscal_text_new       (void);
void         nw_oscal_text_free      (NwOscalText *self);
void         nw_oscal_text_append    (NwOscalText *self, const char *text, gsize length);
void         nw_oscal_text_insert    (NwOscalText *self, const char *id);
void         nw_oscal_text_paragraph (NwOscalText *self);
void         nw_oscal_text_lead      (NwOscalText *self, const char *lead);
void         nw_oscal_text_flush     (NwOscalText *self);
void         nw_oscal_text_indent    (NwOscalText *self, int by);
gboolean     nw_oscal_text_is_markup (const char *name);
void         nw_oscal_text_open      (NwOscalText *self, const char *name, const NwXmlAttribute *attributes, guint n);
void         nw_oscal_text_close     (NwOscalText *self, const char *name);
char        *nw_oscal_text_take      (NwOscalText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOscalText, nw_oscal_text_free)

/* nw-oscal-params.c: the words that parameters stand for. */
#define NW_OSCAL_INSERT_BEGIN '\001'
#define NW_OSCAL_INSERT_END '\002'

typedef struct _NwOscalParams NwOscalParams;

NwOscalParams *nw_oscal_params_new     (void);
void           nw_oscal_params_free    (NwOscalParams *self);
gboolean       nw_oscal_params_add     (NwOscalParams *self, const char *id, const char *label,
                                        GPtrArray *values, GPtrArray *choices, gboolean several);
gboolean       nw_oscal_params_resolve (NwOscalParams *self, char **text, GError **error);
GPtrArray     *nw_oscal_params_missing (NwOscalParams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOscalParams, nw_oscal_params_free)

/* nw-oscal-tally.c: counts by name, told as sentences. */
typedef struct _NwOscalTally NwOscalTally;

NwOscalTally *nw_oscal_tally_new      (void);
void          nw_oscal_tally_free     (NwOscalTally *self);
void          nw_oscal_tally_add      (NwOscalTally *self, const char *what, const char *name);
void          nw_oscal_tally_sentences (NwOscalTally *self, GPtrArray *sentences);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOscalTally, nw_oscal_tally_free)

/* nw-oscal-parse.c: follows the elements. */
typedef enum
{
  NW_OSCAL_NOTHING  = 0,
  NW_OSCAL_CATALOG  = 1 << 0,
  NW_OSCAL_METADATA = 1 << 1,
  NW_OSCAL_PARTY    = 1 << 2,
  NW_OSCAL_DUTY     = 1 << 3,  /* responsible-party */
  NW_OSCAL_GROUP    = 1 << 4,
  NW_OSCAL_CONTROL  = 1 << 5,
  NW_OSCAL_PARAM    = 1 << 6,
  NW_OSCAL_SELECT   = 1 << 7,
  NW_OSCAL_PART     = 1 << 8,
  NW_OSCAL_LEAF     = 1 << 9,  /* prop, link */
  NW_OSCAL_FIELD    = 1 << 10, /* a text of its own */
  NW_OSCAL_MARKUP   = 1 << 11,
  NW_OSCAL_BACK     = 1 << 12,
  NW_OSCAL_RESOURCE = 1 << 13,
  NW_OSCAL_CITATION = 1 << 14,
  NW_OSCAL_SKIP     = 1 << 15,
  NW_OSCAL_ITEM     = NW_OSCAL_GROUP | NW_OSCAL_CONTROL,
} NwOscalPlace;

typedef struct _NwOscalParser NwOscalParser;
typedef struct _NwOscalFrame  NwOscalFrame;
typedef struct _NwOscalRule   NwOscalRule;

/* A group or control that is still open. */
typedef struct
{
  NwOscalItem *item;
  NwOscalText *statement, *guidance;
  char        *heading;       /* the last one in the guidance */
  gboolean     plain_label;   /* its reference is the label without a class, or is no label yet */
  gboolean     has_controls;
  guint        own_depth;
} NwOscalOpenItem;

/* An element that is still open. */
struct _NwOscalFrame
{
  NwOscalPlace       place;
  const NwOscalRule *rule;
  NwOscalText       *sink;     /* where its text goes; NULL: nowhere */
  gboolean           labelled; /* of a part: has its label, or is past it */
  char              *heading;  /* of a part: still to be written above its first text */
  gboolean           titled;   /* of a part: the heading is its own title */
};

struct _NwOscalRule
{
  guint        parents;        /* NwOscalPlaces where it applies */
  const char  *name;
  NwOscalPlace place;
  void       (*start) (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n);
  void       (*end)   (NwOscalParser *self, NwOscalFrame *frame, const char *text);
  glong        target;         /* of a field: which member of its owner takes the text */
};

struct _NwOscalParser
{
  NwOscalCatalog *catalog;
  NwOscalFrame    frames[64];
  guint           n_frames;
  GPtrArray      *open;        /* of NwOscalOpenItem, outermost first */
  GHashTable     *ids;         /* of items: id → item */
  GHashTable     *known;       /* every id and uuid in the document */
  NwOscalParams  *params;
  struct { char *id, *label; GPtrArray *values, *choices; gboolean several; } param;
  GPtrArray      *parties;     /* triples: uuid, type, name */
  GPtrArray      *duties;      /* pairs: role, uuid of a party */
  NwOscalTally   *left_out, *faults;
  GChecksum      *checksum;
};

extern const NwXmlHandlers nw_oscal_handlers;

NwOscalParser   *nw_oscal_parser_new     (void);
void             nw_oscal_parser_free    (NwOscalParser *self);
NwOscalFrame    *nw_oscal_parser_parent  (NwOscalParser *self);
NwOscalOpenItem *nw_oscal_parser_item    (NwOscalParser *self);
const char      *nw_oscal_attribute      (const NwXmlAttribute *attributes, guint n, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwOscalParser, nw_oscal_parser_free)

/* nw-oscal-rules.c: which element means what, and where. */
const NwOscalRule *nw_oscal_find_rule (NwOscalPlace parent, const char *name);

/* What is counted on the way. */
#define NW_OSCAL_LEFT_PARTS N_("Parts that were not taken")
#define NW_OSCAL_LEFT_PROPS N_("Properties that were not taken")
#define NW_OSCAL_LEFT_ELEMENTS N_("Elements that were not taken")
#define NW_OSCAL_LEFT_FOREIGN N_("Elements of other namespaces that were not taken")
#define NW_OSCAL_LEFT_TEXT N_("Texts at a place without meaning that were not taken")
#define NW_OSCAL_FAULT_REPEATED N_("Ids that are used more than once, told apart by a number here")
#define NW_OSCAL_FAULT_TOKEN N_("Ids that OSCAL does not allow, taken as they are")
#define NW_OSCAL_FAULT_NO_ID N_("Groups and controls without an id, which got one here")
#define NW_OSCAL_FAULT_NO_TITLE N_("Groups and controls without a title")
#define NW_OSCAL_FAULT_NO_STATEMENT N_("Controls that state nothing")
#define NW_OSCAL_FAULT_LINK N_("Links to something that is not in the catalog")
#define NW_OSCAL_FAULT_FILE N_("Links to files beside the catalog, which were not read")
#define NW_OSCAL_FAULT_PARAM N_("Parameters that are used and not declared, or contain themselves")
#define NW_OSCAL_FAULT_PARAM_REPEATED N_("Parameters that are declared more than once, of which the first counts")
#define NW_OSCAL_FAULT_LIST N_("Lists that are not written as an array")
#define NW_OSCAL_FAULT_VERSION N_("OSCAL versions that do not exist or are newer than this program")
#define NW_OSCAL_FAULT_DATA N_("Data that every catalog must have and this one has not")

/* nw-oscal-items.c: groups and controls. */
void nw_oscal_item_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n);
void nw_oscal_item_end   (NwOscalParser *self, NwOscalFrame *frame, const char *text);
void nw_oscal_prop_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n);
void nw_oscal_link_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n);

/* nw-oscal-parts.c: the texts of a group or control. */
void nw_oscal_part_start (NwOscalParser *self, NwOscalFrame *frame, const NwXmlAttribute *attributes, guint n);
void nw_oscal_part_end   (NwOscalParser *self, NwOscalFrame *frame, const char *text);
void nw_oscal_part_title (NwOscalParser *self, NwOscalFrame *frame, const char *text);
void nw_oscal_part_label (NwOscalFrame *part, const char *label);
void nw_oscal_part_begin (NwOscalParser *self, NwOscalFrame *part);

/* nw-oscal-finish.c: what can be said only at the end. */
gboolean nw_oscal_finish (NwOscalParser *self, GError **error);
