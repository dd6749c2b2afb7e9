/* The event loop: descriptors (epoll), timers, and a hook after each batch.  One thread. */
#ifndef SYS_LOOP_H
#define SYS_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct sys_loop;

enum {
    LOOP_IN = 1,       /* something to read, or a connection to accept */
    LOOP_OUT = 2,      /* room to write */
    LOOP_END = 4,      /* the peer sends no more (only when asked for) */
    LOOP_ERROR = 8,    /* broken or closed on both sides (always told) */
    LOOP_PRIORITY = 16 /* in an add: its events run before all others of a batch */
};

typedef void sys_loop_fn(void *ctx, unsigned events);
typedef void sys_timer_fn(void *ctx);

/* A new loop.  E_IO. */
MUST err *sys_loop_open(struct arena *a, struct sys_loop **ret);
/* Its descriptors stay open: they are their owners'. */
void sys_loop_close(struct sys_loop *take_l);

/* Watch fd (level-triggered) for events of LOOP_IN, LOOP_OUT, LOOP_END, with LOOP_PRIORITY where it
 * applies; fn is called until it is removed.  false when the system refuses. */
MUST bool sys_loop_add(struct sys_loop *l, int fd, unsigned events, sys_loop_fn *fn, void *ctx);
/* Other events for a watched fd (its priority stays).  Asking for what is asked already costs
 * nothing. */
void sys_loop_modify(struct sys_loop *l, int fd, unsigned events);
/* Another callback for a watched fd. */
void sys_loop_redirect(struct sys_loop *l, int fd, sys_loop_fn *fn, void *ctx);
/* Forget fd: before it is closed.  Safe inside any callback: events of this batch that wait for it
 * are dropped. */
void sys_loop_remove(struct sys_loop *l, int fd);

/* Call fn after first_ms, then every repeat_ms (0: once).  The handle is good for sys_timer_stop
 * until a one-shot has run; never 0. */
uint64_t sys_timer_start(struct sys_loop *l, int64_t first_ms, int64_t repeat_ms, sys_timer_fn *fn,
                         void *ctx);
/* Stop a timer; an old handle or 0 is ignored. */
void sys_timer_stop(struct sys_loop *l, uint64_t handle);

/* Call fn after each batch of events and timers (at most 8 such hooks), also when a batch was
 * empty. */
void sys_loop_after(struct sys_loop *l, sys_timer_fn *fn, void *ctx);
void sys_loop_after_remove(struct sys_loop *l, sys_timer_fn *fn, void *ctx);
/* The next wait does not block: work was left over. */
void sys_loop_soon(struct sys_loop *l);

/* The loop's clock: monotonic milliseconds at the start of this batch. */
int64_t sys_loop_now_ms(const struct sys_loop *l);
/* Wait for events (at most max_wait_ms; -1: until something comes) and serve one batch: priority
 * descriptors, the others, due timers, hooks.  Returns the number of events and timers served. */
int sys_loop_once(struct sys_loop *l, int max_wait_ms);
/* Until sys_loop_stop is called from a callback. */
void sys_loop_run(struct sys_loop *l);
void sys_loop_stop(struct sys_loop *l);

#endif
