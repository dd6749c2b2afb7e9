/* The parent: holds the listening sockets, starts the roles, watches them, starts them again.  It
 * parses nothing. */
#include <stdio.h>

#include "prog/roles.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "sys/net.h"
#include "sys/process.h"

enum { WORKERS_MAX = 64, DEATHS_MAX = 8, YOUNG_MS = 1000, END_MS = 5000, FILES_WANTED = 65536 };

struct child {
    int pid;     /* 0: not running */
    int control; /* -1: none */
    bool ready, watched;
    int64_t since_ms; /* when it was started */
};

struct parent {
    const char *dir;
    const struct config *c;
    struct arena *a;
    struct sys_loop *loop;
    int signals;
    int listeners[WORKERS_MAX];
    unsigned n_workers;
    struct child writer, auth, workers[WORKERS_MAX];
    unsigned young_deaths; /* in a row: children that died right after their start */
    bool ending, announced;
    int64_t ending_since_ms;
    int status;
};

static void on_writer(void *ctx, unsigned events);
static void on_worker(void *ctx, unsigned events);

static void complain(const char *what, err *e)
{
    fprintf(stderr, "dais: %s: %.*s\n", what, e ? (int)e->message.n : 0, e ? e->message.p : "");
}

/* In a new child: nothing of the parent's but the one descriptor that is the child's. */
static void leave_parent(struct parent *p, int keep)
{
    for (unsigned i = 0; i < p->n_workers; i++) {
        sys_close(p->listeners[i]);
        if (p->workers[i].control >= 0 && p->workers[i].control != keep) {
            sys_close(p->workers[i].control);
        }
    }
    if (p->writer.control >= 0 && p->writer.control != keep) {
        sys_close(p->writer.control);
    }
    sys_close(p->signals);
    sys_loop_close(p->loop);
}

static void pass(int control, enum control what, int fd)
{
    char byte = (char)what;
    if (control >= 0 && sys_send_fd(control, (sv){&byte, 1}, fd) < 0) {
        /* a child that does not take it is about to end, and is then started again */
    }
}

/* A channel between two children: each gets its end. */
static void connect_children(struct parent *p, const struct child *x, enum control to_x,
                             const struct child *y, enum control to_y)
{
    int ends[2];
    err *e = sys_pair(p->a, false, ends);
    if (e) {
        complain("a channel could not be made", e);
        return;
    }
    pass(x->control, to_x, ends[0]);
    pass(y->control, to_y, ends[1]);
    sys_close(ends[0]);
    sys_close(ends[1]);
}

static void unwatch(struct parent *p, struct child *c)
{
    if (c->watched) {
        sys_loop_remove(p->loop, c->control);
        c->watched = false;
    }
}

static void forget(struct parent *p, struct child *c)
{
    if (c->control >= 0) {
        unwatch(p, c);
        sys_close(c->control);
    }
    *c = (struct child){.control = -1};
}

/* ---- starting ---- */

/* auth has no control socket: its channel is made with it, and ends with it. */
static void start_auth(struct parent *p)
{
    int ends[2];
    err *e = sys_pair(p->a, false, ends);
    if (e) {
        complain("auth could not be started", e);
        return;
    }
    int pid = sys_fork();
    if (pid == 0) {
        sys_close(ends[0]);
        leave_parent(p, ends[1]);
        role_auth(ends[1]);
    }
    sys_close(ends[1]);
    p->auth = (struct child){.pid = pid, .control = -1};
    pass(p->writer.control, CONTROL_AUTH, ends[0]);
    sys_close(ends[0]);
}

