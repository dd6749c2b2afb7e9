/* A moment of a meeting: what the live page, the board, the chair's and the members' screens say of
 * what is happening now. */
#ifndef PAGES_MOMENT_H
#define PAGES_MOMENT_H

#include "pages/hall.h"

struct moment {
    struct meeting_view m;
    motion_row *motions; /* that are pending, in the order in which they were made */
    size_t motions_n;
    struct q_page_attendance_out *there;
    size_t there_n;
    struct q_page_item_open_out open;
    struct q_page_recusals_of_out *recusals;
    size_t recusals_n;
    bool has_open;
    bool hearing;  /* on the open item, that goes on */
    int64_t heard; /* in it */
    sv item_type;
    const motion_row *top;  /* the motion to be decided first, or NULL */
    const motion_row *last; /* the motion that was decided last, or NULL */
    sv last_item, last_type;
    int64_t seq; /* the last entry of the meeting */
    struct page_speaking speaking;
    struct page_recording recording;
};

/* Everything that is asked of the record about the meeting as it is now; declares what it reads.
 * E_NOTFOUND, E_IO.  Lifetime: cx->a. */
MUST err *page_moment_read(struct page_cx *cx, sv body, sv date_n, struct moment *ret);

/* What is happening, in one sentence. */
sv page_now_sentence(struct page_cx *cx, const struct moment *n);
/* How the motion at the top stands, in one sentence.  Promise: there is one. */
sv page_stage_words(const struct moment *n);
/* "Adopted 3 to 2" */
sv page_result_of(struct arena *a, const motion_row *m);
/* What was decided last, in one sentence; empty where nothing was. */
sv page_last_result(struct page_cx *cx, const struct moment *n);
/* A roll is being called, and its votes are shown as they fall. */
bool page_votes_fall(const struct moment *n);
/* How every member stands now, in the order of the seats.  m: the motion whose votes by name are
 * shown, or NULL for who is there.  E_IO. */
MUST err *page_seats(struct page_cx *cx, const struct moment *n, const motion_row *m,
                     const struct view_ballot **ret, size_t *ret_n);
/* What happened lately that a viewer should know of: arrivals, departures, recess, closed sessions,
 * notes for the record; the newest first, at most `most`. */
MUST err *page_lately(struct page_cx *cx, const struct moment *n, size_t most,
                      const struct view_clock_line **ret, size_t *ret_n);

#endif
