/* The event loop: epoll, a heap of timers, hooks. */
#define _GNU_SOURCE
#include "sys/loop.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/must.h"
#include "sys/clock.h"

enum { BATCH = 512, HOOKS_MAX = 8 };

struct watch {
    sys_loop_fn *fn; /* NULL: not watched */
    void *ctx;
    uint32_t generation;
    uint8_t events;
    bool priority;
};

struct timer {
    int64_t due_ms, repeat_ms;
    uint64_t order; /* among equals the one started first */
    sys_timer_fn *fn;
    void *ctx;
    uint32_t generation;
    uint32_t place; /* in the heap, from 1; 0: free or running */
};

struct hook {
    sys_timer_fn *fn;
    void *ctx;
};

struct sys_loop {
    int epoll;
    bool stopped, soon;
    int64_t now_ms;
    struct watch *watches; /* by descriptor */
    size_t watches_n;
    struct timer *timers; /* by handle */
    uint32_t *heap;       /* indices of timers, 1 … heap_n */
    uint32_t *spare;      /* free indices */
    size_t timers_n, heap_n, spare_n;
    uint64_t order;
    struct hook hooks[HOOKS_MAX];
    size_t hooks_n;
    struct epoll_event batch[BATCH];
};

err *sys_loop_open(struct arena *a, struct sys_loop **ret)
{
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd == -1) {
        return err_make(a, E_IO, "The system gives no event queue (%s); raise its limits.",
                        strerror(errno));
    }
    struct sys_loop *l = heap_resize(NULL, sizeof *l);
    *l = (struct sys_loop){.epoll = fd, .now_ms = sys_ticks_ms()};
    *ret = l;
    return NULL;
}

void sys_loop_close(struct sys_loop *take_l)
{
    if (!take_l) {
        return;
    }
    close(take_l->epoll);
    heap_resize(take_l->watches, 0);
    heap_resize(take_l->timers, 0);
    heap_resize(take_l->heap, 0);
    heap_resize(take_l->spare, 0);
    heap_resize(take_l, 0);
}

/* ---- descriptors ---- */

static uint32_t epoll_mask(unsigned events)
{
    uint32_t mask = 0;
    mask |= events & LOOP_IN ? (uint32_t)EPOLLIN : 0;
    mask |= events & LOOP_OUT ? (uint32_t)EPOLLOUT : 0;
    mask |= events & LOOP_END ? (uint32_t)EPOLLRDHUP : 0;
    return mask;
}

static unsigned loop_events(uint32_t mask)
{
    unsigned events = 0;
    events |= mask & EPOLLIN ? LOOP_IN : 0u;
    events |= mask & EPOLLOUT ? LOOP_OUT : 0u;
    events |= mask & EPOLLRDHUP ? LOOP_END : 0u;
    events |= mask & (EPOLLERR | EPOLLHUP) ? LOOP_ERROR : 0u;
    return events;
}

static bool control(struct sys_loop *l, int op, int fd)
{
    const struct watch *w = &l->watches[fd];
    struct epoll_event e = {.events = epoll_mask(w->events),
                            .data.u64 = (uint64_t)w->generation << 32 | (uint32_t)fd};
    return epoll_ctl(l->epoll, op, fd, &e) == 0;
}

static struct watch *watch_of(struct sys_loop *l, int fd)
{
    must(fd >= 0 && (size_t)fd < l->watches_n && l->watches[fd].fn);
    return &l->watches[fd];
}

bool sys_loop_add(struct sys_loop *l, int fd, unsigned events, sys_loop_fn *fn, void *ctx)
{
    must(fd >= 0 && fn);
    if ((size_t)fd >= l->watches_n) {
        size_t n = l->watches_n ? l->watches_n : 64;
        while (n <= (size_t)fd) {
            n *= 2;
        }
        l->watches = heap_resize(l->watches, n * sizeof *l->watches);
        memset(l->watches + l->watches_n, 0, (n - l->watches_n) * sizeof *l->watches);
        l->watches_n = n;
    }
    struct watch *w = &l->watches[fd];
    must(!w->fn);
    *w = (struct watch){.fn = fn,
                        .ctx = ctx,
                        .generation = w->generation + 1,
                        .events = (uint8_t)(events & (LOOP_IN | LOOP_OUT | LOOP_END)),
                        .priority = events & LOOP_PRIORITY};
    if (!control(l, EPOLL_CTL_ADD, fd)) {
        w->fn = NULL;
        return false;
    }
    return true;
}

