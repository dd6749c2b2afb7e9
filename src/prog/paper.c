/* The paper role: takes orders from the workers and has each carried out by a child of its own,
 * which ends with the paper: what the libraries of print ate is given back, and what a broken file
 * does to them ends nothing but one child. */
#include <stdio.h>

#include "acts/peer.h"
#include "base/must.h"
#include "paper/print.h"
#include "prog/roles.h"
#include "store/search.h"
#include "store/store.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/sandbox.h"

enum {
    CALLERS_MAX = 64,
    ORDERS_MAX = 64,   /* that wait or are carried out */
    WAITERS_MAX = 256, /* who wait for them */
    CHILDREN_MAX = 2,
    BROKEN_MAX = 64,     /* parts of one paper that children died over */
    CHILD_SECONDS = 120, /* of the processor */
    CHILD_BYTES = 1 << 30
};

struct caller {
    struct peer *peer; /* NULL: an empty place */
    uint64_t life;
};

struct waiter {
    bool used;
    size_t order;
    size_t place; /* of the caller, while its life is this */
    uint64_t life, id;
};

struct order {
    bool used;
    uint64_t turn; /* the smaller, the earlier */
    struct arena *a;
    sv what;
    int pid; /* 0: it waits */
    struct peer *child;
    bool answered;
    sv risk; /* the part that the child is reading */
    sv broken[BROKEN_MAX];
    size_t broken_n;
};

struct press {
    const char *dir;
    struct sys_loop *loop;
    struct arena *a;
    int control, signals;
    struct caller callers[CALLERS_MAX];
    struct waiter waiters[WAITERS_MAX];
    struct order orders[ORDERS_MAX];
    uint64_t lives, turns;
    unsigned children;
    struct store *reader;
    struct search *search; /* NULL: it could not be opened; tried again */
    bool search_told;
};

static void carry_out(struct press *p);

static void reply_to(struct press *p, const struct waiter *w, sv status, sv said)
{
    struct caller *c = &p->callers[w->place];
    if (c->peer && c->life == w->life) {
        peer_send(c->peer, &(struct wire_frame){
                               .op = WIRE_REPLY, .id = w->id, .field = {status, said}, .n = 2});
    }
}

/* ---- the child ---- */

struct child {
    int fd;
    struct buf out;
};

static void say(struct child *c, const struct wire_frame *f)
{
    buf_clear(&c->out);
    wire_put(&c->out, f);
    for (size_t sent = 0; sent < c->out.n;) {
        sv rest = sv_sub(buf_view(&c->out), sent, c->out.n);
        ptrdiff_t n = sys_send(c->fd, &rest, 1);
        if (n <= 0) {
            sys_exit(1);
        }
        sent += (size_t)n;
    }
}

static void on_risk(void *ctx, sv part)
{
    say(ctx, &(struct wire_frame){.op = WIRE_PAPER, .field = {part}, .n = 1});
}

static sv status_of(struct arena *a, err *e)
{
    int status = e->kind == E_NOTFOUND || e->kind == E_INVALID ? 404
                 : e->kind == E_LIMIT                          ? 413
                                                               : 503;
    return sv_fmt(a, "%d", status);
}

static NORETURN void make(const struct press *p, const struct order *o, int fd)
{
    struct arena *a = arena_open(1 << 16);
    struct child c = {.fd = fd, .out = buf_make(1 << 20)};
    struct print_cx cx = {.a = a,
                          .dir = p->dir,
                          .now = sys_now(),
                          .risk = on_risk,
                          .ctx = &c,
                          .broken = o->broken,
                          .broken_n = o->broken_n};
    struct print_made made = {SV_NONE};
    sys_name("dais-paper-one");
    sys_nonblocking(fd, false);
    sys_bound(CHILD_SECONDS, CHILD_BYTES);
    err *e = st_open_reader(a, p->dir, &cx.store);
    e = e ? e : print_make(&cx, o->what, &made);
    say(&c,
        &(struct wire_frame){.op = WIRE_REPLY,
                             .field = {e ? status_of(a, e) : SV("200"), e ? e->message : made.file},
                             .n = 2});
    sys_exit(0);
}

/* ---- orders ---- */

static struct order *order_of(struct press *p, const struct peer *child)
{
    for (size_t i = 0; i < ORDERS_MAX; i++) {
        if (p->orders[i].used && p->orders[i].child == child) {
            return &p->orders[i];
        }
    }
    return NULL;
}

