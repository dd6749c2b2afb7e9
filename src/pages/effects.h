/* What was expected of an instrument, and what the data say, as pages show it. */
#ifndef PAGES_EFFECTS_H
#define PAGES_EFFECTS_H

#include "pages/due.h"

struct effects {
    const struct view_effect_claim *claims;     /* in the order in which they were said */
    const struct view_effect_measure *measures; /* in the order of the claims, the others after */
    size_t claims_n, measures_n;
    bool witnessed; /* something of it is no source's account */
    sv sentence;    /* all of it in one; empty where nothing is on record */
};

/* Read it; declares the meetings that claims name.  whole: with charts, methods and months, which
 * are reckoned anew from the figures; else with what the record says of them.  E_IO.
 * Lifetime: cx->a. */
MUST err *effects_read(struct page_cx *cx, const struct body_view *b, sv instrument, bool whole,
                       struct effects *ret);

#endif
