/* A paper that is kept: minutes as they were filed (docs/format/paper.md). */
#ifndef RECORD_PAPER_H
#define RECORD_PAPER_H

#include "base/err.h"
#include "base/sv.h"

#define REC_PAPER_FORMAT "dais-paper-1"

/* Check the minutes of a meeting as JSON: format, kind, meeting, style, title, lines and blocks,
 * each of its type; other members may stand beside them.  Refuses (E_INVALID, field
 * "texts.minutes") what a reader could not show, in a sentence that says which member. */
MUST err *rec_paper_check(struct arena *a, sv json, sv meeting, sv style);

#endif
