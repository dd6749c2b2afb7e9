/* The web role: a worker that serves pages, forms and streams, and asks the writer for everything
 * that changes. */
#include <stdio.h>

#include "prog/instance.h"
#include "prog/roles.h"
#include "store/store.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "sys/net.h"
#include "sys/process.h"
#include "sys/sandbox.h"
#include "web/web.h"

struct worker {
    struct sys_loop *loop;
    struct arena *a;
    struct web *web;
    int control, signals;
};

static void on_control(void *ctx, unsigned events)
{
    struct worker *w = ctx;
    char what;
    int fd;
    (void)events;
    for (;;) {
        ptrdiff_t n = sys_recv_fd(w->control, &what, 1, &fd);
        if (n == SYS_AGAIN) {
            return;
        }
        if (n <= 0) {
            sys_loop_stop(w->loop);
            return;
        }
        if (fd < 0) {
            continue;
        }
        sys_nonblocking(fd, true);
        if (what == CONTROL_WRITER) {
            web_writer(w->web, fd);
        } else if (what == CONTROL_PAPER) {
            web_paper(w->web, fd);
        } else if (what == CONTROL_LISTEN) {
            err *e = web_listen(w->a, w->web, fd);
            if (e) {
                fprintf(stderr, "dais: web: %.*s\n", SV_ARG(e->message));
                sys_exit(1);
            }
        } else {
            sys_close(fd);
        }
    }
}

static void on_signal(void *ctx, unsigned events)
{
    struct worker *w = ctx;
    (void)events;
    for (enum sys_signal s = sys_signal_next(w->signals); s != SIGNAL_NONE;
         s = sys_signal_next(w->signals)) {
        if (s == SIGNAL_END) {
            sys_loop_stop(w->loop);
        }
    }
}

static void say(sv line)
{
    fprintf(stderr, "dais: web: %.*s\n", SV_ARG(line));
}

static err *start(struct worker *w, const char *dir, const struct config *c)
{
    struct store *reader;
    struct sys_ip proxies[CONFIG_PROXIES];
    size_t n_proxies;
    TRY(sys_signals(w->a, &w->signals));
    TRY(sys_loop_open(w->a, &w->loop));
    TRY(config_proxies(w->a, c, proxies, &n_proxies));
    TRY(st_open_reader(w->a, dir, &reader));
    struct web_settings s = {.name = c->name,
                             .dir = sv_of(dir),
                             .origin = c->origin,
                             .streams = c->streams,
                             .streams_address = c->streams_address,
                             .connections_address = c->connections_address,
                             .rules = instance_rules(c),
                             .page_cache_bytes = (size_t)c->page_cache << 20,
                             .codes_required = sv_is(c->time_codes, "required"),
                             .proxies = proxies,
                             .n_proxies = n_proxies,
                             .say = say};
    TRY(web_open(w->a, w->loop, reader, &s, &w->web));
    if (!sys_loop_add(w->loop, w->signals, LOOP_IN, on_signal, w) ||
        !sys_loop_add(w->loop, w->control, LOOP_IN | LOOP_PRIORITY, on_control, w)) {
        return err_make(w->a, E_IO, "the event loop takes no descriptors");
    }
    return sys_sandbox(w->a, SANDBOX_WEB, dir);
}

void role_web(const char *dir, const struct config *c, int control)
{
    struct worker w = {.a = arena_open(4096), .control = control};
    sys_name("dais-web");
    err *e = start(&w, dir, c);
    char ready = CONTROL_READY;
    sv message = {&ready, 1};
    if (e || sys_send(control, &message, 1) != 1) {
        fprintf(stderr, "dais: web cannot start: %.*s\n", e ? (int)e->message.n : 0,
                e ? e->message.p : "");
        sys_exit(1);
    }
    sys_loop_run(w.loop);
    web_close(w.web);
    sys_exit(0);
}