static void answer(struct press *p, struct order *o, sv status, sv said)
{
    o->answered = true;
    for (size_t i = 0; i < WAITERS_MAX; i++) {
        if (p->waiters[i].used && p->waiters[i].order == (size_t)(o - p->orders)) {
            reply_to(p, &p->waiters[i], status, said);
            p->waiters[i].used = false;
        }
    }
}

static void on_child(void *ctx, struct peer *peer, const struct wire_frame *f)
{
    struct press *p = ctx;
    struct order *o = order_of(p, peer);
    if (o && f->op == WIRE_PAPER && f->n == 1) {
        o->risk = sv_dup(o->a, f->field[0]);
    } else if (o && f->op == WIRE_REPLY && f->n == 2) {
        answer(p, o, f->field[0], f->field[1]);
    }
}

/* A child has ended: with an answer, or over a part, without which the paper is made again. */
static void on_child_gone(void *ctx, struct peer *peer)
{
    struct press *p = ctx;
    struct order *o = order_of(p, peer);
    if (!o) {
        return;
    }
    int status = sys_await(o->pid);
    p->children--;
    o->pid = 0;
    o->child = NULL;
    if (!o->answered && o->risk.n && o->broken_n < BROKEN_MAX) {
        o->broken[o->broken_n++] = o->risk;
        o->risk = SV_NONE;
    } else {
        if (!o->answered) {
            answer(p, o, SV("503"),
                   SV("The paper could not be made; the clerk can look into the log."));
            fprintf(stderr, "dais: paper: the making of \"%.*s\" ended with status %d\n",
                    SV_ARG(o->what), status);
        }
        arena_close(o->a);
        *o = (struct order){.used = false};
    }
    carry_out(p);
}

static bool start(struct press *p, struct order *o)
{
    int ends[2];
    if (sys_pair(p->a, false, ends)) {
        arena_reset(p->a);
        return false;
    }
    int pid = sys_fork();
    if (pid == 0) {
        sys_close(ends[0]);
        make(p, o, ends[1]);
    }
    sys_close(ends[1]);
    if (pid < 0) {
        sys_close(ends[0]);
        return false;
    }
    o->pid = pid;
    o->child = peer_open(p->loop, ends[0], false, on_child, on_child_gone, p);
    must(o->child);
    p->children++;
    return true;
}

/* Start children for the orders that wait longest. */
static void carry_out(struct press *p)
{
    while (p->children < CHILDREN_MAX) {
        struct order *next = NULL;
        for (size_t i = 0; i < ORDERS_MAX; i++) {
            struct order *o = &p->orders[i];
            next = o->used && !o->pid && (!next || o->turn < next->turn) ? o : next;
        }
        if (!next) {
            return;
        }
        if (!start(p, next)) {
            answer(p, next, SV("503"),
                   SV("Too much is being printed just now; try again in a minute."));
            arena_close(next->a);
            *next = (struct order){.used = false};
        }
    }
}

/* The order of that text that is not begun yet, or a new one; NULL where they are too many. */
static struct order *take_order(struct press *p, sv what)
{
    struct order *free_one = NULL;
    for (size_t i = 0; i < ORDERS_MAX; i++) {
        struct order *o = &p->orders[i];
        if (o->used && !o->pid && sv_eq(o->what, what)) {
            return o;
        }
        free_one = o->used || free_one ? free_one : o;
    }
    if (free_one) {
        *free_one = (struct order){.used = true, .turn = ++p->turns, .a = arena_open(1024)};
        free_one->what = sv_dup(free_one->a, what);
    }
    return free_one;
}

static size_t place_of(const struct press *p, const struct peer *peer)
{
    size_t i = 0;
    while (i < CALLERS_MAX && p->callers[i].peer != peer) {
        i++;
    }
    return i;
}

static void on_frame(void *ctx, struct peer *peer, const struct wire_frame *f)
{
    struct press *p = ctx;
    size_t place = place_of(p, peer), i = 0;
    struct order *o = NULL;
    if (f->op != WIRE_PAPER || f->n != 1 || place == CALLERS_MAX) {
        return;
    }
    while (i < WAITERS_MAX && p->waiters[i].used) {
        i++;
    }
    struct waiter w = {true, 0, place, p->callers[place].life, f->id};
    if (!print_order_valid(f->field[0])) {
        reply_to(p, &w, SV("404"), SV("There is no paper of that name."));
        return;
    }
    o = i < WAITERS_MAX ? take_order(p, f->field[0]) : NULL;
    if (!o) {
        reply_to(p, &w, SV("503"),
                 SV("Too much is being printed just now; try again in a minute."));
        return;
    }
    w.order = (size_t)(o - p->orders);
    p->waiters[i] = w;
    carry_out(p);
}

