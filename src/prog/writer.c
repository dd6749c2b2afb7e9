/* The writer role: the one process that writes.  Frames come from workers, commands and auth; what
 * is asked within one turn of the loop is one group: one commit, one checkpoint, then the replies.
 */
#include <stdio.h>
#include <string.h>

#include "acts/peer.h"
#include "prog/instance.h"
#include "prog/roles.h"
#include "sys/clock.h"
#include "sys/files.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/sandbox.h"

enum {
    CALLERS_MAX = 256,
    LOCALS_MAX = 192, /* of them commands of this machine: a worker always finds a place */
    GROUP_ACTS = 256,
    GROUP_BYTES = 16 << 20,
    GROUP_MS = 5,
    REFUSE_MS = 500, /* after a group that could not begin, so that those who wait are told */
    WAITS_MAX = 64,
    TAKING_MAX = 16,     /* files at once */
    SEAL_FIRST_MS = 200, /* after the start … */
    SEAL_MS = 30000,     /* … and then so often: is a month over that is not sealed? */
    GROUP_REPLIES = GROUP_ACTS + WAITS_MAX
};

/* One at the other end: a worker or a command of this machine. */
struct caller {
    struct peer *peer; /* NULL: an empty place */
    enum desk_door door;
    uint64_t life; /* tells a place's later callers apart */
};

/* Whom a reply is for. */
struct address {
    size_t place;
    uint64_t life, id;
};

struct waiting {
    bool used;
    struct address to;
    struct desk_wait wait;
};

/* An act whose file is being taken in, a slice a turn, while other acts go on. */
struct taking {
    struct arena *a; /* NULL: an empty place */
    struct address to;
    struct desk_wait wait;
    struct wire_frame frame; /* in a */
};

struct pending_reply {
    struct address to;
    struct desk_reply reply;
    struct wire_frame frame; /* what was asked, should the group fail */
};

struct writer {
    struct sys_loop *loop;
    struct instance *instance;
    struct arena *a;     /* of the start */
    struct arena *group; /* of the open group */
    bool open;           /* a group is open */
    int64_t began_ms;
    int64_t refuse_until_ms;
    struct pending_reply replies[GROUP_REPLIES];
    size_t n_replies;
    struct caller callers[CALLERS_MAX];
    uint64_t lives;
    struct waiting waits[WAITS_MAX];
    struct taking taking[TAKING_MAX];
    size_t next_taking;
    uint64_t next_wait;
    struct peer *auth;
    int control, listener, signals;
    uint64_t seal_timer;
    int64_t size; /* durable entries, as told to the workers */
};

static void say(const char *what, err *e)
{
    fprintf(stderr, "dais: writer: %s: %.*s\n", what, SV_ARG(e->message));
}

/* ---- replies ---- */

static void send_reply(struct writer *w, const struct address *to, const struct desk_reply *r)
{
    struct caller *c = &w->callers[to->place];
    const char status[3] = {(char)('0' + r->status / 100 % 10), (char)('0' + r->status / 10 % 10),
                            (char)('0' + r->status % 10)};
    if (!c->peer || c->life != to->life) {
        return;
    }
    peer_queue(c->peer, &(struct wire_frame){.op = WIRE_REPLY,
                                             .id = to->id,
                                             .field = {{status, sizeof status}, r->json},
                                             .n = 2});
}

static void tell_size(struct writer *w)
{
    for (size_t i = 0; i < CALLERS_MAX; i++) {
        if (w->callers[i].peer && w->callers[i].door == DESK_WEB) {
            peer_queue(w->callers[i].peer,
                       &(struct wire_frame){.op = WIRE_SEQ, .id = (uint64_t)w->size});
        }
    }
}

static void flush_all(struct writer *w)
{
    for (size_t i = 0; i < CALLERS_MAX; i++) {
        if (w->callers[i].peer) {
            peer_flush(w->callers[i].peer);
        }
    }
}

