/* The line of those whose passwords wait to be hashed.  A hash takes longer than everything else
 * here, so few are on their way at once, and nobody's turn depends on how many others send.  Pure.
 */
#ifndef WEB_LINE_H
#define WEB_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "sys/net.h"

enum {
    LINE_PLACES = 64,
    LINE_AT_ONCE = 8,      /* on their way at once … */
    LINE_AT_ONCE_FROM = 2, /* … of one address */
    LINE_FROM = 4          /* waiting and on their way, of one address */
};

struct web_line_place {
    struct sys_ip from;
    uint64_t turn; /* the smaller, the sooner */
    bool taken, out;
};

/* Zero it to begin. */
struct web_line {
    struct web_line_place place[LINE_PLACES];
    uint64_t turns;
    int out;
};

/* A place for one more from this address; -1 when the address has LINE_FROM, or when all places are
 * taken and nobody has two more than it.  Where the line is full, the last of those who wait from
 * the address that has most gives way: ret_gone is its place, which is the newcomer's from now on;
 * otherwise -1. */
MUST int web_line_join(struct web_line *l, const struct sys_ip *from, int *ret_gone);
/* Who is to be sent on its way now: of the addresses with less than LINE_AT_ONCE_FROM on their way
 * the one whose turn it is; -1 when nobody is, or LINE_AT_ONCE are on their way. */
MUST int web_line_next(struct web_line *l);
/* Done, or gone: the place is free, and whoever waits from the same address stands behind all
 * others. */
void web_line_leave(struct web_line *l, int place);

#endif