void sys_loop_modify(struct sys_loop *l, int fd, unsigned events)
{
    struct watch *w = watch_of(l, fd);
    uint8_t wanted = (uint8_t)(events & (LOOP_IN | LOOP_OUT | LOOP_END));
    if (w->events != wanted) {
        w->events = wanted;
        must(control(l, EPOLL_CTL_MOD, fd));
    }
}

void sys_loop_redirect(struct sys_loop *l, int fd, sys_loop_fn *fn, void *ctx)
{
    struct watch *w = watch_of(l, fd);
    w->fn = fn;
    w->ctx = ctx;
}

void sys_loop_remove(struct sys_loop *l, int fd)
{
    struct watch *w = watch_of(l, fd);
    (void)control(l, EPOLL_CTL_DEL, fd);
    w->fn = NULL;
    w->generation++;
}

/* ---- timers: a binary heap by due time ---- */

static bool sooner(const struct sys_loop *l, uint32_t a, uint32_t b)
{
    const struct timer *x = &l->timers[a], *y = &l->timers[b];
    return x->due_ms < y->due_ms || (x->due_ms == y->due_ms && x->order < y->order);
}

static void heap_set(struct sys_loop *l, size_t place, uint32_t index)
{
    l->heap[place] = index;
    l->timers[index].place = (uint32_t)place;
}

static void heap_up(struct sys_loop *l, size_t place)
{
    uint32_t index = l->heap[place];
    while (place > 1 && sooner(l, index, l->heap[place / 2])) {
        heap_set(l, place, l->heap[place / 2]);
        place /= 2;
    }
    heap_set(l, place, index);
}

static void heap_down(struct sys_loop *l, size_t place)
{
    uint32_t index = l->heap[place];
    for (size_t child; (child = 2 * place) <= l->heap_n; place = child) {
        if (child < l->heap_n && sooner(l, l->heap[child + 1], l->heap[child])) {
            child++;
        }
        if (!sooner(l, l->heap[child], index)) {
            break;
        }
        heap_set(l, place, l->heap[child]);
    }
    heap_set(l, place, index);
}

static void heap_push(struct sys_loop *l, uint32_t index)
{
    l->heap[++l->heap_n] = index;
    l->timers[index].place = (uint32_t)l->heap_n;
    heap_up(l, l->heap_n);
}

static void heap_take(struct sys_loop *l, uint32_t index)
{
    size_t place = l->timers[index].place;
    uint32_t last = l->heap[l->heap_n--];
    if (last != index) {
        heap_set(l, place, last);
        heap_up(l, place);
        heap_down(l, l->timers[last].place);
    }
    l->timers[index].place = 0;
}

static void timer_free(struct sys_loop *l, uint32_t index)
{
    l->timers[index].fn = NULL;
    l->timers[index].generation++;
    l->spare[l->spare_n++] = index;
}

uint64_t sys_timer_start(struct sys_loop *l, int64_t first_ms, int64_t repeat_ms, sys_timer_fn *fn,
                         void *ctx)
{
    if (l->spare_n == 0) {
        size_t n = l->timers_n ? 2 * l->timers_n : 16;
        l->timers = heap_resize(l->timers, n * sizeof *l->timers);
        l->heap = heap_resize(l->heap, (n + 1) * sizeof *l->heap);
        l->spare = heap_resize(l->spare, n * sizeof *l->spare);
        for (size_t i = n; i-- > l->timers_n;) {
            l->timers[i] = (struct timer){.generation = 1};
            l->spare[l->spare_n++] = (uint32_t)i;
        }
        l->timers_n = n;
    }
    uint32_t index = l->spare[--l->spare_n];
    struct timer *t = &l->timers[index];
    *t = (struct timer){.due_ms = sys_ticks_ms() + first_ms,
                        .repeat_ms = repeat_ms,
                        .order = l->order++,
                        .fn = fn,
                        .ctx = ctx,
                        .generation = t->generation};
    heap_push(l, index);
    return (uint64_t)t->generation << 32 | index;
}