/* ---- the search follows the record ---- */

enum { FOLLOW_MS = 1000, FOLLOW_ENTRIES = 500 };

static err *follow(struct press *p, struct arena *a)
{
    bool more = true;
    if (!p->search) {
        TRY(st_search_open_writer(a, sv_fmt(a, "%s/search", p->dir).p, &p->search));
    }
    while (more) {
        TRY(st_search_follow(p->search, a, p->reader, FOLLOW_ENTRIES, &more));
    }
    return NULL;
}

static void every_second(void *ctx)
{
    struct press *p = ctx;
    SCOPED(arena_scope) struct arena *a = arena_open(4096);
    err *e = follow(p, a);
    if (e && !p->search_told) {
        fprintf(stderr, "dais: paper: the search does not follow the record: %.*s\n",
                SV_ARG(e->message));
    }
    if (e) {
        st_search_close(p->search);
        p->search = NULL;
    }
    p->search_told = e != NULL;
}

/* ---- the parent and the workers ---- */

static void on_gone(void *ctx, struct peer *peer)
{
    struct press *p = ctx;
    size_t place = place_of(p, peer);
    if (place < CALLERS_MAX) {
        p->callers[place].peer = NULL;
    }
}

static void add_caller(struct press *p, int fd)
{
    size_t place = place_of(p, NULL);
    if (place == CALLERS_MAX) {
        sys_close(fd);
        return;
    }
    p->callers[place] = (struct caller){.life = ++p->lives};
    p->callers[place].peer = peer_open(p->loop, fd, false, on_frame, on_gone, p);
}

static void on_control(void *ctx, unsigned events)
{
    struct press *p = ctx;
    char what;
    int fd;
    (void)events;
    for (;;) {
        ptrdiff_t n = sys_recv_fd(p->control, &what, 1, &fd);
        if (n == SYS_AGAIN) {
            return;
        }
        if (n <= 0) {
            sys_loop_stop(p->loop);
            return;
        }
        if (fd >= 0) {
            sys_nonblocking(fd, true);
            if (what == CONTROL_WEB) {
                add_caller(p, fd);
            } else {
                sys_close(fd);
            }
        }
    }
}

static void on_signal(void *ctx, unsigned events)
{
    struct press *p = ctx;
    (void)events;
    for (enum sys_signal s = sys_signal_next(p->signals); s != SIGNAL_NONE;
         s = sys_signal_next(p->signals)) {
        if (s == SIGNAL_END) {
            sys_loop_stop(p->loop);
        }
    }
}

static err *begin(struct press *p)
{
    TRY(sys_signals(p->a, &p->signals));
    TRY(sys_loop_open(p->a, &p->loop));
    if (!sys_loop_add(p->loop, p->signals, LOOP_IN, on_signal, p) ||
        !sys_loop_add(p->loop, p->control, LOOP_IN, on_control, p)) {
        return err_make(p->a, E_IO, "the event loop takes no descriptors");
    }
    TRY(st_open_reader(p->a, p->dir, &p->reader));
    TRY(sys_sandbox(p->a, SANDBOX_PAPER, p->dir));
    sys_timer_start(p->loop, 0, FOLLOW_MS, every_second, p);
    return NULL;
}

void role_paper(const char *dir, int control)
{
    struct press *p = heap_resize(NULL, sizeof *p);
    *p = (struct press){.dir = dir, .a = arena_open(4096), .control = control};
    sys_name("dais-paper");
    err *e = begin(p);
    char ready = CONTROL_READY;
    sv message = {&ready, 1};
    if (e || sys_send(control, &message, 1) != 1) {
        fprintf(stderr, "dais: paper cannot start: %.*s\n", e ? (int)e->message.n : 0,
                e ? e->message.p : "");
        sys_exit(1);
    }
    sys_loop_run(p->loop);
    st_search_close(p->search);
    st_close(p->reader);
    sys_exit(0);
}
