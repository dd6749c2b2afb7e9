/* What is due under instruments, as pages show it. */
#ifndef PAGES_DUE_H
#define PAGES_DUE_H

#include "pages/inner.h"
#include "rules/obligations.h"

typedef struct q_obligations_of_out obligation_row;
typedef struct q_obligations_done_of_out done_row;

/* An obligation as it was stated, with the days that pages look at. */
struct due_obligation {
    const obligation_row *newest;      /* the newest word on it … */
    const obligation_row *const *rows; /* … and each, in the order of obligation.rules */
    struct obligation rules;
};

/* Everything that is due under an instrument. */
struct due_state {
    struct instrument_view i;
    bool ended;
    struct q_instrument_ended_out end;
    struct holidays holidays;
    int64_t holidays_seq;               /* the newest entry that noted one, or -1 */
    struct due_obligation *obligations; /* in the order in which each was first stated */
    size_t obligations_n;
    done_row *done;
    size_t done_n;
};

/* A day due, with what the record holds of it. */
struct due_found {
    const struct due_obligation *of;
    struct obligation_day day;
    const done_row *word; /* NULL: nothing */
    enum obligation_status status;
    int64_t late;
};

/* Read it; declares instrument:<id> and body:<body>, and turns at the body's next midnight.
 * E_NOTFOUND (there is no such instrument), E_IO.  Lifetime: cx->a. */
MUST err *due_read(struct page_cx *cx, sv instrument, struct due_state *ret);
/* The days due from one day until another, by day and then by obligation; at most LIMIT_DUE_DAYS an
 * obligation, the first ones. */
MUST err *due_days(struct page_cx *cx, const struct due_state *s, int64_t from, int64_t until,
                   struct due_found **ret, size_t *ret_n);
/* What comes next: of each obligation the first day that is neither over nor done, and all others
 * of the next 92 days. */
MUST err *due_next(struct page_cx *cx, const struct due_state *s, struct due_found **ret,
                   size_t *ret_n);
/* As a line: the day, and how it stands in words. */
MUST err *due_line_of(struct page_cx *cx, const struct due_state *s, const struct due_found *f,
                      struct view_due_day *ret);

/* What the answer to "what comes next" says of an instrument. */
struct due_answer {
    const struct view_due_day *late, *next;
    size_t late_n, next_n, unrecorded_n;
    sv sentence; /* what is late, and what comes next; empty where nothing is asked for */
    sv expiry;   /* when authority and instrument end; empty */
    int64_t expiry_seq;
    const sv *endings; /* how it can be ended, and by whom */
    const int64_t *endings_seq;
    size_t endings_n;
};
MUST err *due_answer(struct page_cx *cx, const struct due_state *s, struct due_answer *ret);
/* What is late under the instruments of a body: links to the act that enters it as done. */
MUST err *due_late_links(struct page_cx *cx, sv body, struct list *links);

#endif
