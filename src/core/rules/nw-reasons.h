/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../model/nw-date.h"
#include "../model/nw-entity.h"
#include "nw-fraction.h"

G_BEGIN_DECLS

/**
 * NwExplanation:
 * @field: index of the computed field that it explains
 * @legal: whether it is a date or verdict by law: shown with "computed - please verify"
 * @text: one sentence with the inputs and the paragraph, in the person's language
 */
typedef struct
{
  guint    field;
  gboolean legal;
  char    *text;
} NwExplanation;

struct _NwReasons
{
  const NwEntity *entity;
  GPtrArray      *list; /* of NwExplanation */
};

NwReasons *nw_reasons_new  (const NwEntity *entity);
void       nw_reasons_free (NwReasons *self);
void       nw_reasons_add  (NwReasons *self, const char *field, gboolean legal, const char *format, ...) G_GNUC_PRINTF (4, 5);
const NwExplanation *nw_reasons_of (NwReasons *self, guint field);

/* "computed – please verify" in the person's language. */
const char *nw_say_verify (void);

/* Dates inside sentences: 31.12.2026 or 2026-12-31, with the weekday Do 31.12.2026 or Thu 2026-12-31. */
char *nw_say_day     (NwDay day);
char *nw_say_weekday (NwDay day);
char *nw_say_instant (gint64 seconds); /* in Europe/Berlin */
char *nw_say_money   (gint64 cents, const char *currency);
char *nw_say_decimal  (const char *decimal);
char *nw_say_fraction (NwFraction number, int digits);
char *nw_say_quoted   (const char *text);
const char *nw_say_choice (const NwRow *row, const char *field);

/* One more sentence, and one more of a list. */
void nw_say_also   (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);
void nw_say_append (GString *list, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NwReasons, nw_reasons_free)

G_END_DECLS
