/* A connection's life: reading, requests in order, the phases and their clocks. */
#include <string.h>

#include "base/must.h"
#include "http/inside.h"
#include "sys/files.h"

/* ---- lists ---- */

void list_push(struct conn_list *l, struct conn *c)
{
    must(!c->list);
    c->list = l;
    c->next = NULL;
    c->prev = l->last;
    *(l->last ? &l->last->next : &l->first) = c;
    l->last = c;
    l->n++;
}

void list_take(struct conn *c)
{
    struct conn_list *l = c->list;
    if (l) {
        *(c->prev ? &c->prev->next : &l->first) = c->next;
        *(c->next ? &c->next->prev : &l->last) = c->prev;
        l->n--;
        c->list = NULL;
    }
}

static int64_t phase_ms(const struct http_server *s, enum phase phase)
{
    switch (phase) {
    case PHASE_HEAD: return s->limits.head_ms;
    case PHASE_BODY: return s->limits.body_ms;
    case PHASE_PARKED: return s->limits.park_ms;
    case PHASE_WRITE: return s->limits.write_ms;
    case PHASE_IDLE: return s->limits.idle_ms;
    case PHASE_LINGER: return LINGER_MS;
    case PHASE_RESUME:
    case PHASE_STREAM:
    case PHASE_GONE:
    default: return 0;
    }
}

void conn_phase(struct conn *c, enum phase phase)
{
    must(phase < PHASE_STREAM);
    list_take(c);
    c->phase = (uint8_t)phase;
    c->due_ms = sys_loop_now_ms(c->s->loop) + phase_ms(c->s, phase);
    list_push(&c->s->lists[phase], c);
}

/* ---- the end ---- */

static void conn_free(struct conn *c)
{
    struct http_server *s = c->s;
    if (s->spare_conns_n >= POOL_KEPT) {
        heap_resize(c, 0);
        return;
    }
    c->next = s->spare_conns;
    s->spare_conns = c;
    s->spare_conns_n++;
}

void conn_forget(struct conn *c)
{
    struct http_server *s = c->s;
    if (c->phase == PHASE_STREAM) {
        viewer_leave(c);
    } else {
        list_take(c);
        exchange_give(c->at.x);
    }
    input_give(s, c->in);
    output_free(c->out);
    origin_drop(s, c->from);
    c->in = NULL;
    c->out = NULL;
    c->from = NULL;
    c->phase = PHASE_GONE;
    s->counts.connections--;
    if (!c->running) {
        conn_free(c);
    }
}

void conn_close(struct conn *c)
{
    sys_loop_remove(c->s->loop, c->fd);
    sys_close(c->fd);
    conn_forget(c);
}

/* ---- requests ---- */

/* Nothing is left to do but to wait for the next bytes. */
static void rest(struct conn *c)
{
    if (c->in && c->in->n == 0) {
        input_give(c->s, c->in);
        c->in = NULL;
    }
    sys_loop_modify(c->s->loop, c->fd, LOOP_IN | LOOP_END);
}

static void linger(struct conn *c)
{
    sys_send_end(c->fd);
    input_give(c->s, c->in);
    c->in = NULL;
    c->sent = 0;
    conn_phase(c, PHASE_LINGER);
    sys_loop_modify(c->s->loop, c->fd, LOOP_IN);
}

static void conn_sent(struct conn *c)
{
    bool more = c->in && c->in->n;
    if (c->close && (c->linger || more)) {
        linger(c);
    } else if (c->close) {
        conn_close(c);
    } else if (c->running || !more) {
        conn_phase(c, PHASE_IDLE);
        if (!c->running) {
            rest(c);
        }
    } else {
        conn_phase(c, PHASE_RESUME);
        sys_loop_soon(c->s->loop);
    }
}

void conn_settle(struct conn *c)
{
    if (c->phase == PHASE_GONE) {
        return;
    }
    exchange_give(c->at.x);
    if (c->out) {
        conn_phase(c, PHASE_WRITE);
        sys_loop_modify(c->s->loop, c->fd, LOOP_OUT);
    } else {
        conn_sent(c);
    }
}

static bool handle(struct conn *c)
{
    struct http_exchange *x = c->at.x;
    c->s->config.handler(c->s->config.ctx, x);
    must(c->phase >= PHASE_STREAM || c->at.x != x || x->parked); /* replied, parked or streams */
    return c->phase == PHASE_IDLE;
}

/* Who asks: the peer, or what a trusted proxy says of the last hop. */
static void identify(struct conn *c, struct http_exchange *x)
{
    if (!c->proxied) {
        x->ip = c->from->ip;
        return;
    }
    sv last = x->r.forwarded_for;
    for (size_t at; (at = sv_find(last, ',')) < last.n;) {
        last = sv_sub(last, at + 1, last.n);
    }
    if (!sys_ip_parse(sv_trim(last), &x->ip)) {
        x->ip = (struct sys_ip){{0}};
    }
    x->r.secure = sv_is(x->r.forwarded_proto, "https");
}

