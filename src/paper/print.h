/* Papers: files made of the record for printing and sending, kept in DATA/papers/ for as long as
 * what they were made from stands.  Everything here runs in a process of its own that is given up
 * after one paper: it may take its time and may even die. */
#ifndef PAPER_PRINT_H
#define PAPER_PRINT_H

#include "base/err.h"
#include "base/moment.h"
#include "store/store.h"

/* What a paper is made with. */
struct print_cx {
    struct arena *a;
    const char *dir;     /* DATA */
    struct store *store; /* a reader */
    instant now;
    /* Said before a part is read of which nobody knows what it does to a reader: should this
     * process die over it, the paper is made again with the part among `broken`. */
    void (*risk)(void *ctx, sv part);
    void *ctx;
    const sv *broken;
    size_t broken_n;
};

/* A paper, made or found. */
struct print_made {
    sv file; /* its name below DATA/papers/ */
};

/* Make the paper that an order names ("packet rehearsal/2026-06-17"), or find it where it stands
 * already.  What was made earlier from what has changed since goes.
 * Errors: E_INVALID no such paper; E_NOTFOUND of what it is about; E_LIMIT it would be too large;
 * E_IO.  Lifetime: cx->a. */
MUST err *print_make(struct print_cx *cx, sv order, struct print_made *ret);

/* An order is 3 to 200 bytes of visible ASCII with single blanks between its words. */
bool print_order_valid(sv order);

/* ---- for the makers ---- */

/* A maker: words is the order without its first word.  It says by print_begin what the paper is
 * made from, and makes it only where that has not been done. */
typedef err *print_maker(struct print_cx *cx, sv words, struct print_made *ret);
print_maker print_docx, print_packet;

/* The paper made of exactly these bytes (all of what goes into it, in any form): *ret_path is where
 * it is to be written, *ret_there whether it stands there already. */
MUST err *print_begin(struct print_cx *cx, sv order, sv made_from, struct print_made *ret,
                      const char **ret_path, bool *ret_there);
/* A file was written at "<path>.new": it takes its place, and the earlier papers of that order go.
 */
MUST err *print_end(struct print_cx *cx, sv order, const struct print_made *made, const char *path);

#endif
