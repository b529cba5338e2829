/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NW_XSD_REGISTER,
  NW_XSD_REPORT,
  NW_N_XSDS,
} NwXsd;

const char *nw_xsd_namespace (NwXsd xsd);
const char *nw_xsd_file_name (NwXsd xsd);
char       *nw_xsd_generate  (NwXsd xsd, gboolean documented);
char       *nw_xsd_write     (NwXsd xsd, GError **error);

G_END_DECLS
