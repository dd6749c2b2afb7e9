/* The site: its settings, its channel to the writer, and dispatch by the table of routes. */
#include "web/inside.h"

#include <string.h>

#include "base/must.h"
#include "record/media.h"
#include "sys/clock.h"
#include "sys/process.h"

enum { BOOT_BYTES = 4096, CATCH_UP_BYTES = 16384, PAGE_BYTES = 1 << 20, SAY_MS = 1000 };

/* Nothing from elsewhere, nothing inline, no frames.  The referrer stays within the site, because
 * without one browsers hide the origin of a form, which is checked. */
static const sv site_headers =
    SV_INIT("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
            "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
            "base-uri 'none'\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Referrer-Policy: same-origin\r\n"
            "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
            "Cross-Origin-Opener-Policy: same-origin\r\n");

static web_handler *const handlers[WEB_ROUTE_COUNT] = {
#define X(id, method, pattern, readers, cache, twin, handler, help) web_do_##handler,
    WEB_ROUTES(X)
#undef X
};

/* ---- what the writer says ---- */

void web_fail(struct web *w, err *e)
{
    int64_t now = sys_ticks_ms();
    w->failures++;
    if (w->s.say && now >= w->say_again_ms) {
        w->say_again_ms = now + SAY_MS;
        w->s.say(e->message);
    }
}

static void on_touched(void *cx, sv subject, int64_t seq)
{
    struct web *w = cx;
    if (!subject.n) {
        web_cache_clear(w->cache);
        web_live_touched(w, subject);
        return;
    }
    web_cache_touch(w->cache, subject, seq);
    web_live_touched(w, subject);
}

/* Forget the pages whose subjects were touched since the last time. */
static void look_up(struct web *w)
{
    SCOPED(arena_scope) struct arena *a = arena_open(CATCH_UP_BYTES);
    int64_t next = w->known;
    err *e = st_touched(w->reader, a, w->known, on_touched, w, &next);
    if (e) {
        web_fail(w, e);
        web_cache_clear(w->cache);
        web_live_touched(w, SV_NONE);
        /* too many to be told: all of them are behind us; anything else is asked again */
        w->behind = e->kind != E_LIMIT || st_log_size(w->reader, a, &w->known) != NULL;
        return;
    }
    w->behind = false;
    w->known = next;
}

/* Once a turn of the loop is enough.  News of an act is in the channel before its answer leaves, so
 * a request that was sent after the answer is read in a turn whose wait came later than the news;
 * only one that was sent behind another without waiting is not, and those are served in the loop's
 * hooks, before which new_turn lets the channel be read again. */
void web_catch_up(struct web *w)
{
    if (w->writer && !w->in_frame && !w->caught_up) {
        w->caught_up = true;
        peer_pump(w->writer);
    }
    if (w->behind) {
        look_up(w);
    }
}

static void new_turn(void *ctx)
{
    struct web *w = ctx;
    w->caught_up = false;
}

static void on_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    struct web *w = ctx;
    w->in_frame = true;
    if (f->op == WIRE_SEQ && f->id > w->heard) {
        w->heard = f->id;
        w->behind = true;
    } else if (f->op == WIRE_REPLY) {
        web_ask_reply(w, p, f);
    }
    w->in_frame = false;
}

static void on_gone(void *ctx, struct peer *p)
{
    struct web *w = ctx;
    w->writer = w->writer == p ? NULL : w->writer;
    web_ask_lost(w, p);
}

static void on_paper_frame(void *ctx, struct peer *p, const struct wire_frame *f)
{
    if (f->op == WIRE_REPLY) {
        web_ask_reply(ctx, p, f);
    }
}

static void on_paper_gone(void *ctx, struct peer *p)
{
    struct web *w = ctx;
    w->paper = w->paper == p ? NULL : w->paper;
    web_ask_lost(w, p);
}

/* After each batch: what was heard reaches the streams though nobody asks for a page.  Where nobody
 * follows, it waits for the next one who asks, and many acts are looked up at once. */
static void after_batch(void *ctx)
{
    struct web *w = ctx;
    w->caught_up = false;
    if (w->behind && w->lives) {
        look_up(w);
    }
    web_live_flush(w);
}

/* ---- requests ---- */

static instant now_of(void)
{
    return sys_now();
}

static size_t body_limit(void *ctx, const struct http_request *r)
{
    (void)ctx;
    if (!r->authorization.n && !http_field(r, "cookie").n) {
        return WEB_SMALL_BODY; /* nobody: it will be refused */
    }
    if (web_upload_is(r)) { /* what is too large is told when it has come, which a browser shows */
        return 4 * (size_t)REC_FILE_BYTES;
    }
    if (sv_is(r->path, "/acts.json") || sv_is(r->path, "/activity.json")) {
        return LIMIT_ACT_BYTES;
    }
    bool large =
        sv_starts(r->path, SV("/acts/")) || sv_is(r->path, "/drafts") || sv_is(r->path, "/agency");
    return large ? LIMIT_FORM_BYTES : WEB_SMALL_BODY;
}

/* The paths that need no copy of the reader's snapshot and no session. */
static void serve_cached(struct http_exchange *x, const struct web_cached *page)
{
    web_reply(
        x, CACHE_PAGE,
        &(struct http_reply){.status = 200,
                             .type = page->json ? "application/json" : "text/html; charset=utf-8",
                             .body = page->body});
}

