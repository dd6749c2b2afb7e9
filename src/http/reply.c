/* Replies: the head, the choice of form, sending and what waits to be sent. */
#include <string.h>

#include "base/moment.h"
#include "base/must.h"
#include "http/inside.h"
#include "sys/clock.h"
#include "sys/files.h"

static const struct {
    int status;
    const char *text;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

static const char *reason(int status)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].status == status) {
            return reasons[i].text;
        }
    }
    return "Other";
}

/* ---- the head ---- */

/* "Date: Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7), made anew when its second is over. */
static void put_date(struct http_server *s)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (sys_loop_now_ms(s->loop) >= s->date_until_ms) {
        instant now = sys_now();
        s->date_until_ms = sys_loop_now_ms(s->loop) + 1000 - now.us / 1000 % 1000;
        struct civil c = civil_of_instant(now);
        buf_clear(&s->date);
        buf_fmt(&s->date, "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n", days[c.weekday], c.day,
                months[c.month - 1], c.year, c.hour, c.minute, c.second);
    }
    buf_sv(&s->head, buf_view(&s->date));
}

void head_begin(struct http_server *s, int status)
{
    struct buf *h = &s->head;
    buf_clear(h);
    if (status == 200) {
        buf_sv(h, SV("HTTP/1.1 200 OK\r\n"));
    } else {
        buf_sv(h, SV("HTTP/1.1 "));
        buf_i64(h, status);
        buf_char(h, ' ');
        buf_str(h, reason(status));
        buf_sv(h, SV("\r\n"));
    }
    put_date(s);
    buf_sv(h, s->common);
}

static void line(struct buf *h, sv name, sv value)
{
    buf_sv(h, name);
    buf_sv(h, value);
    buf_sv(h, SV("\r\n"));
}

static bool compressible(const char *type)
{
    static const char *const starts[] = {"text/",
                                         "application/json",
                                         "image/svg",
                                         "application/atom",
                                         "application/javascript",
                                         "application/xml",
                                         "application/geo"};
    for (size_t i = 0; type && i < sizeof starts / sizeof starts[0]; i++) {
        if (sv_starts(sv_of(type), sv_of(starts[i]))) {
            return true;
        }
    }
    return false;
}

/* ---- sending ---- */

void output_free(struct output *take_o)
{
    if (take_o) {
        buf_free(&take_o->rest);
        http_body_drop(take_o->body);
        sys_close(take_o->file);
        heap_resize(take_o, 0);
    }
}

static void keep_rest(struct conn *c, size_t sent, sv bytes, struct http_body *body, sv body_bytes)
{
    struct output *o = heap_resize(NULL, sizeof *o);
    sv parts[2] = {buf_view(&c->s->head), bytes};
    *o = (struct output){.rest = buf_make(parts[0].n + parts[1].n), .file = -1};
    for (size_t i = 0; i < 2; i++) {
        buf_sv(&o->rest, sv_sub(parts[i], sent, parts[i].n));
        sent -= sent < parts[i].n ? sent : parts[i].n;
    }
    if (body) {
        o->body = http_body_hold(body);
        o->body_rest = sv_sub(body_bytes, sent, body_bytes.n);
    }
    c->out = o;
}

bool conn_send(struct conn *c, sv bytes, struct http_body *body, sv body_bytes)
{
    sv parts[3] = {buf_view(&c->s->head)};
    size_t n = 1, total = parts[0].n + bytes.n + body_bytes.n;
    must(!c->s->head.failed && !c->out);
    if (bytes.n) {
        parts[n++] = bytes;
    }
    if (body_bytes.n) {
        parts[n++] = body_bytes;
    }
    ptrdiff_t sent = sys_send(c->fd, parts, n);
    if (sent == SYS_GONE) {
        conn_close(c);
        return false;
    }
    if (sent < 0 || (size_t)sent < total) {
        keep_rest(c, sent < 0 ? 0 : (size_t)sent, bytes, body, body_bytes);
    }
    return true;
}

void conn_follow_file(struct conn *c, int take_fd, uint64_t from, uint64_t n)
{
    if (!c->out) {
        c->out = heap_resize(NULL, sizeof *c->out);
        *c->out = (struct output){.rest = buf_make(0)};
    }
    c->out->file = take_fd;
    c->out->file_at = from;
    c->out->file_left = n;
}

/* The next slice; what the file has lost meanwhile cannot be told any more but by the end. */
static bool flush_file(struct conn *c, bool *ret_progress)
{
    struct output *o = c->out;
    struct http_server *s = c->s;
    size_t want = o->file_left < sizeof s->scratch ? (size_t)o->file_left : sizeof s->scratch;
    sv slice = {s->scratch, want};
    ptrdiff_t sent = sys_file_slice(o->file, o->file_at, s->scratch, want) == (ptrdiff_t)want
                         ? sys_send(c->fd, &slice, 1)
                         : SYS_GONE;
    *ret_progress = sent > 0;
    if (sent == SYS_GONE) {
        conn_close(c);
        return false;
    }
    o->file_at += sent > 0 ? (uint64_t)sent : 0;
    o->file_left -= sent > 0 ? (uint64_t)sent : 0;
    if (o->file_left == 0) {
        output_free(o);
        c->out = NULL;
    }
    return true;
}

