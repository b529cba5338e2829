/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../core/core-help.h"

G_BEGIN_DECLS

/* How many random cases a rule is compared with its second implementation. */
#define RANDOM_CASES 10000

/* A table of known answers in tests/rules/vectors: fields separated by |, the
 * first line names them, lines that begin with # are remarks. */
typedef struct
{
  GPtrArray *rows; /* of char **; the first is the header */
} Vectors;

Vectors    *vectors_load (const char *name);
void        vectors_free (Vectors *self);
guint       vectors_rows (Vectors *self);
const char *vectors_get  (Vectors *self, guint row, const char *column);
NwDay       vectors_day  (Vectors *self, guint row, const char *column);
gint64      vectors_number (Vectors *self, guint row, const char *column);

NwDay       day          (const char *iso);
NwDay       random_day   (const char *from, const char *to);
void        assert_day   (NwDay got, NwDay wanted, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Vectors, vectors_free)

G_END_DECLS