static bool start_with_control(struct parent *p, struct child *c, sys_loop_fn *fn)
{
    int ends[2];
    err *e = sys_pair(p->a, true, ends);
    int pid = e ? -1 : sys_fork();
    if (pid == 0) {
        sys_close(ends[0]);
        leave_parent(p, ends[1]);
        if (c == &p->writer) {
            role_writer(p->dir, ends[1]);
        }
        role_web(p->dir, p->c, ends[1]);
    }
    if (pid < 0) {
        complain("a process could not be started", e);
        return false;
    }
    sys_close(ends[1]);
    *c = (struct child){.pid = pid, .control = ends[0], .since_ms = sys_ticks_ms()};
    c->watched = sys_loop_add(p->loop, ends[0], LOOP_IN, fn, p);
    return c->watched;
}

static void start_worker(struct parent *p, unsigned i)
{
    if (start_with_control(p, &p->workers[i], on_worker)) {
        pass(p->workers[i].control, CONTROL_LISTEN, p->listeners[i]);
        connect_children(p, &p->workers[i], CONTROL_WRITER, &p->writer, CONTROL_WEB);
    }
}

static void announce(struct parent *p)
{
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (!p->workers[i].ready) {
            return;
        }
    }
    if (!p->announced) {
        p->announced = true;
        printf("Dais serves %s at http://%.*s:%u/\n", p->dir, SV_ARG(p->c->address),
               sys_port(p->listeners[0]));
        fflush(stdout);
    }
}

/* Read what a child says; false where it has gone. */
static bool heard(struct child *c)
{
    char what;
    int fd;
    ptrdiff_t n = sys_recv_fd(c->control, &what, 1, &fd);
    if (fd >= 0) {
        sys_close(fd);
    }
    if (n == 1 && what == CONTROL_READY) {
        c->ready = true;
    }
    return n > 0 || n == SYS_AGAIN;
}

static void on_writer(void *ctx, unsigned events)
{
    struct parent *p = ctx;
    (void)events;
    if (!heard(&p->writer)) {
        unwatch(p, &p->writer); /* its death is told by a signal */
        return;
    }
    if (!p->writer.ready || p->ending) {
        return;
    }
    if (!p->auth.pid) {
        start_auth(p);
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (!p->workers[i].pid) {
            start_worker(p, i);
        } else {
            connect_children(p, &p->workers[i], CONTROL_WRITER, &p->writer, CONTROL_WEB);
        }
    }
}

static void on_worker(void *ctx, unsigned events)
{
    struct parent *p = ctx;
    (void)events;
    for (unsigned i = 0; i < p->n_workers; i++) {
        struct child *c = &p->workers[i];
        if (c->watched && !heard(c)) {
            unwatch(p, c);
        }
    }
    announce(p);
}

/* ---- watching ---- */

static void end_all(struct parent *p, int status)
{
    if (!p->ending) {
        p->ending = true;
        p->ending_since_ms = sys_ticks_ms();
        p->status = status;
        sys_end(p->auth.pid, false);
        for (unsigned i = 0; i < p->n_workers; i++) {
            sys_end(p->workers[i].pid, false);
        }
        sys_end(p->writer.pid, false);
    }
}

static struct child *child_of(struct parent *p, int pid)
{
    if (pid == p->writer.pid) {
        return &p->writer;
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (pid == p->workers[i].pid) {
            return &p->workers[i];
        }
    }
    return pid == p->auth.pid ? &p->auth : NULL;
}

/* True when children die again and again right after their start: starting them once more is no
 * help. */
static bool hopeless(struct parent *p, const struct child *c)
{
    bool young = c && c != &p->auth && sys_ticks_ms() - c->since_ms < YOUNG_MS;
    p->young_deaths = young ? p->young_deaths + 1 : 0;
    return p->young_deaths >= DEATHS_MAX;
}

