/* What stood on record when a meeting was opened: the facts that its floor has from outside. */
#ifndef ACTS_PAST_H
#define ACTS_PAST_H

#include "acts/seating.h"
#include "store/store.h"

/* The meeting that acts are judged in. */
struct act_past {
    struct store *store;
    sv meeting;
    bool opened;        /* an entry has opened it */
    int64_t opened_seq; /* … this one */
};

/* Find the meeting's opening.  E_NOTFOUND, E_IO.  Lifetime: borrows meeting. */
MUST err *act_past_of(struct store *s, struct arena *a, sv meeting, struct act_past *ret);

/* Give an act the facts from outside: the day of the meeting that it opens, what stood on record of
 * the item that it names for the first time.  seq: the entry that the act is, or will be.  They are
 * those before the meeting was opened; whoever asks later gets the same.  Lifetime: a.  E_IO. */
MUST err *act_past_give(const struct act_past *p, struct arena *a, const struct floor *f,
                        int64_t seq, struct floor_act *act);

#endif
