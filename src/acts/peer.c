/* Framed channels. */
#include "acts/peer.h"

#include "base/must.h"
#include "sys/files.h"
#include "sys/net.h"

enum { READ_BYTES = 65536, BACKLOG_MAX = 64 << 20 };

struct peer {
    struct sys_loop *loop;
    int fd;
    struct buf in, out;
    peer_frame_fn *frame;
    peer_gone_fn *gone;
    void *ctx;
    int busy; /* inside a callback: closing waits */
    bool closing;
};

static void destroy(struct peer *p)
{
    sys_loop_remove(p->loop, p->fd);
    sys_close(p->fd);
    buf_free(&p->in);
    buf_free(&p->out);
    heap_resize(p, 0);
}

void peer_close(struct peer *take_p)
{
    if (!take_p) {
        return;
    }
    take_p->closing = true;
    if (!take_p->busy) {
        destroy(take_p);
    }
}

static void lost(struct peer *p)
{
    if (!p->closing) {
        p->gone(p->ctx, p);
        p->closing = true;
    }
}

/* Hand out the frames that are complete. */
static void hand_out(struct peer *p)
{
    size_t done = 0, size;
    struct wire_frame f;
    while (!p->closing) {
        int r = wire_take(sv_sub(buf_view(&p->in), done, p->in.n), &f, &size);
        if (r < 0) {
            lost(p);
        }
        if (r <= 0) {
            break;
        }
        p->frame(p->ctx, p, &f);
        done += size;
    }
    buf_drop(&p->in, done);
}

static void read_all(struct peer *p)
{
    while (!p->closing) {
        char *to = buf_room(&p->in, READ_BYTES);
        if (!to) {
            lost(p);
            return;
        }
        ptrdiff_t n = sys_recv(p->fd, to, READ_BYTES);
        if (n == SYS_AGAIN) {
            return;
        }
        if (n <= 0) {
            lost(p);
            return;
        }
        p->in.n += (size_t)n;
        hand_out(p);
        if (n < READ_BYTES) {
            return;
        }
    }
}

void peer_flush(struct peer *p)
{
    while (p->out.n && !p->closing) {
        sv all = buf_view(&p->out);
        ptrdiff_t n = sys_send(p->fd, &all, 1);
        if (n <= 0) {
            break; /* SYS_GONE: reading tells it */
        }
        buf_drop(&p->out, (size_t)n);
    }
    sys_loop_modify(p->loop, p->fd, p->out.n ? LOOP_IN | LOOP_OUT : LOOP_IN);
}

static void leave(struct peer *p)
{
    if (--p->busy == 0 && p->closing) {
        destroy(p);
    }
}

static void on_event(void *ctx, unsigned events)
{
    struct peer *p = ctx;
    p->busy++;
    if (events & LOOP_OUT) {
        peer_flush(p);
    }
    if (p->out.failed) {
        lost(p);
    }
    if (events & (LOOP_IN | LOOP_ERROR | LOOP_END)) {
        read_all(p);
    }
    leave(p);
}

void peer_pump(struct peer *p)
{
    p->busy++;
    read_all(p);
    leave(p);
}

struct peer *peer_open(struct sys_loop *loop, int take_fd, bool priority, peer_frame_fn *frame,
                       peer_gone_fn *gone, void *ctx)
{
    struct peer *p = heap_resize(NULL, sizeof *p);
    *p = (struct peer){.loop = loop,
                       .fd = take_fd,
                       .in = buf_make(2 * (size_t)WIRE_FRAME_MAX),
                       .out = buf_make(BACKLOG_MAX),
                       .frame = frame,
                       .gone = gone,
                       .ctx = ctx};
    if (!sys_loop_add(loop, take_fd, LOOP_IN | (priority ? LOOP_PRIORITY : 0u), on_event, p)) {
        sys_close(take_fd);
        heap_resize(p, 0);
        return NULL;
    }
    return p;
}

void peer_queue(struct peer *p, const struct wire_frame *f)
{
    wire_put(&p->out, f);
}

void peer_send(struct peer *p, const struct wire_frame *f)
{
    wire_put(&p->out, f);
    peer_flush(p);
}

err *peer_ask(struct arena *a, int fd, const struct wire_frame *f, struct wire_frame *ret)
{
    struct buf b = buf_make(2 * (size_t)WIRE_FRAME_MAX);
    err *e = NULL;
    sys_nonblocking(fd, false);
    wire_put(&b, f);
    size_t sent = 0;
    while (!e && sent < b.n) {
        sv rest = sv_sub(buf_view(&b), sent, b.n);
        ptrdiff_t n = sys_send(fd, &rest, 1);
        if (n <= 0) {
            e = err_make(a, sent ? E_UNSURE : E_IO, "the server has gone; start it and ask again");
        } else {
            sent += (size_t)n;
        }
    }
    buf_clear(&b);
    while (!e) {
        size_t size = 0, done = 0;
        int r;
        while ((r = wire_take(sv_sub(buf_view(&b), done, b.n), ret, &size)) == 1) {
            if (ret->op == WIRE_REPLY && ret->id == f->id) {
                for (size_t i = 0; i < ret->n; i++) {
                    ret->field[i] = sv_dup(a, ret->field[i]);
                }
                buf_free(&b);
                return NULL;
            }
            done += size;
        }
        buf_drop(&b, done);
        char *to = r == 0 ? buf_room(&b, READ_BYTES) : NULL;
        ptrdiff_t n = to ? sys_recv(fd, to, READ_BYTES) : 0;
        if (n <= 0) {
            e = err_make(a, E_UNSURE,
                         "the server went away before it answered; ask again with the same act id");
        } else {
            b.n += (size_t)n;
        }
    }
    buf_free(&b);
    return e;
}
