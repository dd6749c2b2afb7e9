/* The slow second reader of multipart forms: the whole body at once, by searching. */
#ifndef NAIVE_MULTIPART_H
#define NAIVE_MULTIPART_H

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "http/multipart.h"

/* The place of what in s from at on, or s.n + 1. */
static inline size_t naive_find(sv s, size_t at, sv what)
{
    for (size_t i = at; i + what.n <= s.n; i++) {
        if (memcmp(s.p + i, what.p, what.n) == 0) {
            return i;
        }
    }
    return s.n + 1;
}

/* The parts of a body, each as "<head>|<bytes>;", where its frame is one: the boundary at the
 * beginning, parts of a head and bytes between CR LF boundaries, the last with "--" and at most one
 * CR LF behind it.  What the heads say is not looked at. */
static inline bool naive_multipart(sv body, const char *boundary, struct buf *out)
{
    struct buf m = buf_make(128);
    buf_fmt(&m, "\r\n--%s", boundary);
    sv mark = buf_view(&m);
    size_t at = mark.n - 2;
    bool good = body.n >= at && memcmp(body.p, mark.p + 2, at) == 0;
    while (good) {
        sv rest = sv_sub(body, at, body.n);
        if (sv_is(rest, "--") || sv_is(rest, "--\r\n")) {
            break;
        }
        size_t head = naive_find(body, at + 2, SV("\r\n\r\n"));
        size_t end = head > body.n ? body.n + 1 : naive_find(body, head + 4, mark);
        good = sv_starts(rest, SV("\r\n")) && end <= body.n &&
               head + 4 - (at + 2) <= HTTP_PART_HEAD_MOST;
        if (good) {
            buf_sv(out, sv_sub(body, at + 2, head - at - 2));
            buf_char(out, '|');
            buf_sv(out, sv_sub(body, head + 4, end - head - 4));
            buf_char(out, ';');
            at = end + mark.n;
        }
    }
    buf_free(&m);
    return good;
}

#endif
