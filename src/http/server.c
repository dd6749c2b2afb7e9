/* The server: listening, caps, its clock, its end. */
#include <string.h>

#include "base/must.h"
#include "http/inside.h"
#include "sys/clock.h"
#include "sys/files.h"

enum {
    ACCEPTS_A_BATCH = 64,
    LISTENERS_MAX = 16,
    TICK_MS = 250,
    TICK_LEAST_MS = 10,
    PAUSE_MS = 100,
    EVENT_MAX = LIMIT_PAGE_BYTES + 65536
};

static const struct http_limits defaults = {
    .connections = 20000,
    .connections_address = 256,
    .streams = 16000,
    .streams_address = 128,
    .head_ms = 10000,
    .body_ms = 5000,
    .body_rate = 1000,
    .body_memory = 64 << 20,
    .idle_ms = 30000,
    .write_ms = 30000,
    .park_ms = 30000,
    .heartbeat_ms = 20000,
    .retry_ms = 2000,
    .lag_events = 64,
    .lag_bytes = 1 << 20,
    .slice = 500,
};

static void or_default(unsigned *value, unsigned otherwise)
{
    *value = *value ? *value : otherwise;
}

static struct http_limits fill(struct http_limits l)
{
    or_default(&l.connections, defaults.connections);
    or_default(&l.connections_address, defaults.connections_address);
    or_default(&l.streams, defaults.streams);
    or_default(&l.streams_address, defaults.streams_address);
    or_default(&l.head_ms, defaults.head_ms);
    or_default(&l.body_ms, defaults.body_ms);
    or_default(&l.body_rate, defaults.body_rate);
    or_default(&l.body_memory, defaults.body_memory);
    or_default(&l.idle_ms, defaults.idle_ms);
    or_default(&l.write_ms, defaults.write_ms);
    or_default(&l.park_ms, defaults.park_ms);
    or_default(&l.heartbeat_ms, defaults.heartbeat_ms);
    or_default(&l.retry_ms, defaults.retry_ms);
    or_default(&l.lag_events, defaults.lag_events);
    or_default(&l.lag_bytes, defaults.lag_bytes);
    or_default(&l.slice, defaults.slice);
    return l;
}

/* Often enough for the shortest of its times. */
static int64_t tick_ms(const struct http_limits *l)
{
    const unsigned all[] = {l->head_ms,  l->body_ms, l->idle_ms,
                            l->write_ms, l->park_ms, l->heartbeat_ms};
    int64_t tick = TICK_MS;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        tick = all[i] / 8 < tick ? all[i] / 8 : tick;
    }
    return tick < TICK_LEAST_MS ? TICK_LEAST_MS : tick;
}

static void on_tick(void *ctx)
{
    conn_clock(ctx);
    fanout_clock(ctx);
}

/* After each batch: requests that waited behind a reply, then one slice of the fan-out. */
static void after_batch(void *ctx)
{
    struct http_server *s = ctx;
    for (unsigned n = s->lists[PHASE_RESUME].n; n && s->lists[PHASE_RESUME].first; n--) {
        struct conn *c = s->lists[PHASE_RESUME].first;
        conn_phase(c, PHASE_IDLE);
        conn_run(c);
    }
    fanout_slice(s);
}

struct http_server *http_server_open(struct sys_loop *loop, const struct http_config *config)
{
    must(config->handler);
    struct http_server *s = heap_resize(NULL, sizeof *s);
    memset(s, 0, sizeof *s);
    s->loop = loop;
    s->config = *config;
    s->limits = fill(config->limits);
    s->head = buf_make(HEAD_MAX);
    s->date = buf_make(64);
    s->packed = buf_make(EVENT_MAX);
    s->reserve = sys_reserve();
    sys_random(&s->seed, sizeof s->seed);
    s->headers = heap_resize(NULL, config->headers.n + 1);
    if (config->headers.n) {
        memcpy(s->headers, config->headers.p, config->headers.n);
    }
    s->common = (sv){s->headers, config->headers.n};
    s->proxies = heap_resize(NULL, (config->n_proxies + 1) * sizeof *s->proxies);
    if (config->n_proxies) {
        memcpy(s->proxies, config->proxies, config->n_proxies * sizeof *s->proxies);
    }
    s->config.headers = s->common;
    s->config.proxies = s->proxies;
    s->tick_ms = tick_ms(&s->limits);
    s->tick = sys_timer_start(loop, s->tick_ms, s->tick_ms, on_tick, s);
    sys_loop_after(loop, after_batch, s);
    return s;
}

/* ---- connections come in ---- */

/* The connection that has been idle longest makes room for a new one. */
static bool shed_idle(struct http_server *s)
{
    struct conn *c = s->lists[PHASE_IDLE].first;
    if (c) {
        conn_close(c);
    }
    return c != NULL;
}