bool conn_flush(struct conn *c, bool *ret_progress)
{
    struct output *o = c->out;
    if (o->at == o->rest.n && o->body_rest.n == 0) {
        return flush_file(c, ret_progress);
    }
    sv rest = sv_sub(buf_view(&o->rest), o->at, o->rest.n);
    sv parts[2] = {rest.n ? rest : o->body_rest, o->body_rest};
    ptrdiff_t sent = sys_send(c->fd, parts, rest.n && o->body_rest.n ? 2 : 1);
    *ret_progress = sent > 0;
    if (sent == SYS_GONE) {
        conn_close(c);
        return false;
    }
    size_t n = sent > 0 ? (size_t)sent : 0;
    size_t from_rest = n < rest.n ? n : rest.n;
    o->at += from_rest;
    o->body_rest = sv_sub(o->body_rest, n - from_rest, o->body_rest.n);
    if (o->at == o->rest.n && o->body_rest.n == 0 && o->file_left == 0) {
        output_free(o);
        c->out = NULL;
    }
    return true;
}

/* ---- replies ---- */

void tell_access(struct http_exchange *x, int status, uint64_t bytes)
{
    struct http_server *s = x->c->s;
    if (s->config.access) {
        struct http_access told = {.method = x->r.method,
                                   .path_bytes = x->r.path.n,
                                   .status = status,
                                   .bytes = bytes,
                                   .us = sys_ticks_us() - x->begun_us};
        s->config.access(s->config.ctx, &told);
    }
}

static void put_fields(struct buf *h, const struct http_reply *r, sv tag, bool variable)
{
    if (r->type) {
        line(h, SV("Content-Type: "), sv_of(r->type));
    }
    line(h, SV("Cache-Control: "), r->cache ? sv_of(r->cache) : SV("no-store"));
    if (tag.n) { /* weak: one tag for both forms */
        buf_sv(h, SV("ETag: W/\""));
        buf_sv(h, tag);
        buf_sv(h, SV("\"\r\n"));
    }
    if (variable) {
        buf_sv(h, SV("Vary: Accept-Encoding\r\n"));
    }
    if (r->location.n) {
        http_header_put(h, "Location", r->location);
    }
    buf_sv(h, r->headers);
}

void put_end(struct conn *c, bool with_length, uint64_t length)
{
    struct buf *h = &c->s->head;
    if (with_length) {
        buf_sv(h, SV("Content-Length: "));
        buf_i64(h, (int64_t)length);
        buf_sv(h, SV("\r\n"));
    }
    buf_sv(h, c->close ? SV("Connection: close\r\n\r\n") : SV("\r\n"));
}

void http_reply(struct http_exchange *take_x, const struct http_reply *r)
{
    struct http_exchange *x = take_x;
    struct conn *c = x->c;
    struct http_server *s = c->s;
    const struct http_request *q = &x->r;
    sv tag = r->body ? (sv){r->body->tag, r->body->tag_n} : SV_NONE;
    sv bytes = r->body ? buf_view(&r->body->plain) : r->bytes;
    int status = r->status;
    if (status == 200 && q->method != HTTP_POST && tag.n &&
        http_tag_matches(q->if_none_match, tag)) {
        status = 304;
    }
    bool bodiless = status == 204 || status == 304;
    bool variable = !r->plain && bytes.n >= GZIP_LEAST && compressible(r->type);
    bool packed = false;
    if (variable && q->gzip && !bodiless) {
        sv gzip = SV_NONE;
        if (r->body) {
            gzip = body_gzip(s, r->body);
        } else if (gzip_pack(s, bytes, &s->packed)) {
            gzip = buf_view(&s->packed);
        }
        packed = gzip.n > 0;
        bytes = packed ? gzip : bytes;
    }
    c->close = c->close || q->close || r->close || s->draining;
    head_begin(s, status);
    put_fields(&s->head, r, tag, variable);
    if (packed) {
        buf_sv(&s->head, SV("Content-Encoding: gzip\r\n"));
    }
    put_end(c, !bodiless, bytes.n);
    if (bodiless || q->method == HTTP_HEAD) {
        bytes = SV_NONE;
    }
    if (s->head.failed) { /* a header text that breaks its promise ends one reply, not the worker */
        conn_refuse(c, 500);
        return;
    }
    tell_access(x, status, bytes.n);
    bool shared = r->body && bytes.n;
    if (conn_send(c, shared ? SV_NONE : bytes, r->body, shared ? bytes : SV_NONE)) {
        conn_settle(c);
    }
}

void http_reply_text(struct http_exchange *take_x, int status, const char *text)
{
    struct arena *a = take_x->arena;
    http_reply(take_x, &(struct http_reply){.status = status,
                                            .type = "text/plain; charset=utf-8",
                                            .bytes = sv_fmt(a, "%s\n", text)});
}

void conn_refuse(struct conn *c, int status)
{
    struct http_server *s = c->s;
    sv text = sv_of(reason(status));
    bool head_only = c->at.x && c->at.x->r.method == HTTP_HEAD;
    s->counts.refused++;
    c->close = c->linger = true;
    head_begin(s, status);
    if (status == 405) {
        buf_sv(&s->head, SV("Allow: GET, HEAD, POST\r\n"));
    }
    buf_sv(&s->head, SV("Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"));
    put_end(c, true, text.n);
    if (conn_send(c, head_only ? SV_NONE : text, NULL, SV_NONE)) {
        conn_settle(c);
    }
}
