/* The event loop: order within a batch, removal under way, timers, hooks, many descriptors. */
#include <string.h>

#include "base/must.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "sys/net.h"
#include "tap.h"

enum { MANY = 400 };

struct world;

struct end {
    struct world *w;
    int fd, peer;
    unsigned calls, events;
    bool removes_others;
};

struct world {
    struct arena *a;
    struct sys_loop *loop;
    struct end ends[MANY];
    unsigned n;
    char order[100];
    unsigned order_n, hooks;
    uint64_t stops;
};

static void remove_end(struct end *e)
{
    if (e->fd != -1) {
        sys_loop_remove(e->w->loop, e->fd);
        sys_close(e->fd);
        sys_close(e->peer);
        e->fd = e->peer = -1;
    }
}

static void on_event(void *ctx, unsigned events)
{
    struct end *e = ctx;
    struct world *w = e->w;
    char bytes[16];
    e->calls++;
    e->events = events;
    if (w->order_n < sizeof w->order) {
        w->order[w->order_n++] = (char)('a' + (e - w->ends) % 26);
    }
    if (events & LOOP_IN) {
        (void)!sys_recv(e->fd, bytes, sizeof bytes);
    }
    for (unsigned i = 0; e->removes_others && i < w->n; i++) {
        if (&w->ends[i] != e) {
            remove_end(&w->ends[i]);
        }
    }
}

static void add_end(struct world *w, unsigned events)
{
    struct end *e = &w->ends[w->n++];
    int fds[2];
    must(!sys_pair(w->a, false, fds));
    *e = (struct end){.w = w, .fd = fds[0], .peer = fds[1]};
    ok_as(sys_loop_add(w->loop, e->fd, events, on_event, e), "a descriptor is watched");
}

static void poke(struct end *e)
{
    sv x = SV("x");
    must(sys_send(e->peer, &x, 1) == 1);
}

static struct world *open_world(struct arena *a)
{
    struct world *w = arena_new(a, struct world);
    w->a = a;
    fine(sys_loop_open(a, &w->loop));
    return w;
}

static void close_world(struct world *w)
{
    for (unsigned i = 0; i < w->n; i++) {
        remove_end(&w->ends[i]);
    }
    sys_loop_close(w->loop);
}

static void descriptors(struct arena *a)
{
    struct world *w = open_world(a);
    add_end(w, LOOP_IN);
    add_end(w, LOOP_IN);
    add_end(w, LOOP_IN | LOOP_PRIORITY);
    for (unsigned i = 0; i < 3; i++) {
        poke(&w->ends[i]);
    }
    ok(sys_loop_once(w->loop, 100) == 3);
    ok_as(w->order_n == 3 && w->order[0] == 'c', "priority comes first in a batch");
    ok(sys_loop_once(w->loop, 0) == 0);

    sys_loop_modify(w->loop, w->ends[0].fd, LOOP_OUT);
    ok(sys_loop_once(w->loop, 100) == 1 && w->ends[0].events == LOOP_OUT);
    sys_loop_modify(w->loop, w->ends[0].fd, 0);
    poke(&w->ends[0]);
    ok_as(sys_loop_once(w->loop, 0) == 0, "what is not asked for is not told");
    sys_loop_modify(w->loop, w->ends[0].fd, LOOP_IN);
    ok(sys_loop_once(w->loop, 100) == 1 && w->ends[0].events == LOOP_IN);
    sys_loop_redirect(w->loop, w->ends[0].fd, on_event, &w->ends[1]);
    unsigned calls = w->ends[1].calls;
    sys_loop_modify(w->loop, w->ends[0].fd, LOOP_OUT);
    sys_loop_once(w->loop, 100);
    ok(w->ends[1].calls == calls + 1);
    sys_loop_redirect(w->loop, w->ends[0].fd, on_event, &w->ends[0]);
    sys_loop_modify(w->loop, w->ends[0].fd, LOOP_IN | LOOP_END);
    sys_send_end(w->ends[0].peer);
    sys_loop_once(w->loop, 100);
    ok(w->ends[0].events & LOOP_END);
    sys_close(w->ends[1].peer);
    w->ends[1].peer = -1;
    sys_loop_once(w->loop, 100);
    ok(w->ends[1].events & LOOP_ERROR);

    /* one callback removes the others of its batch; none of them is called, nor one who got the
     * same descriptor */
    struct world *v = open_world(a);
    for (unsigned i = 0; i < 5; i++) {
        add_end(v, LOOP_IN);
        v->ends[i].removes_others = true;
        poke(&v->ends[i]);
    }
    sys_loop_once(v->loop, 100);
    ok_as(v->order_n == 1, "events of a removed descriptor are dropped");
    close_world(v);
    close_world(w);
}

