/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The only header that the programs and tests include. */
#include "db/nw-blobs.h"
#include "db/nw-history.h"
#include "db/nw-search.h"
#include "db/nw-store.h"
#include "edit/nw-draft.h"
#include "edit/nw-journal.h"
#include "entities/nw-entities.h"
#include "model/nw-change.h"
#include "model/nw-date.h"
#include "model/nw-entity.h"
#include "model/nw-error.h"
#include "model/nw-kind.h"
#include "model/nw-language.h"
#include "model/nw-record.h"
#include "rules/nw-computed.h"
