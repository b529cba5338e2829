/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../db/nw-store.h"

G_BEGIN_DECLS

/**
 * NwInitOptions:
 * @organisation: its name; with @sample %NULL keeps the invented one
 * @land: (nullable): code of the federal state
 * @iso27001: with the catalogue of ISO/IEC 27001:2022; so the next two
 * @sample: filled with the register of an invented company
 * @actor: (nullable): who makes it
 */
typedef struct
{
  const char *organisation, *land;
  gboolean    iso27001, dsgvo, nist_csf;
  gboolean    sample;
  const char *actor;
} NwInitOptions;

NwStore *nw_register_init (const char *path, const NwInitOptions *options, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
