/* Replies with files: which part of it, and its head; the slices go out in reply.c. */
#include "http/inside.h"
#include "sys/files.h"

/* If-Range (RFC 9110, 13.1.5): the same strong tag, or nothing; dates are not kept here. */
static bool range_counts(const struct http_request *q, sv tag)
{
    sv condition = http_field(q, "if-range");
    return q->method == HTTP_GET &&
           (!condition.n || (condition.n == tag.n + 2 && condition.p[0] == '"' &&
                             sv_eq(sv_sub(condition, 1, tag.n), tag)));
}

static void put_head(struct conn *c, const struct http_reply *r, int status, sv tag, uint64_t size,
                     uint64_t from, uint64_t to)
{
    struct buf *h = &c->s->head;
    head_begin(c->s, status);
    if (r->type) {
        buf_fmt(h, "Content-Type: %s\r\n", status == 416 ? "text/plain; charset=utf-8" : r->type);
    }
    buf_fmt(h, "Cache-Control: %s\r\nETag: \"%.*s\"\r\nAccept-Ranges: bytes\r\n",
            r->cache ? r->cache : "no-store", SV_ARG(tag));
    if (status == 206) {
        buf_fmt(h, "Content-Range: bytes %llu-%llu/%llu\r\n", (unsigned long long)from,
                (unsigned long long)to, (unsigned long long)size);
    } else if (status == 416) {
        buf_fmt(h, "Content-Range: bytes */%llu\r\n", (unsigned long long)size);
    }
    buf_sv(h, r->headers);
}

err *http_reply_file(struct arena *a, struct http_exchange *take_x, const struct http_reply *r,
                     int take_fd, sv tag)
{
    struct http_exchange *x = take_x;
    struct conn *c = x->c;
    const struct http_request *q = &x->r;
    uint64_t size = 0, from = 0, to = 0;
    err *e = sys_file_size(a, take_fd, &size);
    if (e) {
        sys_close(take_fd);
        return e;
    }
    int status = 200;
    if (http_tag_matches(q->if_none_match, tag)) {
        status = 304;
    } else if (range_counts(q, tag)) {
        enum http_range range = http_range_parse(http_field(q, "range"), size, &from, &to);
        status = range == RANGE_GOOD ? 206 : range == RANGE_UNSATISFIABLE ? 416 : 200;
    }
    uint64_t n = status == 206 ? to - from + 1 : status == 200 ? size : 0;
    c->close = c->close || q->close || r->close || c->s->draining;
    put_head(c, r, status, tag, size, from, to);
    put_end(c, status != 304, n);
    if (c->s->head.failed) { /* as in http_reply */
        sys_close(take_fd);
        conn_refuse(c, 500);
        return NULL;
    }
    n = q->method == HTTP_HEAD ? 0 : n;
    tell_access(x, status, n);
    if (!conn_send(c, SV_NONE, NULL, SV_NONE)) {
        sys_close(take_fd);
        return NULL;
    }
    if (n) {
        conn_follow_file(c, take_fd, status == 206 ? from : 0, n);
    } else {
        sys_close(take_fd);
    }
    conn_settle(c);
    return NULL;
}