/* End the open group: durable, then the workers hear of it, then the replies. */
static void finish_group(struct writer *w)
{
    int64_t size = w->size;
    if (!w->open) {
        return;
    }
    w->open = false;
    err *e = desk_commit(instance_desk(w->instance), w->group, &size);
    if (e) {
        say("a group of acts was not made durable", e);
        for (size_t i = 0; i < w->n_replies; i++) {
            desk_failed_reply(w->group, e, &w->replies[i].frame, &w->replies[i].reply);
        }
    } else if (size != w->size) {
        w->size = size;
        tell_size(w);
    }
    for (size_t i = 0; i < w->n_replies; i++) {
        send_reply(w, &w->replies[i].to, &w->replies[i].reply);
    }
    w->n_replies = 0;
    arena_reset(w->group);
    flush_all(w);
}

/* ---- a frame ---- */

static err *open_group(struct writer *w)
{
    if (w->open) {
        return NULL;
    }
    arena_reset(w->group); /* what was refused without a group */
    if (sys_ticks_ms() < w->refuse_until_ms) {
        return err_make(w->group, E_IO,
                        "the record cannot be written to just now: try again in a moment");
    }
    err *e = desk_begin(instance_desk(w->instance), w->group);
    if (e) {
        say("no acts can be taken", e);
        w->refuse_until_ms = sys_ticks_ms() + REFUSE_MS;
        return e;
    }
    w->open = true;
    w->began_ms = sys_ticks_ms();
    return NULL;
}

static void add_reply(struct writer *w, const struct address *to, const struct desk_reply *r,
                      const struct wire_frame *f)
{
    w->replies[w->n_replies++] = (struct pending_reply){*to, *r, *f};
    if (w->n_replies >= GROUP_ACTS || sys_ticks_ms() - w->began_ms >= GROUP_MS ||
        arena_used(w->group) >= GROUP_BYTES) {
        finish_group(w);
    }
}

static void ask_auth(struct writer *w, const struct address *to, const struct desk_wait *wait)
{
    struct desk_reply busy;
    for (size_t i = 0; i < WAITS_MAX && w->auth; i++) {
        if (!w->waits[i].used) {
            w->waits[i] = (struct waiting){.used = true, .to = *to, .wait = *wait};
            struct wire_frame ask = wait->ask;
            ask.id = i;
            peer_send(w->auth, &ask);
            return;
        }
    }
    desk_unanswered(instance_desk(w->instance), wait);
    err *e =
        err_make(w->group, E_IO, "too many people are signing in at once: try again in a moment");
    desk_error_reply(w->group, e, SV_NONE, &busy);
    add_reply(w, to, &busy, &wait->ask);
}

static void take_file(struct writer *w, const struct address *to, struct desk_wait *take_wait,
                      const struct wire_frame *f)
{
    struct desk_reply busy;
    for (size_t i = 0; i < TAKING_MAX; i++) {
        struct taking *t = &w->taking[i];
        if (!t->a) {
            *t = (struct taking){.a = arena_open(4096), .to = *to, .wait = *take_wait, .frame = *f};
            for (size_t k = 0; k < f->n; k++) {
                t->frame.field[k] = sv_dup(t->a, f->field[k]);
            }
            sys_loop_soon(w->loop);
            return;
        }
    }
    desk_file_drop(take_wait);
    err *e = err_make(w->group, E_IO, "too many files come in at once: try again in a moment");
    desk_error_reply(w->group, e, SV_NONE, &busy);
    add_reply(w, to, &busy, f);
}

/* One slice of one file; where it was the last, its act. */
static void take_on(struct writer *w)
{
    struct desk_reply r;
    struct taking *t = NULL;
    bool more = false;
    for (size_t i = 0; i < TAKING_MAX && !t; i++) {
        w->next_taking = (w->next_taking + 1) % TAKING_MAX;
        t = w->taking[w->next_taking].a ? &w->taking[w->next_taking] : NULL;
    }
    if (!t) {
        return;
    }
    if (desk_file_step(&t->wait)) {
        err *e = open_group(w);
        if (e) {
            desk_file_drop(&t->wait);
            desk_failed_reply(w->group, e, &t->frame, &r);
            send_reply(w, &t->to, &r);
            flush_all(w);
        } else {
            /* its reply may point into the frame, which goes before the group ends */
            struct wire_frame copy = t->frame;
            for (size_t k = 0; k < copy.n; k++) {
                copy.field[k] = sv_dup(w->group, copy.field[k]);
            }
            desk_file_end(instance_desk(w->instance), w->group, w->callers[t->to.place].door, &copy,
                          &t->wait, &r);
            add_reply(w, &t->to, &r, &copy);
        }
        arena_close(t->a);
        t->a = NULL;
    }
    for (size_t i = 0; i < TAKING_MAX; i++) {
        more = more || w->taking[i].a;
    }
    if (more) {
        sys_loop_soon(w->loop);
    }
}

