/* Exchanges: one request with its reply; their pool, their handles, the blocks of input. */
#include <string.h>

#include "base/must.h"
#include "http/inside.h"
#include "sys/clock.h"

enum { ARENA_FIRST = 16384, EXCHANGES_KEPT = 64 };

/* ---- blocks of input ---- */

struct input *input_take(struct http_server *s, bool large)
{
    struct input *in = s->spare_inputs[large];
    if (in) {
        s->spare_inputs[large] = in->next;
        s->spare_inputs_n[large]--;
    } else {
        size_t size = large ? INPUT_LARGE : INPUT_SMALL;
        in = heap_resize(NULL, sizeof *in + size);
        in->size = size;
    }
    in->n = in->scan = 0;
    return in;
}

void input_give(struct http_server *s, struct input *take_in)
{
    if (!take_in) {
        return;
    }
    bool large = take_in->size == INPUT_LARGE;
    if (s->spare_inputs_n[large] >= POOL_KEPT) {
        heap_resize(take_in, 0);
        return;
    }
    take_in->next = s->spare_inputs[large];
    s->spare_inputs[large] = take_in;
    s->spare_inputs_n[large]++;
}

/* ---- the pool ---- */

static void grow(struct http_server *s)
{
    uint32_t n = s->exchanges_n ? 2 * s->exchanges_n : 16;
    s->exchanges = heap_resize(s->exchanges, n * sizeof(struct http_exchange *));
    s->spare_exchanges = heap_resize(s->spare_exchanges, n * sizeof(uint32_t));
    for (uint32_t i = n; i-- > s->exchanges_n;) {
        struct http_exchange *x = heap_resize(NULL, sizeof *x);
        memset(x, 0, sizeof *x);
        x->index = i;
        x->generation = 1;
        s->exchanges[i] = x;
        s->spare_exchanges[s->spare_exchanges_n++] = i;
    }
    s->exchanges_n = n;
}

struct http_exchange *exchange_take(struct http_server *s, struct conn *c)
{
    if (s->spare_exchanges_n == 0) {
        grow(s);
    }
    struct http_exchange *x = s->exchanges[s->spare_exchanges[--s->spare_exchanges_n]];
    x->c = c;
    x->arena = x->arena ? x->arena : arena_open(ARENA_FIRST);
    x->begun_us = s->config.access ? sys_ticks_us() : 0;
    c->at.x = x;
    return x;
}

void exchange_give(struct http_exchange *take_x)
{
    struct http_exchange *x = take_x;
    if (!x) {
        return;
    }
    struct http_server *s = x->c->s;
    s->counts.parked -= x->parked;
    s->body_held -= x->held;
    x->held = 0;
    input_give(s, x->in);
    if (x->sink.piece) {
        x->sink.over(x->sink.ctx);
        x->sink = (struct http_sink){.ctx = NULL};
    }
    x->sunk = 0;
    if (x->body.p) {
        buf_free(&x->body);
    }
    if (s->exchanges_n - s->spare_exchanges_n > EXCHANGES_KEPT) {
        arena_close(x->arena);
        x->arena = NULL;
    } else {
        arena_reset(x->arena);
    }
    x->c->at.x = NULL;
    x->c = NULL;
    x->in = NULL;
    x->parked = false;
    x->chunks = (struct http_chunks){0};
    x->generation++;
    s->spare_exchanges[s->spare_exchanges_n++] = x->index;
}

/* ---- what a handler sees ---- */

const struct http_request *http_exchange_request(const struct http_exchange *x)
{
    return &x->r;
}

struct arena *http_exchange_arena(const struct http_exchange *x)
{
    return x->arena;
}

struct sys_ip http_exchange_address(const struct http_exchange *x)
{
    return x->ip;
}

void *http_exchange_sink(const struct http_exchange *x)
{
    return x->sink.piece ? x->sink.ctx : NULL;
}

struct http_server *http_exchange_server(const struct http_exchange *x)
{
    return x->c->s;
}

uint64_t http_park(struct http_exchange *x)
{
    if (!x->parked) {
        x->parked = true;
        x->c->s->counts.parked++;
        conn_phase(x->c, PHASE_PARKED);
    }
    return (uint64_t)x->generation << 32 | x->index;
}

struct http_exchange *http_parked(struct http_server *s, uint64_t handle)
{
    uint32_t index = (uint32_t)handle;
    struct http_exchange *x = index < s->exchanges_n ? s->exchanges[index] : NULL;
    return x && x->generation == handle >> 32 && x->parked ? x : NULL;
}

int http_detach(struct http_exchange *x)
{
    struct conn *c = x->c;
    if (c->in && c->in->n) {
        return -1;
    }
    int fd = c->fd;
    sys_loop_remove(c->s->loop, fd);
    conn_forget(c);
    return fd;
}