static size_t body_limit(const struct http_server *s, const struct http_request *r)
{
    if (r->method != HTTP_POST) {
        return 0;
    }
    return s->config.body_limit ? s->config.body_limit(s->config.ctx, r) : LIMIT_FORM_BYTES;
}

/* The block of the head goes to the exchange, whose views point into it; what follows it stays with
 * the connection. */
static void split_input(struct conn *c, struct http_exchange *x, size_t taken)
{
    struct input *in = c->in;
    size_t left = in->n - taken;
    x->in = in;
    c->in = NULL;
    if (left) {
        c->in = input_take(c->s, left > INPUT_SMALL);
        memcpy(c->in->p, in->p + taken, left);
        c->in->n = left;
    }
}

/* Take from the input what is of the body: into it, or on to its sink. */
static int take_body(struct http_exchange *x, struct input *in, size_t *ret_used)
{
    size_t left = (size_t)x->r.length - x->received;
    int status = HTTP_DONE;
    *ret_used = in->n < left ? in->n : left;
    if (x->r.chunked) {
        status = http_chunks_read(&x->chunks, in->p, in->n, ret_used, &x->body);
    } else if (!x->sink.piece) {
        buf_put(&x->body, in->p, *ret_used);
    }
    if (x->sink.piece) {
        sv piece = x->r.chunked ? buf_view(&x->body) : (sv){in->p, *ret_used};
        x->sunk += piece.n;
        int refused = x->sunk > x->limit ? 413 : piece.n ? x->sink.piece(x->sink.ctx, piece) : 0;
        status = refused && status < 400 ? refused : status;
        buf_clear(&x->body);
    }
    return !x->r.chunked && status == HTTP_DONE && *ret_used < left ? HTTP_MORE : status;
}

static bool body_step(struct conn *c)
{
    struct http_exchange *x = c->at.x;
    struct input *in = c->in;
    if (!in || in->n == 0) {
        rest(c);
        return false;
    }
    size_t used;
    int status = take_body(x, in, &used);
    x->received += used;
    in->n -= used;
    memmove(in->p, in->p + used, in->n);
    c->s->body_held += x->body.n - x->held;
    x->held = x->body.n;
    if (c->s->body_held > c->s->limits.body_memory && status < 400) {
        status = 503;
    }
    if (status == HTTP_MORE) {
        rest(c);
        return false;
    }
    if (status != HTTP_DONE) {
        conn_refuse(c, status);
        return false;
    }
    x->r.body = buf_view(&x->body);
    return handle(c);
}

/* A head of head_n bytes is complete. */
static bool begin(struct conn *c, size_t head_n)
{
    struct http_server *s = c->s;
    struct input *in = c->in;
    struct http_exchange *x = exchange_take(s, c);
    struct http_request *r = &x->r;
    s->counts.requests++;
    int status = http_head_parse(in->p, head_n, r);
    if (status != HTTP_DONE) {
        conn_refuse(c, status);
        return false;
    }
    identify(c, x);
    size_t limit = body_limit(s, r);
    if (r->length > limit || (r->chunked && limit == 0)) {
        conn_refuse(c, 413);
        return false;
    }
    x->received = x->marked = 0;
    struct http_sink sink;
    bool sinks =
        (r->chunked || r->length) && s->config.sink && s->config.sink(s->config.ctx, x, &sink);
    x->sink = sinks ? sink : x->sink;
    if (!sinks && !r->chunked && r->length <= in->n - head_n) {
        r->body = (sv){in->p + head_n, (size_t)r->length};
        split_input(c, x, head_n + (size_t)r->length);
        return handle(c);
    }
    split_input(c, x, head_n);
    x->body = buf_make(sinks ? INPUT_LARGE : limit);
    x->limit = limit;
    conn_phase(c, PHASE_BODY);
    if (r->expects && !c->in) {
        const sv go_on = SV("HTTP/1.1 100 Continue\r\n\r\n");
        if (sys_send(c->fd, &go_on, 1) != (ptrdiff_t)go_on.n) {
            conn_close(c);
            return false;
        }
    }
    return body_step(c);
}

/* Serve one request, or find that there is none; true when the next may follow. */
static bool run_step(struct conn *c)
{
    if (c->phase == PHASE_BODY) {
        return body_step(c);
    }
    struct input *in = c->in;
    if (!in || in->n == 0) {
        rest(c);
        return false;
    }
    size_t head_n;
    int status = http_head_find(in->p, in->n, &in->scan, &head_n);
    if (status == HTTP_DONE) {
        return begin(c, head_n);
    }
    if (status != HTTP_MORE) {
        conn_refuse(c, status);
        return false;
    }
    if (c->phase != PHASE_HEAD) {
        conn_phase(c, PHASE_HEAD);
    }
    rest(c);
    return false;
}