void sys_timer_stop(struct sys_loop *l, uint64_t handle)
{
    uint32_t index = (uint32_t)handle;
    if (index >= l->timers_n || l->timers[index].generation != handle >> 32 ||
        !l->timers[index].fn) {
        return;
    }
    if (l->timers[index].place) {
        heap_take(l, index);
    }
    timer_free(l, index);
}

static int timers_run(struct sys_loop *l)
{
    int served = 0;
    uint64_t horizon = l->order; /* timers started meanwhile wait for the next batch */
    while (l->heap_n && l->timers[l->heap[1]].due_ms <= l->now_ms &&
           l->timers[l->heap[1]].order < horizon) {
        uint32_t index = l->heap[1];
        struct timer t = l->timers[index];
        must(t.fn); /* only a timer out of the heap has none */
        heap_take(l, index);
        if (t.repeat_ms > 0) {
            int64_t next = t.due_ms + t.repeat_ms;
            l->timers[index].due_ms = next > l->now_ms ? next : l->now_ms + t.repeat_ms;
            l->timers[index].order = l->order++;
            heap_push(l, index);
        } else {
            timer_free(l, index);
        }
        t.fn(t.ctx);
        served++;
    }
    return served;
}

/* ---- hooks and the loop itself ---- */

void sys_loop_after(struct sys_loop *l, sys_timer_fn *fn, void *ctx)
{
    must(l->hooks_n < HOOKS_MAX);
    l->hooks[l->hooks_n++] = (struct hook){fn, ctx};
}

void sys_loop_after_remove(struct sys_loop *l, sys_timer_fn *fn, void *ctx)
{
    for (size_t i = 0; i < l->hooks_n; i++) {
        if (l->hooks[i].fn == fn && l->hooks[i].ctx == ctx) {
            memmove(&l->hooks[i], &l->hooks[i + 1], (l->hooks_n - i - 1) * sizeof l->hooks[0]);
            l->hooks_n--;
            return;
        }
    }
}

void sys_loop_soon(struct sys_loop *l)
{
    l->soon = true;
}

int64_t sys_loop_now_ms(const struct sys_loop *l)
{
    return l->now_ms;
}

static int wait_time(struct sys_loop *l, int max_wait_ms)
{
    if (l->soon) {
        l->soon = false;
        return 0;
    }
    if (l->heap_n == 0) {
        return max_wait_ms;
    }
    int64_t left = l->timers[l->heap[1]].due_ms - sys_ticks_ms();
    left = left < 0 ? 0 : left > 3600000 ? 3600000 : left;
    return max_wait_ms >= 0 && max_wait_ms < left ? max_wait_ms : (int)left;
}

static void dispatch(struct sys_loop *l, const struct epoll_event *e)
{
    size_t fd = (uint32_t)e->data.u64;
    struct watch *w = &l->watches[fd];
    if (w->fn && w->generation == e->data.u64 >> 32) {
        w->fn(w->ctx, loop_events(e->events));
    }
}

int sys_loop_once(struct sys_loop *l, int max_wait_ms)
{
    int n = epoll_wait(l->epoll, l->batch, BATCH, wait_time(l, max_wait_ms));
    must(n >= 0 || errno == EINTR);
    n = n < 0 ? 0 : n;
    l->now_ms = sys_ticks_ms();
    bool late = false;
    for (int i = 0; i < n; i++) {
        if (l->watches[(uint32_t)l->batch[i].data.u64].priority) {
            dispatch(l, &l->batch[i]);
            l->batch[i].events = 0;
        } else {
            late = true;
        }
    }
    for (int i = 0; late && i < n; i++) {
        if (l->batch[i].events) {
            dispatch(l, &l->batch[i]);
        }
    }
    int served = n + timers_run(l);
    for (size_t i = 0; i < l->hooks_n; i++) {
        l->hooks[i].fn(l->hooks[i].ctx);
    }
    return served;
}

void sys_loop_run(struct sys_loop *l)
{
    l->stopped = false;
    while (!l->stopped) {
        sys_loop_once(l, -1);
    }
}

void sys_loop_stop(struct sys_loop *l)
{
    l->stopped = true;
}
