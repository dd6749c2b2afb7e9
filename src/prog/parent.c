/* The parent: holds the listening sockets, starts the roles, watches them, starts them again.  It
 * parses nothing. */
#include <stdio.h>

#include "prog/roles.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "sys/net.h"
#include "sys/process.h"

enum { WORKERS_MAX = 64, DEATHS_MAX = 8, YOUNG_MS = 1000, END_MS = 4000, FILES_WANTED = 65536 };

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
    struct child writer, auth, paper, workers[WORKERS_MAX];
    unsigned young_deaths; /* in a row: children that died right after their start */
    bool ending, announced;
    int64_t ending_since_ms;
    int status;
};

static void on_writer(void *ctx, unsigned events);
static void on_worker(void *ctx, unsigned events);
static void on_paper(void *ctx, unsigned events);

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
    const int others[] = {p->writer.control, p->paper.control};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] >= 0 && others[i] != keep) {
            sys_close(others[i]);
        }
    }
    sys_close(p->signals);
    sys_loop_close(p->loop);
}

/* A child that does not take it is ended, and then started again. */
static void pass(const struct child *c, enum control what, int fd)
{
    char byte = (char)what;
    if (c->control >= 0 && sys_send_fd(c->control, (sv){&byte, 1}, fd) < 0) {
        sys_end(c->pid, true);
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
    pass(x, to_x, ends[0]);
    pass(y, to_y, ends[1]);
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
    if (pid > 0) {
        p->auth = (struct child){.pid = pid, .control = -1, .since_ms = sys_ticks_ms()};
        pass(&p->writer, CONTROL_AUTH, ends[0]);
    }
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
            role_writer(p->dir, p->c, ends[1]);
        }
        if (c == &p->paper) {
            role_paper(p->dir, ends[1]);
        }
        role_web(p->dir, p->c, ends[1]);
    }
    if (pid < 0) {
        if (!e) {
            sys_close(ends[0]);
            sys_close(ends[1]);
            e = err_make(p->a, E_IO, "the system gives no more processes; raise its limits");
        }
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
        pass(&p->workers[i], CONTROL_LISTEN, p->listeners[i]);
        connect_children(p, &p->workers[i], CONTROL_WRITER, &p->writer, CONTROL_WEB);
        if (p->paper.ready) {
            connect_children(p, &p->workers[i], CONTROL_PAPER, &p->paper, CONTROL_WEB);
        }
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
    if (!p->paper.pid) {
        (void)start_with_control(p, &p->paper, on_paper);
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (!p->workers[i].pid) {
            start_worker(p, i);
        } else {
            connect_children(p, &p->workers[i], CONTROL_WRITER, &p->writer, CONTROL_WEB);
        }
    }
}

