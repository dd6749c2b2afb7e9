/* A small server for the hostile suite and for measuring: a page, posts, a parked reply, a stream.
 * demo-server [name=value …]: port, and any of the limits below.  Prints "port N", then serves
 * until its input ends. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/http.h"
#include "http/multipart.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/loop.h"

enum { PAGE_BYTES = 8192, PARK_MS = 50, BODY_MAX = 65536, FORM_MAX = 64 << 20 };

struct demo {
    struct sys_loop *loop;
    struct http_server *server;
    struct http_channel *channel;
    struct http_body *page, *first;
    uint64_t parked[1024];
    unsigned parked_n;
    uint64_t seq;
    sv file;
};

static void reply_counts(struct demo *d, struct http_exchange *x)
{
    struct http_counts n = http_server_counts(d->server);
    sv text = sv_fmt(http_exchange_arena(x),
                     "{\"connections\":%u,\"streams\":%u,\"parked\":%u,\"requests\":%llu,"
                     "\"viewers\":%u}\n",
                     n.connections, n.streams, n.parked, (unsigned long long)n.requests,
                     http_channel_viewers(d->channel));
    http_reply(x, &(struct http_reply){.status = 200, .type = "application/json", .bytes = text});
}

/* ?bytes=N&count=M&same=1: M events of N bytes, of one region or of as many regions. */
static void publish(struct demo *d, struct http_exchange *x)
{
    struct http_form f;
    uint64_t bytes = 100, count = 1;
    struct arena *a = http_exchange_arena(x);
    if (http_form_parse(a, http_exchange_request(x)->query, &f)) {
        http_reply_text(x, 400, "The query cannot be read.");
        return;
    }
    if ((http_form_has(&f, "bytes") && !sv_u64(http_form_get(&f, "bytes"), &bytes)) ||
        (http_form_has(&f, "count") && !sv_u64(http_form_get(&f, "count"), &count))) {
        http_reply_text(x, 400, "bytes and count are numbers.");
        return;
    }
    char *data = arena_alloc(a, bytes);
    memset(data, 'x', bytes);
    for (uint64_t i = 0; i < count; i++) {
        d->seq++;
        sv key = http_form_has(&f, "same") ? SV("region") : sv_fmt(a, "region-%d", (int)(i % 200));
        http_channel_publish(d->channel, d->seq, key, (sv){data, bytes});
    }
    http_reply(x, &(struct http_reply){.status = 204});
}

static void answer_parked(void *ctx)
{
    struct demo *d = ctx;
    for (unsigned i = 0; i < d->parked_n; i++) {
        struct http_exchange *x = http_parked(d->server, d->parked[i]);
        if (x) {
            http_reply_text(x, 200, "parked");
        }
    }
    d->parked_n = 0;
}

/* A form with files: how many parts and bytes came. */
struct form {
    struct http_multipart parser;
    unsigned parts;
    size_t bytes;
    bool whole;
};

static int count_part(void *ctx, const struct http_part *part)
{
    struct form *f = ctx;
    (void)part;
    f->parts++;
    return 0;
}

static int count_bytes(void *ctx, sv piece)
{
    struct form *f = ctx;
    f->bytes += piece.n;
    return 0;
}

static int count_end(void *ctx)
{
    (void)ctx;
    return 0;
}

static int take_piece(void *ctx, sv bytes)
{
    struct form *f = ctx;
    int status = http_multipart_add(&f->parser, bytes);
    f->whole = status == HTTP_DONE;
    return status == HTTP_DONE || status == HTTP_MORE ? 0 : status;
}

static void form_over(void *ctx)
{
    (void)ctx; /* it lies in the exchange's arena */
}

static bool sink(void *ctx, struct http_exchange *x, struct http_sink *ret)
{
    const struct http_request *r = http_exchange_request(x);
    struct form *f = arena_new(http_exchange_arena(x), struct form);
    struct http_multipart_to to = {f, count_part, count_bytes, count_end};
    (void)ctx;
    *ret = (struct http_sink){f, take_piece, form_over};
    return sv_is(r->path, "/form") && http_multipart_open(&f->parser, r->content_type, &to);
}

static void reply_form(struct http_exchange *x)
{
    const struct form *f = http_exchange_sink(x);
    if (!f || !f->whole) {
        http_reply_text(x, 400, "This is no form, or not the whole of one.");
        return;
    }
    http_reply_text(x, 200, sv_fmt(http_exchange_arena(x), "%u %zu", f->parts, f->bytes).p);
}

/* The file whose path the command line gives. */
static void reply_file(const struct demo *d, struct http_exchange *x)
{
    struct arena *a = http_exchange_arena(x);
    int fd;
    uint64_t size;
    struct http_reply r = {.status = 200, .type = "application/octet-stream"};
    err *e = sys_file_open(a, sv_cstr(a, d->file), &fd, &size);
    e = e ? e : http_reply_file(a, x, &r, fd, SV("tag"));
    if (e) {
        http_reply_text(x, 503, "The file cannot be read.");
    }
}

