/* Published tables, as pages show them. */
#ifndef PAGES_ACTIVITY_H
#define PAGES_ACTIVITY_H

#include <string.h>

#include "pages/form.h"
#include "record/hash.h"
#include "sys/zone.h"

/* A table and what is known of it beside its CSV. */
struct counted {
    sv id, csv;
    int64_t from, until; /* days */
    int64_t hidden, cells, threshold;
    bool reported;
};
/* Its model, without entry and address.  E_INVALID where the text is no CSV. */
MUST err *page_count_table(struct page_cx *cx, const struct counted *k,
                           struct view_count_table *ret);

/* Where to complain, in the three languages. */
const struct view_said_in *page_complaints(size_t *ret_n);

/* What the newest table made here of an instrument says, in a sentence; empty where there is none.
 * *ret_seq: its entry. */
MUST err *page_activity_said(struct page_cx *cx, sv instrument, sv *ret, int64_t *ret_seq);

#endif