static void turn_away(struct http_server *s, int fd, int status)
{
    static const char *const lines[] = {"503 Service Unavailable", "429 Too Many Requests"};
    struct buf b = buf_make(256);
    buf_fmt(&b, "HTTP/1.1 %s\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            lines[status == 429]);
    sv bytes = buf_view(&b);
    ptrdiff_t sent = sys_send(fd, &bytes, 1);
    s->counts.refused += sent != 0; /* whether it arrives or not */
    buf_free(&b);
    sys_send_end(fd);
    sys_close(fd);
}

static void listen_again(void *ctx)
{
    struct http_server *s = ctx;
    s->paused = false;
    for (unsigned i = 0; i < s->listeners_n; i++) {
        sys_loop_modify(s->loop, s->listeners[i]->fd, LOOP_IN);
    }
}

static void pause_listening(struct http_server *s)
{
    if (!s->paused) {
        s->paused = true;
        for (unsigned i = 0; i < s->listeners_n; i++) {
            sys_loop_modify(s->loop, s->listeners[i]->fd, 0);
        }
        s->pause_timer = sys_timer_start(s->loop, PAUSE_MS, 0, listen_again, s);
    }
}

/* No descriptor is left: an idle connection goes, or the reserve lets one caller be told; then a
 * pause. */
static void out_of_descriptors(struct http_server *s, int listener)
{
    if (shed_idle(s)) {
        return;
    }
    struct sys_ip peer;
    sys_close(s->reserve);
    int fd = sys_accept(listener, &peer);
    if (fd >= 0) {
        turn_away(s, fd, 503);
    }
    s->reserve = sys_reserve();
    pause_listening(s);
}

static void admit(struct http_server *s, int fd, const struct sys_ip *peer)
{
    if (s->counts.connections >= s->limits.connections && !shed_idle(s)) {
        turn_away(s, fd, 503);
        return;
    }
    if (!origin_trusted(s, peer)) {
        struct origin *o = origin_hold(s, peer);
        bool many = o->connections > s->limits.connections_address;
        origin_drop(s, o);
        if (many) {
            turn_away(s, fd, 429);
            return;
        }
    }
    conn_open(s, fd, peer);
}

static void on_listener(void *ctx, unsigned events)
{
    (void)events;
    struct listener *l = ctx;
    struct http_server *s = l->s;
    for (int i = 0; i < ACCEPTS_A_BATCH && !s->paused; i++) {
        struct sys_ip peer;
        int fd = sys_accept(l->fd, &peer);
        if (fd == SYS_FULL) {
            out_of_descriptors(s, l->fd);
        } else if (fd < 0) {
            return;
        } else {
            admit(s, fd, &peer);
        }
    }
}

err *http_server_listen(struct arena *a, struct http_server *s, int listener)
{
    if (s->listeners_n == LISTENERS_MAX) {
        return err_make(a, E_LIMIT, "A server listens on at most %d sockets; give it fewer.",
                        LISTENERS_MAX);
    }
    struct listener *l = heap_resize(NULL, sizeof *l);
    *l = (struct listener){s, listener};
    if (!sys_loop_add(s->loop, listener, LOOP_IN, on_listener, l)) {
        heap_resize(l, 0);
        return err_make(a, E_IO, "The listening socket cannot be watched; start again.");
    }
    s->listeners[s->listeners_n++] = l;
    return NULL;
}

void http_server_adopt(struct http_server *s, int take_fd, const struct sys_ip *peer)
{
    conn_open(s, take_fd, peer);
}

static void stop_listening(struct http_server *s)
{
    for (unsigned i = 0; i < s->listeners_n; i++) {
        sys_loop_remove(s->loop, s->listeners[i]->fd);
        heap_resize(s->listeners[i], 0);
    }
    s->listeners_n = 0;
}

/* ---- the end ---- */

static void close_list(struct conn_list *l)
{
    while (l->first) {
        conn_close(l->first);
    }
}

void http_server_drain(struct http_server *s)
{
    s->draining = true;
    stop_listening(s);
    close_list(&s->lists[PHASE_IDLE]);
    struct http_channel *ch = s->channels;
    while (ch) {
        viewers_end(ch);
        ch = ch->next == s->channels ? NULL : ch->next;
    }
}

static void free_pools(struct http_server *s)
{
    while (s->spare_conns) {
        struct conn *c = s->spare_conns;
        s->spare_conns = c->next;
        heap_resize(c, 0);
    }
    for (int i = 0; i < 2; i++) {
        while (s->spare_inputs[i]) {
            struct input *in = s->spare_inputs[i];
            s->spare_inputs[i] = in->next;
            heap_resize(in, 0);
        }
    }
    for (uint32_t i = 0; i < s->exchanges_n; i++) {
        arena_close(s->exchanges[i]->arena);
        heap_resize(s->exchanges[i], 0);
    }
    heap_resize(s->exchanges, 0);
    heap_resize(s->spare_exchanges, 0);
    heap_resize(s->origins, 0);
}

void http_server_close(struct http_server *take_s)
{
    struct http_server *s = take_s;
    must(!s->channels);
    stop_listening(s);
    for (int i = 0; i < PHASE_LISTS; i++) {
        close_list(&s->lists[i]);
    }
    sys_timer_stop(s->loop, s->tick);
    sys_timer_stop(s->loop, s->pause_timer);
    sys_loop_after_remove(s->loop, after_batch, s);
    free_pools(s);
    gzip_end(s);
    buf_free(&s->head);
    buf_free(&s->date);
    buf_free(&s->packed);
    sys_close(s->reserve);
    heap_resize(s->proxies, 0);
    heap_resize(s->headers, 0);
    heap_resize(s, 0);
}

struct http_counts http_server_counts(const struct http_server *s)
{
    return s->counts;
}