static void handle(void *ctx, struct http_exchange *x)
{
    struct demo *d = ctx;
    const struct http_request *r = http_exchange_request(x);
    if (sv_is(r->path, "/page")) {
        http_reply(x, &(struct http_reply){.status = 200,
                                           .type = "text/html; charset=utf-8",
                                           .cache = "no-cache",
                                           .body = d->page});
    } else if (sv_is(r->path, "/echo") && r->method == HTTP_POST) {
        http_reply(x, &(struct http_reply){.status = 204});
    } else if (sv_is(r->path, "/echo-body") && r->method == HTTP_POST) {
        http_reply(x, &(struct http_reply){
                          .status = 200, .type = "application/octet-stream", .bytes = r->body});
    } else if (sv_is(r->path, "/form") && r->method == HTTP_POST) {
        reply_form(x);
    } else if (sv_is(r->path, "/file")) {
        reply_file(d, x);
    } else if (sv_is(r->path, "/big")) {
        size_t n = 4 << 20;
        char *p = arena_alloc(http_exchange_arena(x), n);
        http_reply(x, &(struct http_reply){.status = 200, .bytes = {p, n}});
    } else if (sv_is(r->path, "/parked") && d->parked_n < 1024) {
        d->parked[d->parked_n++] = http_park(x);
        (void)sys_timer_start(d->loop, PARK_MS, 0, answer_parked, d);
    } else if (sv_is(r->path, "/never")) {
        (void)!http_park(x);
    } else if (sv_is(r->path, "/stream")) {
        http_stream(x, d->channel, d->first);
    } else if (sv_is(r->path, "/publish") && r->method == HTTP_POST) {
        publish(d, x);
    } else if (sv_is(r->path, "/counts")) {
        reply_counts(d, x);
    } else if (sv_is(r->path, "/who")) {
        struct sys_ip ip = http_exchange_address(x);
        http_reply_text(x, 200,
                        sv_cstr(http_exchange_arena(x),
                                sv_fmt(http_exchange_arena(x), "%d.%d.%d.%d %d", ip.b[12], ip.b[13],
                                       ip.b[14], ip.b[15], r->secure)));
    } else {
        http_reply_text(x, 404, "There is no such page.");
    }
}

static size_t body_limit(void *ctx, const struct http_request *r)
{
    (void)ctx;
    return sv_is(r->path, "/none") ? 0 : sv_is(r->path, "/form") ? FORM_MAX : BODY_MAX;
}

/* The end of standard input ends the server: no stray process stays behind a test. */
static void on_input(void *ctx, unsigned events)
{
    (void)events;
    struct demo *d = ctx;
    sys_loop_stop(d->loop);
}

static bool set_limit(struct http_limits *l, const char *argument)
{
    const struct {
        const char *name;
        unsigned *value;
    } all[] = {
        {"connections", &l->connections}, {"connections_address", &l->connections_address},
        {"streams", &l->streams},         {"streams_address", &l->streams_address},
        {"head_ms", &l->head_ms},         {"body_ms", &l->body_ms},
        {"body_rate", &l->body_rate},     {"body_memory", &l->body_memory},
        {"idle_ms", &l->idle_ms},         {"write_ms", &l->write_ms},
        {"park_ms", &l->park_ms},         {"heartbeat_ms", &l->heartbeat_ms},
        {"retry_ms", &l->retry_ms},       {"lag_events", &l->lag_events},
        {"lag_bytes", &l->lag_bytes},     {"slice", &l->slice},
    };
    sv value, name = sv_cut(sv_of(argument), '=', &value);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        uint64_t n;
        if (sv_is(name, all[i].name) && sv_u64(value, &n)) {
            *all[i].value = (unsigned)n;
            return true;
        }
    }
    return false;
}

static struct http_body *make_page(void)
{
    struct buf b = buf_make(PAGE_BYTES);
    buf_str(&b, "<!doctype html><title>A page</title><p>");
    for (unsigned i = 0; b.n + 16 < PAGE_BYTES; i++) {
        buf_fmt(&b, "%08x ", i * 2654435761u);
    }
    while (b.n < PAGE_BYTES) {
        buf_char(&b, '.');
    }
    return http_body_take(&b, SV("page-1"));
}

static err *serve(struct arena *a, struct demo *d, unsigned port, const struct http_config *config)
{
    int listener;
    TRY(sys_listen(a, "127.0.0.1", port, false, &listener));
    TRY(sys_loop_open(a, &d->loop));
    d->server = http_server_open(d->loop, config);
    d->channel = http_channel_open(d->server);
    TRY(http_server_listen(a, d->server, listener));
    if (!sys_loop_add(d->loop, 0, LOOP_IN, on_input, d)) {
        return err_make(a, E_IO, "Standard input must be a pipe.");
    }
    printf("port %u\n", sys_port(listener));
    fflush(stdout);
    sys_loop_run(d->loop);
    http_channel_close(d->channel);
    http_server_close(d->server);
    sys_close(listener);
    sys_loop_close(d->loop);
    return NULL;
}

int main(int argc, char **argv)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    struct demo d = {.page = make_page()};
    struct sys_ip proxy;
    struct http_config config = {
        .handler = handle,
        .body_limit = body_limit,
        .sink = sink,
        .ctx = &d,
        .headers = SV("X-Content-Type-Options: nosniff\r\n"),
    };
    unsigned port = 0;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "port=", 5) == 0) {
            port = (unsigned)strtoul(argv[i] + 5, NULL, 10);
        } else if (strncmp(argv[i], "file=", 5) == 0) {
            d.file = sv_of(argv[i] + 5);
        } else if (strncmp(argv[i], "proxy=", 6) == 0 && sys_ip_parse(sv_of(argv[i] + 6), &proxy)) {
            config.proxies = &proxy;
            config.n_proxies = 1;
        } else if (!set_limit(&config.limits, argv[i])) {
            fprintf(stderr, "demo-server: %s is no setting\n", argv[i]);
            return 2;
        }
    }
    struct buf first = buf_make(4096);
    http_event_put(&first, 1, SV("hello"), SV("first"));
    d.first = http_body_take(&first, SV_NONE);
    err *e = serve(a, &d, port, &config);
    if (e) {
        fprintf(stderr, "demo-server: %.*s\n", SV_ARG(e->message));
    }
    http_body_drop(d.page);
    http_body_drop(d.first);
    return e ? 1 : 0;
}
