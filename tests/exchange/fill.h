/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

#include <glib/gstdio.h>

/* A folder with an empty register in it; both go when the test ends. */
typedef struct
{
  char    *folder;
  NwStore *store;
} Place;

/* Records of each kind that fill_register() makes. */
#define FILLED 2

extern const NwReason test_reason;

Place   *place_new    (void);
void     place_free   (Place *self);
char    *place_path   (Place *self, const char *name);
NwStore *place_create (Place *self, const char *name);
char    *read_file    (const char *path);
void     write_file   (const char *path, const char *text, gssize length);

void     fill_register (NwStore *store);
char    *fill_text     (const NwField *field, guint n);
NwRecord *add_record   (NwStore *store, const NwEntity *entity, ...) G_GNUC_NULL_TERMINATED;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)