static void many(struct arena *a)
{
    struct world *w = open_world(a);
    unsigned called = 0;
    for (unsigned i = 0; i < MANY; i++) {
        int fds[2];
        struct end *e = &w->ends[w->n++];
        must(!sys_pair(w->a, false, fds));
        *e = (struct end){.w = w, .fd = fds[0], .peer = fds[1]};
        must(sys_loop_add(w->loop, e->fd, LOOP_IN, on_event, e));
        poke(e);
    }
    while (sys_loop_once(w->loop, 0) > 0) {
    }
    for (unsigned i = 0; i < MANY; i++) {
        called += w->ends[i].calls == 1;
    }
    ok(called == MANY);
    close_world(w);
}

static void note(struct world *w, char c)
{
    if (w->order_n < sizeof w->order) {
        w->order[w->order_n++] = c;
    }
}

static void on_a(void *ctx)
{
    note(ctx, 'a');
}

static void on_b(void *ctx)
{
    note(ctx, 'b');
}

static void on_stop(void *ctx)
{
    struct world *w = ctx;
    note(w, 's');
    sys_timer_stop(w->loop, w->stops);
    sys_loop_stop(w->loop);
}

static void on_again(void *ctx)
{
    struct world *w = ctx;
    note(w, 'g');
    (void)sys_timer_start(w->loop, 0, 0, on_again, w);
}

static void on_hook(void *ctx)
{
    struct world *w = ctx;
    w->hooks++;
}

static void timers(struct arena *a)
{
    struct world *w = open_world(a);
    uint64_t late = sys_timer_start(w->loop, 20, 0, on_b, w);
    uint64_t never = sys_timer_start(w->loop, 10, 0, on_b, w);
    (void)sys_timer_start(w->loop, 1, 0, on_a, w);
    ok(late && never && late != never);
    sys_timer_stop(w->loop, never);
    sys_timer_stop(w->loop, never);
    sys_timer_stop(w->loop, 0);
    sys_timer_stop(w->loop, UINT64_MAX);
    (void)sys_timer_start(w->loop, 40, 0, on_stop, w);
    int64_t start = sys_ticks_ms();
    sys_loop_run(w->loop);
    ok(sys_ticks_ms() - start >= 39);
    ok(w->order_n == 3 && memcmp(w->order, "abs", 3) == 0);

    w->order_n = 0;
    w->stops = sys_timer_start(w->loop, 5, 5, on_a, w);
    (void)sys_timer_start(w->loop, 42, 0, on_stop, w);
    sys_loop_run(w->loop);
    ok_as(w->order_n >= 4 && w->order_n <= 9, "a repeating timer repeats");
    unsigned n = w->order_n;
    int64_t end = sys_ticks_ms() + 20;
    while (sys_ticks_ms() < end) {
        sys_loop_once(w->loop, 5);
    }
    ok_as(w->order_n == n, "… until it is stopped from inside");

    w->order_n = 0;
    (void)sys_timer_start(w->loop, 0, 0, on_again, w);
    sys_loop_once(w->loop, 10);
    ok_as(w->order_n == 1, "a timer started in a timer waits for the next batch");
    sys_loop_close(w->loop);

    /* many, stopped in part, fire in order of their time */
    w = open_world(a);
    uint64_t handles[300];
    for (unsigned i = 0; i < 300; i++) {
        unsigned v = i * 7 % 300;
        handles[i] =
            sys_timer_start(w->loop, v / 10 + (v < 150 ? 0 : 30), 0, v < 150 ? on_a : on_b, w);
    }
    for (unsigned i = 0; i < 300; i++) {
        if (i % 6 != 0) {
            sys_timer_stop(w->loop, handles[i]);
        }
    }
    end = sys_ticks_ms() + 100;
    while (sys_ticks_ms() < end) {
        sys_loop_once(w->loop, 5);
    }
    bool sorted = w->order_n == 50;
    for (unsigned i = 1; i < w->order_n; i++) {
        sorted = sorted && w->order[i - 1] <= w->order[i];
    }
    ok_as(sorted, "timers keep their order");
    sys_loop_close(w->loop);
}

static void hooks(struct arena *a)
{
    struct world *w = open_world(a);
    sys_loop_after(w->loop, on_hook, w);
    sys_loop_after(w->loop, on_a, w);
    sys_loop_once(w->loop, 0);
    ok(w->hooks == 1 && w->order_n == 1);
    sys_loop_after_remove(w->loop, on_a, w);
    sys_loop_soon(w->loop);
    int64_t start = sys_ticks_ms();
    sys_loop_once(w->loop, 1000);
    ok_as(sys_ticks_ms() - start < 500 && w->hooks == 2 && w->order_n == 1,
          "after sys_loop_soon the loop does not wait");
    start = sys_ticks_ms();
    sys_loop_once(w->loop, 30);
    ok_as(sys_ticks_ms() - start >= 29, "… once");
    sys_loop_close(w->loop);
}

int main(void)
{
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    descriptors(a);
    many(a);
    timers(a);
    hooks(a);
    return tap_done();
}
