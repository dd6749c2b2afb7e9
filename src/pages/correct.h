/* The form that corrects an entry: that of the entry's own kind, whose fields are called values.…
 * where its own are called data.… */
#ifndef PAGES_CORRECT_H
#define PAGES_CORRECT_H

#include "pages/inner.h"

/* The form for the entry that data.of names (its number, or the act that made it), filled in with
 * what was sent, or else with what the entry says now; and the one that takes it back.  e: why it
 * was refused, or NULL.  *ret false: there is no such entry, or it is a correction itself, and
 * nothing is drawn.  E_IO. */
MUST err *page_correct(struct page_cx *cx, const struct page_pair *pairs, size_t n, err *e,
                       bool *ret, struct view_form_page *ret_page);

/* What that form sent, made into what acts take: values as page_act_pairs does for the entry's own
 * kind, which values.kind names; local.at is forgotten where it is the time that was shown
 * (local.was).  *ret false: there is no such entry.  Errors as page_act_pairs. */
MUST err *page_correct_pairs(struct page_cx *cx, const struct page_pair *pairs, size_t n, bool *ret,
                             struct page_pair **ret_pairs, size_t *ret_n);

#endif
