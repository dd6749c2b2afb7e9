/* An agreement as pages need it: what the agreement's own pages and the answers about it share. */
#ifndef PAGES_AGREEMENT_H
#define PAGES_AGREEMENT_H

#include "pages/inner.h"

struct agreement {
    struct instrument_view i;
    struct q_agreement_powers_out *powers;
    size_t powers_n;
    struct q_agreement_power_ends_out *power_ends;
    size_t power_ends_n;
    struct q_agreement_changes_out *changes;
    size_t changes_n;
    struct q_agreement_parties_out *parties;
    size_t parties_n;
    int64_t nominated, holding;
    bool witnessed; /* it was registered here, not by a source's account */
};

/* Links to the lists of instruments elsewhere, but for that one (empty: to all); *ret_found: it is
 * on record.  (listing.c)  E_IO. */
MUST err *page_other_lists(struct page_cx *cx, sv list, struct list *links, bool *ret_found);
/* Read it; declares instrument:<id> and roster:<body>, and turns at the body's next midnight.
 * E_NOTFOUND, E_IO.  Lifetime: cx->a. */
MUST err *agreement_read(struct page_cx *cx, sv id, struct agreement *ret);
/* A line of that entry, with its correction; and with its source, where a row of a query is a
 * source's account. */
struct view_agreement_line *agreement_line(struct page_cx *cx, struct list *l, int64_t seq,
                                           const struct view_source *source);
const struct view_source *agreement_source(struct page_cx *cx, bool reported, sv outlet, sv title,
                                           sv address, sv retrieved);
#define AGREEMENT_SOURCE(cx, row)                                                                  \
    agreement_source((cx), (row)->reported, (row)->outlet, (row)->source_title, (row)->address,    \
                     (row)->retrieved)
/* What the record shows of who holds which powers, in one sentence. */
sv agreement_sentence(struct page_cx *cx, const struct agreement *g);
/* Its powers, the newest word on each, and how many of them are given today. */
void agreement_powers(struct page_cx *cx, const struct agreement *g,
                      const struct view_agreement_power **ret, size_t *ret_n, size_t *ret_standing);
/* Lines of one matter. */
MUST err *agreement_protocols(struct page_cx *cx, const struct agreement *g,
                              const struct view_agreement_line **ret, size_t *ret_n);
MUST err *agreement_money(struct page_cx *cx, const struct agreement *g,
                          const struct view_agreement_line **ret, size_t *ret_n, sv *ret_sentence);
MUST err *agreement_challenges(struct page_cx *cx, const struct agreement *g,
                               const struct view_agreement_line **ret, size_t *ret_n,
                               sv *ret_sentence);
/* What it says to one of the decision's questions (holders, powers, protocols, cost, challenges):
 * one sentence, empty where nothing of that is on record, and its lines added to those of
 * struct view_agreement_line.  E_IO. */
MUST err *agreement_answer(struct page_cx *cx, const struct agreement *g, enum rec_question q,
                           struct list *lines, sv *ret_sentence);
/* Who is on record under it, in one sentence. */
sv agreement_holders_sentence(struct page_cx *cx, const struct agreement *g);
/* At most a hundred holders after one id, with all that is on record of each; *ret_next the last of
 * them where there are more, else empty. */
MUST err *agreement_holders(struct page_cx *cx, const struct agreement *g, sv after,
                            const struct view_agreement_holder **ret, size_t *ret_n, sv *ret_next);

#endif
