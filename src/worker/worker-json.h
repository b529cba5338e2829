/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "worker.h"

/* worker-json-scan.c: refuses what is too deep, too long or too much. */
void nw_json_scan (const char *text, gsize length);

/* worker-json-names.c: what a key of OSCAL's JSON is called in its XML. */
gboolean    nw_json_is_attribute (const char *element, const char *key);
gboolean    nw_json_is_list      (const char *key);
gboolean    nw_json_is_prose     (const char *key);
gboolean    nw_json_is_wrapped   (const char *element, const char *key);
const char *nw_json_content_key  (const char *element);
char       *nw_json_dup_singular (const char *key);
int         nw_json_rank         (const char *key);