void conn_run(struct conn *c)
{
    c->running = true;
    while (run_step(c)) {
    }
    c->running = false;
    if (c->phase == PHASE_GONE) {
        conn_free(c);
    }
}

/* ---- events ---- */

static void read_on(struct conn *c)
{
    struct http_server *s = c->s;
    if (!c->in) {
        c->in = input_take(s, c->phase == PHASE_BODY);
    } else if (c->in->n == c->in->size) {
        must(c->in->size < INPUT_LARGE); /* heads are refused, bodies are taken, before that */
        struct input *larger = input_take(s, true);
        memcpy(larger->p, c->in->p, c->in->n);
        larger->n = c->in->n;
        larger->scan = c->in->scan;
        input_give(s, c->in);
        c->in = larger;
    }
    struct input *in = c->in;
    ptrdiff_t n = sys_recv(c->fd, in->p + in->n, in->size - in->n);
    if (n == SYS_AGAIN) {
        rest(c);
    } else if (n <= 0) {
        conn_close(c);
    } else {
        in->n += (size_t)n;
        conn_run(c);
    }
}

static void write_on(struct conn *c)
{
    bool progress;
    if (!conn_flush(c, &progress)) {
        return;
    }
    if (!c->out) {
        conn_sent(c);
    } else if (progress) {
        conn_phase(c, PHASE_WRITE);
    }
}

static void throw_away(struct conn *c)
{
    ptrdiff_t n = sys_recv(c->fd, c->s->scratch, sizeof c->s->scratch);
    c->sent += n > 0 ? (uint32_t)n : 0;
    if (n == 0 || n == SYS_GONE || c->sent > LINGER_BYTES) {
        conn_close(c);
    }
}

static void on_event(void *ctx, unsigned events)
{
    struct conn *c = ctx;
    if (c->phase == PHASE_STREAM) {
        viewer_event(c, events);
        return;
    }
    if (events & LOOP_ERROR) {
        conn_close(c);
        return;
    }
    switch ((enum phase)c->phase) {
    case PHASE_HEAD:
    case PHASE_BODY:
    case PHASE_IDLE: read_on(c); break;
    case PHASE_WRITE: write_on(c); break;
    case PHASE_LINGER: throw_away(c); break;
    case PHASE_PARKED:
    case PHASE_RESUME: sys_loop_modify(c->s->loop, c->fd, 0); break; /* taken up after the reply */
    case PHASE_STREAM:
    case PHASE_GONE:
    default: break;
    }
}

void conn_open(struct http_server *s, int fd, const struct sys_ip *peer)
{
    struct conn *c = s->spare_conns;
    if (c) {
        s->spare_conns = c->next;
        s->spare_conns_n--;
    } else {
        c = heap_resize(NULL, sizeof *c);
    }
    *c = (struct conn){.s = s, .fd = fd, .proxied = origin_trusted(s, peer)};
    if (!sys_loop_add(s->loop, fd, LOOP_IN | LOOP_END, on_event, c)) {
        sys_close(fd);
        conn_free(c);
        return;
    }
    c->from = c->proxied ? NULL : origin_hold(s, peer);
    s->counts.connections++;
    conn_phase(c, PHASE_HEAD);
}

/* ---- the clock ---- */

static void body_due(struct conn *c)
{
    struct http_exchange *x = c->at.x;
    uint64_t least = (uint64_t)c->s->limits.body_rate * c->s->limits.body_ms / 1000;
    if (x->received - x->marked < least) {
        conn_refuse(c, 408);
        return;
    }
    x->marked = x->received;
    conn_phase(c, PHASE_BODY);
}

static void due(struct conn *c)
{
    switch ((enum phase)c->phase) {
    case PHASE_HEAD:
        if (c->in && c->in->n) {
            conn_refuse(c, 408);
        } else {
            conn_close(c);
        }
        break;
    case PHASE_BODY: body_due(c); break;
    case PHASE_PARKED:
        http_reply_text(c->at.x, 504, "The answer takes too long; please look again in a moment.");
        break;
    case PHASE_WRITE:
    case PHASE_IDLE:
    case PHASE_LINGER:
    case PHASE_RESUME:
    case PHASE_STREAM:
    case PHASE_GONE:
    default: conn_close(c); break;
    }
}

void conn_clock(struct http_server *s)
{
    int64_t now = sys_loop_now_ms(s->loop);
    for (int phase = 0; phase < PHASE_LISTS; phase++) {
        struct conn_list *l = &s->lists[phase];
        while (phase != PHASE_RESUME && l->first && l->first->due_ms <= now) {
            due(l->first);
        }
    }
}