static struct address address_of(struct writer *w, struct peer *p, uint64_t id)
{
    for (size_t i = 0; i < CALLERS_MAX; i++) {
        if (w->callers[i].peer == p) {
            return (struct address){i, w->callers[i].life, id};
        }
    }
    return (struct address){0, 0, id};
}

static void on_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    struct writer *w = ctx;
    struct address to = address_of(w, p, f->id);
    struct desk_reply r;
    err *e = open_group(w);
    if (e) {
        desk_failed_reply(w->group, e, f, &r);
        send_reply(w, &to, &r);
        peer_flush(p);
        return;
    }
    /* replies outlive the frame's bytes: the arena of the group holds a copy of what they may point
     * to */
    struct wire_frame copy = *f;
    for (size_t i = 0; i < copy.n; i++) {
        copy.field[i] = sv_dup(w->group, copy.field[i]);
    }
    desk_handle(instance_desk(w->instance), w->group, w->callers[to.place].door, &copy, &r);
    if (r.wait.kind == WAIT_FILE) {
        take_file(w, &to, &r.wait, &copy);
        return;
    }
    if (r.wait.kind != WAIT_NONE) {
        ask_auth(w, &to, &r.wait);
        return;
    }
    add_reply(w, &to, &r, &copy);
}

static void on_gone(void *ctx, struct peer *p)
{
    struct writer *w = ctx;
    for (size_t i = 0; i < CALLERS_MAX; i++) {
        if (w->callers[i].peer == p) {
            w->callers[i].peer = NULL;
        }
    }
}

static void add_caller(struct writer *w, int fd, enum desk_door door)
{
    size_t places = door == DESK_LOCAL ? LOCALS_MAX : CALLERS_MAX;
    for (size_t i = 0; i < places; i++) {
        if (!w->callers[i].peer) {
            w->callers[i] = (struct caller){.door = door, .life = ++w->lives};
            w->callers[i].peer = peer_open(w->loop, fd, false, on_frame, on_gone, w);
            if (w->callers[i].peer && door == DESK_WEB) {
                peer_send(w->callers[i].peer,
                          &(struct wire_frame){.op = WIRE_SEQ, .id = (uint64_t)w->size});
            }
            return;
        }
    }
    sys_close(fd);
}

/* ---- auth ---- */

static void on_auth_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    struct writer *w = ctx;
    struct desk_reply r;
    (void)p;
    if (f->op != WIRE_REPLY || f->id >= WAITS_MAX || !w->waits[f->id].used) {
        return;
    }
    struct waiting *wait = &w->waits[f->id];
    wait->used = false;
    err *e = open_group(w);
    if (e) {
        desk_error_reply(w->group, e, SV_NONE, &r);
        send_reply(w, &wait->to, &r);
        flush_all(w);
        return;
    }
    desk_resume(instance_desk(w->instance), w->group, &wait->wait, f, &r);
    add_reply(w, &wait->to, &r, f);
}

static void on_auth_gone(void *ctx, struct peer *p)
{
    struct writer *w = ctx;
    (void)p;
    w->auth = NULL;
    SCOPED(arena_scope) struct arena *a = arena_open(1024);
    for (size_t i = 0; i < WAITS_MAX; i++) {
        if (w->waits[i].used) {
            struct desk_reply r;
            desk_unanswered(instance_desk(w->instance), &w->waits[i].wait);
            desk_error_reply(a, err_make(a, E_IO, "signing in was interrupted: try again"), SV_NONE,
                             &r);
            send_reply(w, &w->waits[i].to, &r);
            w->waits[i].used = false;
        }
    }
    flush_all(w);
}

/* ---- the parent and the door of this machine ---- */

