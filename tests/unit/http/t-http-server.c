/* The server on one side of a pair of sockets, the test on the other. */
#include <stddef.h>
#include <string.h>
#include <zlib.h>

#include "base/must.h"
#include "http/http.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "tap.h"

enum { BIG = 3 << 20, ROOM = 4 << 20 };

struct fixture {
    struct arena *a;
    struct sys_loop *loop;
    struct http_server *s;
    struct http_channel *ch;
    struct http_body *page, *big, *first;
    uint64_t parked;
    int detached;
    unsigned handled, told;
    struct http_access last;
    char path[100];
    char body[100];
    size_t in_n;
    bool ended;
    char in[ROOM]; /* what the client has read */
};

static void handle(void *ctx, struct http_exchange *x)
{
    struct fixture *f = ctx;
    const struct http_request *r = http_exchange_request(x);
    f->handled++;
    snprintf(f->path, sizeof f->path, "%.*s", SV_ARG(r->path));
    snprintf(f->body, sizeof f->body, "%.*s", (int)(r->body.n < 99 ? r->body.n : 99),
             r->body.n ? r->body.p : "");
    if (sv_is(r->path, "/park")) {
        f->parked = http_park(x);
    } else if (sv_is(r->path, "/page")) {
        http_reply(x, &(struct http_reply){.status = 200, .type = "text/html", .body = f->page});
    } else if (sv_is(r->path, "/big")) {
        struct buf b = buf_make(BIG);
        if (!f->big) {
            memset(buf_room(&b, BIG), 'z', BIG);
            b.n = BIG;
            f->big = http_body_take(&b, SV_NONE);
        }
        http_reply(x, &(struct http_reply){.status = 200, .body = f->big});
    } else if (sv_is(r->path, "/stream")) {
        http_stream(x, f->ch, f->first);
    } else if (sv_is(r->path, "/detach")) {
        f->detached = http_detach(x);
        if (f->detached == -1) {
            http_reply_text(x, 500, "no");
        }
    } else if (sv_is(r->path, "/bad")) {
        http_reply(x, &(struct http_reply){.status = 303, .location = SV("/a\r\nX: injected")});
    } else if (sv_is(r->path, "/go")) {
        struct buf h = buf_make(200);
        http_header_put(&h, "X-One", SV("1"));
        http_reply(x, &(struct http_reply){.status = 303,
                                           .location = SV("/elsewhere"),
                                           .headers = buf_dup(http_exchange_arena(x), &h)});
        buf_free(&h);
    } else {
        sv text = sv_fmt(http_exchange_arena(x), "%s:%.*s", f->path, SV_ARG(r->body));
        http_reply(x, &(struct http_reply){.status = 200, .type = "text/plain", .bytes = text});
    }
}

static size_t body_limit(void *ctx, const struct http_request *r)
{
    (void)ctx;
    (void)r;
    return 60000;
}

static void on_access(void *ctx, const struct http_access *access)
{
    struct fixture *f = ctx;
    f->told++;
    f->last = *access;
}

static struct fixture *open_fixture(struct http_limits limits)
{
    struct fixture *f = heap_resize(NULL, sizeof *f);
    memset(f, 0, offsetof(struct fixture, in));
    f->a = arena_open(4096);
    must(!sys_loop_open(f->a, &f->loop));
    f->s = http_server_open(f->loop, &(struct http_config){.handler = handle,
                                                           .body_limit = body_limit,
                                                           .access = on_access,
                                                           .ctx = f,
                                                           .headers = SV("X-Common: yes\r\n"),
                                                           .limits = limits});
    f->ch = http_channel_open(f->s);
    struct buf b = buf_make(BIG);
    for (int i = 0; i < 500; i++) {
        buf_str(&b, "A sentence of a page. ");
    }
    f->page = http_body_take(&b, SV("p1"));
    return f;
}

static void close_fixture(struct fixture *f)
{
    http_channel_close(f->ch);
    http_server_close(f->s);
    sys_loop_close(f->loop);
    http_body_drop(f->page);
    http_body_drop(f->big);
    http_body_drop(f->first);
    arena_close(f->a);
    heap_resize(f, 0);
}

