/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-db.h"

#define VERSION 1

extern const char *const test_schema[];

typedef struct
{
  char *folder;
  char *path;    /* a good register, closed */
} Fixture;

void  set_up       (Fixture *f, gconstpointer data);
void  tear_down    (Fixture *f, gconstpointer data);
char *in_folder    (Fixture *f, const char *name);
NwDb *open_it      (const char *path, NwDbFlags flags, GError **error);
NwDb *open_good    (const char *path, NwDbFlags flags);
gint64 ask         (NwDb *db, const char *sql);
void  write_file   (const char *path, const void *bytes, gsize size);
void  run_stock    (const char *path, const char *sql);
void  add_hostile  (void);

#define TEST(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