static void on_control(void *ctx, unsigned events)
{
    struct writer *w = ctx;
    char what;
    int fd;
    (void)events;
    for (;;) {
        ptrdiff_t n = sys_recv_fd(w->control, &what, 1, &fd);
        if (n == SYS_AGAIN) {
            return;
        }
        if (n <= 0) {
            sys_loop_stop(w->loop); /* the parent has gone */
            return;
        }
        if (fd < 0) {
            continue;
        }
        sys_nonblocking(fd, true);
        if (what == CONTROL_WEB) {
            add_caller(w, fd, DESK_WEB);
        } else if (what == CONTROL_AUTH) {
            if (w->auth) {
                peer_close(w->auth);
                on_auth_gone(w, w->auth);
            }
            w->auth = peer_open(w->loop, fd, false, on_auth_frame, on_auth_gone, w);
        } else {
            sys_close(fd);
        }
    }
}

static void on_local(void *ctx, unsigned events)
{
    struct writer *w = ctx;
    struct sys_ip nobody;
    struct sys_peer peer;
    (void)events;
    int fd = sys_accept(w->listener, &nobody);
    if (fd < 0) {
        return;
    }
    if (!sys_peer_read(fd, &peer) || (peer.uid != sys_uid() && peer.uid != 0)) {
        sys_close(fd);
        return;
    }
    add_caller(w, fd, DESK_LOCAL);
}

static void on_signal(void *ctx, unsigned events)
{
    struct writer *w = ctx;
    (void)events;
    for (enum sys_signal s = sys_signal_next(w->signals); s != SIGNAL_NONE;
         s = sys_signal_next(w->signals)) {
        if (s == SIGNAL_END) {
            sys_loop_stop(w->loop);
        }
    }
}

/* Seal one month that is over, alone in its group; soon again where there was one. */
static void on_seal(void *ctx)
{
    struct writer *w = ctx;
    bool more = false;
    finish_group(w);
    err *e = open_group(w);
    if (e) {
        return; /* it was said, and is tried again */
    }
    e = desk_seal(instance_desk(w->instance), w->group, &more);
    if (e) {
        say("a month's reports could not be sealed", e);
    }
    finish_group(w);
    sys_timer_stop(w->loop, w->seal_timer);
    w->seal_timer = sys_timer_start(w->loop, more && !e ? 1 : SEAL_MS, SEAL_MS, on_seal, w);
}

static void after_batch(void *ctx)
{
    take_on(ctx);
    finish_group(ctx);
}

static err *start(struct writer *w, const char *dir, const struct config *c)
{
    TRY(sys_signals(w->a, &w->signals));
    TRY(sys_loop_open(w->a, &w->loop));
    /* a writer that was killed a moment ago may still hold the lock */
    err *e = NULL;
    for (int tries = 0; tries < 100; tries++) {
        e = instance_open(w->a, dir, &w->instance);
        if (!e || e->kind != E_CONFLICT) {
            break;
        }
        sys_sleep_ms(50);
    }
    TRY(e);
    desk_codes(instance_desk(w->instance), sv_is(c->time_codes, "required"));
    TRY(sys_unix_listen(w->a, sv_fmt(w->a, "%s/writer.sock", dir).p, 0600, &w->listener));
    TRY(st_log_size(desk_store(instance_desk(w->instance)), w->a, &w->size));
    if (!sys_loop_add(w->loop, w->signals, LOOP_IN, on_signal, w) ||
        !sys_loop_add(w->loop, w->control, LOOP_IN, on_control, w) ||
        !sys_loop_add(w->loop, w->listener, LOOP_IN, on_local, w)) {
        return err_make(w->a, E_IO, "the event loop takes no descriptors");
    }
    sys_loop_after(w->loop, after_batch, w);
    w->seal_timer = sys_timer_start(w->loop, SEAL_FIRST_MS, SEAL_MS, on_seal, w);
    return sys_sandbox(w->a, SANDBOX_WRITER, dir);
}

void role_writer(const char *dir, const struct config *c, int control)
{
    struct writer *w = heap_resize(NULL, sizeof *w);
    *w = (struct writer){
        .a = arena_open(4096), .group = arena_open(1 << 16), .control = control, .listener = -1};
    sys_name("dais-writer");
    err *e = start(w, dir, c);
    if (e) {
        say("cannot start", e);
        sys_exit(1);
    }
    char ready = CONTROL_READY;
    sv message = {&ready, 1};
    if (sys_send(control, &message, 1) != 1) {
        sys_exit(1);
    }
    sys_loop_run(w->loop);
    finish_group(w);
    instance_close(w->instance);
    sys_exit(0);
}