static int attach(struct fixture *f)
{
    int fds[2];
    must(!sys_pair(f->a, false, fds));
    http_server_adopt(f->s, fds[0], &(struct sys_ip){{1}});
    f->in_n = 0;
    f->ended = false;
    return fds[1];
}

/* Let the loop run until it is quiet, reading what comes to the client. */
static void settle(struct fixture *f, int fd)
{
    for (int quiet = 0; quiet < 3;) {
        int served = sys_loop_once(f->loop, 0);
        ptrdiff_t n = f->ended ? SYS_AGAIN : sys_recv(fd, f->in + f->in_n, ROOM - f->in_n);
        f->ended = f->ended || n == 0 || n == SYS_GONE;
        f->in_n += n > 0 ? (size_t)n : 0;
        quiet = served || n > 0 ? 0 : quiet + 1;
    }
}

static void wait_ms(struct fixture *f, int fd, int ms)
{
    int64_t end = sys_ticks_ms() + ms;
    while (sys_ticks_ms() < end) {
        sys_loop_once(f->loop, 5);
        settle(f, fd);
    }
}

static void send_text(int fd, const char *text)
{
    sv s = sv_of(text);
    must(sys_send(fd, &s, 1) == (ptrdiff_t)s.n);
}

static unsigned count(const struct fixture *f, const char *text)
{
    unsigned n = 0;
    size_t text_n = strlen(text);
    for (sv rest = {f->in, f->in_n}; rest.n >= text_n;) {
        rest = sv_sub(rest, sv_find(rest, text[0]), rest.n);
        n += sv_starts(rest, (sv){text, text_n});
        rest = sv_sub(rest, 1, rest.n);
    }
    return n;
}

static bool has(const struct fixture *f, const char *text)
{
    return count(f, text) > 0;
}

static void ask(struct fixture *f, int fd, const char *text)
{
    f->in_n = 0;
    send_text(fd, text);
    settle(f, fd);
}

#define HOST "Host: a\r\n"

