/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NW_DB_ERROR (nw_db_error_quark ())

/**
 * NwDbError:
 * @NW_DB_ERROR_MISSING: there is no such file
 * @NW_DB_ERROR_NOT_A_REGISTER: a file, but not one of ours
 * @NW_DB_ERROR_NEWER: written by a newer program
 * @NW_DB_ERROR_IN_USE: another program, or this one, has it open
 * @NW_DB_ERROR_DAMAGED: the content contradicts itself
 * @NW_DB_ERROR_SIDECAR: a file beside it that must not be there
 * @NW_DB_ERROR_SCHEMA: tables other than this version has
 * @NW_DB_ERROR_MOVED: renamed, replaced or deleted while open
 * @NW_DB_ERROR_EXISTS: the target is there already, and nothing is overwritten
 * @NW_DB_ERROR_SYSTEM: disk, permission or memory
 * @NW_DB_ERROR_BUSY: a conflict inside this process
 * @NW_DB_ERROR_STALE: a record moved on meanwhile
 * @NW_DB_ERROR_REFUSED: a rule forbids it
 * @NW_DB_ERROR_INTERRUPTED: a person stopped it
 * @NW_DB_ERROR_UNKNOWN_STATE: COMMIT failed; only reopening tells what is in the file
 */
typedef enum
{
  NW_DB_ERROR_MISSING,
  NW_DB_ERROR_NOT_A_REGISTER,
  NW_DB_ERROR_NEWER,
  NW_DB_ERROR_IN_USE,
  NW_DB_ERROR_DAMAGED,
  NW_DB_ERROR_SIDECAR,
  NW_DB_ERROR_SCHEMA,
  NW_DB_ERROR_MOVED,
  NW_DB_ERROR_EXISTS,
  NW_DB_ERROR_SYSTEM,
  NW_DB_ERROR_BUSY,
  NW_DB_ERROR_STALE,
  NW_DB_ERROR_REFUSED,
  NW_DB_ERROR_UNKNOWN_STATE,
  NW_DB_ERROR_INTERRUPTED,
} NwDbError;

GQuark nw_db_error_quark (void);

G_END_DECLS
