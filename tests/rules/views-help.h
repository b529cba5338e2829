/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules-help.h"

G_BEGIN_DECLS

/* What the views over all kinds say of one record: "rule rule", "kind=day kind=day". */
void      assert_gaps   (Register *r, NwRecord *record, const char *wanted);
void      assert_due    (Register *r, NwRecord *record, const char *wanted);
void      assert_gap_reason (Register *r, const char *rule, const char *part);
void      assert_reason (Register *r, NwRecord *record, const char *field, const char *part);

/* One requirement of the framework with that code, and what is said to it. */
NwRecord *require_one   (Register *r, const char *framework, const char *reference);
NwRecord *assess_one    (Register *r, const char *framework, const char *reference);

G_END_DECLS