static void refuse_method(struct web *w, struct http_exchange *x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(x);
    struct buf b = buf_make(256);
    http_header_put(&b, "Allow", sv_of(m->allow));
    sv headers = buf_dup(a, &b);
    buf_free(&b);
    web_trouble(w, x,
                &(struct web_trouble){
                    .status = 405,
                    .e = err_make(a, E_INVALID, "This address answers %s only.", m->allow),
                    .json = m->json || m->route == ROUTE_ACT_JSON,
                    .headers = headers});
}

static void handle(void *ctx, struct http_exchange *x)
{
    struct web *w = ctx;
    const struct http_request *r = http_exchange_request(x);
    struct arena *a = http_exchange_arena(x);
    struct web_cached page;
    struct web_match m = {.route = WEB_ROUTE_COUNT};
    if (r->method != HTTP_POST) { /* an act is answered by the writer, not from what was kept */
        web_catch_up(w);
    }
    /* without the writer's news nothing that was kept is known to be good */
    if (r->method != HTTP_POST && w->writer && web_cache_find(w->cache, r->path, now_of, &page)) {
        serve_cached(x, &page);
        return;
    }
    switch (web_route_match(r->method, r->path, &m)) {
    case FOUND: handlers[m.route](w, x, &m); return;
    case FOUND_SLASH:
        web_redirect(x, 308, web_route_path(a, m.route, &m.params, m.json), SV_NONE);
        return;
    case FOUND_METHOD: refuse_method(w, x, &m); return;
    case FOUND_BAD:
        web_error(w, x, 400, err_field(a, sv_of(m.bad), "%s", m.says), m.json, NULL);
        return;
    case FOUND_NOTHING: break;
    }
    web_error(w, x, 404,
              err_make(a, E_NOTFOUND, "There is no page at this address; begin at the home page."),
              sv_ends(r->path, SV(".json")), NULL);
}

/* ---- life ---- */

static err *read_known(struct web *w, struct arena *a)
{
    return st_log_size(w->reader, a, &w->known);
}

err *web_open(struct arena *a, struct sys_loop *loop, struct store *take_reader,
              const struct web_settings *s, struct web **ret)
{
    struct web *w = heap_resize(NULL, sizeof *w);
    memset(w, 0, sizeof *w);
    w->loop = loop;
    w->reader = take_reader;
    w->room = act_room_open(take_reader, &(struct act_inputs){.cx = NULL});
    w->boot = arena_open(BOOT_BYTES);
    w->page = arena_open(PAGE_BYTES);
    w->s = *s;
    w->s.name = sv_dup(w->boot, s->name);
    w->s.origin = sv_dup(w->boot, s->origin);
    w->s.dir = sv_dup(w->boot, s->dir);
    bool off = sv_is(sys_environment("DAIS_PAGE_CACHE"), "off");
    w->cache = web_cache_open(off ? 0 : s->page_cache_bytes);
    struct http_config c = {.handler = handle,
                            .body_limit = body_limit,
                            .sink = web_upload_sink,
                            .ctx = w,
                            .headers = site_headers,
                            .proxies = s->proxies,
                            .n_proxies = s->n_proxies,
                            .limits = {.streams = s->streams,
                                       .streams_address = s->streams_address,
                                       .connections_address = s->connections_address,
                                       .park_ms = 60000}};
    sys_loop_after(loop, new_turn, w); /* before the server's own hook */
    w->server = http_server_open(loop, &c);
    w->s.proxies = NULL;
    web_assets_open(w);
    sys_loop_after(loop, after_batch, w);
    err *e = read_known(w, a);
    if (e) {
        web_close(w);
        return e;
    }
    *ret = w;
    return NULL;
}

void web_writer(struct web *w, int take_fd)
{
    struct peer *gone = w->writer;
    w->writer = NULL;
    if (gone) {
        web_ask_lost(w, gone);
        peer_close(gone);
    }
    w->writer = peer_open(w->loop, take_fd, true, on_frame, on_gone, w);
    w->behind = true; /* what the earlier channel did not tell */
}

void web_paper(struct web *w, int take_fd)
{
    struct peer *gone = w->paper;
    w->paper = NULL;
    if (gone) {
        web_ask_lost(w, gone);
        peer_close(gone);
    }
    w->paper = peer_open(w->loop, take_fd, false, on_paper_frame, on_paper_gone, w);
}

err *web_listen(struct arena *a, struct web *w, int fd)
{
    return http_server_listen(a, w->server, fd);
}

void web_drain(struct web *w)
{
    http_server_drain(w->server);
}

void web_close(struct web *take_w)
{
    if (!take_w) {
        return;
    }
    struct web *w = take_w;
    sys_loop_after_remove(w->loop, after_batch, w);
    sys_loop_after_remove(w->loop, new_turn, w);
    peer_close(w->writer);
    peer_close(w->paper);
    web_live_close(w);
    http_server_close(w->server);
    web_ask_close(w);
    web_cache_close(w->cache);
    web_assets_close(w);
    st_search_close(w->search);
    act_room_close(w->room);
    st_close(w->reader);
    arena_close(w->page);
    arena_close(w->boot);
    heap_resize(w, 0);
}
