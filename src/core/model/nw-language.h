/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NW_LANGUAGE_ENGLISH,
  NW_LANGUAGE_GERMAN,
} NwLanguage;

void        nw_language_init    (const char *code);
NwLanguage  nw_language         (void);
const char *nw_language_code    (void);
const char *nw_german           (const char *english);
const char *nw_language_between (NwLanguage language, const char *english, const char *german);

G_END_DECLS
