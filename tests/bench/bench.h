/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nw-core.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The size of a made-up register: of one company, or of a very large one. */
typedef enum
{
  BENCH_OFFICE,
  BENCH_LARGE,
} BenchSize;

/**
 * Bench:
 * @folder: where all files of a run are; gone when it ends
 * @path: the register that the jobs work on, never changed
 * @plain: a copy of it, for connections that bypass the library
 * @base: the office register before its measurements came
 * @office: the office register; @path unless the run is large
 * @repeats: how often a pair is run
 */
typedef struct
{
  BenchSize size;
  char     *folder, *path, *plain, *base, *office, *office_plain;
  char     *xml, *csv;
  guint     repeats;
} Bench;

/* One run of one side; returns its seconds, set-up left out. */
typedef double (*BenchRun) (Bench *bench);

typedef struct
{
  double baseline, ours, ratio; /* medians; the ratio is that of the pairs */
} BenchPair;

/* bench-measure.c */
double    bench_now     (void);
double    bench_median  (GArray *values);
double    bench_at      (GArray *values, double quantile);
BenchPair bench_pair    (Bench *bench, BenchRun baseline, BenchRun ours, guint repeats);
void      bench_head    (void);
void      bench_tell    (const char *row, const char *job, const BenchPair *pair, double limit);
void      bench_tell_words (const char *row, const char *job, const char *baseline, const char *ours, const char *ratio,
                            const char *goal, gboolean met);
gint64    bench_status  (const char *key);
void      bench_reset_peak (void);
void      bench_must    (gboolean good, GError *error);

/* bench-register.c */
char     *bench_file    (Bench *bench, const char *name);
char     *bench_make_register (Bench *bench, BenchSize size, const char *name, char **base);
NwStore  *bench_open    (const char *path);
void      bench_copy    (const char *from, const char *to);
extern const char *const bench_words[];
char     *bench_word    (GRand *random);

/* bench-plain.c: SQLite without the library. */
sqlite3  *bench_plain_open  (const char *path, gboolean writes);
void      bench_plain_run   (sqlite3 *db, const char *sql);
double    bench_plain_scan  (Bench *bench);
double    bench_plain_bulk  (Bench *bench);
double    bench_plain_like  (sqlite3 *db, const char *word);
double    bench_plain_hash  (Bench *bench);
char     *bench_plain_columns (const NwEntity *entity);

/* One function per family of jobs. */
void      bench_xml     (Bench *bench);
void      bench_csv     (Bench *bench);
void      bench_oscal   (Bench *bench);
void      bench_edit    (Bench *bench);
void      bench_search  (Bench *bench);
void      bench_verify  (Bench *bench);
void      bench_list    (Bench *bench);
void      bench_rules   (Bench *bench);
int       bench_memory_child (const char *job, const char *path);

G_END_DECLS