static void start_again(struct parent *p, int pid)
{
    if (pid == p->writer.pid) {
        /* workers go on serving pages; auth ends with its channel and comes back with the new
         * writer */
        bool was_ready = p->writer.ready;
        forget(p, &p->writer);
        if (!was_ready && !p->announced) {
            end_all(p, 1); /* it has said why it cannot start */
            return;
        }
        sys_end(p->auth.pid, false);
        if (!start_with_control(p, &p->writer, on_writer)) {
            end_all(p, 1);
        }
    } else if (pid == p->auth.pid) {
        p->auth = (struct child){.control = -1};
        if (p->writer.ready) {
            start_auth(p);
        }
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (pid == p->workers[i].pid) {
            bool was_ready = p->workers[i].ready;
            forget(p, &p->workers[i]);
            if (!was_ready && !p->announced) {
                end_all(p, 1);
            } else if (p->writer.ready) {
                start_worker(p, i);
            }
        }
    }
}

static bool all_gone(const struct parent *p)
{
    bool gone = p->writer.pid == 0 && p->auth.pid == 0;
    for (unsigned i = 0; i < p->n_workers; i++) {
        gone = gone && p->workers[i].pid == 0;
    }
    return gone;
}

static void bury(struct parent *p, int pid)
{
    struct child *c = child_of(p, pid);
    if (c) {
        forget(p, c);
    }
}

static void on_signal(void *ctx, unsigned events)
{
    struct parent *p = ctx;
    int status, pid;
    (void)events;
    for (enum sys_signal s = sys_signal_next(p->signals); s != SIGNAL_NONE;
         s = sys_signal_next(p->signals)) {
        if (s == SIGNAL_END) {
            end_all(p, 0);
        }
    }
    while ((pid = sys_reap(&status)) > 0) {
        if (p->ending) {
            bury(p, pid);
            continue;
        }
        fprintf(stderr, "dais: a process ended with status %d and is started again\n", status);
        if (hopeless(p, child_of(p, pid))) {
            fprintf(stderr, "dais: processes end again and again; see the lines above\n");
            bury(p, pid);
            end_all(p, 1);
        } else {
            start_again(p, pid);
        }
    }
    if (p->ending && all_gone(p)) {
        sys_loop_stop(p->loop);
    }
}

static void at_the_end(void *ctx)
{
    struct parent *p = ctx;
    if (!p->ending) {
        return;
    }
    if (sys_ticks_ms() - p->ending_since_ms > END_MS) {
        sys_end(p->writer.pid, true);
        sys_end(p->auth.pid, true);
        for (unsigned i = 0; i < p->n_workers; i++) {
            sys_end(p->workers[i].pid, true);
        }
    }
    if (all_gone(p)) {
        sys_loop_stop(p->loop);
    }
}

static err *start(struct parent *p)
{
    const char *address = sv_cstr(p->a, p->c->address);
    unsigned port = p->c->port;
    sys_raise_files(FILES_WANTED);
    TRY(sys_signals(p->a, &p->signals));
    TRY(sys_loop_open(p->a, &p->loop));
    for (unsigned i = 0; i < p->n_workers; i++) {
        TRY(sys_listen(p->a, address, port, p->n_workers > 1, &p->listeners[i]));
        port = sys_port(p->listeners[0]);
    }
    if (!sys_loop_add(p->loop, p->signals, LOOP_IN | LOOP_PRIORITY, on_signal, p) ||
        !start_with_control(p, &p->writer, on_writer)) {
        return err_make(p->a, E_IO, "the first process could not be started");
    }
    sys_timer_start(p->loop, 1000, 1000, at_the_end, p);
    return NULL;
}

int role_parent(const char *dir, const struct config *c)
{
    struct parent *p = heap_resize(NULL, sizeof *p);
    unsigned workers = c->workers ? c->workers : sys_processors();
    *p = (struct parent){.dir = dir,
                         .c = c,
                         .a = arena_open(4096),
                         .writer.control = -1,
                         .auth.control = -1,
                         .n_workers = workers > WORKERS_MAX ? WORKERS_MAX : workers};
    for (unsigned i = 0; i < WORKERS_MAX; i++) {
        p->listeners[i] = -1;
        p->workers[i].control = -1;
    }
    err *e = start(p);
    if (e) {
        complain("the server cannot start", e);
        return 1;
    }
    sys_loop_run(p->loop);
    return p->status;
}
