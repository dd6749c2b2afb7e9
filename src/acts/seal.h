/* The commitment to a month's private rows: one batch.sealed a stream and instrument, whatever
 * happened (docs/format/batch-1.md). */
#ifndef ACTS_SEAL_H
#define ACTS_SEAL_H

#include "acts/activity.h"
#include "acts/perform.h"
#include "record/hash.h"

/* Seal the oldest month that is over and not sealed, of one stream of one instrument that was
 * registered here, within the store's open group; *ret false where there is none.  Called again
 * until then it catches up with whatever was missed.  E_IO. */
MUST err *act_seal_next(struct act_room *r, struct arena *a, bool *ret);

/* The root over the rows of a stream that came in within a period (2026-10), by the seed that was
 * kept when it was sealed.  *ret_found false where none is kept.  E_IO. */
MUST err *act_seal_root(struct store *s, struct arena *a, sv instrument,
                        enum activity_stream stream, sv period, bool *ret_found,
                        struct rec_hash *ret);

#endif
