/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A register in a folder of its own, open for writing. */
typedef struct
{
  char    *folder, *path;
  NwStore *store;
} Register;

void      core_init         (int *argc, char ***argv);
void      register_up       (Register *r, gconstpointer unused);
void      register_down     (Register *r, gconstpointer unused);
void      register_close    (Register *r);
void      register_reopen   (Register *r);
char     *register_file     (Register *r, const char *name);

guint     field_of          (const NwEntity *entity, const char *name);
void      set_text          (NwStore *store, NwChangeRow *row, NwRecord *record, const char *field, const char *text);
NwRecord *make              (NwStore *store, const NwEntity *entity, ...) G_GNUC_NULL_TERMINATED;
gboolean  edit              (NwStore *store, NwRecord *record, const char *field, const char *text, GError **error);
void      edit_good         (NwStore *store, NwRecord *record, const char *field, const char *text);
gboolean  commit            (NwStore *store, NwChange *change, GError **error);
gboolean  mark              (NwStore *store, NwRecord *record, NwMark how, GError **error);
char     *text_of           (NwStore *store, NwRecord *record, const char *field);
void      assert_text       (NwStore *store, NwRecord *record, const char *field, const char *wanted);

char     *generate          (NwStore *store, const NwEntity *entity, const NwField *field, guint index, guint serial);
NwChange *generate_change   (NwStore *store, const NwEntity *entity, NwFieldFlags wanted, const char *without);
NwRecord *generate_required (NwStore *store, const NwEntity *entity);
NwRecord *generate_full     (NwStore *store, const NwEntity *entity);

char     *verdict_text      (NwStore *store, const char *known_head);
void      assert_sound      (NwStore *store);
void      assert_message    (GError **error, GQuark domain, int code, const char *part);

void      raw               (const char *path, const char *sql);
char     *raw_ask           (const char *path, const char *sql);
sqlite3  *raw_open          (const char *path);
char     *raw_dump          (const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Register, register_close)

#define REGISTER(name, function) g_test_add (name, Register, NULL, register_up, function, register_down)
#define assert_invalid(error, part) assert_message (error, NW_ERROR, NW_ERROR_INVALID, part)

G_END_DECLS