static void simple(void)
{
    struct fixture *f = open_fixture((struct http_limits){0});
    int fd = attach(f);
    ask(f, fd, "GET /x HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "HTTP/1.1 200 OK\r\nDate: ") && has(f, "\r\nX-Common: yes\r\n"));
    ok(has(f, "Content-Length: 3\r\n") && has(f, "\r\n\r\n/x:") && !has(f, "Connection"));
    ok(f->told == 1 && f->last.status == 200 && f->last.bytes == 3 && f->last.path_bytes == 2);
    ask(f, fd, "HEAD /x HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "Content-Length: 3\r\n\r\n") && !has(f, "/x:") && f->last.bytes == 0);
    ask(f, fd, "GET /go HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "303 See Other") && has(f, "Location: /elsewhere\r\n") && has(f, "X-One: 1\r\n"));
    ask(f, fd, "GET /page HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "ETag: W/\"p1\"\r\nVary: Accept-Encoding\r\n") &&
       has(f, "Content-Length: 11000\r\n"));
    ask(f, fd, "GET /page HTTP/1.1\r\n" HOST "If-None-Match: \"p0\", W/\"p1\"\r\n\r\n");
    ok(has(f, "304 Not Modified") && !has(f, "Content-Length") && !has(f, "sentence"));
    ask(f, fd, "POST /y HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello");
    ok(has(f, "/y:hello"));
    ask(f, fd, "POST /y HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n5\r\nhel");
    ok(f->in_n == 0);
    ask(f, fd, "lo\r\n6\r\n world\r\n0\r\n\r\n");
    ok(has(f, "/y:hello world"));
    ask(f, fd, "POST /y HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    ok(f->in_n == 25 && has(f, "HTTP/1.1 100 Continue\r\n\r\n"));
    ask(f, fd, "hi");
    ok(has(f, "/y:hi") && has(f, "HTTP/1.1 200 OK"));
    ask(f, fd, "POST /y HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 60001\r\n\r\n");
    ok(has(f, "413 Content Too Large") && !has(f, "100 Continue") && has(f, "Connection: close"));
    ok(f->ended && http_server_counts(f->s).refused == 1);
    sys_close(fd);
    settle(f, fd);
    ok(http_server_counts(f->s).connections == 0);
    fd = attach(f);
    ask(f, fd, "GET /bad HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "500 Internal Server Error") && !has(f, "injected") && f->ended);
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "GET /x HTTP/1.0\r\n\r\n");
    ok(has(f, "Connection: close\r\n") && f->ended);
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "GET /x HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
    ok(has(f, "Connection: close\r\n") && f->ended);
    sys_close(fd);
    close_fixture(f);
}

static void body_memory(void)
{
    struct fixture *f = open_fixture((struct http_limits){.body_memory = 3000});
    char part[1501] = {0};
    memset(part, 'b', 1500);
    int one = attach(f), two = attach(f);
    for (int i = 0; i < 3; i++) {
        ask(f, one, "POST /x HTTP/1.1\r\n" HOST "Content-Length: 2000\r\n\r\n");
        ask(f, one, part);
        ok_as(!f->ended && f->in_n == 0, "half of a body");
        part[500] = '\0';
        ask(f, one, part);
        part[500] = 'b';
        ok_as(has(f, "/x:bbb"), "and the rest");
    }
    ask(f, one, "POST /x HTTP/1.1\r\n" HOST "Content-Length: 2000\r\n\r\n");
    ask(f, one, part);
    ask(f, two, "POST /x HTTP/1.1\r\n" HOST "Content-Length: 5000\r\n\r\n");
    ask(f, two, part);
    ok_as(!f->ended, "two bodies within the memory for all");
    ask(f, two, part);
    ok_as(has(f, "503 Service Unavailable") && f->ended, "the one that goes over it is told 503");
    f->ended = false;
    part[500] = '\0';
    ask(f, one, part);
    ok_as(has(f, "/x:bbb"), "the other is served");
    sys_close(one);
    sys_close(two);
    close_fixture(f);
}

static void compressed(void)
{
    struct fixture *f = open_fixture((struct http_limits){0});
    static char plain[20000];
    int fd = attach(f);
    for (int i = 0; i < 2; i++) {
        ask(f, fd, "GET /page HTTP/1.1\r\n" HOST "Accept-Encoding: gzip\r\n\r\n");
        ok(has(f, "Content-Encoding: gzip\r\n") && !has(f, "sentence"));
        size_t at = 0;
        while (memcmp(f->in + at, "\r\n\r\n", 4) != 0) {
            at++;
        }
        z_stream z = {.next_in = (unsigned char *)f->in + at + 4,
                      .avail_in = (unsigned)(f->in_n - at - 4),
                      .next_out = (unsigned char *)plain,
                      .avail_out = sizeof plain};
        ok(inflateInit2(&z, 15 + 16) == Z_OK && inflate(&z, Z_FINISH) == Z_STREAM_END);
        ok(sv_eq((sv){plain, z.total_out}, http_body_bytes(f->page)));
        inflateEnd(&z);
    }
    ok(http_body_cost(f->page) < 13000);
    ask(f, fd, "GET /x HTTP/1.1\r\n" HOST "Accept-Encoding: gzip\r\n\r\n");
    ok_as(has(f, "\r\n\r\n/x:"), "a short body is sent as it is");
    sys_close(fd);
    close_fixture(f);
}

static void pipelined(void)
{
    struct fixture *f = open_fixture((struct http_limits){0});
    int fd = attach(f);
    ask(f, fd,
        "GET /1 HTTP/1.1\r\n" HOST "\r\nPOST /2 HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
        "GET /park HTTP/1.1\r\n" HOST "\r\nGET /4 HTTP/1.1\r\n" HOST "\r\n"
        "POST /5 HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\nGET /6");
    ok(has(f, "/1:") && has(f, "/2:abc") && !has(f, "/4:") && f->handled == 3);
    ok(http_server_counts(f->s).parked == 1);
    send_text(fd, " HTTP/1.1\r\n" HOST "\r\n");
    settle(f, fd);
    ok_as(f->handled == 3, "nothing is read behind a parked exchange");
    struct http_exchange *x = http_parked(f->s, f->parked);
    ok(x && sv_is(http_exchange_request(x)->path, "/park"));
    http_reply_text(x, 200, "at last");
    ok_as(f->handled == 3, "no handler runs inside a reply");
    ok(!http_parked(f->s, f->parked));
    settle(f, fd);
    ok(has(f, "at last") && has(f, "/4:") && has(f, "/5:x") && has(f, "/6:") && f->handled == 6);
    ok(count(f, "HTTP/1.1 200 OK") == 6);
    sys_close(fd);
    close_fixture(f);

    f = open_fixture((struct http_limits){0});
    fd = attach(f);
    ask(f, fd,
        "GET /1 HTTP/1.1\r\n" HOST "\r\nGET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "/1:") && has(f, "400 Bad Request") && !has(f, "/3:") && f->ended && f->handled == 1);
    sys_close(fd);
    close_fixture(f);

    static const char whole[] =
        "POST /a%20b?q HTTP/1.1\r\n" HOST
        "X: y\r\nContent-Length: 4\r\n\r\nbodyGET /next HTTP/1.1\r\n" HOST "\r\n";
    bool same = true;
    for (size_t i = 1; i < sizeof whole - 1; i++) {
        f = open_fixture((struct http_limits){0});
        fd = attach(f);
        char head[sizeof whole];
        snprintf(head, sizeof head, "%.*s", (int)i, whole);
        send_text(fd, head);
        settle(f, fd);
        send_text(fd, whole + i);
        settle(f, fd);
        same = same && f->handled == 2 && has(f, "/a b:body") && has(f, "/next:");
        sys_close(fd);
        close_fixture(f);
    }
    ok_as(same, "two requests split at every byte");
}

static void parked_and_gone(void)
{
    struct fixture *f = open_fixture((struct http_limits){.park_ms = 400});
    int fd = attach(f);
    ask(f, fd, "GET /park HTTP/1.1\r\n" HOST "\r\nmore");
    uint64_t first = f->parked;
    ok(http_parked(f->s, first) != NULL);
    sys_close(fd);
    wait_ms(f, fd, 20);
    struct http_exchange *x = http_parked(f->s, first);
    if (x) {
        http_reply_text(x, 200, "to nobody");
    }
    settle(f, fd);
    ok(!http_parked(f->s, first) && http_server_counts(f->s).connections == 0);

    fd = attach(f);
    ask(f, fd, "GET /park HTTP/1.1\r\n" HOST "\r\n");
    uint64_t second = f->parked;
    ok(second != first && !http_parked(f->s, first) && http_parked(f->s, second));
    wait_ms(f, fd, 600);
    ok(has(f, "504 Gateway Timeout") && !http_parked(f->s, second));
    ok(http_server_counts(f->s).parked == 0);
    ask(f, fd, "GET /x HTTP/1.1\r\n" HOST "\r\n");
    ok_as(has(f, "/x:"), "and the connection lives");
    sys_close(fd);

    fd = attach(f);
    ask(f, fd, "GET /park HTTP/1.1\r\n" HOST "\r\n");
    ok(http_parked(f->s, f->parked) != NULL);
    close_fixture(f); /* with an exchange parked */
    sys_close(fd);
}

static void pressed(void)
{
    struct fixture *f = open_fixture((struct http_limits){.write_ms = 400});
    int fd = attach(f);
    send_text(fd, "GET /big HTTP/1.1\r\n" HOST "\r\nGET /after HTTP/1.1\r\n" HOST "\r\n");
    for (int i = 0; i < 5; i++) {
        sys_loop_once(f->loop, 0);
    }
    ok_as(f->handled == 1, "the next request waits while a reply waits for room");
    settle(f, fd);
    ok(f->in_n > BIG && has(f, "/after:") && f->handled == 2);
    send_text(fd, "GET /big HTTP/1.1\r\n" HOST "\r\n");
    int64_t end = sys_ticks_ms() + 800;
    while (sys_ticks_ms() < end) {
        sys_loop_once(f->loop, 10);
    }
    ok_as(http_server_counts(f->s).connections == 0, "one who does not read is closed");
    sys_close(fd);
    close_fixture(f);
}

static void phases(void)
{
    struct fixture *f = open_fixture(
        (struct http_limits){.head_ms = 80, .idle_ms = 900, .body_ms = 400, .body_rate = 1000});
    int fd = attach(f);
    wait_ms(f, fd, 120);
    ok_as(f->ended && f->in_n == 0, "a silent connection is closed");
    sys_close(fd);
    fd = attach(f);
    for (int i = 0; i < 12 && !f->ended; i++) {
        sv x = SV("A");
        (void)!sys_send(fd, &x, 1);
        wait_ms(f, fd, 10);
    }
    ok_as(f->ended && has(f, "408 Request Timeout"), "a dripped head is closed");
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "GET /x HTTP/1.1\r\n" HOST "\r\n");
    wait_ms(f, fd, 90);
    ok_as(!f->ended, "idle is no head");
    wait_ms(f, fd, 1100);
    ok_as(f->ended, "idle ends too");
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "POST /x HTTP/1.1\r\n" HOST "Content-Length: 1000\r\n\r\n");
    for (int i = 0; i < 12 && !f->ended; i++) {
        sv x = SV("A");
        (void)!sys_send(fd, &x, 1);
        wait_ms(f, fd, 60);
    }
    ok_as(f->ended && has(f, "408 Request Timeout"), "a dripped body is closed");
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "POST /x HTTP/1.1\r\n" HOST "Content-Length: 1200\r\n\r\n");
    for (int i = 0; i < 12; i++) {
        char part[101] = {0};
        memset(part, 'b', 100);
        send_text(fd, part);
        wait_ms(f, fd, 20);
    }
    ok_as(has(f, "/x:bbb"), "a slow one with the least rate is served");
    sys_close(fd);
    settle(f, fd);
    ok(http_server_counts(f->s).connections == 0);
    close_fixture(f);
}

static void streams(void)
{
    struct fixture *f = open_fixture(
        (struct http_limits){.heartbeat_ms = 120, .lag_events = 8, .streams_address = 3});
    struct buf b = buf_make(1000);
    http_event_put(&b, 7, SV_NONE, SV("state"));
    f->first = http_body_take(&b, SV_NONE);
    buf_free(&b);
    int fd = attach(f);
    ask(f, fd, "GET /stream HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "Content-Type: text/event-stream\r\n") && !has(f, "Content-Length"));
    ok(has(f, "\r\n\r\nretry: ") && has(f, "\n\nid: 7\ndata: state\n\n"));
    ok(http_channel_viewers(f->ch) == 1 && http_server_counts(f->s).streams == 1);
    f->in_n = 0;
    http_channel_publish(f->ch, 8, SV("votes"), SV("<p>\ntwo lines"));
    settle(f, fd);
    ok(f->in_n == 46 && has(f, "id: 8\nevent: votes\ndata: <p>\ndata: two lines\n\n"));
    f->in_n = 0;
    http_channel_publish(f->ch, 9, SV("votes"), SV("old"));
    http_channel_publish(f->ch, 10, SV("queue"), SV("kept"));
    http_channel_publish(f->ch, 11, SV("votes"), SV("new"));
    settle(f, fd);
    ok_as(has(f, "kept") && has(f, "new") && !has(f, "old"), "a state replaced is not sent");
    ask(f, fd, "noise that a viewer may send");
    ok(!f->ended);
    f->in_n = 0;
    int64_t start = sys_ticks_ms();
    wait_ms(f, fd, 260);
    ok_as(count(f, ":\n\n") >= 1 && count(f, ":\n\n") <= (sys_ticks_ms() - start) / 80 + 1,
          "a heartbeat from time to time");

    int others[3];
    for (int i = 0; i < 3; i++) {
        others[i] = attach(f);
        ask(f, others[i], "GET /stream HTTP/1.1\r\n" HOST "\r\n");
    }
    ok(has(f, "429 Too Many Requests") && has(f, "Retry-After: "));
    ok(http_channel_viewers(f->ch) == 3);
    sys_close(others[0]);
    for (int i = 0; i < 5; i++) {
        sys_loop_once(f->loop, 0);
    }
    ok_as(http_channel_viewers(f->ch) == 2, "one who left is gone at once");

    /* nobody reads others[1]: it is closed once it is too far behind, and fd gets all */
    static char big[100000];
    memset(big, 'x', sizeof big);
    f->in_n = 0;
    f->ended = false;
    for (uint64_t i = 0; i < 30; i++) {
        char key[20];
        snprintf(key, sizeof key, "k%d", (int)i);
        http_channel_publish(f->ch, 100 + i, sv_of(key), (sv){big, sizeof big});
        settle(f, fd);
    }
    ok(!f->ended && f->in_n > 30 * sizeof big && has(f, "id: 129\n"));
    ok_as(http_channel_viewers(f->ch) == 1, "a laggard is closed");
    ask(f, others[2], "HEAD /stream HTTP/1.1\r\n" HOST "\r\n");
    ok(has(f, "text/event-stream") && !has(f, "retry"));
    sys_close(others[1]);
    sys_close(others[2]);
    http_server_drain(f->s);
    settle(f, fd);
    ok(f->ended && http_server_counts(f->s).streams == 0);
    sys_close(fd);
    close_fixture(f);
}

static void slices(void)
{
    enum { VIEWERS = 40 };
    struct fixture *f = open_fixture((struct http_limits){.slice = 7});
    int fds[VIEWERS];
    for (int i = 0; i < VIEWERS; i++) {
        fds[i] = attach(f);
        ask(f, fds[i], "GET /stream HTTP/1.1\r\n" HOST "\r\n");
    }
    ok(http_channel_viewers(f->ch) == VIEWERS);
    int page = attach(f);
    http_channel_publish(f->ch, 1, SV_NONE, SV("one"));
    http_channel_publish(f->ch, 2, SV_NONE, SV("two"));
    send_text(page, "GET /x HTTP/1.1\r\n" HOST "\r\n");
    sys_loop_once(f->loop, 0);
    sys_loop_once(f->loop, 0);
    ok_as(f->told == 1, "a page is served between slices");
    int got = 0;
    for (int round = 0; round < 10; round++) {
        sys_loop_once(f->loop, 0);
    }
    for (int i = 0; i < VIEWERS; i++) {
        f->in_n = 0;
        ptrdiff_t n = sys_recv(fds[i], f->in, ROOM);
        f->in_n = n > 0 ? (size_t)n : 0;
        got += has(f, "two");
        sys_close(fds[i]);
    }
    ok(got == VIEWERS);
    sys_close(page);
    close_fixture(f);
}

static void detached(void)
{
    struct fixture *f = open_fixture((struct http_limits){0});
    int fd = attach(f);
    ask(f, fd, "GET /detach HTTP/1.1\r\n" HOST "\r\n");
    ok(f->detached >= 0 && http_server_counts(f->s).connections == 0);
    sv hello = SV("hello");
    ok(sys_send(f->detached, &hello, 1) == 5);
    settle(f, fd);
    ok(has(f, "hello"));
    sys_close(f->detached);
    sys_close(fd);
    fd = attach(f);
    ask(f, fd, "GET /detach HTTP/1.1\r\n" HOST "\r\nGET /x HTTP/1.1\r\n" HOST "\r\n");
    ok(f->detached == -1 && has(f, "500 ") && has(f, "/x:"));
    sys_close(fd);
    close_fixture(f);
}

int main(void)
{
    simple();
    body_memory();
    compressed();
    pipelined();
    parked_and_gone();
    pressed();
    phases();
    streams();
    slices();
    detached();
    return tap_done();
}
