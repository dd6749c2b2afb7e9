/* The hall as pages show it: who speaks and who waits, interests that were declared, and the second
 * of the recording at which something happened. */
#ifndef PAGES_HALL_H
#define PAGES_HALL_H

#include "pages/inner.h"
#include "record/entry.h"

/* Which act of the hall an entry is, without its full stop; empty for other kinds. */
sv page_hall_words(struct page_cx *cx, const struct body_view *b, const struct rec_entry *e);
/* "two minutes and thirty seconds" */
sv page_duration_words(struct arena *a, int64_t seconds);

/* The recording of a meeting, as far as it is on record. */
struct page_recording {
    bool started;
    instant at;     /* at that moment … */
    int64_t second; /* … this second of it was reached */
    sv address, jump;
};
/* Zero where the meeting has none.  E_IO. */
MUST err *page_recording(struct page_cx *cx, sv meeting, struct page_recording *ret);
/* … from a motion's row. */
struct page_recording page_recording_of(const motion_row *m);
/* "1:02:33", the second of the recording at t; empty before it started, or without a start mark. */
sv page_second_words(struct arena *a, const struct page_recording *r, instant t);
/* The recording at that second; empty where it cannot be seen yet, or there is no such second.  An
 * address that names no seconds leads to its beginning. */
url page_second_link(struct arena *a, const struct page_recording *r, instant t);

/* ---- who speaks ---- */

struct page_speaking {
    const struct view_speaker *speaker; /* who speaks, or NULL */
    const struct view_speaker *waiting; /* in the order of asking */
    size_t waiting_n;
};
/* Without forms.  E_IO. */
MUST err *page_speaking(struct page_cx *cx, const struct meeting_view *m,
                        struct page_speaking *ret);

/* Whose screen it is. */
struct page_hall_set {
    sv next;      /* where its forms lead */
    sv at;        /* the time of day that acts are recorded with; empty: as they happen */
    int64_t seen; /* the meeting's newest entry; 0: the forms do not say it */
    bool clerk;   /* the clerk's, else the chair's */
};
/* What the clerk's and the chair's screens have of the hall.  The words of a declared interest, the
 * form that confirms it, and the recording are the clerk's alone.  E_IO. */
MUST err *page_hall_desk(struct page_cx *cx, const struct meeting_view *m,
                         const struct page_hall_set *set, struct view_hall_desk *ret);

/* One entry of a meeting as a line of its clock, with the second of the recording; its sentence is
 * empty for kinds that stand on no clock. E_IO.  (meeting.c) */
MUST err *page_clock_line(struct page_cx *cx, const struct meeting_view *m,
                          const struct page_recording *recording, int64_t seq,
                          struct view_clock_line *ret);

#endif
