/* Live pages: a channel a meeting; what changed is rendered once and sent to every viewer, at most
 * ten times a second.  An event is the region's whole state at an entry, never a difference. */
#include "web/inside.h"

#include <string.h>

#include "sys/clock.h"
#include "view/templates.h"

enum { LIVES_MAX = 256, PACE_MS = 100, IDLE_MS = 30000, SWEEP_MS = 10000 };

static const sv region_key = SV_INIT("region");

struct live {
    struct live *next;
    struct http_channel *channel;
    struct http_body *first; /* the present state, for those who come; NULL: to be made */
    bool changed;
    int64_t sent_ms; /* when the state was made last */
    int64_t used_ms; /* when someone was seen following */
    sv body, date;   /* views of id */
    size_t n;
    char id[LIMIT_SUBJECT_BYTES];
};

/* ---- rendering ---- */

static err *region(struct web *w, struct page_cx *cx, const struct live *l, struct out *o,
                   int64_t *ret_seq)
{
    struct view_live_region *m = arena_new(cx->a, struct view_live_region);
    TRY(st_read_begin(w->reader, cx->a));
    err *e = page_live_region(cx, l->body, l->date, m);
    st_read_end(w->reader);
    if (!e) {
        view_live_region(o, m);
        *ret_seq = m->seq;
        e = o->b.failed ? err_make(cx->a, E_LIMIT, "A live region is too large.") : NULL;
    }
    return e;
}

/* Make the present state, send it to those who follow, and keep it for those who come. */
static err *send_state(struct web *w, struct live *l)
{
    struct page_cx cx = {
        .a = web_page_arena(w), .store = w->reader, .now = sys_now(), .language = SV("en")};
    SCOPED(out_close) struct out o = out_open(cx.language, NULL);
    int64_t seq = 0;
    l->changed = false;
    l->sent_ms = sys_ticks_ms();
    TRY(region(w, &cx, l, &o, &seq));
    uint64_t id = seq > 0 ? (uint64_t)seq : 0;
    struct buf event = buf_make(2 * (size_t)LIMIT_PAGE_BYTES);
    http_event_put(&event, id, region_key, buf_view(&o.b));
    http_body_drop(l->first);
    l->first = event.failed ? NULL : http_body_take(&event, SV_NONE);
    buf_free(&event);
    if (http_channel_viewers(l->channel)) {
        http_channel_publish(l->channel, id, region_key, buf_view(&o.b));
    }
    return NULL;
}

/* ---- pace ---- */

static void on_pace(void *ctx)
{
    struct web *w = ctx;
    w->live_timer = 0;
    web_live_flush(w);
}

void web_live_flush(struct web *w)
{
    int64_t now = sys_ticks_ms(), soonest = INT64_MAX;
    for (struct live *l = w->lives; l; l = l->next) {
        if (!l->changed) {
            continue;
        }
        if (http_channel_viewers(l->channel) == 0) {
            http_body_drop(l->first);
            l->first = NULL;
            l->changed = false;
        } else if (now - l->sent_ms >= PACE_MS) {
            err *e = send_state(w, l);
            if (e) {
                web_fail(w, e);
            }
        } else if (l->sent_ms + PACE_MS < soonest) {
            soonest = l->sent_ms + PACE_MS;
        }
    }
    if (soonest != INT64_MAX && !w->live_timer) {
        w->live_timer = sys_timer_start(w->loop, soonest - now, 0, on_pace, w);
    }
}

void web_live_touched(struct web *w, sv subject)
{
    sv what, kind = sv_cut(subject, ':', &what);
    for (struct live *l = w->lives; l; l = l->next) {
        if (!subject.n || (sv_is(kind, "meeting") && sv_eq(what, (sv){l->id, l->n})) ||
            (sv_is(kind, "roster") && sv_eq(what, l->body))) {
            l->changed = true;
        }
    }
}

/* ---- channels ---- */

static void close_one(struct web *w, struct live **at)
{
    struct live *l = *at;
    *at = l->next;
    http_channel_close(l->channel);
    http_body_drop(l->first);
    heap_resize(l, 0);
    w->lives_n--;
}

/* Channels that nobody has followed for a while are closed. */
static void sweep(void *ctx)
{
    struct web *w = ctx;
    int64_t now = sys_ticks_ms();
    for (struct live **at = &w->lives; *at;) {
        struct live *l = *at;
        if (http_channel_viewers(l->channel)) {
            l->used_ms = now;
        }
        if (now - l->used_ms >= IDLE_MS || (w->lives_n >= LIVES_MAX && l->used_ms != now)) {
            close_one(w, at);
        } else {
            at = &l->next;
        }
    }
    if (!w->lives) {
        sys_timer_stop(w->loop, w->sweep_timer);
        w->sweep_timer = 0;
    }
}

static struct live *find(struct web *w, sv body, sv day)
{
    for (struct live *l = w->lives; l; l = l->next) {
        if (sv_eq(l->body, body) && sv_eq(l->date, day)) {
            return l;
        }
    }
    return NULL;
}

/* A channel for the meeting, or NULL when there are too many. */
static struct live *begin(struct web *w, sv body, sv day)
{
    if (w->lives_n >= LIVES_MAX) {
        sweep(w);
    }
    if (w->lives_n >= LIVES_MAX || body.n + 1 + day.n > LIMIT_SUBJECT_BYTES) {
        return NULL;
    }
    struct live *l = heap_resize(NULL, sizeof *l);
    memset(l, 0, sizeof *l);
    memcpy(l->id, body.p, body.n);
    l->id[body.n] = '/';
    memcpy(l->id + body.n + 1, day.p, day.n);
    l->n = body.n + 1 + day.n;
    l->body = (sv){l->id, body.n};
    l->date = (sv){l->id + body.n + 1, day.n};
    l->channel = http_channel_open(w->server);
    l->next = w->lives;
    w->lives = l;
    w->lives_n++;
    if (!w->sweep_timer) {
        w->sweep_timer = sys_timer_start(w->loop, SWEEP_MS, SWEEP_MS, sweep, w);
    }
    return l;
}

void web_do_events(struct web *w, struct http_exchange *take_x, const struct web_match *m)
{
    struct arena *a = http_exchange_arena(take_x);
    struct live *l = find(w, m->params.body, m->params.date);
    bool fresh = !l;
    l = l ? l : begin(w, m->params.body, m->params.date);
    if (!l) {
        web_error(w, take_x, 503,
                  err_make(a, E_LIMIT, "Too many meetings are followed just now; try again soon."),
                  false, NULL);
        return;
    }
    int64_t now = sys_ticks_ms();
    err *e = !l->first || (l->changed && now - l->sent_ms >= PACE_MS) ? send_state(w, l) : NULL;
    if (e) {
        if (fresh) {
            close_one(w, &w->lives);
        }
        web_error_of(w, take_x, e, false, NULL);
        return;
    }
    l->used_ms = now;
    http_stream(take_x, l->channel, l->first);
}

void web_live_close(struct web *w)
{
    while (w->lives) {
        close_one(w, &w->lives);
    }
    sys_timer_stop(w->loop, w->live_timer);
    sys_timer_stop(w->loop, w->sweep_timer);
}