/* Pages never wait for the paper role: a worker that has no channel to it says so. */
static void on_paper(void *ctx, unsigned events)
{
    struct parent *p = ctx;
    bool before = p->paper.ready;
    (void)events;
    if (!heard(&p->paper)) {
        unwatch(p, &p->paper);
        return;
    }
    for (unsigned i = 0; !before && p->paper.ready && i < p->n_workers; i++) {
        if (p->workers[i].pid) {
            connect_children(p, &p->workers[i], CONTROL_PAPER, &p->paper, CONTROL_WEB);
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
        sys_end(p->paper.pid, false);
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
    if (pid == p->paper.pid) {
        return &p->paper;
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (pid == p->workers[i].pid) {
            return &p->workers[i];
        }
    }
    return pid == p->auth.pid ? &p->auth : NULL;
}

static bool young(const struct child *c)
{
    return sys_ticks_ms() - c->since_ms < YOUNG_MS;
}

/* True when children die again and again right after their start: starting them once more is no
 * help.  auth ends with each writer, and says nothing about it. */
static bool hopeless(struct parent *p, const struct child *c)
{
    if (c != &p->auth) {
        p->young_deaths = young(c) ? p->young_deaths + 1 : 0;
    }
    return p->young_deaths >= DEATHS_MAX;
}

static const char *role_of(const struct parent *p, const struct child *c)
{
    return c == &p->writer  ? "the writer"
           : c == &p->auth  ? "auth"
           : c == &p->paper ? "paper"
                            : "a worker";
}

/* Start what does not run.  Workers go on serving pages without a writer; auth ends with its
 * channel and comes back with the new writer. */
static void start_missing(struct parent *p)
{
    if (!p->writer.pid) {
        (void)start_with_control(p, &p->writer, on_writer);
    }
    if (!p->writer.ready) {
        return;
    }
    if (!p->auth.pid) {
        start_auth(p);
    }
    if (!p->paper.pid) {
        (void)start_with_control(p, &p->paper, on_paper);
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        if (!p->workers[i].pid) {
            start_worker(p, i);
        }
    }
}

/* A child has died: it is started again at once, or within a second if it died young. */
static void start_again(struct parent *p, struct child *c, int status)
{
    bool wait = young(c), never = !c->ready && c != &p->auth && !p->announced;
    if (never || hopeless(p, c)) {
        forget(p, c);
        if (!never) {
            fprintf(stderr, "dais: processes end again and again; see the lines above\n");
        } else if (status != 1) { /* else it has said why */
            fprintf(stderr, "dais: %s ended with status %d before it could serve; try again\n",
                    role_of(p, c), status);
        }
        end_all(p, 1);
        return;
    }
    fprintf(stderr, "dais: %s ended with status %d and is started again\n", role_of(p, c), status);
    if (c == &p->writer) {
        sys_end(p->auth.pid, false);
    }
    forget(p, c);
    if (!wait) {
        start_missing(p);
    }
}

static bool all_gone(const struct parent *p)
{
    bool gone = p->writer.pid == 0 && p->auth.pid == 0 && p->paper.pid == 0;
    for (unsigned i = 0; i < p->n_workers; i++) {
        gone = gone && p->workers[i].pid == 0;
    }
    return gone;
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
        struct child *c = child_of(p, pid);
        if (c && p->ending) {
            forget(p, c);
        } else if (c) {
            start_again(p, c, status);
        }
    }
    if (p->ending && all_gone(p)) {
        sys_loop_stop(p->loop);
    }
}

static void every_second(void *ctx)
{
    struct parent *p = ctx;
    if (!p->ending) {
        start_missing(p);
        return;
    }
    if (sys_ticks_ms() - p->ending_since_ms > END_MS) {
        sys_end(p->writer.pid, true);
        sys_end(p->auth.pid, true);
        sys_end(p->paper.pid, true);
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
    if (p->n_workers > 1 && port) {
        /* workers share the port, and so would a second server: only an unshared socket finds it */
        int alone;
        TRY(sys_listen(p->a, address, port, false, &alone));
        sys_close(alone);
    }
    for (unsigned i = 0; i < p->n_workers; i++) {
        TRY(sys_listen(p->a, address, port, p->n_workers > 1, &p->listeners[i]));
        port = sys_port(p->listeners[0]);
    }
    if (!sys_loop_add(p->loop, p->signals, LOOP_IN | LOOP_PRIORITY, on_signal, p) ||
        !start_with_control(p, &p->writer, on_writer)) {
        return err_make(p->a, E_IO, "the first process could not be started");
    }
    sys_timer_start(p->loop, 1000, 1000, every_second, p);
    return NULL;
}

int role_parent(const char *dir, const struct config *c)
{
    struct parent *p = heap_resize(NULL, sizeof *p);
    unsigned workers = c->workers ? c->workers : sys_processors();
    *p = (struct parent){.dir = dir,
                         .c = c,
                         .a = arena_open(4096),
                         .signals = -1,
                         .writer.control = -1,
                         .auth.control = -1,
                         .paper.control = -1,
                         .n_workers = workers > WORKERS_MAX ? WORKERS_MAX : workers};
    for (unsigned i = 0; i < WORKERS_MAX; i++) {
        p->listeners[i] = -1;
        p->workers[i].control = -1;
    }
    err *e = start(p);
    if (e) {
        complain("the server cannot start", e);
        p->status = 1;
    } else {
        sys_loop_run(p->loop);
    }
    int status = p->status;
    for (unsigned i = 0; i < p->n_workers; i++) {
        sys_close(p->listeners[i]);
    }
    sys_close(p->signals);
    sys_loop_close(p->loop);
    arena_close(p->a);
    heap_resize(p, 0);
    return status;
}
